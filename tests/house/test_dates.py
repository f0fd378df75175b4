"""Days and times as people type them at a desk."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.house import dates
from din_indgang_tui.house.dates import NotADate

TODAY = date(2026, 11, 17)
BIRTHDAYS = st.dates(date(1858, 1, 1), TODAY)


@pytest.mark.parametrize(
    "typed",
    [
        "12.03.1961",
        "12.3.1961",
        "12-03-1961",
        "12/3-61",
        "12/3 61",
        "12/3/1961",
        "12 03 1961",
        "12 3 61",
        "120361",
        "12031961",
        "1961-03-12",
        "  12.03.61 ",
    ],
)
def test_a_birth_date_in_every_form_people_type(typed: str) -> None:
    assert dates.birth_date(typed, TODAY) == date(1961, 3, 12)


@given(BIRTHDAYS, st.sampled_from(["{:%d.%m.%Y}", "{:%d-%m-%Y}", "{:%d%m%Y}", "{:%Y-%m-%d}"]))
def test_every_day_comes_back_from_its_whole_form(day: date, form: str) -> None:
    assert dates.birth_date(form.format(day), TODAY) == day


@given(st.dates(TODAY - timedelta(days=36_524), TODAY), st.dates(date(2000, 1, 1), TODAY))
def test_two_digits_of_a_year_are_the_last_such_year(born: date, today: date) -> None:
    if born.strftime("%d%m%y") == "290200" or born > today:
        return
    found = dates.birth_date(born.strftime("%d%m%y"), today)
    assert (found.day, found.month, found.year % 100) == (born.day, born.month, born.year % 100)
    assert born <= found <= today


def test_two_digits_of_a_year_never_name_a_day_to_come() -> None:
    assert dates.birth_date("17.11.26", TODAY) == date(2026, 11, 17)
    assert dates.birth_date("18.11.26", TODAY) == date(1926, 11, 18)
    assert dates.birth_date("01.01.27", TODAY) == date(1927, 1, 1)


@pytest.mark.parametrize(
    "typed",
    [
        "31.02.1961",
        "29.02.1961",
        "00.01.1961",
        "12.13.1961",
        "32.01.1961",
        "18.11.2026",  # tomorrow
        "31.12.1857",  # before any CPR number
        "12.03.961",
        "12.03",
        "1961",
        "12 03 19 61",  # pairs are a phone number
        "20000061",
        "120361-4321",
        "0000-00-00",
        "9999-12-31",
        "12.03.1961x",
        "x",
        "",
        "²²0361",
        "9" * 10_000,
    ],
)
def test_whatever_is_no_birth_date_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(NotADate):
        dates.birth_date(typed, TODAY)


@pytest.mark.parametrize(
    "typed", ["31.02.1961", "12.13.61", "00-00-1961", "1961-02-31", "1 1 2099"]
)
def test_a_day_that_cannot_be_is_still_meant_as_one(typed: str) -> None:
    assert dates.looks_like_a_day(typed)
    with pytest.raises(NotADate):
        dates.birth_date(typed, TODAY)


@pytest.mark.parametrize("typed", ["20 00 00 61", "20000061", "120361-4321", "1961", "kirsten", ""])
def test_a_phone_number_is_not_meant_as_a_day(typed: str) -> None:
    assert not dates.looks_like_a_day(typed)


@given(st.text(max_size=12) | st.text("0123456789.-/ ", max_size=12))
def test_any_text_is_a_day_that_has_been_or_none(typed: str) -> None:
    try:
        found = dates.birth_date(typed, TODAY)
    except NotADate:
        return
    assert date(1858, 1, 1) <= found <= TODAY


@pytest.mark.parametrize("typed", ["9.40", "9:40", "09.40", "0940", "940", " 09:40 "])
def test_a_time_of_the_day(typed: str) -> None:
    assert dates.clock_time(typed) == time(9, 40)


@pytest.mark.parametrize(("typed", "hour"), [("9", 9), (" 10 ", 10), ("09", 9), ("0", 0)])
def test_an_hour_alone_is_a_time_where_only_a_time_can_be_meant(typed: str, hour: int) -> None:
    assert dates.time_or_hour(typed) == time(hour)
    assert dates.time_or_hour(f"{typed.strip()}.30") == time(hour, 30)


@pytest.mark.parametrize("typed", ["24", "", "x", "9.4", "-1"])
def test_no_hour_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(NotADate):
        dates.time_or_hour(typed)


@pytest.mark.parametrize("typed", ["24.00", "9.60", "9", "9.4", "", "x", "12345", "-1.00"])
def test_whatever_is_no_time_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(NotADate):
        dates.clock_time(typed)


@given(st.times())
def test_every_minute_comes_back(moment: time) -> None:
    assert dates.clock_time(f"{moment:%H.%M}") == moment.replace(second=0, microsecond=0)
