"""Who is still to be met: for somebody who died no time is booked, and no conversation begun."""

from __future__ import annotations

from din_indgang_tui.house import enquiries
from din_indgang_tui.house.codes import DIED
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.unit import Reading


def still_here(reading: Reading, citizen_id: int) -> str:
    """The name of whom something is planned for, as lists show it.

    Raises DeskError about `who` where nobody is, or their latest course closed because they died;
    where that was a slip and cannot be undone any more, a new course puts it right.
    """
    name = enquiries.short_name_of(reading, citizen_id)
    last = reading.one(
        "SELECT closing_reason FROM course WHERE citizen_id = ? ORDER BY opened_on DESC, id DESC",
        (citizen_id,),
    )
    if last is not None and last["closing_reason"] == DIED:
        reading.about(citizen_id)
        raise DeskError(
            _("{name} has died. Is that wrong, then open a new course first.").format(name=name),
            field="who",
        )
    return name
