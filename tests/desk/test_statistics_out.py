"""The figures of area 8 written to a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from din_indgang_tui.export.request import ExportRequest, run
from din_indgang_tui.store.roles import command_line
from din_indgang_tui.views.statistics import StatisticsView
from tests.desk.figures import LAST, came
from tests.desk.house import House
from tests.desk.inside import inside
from tests.desk.inside import run as walk


@pytest.fixture(autouse=True)
def english(language: Callable[[str], None]) -> None:
    language("en")


def test_three_keys_write_the_week_to_a_file(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    came(house, LAST, times=3)
    monkeypatch.chdir(tmp_path)

    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press("8", "w")
            assert "INTERN: exact figures for the house itself. Do not pass them on." in desk.text
            while "(CSV)" not in desk.text:
                await desk.press("e", "right", "escape")
            await desk.press("enter")
            assert "Written: " in desk.text and isinstance(desk.view, StatisticsView)
            (written,) = tmp_path.glob("INTERN-2026-W46*.csv")
            with house.open() as door:
                asked = ExportRequest(week="2026-W46")
                assert written.read_bytes() == run(door, command_line(), asked).data
            (found,) = csv.DictReader(io.StringIO(written.read_text()))
            assert found["enquiries"] == "3"
            await desk.press("w", "enter")
            assert len(list(tmp_path.glob("INTERN-2026-W46*"))) == 2

    walk(look())


def test_a_file_that_differs_from_what_was_passed_on_is_not_written_in_silence(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    came(house, LAST, times=3)
    monkeypatch.chdir(tmp_path)

    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press("8", ":", "keep the week", "enter")
            came(house, LAST)
            await desk.press("w", "enter")
            said = " ".join(desk.text.split())
            assert "2026-W46 was passed on as of 17.11.2026 with other numbers" in said
            assert "Enquiries 3 -> 4" in said

    walk(look())


def test_what_may_be_passed_on_says_so_before_it_is_made_and_is_in_fives(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    came(house, LAST, times=7)
    monkeypatch.chdir(tmp_path)

    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press("8", "w")
            while "(CSV)" not in desk.text:
                await desk.press("e", "right", "escape")
            await desk.press("down", "down", "e", "right", "escape")
            assert "To pass on: only weeks that are over" in desk.text
            assert "INTERN" not in desk.text
            await desk.press("enter")
            (written,) = tmp_path.glob("*.csv")
            assert "INTERN" not in written.name
            (found,) = csv.DictReader(io.StringIO(written.read_text()))
            assert (found["week"], found["enquiries"]) == ("2026-W46", "5-9")

    walk(look())


def test_a_week_that_is_not_over_is_no_file_to_pass_on(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press("8", "right", "w", "down", "down", "e", "right", "escape", "enter")
            said = "left out, since only weeks that are over are passed on."
            assert said in " ".join(desk.text.split())
            assert list(tmp_path.glob("*.html")) == []

    walk(look())


def test_a_folder_that_is_not_there_is_one_sentence_and_what_was_typed_stays(house: House) -> None:
    async def look() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press("8", "w", *["down"] * 3, "e", "/findes-ikke", "enter", "enter")
            assert "is not there. Make it first." in " ".join(desk.text.split())
            assert "/findes-ikke" in desk.text

    walk(look())
