"""From every older shape of the file to today's: both ways end in the same schema."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from din_indgang_tui.store import file, migrations
from din_indgang_tui.store.engine import Connection, sqlite3
from din_indgang_tui.store.errors import StoreError
from din_indgang_tui.store.health import schema_of


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Connection]:
    with contextlib.closing(file.open_file(tmp_path / "fresh.db", make=True)) as connection:
        yield connection


@pytest.fixture
def grown(tmp_path: Path) -> Iterator[Connection]:
    """A blank file that had every migration, one after the other."""
    path = tmp_path / "grown.db"
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        migrations.apply_pending(connection)
        connection.execute("COMMIT")
        yield connection


def _all(connection: Connection, sql: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute(sql)]


def test_a_new_file_is_what_all_migrations_make_of_a_blank_one(
    fresh: Connection, grown: Connection
) -> None:
    assert schema_of(fresh) == schema_of(grown)
    assert len(schema_of(fresh)) > 30


@pytest.mark.parametrize(
    ("table", "least"),
    [
        ("reason", 10),
        ("heard_from", 10),
        ("outcome", 10),
        ("opening_hours", 7),
        ("acute_number", 3),
    ],
)
def test_both_begin_with_the_same_lists(
    fresh: Connection, grown: Connection, table: str, least: int
) -> None:
    rows = f"SELECT * FROM {table} ORDER BY 1"
    assert _all(fresh, rows) == _all(grown, rows)
    assert len(_all(fresh, rows)) >= least


def test_both_remember_every_migration(fresh: Connection, grown: Connection) -> None:
    had = "SELECT migration_set, name FROM _sqlite_migrations ORDER BY name"
    assert _all(fresh, had) == _all(grown, had)
    assert len(_all(fresh, had)) == file.SCHEMA_VERSION
    assert _all(fresh, "PRAGMA user_version") == [(file.SCHEMA_VERSION,)]


def test_the_schema_says_strict_of_every_table(fresh: Connection) -> None:
    tables = _all(fresh, "SELECT name, strict FROM pragma_table_list WHERE schema = 'main'")
    # Those that others keep: the engine the schema and the numbers that are never given again,
    # sqlite-utils the migrations a file has had.
    assert {name for name, strict in tables if not strict} == {
        "sqlite_schema",
        "sqlite_sequence",
        "_sqlite_migrations",
    }


def test_an_older_file_is_brought_up_to_date_when_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.db"
    file.open_file(path, make=True).close()

    def next_migration(connection: Connection) -> None:
        connection.execute("ALTER TABLE staff ADD COLUMN telephone TEXT")

    monkeypatch.setattr(file, "SCHEMA_VERSION", file.SCHEMA_VERSION + 1)
    monkeypatch.setattr(migrations, "apply_pending", next_migration)
    with contextlib.closing(file.open_file(path)) as connection:
        assert _all(connection, "PRAGMA user_version") == [(file.SCHEMA_VERSION,)]
        assert _all(connection, "SELECT count(telephone) FROM staff") == [(0,)]


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.db"
    file.open_file(path, make=True).close()

    def fails_half_way(connection: Connection) -> None:
        connection.execute("ALTER TABLE staff ADD COLUMN telephone TEXT")
        connection.execute("ALTER TABLE nobody ADD COLUMN telephone TEXT")

    with monkeypatch.context() as patch:
        patch.setattr(file, "SCHEMA_VERSION", file.SCHEMA_VERSION + 1)
        patch.setattr(migrations, "apply_pending", fails_half_way)
        with pytest.raises(StoreError):
            file.open_file(path)
    with contextlib.closing(file.open_file(path)) as connection:
        assert "telephone" not in schema_of(connection)["table", "staff"]


def test_a_newer_file_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    file.open_file(path, make=True).close()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {file.SCHEMA_VERSION + 1}")
    before = path.read_bytes()
    for opening in (file.open_file, file.open_to_read):
        with pytest.raises(StoreError, match="newer version"):
            opening(path)
    assert path.read_bytes() == before
