"""The screens of the four-week check, from the leader's Today, and what they stand on."""

from __future__ import annotations

from din_indgang_tui.house import checks
from tests.desk.house import House, colleague

_CHECKS = ("5",)
# Behind one that is late, wherever a draft put the mark; a closed one stands last.
_TODAYS = ("5", "pageup", "down")
_DECIDED = ("3", "tab", "down", "enter", "v")  # of Birgit Nygaard, whose course rests
_CLOSED = ("5", "pagedown", "pagedown")

LEADERS: dict[str, tuple[str, ...]] = {
    "checks": _CHECKS,
    "checks, one of today": _TODAYS,
    "checks, a closed course": _CLOSED,
    "checks, a closed course, wrong": (*_CLOSED, "v"),
    "checks, long ago, wrong": (*_CHECKS, "m"),
    "checks, why": (*_TODAYS, "f", "Klarer sig selv nu"),
    "checks, why, on in the house": (*_TODAYS, "v"),
    "checks, which day": (*_TODAYS, "v", "tab", "i går"),
    "checks, which day, wrong": (*_TODAYS, "v", "tab", "24.12.2030", "enter"),
    "checks, why is written": (*_TODAYS, "y", "Vil gerne have hjælp derhjemme", "escape"),
    "a check moves": (*_TODAYS, "m"),
    "a check moves, why": (*_TODAYS, "m", "26.11.", "enter", "er rejst"),
    "a check moves, wrong": (*_TODAYS, "m", "i går", "enter", "er rejst", "enter"),
    "a course's check": ("3", "enter", "v"),
    "a check that was decided": _DECIDED,
    "a check that was decided, other": (*_DECIDED, "b", " og glad for det"),
    "help to checks": (*_CHECKS, "?"),
    "help to checks, why": (*_TODAYS, "b", "f2"),
}


def decide(house: House) -> None:
    """One check of those in the house was decided, by the leader."""
    ((course,),) = house.rows(
        "SELECT o.id FROM course o JOIN citizen c ON c.id = o.citizen_id"
        " WHERE c.given_name = 'Birgit' AND c.family_name = 'Nygaard'"
    )
    house.do(colleague(house, "ÅSE"), checks.decide, course, "continue", "Vil gerne blive ved")
