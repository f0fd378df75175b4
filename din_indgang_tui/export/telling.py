"""What the formats that people read say in words: titles, labels, numbers. All of it plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from din_indgang_tui import words
from din_indgang_tui.export.report import Report
from din_indgang_tui.house.figure_labels import BY_LABELS, LABELS
from din_indgang_tui.house.frozen_weeks import Difference
from din_indgang_tui.house.statistics import WEEK_KEYS, Figures
from din_indgang_tui.house.statistics_by import NONE, Breakdown
from din_indgang_tui.house.statistics_part import Cell, Ratio, RatioInFives, Total, rounded
from din_indgang_tui.i18n import _


def title(report: Report) -> str:
    """Whom it is for, whose figures, of which weeks, as of which day."""
    return f"{whom(report)}: {report.house}. {asked(report)}"


def whom(report: Report) -> str:
    """Whom the figures are for."""
    return _("May be passed on") if report.public else "INTERN"


def asked(report: Report) -> str:
    """Of which weeks, as of which day."""
    period = _("Running totals") if report.totals else _("No weeks")
    if report.weeks:
        period = weeks_said(report.weeks)
    said = _("{period}, as of {day}")
    if report.public and not report.totals:
        said = _("{period}, each week as of its Sunday")
    return said.format(period=period, day=words.full_day(report.figures.as_of))


def notice(report: Report) -> str:
    """How exact the figures are, and what may be done with them."""
    if report.public:
        return _(
            "Every count is the five it lies in, and 0-4 can be nobody. "
            "What is empty is not passed on, or is a middle number of too few."
        )
    return _("Exact figures for the house itself. Do not pass them on.")


def heading(figures: Figures | Breakdown) -> str:
    """Above the weeks."""
    return _(BY_LABELS[figures.by]) if isinstance(figures, Breakdown) else _("The weekly figures")


def label(key: str) -> str:
    """What people call a figure."""
    return _(LABELS[key])


def lines(figures: Figures | Breakdown) -> list[tuple[str, str]]:
    """The keys of a week with what people call them; lists of the house as the house wrote them."""
    if isinstance(figures, Breakdown):
        return [
            *((choice.code, _choice(choice.label, choice.retired)) for choice in figures.choices),
            (NONE, _("Not noted")),
        ]
    return [(key, label(key)) for key in figures.columns if key not in WEEK_KEYS]


def _choice(label: str, retired: bool) -> str:
    return _("{label} (retired)").format(label=label) if retired else label


def totals_said(report: Report) -> str:
    """Which days the running totals are of."""
    return _("From the opening day to {day}, both included.").format(
        day=words.full_day(report.figures.as_of)
    )


def totals_head() -> tuple[str, str, str, str]:
    """The four columns of the running totals."""
    return _("Figure"), _("Count"), _("Out of"), _("Percent")


def in_three(total: Total) -> tuple[Cell, Cell, Cell]:
    """A running total as n, of and percent; a plain count or a median has n alone."""
    if isinstance(total, Ratio | RatioInFives):
        return total.n, total.of, total.percent
    return total, None, None


def saving_said(report: Report) -> str:
    """What a saving is made of; empty where none is shown."""
    figures = report.figures
    if report.unit_price is None or report.public or isinstance(figures, Breakdown):
        return ""
    if figures.totals.get("saving_dkk") is None:
        return ""
    made = _(
        "The saving is {n} avoided assessments at {price} kr. each. Avoided is an assessment that "
        "would formerly have been made, of a citizen who got no assessed service afterwards."
    ).format(n=figures.totals["assessments_avoided"], price=report.unit_price)
    basis = _("What the price rests on is not written in the settings.")
    if report.price_basis:
        basis = _("The price rests on: {basis}").format(basis=report.price_basis)
    return f"{made} {basis}"


def changed_heading() -> str:
    """Above the differences."""
    return _("Changed since passed on")


def changed_said() -> str:
    """What the differences are."""
    return _(
        "These weeks were passed on with other numbers. What was registered since has changed them."
    )


def changed_head() -> tuple[str, str, str, str, str]:
    """The five columns of the differences."""
    return _("Week"), _("Figure"), _("Passed on"), _("Now"), _("As of")


def changed_line(one: Difference) -> tuple[str, str, str, str, str]:
    """A difference in these columns."""
    return (
        one.week,
        label(one.key),
        cell_text(one.passed_on),
        cell_text(one.now),
        words.full_day(one.as_of),
    )


def changed_sentences(changed: Iterable[Difference]) -> list[str]:
    """The differences for standard error: one sentence a week."""
    weeks: dict[tuple[str, date], list[str]] = {}
    for one in changed:
        _week, figure, before, now, _day = changed_line(one)
        told = f"{figure} {before or '-'} -> {now or '-'}"
        weeks.setdefault((one.week, one.as_of), []).append(told)
    return [
        _("{week} was passed on as of {day} with other numbers: {changes}.").format(
            week=week, day=words.full_day(as_of), changes="; ".join(told)
        )
        for (week, as_of), told in weeks.items()
    ]


def weeks_said(weeks: Sequence[str]) -> str:
    """One week, or the first and the last of several."""
    if len(weeks) == 1:
        return _("Week {week}").format(week=weeks[0])
    return _("Weeks {first} to {last}").format(first=weeks[0], last=weeks[-1])


def days_said(weeks: Sequence[str]) -> str:
    """From the Monday of the first week to the Sunday of the last."""
    return _("{first} to {last}").format(
        first=words.full_day(date.fromisoformat(f"{weeks[0]}-1")),
        last=words.full_day(date.fromisoformat(f"{weeks[-1]}-7")),
    )


def no_weeks() -> str:
    """Instead of a table."""
    return _("There is no week in this period yet.")


def cell_text(cell: Cell) -> str:
    """A number as it is read, with one decimal where it has any; empty for none."""
    if cell is None:
        return ""
    return words.decimal(rounded(cell)) if isinstance(cell, Fraction) else str(cell)
