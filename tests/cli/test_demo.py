"""demo: a made-up town, thrown away unless it is kept."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from din_indgang_tui import clock as clocks
from din_indgang_tui.cli import town
from din_indgang_tui.house import day
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import UsageError
from din_indgang_tui.store.roles import command_line
from tests.cli.conftest import Run
from tests.terminal.pty import Terminal

_SMALL = ("demo", "--citizens", "60", "--at", "2026-11-17T10:36")


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where towns that are thrown away are made."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def test_without_a_terminal_it_prints_the_day_and_says_how_to_see_it(
    run: Run, temporary: Path
) -> None:
    heading, *lines, how = run(*_SMALL).done().splitlines()
    assert heading == "Din Indgang, Tue 17 November 2026, week 47, 10.36"
    assert "10.22; 14 min, over 10; Kirsten M.; known; money and debt, housing" in lines
    assert how == "See it at the desk, in a terminal: dinindgang demo"
    assert os.listdir(temporary) == []


def test_the_same_words_make_the_same_town(run: Run) -> None:
    once = run(*_SMALL, "--seed", "5").done()
    assert run(*_SMALL, "--seed", "5").done() == once
    assert run(*_SMALL, "--seed", "6").done() != once


def test_a_town_that_is_kept_can_be_opened_again(run: Run, tmp_path: Path, temporary: Path) -> None:
    kept = tmp_path / "town" / "by.db"
    kept.parent.mkdir()
    *_day, how, log_in = run(*_SMALL, "--keep", kept).done().splitlines()
    assert how == f"See it at the desk, in a terminal: dinindgang --db {kept}"
    assert log_in.endswith(f"a password: dinindgang --db {kept} staff reset BOD")
    assert os.listdir(kept.parent) == ["by.db"]
    assert kept.stat().st_mode & 0o777 == 0o600
    assert os.listdir(temporary) == []
    door = Door(kept, lambda: datetime(2026, 11, 17, 9, 36, tzinfo=UTC))
    assert len(door.read(command_line(), day.today).waiting) == 6
    door.close()

    said = run(*_SMALL, "--keep", kept).refused()
    assert said == f"{kept} is there already. Open it with: dinindgang --db {kept}"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--as", "XXX"), "Nobody in the town has the initials XXX. These do: BOD,"),
        (("--as", ""), "Initials are"),
        (("--keep", "/nowhere/town.db"), "The folder /nowhere is not there."),
        (("--keep", "/dev/null/town.db"), "is not there."),
    ],
)
def test_what_is_refused_leaves_nothing_behind(
    run: Run, temporary: Path, words: tuple[str, ...], sentence: str
) -> None:
    assert sentence in run(*_SMALL, *words).refused()
    assert os.listdir(temporary) == []


def test_a_town_that_fails_half_way_is_gone(
    run: Run, tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import din_indgang_tui.demo

    def fails(path: Path, *_: object, **__: object) -> None:
        path.write_bytes(b"half a town")
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(din_indgang_tui.demo, "make_town", fails)
    assert run(*_SMALL).refused()
    assert "no room left" in run(*_SMALL, "--keep", tmp_path / "by.db").refused()
    assert os.listdir(temporary) == []
    assert not (tmp_path / "by.db").exists()
    assert not list(tmp_path.glob(".*"))


def _terminal(*words: str) -> Terminal:
    env = {name: os.environ[name] for name in ("DININDGANG_LANG", "TMPDIR", "HOME")}
    return Terminal([sys.executable, "-m", "din_indgang_tui", *words], env=env)


@pytest.mark.terminal
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_terminal_shows_the_desk_and_the_town_is_gone_afterwards(
    temporary: Path, name: str
) -> None:
    with _terminal(*_SMALL, "--as", "PIA") as desk:
        desk.wait_for("Kirsten M.")
        assert "PIA" in desk.row(1)
        (folder,) = temporary.iterdir()
        assert folder.stat().st_mode & 0o777 == 0o700
        number = signal.Signals[name]
        assert desk.signal(number).wait_exit(3) == 128 + number
        assert desk.modes() == desk.before
    assert os.listdir(temporary) == []


@pytest.mark.terminal
def test_a_signal_while_the_town_is_made_throws_it_away_too(temporary: Path) -> None:
    with _terminal("demo", "--citizens", "20000") as desk:
        desk.wait_for("Making a town:")
        assert os.listdir(temporary)
        assert desk.signal(signal.SIGTERM).wait_exit(5) == 143
        assert b"Traceback" not in desk.raw
    assert os.listdir(temporary) == []


# When it is there -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "start"),
    [
        ("2026-11-17T06:00", "2026-11-17T10:20"),  # a Tuesday
        ("2026-11-17T23:30", "2026-11-17T10:20"),
        ("2026-11-22T12:00", "2026-11-22T10:20"),  # a Sunday: people try things then too
        ("2027-01-01T12:00", "2027-01-01T10:20"),
    ],
)
def test_it_is_twenty_past_ten_today_where_nothing_else_is_said(
    now: str, start: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = clocks.from_wall_clock(datetime.fromisoformat(now))
    monkeypatch.setattr(clocks, "machine_clock", lambda: moment)
    assert town.moment(None) == clocks.from_wall_clock(datetime.fromisoformat(start))


@pytest.mark.parametrize("text", ["2026-11-16T10:20", "2026-11-16T10:20:00", "2026-11-16 10:20"])
def test_or_when_it_was_said_to_be(text: str) -> None:
    assert town.moment(text) == datetime(2026, 11, 16, 9, 20, tzinfo=UTC)


def test_of_two_times_when_the_clock_was_put_back_it_is_the_first() -> None:
    assert town.moment("2026-10-25T02:30") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["", "10:20", "2026-11-16", "2026-11-16T10:20+01:00", "9999-01-01T00:00"]
)
def test_what_is_no_time_is_said(text: str) -> None:
    with pytest.raises(UsageError, match="--at is a time such as"):
        town.moment(text)
