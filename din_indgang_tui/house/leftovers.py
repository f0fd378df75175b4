"""What was left open overnight: closed with its true time, or carried on."""

from __future__ import annotations

from din_indgang_tui.clock import from_stored
from din_indgang_tui.house import moments
from din_indgang_tui.house.codes import State
from din_indgang_tui.house.enquiries import existing
from din_indgang_tui.house.enquiry_columns import (
    finish_times,
    in_order,
    known_outcome,
    left_open_on,
    met_when_finished,
    times,
)
from din_indgang_tui.house.slot_columns import met_at_last
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.store.unit import Row, Unit, Value, changes


@changes(DESK, "enquiries")
def close(unit: Unit, enquiry_id: int, outcome: str, finished_at: str, met_at: str = "") -> str:
    """How it ended, and when; a time as people write it, on the day it was left open by itself.

    Someone never taken in was met at `met_at`, else as it ended, save who left without help.
    Returns the name. Raises DeskError with the field, also where it is not left open any more.
    """
    row = _left_open(unit, enquiry_id)
    known_outcome(unit, outcome, row["citizen_id"])
    day = left_open_on(row, unit.today)
    assert day is not None
    if not finished_at.strip():
        raise DeskError(_("Write when it was finished, such as 15.30."), field="finished_at")
    finished = moments.moment(finished_at, unit.now, day, field="finished_at")
    met = from_stored(row["met_at"]) if row["met_at"] else None
    values: dict[str, Value] = {}
    if met is None:
        if met_at.strip():
            met = moments.moment(met_at, unit.now, day, field="met_at")
        else:
            met = met_when_finished(outcome, finished)
        values["met_by"] = unit.who.staff_id if met else None
    arrived, met, ended = in_order(from_stored(row["arrived_at"]), met, finished)
    values |= times(arrived, met) | finish_times(ended)
    values |= {"state": State.DONE.value, "outcome": outcome}
    if met is not None:
        met_at_last(unit, enquiry_id)
    unit.update("enquiry", enquiry_id, values)
    return str(row["name"])


@changes(DESK, "enquiries")
def carry_on(unit: Unit, enquiry_id: int) -> str:
    """It goes on today, in the list it stood in. Returns the name; raises DeskError as `close`."""
    row = _left_open(unit, enquiry_id)
    unit.update("enquiry", enquiry_id, {"carried_on": unit.today.isoformat()})
    return str(row["name"])


def _left_open(unit: Unit, enquiry_id: int) -> Row:
    row = existing(unit, enquiry_id)
    if left_open_on(row, unit.today) is None:
        raise DeskError(_("{name} is dealt with already.").format(name=row["name"]))
    return row
