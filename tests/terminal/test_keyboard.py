"""What is typed and pasted in a real terminal."""

import sys
import time
from pathlib import Path

import pytest

from tests.terminal.pty import Terminal

pytestmark = pytest.mark.terminal


def start(folder: Path, mode: str = "", **more: object) -> Terminal:
    argv = [sys.executable, "-m", "tests.terminal.sample_app", str(folder), mode]
    return Terminal(argv, **more).wait_for("ready")  # type: ignore[arg-type]


def test_keys_arrive(tmp_path: Path) -> None:
    with start(tmp_path) as desk:
        desk.send("n").wait_for("fired n.")
        desk.send("æ").wait_for("keys: n æ.")
        # One Latin-1 byte ends a plain Textual App. Nothing follows it here.
        desk.send(b"\xe6").wait_for("keys: n æ æ.")
        desk.press("up").wait_for("up.")
        desk.send("\x1b[").send("B").wait_for("down.")
        desk.press("esc").wait_for("escape.")
        # Esc and a letter at once are those two keys, not Alt and the letter.
        desk.send("\x1bq").wait_for("escape q.").wait_for("fired n q.")
        # ctrl+q, ctrl+c, ctrl+z, ctrl+p and ctrl+backslash leave the desk where it is.
        desk.send("\x11\x03\x1a\x10\x1c").send("å").wait_for("å.")
        desk.send("x")
        assert desk.wait_exit() == 0
        assert desk.modes() == desk.before


def test_answers_and_tricks_fire_nothing(tmp_path: Path) -> None:
    with start(tmp_path) as desk:
        desk.send("\x1b]11;rgb:1e1e/1e1e/1e1e\x07\x1b[?62;1n\x1b[O\x1b[48;500;500;1;1t\x1b[97;5u")
        desk.send("\x1b[<0;3;3M\x1b[<0;3;3m").send("å").wait_for("keys: å.")
        assert desk.row(2) == "fired."
        assert desk.row(1) == "ready 80x24"


@pytest.mark.parametrize(
    ("pasted", "shown"),
    [
        ("Ole Hansen", "pasted 10: Ole Hansen."),
        ("a\x1bq\x11n\x03\rb\tq", "pasted 7: aqn/b_q."),
        ("a\x1b[201~qn\x11\x1bOPq", "pasted 4: aqnq"),
        (b"\xff\xe6\x80q", "pasted 3: ÿæq."),
    ],
)
def test_no_paste_fires_a_binding(pasted: str | bytes, shown: str, tmp_path: Path) -> None:
    with start(tmp_path) as desk:
        desk.paste(pasted)
        desk.wait_for(shown)
        # Once it has been quiet, a key is a key; until then it is more of the paste.
        quiet = time.monotonic() + 0.25
        desk.wait_for(lambda: time.monotonic() > quiet)
        assert desk.row(2) == "fired."
        desk.send("q").wait_for("fired q.")


def test_a_paste_of_a_megabyte_is_cut(tmp_path: Path) -> None:
    with start(tmp_path) as desk:
        begun = time.monotonic()
        desk.paste("q" * 1_000_000).wait_for("pasted 100000: qqq").wait_for("cut")
        assert time.monotonic() - begun < 5
        assert desk.row(2) == "fired."


def test_a_paste_into_a_field_stays_there(tmp_path: Path) -> None:
    with start(tmp_path, "field") as desk:
        desk.paste("q\x1bn\x1b[201~q\x11").wait_for(lambda: desk.row(4).strip() == "qnq")
        assert desk.row(2) == "fired."


def test_textuals_variables_are_ignored(tmp_path: Path) -> None:
    env = {
        "TEXTUAL_DRIVER": "tests.no.such:Driver",
        "TEXTUAL": "headless,debug",
        "TEXTUAL_PRESS": "n",
        "TEXTUAL_LOG": str(tmp_path / "log"),
        "COLUMNS": "20",
        "LINES": "5",
    }
    with start(tmp_path, env=env) as desk:
        desk.send("å").wait_for("keys: å.")
        assert desk.row(1) == "ready 80x24"
        assert desk.row(2) == "fired."
    assert not (tmp_path / "log").exists()
