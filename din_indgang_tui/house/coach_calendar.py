"""One colleague's slots and meetings of groups, as a calendar outside of the house has them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from din_indgang_tui.clock import HOUSE_ZONE, from_stored, stored
from din_indgang_tui.house import names, staff
from din_indgang_tui.house.citizens import is_protected
from din_indgang_tui.house.codes import SessionStatus, SlotStatus
from din_indgang_tui.store.roles import DESK, LEADERS
from din_indgang_tui.store.unit import Reading, Row, Value, reads


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One slot, or with its name in `group` the meeting of a group; times are UTC.

    `number` is that of the slot or the meeting. `name` and `place` of a slot are empty where names
    were not asked for. `changed_at` is when it was written last, and `version` counts how often.
    """

    number: int
    starts_at: datetime
    ends_at: datetime
    kind: str
    room: str | None
    place: str
    name: str
    cancelled: bool
    created_at: datetime
    changed_at: datetime
    version: int
    group: str = ""


@dataclass(frozen=True, slots=True)
class CoachCalendar:
    """A colleague's entries in order."""

    initials: str
    name: str
    first: date
    entries: tuple[CalendarEntry, ...]


@reads(LEADERS)
def of_coach(
    reading: Reading, initials: str, first: date | None = None, last: date | None = None
) -> CoachCalendar:
    """The slots of a colleague without anything that says whose they are, and their groups.

    From `first` (today, where none is given) to `last`, both included, or on and on. One that was
    given to somebody else or moved out of these days is there as cancelled, so that a calendar that
    had it lets go of it. Raises DeskError for initials that nobody has.
    """
    return _calendar(reading, initials, first, last, named=False)


@reads(DESK & LEADERS, recorded=True)
def of_coach_with_names(
    reading: Reading, initials: str, first: date | None = None, last: date | None = None
) -> CoachCalendar:
    """The same with names and places, which is on record as a look at each citizen.

    Only for who may know the names; where an address is protected, no place leaves the house.
    """
    return _calendar(reading, initials, first, last, named=True)


_FOR_EVER = date(9999, 12, 30)
_ENTRIES = (
    "SELECT s.*, c.given_name, c.family_name, c.address_protected, c.protected_until,"
    " m.from_at, m.from_room, m.from_coach,"
    " coalesce((SELECT max(u.at) FROM audit a JOIN unit_of_work u ON u.id = a.unit_id"
    "  WHERE a.table_name = 'slot' AND a.row_key = CAST(s.id AS TEXT)), s.created_at) AS changed_at"
    " FROM slot s JOIN citizen c ON c.id = s.citizen_id"
    # Where it was last with this colleague within these days, for one that is there no more.
    " LEFT JOIN slot_move m ON NOT (s.coach_id IS :coach AND s.starts_on BETWEEN :first AND :last)"
    "  AND m.id = (SELECT max(o.id) FROM slot_move o WHERE o.slot_id = s.id"
    "  AND o.from_coach = :coach AND o.from_at >= :begins AND o.from_at < :ends)"
    # By their numbers first: joined as they are, all slots there ever were would be read.
    " WHERE s.id IN (SELECT id FROM slot WHERE coach_id = :coach"
    "  AND starts_on BETWEEN :first AND :last"
    "  UNION SELECT slot_id FROM slot_move WHERE from_coach = :coach"
    "  AND from_at >= :begins AND from_at < :ends)"
    " ORDER BY coalesce(m.from_at, s.starts_at), s.id"
)


def _calendar(
    reading: Reading, initials: str, first: date | None, last: date | None, *, named: bool
) -> CoachCalendar:
    colleague = staff.by_initials(reading, initials)
    first, last = first or reading.today, last or _FOR_EVER
    rows = reading.rows(
        _ENTRIES,
        {
            "coach": colleague["id"],
            "first": first.isoformat(),
            "last": last.isoformat(),
            # A day begins and ends by the clock of the house.
            "begins": _midnight(first),
            "ends": _midnight(last + timedelta(days=1)),
        },
    )
    reading.about(*(row["citizen_id"] for row in rows))
    entries = [_entry(row, reading.today, named=named) for row in rows]
    entries += _meetings(reading, colleague["id"], first, last)
    entries.sort(key=lambda entry: (entry.starts_at, entry.group, entry.number))
    return CoachCalendar(colleague["initials"], colleague["name"], first, tuple(entries))


def _midnight(day: date) -> str:
    return stored(datetime.combine(day, time(), HOUSE_ZONE).astimezone(UTC))


def _entry(row: Row, today: date, *, named: bool) -> CalendarEntry:
    starts, ends = from_stored(row["starts_at"]), from_stored(row["ends_at"])
    gone = row["from_at"] is not None
    if gone:
        was = from_stored(row["from_at"])
        starts, ends = was, was + (ends - starts)
    cancelled = (SlotStatus.CANCELLED_CITIZEN, SlotStatus.CANCELLED_HOUSE)
    return CalendarEntry(
        number=row["id"],
        starts_at=starts,
        ends_at=ends,
        kind=row["kind"],
        room=row["from_room"] if gone else row["room"],
        # Where a slot is outside of the house, the place may be somebody's home.
        place=row["place"] if named and not is_protected(row, today) else "",
        name=names.full_name(row["given_name"], row["family_name"]) if named else "",
        cancelled=gone or row["status"] in cancelled,
        created_at=from_stored(row["created_at"]),
        changed_at=from_stored(row["changed_at"]),
        version=row["version"],
    )


# The meetings of groups --------------------------------------------------------------------------

_MEETINGS = (
    "SELECT m.*, g.name AS group_name,"
    " m.leader_id IS :coach AND m.starts_on BETWEEN :first AND :last AS theirs,"
    # Of a change the record has what was changed: when they led it last, or had it at another time.
    " (SELECT a.before FROM audit a WHERE a.table_name = 'group_session'"
    "  AND a.row_key = CAST(m.id AS TEXT) AND (json_extract(a.before, '$.leader_id') = :coach"
    "  OR (m.leader_id = :coach AND json_extract(a.before, '$.starts_on') IS NOT NULL))"
    "  ORDER BY a.id DESC LIMIT 1) AS as_it_was,"
    " coalesce((SELECT max(u.at) FROM audit a JOIN unit_of_work u ON u.id = a.unit_id"
    "  WHERE a.table_name = 'group_session' AND a.row_key = CAST(m.id AS TEXT)), m.created_at)"
    "  AS changed_at"
    " FROM group_session m JOIN group_activity g ON g.id = m.group_id"
    " WHERE (m.leader_id = :coach AND m.starts_on BETWEEN :first AND :last) OR m.by_hand = 1"
)
# Laid by a rule that was changed since, and not there any more; the record has the whole row.
_TAKEN_AWAY = (
    "SELECT a.before, max(u.at) AS at, g.name AS group_name FROM audit a"
    " JOIN unit_of_work u ON u.id = a.unit_id"
    " JOIN group_activity g ON g.id = json_extract(a.before, '$.group_id')"
    " WHERE a.table_name = 'group_session' AND a.after IS NULL"
    " AND json_extract(a.before, '$.leader_id') = :coach"
    " AND json_extract(a.before, '$.starts_on') BETWEEN :first AND :last AND NOT EXISTS"
    " (SELECT 1 FROM group_session m WHERE m.id = CAST(a.row_key AS INTEGER)) GROUP BY a.row_key"
)


def _meetings(reading: Reading, staff_id: int, first: date, last: date) -> list[CalendarEntry]:
    """What they lead; what they led within these days and do no more is there as cancelled.

    Who leads is kept nowhere but on the meeting, so the record of it is asked who led before.
    """
    days = {"first": first.isoformat(), "last": last.isoformat()}
    values: dict[str, Value] = {"coach": staff_id, **days}
    found = []
    for row in reading.rows(_MEETINGS, values):
        group, changed_at = row["group_name"], row["changed_at"]
        if row["theirs"]:
            cancelled = row["status"] == SessionStatus.CANCELLED
            found.append(_meeting(row, group, changed_at, cancelled=cancelled))
        elif row["as_it_was"]:
            was = dict(row) | json.loads(row["as_it_was"]) | {"version": row["version"]}
            if days["first"] <= was["starts_on"] <= days["last"]:
                found.append(_meeting(was, group, changed_at, cancelled=True))
    for row in reading.rows(_TAKEN_AWAY, values):
        was = json.loads(row["before"])
        was["version"] += 1
        found.append(_meeting(was, row["group_name"], row["at"], cancelled=True))
    return found


def _meeting(row: Row, group: str, changed_at: str, *, cancelled: bool) -> CalendarEntry:
    return CalendarEntry(
        number=row["id"],
        starts_at=from_stored(row["starts_at"]),
        ends_at=from_stored(row["ends_at"]),
        kind="",
        room=row["room"],
        place=row["place"],
        name="",
        cancelled=cancelled,
        created_at=from_stored(row["created_at"]),
        changed_at=from_stored(changed_at),
        version=row["version"],
        group=group,
    )
