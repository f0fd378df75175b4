"""Hours of a day as they are stored: `09:00-12:00 13:00-15:00`, by the clock on the wall."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From `starts`, included, to `ends`, not included, on one day."""

    starts: time
    ends: time


def stored(spans: Iterable[Span]) -> str:
    """The text that `from_stored` reads; empty for no hours at all."""
    return " ".join(f"{span.starts:%H:%M}-{span.ends:%H:%M}" for span in spans)


def from_stored(text: str) -> tuple[Span, ...]:
    """The hours that `stored` wrote, in their order."""
    parts = (part.split("-") for part in text.split())
    return tuple(Span(time.fromisoformat(start), time.fromisoformat(end)) for start, end in parts)


def cut(spans: Iterable[Span], away: Iterable[Span]) -> tuple[Span, ...]:
    """The hours without those of `away`."""
    left = list(spans)
    for gone in away:
        left = [
            Span(starts, ends)
            for span in left
            for starts, ends in (
                (span.starts, min(span.ends, gone.starts)),
                (max(span.starts, gone.ends), span.ends),
            )
            if starts < ends
        ]
    return tuple(left)
