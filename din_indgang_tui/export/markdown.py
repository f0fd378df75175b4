"""The figures as a document in Markdown, to be read in a mail as it is or drawn by a program.

Tables are the kind with pipes (GitHub Flavored Markdown), lined up so that they read as plain text
too: a figure a row and a few weeks side by side, since a row of all figures would not fit a mail.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction

from din_indgang_tui import words
from din_indgang_tui.export.report import Report, inert
from din_indgang_tui.house.figure_labels import BY_LABELS, LABELS
from din_indgang_tui.house.statistics import Figures
from din_indgang_tui.house.statistics_by import NONE, Breakdown
from din_indgang_tui.house.statistics_part import Cell, Ratio, RatioInFives, Row, Total, rounded
from din_indgang_tui.i18n import _
from din_indgang_tui.text import shown

WEEKS_A_TABLE = 3  # with the longest Danish label this still fits 80 columns

# Everything that would be markup within a line (CommonMark 0.31 and GitHub's), and what
# makes a link of a bare address or a picture of a word between colons. A backslash before
# punctuation shows the sign itself.
_MARKUP = re.compile(r"[\\`*_\[\]<|~$@]|&(?=[#\w])|:(?=\S)|(?<=\w)\.(?=\w)")
# A wait across the night on which the clock goes back is below zero, and no formula.
_NEGATIVE = re.compile(r"-\d+([.,]\d+)?", re.ASCII)


def as_markdown(report: Report) -> bytes:
    """The document: its title marked INTERN, the weeks, the running totals with both their numbers.

    With `totals` the running totals alone; a breakdown by a list of the house has none. Labels are
    in the language spoken now, the house's own ones as the house wrote them.
    """
    blocks = [_title(report), _("Exact figures for the house itself. Do not pass them on.")]
    figures = report.figures
    if isinstance(figures, Breakdown):
        blocks += _by(figures)
    else:
        if not report.totals:
            blocks += _weekly(figures)
        blocks += _totals(figures)
    return ("\n\n".join(blocks) + "\n").encode()


def _title(report: Report) -> str:
    period = _("Running totals") if report.totals else _("No weeks")
    if report.weeks:
        period = _period(report.weeks)
    asked = _("{period}, as of {day}").format(
        period=period, day=words.full_day(report.figures.as_of)
    )
    return f"# INTERN: {escaped(report.house)}. {asked}"


def _weekly(figures: Figures) -> Iterator[str]:
    keys = [key for key in figures.columns if key not in ("week", "from", "to")]
    yield f"## {_('The weekly figures')}"
    yield from _weeks_side_by_side([(key, _(LABELS[key])) for key in keys], figures.weeks)


def _by(figures: Breakdown) -> Iterator[str]:
    lines = [
        (
            choice.code,
            _("{label} (retired)").format(label=choice.label) if choice.retired else choice.label,
        )
        for choice in figures.choices
    ]
    yield f"## {_(BY_LABELS[figures.by])}"
    yield from _weeks_side_by_side([*lines, (NONE, _("Not noted"))], figures.weeks)


def _weeks_side_by_side(lines: Sequence[tuple[str, str]], weeks: Sequence[Row]) -> Iterator[str]:
    """A heading and a table for every few weeks; `lines` are the keys with their labels."""
    if not weeks:
        yield _("There is no week in this period yet.")
    for start in range(0, len(weeks), WEEKS_A_TABLE):
        shown_here = weeks[start : start + WEEKS_A_TABLE]
        names = [str(row["week"]) for row in shown_here]
        yield f"### {_period(names)} ({_days(names)})"
        yield table(
            [_("Figure"), *names],
            [[label, *(_cell(row[key]) for row in shown_here)] for key, label in lines],
        )


def _totals(figures: Figures) -> Iterator[str]:
    yield f"## {_('Running totals')}"
    yield _("From the opening day to {day}, both included.").format(
        day=words.full_day(figures.as_of)
    )
    yield table(
        [_("Figure"), _("Number"), _("Out of"), _("Percent")],
        [[_(LABELS[key]), *_in_three(total)] for key, total in figures.totals.items()],
    )


def _period(weeks: Sequence[str]) -> str:
    if len(weeks) == 1:
        return _("Week {week}").format(week=weeks[0])
    return _("Weeks {first} to {last}").format(first=weeks[0], last=weeks[-1])


def _days(weeks: Sequence[str]) -> str:
    return _("{first} to {last}").format(
        first=words.full_day(date.fromisoformat(f"{weeks[0]}-1")),
        last=words.full_day(date.fromisoformat(f"{weeks[-1]}-7")),
    )


def _in_three(total: Total) -> tuple[str, str, str]:
    """The two last are for ratios; a plain count leaves them empty, as in CSV."""
    if isinstance(total, Ratio | RatioInFives):
        return _cell(total.n), _cell(total.of), _cell(total.percent)
    return _cell(total), "", ""


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    return words.decimal(rounded(cell)) if isinstance(cell, Fraction) else str(cell)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Texts as a table of pipes: the first column to the left, numbers to the right."""
    grid = [[escaped(text) for text in row] for row in (header, *rows)]
    widths = [max(3, *map(len, column)) for column in zip(*grid, strict=True)]
    head, *body = [
        [row[0].ljust(widths[0]), *(map(str.rjust, row[1:], widths[1:]))] for row in grid
    ]
    rule = [f":{'-' * (widths[0] - 1)}", *(f"{'-' * (width - 1)}:" for width in widths[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *body))


def escaped(text: str) -> str:
    """The text on one line, showing its signs instead of obeying them; never a formula either.

    A table that a program has drawn can be copied into a spreadsheet, so the rule of CSV holds.
    """
    text = shown(text).strip()
    if _NEGATIVE.fullmatch(text):
        return text
    return _MARKUP.sub(r"\\\g<0>", inert(text))
