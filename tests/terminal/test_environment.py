"""What the process inherits."""

import os
import subprocess
import sys

import pytest

from din_indgang_tui.terminal.environment import charset, is_utf8, prepare


def test_nothing_of_textuals_is_inherited() -> None:
    environ = {
        "TEXTUAL": "debug,headless",
        "TEXTUAL_DRIVER": "os:abc",
        "TEXTUAL_LOG": "keys.log",
        "TEXTUAL_PRESS": "q",
        "TEXTUAL_SOMETHING_NEW": "1",
        "TEXTUAL_ANIMATIONS": "full",
        "COLUMNS": "10",
        "LINES": "3",
        "PATH": "/bin",
    }
    prepare(environ)
    assert environ == {
        "PATH": "/bin",
        "TEXTUAL_ANIMATIONS": "none",
        "TEXTUAL_SMOOTH_SCROLL": "0",
        "TEXTUAL_DISABLE_KITTY_KEY": "1",
        "TEXTUAL_FPS": "240",
        "ESCDELAY": "100",
    }


@pytest.mark.parametrize(
    ("set_to", "wanted"),
    [("", "100"), ("0", "100"), ("-5", "100"), ("9" * 5000, "100"), ("²", "100"), ("250", "250")],
)
def test_a_sensible_escape_delay_is_kept(set_to: str, wanted: str) -> None:
    environ = {"ESCDELAY": set_to}
    prepare(environ)
    assert environ["ESCDELAY"] == wanted


def test_textual_sees_what_was_prepared() -> None:
    """Textual reads its variables at import; this notices when it learns to read new ones."""
    program = (
        "import os; from din_indgang_tui.terminal.environment import prepare\n"
        "import sys; assert 'textual' not in sys.modules and 'rich' not in sys.modules\n"
        "prepare(os.environ)\n"
        "from textual import constants as c\n"
        "print(c.DRIVER, c.LOG_FILE, c.PRESS, c.DEBUG, c.SCREENSHOT_DELAY, c.TEXTUAL_ANIMATIONS,"
        " c.SMOOTH_SCROLL, c.DISABLE_KITTY_KEY, c.ESCAPE_DELAY)"
    )
    names = "DRIVER LOG PRESS DEBUG SCREENSHOT ANIMATIONS SMOOTH_SCROLL"
    hostile = {f"TEXTUAL_{name}": "1" for name in names.split()}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | hostile,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["None", "None", "False", "-1", "none", "False", "True", "0.1"]


@pytest.mark.parametrize(
    ("named", "wanted"),
    [
        ("", "utf-8"),
        ("C", "utf-8"),
        ("POSIX", "utf-8"),
        ("C.UTF-8", "utf-8"),
        ("UTF-8", "utf-8"),
        ("da_DK.UTF-8", "utf-8"),
        ("da_DK.utf8", "utf-8"),
        ("en_US.UTF8@euro", "utf-8"),
        ("da_DK", "latin-1"),
        ("da", "latin-1"),
        ("da_DK.ISO8859-1", "latin-1"),
        ("da_DK.ISO-8859-1", "latin-1"),
        ("da_DK.iso88591", "latin-1"),
        ("da_DK@euro", "latin-9"),
        ("da_DK.ISO-8859-15", "latin-9"),
        ("en_US.US-ASCII", "ascii"),
        ("C.ANSI_X3.4-1968", "ascii"),
        ("ru_RU.KOI8-R", "ascii"),
        ("ru_RU", "utf-8"),
        ("!.?.@@", "ascii"),
    ],
)
def test_charset(named: str, wanted: str) -> None:
    assert charset({"LANG": named}) == wanted
    assert is_utf8({"LANG": named}) == (wanted == "utf-8")


def test_the_first_that_is_not_empty_decides() -> None:
    environ = {"LC_ALL": "", "LC_CTYPE": "da_DK.ISO8859-1", "LANG": "da_DK.UTF-8"}
    assert charset(environ) == "latin-1"
    assert charset(environ | {"LC_ALL": "C.UTF-8"}) == "utf-8"


@pytest.mark.skipif(sys.platform != "linux", reason="the flag is Linux's")
def test_a_terminal_that_says_utf8_is_believed() -> None:
    import termios

    master, slave = os.openpty()
    try:
        assert charset({"LANG": "da_DK"}, slave) == "latin-1"
        modes = termios.tcgetattr(slave)
        modes[0] |= 0o040000
        termios.tcsetattr(slave, termios.TCSANOW, modes)
        assert charset({"LANG": "da_DK"}, slave) == "utf-8"
        assert charset({"LANG": "da_DK.ISO8859-1"}, slave) == "latin-1"
    finally:
        os.close(master)
        os.close(slave)
