"""The table of formats, and those for machines: CSV and JSON. The same figures give the same bytes.

CSV has no title to mark INTERN in, and JSON says `public`; the formats with a title mark it there.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from din_indgang_tui.export.markdown import as_markdown
from din_indgang_tui.export.report import Report, inert
from din_indgang_tui.export.telling import in_three
from din_indgang_tui.house.statistics_by import Breakdown
from din_indgang_tui.house.statistics_part import Cell, Ratio, RatioInFives, rounded


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write figures."""

    name: str
    write: Callable[[Report], bytes]
    is_text: bool = True  # what is not has no place on a terminal
    draws: bool = False  # few weeks stand among those before them


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a CSV file is put together."""

    separator: str = ","
    decimal_sign: str = "."
    line_end: str = "\n"
    mark: bytes = b""
    fives: str = "-"  # between the two ends of a five


# What Excel opens rightly with a double click under Windows' Danish regional settings, whose list
# separator is a semicolon and whose decimal sign is a comma. Without the byte-order mark it reads
# the file as Windows-1252 and breaks æ, ø and å; a first line `sep=;` would make it overlook the
# mark. CRLF is what RFC 4180 has and what Excel itself writes as "CSV UTF-8". It takes 5-9 for
# the ninth of May or the fifth of September, quoted or not, and 5–9 for the text that it is.
EXCEL = Dialect(
    separator=";", decimal_sign=",", line_end="\r\n", mark=codecs.BOM_UTF8, fives="\N{EN DASH}"
)
_FIVES = re.compile(r"(\d+)-(\d+)", re.ASCII)


def as_csv(report: Report) -> bytes:
    """A header of keys, then a row a week; with `totals` a row a running total instead.

    UTF-8, comma and line feed, or with `excel` as EXCEL says. No cell is a formula.
    """
    figures = report.figures
    dialect = EXCEL if report.excel else Dialect()
    if report.totals and not isinstance(figures, Breakdown):
        return _table(
            dialect,
            ("key", "n", "of", "percent"),
            ((key, *in_three(total)) for key, total in figures.totals.items()),
        )
    return _table(
        dialect,
        figures.columns,
        ([row[key] for key in figures.columns] for row in figures.weeks),
    )


def as_json(report: Report) -> bytes:
    """Weeks and running totals in one document and line; `totals` changes nothing, it holds both.

    A breakdown by a list has neither: `as_of` and `public` as always, and `by` with the rows under
    the name of the list, `{"as_of": ..., "public": false, "by": {"reason": [{"week": ...}]}}`.
    What may be passed on has weeks, or with `totals` the totals: the key of the other is not there.
    `changed_since_passed_on` is there where a week was passed on with other numbers.
    """
    figures = report.figures
    rows = [{key: row[key] for key in figures.columns} for row in figures.weeks]
    document: dict[str, Any] = {"as_of": figures.as_of.isoformat(), "public": report.public}
    if isinstance(figures, Breakdown):
        document["by"] = {figures.by: rows}
    else:
        if not (report.public and report.totals):
            document["weeks"] = rows
        if not report.public or report.totals:
            document["totals"] = figures.totals
    if report.changed:
        document["changed_since_passed_on"] = [
            {
                "week": one.week,
                "key": one.key,
                "as_of": one.as_of.isoformat(),
                "passed_on": one.passed_on,
                "now": one.now,
            }
            for one in report.changed
        ]
    # On one line: with indents every cell is written in Python, in three times the time.
    return (json.dumps(document, ensure_ascii=False, default=_in_json) + "\n").encode()


def _in_json(value: Fraction | Ratio | RatioInFives) -> Any:
    if isinstance(value, Fraction):
        # One decimal survives the way through a float, written as the shortest that reads back.
        return float(rounded(value))
    return {"n": value.n, "of": value.of, "percent": value.percent}


def _table(dialect: Dialect, header: Iterable[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=dialect.separator, lineterminator=dialect.line_end)
    writer.writerow(map(inert, header))
    writer.writerows([_csv_cell(cell, dialect) for cell in row] for row in rows)
    return dialect.mark + text.getvalue().encode()


def _csv_cell(cell: Cell, dialect: Dialect) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Fraction):
        return str(rounded(cell)).replace(".", dialect.decimal_sign)
    if isinstance(cell, str):
        return inert(_FIVES.sub(rf"\1{dialect.fives}\2", cell) if _FIVES.fullmatch(cell) else cell)
    return str(cell)


def _xlsx(report: Report) -> bytes:
    from din_indgang_tui.export.xlsx import as_xlsx

    return as_xlsx(report)


def _html(report: Report) -> bytes:
    from din_indgang_tui.export.web import as_html

    return as_html(report)


FORMATS = {
    format.name: format
    for format in (
        Format("csv", as_csv),
        Format("json", as_json),
        Format("md", as_markdown),
        Format("xlsx", _xlsx, is_text=False, draws=True),
        Format("html", _html, draws=True),
    )
}
