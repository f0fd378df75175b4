"""Figures: what was measured, by program and name, and how it is written down."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

Figures = dict[str, float]
Measured = dict[str, Figures]  # by program or part


def percentile(values: Iterable[float], share: float) -> float:
    ordered = sorted(values)
    if not ordered:
        return math.nan
    place = (len(ordered) - 1) * share
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def p50(values: Iterable[float]) -> float:
    return percentile(values, 0.50)


def p95(values: Iterable[float]) -> float:
    return percentile(values, 0.95)


def number(value: float | None, digits: int = 0) -> str:
    return "-" if value is None or math.isnan(value) else f"{value:,.{digits}f}"


def ratio(value: float | None, floor: float | None) -> str:
    if value is None or not floor:
        return "-"
    return number(value / floor, 2)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; every column but the first is right-aligned."""
    lines = [f"| {' | '.join(heads)} |", "|---" + "|--:" * (len(heads) - 1) + "|"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(lines)
