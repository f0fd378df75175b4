"""The one door: who may, what is kept, what is on record, and what others hear of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from din_indgang_tui.clock import Clock
from din_indgang_tui.house import citizens, enquiries, staff
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.enquiries import NewEnquiry
from din_indgang_tui.store import file
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.engine import sqlite3
from din_indgang_tui.store.errors import Conflict, DeskError, NotAllowed, StoreError
from din_indgang_tui.store.roles import ANYONE, DESK, Role, Who, command_line
from din_indgang_tui.store.unit import Reading, Unit, changes, reads

NOW = datetime(2026, 11, 17, 9, 22, tzinfo=UTC)
OWNER = command_line()


def at_noon() -> datetime:
    return NOW


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    opened = Door(tmp_path / "house.db", at_noon, make=True)
    yield opened
    opened.close()


@pytest.fixture
def bo(door: Door) -> Who:
    return _colleague(door, "BOD", "Bo Dam")


def _colleague(door: Door, initials: str, name: str) -> Who:
    number = door.change(OWNER, staff.add, initials, name, Role.HOST, "no hash")
    return Who(initials, Role.HOST, number, name)


def _another_terminal(door: Door, clock: Clock = at_noon) -> Door:
    return Door(door.path, clock)


@changes(ANYONE, "citizens")
def write_down(unit: Unit, given_name: str) -> int:
    return citizens.add(unit, NewCitizen(given_name=given_name, family_name="Prøve"))


@changes(ANYONE, "citizens")
def rename(unit: Unit, citizen_id: int, given_name: str, version: int | None = None) -> bool:
    return unit.update("citizen", citizen_id, {"given_name": given_name}, version=version)


@changes(ANYONE, "settings")
def set_setting(unit: Unit, key: str, value: str) -> None:
    if unit.one("SELECT 1 FROM setting WHERE key = ?", (key,)):
        unit.update("setting", key, {"value": value})
    else:
        unit.insert("setting", {"key": key, "value": value})


@reads(ANYONE)
def everything(reading: Reading) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table: what must be the same where nothing was kept."""
    tables = [
        row["name"] for row in reading.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    ]
    return {
        table: [tuple(row) for row in reading.rows(f'SELECT * FROM "{table}"')] for table in tables
    }


def _count(door: Door, table: str) -> int:
    return len(door.read(OWNER, everything)[table])


@reads(ANYONE)
def rows_of(reading: Reading, sql: str) -> list[dict[str, Any]]:
    return [dict(row) for row in reading.rows(sql)]


# Who may, and what -----------------------------------------------------------------------------


def test_only_marked_functions_are_run(door: Door) -> None:
    ran = []

    def unmarked(unit: Any) -> None:
        ran.append(unit)

    with pytest.raises(TypeError):
        door.read(OWNER, unmarked)
    with pytest.raises(TypeError):
        door.change(OWNER, unmarked)
    with pytest.raises(TypeError, match="change of the house"):
        door.change(OWNER, everything)
    with pytest.raises(TypeError, match="read of the house"):
        door.read(OWNER, write_down, "Ida")  # type: ignore[arg-type]
    assert ran == []


@pytest.mark.parametrize("role", list(Role))
def test_a_role_does_what_its_rule_says_and_nothing_else(door: Door, role: Role) -> None:
    ran = []

    @reads(DESK)
    def question(reading: Reading) -> None:
        ran.append("question")

    @changes(DESK)
    def deed(unit: Unit) -> None:
        ran.append("deed")

    who = Who("XX", role)
    if role in DESK:
        door.read(who, question)
        door.change(who, deed)
        assert ran == ["question", "deed"]
    else:
        with pytest.raises(NotAllowed):
            door.read(who, question)
        with pytest.raises(NotAllowed):
            door.change(who, deed)
        assert ran == []


@pytest.mark.parametrize(
    "table", ["citzen", "audit", "unit_of_work", "look", "part_change", "enquiry_count", ""]
)
def test_only_the_tables_of_the_house_are_written(door: Door, table: str) -> None:
    @changes(ANYONE)
    def misspelt(unit: Unit) -> None:
        unit.insert(table, {"who": "nobody", "at": "now"})

    before = door.read(OWNER, everything)
    with pytest.raises(ValueError, match="not a table the house writes"):
        door.change(OWNER, misspelt)
    assert door.read(OWNER, everything) == before


def test_a_question_cannot_change_anything(door: Door) -> None:
    @reads(ANYONE)
    def sly(reading: Reading) -> None:
        reading.rows("INSERT INTO setting (key, value) VALUES ('house_name', 'Mit hus')")

    before = door.read(OWNER, everything)
    with pytest.raises(StoreError, match="past the door"):
        door.read(OWNER, sly)
    assert door.read(OWNER, everything) == before


# The record ------------------------------------------------------------------------------------


def test_each_change_is_on_record_with_before_and_after(door: Door, bo: Who) -> None:
    ida = door.change(bo, write_down, "Ida")
    door.change(bo, rename, ida, "Ina")
    records = door.read(
        OWNER,
        rows_of,
        "SELECT u.at, u.who, u.staff_id, u.role, u.session, u.deed, a.table_name, a.row_key,"
        " a.citizen_id, a.before ->> 'given_name' AS was, a.after ->> 'given_name' AS is_now,"
        " a.after ->> 'family_name' AS also"
        " FROM audit a JOIN unit_of_work u ON u.id = a.unit_id WHERE a.table_name = 'citizen'",
    )
    who = {"at": "2026-11-17T09:22:00Z", "who": "BOD", "staff_id": bo.staff_id, "role": "host"}
    where = {"session": bo.session, "table_name": "citizen", "row_key": str(ida), "citizen_id": ida}
    assert records == [
        {
            **who,
            **where,
            "deed": "test_door.write_down",
            "was": None,
            "is_now": "Ida",
            "also": "Prøve",
        },
        # Of an update, what is new and what that was before; the family name is neither.
        {**who, **where, "deed": "test_door.rename", "was": "Ida", "is_now": "Ina", "also": None},
    ]


def test_what_is_taken_away_stays_on_record_whole(door: Door) -> None:
    @changes(ANYONE, "settings")
    def forget(unit: Unit, key: str) -> None:
        unit.delete("setting", key)

    door.change(OWNER, set_setting, "house_name", "Huset")
    door.change(OWNER, forget, "house_name")
    (last,) = door.read(OWNER, rows_of, "SELECT before, after FROM audit ORDER BY id DESC LIMIT 1")
    assert last["after"] is None
    assert '"value": "Huset"' in last["before"]


def test_one_deed_is_one_unit_of_work_however_much_it_writes(door: Door, bo: Who) -> None:
    units = _count(door, "unit_of_work")
    audits = _count(door, "audit")
    new = NewEnquiry(new_citizen=NewCitizen(given_name="Ida"), reasons=("talk", "housing"))
    door.change(bo, enquiries.register, new)
    assert _count(door, "unit_of_work") == units + 1
    assert _count(door, "audit") == audits + 4  # a citizen, an enquiry, two reasons


def test_where_nothing_is_new_nothing_is_written(door: Door) -> None:
    ida = door.change(OWNER, write_down, "Ida")
    before = door.read(OWNER, everything)
    assert door.change(OWNER, rename, ida, "Ida") is False
    assert door.read(OWNER, everything) == before


@pytest.mark.parametrize("table", ["audit", "look"])
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE {table} SET citizen_id = 0",
        "DELETE FROM {table}",
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    ],
)
def test_the_record_cannot_be_changed(door: Door, bo: Who, table: str, sql: str) -> None:
    ida = door.change(bo, write_down, "Ida")
    door.read(bo, citizens.page, ida)

    @changes(ANYONE)
    def tamper(unit: Unit) -> None:
        unit.rows(sql.format(table=table))

    before = door.read(OWNER, everything)
    with pytest.raises(DeskError):
        door.change(OWNER, tamper)
    assert before[table]
    assert door.read(OWNER, everything) == before


def test_a_look_at_a_citizen_is_on_record(door: Door, bo: Who) -> None:
    ida = door.change(bo, write_down, "Ida")
    door.read(bo, citizens.page, ida)
    (look,) = door.read(OWNER, rows_of, "SELECT * FROM look")
    assert look == {
        "id": 1,
        "at": "2026-11-17T09:22:00Z",
        "who": "BOD",
        "staff_id": bo.staff_id,
        "role": "host",
        "session": bo.session,
        "question": "citizens.page",
        "citizen_id": ida,
    }


def test_a_look_that_found_nobody_is_about_nobody(door: Door, bo: Who) -> None:
    with pytest.raises(DeskError):
        door.read(bo, citizens.page, 4711)
    assert _count(door, "look") == 0


def test_nobody_is_shown_where_the_look_cannot_be_put_on_record(door: Door, bo: Who) -> None:
    ida = door.change(bo, write_down, "Ida")
    door.path.rename(door.path.with_name("elsewhere.db"))
    with pytest.raises(StoreError, match="moved or replaced"):
        door.read(bo, citizens.page, ida)


# All or nothing --------------------------------------------------------------------------------


@pytest.mark.parametrize("error", [DeskError("no"), ValueError("no"), KeyboardInterrupt()])
def test_whatever_is_raised_nothing_is_kept(door: Door, error: BaseException) -> None:
    @changes(ANYONE, "citizens")
    def deed(unit: Unit) -> None:
        citizens.add(unit, NewCitizen(given_name="Ida"))
        raise error

    before = door.read(OWNER, everything)
    with pytest.raises(type(error)):
        door.change(OWNER, deed)
    assert door.read(OWNER, everything) == before
    door.change(OWNER, write_down, "Ina")  # and the door goes on


@pytest.fixture(scope="module")
def busy_door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    opened = Door(tmp_path_factory.mktemp("busy") / "house.db", at_noon, make=True)
    opened.change(OWNER, write_down, "Ida")
    yield opened
    opened.close()


_STEPS = st.lists(
    st.sampled_from(["citizen", "rename", "setting", "log-in failure", "erase"]), max_size=8
)


@settings(max_examples=60, deadline=None)
@given(steps=_STEPS, data=st.data())
def test_a_deed_that_fails_at_any_point_leaves_no_trace(
    busy_door: Door, steps: list[str], data: st.DataObject
) -> None:
    fails_after = data.draw(st.integers(0, len(steps)))

    @changes(ANYONE, "citizens", "settings")
    def deed(unit: Unit) -> None:
        for number, step in enumerate([*steps, "end"]):
            if number == fails_after:
                raise DeskError("as far as here")
            if step == "citizen":
                citizens.add(unit, NewCitizen(given_name=f"Nr {number}"))
            elif step == "rename":
                unit.update("citizen", 1, {"given_name": f"Ida {number}"})
            elif step == "setting":
                unit.insert("setting", {"key": f"k{number}", "value": "v"})
            elif step == "log-in failure":
                unit.insert(
                    "login_failure", {"initials": f"X{number}", "failures": 1, "last_at": ""}
                )
            elif step == "erase":
                unit.delete("name_part", ("ida", 1, "ida"))

    before = busy_door.read(OWNER, everything)
    with pytest.raises(DeskError, match="as far as here"):
        busy_door.change(OWNER, deed)
    assert busy_door.read(OWNER, everything) == before


def test_what_the_database_refuses_is_a_refusal_in_words(door: Door) -> None:
    @changes(ANYONE)
    def impossible(unit: Unit) -> None:
        unit.insert("staff", {"initials": "XX", "name": "X", "role": "king", "created_at": "now"})

    with pytest.raises(DeskError, match="The database refused it"):
        door.change(OWNER, impossible)


# Two who write the same ------------------------------------------------------------------------


def test_a_stale_edit_meets_who_when_and_both_values(door: Door, bo: Who) -> None:
    other = _another_terminal(door)
    pia = _colleague(door, "PIA", "Pia Nørgaard")
    ida = door.change(bo, write_down, "Ida")
    version = door.read(bo, citizens.page, ida).citizen.version

    other.change(pia, rename, ida, "Ina", version)
    with pytest.raises(Conflict) as met:
        door.change(bo, rename, ida, "Ea", version)
    assert met.value.who == "Pia Nørgaard"
    assert met.value.at == "2026-11-17T09:22:00Z"
    assert met.value.theirs == {"given_name": "Ina"}
    assert met.value.yours == {"given_name": "Ea"}
    assert door.read(bo, citizens.page, ida).citizen.given_name == "Ina"

    # With what is there now, it is saved.
    version = door.read(bo, citizens.page, ida).citizen.version
    assert door.change(bo, rename, ida, "Ea", version) is True
    other.close()


# What others hear ------------------------------------------------------------------------------


def test_a_terminal_hears_of_others_changes_and_not_of_its_own(door: Door) -> None:
    other = _another_terminal(door)
    other.changed_parts()

    other.change(OWNER, set_setting, "house_name", "Huset")
    assert other.changed_parts() == set()
    door.change(OWNER, write_down, "Ida")
    assert other.changed_parts() == {"citizens"}
    assert other.changed_parts() == set()
    assert door.changed_parts() == {"settings"}
    other.close()


def test_anothers_change_is_heard_although_one_changed_the_same_part_since(door: Door) -> None:
    other = _another_terminal(door)
    door.change(OWNER, write_down, "Ida")
    other.change(OWNER, write_down, "Ina")
    assert other.changed_parts() == {"citizens"}
    other.close()


def test_each_part_is_counted_on_its_own(door: Door) -> None:
    serials = "SELECT part, serial FROM part_change ORDER BY part"
    assert door.read(OWNER, rows_of, serials) == []
    door.change(OWNER, write_down, "Ida")
    ina = door.change(OWNER, write_down, "Ina")
    door.change(OWNER, set_setting, "house_name", "Huset")
    door.change(OWNER, rename, ina, "Ina")  # nothing new: not counted
    assert door.read(OWNER, rows_of, serials) == [
        {"part": "citizens", "serial": 2},
        {"part": "settings", "serial": 1},
    ]


def test_looks_and_drafts_wake_nobody(door: Door, bo: Who) -> None:
    from din_indgang_tui.store import drafts

    ida = door.change(bo, write_down, "Ida")
    other = _another_terminal(door)
    audits = _count(door, "audit")
    door.read(bo, citizens.page, ida)
    door.change(bo, drafts.keep, "walk_in", "", {"typed": "Id"})
    assert other.changed_parts() == set()
    assert _count(door, "audit") == audits
    other.close()


# The file under the door -----------------------------------------------------------------------


@pytest.mark.parametrize("replaced", [False, True])
def test_a_file_deleted_or_replaced_under_the_door_takes_no_writes(
    door: Door, tmp_path: Path, replaced: bool
) -> None:
    if replaced:
        Door(tmp_path / "new.db", at_noon, make=True).close()
        os.replace(tmp_path / "new.db", door.path)
    else:
        door.path.unlink()
    with pytest.raises(StoreError, match=r"moved or replaced\. Nothing was saved"):
        door.change(OWNER, write_down, "Ida")


def test_a_full_disk_is_a_sentence_and_nothing_is_kept(door: Door) -> None:
    # The engine's own limit gives the same error as a disk without room.
    (pages,) = door._connection.execute("PRAGMA page_count").fetchone()
    door._connection.execute(f"PRAGMA max_page_count = {pages}")

    @changes(ANYONE, "citizens")
    def very_many(unit: Unit) -> None:
        for number in range(2_000):
            citizens.add(unit, NewCitizen(given_name=f"Nr {number}"))

    before = door.read(OWNER, everything)
    with pytest.raises(StoreError, match="no room left"):
        door.change(OWNER, very_many)
    assert door.read(OWNER, everything) == before


def test_somebody_who_holds_the_file_is_a_sentence(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "BUSY_MS", 30)
    waiting = _another_terminal(door)
    holder = sqlite3.connect(door.path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="held the database"):
        waiting.change(OWNER, write_down, "Ida")
    holder.execute("ROLLBACK")
    waiting.change(OWNER, write_down, "Ida")
    holder.close()
    waiting.close()
