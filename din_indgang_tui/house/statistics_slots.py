"""The weekly figures of individual slots: booked, attended, not come, cancelled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from din_indgang_tui.house.codes import SlotStatus
from din_indgang_tui.house.statistics_part import Cell, Span, Total, counted
from din_indgang_tui.store.unit import Reading

_SLOTS: Mapping[str, str] = {
    status: f"slot WHERE starts_week = week.name AND status = '{status}' AND starts_on <= :as_of"
    for status in SlotStatus
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
        self._reading = reading

    def weeks(self, span: Span) -> Mapping[str, Mapping[str, Cell]]:
        """Every week of the span; a cancelled slot was not one of the booked."""
        booked, attended, no_show = SlotStatus.BOOKED, SlotStatus.ATTENDED, SlotStatus.NO_SHOW
        return {
            week: {
                "sessions_booked": n[booked] + n[attended] + n[no_show],
                "sessions_attended": n[attended],
                "sessions_no_show": n[no_show],
                "sessions_cancelled": n[SlotStatus.CANCELLED_CITIZEN]
                + n[SlotStatus.CANCELLED_HOUSE],
            }
            for week, n in counted(self._reading, span, _SLOTS).items()
        }

    def totals(self, opened: date) -> Mapping[str, Total]:
        """None is published of slots."""
        return {}
