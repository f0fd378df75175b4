"""The weekly figures of groups: meetings held, who came to them, how many different people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from din_indgang_tui.house.statistics_part import Cell, Span, Total, counted
from din_indgang_tui.store.unit import Reading

_MEETINGS = {
    "group_sessions": "group_session WHERE starts_week = week.name AND status = 'held'"
    " AND starts_on <= :as_of",
}
# A guest without a name is a mark of nobody: counted among the marks, not among the people.
_MARKS = """
SELECT s.starts_week AS week, count(*) AS marks, count(DISTINCT a.citizen_id) AS people
FROM group_session s CROSS JOIN attendance a ON a.session_id = s.id
WHERE s.starts_week BETWEEN :first_week AND :last_week AND s.status = 'held'
    AND s.starts_on <= :as_of AND a.status IN ('present', 'drop_in')
GROUP BY s.starts_week
"""


class Groups:
    """Meetings of groups by the day they begin."""

    empty: ClassVar[Mapping[str, Cell]] = {
        "group_sessions": 0,
        "group_attendances": 0,
        "group_participants": 0,
    }

    def __init__(self, reading: Reading, as_of: date) -> None:
        self._reading, self._as_of = reading, as_of.isoformat()

    def weeks(self, span: Span) -> Mapping[str, Mapping[str, Cell]]:
        """Every week of the span."""
        weeks = counted(self._reading, span, _MEETINGS)
        if not span.wants("group_attendances", "group_participants"):
            return weeks
        asked = {"first_week": span.first_week, "last_week": span.last_week, "as_of": self._as_of}
        for row in self._reading.rows(_MARKS, asked):
            weeks[row["week"]] |= {
                "group_attendances": row["marks"],
                "group_participants": row["people"],
            }
        return weeks

    def totals(self, opened: date) -> Mapping[str, Total]:
        """None is published of groups."""
        return {}
