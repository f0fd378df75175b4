"""The waiting list for times: a freed one proposes who and why, and a person decides."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from din_indgang_tui.house import availability, slots, wishes
from din_indgang_tui.house.codes import SlotStatus
from din_indgang_tui.house.undo import undo
from din_indgang_tui.house.wishes import NewWish, Wish
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict
from din_indgang_tui.store.roles import Who
from tests.diary_scene import at, book, course, exception, standing, works
from tests.scene import OWNER, HandClock, asked, citizen, content, refused, write

WEDNESDAY = "2026-11-18"


@pytest.fixture
def kirsten(door: Door, bo: Who) -> int:
    """Somebody the house knows."""
    return citizen(door, bo, "Kirsten", "Møller")


def waits(door: Door, who: Who, citizen_id: int | None, **more: Any) -> Wish:
    return door.change(who, wishes.add, NewWish(citizen_id, **more))


def fitting(door: Door, who: Who, when: str, length: int, coach: Who) -> list[tuple[str, str]]:
    assert coach.staff_id is not None
    found = door.read(who, wishes.proposals, at(when), length, coach.staff_id)
    return [(one.wish.name, one.why) for one in found]


def test_whoever_has_waited_longest_is_proposed_first_and_why(
    door: Door, bo: Who, mette: Who, leader: Who, kirsten: int, clock: HandClock
) -> None:
    works(door, leader, 3, "09:00-15:00")
    clock.move(days=-3)
    waits(door, bo, citizen(door, bo, "Ali"), from_time=time(9), to_time=time(12), weekdays=(3, 5))
    clock.move(days=3)
    waits(door, bo, kirsten, coach_id=mette.staff_id)
    waits(door, bo, citizen(door, bo, "Ea"), coach_id=leader.staff_id)
    assert [one.name for one in door.read(bo, wishes.open_wishes)] == ["Ali", "Kirsten M.", "Ea"]
    assert fitting(door, bo, f"{WEDNESDAY}T10:00", 45, mette) == [
        ("Ali", "any colleague, Wed Fri, 09.00-12.00; waits since 14.11."),
        ("Kirsten M.", "Mette Juhl; waits since today"),
    ]
    assert [name for name, _ in fitting(door, bo, f"{WEDNESDAY}T10:00", 45, leader)] == [
        "Ali", "Ea",
    ]  # fmt: skip


def test_all_that_is_wished_for_must_be_so(door: Door, bo: Who, mette: Who, kirsten: int) -> None:
    of_kirsten = course(door, kirsten, "2026-11-16", ends="2026-11-25")
    waits(
        door, bo, kirsten, minutes=60, weekdays=(3,), from_time=time(9, 30), to_time=time(12),
        course_id=of_kirsten, last_on=date(2026, 11, 24),
    )  # fmt: skip

    def starts(when: str, length: int) -> list[str]:
        found = door.read(bo, wishes.proposals, at(when), length, mette.staff_id or 0)
        return [f"{one.starts_at:%H:%M}" for one in found]

    assert starts("2026-11-18T10:00", 60) == ["09:00"]  # UTC
    assert starts("2026-11-18T10:00", 45) == []  # too short
    assert starts("2026-11-18T09:00", 90) == ["08:30"]  # not before half past nine
    assert starts("2026-11-18T11:15", 120) == []  # it must be over by twelve
    assert starts("2026-11-19T10:00", 60) == []  # a Thursday
    assert starts("2026-11-25T10:00", 60) == []  # of no use any more
    book(door, bo, kirsten, "2026-11-18T10:00", mette)
    assert starts("2026-11-18T10:00", 120) == ["09:45"]  # after what they have themselves


def test_what_was_cancelled_or_moved_away_is_freed_for_whom_it_fits(
    door: Door, bo: Who, mette: Who, kirsten: int
) -> None:
    ali = citizen(door, bo, "Ali")
    one = book(door, bo, ali, f"{WEDNESDAY}T10:00", mette)
    two = book(door, bo, ali, "2026-11-19T10:00", mette)
    past = book(door, bo, ali, "2026-11-17T10:00", mette)
    assert door.read(bo, wishes.freed_times) == []
    for slot in (one, past):
        door.change(bo, slots.mark, *standing(door, slot.slot_id), SlotStatus.CANCELLED_CITIZEN)
    door.change(bo, slots.move, two.slot_id, 1, starts_at=at("2026-11-20T10:00"))
    assert door.read(bo, wishes.freed_times) == []  # nobody waits
    waits(door, bo, kirsten, coach_id=mette.staff_id)
    freed = door.read(bo, wishes.freed_times)
    assert [(one.starts_at, one.minutes, one.coach) for one in freed] == [
        (at(f"{WEDNESDAY}T10:00"), 45, "Mette Juhl"),
        (at("2026-11-19T10:00"), 45, "Mette Juhl"),
    ]
    assert freed[0].proposals[0].wish.name == "Kirsten M."
    book(door, bo, ali, f"{WEDNESDAY}T10:15", mette)
    assert [one.starts_at for one in door.read(bo, wishes.freed_times)] == [at("2026-11-19T10:00")]


def test_of_a_colleague_whose_log_in_is_closed_nothing_is_freed(
    door: Door, bo: Who, mette: Who, kirsten: int
) -> None:
    exception(door, mette, WEDNESDAY, "works", "09:00-15:00")
    ali = citizen(door, bo, "Ali")
    slot = book(door, bo, ali, f"{WEDNESDAY}T10:00", mette)
    door.change(bo, slots.mark, *standing(door, slot.slot_id), SlotStatus.CANCELLED_CITIZEN)
    waits(door, bo, kirsten)
    assert len(door.read(bo, wishes.freed_times)) == 1
    assert mette.staff_id is not None
    door.change(OWNER, write, "staff", mette.staff_id, {"active": 0})
    assert door.read(bo, wishes.freed_times) == []
    assert fitting(door, bo, f"{WEDNESDAY}T10:00", 45, mette) == []
    day = date.fromisoformat(WEDNESDAY)
    assert door.read(bo, availability.free_times, day, day, coach_id=mette.staff_id) == []


def test_a_time_that_is_given_ends_the_waiting(
    door: Door, bo: Who, mette: Who, kirsten: int
) -> None:
    wish = waits(door, bo, kirsten, kind="training", course_id=course(door, kirsten))
    before = door.read(OWNER, content)
    give = {"starts_at": at(f"{WEDNESDAY}T10:00"), "coach_id": mette.staff_id}
    slot = door.change(bo, wishes.give, wish.wish_id, wish.version, **give)  # type: ignore[arg-type]
    assert (slot.kind, slot.course_id, slot.name) == ("training", wish.course_id, "Kirsten M.")
    assert door.read(bo, wishes.open_wishes) == []
    late = refused(door, mette, wishes.give, wish.wish_id, wish.version, **give)
    assert late.message == "They do not wait for a time any more."
    door.change(bo, undo)
    assert door.read(OWNER, content) == before
    # A time outside of hours is refused as any booking is, and they wait on.
    give["starts_at"] = at(f"{WEDNESDAY}T20:00")
    assert refused(door, bo, wishes.give, wish.wish_id, 3, **give).field == "starts_at"


def test_a_wish_is_ended_once(door: Door, bo: Who, mette: Who, kirsten: int) -> None:
    wish = waits(door, bo, kirsten, note="Ringer selv igen")
    assert isinstance(refused(door, bo, wishes.end, wish.wish_id, 7), Conflict)
    assert door.change(bo, wishes.end, wish.wish_id, 1) == "Kirsten M."
    assert "do not wait" in refused(door, mette, wishes.end, wish.wish_id, 2).message
    assert door.read(bo, wishes.open_wishes) == []


def test_it_is_too_late_after_the_last_day(
    door: Door, bo: Who, kirsten: int, clock: HandClock
) -> None:
    waits(door, bo, kirsten, last_on=date(2026, 11, 17))
    assert len(door.read(bo, wishes.open_wishes)) == 1
    clock.move(days=1)
    assert door.read(bo, wishes.open_wishes) == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "group"}, "kind"),
        ({"minutes": 4}, "minutes"),
        ({"weekdays": (0,)}, "weekdays"),
        ({"from_time": time(12), "to_time": time(12)}, "to_time"),
        ({"last_on": date(2026, 11, 16)}, "last_on"),
        ({"coach_id": 99}, "coach"),
        ({"note": "x" * 501}, "note"),
    ],
)
def test_what_cannot_be_waited_for_is_refused_by_its_field(
    door: Door, bo: Who, kirsten: int, wrong: dict[str, Any], field: str
) -> None:
    assert refused(door, bo, wishes.add, NewWish(kirsten, **wrong)).field == field
    assert refused(door, bo, wishes.add, NewWish(None)).field == "who"


def test_whoever_waited_until_a_day_that_is_over_is_proposed_nothing_and_named_for_two_weeks(
    door: Door, bo: Who, mette: Who, kirsten: int, clock: HandClock
) -> None:
    wish = waits(door, bo, kirsten, last_on=date(2026, 11, 17))
    assert door.read(bo, wishes.ran_out) == []
    assert fitting(door, bo, "2026-11-17T13:00", 45, mette)
    clock.move(days=1)
    assert fitting(door, bo, f"{WEDNESDAY}T13:00", 45, mette) == []
    assert door.read(bo, wishes.open_wishes) == []
    assert [one.name for one in door.read(bo, wishes.ran_out)] == ["Kirsten M."]
    coach = {"starts_at": at(f"{WEDNESDAY}T13:00"), "coach_id": mette.staff_id}
    error = refused(door, bo, wishes.give, wish.wish_id, wish.version, **coach)
    assert error.message == "Kirsten M. waited until 17.11.2026, which is over."
    clock.move(days=14)
    assert door.read(bo, wishes.ran_out) == []


def test_of_those_who_wait_in_courses_the_days_are_read_at_once(
    door: Door, bo: Who, mette: Who, leader: Who
) -> None:
    for name in ("Ali", "Ea", "Kis"):
        someone = citizen(door, bo, name)
        ends = "2026-11-25" if name == "Ea" else ""
        waits(door, bo, someone, course_id=course(door, someone, "2026-11-16", ends=ends))
    with asked(door) as statements:
        assert len(fitting(door, bo, f"{WEDNESDAY}T13:00", 45, mette)) == 3
    assert sum(" FROM course " in one for one in statements) == 1
    assert len(fitting(door, bo, "2026-11-26T13:00", 45, mette)) == 2  # Ea's course is over
