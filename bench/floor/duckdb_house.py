"""The floor under the figures: DuckDB, which counts in columns and on all processors.

Its SQL (figures.sql, totals.sql) asks for the same cells. DuckDB and its SQLite extension come from
the package index, as the extra `bench`; nothing is fetched from anywhere else.
"""

from __future__ import annotations

import importlib
import importlib.resources
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
TABLES = (
    *("enquiry", "conversation", "course", "course_pause", "check_decision", "slot"),
    *("group_session", "attendance", "referral", "outreach_attempt", "outreach_result"),
    *("onward_support", "bypass_month"),
)
Rows = list[tuple[Any, ...]]


class DuckHouse:
    """A house as DuckDB reads it: the SQLite file itself, or a file of DuckDB's own."""

    def __init__(self, path: Path, *, sqlite: bool) -> None:
        """Raises ImportError where DuckDB or its extension is not installed."""
        self._connection = importlib.import_module("duckdb").connect()
        if sqlite:
            package = importlib.resources.files("duckdb_extension_sqlite_scanner")
            (extension,) = Path(str(package)).rglob("*.duckdb_extension")
            self._connection.execute(f"LOAD '{extension}'")
        kind = "TYPE sqlite, " if sqlite else ""
        self._connection.execute(f"ATTACH '{path}' AS h ({kind}READ_ONLY)")
        self._weeks = (FOLDER / "figures.sql").read_text(encoding="utf-8")
        self._totals = (FOLDER / "totals.sql").read_text(encoding="utf-8")

    def copy_to(self, path: Path) -> None:
        """All that the figures need, into a file of DuckDB's own, days as days: its best case."""
        run = self._connection.execute
        run(f"ATTACH '{path}' AS own")
        for table in TABLES:
            names = [row[0] for row in run(f"DESCRIBE h.{table}").fetchall()]
            days = [name for name in names if name.endswith("_on") and name != "passes_on"]
            cast = f" REPLACE ({', '.join(f'{day}::DATE AS {day}' for day in days)})"
            order = {"enquiry": "arrived_on", "slot": "starts_on"}.get(table)
            run(
                f"CREATE TABLE own.{table} AS SELECT *{cast if days else ''} FROM h.{table}"
                + (f" ORDER BY {order}" if order else "")
            )
        run("DETACH own")

    def figures(self, as_of: date, weeks: int) -> tuple[Rows, Rows]:
        """The rows of so many weeks before the day, and the one row of totals."""
        last = as_of - timedelta(days=as_of.isoweekday() + 6)
        asked = {"first": last - timedelta(weeks=weeks - 1), "last": last, "as_of": as_of}
        found = self._connection.execute(self._weeks, asked).fetchall()
        return found, self._connection.execute(self._totals, {"as_of": as_of}).fetchall()

    def close(self) -> None:
        self._connection.close()


def same(ours: object, theirs: object) -> bool:
    """Whether a cell is the same: exact numbers, and a Fraction as near as a float can be."""
    if isinstance(ours, Fraction) and isinstance(theirs, float):
        return abs(float(ours) - theirs) < 1e-9 * max(1.0, abs(theirs))
    if isinstance(theirs, date):
        return ours == theirs.isoformat()
    return ours == theirs
