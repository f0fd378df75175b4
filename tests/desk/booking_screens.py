"""The screens of booking, and what they show: for the walk through every screen."""

from __future__ import annotations

from din_indgang_tui.house import slots, wishes
from din_indgang_tui.house.codes import SlotStatus
from din_indgang_tui.house.wishes import NewWish
from tests.desk import diary
from tests.desk.house import House, colleague

# The waiting list, a colleague's week with something in it, and the week of all with a mark.
_WISHES = (":", "wish", "enter")
_WEEK = (":", "appointments", "enter", "pagedown", "right")
_TIME = (*_WEEK, "down", "down", "t", "kjær", "enter")

# How they are reached from Today of Bo Dam.
BOOKING_SCREENS: dict[str, tuple[str, ...]] = {
    "waiting list": (*_WISHES,),
    "waiting list, another": (*_WISHES, "down"),
    "help to waiting list": (*_WISHES, "?"),
    "a time for one who waits": (*_WISHES, "t"),
    "a colleague's week": (*_WEEK,),
    "a colleague's week, a free time": (*_WEEK, "down", "down"),
    "help to a colleague's week": (*_WEEK, "?"),
    "for whom": (*_WEEK, "down", "down", "t"),
    "for whom, matches": (*_WEEK, "down", "down", "t", "kirst"),
    "for whom, nobody": (*_WEEK, "down", "down", "t", "xenia"),
    "a free time": (*_TIME,),
    "a time, a week later": (*_TIME, "pagedown", "tab", "down"),
    "a time, taken, wrong": (*_TIME, *["left"] * 3, "enter"),
    "help to a free time": (*_TIME, "?"),
    "a time moved": (*_WEEK, "m"),
    "how a time is to be": (*_TIME, "e"),
    "how a time is to be, the length": (*_TIME, "e", "down", "enter", "0"),
    "how a time is to be, wrong": (*_TIME, "e", "down", "enter", "x", "enter"),
    "how a moved time is to be": (*_WEEK, "m", "e"),
    "a new wish": (*_TIME, "+"),
    "a new wish, all of it": (*_TIME, "+", *["enter"] * 3),
    "a new wish, wrong": (*_TIME, "+", "hver dag", *["enter"] * 4),
    "a series, the rule": (*_TIME, "g"),
    "a series, the days": (*_TIME, "g", "tab", " tor"),
    "a series, wrong": (*_TIME, "g", "tab", "x", "enter"),
    "a series, one begun before": (*_TIME, "g", "tab", " tor", "escape", "g"),
    "a series, on one begun before": (*_TIME, "g", "tab", " tor", "escape", "g", "up"),
    "help to the rule of a series": (*_TIME, "g", "f2"),
    "a series": (*_TIME, "g", "enter"),
    "a series, moved": (*_TIME, "g", "tab", " tir ons tor", "enter", "m"),
    "help to a series": (*_TIME, "g", "enter", "?"),
    # Last, as the series is booked then.
    "cancelling the rest of a series": (*_TIME, "g", "enter", "enter", "c", "tab", "tab", "right"),
}


def write_bookings(house: House, saying: str) -> None:
    """Times of week 48, two who wait for one, and one that was freed and suits both."""
    diary.fill_week_48(house)
    soeren = diary.known(house, "Søren", "Kjær")
    host = colleague(house, "BOD")
    for citizen_id in (soeren, diary.known(house, "Kirsten", "Møller")):
        house.do(host, wishes.add, NewWish(citizen_id, note=saying[:100]))
    for when in ("24T09:00", "24T12:00"):
        freed = diary.book(house, soeren, f"2026-11-{when}", "MJU")
        house.do(host, slots.mark, *diary.standing(house, freed), SlotStatus.CANCELLED_CITIZEN)
