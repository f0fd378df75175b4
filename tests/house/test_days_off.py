"""Public holidays: once a year in the list of closed days, and from then on the house's own."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from dateutil.easter import easter
from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.house import days_off, opening_hours
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import NotAllowed
from din_indgang_tui.store.roles import Role, Who
from tests.scene import OWNER, HandClock, content, refused, rows

CHRISTMAS_DAY = date(2026, 12, 25)


def closed(door: Door) -> dict[date, str]:
    return {one.day: one.label for one in door.read(OWNER, opening_hours.closed_days)}


def test_store_bededag_was_a_holiday_until_2023(door: Door) -> None:
    assert days_off.public_holidays(2023)[date(2023, 5, 5)] == "Store bededag"
    assert "Store bededag" not in days_off.public_holidays(2024).values()


@given(year=st.integers(2024, days_off.LAST_YEAR))
def test_the_holidays_are_those_of_the_law_and_move_with_easter(year: int) -> None:
    days = {
        easter(year) + timedelta(days=after): name
        for after, name in {
            -3: "Skærtorsdag",
            -2: "Langfredag",
            0: "Påskedag",
            1: "Anden påskedag",
            39: "Kristi himmelfartsdag",
            49: "Pinsedag",
            50: "Anden pinsedag",
        }.items()
    }
    fixed = {
        date(year, 1, 1): "Nytårsdag",
        date(year, 12, 25): "Juledag",
        date(year, 12, 26): "Anden juledag",
    }
    assert days_off.public_holidays(year) == days | fixed


def test_this_year_and_the_next_two_are_filled_once(door: Door) -> None:
    assert door.read(OWNER, days_off.filled_to) is None
    assert door.read(OWNER, days_off.is_missing)
    assert door.change(OWNER, days_off.fill) == (2026, 2027, 2028)
    assert door.read(OWNER, days_off.filled_to) == 2028
    assert not door.read(OWNER, days_off.is_missing)
    found = closed(door)
    assert found[CHRISTMAS_DAY] == "Juledag"
    assert found[date(2028, 6, 5)] == "Anden pinsedag"  # Grundlovsdag that year, and so closed
    assert date(2026, 12, 24) not in found
    assert date(2026, 6, 5) not in found
    assert door.change(OWNER, days_off.fill) == ()


def test_what_the_house_opened_again_stays_open(door: Door, leader: Who, clock: HandClock) -> None:
    door.change(OWNER, days_off.fill)
    door.change(leader, opening_hours.open_day, CHRISTMAS_DAY)
    door.change(OWNER, days_off.fill)
    assert CHRISTMAS_DAY not in closed(door)
    clock.move(days=60)  # another year, which brings only its own
    assert door.read(OWNER, days_off.is_missing)
    days_off.see_to(door)
    assert door.read(OWNER, days_off.filled_to) == 2029
    assert CHRISTMAS_DAY not in closed(door)
    assert closed(door)[date(2029, 12, 25)] == "Juledag"


def test_a_day_that_the_house_wrote_itself_keeps_its_words(door: Door, leader: Who) -> None:
    door.change(leader, opening_hours.close_day, CHRISTMAS_DAY, "Vi ses 4. januar")
    door.change(OWNER, days_off.fill)
    assert closed(door)[CHRISTMAS_DAY] == "Vi ses 4. januar"
    assert closed(door)[date(2026, 12, 26)] == "Anden juledag"


def test_a_desk_that_starts_fills_what_is_missing_and_no_undo_meets_it(
    door: Door, leader: Who
) -> None:
    door.change(leader, opening_hours.close_day, date(2026, 12, 24), "Juleaften")
    days_off.see_to(door)
    before = door.read(OWNER, content)
    units = door.read(OWNER, rows, "SELECT count(*) FROM unit_of_work")
    days_off.see_to(door)
    assert door.read(OWNER, rows, "SELECT count(*) FROM unit_of_work") == units
    assert door.read(OWNER, content) == before
    assert door.change(leader, undo).deed == "opening_hours.close_day"
    assert "nothing to undo" in refused(door, leader, undo).message
    assert closed(door)[CHRISTMAS_DAY] == "Juledag"


def test_one_more_year_at_a_time_and_taken_back(door: Door, leader: Who) -> None:
    door.change(OWNER, days_off.fill)
    before = door.read(OWNER, content)
    assert door.change(leader, days_off.fill_next) == 2029
    assert closed(door)[date(2029, 12, 25)] == "Juledag"
    door.change(leader, undo)
    assert door.read(OWNER, content) == before
    assert door.change(leader, days_off.fill, 2031) == (2029, 2030, 2031)


@pytest.mark.parametrize("year", [2025, 2101])
def test_a_year_that_cannot_be_filled(door: Door, leader: Who, year: int) -> None:
    error = refused(door, leader, days_off.fill, year)
    assert "from 2026 to 2100" in error.message
    assert error.field == "year"


@pytest.mark.parametrize("year", [2098, 2100, 2101])
def test_the_last_years_that_the_library_knows(door: Door, clock: HandClock, year: int) -> None:
    clock.now = datetime(year, 3, 1, tzinfo=UTC)
    days_off.see_to(door)
    assert not door.read(OWNER, days_off.is_missing)
    known = max(0, days_off.LAST_YEAR - year + 1)
    assert len(door.read(OWNER, rows, "SELECT year FROM holiday_year")) == known


@pytest.mark.parametrize("role", [Role.HOST, Role.COACH, Role.VOLUNTEER])
def test_only_a_leader_fills_them(door: Door, who: dict[Role, Who], role: Role) -> None:
    assert isinstance(refused(door, who[role], days_off.fill_next), NotAllowed)
