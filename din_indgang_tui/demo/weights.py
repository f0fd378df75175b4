"""Drawing one of many, each as often as it is in life."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Weighted(Generic[T]):
    """Things and how often each of them comes; the weights need not add up to anything."""

    def __init__(self, pairs: Iterable[tuple[T, float]]) -> None:
        things = list(pairs)
        self.values = [thing for thing, _weight in things]
        self._ends = list(accumulate(weight for _thing, weight in things))
        self._last = len(things) - 1

    def pick(self, rng: Random) -> T:
        """One of them."""
        return self.values[bisect(self._ends, rng.random() * self._ends[-1], 0, self._last)]


def words(text: str) -> Weighted[str]:
    """`Anne 45 Mette 39` is two words; the first comes 45 times when the second comes 39."""
    parts = text.split()
    return Weighted(zip(parts[::2], map(float, parts[1::2]), strict=True))
