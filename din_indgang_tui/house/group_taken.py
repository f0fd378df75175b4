"""A meeting of a group and something else at the same time: what is in the way.

The triggers of schema.sql decide; this finds the words. A time with a citizen is said by its kind,
never whose it is; a group by its name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from din_indgang_tui.clock import from_stored, local_date, stored
from din_indgang_tui.house.codes import shown_label, within_a_line
from din_indgang_tui.house.group_session_rows import UNTOUCHED
from din_indgang_tui.i18n import _
from din_indgang_tui.store.engine import sqlite3
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.unit import Reading, Row
from din_indgang_tui.words import clock_time, full_day

LEADER, ROOM = "leader", "room"
# Which trigger of schema.sql it was, by its words.
_TRIGGERS = {"group: leader taken": LEADER, "group: room taken": ROOM}
_COLUMNS = {LEADER: ("coach_id", "leader_id"), ROOM: ("room", "room")}


@dataclass(frozen=True, slots=True)
class InTheWay:
    """What a colleague or a room is taken by: a time with a citizen, or the meeting of a group."""

    table: str
    row_id: int
    what: str  # for the middle of a line: the kind of a time, the name of a group
    starts_at: datetime
    ends_at: datetime

    @property
    def is_group(self) -> bool:
        """Whether it is the meeting of a group."""
        return self.table == "group_session"

    @property
    def hours(self) -> str:
        """`10.30-12.00`"""
        return f"{clock_time(self.starts_at)}-{clock_time(self.ends_at)}"


def in_the_way(
    reading: Reading,
    which: str,
    key: int | str | None,
    starts_at: datetime,
    minutes: int,
    *,
    but: int | None = None,
    relaid: int | None = None,
) -> InTheWay | None:
    """The first thing that takes a leader (`which`, by number) or a room (by code) then.

    `but` for one meeting; `relaid` is a group whose untouched meetings to come are to be laid anew,
    and so take nothing. The same question as the triggers of schema.sql ask.
    """
    if key is None:
        return None
    of_slot, of_session = _COLUMNS[which]
    row = reading.one(
        "SELECT 'slot' AS of_table, s.id, s.kind, k.label, '' AS name, s.starts_at, s.ends_at"
        " FROM slot s LEFT JOIN activity_kind k ON k.code = s.kind"
        f" WHERE s.{of_slot} = :key AND s.status IN ('booked', 'attended')"
        " AND s.ends_at > :starts AND s.starts_at < :ends AND s.starts_at > :before"
        " UNION ALL SELECT 'group_session', m.id, g.kind, NULL, g.name, m.starts_at, m.ends_at"
        " FROM group_session m JOIN group_activity g ON g.id = m.group_id"
        f" WHERE m.{of_session} = :key AND m.status IN ('planned', 'held')"
        " AND m.ends_at > :starts AND m.starts_at < :ends AND m.starts_at > :before"
        " AND m.id IS NOT :but"
        f" AND NOT (m.group_id IS :relaid AND m.starts_at > :now AND {UNTOUCHED})"
        " ORDER BY starts_at LIMIT 1",
        {
            "key": key,
            "starts": stored(starts_at),
            "ends": stored(starts_at + timedelta(minutes=minutes)),
            "before": stored(starts_at - timedelta(minutes=720)),  # no longer than that is either
            "but": but,
            "relaid": relaid,
            "now": stored(reading.now),
        },
    )
    return None if row is None else _in_the_way(row)


def refusal(
    reading: Reading,
    error: sqlite3.IntegrityError,
    *,
    leader_id: int | None,
    room: str | None,
    starts_at: datetime,
    minutes: int,
    but: int | None = None,
) -> DeskError:
    """What the engine refused of a meeting, in words; to be raised in its place.

    Its field is "leader" or "room". Raises the error itself where it is none of a meeting.
    """
    which = _TRIGGERS.get(str(error))
    if which is None:
        raise error
    key = leader_id if which == LEADER else room
    said = taken_words(reading, which, key, starts_at, minutes, but=but)
    return DeskError(said or _("That time is taken."), field=which)


def taken_words(
    reading: Reading,
    which: str,
    key: int | str | None,
    starts_at: datetime,
    minutes: int,
    *,
    but: int | None = None,
) -> str:
    """What takes a leader or a room then, and who arranged it, in sentences; empty for nothing."""
    found = in_the_way(reading, which, key, starts_at, minutes, but=but)
    if found is None:
        return ""
    said = what_is_in_the_way(reading, which, key, found, hours=True)
    sentence = f"{said[:1].upper()}{said[1:]}."
    return " ".join(filter(None, (sentence, _who_wrote(reading, found))))


def what_is_in_the_way(
    reading: Reading, which: str, key: int | str | None, found: InTheWay, *, hours: bool = False
) -> str:
    """`Liv Brandt har Madlavning da` for the middle of a line, with its `hours` or without."""
    if which == ROOM:
        row = reading.one("SELECT label FROM room WHERE code = ?", (key,))
        room = shown_label("room", str(key), row["label"] if row is not None else None)
        text = _("{room} is taken then ({what})")
        said = text.format(room=room, what=found.what)
    else:
        name = reading.value("SELECT name FROM staff WHERE id = ?", (key,))
        text = (
            _("{name} has the group {what} then")
            if found.is_group
            else _("{name} has something else then ({what})")
        )
        said = text.format(name=name, what=found.what)
    return f"{said}, {found.hours}" if hours else said


def _who_wrote(reading: Reading, found: InTheWay) -> str:
    """Who took that time, and when; empty for what an import or the house itself laid out."""
    first = reading.one(
        "SELECT u.at, u.staff_id, s.name FROM audit a"
        " JOIN unit_of_work u ON u.id = a.unit_id JOIN staff s ON s.id = u.staff_id"
        " WHERE a.table_name = ? AND a.row_key = ?"
        " AND (json_extract(a.after, '$.status') IN ('booked', 'planned')"
        " OR json_type(a.after, '$.starts_at') NOT NULL"
        " OR json_type(a.after, '$.coach_id') NOT NULL"
        " OR json_type(a.after, '$.leader_id') NOT NULL"
        " OR json_type(a.after, '$.room') NOT NULL) ORDER BY a.id DESC LIMIT 1",
        (found.table, str(found.row_id)),
    )
    if first is None:
        return ""
    at = from_stored(first["at"])
    when = (
        _("at {time}").format(time=clock_time(at))
        if local_date(at) == reading.today
        else _("on {day}").format(day=full_day(local_date(at)))
    )
    if first["staff_id"] == reading.who.staff_id:
        return _("You arranged that {when}.").format(when=when)
    return _("{colleague} arranged that {when}.").format(colleague=first["name"], when=when)


def _in_the_way(row: Row) -> InTheWay:
    kind = shown_label("activity_kind", row["kind"], row["label"])
    return InTheWay(
        row["of_table"],
        row["id"],
        row["name"] or within_a_line(kind),
        from_stored(row["starts_at"]),
        from_stored(row["ends_at"]),
    )
