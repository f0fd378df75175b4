"""What is free, found minute by minute in plain Python, sharing no line with the house."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Copenhagen")
MINUTE = timedelta(minutes=1)

Hours = list[tuple[str, str]]  # ("09:00", "12:00")


@dataclass
class Other:
    """Days that are other than the pattern."""

    first: date
    last: date
    effect: str
    hours: Hours = field(default_factory=list)


@dataclass
class Booked:
    """A slot that takes its time."""

    citizen: int
    coach: int | None
    room: str | None
    start: datetime
    minutes: int


@dataclass
class House:
    """A small house: hours by the ISO day of the week, colleagues by their number."""

    opening: dict[int, Hours]
    closed: set[date]
    patterns: dict[int, dict[int, Hours]]
    coaches: set[int]  # those who have the house's hours where they have none of their own
    others: dict[int, list[Other]]
    rooms: dict[str, dict[int, Hours]]
    booked: list[Booked]
    now: datetime
    course: tuple[date, date, list[tuple[date, date]]] | None = None
    # Working minutes by colleague, day and whether outside, reckoned once: booking changes none.
    known: dict[tuple[int, date, bool], set[datetime]] = field(default_factory=dict)


@cache
def wall(day: date, at: str) -> datetime:
    """When the clock shows that: the first of two, and the first after one that is skipped."""
    naive = datetime.combine(day, time.fromisoformat(at))
    while True:
        moment = naive.replace(tzinfo=ZONE).astimezone(UTC)
        if moment.astimezone(ZONE).replace(tzinfo=None) == naive:
            return moment
        naive += MINUTE


@cache
def day_of(minute: datetime) -> date:
    """The day it is in the house."""
    return minute.astimezone(ZONE).date()


def within(hours: Hours, minute: datetime) -> bool:
    """Whether a minute lies in these hours of its day."""
    day = day_of(minute)
    return any(wall(day, begins) <= minute < wall(day, ends) for begins, ends in hours)


def others(house: House, coach: int, day: date, effect: str) -> list[Other]:
    """What is other for a colleague that day."""
    return [
        one
        for one in house.others.get(coach, [])
        if one.effect == effect and one.first <= day <= one.last
    ]


def house_is_open(house: House, minute: datetime) -> bool:
    """Whether somebody can be let in."""
    day = day_of(minute)
    return day not in house.closed and within(house.opening.get(day.isoweekday(), []), minute)


def is_busy(house: House, coach: int, minute: datetime) -> bool:
    """Whether a colleague is in a meeting."""
    day = day_of(minute)
    return any(within(one.hours, minute) for one in others(house, coach, day, "busy"))


def works(house: House, coach: int, minute: datetime, outside: bool) -> bool:
    """Whether a colleague can see somebody in that minute."""
    day = day_of(minute)
    if others(house, coach, day, "away") or is_busy(house, coach, minute):
        return False
    if not outside and not house_is_open(house, minute):
        return False
    instead = others(house, coach, day, "works")
    if instead:
        return any(within(one.hours, minute) for one in instead)
    if day in house.closed:
        return False
    if house.patterns.get(coach):
        return within(house.patterns[coach].get(day.isoweekday(), []), minute)
    if coach in house.coaches:
        return within(house.opening.get(day.isoweekday(), []), minute)
    return False


def works_on(house: House, coach: int, day: date, outside: bool) -> set[datetime]:
    """The minutes of a day in which a colleague can see somebody."""
    key = (coach, day, outside)
    if key not in house.known:
        there = minutes_of(wall(day, "00:00"), 25 * 60)
        house.known[key] = {
            one for one in there if day_of(one) == day and works(house, coach, one, outside)
        }
    return house.known[key]


def minutes_of(start: datetime, length: int) -> list[datetime]:
    """Each minute of a time."""
    return [start + n * MINUTE for n in range(length)]


def overlaps(one: Booked, start: datetime, length: int) -> bool:
    """Whether a slot takes any of that time."""
    return one.start < start + length * MINUTE and start < one.start + one.minutes * MINUTE


def room_is_free(house: House, room: str, start: datetime, length: int) -> bool:
    """Whether a room can be had for all of that time."""
    hours = house.rooms[room]
    for minute in minutes_of(start, length):
        day = day_of(minute)
        if not house_is_open(house, minute):
            return False
        if hours and not within(hours.get(day.isoweekday(), []), minute):
            return False
    return not any(one.room == room and overlaps(one, start, length) for one in house.booked)


def verdict(
    house: House, citizen: int, coach: int, start: datetime, length: int, room: str | None,
    outside: bool,
) -> str:  # fmt: skip
    """The first thing in the way, in the words of verdicts.Answer."""
    day = day_of(start)
    today = house.now.astimezone(ZONE).date()
    if day < today:
        return "past"
    if house.course is not None:
        opened, ends, pauses = house.course
        if day < opened:
            return "course"
        if day > ends:
            return "after_course"
        if any(first <= day <= last for first, last in pauses):
            return "pause"
    need = minutes_of(start, length)
    working = works_on(house, coach, day, outside)
    if not working.issuperset(need):
        if not working:
            if day in house.closed:
                return "closed"
            return "away" if others(house, coach, day, "away") else "outside_hours"
        if any(is_busy(house, coach, one) for one in need if day_of(one) == day):
            return "coach_busy"
        return "outside_hours"
    there = [one for one in house.booked if overlaps(one, start, length)]
    if any(one.citizen == citizen for one in there):
        return "citizen_taken"
    if any(one.coach == coach for one in there):
        return "coach_taken"
    if room is not None and not room_is_free(house, room, start, length):
        return "room_taken" if any(one.room == room for one in there) else "room_closed"
    return "free"


def can_begin(
    house: House, citizen: int, coach: int, start: datetime, length: int, outside: bool
) -> bool:
    """Whether a time can be booked from now on, in some room where one is needed."""
    if start < house.now or verdict(house, citizen, coach, start, length, None, outside) != "free":
        return False
    if outside or not house.rooms:
        return True
    return any(room_is_free(house, room, start, length) for room in house.rooms)


def quarters(day: date) -> list[datetime]:
    """Every quarter of an hour of a day, as it passes."""
    start = wall(day, "00:00")
    some = [start + 15 * n * MINUTE for n in range(100)]
    return [one for one in some if day_of(one) == day]
