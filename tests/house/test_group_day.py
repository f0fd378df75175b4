"""What the day shows of groups: on the board, as lines, of a citizen."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import cast

import pytest

from din_indgang_tui.export.day_lines import Messages, day_lines
from din_indgang_tui.house import (
    booking,
    citizen_meetings,
    codes,
    course_pages,
    group_sessions,
    owed,
    plans,
    series,
    settings,
    time_line,
)
from din_indgang_tui.house.attendance import Attended
from din_indgang_tui.house.codes import Attendance
from din_indgang_tui.house.series import Ask
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import Who
from din_indgang_tui.store.unit import Value
from tests.diary_scene import THEN, at, book, course, put_in
from tests.group_scene import group, in_line, mark, meeting, place
from tests.rule_scene import cooking, make
from tests.scene import OWNER, HandClock, board, citizen

TODAY = "2026-11-17"


@pytest.fixture
def kirsten(door: Door, bo: Who) -> int:
    return citizen(door, bo, "Kirsten", "Møller")


# The board --------------------------------------------------------------------------------------


def test_the_day_has_its_meetings_in_order_also_those_that_are_cancelled(
    door: Door, bo: Who, mette: Who
) -> None:
    walk, workshop = group(door, "Gåtur", capacity=15), group(door, "Værksted")
    meeting(door, walk, f"{TODAY}T11:00", leader=mette)
    early = meeting(door, workshop, f"{TODAY}T10:30")
    meeting(door, walk, "2026-11-18T11:00")
    one = door.read(bo, group_sessions.one, early)
    door.change(bo, group_sessions.cancel, early, one.version, "ingen strøm")
    found = board(door, bo).meetings
    assert [(one.group, one.status.value) for one in found] == [
        ("Værksted", "cancelled"),
        ("Gåtur", "planned"),
    ]


def test_whoever_is_to_be_told_of_a_meeting_is_counted_with_those_of_the_times(
    door: Door, bo: Who, kirsten: int
) -> None:
    cook = group(door)
    place(door, cook, kirsten)
    later = meeting(door, cook, "2026-11-19T10:30")
    assert board(door, bo).untold == 0
    door.change(bo, group_sessions.cancel, later, 1, "ingen strøm")
    assert board(door, bo).untold == 1


def test_the_plain_lines_of_the_day_have_the_groups_and_what_is_owed(
    door: Door, bo: Who, mette: Who, kirsten: int, clock: HandClock
) -> None:
    cook = group(door, capacity=10)
    place(door, cook, kirsten)
    meeting(door, cook, "2026-11-16T10:30", leader=mette)
    meeting(door, cook, f"{TODAY}T10:30", leader=mette)
    off = meeting(door, group(door, "Gåtur"), f"{TODAY}T11:00")
    door.change(bo, group_sessions.cancel, off, 1, "det er glat")
    lines = day_lines(
        board(door, bo),
        door.read(OWNER, codes.lists),
        door.read(OWNER, settings.current),
        clock(),
        Messages(owed=door.read(OWNER, owed.due_today)),
    )
    assert "Groups today: 2" in lines
    assert "10.30-12.00; Madlavning; with Mette Juhl; 1 of 10" in lines
    assert "11.00-12.30; Gåtur; CANCELLED: det er glat; nobody leads" in lines
    roll = "yesterday; roll; Madlavning 16.11.; not taken; Mette Juhl"
    assert lines[lines.index("What we owe, due by today: 1") + 1] == roll


# A time for one who has a group then ------------------------------------------------------------


def marked(door: Door, bo: Who, citizen_id: int, coach: Who, when: str) -> booking.Marked:
    return door.read(
        bo, booking.marked, at(when), coach_id=cast(int, coach.staff_id), citizen_id=citizen_id,
        kind="coaching", minutes_long=45,
    )  # fmt: skip


def test_a_time_beside_their_group_is_free_and_says_so(
    door: Door, bo: Who, mette: Who, kirsten: int
) -> None:
    cook = group(door)
    place(door, cook, kirsten, last="2026-11-20")
    meeting(door, cook, "2026-11-18T10:30")
    meeting(door, cook, "2026-11-25T10:30")
    there = marked(door, bo, kirsten, mette, "2026-11-18T11:30")
    assert there.is_free
    assert there.group_then == "has Madlavning then"
    assert there.others == ((at("2026-11-18T10:30"), "Madlavning"),)
    assert not marked(door, bo, kirsten, mette, "2026-11-18T12:00").group_then, "it is over"
    assert not marked(door, bo, kirsten, mette, "2026-11-25T11:30").group_then, "no place any more"
    assert book(door, bo, kirsten, "2026-11-18T11:30", mette).slot_id


def test_each_date_of_a_series_says_whether_they_have_a_group(
    door: Door, bo: Who, mette: Who, kirsten: int
) -> None:
    cook = group(door)
    place(door, cook, kirsten)
    meeting(door, cook, "2026-11-25T10:30")
    off = meeting(door, cook, "2026-12-02T10:30")
    door.change(bo, group_sessions.cancel, off, 1, "lukket")
    ask = Ask(
        kirsten, None, cast(int, mette.staff_id), date(2026, 11, 18), at("2026-11-18T11:00").time(),
        times=3,
    )  # fmt: skip
    found = door.read(bo, series.verdicts, ask)
    here = [one.group_at(one.starts_at) for one in found]
    assert here == ["", "has Madlavning then", ""]
    assert {one.answer.value for one in found} == {"free"}, "a group refuses nothing"
    assert found[1].group_at(at("2026-11-25T13:00")) == ""


# Of a citizen -----------------------------------------------------------------------------------


def test_the_time_line_has_how_they_came_and_the_page_where_they_have_a_place_or_wait(
    door: Door, bo: Who, kirsten: int
) -> None:
    cook, walk = group(door), group(door, "Gåtur")
    place(door, cook, kirsten, "2026-11-03")
    place(door, group(door, "Musik"), kirsten, "2026-09-01", "2026-10-01")
    in_line(door, walk, kirsten)
    for day, came in (("05", "present"), ("12", "absent")):
        held = meeting(door, cook, f"2026-11-{day}T10:30", status="held", roll_done_at="x")
        mark(door, held, kirsten, came)
    again: dict[str, Value] = {"session_id": held, "citizen_id": kirsten, "status": "present"}
    again |= {"marked_at": THEN, "imported": 1}  # an import may bring two of one meeting
    door.change(OWNER, put_in, "attendance", again)
    told = door.read(bo, time_line.of_citizen, kirsten)
    marks = [one for one in told.happened if isinstance(one, Attended)]
    assert sorted(time_line.day(one).day for one in marks) == [5, 12], "a line a meeting"
    assert [(one.group, one.words) for one in told.places] == [("Madlavning", "since 3.11.")]
    assert [(one.group, one.number) for one in told.waits] == [("Gåtur", 1)]


def test_a_course_has_the_meetings_of_its_weeks_with_how_they_came(
    door: Door, bo: Who, mette: Who, kirsten: int
) -> None:
    cook = group(door)
    place(door, cook, kirsten, "2026-10-01")
    number = course(door, kirsten, "2026-11-02", weeks=4)
    meeting(door, cook, "2026-10-29T10:30", status="held", roll_done_at="x")
    held = meeting(door, cook, "2026-11-05T10:30", status="held", roll_done_at="x")
    mark(door, held, kirsten, "excused")
    meeting(door, cook, "2026-11-26T10:30")
    meeting(door, cook, "2026-12-10T10:30")
    found = door.read(mette, course_pages.page_again, number).meetings
    assert [(one.session.day.isoformat(), one.mark) for one in found] == [
        ("2026-11-05", Attendance.EXCUSED),
        ("2026-11-26", None),
    ]


def test_the_plan_says_when_the_group_meets_and_the_next_time_that_is_held(
    door: Door, leader: Who, mette: Who, kirsten: int
) -> None:
    cook = make(door, leader, cooking(mette, place="Havnegade 7"))
    place(door, cook.group_id, kirsten)
    first = door.read(leader, group_sessions.of_group, cook.group_id)[0]
    door.change(leader, group_sessions.cancel, first.session_id, first.version, "lukket")
    (found,) = door.read(mette, plans.plan, kirsten).groups
    assert (found.name, found.when) == ("Madlavning", "every Thursday 10.30-12.00")
    assert (found.where, found.next_at) == ("Havnegade 7", at("2026-11-26T10:30"))


def test_a_group_they_have_left_is_not_in_the_plan(
    door: Door, leader: Who, mette: Who, kirsten: int
) -> None:
    cook = make(door, leader, cooking(mette))
    place(door, cook.group_id, kirsten, last="2026-11-18")
    assert door.read(mette, plans.plan, kirsten).groups == ()


def test_touching_is_not_at_the_same_time(door: Door, bo: Who, kirsten: int) -> None:
    cook = group(door)
    place(door, cook, kirsten)
    meeting(door, cook, "2026-11-18T10:30", 60)
    day = date(2026, 11, 18)
    found = door.read(bo, citizen_meetings.planned, kirsten, day, day)
    for when, said in (("09:45", ""), ("10:00", "has"), ("11:00", "has"), ("11:30", "")):
        words = citizen_meetings.then(found, at(f"2026-11-18T{when}"), 45)
        assert words.startswith(said) if said else words == "", when
    assert citizen_meetings.then(found, datetime(2026, 11, 18, 10, tzinfo=UTC), 5)
