"""A time that somebody else got first: who that was, and what is free instead.

The triggers of schema.sql decide; this finds the words. It never says whose time the other one is,
save to say what the citizen has themselves.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from din_indgang_tui import clock as clocks
from din_indgang_tui.clock import from_stored, local_date, stored
from din_indgang_tui.house import availability, enquiries, group_taken, minutes, verdicts
from din_indgang_tui.house.availability import Free
from din_indgang_tui.house.codes import shown_label, within_a_line
from din_indgang_tui.house.verdicts import Wanted
from din_indgang_tui.i18n import _
from din_indgang_tui.store.engine import sqlite3
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.unit import Reading, Row
from din_indgang_tui.words import clock_time, full_day, near_time


class Taken(DeskError):
    """Somebody came first; `next_free` are the next times that can be had instead."""

    def __init__(self, message: str, *, field: str, next_free: tuple[Free, ...]) -> None:
        super().__init__(message, field=field)
        self.next_free = next_free


# What the triggers of schema.sql say; the columns they are about, the first that is in the way.
_TRIGGERS = frozenset({"slot: citizen taken", "slot: coach taken", "slot: room taken"})
_COLUMNS = ("citizen_id", "coach_id", "room")


def refusal(
    reading: Reading,
    error: sqlite3.IntegrityError,
    wanted: Wanted,
    starts_at: datetime,
    *,
    course_id: int | None,
    but: int | None = None,
) -> DeskError:
    """What the engine refused, in words; to be raised in its place, in the same unit of work."""
    if str(error) not in _TRIGGERS:
        raise error
    # Which trigger was first is the engine's own affair: another room is no help where the
    # colleague is taken as well.
    key = {"citizen_id": wanted.citizen_id, "coach_id": wanted.coach_id, "room": wanted.room}
    found = ((name, _there(reading, name, key[name], wanted, starts_at, but)) for name in _COLUMNS)
    column, row = next((one for one in found if one[1] is not None), ("", None))
    instead = availability.following(
        reading,
        coach_id=wanted.coach_id,
        citizen_id=wanted.citizen_id,
        kind=wanted.kind,
        length=wanted.minutes,
        after=starts_at,
        course_id=course_id,
        but=but,
    )
    if row is None:
        said = _of_a_group(reading, column, wanted, starts_at) or _("That time is taken.")
    elif column == "citizen_id":
        said = _what_the_citizen_has(reading, row)
    else:
        said = _who_came_first(reading, row, course_id, room=column == "room")
    if column == "room" and (other := _other_room(reading, wanted, starts_at, but)):
        said = f"{said} " + _("Free instead: {room}.").format(room=other)
    elif instead:
        next_one = near_time(instead[0].starts_at, reading.today)
        said = f"{said} " + _("Next: {time}.").format(time=next_one)
    return Taken(said, field="room" if column == "room" else "starts_at", next_free=tuple(instead))


def _there(
    reading: Reading,
    column: str,
    key: int | str | None,
    wanted: Wanted,
    starts_at: datetime,
    but: int | None,
) -> Row | None:
    """The slot that has this citizen, colleague or room then."""
    return reading.one(
        "SELECT s.*, coalesce(st.name, '') AS coach, k.label AS kind_label FROM slot s"
        " LEFT JOIN staff st ON st.id = s.coach_id LEFT JOIN activity_kind k ON k.code = s.kind"
        f" WHERE s.{column} = ? AND s.status IN ('booked', 'attended')"
        " AND s.ends_at > ? AND s.starts_at < ? AND s.id IS NOT ? ORDER BY s.starts_at LIMIT 1",
        (
            key,
            stored(starts_at),
            stored(starts_at + timedelta(minutes=wanted.minutes)),
            but,
        ),
    )


def _what_the_citizen_has(reading: Reading, row: Row) -> str:
    reading.about(row["citizen_id"])
    what = within_a_line(shown_label("activity_kind", row["kind"], row["kind_label"]))
    hours = f"{clock_time(from_stored(row['starts_at']))}-{clock_time(from_stored(row['ends_at']))}"
    name = enquiries.short_name_of(reading, row["citizen_id"])
    if not row["coach"]:
        return _("{name} has something else then: {what}, {hours}.").format(
            name=name, what=what, hours=hours
        )
    return _("{name} has something else then: {what} with {colleague}, {hours}.").format(
        name=name, what=what, colleague=row["coach"], hours=hours
    )


def _who_came_first(reading: Reading, row: Row, course_id: int | None, *, room: bool) -> str:
    first = reading.one(
        "SELECT u.at, u.who, u.staff_id, s.name FROM audit a"
        " JOIN unit_of_work u ON u.id = a.unit_id LEFT JOIN staff s ON s.id = u.staff_id"
        " WHERE a.table_name = 'slot' AND a.row_key = ?"
        " AND (json_extract(a.after, '$.status') = 'booked' OR json_type(a.after, '$.starts_at')"
        " NOT NULL OR json_type(a.after, '$.coach_id') NOT NULL"
        " OR json_type(a.after, '$.room') NOT NULL) ORDER BY a.id DESC LIMIT 1",
        (str(row["id"]),),
    )
    if first is None:  # an import brought it
        return _("That room is taken then.") if room else _("That time is taken.")
    at = from_stored(first["at"])
    when = (
        _("at {time}").format(time=clock_time(at))
        if local_date(at) == reading.today
        else _("on {day}").format(day=full_day(local_date(at)))
    )
    whom = (
        _("another course")
        if row["course_id"] is not None and row["course_id"] != course_id
        else _("something else")
    )
    mine = first["staff_id"] is not None and first["staff_id"] == reading.who.staff_id
    if room:
        text = (
            _("You took that room for {whom} {when}.")
            if mine
            else _("{colleague} took that room for {whom} {when}.")
        )
    else:
        text = (
            _("You took that time for {whom} {when}.")
            if mine
            else _("{colleague} took that time for {whom} {when}.")
        )
    return text.format(colleague=first["name"] or first["who"], whom=whom, when=when)


def _of_a_group(reading: Reading, column: str, wanted: Wanted, starts_at: datetime) -> str:
    """The meeting of a group that is in the way, in sentences; empty for none."""
    if column == "citizen_id":
        return ""  # who comes to a group may have something else
    which = group_taken.ROOM if column == "room" else group_taken.LEADER
    key = wanted.room if column == "room" else wanted.coach_id
    return group_taken.taken_words(reading, which, key, starts_at, wanted.minutes)


def _other_room(reading: Reading, wanted: Wanted, starts_at: datetime, but: int | None) -> str:
    """What the house calls another room that is free then; empty for none."""
    day = clocks.local_date(starts_at)
    of = verdicts.known(reading, day, day, but=but)
    start = minutes.of_moment(starts_at) - minutes.midnight(day)
    rooms = of.rooms_free(day, start, wanted.minutes)
    return of.timetable.rooms[rooms[0]] if rooms else ""
