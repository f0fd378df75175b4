"""The rule of a group: its days, its text, and the sentence it is told in."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.house import group_rules
from din_indgang_tui.house.group_rules import GroupException, Rule
from din_indgang_tui.store.errors import DeskError
from tests.diary_scene import at
from tests.rule_scene import meets

THURSDAYS = Rule(weekdays=(4,))
HALF_PAST_TEN = time(10, 30)


def days(
    rule: Rule, first: str, last: str, *out: GroupException, closed: Collection[date] = ()
) -> str:
    starts_on, up_to = date.fromisoformat(first), date.fromisoformat(last)
    found = group_rules.dates(rule, starts_on, None, up_to, out, closed)
    return " ".join(f"{day:%d.%m.}" for day in found)


def week(year: int, number: int, why: str = "") -> GroupException:
    """A whole week, Monday to Sunday."""
    monday = date.fromisocalendar(year, number, 1)
    return GroupException(monday, monday + timedelta(days=6), why)


def says(rule: Rule, *out: GroupException) -> str:
    return group_rules.words(rule, HALF_PAST_TEN, 90, out)


def test_every_week_every_other_week_and_several_days() -> None:
    assert days(THURSDAYS, "2026-11-17", "2026-12-10") == "19.11. 26.11. 03.12. 10.12."
    both = Rule(weekdays=(2, 4), every=2)
    assert days(both, "2026-11-17", "2026-12-10") == "17.11. 19.11. 01.12. 03.12."
    # Weeks are counted from the one with the first day in it: its Tuesday was over by Wednesday.
    assert days(both, "2026-11-18", "2026-12-10") == "19.11. 01.12. 03.12."


def test_the_first_and_the_last_of_the_month() -> None:
    first = Rule("monthly", weekdays=(1,), nth=1)
    assert days(first, "2026-11-02", "2027-02-28") == "02.11. 07.12. 04.01. 01.02."
    last = Rule("monthly", every=2, weekdays=(5,), nth=-1)
    assert days(last, "2026-11-01", "2027-03-31") == "27.11. 29.01. 26.03."


def test_week_53_of_2026_is_a_week_like_any_other() -> None:
    found = days(THURSDAYS, "2026-12-17", "2027-01-14")
    assert found == "17.12. 24.12. 31.12. 07.01. 14.01."
    found = days(THURSDAYS, "2026-12-17", "2027-01-14", week(2026, 53))
    assert found == "17.12. 24.12. 07.01. 14.01."
    # Every second week goes by weeks from the first one: by odd numbers 53 and 1 would both be.
    second = Rule(weekdays=(4,), every=2)
    assert days(second, "2026-12-17", "2027-01-28") == "17.12. 31.12. 14.01. 28.01."
    assert says(THURSDAYS, week(2026, 53)) == "every Thursday 10.30-12.00, not in week 53"


def test_exceptions_and_closed_days_are_left_out() -> None:
    christmas = GroupException(date(2026, 12, 21), date(2027, 1, 1))
    found = days(THURSDAYS, "2026-12-03", "2027-01-14", christmas, closed={date(2026, 12, 10)})
    assert found == "03.12. 17.12. 07.01. 14.01."


@pytest.mark.parametrize(
    ("day", "clock", "utc"),
    [
        ("2026-03-29", time(1, 59), "2026-03-29T00:59:00+00:00"),
        ("2026-03-29", time(2, 30), None),  # the clock goes from 2.00 to 3.00
        ("2027-03-28", time(2, 30), None),
        ("2027-03-28", time(3, 0), "2027-03-28T01:00:00+00:00"),
        ("2026-10-25", time(2, 30), "2026-10-25T00:30:00+00:00"),  # twice: the first
        ("2026-10-25", time(3, 0), "2026-10-25T02:00:00+00:00"),
        ("2026-10-26", time(10, 30), "2026-10-26T09:30:00+00:00"),
    ],
)
def test_a_time_on_the_wall_on_the_nights_the_clock_is_moved(
    day: str, clock: time, utc: str | None
) -> None:
    found = group_rules.moment_of(date.fromisoformat(day), clock)
    assert (found and found.isoformat()) == utc


def test_half_past_ten_stays_half_past_ten_across_the_night() -> None:
    both = [group_rules.moment_of(date(2026, 10, day), HALF_PAST_TEN) for day in (22, 29)]
    assert both == [at("2026-10-22T10:30"), at("2026-10-29T10:30")]
    assert both[1] and both[0] and both[1] - both[0] == timedelta(days=7, hours=1)


def test_a_rule_is_told_in_words() -> None:
    assert says(THURSDAYS) == "every Thursday 10.30-12.00"
    assert says(Rule(weekdays=(2,), every=2)) == "every other Tuesday 10.30-12.00"
    assert says(Rule(weekdays=(1, 2, 4))) == "every Monday, Tuesday and Thursday 10.30-12.00"
    assert says(Rule(weekdays=(2,), every=3)) == "every 3 weeks on Tuesday 10.30-12.00"
    monthly = Rule("monthly", weekdays=(1,), nth=1)
    assert says(monthly) == "the first Monday of the month 10.30-12.00"
    last = Rule("monthly", every=2, weekdays=(5,), nth=-1)
    assert says(last) == "the last Friday of every other month 10.30-12.00"
    assert group_rules.words(THURSDAYS, time(23), 120) == "every Thursday 23.00-01.00"


def test_exceptions_are_told_as_weeks_where_they_are_weeks() -> None:
    autumn, christmas = week(2026, 42), week(2026, 52)
    said = "every Thursday 10.30-12.00, not in weeks 42 and 52"
    assert says(THURSDAYS, christmas, autumn) == said
    summer = GroupException(date(2027, 7, 5), date(2027, 7, 30))  # Monday to Friday, four weeks
    assert says(THURSDAYS, summer) == "every Thursday 10.30-12.00, not in weeks 27-30"
    # The same days are no whole weeks for a group that meets on Saturdays.
    said = "every Saturday 10.30-12.00, not on 05.07.-30.07."
    assert says(Rule(weekdays=(6,)), summer) == said
    eve = GroupException(date(2026, 12, 24), date(2026, 12, 24))
    said = "every Thursday 10.30-12.00, not in week 42, not on 24.12."
    assert says(THURSDAYS, autumn, eve) == said


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        (Rule("daily", weekdays=(1,)), "freq"),
        (Rule(weekdays=(1,), every=0), "every"),
        (Rule(weekdays=(1,), every=9), "every"),
        (Rule("monthly", weekdays=(1,), nth=1, every=13), "every"),
        (Rule(), "weekdays"),
        (Rule(weekdays=(0, 8)), "weekdays"),
        (Rule("monthly", weekdays=(1,)), "nth"),
        (Rule("monthly", weekdays=(1,), nth=5), "nth"),
    ],
)
def test_what_is_no_rule_is_refused_by_its_field(rule: Rule, field: str) -> None:
    with pytest.raises(DeskError) as error:
        group_rules.text_of(rule)
    assert error.value.field == field


RULES = st.one_of(
    st.builds(
        Rule, st.just("weekly"), st.integers(1, 8),
        st.sets(st.integers(1, 7), min_size=1).map(lambda some: tuple(sorted(some))),
    ),
    st.builds(
        Rule, st.just("monthly"), st.integers(1, 12),
        st.sets(st.integers(1, 7), min_size=1).map(lambda some: tuple(sorted(some))),
        st.sampled_from(group_rules.NTHS),
    ),
)  # fmt: skip


@given(rule=RULES)
def test_what_is_stored_is_read_again(rule: Rule) -> None:
    assert group_rules.of_text(group_rules.text_of(rule)) == rule


@pytest.mark.parametrize(
    "text",
    ["", "FREQ=WEEKLY", "BYDAY=MO", "FREQ=DAILY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=XX",
     "FREQ=MONTHLY;BYDAY=1MO,2TU", "FREQ=WEEKLY;INTERVAL=x;BYDAY=MO",
     "FREQ=WEEKLY;BYDAY=MO;COUNT=3"],
)  # fmt: skip
def test_another_text_is_no_rule(text: str) -> None:
    with pytest.raises(DeskError):
        group_rules.of_text(text)


@given(
    rule=RULES,
    first=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    out=st.lists(
        st.builds(
            lambda day, length: GroupException(day, day + timedelta(days=length)),
            st.dates(date(2026, 1, 1), date(2028, 12, 31)),
            st.integers(0, 20),
        ),
        max_size=3,
    ),
    closed=st.sets(st.dates(date(2026, 1, 1), date(2028, 12, 31)), max_size=20),
)
def test_the_days_are_those_that_a_calendar_on_the_wall_gives(
    rule: Rule, first: date, out: list[GroupException], closed: set[date]
) -> None:
    last = first + timedelta(days=400)
    should = [
        day
        for day in (first + timedelta(days=n) for n in range(401))
        if meets(rule, first, day)
        and day not in closed
        and not any(one.first_on <= day <= one.last_on for one in out)
    ]
    assert group_rules.dates(rule, first, None, last, out, closed) == should
