"""A house for the tests: colleagues of every role, a clock set by hand, and all that is written."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from din_indgang_tui.house import day, enquiries, staff
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.day import InTheHouse, Today
from din_indgang_tui.house.enquiries import NewEnquiry, Registered
from din_indgang_tui.store import file
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import ANYONE, Role, Who, command_line
from din_indgang_tui.store.unit import Reading, Unit, Value, changes, reads

NOW = datetime(2026, 11, 17, 9, 22, tzinfo=UTC)  # a Tuesday, 10.22 in the house
OWNER = command_line()
RECIPE = file._follow_recipe  # before conftest.py hurries it

COLLEAGUES = {
    Role.HOST: ("BOD", "Bo Dam"),
    Role.COACH: ("MEJ", "Mette Juhl"),
    Role.OUTREACH: ("PIN", "Pia Nørgaard"),
    Role.VOLUNTEER: ("VIL", "Villy Lund"),
    Role.LEADER: ("ÅSE", "Åse Holm"),
    Role.ADMIN: ("IDA", "Ida Ager"),
}


class HandClock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        """On, or back where it is negative: `move(minutes=5)`."""
        self.now += timedelta(**by)


def found(path: Path) -> dict[Role, Who]:
    """A new house with one colleague of every role; their passwords fit nothing."""
    door = Door(path, HandClock(), make=True)
    who = {
        role: Who(initials, role, door.change(OWNER, staff.add, initials, name, role, "-"), name)
        for role, (initials, name) in COLLEAGUES.items()
    }
    door.close()  # which folds the WAL back, so that the file alone is the house
    return who


def copy_of(house: Path, path: Path) -> Path:
    """The same house once more."""
    return Path(shutil.copy(house, path))


def hurry(door: Door) -> Door:
    """No waiting for the disk: for tests of rules, never for tests of what a crash leaves."""
    door._connection.execute("PRAGMA synchronous=OFF")
    return door


@reads(ANYONE)
def rows(reading: Reading, sql: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
    """What lies in the file, past all rules."""
    return [tuple(row) for row in reading.rows(sql, values)]


@reads(ANYONE)
def everything(reading: Reading) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table: what must be the same where something was refused."""
    names = reading.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {
        row["name"]: [tuple(r) for r in reading.rows(f'SELECT * FROM "{row["name"]}"')]
        for row in names
    }


# The record itself, and what is written without one.
_RECORD = frozenset(
    {
        *("unit_of_work", "audit", "look", "part_change", "sqlite_sequence"),
        *("draft", "login_failure", "conversation_writing"),
    }
)


def what_is_held(rows: Callable[[str], Sequence[Any]]) -> dict[str, str]:
    """By table, what reads all that the house holds of it, the record and versions aside."""
    held = {}
    for (table,) in rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
        if table not in _RECORD:
            columns = [row[1] for row in rows(f'PRAGMA table_info("{table}")')]
            names = ", ".join(f'"{name}"' for name in columns if name != "version")
            held[table] = f'SELECT {names} FROM "{table}" ORDER BY {names}'
    return held


@reads(ANYONE)
def content(reading: Reading) -> dict[str, list[tuple[Any, ...]]]:
    """All that the house holds, the record and versions aside: what undo has to bring back."""
    return {
        table: [tuple(row) for row in reading.rows(sql)]
        for table, sql in what_is_held(reading.rows).items()
    }


@changes(ANYONE, "lists")
def write(unit: Unit, table: str, key: str | int, values: dict[str, Value]) -> None:
    """Change a row as no screen of the house does yet."""
    unit.update(table, key, values)


@changes(ANYONE, "settings")
def set_to(unit: Unit, key: str, value: str) -> None:
    """A setting of the house."""
    unit.insert("setting", {"key": key, "value": value})


@contextmanager
def asked(door: Door) -> Iterator[list[str]]:
    """The questions that the file is asked in the meantime, one by one, as they were sent."""
    sent: list[str] = []
    door._connection.set_trace_callback(sent.append)
    try:
        yield sent
    finally:
        door._connection.set_trace_callback(None)


def someone(door: Door, who: Who, given: str, family: str = "", **more: Any) -> Registered:
    """A new person walks in and waits."""
    person = NewCitizen(given_name=given, family_name=family, **more)
    return door.change(who, enquiries.register, NewEnquiry(new_citizen=person))


def citizen(door: Door, who: Who, given: str, family: str = "", **more: Any) -> int:
    """A person the house knows, who is not in the house now."""
    came = someone(door, who, given, family, **more)
    door.change(who, enquiries.finish, came.enquiry_id, "helped")
    return cast(int, came.citizen_id)


def board(door: Door, who: Who) -> Today:
    """The day as the desk sees it."""
    return door.read(who, day.today)


def waiting(door: Door, who: Who) -> InTheHouse:
    """The only one who waits."""
    (only,) = board(door, who).waiting
    return only


def enquiry_row(door: Door, enquiry_id: int, *columns: str) -> tuple[Any, ...]:
    """What is stored of an enquiry."""
    (row,) = door.read(
        OWNER, rows, f"SELECT {', '.join(columns)} FROM enquiry WHERE id = ?", (enquiry_id,)
    )
    return row


def refused(door: Door, who: Who, deed: Any, *args: Any, **more: Any) -> DeskError:
    """What a deed is refused with; that nothing is written then, in any table, is shown here."""
    before = door.read(OWNER, everything)
    with pytest.raises(DeskError) as error:
        door.change(who, deed, *args, **more)
    assert door.read(OWNER, everything) == before
    sentence = error.value.message
    assert sentence.endswith(".") or "dinindgang" in sentence  # or it ends with what to type
    return error.value


Open = Callable[..., Door]


@changes(ANYONE, "conversations")
def written_again(unit: Unit, number: int) -> None:
    """As an older program left one, whose holding was undone after a course was made from it."""
    values = {"state": "in_progress", "held_on": None, "held_week": None, "held_by": None}
    unit.update("conversation", number, values)
