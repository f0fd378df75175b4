"""Bars: as high as their numbers, and never a number that the picture hides."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.widgets.bars import AXIS, bars, step_of
from din_indgang_tui.widgets.page import Look

HEIGHTS = st.lists(
    st.none() | st.integers(0, 5000) | st.fractions(0, 90, max_denominator=60), max_size=53
)


def column(lines: list[str], number: int) -> str:
    """One bar, from the axis up."""
    return "".join(row[AXIS + number :][:1] or " " for row in reversed(lines))


@given(HEIGHTS, st.sampled_from([6, 8, 12]), st.data())
def test_a_bar_is_as_high_as_its_number_to_half_a_line(
    values: list[int | Fraction | None], height: int, data: st.DataObject
) -> None:
    marked = data.draw(st.sampled_from(range(len(values)))) if values else None
    lines = bars(values, marked, [""] * len(values), height=height)
    assert len(lines) == height + 2
    step = step_of(max((one for one in values if one is not None), default=0), height)
    for number, value in enumerate(values):
        bar = column([one.text for one in lines[:height]], number).rstrip()
        full, half = ("█", "▄") if number == marked else ("│", "╷")
        assert bar.strip(full) in ("", half) and bar.count(half) <= 1
        halves = 2 * bar.count(full) + bar.count(half)
        assert bool(halves) is bool(value), "what is there is seen, nothing is not"
        if value:
            exact = Fraction(value) * 2 / step
            assert abs(exact - halves) <= Fraction(1, 2) or (halves == 1 and exact < 1)


@given(st.integers(0, 10**7), st.sampled_from([6, 8, 10, 12]))
def test_the_axis_holds_the_highest_and_is_no_twice_as_high(most: int, height: int) -> None:
    step = step_of(most, height)
    assert step * height >= most
    assert step == 1 or step * height < 2 * most


def test_the_axis_names_its_top_and_its_middle() -> None:
    lines = [one.text.rstrip() for one in bars([12, 3], None, ["46", ""], height=6)]
    assert lines == [
        "   12 │",
        "      │",
        "      │",
        "    6 │",
        "      │╷",
        "      ││",
        "      ──",
        "      46",
    ]


def test_the_marked_bar_is_told_apart_by_its_sign_and_its_look() -> None:
    plain, *_rest = bars([1, 1, 1], 1, ["", "", ""], height=6)[5:]
    assert plain.text == " " * AXIS + "│█│"
    assert [piece.text for piece in plain.pieces if piece.look is Look.TITLE] == ["█"]


def test_numbers_under_the_axis_do_not_run_into_each_other() -> None:
    under = ["46", "47", "", "48", "9", "", "10"]
    assert bars([1] * 7, None, under, height=6)[-1].text == " " * AXIS + "46 48 10"
