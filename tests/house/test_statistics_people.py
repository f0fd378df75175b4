"""Behind every figure stand as many lines as it says, and each look is on record."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from din_indgang_tui.house import (
    statistics_funnel,
    statistics_people,
    statistics_people_checks,
    statistics_screen,
)
from din_indgang_tui.house.codes import Channel
from din_indgang_tui.house.periods import Days, monday_of
from din_indgang_tui.house.statistics import TOTALS
from din_indgang_tui.house.statistics_behind import Behind
from din_indgang_tui.house.statistics_part import Ratio, between, place
from din_indgang_tui.house.statistics_people_totals import BASES
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import NotAllowed
from din_indgang_tui.store.roles import ANYONE, Role, Who
from din_indgang_tui.store.unit import Unit, changes
from tests.drawn_histories import Case, histories
from tests.export.test_against_the_oracle import blank as blank
from tests.histories import OWNER, attempt, course, enquiry, fill, house, mark, meeting, referral
from tests.oracle_courses import Rest
from tests.scene import rows

MONDAY = date(2026, 11, 9)
LEADER = Who("ÅSE", Role.LEADER)
ALL = 1000  # lines; more than any of these histories has
NOBODYS = ("wait_median_min", "wait_p90_min")  # as many as were waiting, not as many as it says


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    with house(tmp_path / "house.db") as opened:
        yield opened


def test_every_figure_has_its_people_save_those_whom_nobody_knows() -> None:
    behind = {*statistics_people.SOURCES, *statistics_people_checks.CHECKS}
    assert behind == {*statistics_screen.keys(), *TOTALS, *BASES.values()} - {"bypassed_house"}


def everybody(door: Door, key: str, days: Days | None) -> tuple[Behind, ...]:
    """The whole list, which says how many lines it has and how many of them are about nobody."""
    found = door.read(OWNER, statistics_people.people_again, key, days, ALL)
    assert found.count == len(found.lines)
    if key != "group_sessions":  # of which nobody is one
        assert found.nameless == sum(one.citizen_id is None for one in found.lines), key
    return found.lines


def in_pages(door: Door, key: str, days: Days | None) -> tuple[Behind, ...]:
    """The whole list in as many goes as it takes."""
    lines: tuple[Behind, ...] = ()
    while True:
        found = door.read(OWNER, statistics_people.people, key, days, len(lines), 3)
        lines += found.lines
        if not found.lines or len(lines) >= found.count:
            return lines


def of_week(door: Door, key: str, monday: date = MONDAY) -> tuple[Behind, ...]:
    days = Days(monday, monday + timedelta(days=6))
    return door.read(LEADER, statistics_people.people, key, days).lines


@changes(ANYONE, "citizens")
def _renamed(unit: Unit) -> None:
    for row, family in zip(
        unit.rows("SELECT id FROM citizen ORDER BY id"), ("Dam", "Due"), strict=True
    ):
        unit.update("citizen", row["id"], {"given_name": "Bo", "family_name": family})


def count_the_weeks(door: Door, monday: date) -> None:
    (week, *_others) = door.read(
        OWNER, statistics_screen.beside, monday, frozenset(statistics_screen.keys())
    )
    for key, figure in week.items():
        found = everybody(door, key, Days(monday, monday + timedelta(days=6)))
        if key not in NOBODYS:
            assert len(found) == figure, key
            continue
        waits = sorted(
            one[0]
            for one in door.read(
                OWNER,
                rows,
                "SELECT waited_s FROM enquiry WHERE channel = 'walk_in' AND arrived_on >= ?"
                " AND arrived_on <= ? AND met_on <= ?",
                (
                    monday.isoformat(),
                    min(monday + timedelta(days=6), door.clock().date()).isoformat(),
                    door.clock().date().isoformat(),
                ),
            )
        )
        assert len(found) == len(waits), key
        assert bool(waits) is (figure is not None)
        if waits and key == "wait_median_min":
            behind, rest = place(len(waits), 50)
            assert figure == between(waits[behind : behind + 2], rest) / 60


def count_the_totals(door: Door) -> None:
    figures = door.read(OWNER, statistics_screen.totals).figures
    assert door.read(OWNER, statistics_screen.referred).figures == {
        "referred_within_4_weeks": figures["referred_within_4_weeks"]
    }
    for key, figure in figures.items():
        if key == "bypassed_house":
            continue
        found = everybody(door, key, None)
        assert found == in_pages(door, key, None), key
        if key.startswith("course_weeks_"):
            assert bool(found) is (figure is not None)
            if key == "course_weeks_min" and isinstance(figure, Fraction):
                assert f"{found[0].day:%d.%m.%Y}" in found[0].said
            continue
        if key == "saving_dkk":
            figure = figures["assessments_avoided"]
        people = [one.citizen_id for one in found]
        if isinstance(figure, Ratio):
            base = {one.citizen_id for one in everybody(door, BASES[key], None)}
            assert (len(found), len(base)) == (figure.n, figure.of), key
            assert base.issuperset(people) or key == "total_returned"
        else:
            assert len(found) == figure, key
        if key != "total_enquiries":
            assert len(people) == len(set(people)), f"{key} counts citizens"


def count_the_way(door: Door, year: int) -> None:
    way = door.read(OWNER, statistics_funnel.funnel, year)
    for key, count in way.steps.items():
        assert len(everybody(door, key, way.days)) == count, key


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(histories())
def test_as_many_as_the_figure_says(blank: Path, tmp_path: Path, case: Case) -> None:
    history, rest, first, last, as_of, opening = case
    path = tmp_path / "house.db"
    shutil.copy(blank, path)
    with house(path, datetime.combine(as_of, time(12), UTC)) as door:
        fill(door, history, rest, opening_day=opening.isoformat() if opening else "")
        for day in {monday_of(first), monday_of(last), monday_of(as_of)}:
            count_the_weeks(door, day)
        count_the_totals(door)
        for year in {first.year, as_of.year}:
            count_the_way(door, year)


def test_a_line_says_who_when_and_what_it_was(door: Door) -> None:
    fill(
        door,
        [
            enquiry("2026-11-10T09:22", "2026-11-10T09:27", citizen="Kirsten", outcome="helped"),
            enquiry("2026-11-11T13:05", channel="phone"),
        ],
    )
    second, first = of_week(door, "enquiries")  # the latest first
    assert (first.name, first.day, first.said) == (
        "Kirsten",
        date(2026, 11, 10),
        "walked in, waited 5 min, helped here and now",
    )
    assert first.at == datetime(2026, 11, 10, 8, 22, tzinfo=UTC)
    assert (second.citizen_id, second.name, second.said) == (None, "Anonymous", "by phone")


def test_behind_a_median_stand_the_waits_in_their_order(door: Door) -> None:
    waits = ("09:31", "09:02", "09:10")
    fill(door, [enquiry("2026-11-10T09:00", f"2026-11-10T{met}") for met in waits])
    shortest = of_week(door, "wait_median_min")
    assert [one.said.partition(", ")[2] for one in shortest] == [
        "waited 2 min",
        "waited 10 min",
        "waited 31 min",
    ]
    longest = of_week(door, "wait_p90_min")
    assert longest == shortest[::-1]


def test_a_line_behind_a_course_or_a_referral_says_what_its_number_is_about(door: Door) -> None:
    closed = course("Jonas", "2026-08-13", "2026-11-09", onward_support="sel85")
    sent = referral("Kirsten", "2026-11-10", "2026-11-12", "granted")
    open_one = course("Kirsten", "2026-11-11")
    fill(door, [], Rest(courses=[closed, open_one], referrals=[sent]))

    def said(key: str, days: Days | None = None) -> list[str]:
        return [one.said for one in everybody(door, key, days)]

    ran = "13.08.2026 to 09.11.2026"
    assert said("course_weeks_median") == [f"12.6 weeks, {ran}"]
    assert said("onward_support") == [f"support at home (§ 85), {ran}"]
    week = Days(MONDAY, MONDAY + timedelta(days=6))
    # The day of the line is not said again.
    assert said("courses_opened", week) == ["not closed yet"]
    assert said("referrals_sent", week) == ["granted 12.11.2026"]
    assert said("referrals_answered", week) == ["granted, sent 10.11.2026"]


def test_guests_meetings_and_people_we_do_not_know_are_lines_of_their_own(door: Door) -> None:
    cooked = meeting("2026-11-10T10:00")
    rest = Rest(meetings=[cooked], marks=[mark(cooked, "Eva"), mark(cooked, None, "drop_in")])
    rest.attempts.append(attempt("2026-11-12T15:00", None))
    fill(door, [], rest)

    def named(key: str) -> list[tuple[int | None, str]]:
        found = of_week(door, key)
        return [(None if one.citizen_id is None else 1, one.name) for one in found]

    assert named("group_sessions") == [(None, "Madlavning")]
    assert named("group_attendances") == [(1, "Eva"), (None, "A guest without a name")]
    assert named("outreach_attempts") == [(None, "Somebody we do not know")]


def test_two_who_look_alike_get_more_letters(door: Door) -> None:
    fill(door, [enquiry(f"2026-11-10T0{n}:00", citizen=name) for n, name in enumerate("AB", 8)])
    door.change(OWNER, _renamed)
    found = of_week(door, "enquiries")
    assert [one.name for one in found] == ["Bo Du.", "Bo Da."]
    assert [one.full_name for one in found] == ["Bo Due", "Bo Dam"]


def test_each_of_them_is_on_record_once_and_looking_on_is_not(door: Door) -> None:
    fill(
        door,
        [enquiry(f"2026-11-10T0{n}:00", citizen=citizen) for n, citizen in enumerate("AAB", 7)]
        + [enquiry("2026-11-10T12:00")],
    )
    week = Days(MONDAY, MONDAY + timedelta(days=6))
    door.read(LEADER, statistics_people.people, "enquiries", week)
    door.read(LEADER, statistics_people.people_again, "enquiries", week, 9)
    looks = door.read(OWNER, rows, "SELECT who, question FROM look ORDER BY citizen_id")
    assert looks == [("ÅSE", "statistics_people.people")] * 2


@pytest.mark.parametrize("role", [Role.HOST, Role.COACH, Role.OUTREACH, Role.ADMIN])
def test_who_does_not_see_exact_figures_or_citizens_sees_nobody(door: Door, role: Role) -> None:
    with pytest.raises(NotAllowed):
        door.read(Who("BOD", role), statistics_people.people, "enquiries", Days(MONDAY, MONDAY))
    with pytest.raises(NotAllowed):
        door.read(Who("BOD", role), statistics_people.people_again, "onward_support", None, 9)


def test_only_as_far_as_somebody_reads_it_goes_on_record(door: Door) -> None:
    names = ("Ali", "Bo", "Eva")
    fill(door, [], Rest(courses=[course(name, f"2026-06-0{n}") for n, name in enumerate(names, 1)]))
    key = "total_citizens_in_course"
    found = door.read(LEADER, statistics_people.people, key, None, 0, 2)
    assert (found.count, [one.name for one in found.lines]) == (3, ["Eva", "Bo"])
    looks = "SELECT count(*) FROM look"
    assert door.read(OWNER, rows, looks) == [(2,)]
    (last,) = door.read(LEADER, statistics_people.people, key, None, 2, 2).lines
    assert last.name == "Ali" and door.read(OWNER, rows, looks) == [(3,)]


def test_every_way_in_has_its_own_people() -> None:
    assert {f"enquiries_{channel}" for channel in Channel} <= set(statistics_people.SOURCES)
