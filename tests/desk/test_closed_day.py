"""Closing a day at the desk: what is planned for it is said, and cancelled in one answer or not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.desk.house import House
from tests.desk.inside import inside, run
from tests.desk.roll_screens import walk
from tests.desk.screens import KINDS

FRIDAY = "20.11.2026"


@pytest.fixture(autouse=True)
def in_english(language: Callable[[str], None]) -> None:
    language("en")


def test_a_closed_day_is_offered_to_be_cancelled_and_one_left_can_be_cancelled_later(
    house: House,
) -> None:
    walk(house, "Kirsten Møller", when="2026-11-20T11:00")

    async def work() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press(*KINDS["closed days"], "+", FRIDAY)
            assert "1 group meeting is planned for that day." in desk.text
            await desk.press("enter", "Flytning", "enter")
            assert "Gåtur" in desk.text and "< let all of it stand >" in desk.text
            await desk.press("enter")
            (line,) = [one for one in desk.lines if one.startswith(">")]
            assert "Flytning" in line and line.rstrip().endswith("1 group meeting")
            await desk.press("escape", "4")
            assert "shut 20.11." in desk.text
            await desk.press(*KINDS["closed days"], "c", "right", "enter")
            assert "Cancelled: 1 group meeting." in desk.text
            assert house.rows("SELECT status, cancel_why FROM group_session") == [
                ("cancelled", "Flytning")
            ]
            await desk.press("u")
            assert house.rows("SELECT status FROM group_session") == [("planned",)]

    run(work())


def test_a_day_of_the_week_that_is_closed_for_good_asks_about_its_meetings(house: House) -> None:
    walk(house, "Kirsten Møller", when="2026-11-20T11:00")

    async def work() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press(*KINDS["hours"], *["down"] * 4, "enter", *["backspace"] * 9)
            await desk.press("closed", "enter")
            assert "Gåtur" in desk.text and "Fri 20.11. at 11.00" in desk.text
            await desk.press("right", "enter")
            assert "Cancelled: 1 group meeting." in desk.text
            assert house.rows("SELECT status, cancel_why FROM group_session") == [
                ("cancelled", "house_closed")
            ]
            await desk.press("u", "u")
            assert house.rows("SELECT status FROM group_session") == [("planned",)]
            assert house.rows("SELECT opens FROM opening_hours WHERE weekday = 5") == [("09:00",)]

    run(work())
