"""The figures of conversations, courses and slots, on histories that a person can check."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from din_indgang_tui.house import statistics, statistics_courses
from din_indgang_tui.house.periods import Days
from din_indgang_tui.house.statistics import Figures
from din_indgang_tui.house.statistics_part import Cell, Ratio, Total, rounded
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import ANYONE
from din_indgang_tui.store.unit import Reading, reads
from tests.histories import OWNER, conversation, course, enquiry, fill, house, slot
from tests.oracle import Enquiry
from tests.oracle_courses import Rest

W46 = Days(date(2026, 11, 9), date(2026, 11, 15))


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    with house(tmp_path / "house.db") as opened:
        yield opened


def figures(door: Door, as_of: str | None = None, period: Days = W46) -> Figures:
    day = None if as_of is None else date.fromisoformat(as_of)
    return door.read(OWNER, statistics.figures, period, day)


def week(door: Door, *keys: str, as_of: str | None = None) -> list[Cell]:
    (row,) = figures(door, as_of).weeks
    return [row[key] for key in keys]


def total(door: Door, key: str, as_of: str | None = None) -> Total:
    return figures(door, as_of).totals[key]


def test_a_week_counted_by_hand(door: Door) -> None:
    fill(
        door,
        [enquiry("2026-11-10T09:00", citizen="Ali"), enquiry("2026-11-12T09:00", citizen="Ali")],
        Rest(
            [conversation("Ali", "2026-11-09"), conversation("Bo", "2026-11-15")],
            [
                course("Ali", "2026-10-12", "2026-11-06"),  # who came back in the week
                course("Bo", "2026-11-09"),
                course("Eva", "2026-11-10", "2026-11-15"),  # closed on the Sunday is closed
                course("Ib", "2026-06-28"),  # 140 days before the Sunday
                course("Ida", "2026-06-27"),
            ],
            [
                slot("Bo", "2026-11-10T10:00"),
                slot("Bo", "2026-11-11T10:00", "attended"),
                slot("Bo", "2026-11-12T10:00", "attended"),
                slot("Bo", "2026-11-13T10:00", "no_show"),
                slot("Bo", "2026-11-14T10:00", "cancelled_citizen"),
                slot("Bo", "2026-11-15T23:59", "cancelled_house"),
                slot("Bo", "2026-11-16T00:00", "attended"),
            ],
        ),
    )
    (row,) = figures(door).weeks
    columns = list(row)
    mine = columns[columns.index("conversations") : columns.index("group_sessions")]
    assert {key: row[key] for key in mine} == {
        "conversations": 2,
        "courses_opened": 2,
        "courses_closed": 1,
        "courses_open_at_end": 3,
        "courses_past_20_weeks": 1,
        "returned": 1,
        "sessions_booked": 4,
        "sessions_attended": 2,
        "sessions_no_show": 1,
        "sessions_cancelled": 2,
    }


class TestAsOf:
    """What is dated after the as-of day has not happened; a week ends with it."""

    def test_a_closing_to_come_leaves_the_course_open(self, door: Door) -> None:
        fill(door, [], Rest(courses=[course("Ali", "2026-11-02", "2026-11-12")]))
        keys = ("courses_closed", "courses_open_at_end")
        assert week(door, *keys, as_of="2026-11-11") == [0, 1]
        assert week(door, *keys, as_of="2026-11-12") == [1, 0]
        assert total(door, "total_citizens_course_closed", "2026-11-11") == 0
        assert total(door, "course_weeks_median", "2026-11-11") is None

    def test_twenty_weeks_are_counted_to_the_as_of_day(self, door: Door) -> None:
        fill(door, [], Rest(courses=[course("Ali", "2026-06-24")]))
        assert week(door, "courses_past_20_weeks", as_of="2026-11-11") == [0]
        assert week(door, "courses_past_20_weeks", as_of="2026-11-12") == [1]

    def test_a_slot_and_a_conversation_to_come_are_not_counted(self, door: Door) -> None:
        slots = [slot("Ali", "2026-11-12T10:00"), slot("Ali", "2026-11-13T10:00")]
        fill(door, [], Rest([conversation("Ali", "2026-11-13")], [], slots))
        keys = ("sessions_booked", "conversations")
        assert week(door, *keys, as_of="2026-11-12") == [1, 0]
        assert week(door, *keys, as_of="2026-11-13") == [2, 1]

    def test_a_course_to_come_is_not_open(self, door: Door) -> None:
        fill(door, [], Rest(courses=[course("Ali", "2026-11-13")]))
        assert week(door, "courses_opened", "courses_open_at_end", as_of="2026-11-12") == [0, 0]
        assert total(door, "total_citizens_in_course", "2026-11-12") == 0


class TestReturned:
    """An enquiry dated after the closing day of an earlier course: welcome back."""

    def test_the_closing_day_itself_is_not_after_it(self, door: Door) -> None:
        came = [enquiry("2026-11-10T15:00", citizen="Ali")]
        fill(door, came, Rest(courses=[course("Ali", "2026-10-01", "2026-11-10")]))
        assert week(door, "returned") == [0]
        assert total(door, "total_returned") == Ratio(0, 1)

    def test_only_the_first_enquiry_after_a_closing_is_the_return(self, door: Door) -> None:
        came = [enquiry(f"2026-11-{day:02}T15:00", citizen="Ali") for day in (3, 10, 11)]
        fill(door, came, Rest(courses=[course("Ali", "2026-10-01", "2026-11-01")]))
        assert week(door, "returned") == [0]

    def test_the_first_after_two_closings_is_one_return(self, door: Door) -> None:
        courses = [
            course("Ali", "2026-01-05", "2026-02-01"),
            course("Ali", "2026-03-02", "2026-05-04"),
        ]
        fill(door, [enquiry("2026-11-10T15:00", citizen="Ali")], Rest(courses=courses))
        assert week(door, "returned") == [1]
        assert total(door, "total_returned") == Ratio(1, 1)

    def test_whoever_returns_twice_is_one_citizen_in_the_total(self, door: Door) -> None:
        courses = [
            course("Ali", "2026-01-05", "2026-02-01"),
            course("Ali", "2026-03-02", "2026-11-09"),
        ]
        came = [
            enquiry("2026-02-09T15:00", citizen="Ali"),
            enquiry("2026-11-10T15:00", citizen="Ali"),
        ]
        fill(door, came, Rest(courses=courses))
        assert week(door, "returned") == [1]
        assert total(door, "total_returned") == Ratio(1, 1)

    def test_an_enquiry_of_any_channel_is_a_return(self, door: Door) -> None:
        came = [enquiry("2026-11-10T15:00", citizen="Ali", channel="letter")]
        fill(door, came, Rest(courses=[course("Ali", "2026-01-05", "2026-02-01")]))
        assert week(door, "returned") == [1]


class TestTotals:
    def test_a_citizen_counts_by_the_latest_closed_course(self, door: Door) -> None:
        fill(
            door,
            [],
            Rest(
                courses=[
                    course("Ali", "2026-01-05", "2026-05-04", onward_support="sel85"),
                    course("Ali", "2026-06-01", "2026-09-07", formerly_assessed="yes"),
                    course("Bo", "2026-01-05", "2026-05-04", formerly_assessed="yes"),
                    course("Bo", "2026-01-06", "2026-05-04", onward_support="sel107_108"),
                    course("Eva", "2026-02-02"),
                ]
            ),
        )
        totals = figures(door).totals
        assert totals["total_citizens_in_course"] == 3
        assert totals["total_citizens_course_closed"] == 2
        assert totals["onward_support"] == Ratio(1, 2)
        assert totals["formerly_assessed"] == Ratio(1, 2)
        assert totals["assessments_avoided"] == 1
        assert totals["course_weeks_median"] == Fraction(237, 14)
        assert totals["course_weeks_min"] == 14
        assert totals["course_weeks_max"] == 17

    def test_of_courses_closed_on_one_day_the_one_opened_later_is_the_latest(
        self, door: Door
    ) -> None:
        later = course("Bo", "2026-01-06", "2026-05-04", onward_support="sel85")
        earlier = course("Bo", "2026-01-05", "2026-05-04", onward_support="none")
        assert later["ref"] < earlier["ref"]
        fill(door, [], Rest(courses=[later, earlier]))
        assert total(door, "onward_support") == Ratio(1, 1)

    def test_of_courses_of_the_same_days_the_greater_ref_is_the_latest(self, door: Door) -> None:
        first = course("Bo", "2026-01-05", "2026-05-04", onward_support="sel85")
        second = course("Bo", "2026-01-05", "2026-05-04", onward_support="none")
        fill(door, [], Rest(courses=[second, first]))
        assert total(door, "onward_support") == Ratio(0, 1)

    @pytest.mark.parametrize(
        ("onward", "avoided"),
        [(None, 1), ("unknown", 1), ("jobcentre", 1), ("sel85", 0), ("sel103_104", 0)],
    )
    def test_what_is_not_known_to_be_assessed_is_avoided(
        self, door: Door, onward: str | None, avoided: int
    ) -> None:
        ended = course(
            "Ali", "2026-01-05", "2026-05-04", onward_support=onward, formerly_assessed="yes"
        )
        fill(door, [], Rest(courses=[ended]))
        assert total(door, "assessments_avoided") == avoided

    def test_before_the_opening_day_nothing_counts_and_all_decides(self, door: Door) -> None:
        came = [enquiry("2026-11-10T10:00", citizen="Ali")]
        courses = [
            course("Ali", "2026-01-05", "2026-02-01"),
            course("Bo", "2026-03-02", "2026-10-05"),
        ]
        fill(door, came, Rest(courses=courses), opening_day="2026-10-05")
        totals = figures(door).totals
        assert totals["total_citizens_in_course"] == 0
        assert totals["total_citizens_course_closed"] == 1
        # Ali's course was closed before, and that is why coming on 10 November is a return.
        assert totals["total_returned"] == Ratio(1, 1)

    def test_a_ratio_of_nobody_has_no_percent(self, door: Door) -> None:
        found = total(door, "onward_support")
        assert found == Ratio(0, 0)
        assert isinstance(found, Ratio)
        assert found.percent is None


def test_the_published_figures_of_fredericia(door: Door) -> None:
    # By 28 August 2017: more than 600 enquiries, about 120 citizens in a course, 57 of them closed;
    # 4 of 57 on to an assessed service, 30 of 57 formerly assessed; 14 came back (domain.md, 2).
    opened = date(2016, 9, 9)
    enquiries: list[Enquiry] = []
    rest = Rest()
    for n in range(120):
        start = opened + timedelta(days=n % 90)
        closed = start + timedelta(days=28 + n * 112 // 56) if n < 57 else None  # 4 to 20 weeks
        rest.courses.append(
            course(
                f"Borger {n}",
                start.isoformat(),
                closed.isoformat() if closed else None,
                onward_support="sel85" if n < 4 else "none",
                formerly_assessed="yes" if 2 <= n < 32 else "no",
            )
        )
        enquiries.append(enquiry(f"{start}T10:00", citizen=f"Borger {n}"))
        if closed and n < 14:
            enquiries.append(enquiry(f"{closed + timedelta(days=3)}T10:00", citizen=f"Borger {n}"))
    enquiries += [enquiry(f"{opened + timedelta(days=n % 353)}T11:00") for n in range(480)]
    fill(door, enquiries, rest, opening_day="2016-09-09")
    totals = figures(door, "2017-08-28").totals
    assert totals == {
        "total_enquiries": 614,
        "total_citizens_in_course": 120,
        "total_citizens_course_closed": 57,
        "onward_support": Ratio(4, 57),
        "formerly_assessed": Ratio(30, 57),
        "assessments_avoided": 28,
        "total_returned": Ratio(14, 57),
        "referred_within_4_weeks": Ratio(0, 120),
        "bypassed_house": Ratio(0, 0),
        "course_weeks_median": Fraction(12),
        "course_weeks_min": Fraction(4),
        "course_weeks_max": Fraction(20),
    }
    onward, formerly = totals["onward_support"], totals["formerly_assessed"]
    assert isinstance(onward, Ratio)
    assert isinstance(formerly, Ratio)
    shown = [None if r.percent is None else str(rounded(r.percent)) for r in (onward, formerly)]
    assert shown == ["7.0", "52.6"]


@reads(ANYONE)
def _plan(reading: Reading, sql: str) -> list[str]:
    """How SQLite would find the answer, whatever the values are."""
    nothing = dict.fromkeys(re.findall(r":([a-z_]+)", sql)) or (None,)
    return [row["detail"] for row in reading.rows(f"EXPLAIN QUERY PLAN {sql}", nothing)]


def test_whether_somebody_returned_is_looked_up_in_an_index_alone(door: Door) -> None:
    plan = "\n".join(door.read(OWNER, _plan, statistics_courses._COURSES))
    assert "USING COVERING INDEX enquiry_citizen" in plan
