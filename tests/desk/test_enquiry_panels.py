"""An enquiry corrected, moved, registered after the fact, and left open overnight."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from din_indgang_tui.house import enquiries
from din_indgang_tui.house.citizens import NewCitizen
from tests.desk.hostile import HOSTILE
from tests.desk.house import House, colleague, register
from tests.desk.inside import Inside, inside, run


@pytest.fixture(autouse=True)
def english(language: Callable[[str], None]) -> None:
    language("en")


def left_open(house: House, person: NewCitizen | None = None) -> int:
    """Someone came yesterday and was never finished."""
    now = house.moment
    house.moment = now - timedelta(days=1)
    enquiry_id = register(house, person or NewCitizen("Viggo", "Storm"))
    house.moment = now
    return enquiry_id


def state(house: House, enquiry_id: int, columns: str = "state") -> tuple[object, ...]:
    (row,) = house.rows(f"SELECT {columns} FROM enquiry WHERE id = ?", enquiry_id)
    return row


def marked(desk: Inside) -> str:
    """The row with the mark."""
    (row,) = [line for line in desk.lines if line.startswith(">")]
    return row


def test_the_mark_is_on_what_was_left_open_and_two_keys_carry_it_on(house: House) -> None:
    number = left_open(house)

    async def work() -> None:
        async with inside(house) as desk:
            assert "From before today, not finished 1" in desk.lines[1]
            assert "Viggo S." in marked(desk)
            await desk.press("enter", "enter")
            assert "Viggo S. goes on today" in desk.text
            assert "From before today" not in desk.text
            # It waits among the others, since yesterday and not for 1,440 minutes.
            assert "yesterday" in marked(desk)
            assert "!" not in marked(desk)

    run(work())
    assert state(house, number) == ("waiting",)


def test_closed_with_its_true_time_and_what_is_wrong_is_said_by_its_field(house: House) -> None:
    number = left_open(house)

    async def work() -> None:
        async with inside(house) as desk:
            await desk.press("enter", "h", "enter")
            assert "Write when it was finished, such as 15.30." in desk.text
            await desk.press("snart", "enter")
            assert "! Write the time like 9.40" in desk.text
            assert "snart" in desk.text
            assert state(house, number) == ("waiting",)
            await desk.press(*["backspace"] * 5, "23.59", "enter")
            assert "is finished, helped here and now" in desk.text
            assert "From before today" not in desk.text

    run(work())
    assert state(house, number, "state, finished_on = arrived_on") == ("done", 1)


def test_who_comes_back_is_led_to_the_line_from_before(house: House) -> None:
    left_open(house)

    async def work() -> None:
        async with inside(house) as desk:
            await desk.press("escape", "n", "viggo st", "enter")
            assert "Viggo S. has this one open from before" in desk.text
            assert "Viggo S." in marked(desk)

    run(work())


def test_an_anonymous_one_is_given_and_taken_back_in_a_few_keys(house: House) -> None:
    async def work() -> None:
        async with inside(house) as desk:
            await desk.press("down")
            assert "Anonymous" in marked(desk)
            await desk.press("m", "aase lu", "enter")
            assert "the enquiry is Aase L.'s now" in desk.text
            assert "Aase L." in marked(desk)
            await desk.press("m", "enter")
            assert "Anonymous" in marked(desk)
            await desk.press("u", "u")
            assert "Anonymous" in marked(desk)

    run(work())


def test_a_time_and_a_companion_are_corrected_row_by_row(house: House) -> None:
    finished = register(house, NewCitizen("Tove", "Kruse"))
    house.do(colleague(house, "BOD"), enquiries.finish, finished, "helped")

    async def work() -> None:
        async with inside(house) as desk:
            await desk.press("shift+tab", "enter", "enter", *["backspace"] * 16, "kl. 25", "enter")
            assert "! " in desk.text
            assert "kl. 25" in desk.text
            await desk.press(*["backspace"] * 6, "i går 9.40", "enter")
            assert desk.lines[-2].strip() == "Saved: Tove K."
            await desk.press("down", "down", "down", "down", "enter", "right", "right", "enter")
            assert "a relative" in desk.text

    run(work())
    kind, waited = state(house, finished, "companion_kind, waited_s")
    assert kind == "relative"
    assert waited == 42 * 60  # met at 10.22 that day: the times went along


def test_registered_after_the_fact_from_their_page(house: House) -> None:
    async def work() -> None:
        async with inside(house) as desk:
            await desk.press("/", "aase lu", "enter", "+", "escape", *["tab"] * 4, "i går 9.40")
            assert "Taken in" in desk.text
            await desk.press("enter", "enter")
            assert "write when it was finished" in desk.text
            await desk.press("10.10", "enter", "enter")
            assert "finished already" in desk.text

    run(work())
    assert house.rows("SELECT count(*) FROM enquiry WHERE state = 'waiting'") == [(5,)]


def test_a_name_is_a_name_in_every_field_of_every_panel(house: House) -> None:
    """Typed or stored, it stays one line and leaves the columns where they are."""
    left_open(house, NewCitizen("Viggo", "Storm"))
    with house.raw() as write:
        write(
            "UPDATE citizen SET given_name = ?, family_name = ? WHERE given_name = 'Viggo'",
            HOSTILE[0], HOSTILE[4],
        )  # fmt: skip

    async def work() -> None:
        async with inside(house) as desk:
            for keys in (("enter",), ("m",), ("o", "enter", "enter"), ("enter", "tab")):
                for typed in HOSTILE[:40:3]:
                    await desk.start_over()
                    await desk.press(*keys)
                    await desk.paste(typed)
                    assert len(desk.lines) == 24
                    assert all(letter.isprintable() for line in desk.lines for letter in line)

    run(work())
    assert not house.crashes
