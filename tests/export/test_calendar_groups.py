"""The meetings of groups in the iCalendar file of whoever leads them."""

from __future__ import annotations

from datetime import date
from typing import Any

from din_indgang_tui.house import coach_calendar, group_sessions, groups
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import Role, Who
from tests.diary_scene import at, room
from tests.export.test_calendar import events, file_of
from tests.group_scene import group, meeting
from tests.rule_scene import TUESDAYS, cooking, make, meetings
from tests.scene import OWNER, HandClock


def state(door: Door, initials: str = "MEJ") -> list[tuple[Any, str]]:
    return [(one.start, str(one["status"])) for one in events(file_of(door, initials))]


def test_a_meeting_is_an_event_by_the_name_of_its_group(door: Door, mette: Who, bo: Who) -> None:
    room(door, "k", "Køkkenet")
    cook = group(door)
    meeting(door, cook, "2026-11-18T10:30", leader=mette, room="k")
    meeting(door, cook, "2026-11-19T10:30", leader=bo)
    (event,) = events(file_of(door))
    assert (event.start, event.end) == (at("2026-11-18T10:30"), at("2026-11-18T12:00"))
    assert (str(event["summary"]), str(event["location"])) == ("Madlavning", "Køkkenet")
    assert str(event["uid"]).startswith("group-")


def test_it_is_there_for_who_may_not_know_names_too(
    door: Door, mette: Who, who: dict[Role, Who]
) -> None:
    meeting(door, group(door), "2026-11-18T10:30", leader=mette)
    (entry,) = door.read(who[Role.ADMIN], coach_calendar.of_coach, "mej").entries
    assert entry.group == "Madlavning"


def test_a_cancelled_a_moved_and_a_given_one_are_let_go_of(
    door: Door, mette: Who, bo: Who, clock: HandClock
) -> None:
    cook = group(door)
    for day in ("18", "19", "20"):
        meeting(door, cook, f"2026-11-{day}T10:30", leader=mette)
    before = events(file_of(door))
    clock.move(hours=1)
    off, moved, given = door.read(OWNER, group_sessions.of_group, cook)
    door.change(bo, group_sessions.cancel, off.session_id, off.version, "lukket")
    later = at("2026-11-19T12:30")
    door.change(bo, group_sessions.move, moved.session_id, moved.version, starts_at=later)
    door.change(bo, group_sessions.give, given.session_id, given.version, bo.staff_id)
    assert state(door) == [
        (at("2026-11-18T10:30"), "CANCELLED"),
        (later, "CONFIRMED"),
        (at("2026-11-20T10:30"), "CANCELLED"),
    ]
    after = events(file_of(door))
    assert [one["uid"] for one in after] == [one["uid"] for one in before]
    for was, now in zip(before, after, strict=True):
        assert now["sequence"] > was["sequence"]
        assert now["dtstamp"].dt == clock.now
    assert state(door, "BOD") == [(at("2026-11-20T10:30"), "CONFIRMED")]


def test_one_moved_out_of_these_days_is_let_go_of(door: Door, mette: Who, bo: Who) -> None:
    meeting(door, group(door), "2026-11-18T10:30", leader=mette)
    days = date(2026, 11, 17), date(2026, 11, 22)
    (one,) = door.read(OWNER, coach_calendar.of_coach, "mej", *days).entries
    assert not one.cancelled
    later = at("2026-11-25T10:30")
    door.change(bo, group_sessions.move, one.number, one.version, starts_at=later)
    (gone,) = door.read(OWNER, coach_calendar.of_coach, "mej", *days).entries
    assert (gone.cancelled, gone.starts_at) == (True, one.starts_at)


def test_those_that_a_new_rule_took_away_are_let_go_of(
    door: Door, mette: Who, leader: Who, clock: HandClock
) -> None:
    new = cooking(mette, ends_on=date(2026, 12, 3))
    cook = make(door, leader, new)
    was = meetings(door, cook)
    clock.move(hours=1)
    tuesdays = cooking(mette, ends_on=date(2026, 11, 30), rule=TUESDAYS)
    door.change(leader, groups.change, cook.group_id, cook.version, tuesdays)
    there = {one.starts_at for one in meetings(door, cook)}
    found = state(door)
    assert {start for start, status in found if status == "CONFIRMED"} == there
    gone = {one.starts_at for one in was} - there
    assert gone
    assert {start for start, status in found if status == "CANCELLED"} == gone
    assert file_of(door) == file_of(door)
