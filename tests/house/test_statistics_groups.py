"""The figures of groups, on histories that a person can check."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from din_indgang_tui.house import statistics, statistics_groups
from din_indgang_tui.house.periods import Days
from din_indgang_tui.house.statistics_part import Cell
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import ANYONE
from din_indgang_tui.store.unit import Reading, reads
from tests.histories import OWNER, fill, house, mark, meeting
from tests.oracle_courses import Rest
from tests.oracle_groups import MARKS, Mark

W46 = Days(date(2026, 11, 9), date(2026, 11, 15))


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    with house(tmp_path / "house.db") as opened:
        yield opened


def weeks(door: Door, period: Days = W46, as_of: str | None = None) -> list[list[Cell]]:
    """Meetings, times somebody was here and different people, week by week."""
    day = None if as_of is None else date.fromisoformat(as_of)
    keys = ("group_sessions", "group_attendances", "group_participants")
    found = door.read(OWNER, statistics.figures, period, day)
    return [[row[key] for key in keys] for row in found.weeks]


def test_a_week_counted_by_hand(door: Door) -> None:
    monday, sunday = meeting("2026-11-09T00:00"), meeting("2026-11-15T23:59")
    before, after = meeting("2026-11-08T23:59"), meeting("2026-11-16T00:00")
    marks = [
        mark(monday, "Ali"),
        mark(monday, "Bo", "drop_in"),
        mark(monday, "Ea", "absent"),
        mark(monday, "Ib", "excused"),
        mark(monday, None, "drop_in"),  # a guest who gave no name
        mark(sunday, "Ali", "drop_in"),
        mark(sunday, None, "drop_in"),
        mark(sunday, None, "drop_in"),
        mark(before, "Ida"),
        mark(after, "Ida"),
    ]
    fill(door, [], Rest(meetings=[monday, sunday, before, after], marks=marks))
    assert weeks(door) == [[2, 6, 2]]


def test_only_a_meeting_that_was_held_counts(door: Door) -> None:
    others = [meeting("2026-11-10T10:30", status) for status in ("planned", "cancelled")]
    fill(door, [], Rest(meetings=others, marks=[mark(one, "Ali") for one in others]))
    assert weeks(door) == [[0, 0, 0]]


def test_a_meeting_to_which_nobody_came_was_held(door: Door) -> None:
    alone = meeting("2026-11-10T10:30")
    fill(door, [], Rest(meetings=[alone], marks=[mark(alone, "Ali", "absent")]))
    assert weeks(door) == [[1, 0, 0]]


def test_a_mark_that_an_import_says_twice_counts_twice_and_is_one_person(door: Door) -> None:
    one = meeting("2026-11-10T10:30")
    fill(door, [], Rest(meetings=[one], marks=[mark(one, "Ali"), mark(one, "Ali")]))
    assert weeks(door) == [[1, 2, 1]]


def test_what_is_dated_after_the_day_has_not_happened(door: Door) -> None:
    both = [meeting("2026-11-10T10:30"), meeting("2026-11-12T10:30")]
    fill(door, [], Rest(meetings=both, marks=[mark(one, "Ali") for one in both]))
    assert weeks(door, as_of="2026-11-11") == [[1, 1, 1]]
    assert weeks(door, as_of="2026-11-12") == [[2, 2, 1]]


def test_a_meeting_at_new_year_is_in_the_week_of_its_day_on_the_wall(door: Door) -> None:
    # 2020 has a week 53; a quarter past midnight in the house is still the day before in London.
    met = [meeting("2021-01-03T23:45"), meeting("2021-01-04T00:15")]
    marks: list[Mark] = [mark(met[0], "Ali"), *(mark(met[1], name) for name in ("Ali", "Bo"))]
    fill(door, [], Rest(meetings=met, marks=marks))
    turn = Days(date(2020, 12, 28), date(2021, 1, 10))
    assert weeks(door, turn) == [[1, 1, 1], [1, 2, 2]]


def test_the_marks_of_the_oracle_are_all_there_are(door: Door) -> None:
    one = meeting("2026-11-10T10:30")
    fill(door, [], Rest(meetings=[one], marks=[mark(one, status, status) for status in MARKS]))
    assert weeks(door) == [[1, 2, 2]]


@reads(ANYONE)
def _plan(reading: Reading, sql: str) -> list[str]:
    """How SQLite would find the answer, whatever the values are."""
    nothing = dict.fromkeys(re.findall(r":([a-z_]+)", sql))
    return [row["detail"] for row in reading.rows(f"EXPLAIN QUERY PLAN {sql}", nothing)]


def test_of_ten_years_nothing_is_looked_up_but_in_an_index(door: Door) -> None:
    plan = door.read(OWNER, _plan, statistics_groups._MARKS)
    assert "USING COVERING INDEX group_session_week" in plan[0]
    assert all("COVERING INDEX" in line or "B-TREE FOR count(DISTINCT" in line for line in plan)
