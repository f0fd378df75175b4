"""What may be passed on: the five rules, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from din_indgang_tui.house import periods, statistics, statistics_by, statistics_public
from din_indgang_tui.house.periods import Period
from din_indgang_tui.house.statistics import Figures
from din_indgang_tui.house.statistics_part import Middle, Ratio, RatioInFives, Row
from din_indgang_tui.house.statistics_public import five, middle_of, whole
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import DeskError, NotAllowed
from din_indgang_tui.store.roles import Role, Who
from tests.histories import OWNER, check, course, enquiry, fill, house, pause
from tests.oracle import Enquiry
from tests.oracle_courses import Rest

LAST_WEEK = periods.parse()
NOVEMBER = periods.parse(first="2026-11-02", last="2026-11-30")
NEW_YEARS_EVE = date(2025, 12, 31)


def walk_ins(day: str, waits: list[int]) -> list[Enquiry]:
    """So many came in that day and were met after so many minutes."""
    return [enquiry(f"{day}T10:00", f"{day}T{10 + m // 60}:{m % 60:02}") for m in waits]


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    with house(tmp_path / "house.db") as opened:
        yield opened


def weeks(door: Door, period: Period = LAST_WEEK, as_of: date | None = None) -> Figures:
    return door.read(OWNER, statistics_public.weeks, period, as_of)


# 1. Every count is the five it lies in


@given(st.integers(0, 10_000))
@example(0)
@example(4)
@example(5)
def test_a_count_is_the_five_it_lies_in(count: int) -> None:
    low, high = map(int, five(count).split("-"))
    assert low <= count <= high == low + 4
    assert low % 5 == 0
    assert low <= middle_of(five(count)) <= high


def test_every_count_of_a_week_is_a_text_and_zero_is_not_told_apart(door: Door) -> None:
    fill(door, walk_ins("2026-11-09", [1] * 5))
    (row,) = weeks(door).weeks
    assert (row["enquiries"], row["enquiries_phone"], row["returned"]) == ("5-9", "0-4", "0-4")
    fill(door, [enquiry("2026-11-10T10:00", channel="phone")])
    assert weeks(door).weeks[0]["enquiries_phone"] == "0-4"
    assert [row[key] for key in ("week", "from", "to")] == ["2026-W46", "2026-11-09", "2026-11-15"]
    assert not [key for key, cell in row.items() if isinstance(cell, int)]


def test_every_count_by_a_list_is_a_text_too(door: Door) -> None:
    fill(door, [enquiry("2026-11-09T10:00", reasons=("talk",)) for _ in range(7)])
    asked = periods.parse(week="2026-W46")
    found = door.read(OWNER, statistics_public.breakdown, asked, "reason")
    exact = door.read(OWNER, statistics_by.breakdown, asked, "reason")
    (row,) = found.weeks
    assert (row["week"], row["talk"], row["housing"], row["none"]) == (
        *("2026-W46", "5-9"),
        *("0-4", "0-4"),
    )
    assert found == replace(exact, weeks=(row,))


# 2. Only weeks that are over, each as of its own Sunday


def test_a_week_is_figured_as_of_its_own_sunday_whatever_as_of_says(door: Door) -> None:
    fill(door, [enquiry(f"2026-11-{day:02}T10:00", "2026-11-10T10:00") for day in range(2, 9)])
    fill(door, walk_ins("2026-11-04", [3] * 5))
    met = [row["met"] for row in weeks(door, NOVEMBER).weeks]
    assert met == ["5-9", "0-4"]  # the seven of the first week were met after its Sunday
    exact = door.read(OWNER, statistics.figures, NOVEMBER)
    assert [row["met"] for row in exact.weeks] == [12, 0, 0]
    for as_of in (date(2026, 11, 15), date(2026, 11, 11), date(2027, 3, 1)):
        assert weeks(door, NOVEMBER, as_of).weeks == weeks(door, NOVEMBER).weeks


@pytest.mark.parametrize(("opened", "rests"), [("2026-10-08", False), ("2026-10-05", True)])
def test_a_check_that_came_to_be_by_a_later_decision_is_none_of_its_week(
    door: Door, opened: str, rests: bool
) -> None:
    # Closed before its check was due on 5 November; decided all the same, the week after.
    courses = [course(f"Person {n}", opened, "2026-11-03") for n in range(5)]
    fill(
        door,
        [],
        Rest(
            courses=courses,
            checks=[check(one, "2026-11-10") for one in courses],
            pauses=[pause(one, "2026-10-12", "2026-10-14") for one in courses if rests],
        ),
    )
    exact = door.read(OWNER, statistics.figures, NOVEMBER)
    assert [row["checks_due"] for row in exact.weeks] == [5, 0, 0]
    assert [row["checks_due"] for row in weeks(door, NOVEMBER).weeks] == ["0-4", "0-4"]
    assert [row["checks_done"] for row in weeks(door, NOVEMBER).weeks] == ["0-4", "5-9"]


def test_only_weeks_whose_sunday_is_before_today(tmp_path: Path) -> None:
    for day, expected in ((15, ["2026-W45"]), (16, ["2026-W45", "2026-W46"])):
        now = datetime(2026, 11, day, 12, 0, tzinfo=UTC)
        with house(tmp_path / "house.db", now) as door:
            assert [row["week"] for row in weeks(door, NOVEMBER).weeks] == expected
            by = door.read(OWNER, statistics_public.breakdown, NOVEMBER, "outcome")
            assert [row["week"] for row in by.weeks] == expected
            not_over = periods.parse(week="2026-W47")
            assert weeks(door, not_over).weeks == ()
            assert weeks(door, not_over, date(2027, 1, 1)).weeks == ()


# 3. and 4. What is left out, and what is rounded


def test_stocks_and_every_unknown_number_are_left_out(door: Door) -> None:
    fill(door, [], Rest(courses=[course(f"Person {n}", "2026-01-05") for n in range(12)]))
    (row,) = weeks(door).weeks
    assert row["courses_open_at_end"] is None
    assert row["courses_past_20_weeks"] is None
    assert {key for key, cell in row.items() if cell is None} >= (
        statistics_public.HIDDEN & set(statistics.columns())
    )


@pytest.mark.parametrize(
    ("waits", "median", "p90"),
    [
        ([3] * 9, None, None),
        ([3] * 5 + [4] * 5, 4, None),  # 3.5 is rounded away from zero
        ([3] * 19, 3, None),
        ([3] * 18 + [5] * 2, 3, Fraction(16, 5)),
    ],
)
def test_a_median_of_ten_and_a_tenth_of_twenty(
    door: Door, waits: list[int], median: int | None, p90: Fraction | None
) -> None:
    fill(door, walk_ins("2026-11-09", waits))
    # Whoever is met on the telephone waits for nothing, and is none of the values.
    calls = [
        enquiry("2026-11-10T10:00", "2026-11-10T10:00", channel="phone", citizen=f"Person {n}")
        for n in range(30)
    ]
    fill(door, calls)
    (row,) = weeks(door).weeks
    assert (row["wait_median_min"], row["wait_p90_min"]) == (median, p90)


@given(st.fractions(-1000, 1000))
@example(Fraction(5, 2))
@example(Fraction(-5, 2))
def test_whole_numbers_are_rounded_half_away_from_zero(value: Fraction) -> None:
    assert abs(whole(value) - value) <= Fraction(1, 2)
    if abs(whole(value) - value) == Fraction(1, 2):
        assert abs(whole(value)) > abs(value)


# 5. Running totals


def closed(weeks_each: list[int]) -> Rest:
    """Courses of so many weeks, each of somebody else, that ended on 1 December 2025."""
    end = date(2025, 12, 1)
    return Rest(
        courses=[
            course(
                f"Person {n}", date.fromordinal(end.toordinal() - 7 * w).isoformat(), "2025-12-01"
            )
            for n, w in enumerate(weeks_each)
        ]
    )


def test_running_totals_are_in_fives_without_a_week(door: Door) -> None:
    fill(door, [enquiry("2025-11-09T10:00") for _ in range(13)], closed([4] * 5 + [9] * 6))
    found = door.read(OWNER, statistics_public.totals, NEW_YEARS_EVE)
    exact = door.read(OWNER, statistics.figures, periods.parse(), NEW_YEARS_EVE)
    assert found.weeks == ()
    assert list(found.totals) == list(exact.totals)
    assert found.totals["total_enquiries"] == "10-14"
    assert exact.totals["onward_support"] == Ratio(0, 11)
    assert found.totals["onward_support"] == RatioInFives("0-4", "10-14")
    assert found.totals["course_weeks_median"] == 9
    assert found.totals["course_weeks_min"] is None
    assert found.totals["course_weeks_max"] is None
    assert not [total for total in found.totals.values() if isinstance(total, Ratio)]


def test_a_median_of_nine_courses_is_none(door: Door) -> None:
    fill(door, [], closed([4] * 9))
    found = door.read(OWNER, statistics_public.totals, NEW_YEARS_EVE)
    assert found.totals["course_weeks_median"] is None


@pytest.mark.parametrize("as_of", [None, date(2025, 12, 30), date(2026, 1, 1), date(2025, 11, 30)])
def test_running_totals_are_made_as_of_a_31_december_only(door: Door, as_of: date | None) -> None:
    with pytest.raises(DeskError, match=r"a 31 December only. Add --as-of 2025-12-31.$"):
        door.read(OWNER, statistics_public.totals, as_of)


def test_nor_of_a_year_that_is_not_over(tmp_path: Path) -> None:
    for day, over in ((31, False), (32, True)):
        now = datetime.fromordinal(date(2026, 12, 1).toordinal() + day - 1).replace(hour=9)
        with house(tmp_path / "house.db", now.replace(tzinfo=UTC)) as door:
            if over:
                door.read(OWNER, statistics_public.totals, date(2026, 12, 31))
            else:
                with pytest.raises(DeskError, match=r"^31.12.2026 is not over yet"):
                    door.read(OWNER, statistics_public.totals, date(2026, 12, 31))


# And what a figure of tomorrow will be


def test_what_is_not_known_to_be_harmless_is_left_out() -> None:
    exact: Row = {
        "week": "2026-W46",
        "new_count": 7,
        "new_share": Fraction(7, 9),
        "new_median": Middle(Fraction(15, 2), 10),
        "few_median": Middle(Fraction(15, 2), 9),
        "nothing": None,
        "a_word": "talk",
    }
    assert statistics_public.in_fives(exact) == {
        "week": "2026-W46",
        "new_count": "5-9",
        "new_share": None,
        "new_median": 8,
        "few_median": None,
        "nothing": None,
        "a_word": None,
    }


def test_leaders_alone_make_them(door: Door) -> None:
    coach = Who("MEJ", Role.COACH)
    with pytest.raises(NotAllowed):
        door.read(coach, statistics_public.weeks, LAST_WEEK)
    with pytest.raises(NotAllowed):
        door.read(coach, statistics_public.totals, NEW_YEARS_EVE)
    with pytest.raises(NotAllowed):
        door.read(coach, statistics_public.breakdown, LAST_WEEK, "reason")
