"""Enquiries for the tests of area 8, and its rows as they stand on the screen."""

from __future__ import annotations

import re
from datetime import date, timedelta

from din_indgang_tui.house import enquiries
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.codes import Channel
from tests.desk.house import House, colleague, register
from tests.desk.inside import Inside

LAST = date(2026, 11, 9)  # the last full week, 46; today is Tuesday of week 47


def came(house: House, day: date, channel: Channel = Channel.LETTER, times: int = 1) -> None:
    """So many of whom nobody knows the name, dealt with on that day at ten."""
    now = house.moment
    with house.open():
        for _one in range(times):
            house.moment = now - timedelta(days=(date(2026, 11, 17) - day).days)
            entered = register(house, channel=channel)
            house.do(colleague(house, "BOD"), enquiries.finish, entered, "helped")
    house.moment = now


def named(house: House, day: date, *names: str) -> None:
    """These wrote a letter on that day, and were dealt with."""
    now = house.moment
    house.moment = now - timedelta(days=(date(2026, 11, 17) - day).days)
    for name in names:
        entered = register(house, NewCitizen(name), channel=Channel.LETTER)
        house.do(colleague(house, "BOD"), enquiries.finish, entered, "helped")
    house.moment = now


def row(desk: Inside, label: str) -> list[str]:
    """The numbers of the row with this label, as they stand on the screen."""
    # The last of them: a title of a group may have the same words.
    found = [line for line in desk.lines[2:] if line[2:41].strip() == label][-1]
    return re.split(r"\s{2,}", found[41:].strip())
