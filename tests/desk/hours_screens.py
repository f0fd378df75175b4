"""The screens of working hours, rooms and the lists of a course, for the walk of all screens."""

from __future__ import annotations

from datetime import timedelta

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import lists, rooms, working_exceptions, working_hours
from din_indgang_tui.house.working_exceptions import NewException
from tests.desk.house import House, colleague


def hours_screens(kinds: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """How a leader reaches each; Karim Sønderby, the first coach, is the first of the hours."""
    hours, rooms_of = kinds["working hours"], kinds["room hours"]
    week = (*hours, "enter")
    seven = ("down",) * 7
    other = (*week, *seven)
    room = (*rooms_of, "enter")
    new = (*week, "+", "24.12.2026", "enter", "31.12.2026", "enter")
    support, activity = kinds["what comes after"], kinds["activities"]
    tries = kinds["results of outreach"]
    return {
        "working hours, further down": (*hours, "pagedown"),
        "the week of a colleague": week,
        "help to a week": (*week, "?"),
        "the week of a colleague, Friday": (*week, "down", "down", "down", "down"),
        "the hours of a day": (*week, "enter", ", 16-18"),
        "the hours of a day, wrong": (*week, "enter", ", 8-9", "enter"),
        "days that are other": other,
        "days that are other, the last": (*other, "down", "down", "down"),
        "new days away": (*week, "+"),
        "new days away, the effect": new,
        "new days away, the last row": (*new, *("enter",) * 3, "Juleferie"),
        "new days away, wrong": (*new, "enter", "10-11", "enter", "enter", "enter"),
        "new days away, the end before the start": (
            *(*week, "+", "24.12.2026", "enter", "23.12.2026"),
            *("enter",) * 5,
        ),
        "days away, edited": (*other, "enter", *("down",) * 5, "enter", " mv."),
        "the week of one without hours": (*hours, "pagedown", "enter"),
        "a room's week": room,
        "the hours of a room": (*room, "enter", ", 16-18"),
        "the hours of a room, wrong": (*room, "enter", "x", "enter"),
        "a closing reason": (*kinds["closing reasons"], "enter", " mv."),
        "what comes after": (*support, "down", "down", "enter"),
        "what comes after, assessed": (*support, "down", "enter", "down", "enter", "right"),
        "what comes after, of a figure, wrong": (
            *(*support, *("down",) * 3, "enter", "down", "enter", "right", "enter"),
        ),
        "a result of outreach, of the format, wrong": (
            *(*tries, "enter", "down", "enter", "right", "enter"),
        ),
        "a new result of outreach": (*tries, "+", "Talt i telefon", "enter", "right"),
        "what comes after, new": (*support, "+", "Botræning", "enter"),
        "an activity, the minutes": (*activity, "enter", "down", "down", "enter", "0"),
        "an activity, the minutes, wrong": (
            *(*activity, "enter", "down", "down", "enter", "x", "enter"),
        ),
        "a new kind of activity": (*activity, "+", "Gåtur", "enter"),
        "a room": (*kinds["rooms"], "enter", " ved vandet"),
        "a new room": (*kinds["rooms"], "+", "Loftet"),
    }


def write_hours(house: House) -> None:
    """Rooms, a coach with hours of their own, and days on which they are other."""
    leader, karim = colleague(house, "ÅSE"), colleague(house, "KSØ")
    today = local_date(house.moment)
    assert karim.staff_id is not None
    for label in ("Broen", "Molen", "Det store lokale ved siden af køkkenet"):
        house.do(leader, lists.add, "room", label)
    house.do(leader, rooms.put, "broen", 5, "9-12")
    house.do(leader, working_hours.put, karim.staff_id, 2, "9-12, 13-15.30, 16.30-18")
    for effect, first, days, hours, reason, label in (
        ("away", 3, 4, "", "holiday", ""),
        ("busy", 21, 0, "10-11, 13-14.30", "meeting", "Teammøde med hele huset i salen"),
        ("works", 50, 10, "12-18", "training", ""),
    ):
        begins = today + timedelta(days=first)
        new = NewException(
            karim.staff_id, effect, begins, begins + timedelta(days=days), hours, reason, label
        )
        house.do(karim, working_exceptions.add, new)
