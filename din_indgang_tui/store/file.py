"""Opening the one file: is it ours, is it whole, is it of this version, and then the recipe.

The recipe (WAL, FULL, BEGIN IMMEDIATE, ten seconds of patience) is the one under which many
terminals wrote one file without a lost row or a lock error.
"""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

from din_indgang_tui.i18n import _
from din_indgang_tui.store.engine import FLOOR, TROUBLE, Connection, sqlite3
from din_indgang_tui.store.errors import Busy, StoreError

APPLICATION_ID = 0x44494E44  # "DIND", so that a foreign file is known before anything is written
SCHEMA_VERSION = 5  # the number of migrations; PRAGMA user_version of a file that is up to date
BUSY_MS = 10_000


def schema_text() -> str:
    """schema.sql: beside the package in a checkout, inside it once installed."""
    package = Path(__file__).parent.parent
    for place in (package.parent / "schema.sql", package / "schema.sql"):
        if place.is_file():
            return place.read_text(encoding="utf-8")
    raise StoreError(_("schema.sql is missing: the program is not whole. Install it again."))


def open_file(path: Path, *, make: bool = False) -> Connection:
    """The file, opened and up to date. With `make`, a file that is not there is made (0600).

    Raises StoreError with one sentence for a file that cannot be used as it is.
    """
    check_engine()
    _check_path(path, make=make)
    old_umask = os.umask(0o077)
    try:
        connection = sqlite3.connect(
            path, isolation_level=None, timeout=BUSY_MS / 1000, check_same_thread=False
        )
        try:
            _recognise(connection, path, make=make)
            _follow_recipe(connection)
            _bring_up_to_date(connection, path)
        except BaseException:
            connection.close()
            raise
    except TROUBLE as error:
        raise explained(error, path) from error
    finally:
        os.umask(old_umask)
    return connection


def open_to_read(path: Path) -> Connection:
    """The file as it stands: nothing in it is changed, also where it is of an older version.

    Raises StoreError with one sentence for a file that is not ours, or cannot be read.
    """
    check_engine()
    _check_readable(path)
    try:
        connection = _reading_connection(path)
        try:
            connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
            _recognise(connection, path, make=False)
        except BaseException:
            connection.close()
            raise
    except TROUBLE as error:
        raise explained(error, path) from error
    return connection


def check_engine() -> None:
    """Raises StoreError where SQLite is older than the version that mended the WAL-reset bug."""
    if sqlite3.sqlite_version_info < FLOOR:
        raise StoreError(
            _(
                "SQLite {version} can damage a file that several people use. "
                "Install pysqlite3 (it brings a newer one), or Python with SQLite {floor} or later."
            ).format(version=sqlite3.sqlite_version, floor=".".join(map(str, FLOOR)))
        )


def identity(path: Path) -> tuple[int, int] | None:
    """Which file this is (device, inode); None when there is none there any more."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def explained(error: Exception, path: Path) -> StoreError:
    """The engine's error as one sentence for people."""
    name = str(getattr(error, "sqlite_errorname", "") or "")
    said = str(error)
    sentence = _("The database {path} could not be used ({detail}). Nothing was saved.")
    if name.startswith("SQLITE_FULL") or "disk is full" in said:
        sentence = _(
            "There is no room left on the disk. Nothing was saved; make room and try again."
        )
    elif name.startswith("SQLITE_READONLY") or "readonly" in said:
        sentence = _("The database {path} cannot be written to. Nothing was saved.")
    elif name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")) or "locked" in said:
        return Busy(_("Another program has held the database for ten seconds. Try again."))
    elif name.startswith("SQLITE_NOTADB") or "not a database" in said:
        sentence = _("{path} is not a Din Indgang database.")
    elif (
        name.startswith("SQLITE_CORRUPT")
        or "malformed" in said
        or isinstance(error, UnicodeDecodeError)
    ):
        sentence = _("The database {path} is damaged. Go back to a backup: dinindgang restore.")
    elif name.startswith("SQLITE_CANTOPEN") or "unable to open" in said:
        sentence = _("The database {path} cannot be opened. May this account use that folder?")
    elif name.startswith("SQLITE_IOERR"):
        sentence = _("The disk with {path} does not answer. Nothing was saved.")
    return StoreError(sentence.format(path=path, detail=said))


def _check_path(path: Path, *, make: bool) -> None:
    try:
        found = path.stat()
    except FileNotFoundError:
        if not make:
            raise StoreError(
                _("There is no database at {path}. Make one with: dinindgang init").format(
                    path=path
                )
            ) from None
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise StoreError(
                _("The folder {path} cannot be made.").format(path=path.parent)
            ) from error
        if not os.access(path.parent, os.W_OK | os.X_OK):
            raise StoreError(
                _("The folder {path} cannot be written to.").format(path=path.parent)
            ) from None
        return
    except OSError as error:
        raise StoreError(
            _("The database {path} cannot be opened. May this account use that folder?").format(
                path=path
            )
        ) from error
    if not stat.S_ISREG(found.st_mode):
        raise StoreError(_("{path} is not a file.").format(path=path))
    if found.st_size == 0 and not make:
        raise StoreError(
            _("{path} is empty: it is not a Din Indgang database. Nothing was changed.").format(
                path=path
            )
        )
    if not os.access(path, os.R_OK | os.W_OK):
        raise StoreError(_("The database {path} cannot be written to.").format(path=path))
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise StoreError(_("The folder {path} cannot be written to.").format(path=path.parent))


def _check_readable(path: Path) -> None:
    try:
        found = path.stat()
    except FileNotFoundError:
        raise StoreError(_("There is no file {path}.").format(path=path)) from None
    except OSError as error:
        raise StoreError(
            _("The database {path} cannot be opened. May this account use that folder?").format(
                path=path
            )
        ) from error
    if not stat.S_ISREG(found.st_mode):
        raise StoreError(_("{path} is not a file.").format(path=path))
    if found.st_size == 0:
        raise StoreError(
            _("{path} is empty: it is not a Din Indgang database. Nothing was changed.").format(
                path=path
            )
        )
    if not os.access(path, os.R_OK):
        raise StoreError(_("The database {path} cannot be read.").format(path=path))


def _reading_connection(path: Path) -> Connection:
    uri = path.absolute().as_uri()
    wal = path.with_name(path.name + "-wal")
    # To read beside others, SQLite needs files of its own in the folder. A connection that might
    # write takes them away again; where the account may not write, nobody does.
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        uri += "?mode=rw"
    elif os.access(path.parent, os.W_OK) or (wal.exists() and wal.stat().st_size):
        uri += "?mode=ro"
    else:
        # Nobody left anything in the WAL, so the file itself is all there is.
        uri += "?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_MS / 1000)
    connection.execute("PRAGMA query_only=ON")
    return connection


def _recognise(connection: Connection, path: Path, *, make: bool) -> None:
    application_id = _pragma(connection, "application_id")
    if application_id == 0 and make and _has_no_tables(connection):
        return
    if application_id != APPLICATION_ID:
        raise StoreError(
            _("{path} belongs to another program. Nothing was changed.").format(path=path)
        )
    if _pragma(connection, "user_version") > SCHEMA_VERSION:
        raise StoreError(
            _(
                "{path} was made by a newer version of Din Indgang. Install that version here."
            ).format(path=path)
        )


def _follow_recipe(connection: Connection) -> None:
    connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    # The switch to WAL does not wait for the busy timeout, so several openers of a new file retry.
    deadline = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            break
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA recursive_triggers=ON")
    connection.execute("PRAGMA trusted_schema=OFF")


def _bring_up_to_date(connection: Connection, path: Path) -> None:
    # Off while tables may be rebuilt: else a rebuilt table takes the rows that point at it along.
    connection.execute("PRAGMA foreign_keys=OFF")
    if _pragma(connection, "user_version") != SCHEMA_VERSION:
        # sqlite-utils costs 60 ms to import, which a file that is up to date need not pay.
        from din_indgang_tui.store import migrations

        connection.execute("BEGIN IMMEDIATE")
        try:
            if _pragma(connection, "application_id") == 0 and _has_no_tables(connection):
                migrations.make_new(connection, schema_text())
            migrations.apply_pending(connection)
            if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise StoreError(
                    _(
                        "The database {path} is damaged. Go back to a backup: dinindgang restore."
                    ).format(path=path)
                )
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
    connection.execute("PRAGMA foreign_keys=ON")


def _has_no_tables(connection: Connection) -> bool:
    (count,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return bool(count == 0)


def _pragma(connection: Connection, name: str) -> int:
    (value,) = connection.execute(f"PRAGMA {name}").fetchone()
    return int(value)
