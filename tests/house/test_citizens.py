"""Citizens: who they are, what is refused, what is on record, and their page."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.house import citizens, day, enquiries, finder
from din_indgang_tui.house.citizens import NAME_LIMIT, Citizen, NewCitizen
from din_indgang_tui.house.codes import Channel
from din_indgang_tui.house.enquiries import NewEnquiry
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import DeskError, NotAllowed
from din_indgang_tui.store.roles import ANYONE, DESK, Role, Who, nobody
from din_indgang_tui.store.unit import Unit, changes
from tests.scene import HandClock, citizen, everything, rows, someone


@changes(ANYONE, "citizens")
def protect(unit: Unit, citizen_id: int, until: str | None) -> None:
    unit.update("citizen", citizen_id, {"address_protected": 1, "protected_until": until})


def _ali(field: str, length: int) -> dict[str, Any]:
    return {"given_name": "Ali"} | {field: "x" * length}


def page(door: Door, who: Who, citizen_id: int) -> Citizen:
    return door.read(who, citizens.page, citizen_id).citizen


# Who they are ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "known_by",
    [
        {"given_name": "Ali"},
        {"family_name": "Holm"},
        {"phone": "20 00 00 61"},
        {"birth_date": date(1961, 3, 12)},
        {"cpr": "120361-4321"},
    ],
)
def test_a_person_is_known_by_any_one_thing(door: Door, bo: Who, known_by: dict[str, Any]) -> None:
    came = door.change(
        bo,
        enquiries.register,
        NewEnquiry(new_citizen=NewCitizen(**known_by)),
    )
    assert came.citizen_id is not None
    assert page(door, bo, came.citizen_id).name


@pytest.mark.parametrize(
    "known_by",
    [{}, {"given_name": " \u200b\x00 "}, {"email": "a@b.dk"}, {"street": "Havnegade 1"}],
)
def test_someone_known_by_nothing_may_stay_anonymous_instead(
    door: Door, bo: Who, known_by: dict[str, Any]
) -> None:
    with pytest.raises(DeskError) as refused:
        door.change(bo, enquiries.register, NewEnquiry(new_citizen=NewCitizen(**known_by)))
    assert refused.value.field == "given_name"


def test_what_was_typed_is_stored_clean_on_one_line(door: Door, bo: Who) -> None:
    came = someone(door, bo, "  Kir\x1b[31msten\n", "Mø\u200bller\t Bæk ", phone=" 20 00\n00 61 ")
    assert came.citizen_id is not None
    found = page(door, bo, came.citizen_id)
    assert (found.given_name, found.family_name) == ("Kir[31msten", "Møller Bæk")
    assert found.phone == "20 00 00 61"


def test_a_name_pasted_with_invisible_letters_is_found_as_it_is_shown(door: Door, bo: Who) -> None:
    came = someone(door, bo, "Kir\u200bsten", "Møl\u00adler")
    for typed in ("kirsten", "møller", "kirst møl"):
        (hit,) = door.read(bo, finder.find, typed).hits
        assert hit.citizen_id == came.citizen_id


@pytest.mark.parametrize("field", ["given_name", "family_name", "phone", "email", "street", "city"])
def test_what_is_too_long_is_refused_and_nothing_is_cut(door: Door, bo: Who, field: str) -> None:
    before = door.read(bo, everything)
    for length in (NAME_LIMIT + 1, 10_001):
        person = NewCitizen(**_ali(field, length))
        with pytest.raises(DeskError) as refused:
            door.change(bo, enquiries.register, NewEnquiry(new_citizen=person))
        assert refused.value.field == field
        assert str(NAME_LIMIT) in refused.value.message
    assert door.read(bo, everything) == before
    whole = NewCitizen(**_ali(field, NAME_LIMIT))
    door.change(bo, enquiries.register, NewEnquiry(new_citizen=whole))


# CPR ---------------------------------------------------------------------------------------------


def test_a_cpr_number_says_when_someone_was_born(door: Door, bo: Who) -> None:
    came = someone(door, bo, "Kirsten", cpr="120361-4321")
    assert came.citizen_id is not None
    found = page(door, bo, came.citizen_id)
    assert found.birth_date == date(1961, 3, 12)
    assert found.has_cpr
    assert door.read(bo, rows, "SELECT cpr FROM citizen") == [("1203614321",)]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"cpr": "120361"}, "cpr"),
        ({"cpr": "310261-4321"}, "cpr"),
        ({"cpr": "120361-4321", "birth_date": date(1961, 3, 13)}, "cpr"),
        ({"cpr": "010136-4444"}, "cpr"),  # 2036, by its century
        ({"birth_date": date(2026, 11, 18)}, "birth_date"),
    ],
)
def test_days_that_cannot_be_are_refused(
    door: Door, bo: Who, fields: dict[str, Any], field: str
) -> None:
    before = door.read(bo, everything)
    with pytest.raises(DeskError) as refused:
        someone(door, bo, "Kirsten", **fields)
    assert refused.value.field == field
    assert refused.value.message.endswith(".")
    assert door.read(bo, everything) == before


def test_whoever_is_born_today_may_come_today(door: Door, bo: Who) -> None:
    someone(door, bo, "Ea", birth_date=date(2026, 11, 17))


def test_a_number_that_someone_has_already_names_them(door: Door, bo: Who) -> None:
    citizen(door, bo, "Kirsten", "Møller", cpr="120361-4321")
    before = door.read(bo, everything)
    with pytest.raises(DeskError) as refused:
        someone(door, bo, "Kirsten", "Moeller", cpr="1203614321")
    assert refused.value.field == "cpr"
    assert "Kirsten Møller" in refused.value.message
    assert door.read(bo, everything) == before


# Phone numbers -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    ["20000061", "20 00 00 61", "+4520000061", "+45 20 00 00 61", "0045 20000061",
     "(+45) 2000 0061", "20.00.00.61", "tlf. 20-00-00-61"],
)  # fmt: skip
def test_a_danish_number_is_looked_for_without_its_country_code(written: str) -> None:
    assert citizens.phone_digits(written) == "20000061"


def test_a_number_from_abroad_keeps_its_country_code() -> None:
    assert citizens.phone_digits("+46 70 123 45 67") == "46701234567"
    assert citizens.phone_digits("") == citizens.phone_digits("no phone") == ""
    assert citizens.phone_digits("45 45 45 45") == "45454545"  # eight digits that begin so


# Address protection ------------------------------------------------------------------------------


def test_a_protected_address_and_its_phone_are_not_handed_out(door: Door, bo: Who) -> None:
    fields = {"phone": "20 00 00 61", "street": "Havnegade 1", "postcode": "7000", "city": "Byen"}
    fields["email"] = "kirsten@example.dk"
    known = citizen(door, bo, "Kirsten", address_protected=True, **fields)
    found = page(door, bo, known)
    assert found.address_protected
    assert (found.phone, found.street, found.postcode, found.city) == ("", "", "", "")
    assert found.email == ""
    (hit,) = door.read(bo, finder.find, "kirsten").hits
    assert hit.road == ""


@pytest.mark.parametrize(
    ("until", "protected"), [(None, True), ("2026-11-17", True), ("2026-11-16", False)]
)
def test_protection_ends_after_its_last_day(
    door: Door, bo: Who, until: str | None, protected: bool
) -> None:
    known = citizen(door, bo, "Kirsten", street="Havnegade 1")
    door.change(bo, protect, known, until)
    found = page(door, bo, known)
    (hit,) = door.read(bo, finder.find, "kirsten").hits
    assert found.address_protected is protected
    assert (found.street, hit.road) == (("", "") if protected else ("Havnegade 1", "Havnegade"))


# The page ----------------------------------------------------------------------------------------


def test_a_page_holds_everything_that_happened_newest_first(
    door: Door, clock: HandClock, who: dict[Role, Who]
) -> None:
    bo, mette = who[Role.HOST], who[Role.COACH]
    first = someone(door, bo, "Kirsten", "Møller")
    door.change(mette, enquiries.take_in, first.enquiry_id)
    door.change(mette, enquiries.finish, first.enquiry_id, "appointment", "Kommer igen tirsdag.")
    clock.move(days=3)
    called = door.change(
        bo,
        enquiries.register,
        NewEnquiry(citizen_id=first.citizen_id, channel=Channel.PHONE, reasons=("housing", "talk")),
    )
    someone(door, bo, "Another")
    assert first.citizen_id is not None
    found = door.read(bo, citizens.page, first.citizen_id)
    newest, oldest = found.events
    assert (newest.enquiry_id, newest.channel, newest.state) == (
        called.enquiry_id, "phone", "with_us",
    )  # fmt: skip
    assert newest.reasons == ("housing", "talk")
    assert newest.met_by == "Bo Dam"
    assert (oldest.enquiry_id, oldest.outcome, oldest.met_by) == (
        first.enquiry_id, "appointment", "Mette Juhl",
    )  # fmt: skip
    assert oldest.note == "Kommer igen tirsdag."
    assert oldest.reasons == ()
    assert newest.arrived_at > oldest.arrived_at


def test_of_two_events_of_the_same_second_the_later_one_stands_first(door: Door, bo: Who) -> None:
    came = someone(door, bo, "Kirsten")
    door.change(bo, enquiries.finish, came.enquiry_id, "helped")
    again = door.change(bo, enquiries.register, NewEnquiry(citizen_id=came.citizen_id))
    assert came.citizen_id is not None
    events = door.read(bo, citizens.page, came.citizen_id).events
    assert [event.enquiry_id for event in events] == [again.enquiry_id, came.enquiry_id]


def test_that_a_page_was_opened_is_on_record_before_it_is_shown(
    door: Door, who: dict[Role, Who]
) -> None:
    bo, mette = who[Role.HOST], who[Role.COACH]
    known = citizen(door, bo, "Kirsten")
    door.read(mette, citizens.page, known)
    looks = "SELECT who, staff_id, role, session, question, citizen_id, at FROM look"
    assert door.read(bo, rows, looks) == [
        ("MEJ", mette.staff_id, "coach", mette.session, "citizens.page", known,
         "2026-11-17T09:22:00Z")
    ]  # fmt: skip


def test_to_look_on_is_not_to_look_again(door: Door, bo: Who) -> None:
    known = citizen(door, bo, "Kirsten")
    opened = door.read(bo, citizens.page, known)
    before = door.read(bo, everything)
    assert door.read(bo, citizens.page_again, known) == opened
    assert door.read(bo, everything) == before


def test_nobody_looks_at_a_page_that_is_not_there(door: Door, bo: Who) -> None:
    before = door.read(bo, everything)
    for unknown in (0, -1, 999, 2**63 - 1):
        with pytest.raises(DeskError):
            door.read(bo, citizens.page, unknown)
    assert door.read(bo, everything) == before


@pytest.mark.parametrize("role", sorted(set(Role) - DESK))
def test_only_those_who_meet_citizens_may_see_who_they_are(
    door: Door, who: dict[Role, Who], role: Role
) -> None:
    known = citizen(door, who[Role.HOST], "Kirsten")
    asks = who.get(role, nobody())
    assert asks.role == role
    before = door.read(asks, everything)
    with pytest.raises(NotAllowed):
        door.read(asks, citizens.page, known)
    with pytest.raises(NotAllowed):
        door.read(asks, finder.find, "kirsten")
    with pytest.raises(NotAllowed):
        door.read(asks, day.today)
    with pytest.raises(NotAllowed):
        door.change(asks, enquiries.register, NewEnquiry())
    assert door.read(asks, everything) == before


# What the finder looks in ------------------------------------------------------------------------


def test_every_word_of_a_name_is_a_part_given_names_before_family_names() -> None:
    parts = citizens.name_parts(7, "Birthe-Kirsten", "Møller Bæk")
    assert [part["part"] for part in parts] == ["birthe", "kirsten", "møller", "bæk"]
    assert [part["fold"] for part in parts] == ["birte", "kirsten", "moler", "bak"]
    assert {part["citizen_id"] for part in parts} == {7}
    ranks = [part["sort_rank"] for part in parts]
    assert ranks[0] < ranks[1] < ranks[2] == ranks[3]  # type: ignore[operator]


def test_a_name_that_someone_has_twice_is_two_parts() -> None:
    parts = [part["part"] for part in citizens.name_parts(1, "Ali Bo", "Ali")]
    assert parts == ["ali", "bo", "ali 2"]


@given(given=st.text(max_size=30), family=st.text(max_size=30))
def test_any_name_has_parts_that_lie_beside_each_other(given: str, family: str) -> None:
    parts = citizens.name_parts(1, given, family)
    keys = {(part["fold"], part["part"]) for part in parts}
    assert len(keys) == len(parts)
    assert all(part["fold"] for part in parts)
