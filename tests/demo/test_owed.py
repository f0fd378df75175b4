"""What is owed in the town: asked for in part, it is what stands in the whole list."""

from __future__ import annotations

from din_indgang_tui.house import owed
from din_indgang_tui.house.owed_line import OwedKind, OwedLine
from din_indgang_tui.store.roles import Role, Who
from tests.demo.conftest import Town

# In Today by themselves.
ON_THE_BOARD = {"call_back", "untold_time", "untold_meeting", "left_open", "reason"}


def everyone(town: Town) -> list[Who]:
    """Everybody who reads what is owed."""
    rows = town.rows("SELECT * FROM staff WHERE active = 1 AND role <> 'volunteer'")
    return [Who(one["initials"], Role(one["role"]), staff_id=one["id"]) for one in rows]


def said(lines: tuple[OwedLine, ...]) -> list[tuple[object, ...]]:
    """All that a line says, but the name: that depends on who else is in the list."""
    return [
        (one.key, one.due_on, one.late, one.what, one.missing, one.full_name, one.staff, one.said)
        for one in lines
    ]


def test_the_town_owes_something_of_nearly_every_kind(town: Town) -> None:
    (leader,) = [one for one in everyone(town) if one.role is Role.LEADER]
    there = {one.kind for one in town.door.read(leader, owed.owed)}
    assert len(there) >= 12
    assert {OwedKind.CHECK, OwedKind.PROMISE, OwedKind.STEP, OwedKind.IN_TOUCH} <= there


def test_today_says_what_the_list_has_for_today(town: Town) -> None:
    for who in everyone(town):
        due = tuple(
            one
            for one in town.door.read(who, owed.owed)
            if one.due_on is not None
            and one.late >= 0
            and one.kind not in ON_THE_BOARD
            and (
                who.role is Role.LEADER
                or one.staff_id in (None, who.staff_id)
                or one.kind is OwedKind.ANSWER_BACK
            )
        )
        assert said(town.door.read(who, owed.due_today)) == said(due), who.initials


def test_a_citizens_page_says_what_the_list_has_of_them(town: Town) -> None:
    for who in everyone(town):
        whole = town.door.read(who, owed.owed)
        theirs = {one.citizen_id for one in whole if one.citizen_id is not None}
        assert theirs
        for citizen_id in theirs:
            of_them = tuple(one for one in whole if one.citizen_id == citizen_id)
            page = town.door.read(who, owed.of_citizen, citizen_id)
            assert said(page) == said(of_them), (who.initials, citizen_id)


def test_no_two_lines_are_taken_for_each_other(town: Town) -> None:
    for who in everyone(town):
        keys = [one.key for one in town.door.read(who, owed.owed)]
        assert len(keys) == len(set(keys)), who.initials
