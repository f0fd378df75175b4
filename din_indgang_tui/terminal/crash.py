"""What is left of an error: a file for the one who mends it, one line for the one at the desk.

Textual prints a traceback with the value of every local variable, which in this house is names and
CPR numbers, on a screen that stands in a hall. The file has the traceback without them, readable
only by the account that runs the program. The text of the error itself is in it.
"""

import contextlib
import os
import platform
import sys
import time
import traceback
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from din_indgang_tui.text import clean, shown

_KEPT: Final = 50
"""How many files are kept; a program that fails again and again must not fill the disk."""

_SIZE: Final = 200_000

# Without letters and digits that are mistaken for each other when read out on the telephone.
_LETTERS: Final = "ACDEFHJKLMNPRTUVWXY34679"


def report(error: BaseException, folder: Path) -> str:
    """Write what is known about `error` to a new file in `folder` and return its id.

    Never raises: without a file, for instance on a full disk, there is still an id to say.
    """
    name = "".join(_LETTERS[byte % len(_LETTERS)] for byte in os.urandom(6))
    with contextlib.suppress(Exception):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        descriptor = os.open(folder / f"crash-{name}.txt", flags, 0o600)
        with open(descriptor, "w", encoding="utf-8") as file:
            file.write(_details(error, name))
        _tidy(folder)
    return name


def line(name: str, message: Callable[[str], str]) -> str:
    """Return what the screen says about the error with the id `name`. Never raises."""
    try:
        return shown(message(name))
    except Exception:
        return f"Din Indgang: error {name}."


def _details(error: BaseException, name: str) -> str:
    head = [
        f"crash {name}, {time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime())}",
        f"Python {platform.python_version()}, {platform.system()} {platform.release()}",
    ]
    for package in ("din-indgang-tui", "textual", "rich", "sqlite-utils"):
        with contextlib.suppress(PackageNotFoundError):
            head.append(f"{package} {version(package)}")
    sqlite = sys.modules.get("pysqlite3") or sys.modules.get("sqlite3")
    if sqlite is not None:
        head.append(f"SQLite {getattr(sqlite, 'sqlite_version', '?')}")
    head.append(f"TERM={os.environ.get('TERM', '')}")
    story = traceback.TracebackException.from_exception(error, capture_locals=False, limit=-100)
    # Cleaned, because somebody will read it in a terminal.
    text = "\n".join([*head, "", ""]) + "".join(story.format())
    return clean(text, lines=True, limit=_SIZE)


def _tidy(folder: Path) -> None:
    files = sorted(folder.glob("crash-*.txt"), key=lambda file: file.stat().st_mtime)
    for file in files[:-_KEPT]:
        file.unlink(missing_ok=True)
