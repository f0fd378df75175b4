"""The weekly figures, on small histories whose numbers a person can check."""

from __future__ import annotations

import re
import statistics as stdlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.house import (
    statistics,
    statistics_courses,
    statistics_enquiries,
    statistics_groups,
    statistics_outreach,
    statistics_referrals,
    statistics_slots,
)
from din_indgang_tui.house.periods import Days, LastWeeks, Period
from din_indgang_tui.house.statistics import Figures
from din_indgang_tui.house.statistics_part import Cell, between, counting, place, rounded
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import DeskError, NotAllowed
from din_indgang_tui.store.roles import ANYONE, Role, Who
from din_indgang_tui.store.unit import Reading, reads
from tests.histories import OWNER, enquiry, fill, house

W46 = Days(date(2026, 11, 9), date(2026, 11, 15))


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    with house(tmp_path / "house.db") as opened:
        yield opened


def figures(door: Door, period: Period = W46, as_of: str | None = None) -> Figures:
    day = None if as_of is None else date.fromisoformat(as_of)
    return door.read(OWNER, statistics.figures, period, day)


def week(door: Door, period: Period = W46, as_of: str | None = None) -> dict[str, Cell]:
    (row,) = figures(door, period, as_of).weeks
    return row


def of_enquiries(row: dict[str, Cell]) -> dict[str, Cell]:
    """What stands up to the enquiries' last column."""
    columns = list(row)
    return {key: row[key] for key in columns[: columns.index("left_without_help") + 1]}


def test_a_week_counted_by_hand(door: Door) -> None:
    fill(
        door,
        [
            # Kirsten came last year: she is known. Two others come for the first time.
            enquiry("2025-03-03T10:00", citizen="Kirsten"),
            enquiry("2026-11-09T10:00", "2026-11-09T10:05", citizen="Kirsten", outcome="helped"),
            enquiry("2026-11-10T09:30", "2026-11-10T09:50", citizen="Ali", outcome="group"),
            enquiry("2026-11-10T12:00", "2026-11-10T12:00", citizen="Ali", channel="phone"),
            enquiry("2026-11-11T11:00", citizen="Bo", channel="letter"),
            # Two stay anonymous, and one of them leaves without help.
            enquiry("2026-11-12T13:00", "2026-11-12T13:06", outcome="helped"),
            enquiry("2026-11-15T23:59", outcome="left_without_help"),
            # A minute before the week and a minute after it.
            enquiry("2026-11-08T23:59"),
            enquiry("2026-11-16T00:00"),
        ],
    )
    assert of_enquiries(week(door)) == {
        "week": "2026-W46",
        "from": "2026-11-09",
        "to": "2026-11-15",
        "enquiries": 6,
        "enquiries_anonymous": 2,
        "enquiries_new": 2,
        "enquiries_known": 2,
        "enquiries_walk_in": 4,
        "enquiries_phone": 1,
        "enquiries_digital": 0,
        "enquiries_letter": 1,
        "enquiries_outreach": 0,
        "enquiries_partner": 0,
        "helped_on_the_spot": 2,
        "met": 4,
        # The walk-ins waited 5, 6 and 20 minutes: the middle one is 6, and nine tenths of the way
        # from the first to the third lies eight tenths of the way from 6 to 20.
        "wait_median_min": Fraction(6),
        "wait_p90_min": Fraction(172, 10),
        "met_within_5_min": 1,
        "left_without_help": 1,
    }
    assert figures(door).totals["total_enquiries"] == 9


def test_a_week_without_enquiries_is_a_row_of_zeros_without_medians(door: Door) -> None:
    row = week(door)
    assert row.pop("week") == "2026-W46"
    assert (row.pop("from"), row.pop("to")) == ("2026-11-09", "2026-11-15")
    assert row.pop("wait_median_min") is None
    assert row.pop("wait_p90_min") is None
    assert set(row.values()) == {0}


def test_a_week_of_calls_has_no_waiting_time(door: Door) -> None:
    fill(door, [enquiry("2026-11-09T10:00", "2026-11-09T10:00", channel="phone")])
    row = week(door)
    assert row["met"] == 1
    assert row["wait_median_min"] is None
    assert row["met_within_5_min"] == 0


def test_the_columns_stand_in_the_order_of_the_definitions(door: Door) -> None:
    found = figures(door)
    assert found.columns[:4] == ("week", "from", "to", "enquiries")
    assert found.columns[18:20] == ("left_without_help", "conversations")
    assert found.columns[28:30] == ("sessions_cancelled", "group_sessions")
    assert [list(row) for row in found.weeks] == [list(found.columns)]


def test_nothing_after_the_day_has_happened(door: Door) -> None:
    fill(
        door,
        [
            enquiry("2026-11-10T10:00", "2026-11-10T10:02", outcome="helped"),
            # Answered on the Thursday: until then nobody was met. Its outcome goes by its arrival.
            enquiry("2026-11-10T23:50", "2026-11-12T09:00", outcome="helped"),
            enquiry("2026-11-13T10:00", "2026-11-13T10:00", citizen="Ali"),
        ],
    )
    wednesday, sunday = week(door, as_of="2026-11-11"), week(door, as_of="2026-11-15")
    assert (wednesday["enquiries"], sunday["enquiries"]) == (2, 3)
    assert (wednesday["met"], sunday["met"]) == (1, 3)
    assert (wednesday["helped_on_the_spot"], sunday["helped_on_the_spot"]) == (2, 2)
    assert (wednesday["wait_median_min"], sunday["wait_median_min"]) == (2, 2)
    assert (wednesday["enquiries_new"], sunday["enquiries_new"]) == (0, 1)
    assert figures(door, as_of="2026-11-11").totals["total_enquiries"] == 2
    assert figures(door, as_of="2026-11-13").totals["total_enquiries"] == 3


def test_a_wait_across_midnight_ends_on_the_next_day(door: Door) -> None:
    fill(door, [enquiry("2026-11-09T23:50", "2026-11-10T00:20")])
    assert week(door, as_of="2026-11-09")["met"] == 0
    assert week(door, as_of="2026-11-10")["wait_median_min"] == 30


def test_a_wait_is_read_off_the_wall_when_the_clock_is_moved(door: Door) -> None:
    fill(
        door,
        [
            enquiry("2026-03-29T01:50", "2026-03-29T03:10"),  # 20 minutes passed, the wall says 80
            enquiry("2026-10-25T01:50", "2026-10-25T03:10"),  # 140 minutes passed, the wall says 80
        ],
    )
    spring = Days(date(2026, 3, 29), date(2026, 3, 29))
    autumn = Days(date(2026, 10, 25), date(2026, 10, 25))
    assert week(door, spring)["wait_median_min"] == 80
    assert week(door, autumn)["wait_median_min"] == 80


def test_five_minutes_is_within_five_minutes(door: Door) -> None:
    fill(
        door,
        [
            enquiry("2026-11-09T10:00:00", "2026-11-09T10:05:00"),
            enquiry("2026-11-09T10:00:00", "2026-11-09T10:05:01"),
            # Not a walk-in: nobody waited in the hall.
            enquiry("2026-11-09T10:00:00", "2026-11-09T10:01:00", channel="digital"),
        ],
    )
    assert week(door)["met_within_5_min"] == 1


def test_who_is_new_is_decided_over_all_time_and_counted_once(door: Door) -> None:
    fill(
        door,
        [
            enquiry("2026-11-09T10:00", citizen="Ali"),
            enquiry("2026-11-09T10:00", citizen="Ali"),  # at the same minute: one is the first
            enquiry("2026-11-11T10:00", citizen="Ali"),
            enquiry("2016-09-09T10:00", citizen="Bo"),
            enquiry("2026-11-09T10:00", citizen="Bo"),
            enquiry("2026-11-17T10:00", citizen="Kirsten"),
        ],
    )
    row = week(door)
    assert (row["enquiries_new"], row["enquiries_known"]) == (1, 3)


def test_week_53_and_the_turn_of_the_year(door: Door) -> None:
    fill(door, [enquiry("2020-12-31T10:00"), enquiry("2021-01-03T10:00")])
    fill(door, [enquiry("2021-01-04T10:00"), enquiry("2024-12-30T10:00")])
    turn = Days(date(2020, 12, 31), date(2021, 1, 4))
    assert [(row["week"], row["enquiries"]) for row in figures(door, turn).weeks] == [
        ("2020-W53", 2),
        ("2021-W01", 1),
    ]
    assert week(door, Days(date(2024, 12, 31), date(2024, 12, 31)))["week"] == "2025-W01"


def test_totals_count_from_the_opening_day_but_weeks_do_not(door: Door) -> None:
    fill(
        door,
        [
            enquiry("2026-11-10T23:59", citizen="Ali"),
            enquiry("2026-11-11T00:00", citizen="Ali"),
            enquiry("2026-11-12T10:00"),
        ],
        opening_day="2026-11-11",
    )
    found = figures(door)
    assert found.totals["total_enquiries"] == 2
    assert (found.weeks[0]["enquiries"], found.weeks[0]["enquiries_new"]) == (3, 1)


def test_an_opening_day_that_is_no_day_is_said(door: Door) -> None:
    fill(door, [], opening_day="i efteråret")
    with pytest.raises(DeskError, match="opening_day is not a day: i efteråret"):
        figures(door)


def test_without_a_day_they_are_made_for_today_in_the_house(tmp_path: Path) -> None:
    # Sunday 23.30 in London is Monday 00.30 in the house: week 46 is over.
    with house(tmp_path / "house.db", datetime(2026, 11, 15, 23, 30, tzinfo=UTC)) as door:
        found = figures(door, LastWeeks())
    assert found.as_of == date(2026, 11, 16)
    assert [row["week"] for row in found.weeks] == ["2026-W46"]


def test_weeks_to_come_are_no_rows(door: Door) -> None:
    fill(door, [enquiry("2026-11-18T10:00")])
    assert figures(door, Days(date(2026, 11, 23), date(2026, 12, 31))).weeks == ()
    assert figures(door).columns == figures(door, LastWeeks()).columns


@pytest.mark.parametrize("role", [Role.HOST, Role.COACH, Role.OUTREACH, Role.VOLUNTEER])
def test_exact_figures_are_for_those_who_lead(door: Door, role: Role) -> None:
    with pytest.raises(NotAllowed):
        door.read(Who("BOD", role), statistics.figures, LastWeeks())


@reads(ANYONE)
def _plan(reading: Reading, sql: str) -> list[str]:
    """How SQLite would find the answer, whatever the values are."""
    nothing = dict.fromkeys(re.findall(r":([a-z_]+)", sql))
    return [row["detail"] for row in reading.rows(f"EXPLAIN QUERY PLAN {sql}", nothing)]


def test_ten_years_are_read_in_order_from_what_is_counted_already(door: Door) -> None:
    # The few rows that come of it, one a week and way in, are put together once more.
    assert door.read(OWNER, _plan, statistics_enquiries._COUNTS) == [
        "CO-ROUTINE (subquery-1)",
        "SEARCH enquiry_count USING PRIMARY KEY (arrived_week>? AND arrived_week<?)",
        "SCAN (subquery-1)",
        "USE TEMP B-TREE FOR GROUP BY",
    ]


@pytest.mark.parametrize(
    ("sql", "index"),
    [
        (statistics_enquiries._FROM_THE_LONGEST, "enquiry_week"),
        (statistics_enquiries._DOWN_FROM_SOON, "enquiry_week"),
        (statistics_enquiries._UP_FROM_SOON, "enquiry_week"),
    ],
)
def test_what_is_not_counted_is_read_from_an_index_alone(door: Door, sql: str, index: str) -> None:
    plan = "\n".join(door.read(OWNER, _plan, sql))
    assert f"USING COVERING INDEX {index}" in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize(
    ("columns", "index"),
    [
        (statistics_enquiries._NEW, "first_enquiry_day"),
        (statistics_enquiries._SOON, "enquiry_week"),
        (statistics_courses._CONVERSATIONS, "conversation_week"),
        (statistics_slots._SLOTS, "slot_week"),
        (statistics_groups._MEETINGS, "group_session_week"),
        (statistics_referrals._SENT, "referral_sent"),
        (statistics_referrals._ANSWERED, "referral_decided"),
        (statistics_outreach._TRIES, "outreach_attempt_week"),
    ],
)
def test_the_rows_of_a_week_are_found_in_an_index_alone(
    door: Door, columns: dict[str, str], index: str
) -> None:
    plan = door.read(OWNER, _plan, counting(columns))
    searches = [line for line in plan if line.startswith("SEARCH")]
    assert len(searches) == len(columns)
    assert all(f"USING COVERING INDEX {index}" in line for line in searches)


def percentile(ordered: list[int], percent: int) -> Fraction:
    """As the figures find it: the place among all, and so far from there to the next."""
    behind, rest = place(len(ordered), percent)
    return between(ordered[behind : behind + 2], rest)


@given(st.lists(st.integers(-5000, 5000), min_size=2, max_size=60))
def test_a_percentile_lies_between_order_statistics(values: list[int]) -> None:
    ordered = sorted(values)
    exact = [Fraction(value) for value in ordered]
    hundredths = stdlib.quantiles(exact, n=100, method="inclusive")
    assert [percentile(ordered, percent) for percent in range(1, 100)] == hundredths
    assert percentile(ordered, 50) == stdlib.median(exact)


def test_the_percentile_of_one_value_is_that_value() -> None:
    assert percentile([7], 90) == 7


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(1, 20), "0.1"),  # 0.05: half goes away from zero
        (Fraction(-1, 20), "-0.1"),
        (Fraction(1, 21), "0.0"),
        (Fraction(-1, 21), "0.0"),  # never -0.0
        (Fraction(5, 20), "0.3"),  # 0.25, which a float rounds to 0.2
        (Fraction(7, 20), "0.4"),  # 0.35, which a float holds as a little less
        (Fraction(4), "4.0"),
        (Fraction(10**15 * 20 + 1, 20), f"{10**15}.1"),
    ],
)
def test_a_half_is_rounded_away_from_zero(value: Fraction, text: str) -> None:
    assert str(rounded(value)) == text


@given(st.fractions(min_value=-(10**6), max_value=10**6))
def test_rounding_is_off_by_half_a_tenth_at_most(value: Fraction) -> None:
    shown = Fraction(rounded(value))
    off = abs(shown - value)
    assert off <= Fraction(1, 20)
    if off == Fraction(1, 20):
        assert abs(shown) > abs(value)
    # CSV writes the decimal and JSON the float: the same text.
    assert repr(float(rounded(value))) == str(rounded(value))
