"""Groups: made, changed and ended, and what becomes of their meetings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from din_indgang_tui.house import groups
from din_indgang_tui.house.group_rules import GroupException, Rule
from din_indgang_tui.house.group_writing import Helper, NewGroup
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import Who
from tests.diary_scene import at, room
from tests.group_scene import place
from tests.rule_scene import TUESDAYS, cooking, make, meetings
from tests.scene import OWNER, citizen, content, refused, write


def test_a_group_is_made_and_its_meetings_stand_a_year_ahead(
    door: Door, leader: Who, mette: Who, bo: Who
) -> None:
    room(door, "k", "Køkkenet")
    assert bo.staff_id is not None
    peer = Helper(bo.staff_id, "", "peer")
    out = GroupException(date(2026, 12, 21), date(2026, 12, 27), "jul")
    new = cooking(mette, room="k", capacity=10, helpers=(peer,), exceptions=(out,), drop_in=True)
    before = door.read(OWNER, content)
    group = make(door, mette, new)
    assert (group.name, group.leader, group.room_label) == ("Madlavning", "Mette Juhl", "Køkkenet")
    assert (group.capacity, group.members, group.waiting, group.free) == (10, 0, 0, 10)
    assert group.helpers == (Helper(bo.staff_id, "Bo Dam", "peer"),)
    assert group.next_at == at("2026-11-19T10:30")
    assert group.when(date(2026, 11, 17)) == "every Thursday 10.30-12.00, not in week 52"
    assert group.when(date(2026, 12, 28)) == "every Thursday 10.30-12.00"
    laid = meetings(door, group)
    assert [f"{one.day:%d.%m.}" for one in laid[:6]] == [
        "19.11.", "26.11.", "03.12.", "10.12.", "17.12.", "31.12.",
    ]  # fmt: skip
    assert laid[-1].day == date(2027, 11, 18)
    assert {(one.leader_id, one.room, one.minutes) for one in laid} == {(mette.staff_id, "k", 90)}
    assert door.read(leader, groups.all_groups) == [group]
    door.change(mette, undo)
    assert door.read(OWNER, content) == before


def test_a_group_without_a_rule_has_no_meetings_yet(door: Door, leader: Who) -> None:
    group = make(door, leader, NewGroup("Udflugter"))
    assert (group.rule, group.when(date(2026, 11, 17)), meetings(door, group)) == (None, "", [])


@pytest.mark.parametrize(
    ("more", "field", "sentence"),
    [
        ({"name": " "}, "name", "Write what the group is called."),
        ({"minutes": 4}, "minutes", "Write the length in minutes, from 5 to 720."),
        ({"minutes": 721}, "minutes", "Write the length in minutes, from 5 to 720."),
        ({"capacity": 0}, "capacity", None),
        ({"kind": "x"}, "kind", None),
        ({"room": "x"}, "room", None),
        ({"leader_id": 99}, "leader", None),
        ({"starts_on": None}, "starts_on", None),
        ({"start_time": None}, "start_time", None),
        ({"needs_assessment": "x"}, "needs_assessment", None),
        ({"legal_basis": "x"}, "legal_basis", None),
        ({"ends_on": date(2026, 11, 18)}, "ends_on", "The group ends before it begins."),
        ({"rule": None, "ends_on": date(2026, 11, 18)}, "ends_on", None),
        (
            {"ends_on": date(2026, 11, 25), "rule": TUESDAYS,
             "exceptions": (GroupException(date(2026, 11, 24), date(2026, 11, 24)),)},
            "rule",
            "With that rule the group never meets from 19.11.2026 to 25.11.2026.",
        ),
        (
            {"starts_on": date(2027, 3, 28), "ends_on": date(2027, 3, 28),
             "rule": Rule(weekdays=(7,)), "start_time": time(2, 30)},
            "rule",
            "With that rule the group never meets from 28.03.2027 to 28.03.2027.",
        ),
        (
            {"exceptions": (GroupException(date(2026, 12, 2), date(2026, 12, 1)),)},
            "exceptions",
            "An exception ends before it begins.",
        ),
        ({"helpers": (Helper(99, "", "peer"),)}, "helpers", None),
        ({"helpers": (Helper(1, "", "boss"),)}, "helpers", None),
        ({"helpers": (Helper(1, "", "peer"), Helper(1, "", "volunteer"))}, "helpers", None),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_by_its_field(
    door: Door, leader: Who, more: dict[str, Any], field: str, sentence: str | None
) -> None:
    error = refused(door, leader, groups.make, cooking(**more))
    assert error.field == field
    assert sentence in (None, error.message)


def test_another_time_lays_the_meetings_to_come_anew(door: Door, leader: Who) -> None:
    group = make(door, leader, cooking(ends_on=date(2026, 12, 10)))
    before = door.read(OWNER, content)
    new = replace(group.as_new(), start_time=time(13))
    changed = door.change(leader, groups.change, group.group_id, group.version, new)
    assert (changed.laid, changed.removed, changed.words) == (4, 4, "4 meetings were laid out.")
    assert {one.starts_at.hour for one in meetings(door, group)} == {12}
    door.change(leader, undo)
    assert door.read(OWNER, content) == before


def test_more_places_are_not_taken_back_once_somebody_has_them(door: Door, leader: Who) -> None:
    group = make(door, leader, cooking(capacity=1))
    new = replace(group.as_new(), capacity=2)
    door.change(leader, groups.change, group.group_id, group.version, new)
    ali, ea = citizen(door, OWNER, "Ali"), citizen(door, OWNER, "Ea")
    first = place(door, group.group_id, ali, "2026-11-17")
    place(door, group.group_id, ea, "2026-12-01")
    assert refused(door, leader, undo).message == (
        "It cannot be undone: 2 have a place in Madlavning by now."
    )
    assert door.read(leader, groups.one, group.group_id).capacity == 2
    door.change(OWNER, write, "group_member", first, {"to_on": "2026-11-30"})
    door.change(leader, undo)
    assert door.read(leader, groups.one, group.group_id).capacity == 1
