"""The log of outreach: what a try may say, and what it becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from din_indgang_tui.house import lists, outreach_log
from din_indgang_tui.house.lists import Facts
from din_indgang_tui.store.roles import Role, Who
from tests.histories import wall

if TYPE_CHECKING:
    from tests.house.moving_in.conftest import House

LIV = Who("LIV", Role.OUTREACH)
HEAD = "ref,citizen_ref,label,area,at,place,result,note"


def tried(house: House, *rows: str) -> None:
    """An outreach.csv of these rows, beside the citizen c1, Ida."""
    house.file("citizens.csv", "ref,given_name\nc1,Ida\n")
    house.file("outreach.csv", "\n".join([HEAD, *rows]))


def test_every_column_is_kept(house: House) -> None:
    tried(
        house,
        "o1,c1,,Havnen,2017-01-01T23:30,Kajen 7,let_in,Kaffe",
        "o2,,Manden i 7,,2017-01-02T08:00,,,",
    )
    assert house.take_in().faults == ()
    nobody, ida = house.door.read(LIV, outreach_log.all_attempts)
    assert (ida.name, ida.area, ida.place, ida.note) == ("Ida", "Havnen", "Kajen 7", "Kaffe")
    assert (ida.result, ida.contact, ida.at) == ("let_in", True, wall("2017-01-01T23:30"))
    assert (nobody.name, nobody.result, nobody.contact) == ("Manden i 7", None, False)
    week = house.rows("SELECT tried_on, tried_week FROM outreach_attempt WHERE ref = 'o1'")
    assert week == [{"tried_on": "2017-01-01", "tried_week": "2016-W52"}]


def test_a_result_that_the_house_added_is_taken(house: House) -> None:
    contact = Facts(contact=True)
    code = house.door.change(house.who, lists.add, "outreach_result", "Talt i tlf.", None, contact)
    house.door.change(house.who, lists.retire, "outreach_result", code)
    tried(house, f"o1,,,,2017-01-02T08:00,,{code},")
    assert house.take_in().faults == ()
    (one,) = house.door.read(LIV, outreach_log.all_attempts)
    assert (one.label, one.contact) == ("Talt i tlf.", True)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (",,,,2017-02-01T10:00,,,", "ref: This must be filled in."),
        ("o1,,,,,,,", "at: This must be filled in."),
        ("o1,c9,,,2017-02-01T10:00,,,", "citizen_ref: “c9” is in citizens.csv neither now"),
        ("o1,,,,2017-02-01,,,", "at: “2017-02-01” is not a time written like"),
        ("o1,,,,2026-03-29T02:30,,,", "at: 2026-03-29T02:30 does not exist"),
        ("o1,,,,0017-02-01T10:00,,,", "at: 0017-02-01T10:00 is too long ago."),
        ("o1,,,,2017-02-01T10:00,,Let in,", "result: “Let in” is not one of: nobody_home, "),
        (f"o1,,{'x' * 101},,2017-02-01T10:00,,,", "label: That is too long"),
    ],
)
def test_what_cannot_be_is_one_sentence(house: House, row: str, fault: str) -> None:
    tried(house, row)
    (said,) = house.faults()
    assert said.startswith(f"outreach.csv:2 {fault}")


def test_what_is_odd_is_said_once_and_taken(house: House) -> None:
    tried(house, *(f"o{n},,,,2026-12-0{n}T10:00,,," for n in (1, 2)))
    said = house.warnings()
    assert len(said) == 2
    assert all(" 2 tries, the first of them here, " in one for one in said)
    assert house.take_in().faults == ()


def test_a_second_import_changes_nothing_and_another_content_is_a_fault(house: House) -> None:
    tried(house, "o1,,,,2017-02-01T10:00,,let_in,")
    assert house.take_in().faults == ()
    before = house.everything()
    again = house.take_in()
    assert (again.new, again.faults, house.everything()) == (0, (), before)
    tried(house, "o1,,,,2017-02-01T10:00,,withdrew,")
    assert len(house.faults()) == 1
