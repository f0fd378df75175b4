"""A day closed after meetings and times were laid on it: they stand, or are all cancelled."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from din_indgang_tui.house import (
    affected,
    closed_day_plans,
    group_sessions,
    group_told,
    opening_hours,
    slots,
)
from din_indgang_tui.house.closed_day_plans import HowMany, Planned
from din_indgang_tui.house.codes import SessionStatus, SlotStatus
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict, NotAllowed
from din_indgang_tui.store.roles import Role, Who
from tests.diary_scene import book
from tests.group_scene import group, mark, meeting, place
from tests.scene import OWNER, HandClock, citizen, content, refused

FRIDAY = date(2026, 11, 20)


@pytest.fixture
def cook(door: Door, bo: Who) -> int:
    """Cooking, in which Kirsten Møller has a place."""
    number = group(door)
    place(door, number, citizen(door, bo, "Kirsten", "Møller", phone="20 00 00 61"))
    return number


@pytest.fixture
def session(door: Door, cook: int) -> int:
    return meeting(door, cook, f"{FRIDAY}T10:00")


@pytest.fixture
def slot(door: Door, bo: Who, mette: Who) -> int:
    return book(door, bo, citizen(door, bo, "Yusuf", "Demir"), f"{FRIDAY}T11:00", mette).slot_id


def planned(door: Door, leader: Who) -> Planned:
    return door.read(leader, closed_day_plans.planned, [FRIDAY])


def shown(found: Planned) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    return (
        tuple((one.session_id, one.version) for one in found.meetings),
        tuple((one.slot_id, one.version) for one in found.times),
    )


def close(door: Door, leader: Who, label: str = "Flytning") -> Planned:
    door.change(leader, opening_hours.close_day, FRIDAY, label)
    return planned(door, leader)


def test_before_the_day_is_closed_it_is_said_how_much_is_planned_for_it(
    door: Door, who: dict[Role, Who], cook: int, session: int, slot: int
) -> None:
    meeting(door, cook, f"{FRIDAY}T13:00")
    meeting(door, cook, f"{FRIDAY}T15:00", status="cancelled")
    meeting(door, cook, "2026-11-21T13:00")
    for role in (Role.LEADER, Role.ADMIN):
        found = door.read(who[role], closed_day_plans.on_day, FRIDAY)
        assert found == HowMany(2, 1)
        assert found.on_that_day == "2 group meetings and 1 time are planned for that day."
    assert door.read(OWNER, closed_day_plans.on_day, date(2026, 11, 23)).on_that_day == ""


def test_what_is_over_has_begun_or_is_here_already_is_not_planned_any_more(
    door: Door, leader: Who, bo: Who, cook: int, session: int, slot: int, clock: HandClock
) -> None:
    meeting(door, cook, f"{FRIDAY}T09:00")
    clock.move(days=2, hours=23, minutes=28)  # 9.50 on Friday
    assert [one.session_id for one in planned(door, leader).meetings] == [session]
    door.change(bo, slots.arrive, slot)
    assert planned(door, leader).times == ()
    mark(door, session, None, "drop_in")
    assert planned(door, leader).meetings == ()


def test_a_meeting_on_a_closed_day_stands_and_is_seen_as_such(
    door: Door, leader: Who, session: int, slot: int
) -> None:
    assert not door.read(OWNER, group_sessions.one, session).stands_though_closed
    found = close(door, leader)
    assert found.how_many == HowMany(1, 1)
    assert door.read(leader, closed_day_plans.on_closed_days) == {FRIDAY: HowMany(1, 1)}
    assert door.read(OWNER, group_sessions.one, session).stands_though_closed
    door.change(leader, closed_day_plans.cancel_all, *shown(found))
    assert not door.read(OWNER, group_sessions.one, session).stands_though_closed
    assert door.read(leader, closed_day_plans.on_closed_days) == {}


@pytest.mark.parametrize(("label", "why"), [("Flytning", "Flytning"), ("", "The house is closed.")])
def test_one_answer_cancels_all_of_it_with_why_the_house_is_closed(
    door: Door, leader: Who, session: int, slot: int, label: str, why: str
) -> None:
    found = close(door, leader, label)
    before = door.read(OWNER, content)
    assert door.change(leader, closed_day_plans.cancel_all, *shown(found)) == HowMany(1, 1)
    one = door.read(OWNER, group_sessions.one, session)
    assert (one.status, one.cancel_why) == (SessionStatus.CANCELLED, why)
    time = door.read(OWNER, slots.one, slot)
    assert (time.status, time.cancel_why) == (SlotStatus.CANCELLED_HOUSE, why)
    assert [person.name for person in door.read(OWNER, group_told.untold)] == ["Kirsten M."]
    assert [hit.name for hit in door.read(OWNER, affected.untold)] == ["Yusuf D."]
    door.change(leader, undo)
    assert door.read(OWNER, content) == before


def test_nobody_is_to_be_told_who_knows(door: Door, leader: Who, session: int, slot: int) -> None:
    found = close(door, leader)
    door.change(leader, closed_day_plans.cancel_all, *shown(found), told=True)
    assert door.read(OWNER, group_told.untold) == ()
    assert [person.told for person in door.read(OWNER, group_told.of_session, session)] == [True]
    assert door.read(OWNER, affected.untold) == ()
    assert door.read(OWNER, slots.one, slot).told is True


def test_all_or_none_where_a_colleague_changed_one_meanwhile(
    door: Door, leader: Who, bo: Who, session: int, slot: int
) -> None:
    found = close(door, leader)
    door.change(bo, group_sessions.annotate, session, found.meetings[0].version, "Husk nøglen")
    again = refused(door, leader, closed_day_plans.cancel_all, *shown(found))
    assert isinstance(again, Conflict)
    assert "Bo Dam" in again.message
    door.change(leader, opening_hours.open_day, FRIDAY)
    error = refused(door, leader, closed_day_plans.cancel_all, *shown(planned(door, leader)))
    assert "open on 20.11.2026" in error.message
    assert "any more" in refused(door, leader, closed_day_plans.cancel_all, (), ()).message


def test_whoever_only_sets_the_house_up_cancels_nobodys_time(
    door: Door, who: dict[Role, Who], leader: Who, session: int
) -> None:
    found = close(door, leader)
    for role in (Role.ADMIN, Role.HOST, Role.COACH):
        error = refused(door, who[role], closed_day_plans.cancel_all, *shown(found))
        assert isinstance(error, NotAllowed)


def test_what_stands_on_a_day_of_the_week_that_is_closed_for_good_is_cancelled_too(
    door: Door, leader: Who, cook: int, session: int, slot: int
) -> None:
    a_week_later, closed_by_itself = FRIDAY + timedelta(days=7), FRIDAY + timedelta(days=14)
    for day in (a_week_later, closed_by_itself, FRIDAY - timedelta(days=7)):
        meeting(door, cook, f"{day}T10:00")
    door.change(leader, opening_hours.close_day, closed_by_itself, "Flytning")

    def fridays() -> tuple[date, ...]:
        return door.read(leader, closed_day_plans.on_weekday, 5)

    assert fridays() == (), "the house is open on Fridays"
    door.change(leader, opening_hours.put, 5, "closed")
    assert fridays() == (FRIDAY, a_week_later)
    found = door.read(leader, closed_day_plans.planned, fridays())
    gone = door.change(leader, closed_day_plans.cancel_all, *shown(found))
    assert gone == HowMany(meetings=2, times=1)
    assert fridays() == ()
    door.change(leader, undo)
    door.change(leader, opening_hours.put, 5, "9-13")
    assert (
        "open on 20.11.2026"
        in refused(door, leader, closed_day_plans.cancel_all, *shown(found)).message
    )
