"""The weekly figures of outreach: tries to reach somebody, and those in which they were met."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from din_indgang_tui.house.statistics_part import Cell, Span, Total, counted
from din_indgang_tui.store.unit import Reading

_OF_WEEK = "outreach_attempt WHERE tried_week = week.name AND tried_on <= :as_of"
# Whether a result is a contact, its list says.
_TRIES = {
    "outreach_attempts": _OF_WEEK,
    "outreach_contacts": f"{_OF_WEEK} AND result IN"
    " (SELECT code FROM outreach_result WHERE contact)",
}


class Outreach:
    """Tries by the day on which they were made."""

    empty: ClassVar[Mapping[str, Cell]] = {"outreach_attempts": 0, "outreach_contacts": 0}

    def __init__(self, reading: Reading, as_of: date) -> None:
        self._reading = reading

    def weeks(self, span: Span) -> Mapping[str, Mapping[str, Cell]]:
        """Every week of the span."""
        return counted(self._reading, span, _TRIES)

    def totals(self, opened: date) -> Mapping[str, Total]:
        """None is published of outreach."""
        return {}
