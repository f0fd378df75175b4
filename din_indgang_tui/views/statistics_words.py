"""Figures in words: as they stand in a list, what the groups of them are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from din_indgang_tui.house.figure_labels import LABELS
from din_indgang_tui.house.periods import Days
from din_indgang_tui.house.statistics_part import Cell, Ratio, RatioInFives, Total, rounded
from din_indgang_tui.house.statistics_public import middle_of
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import HOUSE_LEADERS, Role
from din_indgang_tui.widgets.bars import Height
from din_indgang_tui.words import decimal, number

# The title that stands before the figure with this key.
GROUPS: Mapping[str, str] = {
    "enquiries": N_("Enquiries"),
    "met": N_("How long they waited"),
    "conversations": N_("Conversations and courses"),
    "sessions_booked": N_("Individual times"),
    "group_sessions": N_("Groups"),
    "checks_due": N_("Four-week checks and referrals"),
    "outreach_attempts": N_("Outreach"),
}
# What a number at the end of a week says, so that weeks of it are not added up.
STOCKS = frozenset({"courses_open_at_end", "courses_past_20_weeks", "checks_overdue_at_end"})


def check_may_see_who(role: Role) -> None:
    """Raises DeskError for whoever may not see who is behind a figure."""
    if role not in HOUSE_LEADERS:
        raise DeskError(
            _("Who is behind a figure is for the leader, and each look goes on record.")
        )


def label(key: str) -> str:
    """What people call a figure."""
    return _(LABELS.get(key, key))


def cell(key: str, value: Total) -> str:
    """A figure as it reads: `1.912`, `45-49`, `4,5 min`, `19 of 312`; `-` where there is none."""
    if value is None:
        return "-"
    if isinstance(value, Ratio):
        return _("{n} of {of}").format(n=number(value.n), of=number(value.of))
    if isinstance(value, RatioInFives):
        return _("{n} of {of}").format(n=value.n, of=value.of)
    if isinstance(value, str):
        return value
    text = decimal(rounded(value)) if isinstance(value, Fraction) else number(value)
    if key.endswith("_min") and key.startswith("wait_"):
        return _("{n} min").format(n=text)
    if key.startswith("course_weeks_"):
        return _("{n} weeks").format(n=text)
    return f"{text} kr." if key == "saving_dkk" else text


def percent(value: Total) -> str:
    """The percent of a ratio: `6,1 pct.`; empty where it has none."""
    found = value.percent if isinstance(value, Ratio) else None
    return "" if found is None else _("{n} %").format(n=decimal(rounded(found)))


def height(value: Cell) -> Height:
    """How high a bar stands: of a five in its middle, which is all that may be seen of it."""
    if isinstance(value, str):
        return middle_of(value)
    return value


def week_name(monday: date, *, year: bool = False) -> str:
    """`week 46`, or `week 46, 2025`."""
    found = monday.isocalendar()
    if year:
        return _("week {n}, {year}").format(n=found.week, year=found.year)
    return _("week {n}").format(n=found.week)


@dataclass(frozen=True, slots=True)
class Number:
    """A number on the screen, and what it counts: a figure of some days, or (None) a total."""

    title: str  # over the list of those behind it
    name: str  # beside the lists of other numbers: `week 45: 41`
    key: str
    days: Days | None


def days_of(monday: date) -> Days:
    """The days of a week."""
    return Days(monday, monday + timedelta(days=6))


def begun(text: str) -> str:
    """The text as a sentence or a title begins."""
    return text[:1].upper() + text[1:]
