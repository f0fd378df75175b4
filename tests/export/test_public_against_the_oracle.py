"""Every cell that may be passed on is what a person makes of their own count, by the five rules."""

from __future__ import annotations

import csv
import io
import math
import shutil
import statistics
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings

from din_indgang_tui.export import ExportRequest, run
from din_indgang_tui.house.statistics_part import Row
from din_indgang_tui.house.statistics_public import as_of_their_sundays
from din_indgang_tui.store.roles import ANYONE
from din_indgang_tui.store.unit import Reading, reads
from tests import oracle
from tests.drawn_histories import Case, histories
from tests.export.test_attack import FIRST, NOW, WEEKS, a_history
from tests.histories import NOW as NOVEMBER
from tests.histories import OWNER, fill, house
from tests.oracle import Enquiry
from tests.oracle_courses import Rest

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
NULL = {"courses_open_at_end", "courses_past_20_weeks", "checks_overdue_at_end"}
SOME = 14  # of the weeks of the history
Week = dict[str, str]


def fives(text: str) -> str:
    low = int(text) // 5 * 5
    return f"{low}-{low + 4}"


def by_hand(history: Sequence[Enquiry], rest: Rest, monday: date) -> Week:
    """The week as its own Sunday saw it, counted exactly by the oracle and then made public."""
    sunday = monday + timedelta(days=6)
    (row,) = oracle.weeks(history, monday, monday, sunday, rest)
    waits = waited(history, monday, sunday)
    made = {}
    for key, cell in row.items():
        if key in ("week", "from", "to"):
            made[key] = cell
        elif key in NULL:
            made[key] = ""
        elif key == "wait_median_min":
            made[key] = whole(statistics.median(waits) / 60) if len(waits) >= 10 else ""
        elif key == "wait_p90_min":
            made[key] = cell if len(waits) >= 20 else ""
        else:
            made[key] = fives(cell)
    return made


def waited(history: Sequence[Enquiry], monday: date, sunday: date) -> list[Fraction]:
    """Seconds by the wall clock, of those who walked in that week and were met by its Sunday."""
    found = []
    for event in history:
        arrived = event["arrived_at"].astimezone(COPENHAGEN).replace(tzinfo=None)
        if event["met_at"] is None or event["channel"] != "walk_in":
            continue
        met = event["met_at"].astimezone(COPENHAGEN).replace(tzinfo=None)
        if monday <= arrived.date() <= sunday and met.date() <= sunday:
            found.append(Fraction(int((met - arrived).total_seconds())))
    return found


def whole(value: Fraction) -> str:
    """Half away from zero."""
    return str(int(math.copysign(math.floor(abs(value) + Fraction(1, 2)), value)))


def rows(data: bytes) -> list[Week]:
    return list(csv.DictReader(io.StringIO(data.decode())))


def test_busy_weeks_are_what_a_person_makes_of_them(tmp_path: Path) -> None:
    history, rest = a_history(21, 45)
    with house(tmp_path / "house.db", NOW) as door:
        fill(door, history, rest)
        made = rows(run(door, OWNER, ExportRequest(public=True, weeks=str(SOME))).data)
    mondays = [FIRST + timedelta(weeks=week) for week in range(WEEKS - SOME, WEEKS)]
    expected = [by_hand(history, rest, monday) for monday in mondays]
    assert made == expected
    # Both a median that is there and one of too few, or the test would say little.
    assert {bool(week["wait_median_min"]) for week in expected} == {True, False}


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("blank") / "house.db"
    with house(path):
        pass
    return path


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(histories())
def test_every_week_is_what_a_person_makes_of_it(blank: Path, tmp_path: Path, case: Case) -> None:
    history, rest, first, last, as_of, _opening = case
    shutil.copy(blank, tmp_path / "house.db")
    with house(tmp_path / "house.db", NOVEMBER) as door:
        fill(door, history, rest)
        asked = ExportRequest(
            public=True,
            first=first.isoformat(),
            last=last.isoformat(),
            as_of=as_of.isoformat(),
        )
        made = rows(run(door, OWNER, asked).data)
        mondays = []
        monday = first - timedelta(days=first.weekday())
        while monday <= min(last, as_of) and monday + timedelta(days=6) < NOVEMBER.date():
            mondays.append(monday)
            monday += timedelta(weeks=1)
        exact = door.read(OWNER, exactly, mondays) if mondays else ()
    assert made == [by_hand(history, rest, monday) for monday in mondays]
    # The fives would hide one that is counted in a week too many.
    for found, monday in zip(exact, mondays, strict=True):
        (row,) = oracle.weeks(history, monday, monday, monday + timedelta(days=6), rest)
        for key in ("checks_due", "checks_done", "met", "courses_closed", "returned"):
            assert str(found[key]) == row[key], key


@reads(ANYONE)
def exactly(reading: Reading, mondays: list[date]) -> tuple[Row, ...]:
    return as_of_their_sundays(reading, tuple(mondays))
