"""A name is a name: whatever a file holds, it can neither command a terminal nor move a column."""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import cache

import pytest
from rich.cells import cell_len

from din_indgang_tui.house.citizens import NewCitizen
from tests.desk.conftest import Seat
from tests.desk.hostile import HOSTILE, fill, looked_for, meet, tell
from tests.desk.house import PASSWORD, House, Sitting, da, register
from tests.desk.inside import Inside, inside, run
from tests.desk.screens import SIZES, WALKS

pytestmark = pytest.mark.terminal

# All that may come out besides text: position, style, and the modes set and taken back.
ALLOWED = re.compile(
    rb"\x1b\[[0-9;]*[Hm]|\x1b\[\?(?:7|25|1049|2004|2026)[hl]|\x1b\[\?2026\$p|\r?\n"
)
NO_LETTERS = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def assert_only_drawn(desk: Sitting) -> None:
    """Fail on any byte that is neither a letter nor one of the sequences that draw."""
    # A letter may be on its way still.
    text = codecs.getincrementaldecoder("utf-8")().decode(ALLOWED.sub(b"", bytes(desk.raw)))
    strange = {letter for letter in set(text) if unicodedata.category(letter) in NO_LETTERS}
    assert not strange, sorted(map(hex, map(ord, strange)))


@cache
def is_letters(line: str) -> bool:
    """Whether nothing in it is a command to a terminal; a space of another width may stay."""
    return not NO_LETTERS & {unicodedata.category(letter) for letter in line}


def sit_down(house: House, seat: Seat, waiting: int, **more: int) -> Sitting:
    """Bo Dam at a desk of a house whose name would be a trick as well."""
    desk = seat(house, **more).wait_for(da("Welcome to Din Indgang"))
    return desk.send(f"BOD\r{PASSWORD}\r").wait_until(waiting)


def in_column(desk: Sitting, column: int, wanted: str, rows: range) -> bool:
    """Whether all these rows have this at that column, counted from 1."""
    return all(
        "".join(desk.cell(row, column + n).data for n in range(len(wanted))) == wanted
        for row in rows
    )


def test_three_hundred_of_them_wait(quiet_house: House, seat: Seat) -> None:
    """Every row of the queue and its detail; the columns of the next ones stay where they are."""
    fill(quiet_house)
    desk = sit_down(quiet_house, seat, len(HOSTILE))
    column = desk.row(3).index(da("known")) + 1
    rows = set()
    for _ten in range(0, len(HOSTILE), 10):
        desk.press("pgdn").drawn()
        desk.wait_for(lambda: desk.marked() and in_column(desk, column, da("new"), range(4, 14)))
        rows.update(desk.screen()[3:14])
    assert len(rows) > 200
    assert_only_drawn(desk)
    assert not quiet_house.crashes


def test_their_detail_beside_the_list(quiet_house: House, seat: Seat) -> None:
    fill(quiet_house)
    desk = sit_down(quiet_house, seat, len(HOSTILE), columns=120, rows=40)
    for _five in range(0, len(HOSTILE), 5):
        desk.press("down", "down", "down", "down", "down").drawn()
        desk.wait_for(lambda: desk.marked() and in_column(desk, 79, "│", range(2, 39)))
    assert_only_drawn(desk)


def test_all_of_them_found_and_opened(quiet_house: House, seat: Seat) -> None:
    """The finder, with each one's page, where their newest line and its note stand."""
    fill(quiet_house)
    desk = sit_down(quiet_house, seat, len(HOSTILE))
    desk.press("/").wait_for(da("Find a citizen"))
    born = da("born {day}", day="05.05.1980")
    for ten in range(len(HOSTILE) // 10):
        typed = looked_for(ten)
        desk.send("\x7f" * 3 + typed).wait_for(f"  {typed}").wait_for(da("{n} fit.", n=10))
        desk.wait_for(lambda: in_column(desk, 25, born, range(7, 17)))
        for _one in range(10):
            desk.press("enter", "esc", "down")
        desk.drawn()
    desk.wait_for(lambda: len(looks(quiet_house)) == len(HOSTILE))
    assert_only_drawn(desk)
    assert not quiet_house.crashes


def looks(house: House) -> list[tuple[int]]:
    """Whose pages were opened."""
    return house.rows("SELECT DISTINCT citizen_id FROM look")


def test_in_every_panel_above_a_list(quiet_house: House, seat: Seat) -> None:
    fill(quiet_house, waiting=20)
    desk = sit_down(quiet_house, seat, 20)
    for left in range(19, -1, -1):
        desk.press("f").wait_for(da("One line about it (can be skipped)"))
        desk.press("tab", "esc", "esc", "e").wait_for(da("In their own words (can wait)"))
        desk.press("down", " ", "tab", "esc", "esc", "enter").wait_until(left)
        desk.press("f", "enter").wait_for(da("Finished today {n}", n=20 - left))
        desk.press("esc").wait_for(lambda: bool(desk.marked()))
    for ten in range(8):
        desk.send("n" + looked_for(ten)).wait_for(
            da("{n} fit, the best are shown. Write on.", n=10)
        )
        desk.press("down", "tab").wait_for(da("Companion")).press("f2", "esc", "esc", "esc")
        desk.says(da("Closed. What you wrote is kept as a draft: n, then the last row."))
    assert_only_drawn(desk)
    assert not quiet_house.crashes


def test_typed_and_pasted_by_somebody_at_the_desk(quiet_house: House, seat: Seat) -> None:
    """Through the door the same texts come out clean, and can be kept and drawn."""
    desk = seat(quiet_house).log_in()
    for first in range(0, 60, 6):
        desk.begin().type(f"N{first}").paste("".join(HOSTILE[first : first + 6]))
        desk.rest_after_paste().press("esc").wait_for(lambda: desk.row(24).startswith("n "))
    assert_only_drawn(desk)
    stored = quiet_house.drafts()
    assert not [letter for letter in stored if unicodedata.category(letter) in NO_LETTERS]
    kept = 0
    with quiet_house.open():
        for text in HOSTILE:
            register(quiet_house, NewCitizen("N" + text[:90], "Hansen", phone=text, city=text))
            kept += 1
    desk.wait_until(kept)
    assert_only_drawn(desk)
    assert not quiet_house.crashes


def test_no_screen_is_wider_for_them(quiet_house: House) -> None:
    fill(quiet_house, waiting=150)
    tell(quiet_house)
    meet(quiet_house)

    async def walk() -> None:
        for initials, screens in WALKS.items():
            # Opened wide, where a screen reads the most.
            async with inside(quiet_house, size=SIZES[-1], log_in_as=initials, drawn=False) as desk:
                who = desk.app.desk.who
                for name, keys in screens.items():
                    if name.startswith("help to"):  # which has nobody's words
                        continue
                    # Where this house has nobody for a screen, its letters are keys: `l` logs out.
                    desk.app.desk.who = who
                    await desk.reach(keys)
                    await is_drawn_as_letters(desk, name)

    run(walk())


def test_no_line_of_a_list_is_wider_for_them(quiet_house: House) -> None:
    fill(quiet_house, waiting=150)
    tell(quiet_house)

    async def walk() -> None:
        async with inside(quiet_house, size=SIZES[-1]) as desk:
            await desk.press("2", looked_for(3), "enter")
            for _down in range(2):
                await desk.press("down")
                await is_drawn_as_letters(desk, "a citizen's page")
            for way in (("d", "tab"), ("d", "tab", "tab")):
                await desk.reach(way)
                for _several in range(0, len(HOSTILE) // 3, 10):
                    await desk.press(*["down"] * 10)
                    await is_drawn_as_letters(desk, "the day in the house")

    run(walk())


async def is_drawn_as_letters(desk: Inside, name: str) -> None:
    """At every size: no line is wider than the window, and none has anything but letters."""
    for size in SIZES:
        await desk.resize(*size)
        for line in desk.lines:
            assert cell_len(line.rstrip()) <= size[0], f"{name}, {size}\n{desk.text}"
            assert is_letters(line), f"{name}, {size}: {line!r}"
