"""Days to come as people write them: the nearest one, and never one that is past."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.house.coming_days import coming_day, weekdays
from din_indgang_tui.store.errors import DeskError

TUESDAY = date(2026, 11, 17)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("i dag", TUESDAY),
        ("I morgen", date(2026, 11, 18)),
        ("tomorrow", date(2026, 11, 18)),
        ("i overmorgen", date(2026, 11, 19)),
        ("fre", date(2026, 11, 20)),
        ("Fredag", date(2026, 11, 20)),
        ("tirsdag", date(2026, 11, 24)),  # for this one people say today
        ("20.11.", date(2026, 11, 20)),
        ("20/11", date(2026, 11, 20)),
        ("5.1.", date(2027, 1, 5)),
        ("29.2.", date(2028, 2, 29)),
        ("20.11.2026", date(2026, 11, 20)),
        ("201126", date(2026, 11, 20)),
        ("2027-01-05", date(2027, 1, 5)),
    ],
)
def test_a_day_is_read_as_it_is_meant(typed: str, day: date) -> None:
    assert coming_day(typed, TUESDAY, field="by") == day


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("16.11.", "past"),
        ("1.6.", "past"),  # not next summer's: the last one is as near
        ("16.11.2026", "past"),
        ("31.11.", "Write the day"),
        ("snart", "Write the day"),
        ("", "Write the day"),
        ("20.11.2226", "Write the day"),
    ],
)
def test_what_is_no_day_to_come_is_refused_by_its_field(typed: str, said: str) -> None:
    with pytest.raises(DeskError) as refused:
        coming_day(typed, TUESDAY, field="goal.0.step_by")
    assert said in refused.value.message
    assert refused.value.field == "goal.0.step_by"


@given(st.dates(date(2026, 1, 1), date(2035, 1, 1)), st.integers(0, 180))
def test_any_day_of_the_next_half_year_is_found_by_its_day_and_month(
    today: date, ahead: int
) -> None:
    meant = today + timedelta(days=ahead)
    assert coming_day(f"{meant.day}.{meant.month}.", today, field="by") == meant


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("", ()),
        ("tir", (2,)),
        ("Tirsdag", (2,)),
        ("tors. og man.", (1, 4)),
        ("ma, on, fr", (1, 3, 5)),
        ("Tue Thu", (2, 4)),
        ("lørdag+søndag", (6, 7)),
        ("tir tir", (2,)),
    ],
)
def test_days_of_the_week_are_understood_in_both_languages(
    typed: str, days: tuple[int, ...]
) -> None:
    assert weekdays(typed, field="weekdays") == days


@pytest.mark.parametrize("typed", ["t", "hver dag", "tirs 10", "xyz", "s"])
def test_what_is_no_day_of_the_week_is_refused_by_its_field(typed: str) -> None:
    with pytest.raises(DeskError) as error:
        weekdays(typed, field="weekdays")
    assert error.value.field == "weekdays"
