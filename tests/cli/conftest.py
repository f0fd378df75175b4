"""Running the commands: in this process, or as a person starts them."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import pytest

from din_indgang_tui import i18n, launch
from din_indgang_tui.house import staff
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import command_line

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "en lang adgangskode"
NOW = datetime(2026, 11, 17, 9, 36, tzinfo=UTC)  # a Tuesday, 10.36 in the house


@dataclass(frozen=True)
class Answer:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str

    def refused(self, code: int = 1) -> str:
        """The reasons; asserts that it was refused with this code, and said nothing else."""
        assert (self.code, self.out) == (code, "")
        assert self.err.strip()
        assert "Traceback" not in self.err
        return self.err.rstrip("\n")

    def done(self) -> str:
        """What it printed; asserts that it was done without a word on standard error."""
        assert (self.code, self.err) == (0, "")
        return self.out


class Run(Protocol):
    """Runs a command; `stdin` is what it may read, nothing else is a terminal."""

    def __call__(self, *words: str | Path, stdin: str = "") -> Answer: ...


class Start(Protocol):
    """Starts the program in a process of its own."""

    def __call__(
        self,
        *words: str | Path,
        stdin: str = "",
        env: Mapping[str, str] | None = None,
        code: str = "",
    ) -> Answer: ...


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """English, no database but the one that is named, and nobody's real data folder."""
    for name in ("DININDGANG_DB", "DININDGANG_LANG", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DININDGANG_LANG", "en")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    language = i18n.language()
    yield
    i18n.choose(language)


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the database of the test lies; nothing is there yet."""
    path = tmp_path / "data" / "house.db"
    path.parent.mkdir(mode=0o700)
    monkeypatch.setenv("DININDGANG_DB", str(path))
    return path


@pytest.fixture
def house(db: Path) -> Path:
    """A house with one leader, ÅSE, whom nobody can log in as: making a password takes long."""
    door = Door(db, lambda: NOW, make=True)
    door.change(command_line(), staff.begin_house, "ÅSE", "Åse Holm", "no hash")
    door.close()
    return db


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    def run(*words: str | Path, stdin: str = "") -> Answer:
        capfdbinary.readouterr()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
            code = launch.run([str(word) for word in words])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return Answer(code, out.decode(), err.decode())

    return run


@pytest.fixture
def start() -> Start:
    def start(
        *words: str | Path,
        stdin: str = "",
        env: Mapping[str, str] | None = None,
        code: str = "",
    ) -> Answer:
        how = ["-c", code] if code else ["-m", "din_indgang_tui"]
        done = subprocess.run(
            [sys.executable, *how, *map(str, words)],
            cwd=ROOT,
            env={**os.environ, **(env or {})},
            input=stdin.encode(),
            capture_output=True,
            timeout=30,
        )
        return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())

    return start
