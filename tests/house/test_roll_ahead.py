"""Who sends word before the day of a meeting, and a reason that whoever marks cannot see."""

from __future__ import annotations

import pytest

from din_indgang_tui.house import attendance, group_pages, group_sessions, roll, roll_adding
from din_indgang_tui.house.codes import Attendance
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import Role, Who
from tests.diary_scene import at
from tests.group_scene import group, helper, meeting, place
from tests.group_scene import mark as marked
from tests.scene import OWNER, HandClock, citizen, content, refused

PRESENT, ABSENT, EXCUSED = Attendance.PRESENT, Attendance.ABSENT, Attendance.EXCUSED


@pytest.fixture
def walks(door: Door) -> int:
    return group(door, "Gåtur", capacity=15)


@pytest.fixture
def ali(door: Door, bo: Who, walks: int) -> int:
    number = citizen(door, bo, "Ali", "Vik")
    place(door, walks, number)
    return number


@pytest.fixture
def thursday(door: Door, walks: int) -> int:
    return meeting(door, walks, "2026-11-19T11:00")


@pytest.fixture
def villy(who: dict[Role, Who]) -> Who:
    """Villy Lund, volunteer."""
    return who[Role.VOLUNTEER]


def why(door: Door, by: Who, session_id: int) -> str:
    (line,) = door.read(by, roll.of, session_id, ahead=True).lines
    return line.why


def test_whoever_rings_two_days_before_has_sent_word_on_the_day(
    door: Door, bo: Who, ali: int, thursday: int, clock: HandClock
) -> None:
    before = door.read(OWNER, content)
    door.change(bo, roll.mark, thursday, ali, EXCUSED, "hos lægen")
    one = door.read(bo, group_sessions.one, thursday)
    assert one.here is None, "its roll is not begun by that"
    clock.move(days=2)
    (line,) = door.read(bo, roll.of, thursday).lines
    assert (line.mark, line.why) == (EXCUSED, "hos lægen")
    door.change(bo, undo)
    assert door.read(OWNER, content) == before


def test_they_come_after_all(door: Door, bo: Who, ali: int, thursday: int) -> None:
    door.change(bo, roll.mark, thursday, ali, EXCUSED)
    door.change(bo, roll.mark, thursday, ali, None)
    (line,) = door.read(bo, roll.of, thursday, ahead=True).lines
    assert line.mark is None


def test_nothing_else_of_a_roll_is_taken_before_its_day(
    door: Door, bo: Who, ali: int, thursday: int
) -> None:
    for status in (PRESENT, ABSENT, Attendance.DROP_IN):
        assert "19.11.2026" in refused(door, bo, roll.mark, thursday, ali, status).message
    for deed in (roll.mark_rest, roll.finish, roll_adding.guest):
        assert "taken then" in refused(door, bo, deed, thursday).message
    with pytest.raises(DeskError, match="taken then"):
        door.read(bo, roll.of, thursday)
    stranger = citizen(door, bo, "Kirsten", "Møller")
    assert "no place" in refused(door, bo, roll.mark, thursday, stranger, EXCUSED).message


def test_one_whose_member_sent_word_can_be_moved_and_cancelled(
    door: Door, bo: Who, ali: int, thursday: int
) -> None:
    door.change(bo, roll.mark, thursday, ali, EXCUSED)
    moved = door.change(bo, group_sessions.move, thursday, 1, starts_at=at("2026-11-20T11:00"))
    assert why(door, bo, thursday) == ""
    door.change(bo, group_sessions.cancel, thursday, moved.version, "Regn")
    assert "cancelled" in refused(door, bo, roll.mark, thursday, ali, None).message


# What a volunteer cannot see ---------------------------------------------------------------------


def test_a_volunteer_writes_over_no_reason_that_they_cannot_see(
    door: Door, bo: Who, villy: Who, walks: int, ali: int, thursday: int
) -> None:
    helper(door, walks, villy)
    door.change(bo, roll.mark, thursday, ali, EXCUSED, "hos lægen")
    for nothing_new in (None, "", "  "):
        door.change(villy, roll.mark, thursday, ali, EXCUSED, nothing_new)
        assert (why(door, bo, thursday), why(door, villy, thursday)) == ("hos lægen", "")
    error = refused(door, villy, roll.mark, thursday, ali, EXCUSED, "på ferie")
    assert (error.field, error.message) == (
        "why",
        "Bo Dam has written already why they sent word.",
    )
    door.change(bo, roll.mark, thursday, ali, EXCUSED, "hos tandlægen")
    assert why(door, bo, thursday) == "hos tandlægen"


def test_a_volunteer_who_leads_one_meeting_alone_sees_the_group_as_far_as_that(
    door: Door, villy: Who, walks: int, ali: int, thursday: int
) -> None:
    with pytest.raises(DeskError):
        door.read(villy, group_pages.page, walks)
    last_week = meeting(door, walks, "2026-11-10T11:00", status="held", roll_done_at="x")
    marked(door, last_week, ali, "absent")
    meeting(door, walks, "2026-11-18T11:00", leader=villy)
    page = door.read(villy, group_pages.page, walks)
    assert [row.name for row in page.picture.rows] == ["Ali"]
    assert page.picture.days == ()
    assert len(page.meetings) == 1
    helper(door, walks, villy)
    assert len(door.read(villy, attendance.picture, walks).days) == 1
