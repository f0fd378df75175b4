"""The weekly figures of outreach: tries to reach somebody, and those in which they were met."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from din_indgang_tui.house.statistics_part import Cell, Span, Total
from din_indgang_tui.store.unit import Reading

# One pass over the index outreach_attempt_week; whether a result is a contact, its list says.
_TRIES = """
SELECT tried_week AS week, count(*) AS n, coalesce(sum(contact), 0) AS contacts
FROM outreach_attempt LEFT JOIN outreach_result ON outreach_result.code = outreach_attempt.result
WHERE tried_week BETWEEN :first_week AND :last_week AND tried_on <= :as_of
GROUP BY tried_week
"""


class Outreach:
    """Tries by the day on which they were made."""

    empty: ClassVar[Mapping[str, Cell]] = {"outreach_attempts": 0, "outreach_contacts": 0}

    def __init__(self, reading: Reading, as_of: date) -> None:
        self._reading, self._as_of = reading, as_of.isoformat()

    def weeks(self, span: Span) -> Mapping[str, Mapping[str, Cell]]:
        """The weeks in which somebody was tried."""
        asked = {"first_week": span.first_week, "last_week": span.last_week, "as_of": self._as_of}
        return {
            row["week"]: {"outreach_attempts": row["n"], "outreach_contacts": row["contacts"]}
            for row in self._reading.rows(_TRIES, asked)
        }

    def totals(self, opened: date) -> Mapping[str, Total]:
        """None is published of outreach."""
        return {}
