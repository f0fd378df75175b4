"""Consent to pass something on: given, held for a while, withdrawn, and never guessed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.house import consents
from din_indgang_tui.house import settings as house_settings
from din_indgang_tui.house.consents import Standing
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict, DeskError, NotAllowed
from din_indgang_tui.store.roles import Role, Who
from tests.scene import OWNER, HandClock, citizen, content, refused, rows

TEXTS = {
    "receiver": "Boligforeningen, Lis Holt",
    "what": "at Kirsten har en plan for sin restance",
    "purpose": "så sagen om udsættelse kan vente",
}


@pytest.fixture
def kirsten(door: Door, bo: Who) -> int:
    return citizen(door, bo, "Kirsten", "Møller")


def test_it_is_given_today_and_holds_as_long_as_the_house_proposes(
    door: Door, mette: Who, kirsten: int
) -> None:
    consent_id = door.change(mette, consents.give, kirsten, TEXTS)
    one = door.read(mette, consents.one, consent_id)
    assert (one.receiver, one.how, one.recorded_by) == (TEXTS["receiver"], "spoken", "Mette Juhl")
    assert (one.given_on, one.valid_to) == (date(2026, 11, 17), date(2027, 5, 17))
    assert one.in_words(date(2026, 11, 17)) == "holds to 17.05.2027"
    assert one.standing(date(2027, 5, 17)) is Standing.HOLDS
    assert one.in_words(date(2027, 5, 18)) == "ran out 17.05.2027"


def test_the_house_decides_how_long_and_the_citizen_may_say_otherwise(
    door: Door, mette: Who, leader: Who, kirsten: int
) -> None:
    door.change(leader, house_settings.put, "consent_months", "3")
    first = door.change(mette, consents.give, kirsten, TEXTS | {"given_on": "30.11.2025"})
    assert door.read(mette, consents.one, first).valid_to == date(2026, 2, 28)
    second = door.change(mette, consents.give, kirsten, TEXTS | {"valid_to": ""})
    one = door.read(mette, consents.one, second)
    assert one.valid_to is None
    assert one.in_words(date(2036, 1, 1)) == "holds until it is withdrawn"


@given(st.dates(date(2000, 1, 1), date(2099, 1, 1)), st.integers(1, 60))
def test_the_proposed_end_is_so_many_months_on(given: date, months: int) -> None:
    end = consents.valid_to(given, months)
    passed = (end.year - given.year) * 12 + end.month - given.month
    assert passed == months
    assert end.day == given.day or (end + timedelta(1)).day == 1


def test_a_withdrawn_one_says_so_and_undo_gives_it_back(
    door: Door, mette: Who, kirsten: int
) -> None:
    consent_id = door.change(mette, consents.give, kirsten, TEXTS)
    one = door.read(mette, consents.one, consent_id)
    before = door.read(OWNER, content)
    door.change(mette, consents.withdraw, consent_id, one.version)
    one = door.read(mette, consents.one, consent_id)
    assert one.in_words(date(2026, 11, 17)) == "withdrawn 17.11.2026"
    again = refused(door, mette, consents.withdraw, consent_id, one.version)
    assert "17.11.2026" in again.message
    assert door.change(mette, undo).label == "a withdrawn consent"
    assert door.read(OWNER, content) == before


def test_those_that_hold_come_first_then_the_newest(
    door: Door, mette: Who, kirsten: int, clock: HandClock
) -> None:
    days = [("gammel", "01.02.2026", "01.03.2026"), ("holder", "01.05.2026", ""), ("ny", "", "")]
    for receiver, first, last in days:
        texts = TEXTS | {"receiver": receiver, "valid_to": last}
        door.change(mette, consents.give, kirsten, texts | ({"given_on": first} if first else {}))
    found = door.read(mette, consents.of_citizen, kirsten)
    assert found.name == "Kirsten Møller"
    assert [one.receiver for one in found.all] == ["ny", "holder", "gammel"]


def test_opening_the_list_is_on_record_and_looking_on_is_not(
    door: Door, mette: Who, kirsten: int
) -> None:
    looks = "SELECT count(*) FROM look WHERE question LIKE 'consents.%'"
    door.read(mette, consents.of_citizen, kirsten)
    door.read(mette, consents.of_citizen_again, kirsten)
    assert door.read(OWNER, rows, looks) == [(1,)]


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        ({"receiver": " "}, "receiver"),
        ({"what": ""}, "what"),
        ({"purpose": ""}, "purpose"),
        ({"receiver": "x" * 81}, "receiver"),
        ({"purpose": "om 120361-4322"}, "purpose"),
        ({"how": "whispered"}, "how"),
        ({"given_on": ""}, "given_on"),
        ({"given_on": "31.02.2026"}, "given_on"),
        ({"given_on": "18.11.2026"}, "given_on"),
        ({"given_on": "17.11.1926"}, "given_on"),
        ({"valid_to": "i maj"}, "valid_to"),
        ({"valid_to": "16.11.2026"}, "valid_to"),
        ({"valid_to": "17.11.2126"}, "valid_to"),
        ({"withdrawn_on": "18.11.2026"}, "withdrawn_on"),
        ({"withdrawn_on": "16.11.2026"}, "withdrawn_on"),
    ],
)
def test_what_is_wrong_is_said_by_its_field(
    door: Door, mette: Who, kirsten: int, texts: dict[str, str], field: str
) -> None:
    assert refused(door, mette, consents.give, kirsten, TEXTS | texts).field == field
    consent_id = door.change(mette, consents.give, kirsten, TEXTS)
    assert refused(door, mette, consents.change, consent_id, 1, texts).field == field


def test_a_later_day_given_is_what_is_wrong_where_it_alone_was_written(
    door: Door, mette: Who, kirsten: int
) -> None:
    old = {"given_on": "01.02.2026", "valid_to": "01.03.2026"}
    consent_id = door.change(mette, consents.give, kirsten, TEXTS | old)
    error = refused(door, mette, consents.change, consent_id, 1, {"given_on": "02.03.2026"})
    assert error.field == "given_on"


def test_two_who_write_the_same_meet(door: Door, mette: Who, leader: Who, kirsten: int) -> None:
    consent_id = door.change(mette, consents.give, kirsten, TEXTS)
    door.change(leader, consents.change, consent_id, 1, {"what": "kun datoen"})
    with pytest.raises(Conflict) as conflict:
        door.change(mette, consents.change, consent_id, 1, {"what": ""})
    assert (conflict.value.who, conflict.value.theirs) == ("Åse Holm", {"what": "kun datoen"})
    with pytest.raises(Conflict):
        door.change(mette, consents.withdraw, consent_id, 1)


def test_a_host_reads_them_and_writes_none(
    door: Door, bo: Who, mette: Who, who: dict[Role, Who], kirsten: int
) -> None:
    consent_id = door.change(mette, consents.give, kirsten, TEXTS)
    assert len(door.read(bo, consents.of_citizen, kirsten).all) == 1
    for deed, args in (
        (consents.give, (kirsten, TEXTS)),
        (consents.change, (consent_id, 1, {"what": "alt"})),
        (consents.withdraw, (consent_id, 1)),
    ):
        with pytest.raises(NotAllowed):
            door.change(bo, deed, *args)
    with pytest.raises(NotAllowed):
        door.read(who[Role.VOLUNTEER], consents.of_citizen, kirsten)


def test_of_nobody_and_of_none_is_one_sentence(door: Door, mette: Who) -> None:
    assert refused(door, mette, consents.give, 999, TEXTS)
    assert refused(door, mette, consents.withdraw, 999, 1)
    with pytest.raises(DeskError):
        door.read(mette, consents.of_citizen, 999)


def test_a_host_reads_to_whom_and_whether_it_holds_and_no_more(
    door: Door, bo: Who, mette: Who, kirsten: int
) -> None:
    consent_id = door.change(mette, consents.give, kirsten, TEXTS)
    (listed,) = door.read(bo, consents.of_citizen, kirsten).all
    for one in (listed, door.read(bo, consents.one, consent_id)):
        assert one.receiver == TEXTS["receiver"]
        assert one.in_words(date(2026, 11, 17)) == "holds to 17.05.2027"
        assert (one.what, one.purpose) == ("", "")
