"""What the booking screen asks of the house: for whom, what the marked time is, and the rooms.

Free times and the week come from `house/availability.py`; booking itself is `house/slots.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import (
    citizen_meetings,
    courses,
    enquiries,
    living,
    minutes,
    names,
    slots,
    verdicts,
)
from din_indgang_tui.house.availability import HALF_HOUR
from din_indgang_tui.house.courses import Course
from din_indgang_tui.house.slot_rows import Slot
from din_indgang_tui.house.verdicts import Answer, Wanted
from din_indgang_tui.house.working_time import days_of
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.store.unit import Reading, reads


@dataclass(frozen=True, slots=True)
class ForWhom:
    """Whom a time is for; `slot` is the one that is to be moved, where there is one."""

    citizen_id: int
    name: str  # as lists show it
    full_name: str
    course: Course | None
    slot: Slot | None


@dataclass(frozen=True, slots=True)
class Marked:
    """What is to be said of one time; `room` is the one it would be booked in, a code."""

    starts_at: datetime
    coach_id: int
    coach: str
    answer: Answer
    words: str  # for the middle of a line
    room: str | None
    room_label: str
    # What else the citizen has that day: the kind of a time, the name of a group.
    others: tuple[tuple[datetime, str], ...]
    group_then: str = ""  # that they have a group at that time, for the middle of a line

    @property
    def is_free(self) -> bool:
        """Whether it can be booked as it stands."""
        return self.answer is Answer.FREE


@dataclass(frozen=True, slots=True)
class RoomWeek:
    """A room's week: for each day, and each half hour of it, free, taken, or (None) not open."""

    code: str
    label: str
    cells: tuple[tuple[bool | None, ...], ...]


@reads(DESK)
def for_whom(
    reading: Reading, citizen_id: int, course_id: int | None = None, slot_id: int | None = None
) -> ForWhom:
    """Names, course and slot of a booking that begins. Raises DeskError where one is gone or died.

    A new time is in the course that is open, whoever books it and from whichever screen.
    """
    row = reading.one(
        "SELECT id AS citizen_id, given_name, family_name FROM citizen WHERE id = ?", (citizen_id,)
    )
    if row is None:
        raise DeskError(_("That person is not here any more."))
    reading.about(citizen_id)
    if slot_id is None:
        living.still_here(reading, citizen_id)  # before anybody looks for a time in vain
    slot = slots.one(reading, slot_id) if slot_id is not None else None
    if slot is not None and course_id is None:
        course_id = slot.course_id
    if slot is not None or course_id is not None:
        course = courses.one(reading, course_id) if course_id is not None else None
    else:
        course = courses.open_of(reading, citizen_id)
    return ForWhom(
        citizen_id,
        enquiries.short_name(row),
        names.full_name(row["given_name"], row["family_name"]) or enquiries.no_name(row),
        course,
        slot,
    )


@reads(DESK)
def marked(
    reading: Reading,
    starts_at: datetime,
    *,
    coach_id: int,
    citizen_id: int,
    kind: str,
    minutes_long: int,
    room: str | None = None,
    needs_room: bool = True,
    course_id: int | None = None,
    but: int | None = None,
) -> Marked:
    """What is to be said of this time (UTC): free, in which room, or what is in the way.

    Without a `room` the first one that is free is named, where one is needed at all. `but` is the
    slot that would be moved there.
    """
    day = local_date(starts_at)
    of = verdicts.known(reading, day, day, course_id=course_id, but=but)
    wanted = Wanted(citizen_id, coach_id, kind, minutes_long, room)
    reading.about(citizen_id)
    judged = verdicts.judge(of, wanted, starts_at)
    answer, words = judged.answer, judged.words
    if room is None and needs_room and not wanted.outside and of.timetable.rooms:
        start = minutes.of_moment(starts_at) - minutes.midnight(day)
        room = next(iter(of.rooms_free(day, start, minutes_long)), None)
        if room is None and answer is Answer.FREE:
            answer, words = Answer.ROOM_TAKEN, _("no room is free")
    colleague = of.timetable.colleagues.get(coach_id)
    first, last = minutes.midnight(day), minutes.midnight(day + timedelta(days=1))
    groups = citizen_meetings.planned(reading, citizen_id, day, day)
    others = [
        (minutes.moment_at(one.start), of.kinds.get(one.kind, one.kind))
        for one in of.diary.at(first, last)
        if one.citizen_id == citizen_id
    ]
    others += [(one.starts_at, one.group) for one in groups]
    return Marked(
        starts_at,
        coach_id,
        colleague.name if colleague is not None else "",
        answer,
        words,
        room,
        of.timetable.rooms.get(room, "") if room is not None else "",
        tuple(sorted(others)),
        citizen_meetings.then(groups, starts_at, minutes_long),
    )


@reads(DESK)
def rooms(reading: Reading, monday: date) -> tuple[RoomWeek, ...]:
    """The rooms' half hours in that week, on the days of the week on which the house opens.

    Each day begins with the earliest half hour in which the house opens that week, and ends with
    its own last one.
    """
    days = [day for day in days_of(monday, monday + timedelta(days=6))]
    of = verdicts.known(reading, days[0], days[-1])
    opening = {
        day: minutes.of_spans(of.timetable.opening.get(day.isoweekday(), ()), day) for day in days
    }
    firsts = [(bits & -bits).bit_length() - 1 for bits in opening.values() if bits]
    begins = min(firsts, default=0) // HALF_HOUR * HALF_HOUR
    found = []
    for code, label in of.timetable.rooms.items():
        cells = []
        for day, bits in opening.items():
            if not bits:
                continue
            usable, free = of.timetable.room(code, day), of.room_is_free(code, day)
            row: list[bool | None] = []
            for start in range(begins, bits.bit_length(), HALF_HOUR):
                here = minutes.stretch(start, start + HALF_HOUR)
                row.append(None if here & usable != here else here & free == here)
            cells.append(tuple(row))
        found.append(RoomWeek(code, label, tuple(cells)))
    return tuple(found)
