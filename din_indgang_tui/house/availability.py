"""Free times: within working hours, the house open, nothing booked, a room free where needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import partial

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import minutes, verdicts
from din_indgang_tui.house.verdicts import Known, Wanted, known_kind
from din_indgang_tui.house.working_time import days_of
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.store.unit import Reading, reads

HALF_HOUR = 30  # minutes: one sign of the week's grid
_AT_A_TIME = 14  # days that are read at once by who looks for the next free time
_HORIZON = 26 * 7  # days: what is further away is no next free time
NEAR_DAYS = 7  # days after a date within which something near it is proposed


class Cell(StrEnum):
    """What half an hour of a colleague is; `busy` is a meeting and the like, no slot."""

    FREE = "free"
    TAKEN = "taken"
    GROUP = "group"  # leads the meeting of a group
    BUSY = "busy"
    OFF = "off"  # not at work, the house closed, or over


@dataclass(frozen=True, slots=True)
class Free:
    """A time that can be booked as it stands; no room where none is needed, or the house has none.

    `room` is a code, `room_label` what the house calls it.
    """

    starts_at: datetime
    minutes: int
    coach_id: int
    coach: str
    room: str | None
    room_label: str = ""


@dataclass(frozen=True, slots=True)
class WeekDay:
    """One day of the grid: its half hours (UTC), and why the house holds closed where it does."""

    day: date
    starts: tuple[datetime, ...]
    closed: bool
    label: str


@dataclass(frozen=True, slots=True)
class CoachWeek:
    """A colleague's week: for each day a cell for each half hour; `free` is half hours."""

    coach_id: int
    initials: str
    name: str
    cells: tuple[tuple[Cell, ...], ...]
    free: int


@dataclass(frozen=True, slots=True)
class Week:
    """All coaches' week; `citizen` says of each half hour whether the citizen has something."""

    monday: date
    days: tuple[WeekDay, ...]
    coaches: tuple[CoachWeek, ...]
    citizen: tuple[tuple[bool, ...], ...]


@dataclass(frozen=True, slots=True)
class WeekFree:
    """How many times are free in a week, one after the other; closed where it is all the week."""

    monday: date
    free: int
    closed: bool


@reads(DESK)
def free_times(
    reading: Reading,
    first: date,
    last: date,
    *,
    coach_id: int | None = None,
    citizen_id: int | None = None,
    kind: str = "coaching",
    minutes: int | None = None,
    course_id: int | None = None,
    but: int | None = None,
) -> list[Free]:
    """Every quarter of an hour from now on at which a time can begin, in order, then by name.

    From `first` to `last`, both included; with nobody named, of all who may be booked. `but` for
    one slot, which is to be moved. Raises DeskError for a kind that cannot be booked.
    """
    length = known_kind(reading, kind, minutes)
    of = verdicts.known(reading, first, last, course_id=course_id, but=but)
    reading.about(citizen_id)
    some = [Wanted(citizen_id, one, kind, length) for one in _coaches(of, coach_id)]
    return [free for day in days_of(first, last) for free in _of_day(of, some, day)]


@reads(DESK)
def next_free(
    reading: Reading,
    *,
    coach_id: int | None = None,
    citizen_id: int | None = None,
    kind: str = "coaching",
    minutes: int | None = None,
    after: datetime | None = None,
    count: int = 3,
    course_id: int | None = None,
    but: int | None = None,
) -> list[Free]:
    """The next times that can be booked, none overlapping the one before, that suit the citizen.

    From now on, or not before `after`; within half a year, and within the course where there is
    one. With nobody named, whoever has most time that day. Raises DeskError as `free_times`.
    """
    length = known_kind(reading, kind, minutes)
    return following(
        reading,
        coach_id=coach_id,
        citizen_id=citizen_id,
        kind=kind,
        length=length,
        after=after,
        count=count,
        course_id=course_id,
        but=but,
    )


def following(
    reading: Reading,
    *,
    coach_id: int | None,
    citizen_id: int | None,
    kind: str,
    length: int,
    after: datetime | None,
    count: int = 3,
    course_id: int | None = None,
    but: int | None = None,
    known: Callable[[date, date], Known] | None = None,
) -> list[Free]:
    """As `next_free`, of a kind that is not asked about: the house may have retired it since.

    `known` reads some days, course and all, for who has read them already.
    """
    known = known or partial(verdicts.known, reading, course_id=course_id, but=but)
    begin = max(reading.now, after or reading.now)
    day = local_date(begin)
    horizon = day + timedelta(days=_HORIZON)
    reading.about(citizen_id)
    found: list[Free] = []
    while len(found) < count and day <= horizon:
        last = day + timedelta(days=_AT_A_TIME - 1)
        of = known(day, last)
        some = [Wanted(citizen_id, one, kind, length) for one in _coaches(of, coach_id)]
        for on in days_of(day, last):
            for free in _of_day(of, _most_time_first(of, some, on), on):
                gap = timedelta(minutes=length)
                if free.starts_at < begin or (found and free.starts_at < found[-1].starts_at + gap):
                    continue
                found.append(free)
                if len(found) == count:
                    return found
        if of.course is not None and last >= of.course.weeks.end_on:
            break
        day = last + timedelta(days=1)
    return found


def then(of: Known, starts_at: datetime, *, citizen_id: int, kind: str, length: int) -> list[Free]:
    """Who is free at that very time (UTC), by name, for a kind that may be retired since."""
    some = [Wanted(citizen_id, one, kind, length) for one in _coaches(of, None)]
    free = _of_day(of, some, local_date(starts_at))
    return [one for one in free if one.starts_at == starts_at]


def near(of: Known, wanted: Wanted, about: datetime, count: int = 3) -> tuple[Free, ...]:
    """Free times near one that cannot be had: the same day first, then the week after it.

    None overlaps another of them. `of` must have been read for a week more.
    """
    found: list[Free] = []
    day = local_date(about)
    wall = minutes.of_moment(about) - minutes.midnight(day)
    length = timedelta(minutes=wanted.minutes)
    for offset in range(NEAR_DAYS):
        on = day + timedelta(days=offset)
        if on > of.timetable.last:
            break
        there = sorted(
            _of_day(of, [wanted], on),
            key=lambda free: abs(minutes.of_moment(free.starts_at) - minutes.midnight(on) - wall),
        )
        for free in there:
            if all(abs(free.starts_at - other.starts_at) >= length for other in found):
                found.append(free)
                if len(found) == count:
                    return tuple(found)
    return tuple(found)


@reads(DESK)
def week(
    reading: Reading,
    monday: date,
    *,
    first_coach_id: int | None = None,
    citizen_id: int | None = None,
) -> Week:
    """All coaches' half hours within the opening hours of that week: one first, then by free time.

    Only days of the week on which the house opens, whether it holds closed on that date or not.
    """
    days = [one for one in days_of(monday, monday + timedelta(days=6))]
    of = verdicts.known(reading, days[0], days[-1])
    reading.about(citizen_id)
    grid = [
        WeekDay(
            day,
            tuple(
                minutes.moment_at(minutes.midnight(day) + start) for start in _half_hours(of, day)
            ),
            day in of.timetable.closed,
            of.timetable.closed.get(day, ""),
        )
        for day in days
        if of.timetable.opening.get(day.isoweekday())
    ]
    coaches = []
    for one in of.timetable.offered():
        cells = tuple(_cells(of, one.staff_id, there.day) for there in grid)
        free = sum(cell is Cell.FREE for row in cells for cell in row)
        coaches.append(CoachWeek(one.staff_id, one.initials, one.name, cells, free))
    coaches.sort(key=lambda one: (one.coach_id != first_coach_id, -one.free))
    return Week(
        monday,
        tuple(grid),
        tuple(coaches),
        tuple(
            tuple(
                bool(
                    of.diary.citizens.get((citizen_id, there.day), 0)
                    & minutes.stretch(start, start + HALF_HOUR)
                )
                if citizen_id is not None
                else False
                for start in _half_hours(of, there.day)
            )
            for there in grid
        ),
    )


@reads(DESK)
def weeks(
    reading: Reading,
    monday: date,
    count: int = 12,
    *,
    coach_id: int | None = None,
    citizen_id: int | None = None,
    kind: str = "coaching",
    minutes: int | None = None,
) -> list[WeekFree]:
    """How many times can still be booked in each of so many weeks, of all or of one colleague."""
    length = known_kind(reading, kind, minutes)
    last = monday + timedelta(weeks=count, days=-1)
    of = verdicts.known(reading, monday, last)
    reading.about(citizen_id)
    some = [Wanted(citizen_id, one, kind, length) for one in _coaches(of, coach_id)]
    found = []
    for number in range(count):
        first = monday + timedelta(weeks=number)
        days = [day for day in days_of(first, first + timedelta(days=6))]
        free = sum(_how_many(of, some, day, length) for day in days)
        found.append(WeekFree(first, free, not any(of.timetable.house(day) for day in days)))
    return found


def _coaches(of: Known, coach_id: int | None) -> list[int]:
    if coach_id is not None:
        return [coach_id]
    return [one.staff_id for one in of.timetable.offered()]


def _to_come(of: Known, day: date) -> int:
    """The minutes of a day that are not over."""
    over = of.now - minutes.midnight(day)
    return -1 if over <= 0 else -1 << over


def _starts(of: Known, wanted: Wanted, day: date, rooms: int) -> int:
    """The minutes of a day at which it can begin; `rooms` as of `Known.some_room`."""
    bits = minutes.starts(of.free(wanted, day) & _to_come(of, day), wanted.minutes)
    return bits if wanted.outside else bits & rooms


def _rooms(of: Known, some: list[Wanted], day: date) -> int:
    if not some or some[0].outside:
        return -1
    return of.some_room(day, some[0].minutes)


def _of_day(of: Known, some: list[Wanted], day: date) -> Iterator[Free]:
    """The times of a day in order; of two at once in the order of `some`."""
    rooms = _rooms(of, some, day)
    starts = sorted(
        (start, place)
        for place, wanted in enumerate(some)
        for start in minutes.each(_starts(of, wanted, day, rooms))
    )
    first = minutes.midnight(day)
    for start, place in starts:
        wanted = some[place]
        room = None
        if not wanted.outside:
            rooms_free = of.rooms_free(day, start, wanted.minutes)
            room = wanted.room if wanted.room in rooms_free else next(iter(rooms_free), None)
        yield Free(
            minutes.moment_at(first + start),
            wanted.minutes,
            wanted.coach_id,
            of.timetable.colleagues[wanted.coach_id].name,
            room,
            of.timetable.rooms[room] if room is not None else "",
        )


def _most_time_first(of: Known, some: list[Wanted], day: date) -> list[Wanted]:
    return sorted(some, key=lambda one: -of.free(one, day).bit_count())


def _how_many(of: Known, some: list[Wanted], day: date, length: int) -> int:
    rooms = _rooms(of, some, day)
    # Where one time ends the next begins on a quarter of an hour.
    taken = -(-length // minutes.STEP) * minutes.STEP
    return sum(minutes.how_many(_starts(of, one, day, rooms), taken) for one in some)


def _half_hours(of: Known, day: date) -> range:
    """The half hours in which the house is open on that day of the week, from midnight on."""
    bits = minutes.of_spans(of.timetable.opening.get(day.isoweekday(), ()), day)
    if not bits:
        return range(0)
    first = (bits & -bits).bit_length() - 1
    return range(first // HALF_HOUR * HALF_HOUR, bits.bit_length(), HALF_HOUR)


def _cells(of: Known, staff_id: int, day: date) -> tuple[Cell, ...]:
    taken = of.diary.coaches.get((staff_id, day), 0)
    groups = of.diary.groups.get((staff_id, day), 0)
    busy = of.timetable.busy(staff_id, day) & of.timetable.own(staff_id, day)
    works = of.timetable.works(staff_id, day) & _to_come(of, day)
    cells = []
    for start in _half_hours(of, day):
        here = minutes.stretch(start, start + HALF_HOUR)
        if here & groups:
            cells.append(Cell.GROUP)
        elif here & taken:
            cells.append(Cell.TAKEN)
        elif here & busy:
            cells.append(Cell.BUSY)
        else:
            cells.append(Cell.FREE if here & works == here else Cell.OFF)
    return tuple(cells)
