"""The program's own doors, as the measurements need them.

When the house changes its doors, this page changes and nothing else here.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from din_indgang_tui.clock import machine_clock
from din_indgang_tui.export import ExportRequest, run
from din_indgang_tui.house import enquiries, finder, staff, statistics
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.enquiries import NewEnquiry
from din_indgang_tui.house.periods import LastWeeks
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.engine import sqlite3
from din_indgang_tui.store.roles import Role, Who, command_line

PASSWORD = "en lang adgangskode"
YEARS = 10  # behind the town, with some five enquiries a citizen


class NotBuilt(Exception):
    """The part of the house that would be measured is not there yet."""


class House:
    """The door to a file, as one terminal holds it."""

    def __init__(self, path: Path) -> None:
        self._door = Door(path, machine_clock)
        self._who = _some_colleague(path)

    def register_one(self, n: int) -> None:
        """A walk-in with a reason: anonymous and a new person by turns."""
        new = NewCitizen(given_name="Person", family_name=f"Nummer {n}") if n % 2 else None
        self._door.change(self._who, enquiries.register, NewEnquiry(None, new, reasons=("talk",)))

    def search(self, typed: str) -> int:
        """The finder's question for what was typed; how many rows came."""
        return len(self._door.read(self._who, finder.find, typed).hits)

    def figures(self, as_of: date, weeks: int) -> int:
        """The weekly figures with the running totals; how many enquiries they count."""
        made = self._door.read(command_line(), statistics.figures, LastWeeks(weeks), as_of)
        enquiries = made.totals["total_enquiries"]
        assert isinstance(enquiries, int)
        return enquiries

    def all_figures(self, as_of: date, weeks: int) -> statistics.Figures:
        """The weekly figures with the running totals."""
        return self._door.read(command_line(), statistics.figures, LastWeeks(weeks), as_of)

    def exported(self, as_of: date, weeks: int, kind: str, *, totals: bool = False) -> bytes:
        """A whole export, to the last byte, without the start of a program."""
        asked = ExportRequest(weeks=str(weeks), as_of=as_of.isoformat(), format=kind, totals=totals)
        return run(self._door, command_line(), asked).data

    def exported_in_csv(self, as_of: date, weeks: int) -> bytes:
        """Weeks and totals are two files in CSV, so they are made one after the other."""
        return self.exported(as_of, weeks, "csv") + self.exported(as_of, 1, "csv", totals=True)

    def close(self) -> None:
        self._door.close()


def make_house(path: Path) -> None:
    """A new file with a leader in it, who may do what a host may."""
    door = Door(path, machine_clock, make=True)
    door.change(command_line(), staff.begin_house, "BEN", "Bente Nord", staff.hashed(PASSWORD))
    door.close()


def make_town(path: Path, citizens: int) -> None:
    """A kept demo town with so many citizens; without a terminal, `demo` makes it and stops."""
    try:
        _run("demo", "--keep", path, "--citizens", str(citizens), "--years", str(YEARS))
    except (OSError, subprocess.CalledProcessError) as error:
        raise NotBuilt("the demo town") from error


def export(path: Path, weeks: int) -> None:
    """The weekly figures made by a program that is started for them."""
    _run("--db", path, "export", "--weeks", str(weeks))


def _run(*words: str | Path) -> None:
    command = Path(sys.executable).parent / "dinindgang"
    subprocess.run(
        [command, *words], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )


def sample_names(path: Path, rng: random.Random, count: int) -> tuple[list[str], list[str]]:
    """Random citizens' names as a host types them, and parts of names as the index holds them."""
    with sqlite3.connect(path) as connection:
        last = connection.execute("SELECT max(id) FROM citizen").fetchone()[0]
        names: list[str] = []
        parts: list[str] = []
        while len(names) < count:
            drawn = (rng.randint(1, last),)
            name = connection.execute(
                "SELECT trim(given_name || ' ' || family_name) FROM citizen WHERE id = ?", drawn
            ).fetchone()
            part = connection.execute(
                "SELECT fold FROM name_part WHERE citizen_id = ? LIMIT 1", drawn
            ).fetchone()
            if name and part:
                names.append(name[0])
                parts.append(part[0])
    connection.close()
    return names, parts


def password_check() -> Callable[[], object]:
    """Verifying a right password, as log-in does it, without the rest of log-in."""
    stored = staff.hashed(PASSWORD)
    return lambda: staff.password_fits(stored, PASSWORD)


def _some_colleague(path: Path) -> Who:
    connection = sqlite3.connect(path)
    number, initials, role = connection.execute(
        "SELECT id, initials, role FROM staff WHERE role IN ('host', 'leader') ORDER BY id LIMIT 1"
    ).fetchone()
    connection.close()
    return Who(initials, Role(role), staff_id=number)
