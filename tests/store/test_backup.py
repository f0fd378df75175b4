"""A copy while others write, and the way back: whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from din_indgang_tui.store import backup, file, places
from din_indgang_tui.store.backup import make_backup, restore
from din_indgang_tui.store.engine import Connection, sqlite3
from din_indgang_tui.store.errors import StoreError
from tests.faults import FAULTS, spoil

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 17, 9, 22, tzinfo=UTC)


def at_noon() -> datetime:
    return NOW


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A house with one setting, closed."""
    return _house(tmp_path / "house" / "house.db", "before")


def _house(path: Path, value: str) -> Path:
    with contextlib.closing(file.open_file(path, make=True)) as connection:
        _set(connection, value)
    return path


def _set(connection: Connection, value: str) -> None:
    connection.execute("UPDATE door SET open = 1")
    connection.execute(
        "INSERT INTO setting (key, value) VALUES ('house_name', ?)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (value,),
    )


def _value(path: Path) -> str:
    with contextlib.closing(file.open_to_read(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        (value,) = connection.execute("SELECT value FROM setting").fetchone()
    return str(value)


def _names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


# Copies ----------------------------------------------------------------------------------------


def test_a_backup_is_one_dated_file_beside_the_database(path: Path) -> None:
    made = make_backup(path, clock=at_noon)
    assert made == path.parent / "backups" / "house-2026-11-17-102200.db"
    assert _names(made.parent) == {made.name}
    assert _value(made) == "before"
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.parent.stat().st_mode) == 0o700


def test_two_in_the_same_second_get_two_names(path: Path) -> None:
    first, second = make_backup(path, clock=at_noon), make_backup(path, clock=at_noon)
    assert (first.name, second.name) == (
        "house-2026-11-17-102200.db",
        "house-2026-11-17-102200-2.db",
    )
    assert backup.newest(path) in (first, second)


def test_it_goes_where_it_was_told_to(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "Lørdag 14.db"
    assert make_backup(path, target) == target
    folder = tmp_path / "stick"
    folder.mkdir()
    assert make_backup(path, folder, clock=at_noon) == folder / "house-2026-11-17-102200.db"
    assert _value(target) == _value(folder / "house-2026-11-17-102200.db") == "before"


def test_what_is_there_already_stays(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "Lørdag.db"
    target.write_text("noget andet")
    for taken in (target, path):
        with pytest.raises(StoreError, match="is there already"):
            make_backup(path, taken)
    assert target.read_text() == "noget andet"
    assert _value(path) == "before"


def test_a_name_taken_while_the_copy_is_made_is_not_taken_over(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "Lørdag.db"

    def somebody_is_faster(descriptor: int) -> None:
        if not target.exists():
            target.write_text("noget andet")

    monkeypatch.setattr(os, "fsync", somebody_is_faster)
    with pytest.raises(StoreError, match="is there already"):
        make_backup(path, target)
    assert target.read_text() == "noget andet"
    assert _names(tmp_path) == {"house", "Lørdag.db"}


def test_a_disk_without_links_gets_its_backup_all_the_same(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(source: Path, target: Path) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", no_links)
    assert _value(make_backup(path, tmp_path / "stick.db")) == "before"
    (tmp_path / "taken.db").write_text("noget andet")
    with pytest.raises(FileExistsError), places.unfinished(tmp_path / "taken.db") as part:
        places.put_in_place(part, tmp_path / "taken.db")
    assert (tmp_path / "taken.db").read_text() == "noget andet"


def test_a_backup_has_every_row_that_was_saved_when_it_was_begun(path: Path) -> None:
    """While another writes all the time: what it has is what was there at one moment."""
    stop = threading.Event()
    saved: list[int] = []

    def write() -> None:
        with contextlib.closing(file.open_file(path)) as connection:
            while not stop.is_set():
                # Two rows a transaction, so that half of one would show.
                connection.execute("BEGIN IMMEDIATE")
                for key in (f"a{len(saved)}", f"b{len(saved)}"):
                    connection.execute("INSERT INTO setting (key, value) VALUES (?, '')", (key,))
                connection.execute("COMMIT")
                saved.append(len(saved))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while len(saved) < 20:
            assert writer.is_alive()
        for _ in range(5):
            least = len(saved)
            made = make_backup(path)
            most = len(saved) + 1
            with contextlib.closing(file.open_to_read(made)) as connection:
                counts = [
                    connection.execute(
                        "SELECT count(*) FROM setting WHERE key GLOB ?", (f"{letter}[0-9]*",)
                    ).fetchone()[0]
                    for letter in "ab"
                ]
            assert counts[0] == counts[1]
            assert least <= counts[0] <= most
    finally:
        stop.set()
        writer.join()


def test_a_database_with_a_fault_gives_no_backup(path: Path) -> None:
    spoil(path)
    with pytest.raises(StoreError, match="has a fault, so it was not kept"):
        make_backup(path)
    assert _names(path.parent / "backups") == set()


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_only_a_database_of_ours_is_copied(tmp_path: Path, name: str) -> None:
    path = tmp_path / "house.db"
    FAULTS[name](path)
    with pytest.raises(StoreError):
        make_backup(path, tmp_path / "copy.db")
    assert _names(tmp_path) == {"house.db"}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3,000 KiB: room for a small house, not for a full one."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3000k", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("needs to mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_without_room_there_is_no_half_backup(path: Path, small_disk: Path) -> None:
    with contextlib.closing(file.open_file(path)) as connection:
        connection.execute(
            "INSERT INTO setting (key, value) VALUES ('much', hex(randomblob(2400000)))"
        )
    with pytest.raises(StoreError, match="no room left for"):
        make_backup(path, small_disk)
    assert _names(small_disk) == set()


def test_without_room_nothing_is_restored(path: Path, small_disk: Path) -> None:
    with contextlib.closing(file.open_file(path)) as connection:
        connection.execute(
            "INSERT INTO setting (key, value) VALUES ('much', hex(randomblob(2400000)))"
        )
    there = _house(small_disk / "house.db", "mine")
    before = there.read_bytes()
    with pytest.raises(StoreError, match="no room left for"):
        restore(path, there)
    assert there.read_bytes() == before
    assert _names(small_disk) == {"house.db"}


def test_somebody_who_lets_nobody_in_is_not_waited_for_for_ever(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "BUSY_MS", 30)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as source:
        source.execute("PRAGMA busy_timeout=0")
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as holder:
            holder.execute("PRAGMA locking_mode=EXCLUSIVE")
            holder.execute("SELECT 1 FROM setting").fetchall()
            with pytest.raises(StoreError, match="held the database"):
                make_backup(path)
            target = sqlite3.connect(":memory:")
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                backup._copy_pages(source, target)
            target.close()


# The way back ----------------------------------------------------------------------------------


def test_the_database_is_as_it_was_and_what_it_was_is_kept(path: Path) -> None:
    made = make_backup(path, clock=at_noon)
    with contextlib.closing(file.open_file(path)) as connection:
        _set(connection, "after")
    kept = restore(made, path, clock=at_noon)
    assert kept == path.with_name("house-before-restore-2026-11-17-102200.db")
    assert (_value(path), _value(kept), _value(made)) == ("before", "after", "before")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert _names(path.parent) == {"house.db", kept.name, "backups"}
    # The copy of what was is a backup like any other.
    restore(kept, path)
    assert _value(path) == "after"


def test_what_a_killed_terminal_left_in_the_wal_is_kept_too(path: Path) -> None:
    made = make_backup(path)
    script = (
        "import os, sys; from pathlib import Path; from din_indgang_tui.store import file\n"
        "connection = file.open_file(Path(sys.argv[1]))\n"
        "connection.execute(\"UPDATE setting SET value = 'in the WAL'\")\n"
        "os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", script, path], cwd=ROOT, check=False)
    assert path.with_name("house.db-wal").stat().st_size
    kept = restore(made, path)
    assert kept is not None
    assert (_value(path), _value(kept)) == ("before", "in the WAL")


def test_a_database_that_is_gone_is_made_again(path: Path, tmp_path: Path) -> None:
    made = make_backup(path)
    there = tmp_path / "another machine" / "house.db"
    assert restore(made, there) is None
    assert _value(there) == "before"
    assert stat.S_IMODE(there.stat().st_mode) == 0o600
    assert stat.S_IMODE(there.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("left", ["-wal", "-shm", "-journal"])
def test_a_restored_file_never_meets_the_wal_of_another(path: Path, left: str) -> None:
    made = make_backup(path)
    path.unlink()
    path.with_name(path.name + left).write_bytes(b"from before")
    with pytest.raises(StoreError, match="without its database"):
        restore(made, path)
    assert not path.exists()


def test_it_is_refused_while_a_terminal_has_the_database_open(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_backup(path)
    monkeypatch.setattr(backup, "ALONE_MS", 30)
    # It does nothing, it only stands there, as at the log-in screen.
    terminal = file.open_file(path)
    with pytest.raises(StoreError, match="Other terminals have"):
        restore(made, path)
    assert not list(path.parent.glob("*before-restore*"))
    _set(terminal, "after")
    terminal.close()
    assert _value(path) == "after"


def test_a_terminal_that_comes_meanwhile_waits_and_finds_the_new_contents(path: Path) -> None:
    made = make_backup(path)
    with contextlib.closing(file.open_file(path)) as connection:
        _set(connection, "after")
    found = []

    def come() -> None:
        with contextlib.closing(file.open_file(path)) as connection:
            found.append(connection.execute("SELECT value FROM setting").fetchone()[0])

    with contextlib.closing(backup._alone_with(path)) as present:
        terminal = threading.Thread(target=come)
        terminal.start()
        with contextlib.closing(file.open_to_read(made)) as source:
            backup._copy_pages(source, present)
        assert found == []
    terminal.join()
    assert found == ["before"]


@pytest.mark.parametrize("fault", ["half", "spoilt", "no head", "newer", "foreign", "empty"])
def test_a_backup_with_a_fault_is_not_restored(path: Path, tmp_path: Path, fault: str) -> None:
    made = tmp_path / "copy.db"
    match fault:
        case "half":
            FAULTS["half a database"](made)
        case "spoilt":
            shutil.copy(make_backup(path), made)
            spoil(made)
        case "no head":
            FAULTS["a database without its first page"](made)
        case "newer":
            FAULTS["a newer database"](made)
        case "foreign":
            FAULTS["another program's database"](made)
        case "empty":
            FAULTS["an empty file"](made)
    before = path.read_bytes()
    with pytest.raises(StoreError):
        restore(made, path)
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*before-restore*"))


def test_the_database_is_no_backup_of_itself(path: Path, tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(path)
    for itself in (path, tmp_path / "link.db"):
        with pytest.raises(StoreError, match="the database itself"):
            restore(itself, path)


# Over a file that SQLite cannot work with any more ----------------------------------------------


def _half(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _schema_gone(path: Path) -> None:
    with path.open("r+b") as opened:
        opened.seek(100)
        opened.write(b"\xff" * 3900)


def _too_new_a_format(path: Path) -> None:
    with path.open("r+b") as opened:
        opened.seek(18)
        opened.write(b"\x09\x09")


def _begun_restore(path: Path) -> None:
    from din_indgang_tui.store import damaged

    with path.open("r+b") as opened:
        opened.write(damaged._UNDER_WAY)


@pytest.mark.parametrize("damage", [_half, spoil, _schema_gone, _too_new_a_format, _begun_restore])
def test_a_damaged_database_is_restored_and_kept(path: Path, damage: object) -> None:
    made = make_backup(path)
    assert callable(damage)
    damage(path)
    spoilt = path.read_bytes()
    inode = path.stat().st_ino
    kept = restore(made, path)
    assert kept is not None
    assert kept.read_bytes() == spoilt or damage is spoil  # SQLite's own copy may fold it
    assert _value(path) == "before"
    # The same file: a terminal that is just opening it does not write into the one that was kept.
    assert path.stat().st_ino == inode
    file.open_file(path).close()


def test_a_damaged_database_is_not_written_over_while_a_terminal_has_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "ALONE_MS", 30)
    made = make_backup(path)
    # In another process: a lock is no lock against the process that holds it.
    script = (
        "import sys; from pathlib import Path; from din_indgang_tui.store import file\n"
        "connection = file.open_file(Path(sys.argv[1]))\n"
        "print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, path],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as terminal:
        assert terminal.stdout is not None and terminal.stdin is not None
        assert terminal.stdout.readline() == "open\n"
        _schema_gone(path)
        spoilt = path.read_bytes()
        with pytest.raises(StoreError, match="Other terminals have"):
            restore(made, path)
        assert path.read_bytes() == spoilt
        assert not list(path.parent.glob("*before-restore*"))
        terminal.stdin.close()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("another program's database", "belongs to another program"),
        ("a text", "cannot be told whose it is"),
        ("a database without its first page", "cannot be told whose it is"),
    ],
)
def test_what_is_not_ours_is_not_written_over(
    path: Path, tmp_path: Path, name: str, sentence: str
) -> None:
    there = tmp_path / "there.db"
    FAULTS[name](there)
    before = there.read_bytes()
    with pytest.raises(StoreError, match=sentence):
        restore(path, there)
    assert there.read_bytes() == before


_RESTORE = """
import sys
from pathlib import Path
from din_indgang_tui.store.backup import restore
print("ready", flush=True)
sys.stdin.readline()
restore(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def test_a_restore_that_is_killed_leaves_the_one_or_the_other(path: Path) -> None:
    with contextlib.closing(file.open_file(path)) as connection:
        connection.execute("CREATE TABLE ballast (x BLOB) STRICT")
        connection.execute("INSERT INTO ballast VALUES (randomblob(3000000))")
    made = make_backup(path)
    with contextlib.closing(file.open_file(path)) as connection:
        _set(connection, "after")
    seen = set()
    for milliseconds in (1, 4, 8, 12, 16, 20, 30, 60):
        with subprocess.Popen(
            [sys.executable, "-c", _RESTORE, made, path],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdin is not None and process.stdout is not None
            process.stdout.readline()
            process.stdin.write("go\n")
            process.stdin.flush()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(milliseconds / 1000)
            process.send_signal(signal.SIGKILL)
        # Opening it rolls back what was begun; _value also asks for its integrity.
        file.open_file(path).close()
        seen.add(_value(path))
        with contextlib.closing(file.open_file(path)) as connection:
            _set(connection, "after")
    assert seen <= {"before", "after"}
