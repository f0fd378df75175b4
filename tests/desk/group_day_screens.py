"""Groups in the screens that were there before them: the day, an absence, the course, the page."""

from __future__ import annotations

from datetime import timedelta

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import group_sessions
from tests.desk.diary import known
from tests.desk.house import House, colleague
from tests.diary_scene import closed
from tests.group_scene import group, mark, meeting, place

_LONG_NAME = "Sangaften i den gamle remise i Danmarksgade"
_SAYING = "Der er ikke strøm i remisen, og vi ved ikke, hvornår den kommer igen. " * 2
_SLOTS = ("escape", "tab", "tab")
_MEETING = (*_SLOTS, "down", "down")  # below the two times that are to come
_CLOSED = ("9", *["tab"] * 11)  # the mark is on the next day that is closed
_ILL = (":", "sick", "enter", "l", "enter")  # Liv Brandt, who leads the walk

# From Today of Bo Dam.
HOSTS: dict[str, tuple[str, ...]] = {
    "today, a meeting": _MEETING,
    "today, a meeting that is cancelled": (*_SLOTS, "pagedown", *["up"] * 3),
    "help to today's meetings": (*_MEETING, "?"),
}
# From the leader's Today.
LEADERS: dict[str, tuple[str, ...]] = {
    "to be told of a group": (*_SLOTS, "pagedown", "up", "up", "enter", *["down"] * 9),
    "a course with a group": ("3", "tab", "enter"),
    "a course, a meeting": ("3", "tab", "enter", "down"),
    "a page with groups": ("/", "ravn", "enter"),
    "a plan with a group": ("/", "ravn", "enter", "w"),
    "a plan with a group, read aloud": ("/", "ravn", "enter", "w", "tab"),
    "a closed day with a meeting": _CLOSED,
    "what is planned for a closed day": (*_CLOSED, "c"),
    "what is planned for a closed day, all cancelled": (*_CLOSED, "c", "right"),
    "help to what is planned for a closed day": (*_CLOSED, "c", "f2"),
    "a new closed day, what is planned": (*_CLOSED, "+", "26.11.2026"),
    "ill today, a group": _ILL,
    "ill today, a group given": (*_ILL, "b"),
    "ill today, a group moved": (*_ILL, "m", "m"),
    "help to ill today, a group": (*_ILL, "?"),
    "ill today, a group cancelled": (*_ILL, "down"),
}
BEFORE: dict[str, tuple[str, tuple[str, ...]]] = {
    "a colleague's week, a group": ("LIV", (":", "appointments", "enter")),
}


def on_the_day(house: House) -> None:
    """A group of somebody whose course runs: how they came, one cancelled, one on a closed day."""
    today, liv = local_date(house.moment), colleague(house, "LIV")
    inger = known(house, "Inger", "Ravn")
    with house.open() as door:
        singing = group(door, _LONG_NAME, capacity=12)
        place(door, singing, inger, (today - timedelta(days=60)).isoformat())
        for days, came in ((28, "present"), (21, "absent"), (14, "excused")):
            when = f"{today - timedelta(days=days)}T18:00"
            held = meeting(
                door, singing, when, leader=liv, status="held", roll_done_at="x", place="remisen"
            )
            mark(door, held, inger, came)
        for days in (2, 9):
            when = f"{today + timedelta(days=days)}T18:00"
            coming = meeting(door, singing, when, leader=liv, place="remisen")
            if days == 9:
                closed(door, when[:10], "Huset flytter til havnen")
            if days == 2:
                door.change(liv, group_sessions.cancel, coming, 1, _SAYING)
