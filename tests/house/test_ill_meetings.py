"""A colleague is ill who leads groups: each meeting is given, moved or cancelled, and told."""

from __future__ import annotations

import pytest

from din_indgang_tui.house import group_sessions, group_told, ill_today
from din_indgang_tui.house.absences import Absence
from din_indgang_tui.house.codes import COLLEAGUE_AWAY
from din_indgang_tui.house.ill_meetings import AffectedMeeting, MeetingOffers
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import Who
from tests.diary_scene import at, book, room, works
from tests.group_scene import group, meeting, place
from tests.house.test_ill_today import call_in
from tests.scene import HandClock, citizen

TODAY, TOMORROW = "2026-11-17", "2026-11-18"


@pytest.fixture
def kirsten(door: Door, bo: Who) -> int:
    return citizen(door, bo, "Kirsten", "Møller", phone="20 00 00 61")


@pytest.fixture
def cook(door: Door, kirsten: int) -> int:
    """Cooking, in which Kirsten Møller has a place."""
    room(door, "k", "Køkkenet")
    number = group(door)
    place(door, number, kirsten)
    return number


def hits(door: Door, by: Who, absence: Absence) -> tuple[AffectedMeeting, ...]:
    return door.read(by, ill_today.found, absence.absence_id).meetings


def offers(door: Door, by: Who, absence: Absence) -> MeetingOffers:
    (found,) = door.read(by, ill_today.found, absence.absence_id).meeting_offers.values()
    return found


def test_it_finds_the_meetings_they_lead_within_those_days(
    door: Door, mette: Who, leader: Who, cook: int
) -> None:
    today = meeting(door, cook, f"{TODAY}T13:00", leader=mette)
    tomorrow = meeting(door, cook, f"{TOMORROW}T13:00", leader=mette)
    meeting(door, group(door, "Gåtur"), f"{TODAY}T13:00", leader=leader)
    meeting(door, cook, f"{TODAY}T08:00", 60, leader=mette, status="held", roll_done_at="x")
    absence = call_in(door, leader, mette)
    (hit,) = hits(door, leader, absence)
    assert (hit.session.session_id, hit.is_open) == (today, True)
    assert hit.names == ("Kirsten M.",)
    longer = call_in(door, leader, mette, "i morgen")
    assert [one.session.session_id for one in hits(door, leader, longer)] == [today, tomorrow]


def test_who_is_free_and_has_led_it_before_is_suggested_first(
    door: Door, bo: Who, mette: Who, leader: Who, cook: int, kirsten: int
) -> None:
    for weekday in (2, 3, 4, 5):
        works(door, leader, weekday, "09:00-15:00")
        works(door, bo, weekday, "09:00-15:00")
    meeting(door, cook, "2026-10-13T13:00", leader=leader, status="held", roll_done_at="x")
    today = meeting(door, cook, f"{TODAY}T13:00", leader=mette, room="k")
    absence = call_in(door, leader, mette)
    found = offers(door, leader, absence)
    names = [one.name for one in found.colleagues]
    assert names[0] == "Åse Holm"
    assert names.index("Bo Dam") > 0
    # Whoever has something else then is not asked.
    book(door, bo, kirsten, f"{TODAY}T13:30", leader)
    assert "Åse Holm" not in [one.name for one in offers(door, leader, absence).colleagues]
    assert today


def test_another_day_is_one_on_which_leader_and_room_are_free_at_that_time(
    door: Door, bo: Who, mette: Who, leader: Who, cook: int, kirsten: int
) -> None:
    meeting(door, cook, f"{TODAY}T13:00", leader=mette, room="k")
    book(door, bo, kirsten, f"{TOMORROW}T13:30", mette)
    meeting(door, group(door, "Musik"), "2026-11-19T12:30", room="k")
    meeting(door, cook, "2026-11-20T09:00", 60)
    absence = call_in(door, leader, mette)
    first = offers(door, leader, absence).times[0]
    assert first == at("2026-11-23T13:00"), "taken, room taken, and the group meets; then the week"
    (hit,) = hits(door, leader, absence)
    one = hit.session
    why = COLLEAGUE_AWAY
    door.change(leader, group_sessions.move, one.session_id, one.version, starts_at=first, why=why)
    (moved,) = hits(door, leader, absence)
    assert not moved.is_open
    assert (moved.was_at, moved.session.starts_at) == (at(f"{TODAY}T13:00"), first)
    assert (moved.told, moved.to_tell) == (0, 1)
    door.change(leader, group_told.tell, one.session_id, kirsten, moved.session.version)
    (told,) = hits(door, leader, absence)
    assert told.all_told


def test_one_that_is_given_away_stays_on_the_list_and_nobody_has_to_be_told(
    door: Door, bo: Who, mette: Who, leader: Who, cook: int, clock: HandClock
) -> None:
    today = meeting(door, cook, f"{TODAY}T13:00", leader=mette)
    absence = call_in(door, leader, mette)
    clock.move(minutes=1)
    door.change(leader, group_sessions.give, today, 1, bo.staff_id)
    (hit,) = hits(door, leader, absence)
    assert (hit.is_open, hit.session.leader, hit.to_tell) == (False, "Bo Dam", 0)
    door.change(leader, undo)
    (again,) = hits(door, leader, absence)
    assert again.is_open


def test_one_that_was_given_away_before_is_none_of_it(
    door: Door, bo: Who, mette: Who, leader: Who, cook: int, clock: HandClock
) -> None:
    today = meeting(door, cook, f"{TODAY}T13:00", leader=mette)
    door.change(leader, group_sessions.give, today, 1, bo.staff_id)
    clock.move(minutes=1)
    assert hits(door, leader, call_in(door, leader, mette)) == ()


def test_a_cancelled_one_says_that_the_colleague_is_away_and_not_why(
    door: Door, mette: Who, leader: Who, cook: int
) -> None:
    today = meeting(door, cook, f"{TODAY}T13:00", leader=mette)
    absence = call_in(door, leader, mette)
    door.change(leader, group_sessions.cancel, today, 1, COLLEAGUE_AWAY)
    (hit,) = hits(door, leader, absence)
    assert (hit.is_open, hit.told, hit.to_tell) == (False, 0, 1)
    assert hit.session.cancel_why == "The colleague is away."
    (untold,) = door.read(leader, group_told.untold)
    assert untold.why == "The colleague is away."
