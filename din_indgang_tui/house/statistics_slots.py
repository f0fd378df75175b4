"""The weekly figures of individual slots: booked, attended, not come, cancelled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from din_indgang_tui.house.codes import SlotStatus
from din_indgang_tui.house.statistics_part import Cell, Span, Total
from din_indgang_tui.store.unit import Reading

# One pass over the index slot_week.
_SLOTS = """
SELECT starts_week AS week, status, count(*) AS n FROM slot
WHERE starts_week BETWEEN :first_week AND :last_week AND starts_on <= :as_of
GROUP BY starts_week, status
"""
# A cancelled slot was not one of the booked.
_COUNTED_IN: Mapping[str, tuple[str, ...]] = {
    SlotStatus.BOOKED: ("sessions_booked",),
    SlotStatus.ATTENDED: ("sessions_booked", "sessions_attended"),
    SlotStatus.NO_SHOW: ("sessions_booked", "sessions_no_show"),
    SlotStatus.CANCELLED_CITIZEN: ("sessions_cancelled",),
    SlotStatus.CANCELLED_HOUSE: ("sessions_cancelled",),
}


class Slots:
    """Slots by the day they begin."""

    empty: ClassVar[Mapping[str, Cell]] = {
        "sessions_booked": 0,
        "sessions_attended": 0,
        "sessions_no_show": 0,
        "sessions_cancelled": 0,
    }

    def __init__(self, reading: Reading, as_of: date) -> None:
        self._reading, self._as_of = reading, as_of.isoformat()

    def weeks(self, span: Span) -> Mapping[str, Mapping[str, Cell]]:
        """The weeks that have a slot."""
        weeks: dict[str, dict[str, int]] = {}
        asked = {"first_week": span.first_week, "last_week": span.last_week, "as_of": self._as_of}
        for week, status, n in self._reading.rows(_SLOTS, asked):
            count = weeks.setdefault(week, {})
            for column in _COUNTED_IN[status]:
                count[column] = count.get(column, 0) + n
        return weeks

    def totals(self, opened: date) -> Mapping[str, Total]:
        """None is published of slots."""
        return {}
