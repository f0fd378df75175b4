"""Lists with one mark: which row is marked, and which rows are in view."""

from __future__ import annotations

from dataclasses import dataclass


def window(count: int, marked: int, room: int) -> range:
    """Which of `count` rows to show in `room` lines, so that the marked one is among them."""
    if count <= room or room <= 0:
        return range(min(count, max(room, 0)))
    first = min(max(0, marked - room // 2), count - room)
    return range(first, first + room)


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
