"""A verified copy of the file while others write it, and the way back from one."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from din_indgang_tui.clock import Clock, machine_clock
from din_indgang_tui.i18n import _
from din_indgang_tui.store import damaged, file, places
from din_indgang_tui.store.engine import TROUBLE, Connection, sqlite3
from din_indgang_tui.store.errors import StoreError

BACKUP_FOLDER = "backups"  # beside the database
ALONE_MS = 2_000  # how long a restore waits for a command that is just finishing
_HELD = (5, 6)  # SQLITE_BUSY, SQLITE_LOCKED


def make_backup(path: Path, target: Path | None = None, *, clock: Clock = machine_clock) -> Path:
    """One file with everything that was saved when it was begun; others may write meanwhile.

    Without `target` it gets a dated name in the folder `backups` beside the database, and in
    `target` where that is a folder. The copy is checked from end to end, and on the disk, before it
    gets its name. Returns the name. Raises StoreError; then there is no copy, half or whole.
    """
    source = file.open_to_read(path)
    try:
        target = _name_for(path, target, clock)
        with _copied(source, path, beside=target) as copy:
            if fault := _fault(copy):
                raise StoreError(
                    _(
                        "The copy has a fault, so it was not kept ({detail}). "
                        "Look at the database: dinindgang check"
                    ).format(detail=fault)
                )
            places.put_in_place(copy, target)
    except OSError as error:
        raise places.explained(error, target or path) from error
    finally:
        source.close()
    return target


def restore(backup: Path, path: Path, *, clock: Clock = machine_clock) -> Path | None:
    """The database as it was in this backup. Returns where the one before lies; None without one.

    A copy of the backup is checked first. SQLite's own exclusive lock is then held from before the
    present file is copied until the backup has taken its place. Every terminal holds a shared lock
    as long as it has the file open, also while nobody is logged in, so the exclusive one is refused
    while any does: on a local disk nobody is moved to other contents without knowing. The contents
    are written into the same file as one transaction: after a power cut it is what it was or what
    it was to become. Only where SQLite cannot work with the present file any more is it written
    over under the same locks (store/damaged.py). Raises StoreError; then nothing is changed.
    """
    if file.identity(backup) is not None and file.identity(backup) == file.identity(path):
        raise StoreError(_("{path} is the database itself, not a backup of it.").format(path=path))
    source = file.open_to_read(backup)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _copied(source, backup, beside=path) as copy:
            if fault := _fault(copy):
                raise StoreError(
                    _("{path} has a fault, so it was not restored ({detail}).").format(
                        path=backup, detail=fault
                    )
                )
            if os.path.lexists(path):
                return _replace(path, copy, clock)
            _refuse_what_another_left(path)
            places.put_in_place(copy, path)
            return None
    except OSError as error:
        raise places.explained(error, path) from error
    finally:
        source.close()


def newest(path: Path) -> Path | None:
    """The newest file in the folder where backups of this database go."""
    found = [(file.stat().st_mtime, file) for file in (path.parent / BACKUP_FOLDER).glob("*.db")]
    return max(found)[1] if found else None


def _name_for(path: Path, target: Path | None, clock: Clock) -> Path:
    if target is None:
        target = path.parent / BACKUP_FOLDER
        target.mkdir(mode=0o700, exist_ok=True)
    if target.is_dir():
        return places.dated_name(target, path.stem, clock())
    if os.path.lexists(target):
        raise StoreError(_("{path} is there already. Nothing was changed.").format(path=target))
    return target


@contextlib.contextmanager
def _copied(source: Connection, path: Path, *, beside: Path) -> Iterator[Path]:
    """A copy of `source` (the file `path`), whole in one file, for as long as it is looked at."""
    with places.unfinished(beside) as copy:
        try:
            with contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as target:
                _copy_pages(source, target)
                # Alone it needs no WAL, and can be read from a stick that cannot be written to.
                target.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.Error as error:
            raise _about_the_copy(error, path, beside) from error
        yield copy


def _copy_pages(source: Connection, target: Connection) -> None:
    deadline = time.monotonic() + file.BUSY_MS / 1000

    def step(status: int, remaining: int, total: int) -> None:
        # The engine tries again for ever while somebody holds the file for themselves.
        if status in _HELD and time.monotonic() > deadline:
            raise sqlite3.OperationalError("database is locked")

    # All pages in one step: in small ones it begins again whenever somebody writes.
    source.backup(target, pages=-1, progress=step)


def _fault(path: Path) -> str | None:
    """What is wrong with a file that nobody else uses; None where it is whole and ours."""
    try:
        with contextlib.closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        ) as connection:
            (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            if found != "ok":
                return " ".join(str(found).split())
            broken = connection.execute("PRAGMA foreign_key_check").fetchone()
            if broken is not None:
                return f"{broken[0]} -> {broken[2]}"
            (application_id,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if application_id != file.APPLICATION_ID or not 1 <= version <= file.SCHEMA_VERSION:
                return f"application_id {application_id:#x}, user_version {version}"
    except TROUBLE as error:
        return str(error)
    return None


def _replace(path: Path, copy: Path, clock: Clock) -> Path:
    damaged.refuse_foreign(path)
    kept = places.dated_name(path.parent, f"{path.stem}-before-restore", clock())
    try:
        _replace_in_one_transaction(path, copy, kept)
    except TROUBLE as error:
        if _is_no_room(error):
            raise _about_the_copy(error, path, path) from error
        # A file with a fault is what most restores are for.
        damaged.overwrite(path, copy, kept)
    return kept


def _replace_in_one_transaction(path: Path, copy: Path, kept: Path) -> None:
    with contextlib.closing(_alone_with(path)) as present:
        with places.unfinished(kept) as before:
            with contextlib.closing(sqlite3.connect(before, isolation_level=None)) as target:
                _copy_pages(present, target)
            places.put_in_place(before, kept)
        try:
            with contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as source:
                _copy_pages(source, present)
        except BaseException:
            # The engine took it back, so the copy of what is still there is not needed.
            kept.unlink()
            raise


def _alone_with(path: Path) -> Connection:
    """A connection that keeps all others out. Raises StoreError where there are some."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=ALONE_MS / 1000)
    try:
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("PRAGMA synchronous=FULL")
        # Leaving the WAL needs the exclusive lock, which in this locking mode is kept.
        connection.execute("PRAGMA journal_mode=DELETE")
    except BaseException as error:
        connection.close()
        if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
            raise damaged.others_have_it(path) from error
        raise
    return connection


def _refuse_what_another_left(path: Path) -> None:
    # A file of this name would be read into the restored one, and a terminal that still has the
    # vanished database open would go on writing it.
    for left in places.companions(path):
        if os.path.lexists(left):
            raise StoreError(
                _(
                    "{left} lies there without its database. Leave Din Indgang on all terminals, "
                    "move it away and try again. Nothing was changed."
                ).format(left=left)
            )


def _about_the_copy(error: Exception, source: Path, target: Path) -> StoreError:
    if _is_no_room(error):
        return StoreError(
            _("There is no room left for {path}. Nothing was changed.").format(path=target)
        )
    return file.explained(error, source)


def _is_no_room(error: Exception) -> bool:
    name = str(getattr(error, "sqlite_errorname", "") or "")
    return name.startswith(("SQLITE_FULL", "SQLITE_IOERR_WRITE")) or "disk is full" in str(error)
