"""The weekly figures of conversations and courses, with what is published of closed courses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import ClassVar, NamedTuple

from din_indgang_tui.house.statistics_part import (
    NEVER,
    Cell,
    Middle,
    Ratio,
    Span,
    Total,
    between,
    counted,
    place,
    placing,
    through,
)
from din_indgang_tui.store.unit import Reading

# The longest that a course lasts in the concept: courses_past_20_weeks counts what is longer.
LIMIT_DAYS = 140

_CONVERSATIONS = {
    "conversations": "conversation WHERE state = 'held' AND held_week = week.name"
    " AND held_on <= :as_of",
}
# The first enquiry after the closing day is found in the index enquiry_citizen. Which of two
# enquiries on one day was the first changes nothing here: they are in one week, and whoever comes
# back after two closings on one day has come back once.
# Closed courses stand in order from the first to the latest (of one day the one that opened later,
# then the greater ref, and what the program itself wrote after what was imported).
_COURSES = """
SELECT citizen_id, opened_on, CASE WHEN closed_on <= :as_of THEN closed_on END AS closed,
    onward_support, formerly_assessed,
    (SELECT min(arrived_on) FROM enquiry AS later
     WHERE later.citizen_id = course.citizen_id
         AND arrived_on > closed_on AND arrived_on <= :as_of) AS came_again_on
FROM course NOT INDEXED WHERE opened_on <= :as_of
ORDER BY closed, opened_on, ref IS NULL, ref, id
"""


class Conversations:
    """Goal and dream conversations by the day they were held; one in progress is not yet held."""

    empty: ClassVar[Mapping[str, Cell]] = {"conversations": 0}

    def __init__(self, reading: Reading, as_of: date) -> None:
        self._reading = reading

    def weeks(self, span: Span) -> Mapping[str, Mapping[str, Cell]]:
        """Every week of the span."""
        return counted(self._reading, span, _CONVERSATIONS)

    def totals(self, opened: date) -> Mapping[str, Total]:
        """None is published of conversations."""
        return {}


class _Course(NamedTuple):
    """One course as of the day the figures are made for. Days are ISO texts, which sort as days."""

    citizen: int
    opened: str
    closed: str | None
    onward_support: str | None
    formerly_assessed: str | None
    returned: str | None  # the day of the first enquiry after it was closed


class Courses:
    """Courses that were opened by the as-of day; what was closed later is open still."""

    empty: ClassVar[Mapping[str, Cell]] = {
        "courses_opened": 0,
        "courses_closed": 0,
        "courses_open_at_end": 0,
        "courses_past_20_weeks": 0,
        "returned": 0,
    }

    def __init__(self, reading: Reading, as_of: date) -> None:
        rows = reading.rows(_COURSES, {"as_of": as_of.isoformat()})
        self._courses = list(map(_Course._make, rows))
        self._closed = [course for course in self._courses if course.closed]
        # The first enquiry after two closings is one return.
        self._returns = {(c.citizen, c.returned) for c in self._closed if c.returned}
        self._assessed = {
            row["code"] for row in reading.rows("SELECT code FROM onward_support WHERE assessed")
        }

    def weeks(self, span: Span) -> Mapping[str, Mapping[str, Cell]]:
        """Every week of the span, for courses stay open through weeks without any event."""
        past_place = placing(edge - timedelta(days=LIMIT_DAYS + 1) for edge in span.edges)
        opened_at = [span.place(course.opened) for course in self._courses]
        closed_at = [span.place(course.closed or NEVER) for course in self._courses]
        past_at = [past_place(course.opened) for course in self._courses]
        open_ = through(opened_at, closed_at, len(span.edges))
        past = through(past_at, closed_at, len(span.edges))
        opened, closed = Counter(opened_at), Counter(closed_at)
        returned = Counter(span.place(day) for _citizen, day in self._returns)
        return {
            week: {
                "courses_opened": opened[n],
                "courses_closed": closed[n],
                "courses_open_at_end": open_[n],
                "courses_past_20_weeks": past[n],
                "returned": returned[n],
            }
            for n, week in enumerate(span.weeks, 1)
        }

    def totals(self, opened: date) -> Mapping[str, Total]:
        """What is published of courses; a return counts by its own day, whenever it was closed."""
        since = opened.isoformat()
        closed = [course for course in self._closed if (course.closed or "") >= since]
        last = {course.citizen: course for course in closed}.values()
        onward = [course for course in last if course.onward_support in self._assessed]
        formerly = [course for course in last if course.formerly_assessed == "yes"]
        returned = {citizen for citizen, day in self._returns if day >= since}
        stretches = [(course.opened, course.closed or "") for course in closed]
        number = _numbered(day for stretch in stretches for day in stretch)
        days = sorted(number[end] - number[begin] for begin, end in stretches)
        return {
            "total_citizens_in_course": len(
                {course.citizen for course in self._courses if course.opened >= since}
            ),
            "total_citizens_course_closed": len(last),
            "onward_support": Ratio(len(onward), len(last)),
            "formerly_assessed": Ratio(len(formerly), len(last)),
            "assessments_avoided": sum(
                course.onward_support not in self._assessed for course in formerly
            ),
            "total_returned": Ratio(len(returned), len(last)),
            "course_weeks_median": Middle(_middle(days) / 7, len(days)) if days else None,
            "course_weeks_min": Fraction(days[0], 7) if days else None,
            "course_weeks_max": Fraction(days[-1], 7) if days else None,
        }


def _middle(ordered: Sequence[int]) -> Fraction:
    behind, rest = place(len(ordered), 50)
    return between(ordered[behind : behind + 2], rest)


def _numbered(days: Iterable[str]) -> dict[str, int]:
    """Each of these days by its number, so that a subtraction tells how far two are apart."""
    return {day: date.fromisoformat(day).toordinal() for day in set(days)}
