"""Acute telephone numbers: few to begin with, the rest written by the house."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from din_indgang_tui.house import acute_numbers
from din_indgang_tui.house.acute_numbers import AcuteNumber
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict, DeskError, NotAllowed
from din_indgang_tui.store.roles import Role, Who
from tests.scene import OWNER, refused


def numbers(door: Door) -> dict[str, AcuteNumber]:
    return {one.code: one for one in door.read(OWNER, acute_numbers.everything)}


def test_a_new_house_has_three_that_it_has_not_checked_yet(door: Door) -> None:
    found = door.read(OWNER, acute_numbers.everything)
    assert [(one.code, one.number) for one in found] == [
        ("alarm", "112"),
        ("police", "114"),
        ("lifeline", "70 201 201"),
    ]
    assert not any(one.checked for one in found)
    assert all(one.label for one in found)


def test_whoever_writes_when_somebody_answers_has_checked_it(door: Door, leader: Who) -> None:
    door.change(leader, acute_numbers.edit, "alarm", hours="hele døgnet")
    assert numbers(door)["alarm"].checked
    assert not numbers(door)["police"].checked


def test_the_house_writes_its_own(door: Door, leader: Who) -> None:
    code = door.change(leader, acute_numbers.add, "Lægevagten", "20 00 00 07", "16-8")
    assert code == "laegevagten"
    assert list(numbers(door))[-1] == code
    assert numbers(door)[code].checked
    door.change(leader, acute_numbers.edit, code, number="+45 20000007")
    door.change(leader, acute_numbers.move, code, 0)
    door.change(leader, acute_numbers.retire, "lifeline")
    assert list(numbers(door)) == [code, "alarm", "police", "lifeline"]
    assert numbers(door)[code] == AcuteNumber(
        code, "Lægevagten", "+45 20000007", "16-8", False, numbers(door)[code].version, True
    )
    assert numbers(door)["lifeline"].retired
    door.change(leader, acute_numbers.bring_back, "lifeline")
    assert not numbers(door)["lifeline"].retired


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        (("", "112", ""), "label"),
        (("x" * 51, "112", ""), "label"),
        (("Alarm: ambulance, fire, police", "112", ""), "label"),
        (("Læge", "", ""), "number"),
        (("Læge", "12", ""), "number"),
        (("Læge", "ring bare", ""), "number"),
        (("Læge", "٣٣٣", ""), "number"),
        (("Læge", "1" * 21, ""), "number"),
        (("Læge", "112", "x" * 51), "hours"),
    ],
)
def test_what_cannot_be_one(
    door: Door, leader: Who, texts: tuple[str, str, str], field: str
) -> None:
    assert refused(door, leader, acute_numbers.add, *texts).field == field


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(label=st.text(max_size=60), number=st.text("0123456789 +", max_size=22))
def test_whatever_is_typed_is_a_number_that_can_be_dialled_or_a_sentence(
    door: Door, leader: Who, label: str, number: str
) -> None:
    try:
        code = door.change(leader, acute_numbers.add, label, number)
    except DeskError as error:
        assert error.field in ("label", "number")
    else:
        stored = numbers(door)[code]
        assert stored.label.strip() and sum(letter.isdigit() for letter in stored.number) >= 3
        door.change(leader, undo)
        assert code not in numbers(door)


def test_all_of_it_is_taken_back(door: Door, leader: Who) -> None:
    before = [(one.code, one.label, one.number, one.retired) for one in numbers(door).values()]
    code = door.change(leader, acute_numbers.add, "Læge", "20 00 00 07")
    door.change(leader, acute_numbers.edit, code, label="Vagtlæge")
    door.change(leader, acute_numbers.move, code, 0)
    door.change(leader, acute_numbers.retire, code)
    for _deed in range(4):
        door.change(leader, undo)
    assert before == [
        (one.code, one.label, one.number, one.retired) for one in numbers(door).values()
    ]


def test_two_who_edit_the_same(door: Door, leader: Who, who: dict[Role, Who]) -> None:
    version = numbers(door)["alarm"].version
    door.change(leader, acute_numbers.edit, "alarm", version, hours="altid")
    error = refused(
        door, who[Role.ADMIN], acute_numbers.edit, "alarm", version, hours="hele døgnet"
    )
    assert isinstance(error, Conflict)


def test_everybody_reads_them_and_the_leader_writes_them(door: Door, who: dict[Role, Who]) -> None:
    for role, one in who.items():
        assert door.read(one, acute_numbers.everything)
        if role not in (Role.LEADER, Role.ADMIN):
            error = refused(door, one, acute_numbers.retire, "alarm")
            assert isinstance(error, NotAllowed)
