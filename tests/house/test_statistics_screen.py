"""Three weeks beside each other, a year of them, and what others than leaders see of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from din_indgang_tui.clock import iso_week
from din_indgang_tui.house import periods, statistics, statistics_screen
from din_indgang_tui.house.periods import Days
from din_indgang_tui.house.statistics_funnel import funnel
from din_indgang_tui.house.statistics_part import Ratio, RatioInFives
from din_indgang_tui.house.statistics_screen import (
    beside,
    keys,
    typed_week,
    year,
    year_before,
)
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import DeskError, NotAllowed
from din_indgang_tui.store.roles import Role, Who
from tests.histories import OWNER, conversation, course, enquiry, fill, house, referral
from tests.oracle_courses import Rest

TODAY = date(2026, 11, 17)  # a Tuesday of week 47
MONDAY = date(2026, 11, 9)
ALL = frozenset(keys())
HOST = Who("BOD", Role.HOST)
LEADER = Who("ÅSE", Role.LEADER)


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    with house(tmp_path / "house.db") as opened:
        yield opened


def seven_and_more(door: Door) -> None:
    """Twelve walk-ins met after 1, 2, ... 12 minutes, three courses, one closed."""
    met = [enquiry("2026-11-10T09:00", f"2026-11-10T09:{n:02}") for n in range(1, 13)]
    courses = [course("Ali", "2026-11-09"), course("Bo", "2026-01-05", "2026-11-12"),
               course("Eva", "2026-02-02")]  # fmt: skip
    fill(door, met, Rest(courses=courses))


# Weeks.


def test_the_weeks_beside_each_other_are_those_of_the_export(door: Door) -> None:
    fill(door, [enquiry(f"{day}T10:00") for day in
                ("2026-11-10", "2026-11-11", "2026-11-03", "2025-11-11")])  # fmt: skip
    week, before, long_ago = door.read(LEADER, beside, MONDAY, ALL)
    exact = door.read(OWNER, statistics.figures, Days(date(2025, 11, 10), MONDAY)).weeks
    for shown, row in ((week, exact[-1]), (before, exact[-2]), (long_ago, exact[0])):
        assert shown == {key: row[key] for key in keys()}
    assert [row["enquiries"] for row in (week, before, long_ago)] == [2, 1, 1]


def test_a_year_begins_with_the_same_week_of_the_year_before(door: Door) -> None:
    fill(door, [enquiry("2025-11-11T10:00"), enquiry("2026-11-10T10:00")])
    weeks = door.read(LEADER, year, MONDAY, frozenset({"enquiries"}))
    assert len(weeks) == 53
    assert [n for n, row in enumerate(weeks) if row["enquiries"]] == [0, 52]
    assert set(weeks[0]) == {"enquiries"}


def test_only_what_is_wanted_is_counted_and_the_same_as_with_all_the_rest(door: Door) -> None:
    seven_and_more(door)
    whole = door.read(LEADER, year, MONDAY, ALL)
    for key in keys():
        alone = door.read(LEADER, year, MONDAY, frozenset({key}))
        assert [row[key] for row in alone] == [row[key] for row in whole], key


def test_a_week_that_is_not_over_has_what_is_known_and_one_to_come_nothing(door: Door) -> None:
    fill(door, [enquiry("2026-11-16T10:00"), enquiry("2026-11-19T10:00")])
    this, _last, _year = door.read(LEADER, beside, date(2026, 11, 16), frozenset({"enquiries"}))
    assert this == {"enquiries": 1}
    coming, this, _year = door.read(LEADER, beside, date(2026, 11, 23), frozenset({"enquiries"}))
    assert (coming, this) == ({"enquiries": 0}, {"enquiries": 1})


@given(st.dates(date(1950, 1, 1), date(2100, 12, 31)))
def test_the_week_a_year_before_has_the_same_number_or_is_the_last_of_a_shorter_year(
    day: date,
) -> None:
    monday = periods.monday_of(day)
    earlier = year_before(monday)
    number, then = (one.isocalendar() for one in (monday, earlier))
    assert then.year == number.year - 1
    assert then.week == number.week or (number.week, then.week) == (53, 52)
    assert timedelta(weeks=52) <= monday - earlier <= timedelta(weeks=53)


# A week as people write it.


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("40", "2026-W40"),
        ("uge 40", "2026-W40"),
        ("Uge 40, 2025", "2025-W40"),
        ("week 7 2026", "2026-W07"),
        ("2026-W40", "2026-W40"),
        ("2026-w40", "2026-W40"),
        ("2026 40", "2026-W40"),
        ("2026 uge 40", "2026-W40"),
        ("40/2025", "2025-W40"),
        ("47", "2026-W47"),
        ("48", "2025-W48"),  # which has not begun this year
        ("53", "2020-W53"),  # the last year that had one
        (" 9. 2026 ", "2026-W09"),
    ],
)
def test_a_week_as_people_write_it(text: str, week: str) -> None:
    assert iso_week(typed_week(text, TODAY)) == week


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", '"" is not a week. Write it as 40, or as 2026-W40.'),
        ("i morgen", "i morgen is not a week. Write it as 40, or as 2026-W40."),
        ("400", "400 is not a week. Write it as 40, or as 2026-W40."),
        ("2025-W53", "2025 has no week 53: its weeks are 1 to 52."),
        ("0", "2026 has no week 0: its weeks are 1 to 53."),
        ("54", "2026 has no week 54: its weeks are 1 to 53."),
        ("48 2026", "Week 48 of 2026 has not begun yet."),
        ("1 1066", "There are no figures of 1066."),
        ("2099-W01", "There are no figures of 2099."),
    ],
)
def test_what_is_no_week_is_one_sentence_by_its_field(text: str, sentence: str) -> None:
    with pytest.raises(DeskError) as error:
        typed_week(text, TODAY)
    assert (error.value.message, error.value.field) == (sentence, "week")


@settings(max_examples=50)
@given(st.text(max_size=20))
def test_whatever_is_typed_is_a_week_that_has_begun_or_a_sentence(text: str) -> None:
    try:
        monday = typed_week(text, TODAY)
    except DeskError as error:
        assert error.field == "week" and error.message.endswith(".")
    else:
        assert monday.weekday() == 0 and monday <= TODAY


# Who sees what.


def test_others_than_leaders_see_fives_and_no_stock(door: Door) -> None:
    seven_and_more(door)
    exact, _before, _year = door.read(LEADER, beside, MONDAY, ALL)
    shown, _before, _year = door.read(HOST, beside, MONDAY, ALL)
    assert exact["enquiries"] == 12 and shown["enquiries"] == "10-14"
    assert (exact["courses_open_at_end"], shown["courses_open_at_end"]) == (2, None)
    assert (exact["courses_past_20_weeks"], shown["courses_past_20_weeks"]) == (1, None)
    assert shown["courses_opened"] == shown["returned"] == "0-4"
    assert exact["wait_median_min"] == Fraction(13, 2) and shown["wait_median_min"] == 7
    assert exact["wait_p90_min"] is not None and shown["wait_p90_min"] is None  # of twelve
    assert shown.keys() == exact.keys()
    counts = {key for key, cell in exact.items() if isinstance(cell, int)}
    assert all(not isinstance(shown[key], int) for key in counts)


def test_a_median_over_few_is_not_shown_to_others(door: Door) -> None:
    fill(door, [enquiry("2026-11-10T09:00", "2026-11-10T09:05") for _n in range(9)])
    waits = frozenset({"wait_median_min"})
    assert door.read(LEADER, beside, MONDAY, waits)[0] == {"wait_median_min": 5}
    assert door.read(HOST, beside, MONDAY, waits)[0] == {"wait_median_min": None}


def test_the_totals_are_in_fives_too_and_without_percent(door: Door) -> None:
    seven_and_more(door)
    exact, shown = (door.read(who, statistics_screen.totals) for who in (LEADER, HOST))
    assert exact.opened is None and exact.as_of == TODAY
    assert exact.figures["total_returned"] == Ratio(0, 1)
    assert shown.figures["total_returned"] == RatioInFives("0-4", "0-4")
    assert shown.figures["total_enquiries"] == "10-14"
    for key in ("course_weeks_median", "course_weeks_min", "course_weeks_max"):
        assert exact.figures[key] is not None and shown.figures[key] is None
    assert not any(isinstance(total, int | Ratio) for total in shown.figures.values())


def test_a_volunteer_sees_no_figures(door: Door) -> None:
    for question, asked in ((beside, (MONDAY, ALL)), (year, (MONDAY, ALL)), (funnel, (2026,))):
        with pytest.raises(NotAllowed):
            door.read(Who("ERI", Role.VOLUNTEER), question, *asked)


# The way through the house.


def test_the_way_through_the_house_is_what_happened_in_the_calendar_year(door: Door) -> None:
    days = ("2025-12-31", "2026-01-01", "2026-06-01", "2026-11-17", "2026-11-18")
    fill(
        door,
        [enquiry(f"{day}T10:00") for day in days],
        Rest(
            conversations=[conversation("Ali", day) for day in days[1:]],
            courses=[course("Ali", "2025-12-31", "2026-01-01"), course("Bo", "2026-11-17")],
            referrals=[referral("Ali", day) for day in ("2025-12-30", "2026-01-02")],
        ),
    )
    found = door.read(LEADER, funnel, 2026)
    assert found.days == Days(date(2026, 1, 1), TODAY)
    assert list(found.steps.values()) == [3, 3, 1, 1, 1]
    before = door.read(LEADER, funnel, 2025)
    assert before.days == Days(date(2025, 1, 1), date(2025, 12, 31))
    assert (before.steps["enquiries"], before.steps["courses_opened"]) == (1, 1)
    assert set(door.read(HOST, funnel, 2026).steps.values()) == {"0-4"}


def test_who_was_referred_within_four_weeks_is_the_total_as_it_may_be_seen(door: Door) -> None:
    fill(
        door,
        [enquiry("2026-09-01T10:00", citizen="Ali"), enquiry("2026-09-02T10:00", citizen="Bo")],
        Rest(referrals=[referral("Ali", "2026-09-20")]),
        opening_day="2026-09-01",
    )
    exact, shown = (door.read(who, statistics_screen.referred) for who in (LEADER, HOST))
    assert exact.figures == {"referred_within_4_weeks": Ratio(1, 2)}
    assert shown.figures == {"referred_within_4_weeks": RatioInFives("0-4", "0-4")}
    assert exact.opened == date(2026, 9, 1)
