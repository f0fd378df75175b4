"""init and staff: a new house, and who works in it."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from din_indgang_tui.house import staff
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import ANYONE, Role, command_line, nobody
from din_indgang_tui.store.unit import Reading, reads
from tests.cli.conftest import NOW, PASSWORD, ROOT, Run
from tests.faults import FAULTS
from tests.terminal.pty import Terminal

_INIT = ("init", "--leader", "bod", "--name", "Bo Dam", "--password-stdin")


@reads(ANYONE)
def _record(reading: Reading) -> list[tuple[str, str, str]]:
    return [
        tuple(row) for row in reading.rows("SELECT who, role, deed FROM unit_of_work ORDER BY id")
    ]


def _colleagues(path: Path) -> dict[str, staff.Colleague]:
    door = Door(path, lambda: NOW)
    found = {one.initials: one for one in door.read(command_line(), staff.everyone)}
    door.close()
    return found


def _opens(path: Path, initials: str, password: str) -> bool:
    door = Door(path, lambda: NOW)
    fits = staff.password_fits(door.read(nobody(), staff.stored_hash, initials), password)
    door.close()
    return fits


# A new house -----------------------------------------------------------------------------------


def test_a_house_is_made_with_its_first_leader(run: Run, db: Path) -> None:
    said = run(*_INIT, stdin=f"{PASSWORD}\n").done()
    assert said == f"The house is made: {db}\nBOD can log in now, with: dinindgang\n"
    leader = _colleagues(db)["BOD"]
    assert (leader.name, leader.role, leader.can_log_in) == ("Bo Dam", Role.LEADER, True)
    assert _opens(db, "bod", PASSWORD)
    assert os.listdir(db.parent) == [db.name]
    assert stat.S_IMODE(db.stat().st_mode) == 0o600


def test_what_the_command_line_does_is_on_record_as_its_account(run: Run, db: Path) -> None:
    run(*_INIT, stdin=f"{PASSWORD}\n").done()
    door = Door(db, lambda: NOW)
    assert door.read(command_line(), _record) == [
        (command_line().initials, "owner", "staff.begin_house"),
        (command_line().initials, "owner", "days_off.fill"),
    ]
    assert command_line().initials.startswith("cli:")
    door.close()


def test_the_folder_is_made_for_this_account_alone(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    run(*_INIT, stdin=f"{PASSWORD}\n").done()
    folder = tmp_path / "share" / "dinindgang"
    assert os.listdir(folder) == ["dinindgang.db"]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("words", "stdin", "code", "sentence"),
    [
        (_INIT, "kort\n", 1, "at least 12 characters"),
        (_INIT, "", 1, "at least 12 characters"),
        (_INIT, "æ" * 11 + "\n", 1, "at least 12 characters"),
        (_INIT, "x" * 2000 + "\n", 1, "too long"),
        (_INIT, "en lang\x1badgangskode\n", 1, "cannot be typed"),
        (("init", "--leader", "", "--name", "Bo", "--password-stdin"), PASSWORD, 1, "Initials are"),
        (("init", "--leader", "B D!", "--name", "Bo", "--password-stdin"), PASSWORD, 1, "Initials"),
        (("init", "--leader", "BOD", "--name", "  ", "--password-stdin"), PASSWORD, 1, "name is"),
        (("init", "--leader", "BOD", "--name", "Bo Dam"), PASSWORD, 2, "no terminal to ask"),
        (("init", "--name", "Bo Dam", "--password-stdin"), PASSWORD, 2, "--leader is missing"),
        (("init", "--leader", "BOD", "--password-stdin"), PASSWORD, 2, "--name is missing"),
    ],
)
def test_what_is_refused_leaves_no_file_behind(
    run: Run, db: Path, words: tuple[str, ...], stdin: str, code: int, sentence: str
) -> None:
    assert sentence in run(*words, stdin=stdin).refused(code)
    assert os.listdir(db.parent) == []


def test_a_house_is_made_once(run: Run, house: Path) -> None:
    before = house.read_bytes()
    assert "There is a house" in run(*_INIT, stdin=f"{PASSWORD}\n").refused()
    assert house.read_bytes() == before


def test_of_two_who_make_it_at_once_one_does(db: Path) -> None:
    both = [
        subprocess.Popen(
            [sys.executable, "-m", "din_indgang_tui", *_INIT[:2], initials, *_INIT[3:]],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
        )
        for initials in ("BOD", "PIA")
    ]
    for process in both:
        assert process.stdin is not None
        process.stdin.write(PASSWORD.encode())
        process.stdin.close()
    answers = []
    for process in both:
        assert process.stderr is not None
        answers.append(process.stderr.read().decode())
        process.wait()
    assert sorted(process.returncode for process in both) == [0, 1]
    assert sorted("dinindgang staff add" in answer for answer in answers) == [False, True]
    assert len(_colleagues(db)) == 1
    assert os.listdir(db.parent) == [db.name]


@pytest.mark.parametrize("name", sorted(set(FAULTS) - {"an empty file"}))
def test_what_lies_there_is_not_written_over(run: Run, db: Path, name: str) -> None:
    FAULTS[name](db)
    before = db.read_bytes() if db.is_file() else b""
    assert run(*_INIT, stdin=f"{PASSWORD}\n").refused()
    assert (db.read_bytes() if db.is_file() else b"") == before


def test_a_folder_that_cannot_be_made_is_a_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    said = run("--db", tmp_path / "file" / "house.db", *_INIT, stdin=PASSWORD).refused()
    assert "\n" not in said
    assert str(tmp_path / "file") in said


@pytest.mark.terminal
def test_a_password_is_asked_for_twice_and_never_shown(db: Path) -> None:
    env = {name: os.environ[name] for name in ("DININDGANG_DB", "DININDGANG_LANG")}
    with Terminal([sys.executable, "-m", "din_indgang_tui", *_INIT[:-1]], env=env) as terminal:
        terminal.wait_for("Password:").send("kodeord på fyrre tegn\r")
        terminal.wait_for("The same password again:").send("kodeord på fyrre tegn\r")
        assert terminal.wait_exit(10) == 0
        assert b"fyrre" not in terminal.raw
    assert _opens(db, "BOD", "kodeord på fyrre tegn")


@pytest.mark.terminal
@pytest.mark.parametrize(
    ("first", "second", "sentence", "code"),
    [
        (PASSWORD, PASSWORD.upper(), "not the same", 1),
        ("kort", None, "at least 12 characters", 1),
        ("\x04", None, "No password was given", 1),
        ("\x03", None, "", 130),
    ],
)
def test_a_password_that_is_not_given_twice_makes_no_house(
    db: Path, first: str, second: str | None, sentence: str, code: int
) -> None:
    env = {name: os.environ[name] for name in ("DININDGANG_DB", "DININDGANG_LANG")}
    with Terminal([sys.executable, "-m", "din_indgang_tui", *_INIT[:-1]], env=env) as terminal:
        terminal.wait_for("Password:").send(first if len(first) == 1 else first + "\r")
        if second is not None:
            terminal.wait_for("again:").send(second + "\r")
        assert terminal.wait_exit(10) == code
        assert sentence.encode() in terminal.raw
        assert b"Traceback" not in terminal.raw
    assert os.listdir(db.parent) == []


# Who works here --------------------------------------------------------------------------------


def test_a_colleague_comes_forgets_the_password_and_leaves(run: Run, house: Path) -> None:
    add = ("staff", "add", "pia", "--name", "Pia Nørgaard", "--role", "coach", "--password-stdin")
    assert run(*add, stdin=f"{PASSWORD}\n").done().startswith("PIA can log in now")
    assert _opens(house, "PIA", PASSWORD)

    assert "Nobody" not in run("staff", "reset", "pia", "--password-stdin", stdin=PASSWORD * 2).out
    assert _opens(house, "PIA", PASSWORD * 2)

    said = run("staff", "disable", "PIA").done()
    assert said.startswith("PIA (Pia Nørgaard) cannot log in any more.")
    assert not _opens(house, "PIA", PASSWORD * 2)

    assert run("staff", "list").done().splitlines() == [
        "PIA; Pia Nørgaard; coach; cannot log in",
        "ÅSE; Åse Holm; leader",
    ]


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (
            ("add", "PIA", "--name", "Pia", "--role", "king", "--password-stdin"),
            2,
            "no role 'king'",
        ),
        (("add", "PIA", "--name", "Pia", "--role", "owner", "--password-stdin"), 2, "no role"),
        (("add", "PIA", "--name", "Pia", "--password-stdin"), 2, "--role is missing"),
        (("add", "--name", "Pia", "--role", "host"), 2, "INITIALS is missing"),
        (("add", "PIA", "--name", "Pia", "--role", "host"), 2, "no terminal to ask"),
        (("add", "åse", "--name", "Å", "--role", "host", "--password-stdin"), 1, "is Åse Holm"),
        (("disable", "XXX"), 1, "Nobody here has the initials XXX."),
        (("disable", "ÅSE"), 1, "must have at least one leader"),
        (("reset", "XXX", "--password-stdin"), 1, "Nobody here has the initials XXX."),
        (("fire", "ÅSE"), 2, "no command 'fire'"),
        ((), 2, "Which command?"),
    ],
)
def test_what_makes_no_sense_is_refused(
    run: Run, house: Path, words: tuple[str, ...], code: int, sentence: str
) -> None:
    before = _colleagues(house)
    assert sentence in run("staff", *words, stdin=PASSWORD).refused(code)
    assert _colleagues(house) == before


def test_a_password_is_never_an_argument(run: Run, house: Path) -> None:
    for words in (("staff", "add"), ("staff", "reset"), ("init",)):
        options = re.findall(r"--[a-z-]+", run(*words, "--help").done())
        assert "--password-stdin" in options
        assert "--password" not in options


def test_the_leaders_password_and_what_a_keyboard_makes_of_it_are_the_same(
    run: Run, house: Path
) -> None:
    """A file from a Mac may have å in two characters; a keyboard gives one."""
    decomposed = "blåbærgrød og tøj".replace("å", "a\u030a")
    run("staff", "reset", "ÅSE", "--password-stdin", stdin=f"{decomposed}\r\nmore\n").done()
    assert _opens(house, "ÅSE", "blåbærgrød og tøj")
