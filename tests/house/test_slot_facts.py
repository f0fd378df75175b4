"""What is put right in a time that is booked: kind, room or place, and the line about it."""

from __future__ import annotations

import pytest

from din_indgang_tui.house import slot_facts, slots
from din_indgang_tui.house.codes import SlotStatus
from din_indgang_tui.house.slot_rows import Slot
from din_indgang_tui.house.taken import Taken
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict
from din_indgang_tui.store.roles import Who
from tests.diary_scene import at, book, room, standing, works
from tests.scene import OWNER, HandClock, citizen, content, refused

WEDNESDAY = "2026-11-18"
TEN = f"{WEDNESDAY}T10:00"


@pytest.fixture
def slot(door: Door, bo: Who, mette: Who) -> Slot:
    """Kirsten Møller with Mette Juhl on Wednesday at 10, in Broen."""
    for code, label in (("broen", "Broen"), ("molen", "Molen")):
        room(door, code, label)
    kirsten = citizen(door, bo, "Kirsten", "Møller")
    return book(door, bo, kirsten, TEN, mette, room="broen", note="Tager brevet med.")


def edit(door: Door, who: Who, slot: Slot, **texts: str) -> Slot:
    return door.change(who, slot_facts.edit, *standing(door, slot.slot_id), texts)


def test_each_is_put_right_and_undone(door: Door, bo: Who, slot: Slot) -> None:
    for texts in (
        {"note": "  Tager  brevet og passet med. "},
        {"kind": "training"},
        {"room": "molen"},
        {"place": "Biblioteket"},
        {"kind": "home_visit", "place": "Hjemme", "note": ""},
    ):
        before = door.read(OWNER, content)
        now = edit(door, bo, slot, **texts)
        kept = {name: " ".join(text.split()) for name, text in texts.items()}
        assert {name: getattr(now, name) for name in texts} == kept
        assert (now.starts_at, now.minutes, now.coach_id) == (slot.starts_at, 45, slot.coach_id)
        assert door.change(bo, undo).deed == "slot_facts.edit"
        assert door.read(OWNER, content) == before


def test_the_same_again_writes_nothing(door: Door, bo: Who, slot: Slot) -> None:
    before = door.read(OWNER, content)
    assert edit(door, bo, slot, kind="coaching", room="broen", note="Tager brevet med.") == slot
    assert door.read(OWNER, content) == before


def test_a_place_lets_go_of_the_room_and_a_room_of_the_place_and_both_are_one_too_many(
    door: Door, bo: Who, slot: Slot
) -> None:
    away = edit(door, bo, slot, place="Biblioteket")
    assert (away.room, away.place, away.told) == (None, "Biblioteket", False)
    back = edit(door, bo, slot, room="molen")
    assert (back.room, back.place, back.told) == ("molen", "", None)
    both = {"room": "broen", "place": "Biblioteket"}
    error = refused(door, bo, slot_facts.edit, *standing(door, slot.slot_id), both)
    assert (error.field, error.message) == ("place", "Choose a room or write a place, not both.")


def test_a_place_that_is_put_back_before_anybody_was_told_is_nothing_to_tell(
    door: Door, bo: Who, slot: Slot
) -> None:
    edit(door, bo, slot, place="Biblioteket")
    edit(door, bo, slot, place="Caféen")
    assert edit(door, bo, slot, room="broen").told is None
    away = edit(door, bo, slot, place="Biblioteket")
    door.change(bo, slots.tell, slot.slot_id, away.version)
    assert edit(door, bo, slot, place="Caféen").told is False
    assert edit(door, bo, slot, place="Biblioteket").told is True


def test_another_room_is_kept_as_a_move_and_is_nothing_to_tell(
    door: Door, bo: Who, slot: Slot
) -> None:
    assert edit(door, bo, slot, room="molen").told is None
    (was,) = door.read(bo, slots.moves_of, slot.slot_id)
    assert (was.from_at, was.from_room, was.moved_by) == (slot.starts_at, "broen", "Bo Dam")


def test_a_room_that_is_taken_is_refused_with_who_came_first(
    door: Door, bo: Who, slot: Slot, leader: Who
) -> None:
    works(door, leader, 3, "09:00-15:00")
    ali = citizen(door, bo, "Ali", "Yıldız")
    book(door, leader, ali, f"{WEDNESDAY}T10:30", leader, room="molen")
    before = door.read(OWNER, content)
    texts = {"room": "molen", "note": "Ny"}
    error = refused(door, bo, slot_facts.edit, *standing(door, slot.slot_id), texts)
    assert isinstance(error, Taken)
    assert error.field == "room"
    assert error.message == (
        "Åse Holm took that room for something else at 10.22. Free instead: Broen."
    )
    assert door.read(OWNER, content) == before, "nothing half done"


def test_what_cannot_be_is_refused_by_its_field(door: Door, bo: Who, slot: Slot) -> None:
    for field, text, said in (
        ("kind", "group", "Choose what the time is for from the list."),
        ("room", "kaelder", "Choose one of the list."),
        ("note", "x" * 5000, "That is too long"),
        ("place", "x" * 101, "That is too long: at most 100 characters."),
    ):
        error = refused(door, bo, slot_facts.edit, *standing(door, slot.slot_id), {field: text})
        assert error.field == field
        assert error.message.startswith(said)


def test_a_kind_that_is_kept_where_the_citizen_is_may_lie_where_the_house_is_shut_and_not_back(
    door: Door, bo: Who, mette: Who, slot: Slot
) -> None:
    works(door, mette, 6, "09:00-15:00")
    visit = book(door, bo, slot.citizen_id, "2026-11-21T10:00", mette, kind="home_visit")
    error = refused(door, bo, slot_facts.edit, *standing(door, visit.slot_id), {"kind": "coaching"})
    assert error.field == "starts_at"
    assert edit(door, bo, visit, kind="accompaniment").kind == "accompaniment"


def test_two_who_write_meet(door: Door, bo: Who, mette: Who, slot: Slot) -> None:
    edit(door, mette, slot, note="Kommer med sin søster.")
    error = refused(door, bo, slot_facts.edit, slot.slot_id, slot.version, {"note": "Alene"})
    assert isinstance(error, Conflict)
    assert error.who == "Mette Juhl"


def test_what_is_over_is_put_right_for_the_record_and_nobody_is_to_be_told(
    door: Door, bo: Who, slot: Slot, clock: HandClock
) -> None:
    clock.now = at("2026-11-19T12:00")
    door.change(bo, slots.mark, *standing(door, slot.slot_id), SlotStatus.ATTENDED)
    right = edit(door, bo, slot, kind="home_visit", place="Hjemme hos Kirsten")
    assert (right.kind, right.room, right.status, right.told) == (
        "home_visit", None, SlotStatus.ATTENDED, None,
    )  # fmt: skip


def test_a_move_says_how_long_it_was_where_that_was_changed(
    door: Door, bo: Who, slot: Slot
) -> None:
    later = at(f"{WEDNESDAY}T12:00")
    door.change(bo, slots.move, *standing(door, slot.slot_id), minutes=30)
    door.change(bo, undo)  # the number of that move is given again
    door.change(bo, slots.move, *standing(door, slot.slot_id), starts_at=later)
    door.change(bo, slots.move, *standing(door, slot.slot_id), minutes=60)
    moves = door.read(bo, slots.moves_of, slot.slot_id)
    assert [(was.from_at, was.from_minutes) for was in moves] == [
        (slot.starts_at, None), (later, 45),
    ]  # fmt: skip
