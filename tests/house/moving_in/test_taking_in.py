"""All or nothing, once, on record, with a way back."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from typing import TYPE_CHECKING

import pytest

from din_indgang_tui.house import moving_in
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.enquiries import NewEnquiry, register
from din_indgang_tui.store.errors import DeskError, NotAllowed
from din_indgang_tui.store.roles import Role, Who
from din_indgang_tui.store.unit import Unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.house.moving_in.conftest import House

HISTORY = """\
ref,citizen_ref,arrived_at,channel,reasons,outcome
e2,c2,2017-08-28T10:05,walk_in,talk|housing,helped
e1,,2017-08-28T10:05,phone,,
e3,c1,2017-08-29T09:00,letter,crisis,
"""


@pytest.fixture
def history(house: House) -> House:
    house.file("citizens.csv", "ref,given_name\nc2,Ida\nc1,Ole\n")
    house.file("enquiries.csv", HISTORY)
    return house


def test_the_report_says_what_came_and_where_the_backup_is(history: House) -> None:
    report = history.take_in()
    assert [(f.name, f.read, f.new, f.already_there) for f in report.files] == [
        ("citizens.csv", 2, 2, 0),
        ("enquiries.csv", 3, 3, 0),
    ]
    assert report.new == 5
    assert report.backup is not None
    assert history.backups() == [report.backup]


def test_rows_come_in_the_order_of_the_file(history: House) -> None:
    history.take_in()
    rows = history.rows("SELECT ref FROM enquiry ORDER BY id")
    assert [row["ref"] for row in rows] == ["e2", "e1", "e3"]


def test_ids_go_on_after_those_that_are_there(history: House) -> None:
    history.door.change(history.who, register, NewEnquiry(new_citizen=NewCitizen(given_name="Per")))
    history.take_in()
    rows = history.rows(
        "SELECT e.ref, c.given_name FROM enquiry e LEFT JOIN citizen c ON c.id = e.citizen_id"
        " ORDER BY e.id"
    )
    assert [(row["ref"], row["given_name"]) for row in rows] == [
        (None, "Per"),
        ("e2", "Ida"),
        ("e1", None),
        ("e3", "Ole"),
    ]


def test_a_check_writes_nothing_and_says_the_same(history: House) -> None:
    before = history.everything()
    checked = history.check()
    assert history.everything() == before
    assert history.backups() == []
    assert sorted(path.name for path in history.door.path.parent.iterdir() if path.is_dir()) == [
        "history"
    ]
    assert checked.files == history.take_in().files


def test_with_a_fault_anywhere_nothing_is_written(history: House) -> None:
    history.file("enquiries.csv", HISTORY + "e4,c9,2017-08-29T09:00,letter,,\n")
    before = history.everything()
    report = history.take_in()
    assert [str(fault) for fault in report.faults] == [
        "enquiries.csv:5 citizen_ref: “c9” is in citizens.csv neither now nor in an earlier import."
    ]
    assert report.backup is None
    assert history.everything() == before
    assert history.backups() == []


def test_a_second_import_changes_nothing_and_says_so(history: House) -> None:
    history.take_in()
    before = history.everything()
    report = history.take_in()
    assert [(f.read, f.new, f.already_there) for f in report.files] == [(2, 0, 2), (3, 0, 3)]
    assert (report.faults, report.warnings, report.backup) == ((), (), None)
    assert history.everything() == before
    assert len(history.backups()) == 1


def test_a_row_is_the_same_however_it_is_spelt(house: House) -> None:
    house.file("citizens.csv", "ref,given_name,cpr,address_protected\nc1,Ole,120361-4321,no\n")
    house.file("enquiries.csv", "ref,arrived_at,channel\ne1,2017-08-28T10:05,phone\n")
    house.take_in()
    house.file("citizens.csv", "cpr;address_protected;ref;given_name;city\n1203614321;;c1; Ole ;\n")
    house.file("enquiries.csv", "ref;arrived_at;channel;note\ne1;2017-08-28T10:05:00;phone;\n")
    assert [(f.new, f.already_there) for f in house.take_in().files] == [(0, 1), (0, 1)]


def test_only_what_is_new_comes_the_next_time(history: House) -> None:
    history.take_in()
    history.file("enquiries.csv", HISTORY + "e4,c1,2017-08-30T09:00,walk_in,,\n")
    report = history.take_in()
    assert [(f.read, f.new, f.already_there) for f in report.files] == [(2, 0, 2), (4, 1, 3)]
    assert len(history.rows("SELECT * FROM enquiry")) == 4


def test_a_row_stays_the_same_row_when_the_citizen_was_changed_in_the_program(
    history: House,
) -> None:
    from din_indgang_tui.store.roles import ANYONE
    from din_indgang_tui.store.unit import changes

    @changes(ANYONE)
    def rename(unit: Unit) -> None:
        unit.update("citizen", 1, {"given_name": "Ida Marie"})

    history.take_in()
    history.door.change(history.who, rename)
    assert history.take_in().files[0].already_there == 2
    (row,) = history.rows("SELECT given_name FROM citizen WHERE ref = 'c2'")
    assert row["given_name"] == "Ida Marie"


def test_the_same_key_with_other_content_is_a_fault_that_names_both(history: House) -> None:
    history.take_in()
    before = history.everything()
    history.file("citizens.csv", "ref,given_name,city\nc5,Eva,\nc1,Olav,Vejle\n")
    history.file("enquiries.csv", HISTORY.replace("talk|housing", "housing|talk"))
    assert [str(fault) for fault in history.take_in().faults] == [
        "citizens.csv:3 ref: It was imported before, from line 3, with other content: "
        "given_name was “Ole”, now “Olav”; city was “”, now “Vejle”.",
        "enquiries.csv:2 ref: It was imported before, from line 2, with other content: "
        "reasons was “talk|housing”, now “housing|talk”.",
    ]
    assert history.everything() == before


def test_a_cpr_number_is_never_repeated_in_a_fault(house: House) -> None:
    house.file("citizens.csv", "ref,cpr\nc1,120361-4321\n")
    house.take_in()
    house.file("citizens.csv", "ref,cpr\nc1,120361-4322\n")
    (fault,) = house.faults()
    assert fault.endswith("with other content: another cpr.")
    assert "4321" not in fault
    assert "4322" not in fault


def test_a_warning_is_not_repeated_for_rows_that_are_there(house: House) -> None:
    house.file("citizens.csv", "ref,cpr,protected_until\nc1,120361-4321,2027-01-01\n")
    assert len(house.take_in().warnings) == 2
    assert house.take_in().warnings == ()


def test_one_line_a_file_goes_on_record(history: House) -> None:
    report = history.take_in()
    (unit,) = history.rows("SELECT deed, role, who FROM unit_of_work")
    assert (unit["deed"], unit["role"]) == ("moving_in.move_in", "owner")
    records = history.rows("SELECT * FROM audit ORDER BY id")
    assert [(row["table_name"], row["row_key"]) for row in records] == [
        ("imported_row", "citizens.csv"),
        ("imported_row", "enquiries.csv"),
    ]
    assert report.backup is not None
    assert json.loads(records[1]["after"]) == {
        "read": 3,
        "new": 3,
        "already_there": 0,
        "first_id": 1,
        "last_id": 3,
        "backup": report.backup.name,
    }


def test_other_terminals_are_told_to_read_again(history: House) -> None:
    history.take_in()
    parts = {row["part"] for row in history.rows("SELECT part FROM part_change")}
    assert parts == {
        *("citizens", "enquiries", "conversations", "courses", "slots", "groups", "checks"),
        *("referrals", "outreach"),
        *("staff", "lists"),  # an unknown coach or room is made
    }


def test_the_backup_holds_everything_as_it_was_before(history: House) -> None:
    history.door.change(history.who, register, NewEnquiry(new_citizen=NewCitizen(given_name="Per")))
    report = history.take_in()
    with contextlib.closing(sqlite3.connect(str(report.backup))) as backup:
        assert backup.execute("SELECT given_name FROM citizen").fetchall() == [("Per",)]
        assert backup.execute("SELECT count(*) FROM imported_row").fetchone() == (0,)


def test_an_import_that_breaks_off_leaves_nothing_behind(
    history: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = history.everything()
    monkeypatch.setattr(Unit, "record_file", _break)
    with pytest.raises(RuntimeError, match="broken off"):
        history.take_in()
    assert history.everything() == before
    assert history.backups() == []


def _break(*_: object) -> None:
    raise RuntimeError("broken off")


def test_of_two_imports_at_once_the_later_is_told_and_writes_nothing(
    history: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from din_indgang_tui.store import backup

    made = backup.make_backup

    def meanwhile(*args: object, **more: object) -> object:
        monkeypatch.setattr(backup, "make_backup", made)
        history.take_in()
        return made(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(backup, "make_backup", meanwhile)
    with pytest.raises(DeskError, match="Another import was finished meanwhile"):
        history.take_in()
    assert len(history.rows("SELECT * FROM enquiry")) == 3
    assert len(history.backups()) == 1


def test_nothing_is_left_beside_the_database(history: House) -> None:
    beside = {path.name for path in history.door.path.parent.iterdir()}
    history.take_in()
    assert {path.name for path in history.door.path.parent.iterdir()} == beside | {"backups"}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OWNER])
def test_the_command_line_alone_moves_in(history: House, role: Role) -> None:
    history.who = Who("BOD", role, staff_id=None)
    with pytest.raises(NotAllowed):
        history.take_in()
    with pytest.raises(NotAllowed):
        history.check()


def test_progress_goes_from_nothing_to_all_of_it_for_every_step(
    open_house: Callable[[], House],
) -> None:
    house = open_house()
    count = 2500
    rows = "".join(f"c{n},Ole\n" for n in range(count))
    house.file("citizens.csv", "ref,given_name\n" + rows)
    steps: dict[str, list[tuple[int, int]]] = {}
    moving_in.import_folder(
        house.door,
        house.who,
        house.folder,
        lambda label, done, total: steps.setdefault(label, []).append((done, total)),
    )
    assert list(steps) == ["Reading citizens.csv", "Making a backup", "Writing citizens.csv"]
    assert steps["Writing citizens.csv"] == [(1000, count), (2000, count), (2500, count)]
    for told in steps.values():
        done = [done for done, _total in told]
        assert done == sorted(done)
        assert told[-1][0] == told[-1][1]
        assert len(told) > 1
