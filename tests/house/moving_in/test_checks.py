"""Four-week checks of a history: what a row may say, and what it becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from din_indgang_tui.house import checks
from din_indgang_tui.house.codes import CheckDecision
from din_indgang_tui.store.roles import Role, Who

if TYPE_CHECKING:
    from tests.house.moving_in.conftest import House

COACH = Who("KSØ", Role.COACH)
PEOPLE = "ref,given_name\nc1,Ida\nc2,Ole\n"
COURSES = "ref,citizen_ref,opened_on\nf1,c1,2026-10-19\nf2,c2,2026-10-20\n"
HEAD = "course_ref,decided_on,decision,note"


def decided(house: House, *rows: str) -> None:
    """A checks.csv of these rows, beside the courses f1 of Ida and f2 of Ole."""
    house.file("citizens.csv", PEOPLE)
    house.file("courses.csv", COURSES)
    house.file("checks.csv", "\n".join([HEAD, *rows]))


def test_every_column_is_kept(house: House) -> None:
    decided(house, "f1,2026-11-16,continue,vil gerne blive ved")
    assert house.take_in().faults == ()
    (row,) = house.rows("SELECT d.*, o.ref FROM check_decision d JOIN course o ON o.id = course_id")
    kept = {
        **{"ref": "f1", "decided_on": "2026-11-16", "decision": "continue", "imported": 1},
        **{"note": "vil gerne blive ved", "decided_by": None},
    }
    assert kept.items() <= row.items()
    check = house.door.read(COACH, checks.of_course, row["course_id"])
    assert check.decision is not None and check.decision.decision is CheckDecision.CONTINUE
    assert check.decision.by == ""


def test_that_one_was_decided_is_enough_where_nobody_wrote_what(house: House) -> None:
    decided(house, "f1,2026-11-16,,vil gerne blive ved")
    assert house.take_in().faults == ()
    check = house.door.read(COACH, checks.of_course, 1)
    assert check.decision is not None and not check.owed
    assert (check.decision.decision, check.decision.note) == (None, "vil gerne blive ved")
    assert house.take_in().new == 0


def test_an_imported_course_without_a_decision_is_owed(house: House) -> None:
    decided(house, "f1,2026-11-16,close,")
    assert house.take_in().faults == ()
    assert [one.name for one in house.door.read(COACH, checks.owed_checks)] == ["Ole"]


def test_a_second_import_changes_nothing_and_one_more_row_is_new(house: House) -> None:
    decided(house, "f1,2026-11-16,continue,", "f1,2026-11-16,continue,")
    assert house.take_in().files[-1].new == 2
    before = house.everything()
    house.file("checks.csv", "decision;course_ref;decided_on\ncontinue;f1;2026-11-16\n")
    again = house.take_in()
    assert (again.files[-1].already_there, again.new, again.faults) == (1, 0, ())
    assert house.everything() == before
    house.file("checks.csv", f"{HEAD}\nf1,2026-11-16,continue,\nf1,2026-11-17,close,\n")
    assert house.take_in().files[-1].new == 1


@pytest.mark.parametrize("before", [False, True])
def test_a_decision_before_its_course_opened_is_a_fault(house: House, before: bool) -> None:
    decided(house)
    if before:
        assert house.take_in().faults == ()
        (house.folder / "courses.csv").unlink()
    house.file("checks.csv", f"{HEAD}\nf1,2026-10-19,continue,\nf2,2026-10-19,close,\n")
    assert house.faults() == [
        "checks.csv:3 decided_on: The time runs backwards: decided before the course opened on"
        " 2026-10-20."
    ]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (",2026-11-16,continue,", "course_ref: A check is one of a course: say of which."),
        ("f9,2026-11-16,continue,", "course_ref: “f9” is in courses.csv neither now nor in an"),
        ("f1,,continue,", "decided_on: This must be filled in."),
        ("f1,2026-11-31,continue,", "decided_on: 2026-11-31 is not in the calendar."),
        ("f1,0026-11-16,continue,", "decided_on: 0026-11-16 is too long ago."),
        (
            "f1,2026-11-16,fortsæt,",
            "decision: “fortsæt” is not one of: continue, refer_authority, close, other_offer.",
        ),
        ("f1,2026-11-16", "-: "),
    ],
)
def test_what_cannot_be_is_one_sentence(house: House, row: str, fault: str) -> None:
    decided(house, "f2,2026-11-16,close,", row)
    (said,) = house.faults()
    assert said.startswith(f"checks.csv:3 {fault}")


def test_a_day_to_come_is_worth_a_look(house: House) -> None:
    decided(house, "f1,2026-11-18,continue,", "f2,2026-11-19,close,")
    assert house.warnings() == [
        "checks.csv:2 decided_on: 2 checks, the first of them here, are decided on a day after"
        " today."
    ]
