"""All that the decision of a four-week check stands on, read at one moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from din_indgang_tui.house import checks, citizen_meetings, conversations, goals, promises, slots
from din_indgang_tui.house.checks import Check
from din_indgang_tui.house.citizen_meetings import CitizenMeeting
from din_indgang_tui.house.codes import Attendance, SlotStatus
from din_indgang_tui.house.conversations import OwnWords
from din_indgang_tui.house.goals import Goal
from din_indgang_tui.house.promises import Promise
from din_indgang_tui.house.roll_rows import HERE
from din_indgang_tui.house.slot_rows import Slot
from din_indgang_tui.store.roles import COACHES
from din_indgang_tui.store.unit import Reading, reads

_AHEAD = timedelta(weeks=4)  # so far ahead the next meeting of a group is looked for


@dataclass(frozen=True, slots=True)
class GoalGoing:
    """One goal in the citizen's own words, and how they said it goes: 0 to 10, now and before."""

    words: str
    now: int | None
    before: int | None
    ended_how: str  # reached or let_go within the course; empty while it stands


@dataclass(frozen=True, slots=True)
class Came:
    """How they came to one kind of time (`kind`, a code) or to one group (`group`, its name).

    `here` of `of`; times the house cancelled, and those nobody marked, do not count. `sent_word`
    of those that they did not come to.
    """

    kind: str
    group: str
    here: int
    of: int
    sent_word: int


@dataclass(frozen=True, slots=True)
class Next:
    """What they come to next: with a colleague, or in a group."""

    starts_at: datetime
    coach: str
    group: str


@dataclass(frozen=True, slots=True)
class CheckPicture:
    """A check with what was said, tried and promised since the course opened."""

    check: Check
    words_then: str  # what they dreamt of when the course began; empty where nobody asked
    words_now: str  # what they say now, where that is something else
    talked_on: date | None  # when the last conversation was held
    goals: tuple[GoalGoing, ...]
    came: tuple[Came, ...]  # times first, then groups by name
    promises: tuple[Promise, ...]  # that stand open
    next: Next | None


@reads(COACHES, recorded=True)
def picture(reading: Reading, course_id: int) -> CheckPicture:
    """What a check stands on; that it was looked at goes on record.

    Raises DeskError where the course is gone.
    """
    return picture_again(reading, course_id)


@reads(COACHES)
def picture_again(reading: Reading, course_id: int) -> CheckPicture:
    """The same of one that is looked at already: to look on is not to look again."""
    check = checks.of_course(reading, course_id)
    whose = check.citizen_id
    said = conversations.words_of(reading, whose)
    then, now = _words(said, check.opened_on)
    times = slots.of_citizen(reading, whose)
    last = check.closed_on or reading.today
    meetings = citizen_meetings.of_days(reading, whose, check.opened_on, last)
    return CheckPicture(
        check=check,
        words_then=then,
        words_now=now,
        talked_on=said[0].held_on if said else None,
        goals=_goals(goals.of_citizen(reading, whose), check.opened_on),
        came=(
            *_came_to_times(one for one in times if one.course_id == course_id),
            *_came_to_groups(meetings),
        ),
        promises=promises.open_of(reading, whose),
        next=_next(reading, whose, times),
    )


def _words(said: Iterable[OwnWords], opened: date) -> tuple[str, str]:
    """What they said when the course began, and what they say now; newest first in `said`."""
    found = [one for one in said if one.own_words or one.matters_now]
    if not found:
        return "", ""
    latest = found[0]
    then = next((one for one in found if one.held_on <= opened), found[-1])
    if latest is then:
        return then.own_words, then.matters_now
    now = latest.own_words or latest.matters_now
    return then.own_words, now if now != then.own_words else latest.matters_now


def _goals(spoken_of: Iterable[Goal], opened: date) -> tuple[GoalGoing, ...]:
    found = []
    for goal in spoken_of:
        if goal.ended_on is not None and goal.ended_on < opened:
            continue
        going = [said.going for said in goal.said if said.going is not None]
        found.append(
            GoalGoing(
                words=goal.latest.words,
                now=going[0] if going else None,
                before=going[1] if len(going) > 1 else None,
                ended_how=goal.ended_how,
            )
        )
    return tuple(found)


def _came_to_times(times: Iterable[Slot]) -> tuple[Came, ...]:
    counted = (SlotStatus.ATTENDED, SlotStatus.NO_SHOW, SlotStatus.CANCELLED_CITIZEN)
    found: dict[str, list[SlotStatus]] = {}
    for slot in times:
        if slot.status in counted:
            found.setdefault(slot.kind, []).append(slot.status)
    return tuple(
        Came(
            kind=kind,
            group="",
            here=marks.count(SlotStatus.ATTENDED),
            of=len(marks),
            sent_word=marks.count(SlotStatus.CANCELLED_CITIZEN),
        )
        for kind, marks in found.items()
    )


def _came_to_groups(meetings: Iterable[CitizenMeeting]) -> tuple[Came, ...]:
    found: dict[str, list[Attendance]] = {}
    for one in meetings:
        if one.mark is not None:
            found.setdefault(one.session.group, []).append(one.mark)
    return tuple(
        Came(
            kind="",
            group=group,
            here=sum(mark in HERE for mark in marks),
            of=len(marks),
            sent_word=marks.count(Attendance.EXCUSED),
        )
        for group, marks in sorted(found.items())
    )


def _next(reading: Reading, citizen_id: int, times: Iterable[Slot]) -> Next | None:
    coming = [
        Next(slot.starts_at, slot.coach, "")
        for slot in times
        if slot.status is SlotStatus.BOOKED and slot.starts_at > reading.now
    ]
    last = reading.today + _AHEAD
    coming += [
        Next(one.starts_at, one.leader, one.group)
        for one in citizen_meetings.planned(reading, citizen_id, reading.today, last)
        if one.starts_at > reading.now
    ]
    return min(coming, key=lambda one: one.starts_at, default=None)
