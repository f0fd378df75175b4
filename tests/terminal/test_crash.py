"""What is left of an error: nothing on the screen that was in a variable."""

import re
import stat
import sys
from pathlib import Path

import pytest

from din_indgang_tui.terminal import crash
from tests.terminal.pty import Terminal

CPR = "010203-1234"


def failing(secret: str) -> BaseException:
    try:
        raise ValueError(f"bad \x1b[2J {len(secret)}")
    except ValueError as error:
        return error


def test_the_file_has_the_traceback_without_variables(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "crashes"
    name = crash.report(failing(CPR), folder)
    file = folder / f"crash-{name}.txt"
    text = file.read_text(encoding="utf-8")
    assert re.fullmatch("[A-Z0-9]{6}", name)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert "ValueError: bad [2J 11" in text
    assert "in failing" in text
    assert "textual 8" in text
    assert CPR not in text
    assert "\x1b" not in text


def test_it_never_raises(tmp_path: Path) -> None:
    class Unprintable(Exception):
        def __str__(self) -> str:
            raise RuntimeError

    (tmp_path / "file").write_text("")
    assert crash.report(failing(CPR), tmp_path / "file" / "below")
    assert crash.report(Unprintable(), tmp_path)
    assert crash.line("ABC", lambda name: str(1 // 0)) == "Din Indgang: error ABC."


def test_only_the_newest_are_kept(tmp_path: Path) -> None:
    for _ in range(60):
        crash.report(failing(CPR), tmp_path)
    assert len(list(tmp_path.iterdir())) == 50


@pytest.mark.terminal
@pytest.mark.parametrize(
    "mode",
    [
        "handler",
        "worker",
        "thread",
        "timer",
        "callback",
        "mount",
        "compose",
        "render",
        "panic",
        "exit",
        "markup",
        "css",
        "unmount",
    ],
)
def test_the_screen_says_one_line(mode: str, tmp_path: Path) -> None:
    with Terminal([sys.executable, "-m", "tests.terminal.sample_app", str(tmp_path), mode]) as desk:
        if mode == "unmount":
            desk.wait_for("ready").send("x")
        assert desk.wait_exit() == 1
        said = desk.raw.decode().rpartition("\x1b[?25h")[2]
        assert re.fullmatch(r"Der skete en fejl: ([A-Z0-9]{6}) æøå\.\r\n", said)
        assert CPR not in desk.raw.decode()
        assert "Traceback" not in desk.raw.decode()
        assert desk.modes() == desk.before
    written = list((tmp_path / "crashes").iterdir())
    assert any(file.name[6:12] in said for file in written)
    assert (tmp_path / "left.txt").read_text() == "crash|\n"


@pytest.mark.terminal
def test_a_thread_of_ones_own_prints_nothing(tmp_path: Path) -> None:
    argv = [sys.executable, "-m", "tests.terminal.sample_app", str(tmp_path), "rawthread"]
    with Terminal(argv) as desk:
        assert desk.wait_exit() == 0
        assert desk.raw.endswith(b"\x1b[?25h")
    assert len(list((tmp_path / "crashes").iterdir())) == 1
