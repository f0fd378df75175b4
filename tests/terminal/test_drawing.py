"""What reaches the terminal, in every kind of it."""

import re
import sys
from pathlib import Path

import pytest

from tests.terminal.pty import Terminal

pytestmark = pytest.mark.terminal

LETTERS = "─│┌┐ · »æøå« … Š€"


def start(folder: Path, mode: str = "", **more: object) -> Terminal:
    argv = [sys.executable, "-m", "tests.terminal.sample_app", str(folder), mode]
    return Terminal(argv, **more).wait_for("ready")  # type: ignore[arg-type]


def sequences(raw: bytes) -> set[str]:
    """Return the kinds of control sequences, with the numbers of those that draw taken out."""
    text = raw.decode()
    found = re.findall(
        r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*|.)|[\x00-\x09\x0b-\x1a\x7f-\x9f]", text
    )
    return {re.sub(r"\[[\d;]*([mH])$", r"[\1", each) for each in found} - {"\r"}


NORMAL = {
    "\x1b[m",
    "\x1b[H",
    "\x1b[?1049h",
    "\x1b[?25l",
    "\x1b[?2004h",
    "\x1b[?7l",
}


def test_stored_text_cannot_command_the_terminal(tmp_path: Path) -> None:
    with start(tmp_path, "hostile", size=(40, 80)) as desk:
        desk.wait_for("[red]")
        assert sequences(bytes(desk.raw)) == NORMAL | {"\x1b[?2026$p"}
        assert "\u202e" not in desk.raw.decode()


@pytest.mark.parametrize(
    "term", ["xterm-256color", "screen", "tmux-256color", "linux", "vt100", "dumb", "", "no-such"]
)
def test_every_terminal(term: str, tmp_path: Path) -> None:
    with start(tmp_path, env={"TERM": term}) as desk:
        desk.send("å").wait_for("keys: å.")
        asked = {"\x1b[?2026$p"} if term[:2] in {"xt", "sc", "tm", "no"} else set()
        assert sequences(bytes(desk.raw)) == NORMAL | asked
        assert desk.row(3) == LETTERS


def test_no_color_means_none(tmp_path: Path) -> None:
    with start(tmp_path, env={"NO_COLOR": "1"}) as desk:
        styles = set(re.findall(r"\x1b\[([\d;]*)m", desk.raw.decode()))
        numbers = {number for style in styles for number in style.split(";")}
        assert not {n for n in numbers if re.fullmatch("3[0-8]|4[0-8]|9[0-7]|10[0-7]", n)}


def test_a_latin_1_terminal_gets_latin_1(tmp_path: Path) -> None:
    env = {"LANG": "da_DK.ISO8859-1"}
    with start(tmp_path, env=env, charset="latin-1") as desk:
        assert desk.row(3) == "-|++ · »æøå« ~ S?"
        desk.send("æ").wait_for("keys: æ.")
        assert b"\xe6" in desk.raw
        assert b"\xc3\xa6" not in desk.raw


@pytest.mark.parametrize("name", ["LC_CTYPE", "LC_ALL", "LANG"])
def test_python_does_not_hide_the_charset(name: str, tmp_path: Path) -> None:
    """Where the locale is not installed, Python sets LC_CTYPE to C.UTF-8 in its environment."""
    with start(tmp_path, env={"LANG": None, name: "da_DK.ISO8859-15"}, charset="latin-1") as desk:
        assert desk.row(3) == "-|++ · »æøå« ~ ¦¤"


def test_an_ascii_terminal_gets_ascii(tmp_path: Path) -> None:
    with start(tmp_path, env={"LC_ALL": "en_US.US-ASCII"}, charset="ascii") as desk:
        assert desk.row(3) == '-|++ . "??a" ~ S?'
        assert desk.raw.isascii()


def test_ascii_borders_on_request(tmp_path: Path) -> None:
    with start(tmp_path, "ascii") as desk:
        assert desk.row(3) == '-|++ . "æøå" … Š€'


def test_a_new_size_arrives(tmp_path: Path) -> None:
    with start(tmp_path) as desk:
        desk.bytes_since()
        desk.resize(30, 100)
        desk.wait_for(lambda: b"\x1b[30;1H" in desk.raw)


def test_a_terminal_without_a_size_is_80_by_24(tmp_path: Path) -> None:
    argv = [sys.executable, "-m", "tests.terminal.sample_app", str(tmp_path)]
    with Terminal(argv) as desk:
        desk._set_size(0, 0)
        desk.wait_for("ready")
        assert "ready 80x2" in desk.row(1)
