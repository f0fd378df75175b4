"""The settings of the house, and what holds where it has said nothing."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from din_indgang_tui.house import settings
from din_indgang_tui.house.settings import Settings
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict, DeskError, NotAllowed
from din_indgang_tui.store.roles import Role, Who, nobody
from tests.scene import OWNER, refused, set_to


def test_a_house_that_has_said_nothing(door: Door, who: dict[Role, Who]) -> None:
    assert door.read(who[Role.HOST], settings.current) == Settings(
        house_name="Din Indgang",
        wait_limit_minutes=10,
        opening_day="",
        letter_limit_days=3,
    )


def test_what_the_house_has_said_holds_for_everybody(door: Door) -> None:
    door.change(OWNER, set_to, "house_name", "Huset på Havnen")
    door.change(OWNER, set_to, "wait_limit_minutes", "15")
    door.change(OWNER, set_to, "opening_day", "2016-09-09")
    assert door.read(nobody(), settings.current) == Settings("Huset på Havnen", 15, "2016-09-09")


def test_a_setting_of_a_part_that_is_not_read_here_does_no_harm(door: Door) -> None:
    door.change(OWNER, set_to, "unit_price", "1200")
    assert door.read(nobody(), settings.current).wait_limit_minutes == 10


def values(door: Door) -> dict[str, str]:
    return {value.setting.key: value.text for value in door.read(OWNER, settings.everything)}


def test_the_leader_says_what_holds_and_an_empty_text_puts_the_default_back(
    door: Door, leader: Who
) -> None:
    assert door.change(leader, settings.put, "wait_limit_minutes", " 015 ") == "15"
    assert door.read(nobody(), settings.current).wait_limit_minutes == 15
    assert door.change(leader, settings.put, "wait_limit_minutes", "") == "10"
    assert values(door) == settings.DEFAULTS
    assert door.change(leader, settings.put, "unit_price", "80.000") == "80000"
    assert door.change(leader, settings.put, "opening_day", "9.9.2016") == "2016-09-09"
    assert door.read(nobody(), settings.current).opening_day == "2016-09-09"


@pytest.mark.parametrize(
    ("key", "text", "words"),
    [
        ("wait_limit_minutes", "ti", "from 1 to 240"),
        ("wait_limit_minutes", "0", "from 1 to 240"),
        ("wait_limit_minutes", "241", "from 1 to 240"),
        ("wait_limit_minutes", "-5", "from 1 to 240"),
        ("wait_limit_minutes", "1٣", "from 1 to 240"),
        ("letter_limit_days", "9" * 5000, "from 1 to 60"),
        ("opening_day", "i går", "not to come"),
        ("opening_day", "31.02.2016", "not to come"),
        ("opening_day", "18.11.2026", "not to come"),
        ("house_name", "Huset på Havnen", "at most 12"),
        ("house_name", "王小明王小明王", "at most 12"),
        ("price", "1200", "no setting price"),
        ("unit_price", "tusind", "whole number"),
        ("check_why", "maybe", "yes or no"),
    ],
)
def test_what_cannot_be_a_setting_is_one_sentence(
    door: Door, leader: Who, key: str, text: str, words: str
) -> None:
    error = refused(door, leader, settings.put, key, text)
    assert words in error.message
    assert error.field == (key if key != "price" else None)


@hypothesis(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(key=st.sampled_from([setting.key for setting in settings.TABLE]), text=st.text(max_size=30))
def test_whatever_is_typed_the_settings_can_be_read(
    door: Door, leader: Who, key: str, text: str
) -> None:
    try:
        holds = door.change(leader, settings.put, key, text)
    except DeskError:
        holds = values(door)[key]
    assert values(door)[key] == holds
    assert door.change(leader, settings.put, key, holds) == holds  # and be written as it is read
    assert door.read(nobody(), settings.current).wait_limit_minutes > 0


def test_the_warnings_of_a_course_come_in_their_order_and_before_it_ends(
    door: Door, leader: Who
) -> None:
    for key, text in (
        ("course_weeks", "18"),
        ("first_warning_week", "19"),
        ("second_warning_week", "16"),
        ("second_warning_week", "21"),
    ):
        error = refused(door, leader, settings.put, key, text)
        assert "before the course ends" in error.message and error.field == key
    for key, text in (
        ("first_warning_week", "8"),
        ("second_warning_week", "12"),
        ("course_weeks", "12"),
    ):
        door.change(leader, settings.put, key, text)
    # The default again is no exception.
    assert "16, 12, 12" in refused(door, leader, settings.put, "first_warning_week", "").message


def test_two_who_set_the_same(door: Door, leader: Who, who: dict[Role, Who]) -> None:
    door.change(leader, settings.put, "wait_limit_minutes", "15", 0)
    error = refused(door, who[Role.ADMIN], settings.put, "wait_limit_minutes", "20", 0)
    assert isinstance(error, Conflict) and error.who == "Åse Holm"


def test_a_setting_is_taken_back_as_often_as_it_was_put(door: Door, leader: Who) -> None:
    for minutes in ("15", "", "20"):
        door.change(leader, settings.put, "wait_limit_minutes", minutes)
    seen = []
    for _deed in range(3):
        door.change(leader, undo)
        seen.append(values(door)["wait_limit_minutes"])
    assert seen == ["10", "15", "10"]


def test_only_a_leader_sets_them(door: Door, bo: Who) -> None:
    assert isinstance(refused(door, bo, settings.put, "house_name", "X"), NotAllowed)
    assert values(door) == settings.DEFAULTS
