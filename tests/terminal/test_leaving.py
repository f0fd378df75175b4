"""How the desk ends when nobody pressed a key."""

import os
import signal
import sys
import termios
import time
from pathlib import Path

import pytest

from din_indgang_tui.terminal.driver import DeskDriver
from tests.terminal.pty import Terminal

pytestmark = pytest.mark.terminal


def start(folder: Path, mode: str = "", **more: object) -> Terminal:
    argv = [sys.executable, "-m", "tests.terminal.sample_app", str(folder), mode]
    return Terminal(argv, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM", "SIGQUIT"])
def test_a_signal_saves_and_leaves(name: str, tmp_path: Path) -> None:
    number = signal.Signals[name]
    with start(tmp_path, "field") as desk:
        desk.wait_for("ready").send("half a sent").wait_for("half a sent")
        assert desk.signal(number).wait_exit(2) == 128 + number
        assert desk.modes() == desk.before
        assert desk.raw.endswith(b"\x1b[?1049l\x1b[?25h")
    assert (tmp_path / "left.txt").read_text() == f"{name}|half a sent\n"


def test_a_desk_that_hangs_is_gone_all_the_same(tmp_path: Path) -> None:
    with start(tmp_path, "hang") as desk:
        desk.wait_for("ready")
        desk.wait_for(lambda: desk.cpu_seconds() and not desk.bytes_since())
        begun = time.monotonic()
        desk.signal(signal.SIGTERM)
        assert desk.wait_exit(2.2) == 143
        assert time.monotonic() - begun < 2.1
        assert desk.modes() == desk.before
        assert desk.raw.endswith(b"\x1b[?1049l\x1b[?25h")


def test_a_terminal_that_takes_no_more_does_not_stop_the_saving(tmp_path: Path) -> None:
    with start(tmp_path, "flood") as desk:
        desk.wait_for(lambda: len(desk.raw) > 20_000)
        # Not read from any more: the program fills its buffers and its loop waits for them.
        deadline = time.monotonic() + 10
        before = -1.0
        while desk.cpu_seconds() != before and time.monotonic() < deadline:
            before = desk.cpu_seconds()
            time.sleep(0.3)
        begun = time.monotonic()
        desk.process.send_signal(signal.SIGTERM)
        assert desk.process.wait(2.2) == 143
        assert time.monotonic() - begun < 2.1
    assert (tmp_path / "left.txt").read_text() == "SIGTERM|\n"


def test_a_closed_window_saves_and_leaves(tmp_path: Path) -> None:
    with start(tmp_path, "field") as desk:
        desk.wait_for("ready").send("abc").wait_for("abc")
        assert desk.hangup().wait_exit(2) == 129
    assert (tmp_path / "left.txt").read_text().endswith("|abc\n")


def test_a_lost_terminal_without_a_signal_does_too(tmp_path: Path) -> None:
    """Without its own terminal no SIGHUP comes; a plain Textual App then spins for ever."""
    with start(tmp_path, "field", controlling=False) as desk:
        desk.wait_for("ready").send("abc").wait_for("abc")
        assert desk.hangup().wait_exit(2) == 129
    assert (tmp_path / "left.txt").read_text() == "lost terminal|abc\n"
    assert (tmp_path / "lost.txt").exists()


def test_the_watch_sees_a_terminal_that_hung_up() -> None:
    """Should the reading thread not notice; every ten seconds it looks."""
    master, slave = os.openpty()
    driver = DeskDriver.__new__(DeskDriver)
    driver.fileno, driver.input_tty = slave, True
    driver._had_terminal, driver._parent = False, os.getppid()
    assert driver._gone() == ""
    driver._parent = -1
    assert driver._gone() == ""
    os.close(master)
    assert driver._gone() == "the terminal hung up"
    os.close(slave)


def test_sigint_and_sigtstp_do_nothing(tmp_path: Path) -> None:
    with start(tmp_path) as desk:
        desk.wait_for("ready")
        desk.signal(signal.SIGINT).signal(signal.SIGTSTP).send("å").wait_for("keys: å.")


def test_a_stopped_desk_comes_back_and_draws_itself(tmp_path: Path) -> None:
    with start(tmp_path) as desk:
        desk.wait_for("ready").send("å").wait_for("keys: å.")
        raw = desk.modes()
        desk.signal(signal.SIGSTOP)
        termios.tcsetattr(desk._master, termios.TCSANOW, desk.before)
        desk.bytes_since()
        desk.signal(signal.SIGCONT)
        drawn = bytearray()

        def again() -> bool:
            drawn.extend(desk.bytes_since())
            return b"keys:" in drawn and desk.modes() == raw

        desk.wait_for(again)
        desk.send("æ").wait_for("keys: å æ.")


def test_an_idle_desk_rests(tmp_path: Path) -> None:
    with start(tmp_path) as desk:
        desk.wait_for("ready").send("å").wait_for("keys: å.")
        desk.bytes_since()
        used, begun = desk.cpu_seconds(), time.monotonic()
        desk.wait_for(lambda: time.monotonic() - begun > 1)
        assert desk.bytes_since() == b""
        assert desk.cpu_seconds() - used <= 0.05
