"""What an import remembers while it reads: on disk, so that no file is too large for memory."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from din_indgang_tui.store import places
from din_indgang_tui.store.engine import Connection, sqlite3


@dataclass(frozen=True, slots=True)
class Planned:
    """One new row that will be written: where it stands, what it says, what it becomes."""

    ref: str
    line: int
    content: str  # JSON, as kept in imported_row
    prepared: str  # JSON: what the file's description made of it, and which refs it names


@contextlib.contextmanager
def scratch_beside(database: Path) -> Iterator[Scratch]:
    """A scratch file in the folder of the database, where its contents are as safe as there.

    Where the system allows it has no name from the first row on, so that it is gone with the
    process, however that ends. (A temporary database of SQLite's own would lie in memory: some
    builds, pysqlite3's wheels among them, keep those there whatever is asked.)
    """
    with contextlib.ExitStack() as stack:
        try:
            path = stack.enter_context(places.unfinished(database))
        except OSError as error:
            raise places.explained(error, database.parent) from error
        scratch = stack.enter_context(contextlib.closing(Scratch(path)))
        with contextlib.suppress(OSError):
            path.unlink()
        yield scratch


class Scratch:
    """Keys met so far, and rows planned so far."""

    def __init__(self, path: Path) -> None:
        self._connection: Connection = sqlite3.connect(path, isolation_level=None)
        # Nothing of it is worth keeping, so nothing of it is made safe.
        self._connection.execute("PRAGMA journal_mode=OFF")
        self._connection.execute("PRAGMA synchronous=OFF")
        self._connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        self._connection.execute("BEGIN")  # for good: a commit would only write pages early
        self._connection.execute(
            "CREATE TABLE met (space TEXT, key TEXT, line INTEGER, PRIMARY KEY (space, key))"
            " WITHOUT ROWID"
        )
        self._connection.execute(
            "CREATE TABLE counted (space TEXT, key TEXT, n INTEGER, PRIMARY KEY (space, key))"
            " WITHOUT ROWID"
        )
        self._connection.execute(
            "CREATE TABLE planned (id INTEGER PRIMARY KEY, file TEXT, ref TEXT, line INTEGER,"
            " content TEXT, prepared TEXT)"
        )

    def meet(self, space: str, keys: Sequence[tuple[str, int]]) -> list[int | None]:
        """Remembers keys with their lines. For each, the line on which it stood before, if any.

        A `space` is whatever keys are unique in, such as the refs of one file.
        """
        known = self.lines(space, [key for key, _line in keys])
        first: list[int | None] = []
        new: list[tuple[str, str, int]] = []
        for key, line in keys:
            first.append(known.get(key))
            if key not in known:
                known[key] = line
                new.append((space, key, line))
        self._connection.executemany("INSERT INTO met VALUES (?, ?, ?)", new)
        return first

    def count(self, space: str, keys: Sequence[str]) -> list[int]:
        """For each of the keys, the how manyth of its like it is: 1 the first time it is met."""
        so_far: dict[str, int] = dict(
            self._connection.execute(
                "SELECT key, n FROM counted WHERE space = ?"
                " AND key IN (SELECT value FROM json_each(?))",
                (space, json.dumps(keys)),
            )
        )
        numbers = []
        for key in keys:
            so_far[key] = so_far.get(key, 0) + 1
            numbers.append(so_far[key])
        self._connection.executemany(
            "INSERT OR REPLACE INTO counted VALUES (?, ?, ?)",
            [(space, key, n) for key, n in so_far.items()],
        )
        return numbers

    def lines(self, space: str, keys: Sequence[str]) -> dict[str, int]:
        """Which of these keys were met, and on which line first."""
        found: dict[str, int] = dict(
            self._connection.execute(
                "SELECT key, line FROM met WHERE space = ?"
                " AND key IN (SELECT value FROM json_each(?))",
                (space, json.dumps(keys)),
            )
        )
        return found

    def contents(self, file: str, refs: Sequence[str]) -> dict[str, str]:
        """What those of `refs` say that are planned rows of a file read before (JSON, by ref)."""
        # Made when it is first asked for: most imports never do.
        self._connection.execute("CREATE INDEX IF NOT EXISTS planned_ref ON planned (file, ref)")
        found: dict[str, str] = dict(
            self._connection.execute(
                "SELECT ref, content FROM planned WHERE file = ?"
                " AND ref IN (SELECT value FROM json_each(?))",
                (file, json.dumps(refs)),
            )
        )
        return found

    def plan(self, file: str, rows: Sequence[Planned]) -> None:
        """Keeps rows to be written, in the order of the file."""
        self._connection.executemany(
            "INSERT INTO planned (file, ref, line, content, prepared) VALUES (?, ?, ?, ?, ?)",
            [(file, row.ref, row.line, row.content, row.prepared) for row in rows],
        )

    def planned(self, file: str, size: int) -> Iterator[list[Planned]]:
        """The planned rows of a file in batches of `size`."""
        cursor: Any = self._connection.execute(
            "SELECT ref, line, content, prepared FROM planned WHERE file = ? ORDER BY id", (file,)
        )
        while batch := cursor.fetchmany(size):
            yield [Planned(*row) for row in batch]

    def close(self) -> None:
        """Forget everything."""
        self._connection.close()
