"""The table of formats, and those for machines: CSV and JSON. The same figures give the same bytes.

These two have no title to mark INTERN in; the formats that have one mark it there.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from din_indgang_tui.export.markdown import as_markdown
from din_indgang_tui.export.report import Report, inert
from din_indgang_tui.house.statistics_by import Breakdown
from din_indgang_tui.house.statistics_part import Cell, Ratio, RatioInFives, Total, rounded


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write figures."""

    name: str
    write: Callable[[Report], bytes]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a CSV file is put together."""

    separator: str = ","
    decimal_sign: str = "."
    line_end: str = "\n"
    mark: bytes = b""


# What Excel opens rightly with a double click under Windows' Danish regional settings, whose list
# separator is a semicolon and whose decimal sign is a comma. Without the byte-order mark it reads
# the file as Windows-1252 and breaks æ, ø and å; a first line `sep=;` would make it overlook the
# mark. CRLF is what RFC 4180 has and what Excel itself writes as "CSV UTF-8".
EXCEL = Dialect(separator=";", decimal_sign=",", line_end="\r\n", mark=codecs.BOM_UTF8)


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
            ((key, *_in_three(total)) for key, total in figures.totals.items()),
        )
    return _table(
        dialect,
        figures.columns,
        ([row[key] for key in figures.columns] for row in figures.weeks),
    )


def as_json(report: Report) -> bytes:
    """Weeks and running totals in one document; `totals` changes nothing, it holds both.

    A breakdown by a list has neither: `as_of` and `public` as always, and `by` with the rows under
    the name of the list, `{"as_of": ..., "public": false, "by": {"reason": [{"week": ...}]}}`.
    """
    figures = report.figures
    rows = [{key: _json_value(row[key]) for key in figures.columns} for row in figures.weeks]
    document: dict[str, Any] = {"as_of": figures.as_of.isoformat(), "public": False}
    if isinstance(figures, Breakdown):
        document["by"] = {figures.by: rows}
    else:
        document |= {
            "weeks": rows,
            "totals": {key: _json_total(total) for key, total in figures.totals.items()},
        }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _in_three(total: Total) -> tuple[Cell, Cell, Cell]:
    """A running total as n, of and percent; a plain count or a median has n alone."""
    if isinstance(total, Ratio | RatioInFives):
        return total.n, total.of, total.percent
    return total, None, None


def _json_total(total: Total) -> Any:
    if isinstance(total, Ratio | RatioInFives):
        return {"n": total.n, "of": total.of, "percent": _json_value(total.percent)}
    return _json_value(total)


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
    return inert(cell) if isinstance(cell, str) else str(cell)


def _json_value(cell: Cell) -> str | int | float | None:
    # One decimal survives the way through a float: it is written as the shortest that reads back.
    return float(rounded(cell)) if isinstance(cell, Fraction) else cell


FORMATS = {
    format.name: format
    for format in (Format("csv", as_csv), Format("json", as_json), Format("md", as_markdown))
}
# Named in the help and in the weekly figures' definition, but not written yet.
NOT_BUILT = ("xlsx", "html")
