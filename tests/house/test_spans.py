"""Hours of a day: cut says of every minute what one would say oneself."""

from __future__ import annotations

from datetime import time

from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.house import spans
from din_indgang_tui.house.spans import Span

MINUTES = range(0, 1440, 30)


def _at(minute: int) -> time:
    return time(minute // 60, minute % 60)


@st.composite
def _spans(draw: st.DrawFn) -> tuple[Span, ...]:
    edges = sorted(draw(st.sets(st.sampled_from(MINUTES), max_size=6)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return tuple(Span(_at(start), _at(end)) for start, end in pairs)


def _has(some: tuple[Span, ...], minute: int) -> bool:
    return any(span.starts <= _at(minute) < span.ends for span in some)


@given(_spans(), _spans())
def test_every_minute_is_where_it_belongs(some: tuple[Span, ...], others: tuple[Span, ...]) -> None:
    for minute in MINUTES:
        both = _has(some, minute), _has(others, minute)
        assert _has(spans.cut(some, others), minute) == (both == (True, False))


@given(_spans())
def test_what_is_stored_is_read_again(some: tuple[Span, ...]) -> None:
    assert spans.from_stored(spans.stored(some)) == some


def test_as_it_is_stored() -> None:
    assert spans.stored([Span(time(9), time(12)), Span(time(13), time(15, 30))]) == (
        "09:00-12:00 13:00-15:30"
    )
