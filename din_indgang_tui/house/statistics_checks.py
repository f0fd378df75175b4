"""The weekly figures of four-week checks: due, done, and due but not done.

A check is due so many days after its course opened, as many as the setting was on that day; pauses
move it (house/course_weeks.py). Moving a check at the desk moves the reminder, not this day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache, cached_property
from typing import ClassVar

from din_indgang_tui.house.course_weeks import PauseDays, moved
from din_indgang_tui.house.statistics_part import NEVER, Cell, Span, Total, through
from din_indgang_tui.store.unit import Reading

# One pass over the courses; of several decisions the earliest is the day on which it was done.
_COURSES = """
SELECT id, opened_on, check_days,
    (SELECT min(decided_on) FROM check_decision
     WHERE course_id = course.id AND decided_on <= :as_of) AS decided_on,
    CASE WHEN closed_on <= :as_of THEN closed_on END AS closed_on
FROM course NOT INDEXED WHERE opened_on <= :as_of
"""
_PAUSES = "SELECT course_id, first_on, last_on FROM course_pause WHERE first_on <= ?"


class Checks:
    """The checks of all courses, with what is known on the as-of day.

    A course has one when it was still open on the day it was due, or when one was decided.
    """

    empty: ClassVar[Mapping[str, Cell]] = {
        "checks_due": 0,
        "checks_done": 0,
        "checks_overdue_at_end": 0,
    }

    def __init__(self, reading: Reading, as_of: date) -> None:
        self._reading, self._as_of = reading, as_of

    @cached_property
    def _checks(self) -> list[tuple[str, str]]:
        """The days on which each is due and done (or NEVER)."""
        day = self._as_of.isoformat()
        pauses = pauses_until(self._reading, self._as_of)
        checks: list[tuple[str, str]] = []
        for course, opened, days, decided, closed in self._reading.rows(_COURSES, {"as_of": day}):
            due = due_text(opened, days)
            if course in pauses:
                known = date.fromisoformat(closed or day)
                due = moved(date.fromisoformat(due), pauses[course], known).isoformat()
            if decided or not closed or closed >= due:
                checks.append((due, decided or NEVER))
        return checks

    def weeks(self, span: Span) -> Mapping[str, Mapping[str, Cell]]:
        """Every week of the span, for a check stays overdue through weeks without any event."""
        due_at = [span.place(due) for due, _done in self._checks]
        done_at = [span.place(done) for _due, done in self._checks]
        overdue = through(due_at, done_at, len(span.edges))
        due, done = Counter(due_at), Counter(done_at)
        return {
            week: {
                "checks_due": due[n],
                "checks_done": done[n],
                "checks_overdue_at_end": overdue[n],
            }
            for n, week in enumerate(span.weeks, 1)
        }

    def totals(self, opened: date) -> Mapping[str, Total]:
        """None is published of checks."""
        return {}


def pauses_until(reading: Reading, as_of: date) -> dict[int, list[PauseDays]]:
    """The pauses that had begun by that day, by course."""
    pauses: dict[int, list[PauseDays]] = {}
    for course_id, first_on, last_on in reading.rows(_PAUSES, (as_of.isoformat(),)):
        last = date.fromisoformat(last_on) if last_on else None
        pauses.setdefault(course_id, []).append(PauseDays(date.fromisoformat(first_on), last))
    return pauses


@cache
def due_text(opened_on: str, check_days: int) -> str:
    """The day the check of a course without pauses is due, as an ISO text; many open on one day."""
    return (date.fromisoformat(opened_on) + timedelta(days=check_days)).isoformat()
