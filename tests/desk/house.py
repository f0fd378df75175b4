"""A made-up house for the tests of the desk, and someone who sits at one of its terminals."""

from __future__ import annotations

import gettext
import os
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Self

from argon2 import PasswordHasher

from din_indgang_tui import i18n
from din_indgang_tui.clock import machine_clock
from din_indgang_tui.house import day, days_off, enquiries, names, staff
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.codes import Channel
from din_indgang_tui.house.enquiries import NewEnquiry
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.engine import sqlite3
from din_indgang_tui.store.roles import Role, Who, command_line
from tests.terminal.forking import PROGRAM, imported
from tests.terminal.pty import KEYS, ROOT, Terminal

# The clock of the house stands here when a test begins, and runs on: in this process and at every
# terminal. A Tuesday, 10.22 in the house.
BEGINS = datetime(2026, 11, 17, 9, 22, tzinfo=UTC)
_offset = [BEGINS - machine_clock()]
CLOCK_FOLDER = Path(__file__).parent / "clock"

PASSWORD = "kaffe og rugbrød"
FIRST_PASSWORD = "sat af lederen"

STAFF = {
    "ÅSE": ("Åse Holm", Role.LEADER),
    "BOD": ("Bo Dam", Role.HOST),
    "PIA": ("Pia Nørgaard", Role.HOST),
    "MJU": ("Mette Juhl", Role.COACH),
    "KSØ": ("Karim Sønderby", Role.COACH),
    "LIV": ("Liv Brandt", Role.OUTREACH),
    "ERI": ("Erik Maa", Role.VOLUNTEER),
    "NYE": ("Nynne Eskildsen", Role.HOST),  # has not chosen a password of her own yet
}

# Nobody waits or is with anyone of these; several are alike to a hasty finder.
PEOPLE = [
    NewCitizen("Kirsten", "Møgelkær", date(1979, 7, 4), street="Vesterbrogade 9"),
    NewCitizen("Kirstine", "Mørk", date(1990, 1, 22), street="Egeskovvej 4"),
    NewCitizen("Birthe-Kirsten", "Møhl", date(1952, 5, 30), street="Fælledvej 30"),
    NewCitizen("Christen", "Mørch", date(1968, 11, 11), street="Prangervej 2"),
    NewCitizen("Søren", "Kjær", date(1983, 8, 23), phone="20 00 00 83"),
    NewCitizen("Aase", "Lund", date(1946, 2, 14), phone="20 00 00 46"),
    # Fails modulus 11, born before 2007 and not on 1 January: nobody's number.
    NewCitizen("Ole", "Hansen", cpr="120361-4322", street="Havnegade 7", postcode="7000"),
    NewCitizen("Karen", "Vang", date(1958, 6, 2), phone="20 00 00 58", address_protected=True),
]

# Every pair once: what is right for a part of such a name is wrong for the whole of it.
GIVEN = ("Anna", "Anne", "Anne-Marie", "Annelise", "Hans", "Hansine")
FAMILY = ("Hol", "Holm", "Holmgaard", "Holst", "Høll")
ALIKE = [f"{given} {family}" for given in GIVEN for family in FAMILY]

# (who, minutes ago, reasons, companion): the longest waiting first.
WAITING: list[tuple[NewCitizen | None, int, tuple[str, ...], str]] = [
    (NewCitizen("Kirsten", "Møller", date(1961, 3, 12)), 14, ("money_debt", "housing"), ""),
    (None, 11, ("talk",), ""),
    (NewCitizen("Yusuf", "Demir", date(1988, 9, 9)), 9, ("work_education",), "pårørende"),
    (NewCitizen("Hanne", "Bech", date(1971, 4, 17)), 7, ("loneliness",), ""),
    (NewCitizen("Lars-Erik", "Toft", date(1965, 10, 3)), 1, (), ""),
]
# (who, minutes with us, reasons, with whom)
WITH_US: list[tuple[NewCitizen, int, tuple[str, ...], str]] = [
    (NewCitizen("Søren", "Ibsen", date(1984, 8, 23)), 38, ("mental_health",), "KSØ"),
    (NewCitizen("Fatima", "Al-Sayed", date(1992, 12, 1)), 26, ("post_digital",), "MJU"),
]
NOTE = "Har brev fra udlejer med."


def da(message: str, **fields: object) -> str:
    """What the desk says for a message, in Danish, with its fields filled in."""
    return _danish().gettext(message).format(**fields)


def short(name: str) -> str:
    """How a hall hears a full name: `Aase L.`."""
    given, _space, family = name.rpartition(" ")
    return names.short_name(given, family)


@cache
def _danish() -> gettext.NullTranslations:
    return gettext.translation(i18n.DOMAIN, i18n.LOCALE_FOLDER, ["da"])


@cache
def hashed(password: str) -> str:
    """A hash that is quick to make and to check; the desk goes by the settings within it."""
    return PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(password)


def now() -> datetime:
    """What time it is in the house."""
    return machine_clock() + _offset[0]


def begin() -> None:
    """It is the moment at which every test begins."""
    _offset[0] = BEGINS - machine_clock()


def of_its_time(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """What a process needs in its environment to go by the clock of the house."""
    path = [str(CLOCK_FOLDER), *filter(None, [environ.get("PYTHONPATH")])]
    return {
        "DESK_TESTS_CLOCK_OFFSET": str(int(_offset[0].total_seconds())),
        "PYTHONPATH": os.pathsep.join(path),
    }


@dataclass(slots=True)
class House:
    """The file, and what is asked of it past the screens."""

    path: Path
    moment: datetime = field(default_factory=now)
    _door: Door | None = None

    @property
    def folder(self) -> Path:
        """Where the file lies, alone with what the desk leaves beside it."""
        return self.path.parent

    @property
    def crashes(self) -> list[Path]:
        """What the desk wrote about errors of its own."""
        return list(self.folder.glob("dinindgang/crashes/*"))

    def ask(self, question: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """The answer to a question of the house, asked by the account that owns the file."""
        door = Door(self.path, now)
        try:
            return door.read(command_line(), question, *args, **kwargs)
        finally:
            door.close()

    def do(self, who: Who, deed: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """A deed of the house at `moment`, by this colleague."""
        with self.open() as door:
            return door.change(who, deed, *args, **kwargs)

    @contextmanager
    def open(self) -> Iterator[Door]:
        """The door, kept open for many deeds in a row where one is opened around them."""
        if self._door is not None:
            yield self._door
            return
        self._door = Door(self.path, lambda: self.moment)
        try:
            yield self._door
        finally:
            self._door.close()
            self._door = None

    def today(self) -> day.Today:
        """The day as the file has it."""
        found: day.Today = self.ask(day.today)
        return found

    def waiting(self) -> list[str]:
        """Full names of those who wait, longest first; empty for the anonymous."""
        return [row.full_name for row in self.today().waiting]

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Rows of the file as they lie there, past the door."""
        connection = sqlite3.connect(self.path)
        try:
            return [tuple(row) for row in connection.execute(sql, values)]
        finally:
            connection.close()

    @contextmanager
    def raw(self) -> Iterator[Callable[..., int]]:
        """Write past the door: a statement and its values, for the last row's id."""
        connection = sqlite3.connect(self.path)
        try:
            connection.execute("PRAGMA synchronous=OFF")  # as in tests/conftest.py
            connection.execute("UPDATE door SET open = 1")
            yield lambda sql, *values: int(connection.execute(sql, values).lastrowid or 0)
            connection.execute("UPDATE door SET open = 0")
            connection.commit()
        finally:
            connection.close()

    def drafts(self, initials: str = "BOD") -> str:
        """All that this colleague has typed and not saved, as text."""
        return " ".join(
            content
            for (content,) in self.rows(
                "SELECT content FROM draft JOIN staff ON staff.id = staff_id WHERE initials = ?1"
                " UNION ALL SELECT content FROM conversation_writing JOIN staff"
                " ON staff.id = staff_id WHERE holds = 1 AND initials = ?1",
                initials,
            )
        )

    def day_lines(self) -> str:
        """What `dinindgang today` prints."""
        words = ["--db", str(self.path), "today"]
        return imported(ROOT).said(words, {**os.environ, **of_its_time()}, ROOT)

    def is_whole(self) -> bool:
        """Whether the file is what it should be, down to its references and its drafts."""
        return (
            self.rows("PRAGMA integrity_check") == [("ok",)]
            and not self.rows("PRAGMA foreign_key_check")
            and not self.rows("SELECT 1 FROM draft WHERE NOT json_valid(content)")
            and not self.rows(
                "SELECT 1 FROM enquiry e WHERE NOT EXISTS (SELECT 1 FROM audit a"
                " WHERE a.table_name = 'enquiry' AND a.row_key = e.id)"
            )
        )


def found(path: Path) -> House:
    """A new house with its staff and nobody in it."""
    house = House(path)
    Door(path, now, make=True).close()
    owner = command_line()
    house.do(owner, days_off.fill)  # as `init` does
    for initials, (name, role) in STAFF.items():
        if role is Role.LEADER:
            house.do(owner, staff.begin_house, initials, name, hashed(PASSWORD))
            continue
        password = FIRST_PASSWORD if initials == "NYE" else PASSWORD
        house.do(owner, staff.add, initials, name, role, hashed(password))
        if initials != "NYE":
            house.do(colleague(house, initials), staff.change_own_password, hashed(password), "x")
            house.do(colleague(house, initials), staff.change_own_password, "x", hashed(password))
    return house


def settle(house: House) -> None:
    """Let people live there, and a morning be in progress."""
    host, now = colleague(house, "BOD"), house.moment
    house.moment = now - timedelta(days=30)
    for name in ALIKE:
        given, _space, family = name.rpartition(" ")
        _make_known(house, host, NewCitizen(given, family))
    for person in PEOPLE:
        _make_known(house, host, person)
    for person, minutes, reasons, met_by in WITH_US:
        house.moment = now - timedelta(minutes=minutes + 3)
        entered = register(house, person, reasons=reasons)
        house.moment = now - timedelta(minutes=minutes)
        house.do(colleague(house, met_by), enquiries.take_in, entered)
    for waits, minutes, reasons, companion in WAITING:
        house.moment = now - timedelta(minutes=minutes)
        note = NOTE if companion == "" and minutes == 14 else ""
        register(house, waits, reasons=reasons, companion=companion, note=note)
    house.moment = now


def register(house: House, person: NewCitizen | None = None, **more: Any) -> int:
    """Someone comes, by way of Bo Dam. Returns the enquiry's id."""
    new = NewEnquiry(new_citizen=person, **more)
    done = house.do(colleague(house, "BOD"), enquiries.register, new)
    return int(done.enquiry_id)


def _make_known(house: House, host: Who, person: NewCitizen) -> None:
    # A letter, dealt with: nobody comes to stand in the hall or to lie in the inbox by it.
    new = NewEnquiry(new_citizen=person, channel=Channel.LETTER)
    done = house.do(host, enquiries.register, new)
    house.do(host, enquiries.finish, done.enquiry_id, "helped")


def colleague(house: House, initials: str) -> Who:
    """Someone of the staff, as if logged in."""
    (row,) = house.rows("SELECT id, name, role FROM staff WHERE initials = ?", initials)
    staff_id, name, role = row
    return Who(initials, Role(role), staff_id, name)


class Sitting(Terminal):
    """Someone at a desk in a real terminal. Keys are counted; the text people type is not."""

    def __init__(
        self,
        house: House,
        *arguments: str,
        columns: int = 80,
        rows: int = 24,
        env: dict[str, str | None] | None = None,
        **more: Any,
    ) -> None:
        more.setdefault("forked", not env)  # what is in the environment may be read at the start
        super().__init__(
            [*PROGRAM, "--db", str(house.path), *arguments],
            # Whatever the desk writes of its own accord stays beside the file.
            {"XDG_DATA_HOME": str(house.folder)} | of_its_time() | (env or {}),
            (rows, columns),
            **more,
        )
        self.house = house
        self.keys = 0

    def press(self, *names: str) -> Self:
        """Press keys, by their names in KEYS or as the letter they are; each counts as one."""
        assert all(name in KEYS or len(name) == 1 for name in names), names
        self.keys += len(names)
        return super().press(*names)

    def type(self, text: str) -> Self:
        """Type what people type in full: a name, a date, their own words. Not counted."""
        return self.send(text)

    def log_in(self, initials: str = "BOD", password: str = PASSWORD) -> Self:
        """Log in and see the day."""
        self.wait_for(da("Welcome to Din Indgang"))
        self.press(*initials, "enter").type(password).press("enter")
        self.wait_for(lambda: self.row(1).startswith("Din Indgang  1"))
        # The last row is drawn last: the day is there.
        self.wait_for(lambda: "/ " + da("find") in self.screen()[-1])
        self.keys = 0
        return self

    def begin(self) -> Self:
        """Open the panel of a new enquiry."""
        return self.press("n").wait_for(da("New enquiry, 1 of 2: who?"))

    def look_for(self, text: str, mark: str) -> Self:
        """Type in the open field, and see the mark on a row that begins so."""
        return self.type(text).mark_on(mark)

    def mark_on(self, beginning: str) -> Self:
        """Wait until the mark, of which there is one, is on a row with this in it."""
        return self.wait_for(lambda: beginning in self.marked())

    def marked(self) -> str:
        """The row with the mark; empty where there is none, or more than one."""
        rows = [row.rstrip() for row in self.screen() if row.startswith(">")]
        return rows[0] if len(rows) == 1 else ""

    def said(self) -> str:
        """The row above the keys; what is wrong may have begun up to two rows above it."""
        rows = [row.strip() for row in self.screen()[-4:-1]]
        begun = next((n for n, row in enumerate(rows) if row.startswith("! ")), len(rows) - 1)
        return " ".join(rows[begun:])

    def says(self, sentence: str) -> Self:
        """Wait for a sentence above the keys, however many rows it takes."""
        return self.wait_for(lambda: sentence in " ".join(" ".join(self.screen()[-4:-1]).split()))

    def waits(self) -> int:
        """How many wait, by the corner of the screen."""
        shown = re.search(r"(\d+) venter$", self.row(1))
        return int(shown[1]) if shown else -1

    def wait_until(self, waiting: int) -> Self:
        """Wait until the corner of the screen says that so many wait."""
        return self.wait_for(lambda: self.waits() == waiting)

    def drawn(self) -> bytes:
        """Return what was sent since `bytes_since`, once nothing more of it comes."""
        sent = bytearray()

        def still() -> bool:
            more = self.bytes_since()
            sent.extend(more)
            return bool(sent) and not more

        self.wait_for(still)
        return bytes(sent)

    def rest_after_paste(self) -> Self:
        """Let the pause pass that tells the keys after a paste from the paste itself."""
        quiet = time.monotonic() + 0.25
        return self.wait_for(lambda: time.monotonic() > quiet)
