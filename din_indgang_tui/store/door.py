"""The one door: every read and every write of the house goes through it.

The door knows who asks, in which role, and which citizens it is about. A part of the house marks
its functions with `reads` or `changes`; the door runs nothing else. A change is one unit of work:
BEGIN IMMEDIATE, the rule decides, rows are written, the record is written by the unit itself,
COMMIT. Whatever is raised on the way, nothing of it is kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from din_indgang_tui import clock as clocks
from din_indgang_tui.clock import Clock
from din_indgang_tui.i18n import _
from din_indgang_tui.store import file
from din_indgang_tui.store.engine import sqlite3
from din_indgang_tui.store.errors import Conflict, DeskError, NotAllowed, StoreError
from din_indgang_tui.store.roles import Role, Who

if TYPE_CHECKING:
    from sqlite_utils import Database

P = ParamSpec("P")
T = TypeVar("T")
Row = Any  # a row of the engine in use, by column name
Value = str | int | float | None
Key = int | str | tuple[int | str, ...]

# Tables that the record itself is made of: only the unit of work writes these.
_OWN_TABLES = frozenset({"unit_of_work", "audit", "look", "part_change", "_sqlite_migrations"})
# Written without a record and without moving a part: they say nothing about the house.
_UNRECORDED = frozenset({"draft", "login_failure"})


@dataclass(frozen=True, slots=True)
class Rule:
    """What the door must know of a function before it runs it."""

    kind: str  # "read" or "change"
    may: frozenset[Role]
    parts: tuple[str, ...]  # parts that other terminals read again after it
    recorded: bool  # whether a read goes on the record of reads


def reads(
    may: frozenset[Role], *, recorded: bool = False
) -> Callable[[Callable[Concatenate[Reading, P], T]], Callable[Concatenate[Reading, P], T]]:
    """Marks a question to the house. With `recorded`, each citizen it is about goes on record."""
    return _marked(Rule("read", may, (), recorded))


def changes(
    may: frozenset[Role], *parts: str
) -> Callable[[Callable[Concatenate[Unit, P], T]], Callable[Concatenate[Unit, P], T]]:
    """Marks a deed of the house, and which parts others must read again after it."""
    return _marked(Rule("change", may, parts, recorded=True))


def _marked(rule: Rule) -> Callable[[Callable[..., Any]], Any]:
    def mark(function: Callable[..., Any]) -> Any:
        function.__rule__ = rule  # type: ignore[attr-defined]
        return function

    return mark


def rule_of(function: Callable[..., Any], kind: str) -> Rule:
    """The rule a function was marked with. Raises TypeError where it has none of that kind."""
    rule = getattr(function, "__rule__", None)
    if not isinstance(rule, Rule) or rule.kind != kind:
        raise TypeError(f"{function!r} is not marked as a {kind} of the house")
    return rule


class Reading:
    """One question to the file, as it stood at one moment."""

    def __init__(self, connection: file.Connection, who: Who, now: datetime) -> None:
        self._connection = connection
        self.who = who
        self.now = now
        self.citizens: set[int] = set()

    @property
    def today(self) -> date:
        """The day it is in the house."""
        return clocks.local_date(self.now)

    def rows(self, sql: str, values: Sequence[Value] | Mapping[str, Value] = ()) -> list[Row]:
        """All rows of a SELECT; values are always bound, never written into the text."""
        return list(self._connection.execute(sql, values))

    def one(self, sql: str, values: Sequence[Value] | Mapping[str, Value] = ()) -> Row | None:
        """The first row, or None."""
        return self._connection.execute(sql, values).fetchone()

    def value(self, sql: str, values: Sequence[Value] | Mapping[str, Value] = ()) -> Any:
        """The first column of the first row, or None."""
        row = self.one(sql, values)
        return None if row is None else row[0]

    def about(self, *citizens: int | None) -> None:
        """Says which citizens this is about; those whose door records it go on record."""
        self.citizens.update(citizen for citizen in citizens if citizen is not None)


class Unit(Reading):
    """One unit of work: what it writes, and the record of it, are kept together or not at all."""

    def __init__(
        self, connection: file.Connection, who: Who, now: datetime, deed: str, tables: _Tables
    ) -> None:
        super().__init__(connection, who, now)
        self._deed = deed
        self._tables = tables
        self._unit_id: int | None = None
        self.recorded = 0  # audit rows written so far

    def insert(self, table: str, values: Mapping[str, Value]) -> int:
        """A new row. Returns its rowid (0 in a table without)."""
        shape = self._tables.shape(table)
        row = dict(values)
        written = shape.table.insert(row)
        row_id = int(written.last_rowid or 0)
        if shape.keys == ("id",):
            row["id"] = row_id
        self._record(table, shape.key_of(row), None, row, about=row)
        return row_id

    def insert_many(self, table: str, rows: Iterable[Mapping[str, Value]]) -> None:
        """Many rows without a record for each: an import says so once a file (`record_file`).

        All rows have the columns of the first. Raises ValueError where one has others.
        """
        name = self._tables.shape(table).name
        waiting = iter(rows)
        first = next(waiting, None)
        if first is None:
            return
        columns = tuple(first)

        def values(row: Mapping[str, Value]) -> tuple[Value, ...]:
            if row.keys() != first.keys():
                raise ValueError(f"a row of {name!r} has other columns than the first")
            return tuple(row[column] for column in columns)

        # One prepared statement: sqlite-utils writes its text anew for every few dozen rows, which
        # kept other terminals waiting half as long again while an import wrote.
        self._connection.executemany(
            f'INSERT INTO "{name}" ({", ".join(map(_quoted, columns))})'
            f" VALUES ({', '.join('?' * len(columns))})",
            map(values, chain([first], waiting)),
        )

    def record_file(self, table: str, name: str, facts: Mapping[str, Value]) -> None:
        """The one line on record for a whole imported file."""
        self._record(table, name, None, dict(facts), about={})

    def update(
        self, table: str, key: Key, values: Mapping[str, Value], *, version: int | None = None
    ) -> bool:
        """Change a row; False when nothing in it is new.

        With `version`, the version that the writer had read: raises Conflict, with who, when and
        both values of every field, when someone saved another since.
        """
        shape = self._tables.shape(table)
        old = self._row(shape, key)
        if old is None:
            raise DeskError(_("It is not there any more."))
        if version is not None and old["version"] != version:
            raise self._conflict(table, key, old, values)
        new = {name: value for name, value in values.items() if old[name] != value}
        if not new:
            return False
        written = dict(new)
        if shape.versioned:
            written["version"] = int(old["version"]) + 1
        assignments = ", ".join(f'"{name}" = ?' for name in written)
        self._connection.execute(
            f'UPDATE "{table}" SET {assignments} WHERE {shape.where}',
            (*written.values(), *_parts_of(key)),
        )
        self._record(table, _key_text(key), {name: old[name] for name in new}, new, about=old)
        return True

    def delete(self, table: str, key: Key) -> None:
        """Take a row away; the record keeps all of it."""
        shape = self._tables.shape(table)
        old = self._row(shape, key)
        if old is None:
            return
        self._connection.execute(f'DELETE FROM "{table}" WHERE {shape.where}', _parts_of(key))
        self._record(table, _key_text(key), dict(old), None, about=old)

    def _row(self, shape: _Shape, key: Key) -> Row | None:
        return self.one(f'SELECT * FROM "{shape.name}" WHERE {shape.where}', _parts_of(key))

    def _record(
        self,
        table: str,
        key: str,
        before: dict[str, Value] | None,
        after: dict[str, Value] | None,
        about: Mapping[str, Any] | Row,
    ) -> None:
        if table in _UNRECORDED:
            return
        names = about.keys()
        citizen = about["citizen_id"] if "citizen_id" in names else None
        if table == "citizen" and "id" in names:
            citizen = about["id"]
        self.about(citizen)
        self._connection.execute(
            "INSERT INTO audit (unit_id, table_name, row_key, citizen_id, before, after)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (self._unit(), table, key, citizen, _json(before), _json(after)),
        )
        self.recorded += 1

    def _unit(self) -> int:
        if self._unit_id is None:
            cursor = self._connection.execute(
                "INSERT INTO unit_of_work (at, who, staff_id, role, session, deed)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    clocks.stored(self.now),
                    self.who.initials,
                    self.who.staff_id,
                    self.who.role.value,
                    self.who.session,
                    self._deed,
                ),
            )
            self._unit_id = int(cursor.lastrowid)
        return self._unit_id

    def _conflict(self, table: str, key: Key, old: Row, values: Mapping[str, Value]) -> Conflict:
        last = self.one(
            "SELECT u.who, u.at, s.name FROM audit a JOIN unit_of_work u ON u.id = a.unit_id"
            " LEFT JOIN staff s ON s.id = u.staff_id"
            " WHERE a.table_name = ? AND a.row_key = ? ORDER BY a.id DESC LIMIT 1",
            (table, _key_text(key)),
        )
        who = (last["name"] or last["who"]) if last else "?"
        at = last["at"] if last else ""
        return Conflict(
            _("{who} changed it while you wrote.").format(who=who),
            who=who,
            at=at,
            theirs={name: old[name] for name in values},
            yours=dict(values),
        )


class Door:
    """The file, opened, and the only way into it."""

    def __init__(self, path: Path, clock: Clock, *, make: bool = False) -> None:
        self.path = path
        self.clock = clock
        self._connection = file.open_file(path, make=make)
        self._connection.row_factory = sqlite3.Row
        self._identity = file.identity(path)
        self._tables = _Tables(self._connection)
        try:
            self._data_version = self._ask_data_version()
            self._serials = self._ask_serials()
        except sqlite3.Error as error:
            self._connection.close()
            raise file.explained(error, path) from error

    def read(
        self,
        who: Who,
        question: Callable[Concatenate[Reading, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """The answer to a question of the house, after any look at a citizen is on record."""
        rule = rule_of(question, "read")
        self._admit(who, rule)
        reading = Reading(self._connection, who, self.clock())
        try:
            self._connection.execute("BEGIN")
            try:
                answer = question(reading, *args, **kwargs)
            finally:
                self._connection.execute("ROLLBACK")
            if rule.recorded and reading.citizens:
                self._record_look(reading, _name_of(question))
        except sqlite3.Error as error:
            raise file.explained(error, self.path) from error
        return answer

    def change(
        self,
        who: Who,
        deed: Callable[Concatenate[Unit, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Do one deed of the house as one unit of work; all of it is kept, or nothing."""
        rule = rule_of(deed, "change")
        self._admit(who, rule)
        self._same_file()
        # What a write needs of sqlite-utils is loaded before the lock is taken, not under it.
        self._tables.load()
        unit = Unit(self._connection, who, self.clock(), _name_of(deed), self._tables)
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                result = deed(unit, *args, **kwargs)
                moved = self._move_parts(rule.parts) if unit.recorded else {}
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
        except sqlite3.IntegrityError as error:
            # A rule of the house decides in words before the database does; what is left here is a
            # rule that has no words yet.
            raise DeskError(
                _("The database refused it ({detail}). Nothing was saved.").format(detail=error)
            ) from error
        except sqlite3.Error as error:
            raise file.explained(error, self.path) from error
        self._serials.update(moved)
        return result

    def changed_parts(self) -> set[str]:
        """Parts that another terminal changed since this was last asked (the change watch)."""
        version = self._ask_data_version()
        if version == self._data_version:
            return set()
        self._data_version = version
        serials = self._ask_serials()
        changed = {part for part, serial in serials.items() if self._serials.get(part) != serial}
        self._serials = serials
        return changed

    def load(self) -> None:
        """Load what the first change needs, while nobody waits for it."""
        self._tables.load()

    def interrupt(self) -> None:
        """Stop a statement that runs in another thread."""
        self._connection.interrupt()

    def close(self) -> None:
        """Close the file; the WAL is folded back by whoever closes last."""
        self._connection.close()

    def _admit(self, who: Who, rule: Rule) -> None:
        if who.role not in rule.may:
            raise NotAllowed(_("Your role may not do this. Ask your leader."))

    def _same_file(self) -> None:
        # SQLite writes on in silence to a file that was deleted or replaced under it.
        if file.identity(self.path) != self._identity:
            raise StoreError(
                _(
                    "The database {path} was moved or replaced. Nothing was saved; log in again."
                ).format(path=self.path)
            )

    def _record_look(self, reading: Reading, question: str) -> None:
        self._same_file()
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            self._connection.executemany(
                "INSERT INTO look (at, who, staff_id, role, session, question, citizen_id)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (
                        clocks.stored(reading.now),
                        reading.who.initials,
                        reading.who.staff_id,
                        reading.who.role.value,
                        reading.who.session,
                        question,
                        citizen,
                    )
                    for citizen in sorted(reading.citizens)
                ],
            )
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def _move_parts(self, parts: tuple[str, ...]) -> dict[str, int]:
        """Counts the parts on. Returns the new numbers of those that are no news to this door."""
        before = self._ask_serials()
        self._connection.executemany(
            "INSERT INTO part_change (part, serial) VALUES (?, 1)"
            " ON CONFLICT (part) DO UPDATE SET serial = serial + 1",
            [(part,) for part in parts],
        )
        # Its own change is none, unless another's to the same part came first and was not seen yet.
        return {
            part: before.get(part, 0) + 1
            for part in parts
            if before.get(part) == self._serials.get(part)
        }

    def _ask_data_version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def _ask_serials(self) -> dict[str, int]:
        return dict(map(tuple, self._connection.execute("SELECT part, serial FROM part_change")))


class _Shape:
    """One table of schema.sql: how its rows are named and found."""

    def __init__(self, db: Database, name: str) -> None:
        self.name = name
        self.table = db.table(name)
        self.keys = tuple(self.table.pks)
        self.versioned = "version" in self.table.columns_dict
        self.where = " AND ".join(f'"{key}" = ?' for key in self.keys)

    def key_of(self, row: Mapping[str, Any]) -> str:
        return _key_text(tuple(row[key] for key in self.keys))


class _Tables:
    """The tables the house may write; a misspelt name is refused, never silently made."""

    def __init__(self, connection: file.Connection) -> None:
        self._connection = connection
        self._db: Database | None = None
        self._shapes: dict[str, _Shape] = {}

    def load(self) -> Database:
        if self._db is None:
            from sqlite_utils import Database

            self._db = Database(self._connection, execute_plugins=False)
        return self._db

    def shape(self, name: str) -> _Shape:
        if name not in self._shapes:
            db = self.load()
            if name in _OWN_TABLES or name not in db.table_names():
                raise ValueError(f"{name!r} is not a table the house writes")
            self._shapes[name] = _Shape(db, name)
        return self._shapes[name]


def _parts_of(key: Key) -> tuple[int | str, ...]:
    return key if isinstance(key, tuple) else (key,)


def _key_text(key: Key) -> str:
    return "|".join(str(part) for part in _parts_of(key))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _json(values: dict[str, Value] | None) -> str | None:
    return None if values is None else json.dumps(values, ensure_ascii=False)


def _name_of(function: Callable[..., Any]) -> str:
    module = function.__module__.rpartition(".")[2]
    return f"{module}.{function.__name__}"
