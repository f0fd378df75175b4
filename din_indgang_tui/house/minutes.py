"""The minutes of one day as bits of a number: quick to cut, to join, and to find a gap in.

Bit n is the n-th minute since midnight on the wall, counted as they pass: a day on which the clock
is moved has 60 fewer or more. Pure: no clock, no database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from din_indgang_tui.clock import NoSuchTime, from_stored, from_wall_clock, local
from din_indgang_tui.house.spans import Span

LEAST_MINUTES, MOST_MINUTES = 5, 720  # of a slot: the triggers of schema.sql look that far back
STEP = 15  # minutes: times begin on a quarter of an hour

_EVERY_STEP = sum(1 << minute for minute in range(0, 25 * 60, STEP))


@lru_cache(maxsize=4096)
def midnight(day: date) -> int:
    """The first minute of that day, counted since 1970 in UTC."""
    return int(from_wall_clock(datetime.combine(day, time())).timestamp()) // 60


@lru_cache(maxsize=4096)
def length(day: date) -> int:
    """How many minutes the day has: 1440, but for the two on which the clock is moved."""
    return midnight(day + timedelta(days=1)) - midnight(day)


def of_moment(moment: datetime) -> int:
    """The minute of a moment, counted since 1970 in UTC."""
    return int(moment.timestamp()) // 60


def moment_at(minute: int) -> datetime:
    """The moment (UTC) at which that minute since 1970 begins."""
    return _EPOCH + timedelta(minutes=minute)


_EPOCH = from_stored("1970-01-01T00:00:00Z")


def between(start: int, end: int, day: date) -> int:
    """The minutes of the day from `start` to before `end`, both counted since 1970."""
    first = midnight(day)
    return stretch(max(start - first, 0), min(end - first, length(day)))


def stretch(start: int, end: int) -> int:
    """The bits from `start` to before `end`; none where the end is not after the start."""
    return (1 << end) - (1 << start) if end > start else 0


def of_spans(spans: Iterable[Span], day: date) -> int:
    """The minutes of hours on the wall. A time that was skipped is the first one after it."""
    whole = length(day) == 24 * 60
    bits = 0
    for span in spans:
        if whole:
            start = span.starts.hour * 60 + span.starts.minute
            end = span.ends.hour * 60 + span.ends.minute
        else:
            start, end = _passed(day, span.starts), _passed(day, span.ends)
        bits |= stretch(start, end)
    return bits


def _passed(day: date, at: time) -> int:
    """Minutes from midnight to that time on the wall, on a day on which the clock is moved."""
    naive = datetime.combine(day, at)
    while True:
        try:
            return of_moment(from_wall_clock(naive)) - midnight(day)
        except NoSuchTime:
            naive += timedelta(minutes=1)


def runs(bits: int) -> Iterator[tuple[int, int]]:
    """Each stretch of minutes that follow each other: the first of them, and the one after."""
    done = 0
    while bits:
        gap = (bits & -bits).bit_length() - 1
        bits >>= gap
        many = (~bits & (bits + 1)).bit_length() - 1
        yield done + gap, done + gap + many
        bits >>= many
        done += gap + many


def spans_of(bits: int, day: date) -> tuple[Span, ...]:
    """The same as hours on the wall; what lasts until midnight ends at 23:59."""
    first = midnight(day)
    whole = length(day)
    return tuple(
        Span(
            local(moment_at(first + start)).time(),
            time(23, 59) if end >= whole else local(moment_at(first + end)).time(),
        )
        for start, end in runs(bits)
    )


def room_for(bits: int, minutes: int) -> int:
    """The minutes at which a stretch of so many begins that are all there."""
    have = 1
    while have < minutes and bits:
        more = min(have, minutes - have)
        bits &= bits >> more
        have += more
    return bits


def starts(bits: int, minutes: int) -> int:
    """As `room_for`, on the quarters of an hour alone."""
    return room_for(bits, minutes) & _EVERY_STEP


def each(bits: int) -> Iterator[int]:
    """The minutes one by one, the first one first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def how_many(bits: int, minutes: int) -> int:
    """How many times of so many minutes there are one after the other, from these beginnings."""
    found = 0
    while bits:
        found += 1
        behind = (bits & -bits).bit_length() - 1 + minutes
        bits = bits >> behind << behind
    return found
