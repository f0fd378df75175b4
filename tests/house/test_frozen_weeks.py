"""A week as it was passed on: what was registered later is seen, and nothing else is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from din_indgang_tui.house import frozen_weeks, periods, statistics, undo
from din_indgang_tui.house.frozen_weeks import Difference
from din_indgang_tui.house.statistics import Figures
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import DeskError, NotAllowed
from din_indgang_tui.store.roles import Role, Who
from tests.histories import OWNER, course, enquiry, fill, house
from tests.oracle_courses import Rest
from tests.scene import rows

WEEK = "2026-W46"
MONDAY = date(2026, 11, 16)  # the day after it
HISTORY = [
    enquiry("2026-11-09T10:00", "2026-11-09T10:04", citizen="Ali"),
    enquiry("2026-11-10T10:00", "2026-11-10T10:09", outcome="helped"),
    enquiry("2026-11-12T10:00", channel="letter"),
]


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    with house(tmp_path / "house.db") as opened:
        fill(opened, HISTORY, Rest(courses=[course("Ali", "2026-11-11")]))
        yield opened


def figures(door: Door, week: str = WEEK, as_of: date = MONDAY) -> Figures:
    return door.read(OWNER, statistics.figures, periods.parse(week=week), as_of)


def pass_on(door: Door, week: str = WEEK, as_of: date = MONDAY) -> None:
    door.change(OWNER, frozen_weeks.freeze, figures(door, week, as_of))


def differences(door: Door, *weeks: str) -> tuple[Difference, ...]:
    return door.read(OWNER, frozen_weeks.differences, weeks or (WEEK,))


def test_a_week_is_kept_exactly_with_the_day_it_was_made_for(door: Door) -> None:
    pass_on(door)
    (kept,) = door.read(OWNER, frozen_weeks.of_week, WEEK)
    assert (kept.week, kept.as_of, kept.frozen_by) == (WEEK, MONDAY, OWNER.initials)
    assert kept.figures["enquiries"] == 3
    assert kept.figures["wait_median_min"] == Fraction(13, 2)
    assert list(kept.figures) == list(statistics.columns()[3:])
    ((text,),) = door.read(OWNER, rows, "SELECT figures FROM frozen_week")
    assert json.loads(text)["wait_median_min"] == 6.5


def test_every_week_of_the_figures_is_kept(door: Door) -> None:
    asked = periods.parse(weeks="3")
    door.change(OWNER, frozen_weeks.freeze, door.read(OWNER, statistics.figures, asked, MONDAY))
    weeks = door.read(OWNER, rows, "SELECT week FROM frozen_week ORDER BY id")
    assert weeks == [("2026-W44",), ("2026-W45",), (WEEK,)]


def test_what_is_registered_later_is_a_difference(door: Door) -> None:
    pass_on(door)
    assert differences(door) == ()
    fill(door, [enquiry("2026-11-13T10:00", "2026-11-13T10:30", outcome="helped")])
    assert [(one.key, one.passed_on, one.now) for one in differences(door)] == [
        ("enquiries", 3, 4),
        ("enquiries_anonymous", 2, 3),
        ("enquiries_walk_in", 2, 3),
        ("helped_on_the_spot", 1, 2),
        ("met", 2, 3),
        ("wait_median_min", Fraction(13, 2), 9),
        ("wait_p90_min", Fraction(17, 2), Fraction(129, 5)),
    ]
    assert {(one.week, one.as_of) for one in differences(door)} == {(WEEK, MONDAY)}


def test_what_happens_later_is_none(tmp_path: Path) -> None:
    with house(tmp_path / "house.db", datetime(2026, 11, 16, 9, 0, tzinfo=UTC)) as door:
        fill(door, [*HISTORY, enquiry("2026-11-15T22:00")])
        pass_on(door)
    with house(tmp_path / "house.db", datetime(2026, 12, 20, 9, 0, tzinfo=UTC)) as door:
        # The one of Sunday night was met on Tuesday, and others came in the weeks after.
        met = enquiry("2026-11-17T10:00", "2026-11-17T10:01", citizen="Ali")
        fill(door, [met, enquiry("2026-11-23T10:00")])
        assert differences(door) == ()


def test_a_week_in_the_middle_is_made_anew_as_of_its_own_day(door: Door) -> None:
    wednesday = date(2026, 11, 11)
    pass_on(door, as_of=wednesday)
    assert differences(door) == ()  # the letter of Thursday came later, it was not registered later
    fill(door, [enquiry("2026-11-10T12:00", channel="phone")])
    assert [one.key for one in differences(door)] == [
        "enquiries",
        "enquiries_anonymous",
        "enquiries_phone",
    ]


def test_of_a_week_passed_on_twice_the_latest_holds_and_both_stay(door: Door) -> None:
    pass_on(door)
    fill(door, [enquiry("2026-11-13T10:00", channel="phone")])
    pass_on(door)
    assert differences(door) == ()
    first, second = door.read(OWNER, frozen_weeks.of_week, WEEK)[::-1]
    assert (first.figures["enquiries"], second.figures["enquiries"]) == (3, 4)


def test_weeks_passed_on_as_of_several_days_come_in_their_order(door: Door) -> None:
    pass_on(door, "2026-W45")
    pass_on(door, WEEK, date(2026, 11, 15))
    pass_on(door, "2026-W44")
    fill(door, [enquiry(f"2026-{day}T10:00", channel="phone") for day in ("11-13", "10-28")])
    assert {one.week: one.as_of for one in differences(door, "2026-W44", "2026-W45", WEEK)} == {
        "2026-W44": MONDAY,
        WEEK: date(2026, 11, 15),
    }
    assert {one.week for one in differences(door, "2026-W44", "2026-W45")} == {"2026-W44"}
    assert differences(door, "2026-W40") == ()
    assert door.read(OWNER, frozen_weeks.differences, ()) == ()


def test_a_column_of_a_later_version_is_no_difference(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(statistics, "PARTS", statistics.PARTS[:1])
        pass_on(door)
    fill(door, [], Rest(courses=[course("Bo", "2026-11-12")]))
    assert differences(door) == ()


def test_a_column_of_an_earlier_version_is_none_either(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    pass_on(door)
    monkeypatch.setattr(statistics, "PARTS", statistics.PARTS[:1])
    assert differences(door) == ()


def test_a_day_to_come_and_no_week_are_refused(door: Door) -> None:
    with pytest.raises(DeskError, match=r"^18.11.2026 is still to come: a week is kept as it is"):
        pass_on(door, as_of=date(2026, 11, 18))
    with pytest.raises(DeskError, match="no week in this period that could be kept"):
        pass_on(door, "2027-W10")
    assert door.read(OWNER, frozen_weeks.of_week, WEEK) == ()


def test_leaders_alone_keep_and_read_them(door: Door) -> None:
    made = figures(door)
    coach = Who("MEJ", Role.COACH)
    with pytest.raises(NotAllowed):
        door.change(coach, frozen_weeks.freeze, made)
    for question in (frozen_weeks.of_week, frozen_weeks.differences):
        with pytest.raises(NotAllowed):
            door.read(coach, question, WEEK)


def test_it_is_undone_as_every_deed(door: Door) -> None:
    pass_on(door)
    fill(door, [enquiry("2026-11-13T10:00", channel="phone")])
    pass_on(door)
    assert door.change(OWNER, undo.undo).label == "weeks kept as passed on"
    assert differences(door)[0].key == "enquiries"
