"""A series of times: every Tuesday at 10.00, eight times, with an answer for each date first.

A series is reckoned by the clock on the wall, so that 10.00 stays 10.00 across the nights on which
it is moved. Nothing is saved before somebody has seen every answer, and then all of it or nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from din_indgang_tui.clock import NoSuchTime, from_wall_clock, local_date, stored
from din_indgang_tui.house import availability, citizen_meetings, living, minutes, slots
from din_indgang_tui.house import verdicts as judging
from din_indgang_tui.house.availability import NEAR_DAYS, Free
from din_indgang_tui.house.codes import SlotStatus
from din_indgang_tui.house.coming_days import LATEST
from din_indgang_tui.house.group_session_rows import Session
from din_indgang_tui.house.slot_columns import PART
from din_indgang_tui.house.slot_rows import Slot
from din_indgang_tui.house.slots import NewSlot
from din_indgang_tui.house.taken import Taken
from din_indgang_tui.house.verdicts import Answer, Judged, Known, Wanted, known_kind
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.store.unit import Reading, Unit, changes, reads
from din_indgang_tui.words import near_time

MOST_TIMES = 52
MOST_WEEKS_BETWEEN = 8


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked for: `times` dates from the first that fits on or after `first`, at a time on
    the wall.

    `minutes`: as long as the kind takes where none are given. `weekdays` by their ISO numbers (1 is
    Monday); none: the day of the week of `first`.
    """

    citizen_id: int
    course_id: int | None
    coach_id: int
    first: date
    time: time
    kind: str = "coaching"
    minutes: int | None = None
    room: str | None = None
    every_weeks: int = 1
    weekdays: tuple[int, ...] = ()
    times: int = 8
    place: str = ""  # where, when it is not in the house
    note: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer for one date, in a few words, with the times near it that could be had instead.

    `starts_at` is None for a time that was skipped that night. A proposal at the same time is
    another room.
    """

    number: int  # from 1
    day: date
    starts_at: datetime | None
    answer: Answer
    words: str
    proposals: tuple[Free, ...] = ()
    minutes: int = 0
    groups: tuple[Session, ...] = ()  # meetings that the citizen has a place in, on any date

    def group_at(self, starts_at: datetime | None) -> str:
        """`har Madlavning da` of this date at that time, for the middle of a line, or nothing."""
        if starts_at is None:
            return ""
        return citizen_meetings.then(self.groups, starts_at, self.minutes)


@dataclass(frozen=True, slots=True)
class Chosen:
    """One date that is to be booked, as it was asked for or as it was proposed."""

    number: int
    starts_at: datetime
    room: str | None = None


class SeriesRefused(DeskError):
    """One of the dates cannot be booked any more, so none was: `number` says which."""

    def __init__(self, message: str, *, number: int, next_free: tuple[Free, ...]) -> None:
        super().__init__(message, field="series")
        self.number = number
        self.next_free = next_free


@reads(DESK)
def verdicts(reading: Reading, ask: Ask) -> list[Verdict]:
    """The answer for every date. Raises DeskError, by its field, for what cannot be asked."""
    living.still_here(reading, ask.citizen_id)
    length = known_kind(reading, ask.kind, ask.minutes)
    wall_times = list(_rule(ask, reading.today))
    first, last = wall_times[0].date(), wall_times[-1].date()
    # Before its first day no date is near, and after its last day a week is.
    of = judging.known(
        reading,
        first,
        last + timedelta(days=NEAR_DAYS),
        course_id=ask.course_id,
    )
    reading.about(ask.citizen_id)
    wanted = Wanted(ask.citizen_id, ask.coach_id, ask.kind, length, ask.room)
    groups = citizen_meetings.planned(
        reading, ask.citizen_id, first, last + timedelta(days=NEAR_DAYS)
    )
    judged = [_judged(of, wanted, wall) for wall in wall_times]
    # What the series takes itself is no proposal for another of its dates.
    for _wall, starts_at, one in judged:
        if one.answer is Answer.FREE and starts_at is not None:
            _take(of, wanted, starts_at)
    return [
        Verdict(
            number,
            wall.date(),
            starts_at,
            one.answer,
            one.words,
            _proposals(of, wanted, wall, starts_at, one),
            length,
            groups,
        )
        for number, (wall, starts_at, one) in enumerate(judged, start=1)
    ]


@changes(DESK, PART)
def book_series(unit: Unit, ask: Ask, chosen: Sequence[Chosen]) -> list[Slot]:
    """Book the dates that were chosen, all or none. Returns them as they stand, in their order.

    Raises SeriesRefused, with the number of the date and why, where one cannot be had any more;
    DeskError where none is chosen.
    """
    if not chosen:
        raise DeskError(_("Choose at least one date."), field="series")
    living.still_here(unit, ask.citizen_id)
    rule = _rule(ask, unit.today)
    series_id = unit.insert(
        "slot_series",
        {
            "citizen_id": ask.citizen_id,
            "course_id": ask.course_id,
            "rule": str(rule),
            "created_at": stored(unit.now),
            "created_by": unit.who.staff_id,
        },
    )
    days = [local_date(one.starts_at) for one in chosen]
    of = judging.known(unit, min(days), max(days), course_id=ask.course_id)
    return [slots.one(unit, _book(unit, ask, one, series_id, of)) for one in chosen]


@reads(DESK)
def coming(reading: Reading, slot_id: int) -> tuple[Slot, ...]:
    """This time and those after it of its series that are still to come, in order.

    None of those that are marked already or were moved to another time: what was agreed of one
    alone stands. Empty where the time is of no series.
    """
    this = slots.one(reading, slot_id)
    if this.series_id is None:
        return ()
    return this, *(
        one
        for one in slots.of_citizen(reading, this.citizen_id)
        if one.series_id == this.series_id
        and one.status is SlotStatus.BOOKED
        and one.starts_at > max(this.starts_at, reading.now)
        and one.moved_from is None
    )


@changes(DESK, PART)
def cancel_rest(
    unit: Unit, shown: Sequence[tuple[int, int]], why: str = "", *, told: bool = False
) -> list[Slot]:
    """The house cancels a time and those of its series that come after, all or none.

    `shown`: number and version of each as it was shown to whoever decides; `told`: the citizen
    knows. Returns them. Raises Conflict where one was changed meanwhile, DeskError where one is not
    booked any more.
    """
    return [
        slots.mark(unit, slot_id, version, SlotStatus.CANCELLED_HOUSE, why, told=told)
        for slot_id, version in shown
    ]


def _book(unit: Unit, ask: Ask, one: Chosen, series_id: int, of: Known) -> int:
    new = NewSlot(
        ask.citizen_id,
        one.starts_at,
        ask.coach_id,
        kind=ask.kind,
        minutes=ask.minutes,
        room=one.room,
        place=ask.place,
        course_id=ask.course_id,
        note=ask.note,
    )
    try:
        return slots.insert(unit, new, series_id, of=of)
    except DeskError as error:
        said = _("{time}: {why} Nothing was booked.").format(
            time=near_time(one.starts_at, unit.today), why=error.message
        )
        instead = error.next_free if isinstance(error, Taken) else ()
        raise SeriesRefused(said, number=one.number, next_free=instead) from error


def _rule(ask: Ask, today: date) -> Any:
    """The rule in local time, as RFC 5545 has it. Raises DeskError for what cannot be asked."""
    from dateutil import rrule  # which the start of the desk need not wait for

    if not 1 <= ask.times <= MOST_TIMES:
        raise DeskError(
            _("Write how many times, from 1 to {most}.").format(most=MOST_TIMES), field="times"
        )
    if not 1 <= ask.every_weeks <= MOST_WEEKS_BETWEEN:
        raise DeskError(
            _("Write how many weeks between, from 1 to {most}.").format(most=MOST_WEEKS_BETWEEN),
            field="every_weeks",
        )
    if not set(ask.weekdays) <= set(range(1, 8)):
        raise DeskError(_("Choose days from Monday to Sunday."), field="weekdays")
    if ask.time.minute % minutes.STEP or ask.time.second:
        raise DeskError(
            _("A time begins on a quarter of an hour, like 10.00 or 10.15."), field="time"
        )
    if abs(ask.first - today) > LATEST:
        raise DeskError(_("That day is too far away. Look at the year."), field="first")
    weekdays = ask.weekdays or (ask.first.isoweekday(),)
    # Weeks are counted from the first date there is: `every other Tuesday from Saturday on` begins
    # on the next Tuesday, not on the one after.
    days = (ask.first + timedelta(days=n) for n in range(7))
    first = next(day for day in days if day.isoweekday() in weekdays)
    return rrule.rrule(
        rrule.WEEKLY,
        dtstart=datetime.combine(first, ask.time),
        interval=ask.every_weeks,
        byweekday=[number - 1 for number in weekdays],
        count=ask.times,
    )


def _judged(of: Known, wanted: Wanted, wall: datetime) -> tuple[datetime, datetime | None, Judged]:
    try:
        starts_at = from_wall_clock(wall)
    except NoSuchTime:
        return wall, None, Judged(Answer.NO_SUCH_TIME, _("the clock skips that time that night"))
    return wall, starts_at, judging.judge(of, wanted, starts_at)


def _take(of: Known, wanted: Wanted, starts_at: datetime) -> None:
    day = local_date(starts_at)
    start = minutes.of_moment(starts_at)
    assert wanted.citizen_id is not None
    key = (wanted.citizen_id, day)
    taken = minutes.between(start, start + wanted.minutes, day)
    of.diary.citizens[key] = of.diary.citizens.get(key, 0) | taken


def _proposals(
    of: Known, wanted: Wanted, wall: datetime, starts_at: datetime | None, judged: Judged
) -> tuple[Free, ...]:
    if judged.answer is Answer.FREE:
        return ()
    if starts_at is None:
        starts_at = minutes.moment_at(minutes.midnight(wall.date()))
    return availability.near(of, wanted, starts_at)
