"""Who could lead a meeting, what speaks against a time, and what ends with a group."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from din_indgang_tui.house import group_ending, group_leaders, group_sessions, groups
from din_indgang_tui.house.groups import GroupActivity
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict, DeskError
from din_indgang_tui.store.roles import Role, Who
from tests.diary_scene import at, exception, room, works
from tests.group_scene import group as another
from tests.group_scene import in_line, meeting, place
from tests.rule_scene import cooking, make, meetings
from tests.scene import citizen


@pytest.fixture
def group(door: Door, leader: Who, mette: Who) -> GroupActivity:
    """Cooking on four Thursdays from 19 November on, led by Mette Juhl."""
    return make(door, leader, cooking(mette, ends_on=date(2026, 12, 10)))


def test_whoever_is_free_comes_first_and_of_them_who_led_it_last(
    door: Door, leader: Who, mette: Who, bo: Who, who: dict[Role, Who], group: GroupActivity
) -> None:
    pia, villy = who[Role.OUTREACH], who[Role.VOLUNTEER]
    meeting(door, group.group_id, "2026-11-05T10:30", leader=villy, status="held")
    meeting(door, group.group_id, "2026-11-12T10:30", leader=bo, status="held")
    exception(door, bo, "2026-11-19", "away")
    works(door, mette, 4, "13:00-15:00")
    meeting(door, another(door, "Gåtur"), "2026-11-19T11:00", leader=pia)
    (one,) = meetings(door, group, "2026-11-19")[-1:]
    found = door.read(leader, group_leaders.candidates, one.session_id)
    assert [(one.name, one.words) for one in found] == [
        ("Villy Lund", "free, led it 5.11."),
        ("Åse Holm", "free"),
        ("Bo Dam", "Bo Dam is away, led it 12.11."),
        ("Mette Juhl", "Mette Juhl works 13.00-15.00 that day"),
        ("Pia Nørgaard", "Pia Nørgaard has the group Gåtur then, 11.00-12.30"),
    ]
    assert [(one.free, one.taken) for one in found] == [
        (True, False), (True, False), (False, False), (False, False), (False, True),
    ]  # fmt: skip


def test_a_meeting_is_not_in_its_own_way_and_another_time_is_asked_of_the_same_people(
    door: Door, leader: Who, mette: Who, group: GroupActivity
) -> None:
    (one,) = meetings(door, group, "2026-11-19")

    def mettes(then: datetime | None = None) -> str:
        found = door.read(leader, group_leaders.candidates, one.session_id, starts_at=then)
        return next(who.words for who in found if who.staff_id == mette.staff_id)

    assert mettes() == "free"
    assert "Madlavning" in mettes(at("2026-11-26T11:00"))
    assert mettes(at("2026-11-26T13:00")) == "free"
    with pytest.raises(DeskError):
        door.read(leader, group_leaders.candidates, 999)


def test_what_speaks_against_a_time_is_said_before_the_meeting_is_moved_there(
    door: Door, leader: Who, mette: Who, group: GroupActivity
) -> None:
    room(door, "k", "Køkkenet")
    one = meetings(door, group)[0]
    walk = another(door, "Gåtur")
    meeting(door, walk, "2026-11-20T10:00", room="k")

    def said(when: str, in_room: str | None = "k") -> tuple[str, ...]:
        return door.read(leader, group_leaders.verdict, one.session_id, at(when), 90, in_room)

    assert said("2026-11-19T10:30") == ()
    assert said("2026-11-26T11:00") == ("Mette Juhl has the group Madlavning then, 10.30-12.00",)
    assert said("2026-11-20T10:30") == ("Køkkenet is taken then (Gåtur), 10.00-11.30",)
    assert said("2026-11-20T10:30", None) == ()
    assert said("2026-11-19T17:00") == (
        "Mette Juhl works 09.00-15.00 that day",
        "the house is open 09.00-15.00",
    )
    add = group_leaders.verdict_of_one_more
    assert door.read(leader, add, one.starts_at, 90, mette.staff_id, None) == (
        "Mette Juhl has the group Madlavning then, 10.30-12.00",
    )
    assert door.read(leader, add, at("2026-11-19T17:00"), 90, None, None, elsewhere=True) == ()


def test_a_meeting_has_its_note_before_it_is_held_and_a_later_one_is_not_overwritten(
    door: Door, leader: Who, bo: Who, group: GroupActivity
) -> None:
    one = meetings(door, group)[0]
    noted = door.change(bo, group_sessions.annotate, one.session_id, one.version, " Husk\nnøglen ")
    assert noted.note == "Husk nøglen"
    with pytest.raises(Conflict):
        door.change(leader, group_sessions.annotate, one.session_id, one.version, "Andet")
    with pytest.raises(DeskError) as error:
        door.change(bo, group_sessions.annotate, one.session_id, noted.version, "x" * 2000)
    assert error.value.field == "note"
    # A new rule leaves it where it is: somebody said something of it.
    changed = replace(group.as_new(), start_time=time(13))
    door.change(leader, groups.change, group.group_id, group.version, changed)
    assert door.read(bo, group_sessions.one, one.session_id).starts_at == one.starts_at


def test_what_ends_with_a_group_is_what_its_ending_then_takes(
    door: Door, leader: Who, bo: Who, group: GroupActivity
) -> None:
    for number, given in enumerate(("Aase", "Bent", "Carl")):
        somebody = citizen(door, bo, given, "Lund")
        if number < 2:
            place(door, group.group_id, somebody, last=None if number else "2026-11-26")
        else:
            in_line(door, group.group_id, somebody)
    by_hand = meetings(door, group)[-1]
    moved = door.change(
        bo,
        group_sessions.move,
        by_hand.session_id,
        by_hand.version,
        starts_at=at("2026-12-10T13:00"),
    )
    ends = door.read(leader, group_ending.what_ends, group.group_id, date(2026, 11, 26))
    assert (ends.places, ends.waiting, ends.meetings) == (1, 1, 1)
    assert ends.stay == (moved,)
    done = door.change(leader, groups.end, group.group_id, group.version, date(2026, 11, 26))
    assert (done.places, done.waiting, done.removed) == (ends.places, ends.waiting, ends.meetings)
    assert [one.session_id for one in done.stayed] == [moved.session_id]
