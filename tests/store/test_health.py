"""Is all well: what is looked at, and that looking changes nothing."""

from __future__ import annotations

import contextlib
import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from din_indgang_tui.house import citizens, enquiries
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.enquiries import NewEnquiry
from din_indgang_tui.store import file, health, mounts
from din_indgang_tui.store.backup import make_backup
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.engine import sqlite3
from din_indgang_tui.store.health import State, look_over
from din_indgang_tui.store.mounts import FileSystem, file_system_of
from din_indgang_tui.store.roles import ANYONE, command_line
from din_indgang_tui.store.unit import Unit, Value, changes
from tests.faults import FAULTS, spoil

NOW = datetime(2026, 11, 17, 9, 22, tzinfo=UTC)


def at_noon() -> datetime:
    return NOW


@changes(ANYONE)
def _write_down(unit: Unit, given: str, family: str) -> int:
    return citizens.add(unit, NewCitizen(given_name=given, family_name=family))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A house where three people are known, with a backup from today."""
    path = tmp_path / "house" / "house.db"
    door = Door(path, at_noon, make=True)
    for given, family in (("Åse Marie", "Ibsen-Kjær"), ("Søren", ""), ("", "Møller")):
        door.change(command_line(), _write_down, given, family)
    door.close()
    _dated(make_backup(path), NOW)
    return path


def _dated(path: Path, moment: datetime) -> None:
    os.utime(path, (moment.timestamp(), moment.timestamp()))


def _findings(path: Path) -> list[tuple[State, str]]:
    return [
        (finding.state, finding.text)
        for finding in look_over(path, citizens.name_parts, clock=at_noon)
    ]


def _not_ok(path: Path) -> list[tuple[State, str]]:
    return [finding for finding in _findings(path) if finding[0] is not State.OK]


def _do(path: Path, *statements: str) -> None:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE door SET open = 1")  # as somebody who knows of it would
        for statement in statements:
            connection.execute(statement)
        connection.execute("UPDATE door SET open = 0")


def test_a_house_in_order_has_nothing_to_say_against_it(path: Path) -> None:
    findings = _findings(path)
    assert [state for state, _ in findings] == [State.OK] * len(findings)
    assert len(findings) == 13


def test_looking_changes_nothing(path: Path) -> None:
    os.utime(path, (0, 0))
    before = {entry: entry.read_bytes() for entry in path.parent.rglob("*") if entry.is_file()}
    _findings(path)
    after = {entry: entry.read_bytes() for entry in path.parent.rglob("*") if entry.is_file()}
    assert after == before
    assert path.stat().st_mtime == 0


def test_it_looks_while_others_write(path: Path) -> None:
    with contextlib.closing(file.open_file(path)) as terminal:
        terminal.execute("BEGIN IMMEDIATE")
        terminal.execute("UPDATE door SET open = 1")
        terminal.execute("INSERT INTO setting (key, value) VALUES ('house_name', 'Huset')")
        assert _not_ok(path) == []


@pytest.mark.parametrize("name", sorted(set(FAULTS) - {"half a database"}))
def test_what_is_not_our_database_is_wrong(tmp_path: Path, name: str) -> None:
    path = tmp_path / "house.db"
    FAULTS[name](path)
    wrong = [text for state, text in _findings(path) if state is State.WRONG]
    assert str(path) in wrong[0]


def test_no_database_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "house.db"
    assert (State.WRONG, f"There is no file {path}.") in _findings(path)
    gone = tmp_path / "nowhere" / "house.db"
    assert _findings(gone)[-1] == (State.WRONG, f"There is no file {gone}.")
    assert not gone.parent.exists()


def test_a_damaged_page_is_wrong(path: Path) -> None:
    spoil(path)
    ((state, text),) = _not_ok(path)
    assert state is State.WRONG
    assert "is damaged" in text
    assert "Go back to a backup: dinindgang restore" in text
    assert "\n" not in text


def test_a_reference_to_nothing_is_wrong(path: Path) -> None:
    _do(path, "PRAGMA foreign_keys=OFF", "DELETE FROM citizen WHERE id = 2")
    assert (State.WRONG, "1 row points to a row that is not there (name_part)") in _not_ok(path)


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("DROP TRIGGER audit_is_kept", "audit_is_kept"),
        ("DROP INDEX enquiry_week", "enquiry_week"),
        ("CREATE TABLE citzen (x INT) STRICT", "citzen"),
        ("ALTER TABLE citizen ADD COLUMN diagnosis TEXT", "citizen"),
    ],
)
def test_another_schema_is_wrong(path: Path, statement: str, name: str) -> None:
    _do(path, statement)
    assert _not_ok(path) == [(State.WRONG, f"These are not as this version makes them: {name}")]


def test_layout_comments_and_quotes_make_no_other_schema() -> None:
    with (
        contextlib.closing(sqlite3.connect(":memory:")) as one,
        contextlib.closing(sqlite3.connect(":memory:")) as other,
    ):
        one.execute("CREATE TABLE a (x TEXT -- a comment\n CHECK (x IN ('b  c', '-- d')), y INT)")
        other.execute("CREATE TABLE \"a\"(  \"x\" TEXT CHECK(x IN ('b  c','-- d')),\n[y] INT )")
        assert health.schema_of(one) == health.schema_of(other)
    with contextlib.closing(sqlite3.connect(":memory:")) as third:
        third.execute("CREATE TABLE a (x TEXT CHECK (x IN ('b c', '-- d')), y INT)")
        assert "'b c'" in health.schema_of(third)["table", "a"]


@pytest.mark.parametrize(
    ("statement", "people"),
    [
        ("DELETE FROM name_part WHERE part = 'kjær'", 1),
        ("UPDATE name_part SET fold = 'sorn' WHERE part = 'søren'", 1),
        ("UPDATE name_part SET sort_rank = sort_rank + 1", 3),
        ("UPDATE citizen SET family_name = 'Juhl'", 3),
        ("INSERT INTO name_part VALUES ('bo', 2, 'bo', 0)", 1),
        ("UPDATE citizen SET known_as = 'Kis'", 3),
    ],
)
def test_somebody_who_cannot_be_found_by_name_is_wrong(
    path: Path, statement: str, people: int
) -> None:
    _do(path, statement)
    ((state, text),) = _not_ok(path)
    assert state is State.WRONG
    assert text.startswith(f"{people} ")
    assert "cannot be found by name" in text


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE enquiry_count SET n = n + 1",
        "DELETE FROM enquiry_count",
        "UPDATE enquiry_count SET named = 1 - named",
        "UPDATE first_enquiry SET first_on = '2017-08-28'",
        "DELETE FROM first_enquiry",
        "INSERT INTO first_enquiry (citizen_id, first_on) VALUES (9, '2017-08-28')",
    ],
)
def test_figures_that_miscount_the_enquiries_are_wrong(path: Path, statement: str) -> None:
    new = NewCitizen(given_name="Kirsten")
    with contextlib.closing(Door(path, at_noon)) as door:
        door.change(command_line(), enquiries.register, NewEnquiry(None, new))
    assert _not_ok(path) == []
    _do(path, statement)
    ((state, text),) = _not_ok(path)
    assert state is State.WRONG
    assert "do not count every enquiry once" in text


@changes(ANYONE)
def _book(unit: Unit, values: dict[str, Value]) -> None:
    row: dict[str, Value] = {
        "citizen_id": 1,
        "created_at": "x",
        "starts_on": "2026-11-17",
        "starts_week": "2026-W47",
    }
    times: dict[str, Value] = {
        "starts_at": "2026-11-17T09:00:00Z",
        "ends_at": "2026-11-17T09:45:00Z",
    }
    unit.insert("slot", row | times | {"minutes": 45} | values)


def _wrong(path: Path) -> list[str]:
    return [text for state, text in _findings(path) if state is State.WRONG]


def test_whoever_is_booked_twice_all_the_same_is_found(path: Path) -> None:
    with contextlib.closing(Door(path, at_noon)) as door:
        door.change(command_line(), _book, {})
        door.change(command_line(), _book, {"citizen_id": 2})
        # Right after it, at the same time as another, called off, and as it once was elsewhere.
        later: dict[str, Value] = {
            "starts_at": "2026-11-17T09:45:00Z",
            "ends_at": "2026-11-17T10:30:00Z",
        }
        door.change(command_line(), _book, later)
        door.change(command_line(), _book, {"status": "no_show"})
        door.change(command_line(), _book, {"ref": "t1"})
    assert _wrong(path) == []
    _do(path, "DROP TRIGGER slot_citizen_is_free_still", "UPDATE slot SET citizen_id = 1")
    _schema, found = _wrong(path)
    assert found.startswith(
        "Bookings that lie over another one: 1. People with two courses open: 0."
    )


def test_imported_history_that_overlaps_is_no_fault_and_none_is_denied(path: Path) -> None:
    """It is taken as it was: the answer says that it was not looked at."""
    with contextlib.closing(Door(path, at_noon)) as door:
        for ref in ("t1", "t2"):
            door.change(command_line(), _book, {"ref": ref})
    _do(
        path,
        "INSERT INTO course (citizen_id, opened_on, created_at, ref) VALUES"
        " (1, '2026-11-02', 'x', 'f1'), (1, '2026-11-09', 'x', 'f2')",
    )
    assert _wrong(path) == []
    (said,) = (text for _state, text in _findings(path) if "booked twice" in text)
    assert "among those made here; imported ones are taken as they were" in said


def test_whoever_has_two_open_courses_all_the_same_is_found(path: Path) -> None:
    _do(
        path,
        "DROP TRIGGER course_one_open",
        "INSERT INTO course (citizen_id, opened_on, created_at, ref) VALUES"
        " (1, '2026-11-02', 'x', NULL), (1, '2026-11-02', 'x', NULL), (2, '2026-11-02', 'x', 'f1'),"
        " (2, '2026-11-02', 'x', NULL), (3, '2026-11-02', 'x', NULL)",
    )
    _schema, found = _wrong(path)
    assert found.startswith(
        "Bookings that lie over another one: 0. People with two courses open: 1."
    )


def test_an_older_version_is_brought_up_to_date_by_the_desk(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "SCHEMA_VERSION", file.SCHEMA_VERSION + 1)
    ((state, text),) = _not_ok(path)
    assert state is State.WARNING
    assert f"becomes version {file.SCHEMA_VERSION} when the desk opens it" in text


@pytest.mark.parametrize(
    ("free", "state"),
    [
        (200 * 10**9, State.OK),
        (health.LITTLE_SPACE - 1, State.WARNING),
        (health.NO_SPACE - 1, State.WRONG),
    ],
)
def test_little_room_is_said_before_there_is_none(
    path: Path, monkeypatch: pytest.MonkeyPatch, free: int, state: State
) -> None:
    usage = shutil.disk_usage(path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=free))
    found = [state for state, text in _findings(path) if text.startswith("Free on the disk")]
    assert found == [state]


@pytest.mark.parametrize(
    ("of", "mode", "command"),
    [
        ("file", 0o644, "chmod 600"),
        ("file", 0o660, "chmod 600"),
        ("folder", 0o770, "chmod 700"),
        ("folder", 0o777, "chmod 700"),
        ("folder", 0o755, None),
    ],
)
def test_a_file_that_others_can_reach_is_wrong(
    path: Path, of: str, mode: int, command: str | None
) -> None:
    reached = path if of == "file" else path.parent
    reached.chmod(mode)
    wrong = [text for state, text in _not_ok(path) if state is State.WRONG]
    assert [text.endswith(f"{command} {reached}") for text in wrong] == [True] * bool(command)


@pytest.mark.parametrize(
    ("age", "state", "text"),
    [
        (timedelta(hours=23), State.OK, "The newest backup is less than a day old"),
        (timedelta(days=1), State.OK, "The newest backup is 1 day old"),
        (timedelta(days=7), State.OK, "The newest backup is 7 days old"),
        (timedelta(days=8), State.WARNING, "The newest backup is 8 days old"),
    ],
)
def test_an_old_backup_is_noted(path: Path, age: timedelta, state: State, text: str) -> None:
    (made,) = (path.parent / "backups").iterdir()
    _dated(made, NOW - age)
    assert _findings(path)[-1] == (state, text)


def test_no_backup_is_noted(path: Path) -> None:
    for made in (path.parent / "backups").iterdir():
        made.unlink()
    assert _not_ok(path) == [
        (State.WARNING, "There is no backup yet. Make one with: dinindgang backup")
    ]


# Which disk it lies on -------------------------------------------------------------------------

_MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
server:/homes /home nfs4 rw,vers=4.2 0 0
/dev/sdb1 /home/house/local\\040disk xfs rw 0 0
//server/share /mnt/fælles cifs rw 0 0
bo@server:/ /mnt/bo fuse.sshfs rw 0 0
host /mnt/host 9p rw 0 0
tmpfs /mnt/over tmpfs rw 0 0
server:/x /mnt/over nfs rw 0 0
/dev/sdc1 /mnt/bo2 ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("place", "kind", "shared"),
    [
        ("/srv/house.db", "ext4", False),
        ("/home/house/house.db", "nfs4", True),
        ("/home/house/local disk/house.db", "xfs", False),
        ("/home/house/local diskette/house.db", "nfs4", True),
        ("/mnt/bo/house.db", "fuse.sshfs", True),
        ("/mnt/bo2/house.db", "ext4", False),
        ("/mnt/fælles/house.db", "cifs", True),
        ("/mnt/host/house.db", "9p", True),
        ("/mnt/over/house.db", "nfs", True),
    ],
)
def test_the_deepest_mount_says_what_a_file_lies_on(place: str, kind: str, shared: bool) -> None:
    found = file_system_of(Path(place), _MOUNTS)
    assert found is not None
    assert (found.kind, found.is_shared) == (kind, shared)


@pytest.mark.parametrize(
    "kind", ["ext4", "xfs", "btrfs", "zfs", "apfs", "overlay", "tmpfs", "fuseblk", "vfat"]
)
def test_disks_of_the_machine_itself_are_local(kind: str) -> None:
    assert not FileSystem(kind, "/").is_shared


@pytest.mark.parametrize("kind", ["nfs", "nfs3", "cifs", "smb3", "smbfs", "virtiofs", "vboxsf"])
def test_drives_that_others_reach_are_shared(kind: str) -> None:
    assert FileSystem(kind, "/").is_shared


def test_a_mount_table_that_is_no_table_says_nothing() -> None:
    assert file_system_of(Path("/srv/house.db"), "nothing\n\nuseful here\n") is None


def test_a_database_on_a_network_drive_is_wrong(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "mounts"
    table.write_text(f"server:/homes {path.parent.resolve()} nfs4 rw 0 0\n", encoding="utf-8")
    monkeypatch.setattr(mounts, "MOUNTS", table)
    ((state, text),) = _not_ok(path)
    assert state is State.WRONG
    assert "network drive (nfs4" in text


def test_where_the_system_does_not_tell_it_is_said(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mounts, "MOUNTS", tmp_path / "nothing")
    assert any("not known here" in text for _, text in _findings(path))
    assert _not_ok(path) == []
