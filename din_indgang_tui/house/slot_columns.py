"""What stands in the columns of a slot, and the visit that it became."""

from __future__ import annotations

from datetime import datetime, timedelta

from din_indgang_tui import clock as clocks
from din_indgang_tui.clock import stored
from din_indgang_tui.house.codes import SlotStatus
from din_indgang_tui.store.unit import Unit, Value

PART = "slots"  # what other terminals read again after a change of a slot


def times(starts_at: datetime, minutes: int) -> dict[str, Value]:
    """The columns of when a slot is, that lists and figures go by: day and week are local."""
    day = clocks.local_date(starts_at)
    return {
        "starts_at": stored(starts_at),
        "ends_at": stored(starts_at + timedelta(minutes=minutes)),
        "starts_on": day.isoformat(),
        "starts_week": clocks.iso_week(day),
        "minutes": minutes,
    }


def met_at_last(unit: Unit, enquiry_id: int) -> None:
    """Whoever came to a time of theirs is met now: the slot is marked as attended,
    also where somebody thought that they would not come.

    To be called before anything else is written, since the record says with its first line which
    parts a deed is about.
    """
    row = unit.one(
        # A visit that was given to somebody else since is not theirs whose time it was.
        "SELECT s.id FROM slot s JOIN enquiry e ON e.id = s.enquiry_id"
        " AND e.citizen_id = s.citizen_id WHERE s.enquiry_id = ?"
        " AND s.status IN ('booked', 'no_show')",
        (enquiry_id,),
    )
    if row is not None:
        unit.parts = (*unit.parts, PART)
        unit.update("slot", row["id"], {"status": SlotStatus.ATTENDED.value})
