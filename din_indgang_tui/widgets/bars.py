"""A picture of numbers over time: a light bar each, with an axis; the marked one is a solid bar.

Bars are lines and blocks that every terminal has, and need no colour; half a line is the least that
is told apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from din_indgang_tui.widgets.page import Line, Look, Piece, line

FULL, HALF = "│", "╷"
MARKED_FULL, MARKED_HALF = "█", "▄"
AXIS = 6  # columns that the numbers of the axis take, at the left
_STEPS = (1, 2, 3, 4, 5, 6, 8)  # what one line of the picture may stand for, times a power of ten

Height = int | Fraction | None  # None: there is no number


def bars(
    values: Sequence[Height], marked: int | None, under: Sequence[str], *, height: int
) -> list[Line]:
    """As many lines of bars as `height` says (an even number), the axis, and what stands under it.

    `under` has a text for each value, empty for most of them; one that would run into the text
    before it is left out.
    """
    step = step_of(max((value for value in values if value is not None), default=0), height)
    halves = [_halves(value, step) for value in values]
    lines = [_row(halves, marked, row, step, height) for row in range(height, 0, -1)]
    lines.append(line(" " * AXIS + "─" * len(values)))
    text = ""
    for number, said in enumerate(under):
        if said and len(text) <= number:
            text = text.ljust(number) + said + " "
    lines.append(line(" " * AXIS + text.rstrip()))
    return lines


def step_of(most: int | Fraction, height: int) -> int:
    """The least round step of which `height` lines hold the most."""
    tens = 1
    while True:
        for first in _STEPS:
            if first * tens * height >= most:
                return first * tens
        tens *= 10


def _halves(value: Height, step: int) -> int:
    """How many half lines high; anything above nothing is seen, nothing has no bar."""
    if value is None or value <= 0:
        return 0
    return max(1, int(Fraction(value) * 2 / step + Fraction(1, 2)))


def _row(halves: Sequence[int], marked: int | None, row: int, step: int, height: int) -> Line:
    # Numbers at the top and in the middle: more of them would be read in place of the bars.
    axis = str(step * row) if row in (height, height // 2) else ""
    text = "".join(
        _sign(high, row, full=MARKED_FULL, half=MARKED_HALF)
        if number == marked
        else _sign(high, row, full=FULL, half=HALF)
        for number, high in enumerate(halves)
    )
    begin = Piece(axis.rjust(AXIS - 1) + " ")
    if marked is None:
        return Line((begin, Piece(text)))
    pieces = (text[:marked], text[marked : marked + 1], text[marked + 1 :])
    return Line((begin, Piece(pieces[0]), Piece(pieces[1], Look.TITLE), Piece(pieces[2])))


def _sign(high: int, row: int, *, full: str, half: str) -> str:
    if high >= 2 * row:
        return full
    return half if high == 2 * row - 1 else " "
