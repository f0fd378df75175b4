"""Slots: booked once, moved with their history, and marked as what became of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from din_indgang_tui.clock import stored
from din_indgang_tui.house import affected, slots
from din_indgang_tui.house.codes import SlotStatus
from din_indgang_tui.house.slots import NewSlot
from din_indgang_tui.house.taken import Taken
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict, DeskError
from din_indgang_tui.store.roles import Role, Who
from tests.diary_scene import at, book, closed, course, exception, pause, room, standing, works
from tests.scene import NOW, OWNER, HandClock, citizen, content, refused, rows, write

WEDNESDAY = "2026-11-18"


@pytest.fixture
def kirsten(door: Door, bo: Who) -> int:
    """Somebody the house knows."""
    return citizen(door, bo, "Kirsten", "Møller")


@pytest.fixture
def ali(door: Door, bo: Who) -> int:
    """Somebody else."""
    return citizen(door, bo, "Ali", "Yıldız")


def ask(citizen_id: int | None, when: str, coach: Who, **more: Any) -> NewSlot:
    assert coach.staff_id is not None
    return NewSlot(citizen_id, at(when), coach.staff_id, **more)


def untold(door: Door) -> list[int]:
    return [one.slot_id for one in door.read(OWNER, affected.untold)]


# Booking -----------------------------------------------------------------------------------------


def test_a_time_is_booked_and_read_back(door: Door, bo: Who, mette: Who, kirsten: int) -> None:
    room(door, "broen", "Broen")
    slot = book(
        door, bo, kirsten, f"{WEDNESDAY}T10:00", mette, room="broen", note="Tager brevet med."
    )
    assert (slot.name, slot.coach, slot.minutes) == ("Kirsten M.", "Mette Juhl", 45)
    assert slot.starts_at == at(f"{WEDNESDAY}T10:00")
    assert slot.ends_at == at(f"{WEDNESDAY}T10:45")
    assert slot.status is SlotStatus.BOOKED
    assert (slot.room, slot.note, slot.told, slot.moved_from) == (
        "broen", "Tager brevet med.", None, None,
    )  # fmt: skip
    assert door.read(bo, slots.of_days, slot.day, slot.day) == [slot]
    assert door.read(bo, slots.of_days, slot.day, slot.day, coach_id=bo.staff_id) == []
    assert door.read(bo, slots.of_citizen, kirsten) == [slot]
    week = "SELECT starts_on, starts_week FROM slot"
    assert door.read(OWNER, rows, week) == [(WEDNESDAY, "2026-W47")]


def test_it_is_as_long_as_its_kind_unless_it_is_said(
    door: Door, bo: Who, mette: Who, kirsten: int
) -> None:
    training = book(door, bo, kirsten, f"{WEDNESDAY}T09:00", mette, kind="welfare_technology")
    assert training.minutes == 30
    assert book(door, bo, kirsten, f"{WEDNESDAY}T10:00", mette, minutes=60).minutes == 60


@pytest.mark.parametrize(
    ("when", "more", "field", "said"),
    [
        ("2026-11-18T10:05", {}, "starts_at", "quarter of an hour"),
        ("2026-11-18T10:00", {"minutes": 4}, "minutes", "from 5 to 720"),
        ("2026-11-18T10:00", {"minutes": 721}, "minutes", "from 5 to 720"),
        ("2026-11-18T10:00", {"kind": "group"}, "kind", "from the list"),
        ("2026-11-18T10:00", {"kind": "no_such"}, "kind", "from the list"),
        ("2026-11-18T10:00", {"room": "no_such"}, "room", "not in use"),
        ("2026-11-18T10:00", {"note": "x" * 501}, "note", "at most 500"),
        ("2026-11-18T10:00", {"course_id": 99}, None, "not here any more"),
        ("2026-11-18T14:30", {}, "starts_at", "The house is open 09.00-15.00"),
        ("2026-11-21T10:00", {}, "starts_at", "The house is closed"),
        ("2026-11-16T10:00", {}, "starts_at", "That day is over"),
    ],
)
def test_what_cannot_be_booked_is_refused_in_one_sentence_by_its_field(
    door: Door, bo: Who, mette: Who, kirsten: int,
    when: str, more: dict[str, Any], field: str | None, said: str,
) -> None:  # fmt: skip
    error = refused(door, bo, slots.book, ask(kirsten, when, mette, **more))
    assert error.field == field
    assert said in error.message


def test_a_time_is_for_somebody_with_a_colleague_who_works_here(
    door: Door, bo: Who, mette: Who, who: dict[Role, Who], kirsten: int
) -> None:
    nobody = ask(None, f"{WEDNESDAY}T10:00", mette)
    assert refused(door, bo, slots.book, nobody).field == "who"
    gone = ask(999, f"{WEDNESDAY}T10:00", mette)
    assert "not here any more" in refused(door, bo, slots.book, gone).message
    stranger = replace(ask(kirsten, f"{WEDNESDAY}T10:00", mette), coach_id=99)
    assert refused(door, bo, slots.book, stranger).field == "coach"
    # A host has no hours of their own, and is not offered.
    host = refused(door, bo, slots.book, ask(kirsten, f"{WEDNESDAY}T10:00", bo))
    assert host.message == "Bo Dam does not work that day."
    works(door, bo, 3, "09:00-11:00")
    assert book(door, bo, kirsten, f"{WEDNESDAY}T10:00", bo).coach == "Bo Dam"


def test_an_hour_of_earlier_today_may_be_written_down_after_the_fact(
    door: Door, bo: Who, mette: Who, kirsten: int
) -> None:
    slot = book(door, bo, kirsten, "2026-11-17T09:00", mette, kind="ad_hoc")
    assert (
        door.change(bo, slots.mark, *standing(door, slot.slot_id), SlotStatus.ATTENDED).told is None
    )


def test_hours_are_said_where_a_time_lies_outside_of_them(
    door: Door, bo: Who, mette: Who, kirsten: int
) -> None:
    works(door, mette, 3, "09:00-12:00 13:00-15:00")
    exception(door, mette, "2026-11-25", "busy", "10:00-11:00", label="teammøde")
    exception(door, mette, "2026-12-02", "away")
    closed(door, "2026-12-09", "Studietur")

    def said(when: str) -> str:
        return refused(door, bo, slots.book, ask(kirsten, when, mette)).message

    assert said("2026-11-18T12:00") == "Mette Juhl works 09.00-12.00 and 13.00-15.00 that day."
    assert said("2026-11-19T10:00") == "Mette Juhl does not work that day."
    assert said("2026-11-25T10:30") == "Mette Juhl is busy (teammøde)."
    assert said("2026-12-02T10:00") == "Mette Juhl is away."
    assert said("2026-12-09T10:00") == "Closed: Studietur."


def test_a_home_visit_goes_by_the_colleagues_hours_and_not_by_the_houses(
    door: Door, bo: Who, mette: Who, kirsten: int
) -> None:
    works(door, mette, 6, "10:00-19:00")
    visit = book(door, bo, kirsten, "2026-11-21T17:00", mette, kind="home_visit", place="Hjemme")
    assert visit.place == "Hjemme"
    here = refused(door, bo, slots.book, ask(kirsten, "2026-11-21T12:00", mette))
    assert here.message == "The house is closed."
    closed(door, "2026-11-28", "Juleferie")
    holiday = ask(kirsten, "2026-11-28T12:00", mette, kind="accompaniment")
    assert refused(door, bo, slots.book, holiday).message == "Closed: Juleferie."
    exception(door, mette, "2026-11-28", "works", "12:00-14:00")
    book(door, bo, kirsten, "2026-11-28T12:00", mette, kind="accompaniment")


def test_a_time_of_a_course_lies_within_it_and_not_in_a_pause(
    door: Door, bo: Who, mette: Who, kirsten: int, ali: int
) -> None:
    of_kirsten = course(door, kirsten, "2026-11-18", ends="2026-12-16")

    def said(when: str, citizen_id: int = kirsten) -> str:
        new = ask(citizen_id, when, mette, course_id=of_kirsten)
        return refused(door, bo, slots.book, new).message

    assert "somebody else's" in said("2026-11-18T10:00", ali)
    assert said("2026-11-17T10:45") == "Before the course begins on 18.11.2026."
    assert said("2026-12-17T10:00") == "After week 4: the course ends on 16.12.2026."
    pause(door, of_kirsten, "2026-11-23", "2026-11-29")
    assert said("2026-11-25T10:00") == "The course is paused then."
    # The pause has moved the end by a week.
    assert said("2026-12-28T10:00") == "After week 5: the course ends on 23.12.2026."
    slot = book(door, bo, kirsten, "2026-12-23T10:00", mette, course_id=of_kirsten)
    assert door.read(bo, slots.of_course, of_kirsten) == [slot]


# Nobody is booked twice --------------------------------------------------------------------------


def test_the_loser_sees_who_came_first_and_the_next_time(
    door: Door, bo: Who, mette: Who, leader: Who, kirsten: int, ali: int, clock: HandClock
) -> None:
    clock.move(minutes=30)
    book(door, leader, ali, f"{WEDNESDAY}T10:00", mette, course_id=course(door, ali))
    clock.move(minutes=3)
    error = refused(door, bo, slots.book, ask(kirsten, f"{WEDNESDAY}T10:00", mette))
    assert error.message == (
        "Åse Holm took that time for another course at 10.52. Next: Wed 10.45."
    )
    assert "Ali" not in error.message
    assert isinstance(error, Taken)
    first = error.next_free[0]
    assert (first.starts_at, first.coach) == (at(f"{WEDNESDAY}T10:45"), "Mette Juhl")
    clock.move(days=-1)  # the day before it was booked is none: it was on another day, as is said
    mine = refused(door, leader, slots.book, ask(kirsten, f"{WEDNESDAY}T10:15", mette))
    assert mine.message.startswith("You took that time for another course on 17.11.2026.")


def test_a_citizen_has_one_thing_at_a_time(
    door: Door, bo: Who, mette: Who, leader: Who, kirsten: int
) -> None:
    works(door, leader, 3, "09:00-15:00")
    book(door, bo, kirsten, f"{WEDNESDAY}T10:00", mette)
    error = refused(door, bo, slots.book, ask(kirsten, f"{WEDNESDAY}T10:30", leader))
    assert error.message == (
        "Kirsten M. has something else then: coaching session with Mette Juhl, 10.00-10.45."
        " Next: Wed 10.45."
    )
    book(door, bo, kirsten, f"{WEDNESDAY}T10:45", leader)  # one after the other is no overlap


def test_a_room_holds_one_at_a_time_and_another_is_named(
    door: Door, bo: Who, mette: Who, leader: Who, kirsten: int, ali: int
) -> None:
    works(door, leader, 3, "09:00-15:00")
    room(door, "broen", "Broen")
    book(door, bo, kirsten, f"{WEDNESDAY}T10:00", mette, room="broen")
    taken = refused(door, bo, slots.book, ask(ali, f"{WEDNESDAY}T10:00", leader, room="broen"))
    assert taken.field == "room"
    assert taken.message.startswith("You took that room for something else at 10.22.")
    room(door, "molen", "Molen")
    taken = refused(door, bo, slots.book, ask(ali, f"{WEDNESDAY}T10:00", leader, room="broen"))
    assert taken.message.endswith("Free instead: Molen.")


def test_what_is_cancelled_takes_no_time_and_cannot_be_booked_again_over_another(
    door: Door, bo: Who, mette: Who, kirsten: int, ali: int
) -> None:
    slot = book(door, bo, kirsten, f"{WEDNESDAY}T10:00", mette)
    door.change(
        bo, slots.mark, *standing(door, slot.slot_id), SlotStatus.CANCELLED_CITIZEN, "Er syg"
    )
    other = book(door, bo, ali, f"{WEDNESDAY}T10:00", mette)
    error = refused(door, bo, slots.mark, *standing(door, slot.slot_id), SlotStatus.BOOKED)
    assert isinstance(error, Taken)
    door.change(bo, slots.mark, *standing(door, other.slot_id), SlotStatus.CANCELLED_HOUSE)
    again = door.change(bo, slots.mark, *standing(door, slot.slot_id), SlotStatus.BOOKED)
    assert (again.status, again.cancel_why) == (SlotStatus.BOOKED, "")


def test_where_the_colleague_is_taken_as_well_another_room_is_no_help(
    door: Door, bo: Who, mette: Who, leader: Who, kirsten: int, ali: int
) -> None:
    for code in ("broen", "molen"):
        room(door, code, code.capitalize())
    book(door, leader, ali, f"{WEDNESDAY}T10:00", mette, room="broen")
    error = refused(door, bo, slots.book, ask(kirsten, f"{WEDNESDAY}T10:00", mette, room="broen"))
    assert isinstance(error, Taken)
    assert (error.field, error.message) == (
        "starts_at",
        "Åse Holm took that time for something else at 10.22. Next: Wed 10.45.",
    )


# Moving ------------------------------------------------------------------------------------------


def test_a_move_keeps_where_it_was_and_is_to_be_told(
    door: Door, bo: Who, mette: Who, leader: Who, kirsten: int
) -> None:
    works(door, leader, 3, "09:00-15:00")
    slot = book(door, bo, kirsten, f"{WEDNESDAY}T10:00", mette)
    later = at(f"{WEDNESDAY}T12:00")
    moved = door.change(bo, slots.move, slot.slot_id, 1, starts_at=later, why="Møde")
    assert (moved.starts_at, moved.moved_from, moved.told) == (later, slot.starts_at, False)
    assert untold(door) == [moved.slot_id]
    given = door.change(bo, slots.move, slot.slot_id, 2, coach_id=leader.staff_id, told=True)
    assert (given.coach, given.starts_at, given.told) == ("Åse Holm", later, True)
    assert untold(door) == []
    history = door.read(bo, slots.moves_of, slot.slot_id)
    assert [(m.from_at, m.from_coach, m.moved_by, m.why) for m in history] == [
        (slot.starts_at, "Mette Juhl", "Bo Dam", "Møde"),
        (later, "Mette Juhl", "Bo Dam", ""),
    ]


def test_another_room_is_nothing_to_tell_and_the_same_again_is_no_move(
    door: Door, bo: Who, mette: Who, kirsten: int
) -> None:
    room(door, "broen")
    slot = book(door, bo, kirsten, f"{WEDNESDAY}T10:00", mette, room="broen")
    same = door.change(bo, slots.move, slot.slot_id, 1, starts_at=slot.starts_at)
    assert same == slot
    moved = door.change(bo, slots.move, slot.slot_id, 1, room="")
    assert (moved.room, moved.told, moved.moved_from) == (None, None, None)
    assert len(door.read(bo, slots.moves_of, slot.slot_id)) == 1


def test_a_move_is_refused_as_a_booking_is(
    door: Door, bo: Who, mette: Who, kirsten: int, ali: int
) -> None:
    slot = book(door, bo, kirsten, f"{WEDNESDAY}T10:00", mette)
    book(door, bo, ali, f"{WEDNESDAY}T12:00", mette)
    move = (slots.move, slot.slot_id, 1)
    assert isinstance(refused(door, bo, *move, starts_at=at(f"{WEDNESDAY}T12:15")), Taken)
    assert "open 09.00-15.00" in refused(door, bo, *move, minutes=315).message
    assert isinstance(
        refused(door, bo, slots.move, slot.slot_id, 7, starts_at=at(f"{WEDNESDAY}T13:00")),
        Conflict,
    )
    # Half an hour later overlaps nothing but itself.
    door.change(bo, slots.move, slot.slot_id, 1, starts_at=at(f"{WEDNESDAY}T10:30"))
    door.change(bo, slots.mark, *standing(door, slot.slot_id), SlotStatus.CANCELLED_HOUSE)
    late = refused(door, bo, slots.move, slot.slot_id, 3, starts_at=at(f"{WEDNESDAY}T13:00"))
    assert late.message == "Kirsten M. is marked already: cancelled (Bo Dam, 10.22)."


def test_a_time_of_a_kind_that_was_retired_since_is_moved_all_the_same(
    door: Door, bo: Who, mette: Who, kirsten: int, ali: int
) -> None:
    slot = book(door, bo, kirsten, f"{WEDNESDAY}T10:00", mette, kind="training")
    book(door, bo, ali, f"{WEDNESDAY}T12:00", mette)
    door.change(OWNER, write, "activity_kind", "training", {"retired": 1})
    noon = at(f"{WEDNESDAY}T12:00")
    assert isinstance(refused(door, bo, slots.move, slot.slot_id, 1, starts_at=noon), Taken)
    assert door.change(bo, slots.move, slot.slot_id, 1, minutes=60).minutes == 60


# What became of it -------------------------------------------------------------------------------


def test_nobody_fails_to_come_before_the_time_or_is_here_before_the_day(
    door: Door, bo: Who, mette: Who, kirsten: int, clock: HandClock
) -> None:
    slot = book(door, bo, kirsten, f"{WEDNESDAY}T10:00", mette)
    early = refused(door, bo, slots.mark, *standing(door, slot.slot_id), SlotStatus.ATTENDED)
    assert early.message == "That time is on 18.11.2026: move it, if they are here now."
    clock.move(hours=23)  # the next morning
    assert (
        "not begun"
        in refused(door, bo, slots.mark, *standing(door, slot.slot_id), SlotStatus.NO_SHOW).message
    )
    assert (
        door.change(bo, slots.mark, *standing(door, slot.slot_id), SlotStatus.ATTENDED).status
        == "attended"
    )
    clock.move(hours=3)
    assert (
        door.change(bo, slots.mark, *standing(door, slot.slot_id), SlotStatus.NO_SHOW).status
        == "no_show"
    )
    sent_word = refused(
        door, bo, slots.mark, *standing(door, slot.slot_id), SlotStatus.CANCELLED_CITIZEN
    )
    assert sent_word.message == "Kirsten M. is marked already: did not come (Bo Dam, 12.22)."
    assert (
        door.change(bo, slots.mark, *standing(door, slot.slot_id), SlotStatus.BOOKED).status
        == "booked"
    )


def test_whoever_was_here_came_at_most_an_hour_before_their_time(
    door: Door, bo: Who, mette: Who, kirsten: int, clock: HandClock
) -> None:
    slot = book(door, bo, kirsten, "2026-11-17T11:30", mette)
    early = refused(door, bo, slots.mark, *standing(door, slot.slot_id), SlotStatus.ATTENDED)
    assert early.message == (
        "That time begins at 11.30: that they were here can be noted from 10.30."
    )
    assert door.read(bo, slots.one, slot.slot_id) == slot
    clock.move(minutes=8)  # half past ten
    marked = door.change(bo, slots.mark, *standing(door, slot.slot_id), SlotStatus.ATTENDED)
    assert marked.status is SlotStatus.ATTENDED


def test_what_is_said_of_a_time_that_was_moved_meanwhile_is_not_said_of_the_new_one(
    door: Door, bo: Who, mette: Who, kirsten: int
) -> None:
    slot = book(door, bo, kirsten, f"{WEDNESDAY}T10:00", mette)
    at_11 = door.change(bo, slots.move, slot.slot_id, 1, starts_at=at(f"{WEDNESDAY}T11:00"))
    seen = (slot.slot_id, at_11.version)
    at_14 = door.change(mette, slots.move, *seen, starts_at=at(f"{WEDNESDAY}T14:00"))
    word = "Kirsten M.'s time was changed meanwhile (Mette Juhl, 10.22): look again."
    told = refused(door, bo, slots.tell, *seen)
    assert isinstance(told, Conflict)
    assert told.message == word
    for status in (SlotStatus.CANCELLED_CITIZEN, SlotStatus.CANCELLED_HOUSE):
        assert refused(door, bo, slots.mark, *seen, status).message == word
    assert door.read(bo, slots.one, slot.slot_id) == at_14
    assert door.change(bo, slots.tell, slot.slot_id, at_14.version).told is True


def test_the_same_mark_again_changes_nothing(door: Door, bo: Who, mette: Who, kirsten: int) -> None:
    slot = book(door, bo, kirsten, "2026-11-17T10:00", mette)
    first = door.change(bo, slots.mark, *standing(door, slot.slot_id), SlotStatus.NO_SHOW)
    assert (
        door.change(mette, slots.mark, *standing(door, slot.slot_id), SlotStatus.NO_SHOW) == first
    )


def test_what_the_house_cancels_is_told(
    door: Door, bo: Who, mette: Who, kirsten: int, clock: HandClock
) -> None:
    slot = book(door, bo, kirsten, f"{WEDNESDAY}T10:00", mette)
    gone = door.change(
        bo, slots.mark, *standing(door, slot.slot_id), SlotStatus.CANCELLED_HOUSE, "Mette er syg"
    )
    assert (gone.told, gone.cancel_why) == (False, "Mette er syg")
    assert untold(door) == [gone.slot_id]
    told = door.change(mette, slots.tell, *standing(door, slot.slot_id))
    assert told.told is True
    # Booked again they must be told once more, since they think that it is cancelled.
    assert (
        door.change(bo, slots.mark, *standing(door, slot.slot_id), SlotStatus.BOOKED).told is False
    )
    sent_word = door.change(
        bo, slots.mark, *standing(door, slot.slot_id), SlotStatus.CANCELLED_CITIZEN
    )
    assert sent_word.told is None
    assert "nothing to tell" in refused(door, bo, slots.tell, *standing(door, slot.slot_id)).message
    known = book(door, bo, kirsten, f"{WEDNESDAY}T12:00", mette)
    marked = door.change(
        bo, slots.mark, *standing(door, known.slot_id), SlotStatus.CANCELLED_HOUSE, told=True
    )
    assert marked.told is True


def test_a_move_that_is_taken_back_before_anybody_was_told_is_nothing_to_tell(
    door: Door, bo: Who, mette: Who, leader: Who, kirsten: int
) -> None:
    works(door, leader, 3, "09:00-15:00")
    ten, eleven, noon = (at(f"{WEDNESDAY}T{hour}:00") for hour in (10, 11, 12))
    slot = book(door, bo, kirsten, f"{WEDNESDAY}T10:00", mette)

    def moved(**to: Any) -> bool | None:
        return door.change(bo, slots.move, *standing(door, slot.slot_id), **to).told

    assert [moved(starts_at=when) for when in (eleven, noon, ten)] == [False, False, None]
    assert [moved(coach_id=one.staff_id) for one in (leader, mette)] == [False, None]
    moved(starts_at=eleven)
    told = door.change(mette, slots.tell, *standing(door, slot.slot_id))
    # From here on eleven is what they know: ten is news, and eleven again is not.
    assert moved(starts_at=ten) is False
    assert moved(starts_at=eleven) is True
    again = door.read(OWNER, rows, "SELECT told_at, told_by FROM slot")
    assert told.told is True
    assert again == [(stored(NOW), mette.staff_id)]
    # What was undone was never so: told of noon and not, they know of eleven.
    moved(starts_at=noon)
    door.change(bo, slots.tell, *standing(door, slot.slot_id))
    door.change(bo, undo)
    assert moved(starts_at=eleven) is True


def test_who_was_moved_and_cancelled_untold_is_told_of_the_move_once_they_are_booked_again(
    door: Door, bo: Who, mette: Who, kirsten: int
) -> None:
    slot = book(door, bo, kirsten, f"{WEDNESDAY}T10:00", mette)

    def marked(status: SlotStatus) -> bool | None:
        return door.change(bo, slots.mark, *standing(door, slot.slot_id), status).told

    assert marked(SlotStatus.CANCELLED_HOUSE) is False
    assert marked(SlotStatus.BOOKED) is None
    to = at(f"{WEDNESDAY}T11:00")
    door.change(bo, slots.move, *standing(door, slot.slot_id), starts_at=to)
    assert marked(SlotStatus.CANCELLED_HOUSE) is False
    assert marked(SlotStatus.BOOKED) is False


# Undo and who may --------------------------------------------------------------------------------


def test_each_deed_is_taken_back(door: Door, bo: Who, mette: Who, kirsten: int) -> None:
    states = [door.read(OWNER, content)]
    slot = book(door, bo, kirsten, f"{WEDNESDAY}T10:00", mette)
    states.append(door.read(OWNER, content))
    door.change(bo, slots.move, slot.slot_id, 1, starts_at=at(f"{WEDNESDAY}T11:00"))
    states.append(door.read(OWNER, content))
    door.change(bo, slots.mark, *standing(door, slot.slot_id), SlotStatus.CANCELLED_HOUSE, "Syg")
    states.append(door.read(OWNER, content))
    door.change(bo, slots.tell, *standing(door, slot.slot_id))
    for state in reversed(states):
        door.change(bo, undo)
        assert door.read(OWNER, content) == state


def test_a_cancelled_time_that_somebody_else_has_now_is_not_taken_back(
    door: Door, bo: Who, mette: Who, kirsten: int, ali: int
) -> None:
    slot = book(door, bo, kirsten, f"{WEDNESDAY}T10:00", mette)
    door.change(bo, slots.mark, *standing(door, slot.slot_id), SlotStatus.CANCELLED_CITIZEN)
    book(door, mette, ali, f"{WEDNESDAY}T10:00", mette)
    assert "cannot be undone" in refused(door, bo, undo).message


def test_volunteers_and_administrators_have_no_part_in_it(
    door: Door, mette: Who, who: dict[Role, Who], kirsten: int
) -> None:
    for role in (Role.VOLUNTEER, Role.ADMIN):
        with pytest.raises(DeskError, match="Your role may not"):
            door.change(who[role], slots.book, ask(kirsten, f"{WEDNESDAY}T10:00", mette))


def test_opening_one_time_is_on_record(door: Door, bo: Who, mette: Who, kirsten: int) -> None:
    slot = book(door, bo, kirsten, "2026-11-18T10:00", mette, note="Har hund.")
    looks = "SELECT citizen_id FROM look WHERE question = 'slots.opened'"
    door.read(bo, slots.one, slot.slot_id)
    assert door.read(OWNER, rows, looks) == []
    assert door.read(bo, slots.opened, slot.slot_id).note == "Har hund."
    assert door.read(OWNER, rows, looks) == [(kirsten,)]


def test_a_time_is_with_somebody_whose_work_is_with_citizens(
    door: Door, bo: Who, mette: Who, who: dict[Role, Who], kirsten: int
) -> None:
    for role in (Role.VOLUNTEER, Role.ADMIN):
        works(door, who[role], 3, "09:00-15:00")
        error = refused(door, bo, slots.book, ask(kirsten, f"{WEDNESDAY}T10:00", who[role]))
        assert (error.message, error.field) == ("Choose a colleague who works here now.", "coach")
    # A host who has hours is somebody to talk with, like an outreach worker or the leader.
    for hour, role in enumerate((Role.HOST, Role.OUTREACH, Role.LEADER), start=10):
        works(door, who[role], 3, "09:00-15:00")
        assert book(door, bo, kirsten, f"{WEDNESDAY}T{hour}:00", who[role]).coach
