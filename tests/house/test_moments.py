"""True times as people write them, on ordinary days and on the nights the clock is moved."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.clock import NoSuchTime, from_wall_clock, local, local_date
from din_indgang_tui.house import moments
from din_indgang_tui.store.errors import DeskError

NOW = datetime(2026, 11, 17, 9, 22, tzinfo=UTC)  # a Tuesday, 10.22 in the house
TODAY = date(2026, 11, 17)


def read(text: str, *, now: datetime = NOW, day: date = TODAY) -> str:
    """What was written, as the clock on the wall of the house showed it."""
    return f"{local(moments.moment(text, now, day, field='met_at')):%Y-%m-%d %H:%M:%S}"


def refused(text: str, *, now: datetime = NOW, day: date = TODAY) -> str:
    with pytest.raises(DeskError) as error:
        moments.moment(text, now, day, field="met_at")
    assert error.value.field == "met_at"
    assert error.value.message.endswith(".")
    return error.value.message


@pytest.mark.parametrize(
    "text",
    ["9.40", "09:40", "940", "0940", " 9:40 ", "kl. 9.40", "kl 9.40", "kl.9.40", "at 9:40",
     "i dag 9.40", "today 09:40", "I DAG KL. 9.40", "17.11. 9.40", "17.11 0940", "9.40 i dag",
     "17.11.2026 9.40", "17-11-26 9.40", "17/11 9.40", "2026-11-17 09:40", "2026-11-17T09:40",
     "17.11., 9.40"],
)  # fmt: skip
def test_the_same_moment_in_many_ways(text: str) -> None:
    assert read(text) == "2026-11-17 09:40:00"


@pytest.mark.parametrize(
    ("text", "day"),
    [("i går 9.40", "2026-11-16"), ("igår 9.40", "2026-11-16"), ("i gaar 9.40", "2026-11-16"),
     ("yesterday 9.40", "2026-11-16"), ("9.40 i går", "2026-11-16"),
     ("i går kl. 9.40", "2026-11-16"), ("i forgårs 9.40", "2026-11-15"),
     ("mandag 9.40", "2026-11-16"), ("fredag 9.40", "2026-11-13"), ("fre. 9.40", "2026-11-13"),
     ("Friday 09:40", "2026-11-13"), ("søn 940", "2026-11-15"), ("onsdag 9.40", "2026-11-11"),
     ("16.11. 9.40", "2026-11-16"), ("16.11.2026 09.40", "2026-11-16"), ("1.3 9.40", "2026-03-01"),
     ("29.2. 9.40", "")],
)  # fmt: skip
def test_days(text: str, day: str) -> None:
    """A day without a year is the last one there was."""
    if day:
        assert read(text) == f"{day} 09:40:00"
    else:
        assert "no such time" in refused(text)


def test_the_29th_of_february_is_found_the_year_after() -> None:
    now = datetime(2025, 1, 10, 12, tzinfo=UTC)
    assert read("29.2. 9.40", now=now).startswith("2024-02-29")


@pytest.mark.parametrize(
    "text",
    ["", " ", "9", "940 930", "snart", "i går", "16.11.", "16.11.2026", "9.4", "9.400", "-9.40",
     "i morgen 9.40", "9.40 16.11.", "i overmorgen 9.40", "ma 9.40", "12345", "9..40", "²9.40"],
)  # fmt: skip
def test_what_is_no_time(text: str) -> None:
    assert refused(text)


@pytest.mark.parametrize(
    "text",
    ["24.00", "9.60", "99.99", "31.11. 9.40", "32.1. 9.40", "0.0. 9.40", "16.13.2026 9.40",
     "tirsdag 9.40", "tue 9.40"],
)  # fmt: skip
def test_what_is_in_no_calendar_or_could_be_two_days(text: str) -> None:
    """On a Tuesday `tirsdag` is today or a week ago."""
    assert "no such time" in refused(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [("i dag", "2026-11-17"), ("I går", "2026-11-16"), ("fredag", "2026-11-13"),
     ("16.11.", "2026-11-16"), ("16.11.2025", "2025-11-16"), ("18.11.", "not come yet"),
     ("i morgen", "Write the day"), ("tirsdag", "Write the day"), ("", "Write the day"),
     ("16.11. 9.40", "Write the day"), ("16.11.0026", "Write the day")],
)  # fmt: skip
def test_a_day_that_was_is_read_as_the_day_of_a_time(text: str, said: str) -> None:
    today = date(2026, 11, 17)
    try:
        assert moments.past_day(text, today, field="decided_on") == date.fromisoformat(said)
    except DeskError as error:
        assert said in error.message and error.field == "decided_on"


@pytest.mark.parametrize("text", ["10.23", "18.11.2026 9.40", "i dag 23.59", "2027-01-01 00:00"])
def test_never_in_the_future(text: str) -> None:
    assert "not come yet" in refused(text)
    assert read("10.22") == "2026-11-17 10:22:00"  # now is not the future


def test_a_time_alone_is_on_the_day_it_is_about() -> None:
    assert read("15.30", day=date(2026, 11, 13)) == "2026-11-13 15:30:00"


SPRING = date(2026, 3, 29)  # 02.00 is 03.00
AUTUMN = date(2026, 10, 25)  # 03.00 is 02.00


@pytest.mark.parametrize("text", ["2.00", "02:30", "29.3. 2.59"])
def test_a_time_that_was_skipped(text: str) -> None:
    assert "skipped" in refused(text, day=SPRING)
    assert read("1.59", day=SPRING) == "2026-03-29 01:59:00"
    assert read("3.00", day=SPRING) == "2026-03-29 03:00:00"


@pytest.mark.parametrize("text", ["2.00", "0230", "25.10.2026 2.59"])
def test_a_time_that_stood_on_the_clock_twice(text: str) -> None:
    assert "twice" in refused(text, day=AUTUMN)
    assert read("1.59", day=AUTUMN) == "2026-10-25 01:59:00"
    assert read("3.00", day=AUTUMN) == "2026-10-25 03:00:00"


MOMENTS = st.datetimes(datetime(2017, 1, 1), datetime(2026, 11, 17, 9, 22)).map(
    lambda naive: naive.replace(tzinfo=UTC, microsecond=0)
)


@given(MOMENTS, st.integers(0, 3))
def test_what_stands_in_a_row_reads_back_to_the_minute(at: datetime, back: int) -> None:
    day = local_date(at) - timedelta(days=back)
    text = moments.written(at, day)
    try:
        assert moments.same_minute(moments.moment(text, NOW, day, field="x"), at)
    except DeskError as error:
        assert "twice" in error.message
        assert from_wall_clock(local(at).replace(tzinfo=None)).month == 10


@given(st.datetimes(datetime(2017, 1, 1), datetime(2026, 11, 17, 10, 21)))
def test_every_minute_of_the_wall_clock_can_be_written(naive: datetime) -> None:
    """Save those that were skipped or stood there twice."""
    naive = naive.replace(second=0, microsecond=0)
    text = f"{naive:%d.%m.%Y %H.%M}"
    try:
        expected = from_wall_clock(naive)
    except NoSuchTime:
        assert "skipped" in refused(text)
        return
    if local(expected + timedelta(hours=1)).replace(tzinfo=None) == naive:
        assert "twice" in refused(text)
        return
    assert moments.moment(text, NOW, TODAY, field="x") == expected


@given(st.text(max_size=30) | st.text("0123456789.:-/ ,tkligår", max_size=20))
def test_any_text_is_a_past_moment_or_one_sentence(text: str) -> None:
    try:
        found = moments.moment(text, NOW, TODAY, field="x")
    except DeskError as error:
        assert error.field == "x"
    else:
        assert found <= NOW
        assert found.tzinfo is UTC


@pytest.mark.parametrize("text", ["1.1.0001 9.00", "16.11.0026 9.40", "31.12.1999 12.00"])
def test_a_year_long_ago_is_a_slip_of_the_keyboard(text: str) -> None:
    with pytest.raises(DeskError) as error:
        moments.moment(text, NOW, NOW.date(), field="arrived_at")
    assert "no such time" in error.value.message
    assert error.value.field == "arrived_at"


def test_in_january_a_day_of_december_is_last_year_s() -> None:
    january = datetime(2027, 1, 5, 9, tzinfo=UTC)
    assert read("24.12. 9.40", now=january, day=january.date()).startswith("2026-12-24")


def test_tomorrow_is_not_taken_for_the_same_day_last_year() -> None:
    with pytest.raises(DeskError, match="has not come yet"):
        moments.moment(f"{NOW + timedelta(days=1):%d.%m.} 9.40", NOW, NOW.date(), field="met_at")
