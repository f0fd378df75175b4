"""All groups beside each other: the next meeting of each, and which roll is wanted."""

from __future__ import annotations

from din_indgang_tui.house import group_board
from din_indgang_tui.house.codes import SessionStatus
from din_indgang_tui.house.group_board import BoardLine
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import Role, Who
from tests.group_scene import group, helper, meeting


def lines(door: Door, who: Who, *, ended: bool = False) -> dict[str, BoardLine]:
    found = door.read(who, group_board.board, ended=ended)
    return {one.group.name: one for one in found}


def wanted(door: Door, who: Who, group_id: int) -> int | None:
    found = door.read(who, group_board.roll_to_take, group_id)
    return None if found is None else int(found.session_id)


def test_groups_stand_in_danish_order_and_those_that_ended_apart(door: Door, bo: Who) -> None:
    for name in ("Ålekro", "Værksted", "Gåtur", "Aftensang"):
        group(door, name)
    group(door, "Kor", ends_on="2026-11-16")
    # Aa at the beginning of a name would stand with Å; Aftensang has one alone.
    assert list(lines(door, bo)) == ["Aftensang", "Gåtur", "Værksted", "Ålekro"]
    assert list(lines(door, bo, ended=True)) == ["Kor"]


def test_a_cancelled_meeting_is_the_next_one_too(door: Door, bo: Who) -> None:
    cooking, walk = group(door), group(door, "Gåtur")
    meeting(door, cooking, "2026-11-17T08:30", 60)  # it is 10.22
    meeting(door, cooking, "2026-11-24T10:30", status="cancelled", cancel_why="ill")
    meeting(door, cooking, "2026-12-01T10:30")
    begun = meeting(door, walk, "2026-11-17T10:00")
    found = lines(door, bo)
    (next_one, walking) = (found[name].next for name in ("Madlavning", "Gåtur"))
    assert next_one is not None
    assert (next_one.status, next_one.cancel_why) == (SessionStatus.CANCELLED, "ill")
    assert walking is not None
    assert walking.session_id == begun, "one that has begun is not over"


def test_the_last_roll_that_nobody_finished_stands_with_its_group(door: Door, bo: Who) -> None:
    cooking, walk = group(door), group(door, "Gåtur")
    meeting(door, cooking, "2026-11-03T10:30")
    last = meeting(door, cooking, "2026-11-10T10:30")
    meeting(door, walk, "2026-11-10T10:30", status="held", roll_done_at="2026-11-10T11:00Z")
    found = lines(door, bo)
    missing = found["Madlavning"].missing_roll
    assert missing is not None
    assert missing.session_id == last
    assert found["Gåtur"].missing_roll is None


def test_the_roll_that_is_wanted_is_todays_else_the_last_that_nobody_took(
    door: Door, bo: Who
) -> None:
    cooking = group(door)
    assert wanted(door, bo, cooking) is None
    meeting(door, cooking, "2026-11-24T10:30")
    assert wanted(door, bo, cooking) is None, "that day is to come"
    meeting(door, cooking, "2026-11-03T10:30")
    last = meeting(door, cooking, "2026-11-10T10:30")
    meeting(door, cooking, "2026-11-12T10:30", status="cancelled", cancel_why="ill")
    assert wanted(door, bo, cooking) == last
    meeting(door, cooking, "2026-11-17T14:30", status="cancelled", cancel_why="ill")
    assert wanted(door, bo, cooking) == last
    early = meeting(door, cooking, "2026-11-17T08:30", 60)
    assert wanted(door, bo, cooking) == early
    assert meeting(door, cooking, "2026-11-17T15:30") == wanted(door, bo, cooking)


def test_a_volunteer_sees_the_groups_they_help_in_alone(door: Door, who: dict[Role, Who]) -> None:
    villy = who[Role.VOLUNTEER]
    group(door)
    walk = group(door, "Gåtur")
    helper(door, walk, villy)
    meeting(door, walk, "2026-11-19T10:30")
    found = lines(door, villy)
    assert list(found) == ["Gåtur"]
    assert found["Gåtur"].next is not None
