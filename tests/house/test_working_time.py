"""Working time: patterns, days that are other, the house's hours and the rooms'."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import availability, minutes, working_time
from din_indgang_tui.house.spans import Span
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import ANYONE, Who
from din_indgang_tui.store.unit import Reading, reads
from tests.diary_scene import at, closed, exception, put_in, room, works
from tests.scene import OWNER, HandClock

Spans = tuple[Span, ...]
WEDNESDAY = date(2026, 11, 18)


@reads(ANYONE)
def hours_of(reading: Reading, staff_id: int, day: date, *, outside: bool = False) -> Spans:
    works = working_time.timetable(reading, day, day).works(staff_id, day, outside=outside)
    return minutes.spans_of(works, day)


@reads(ANYONE)
def room_hours_of(reading: Reading, code: str, day: date) -> Spans:
    return minutes.spans_of(working_time.timetable(reading, day, day).room(code, day), day)


@reads(ANYONE)
def why_not(reading: Reading, staff_id: int, day: date) -> str:
    return working_time.why_no_hours(working_time.timetable(reading, day, day), staff_id, day)


def hours(door: Door, who: Who, colleague: Who, day: date, **more: Any) -> str:
    assert colleague.staff_id is not None
    some = door.read(who, hours_of, colleague.staff_id, day, **more)
    return " ".join(f"{one.starts:%H:%M}-{one.ends:%H:%M}" for one in some)


def test_a_coach_without_hours_has_the_houses_and_others_none(
    door: Door, bo: Who, mette: Who
) -> None:
    assert hours(door, bo, mette, WEDNESDAY) == "09:00-15:00"
    assert hours(door, bo, mette, date(2026, 11, 20)) == "09:00-13:00"
    assert hours(door, bo, mette, date(2026, 11, 21)) == ""
    assert hours(door, bo, bo, WEDNESDAY) == ""


def test_hours_of_ones_own_hold_as_far_as_the_house_is_open(
    door: Door, bo: Who, mette: Who
) -> None:
    works(door, mette, 3, "08:00-12:00 12:00-13:00 14:00-18:00")
    assert hours(door, bo, mette, WEDNESDAY) == "09:00-13:00 14:00-15:00"
    assert hours(door, bo, mette, WEDNESDAY, outside=True) == "08:00-13:00 14:00-18:00"
    assert hours(door, bo, mette, date(2026, 11, 19)) == ""  # a day without hours is a day off
    why = door.read(bo, why_not, mette.staff_id or 0, date(2026, 11, 19))
    assert why == "Mette Juhl does not work that day"


def test_what_is_other_on_some_days_comes_before_the_pattern(
    door: Door, bo: Who, mette: Who
) -> None:
    works(door, mette, 3, "09:00-12:00")
    exception(door, mette, "2026-11-18", "works", "12:00-15:00")
    exception(door, mette, "2026-11-18", "busy", "13:00-14:00")
    assert hours(door, bo, mette, WEDNESDAY) == "12:00-13:00 14:00-15:00"
    # Away for part of a time in which they were to work: away is what is true.
    exception(door, mette, "2026-11-17", "away", last="2026-11-19")
    assert hours(door, bo, mette, WEDNESDAY) == ""


def test_a_day_on_which_the_house_is_closed_is_nobodys_working_day(
    door: Door, bo: Who, mette: Who
) -> None:
    works(door, mette, 3, "09:00-12:00")
    closed(door, "2026-11-18", "Personaledag")
    assert hours(door, bo, mette, WEDNESDAY, outside=True) == ""
    why = door.read(bo, why_not, mette.staff_id or 0, WEDNESDAY)
    assert why == "closed: Personaledag"
    exception(door, mette, "2026-11-18", "works", "10:00-14:00")
    assert hours(door, bo, mette, WEDNESDAY, outside=True) == "10:00-14:00"
    # They let people in, and into the rooms too; the others stay at home.
    room(door, "broen")
    assert hours(door, bo, mette, WEDNESDAY) == "10:00-14:00"
    rooms = door.read(bo, room_hours_of, "broen", WEDNESDAY)
    assert rooms == (Span(time(10), time(14)),)
    (free, *_more) = door.read(bo, availability.free_times, WEDNESDAY, WEDNESDAY)
    assert (free.coach_id, free.room) == (mette.staff_id, "broen")


def test_a_room_has_the_houses_hours_or_its_own_within_them(door: Door, bo: Who) -> None:
    room(door, "broen")

    def of(day: date, code: str = "broen") -> tuple[Span, ...]:
        return door.read(bo, room_hours_of, code, day)

    assert [str(one.ends) for one in of(WEDNESDAY)] == ["15:00:00"]
    values: dict[str, Any] = {"room": "broen", "weekday": 3, "spans": "12:00-20:00"}
    door.change(OWNER, put_in, "room_hours", values)
    assert [(str(one.starts), str(one.ends)) for one in of(WEDNESDAY)] == [("12:00:00", "15:00:00")]
    assert of(date(2026, 11, 19)) == ()
    assert of(WEDNESDAY, "no_such") == ()


def test_a_night_on_which_the_clock_is_moved_has_an_hour_more_or_less(
    door: Door, bo: Who, mette: Who, clock: HandClock
) -> None:
    works(door, mette, 7, "01:00-05:00")

    def visits(first: date) -> list[int]:
        found = door.read(bo, availability.free_times, first, first + timedelta(days=14),
                          kind="home_visit", minutes=60)  # fmt: skip
        sundays = [first + timedelta(days=n) for n in (0, 7, 14)]
        return [sum(local_date(one.starts_at) == day for one in found) for day in sundays]

    clock.now = at("2026-10-01T10:00")
    assert visits(date(2026, 10, 18)) == [13, 17, 13]
    assert visits(date(2027, 3, 21)) == [13, 9, 13]
