"""All that a screen about one course shows, read at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from din_indgang_tui.house import (
    checks,
    citizen_meetings,
    closing,
    conversations,
    course_activities,
    courses,
    goals,
    opening_hours,
    pauses,
    slots,
)
from din_indgang_tui.house.checks import Check
from din_indgang_tui.house.citizen_meetings import CitizenMeeting
from din_indgang_tui.house.course_activities import Activity
from din_indgang_tui.house.course_weeks import Weeks
from din_indgang_tui.house.courses import Course
from din_indgang_tui.house.goals import Goal, GoalSaid
from din_indgang_tui.house.slot_rows import Slot
from din_indgang_tui.store.roles import COACHES, DESK
from din_indgang_tui.store.unit import Reading, reads

_NEXT = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class CoursePage:
    """A course with what it holds. What was said in conversations is for coaches alone."""

    course: Course
    check: Check
    slots: tuple[Slot, ...]  # in order
    in_pause: tuple[Slot, ...]  # booked, to come, and within a pause: somebody has to decide
    meetings: tuple[CitizenMeeting, ...]  # of their groups while the course runs, in order
    activities: tuple[Activity, ...]  # in the order they begin
    own_words: str  # of the last conversation that was held; empty for a host
    goals: tuple[GoalSaid, ...]  # that stand, as they were said last; empty for a host
    feedback: Mapping[str, str]  # answers at the closing, by question; empty for a host
    shut_weeks: frozenset[int]  # weeks of the course in which the house does not open once


@reads(DESK, recorded=True)
def page(reading: Reading, course_id: int) -> CoursePage:
    """One course; that it was opened goes on record. Raises DeskError where it is gone."""
    return _page(reading, course_id)


@reads(DESK)
def page_again(reading: Reading, course_id: int) -> CoursePage:
    """The same of one that is open already: to look on is not to look again."""
    return _page(reading, course_id)


def _page(reading: Reading, course_id: int) -> CoursePage:
    course = courses.one(reading, course_id)
    words = ""
    standing: tuple[Goal, ...] = ()
    answers: dict[str, str] = {}
    if reading.who.role in COACHES:
        told = conversations.of_citizen(reading, course.citizen_id)
        words = next((one.own_words for one in told if not one.in_progress), "")
        standing = goals.open_of(reading, course.citizen_id)
        answers = {} if course.is_open else closing.feedback(reading, course_id)
    times = tuple(slots.of_course(reading, course_id))
    last = course.closed_on or course.weeks.end_on
    if course.is_open and last < reading.today:
        last = reading.today + _NEXT  # past its end it still has what comes next
    rests = [pause.days for pause in course.pauses]
    return CoursePage(
        course=course,
        check=checks.checks_of(reading, [course])[0],
        slots=times,
        in_pause=pauses.within(times, rests, reading.now) if course.is_open else (),
        meetings=citizen_meetings.of_days(reading, course.citizen_id, course.opened_on, last),
        activities=course_activities.of_course(reading, course_id),
        own_words=words,
        goals=tuple(goal.latest for goal in standing),
        feedback=answers,
        shut_weeks=_shut_weeks(reading, course.weeks),
    )


def _shut_weeks(reading: Reading, weeks: Weeks) -> frozenset[int]:
    first, last = weeks.opened_on, weeks.begins(weeks.count + 1)
    open_on = {hours.weekday for hours in opening_hours.week(reading) if hours.opens}
    rows = reading.rows(
        "SELECT day FROM closed_day WHERE day BETWEEN ? AND ?",
        (first.isoformat(), last.isoformat()),
    )
    shut: dict[int, set[int]] = {}
    for row in rows:
        day = date.fromisoformat(row["day"])
        shut.setdefault(weeks.of(day), set()).add(day.isoweekday())
    return frozenset(week for week, days in shut.items() if open_on <= days)
