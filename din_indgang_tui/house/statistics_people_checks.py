"""Whose four-week checks are behind a figure: due, done, or overdue at the end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from din_indgang_tui.house.codes import CHECK_DECISION_LABELS, Lists, within_a_line
from din_indgang_tui.house.course_weeks import moved
from din_indgang_tui.house.periods import Days
from din_indgang_tui.house.statistics_behind import Source
from din_indgang_tui.house.statistics_checks import pauses_until
from din_indgang_tui.i18n import _
from din_indgang_tui.store.unit import Reading
from din_indgang_tui.words import written


def _decided(row: Mapping[str, Any], _lists: Lists) -> str:
    """When a check was due, and what was decided of it."""
    said = _("due {day}").format(day=written(row["due_on"]))
    if decision := row["decision"]:
        said += ", " + within_a_line(_(CHECK_DECISION_LABELS[decision]))
    return said


# The figures that these lines are behind.
CHECKS: Mapping[str, Source] = {
    key: Source("", _decided) for key in ("checks_due", "checks_done", "checks_overdue_at_end")
}
# Courses that can have a check that was due by the last day, or decided up to it.
_COURSES = """
SELECT o.id, o.citizen_id, o.opened_on, o.check_days,
    CASE WHEN o.closed_on <= :as_of THEN o.closed_on END AS closed_on,
    min(d.decided_on) AS decided_on, d.decision
FROM course o LEFT JOIN check_decision d ON d.course_id = o.id AND d.decided_on <= :as_of
WHERE o.opened_on <= :as_of GROUP BY o.id
"""


def checks_behind(reading: Reading, key: str, days: Days) -> list[dict[str, Any]]:
    """The checks behind one of CHECKS, by the day that the figure counts them on, the latest first.

    A course has a check when it was open on the day it was due, or when one was decided; of
    several decisions the earliest is the day it was done (statistics.md). Of those that are overdue
    the last of the days alone matters; none of them may be to come.
    """
    pauses = pauses_until(reading, reading.today)
    found = []
    for row in reading.rows(_COURSES, {"as_of": reading.today.isoformat()}):
        closed = date.fromisoformat(row["closed_on"]) if row["closed_on"] else None
        done = date.fromisoformat(row["decided_on"]) if row["decided_on"] else None
        due = date.fromisoformat(row["opened_on"]) + timedelta(days=row["check_days"])
        due = moved(due, pauses.get(row["id"], ()), closed or reading.today)
        if done is None and closed is not None and closed < due:
            continue
        day = done if key == "checks_done" else due
        if key == "checks_overdue_at_end":
            counts = due <= days.last and (done is None or done > days.last)
        else:
            counts = day is not None and days.first <= day <= days.last
        if counts and day is not None:
            found.append(
                {
                    "citizen_id": row["citizen_id"],
                    "day": day.isoformat(),
                    "at": None,
                    "due_on": due.isoformat(),
                    "decision": row["decision"],
                }
            )
    return sorted(found, key=lambda one: str(one["day"]), reverse=True)
