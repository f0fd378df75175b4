"""A day as bits: what they say of its minutes, also on the days on which the clock is moved."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.house import minutes
from din_indgang_tui.house.spans import Span
from tests import oracle_times as oracle

WEDNESDAY = date(2026, 11, 18)
DAYS = st.sampled_from([date(2026, 10, 25), date(2027, 3, 28), date(2026, 11, 18)])


def test_a_day_has_the_minutes_that_pass() -> None:
    assert [minutes.length(day) for day in (date(2026, 10, 25), date(2027, 3, 28), WEDNESDAY)] == [
        1500, 1380, 1440,
    ]  # fmt: skip


@given(DAYS, st.sets(st.integers(0, 300)), st.integers(1, 40))
def test_bits_are_the_minutes_they_stand_for(day: date, some: set[int], length: int) -> None:
    bits = sum(1 << n for n in some)
    assert list(minutes.each(bits)) == sorted(some)
    assert {n for start, end in minutes.runs(bits) for n in range(start, end)} == some
    fit = {n for n in some if set(range(n, n + length)) <= some}
    assert set(minutes.each(minutes.room_for(bits, length))) == fit
    assert set(minutes.each(minutes.starts(bits, length))) == {n for n in fit if n % 15 == 0}
    count, free = 0, 0
    for n in sorted(some):
        if n >= free:
            count, free = count + 1, n + length
    assert minutes.how_many(bits, length) == count
    moment = minutes.moment_at(minutes.midnight(day))
    assert minutes.of_moment(moment) == minutes.midnight(day)
    assert moment == oracle.wall(day, "00:00")


@given(DAYS, st.lists(st.integers(0, 95), min_size=2, max_size=6, unique=True).map(sorted))
def test_hours_on_the_wall_are_read_back(day: date, edges: list[int]) -> None:
    def wall(quarter: int) -> Any:
        return (datetime(2026, 1, 1) + timedelta(minutes=15 * quarter)).time()

    pairs = list(zip(edges[::2], edges[1::2], strict=False))
    pairs = [(a, b) for a, b in pairs if not (8 <= a <= 12 or 8 <= b <= 12)]
    spans = tuple(Span(wall(a), wall(b)) for a, b in pairs)
    bits = minutes.of_spans(spans, day)
    back = minutes.spans_of(bits, day)
    assert minutes.of_spans(back, day) == bits
    assert back == spans
