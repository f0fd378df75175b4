"""The tables the house may write, and how their rows are named and found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from din_indgang_tui.store.engine import Connection

if TYPE_CHECKING:
    from sqlite_utils import Database

Key = int | str | tuple[int | str, ...]

# Tables that the record itself is made of, and what triggers count: no part of the house writes
# these.
_OWN_TABLES = frozenset(
    {
        "unit_of_work",
        "audit",
        "look",
        "part_change",
        "door",
        "enquiry_count",
        "first_enquiry",
        "_sqlite_migrations",
    }
)


class Shape:
    """One table of schema.sql: how its rows are named and found."""

    def __init__(self, db: Database, name: str) -> None:
        self.name = name
        self.table = db.table(name)
        self.keys = tuple(self.table.pks)
        self.versioned = "version" in self.table.columns_dict
        self.where = " AND ".join(f'"{key}" = ?' for key in self.keys)

    def key_from(self, text: str) -> Key:
        """The key that `key_of` wrote; the engine takes a number written as text for a number."""
        return tuple(text.split("|", len(self.keys) - 1))

    def key_of(self, row: Mapping[str, Any]) -> str:
        return key_text(tuple(row[key] for key in self.keys))


class Tables:
    """The tables the house may write; a misspelt name is refused, never silently made."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._db: Database | None = None
        self._shapes: dict[str, Shape] = {}

    def load(self) -> Database:
        if self._db is None:
            from sqlite_utils import Database

            self._db = Database(self._connection, execute_plugins=False)
        return self._db

    def shape(self, name: str) -> Shape:
        if name not in self._shapes:
            db = self.load()
            if name in _OWN_TABLES or name not in db.table_names():
                raise ValueError(f"{name!r} is not a table the house writes")
            self._shapes[name] = Shape(db, name)
        return self._shapes[name]


def parts_of(key: Key) -> tuple[int | str, ...]:
    return key if isinstance(key, tuple) else (key,)


def key_text(key: Key) -> str:
    return "|".join(str(part) for part in parts_of(key))


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
