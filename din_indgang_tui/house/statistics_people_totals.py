"""Who is behind a running total: one line a citizen, as the total counts citizens.

Behind the weeks of courses stand the courses they were taken of, behind a saving the citizens whose
assessment was avoided. Some totals have nobody to show: `why_nobody` says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from din_indgang_tui.house import settings
from din_indgang_tui.house.statistics_behind import Behind, Source, course, lines
from din_indgang_tui.house.statistics_referrals import WINDOW_DAYS
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import HOUSE_LEADERS
from din_indgang_tui.store.unit import Reading, Value, reads
from din_indgang_tui.words import written

MOST = 2000  # people that one list puts on record; ten years of courses are more than anybody reads

_WHY_NOBODY: Mapping[str, str] = {
    "total_enquiries": N_(
        "Every enquiry since the house opened is too many to read. Tab goes to the weeks, "
        "where Enter shows those of one week."
    ),
    "bypassed_house": N_(
        "The two numbers are typed in by month: these people never came, and the house does not "
        "know who they are."
    ),
}

_COLUMNS = """o.citizen_id, {day} AS day, NULL AS at, o.opened_on,
    CASE WHEN o.closed_on <= :as_of THEN o.closed_on END AS closed_on, s.name AS colleague"""
_IN_COURSE = f"""
SELECT {_COLUMNS.format(day="min(o.opened_on)")}
FROM course o LEFT JOIN staff s ON s.id = o.coach_id
WHERE o.opened_on BETWEEN :since AND :as_of GROUP BY o.citizen_id ORDER BY day, o.citizen_id
"""
# Of several that closed the latest: greatest closed_on, then opened_on, then ref; what the program
# itself wrote after what was imported.
_LAST_CLOSED = f"""
SELECT * FROM (
    SELECT {_COLUMNS.format(day="o.closed_on")}, o.onward_support, o.formerly_assessed,
        row_number() OVER (PARTITION BY o.citizen_id ORDER BY o.closed_on DESC, o.opened_on DESC,
            o.ref IS NULL DESC, o.ref DESC, o.id DESC) AS place
    FROM course o LEFT JOIN staff s ON s.id = o.coach_id
    WHERE o.closed_on BETWEEN :since AND :as_of AND o.opened_on <= :as_of
) WHERE place = 1 AND {{which}} ORDER BY day, citizen_id
"""
_ASSESSED = "onward_support IN (SELECT code FROM onward_support WHERE assessed)"
_RETURNED = """
SELECT citizen_id, min(day) AS day, NULL AS at, opened_on, closed_on, colleague FROM (
    SELECT o.citizen_id, o.opened_on, o.closed_on, s.name AS colleague,
        (SELECT min(arrived_on) FROM enquiry later WHERE later.citizen_id = o.citizen_id
            AND arrived_on > o.closed_on AND arrived_on <= :as_of) AS day
    FROM course o LEFT JOIN staff s ON s.id = o.coach_id
    WHERE o.closed_on <= :as_of AND o.opened_on <= :as_of
) WHERE day >= :since GROUP BY citizen_id ORDER BY day, citizen_id
"""
# First contact is the first enquiry; who has none by the as-of day counts from the first course or
# referral. The window has its last day before the as-of day.
_REFERRED = """
SELECT citizen_id, min(sent_on) AS day, NULL AS at, first_on FROM (
    SELECT r.citizen_id, r.sent_on, coalesce(
        (SELECT first_on FROM first_enquiry f
            WHERE f.citizen_id = r.citizen_id AND first_on <= :as_of),
        (SELECT min(day) FROM (
            SELECT o.opened_on AS day FROM course o
            WHERE o.citizen_id = r.citizen_id AND o.opened_on <= :as_of
            UNION ALL SELECT b.sent_on FROM referral b
            WHERE b.citizen_id = r.citizen_id AND b.sent_on <= :as_of))) AS first_on
    FROM referral r WHERE r.sent_on BETWEEN :since AND :as_of
) WHERE first_on BETWEEN :since AND :matured AND sent_on >= first_on
    AND sent_on <= date(first_on, :window)
GROUP BY citizen_id ORDER BY day, citizen_id
"""
_CLOSED = f"""
SELECT {_COLUMNS.format(day="o.closed_on")} FROM course o LEFT JOIN staff s ON s.id = o.coach_id
WHERE o.closed_on BETWEEN :since AND :as_of AND o.opened_on <= :as_of
ORDER BY julianday(o.closed_on) - julianday(o.opened_on), o.id
"""


def _referred(row: Mapping[str, str], _lists: object) -> str:
    return _("first contact {day}").format(day=written(row["first_on"]))


def _last_closed(which: str) -> Source:
    return Source(_LAST_CLOSED.format(which=which), course)


_AVOIDED = f"formerly_assessed = 'yes' AND (onward_support IS NULL OR NOT {_ASSESSED})"
SOURCES: Mapping[str, Source] = {
    "total_citizens_in_course": Source(_IN_COURSE, course),
    "total_citizens_course_closed": _last_closed("1"),
    "onward_support": _last_closed(_ASSESSED),
    "formerly_assessed": _last_closed("formerly_assessed = 'yes'"),
    "assessments_avoided": _last_closed(_AVOIDED),
    "saving_dkk": _last_closed(_AVOIDED),
    "total_returned": Source(_RETURNED, course),
    "referred_within_4_weeks": Source(_REFERRED, _referred),
    **{f"course_weeks_{which}": Source(_CLOSED, course) for which in ("median", "min", "max")},
}


def why_nobody(key: str) -> str:
    """Why no people stand behind this total; empty where they do."""
    return _(_WHY_NOBODY[key]) if key in _WHY_NOBODY else ""


@reads(HOUSE_LEADERS, recorded=True)
def people(reading: Reading, key: str) -> tuple[Behind, ...]:
    """The citizens that a running total counts, as of today; a look at each is on record.

    Of a ratio those of its first number. Raises DeskError where there is nobody to show, or where
    they are more than anybody reads; KeyError where there is no such total.
    """
    return _people(reading, key)


@reads(HOUSE_LEADERS)
def people_again(reading: Reading, key: str) -> tuple[Behind, ...]:
    """The same of a list that is open already: to look on is not to look again."""
    return _people(reading, key)


def _people(reading: Reading, key: str) -> tuple[Behind, ...]:
    if why := why_nobody(key):
        raise DeskError(why)
    source = SOURCES[key]
    asked: dict[str, Value] = {
        "since": settings.current(reading).opening_day or date.min.isoformat(),
        "as_of": reading.today.isoformat(),
        "matured": (reading.today - timedelta(days=WINDOW_DAYS + 1)).isoformat(),
        "window": f"+{WINDOW_DAYS} days",
    }
    rows = reading.rows(source.sql, asked)
    if len(rows) > MOST:
        raise DeskError(
            _(
                "These are {n} people, and each would go on record as looked up. "
                "Tab goes to the weeks, where Enter shows those of one week."
            ).format(n=len(rows))
        )
    return lines(reading, rows, source)
