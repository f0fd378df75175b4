"""A house with an empty database, and a folder to move in from."""

from __future__ import annotations

import gettext
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from din_indgang_tui import i18n
from din_indgang_tui.house import moving_in
from din_indgang_tui.house.moving_in import Report
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import ANYONE, Who, command_line
from din_indgang_tui.store.unit import Reading, reads

NOW = datetime(2026, 11, 17, 9, 20, tzinfo=UTC)  # a Tuesday, 10.20 in the house


@reads(ANYONE)
def _rows(reading: Reading, sql: str) -> list[dict[str, Any]]:
    return [dict(row) for row in reading.rows(sql)]


@dataclass
class House:
    """A database, and a folder of files to take in."""

    door: Door
    folder: Path
    who: Who

    def file(self, name: str, text: str | bytes) -> None:
        """Puts a file into the folder; its lines are written without indent."""
        if isinstance(text, str):
            text = "\n".join(line.strip() for line in text.strip("\n").split("\n")).encode()
        (self.folder / name).write_bytes(text)

    def take_in(self) -> Report:
        return moving_in.import_folder(self.door, self.who, self.folder)

    def check(self) -> Report:
        return moving_in.check_folder(self.door, self.who, self.folder)

    def faults(self) -> list[str]:
        """What is wrong with the folder, line by line."""
        return [str(fault) for fault in self.check().faults]

    def warnings(self) -> list[str]:
        return [str(warning) for warning in self.check().warnings]

    def rows(self, sql: str) -> list[dict[str, Any]]:
        return self.door.read(self.who, _rows, sql)

    def everything(self) -> dict[str, list[dict[str, Any]]]:
        """Every row of every table."""
        tables = [
            row["name"]
            for row in self.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not row["name"].startswith("sqlite_")
        ]
        return {table: self.rows(f"SELECT * FROM {table}") for table in tables}

    def backups(self) -> list[Path]:
        return sorted((self.door.path.parent / "backups").glob("*"))


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentences as they stand in the code, whatever language another test chose."""
    monkeypatch.setattr(i18n, "_current", gettext.NullTranslations())


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new database, made once."""
    path = tmp_path_factory.mktemp("blank") / "house.db"
    Door(path, lambda: NOW, make=True).close()
    return path


@pytest.fixture
def open_house(
    blank: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], House]]:
    """Opens another new house each time it is called."""
    doors: list[Door] = []

    def new_house() -> House:
        place = tmp_path_factory.mktemp("house")
        shutil.copy(blank, place / "house.db")
        (place / "history").mkdir()
        door = Door(place / "house.db", lambda: NOW)
        doors.append(door)
        return House(door, place / "history", command_line())

    yield new_house
    for door in doors:
        door.close()


@pytest.fixture
def house(open_house: Callable[[], House]) -> House:
    return open_house()
