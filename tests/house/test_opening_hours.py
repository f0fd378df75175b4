"""When the house is open: hours as people write them, and days on which it holds closed."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.house import opening_hours
from din_indgang_tui.house.opening_hours import Day, span, span_text
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict, DeskError, NotAllowed
from din_indgang_tui.store.roles import Role, Who
from tests.scene import OWNER, refused

CHRISTMAS_EVE = date(2026, 12, 24)  # a Thursday


def week(door: Door) -> list[str]:
    return [hours.text for hours in door.read(OWNER, opening_hours.week)]


def test_a_new_house_has_the_hours_of_its_design(door: Door) -> None:
    assert week(door) == ["9-15"] * 4 + ["9-13", "closed", "closed"]


@pytest.mark.parametrize(
    ("text", "opens", "closes"),
    [
        ("9-15", time(9), time(15)),
        ("09.00-15.00", time(9), time(15)),
        (" 9:30 – 15 ", time(9, 30), time(15)),
        ("0930-1500", time(9, 30), time(15)),
        ("0-23.59", time(0), time(23, 59)),
        ("lukket", None, None),
        ("Closed", None, None),
    ],
)
def test_how_hours_may_be_written(text: str, opens: time | None, closes: time | None) -> None:
    assert span(text) == (opens, closes)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("9-25", "like 9-15"),
        ("9", "like 9-15"),
        ("", "like 9-15"),
        ("9.75-15", "like 9-15"),
        ("9-24", "like 9-15"),
        ("-", "like 9-15"),
        ("15-9", "open before it closes"),
        ("9-9.00", "open before it closes"),
    ],
)
def test_hours_that_are_none(door: Door, leader: Who, text: str, words: str) -> None:
    error = refused(door, leader, opening_hours.put, 1, text)
    assert words in error.message
    assert error.field == "hours"


@given(st.times(), st.times())
def test_hours_read_as_they_are_written(one: time, other: time) -> None:
    opens, closes = (at.replace(second=0, microsecond=0, tzinfo=None) for at in (one, other))
    if opens < closes:
        assert span(span_text(opens, closes)) == (opens, closes)


@given(st.text(max_size=12))
def test_whatever_is_typed_is_hours_or_a_sentence(text: str) -> None:
    try:
        opens, closes = span(text)
    except DeskError as error:
        assert error.field == "hours"
    else:
        assert (opens is None) == (closes is None)
        assert opens is None or closes is None or opens < closes


def test_the_weekday_decides_unless_the_day_is_closed(door: Door, leader: Who) -> None:
    open_until_three = Day(time(9), time(15))
    assert door.read(OWNER, opening_hours.on, CHRISTMAS_EVE) == open_until_three
    door.change(leader, opening_hours.close_day, CHRISTMAS_EVE, "Juleaften")
    assert door.read(OWNER, opening_hours.on, CHRISTMAS_EVE) == Day(None, None, "Juleaften")
    door.change(leader, opening_hours.open_day, CHRISTMAS_EVE)
    assert door.read(OWNER, opening_hours.on, CHRISTMAS_EVE) == open_until_three
    assert door.read(OWNER, opening_hours.on, date(2026, 12, 26)) == Day(None, None)


def test_other_hours_for_one_day_of_the_week(door: Door, leader: Who) -> None:
    assert door.change(leader, opening_hours.put, 5, "10-12.30") == "10-12.30"
    assert door.change(leader, opening_hours.put, 1, "closed") == "closed"
    assert week(door)[:5] == ["closed", "9-15", "9-15", "9-15", "10-12.30"]
    door.change(leader, undo)
    door.change(leader, undo)
    assert week(door)[:5] == ["9-15"] * 4 + ["9-13"]


def test_a_day_stands_in_the_list_once(door: Door, leader: Who) -> None:
    door.change(leader, opening_hours.close_day, CHRISTMAS_EVE, "Juleaften")
    again = refused(door, leader, opening_hours.close_day, CHRISTMAS_EVE, "")
    assert again.field == "day"
    door.change(leader, opening_hours.relabel_day, CHRISTMAS_EVE, "Jul")
    (closed,) = door.read(OWNER, opening_hours.closed_days)
    assert (closed.day, closed.label) == (CHRISTMAS_EVE, "Jul")


def test_the_list_of_closed_days_is_taken_back(door: Door, leader: Who) -> None:
    door.change(leader, opening_hours.close_day, CHRISTMAS_EVE, "Juleaften")
    (before,) = door.read(OWNER, opening_hours.closed_days)
    door.change(leader, opening_hours.open_day, CHRISTMAS_EVE)
    assert "not there" in refused(door, leader, opening_hours.open_day, CHRISTMAS_EVE).message
    door.change(leader, undo)
    assert door.read(OWNER, opening_hours.closed_days) == [before]
    door.change(leader, undo)
    assert door.read(OWNER, opening_hours.closed_days) == []


@pytest.mark.parametrize("text", ["", "31.2.2026", "juleaften", "24.12"])
def test_a_day_that_is_none(text: str) -> None:
    with pytest.raises(DeskError, match=r"like 24\.12\.2026"):
        opening_hours.typed_day(text)


def test_days_as_people_write_them() -> None:
    for text in ("24.12.2026", "24-12-26", "24122026", "2026-12-24", " 24/12 2026"):
        assert opening_hours.typed_day(text) == CHRISTMAS_EVE


def test_two_who_write_the_same_hours(door: Door, leader: Who, who: dict[Role, Who]) -> None:
    version = door.read(OWNER, opening_hours.week)[0].version
    door.change(leader, opening_hours.put, 1, "10-15", version)
    error = refused(door, who[Role.ADMIN], opening_hours.put, 1, "11-15", version)
    assert isinstance(error, Conflict)


def test_no_day_is_opened_that_says_something_else_now(
    door: Door, leader: Who, who: dict[Role, Who]
) -> None:
    door.change(leader, opening_hours.close_day, CHRISTMAS_EVE, "Jul")
    door.change(leader, opening_hours.relabel_day, CHRISTMAS_EVE, "Flytning", 1)
    error = refused(door, who[Role.ADMIN], opening_hours.open_day, CHRISTMAS_EVE, 1)
    assert isinstance(error, Conflict)
    door.change(leader, opening_hours.open_day, CHRISTMAS_EVE, 2)


def test_only_a_leader_writes_them(door: Door, bo: Who) -> None:
    assert isinstance(refused(door, bo, opening_hours.put, 1, "9-15"), NotAllowed)
