"""Somebody rings about a meeting to come: they sent word, and its roll waits for its day."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from din_indgang_tui.views.roll import RollView
from din_indgang_tui.views.roll_ahead import RollAhead
from tests.desk.house import House
from tests.desk.inside import inside, run
from tests.desk.roll_screens import walk

FRIDAY, TODAY = "2026-11-20T11:00", "2026-11-17T11:00"


@pytest.fixture(autouse=True)
def in_english(language: Callable[[str], None]) -> None:
    language("en")


def test_who_rings_about_friday_is_noted_and_p_says_why_not_yet(house: House) -> None:
    walk(house, "Kirsten Møller", "Yusuf Demir", when=FRIDAY)

    async def work() -> None:
        async with inside(house) as desk:
            await desk.press("4", "enter", "shift+tab", "p")
            assert "! That meeting is on 20.11.2026: its roll is taken then." in desk.text
            await desk.press("a")
            assert isinstance(desk.view, RollAhead)
            await desk.press("i", "a", "a", "hos lægen", "enter")
            assert house.rows("SELECT status, why FROM attendance") == [("excused", "hos lægen")]
            assert "1 sent word" in desk.lines[1]
            await desk.press("up", "space")
            assert house.rows("SELECT status FROM attendance") == []
            await desk.press("u")
            assert house.rows("SELECT status FROM attendance") == [("excused",)]

    run(work())


def test_on_the_day_itself_it_is_the_roll(house: House) -> None:
    walk(house, "Kirsten Møller", when=TODAY)

    async def work() -> None:
        async with inside(house) as desk:
            await desk.press("4", "enter", "shift+tab", "enter", "a")
            assert type(desk.view) is RollView

    run(work())


def test_a_reason_that_is_half_written_stays_with_whom_it_is_about(house: House) -> None:
    walk(house, "Kirsten Møller", "Yusuf Demir", when=FRIDAY)

    async def work() -> None:
        async with inside(house) as desk:
            await desk.press("4", "enter", "shift+tab", "a", "a", "a", "hos tand", "escape")
            assert "Not saved. What you wrote is kept as a draft." in desk.text
            await desk.press("down", "a", "a")
            assert "hos tand" not in desk.text
            await desk.press("escape", "escape", "a")
            assert "What you wrote before is here again" in desk.text
            await desk.press("a", "lægen", "enter")
            assert ("excused", "hos tandlægen") in house.rows("SELECT status, why FROM attendance")
            assert house.drafts("BOD") == ""

    run(work())
