"""What speaks against the time of a meeting and forbids nothing: hours of leader, house, room."""

from __future__ import annotations

from datetime import date, datetime

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import minutes, working_time
from din_indgang_tui.house.codes import shown_label
from din_indgang_tui.house.verdicts import Answer
from din_indgang_tui.house.working_time import Timetable
from din_indgang_tui.i18n import _
from din_indgang_tui.store.roles import Role
from din_indgang_tui.store.unit import Reading


def against(
    reading: Reading,
    table: Timetable,
    starts_at: datetime,
    length: int,
    *,
    leader_id: int | None = None,
    room: str | None = None,
    elsewhere: bool = False,
) -> list[tuple[Answer, str]]:
    """What is outside of somebody's hours in `length` minutes from `starts_at` (UTC) on.

    None for a leader or a room that is taken then, of which no more is to be said. `elsewhere`: it
    is not in the house, whenever the house is open. The words are for the middle of a line.
    """
    day = local_date(starts_at)
    need = _need(starts_at, length)
    said = []
    if leader_id is not None:
        said += of_the_leader(reading, table, leader_id, starts_at, length)
    house = table.house(day)
    if elsewhere:
        return said
    if need & house != need:
        hours = working_time.hours_in_words(minutes.spans_of(house, day))
        said.append(
            (
                Answer.OUTSIDE_HOURS,
                _("the house is open {hours}").format(hours=hours)
                if house
                else _("the house is closed"),
            )
        )
    elif room is not None and need & table.room(room, day) != need:
        label = shown_label("room", room, table.rooms.get(room))
        said.append((Answer.ROOM_CLOSED, _("{room} is not open then").format(room=label)))
    return said


def of_the_leader(
    reading: Reading, table: Timetable, leader_id: int, starts_at: datetime, length: int
) -> list[tuple[Answer, str]]:
    """What speaks against that time for who would lead; what else they have then is not asked."""
    day: date = local_date(starts_at)
    need = _need(starts_at, length)
    name = reading.value("SELECT name FROM staff WHERE id = ?", (leader_id,))
    exceptions = table.on(leader_id, day)
    away = next((one for one in exceptions if one.effect == "away"), None)
    if away is not None:
        # Why is between colleagues, unless somebody wrote it down for all to see.
        text = _("{name} is away ({label})") if away.label else _("{name} is away")
        return [(Answer.AWAY, text.format(name=name, label=away.label))]
    known = table.colleagues.get(leader_id)
    told = any(one.effect == "works" for one in exceptions)
    # Of volunteers and others without hours nobody has said when they work.
    if known is not None and (known.pattern or known.role is Role.COACH or told):
        own = table.own(leader_id, day)
        if not own:
            return [
                (Answer.OUTSIDE_HOURS, _("{name} does not work that day").format(name=name)),
            ]
        if need & own != need:
            hours = working_time.hours_in_words(minutes.spans_of(own, day))
            text = _("{name} works {hours} that day")
            return [(Answer.OUTSIDE_HOURS, text.format(name=name, hours=hours))]
    if need & table.busy(leader_id, day):
        return [(Answer.COACH_BUSY, _("{name} is busy").format(name=name))]
    return []


def _need(starts_at: datetime, length: int) -> int:
    """The minutes of its day that it takes, as bits (house/minutes.py)."""
    start = minutes.of_moment(starts_at)
    return minutes.between(start, start + length, local_date(starts_at))
