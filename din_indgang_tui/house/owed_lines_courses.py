"""What is owed of courses: what comes after one that comes near its end, and its closing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta

from din_indgang_tui.house import courses, settings
from din_indgang_tui.house.course_weeks import WEEK, Weeks
from din_indgang_tui.house.courses import Course
from din_indgang_tui.house.owed_line import AHEAD, Asked, OwedKind, OwedLine, line, near
from din_indgang_tui.i18n import _
from din_indgang_tui.store.roles import COACHES
from din_indgang_tui.store.unit import Reading
from din_indgang_tui.words import full_day


def of_courses(reading: Reading, asked: Asked) -> Iterator[OwedLine]:
    """All of these, in no order, without the names of citizens."""
    to_close = _to_close(reading, asked)
    numbers = [*_old_enough(reading, asked), *to_close]
    found = list(courses.some(reading, numbers).values())
    talked = _last_talks(reading, found)
    for course in found:
        if (decided_on := to_close.get(course.course_id)) is not None:
            yield _decided(course, decided_on, reading.today)
        elif ends_soon(course.weeks, reading.today):
            yield _ends(course, reading.today)
        elif to_talk_about(course.weeks, talked.get(course.citizen_id), reading.today):
            yield _after(course, reading.today)


def _old_enough(reading: Reading, asked: Asked) -> list[int]:
    """Open courses that may be near their end. A pause only moves it away, so none is missed."""
    house = settings.current(reading)
    warned = timedelta(days=(house.first_warning_week - 1) * WEEK - asked.ahead)
    soon = timedelta(days=max(AHEAD, (house.course_weeks - house.second_warning_week + 1) * WEEK))
    rows = reading.rows(
        "SELECT id, coach_id FROM course WHERE closed_on IS NULL"
        " AND (opened_on <= :warned OR planned_end_on <= :soon)"
        + (" AND citizen_id = :whose" if asked.citizen_id is not None else ""),
        {
            "warned": (reading.today - warned).isoformat(),
            "soon": (reading.today + soon).isoformat(),
            "whose": asked.citizen_id,
        },
    )
    return [row["id"] for row in rows if asked.is_theirs(row["coach_id"])]


def _to_close(reading: Reading, asked: Asked) -> dict[int, date]:
    """Open courses whose check was decided here, to close them, and the day; for coaches alone."""
    if reading.who.role not in COACHES:
        return {}
    rows = reading.rows(
        "SELECT o.id, o.citizen_id, o.coach_id, k.decided_on FROM course o"
        " CROSS JOIN check_decision k ON k.course_id = o.id"
        " WHERE o.closed_on IS NULL AND k.decision = 'close' AND k.imported = 0"
    )
    return {
        row["id"]: date.fromisoformat(row["decided_on"])
        for row in rows
        if asked.is_theirs(row["coach_id"]) and asked.citizen_id in (None, row["citizen_id"])
    }


def ends_soon(weeks: Weeks, today: date) -> bool:
    """Whether it is as near its end as the last warning is to the limit, or past it."""
    warned = weeks.limit_on - weeks.last_warning_on
    return near(weeks.end_on, today) or today >= weeks.end_on - warned


def to_talk_about(weeks: Weeks, talked_on: date | None, today: date) -> bool:
    """Whether it is time to ask what comes after, and no conversation was held since."""
    talk_on = to_talk_on(weeks)
    return near(talk_on, today) and (talked_on is None or talked_on < talk_on)


def to_talk_on(weeks: Weeks) -> date:
    """The day of the first warning; of a course the leader made longer as long before its end."""
    return weeks.first_warning_on + max(weeks.end_on - weeks.limit_on, timedelta())


def _decided(course: Course, decided_on: date, today: date) -> OwedLine:
    return line(
        OwedKind.ENDS,
        course.course_id,
        _("decided: close it"),
        what=_week(course),
        citizen_id=course.citizen_id,
        staff_id=course.coach_id,
        said=_("The check was decided {day}: close the course.").format(day=full_day(decided_on)),
    ).dated(decided_on, today)


def _ends(course: Course, today: date) -> OwedLine:
    ends_on = course.weeks.end_on
    return line(
        OwedKind.ENDS,
        course.course_id,
        _("close it, or agree on more") if ends_on < today else _("close it, or more time?"),
        what=_week(course),
        citizen_id=course.citizen_id,
        staff_id=course.coach_id,
        said=_("The course ends {day}.").format(day=full_day(ends_on))
        if ends_on >= today
        else _("The course was to end {day}.").format(day=full_day(ends_on)),
    ).dated(ends_on, today)


def _after(course: Course, today: date) -> OwedLine:
    return line(
        OwedKind.AFTER,
        course.course_id,
        _("what comes after?"),
        what=_week(course),
        citizen_id=course.citizen_id,
        staff_id=course.coach_id,
        said=_("The course ends {day}.").format(day=full_day(course.weeks.end_on)),
    ).dated(to_talk_on(course.weeks), today)


def _week(course: Course) -> str:
    """`uge 16 af 20`."""
    weeks = course.weeks
    return _("week {n} of {count}").format(n=max(weeks.week, 1), count=weeks.count)


def _last_talks(reading: Reading, found: list[Course]) -> dict[int, date]:
    """When each of these citizens last held a goal and dream conversation."""
    rows = reading.rows(
        "SELECT citizen_id, max(held_on) AS held_on FROM conversation"
        " WHERE citizen_id IN (SELECT value FROM json_each(?)) AND state = 'held'"
        " GROUP BY citizen_id",
        (json.dumps([one.citizen_id for one in found]),),
    )
    return {row["citizen_id"]: date.fromisoformat(row["held_on"]) for row in rows}
