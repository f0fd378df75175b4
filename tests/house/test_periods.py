"""Which weeks a figure is asked for."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.house import periods
from din_indgang_tui.house.periods import Days, LastWeeks
from din_indgang_tui.store.errors import UsageError

DAYS = st.dates(date(1900, 1, 1), date(9999, 12, 31))
SOME_DAYS = st.dates(date(2024, 12, 1), date(2027, 1, 31))


def labels(period: periods.Period, as_of: str) -> list[str]:
    return [monday.strftime("%G-W%V") for monday in periods.mondays(period, day(as_of))]


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("as_of", "week"),
    [
        ("2026-11-14", "2026-W45"),  # a Saturday: week 46 has its Sunday tomorrow
        ("2026-11-15", "2026-W45"),  # that Sunday: it is not before the day itself
        ("2026-11-16", "2026-W46"),
        ("2026-11-22", "2026-W46"),
        ("2027-01-04", "2026-W53"),
        ("2026-01-01", "2025-W52"),
    ],
)
def test_without_a_period_it_is_the_last_week_whose_sunday_is_before_the_day(
    as_of: str, week: str
) -> None:
    assert labels(periods.parse(), as_of) == [week]


def test_the_last_weeks_end_with_that_week() -> None:
    assert labels(periods.parse(weeks="3"), "2021-01-06") == ["2020-W51", "2020-W52", "2020-W53"]


def test_a_week_is_written_as_iso_8601_has_it() -> None:
    assert periods.parse(week="2026-W46") == Days(day("2026-11-09"), day("2026-11-15"))
    assert periods.parse(week="2026-w46") == periods.parse(week="2026-W46")
    assert periods.parse(week="2020-W53") == Days(day("2020-12-28"), day("2021-01-03"))
    assert periods.parse(week="2025-W01") == Days(day("2024-12-30"), day("2025-01-05"))


@given(DAYS)
def test_the_week_of_any_day_is_known_by_its_name(of: date) -> None:
    if of > day("9999-12-26"):
        return  # that week has no Sunday in the calendar
    period = periods.parse(week=of.strftime("%G-W%V"))
    assert isinstance(period, Days)
    assert period.first <= of <= period.last
    assert period.first.isoweekday() == 1
    assert period.last - period.first == timedelta(days=6)


@given(st.integers(1900, 9998))
def test_week_53_is_refused_in_the_years_that_end_with_week_52(year: int) -> None:
    # A year has 53 weeks when 1 January or 31 December is a Thursday.
    long = 4 in (date(year, 1, 1).isoweekday(), date(year, 12, 31).isoweekday())
    if long:
        assert periods.parse(week=f"{year}-W53")
    else:
        with pytest.raises(UsageError, match=f"^{year} has no week 53: its weeks are 1 to 52.$"):
            periods.parse(week=f"{year}-W53")


def test_a_period_takes_every_week_that_has_a_day_in_it() -> None:
    sunday_to_monday = periods.parse(first="2026-11-08", last="2026-11-16")
    assert labels(sunday_to_monday, "2026-12-31") == ["2026-W45", "2026-W46", "2026-W47"]
    one_day = periods.parse(first="2026-11-15", last="2026-11-15")
    assert labels(one_day, "2026-12-31") == ["2026-W46"]


def test_weeks_wholly_after_the_day_are_left_out() -> None:
    period = periods.parse(first="2026-11-02", last="2026-12-31")
    assert labels(period, "2026-11-15") == ["2026-W45", "2026-W46"]
    assert labels(period, "2026-11-16") == ["2026-W45", "2026-W46", "2026-W47"]
    assert labels(periods.parse(week="2026-W47"), "2026-11-15") == []


@given(SOME_DAYS, SOME_DAYS, SOME_DAYS)
def test_weeks_follow_each_other_and_touch_the_period(one: date, other: date, as_of: date) -> None:
    first, last = sorted((one, other))
    found = periods.mondays(Days(first, last), as_of)
    for before, after in pairwise(found):
        assert after - before == timedelta(days=7)
    for monday in found:
        assert monday.isoweekday() == 1
        assert monday <= min(last, as_of)
        assert monday.toordinal() + 6 >= first.toordinal()


def test_the_end_of_the_calendar_is_a_day_like_others() -> None:
    period = periods.parse(first="9999-12-20", last="9999-12-31")
    assert labels(period, "9999-12-31") == ["9999-W51"]
    assert labels(periods.parse(), "9999-12-31") == ["9999-W51"]
    assert labels(periods.parse(first="2026-11-09", last="9999-12-31"), "2026-11-17") == [
        "2026-W46",
        "2026-W47",
    ]


@given(st.integers(1, 60), DAYS)
def test_the_last_weeks_are_as_many_as_asked_for(count: int, as_of: date) -> None:
    found = periods.mondays(LastWeeks(count), as_of)
    assert len(found) == count
    assert 1 <= (as_of - (found[-1] + timedelta(days=6))).days <= 7


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"week": "2026-W60"}, "2026 has no week 60: its weeks are 1 to 53."),
        ({"week": "2025-W53"}, "2025 has no week 53: its weeks are 1 to 52."),
        ({"week": "2026-W00"}, "2026 has no week 0: its weeks are 1 to 53."),
        (
            {"week": "9999-W52"},
            "--week 9999-W52 is too far ahead: the calendar ends on 9999-12-31.",
        ),
        ({"week": "9999-W53"}, "9999 has no week 53: its weeks are 1 to 52."),
        ({"week": "2026-46"}, "--week 2026-46 is not a week. Write it as 2026-W46."),
        ({"week": "uge 46"}, "--week uge 46 is not a week. Write it as 2026-W46."),
        ({"week": "2026-W46\n"}, "--week 2026-W46 is not a week. Write it as 2026-W46."),
        ({"week": "٢٠٢٦-W46"}, "--week ٢٠٢٦-W46 is not a week. Write it as 2026-W46."),
        ({"week": ""}, '--week "" is not a week. Write it as 2026-W46.'),
        ({"week": "0026-W46"}, "--week 0026-W46 is too long ago: the figures begin in 1900."),
        ({"weeks": "0"}, "--weeks 0 is not a number of weeks from 1 to 5200."),
        ({"weeks": "-3"}, "--weeks -3 is not a number of weeks from 1 to 5200."),
        ({"weeks": "5201"}, "--weeks 5201 is not a number of weeks from 1 to 5200."),
        ({"weeks": "9" * 30}, f"--weeks {'9' * 30} is not a number of weeks from 1 to 5200."),
        ({"weeks": "fire"}, "--weeks fire is not a number of weeks from 1 to 5200."),
        ({"weeks": "1.5"}, "--weeks 1.5 is not a number of weeks from 1 to 5200."),
        (
            {"first": "2026-11-16", "last": "2026-11-15"},
            "--from 2026-11-16 is after --to 2026-11-15.",
        ),
        (
            {"first": "2026-02-29", "last": "2026-03-01"},
            "--from 2026-02-29 is not a day. Write it as 2026-11-16.",
        ),
        (
            {"first": "2026-02-01", "last": "20260301"},
            "--to 20260301 is not a day. Write it as 2026-11-16.",
        ),
        (
            {"first": "2026-02-01", "last": "01-03-2026"},
            "--to 01-03-2026 is not a day. Write it as 2026-11-16.",
        ),
        (
            {"first": "0202-02-01", "last": "2026-03-01"},
            "--from 0202-02-01 is too long ago: the figures begin in 1900.",
        ),
        ({"first": "2026-11-01"}, "--from and --to belong together: give both."),
        ({"last": "2026-11-01"}, "--from and --to belong together: give both."),
        (
            {"week": "2026-W46", "weeks": "2"},
            "Choose one period: --week, --weeks, or --from with --to.",
        ),
        (
            {"week": "2026-W46", "first": "2026-11-01", "last": "2026-11-02"},
            "Choose one period: --week, --weeks, or --from with --to.",
        ),
        (
            {"weeks": "2", "last": "2026-11-02"},
            "Choose one period: --week, --weeks, or --from with --to.",
        ),
    ],
)
def test_what_names_no_period_is_refused_with_a_sentence(
    options: dict[str, str], sentence: str
) -> None:
    with pytest.raises(UsageError) as refused:
        periods.parse(**options)
    assert str(refused.value) == sentence


@given(st.text(max_size=60))
def test_no_text_is_more_than_refused(text: str) -> None:
    for options in ({"week": text}, {"weeks": text}, {"first": text, "last": text}):
        try:
            periods.parse(**options)
        except UsageError as refused:
            # No control, no invisible and no direction character reaches the terminal.
            assert not any(unicodedata.category(c).startswith("C") for c in str(refused))
