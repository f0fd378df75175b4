"""The figures as a document in Markdown, to be read in a mail as it is or drawn by a program.

Tables are the kind with pipes (GitHub Flavored Markdown), lined up so that they read as plain text
too: a figure a row and a few weeks side by side, since a row of all figures would not fit a mail.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from din_indgang_tui.export import telling
from din_indgang_tui.export.report import Report, inert
from din_indgang_tui.export.telling import cell_text
from din_indgang_tui.house.statistics import Figures
from din_indgang_tui.house.statistics_by import Breakdown
from din_indgang_tui.i18n import _
from din_indgang_tui.text import shown

WEEKS_A_TABLE = 3  # with the longest Danish label this still fits 80 columns

# Everything that would be markup within a line (CommonMark 0.31 and GitHub's), and what
# makes a link of a bare address or a picture of a word between colons. A backslash before
# punctuation shows the sign itself; the dots of a day are no address, and read better without.
_MARKUP = re.compile(
    r"[\\`*_\[\]<|~$@]|&(?=[#\w])|:(?=\S)|(?<=[^\W\d])\.(?=\w)|(?<=\d)\.(?=[^\W\d])"
)
# A wait across the night on which the clock goes back is below zero, and no formula.
_NEGATIVE = re.compile(r"-\d+([.,]\d+)?", re.ASCII)


def as_markdown(report: Report) -> bytes:
    """The document: its title marked INTERN, the weeks, the running totals with both their numbers.

    With `totals` the running totals alone; a breakdown by a list of the house has none. Labels are
    in the language spoken now, the house's own ones as the house wrote them. What may be passed on
    says so in its title, and has either weeks or running totals.
    """
    whose = f"# {telling.whom(report)}: {escaped(report.house)}. {telling.asked(report)}"
    blocks = [whose, telling.notice(report)]
    figures = report.figures
    if not report.totals:
        blocks.append(f"## {telling.heading(figures)}")
        blocks += _weeks_side_by_side(figures)
    blocks += _changed(report)
    if isinstance(figures, Figures) and figures.totals:
        blocks += _totals(report, figures)
    return ("\n\n".join(blocks) + "\n").encode()


def _weeks_side_by_side(figures: Figures | Breakdown) -> Iterator[str]:
    """A heading and a table for every few weeks."""
    weeks, lines = figures.weeks, telling.lines(figures)
    if not weeks:
        yield telling.no_weeks()
    for start in range(0, len(weeks), WEEKS_A_TABLE):
        shown_here = weeks[start : start + WEEKS_A_TABLE]
        names = [str(row["week"]) for row in shown_here]
        yield f"### {telling.weeks_said(names)} ({telling.days_said(names)})"
        yield table(
            [_("Figure"), *names],
            [[label, *(cell_text(row[key]) for row in shown_here)] for key, label in lines],
        )


def _totals(report: Report, figures: Figures) -> Iterator[str]:
    yield f"## {_('Running totals')}"
    yield telling.totals_said(report)
    yield table(
        telling.totals_head(),
        [
            [telling.label(key), *map(cell_text, telling.in_three(total))]
            for key, total in figures.totals.items()
        ],
    )
    if saving := telling.saving_said(report):
        yield escaped(saving)


def _changed(report: Report) -> Iterator[str]:
    if report.changed:
        yield f"## {telling.changed_heading()}"
        yield telling.changed_said()
        yield table(telling.changed_head(), map(telling.changed_line, report.changed), left=2)


def table(header: Sequence[str], rows: Iterable[Sequence[str]], *, left: int = 1) -> str:
    """Texts as a table of pipes: the first columns to the left, numbers to the right."""
    grid = [[escaped(text) for text in row] for row in (header, *rows)]
    widths = [max(3, *map(len, column)) for column in zip(*grid, strict=True)]
    sides = [str.ljust] * left + [str.rjust] * (len(widths) - left)
    head, *body = [
        [put(text, width) for put, text, width in zip(sides, row, widths, strict=True)]
        for row in grid
    ]
    rule = [put(":", width, "-") for put, width in zip(sides, widths, strict=True)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *body))


def escaped(text: str) -> str:
    """The text on one line, showing its signs instead of obeying them; never a formula either.

    A table that a program has drawn can be copied into a spreadsheet, so the rule of CSV holds.
    """
    text = shown(text).strip()
    if _NEGATIVE.fullmatch(text):
        return text
    return _MARKUP.sub(r"\\\g<0>", inert(text))
