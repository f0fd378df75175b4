"""The floor under the data: SQLite alone, with the same pragmas and nothing of ours around it."""

from __future__ import annotations

from pathlib import Path

from din_indgang_tui.store.engine import sqlite3

PRAGMAS = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA recursive_triggers = ON;
PRAGMA busy_timeout = 10000;
"""
TABLE = """
CREATE TABLE IF NOT EXISTS enquiry (
    id INTEGER PRIMARY KEY,
    channel TEXT NOT NULL,
    state TEXT NOT NULL,
    arrived_at TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT
"""
INSERT = "INSERT INTO enquiry (channel, state, arrived_at, note) VALUES (?, ?, ?, ?)"
STARTS_WITH = """
SELECT DISTINCT citizen_id FROM name_part WHERE fold >= ? AND fold < ? LIMIT 6
"""
WEEKS = "SELECT arrived_week, count(*) FROM enquiry INDEXED BY enquiry_week GROUP BY arrived_week"


class BareSqlite:
    """One connection that saves and looks up."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, timeout=10)
        self._connection.executescript(PRAGMAS)

    def make_table(self) -> None:
        self._connection.execute(TABLE)

    def register_one(self, n: int) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute(INSERT, ("walk_in", "waiting", "2026-11-17T09:22:00Z", f"no. {n}"))
        self._connection.execute("COMMIT")

    def search(self, typed: str) -> int:
        end = typed + "\U0010ffff"
        return len(self._connection.execute(STARTS_WITH, (typed, end)).fetchall())

    def weeks(self) -> int:
        """Every enquiry counted once, by week: the least that a figure of each week takes."""
        return len(self._connection.execute(WEEKS).fetchall())

    def close(self) -> None:
        self._connection.close()
