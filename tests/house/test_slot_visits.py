"""Whoever comes to their time waits like everybody, and is marked once somebody takes them in."""

from __future__ import annotations

from typing import Any

import pytest

from din_indgang_tui.house import corrections, enquiries, leftovers, slots
from din_indgang_tui.house.codes import SlotStatus, State
from din_indgang_tui.house.enquiries import NewEnquiry
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import Who
from tests.diary_scene import book, standing
from tests.scene import OWNER, HandClock, citizen, content, enquiry_row, refused, write

WEDNESDAY = "2026-11-18"


@pytest.fixture
def kirsten(door: Door, bo: Who) -> int:
    """Somebody the house knows."""
    return citizen(door, bo, "Kirsten", "Møller")


@pytest.fixture
def ali(door: Door, bo: Who) -> int:
    """Somebody else."""
    return citizen(door, bo, "Ali", "Yıldız")


def test_whoever_comes_waits_and_is_marked_once_taken_in(
    door: Door, bo: Who, mette: Who, kirsten: int, open_door: Any
) -> None:
    slot = book(door, bo, kirsten, "2026-11-17T10:30", mette)
    came = door.change(bo, slots.arrive, slot.slot_id)
    assert (came.name, came.state) == ("Kirsten M.", State.WAITING)
    here = door.read(bo, slots.one, slot.slot_id)
    assert (here.enquiry_id, here.status) == (came.enquiry_id, SlotStatus.BOOKED)
    again = refused(door, bo, slots.arrive, slot.slot_id)
    assert again.message == "Kirsten M. waits already, since 10.22."
    other = open_door()
    before = door.read(OWNER, content)
    door.change(mette, enquiries.take_in, came.enquiry_id)
    assert other.changed_parts() == {"enquiries", "slots"}
    assert door.read(bo, slots.one, slot.slot_id).status is SlotStatus.ATTENDED
    door.change(mette, undo)
    assert door.read(OWNER, content) == before
    assert other.changed_parts() == {"enquiries", "slots"}
    door.change(bo, undo)
    assert door.read(bo, slots.one, slot.slot_id).enquiry_id is None


def test_whoever_leaves_again_without_help_was_not_at_their_time(
    door: Door, bo: Who, mette: Who, kirsten: int
) -> None:
    slot = book(door, bo, kirsten, "2026-11-17T10:30", mette)
    came = door.change(bo, slots.arrive, slot.slot_id)
    door.change(bo, enquiries.finish, came.enquiry_id, "left_without_help")
    assert door.read(bo, slots.one, slot.slot_id).status is SlotStatus.BOOKED
    back = door.change(bo, slots.arrive, slot.slot_id)
    door.change(bo, enquiries.finish, back.enquiry_id, "conversation")
    assert door.read(bo, slots.one, slot.slot_id).status is SlotStatus.ATTENDED
    assert enquiry_row(door, back.enquiry_id, "state") == ("done",)


def test_whoever_was_left_in_the_hall_overnight_was_there_where_they_were_met(
    door: Door, bo: Who, mette: Who, kirsten: int, clock: HandClock
) -> None:
    slot = book(door, bo, kirsten, "2026-11-17T10:30", mette)
    came = door.change(bo, slots.arrive, slot.slot_id)
    clock.move(days=1)
    door.change(bo, leftovers.close, came.enquiry_id, "conversation", "11.30")
    assert door.read(bo, slots.one, slot.slot_id).status is SlotStatus.ATTENDED


def test_a_visit_that_is_somebody_elses_after_all_marks_no_time(
    door: Door, bo: Who, mette: Who, kirsten: int, ali: int
) -> None:
    slot = book(door, bo, kirsten, "2026-11-17T10:30", mette)
    came = door.change(bo, slots.arrive, slot.slot_id)
    door.change(bo, corrections.give_to, came.enquiry_id, 1, ali)
    door.change(mette, enquiries.take_in, came.enquiry_id)
    assert door.read(bo, slots.one, slot.slot_id).status is SlotStatus.BOOKED


def test_a_time_of_another_day_is_not_come_to(
    door: Door, bo: Who, mette: Who, kirsten: int
) -> None:
    slot = book(door, bo, kirsten, f"{WEDNESDAY}T10:00", mette)
    assert "not today" in refused(door, bo, slots.arrive, slot.slot_id).message
    walked_in = door.change(bo, enquiries.register, NewEnquiry(citizen_id=kirsten))
    door.change(bo, enquiries.take_in, walked_in.enquiry_id)
    assert door.read(bo, slots.one, slot.slot_id).status is SlotStatus.BOOKED


def test_whoever_sits_in_the_hall_neither_stays_away_nor_sent_word(
    door: Door, bo: Who, mette: Who, kirsten: int, clock: HandClock
) -> None:
    slot = book(door, bo, kirsten, "2026-11-17T10:30", mette)
    came = door.change(bo, slots.arrive, slot.slot_id)
    clock.move(hours=1)
    here = standing(door, slot.slot_id)
    for status in (SlotStatus.NO_SHOW, SlotStatus.CANCELLED_CITIZEN, SlotStatus.CANCELLED_HOUSE):
        error = refused(door, mette, slots.mark, *here, status)
        assert error.message == "Kirsten M. is here, since 10.22: finish the visit first."
    door.change(bo, enquiries.finish, came.enquiry_id, "left_without_help")
    gone = door.change(mette, slots.mark, *here, SlotStatus.NO_SHOW)
    assert gone.status is SlotStatus.NO_SHOW


def test_whoever_is_met_after_all_came(
    door: Door, bo: Who, mette: Who, kirsten: int, clock: HandClock
) -> None:
    slot = book(door, bo, kirsten, "2026-11-17T10:30", mette)
    came = door.change(bo, slots.arrive, slot.slot_id)
    # As a file from before the house refused it may have it.
    door.change(OWNER, write, "slot", slot.slot_id, {"status": "no_show"})
    door.change(mette, enquiries.take_in, came.enquiry_id)
    assert door.read(bo, slots.one, slot.slot_id).status is SlotStatus.ATTENDED
