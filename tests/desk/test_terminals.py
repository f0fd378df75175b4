"""The same desk on poorer terminals: other letters, no colour, a window that changes its size."""

from __future__ import annotations

import re

import pytest

from tests.desk.conftest import Seat
from tests.desk.house import House, Sitting, da

pytestmark = pytest.mark.terminal

SGR = re.compile(rb"\x1b\[([0-9;]*)m")


def styles(desk: Sitting) -> set[int]:
    """Every number of every style that was sent."""
    return {int(n) for codes in SGR.findall(bytes(desk.raw)) for n in codes.split(b";") if n}


def walk(desk: Sitting) -> Sitting:
    """Through the walk-in, by a name with all the Danish letters, to the day."""
    desk.press("n").type("åse østergærd").mark_on("Åse Østergærd").press("enter")
    desk.wait_for(da("New enquiry, 2 of 2: why?")).press("enter")
    return desk.says(da("Saved: {name} waits.", name="Åse Ø.")).mark_on("Åse Ø")


# Letters.


@pytest.mark.parametrize(
    ("locale", "charset"),
    [
        ("da_DK.UTF-8", "utf-8"),
        ("da_DK.ISO8859-1", "latin-1"),
        ("da_DK.ISO8859-15", "iso8859-15"),
        ("da_DK", "latin-1"),
    ],
)
def test_danish_letters_come_in_and_out(
    seat: Seat, house: House, locale: str, charset: str
) -> None:
    desk = walk(seat(env={"LANG": locale}, charset=charset).log_in())
    assert house.waiting()[-1] == "Åse Østergærd"
    assert "Færdige i dag" in desk.text()
    rule = "─" if charset == "utf-8" else "-"
    assert desk.row(2).startswith(f"{rule}{rule} Venter 6 {rule}{rule}")
    assert "\N{REPLACEMENT CHARACTER}" not in desk.text()
    if charset != "utf-8":
        assert "?" not in desk.text().replace("? hjælp", "")


def test_a_terminal_with_ascii_alone_shows_the_same_rows(seat: Seat) -> None:
    desk = seat(env={"LANG": "da_DK.US-ASCII"}, charset="ascii").wait_for("Velkommen")
    desk.send("BOD\rkaffe og rugbr").send("ød\r".encode()).wait_until(5)
    assert desk.row(2).startswith("-- Venter 5 --")
    assert all(letter.isascii() for letter in desk.text())
    assert desk.marked().startswith("> ")
    # Cut names end in another sign than ones that are shortened on purpose.
    desk.press("f2", "esc", "n").wait_for("1 af 2").press("esc")
    assert not [byte for byte in desk.raw if byte > 0x7F]


def test_the_columns_are_the_same_in_every_character_set(house: House, seat: Seat) -> None:
    shown = []
    for locale, charset in [("da_DK.UTF-8", "utf-8"), ("da_DK.ISO8859-1", "latin-1")]:
        desk = seat(env={"LANG": locale}, charset=charset).log_in()
        shown.append(desk.text().replace("─", "-").replace("…", "~"))
        desk.kill()
    assert shown[0] == shown[1]


# Colour.


def test_sixteen_colours_and_no_more(seat: Seat) -> None:
    desk = walk(seat().log_in())
    assert 38 not in styles(desk) and 48 not in styles(desk)
    assert styles(desk) & {33, 93}, "a wait over the limit is yellow"
    assert desk.cell(4, 10).fg == "brown", "which is what pyte calls it"


def test_without_colour_signs_and_words_carry_it(seat: Seat) -> None:
    desk = walk(seat(env={"NO_COLOR": "1"}).log_in())
    assert not styles(desk) & {*range(30, 39), *range(40, 49), *range(90, 98), *range(100, 108)}
    # Reverse and bold stay.
    assert {1, 7} <= styles(desk)
    row = next(n for n, text in enumerate(desk.screen(), start=1) if text.startswith(">"))
    assert desk.cell(row, 3).reverse
    over = [text for text in desk.screen() if " min !" in text]
    assert len(over) == 2
    desk.begin().type("villy").press("tab").wait_for(da("Birth date"))
    desk.type("32.13.1999").press("enter").wait_for(
        "! " + da("There is no such birth date. Write it like 12.03.1961.")
    )
    assert desk.said().startswith("! ")


def test_on_a_dumb_terminal_nothing_breaks(seat: Seat, house: House) -> None:
    for term in ("dumb", "vt100", "linux", "screen", ""):
        desk = seat(env={"TERM": term}).log_in()
        desk.press("f9")
        assert desk.wait_exit() == 0
    assert not house.crashes


# Size.

TOO_SMALL = " ".join(
    da(
        "The window is too small. Make it at least 80 characters wide and 24 lines high."
        " Everything is kept."
    ).split()
)


def test_too_small_a_window_shows_only_the_sentence(desk: Sitting) -> None:
    desk.begin().type("villy frost").mark_on("Villy Frost")
    desk.resize(20, 60)
    desk.wait_for(lambda: " ".join(desk.text().split()) == TOO_SMALL)
    desk.resize(24, 80).mark_on("Villy Frost")
    desk.press("enter", "enter").wait_until(6)
    assert desk.house.waiting()[-1] == "Villy Frost"


@pytest.mark.parametrize("turns", [200])
def test_a_storm_of_sizes_keeps_what_is_typed(desk: Sitting, turns: int) -> None:
    storm(desk, turns)


def storm(desk: Sitting, turns: int) -> None:
    """Change the size again and again, 20x5 among them, while somebody types."""
    sizes = [(24, 80), (5, 20), (40, 120), (60, 200), (23, 80), (24, 79), (30, 100), (1, 1)]
    typed = ""
    desk.begin().press("enter").wait_for(da("Tab to write one line."))
    desk.press("tab", "x").wait_for(lambda: "> x" in desk.marked())
    for turn in range(turns):
        desk.resize(*sizes[turn % len(sizes)])
        if turn % len(sizes) == len(sizes) - 1:
            desk.resize(24, 80).mark_on(f"> x{typed}")
            # No more than the field shows at once.
            letter = "abcdefghijklmnopqrstuvwæøå"[turn // len(sizes) % 26] if turn < 400 else ""
            typed += letter
            desk.type(letter).mark_on(f"> x{typed}")
    desk.resize(24, 80).mark_on(f"> x{typed}").press("enter").wait_until(6)
    assert desk.house.today().waiting[-1].note == f"x{typed}"
    assert not desk.house.crashes
