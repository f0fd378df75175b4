"""The diary of some days: who and which room is taken when, and which days a course has.

Read once for all the days that are looked at, so that a week of all coaches, or a whole series,
costs a handful of questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import courses, minutes
from din_indgang_tui.house.course_weeks import Weeks
from din_indgang_tui.house.courses import Course
from din_indgang_tui.store.unit import Reading

HELD = ("booked", "attended")  # a slot that takes its time, as the triggers of schema.sql have it


_Key = TypeVar("_Key", int, str)


class DiaryEntry(NamedTuple):
    """What takes time: minutes since 1970. A tuple, since a strip reads thousands.


    One slot, or without a slot and a citizen the meeting of a group, which takes its leader and its
    room; who comes to it may have something else.
    """

    slot_id: int | None
    citizen_id: int | None
    coach_id: int | None
    room: str | None
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Diary:
    """What is taken, by day, as the bits of `house/minutes.py`."""

    coaches: dict[tuple[int, date], int]
    rooms: dict[tuple[str, date], int]
    citizens: dict[tuple[int, date], int]
    entries: tuple[DiaryEntry, ...]
    groups: dict[tuple[int, date], int]  # of what is taken of the coaches: the meetings of groups

    def at(self, start: int, end: int) -> Iterator[DiaryEntry]:
        """What takes any of that time."""
        return (one for one in self.entries if one.start < end and one.end > start)

    def without(self, slot_id: int) -> Diary:
        """The same `but` for one slot: what it takes is free, unless another takes it as well."""
        gone = next((one for one in self.entries if one.slot_id == slot_id), None)
        if gone is None:
            return self
        left = tuple(one for one in self.entries if one is not gone)
        coaches, rooms, citizens = dict(self.coaches), dict(self.rooms), dict(self.citizens)
        day = local_date(minutes.moment_at(gone.start))
        for on in (day, day + timedelta(days=1)):
            if gone.citizen_id is not None:
                _again(
                    citizens,
                    (gone.citizen_id, on),
                    (one for one in left if one.citizen_id == gone.citizen_id),
                )
            if gone.coach_id is not None:
                _again(
                    coaches,
                    (gone.coach_id, on),
                    (one for one in left if one.coach_id == gone.coach_id),
                )
            if gone.room is not None:
                _again(rooms, (gone.room, on), (one for one in left if one.room == gone.room))
        return Diary(coaches, rooms, citizens, left, self.groups)


def _again(
    taken: dict[tuple[_Key, date], int], key: tuple[_Key, date], by: Iterable[DiaryEntry]
) -> None:
    """Reckon once more what is taken of one day."""
    if key in taken:
        taken[key] = 0
        for one in by:
            taken[key] |= minutes.between(one.start, one.end, key[1])


def diary(reading: Reading, first: date, last: date, *, but: int | None = None) -> Diary:
    """All that takes time from `first` to `last`, both included, `but` for one slot."""
    coaches: dict[tuple[int, date], int] = {}
    rooms: dict[tuple[str, date], int] = {}
    citizens: dict[tuple[int, date], int] = {}
    groups: dict[tuple[int, date], int] = {}
    entries = []
    one_day = timedelta(days=1)
    days: dict[str, tuple[date, int, int]] = {}  # each by its text: its first minute, and the next
    for row in reading.rows(
        "SELECT id, citizen_id, coach_id, room, kind, unixepoch(starts_at) / 60,"
        " unixepoch(ends_at) / 60, starts_on FROM slot"
        " WHERE starts_on BETWEEN :first AND :last AND status IN ('booked', 'attended')"
        " AND id IS NOT :but"
        " UNION ALL SELECT NULL, NULL, leader_id, room, 'group', unixepoch(starts_at) / 60,"
        " unixepoch(ends_at) / 60, starts_on FROM group_session"
        " WHERE starts_on BETWEEN :first AND :last AND status IN ('planned', 'held')",
        # One that begins late in the evening may last until the next morning.
        {"first": (first - one_day).isoformat(), "last": last.isoformat(), "but": but},
    ):
        slot_id, citizen_id, coach_id, room, kind, start, stop, on = row
        entries.append(DiaryEntry(slot_id, citizen_id, coach_id, room, kind, start, stop))
        if on not in days:
            day = date.fromisoformat(on)
            days[on] = (day, minutes.midnight(day), minutes.midnight(day + one_day))
        day, begins, ends = days[on]
        parts = [(day, (1 << stop - begins) - (1 << start - begins))]
        if stop > ends:
            next_day = day + one_day
            parts = [(one, minutes.between(start, stop, one)) for one in (day, next_day)]
        for day, bits in parts:
            if citizen_id is not None:
                citizens[citizen_id, day] = citizens.get((citizen_id, day), 0) | bits
            if coach_id is not None:
                coaches[coach_id, day] = coaches.get((coach_id, day), 0) | bits
                if slot_id is None:
                    groups[coach_id, day] = groups.get((coach_id, day), 0) | bits
            if room is not None:
                rooms[room, day] = rooms.get((room, day), 0) | bits
    return Diary(coaches, rooms, citizens, tuple(entries), groups)


@dataclass(frozen=True, slots=True)
class CourseDays:
    """The days of a course on which a slot of it may lie."""

    citizen_id: int
    weeks: Weeks
    closed_on: date | None

    def in_pause(self, day: date) -> bool:
        """Whether the course rests that day; a pause that lasts may last until then."""
        return any(
            one.first_on <= day and (one.last_on is None or day <= one.last_on)
            for one in self.weeks.pauses
        )

    def holds(self, day: date) -> bool:
        """Whether a slot of the course may lie on that day."""
        return (
            self.closed_on is None
            and self.weeks.opened_on <= day <= self.weeks.end_on
            and not self.in_pause(day)
        )


def course_days(reading: Reading, course_id: int) -> CourseDays:
    """The days of a course. Raises DeskError where there is none."""
    return days_of(courses.one(reading, course_id))


def days_of(course: Course) -> CourseDays:
    """The days of a course that was read already."""
    return CourseDays(course.citizen_id, course.weeks, course.closed_on)
