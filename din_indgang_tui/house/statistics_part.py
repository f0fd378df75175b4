"""What the weekly figures are made of: weeks, cells, ratios, and what a part of the house counts.

Values are exact; writing them out rounds them (`rounded`).
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property, partial
from itertools import accumulate
from typing import ClassVar, Protocol

from din_indgang_tui.clock import iso_week
from din_indgang_tui.store.unit import Reading

Cell = str | int | Fraction | None  # None where there is nothing to take a median of
Row = dict[str, Cell]
NEVER = "9999-12-31"  # the day of what has not happened: after every other as a text


@dataclass(frozen=True, slots=True)
class Ratio:
    """So many of so many: never shown without both numbers."""

    n: int
    of: int

    @property
    def percent(self) -> Fraction | None:
        """Exact; None where `of` is 0."""
        return Fraction(100 * self.n, self.of) if self.of else None


@dataclass(frozen=True, slots=True)
class RatioInFives:
    """A ratio as it may be passed on: the five that each of its numbers lies in, and no percent."""

    n: str
    of: str
    percent: ClassVar[None] = None


class Middle(Fraction):
    """A median or another percentile, with how many values it was taken over."""

    over: int

    def __new__(cls, value: Fraction, over: int) -> Middle:
        """The same number; what is calculated from it is a plain Fraction again."""
        middle = super().__new__(cls, value)
        middle.over = over
        return middle


# A count, a median, a ratio; None: nothing to count in. As it may be passed on: texts.
Total = int | str | Fraction | Ratio | RatioInFives | None


@dataclass(frozen=True)
class Span:
    """The weeks to figure, at least one, without a gap; nothing after `as_of` has happened.

    A part may leave out columns that are not wanted, where counting them costs something.
    """

    mondays: tuple[date, ...]
    as_of: date
    wanted: frozenset[str] | None = None  # None: every column

    def wants(self, *columns: str) -> bool:
        """Whether one of these columns is asked for."""
        return self.wanted is None or not self.wanted.isdisjoint(columns)

    @cached_property
    def weeks(self) -> tuple[str, ...]:
        """`2026-W46`, `2026-W47`."""
        return tuple(map(iso_week, self.mondays))

    @property
    def first_week(self) -> str:
        """`2026-W46`."""
        return self.weeks[0]

    @property
    def last_week(self) -> str:
        """`2026-W47`."""
        return self.weeks[-1]

    @cached_property
    def ends(self) -> tuple[date, ...]:
        """The end of each week: its Sunday, or `as_of` where that is earlier."""
        return tuple(min(monday + timedelta(days=6), self.as_of) for monday in self.mondays)

    @cached_property
    def edges(self) -> tuple[date, ...]:
        """The day before the first week, and the end of each."""
        return (self.mondays[0] - timedelta(days=1), *self.ends)

    @cached_property
    def place(self) -> Callable[[str], int]:
        """Tells where a day lies: 1 is in the first week, 0 before it, `len(edges)` after all."""
        return placing(self.edges)


class Part(Protocol):
    """What one part of the house has to count, as of one day: nothing after it has happened."""

    empty: ClassVar[Mapping[str, Cell]]  # its columns with what an empty week shows

    def __init__(self, reading: Reading, as_of: date) -> None: ...

    def weeks(self, span: Span) -> Mapping[str, Mapping[str, Cell]]:
        """The weeks in which something happened, by `2026-W46`: all columns, or some of them."""

    def totals(self, opened: date) -> Mapping[str, Total]:
        """The running totals from the opening day to the as-of day, both included."""


def counting(columns: Mapping[str, str]) -> str:
    """The question of `counted`, for whoever wants to know how SQLite finds the answer."""
    counts = (f"(SELECT count(*) FROM {rows}) AS {column}" for column, rows in columns.items())
    return f"""
WITH week (name, monday, ends) AS MATERIALIZED (
    SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(:weeks)
)
SELECT week.name, {", ".join(counts)} FROM week
"""


def counted(reading: Reading, span: Span, columns: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """How many rows there are in each week of the span, by `2026-W46` and by column.

    `columns` say which rows: a table, and a condition that finds those of `week` in an index. To
    search it anew for each number takes half as long as to put all the rows in groups.
    """
    weeks = json.dumps([*zip(span.weeks, map(str, span.mondays), map(str, span.ends), strict=True)])
    found = reading.rows(counting(columns), {"weeks": weeks, "as_of": span.as_of.isoformat()})
    return {week: dict(zip(columns, counts, strict=True)) for week, *counts in found}


def place(count: int, percent: int) -> tuple[int, int]:
    """Linear interpolation: the value it lies behind of so many in order, and hundredths."""
    return divmod((count - 1) * percent, 100)


def between(values: Sequence[int], hundredths: int) -> Fraction:
    """So far from the first value towards the second, which need not be there for no way at all."""
    first, second = values[0], values[-1]
    return Fraction(100 * first + hundredths * (second - first), 100)


def rounded(value: Fraction) -> Decimal:
    """One decimal, half away from zero, from the exact value."""
    tenths = (abs(value.numerator) * 20 + value.denominator) // (2 * value.denominator)
    return Decimal(-tenths if value < 0 else tenths).scaleb(-1)


def placing(ends: Iterable[date]) -> Callable[[str], int]:
    """Tells how many of these ends lie before a day; it remembers, since many share a day."""
    return cache(partial(bisect_left, [end.isoformat() for end in ends]))


def through(starts: Sequence[int], stops: Sequence[int], count: int) -> list[int]:
    """How many stretches, from one place to before another, each of `count` places lies in."""
    # What stops before it starts lies nowhere.
    started, stopped = Counter(starts), Counter(map(max, starts, stops))
    return list(accumulate(started[place] - stopped[place] for place in range(count)))
