"""Who is behind a running total: one line a citizen, as the total counts citizens.

Behind the weeks of courses stand the courses they were taken of, behind a saving the citizens whose
assessment was avoided. Who bypassed the house is known to nobody here: the numbers are typed in.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from din_indgang_tui.house.codes import Lists, within_a_line
from din_indgang_tui.house.statistics_behind import Row, Source, course
from din_indgang_tui.house.statistics_part import rounded
from din_indgang_tui.i18n import _
from din_indgang_tui.words import decimal, written

_COLUMNS = """o.citizen_id, {day} AS day, NULL AS at, o.opened_on,
    CASE WHEN o.closed_on <= :as_of THEN o.closed_on END AS closed_on, s.name AS colleague"""
_IN_COURSE = f"""
SELECT {_COLUMNS.format(day="min(o.opened_on)")}
FROM course o LEFT JOIN staff s ON s.id = o.coach_id
WHERE o.opened_on BETWEEN :first_day AND :as_of GROUP BY o.citizen_id
ORDER BY day DESC, o.citizen_id
"""
# Of several that closed the latest: greatest closed_on, then opened_on, then ref; what the program
# itself wrote after what was imported.
_LAST_CLOSED = f"""
SELECT * FROM (
    SELECT {_COLUMNS.format(day="o.closed_on")}, o.onward_support, o.formerly_assessed,
        row_number() OVER (PARTITION BY o.citizen_id ORDER BY o.closed_on DESC, o.opened_on DESC,
            o.ref IS NULL DESC, o.ref DESC, o.id DESC) AS place
    FROM course o LEFT JOIN staff s ON s.id = o.coach_id
    WHERE o.closed_on BETWEEN :first_day AND :as_of AND o.opened_on <= :as_of
) WHERE place = 1 AND {{which}} ORDER BY day DESC, citizen_id
"""
_ASSESSED = "onward_support IN (SELECT code FROM onward_support WHERE assessed)"
_RETURNED = """
SELECT citizen_id, min(day) AS day, NULL AS at, opened_on, closed_on, colleague FROM (
    SELECT o.citizen_id, o.opened_on, o.closed_on, s.name AS colleague,
        (SELECT min(arrived_on) FROM enquiry later WHERE later.citizen_id = o.citizen_id
            AND arrived_on > o.closed_on AND arrived_on <= :as_of) AS day
    FROM course o LEFT JOIN staff s ON s.id = o.coach_id
    WHERE o.closed_on <= :as_of AND o.opened_on <= :as_of
) WHERE day >= :first_day GROUP BY citizen_id ORDER BY day DESC, citizen_id
"""
# First contact is the first enquiry; who has none by the as-of day counts from the first course or
# referral. The window has its last day before the as-of day.
_MATURED = """
WITH matured AS (
    SELECT citizen_id, first_on FROM first_enquiry WHERE first_on BETWEEN :first_day AND :matured
    UNION ALL
    SELECT citizen_id, min(day) AS first_on FROM (
        SELECT citizen_id, opened_on AS day FROM course
        UNION ALL SELECT citizen_id, sent_on FROM referral
    ) AS other WHERE day <= :as_of AND NOT EXISTS (
        SELECT 1 FROM first_enquiry f WHERE f.citizen_id = other.citizen_id AND first_on <= :as_of)
    GROUP BY citizen_id HAVING first_on BETWEEN :first_day AND :matured
)
"""
_CITIZENS_MATURED = f"""{_MATURED}
SELECT citizen_id, first_on AS day, NULL AS at, first_on FROM matured
ORDER BY day DESC, citizen_id
"""
_REFERRED = f"""{_MATURED}
SELECT citizen_id, min(sent_on) AS day, NULL AS at, first_on
FROM referral r JOIN matured USING (citizen_id)
WHERE sent_on BETWEEN first_on AND date(first_on, :window) AND sent_on <= :as_of
GROUP BY citizen_id ORDER BY day DESC, citizen_id
"""
_CLOSED = f"""
SELECT {_COLUMNS.format(day="o.closed_on")} FROM course o LEFT JOIN staff s ON s.id = o.coach_id
WHERE o.closed_on BETWEEN :first_day AND :as_of AND o.opened_on <= :as_of
ORDER BY julianday(o.closed_on) - julianday(o.opened_on) {{order}}, o.id
"""


def _first_contact(row: Mapping[str, str], _lists: object) -> str:
    return _("first contact {day}").format(day=written(row["first_on"]))


def _long(row: Row, lists: Lists) -> str:
    days = date.fromisoformat(row["closed_on"]) - date.fromisoformat(row["opened_on"])
    weeks = _("{n} weeks").format(n=decimal(rounded(Fraction(days.days, 7))))
    return f"{weeks}, {course(row, lists)}"


def _went_on(row: Row, lists: Lists) -> str:
    """What came after a course, if it is known, and which course it was."""
    support = within_a_line(lists.label(lists.onward_supports, row["onward_support"]))
    return ", ".join(filter(None, (support, course(row, lists))))


def _by_length(order: str) -> Source:
    return Source(_CLOSED.format(order=order), _long)


def _last_closed(which: str) -> Source:
    return Source(_LAST_CLOSED.format(which=which), _went_on)


_AVOIDED = f"formerly_assessed = 'yes' AND (onward_support IS NULL OR NOT {_ASSESSED})"
# By the total: of a ratio its first number. Of the second one those of another total, or a list of
# its own.
SOURCES: Mapping[str, Source] = {
    "total_citizens_in_course": Source(_IN_COURSE, course),
    "total_citizens_course_closed": _last_closed("1"),
    "onward_support": _last_closed(_ASSESSED),
    "formerly_assessed": _last_closed("formerly_assessed = 'yes'"),
    "assessments_avoided": _last_closed(_AVOIDED),
    "saving_dkk": _last_closed(_AVOIDED),
    "total_returned": Source(_RETURNED, course),
    "referred_within_4_weeks": Source(_REFERRED, _first_contact),
    "citizens_matured": Source(_CITIZENS_MATURED, _first_contact),
    "course_weeks_median": _by_length("ASC"),
    "course_weeks_min": _by_length("ASC"),
    "course_weeks_max": _by_length("DESC"),
}
BASES: Mapping[str, str] = {
    **dict.fromkeys(
        ("onward_support", "formerly_assessed", "total_returned"), "total_citizens_course_closed"
    ),
    "referred_within_4_weeks": "citizens_matured",
}
