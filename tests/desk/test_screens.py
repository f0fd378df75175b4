"""Every screen: it fits, at every size and in both languages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len

from din_indgang_tui import app as apps
from din_indgang_tui.commands import ANYWHERE, TABLE
from din_indgang_tui.shell import canvas
from din_indgang_tui.store.roles import Role
from tests.desk.full_house import house as house
from tests.desk.house import NOTE, House, da
from tests.desk.inside import inside, run
from tests.desk.screens import SIZES
from tests.desk.seen import SeenIn

# Rows.


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("spoken", ["da", "en"])
def test_every_screen_fits(seen: SeenIn, spoken: str, size: tuple[int, int]) -> None:
    columns, rows = size
    too_wide: list[str] = []
    for screen in seen(spoken):
        name, lines, text = screen.name, screen.lines[size], screen.text(size)
        assert len(lines) == rows, name
        too_wide.extend(f"{name}: {line}" for line in lines if cell_len(line.rstrip()) > columns)
        # The last row has the keys, and one row at most has the mark.
        assert lines[-1].strip(), name
        marks = [line for line in lines if line.startswith(">")]
        assert len(marks) <= 1, f"{name}\n{text}"
        if "help" not in name and "role" not in text:
            assert lines[0].startswith("Din Indgang"), f"{name}: {lines[0]}"
        assert "{" not in text, f"{name}\n{text}"
    assert not too_wide, "\n".join(too_wide)


def test_every_context_of_the_table_is_on_some_screen(seen: SeenIn) -> None:
    """A screen added to the table has to be added to SCREENS as well, or nothing here sees it."""
    contexts = {context for screen in seen("da") for context in screen.contexts}
    assert {command.context for command in TABLE} - {ANYWHERE} == contexts


@pytest.mark.parametrize("spoken", ["da", "en"])
def test_the_first_row_is_whole_on_every_day_of_the_year(
    house: House, language: Callable[[str], None], spoken: str
) -> None:
    """September in Danish is the longest there is."""
    language(spoken)
    now = datetime(2026, 1, 1, 12, tzinfo=UTC)
    moment = [now]

    async def look() -> None:
        async with inside(house, clock=lambda: moment[0]) as desk:
            for day in range(366):
                moment[0] = now + timedelta(days=day)
                desk.app.redraw()
                first = desk.lines[0]
                assert "…" not in first, first
                assert cell_len(first) == 80, first

    run(look())


# A window too small.


def test_too_small_a_window_shows_one_sentence_and_keeps_the_text(
    house: House, language: Callable[[str], None]
) -> None:
    language("da")
    sentence = da(
        "The window is too small. Make it at least 80 characters wide and 24 lines high."
        " Everything is kept."
    )

    async def look() -> None:
        async with inside(house) as desk:
            await desk.press("n", "kirst mø", "down")
            before = desk.text
            for size in [(79, 24), (80, 23), (40, 10), (20, 5), (200, 10), (5, 40)]:
                await desk.resize(*size)
                # Only the sentence, as much of it as there is room for.
                shown = " ".join(" ".join(desk.lines).split())
                assert shown and "".join(sentence.split()).startswith("".join(shown.split()))
                await desk.press("x", "enter", "escape", "down")
                await desk.resize(80, 24)
                assert desk.text == before

    run(look())
    assert canvas.LEAST == (80, 24)


# Roles.


def test_what_a_role_may_not_do_stands_neither_in_its_bar_nor_in_its_help(house: House) -> None:
    async def look() -> None:
        async with inside(house, size=(80, 40), log_in_as="ERI") as desk:
            here = [command for command in TABLE if command.context in desk.view.contexts()]
            allowed = {
                command.help
                for command in here
                if Role.VOLUNTEER in command.may and command.is_for(Role.VOLUNTEER)
            }
            await desk.press("?")
            for command in here:
                assert (command.help in desk.text) is (command.help in allowed), command.id

    run(look())


def test_the_detail_of_the_marked_row_is_beside_the_list_from_120_columns(
    house: House, language: Callable[[str], None]
) -> None:
    language("da")

    async def look() -> None:
        async with inside(house, size=(120, 40)) as desk:
            await desk.press("escape", "down")
            column = {line.find("│") for line in desk.lines[1:-2]}
            assert column == {120 - canvas.SIDE - 2}
            beside = "\n".join(line.partition("│")[2] for line in desk.lines)
            assert "Kirsten Møller" in beside
            assert NOTE in " ".join(beside.split())
            await desk.resize(119, 40)
            assert not any("│" in line for line in desk.lines)

    run(look())


def test_no_view_knows_the_database_or_the_widgets_of_textual() -> None:
    for file in (Path(apps.__file__).parent / "views").glob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert "SELECT " not in text and "import sqlite" not in text, file
        assert "from textual" not in text, file
