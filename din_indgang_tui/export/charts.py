"""Which figures are drawn over the weeks, in the spreadsheet and on the page alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from din_indgang_tui.export.report import Report
from din_indgang_tui.house import statistics_public
from din_indgang_tui.house.statistics import Figures
from din_indgang_tui.house.statistics_part import Cell, rounded
from din_indgang_tui.i18n import N_, _


class Kind(StrEnum):
    """How a chart is drawn."""

    STACKED = "stacked"  # bars that add up to something
    BARS = "bars"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart over the weeks; `keys` are the figures it shows, from the bottom up."""

    name: str  # its place in the spreadsheet and its words are found by it
    title: str  # a message id
    kind: Kind
    keys: tuple[str, ...]


CHARTS = (
    Chart(
        "enquiries",
        N_("Enquiries a week"),
        Kind.STACKED,
        ("enquiries_anonymous", "enquiries_new", "enquiries_known"),
    ),
    Chart(
        "open",
        N_("Courses open at the end of the week"),
        Kind.LINES,
        ("courses_open_at_end", "courses_past_20_weeks"),
    ),
    Chart(
        "waits", N_("Waits of walk-ins, minutes"), Kind.LINES, ("wait_median_min", "wait_p90_min")
    ),
    Chart(
        "courses",
        N_("Conversations and courses a week"),
        Kind.BARS,
        ("conversations", "courses_opened"),
    ),
)
# Fives do not add up to fives: what may be passed on shows the sum itself.
_PUBLIC = {"enquiries": Chart("enquiries", N_("Enquiries a week"), Kind.BARS, ("enquiries",))}


def charts(report: Report, figures: Figures) -> Iterator[Chart]:
    """Those that have something to show."""
    for chart in CHARTS:
        shown = _PUBLIC.get(chart.name, chart) if report.public else chart
        if any(drawn(row[key]) is not None for row in figures.weeks for key in shown.keys):
            yield shown


def drawn(cell: Cell) -> float | int | None:
    """What is drawn of a cell: its number, or the middle of its five."""
    if isinstance(cell, Fraction):
        return float(rounded(cell))
    return statistics_public.middle_of(cell) if isinstance(cell, str) else cell


def remark(report: Report) -> str:
    """What has to be said of the charts; empty where nothing has."""
    return _("The charts show the middle of each five.") if report.public else ""


def week_names(weeks: Sequence[str]) -> list[str]:
    """`46`, with the year at the first week of one: the axis below a chart."""
    names = []
    for n, week in enumerate(weeks):
        year, number = week.split("-W")
        new = n == 0 or weeks[n - 1][:4] != year
        names.append(f"{number}/{year}" if new else number)
    return names
