"""Who waits for a time that was just freed, for the row above the keys: a person decides."""

from __future__ import annotations

from din_indgang_tui.house import wishes
from din_indgang_tui.house.slot_rows import Slot
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views.base import Shell
from din_indgang_tui.words import appointment

_MOST_NAMED = 3


async def who_waits(shell: Shell, freed: Slot | None) -> str:
    """A sentence about those whom the time that `freed` had would fit; empty for nobody."""
    if freed is None or freed.coach_id is None or freed.starts_at <= shell.clock():
        return ""
    try:
        found = await shell.desk.read(
            wishes.proposals, freed.starts_at, freed.minutes, freed.coach_id
        )
    except DeskError:
        return ""  # what was done is done, whoever waits
    if not found:
        return ""
    named = ", ".join(one.wish.name for one in found[:_MOST_NAMED])
    return _("Freed: {time}. Waiting for such a time: {names}.").format(
        time=appointment(freed.starts_at), names=named
    )
