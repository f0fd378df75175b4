"""Opening the one file: many at once, and everything that is not it."""

from __future__ import annotations

import contextlib
import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from din_indgang_tui.store import file
from din_indgang_tui.store.engine import FLOOR, sqlite3
from din_indgang_tui.store.errors import StoreError
from din_indgang_tui.store.health import schema_of
from din_indgang_tui.store.lists import REASONS
from tests.faults import FAULTS, as_an_ordinary_account
from tests.scene import RECIPE

ROOT = Path(__file__).resolve().parents[2]

# Eight processes, held at a gate until all are there, then through it at once; and again.
_STAMPEDE = """
import json, os, sys
from pathlib import Path
from din_indgang_tui.store import file, migrations

folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
faults = []
for round_ in range(rounds):
    gate, open_gate = os.pipe()
    answers, answer = os.pipe()
    children = []
    for number in range(8):
        child = os.fork()
        if child == 0:
            os.close(open_gate)
            os.read(gate, 1)
            try:
                file.open_file(folder / f"{round_}.db", make=True).close()
            except BaseException as error:
                os.write(answer, f"{type(error).__name__}: {error}\\n".encode())
            os._exit(0)
        children.append(child)
    os.close(gate)
    os.close(open_gate)
    for child in children:
        os.waitpid(child, 0)
    os.close(answer)
    faults += os.fdopen(answers).read().splitlines()
print(json.dumps(faults))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_eight_processes_make_one_new_file_at_once(tmp_path: Path) -> None:
    rounds = 12
    done = subprocess.run(
        [sys.executable, "-c", _STAMPEDE, tmp_path, str(rounds)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert json.loads(done.stdout) == []
    with contextlib.closing(file.open_file(tmp_path / "0.db")) as first:
        schema = schema_of(first)
    for number in range(rounds):
        with contextlib.closing(file.open_file(tmp_path / f"{number}.db")) as connection:
            assert schema_of(connection) == schema
            assert connection.execute("SELECT count(*) FROM reason").fetchone() == (len(REASONS),)


def test_a_new_file_is_for_this_account_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "house.db"
    old = os.umask(0)
    try:
        connection = file.open_file(path, make=True)
        assert os.umask(0) == 0  # as it was found
    finally:
        os.umask(old)
    for made in path.parent.iterdir():
        assert stat.S_IMODE(made.stat().st_mode) == 0o600, made.name
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    connection.close()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),  # FULL
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("busy_timeout", 10_000),
        ("trusted_schema", 0),
    ],
)
def test_every_connection_follows_the_recipe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pragma: str, value: object
) -> None:
    monkeypatch.setattr(file, "_follow_recipe", RECIPE)
    for make in (True, False):
        with contextlib.closing(file.open_file(tmp_path / "house.db", make=make)) as connection:
            assert connection.execute(f"PRAGMA {pragma}").fetchone() == (value,)


def test_an_engine_with_the_wal_bug_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sqlite3.sqlite_version_info >= FLOOR
    monkeypatch.setattr(file, "FLOOR", (99, 0, 0))
    with pytest.raises(StoreError, match=r"Install pysqlite3 .* SQLite 99\.0\.0"):
        file.open_file(tmp_path / "house.db", make=True)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_made_where_nobody_asked_for_it(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="dinindgang init"):
        file.open_file(tmp_path / "none" / "house.db")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("opening", [file.open_file, file.open_to_read])
@pytest.mark.parametrize("name", sorted(FAULTS))
def test_what_is_no_house_is_refused_in_one_sentence_and_not_touched(
    tmp_path: Path, name: str, opening: Callable[[Path], object]
) -> None:
    path = tmp_path / "house.db"
    FAULTS[name](path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError) as refused:
        opening(path)
    assert str(path) in str(refused.value)
    assert "\n" not in str(refused.value)
    assert (path.read_bytes() if path.is_file() else None) == before


@pytest.mark.parametrize(("mode", "of"), [(0o400, "file"), (0o500, "folder")])
def test_what_cannot_be_written_to_is_a_sentence(tmp_path: Path, mode: int, of: str) -> None:
    def opened(folder: Path) -> str:
        path = folder / "house.db"
        file.open_file(path, make=True).close()
        (path if of == "file" else folder).chmod(mode)
        try:
            file.open_file(path)
        except StoreError as error:
            return str(error)
        finally:
            folder.chmod(0o700)
        return "opened"

    assert as_an_ordinary_account(opened).endswith("cannot be written to.")


def test_a_folder_that_takes_no_file_is_a_sentence(tmp_path: Path) -> None:
    def made(folder: Path) -> str:
        (folder / "shut").mkdir(mode=0o500)
        try:
            file.open_file(folder / "shut" / "house.db", make=True)
        except StoreError as error:
            return str(error)
        return "made"

    assert as_an_ordinary_account(made).endswith("cannot be written to.")


def test_a_file_that_is_only_read_is_read_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "house.db"
    others = file.open_file(path, make=True)
    others.execute("UPDATE door SET open = 1")
    others.execute("INSERT INTO setting (key, value) VALUES ('house_name', 'Huset')")
    with contextlib.closing(file.open_to_read(path)) as connection:
        name = connection.execute("SELECT value FROM setting").fetchone()
        assert name == ("Huset",)  # from the WAL, where it is still
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("DELETE FROM setting")
    others.close()


def test_a_file_in_a_folder_that_cannot_be_written_to_can_still_be_read() -> None:
    def read(folder: Path) -> str:
        path = folder / "house.db"
        file.open_file(path, make=True).close()
        folder.chmod(0o500)
        try:
            with contextlib.closing(file.open_to_read(path)) as connection:
                (count,) = connection.execute("SELECT count(*) FROM reason").fetchone()
        finally:
            folder.chmod(0o700)
        return str(count)

    assert as_an_ordinary_account(read) == str(len(REASONS))
