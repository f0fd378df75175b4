"""Which SQLite this is. Python's own is often in the range that can corrupt a shared WAL file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
else:
    try:  # the choice that sqlite-utils makes too, so that errors are of one kind
        import pysqlite3 as sqlite3
    except ImportError:
        import sqlite3

# 3.7.0 to 3.51.2 have the WAL-reset bug (sqlite.org/wal.html) that several connections can meet.
FLOOR = (3, 51, 3)

Connection = Any  # pysqlite3 has no stubs, and which engine it is depends on the machine

# Among the engine's errors, what a damaged page can make of a name or a number on it.
TROUBLE = (sqlite3.Error, UnicodeDecodeError)

__all__ = ["FLOOR", "TROUBLE", "Connection", "sqlite3"]
