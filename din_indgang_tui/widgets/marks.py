"""Lists with one mark: which row is marked, and which rows are in view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


def window(count: int, marked: int, room: int) -> range:
    """Which of `count` rows to show in `room` lines, so that the marked one is among them."""
    if count <= room or room <= 0:
        return range(min(count, max(room, 0)))
    first = min(max(0, marked - room // 2), count - room)
    return range(first, first + room)


def window_of(heights: Sequence[int], marked: int, room: int) -> range:
    """The same for rows of several lines each: as many whole rows around the marked one as fit."""
    if not heights:
        return range(0)
    first, last, left = marked, marked + 1, room - heights[marked]
    while True:
        if last < len(heights) and heights[last] <= left:
            left -= heights[last]
            last += 1
        elif first > 0 and heights[first - 1] <= left:
            first -= 1
            left -= heights[first]
        else:
            return range(first, last)


@dataclass(slots=True)
class Mark:
    """The mark of a list whose rows are counted from 0."""

    at: int = 0

    def move(self, step: int, count: int) -> None:
        """Up or down, staying within the list."""
        self.at = min(max(0, self.at + step), max(0, count - 1))

    def turn(self, step: int, count: int) -> None:
        """Up or down, from the last row to the first and back."""
        self.at = (self.at + step) % count if count else 0
