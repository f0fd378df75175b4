"""One unit of work, or one question: what a part of the house is handed by the door.

A part marks its functions with `reads` or `changes`. What a change writes and the record of it are
kept together or not at all: the record is written here, not by the part.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import chain
from typing import Any, Concatenate, ParamSpec, TypeVar

from din_indgang_tui import clock as clocks
from din_indgang_tui.i18n import _
from din_indgang_tui.store.engine import Connection
from din_indgang_tui.store.errors import Conflict, DeskError
from din_indgang_tui.store.roles import Role, Who
from din_indgang_tui.store.tables import Key, Shape, Tables, key_text, parts_of, quoted

P = ParamSpec("P")
T = TypeVar("T")
Row = Any  # a row of the engine in use, by column name
Value = str | int | float | None

SECRET = frozenset({"password_hash"})
SECRET_SHOWN = "***"  # what the record has in its place
# Written without a record: they say nothing about the house.
_UNRECORDED = frozenset({"draft", "login_failure", "conversation_writing"})


@dataclass(frozen=True, slots=True)
class Rule:
    """What the door must know of a function before it runs it."""

    kind: str  # "read" or "change"
    may: frozenset[Role]
    parts: tuple[str, ...]  # parts that other terminals read again after it
    recorded: bool  # whether it goes on record; a change that does not moves its parts all the same
    patient: bool = True  # whether a change waits for others who hold the file


def reads(
    may: frozenset[Role], *, recorded: bool = False
) -> Callable[[Callable[Concatenate[Reading, P], T]], Callable[Concatenate[Reading, P], T]]:
    """Marks a question to the house. With `recorded`, each citizen it is about goes on record."""
    return _marked(Rule("read", may, (), recorded))


def changes(
    may: frozenset[Role], *parts: str, patient: bool = True, recorded: bool = True
) -> Callable[[Callable[Concatenate[Unit, P], T]], Callable[Concatenate[Unit, P], T]]:
    """Marks a deed of the house, and which parts others must read again after it.

    One that is not `patient` raises Busy within a quarter of a second where others hold the file.
    One that is not `recorded` writes only tables that are never on record, such as a text while it
    is typed, which others read along: its parts move although there is nothing on record.
    """
    return _marked(Rule("change", may, parts, recorded=recorded, patient=patient))


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

    def __init__(self, connection: Connection, who: Who, now: datetime) -> None:
        self._connection = connection
        self.who = who
        self.now = now
        self.citizens: set[int] = set()

    @cached_property
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
        self,
        connection: Connection,
        who: Who,
        now: datetime,
        deed: str,
        parts: tuple[str, ...],
        tables: Tables,
    ) -> None:
        super().__init__(connection, who, now)
        self._deed = deed
        self.parts = parts  # what other terminals read again after it
        self.undoes: int | None = None  # the unit of work that this one takes back
        self._tables = tables
        self._unit_id: int | None = None
        self._open = False  # whether the file is open to writing (the table `door`)
        self.recorded = 0  # audit rows written so far

    @property
    def wrote(self) -> bool:
        """Whether anything was written, on record or not."""
        return self._open

    def _unlock(self) -> None:
        # With the first row, so that a deed with nothing to write leaves the file untouched.
        if not self._open:
            self._connection.execute("UPDATE door SET open = 1")
            self._open = True

    def shut(self) -> None:
        """The last statement before COMMIT: from here on nothing is written past the door."""
        if self._open:
            self._connection.execute("UPDATE door SET open = 0")

    def insert(self, table: str, values: Mapping[str, Value]) -> int:
        """A new row. Returns its rowid (0 in a table without)."""
        shape = self._tables.shape(table)
        row = dict(values)
        self._unlock()
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

        self._unlock()
        # One prepared statement: sqlite-utils writes its text anew for every few dozen rows, which
        # kept other terminals waiting half as long again while an import wrote.
        self._connection.executemany(
            f'INSERT INTO "{name}" ({", ".join(map(quoted, columns))})'
            f" VALUES ({', '.join('?' * len(columns))})",
            map(values, chain([first], waiting)),
        )

    def derive(
        self, table: str, about: str, key: Value, rows: Iterable[Mapping[str, Value]]
    ) -> None:
        """Rows that follow from one that is on record, written anew: those that have `about` = key.

        The record of what they follow from says all there is to say of them.
        """
        name = self._tables.shape(table).name
        self._unlock()
        self._connection.execute(f"DELETE FROM {quoted(name)} WHERE {quoted(about)} = ?", (key,))
        self.insert_many(table, rows)

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
        self._unlock()
        assignments = ", ".join(f'"{name}" = ?' for name in written)
        self._connection.execute(
            f'UPDATE "{table}" SET {assignments} WHERE {shape.where}',
            (*written.values(), *parts_of(key)),
        )
        # Given to a citizen by this change: before it, the row was about nobody.
        given = "citizen_id" in new and old["citizen_id"] is None
        about = new if given else old
        self._record(table, key_text(key), {name: old[name] for name in new}, new, about=about)
        return True

    def put_back(self, table: str, key: Key, before: Mapping[str, Value]) -> None:
        """Undoing a change: the values of before, and a version that counts on all the same."""
        values = {name: value for name, value in before.items() if name != "version"}
        if self.update(table, key, values) or "version" not in before:
            return
        # Only rows beside it were changed, such as its reasons: whoever reads it must see that.
        version = int(self.stored(table, key, "version")) + 1
        self.update(table, key, {"version": version})

    def stored(self, table: str, key: Key, column: str) -> Any:
        """One value as it stands now. Raises DeskError where the row is gone."""
        row = self._row(self._tables.shape(table), key)
        if row is None:
            raise DeskError(_("It is not there any more."))
        return row[column]

    def key_from(self, table: str, text: str) -> Key:
        """The key that the record wrote of a row."""
        return self._tables.shape(table).key_from(text)

    def delete(self, table: str, key: Key, *, on_record: bool = False) -> None:
        """Take a row away; the record keeps all of it.

        With `on_record` also where its table has none: so that undoing the deed brings it back.
        """
        shape = self._tables.shape(table)
        old = self._row(shape, key)
        if old is None:
            return
        self._unlock()
        self._connection.execute(f'DELETE FROM "{table}" WHERE {shape.where}', parts_of(key))
        self._record(table, key_text(key), dict(old), None, about=old, always=on_record)

    def _row(self, shape: Shape, key: Key) -> Row | None:
        return self.one(f'SELECT * FROM "{shape.name}" WHERE {shape.where}', parts_of(key))

    def _record(
        self,
        table: str,
        key: str,
        before: dict[str, Value] | None,
        after: dict[str, Value] | None,
        about: Mapping[str, Any] | Row,
        *,
        always: bool = False,
    ) -> None:
        if table in _UNRECORDED and not always:
            return
        names = about.keys()
        citizen = about["citizen_id"] if "citizen_id" in names else None
        if table == "citizen" and "id" in names:
            citizen = about["id"]
        if citizen is None and len(self.citizens) == 1:
            # A row without a citizen of its own, such as a reason, is about whom the deed is about.
            (citizen,) = self.citizens
        self.about(citizen)
        self._connection.execute(
            "INSERT INTO audit (unit_id, table_name, row_key, citizen_id, before, after)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (self._unit(), table, key, citizen, _json(before), _json(after)),
        )
        self.recorded += 1

    def _unit(self) -> int:
        if self._unit_id is None:
            self._unlock()
            cursor = self._connection.execute(
                "INSERT INTO unit_of_work (at, who, staff_id, role, session, deed, parts, undoes)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    clocks.stored(self.now),
                    self.who.initials,
                    self.who.staff_id,
                    self.who.role.value,
                    self.who.session,
                    self._deed,
                    " ".join(self.parts),
                    self.undoes,
                ),
            )
            self._unit_id = int(cursor.lastrowid)
        return self._unit_id

    def _conflict(self, table: str, key: Key, old: Row, values: Mapping[str, Value]) -> Conflict:
        last = self.one(
            "SELECT u.who, u.at, s.name FROM audit a JOIN unit_of_work u ON u.id = a.unit_id"
            " LEFT JOIN staff s ON s.id = u.staff_id"
            " WHERE a.table_name = ? AND a.row_key = ? ORDER BY a.id DESC LIMIT 1",
            (table, key_text(key)),
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


def _json(values: Mapping[str, Value] | None) -> str | None:
    if values is None:
        return None
    # The record tells that a password was changed; what it was is nobody's to look up, ever.
    shown = {name: SECRET_SHOWN if name in SECRET else value for name, value in values.items()}
    return json.dumps(shown, ensure_ascii=False)
