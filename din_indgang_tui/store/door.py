"""The one door: every read and every write of the house goes through it.

The door knows who asks, in which role, and which citizens it is about. A part of the house marks
its functions with `reads` or `changes`; the door runs nothing else. A change is one unit of work:
BEGIN IMMEDIATE, the rule decides, rows are written, the record is written by the unit itself,
COMMIT. Whatever is raised on the way, nothing of it is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from din_indgang_tui import clock as clocks
from din_indgang_tui.clock import Clock
from din_indgang_tui.i18n import _
from din_indgang_tui.store import file
from din_indgang_tui.store.engine import TROUBLE, sqlite3
from din_indgang_tui.store.errors import DeskError, NotAllowed, StoreError
from din_indgang_tui.store.roles import Who
from din_indgang_tui.store.tables import Tables
from din_indgang_tui.store.unit import Reading, Rule, Unit, rule_of

P = ParamSpec("P")
T = TypeVar("T")


_IMPATIENT_MS = 250


class Door:
    """The file, opened, and the only way into it."""

    def __init__(self, path: Path, clock: Clock, *, make: bool = False) -> None:
        self.path = path
        self.clock = clock
        self._connection = file.open_file(path, make=make)
        self._connection.row_factory = sqlite3.Row
        self._identity = file.identity(path)
        self._tables = Tables(self._connection)
        try:
            self._data_version = self._ask_data_version()
            self._serials = self._ask_serials()
        except TROUBLE as error:
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
                self._still_here(who)
                answer = question(reading, *args, **kwargs)
            finally:
                self._connection.execute("ROLLBACK")
            if rule.recorded and reading.citizens:
                self._record_look(reading, _name_of(question))
        except TROUBLE as error:
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
        unit = Unit(self._connection, who, self.clock(), _name_of(deed), rule.parts, self._tables)
        try:
            self._begin(rule)
            try:
                self._still_here(who)
                result = deed(unit, *args, **kwargs)
                news = unit.recorded if rule.recorded else unit.wrote
                moved = self._move_parts(unit.parts) if news else {}
                unit.shut()
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
        except TROUBLE as error:
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

    def _still_here(self, who: Who) -> None:
        """Whoever lost their log-in or changed role since they logged in is told so at once."""
        if who.staff_id is None:
            return
        row = self._connection.execute(
            "SELECT active, role FROM staff WHERE id = ?", (who.staff_id,)
        ).fetchone()
        if row is None or not row["active"] or row["role"] != who.role:
            raise NotAllowed(_("Your log-in was closed or changed. Log out, and in again."))

    def _begin(self, rule: Rule) -> None:
        if rule.patient:
            self._connection.execute("BEGIN IMMEDIATE")
            return
        self._connection.execute(f"PRAGMA busy_timeout={_IMPATIENT_MS}")
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        finally:
            self._connection.execute(f"PRAGMA busy_timeout={file.BUSY_MS}")

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
            self._connection.execute("UPDATE door SET open = 1")
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
            self._connection.execute("UPDATE door SET open = 0")
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


def _name_of(function: Callable[..., Any]) -> str:
    module = function.__module__.rpartition(".")[2]
    return f"{module}.{function.__name__}"
