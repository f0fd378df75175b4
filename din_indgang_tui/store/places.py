"""Putting a finished file where it belongs: whole or not at all, and never over another one."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from din_indgang_tui.clock import local
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import StoreError

# What SQLite keeps beside a file. One of these beside another file would be read into it.
COMPANIONS = ("-wal", "-shm", "-journal")


@contextlib.contextmanager
def unfinished(target: Path) -> Iterator[Path]:
    """A new empty file (0600) in the folder of `target` to write in; gone afterwards.

    It is on the same file system as its target, so that it can take its place in one step.
    Raises OSError where the folder takes no new file.
    """
    path = target.with_name(f".{target.name[:100]}.{os.urandom(4).hex()}.part")
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield path
    finally:
        for leftover in (path, *companions(path)):
            leftover.unlink(missing_ok=True)


def put_in_place(finished: Path, target: Path) -> None:
    """The finished file under its name, in one step, on the disk when this returns.

    Raises FileExistsError where something has that name already.
    """
    sync(finished)
    try:
        # A link fails where the name is taken; a rename would take it over in silence.
        os.link(finished, target)
    except FileExistsError:
        raise
    except OSError as error:
        # Some file systems (USB sticks among them) have no links.
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK):
            raise
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), target) from error
        finished.rename(target)
    else:
        finished.unlink()
    sync(target.parent)


def sync(path: Path) -> None:
    """What was written to a file, or which names a folder has, survives a power cut after this."""
    if os.name == "nt" and path.is_dir():
        return  # Windows opens no folders
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def companions(path: Path) -> list[Path]:
    """The names that SQLite may use beside this file."""
    return [path.with_name(path.name + ending) for ending in COMPANIONS]


def dated_name(folder: Path, stem: str, now: datetime) -> Path:
    """A name in the folder that is not taken: `dinindgang-2026-11-17-102030.db`."""
    first = f"{stem}-{local(now):%Y-%m-%d-%H%M%S}"
    path = folder / f"{first}.db"
    number = 2
    while os.path.lexists(path):
        path = folder / f"{first}-{number}.db"
        number += 1
    return path


def explained(error: OSError, path: Path) -> StoreError:
    """What the file system said about `path`, as one sentence for people."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        sentence = _("There is no room left for {path}. Nothing was changed.")
    elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        sentence = _("This account may not write {path}. Nothing was changed.")
    elif error.errno in (errno.ENOENT, errno.ENOTDIR):
        sentence = _("The folder {folder} is not there. Nothing was changed.")
    elif error.errno == errno.EEXIST:
        sentence = _("{path} is there already. Nothing was changed.")
    else:
        sentence = _("{path} could not be written ({detail}). Nothing was changed.")
    return StoreError(
        sentence.format(path=path, folder=path.parent, detail=error.strerror or str(error))
    )
