"""Whatever lies where the database should, every command says one sentence."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pytest

from din_indgang_tui import launch
from din_indgang_tui.store import file
from din_indgang_tui.store.engine import sqlite3
from tests.cli.conftest import PASSWORD, Run
from tests.faults import FAULTS, as_an_ordinary_account

COMMANDS = {
    "today": ["today"],
    "export": ["export"],
    "import": ["import", "."],
    "backup": ["backup"],
    "staff list": ["staff", "list"],
    "staff disable": ["staff", "disable", "ÅSE"],
    "staff add": ["staff", "add", "PIA", "--name", "Pia", "--role", "host", "--password-stdin"],
    "check": ["check"],
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", ["nothing", *sorted(FAULTS)])
def test_every_fault_is_one_sentence_from_every_command(
    run: Run, db: Path, name: str, command: str
) -> None:
    if name != "nothing":
        FAULTS[name](db)
    before = db.read_bytes() if db.is_file() else None
    answer = run(*COMMANDS[command], stdin=PASSWORD)
    if command == "check":  # whose sentences are its answer
        assert (answer.code, answer.err) == (1, "")
        sentence = next(line for line in answer.out.splitlines() if line.startswith("WRONG"))
    else:
        sentence = answer.refused()
        assert "\n" not in sentence
    assert "Traceback" not in answer.out + answer.err
    assert str(db) in sentence
    assert (db.read_bytes() if db.is_file() else None) == before


@pytest.mark.parametrize("command", ["today", "backup", "staff disable"])
def test_a_file_held_by_another_program_is_one_sentence(
    run: Run, house: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "BUSY_MS", 30)
    with contextlib.closing(sqlite3.connect(house, isolation_level=None)) as holder:
        holder.execute("PRAGMA locking_mode=EXCLUSIVE")
        holder.execute("SELECT count(*) FROM staff").fetchall()
        said = run(*COMMANDS[command]).refused()
    assert said == "Another program has held the database for ten seconds. Try again."
    run("today").done()


@pytest.mark.parametrize("of", ["file", "folder"])
def test_a_house_that_cannot_be_written_to_is_one_sentence(
    of: str, capfd: pytest.CaptureFixture[str]
) -> None:
    # Loaded by root: the other account might not be able to read the library.
    launch.run(["--db", "/nowhere/house.db", "staff", "disable", "ÅSE"])
    capfd.readouterr()

    def disable(folder: Path) -> str:
        path = folder / "house.db"
        file.open_file(path, make=True).close()
        (path if of == "file" else folder).chmod(0o400 if of == "file" else 0o500)
        code = launch.run(["--db", str(path), "staff", "disable", "ÅSE"])
        folder.chmod(0o700)
        return str(code)

    assert as_an_ordinary_account(disable) == "1"
    said = capfd.readouterr().err.rstrip("\n")
    assert said.endswith("cannot be written to.")
    assert "\n" not in said


def test_what_nobody_foresaw_goes_to_a_file_and_says_where(
    run: Run, house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from din_indgang_tui.house import staff

    def breaks(cpr: str = "120361-4321") -> None:
        raise RuntimeError("the roof fell in")

    monkeypatch.setattr(staff, "everyone", breaks)
    said = run("staff", "list").refused()
    assert "\n" not in said
    path = Path(said.rpartition(" ")[2])
    assert path.parent == tmp_path / "home" / ".local" / "share" / "dinindgang" / "crashes"
    details = path.read_text(encoding="utf-8")
    assert "not marked as a read" in details
    assert "120361" not in details
    assert os.stat(path).st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["bogus"], "There is no command 'bogus'."),
        (["today", "more"], "That is more than the command takes."),
        (["today", "--nope"], "There is no option '--nope'."),
        (["set", "unit_price", "--nope"], "There is no option '--nope'."),
        (["check", "--help=3"], "--help takes no value."),
        (["--db"], "--db needs a value."),
        (["--lang", "", "today"], "--lang needs a value."),
        (["backup", "--db", "x"], "There is no option '--db'."),
        (["import"], "FOLDER is missing."),
        (["restore"], "BACKUP is missing."),
        (["export", "--out"], "--out needs a value."),
        (["export", "--week", "2026-W60"], "2026 has no week 60"),
        (["export", "--from", "2026-11-09", "--to", "2026-11-02"], "2026-11-0"),
        (["export", "--replace"], "--replace needs --out"),
        (["export", "--by", "age"], "--by age is not known"),
        (["export", "--by", "reason", "--totals"], "--by has no running totals"),
        (["export", "--excel", "--format", "md"], "--excel is a kind of CSV"),
        (["demo", "--at", "hest"], "--at is a time such as 2026-11-16T10:20, not 'hest'."),
        (["demo", "--at", "2026-02-30T10:20"], "--at is a time"),
        (["demo", "--at", "0001-01-01T00:00"], "--at is a time"),
        (["demo", "--at", "2026-03-29T02:30"], "does not exist"),
        (["demo", "--citizens", "3"], "--citizens is a whole number from"),
        (["demo", "--years", "ti"], "--years is a whole number from"),
        (["demo", "--seed", "-1"], "--seed is a whole number from"),
        (["demo", "--seed", "１"], "--seed is a whole number from"),
    ],
)
def test_wrong_use_is_exit_2_and_one_sentence(
    run: Run, house: Path, words: list[str], sentence: str
) -> None:
    said = run(*words).refused(2)
    first, *more = said.splitlines()
    assert sentence in first
    # Where it is said how the command is used, it is on a line of its own.
    assert [line.startswith("How it is used: dinindgang") for line in more] == [True] * len(more)
    assert len(more) <= 1
