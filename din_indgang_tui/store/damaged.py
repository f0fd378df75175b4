"""Writing a whole database over one that SQLite cannot work with any more.

SQLite's own transaction is the better way in (store/backup.py); this is for files with a fault in
them, which is when a restore is needed most.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from din_indgang_tui.i18n import _
from din_indgang_tui.store import file, places
from din_indgang_tui.store.errors import StoreError

# The file format (sqlite.org/fileformat.html): how a file begins, and where its owner stands.
_MAGIC = b"SQLite format 3\0"
_OWNER = slice(68, 72)
_PAGE = 4096
# What stands at the beginning while the rest is written: neither a database nor lost.
_UNDER_WAY = b"Din Indgang: a restore was begun here. Run dinindgang restore again.\n"
# The bytes that SQLite locks (its source, os.h): pending, reserved, and 510 for those who read.
_LOCKED_FROM, _LOCKED = 0x40000000, 512


def refuse_foreign(path: Path) -> None:
    """Raises StoreError where the file is another program's, or nothing that can be told.

    What a restore left half written, and an empty file, may be written over.
    """
    with path.open("rb") as opened:
        head = opened.read(100)
    if not head or head.startswith(_UNDER_WAY):
        return
    if not head.startswith(_MAGIC):
        raise StoreError(
            _(
                "{path} is no database any more, so it cannot be told whose it is. "
                "Move it away and try again. Nothing was changed."
            ).format(path=path)
        )
    if int.from_bytes(head[_OWNER], "big") != file.APPLICATION_ID:
        raise StoreError(
            _("{path} belongs to another program. Nothing was changed.").format(path=path)
        )


def overwrite(path: Path, whole: Path, kept: Path) -> None:
    """The contents of `whole` in the file `path`; what it had, and its WAL, under the name `kept`.

    The file stays the same one, so that a terminal which is just opening it finds the new contents.
    It is no database until the last page is written. Raises StoreError where others have it open,
    OSError where the disk refuses: nothing was changed then, unless it fails while it is written.
    """
    with _alone(path) as descriptor:
        with places.unfinished(kept) as before:
            _copy(descriptor, before)
            places.put_in_place(before, kept)
        try:
            # The room is taken first, so that the disk cannot fill up half way.
            _take_room(descriptor, whole.stat().st_size)
        except OSError:
            kept.unlink()
            raise
        for left in places.companions(path):
            if left.exists():
                left.rename(kept.with_name(kept.name + left.name.removeprefix(path.name)))
        _write(descriptor, whole)


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[int]:
    try:
        import fcntl
    except ImportError:  # Windows
        raise StoreError(
            _(
                "{path} is damaged. Leave Din Indgang on all terminals, move the file away and try "
                "again. Nothing was changed."
            ).format(path=path)
        ) from None
    descriptor = os.open(path, os.O_RDWR)
    try:
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, _LOCKED, _LOCKED_FROM)
        except (BlockingIOError, PermissionError):
            raise others_have_it(path) from None
        yield descriptor
    finally:
        # Closing lets go of the lock, also of one that this process took by another way: nothing
        # else here may have the file open.
        os.close(descriptor)


def others_have_it(path: Path) -> StoreError:
    """Somebody else has the file open."""
    return StoreError(
        _(
            "Other terminals have {path} open. Leave Din Indgang on all of them and try again. "
            "Nothing was changed."
        ).format(path=path)
    )


def _copy(descriptor: int, target: Path) -> None:
    with target.open("wb") as opened:
        offset = 0
        while data := os.pread(descriptor, 1 << 20, offset):
            opened.write(data)
            offset += len(data)


def _take_room(descriptor: int, size: int) -> None:
    if size and hasattr(os, "posix_fallocate"):
        os.posix_fallocate(descriptor, 0, size)


def _write(descriptor: int, whole: Path) -> None:
    _write_at(descriptor, _UNDER_WAY, 0)
    os.fsync(descriptor)
    with whole.open("rb") as opened:
        first = opened.read(_PAGE)
        offset = len(first)
        while data := opened.read(1 << 20):
            _write_at(descriptor, data, offset)
            offset += len(data)
    os.ftruncate(descriptor, offset)
    os.fsync(descriptor)
    # The page that makes a database of it comes last.
    _write_at(descriptor, first, 0)
    os.fsync(descriptor)


def _write_at(descriptor: int, data: bytes, offset: int) -> None:
    view = memoryview(data)
    while view:
        written = os.pwrite(descriptor, view, offset)
        view = view[written:]
        offset += written
