"""Time: from outside, stored in UTC, lived by the wall clock of Copenhagen."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui import clock
from din_indgang_tui.clock import NoSuchTime

MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=0)
)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_moment_is_stored_in_utc_to_the_second() -> None:
    assert clock.stored(utc("2026-11-17T09:22:00")) == "2026-11-17T09:22:00Z"
    assert clock.stored(clock.local(utc("2026-11-17T09:22:00"))) == "2026-11-17T09:22:00Z"


@given(MOMENTS)
def test_what_was_stored_comes_back(moment: datetime) -> None:
    assert clock.from_stored(clock.stored(moment)) == moment


@given(MOMENTS, MOMENTS)
def test_stored_moments_sort_as_they_happened(one: datetime, other: datetime) -> None:
    assert (clock.stored(one) < clock.stored(other)) == (one < other)


@pytest.mark.parametrize(
    ("moment", "wall", "day"),
    [
        ("2026-11-17T09:22", "10:22", "2026-11-17"),  # winter: one hour ahead of UTC
        ("2026-07-17T09:22", "11:22", "2026-07-17"),  # summer: two
        ("2026-11-17T22:59", "23:59", "2026-11-17"),
        ("2026-11-17T23:00", "00:00", "2026-11-18"),  # the day turns by the wall, not by UTC
        ("2026-07-17T21:59", "23:59", "2026-07-17"),
        ("2026-07-17T22:00", "00:00", "2026-07-18"),
    ],
)
def test_the_house_lives_by_the_wall_clock(moment: str, wall: str, day: str) -> None:
    assert clock.local(utc(moment)).strftime("%H:%M") == wall
    assert clock.local_date(utc(moment)) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("day", "week"),
    [
        ("2026-11-17", "2026-W47"),
        ("2026-01-01", "2026-W01"),
        ("2027-01-03", "2026-W53"),  # the Sunday after New Year belongs to the year before
        ("2024-12-30", "2025-W01"),  # and a Monday in December to the year after
        ("2021-01-03", "2020-W53"),
    ],
)
def test_weeks_are_iso_weeks(day: str, week: str) -> None:
    assert clock.iso_week(date.fromisoformat(day)) == week


@given(MOMENTS)
def test_a_wall_clock_time_is_found_again(moment: datetime) -> None:
    wall = clock.local(moment).replace(tzinfo=None)
    again = clock.from_wall_clock(wall)
    assert clock.local(again).replace(tzinfo=None) == wall
    assert again in (moment, moment - timedelta(hours=1))  # one that stands twice is the first


def test_an_hour_that_stands_twice_is_the_first() -> None:
    assert clock.from_wall_clock(datetime(2026, 10, 25, 2, 30)) == utc("2026-10-25T00:30")


@pytest.mark.parametrize("minute", [0, 30, 59])
def test_an_hour_that_was_skipped_is_no_time(minute: int) -> None:
    with pytest.raises(NoSuchTime):
        clock.from_wall_clock(datetime(2026, 3, 29, 2, minute))


@pytest.mark.parametrize(("hour", "minute"), [(1, 59), (3, 0)])
def test_on_both_sides_of_the_skipped_hour_the_clock_is_right(hour: int, minute: int) -> None:
    wall = datetime(2026, 3, 29, hour, minute)
    assert clock.local(clock.from_wall_clock(wall)).replace(tzinfo=None) == wall


def test_a_wait_is_read_off_the_wall() -> None:
    assert clock.wall_clock_seconds(utc("2026-11-17T09:22"), utc("2026-11-17T09:36")) == 14 * 60
    # Over the night summer time ends the wall shows an hour less than has passed, and in spring
    # an hour more.
    assert clock.wall_clock_seconds(utc("2026-10-24T23:00"), utc("2026-10-25T02:00")) == 2 * 3600
    assert clock.wall_clock_seconds(utc("2026-03-29T00:00"), utc("2026-03-29T02:00")) == 3 * 3600


def test_the_demo_towns_clock_runs_on_from_where_it_was_set() -> None:
    start = utc("2026-11-16T10:20")
    runs = clock.clock_from(start)
    first = runs()
    assert start - timedelta(seconds=1) <= first < start + timedelta(minutes=5)
    assert runs() >= first
    assert first.microsecond == 0


def test_the_machines_clock_gives_utc_to_the_second() -> None:
    now = clock.machine_clock()
    assert now.tzinfo is UTC
    assert now.microsecond == 0
