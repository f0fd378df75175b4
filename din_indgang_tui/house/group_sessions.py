"""The meetings of the groups: read by day, group, person; cancelled, moved, given away, added.

They are laid out from a group's rule by house/group_laying.py; what is done here by hand, a new
rule leaves as it is. That nobody and no room is in two places is kept by the triggers of
schema.sql.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from din_indgang_tui.clock import from_stored, local_date, stored
from din_indgang_tui.house import group_taken, group_told
from din_indgang_tui.house.codes import SessionStatus
from din_indgang_tui.house.enquiry_columns import NOTE_LIMIT
from din_indgang_tui.house.group_places import group_row
from din_indgang_tui.house.group_session_rows import (
    Session,
    session_row,
    sessions,
    sessions_of,
)
from din_indgang_tui.house.group_told import PART
from din_indgang_tui.house.lines import one_line
from din_indgang_tui.house.slot_columns import times
from din_indgang_tui.house.slots import PLACE_LIMIT
from din_indgang_tui.house.verdicts import known_length
from din_indgang_tui.i18n import _
from din_indgang_tui.store.engine import sqlite3
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import DESK, ROLL
from din_indgang_tui.store.unit import Reading, Row, Unit, Value, changes, reads
from din_indgang_tui.words import clock_time, full_day, written

NOBODY = 0  # leads one more meeting, where the group has a leader

# Reading -----------------------------------------------------------------------------------------


@reads(ROLL)
def one(reading: Reading, session_id: int) -> Session:
    """One meeting. Raises DeskError where it is gone, or not for that volunteer."""
    (found,) = sessions_of([session_row(reading, session_id)])
    return found


@reads(ROLL)
def of_day(reading: Reading, day: date) -> list[Session]:
    """All of one local day, cancelled ones too, in order; a volunteer's own groups alone."""
    return sessions(reading, "m.starts_on = :day", day=day.isoformat())


@reads(ROLL)
def of_group(
    reading: Reading, group_id: int, first: date | None = None, last: date | None = None
) -> list[Session]:
    """All of one group, from `first` to `last` where they are given, both included, in order."""
    return sessions(
        reading,
        "m.group_id = :group AND m.starts_on BETWEEN :first AND :last",
        group=group_id,
        first=(first or date.min).isoformat(),
        last=(last or date.max).isoformat(),
    )


@reads(DESK)
def of_citizen(reading: Reading, citizen_id: int, first: date, last: date) -> list[Session]:
    """The meetings on whose day a citizen has a place in the group, or at which they were marked.

    From `first` to `last`, both included, in order.
    """
    reading.about(citizen_id)
    return sessions(
        reading,
        "m.starts_on BETWEEN :first AND :last AND (EXISTS (SELECT 1 FROM group_member p"
        " WHERE p.citizen_id = :citizen AND p.group_id = m.group_id AND p.from_on <= m.starts_on"
        " AND (p.to_on IS NULL OR p.to_on >= m.starts_on))"
        " OR EXISTS (SELECT 1 FROM attendance a WHERE a.citizen_id = :citizen"
        " AND a.session_id = m.id))",
        citizen=citizen_id,
        first=first.isoformat(),
        last=last.isoformat(),
    )


@reads(ROLL)
def of_leader(reading: Reading, staff_id: int, first: date, last: date) -> list[Session]:
    """The meetings that a colleague leads, from `first` to `last`, both included, in order."""
    return sessions(
        reading,
        "m.leader_id = :staff AND m.starts_on BETWEEN :first AND :last",
        staff=staff_id,
        first=first.isoformat(),
        last=last.isoformat(),
    )


@reads(ROLL)
def missing_rolls(reading: Reading, staff_id: int | None = None) -> list[Session]:
    """Meetings of days that are over, not cancelled, whose roll nobody finished, in order.

    With `staff_id` those that this colleague leads; where nobody leads one, those of their groups.
    """
    mine = (
        " AND (m.leader_id = :staff OR (m.leader_id IS NULL AND g.leader_id = :staff))"
        if staff_id is not None
        else ""
    )
    return sessions(
        reading,
        "m.status = 'planned' AND m.starts_on < :today AND m.roll_done_at IS NULL"
        # What an import brought as planned and was over by then has no roll to come.
        f" AND (m.ref IS NULL OR m.starts_at > m.created_at){mine}",
        today=reading.today.isoformat(),
        staff=staff_id,
    )


# By hand -----------------------------------------------------------------------------------------


@changes(DESK, PART, "slots")
def cancel(unit: Unit, session_id: int, version: int, why: str) -> Session:
    """That meeting is not held; its date stays, with the reason. Its members are to be told.

    Raises DeskError without a reason (field "why"), for one that was held or cancelled already, or
    where somebody is marked as here; Conflict where it was changed meanwhile.
    """
    row = _planned(unit, session_id)
    reason = one_line(why, "why", NOTE_LIMIT)
    if not reason:
        raise DeskError(_("Write why, so that everybody can see it."), field="why")
    if row["here"]:
        raise DeskError(_("Somebody is marked as here: that meeting was held."))
    values: dict[str, Value] = {
        "status": SessionStatus.CANCELLED.value,
        "cancel_why": reason,
        "by_hand": 1,
    }
    unit.update("group_session", session_id, values, version=version)
    if from_stored(row["starts_at"]) > unit.now:
        group_told.owe(unit, session_id, row["group_id"], [_day(row)])
    return one(unit, session_id)


@changes(DESK, PART, "slots")
def bring_back(unit: Unit, session_id: int, version: int) -> Session:
    """A cancelled meeting is held after all. Who was told of it is to be told again.

    Raises DeskError for one that is not cancelled, and (field "leader" or "room") where its leader
    or its room is taken by now; Conflict where it was changed meanwhile.
    """
    row = session_row(unit, session_id)
    if row["status"] != SessionStatus.CANCELLED:
        raise DeskError(_("That meeting is not cancelled."))
    starts_at = from_stored(row["starts_at"])
    _own_time(unit, row["group_id"], starts_at, row["minutes"], but=session_id)
    _update(
        unit,
        row,
        {"status": SessionStatus.PLANNED.value, "cancel_why": ""},
        version,
    )
    if starts_at > unit.now:
        group_told.owe_no_more(unit, session_id, moved=row["moved_from"] is not None)
    return one(unit, session_id)


@changes(DESK, PART, "slots")
def move(
    unit: Unit,
    session_id: int,
    version: int,
    *,
    starts_at: datetime | None = None,
    minutes: int | None = None,
    room: str | None = None,
    leader_id: int | None = None,
    why: str = "",
) -> Session:
    """Another time, length, room or leader; what is not given stays. Returns it as it stands.

    An empty `room` is none. At another time its members are to be told. Raises DeskError, by its
    field, where the leader or the room is taken, the group meets already then, the day is over, or
    its roll is begun; for one that is not planned any more; Conflict where it was changed
    meanwhile.
    """
    row = _planned(unit, session_id)
    was = from_stored(row["starts_at"])
    begins = was if starts_at is None else starts_at
    length = row["minutes"] if minutes is None else known_length(minutes)
    wanted: dict[str, Value] = {
        **times(begins, length),
        "room": row["room"] if room is None else _known_room(unit, room) or None,
        "leader_id": row["leader_id"] if leader_id is None else _works_here(unit, leader_id),
    }
    changed = {name for name, value in wanted.items() if row[name] != value}
    if not changed:
        unit.update("group_session", session_id, {}, version=version)
        return one(unit, session_id)
    if changed & {"starts_at", "minutes"}:
        _own_time(unit, row["group_id"], begins, length, but=session_id)
    if "starts_at" in changed:
        if row["marks"]:
            raise DeskError(_("The roll of that meeting is begun."), field="starts_at")
        if local_date(begins) < unit.today:
            raise DeskError(_("That day is over."), field="starts_at")
        wanted["moved_from"] = row["starts_at"]
        wanted["moved_why"] = one_line(why, "why", NOTE_LIMIT)
    _update(unit, row, {**wanted, "by_hand": 1}, version)
    if "starts_at" in changed and max(was, begins) > unit.now:
        group_told.owe(unit, session_id, row["group_id"], {_day(row), local_date(begins)})
    return one(unit, session_id)


@changes(DESK, PART, "slots")
def give(unit: Unit, session_id: int, version: int, leader_id: int | None) -> Session:
    """Another colleague leads that meeting, or nobody for now. Returns it as it stands.

    Raises DeskError (field "leader") where they have something else then or do not work here, for
    one that is not planned any more; Conflict where it was changed meanwhile.
    """
    row = _planned(unit, session_id)
    if leader_id is not None and leader_id != row["leader_id"]:
        _works_here(unit, leader_id)
    if row["leader_id"] == leader_id:
        unit.update("group_session", session_id, {}, version=version)
    else:
        _update(unit, row, {"leader_id": leader_id, "by_hand": 1}, version)
    return one(unit, session_id)


@changes(DESK, PART)
def annotate(unit: Unit, session_id: int, version: int, note: str) -> Session:
    """What is to be known of that meeting, on one line, also before it; empty takes it away.

    Raises DeskError (field "note") for what is too long; Conflict where it was changed meanwhile.
    """
    session_row(unit, session_id)
    text = one_line(note, "note", NOTE_LIMIT)
    unit.update("group_session", session_id, {"note": text}, version=version)
    return one(unit, session_id)


@changes(DESK, PART, "slots")
def add(
    unit: Unit,
    group_id: int,
    starts_at: datetime,
    minutes: int | None = None,
    *,
    room: str | None = None,
    leader_id: int | None = None,
    place: str | None = None,
) -> Session:
    """One more meeting, beside those of the rule; what is not given is as the group has it.

    An empty `room` is none, and `NOBODY` leads it where no leader is wanted. It may be of a day
    that is over, for its roll. Raises DeskError, by its field, before the first day of the group or
    after its last, where the group meets already then, and where the leader or the room is taken.
    """
    group = group_row(unit, group_id)
    day = local_date(starts_at)
    if group["starts_on"] is not None and day.isoformat() < group["starts_on"]:
        raise DeskError(
            _("The group begins on {day}.").format(day=written(group["starts_on"])),
            field="starts_at",
        )
    if group["ends_on"] is not None and day.isoformat() > group["ends_on"]:
        raise DeskError(
            _("The group ends on {day}.").format(day=written(group["ends_on"])), field="starts_at"
        )
    length = group["minutes"] if minutes is None else known_length(minutes)
    _own_time(unit, group_id, starts_at, length)
    values: dict[str, Value] = {
        **times(starts_at, length),
        "group_id": group_id,
        "leader_id": _leads_one_more(unit, group, leader_id),
        "room": group["room"] if room is None else _known_room(unit, room) or None,
        "place": group["place"] if place is None else one_line(place, "place", PLACE_LIMIT),
        "by_hand": 1,
        "created_at": stored(unit.now),
    }
    try:
        return one(unit, unit.insert("group_session", values))
    except sqlite3.IntegrityError as error:
        raise _refusal(unit, error, values, starts_at, length) from error


# What a meeting must be, beside what the triggers keep -------------------------------------------


def _planned(unit: Unit, session_id: int) -> Row:
    row = session_row(unit, session_id)
    if row["status"] == SessionStatus.HELD:
        raise DeskError(_("That meeting was held: its roll is finished."))
    if row["status"] == SessionStatus.CANCELLED:
        raise DeskError(
            _("That meeting is cancelled ({why}).").format(why=row["cancel_why"])
            if row["cancel_why"]
            else _("That meeting is cancelled.")
        )
    return row


def _update(unit: Unit, row: Row, values: dict[str, Value], version: int) -> None:
    try:
        unit.update("group_session", row["id"], values, version=version)
    except sqlite3.IntegrityError as error:
        wanted = {**dict(row), **values}
        starts_at = from_stored(str(wanted["starts_at"]))
        raise _refusal(
            unit, error, wanted, starts_at, int(wanted["minutes"]), but=row["id"]
        ) from error


def _refusal(
    unit: Unit,
    error: sqlite3.IntegrityError,
    wanted: dict[str, Value],
    starts_at: datetime,
    minutes: int,
    but: int | None = None,
) -> DeskError:
    leader, room = wanted["leader_id"], wanted["room"]
    return group_taken.refusal(
        unit,
        error,
        leader_id=None if leader is None else int(leader),
        room=None if room is None else str(room),
        starts_at=starts_at,
        minutes=minutes,
        but=but,
    )


def _own_time(
    unit: Unit, group_id: int, starts_at: datetime, minutes: int, but: int | None = None
) -> None:
    """Refuses a second meeting of a group at the same time: it may have no leader and no room."""
    row = unit.one(
        "SELECT starts_at, ends_at FROM group_session WHERE group_id = ? AND id IS NOT ?"
        " AND status IN ('planned', 'held') AND ends_at > ? AND starts_at < ? LIMIT 1",
        (group_id, but, stored(starts_at), stored(starts_at + timedelta(minutes=minutes))),
    )
    if row is not None:
        begins = from_stored(row["starts_at"])
        raise DeskError(
            _("The group meets already on {day}, {starts}-{ends}.").format(
                day=full_day(local_date(begins)),
                starts=clock_time(begins),
                ends=clock_time(from_stored(row["ends_at"])),
            ),
            field="starts_at",
        )


def _leads_one_more(unit: Unit, group: Row, leader_id: int | None) -> int | None:
    if leader_id == NOBODY:
        return None
    return group["leader_id"] if leader_id is None else _works_here(unit, leader_id)


def _works_here(unit: Unit, staff_id: int) -> int:
    if unit.one("SELECT 1 FROM staff WHERE id = ? AND active = 1", (staff_id,)) is None:
        raise DeskError(_("Choose a colleague who works here now."), field="leader")
    return staff_id


def _known_room(unit: Unit, code: str) -> str:
    if code and unit.one("SELECT 1 FROM room WHERE code = ? AND retired = 0", (code,)) is None:
        raise DeskError(_("Choose a room of the list."), field="room")
    return code


def _day(row: Row) -> date:
    return date.fromisoformat(row["starts_on"])
