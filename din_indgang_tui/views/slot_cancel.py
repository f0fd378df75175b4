"""The house cancels a slot: why, and whether the citizen knows."""

from __future__ import annotations

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import slots
from din_indgang_tui.house.codes import SlotStatus
from din_indgang_tui.house.day_slots import DaySlot
from din_indgang_tui.house.enquiry_columns import NOTE_LIMIT
from din_indgang_tui.house.slot_rows import Slot
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import Conflict, DeskError
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.editing import EditView, Row
from din_indgang_tui.views.freed import who_waits
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import ChoiceRow, TextRow
from din_indgang_tui.words import clock_time, short_day


class CancelSlot(EditView):
    """Two rows that may both stay as they are: Enter, Enter cancels it."""

    area = "1"
    panel = "slot_cancel"
    new = True
    help_text = N_("Here you cancel a time. Why is shown in Today; it may stay empty.")

    def __init__(self, shell: Shell, slot: Slot | DaySlot, area: str) -> None:
        super().__init__(shell)
        self.area = area
        self.slot: Slot | DaySlot = slot

    def subject(self) -> str:
        return str(self.slot.slot_id)

    def rows(self) -> list[Row]:
        told = [("no", _("not yet")), ("yes", _("yes, has been told"))]
        return [
            TextRow(_("Why"), Field("why", limit=NOTE_LIMIT), _("One line; it may stay empty.")),
            ChoiceRow("told", _("Told?"), told),
        ]

    async def save(self, version: int, texts: dict[str, str]) -> str:
        try:
            slot = await self.shell.desk.change(
                slots.mark,
                self.slot.slot_id,
                self.slot.version,
                SlotStatus.CANCELLED_HOUSE,
                texts["why"],
                told=texts["told"] == "yes",
            )
        except Conflict as conflict:
            # Nothing that is written here is on both sides: the title shows the time as it is now.
            self.slot = await self.shell.desk.read(slots.one, self.slot.slot_id)
            raise DeskError(conflict.message) from conflict
        said = _("Saved: {name} is cancelled.")
        if slot.told is False:
            said = _("Saved: {name} is cancelled, and is to be told.")
        freed = await who_waits(self.shell, slot)
        return " ".join(filter(None, (said.format(name=slot.name), freed)))

    def title(self) -> tuple[str, str]:
        slot = self.slot
        when = short_day(local_date(slot.starts_at), local_date(self.shell.clock()))
        return (
            _("Cancel: {name}, {day} {time}").format(
                name=slot.name, day=when, time=clock_time(slot.starts_at)
            ),
            slot.coach,
        )
