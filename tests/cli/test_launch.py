"""How `dinindgang` begins: language, database, and the desk before everything else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from din_indgang_tui import launch, whereabouts
from din_indgang_tui.clock import machine_clock
from din_indgang_tui.launch import leading_options
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.engine import sqlite3
from tests.cli.conftest import ROOT, Run, Start
from tests.faults import FAULTS
from tests.terminal.pty import Terminal

# Which language ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "env", "waiting"),
    [
        ([], {}, "Venter: 0"),
        (["--lang", "en"], {}, "Waiting: 0"),
        (["--lang=en"], {"DININDGANG_LANG": "da"}, "Waiting: 0"),
        ([], {"DININDGANG_LANG": "EN"}, "Waiting: 0"),
        (["--lang", "DA"], {"DININDGANG_LANG": "en"}, "Venter: 0"),
    ],
)
def test_danish_unless_something_else_is_said(
    run: Run,
    house: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    env: dict[str, str],
    waiting: str,
) -> None:
    monkeypatch.setenv("DININDGANG_LANG", env.get("DININDGANG_LANG", ""))
    assert waiting in run(*words, "today").done().splitlines()


def test_a_language_nobody_speaks_here_is_said_in_danish(run: Run, db: Path) -> None:
    for words in (["--lang", "kl", "today"], ["--lang=kl"]):
        assert run(*words).refused(2) == "Programmet taler da, en, ikke 'kl'."


def test_the_help_is_in_the_language_that_stands_before_or_behind(start: Start) -> None:
    assert "Uden en kommando" in start("--help", env={"DININDGANG_LANG": ""}).done()
    assert "Without a command" in start("--help", "--lang", "en").done()
    danish = start("staff", "add", "--help", env={"DININDGANG_LANG": "da"}).done()
    assert danish.startswith("Brug: dinindgang staff add [VALG]")
    assert not any(
        word in danish for word in ("Usage", "Options", "Show this", "required", "<str>")
    )


# Which database ---------------------------------------------------------------------------------


def test_the_named_database_before_the_one_of_the_surroundings(tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path)}
    named = whereabouts.database_path("/srv/a.db", {"DININDGANG_DB": "/srv/b.db"})
    assert named == Path("/srv/a.db")
    assert whereabouts.database_path(None, {"DININDGANG_DB": "/srv/b.db"}) == Path("/srv/b.db")
    assert whereabouts.database_path("", {"DININDGANG_DB": "", **home}).name == "dinindgang.db"


@pytest.mark.parametrize(
    ("platform", "env", "folder"),
    [
        ("linux", {"XDG_DATA_HOME": "/srv/data"}, "/srv/data/dinindgang"),
        ("linux", {"XDG_DATA_HOME": "relative"}, "~/.local/share/dinindgang"),
        ("linux", {}, "~/.local/share/dinindgang"),
        ("darwin", {"XDG_DATA_HOME": "/srv/data"}, "~/Library/Application Support/dinindgang"),
        ("win32", {}, "~/AppData/Local/dinindgang"),
    ],
)
def test_else_the_data_folder_of_the_system(
    platform: str, env: dict[str, str], folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    path = whereabouts.database_path(None, env)
    assert path == Path(folder).expanduser() / "dinindgang.db"


def test_the_home_folder_is_found_where_the_shell_left_it_to_us(tmp_path: Path) -> None:
    assert whereabouts.database_path("~/house.db", {}) == tmp_path / "home" / "house.db"


# The desk before everything else ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "options", "alone"),
    [
        ([], {}, True),
        (["--db", "a.db"], {"--db": "a.db"}, True),
        (["--lang=en", "--db=a.db"], {"--lang": "en", "--db": "a.db"}, True),
        (["--db", "a.db", "--db", "b.db"], {"--db": "b.db"}, True),
        (["--db", "a.db", "today"], {"--db": "a.db"}, False),
        (["--help", "--lang", "en"], {"--lang": "en"}, False),
        (["today", "--lang", "en"], {}, False),
        (["--db"], {"--db": ""}, False),
        (["--lang="], {"--lang": ""}, False),
        (["--dbx", "a.db"], {}, False),
        (["--", "today"], {}, False),
    ],
)
def test_the_two_options_are_known_without_typer(
    words: list[str], options: dict[str, str], alone: bool
) -> None:
    assert leading_options(words) == (options, alone)


_IMPORTED = """
import subprocess
import sys
from din_indgang_tui import desk_start, launch
import os
os.environ["TEXTUAL_DRIVER"] = "somebody.elses:Driver"
desk_start.has_terminal = lambda: True
from din_indgang_tui.terminal import hardened
assert "textual.constants" in sys.modules  # imported here, to stand in for the desk itself
hardened.HardenedApp.run_desk = lambda self: print(self.clock().year > 2000) or 7
code = launch.run(sys.argv[1:])
heavy = ("typer", "click", "argparse", "sqlite_utils", "pydantic", "dateutil")
print(code, [name for name in heavy if name in sys.modules])
"""


def test_the_desk_opens_without_what_only_the_commands_need(start: Start, house: Path) -> None:
    said = start("--db", house, "--lang", "en", code=_IMPORTED).done().splitlines()
    assert said == ["True", "7 []"]


_EXPORTED = """
import sys
from din_indgang_tui import launch
assert launch.run(sys.argv[1:]) == 0
print([name for name in ("pydantic", "textual", "rich", "sqlite_utils") if name in sys.modules])
"""


def test_a_command_loads_nothing_to_look_at_a_text(start: Start, house: Path) -> None:
    said = start("--db", house, "export", "--weeks", "1", code=_EXPORTED).done().splitlines()
    assert said[-1] == "[]"


_SCRUBBED = """
import os, sys
os.environ.update(TEXTUAL_DRIVER="somebody.elses:Driver", TEXTUAL_LOG="somewhere", COLUMNS="7")
from din_indgang_tui import desk_start, launch
desk_start.has_terminal = lambda: True
class Watch:
    def find_spec(self, name, path=None, target=None):
        if name == "textual":
            print([v for v in ("TEXTUAL_DRIVER", "TEXTUAL_LOG", "COLUMNS") if v in os.environ])
            raise SystemExit(0)
sys.meta_path.insert(0, Watch())
launch.run(sys.argv[1:])
"""


def test_the_surroundings_are_put_right_before_textual_is_imported(
    start: Start, house: Path
) -> None:
    said = start(code=_SCRUBBED).done()
    assert said == "[]\n"


def test_without_a_terminal_the_desk_says_how_to_see_the_day(start: Start, house: Path) -> None:
    assert start().refused() == (
        "The desk needs a terminal. The day as plain lines: dinindgang today"
    )


# In a terminal ---------------------------------------------------------------------------------


def _terminal(*words: str | Path) -> Terminal:
    env = {
        name: os.environ[name]
        for name in ("DININDGANG_LANG", "DININDGANG_DB", "TMPDIR", "HOME")
        if name in os.environ
    }
    return Terminal([sys.executable, "-m", "din_indgang_tui", *map(str, words)], env=env)


@pytest.mark.terminal
@pytest.mark.parametrize("name", ["nothing", "a text", "another program's database"])
def test_a_file_that_cannot_be_used_is_said_before_anything_is_drawn(db: Path, name: str) -> None:
    if name != "nothing":
        FAULTS[name](db)
    with _terminal() as desk:
        assert desk.wait_exit(10) == 1
        assert b"\x1b" not in desk.raw
        assert str(db) in " ".join(desk.raw.decode().split())
        assert desk.modes() == desk.before


@pytest.mark.terminal
def test_the_desk_opens_and_leaves(house: Path) -> None:
    with _terminal() as desk:
        desk.wait_for("Initials").send("\x1b[20~")  # F9
        assert desk.wait_exit(10) == 0
        assert desk.modes() == desk.before


@pytest.mark.terminal
def test_ctrl_c_while_the_file_is_held_elsewhere_leaves_without_a_traceback(house: Path) -> None:
    holder = sqlite3.connect(house, isolation_level=None)
    holder.execute("PRAGMA locking_mode=EXCLUSIVE")
    holder.execute("SELECT count(*) FROM staff").fetchall()
    with _terminal() as desk:
        # It has begun to wait for the file once its database thread is there.
        desk.wait_for(lambda: len(os.listdir(f"/proc/{desk.process.pid}/task")) > 1)
        desk.send("\x03")
        assert desk.wait_exit(10) == 130
        assert b"Traceback" not in desk.raw
    holder.close()


# Where the answer goes -------------------------------------------------------------------------

_STDOUT = """
import os, sys
from din_indgang_tui import launch
os.dup2(os.open(sys.argv.pop(1), os.O_WRONLY), 1)
sys.argv[0] = "dinindgang"
launch.main()
"""


def test_an_answer_that_cannot_be_written_is_said(start: Start, house: Path) -> None:
    for command in ("today", "export"):
        said = start("/dev/full", command, code=_STDOUT).refused()
        assert said.endswith("No space left on device.")
        assert "\n" not in said


_PIPE = """
import os, subprocess, sys
reader, writer = os.pipe()
os.close(reader)
command = [sys.executable, "-m", "din_indgang_tui", *sys.argv[1:]]
done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE)
sys.stderr.buffer.write(done.stderr)
sys.exit(done.returncode)
"""


def test_a_reader_who_has_heard_enough_is_no_error_to_talk_about(start: Start, house: Path) -> None:
    for command in ("today", "export"):
        answer = start(command, code=_PIPE)
        assert (answer.out, answer.err) == ("", "")
        assert answer.code in (1, 141)


@pytest.mark.parametrize("env", [{"LANG": "C", "LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}])
def test_letters_the_terminal_has_no_sign_for_stop_nothing(
    start: Start, house: Path, env: dict[str, str]
) -> None:
    said = start("staff", "list", env=env).done()
    assert said.split("; ")[0] in ("ÅSE", "?SE")


def test_the_module_and_the_command_are_the_same() -> None:
    assert launch.main.__module__ == "din_indgang_tui.launch"
    assert (ROOT / "din_indgang_tui" / "__main__.py").read_text().count("main()") == 1


@pytest.mark.parametrize(("command", "code"), [("today", 0), ("export", 1)])
def test_a_closed_standard_output_is_no_crash(tmp_path: Path, command: str, code: int) -> None:
    path = tmp_path / "house.db"
    Door(path, machine_clock, make=True).close()
    started = [sys.executable, "-m", "din_indgang_tui", "--db", str(path), command]
    done = subprocess.run(
        ["sh", "-c", 'exec "$@" >&-', "sh", *started],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == code
    assert "Traceback" not in done.stderr and "crash" not in done.stderr


def test_what_was_typed_is_repeated_without_its_escape_sequences(tmp_path: Path) -> None:
    started = [sys.executable, "-m", "din_indgang_tui", "--db", f"{tmp_path}/\x1b]0;x\x07.db"]
    done = subprocess.run(
        [*started, "today"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 1
    assert "]0;x" in done.stderr and "\x1b" not in done.stderr and "\x07" not in done.stderr
