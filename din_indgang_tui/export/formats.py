"""The table of formats, and the plain ones: CSV and JSON. The same figures give the same bytes.

Neither has a title to mark INTERN in; the formats that have one mark it there.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from din_indgang_tui.house.statistics import Cell, Figures, rounded

# A spreadsheet takes a text that begins with one of these for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write figures; `write` gets whether the running totals are asked for alone."""

    name: str
    write: Callable[[Figures, bool], bytes]


def as_csv(figures: Figures, totals: bool) -> bytes:
    """UTF-8, comma, a header of keys; a row a week, or with `totals` a row a running total."""
    if totals:
        return _table(
            ("key", "n", "of", "percent"),
            ((key, n, None, None) for key, n in figures.totals.items()),
        )
    return _table(
        figures.columns,
        ([row[key] for key in figures.columns] for row in figures.weeks),
    )


def as_json(figures: Figures, totals: bool) -> bytes:
    """Weeks and running totals in one document; `totals` changes nothing, it holds both."""
    document = {
        "as_of": figures.as_of.isoformat(),
        "public": False,
        "weeks": [{key: _json_value(row[key]) for key in figures.columns} for row in figures.weeks],
        "totals": figures.totals,
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _table(header: Iterable[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_csv_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode()


def _csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Fraction):
        return str(rounded(cell))
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return str(cell)


def _json_value(cell: Cell) -> str | int | float | None:
    # One decimal survives the way through a float: it is written as the shortest that reads back.
    return float(rounded(cell)) if isinstance(cell, Fraction) else cell


FORMATS = {format.name: format for format in (Format("csv", as_csv), Format("json", as_json))}
# Named in the help and in the weekly figures' definition, but not written yet.
NOT_BUILT = ("xlsx", "md", "html")
