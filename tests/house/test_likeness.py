"""Likely duplicates: who may be the one typed, why, and in which order. They only ever warn."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from din_indgang_tui.house import likeness
from din_indgang_tui.house.likeness import LEAST, MOST, WEIGHTS, Described, Likely, Reason
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import NotAllowed
from din_indgang_tui.store.roles import Role, Who
from tests.scene import OWNER, HandClock, citizen, rows, someone

BORN = date(1983, 8, 23)


def asked(door: Door, who: Who, *names: str, **more: str) -> tuple[Likely, ...]:
    """Who is like a person with this given and family name, and more."""
    given, family = (*names, "", "")[:2]
    return door.read(who, likeness.likely, Described(given, family, **more))


def why(door: Door, who: Who, *names: str, **more: str) -> set[Reason]:
    """The reasons of the only one there is."""
    (only,) = asked(door, who, *names, **more)
    return set(only.reasons)


@pytest.fixture
def søren(door: Door, bo: Who) -> int:
    """Søren Ibsen, whom the house knows."""
    return citizen(
        door,
        bo,
        "Søren",
        "Ibsen",
        birth_date=BORN,
        phone="+45 20 00 00 83",
        email="Soeren@Example.com",
        street="Sjællandsgade 683",
    )


# Each reason.


@pytest.mark.parametrize(
    ("typed", "reasons"),
    [
        (Described("Soeren", "Ibsen"), {Reason.NAME}),
        (Described("Soeren", "Ibsen Kjær"), {Reason.NAME}),
        (Described("Søren Peter", "Ibsen"), {Reason.NAME}),
        (Described("Ibsen", "Søren"), {Reason.SWAPPED}),
        (Described("Søren", "Isben"), {Reason.LETTER_OFF}),
        (Described("Søren", "Ipsen"), {Reason.LETTER_OFF}),
        (Described("Sørn", "Ibsen"), {Reason.LETTER_OFF}),
        (Described("Søreen", "Ibsenn"), {Reason.NAME}),
        (Described("Ole", "Vang", "23.08.1983"), {Reason.BIRTH_DATE}),
        (Described("Ole", "Vang", "230883"), {Reason.BIRTH_DATE}),
        (Described(phone="20000083"), {Reason.PHONE}),
        (Described(phone="0045 2000 0083"), {Reason.PHONE}),
        (Described(email=" soeren@example.COM"), {Reason.EMAIL}),
        (Described("Ole", "Ibsen", "01.02.1983"), {Reason.FAMILY_NAME, Reason.BIRTH_YEAR}),
        (Described("Ole", "Ibsen", "23.08.1984"), {Reason.FAMILY_NAME, Reason.DIGIT_OFF}),
        (Described("Søren", "Vang", "23.03.1983"), {Reason.GIVEN_NAME, Reason.DIGIT_OFF}),
        (Described("Søren", "", "23.08.1983"), {Reason.GIVEN_NAME, Reason.BIRTH_DATE}),
    ],
)
def test_somebody_is_likely_for_these_reasons(
    door: Door, bo: Who, søren: int, typed: Described, reasons: set[Reason]
) -> None:
    (only,) = door.read(bo, likeness.likely, typed)
    assert (only.hit.citizen_id, set(only.reasons)) == (søren, reasons)
    assert only.hit.road == "Sjællandsgade"


@pytest.mark.parametrize(
    "typed",
    [
        Described(),
        Described("Søren"),  # a lone given name
        Described("", "Ibsen"),
        Described("Søren", "", "01.02.1983"),  # half a school class
        Described("Søren", "Vang", "01.02.1983"),
        Described("Ole", "Ibsen"),
        Described("Ole", "Vang", "23.08.1984"),  # a digit off is no likeness alone
        Described(phone="2000008"),
        Described(phone="200000831"),
        Described(phone="83"),
        Described(email="example.com"),
        Described("Søren", "I"),  # half typed
        Described("Øren", "Sibsen"),  # two slips
        Described("Ole", "Vang", "23.08"),
        Described("Ole", "Vang", "99.99.9999"),
        Described(cpr="999999-9999"),
        Described("[bold]", "\x1b[31m"),
    ],
)
def test_nobody_is_likely(door: Door, bo: Who, søren: int, typed: Described) -> None:
    assert door.read(bo, likeness.likely, typed) == ()


def test_a_day_with_the_month_first_is_a_slip(door: Door, bo: Who) -> None:
    citizen(door, bo, "Kirsten", "Møller", birth_date=date(1961, 3, 12))
    typed = why(door, bo, "Kirsten", "Vang", birth_date="03.12.1961")
    assert typed == {Reason.DAY_AND_MONTH, Reason.GIVEN_NAME}


def test_a_cpr_number_counts_when_it_is_whole_and_its_day_before_that(door: Door, bo: Who) -> None:
    citizen(door, bo, "Ole", "Hald", cpr="120361-4322")
    assert why(door, bo, cpr="1203614322") == {Reason.CPR, Reason.BIRTH_DATE}
    assert why(door, bo, cpr="120361-432") == {Reason.BIRTH_DATE}
    assert why(door, bo, cpr="120361-4323") == {Reason.BIRTH_DATE}
    assert asked(door, bo, cpr="12036") == ()


def test_short_names_one_letter_apart_are_two_people(door: Door, bo: Who) -> None:
    citizen(door, bo, "Ida", "Vang")
    assert asked(door, bo, "Ina", "Vang") == ()
    assert why(door, bo, "Ida", "Wang") == {Reason.NAME}


def test_the_same_name_twice_is_one_name(door: Door, bo: Who) -> None:
    citizen(door, bo, "Ali", "Ali")
    assert why(door, bo, "Ali", "Ali") == {Reason.NAME}
    assert asked(door, bo, "Ali", "Hassan") == ()


# The order.


def test_the_weightier_reasons_come_first(door: Door, bo: Who) -> None:
    citizen(door, bo, "Søren", "Kjær", birth_date=date(1983, 3, 29))
    citizen(door, bo, "Søren", "Ibsen")
    citizen(door, bo, "Ole", "Vang", phone="20 00 00 83")
    citizen(door, bo, "Søren", "Ibsen", birth_date=BORN)
    citizen(door, bo, "Anna", "Lund", cpr="230883-4001")
    found = asked(
        door,
        bo,
        "Søren",
        "Ibsen",
        birth_date="23.08.1983",
        phone="20 00 00 83",
        cpr="230883-4001",
    )
    assert [(likely.hit.name, likely.reasons[0]) for likely in found] == [
        ("Anna Lund", Reason.CPR),
        ("Søren Ibsen", Reason.BIRTH_DATE),
        ("Ole Vang", Reason.PHONE),
        ("Søren Ibsen", Reason.NAME),
    ]
    assert [likely.sure for likely in found] == [True, True, False, False]


def test_of_two_alike_the_one_written_so_comes_first(door: Door, bo: Who) -> None:
    citizen(door, bo, "Carl", "Kjær")
    citizen(door, bo, "Karl", "Kjær")
    assert [likely.hit.given_name for likely in asked(door, bo, "Karl", "Kjær")] == ["Karl", "Carl"]
    assert [likely.hit.given_name for likely in asked(door, bo, "Carl", "Kjær")] == ["Carl", "Karl"]


def test_at_most_five_and_one_with_a_birth_date_is_among_them(door: Door, bo: Who) -> None:
    for _namesake in range(9):
        citizen(door, bo, "Anne", "Jensen")
    last = citizen(door, bo, "Anne", "Jensen", birth_date=BORN)
    found = asked(door, bo, "Anne", "Jensen", birth_date="23.08.1983")
    assert len(found) == MOST
    assert found[0].hit.citizen_id == last


def test_no_two_sums_of_the_table_are_out_of_order() -> None:
    """What the table says of itself: one number above all, and what is no likeness alone."""
    assert WEIGHTS[Reason.CPR] > sum(WEIGHTS.values()) - WEIGHTS[Reason.CPR] - 100
    weak = {reason for reason, weight in WEIGHTS.items() if weight < LEAST}
    assert weak == {
        Reason.DAY_AND_MONTH,
        Reason.DIGIT_OFF,
        Reason.FAMILY_NAME,
        Reason.BIRTH_YEAR,
        Reason.GIVEN_NAME,
    }
    assert WEIGHTS[Reason.FAMILY_NAME] + WEIGHTS[Reason.BIRTH_YEAR] >= LEAST
    assert WEIGHTS[Reason.GIVEN_NAME] + WEIGHTS[Reason.DIGIT_OFF] >= LEAST
    assert WEIGHTS[Reason.GIVEN_NAME] + WEIGHTS[Reason.BIRTH_YEAR] < LEAST


# What it may tell.


def test_a_protected_phone_is_told_of_only_to_whoever_has_all_of_it(door: Door, bo: Who) -> None:
    citizen(
        door,
        bo,
        "Karen",
        "Vang",
        phone="20 00 00 58",
        street="Havnegade 7",
        address_protected=True,
    )
    number = "20000058"
    for typed in range(len(number)):
        assert asked(door, bo, phone=number[:typed]) == ()
    (only,) = asked(door, bo, phone=number)
    assert (only.reasons, only.hit.road) == ((Reason.PHONE,), "")
    _version, added = door.read(
        bo, likeness.additions, only.hit.citizen_id, Described(phone="1234")
    )
    assert added == {}


@pytest.mark.parametrize("stored", ["", "20 00 00 58"])
def test_what_is_not_stored_of_someone_protected_is_not_told(
    door: Door, bo: Who, stored: str
) -> None:
    karen = citizen(door, bo, "Karen", "Vang", phone=stored, address_protected=True)
    typed = Described(phone="20 99 99 99", email="k@example.com", birth_date="23.08.1983")
    _version, added = door.read(bo, likeness.additions, karen, typed)
    assert added == {"birth_date": "23.08.1983"}


def test_those_who_may_not_know_who_comes_may_not_ask(door: Door, who: dict[Role, Who]) -> None:
    with pytest.raises(NotAllowed):
        asked(door, who[Role.VOLUNTEER], "Søren", "Ibsen")
    assert door.read(OWNER, rows, "SELECT count(*) FROM look") == [(0,)]


def test_whoever_stands_in_the_hall_is_said_to(door: Door, bo: Who) -> None:
    came = someone(door, bo, "Søren", "Ibsen")
    (only,) = asked(door, bo, "Søren", "Ibsen")
    assert (only.hit.enquiry_id, only.hit.state) == (came.enquiry_id, "waiting")


# What is added.


def test_only_what_is_not_stored_is_an_addition(door: Door, bo: Who) -> None:
    known = citizen(door, bo, "Søren", "Ibsen", phone="20 00 00 83")
    typed = Described("Soeren", "Ibsen Kjær", " 23.08.1983 ", "20 99 99 99", "", "s@example.com")
    version, added = door.read(bo, likeness.additions, known, typed)
    assert added == {"birth_date": "23.08.1983", "email": "s@example.com"}
    assert version == 1
    assert door.read(bo, likeness.additions, 9999, typed) == (0, {})


# Whatever is typed.

WORDS = st.text(max_size=12) | st.sampled_from(
    ["Søren", "Ibsen", "%", "'; --", "Ali Ali", "\u0300"]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.builds(Described, WORDS, WORDS, WORDS, WORDS, WORDS, WORDS))
def test_whatever_is_typed_is_answered(door: Door, bo: Who, typed: Described) -> None:
    if not door.read(OWNER, rows, "SELECT 1 FROM citizen"):
        citizen(door, bo, "Søren", "Ibsen", birth_date=BORN, phone="20 00 00 83")
    for likely in door.read(bo, likeness.likely, typed):
        assert likely.strength >= LEAST
        assert list(likely.reasons) == sorted(likely.reasons, key=lambda why: -WEIGHTS[why])


@given(born=st.dates(date(1858, 1, 1), HandClock()().date()))
def test_a_slip_in_a_day_is_one_from_both_sides(born: date) -> None:
    today = HandClock()().date()
    for day, why in likeness._near_days(born, today).items():
        assert likeness._near_days(date.fromisoformat(day), today)[born.isoformat()] == why
