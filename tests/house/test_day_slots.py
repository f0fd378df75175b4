"""The day board: who is expected today, who came for a time, and that being early is no waiting."""

from __future__ import annotations

from datetime import timedelta

import pytest

from din_indgang_tui.house import enquiries, finder, slots
from din_indgang_tui.house.codes import SlotStatus
from din_indgang_tui.house.day_slots import DaySlot
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import Who
from tests.diary_scene import at, book, standing
from tests.scene import HandClock, board, citizen, someone, waiting

TODAY = "2026-11-17"


@pytest.fixture
def kirsten(door: Door, bo: Who) -> int:
    return citizen(door, bo, "Kirsten", "Møller")


def only(door: Door, bo: Who) -> DaySlot:
    """The one slot of today."""
    (slot,) = board(door, bo).slots
    return slot


def test_the_slots_of_today_stand_in_order_with_all_that_is_known_of_them(
    door: Door, bo: Who, mette: Who, kirsten: int
) -> None:
    book(door, bo, kirsten, f"{TODAY}T13:00", mette, note="Tager brevet med.")
    book(door, bo, kirsten, f"{TODAY}T11:00", mette)
    book(door, bo, kirsten, "2026-11-18T11:00", mette)
    first, second = board(door, bo).slots
    assert (first.starts_at, second.starts_at) == (at(f"{TODAY}T11:00"), at(f"{TODAY}T13:00"))
    assert (second.name, second.full_name) == ("Kirsten M.", "Kirsten Møller")
    assert (second.coach, second.note, second.status) == (
        "Mette Juhl", "Tager brevet med.", SlotStatus.BOOKED,
    )  # fmt: skip


def test_two_who_look_alike_get_more_letters_across_the_whole_board(
    door: Door, bo: Who, mette: Who, kirsten: int
) -> None:
    someone(door, bo, "Kirsten", "Mogensen")
    book(door, bo, kirsten, f"{TODAY}T11:00", mette)
    assert only(door, bo).name == "Kirsten Mø."
    assert waiting(door, bo).name == "Kirsten Mo."


def test_a_no_show_is_seen_on_the_next_time_until_they_come(
    door: Door, bo: Who, mette: Who, kirsten: int, clock: HandClock
) -> None:
    for day, status in (
        ("2026-11-18", SlotStatus.NO_SHOW),
        ("2026-11-19", SlotStatus.CANCELLED_CITIZEN),
        ("2026-11-20", SlotStatus.NO_SHOW),
        ("2026-11-23", SlotStatus.ATTENDED),
        ("2026-11-24", SlotStatus.NO_SHOW),
    ):
        slot = book(door, bo, kirsten, f"{day}T11:00", mette)
        clock.now = slot.ends_at
        door.change(bo, slots.mark, *standing(door, slot.slot_id), status)
    # What was cancelled says nothing, and having come once begins the count anew.
    for day, seen in (
        ("2026-11-18", 0), ("2026-11-19", 1), ("2026-11-20", 1),
        ("2026-11-23", 2), ("2026-11-24", 0),
    ):  # fmt: skip
        clock.now = at(f"{day}T15:00")
        assert only(door, bo).no_shows == seen, day


def test_whoever_comes_early_does_not_wait_before_the_time_they_have(
    door: Door, bo: Who, mette: Who, kirsten: int, clock: HandClock
) -> None:
    slot = book(door, bo, kirsten, f"{TODAY}T11:00", mette)
    door.change(bo, slots.arrive, slot.slot_id)
    came, begins = clock.now, slot.starts_at
    row = waiting(door, bo)
    assert (row.booked_at, row.booked_with) == (begins, "Mette Juhl")
    assert row.minutes(begins) == (begins - came) // timedelta(minutes=1)  # the figures count it
    for minutes, waited, too_long in ((-1, 0, False), (10, 10, False), (11, 11, True)):
        now = begins + timedelta(minutes=minutes)
        assert (row.waited(now), row.too_long(now, 10)) == (waited, too_long)


def test_those_who_wait_come_before_those_who_are_early(
    door: Door, bo: Who, mette: Who, kirsten: int, clock: HandClock
) -> None:
    slot = book(door, bo, kirsten, f"{TODAY}T11:00", mette)
    door.change(bo, slots.arrive, slot.slot_id)
    clock.move(minutes=5)
    someone(door, bo, "Ali")
    assert [row.name for row in board(door, bo).waiting] == ["Ali", "Kirsten M."]


def test_to_be_taken_in_is_to_have_been_there(
    door: Door, bo: Who, mette: Who, kirsten: int
) -> None:
    slot = book(door, bo, kirsten, f"{TODAY}T11:00", mette)
    came = door.change(bo, slots.arrive, slot.slot_id)
    assert only(door, bo).enquiry_id == came.enquiry_id
    door.change(mette, enquiries.take_in, came.enquiry_id)
    assert only(door, bo).status is SlotStatus.ATTENDED


def test_the_board_counts_who_must_be_told_until_they_are(
    door: Door, bo: Who, mette: Who, kirsten: int, clock: HandClock
) -> None:
    slot = book(door, bo, kirsten, "2026-11-18T11:00", mette)
    assert board(door, bo).untold == 0
    door.change(bo, slots.mark, *standing(door, slot.slot_id), SlotStatus.CANCELLED_HOUSE)
    assert board(door, bo).untold == 1
    clock.move(days=2)
    assert board(door, bo).untold == 0, "what is over is too late to say"
    clock.move(days=-2)
    door.change(bo, slots.tell, *standing(door, slot.slot_id))
    assert board(door, bo).untold == 0


def test_the_finder_knows_of_the_first_time_today_that_nobody_came_for(
    door: Door, bo: Who, mette: Who, kirsten: int
) -> None:
    def found() -> int | None:
        (hit,) = door.read(bo, finder.find, "kirst").hits
        return hit.slot_id

    assert found() is None
    book(door, bo, kirsten, "2026-11-18T11:00", mette)
    assert found() is None, "tomorrow's is no reason to be here"
    later = book(door, bo, kirsten, f"{TODAY}T13:00", mette)
    first = book(door, bo, kirsten, f"{TODAY}T11:00", mette)
    assert found() == first.slot_id
    door.change(bo, slots.mark, *standing(door, first.slot_id), SlotStatus.CANCELLED_CITIZEN)
    assert found() == later.slot_id
    door.change(bo, slots.arrive, later.slot_id)
    assert found() is None
