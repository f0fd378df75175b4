"""Everything that can lie where the database should, and an account that may not do everything."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from din_indgang_tui.store import file
from din_indgang_tui.store.engine import sqlite3

_NOBODY = 65534


def _text(path: Path) -> None:
    path.write_text("Kære Åse, husk nøglerne til porten. " * 200, encoding="utf-8")


def spoil(path: Path) -> None:
    """A fault far inside: the file opens, and most of it can be read."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'citizen'"
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as opened:
        opened.seek(size * (page - 1))
        opened.write(bytes(range(256)) * (size // 256))


def _folder(path: Path) -> None:
    path.mkdir()


def _empty(path: Path) -> None:
    path.touch()


def _foreign(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE staff (initials TEXT)")
        connection.commit()


def _truncated(path: Path) -> None:
    file.open_file(path, make=True).close()
    os.truncate(path, path.stat().st_size // 2)


def _without_a_head(path: Path) -> None:
    file.open_file(path, make=True).close()
    with path.open("r+b") as opened:
        opened.write(bytes(4096))


def _newer(path: Path) -> None:
    file.open_file(path, make=True).close()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {file.SCHEMA_VERSION + 1}")


def _pipe(path: Path) -> None:
    os.mkfifo(path)


FAULTS: dict[str, Callable[[Path], None]] = {
    "a text": _text,
    "a folder": _folder,
    "an empty file": _empty,
    "another program's database": _foreign,
    "half a database": _truncated,
    "a database without its first page": _without_a_head,
    "a newer database": _newer,
    "a pipe": _pipe,
}
"""How to make each thing that is not a database of this house and this version."""


def as_an_ordinary_account(work: Callable[[Path], str]) -> str:
    """What `work` answers in a folder of its own, for an account that permissions hold for.

    They do not hold for root, which is what tests in a container run as: there the work is done in
    a process that gave that up.
    """
    folder = Path(tempfile.mkdtemp(prefix="ordinary-"))
    try:
        if os.geteuid() != 0:
            return work(folder)
        os.chown(folder, _NOBODY, _NOBODY)
        answers, answer = os.pipe()
        child = os.fork()
        if child == 0:
            said = "failed"
            try:
                os.setgroups([])
                os.setresgid(_NOBODY, _NOBODY, _NOBODY)
                os.setresuid(_NOBODY, _NOBODY, _NOBODY)
                said = work(folder)
            except BaseException as error:
                said = f"{type(error).__name__}: {error}"
            finally:
                os.write(answer, said.encode())
                os._exit(0)
        os.close(answer)
        with os.fdopen(answers, encoding="utf-8") as opened:
            said = opened.read()
        os.waitpid(child, 0)
        return said
    finally:
        shutil.rmtree(folder, ignore_errors=True)
