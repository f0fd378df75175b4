"""Twelve weeks side by side, each with how many times are free in it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from din_indgang_tui.i18n import _
from din_indgang_tui.widgets.page import Line, line

WEEKS = 12  # a strip of them is 78 columns wide
_CELL = 6


@dataclass(frozen=True, slots=True)
class StripWeek:
    """One week: the Monday it begins with, and how many times are free; None while it is closed."""

    monday: date
    free: int | None
    counted: bool = True


def monday_of(day: date) -> date:
    """The Monday of the week (ISO 8601) in which a day lies."""
    return day - timedelta(days=day.weekday())


def strip_start(today: date, shown: date) -> date:
    """The Monday a strip begins with: this week, or twelve, twenty-four ... weeks from it.

    The weeks stand still while one moves among them; past the last one the next twelve come.
    """
    this = monday_of(today)
    weeks = (monday_of(shown) - this).days // 7
    return this + timedelta(weeks=weeks // WEEKS * WEEKS)


def strip_lines(weeks: Sequence[StripWeek], marked: date) -> list[Line]:
    """The week numbers (ISO 8601, so that some years have a 53rd) and what is free in each."""
    numbers = [str(week.monday.isocalendar().week).rjust(4) for week in weeks]
    free = [_free(week, monday_of(marked), first=not n) for n, week in enumerate(weeks)]
    return [_row(_("Week"), numbers), _row(_("Free"), free)]


def _row(label: str, cells: Sequence[str]) -> Line:
    # The first cell begins where a short label would end, and is empty there.
    label = f"  {label}"
    body = "".join(cell.ljust(_CELL) for cell in cells)
    return line(label.ljust(_CELL) + body[max(0, len(label) - _CELL) :].rstrip())


def _free(week: StripWeek, marked: date, *, first: bool) -> str:
    here = week.monday == marked
    if week.counted and week.free is None and not here and not first:
        return _("closed")
    text = str(week.free) if week.free is not None else "-" if week.counted else ""
    if not here:
        return text.rjust(4)
    # Not beside the label, which is longer than its cell.
    return f"[{text}]".rjust(6 if first else 5)
