"""Referrals of a history: what a row may say, and what it becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from din_indgang_tui.house import referral_note, referrals
from din_indgang_tui.house.codes import ReferralDecision
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import Role, Who

if TYPE_CHECKING:
    from tests.house.moving_in.conftest import House

COACH = Who("KSØ", Role.COACH)
PEOPLE = "ref,given_name\nc1,Ida\nc2,Ole\n"
COURSES = "ref,citizen_ref,opened_on\nf1,c1,2017-01-09\nf2,c2,2017-01-10\n"
HEAD = "ref,citizen_ref,course_ref,sent_on,asked_for,consent_on,decided_on,decision"


def sent(house: House, *rows: str) -> None:
    """A referrals.csv of these rows, beside the courses f1 of Ida and f2 of Ole."""
    house.file("citizens.csv", PEOPLE)
    house.file("courses.csv", COURSES)
    house.file("referrals.csv", "\n".join([HEAD, *rows]))


def test_every_column_is_kept(house: House) -> None:
    sent(house, "h1,c1,f1,2017-02-01,sel85,2017-01-31,2017-04-03,granted")
    assert house.take_in().faults == ()
    (row,) = house.rows("SELECT * FROM referral")
    kept = {
        **{"ref": "h1", "citizen_id": 1, "course_id": 1, "sent_on": "2017-02-01"},
        **{"sent_week": "2017-W05", "asked_for": "sel85", "consent_on": "2017-01-31"},
        **{"decided_on": "2017-04-03", "decided_week": "2017-W14", "decision": "granted"},
        **{"answer_by_on": None, "consent_id": None, "sent_note": ""},
    }
    assert kept.items() <= row.items()
    (one,) = house.door.read(COACH, referrals.of_citizen, 1)
    assert (one.decision, one.answered) == (ReferralDecision.GRANTED, True)
    with pytest.raises(DeskError, match="is not kept here"):
        house.door.read(COACH, referral_note.page, one.referral_id)


def test_a_decision_without_its_day_is_taken_and_so_is_a_day_without_it(house: House) -> None:
    sent(house, "h1,c1,,2017-02-01,,,,refused", "h2,c2,,2017-02-01,,,2017-03-01,")
    warning = "decision: 1 referral says when it was decided but not what: it is taken as answered."
    assert house.warnings() == [f"referrals.csv:3 {warning}"]
    assert house.take_in().faults == ()
    found = house.rows("SELECT decision, decided_on FROM referral ORDER BY id")
    assert [tuple(row.values()) for row in found] == [("refused", None), ("", "2017-03-01")]
    for citizen in (1, 2):
        (one,) = house.door.read(COACH, referrals.of_citizen, citizen)
        assert one.answered


def test_the_course_says_whose_it_is(house: House) -> None:
    sent(house, "h1,,f2,2017-02-01,,,,")
    assert house.take_in().faults == ()
    assert house.rows("SELECT citizen_id FROM referral") == [{"citizen_id": 2}]


def test_one_that_may_still_be_answered_is_waited_for_and_older_history_is_not(
    house: House,
) -> None:
    sent(house, "h1,c1,,2026-10-06,,,,", "h2,c2,,2026-10-05,,,,")
    assert house.take_in().faults == ()
    (waits,) = house.door.read(COACH, referrals.unanswered)
    assert (waits.name, str(waits.answer_by_on)) == ("Ida", "2026-11-17")


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (",c1,,2017-02-01,,,,", "ref: This must be filled in."),
        ("h1,c1,,,,,,", "sent_on: This must be filled in."),
        ("h1,,,2017-02-01,,,,", "citizen_ref: It must be somebody's"),
        ("h1,c9,,2017-02-01,,,,", "citizen_ref: "),
        ("h1,c1,f2,2017-02-01,,,,", "citizen_ref: “c1” is somebody else"),
        ("h1,c1,,0017-02-01,,,,", "sent_on: 0017-02-01 is too long ago."),
        ("h1,c1,,9999-12-31,,,,", "sent_on: 9999-12-31 is too far ahead."),
        ("h1,c1,,2017-02-01,§85,,,", "asked_for: “§85” is not one of: sel85, sel103_104, "),
        ("h1,c1,,2017-02-01,,,,yes", "decision: “yes” is not one of: granted, refused, "),
        ("h1,c1,,2017-02-01,,,2017-01-31,", "decided_on: The time runs backwards: decided before"),
        ("h1,c1,,2017-02-01,,i går,,", "consent_on: “i går” is not a date"),
    ],
)
def test_what_cannot_be_is_one_sentence(house: House, row: str, fault: str) -> None:
    sent(house, row)
    (said,) = house.faults()
    assert said.startswith(f"referrals.csv:2 {fault}")


def test_what_is_odd_is_said_once_and_taken(house: House) -> None:
    sent(
        house,
        "h1,c1,,2026-12-01,,2026-12-02,2026-12-03,granted",
        "h2,c2,,2026-12-01,,2026-12-02,2026-12-03,granted",
    )
    said = house.warnings()
    assert len(said) == 3
    assert all(" 2 referrals, the first of them here, " in one for one in said)
    assert house.take_in().faults == ()


def test_a_second_import_changes_nothing_and_another_content_is_a_fault(house: House) -> None:
    sent(house, "h1,c1,,2017-02-01,,,,")
    assert house.take_in().faults == ()
    before = house.everything()
    again = house.take_in()
    assert (again.new, again.faults, house.everything()) == (0, (), before)
    sent(house, "h1,c1,,2017-02-02,,,,")
    assert len(house.faults()) == 1
