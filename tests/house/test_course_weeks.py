"""A course by its weeks: pure dates, against plain counting of days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.house.course_weeks import PauseDays, Warn, Weeks, end_after, week_of

OPENED = date(2026, 10, 20)  # a Tuesday in calendar week 43
DAY = timedelta(days=1)


def weeks(today: date = OPENED, *pauses: PauseDays, **more: Any) -> Weeks:
    planned = more.pop("planned_end_on", end_after(OPENED, 20))
    return Weeks(OPENED, planned, pauses, today, **more)


def test_a_course_of_twenty_weeks_ends_on_the_day_of_the_week_it_began() -> None:
    course = weeks(date(2026, 11, 17))
    assert course.end_on == course.limit_on == course.last_day == date(2027, 3, 9)
    assert (course.week, course.count, course.day) == (5, 20, 28)
    assert course.check_on == date(2026, 11, 17)
    # As screen 11 draws its calendar weeks, over the turn of the year.
    assert [course.calendar_week(n) for n in range(1, 21)] == [
        43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 1, 2, 3, 4, 5, 6, 7, 8, 9,
    ]  # fmt: skip


def test_the_last_day_belongs_to_the_last_week() -> None:
    course = weeks(date(2027, 3, 9))
    assert (course.week, course.count) == (20, 20)
    assert weeks(date(2027, 3, 10)).week == 21
    # A course of a single day is a week long all the same.
    assert weeks(planned_end_on=OPENED).count == 1
    assert weeks(planned_end_on=OPENED).week == 1


@given(st.integers(0, 400))
def test_seven_days_are_a_week(days: int) -> None:
    week = week_of(OPENED, OPENED + days * DAY)
    first = OPENED + (week - 1) * 7 * DAY
    assert first <= OPENED + days * DAY < first + 7 * DAY


def test_a_pause_moves_the_end_by_its_days_both_ends_included() -> None:
    ill = PauseDays(date(2026, 11, 2), date(2026, 11, 15))
    course = weeks(date(2026, 11, 17), ill)
    assert course.end_on == date(2027, 3, 9) + 14 * DAY
    assert course.limit_on == course.end_on
    assert course.count == 22
    assert course.check_on == date(2026, 12, 1)
    assert course.resting is None
    assert [n for n in range(1, 23) if course.rests_in(n)] == [2, 3, 4]


def test_a_pause_that_lasts_counts_up_to_today() -> None:
    ill = PauseDays(date(2026, 11, 16))
    assert weeks(date(2026, 11, 15), ill).end_on == date(2027, 3, 9)
    today = weeks(date(2026, 11, 17), ill)
    assert today.end_on == date(2027, 3, 11)
    assert today.resting == ill
    assert not today.rests_in(6)  # nobody knows yet


def test_a_pause_after_the_check_does_not_move_it() -> None:
    later = PauseDays(date(2026, 12, 1), date(2026, 12, 7))
    assert weeks(date(2026, 12, 8), later).check_on == date(2026, 11, 17)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2027, 2, 1), ()),
        (date(2027, 2, 2), (Warn.FIRST,)),  # the first day of week 16
        (date(2027, 2, 22), (Warn.FIRST,)),
        (date(2027, 2, 23), (Warn.LAST,)),  # of week 19
        (date(2027, 3, 9), (Warn.LAST,)),
        (date(2027, 3, 10), (Warn.PAST_LIMIT,)),
        (date(2027, 4, 20), (Warn.PAST_LIMIT,)),
        (date(2027, 4, 21), (Warn.SIX_MONTHS, Warn.PAST_LIMIT)),
    ],
)
def test_when_somebody_should_look(today: date, expected: tuple[Warn, ...]) -> None:
    assert weeks(today).warnings == expected
    assert weeks(today, closed=True).warnings == ()


def test_past_an_earlier_end_is_not_past_the_limit() -> None:
    short = weeks(date(2027, 1, 5), planned_end_on=date(2026, 12, 29))
    assert short.warnings == (Warn.PAST_END,)
    assert (short.count, short.last_day) == (10, date(2027, 3, 9))
    longer = weeks(date(2027, 3, 20), planned_end_on=date(2027, 4, 6))
    assert longer.warnings == (Warn.PAST_LIMIT,)
    assert (longer.count, longer.last_day) == (24, date(2027, 4, 6))
    assert [longer.is_past_the_limit(n) for n in (20, 21)] == [False, True]


def test_six_months_are_calendar_months() -> None:
    assert Weeks(date(2026, 8, 31), None, (), date(2026, 9, 1)).six_months_on == date(2027, 2, 28)


def test_an_import_that_knew_no_end_has_the_limit() -> None:
    assert weeks(planned_end_on=None).end_on == date(2027, 3, 9)


@st.composite
def histories(draw: st.DrawFn) -> tuple[date, list[PauseDays], date]:
    """A planned end, pauses that do not touch, and a day to look at them."""
    spans = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 30)), max_size=4)
    planned = OPENED + draw(st.integers(0, 300)) * DAY
    pauses: list[PauseDays] = []
    day = OPENED
    for gap, length in draw(spans):
        first = day + gap * DAY
        pauses.append(PauseDays(first, first + (length - 1) * DAY))
        day = first + (length + 1) * DAY
    lasts = draw(st.booleans())
    if pauses and lasts:
        pauses[-1] = PauseDays(pauses[-1].first_on)
    return planned, pauses, OPENED + draw(st.integers(0, 400)) * DAY


@given(histories())
def test_the_days_that_a_course_does_not_rest_are_as_agreed(
    history: tuple[date, list[PauseDays], date],
) -> None:
    planned, pauses, today = history
    course = Weeks(OPENED, planned, tuple(pauses), today)
    rested = {
        day
        for pause in pauses
        for n in range(500)
        if (day := pause.first_on + n * DAY) <= (pause.last_on or today)
    }
    assert (course.end_on - planned).days == len(rested)
    # The warnings and the check come after so many days of work, whatever rests lie between.
    for due, after in ((course.check_on, 28), (course.first_warning_on, 15 * 7)):
        worked = [OPENED + n * DAY for n in range((due - OPENED).days)]
        assert len([day for day in worked if day not in rested]) == after
        assert due not in rested
    assert course.of(course.end_on) == course.count
    assert all(course.of(OPENED + n * DAY) >= 1 for n in range(300))
