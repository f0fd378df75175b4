"""When a room can be used: a week of its own, or as long as the house is open.

Which rooms there are is a list of the house (house/lists.py).
"""

from __future__ import annotations

from collections.abc import Iterable

from din_indgang_tui.house import weekly_hours
from din_indgang_tui.house.weekly_hours import DayHours
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import COLLEAGUES, LEADERS
from din_indgang_tui.store.unit import Reading, Unit, changes, reads

_TABLE = "room_hours"


@reads(COLLEAGUES)
def week(reading: Reading, room: str) -> tuple[DayHours, ...]:
    """When the room can be used, from Monday; version 0 for a day that is the house's."""
    return weekly_hours.week(reading, _TABLE, room)


@reads(COLLEAGUES)
def own_weeks(reading: Reading) -> dict[str, tuple[DayHours, ...]]:
    """The rooms that have a week of their own, by their code."""
    rooms = [row["room"] for row in reading.rows(f"SELECT DISTINCT room FROM {_TABLE}")]
    return {room: week(reading, room) for room in rooms}


@changes(LEADERS, "settings")
def put(unit: Unit, room: str, weekday: int, text: str, version: int | None = None) -> str:
    """The hours of a room on one day of the week. Returns them as they are written now.

    Raises DeskError (field "hours") for what is no hours or where there is no such room, Conflict
    where somebody saved others meanwhile.
    """
    _known(unit, room)
    return weekly_hours.write(unit, _TABLE, room, weekday, text, version)


@changes(LEADERS, "settings")
def as_the_house(unit: Unit, room: str, seen: Iterable[DayHours]) -> None:
    """As long as the house is open. Raises DeskError where it is so already, and Conflict where
    somebody wrote a day of the week since it was `seen`.
    """
    _known(unit, room)
    if not weekly_hours.clear(unit, _TABLE, room, seen):
        raise DeskError(_("It goes by the opening hours of the house already."))


def _known(reading: Reading, room: str) -> None:
    if reading.one("SELECT 1 FROM room WHERE code = ?", (room,)) is None:
        raise DeskError(_("There is no such room."))
