"""Handover: what the next ones read in the morning."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from din_indgang_tui.house import handover
from din_indgang_tui.house.handover import LINE_LIMIT
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict, NotAllowed
from din_indgang_tui.store.roles import DESK, Role, Who
from tests.scene import OWNER, HandClock, hurry, refused, someone


def shown(door: Door) -> tuple[list[str], list[str]]:
    """The lines of today, and of the last day before."""
    read = door.read(OWNER, handover.handover)
    return [line.text for line in read.today], [line.text for line in read.before]


def unread(door: Door, who: Who) -> list[str]:
    return [line.text for line in door.read(who, handover.unread)]


def another_log_in(who: Who, session: str = "next") -> Who:
    return replace(who, session=session)


def test_lines_stand_in_the_order_they_were_written(
    door: Door, bo: Who, mette: Who, clock: HandClock
) -> None:
    door.change(bo, handover.write, "Nøglen til loftet ligger hos Bo.")
    clock.move(minutes=1)
    door.change(mette, handover.write, "Kaffemaskinen er i stykker.")
    today = door.read(bo, handover.handover).today
    assert [(line.text, line.initials) for line in today] == [
        ("Nøglen til loftet ligger hos Bo.", "BOD"),
        ("Kaffemaskinen er i stykker.", "MEJ"),
    ]


def test_the_morning_reads_the_last_day_that_has_any(door: Door, bo: Who, clock: HandClock) -> None:
    door.change(bo, handover.write, "torsdag")
    clock.move(days=1)
    door.change(bo, handover.write, "fredag")
    clock.move(days=3)  # over a weekend
    assert shown(door) == ([], ["fredag"])
    door.change(bo, handover.write, "mandag")
    assert shown(door) == (["mandag"], ["fredag"])


def test_a_line_is_clean_and_on_one_line(door: Door, bo: Who) -> None:
    door.change(bo, handover.write, " Husk\n\x1b]0;x\x07 nøglen\u202e ")
    assert shown(door)[0] == ["Husk ]0;x nøglen"]


@pytest.mark.parametrize("text", ["", "  \n", "\u200b\x1b", "x" * (LINE_LIMIT + 1)])
def test_nothing_and_too_much_are_refused(door: Door, bo: Who, text: str) -> None:
    assert refused(door, bo, handover.write, text).field == "text"
    line = door.change(bo, handover.write, "x" * LINE_LIMIT)
    assert refused(door, bo, handover.change, line, 1, text).field == "text"


def test_who_writes_second_is_told_and_nothing_of_the_first_is_lost(
    door: Door, bo: Who, mette: Who
) -> None:
    line = door.change(bo, handover.write, "Ring til Ole.")
    door.change(mette, handover.change, line, 1, "Ring til Ole fredag.")
    with pytest.raises(Conflict) as conflict:
        door.change(bo, handover.change, line, 1, "Ring til Ole i dag.")
    assert conflict.value.theirs == {"text": "Ring til Ole fredag."}
    with pytest.raises(Conflict):
        door.change(bo, handover.take_away, line, 1)
    assert shown(door)[0] == ["Ring til Ole fredag."]
    assert door.read(bo, handover.one, line).initials == "BOD"  # still the line of who wrote it


def test_a_line_taken_away_is_gone_until_it_is_undone(door: Door, bo: Who) -> None:
    line = door.change(bo, handover.write, "Ring til Ole.")
    door.change(bo, handover.take_away, line, 1)
    assert shown(door) == ([], [])
    assert "taken away" in refused(door, bo, handover.change, line, 1, "Igen.").message
    assert "taken away" in refused(door, bo, handover.take_away, line, 1).message
    door.change(bo, undo)
    assert door.read(bo, handover.one, line).text == "Ring til Ole."


def test_all_of_it_is_undone_in_turn(door: Door, bo: Who) -> None:
    line = door.change(bo, handover.write, "Ring til Ole.")
    door.change(bo, handover.change, line, 1, "Ring til Oles søster.")
    door.change(bo, undo)
    assert shown(door)[0] == ["Ring til Ole."]
    door.change(bo, undo)
    assert shown(door)[0] == []


# What is new since one was here ------------------------------------------------------------------


def test_what_others_wrote_since_is_unread(
    door: Door, bo: Who, mette: Who, clock: HandClock
) -> None:
    door.change(mette, handover.write, "før")
    clock.move(minutes=1)
    someone(door, bo, "Ida")
    clock.move(minutes=1)
    door.change(mette, handover.write, "efter")
    clock.move(hours=20)
    assert unread(door, another_log_in(bo)) == ["efter"]
    assert unread(door, another_log_in(mette)) == []  # nobody is told what they wrote themselves


def test_whoever_was_never_here_reads_all_of_it(door: Door, bo: Who, mette: Who) -> None:
    door.change(mette, handover.write, "linje")
    assert unread(door, bo) == ["linje"]


def test_what_is_done_in_this_log_in_hides_nothing(
    door: Door, bo: Who, mette: Who, clock: HandClock
) -> None:
    door.change(mette, handover.write, "linje")
    clock.move(minutes=1)
    again = another_log_in(bo)
    someone(door, again, "Ida")
    assert unread(door, again) == ["linje"]


@settings(max_examples=30)
@given(st.lists(st.sampled_from(["write", "day", "two days"]), max_size=8))
def test_what_is_shown_is_the_last_day_that_was_written_on(steps: list[str]) -> None:
    """Of any days, the one before today is the latest that has lines."""
    days: dict[int, int] = {}
    today = 0
    for step in steps:
        if step == "write":
            days[today] = days.get(today, 0) + 1
        else:
            today += 1 if step == "day" else 2
    before = [day for day in days if day < today]
    assert _counted(steps) == (days.get(today, 0), days[max(before)] if before else 0)


def _counted(steps: list[str]) -> tuple[int, int]:
    clock = HandClock()
    with TemporaryDirectory() as folder:
        door = hurry(Door(Path(folder) / "house.db", clock, make=True))
        try:
            for step in steps:
                if step == "write":
                    door.change(OWNER, handover.write, "linje")
                else:
                    clock.move(days=1 if step == "day" else 2)
            read = door.read(OWNER, handover.handover)
        finally:
            door.close()
    return len(read.today), len(read.before)


@pytest.mark.parametrize("role", sorted(set(Role) - DESK - {Role.STRANGER}))
def test_who_meets_no_citizens_sees_none_of_it(
    door: Door, who: dict[Role, Who], role: Role
) -> None:
    for question in (handover.handover, handover.unread):
        with pytest.raises(NotAllowed):
            door.read(who[role], question)
    with pytest.raises(NotAllowed):
        door.change(who[role], handover.write, "linje")
