"""Is all well: the engine, the file, its contents, the disk it lies on. Nothing is changed."""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any

from din_indgang_tui import __version__
from din_indgang_tui.clock import Clock, machine_clock
from din_indgang_tui.i18n import _, ngettext
from din_indgang_tui.store import backup, file, mounts
from din_indgang_tui.store.engine import TROUBLE, Connection, sqlite3
from din_indgang_tui.store.errors import StoreError

MIB = 1024 * 1024
LITTLE_SPACE = 1024 * MIB  # below this somebody should make room soon
NO_SPACE = 50 * MIB  # below this saving may fail any day
BACKUP_DAYS = 7

# The rows of the finder's index that a citizen must have: (id, given, family, known as) -> rows.
NameParts = Callable[[int, str, str, str], list[dict[str, Any]]]


class State(Enum):
    """How one thing stands."""

    OK = "ok"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the answer."""

    state: State
    text: str


def look_over(
    path: Path, name_parts: NameParts, *, clock: Clock = machine_clock
) -> Iterator[Finding]:
    """Look at everything that can be wrong with the file `path`, one finding at a time.

    What cannot be looked at because of something that is wrong already is left out.
    """
    try:
        file.check_engine()
    except StoreError as error:
        yield Finding(State.WRONG, str(error))
    else:
        yield Finding(
            State.OK,
            _("Din Indgang {version}, SQLite {sqlite}").format(
                version=__version__, sqlite=sqlite3.sqlite_version
            ),
        )
        yield from _file(path, name_parts)
    if path.parent.is_dir():
        yield _space(path)
        yield _file_system(path)
        yield from _permissions(path)
        yield _newest_backup(path, clock())


def schema_of(connection: Connection) -> dict[tuple[str, str], str]:
    """What a database is made of: (kind, name) to SQL, apart from layout and comments."""
    return {
        (kind, name): _plain_sql(sql)
        for kind, name, sql in connection.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
            # sqlite-utils keeps in a table of its own which migrations a file has had.
            " AND tbl_name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND tbl_name <> '_sqlite_migrations'"
        )
    }


def _file(path: Path, name_parts: NameParts) -> Iterator[Finding]:
    try:
        connection = file.open_to_read(path)
    except StoreError as error:
        yield Finding(State.WRONG, str(error))
        return
    yield Finding(State.OK, _("Database: {path}").format(path=path))
    with contextlib.closing(connection):
        yield from _contents(connection, path, name_parts)


def _contents(connection: Connection, path: Path, name_parts: NameParts) -> Iterator[Finding]:
    try:
        # All of it as it stood at one moment, while others go on writing.
        connection.execute("BEGIN")
        integrity = _integrity(connection)
        yield integrity
        if integrity.state is State.WRONG:
            return  # what the rows of a damaged file say is not worth a word
        yield _references(connection)
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        yield _version(version)
        if version == file.SCHEMA_VERSION:
            yield _schema(connection)
            yield _search_index(connection, name_parts)
            yield _counts(connection)
            yield _twice(connection)
    except TROUBLE as error:
        yield Finding(State.WRONG, str(file.explained(error, path)))


def _integrity(connection: Connection) -> Finding:
    faults = [row[0] for row in connection.execute("PRAGMA integrity_check")]
    if faults == ["ok"]:
        return Finding(State.OK, _("Every page of the database is whole"))
    return Finding(
        State.WRONG,
        _("The database is damaged ({detail}). Go back to a backup: dinindgang restore").format(
            detail=" ".join(faults[0].split())
        ),
    )


def _references(connection: Connection) -> Finding:
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if not broken:
        return Finding(State.OK, _("Every reference leads somewhere"))
    return Finding(
        State.WRONG,
        ngettext(
            "{n} row points to a row that is not there ({table})",
            "{n} rows point to rows that are not there (the first in {table})",
            len(broken),
        ).format(n=len(broken), table=broken[0][0]),
    )


def _version(version: int) -> Finding:
    if version == file.SCHEMA_VERSION:
        return Finding(
            State.OK, _("Version {n} of the database, as it should be").format(n=version)
        )
    sentence = _("Version {n} of the database. It becomes version {newest} when the desk opens it.")
    return Finding(State.WARNING, sentence.format(n=version, newest=file.SCHEMA_VERSION))


def _schema(connection: Connection) -> Finding:
    with contextlib.closing(sqlite3.connect(":memory:")) as fresh:
        fresh.executescript(file.schema_text())
        should = schema_of(fresh)
    has = schema_of(connection)
    different = sorted(
        name
        for kind, name in should.keys() | has.keys()
        if should.get((kind, name)) != has.get((kind, name))
    )
    if not different:
        return Finding(State.OK, _("The tables are as this version makes them"))
    return Finding(
        State.WRONG,
        _("These are not as this version makes them: {names}").format(names=", ".join(different)),
    )


def _search_index(connection: Connection, name_parts: NameParts) -> Finding:
    rows = connection.execute(
        "SELECT c.id, c.given_name, c.family_name, c.known_as, p.fold, p.part, p.sort_rank"
        " FROM citizen c LEFT JOIN name_part p ON p.citizen_id = c.id ORDER BY c.id"
    )
    wrong = 0
    for person, found in itertools.groupby(rows, key=lambda row: row[:4]):
        has = {row[4:] for row in found if row[4] is not None}
        should = {(row["fold"], row["part"], row["sort_rank"]) for row in name_parts(*person)}
        wrong += has != should
    if not wrong:
        return Finding(State.OK, _("Everybody can be found by every part of their name"))
    return Finding(
        State.WRONG,
        ngettext(
            "{n} person cannot be found by name as they should",
            "{n} people cannot be found by name as they should",
            wrong,
        ).format(n=wrong),
    )


def _counts(connection: Connection) -> Finding:
    kept = "SELECT arrived_week, channel, arrived_on, outcome, named, met_on, n FROM enquiry_count"
    counted = (
        "SELECT arrived_week, channel, arrived_on, coalesce(outcome, ''), citizen_id IS NOT NULL,"
        " coalesce(met_on, ''), count(*) FROM enquiry GROUP BY 1, 2, 3, 4, 5, 6"
    )
    first_kept = "SELECT citizen_id, first_on FROM first_enquiry"
    first_days = (
        "SELECT citizen_id, min(arrived_on) FROM enquiry WHERE citizen_id IS NOT NULL"
        " GROUP BY citizen_id"
    )
    wrong = _differ(connection, kept, counted) or _differ(connection, first_kept, first_days)
    if not wrong:
        return Finding(State.OK, _("The weekly figures count every enquiry once"))
    return Finding(
        State.WRONG,
        _("The weekly figures do not count every enquiry once. Tell whoever looks after it."),
    )


def _differ(connection: Connection, one: str, other: str) -> bool:
    """Whether two questions have different answers; the order is nothing."""
    (found,) = connection.execute(
        "SELECT EXISTS (SELECT * FROM"
        f" (SELECT * FROM ({one} EXCEPT {other}) UNION ALL SELECT * FROM ({other} EXCEPT {one})))"
    ).fetchone()
    return bool(found)


# What triggers refuse, looked at from the other side: rows of the house itself, since imported
# history (`ref`) is taken as it was. A booking that begins before an earlier one has ended.
_TWICE = " UNION ".join(
    f"SELECT id FROM (SELECT id, starts_at, max(ends_at) OVER (PARTITION BY {whose}"
    " ORDER BY starts_at, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS busy_until"
    " FROM slot WHERE ref IS NULL AND status IN ('booked', 'attended')"
    f" AND {whose} IS NOT NULL) WHERE busy_until > starts_at"
    for whose in ("citizen_id", "coach_id", "room")
)
_TWO_COURSES = (
    "SELECT citizen_id FROM course WHERE closed_on IS NULL AND ref IS NULL"
    " GROUP BY citizen_id HAVING count(*) > 1"
)


def _twice(connection: Connection) -> Finding:
    (slots,) = connection.execute(f"SELECT count(*) FROM ({_TWICE})").fetchone()
    (courses,) = connection.execute(f"SELECT count(*) FROM ({_TWO_COURSES})").fetchone()
    if not slots and not courses:
        return Finding(
            State.OK,
            _(
                "Nobody is booked twice at one time or has two courses open among those made here; "
                "imported ones are taken as they were"
            ),
        )
    return Finding(
        State.WRONG,
        _(
            "Bookings that lie over another one: {slots}. People with two courses open: {courses}. "
            "Tell whoever looks after it."
        ).format(slots=slots, courses=courses),
    )


def _space(path: Path) -> Finding:
    free = shutil.disk_usage(path.parent).free
    # A backup and a restore need room for the database once more each.
    needed = 3 * (path.stat().st_size if path.is_file() else 0)
    text = _("Free on the disk: {n} MB").format(n=free // 1_000_000)
    if free >= max(LITTLE_SPACE, needed):
        return Finding(State.OK, text)
    return Finding(
        State.WRONG if free < NO_SPACE else State.WARNING,
        _("{free}. Make room before it is used up.").format(free=text),
    )


def _file_system(path: Path) -> Finding:
    found = mounts.file_system_of(path)
    if found is None:
        return Finding(
            State.OK,
            _("Which kind of disk it lies on is not known here: it must not be a network drive"),
        )
    if found.is_shared:
        return Finding(
            State.WRONG,
            _(
                "The database lies on a network drive ({kind}, {mount_point}), where it can be "
                "damaged. Move it to a disk of the machine that Din Indgang runs on."
            ).format(kind=found.kind, mount_point=found.mount_point),
        )
    return Finding(State.OK, _("It lies on a local disk ({kind})").format(kind=found.kind))


def _permissions(path: Path) -> Iterator[Finding]:
    if os.name == "nt":
        return  # the bits say nothing there
    wrong = []
    if path.is_file() and stat.S_IMODE(path.stat().st_mode) & 0o077:
        wrong.append(
            _("Other accounts can read the database. Close it with: chmod 600 {path}").format(
                path=path
            )
        )
    if stat.S_IMODE(path.parent.stat().st_mode) & 0o022:
        wrong.append(
            _("Other accounts can put files in its folder. Close it with: chmod 700 {path}").format(
                path=path.parent
            )
        )
    if not wrong:
        yield Finding(State.OK, _("Only this account can read and replace it"))
    for text in wrong:
        yield Finding(State.WRONG, text)


def _newest_backup(path: Path, now: datetime) -> Finding:
    newest = backup.newest(path)
    if newest is None:
        return Finding(State.WARNING, _("There is no backup yet. Make one with: dinindgang backup"))
    days = int((now.timestamp() - newest.stat().st_mtime) // 86_400)
    if days < 1:
        return Finding(State.OK, _("The newest backup is less than a day old"))
    text = ngettext("The newest backup is {n} day old", "The newest backup is {n} days old", days)
    return Finding(
        State.OK if days <= BACKUP_DAYS else State.WARNING,
        text.format(n=days),
    )


def _plain_sql(sql: str) -> str:
    """The SQL without comments, layout and quotes around names; texts stay as they are."""
    plain = []
    for text, comment, other in _SQL.findall(sql):
        if text:
            plain.append(text)
        elif not comment:
            plain.append(re.sub(r'["\[\]`]', "", other))
    joined = re.sub(r"\s+", " ", "".join(plain))
    return re.sub(r" ?([(),]) ?", r"\1", joined).strip()


_SQL = re.compile(r"('(?:[^']|'')*')|(--[^\n]*)|([^'-]+|-)")
