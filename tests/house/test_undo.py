"""Undo: one's own last deed since log-in, from the record, as a new change."""

from __future__ import annotations

import ast
import importlib
import inspect
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import din_indgang_tui.house as house
from din_indgang_tui.house import (
    course_activities,
    courses,
    day,
    enquiries,
    finder,
    opening_hours,
    pauses,
    staff,
)
from din_indgang_tui.house.codes import Channel
from din_indgang_tui.house.course_activities import NewActivity
from din_indgang_tui.house.courses import NewCourse
from din_indgang_tui.house.undo import DEEDS, undo
from din_indgang_tui.store import undo as history
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.file import schema_text
from din_indgang_tui.store.roles import Role, Who
from din_indgang_tui.store.unit import Rule
from tests.scene import OWNER, HandClock, citizen, content, refused, someone, waiting


def another_log_in(who: Who) -> Who:
    return replace(who, session="another")


def test_a_new_person_and_their_enquiry_are_gone_again(door: Door, bo: Who) -> None:
    before = door.read(OWNER, content)
    someone(door, bo, "Ida", "Holm")
    undone = door.change(bo, undo)
    assert door.read(OWNER, content) == before
    assert undone.deed == "enquiries.register"
    assert door.read(bo, finder.find, "ida").hits == ()


def test_again_takes_the_one_before(door: Door, bo: Who, clock: HandClock) -> None:
    states = [door.read(OWNER, content)]
    someone(door, bo, "Ida")
    states.append(door.read(OWNER, content))
    clock.move(minutes=1)
    ida = waiting(door, bo).enquiry_id
    door.change(bo, enquiries.take_in, ida)
    states.append(door.read(OWNER, content))
    door.change(bo, enquiries.hold, ida)
    states.append(door.read(OWNER, content))
    door.change(bo, enquiries.finish, ida, "helped", "Fik ringet")
    for state in reversed(states):
        undone = door.change(bo, undo)
        assert door.read(OWNER, content) == state
    assert undone.deed == "enquiries.register"
    assert "nothing to undo" in refused(door, bo, undo).message


def test_reasons_come_back_in_their_order(door: Door, bo: Who) -> None:
    person = someone(door, bo, "Ida")
    row = waiting(door, bo)
    door.change(bo, enquiries.fill_in, row.enquiry_id, row.version, reasons=("talk", "housing"))
    before = door.read(OWNER, content)
    row = waiting(door, bo)
    door.change(bo, enquiries.fill_in, row.enquiry_id, row.version, reasons=("housing", "health"))
    stale = waiting(door, bo).version
    door.change(bo, undo)
    assert door.read(OWNER, content) == before
    assert waiting(door, bo).reasons == ("talk", "housing")
    # Whoever had read what was taken back is told so.
    error = refused(door, bo, enquiries.fill_in, person.enquiry_id, stale, reasons=("crisis",))
    assert "while you wrote" in error.message


def test_only_ones_own_since_log_in(door: Door, bo: Who, mette: Who) -> None:
    someone(door, bo, "Ida")
    assert "nothing to undo" in refused(door, mette, undo).message
    assert "nothing to undo" in refused(door, another_log_in(bo), undo).message


def test_refused_with_who_and_when_once_somebody_changed_it(
    door: Door, bo: Who, mette: Who, clock: HandClock
) -> None:
    ida = someone(door, bo, "Ida").enquiry_id
    clock.move(minutes=3)
    door.change(mette, enquiries.take_in, ida)
    error = refused(door, bo, undo)
    assert isinstance(error, history.CannotTakeBack)
    assert "Mette Juhl" in error.message
    assert "10.25" in error.message
    # Once the other took theirs back, it is as it was left.
    door.change(mette, undo)
    door.change(bo, undo)
    assert waiting_ids(door) == []


def waiting_ids(door: Door) -> list[int]:
    return [row.enquiry_id for row in door.read(OWNER, day.today).waiting]


def test_refused_where_something_newer_builds_on_it(door: Door, bo: Who, mette: Who) -> None:
    ida = citizen(door, bo, "Ida", "Holm")
    door.change(bo, undo)  # she is with us again
    came = door.read(bo, day.today).waiting[0].enquiry_id
    door.change(
        mette,
        enquiries.register,
        enquiries.NewEnquiry(citizen_id=ida, channel=Channel.PHONE),
    )
    error = refused(door, bo, undo)
    assert "Mette Juhl" in error.message
    assert waiting_ids(door) == [came]


def test_a_person_who_came_again_meanwhile_stands_in_the_hall_once(
    door: Door, bo: Who, mette: Who
) -> None:
    ida = someone(door, bo, "Ida", "Holm")
    door.change(bo, enquiries.finish, ida.enquiry_id, "helped")
    door.change(mette, enquiries.register, enquiries.NewEnquiry(citizen_id=ida.citizen_id))
    assert "Mette Juhl" in refused(door, bo, undo).message


def test_a_password_is_never_put_back(door: Door, who: dict[Role, Who]) -> None:
    leader = who[Role.LEADER]
    door.change(leader, staff.reset, "BOD", "another hash")
    assert "password" in refused(door, leader, undo).message
    # It stands in nobody's way: what was done before and after it can be undone.
    before = door.read(OWNER, content)
    door.change(leader, opening_hours.close_day, date(2026, 12, 24), "Juleaften")
    door.change(leader, staff.edit, "PIN", name="Pia", password_hash="another hash")
    door.change(leader, staff.disable, "VIL")
    deeds = [door.change(leader, undo).deed for _deed in range(2)]
    assert deeds == ["staff.disable", "opening_hours.close_day"]
    door.change(leader, staff.edit, "PIN", name="Pia Nørgaard")
    left = door.read(OWNER, content)
    del before["staff"], left["staff"]  # the passwords are as they were given
    assert left == before


def test_a_new_colleague_is_taken_back_password_and_all(door: Door, who: dict[Role, Who]) -> None:
    leader = who[Role.LEADER]
    before = door.read(OWNER, content)
    door.change(leader, staff.add, "NYE", "Ny Kollega", Role.HOST, "a hash")
    door.change(leader, undo)
    assert door.read(OWNER, content) == before


def _deeds() -> dict[str, Rule]:
    found = {}
    for path in sorted(Path(inspect.getfile(house)).parent.glob("*.py")):
        module = importlib.import_module(f"{house.__name__}.{path.stem}")
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                rule = getattr(getattr(module, node.name), "__rule__", None)
                if isinstance(rule, Rule) and rule.kind == "change":
                    found[f"{path.stem}.{node.name}"] = rule
    return found


# Written without a record, or only from the command line, which has no undo key.
UNNAMED = {
    "staff.refuse_log_in", "staff.log_in", "staff.change_own_password", "undo.undo",
    "staff.reset", "staff.begin_house",
    "conversation_writing.keep", "conversation_writing.keep_at_last",
    "conversation_writing.take", "conversation_writing.leave", "conversation_writing.lay_aside",
}  # fmt: skip


def test_every_deed_has_a_name_for_its_undoing() -> None:
    deeds = set(_deeds())
    assert "enquiries.register" in deeds
    assert deeds - UNNAMED - set(DEEDS) == set()
    assert set(DEEDS) <= deeds


def test_what_a_colleague_built_on_it_is_never_lost_with_it(
    door: Door, bo: Who, mette: Who, leader: Who
) -> None:
    course = door.change(
        mette,
        courses.open_course,
        NewCourse(citizen(door, bo, "Ida", "Holm"), date(2026, 11, 17), coach_id=mette.staff_id),
    )
    number = course.course_id
    door.change(leader, pauses.begin, number, date(2026, 11, 20), date(2026, 11, 25), "illness")
    new = NewActivity("network", "Kor", date(2026, 11, 18))
    door.change(leader, course_activities.add, number, new)
    before = door.read(OWNER, content)
    error = refused(door, mette, undo)
    assert "Åse Holm changed it since, at 10.22" in error.message
    assert door.read(OWNER, content) == before


def test_what_goes_with_its_row_is_part_of_it_or_has_no_record() -> None:
    db = sqlite3.connect(":memory:")
    db.executescript(schema_text())
    gone_with_it = {
        table
        for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for key in db.execute(f"PRAGMA foreign_key_list({table})")
        if key[6] == "CASCADE"
    }
    # What follows from a name; what one enquiry came with; texts that undo lays aside first.
    assert gone_with_it == {"name_part", "enquiry_reason", "letter", "conversation_writing"}
