"""What became of a time: one way to say it, whichever screen has the time under its mark."""

from __future__ import annotations

from din_indgang_tui.house import slots
from din_indgang_tui.house.codes import SLOT_STATUS_LABELS, SlotStatus
from din_indgang_tui.house.day_slots import DaySlot
from din_indgang_tui.house.group_session_rows import Session
from din_indgang_tui.house.slot_rows import Slot
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.freed import who_waits
from din_indgang_tui.views.slot_cancel import CancelSlot

_SAID = {
    SlotStatus.BOOKED: N_("Saved: {name} is expected again."),
    SlotStatus.ATTENDED: N_("Saved: {name} was here."),
    SlotStatus.NO_SHOW: N_("Saved: {name} did not come."),
    SlotStatus.CANCELLED_CITIZEN: N_("Saved: {name} sent word. The time is free again."),
}


class BecameKeys:
    """The keys of it. The same mark again takes it away; the house's own cancelling asks why."""

    shell: Shell
    area: str

    def slot_marked(self) -> Slot | DaySlot | None:
        """The time that the keys are about."""
        raise NotImplementedError

    def meeting_marked(self) -> Session | None:
        """The meeting of a group that the keys are about, where the mark stands on one."""
        return None

    async def _to_the_meeting(self, doing: str) -> bool:
        """Whether the mark stands on a meeting, whose own screen is opened then."""
        if (meeting := self.meeting_marked()) is None:
            return False
        await self.shell.go_to_group_session(meeting.session_id, doing)
        return True

    def slot_or_say(self) -> Slot | DaySlot | None:
        """The same; where there is none, a sentence."""
        if (slot := self.slot_marked()) is None:
            self.shell.say(_("That key is for a time: put the mark on one."), wrong=True)
        return slot

    async def load(self) -> None:
        """Read the screen again."""
        raise NotImplementedError

    async def do_here(self) -> None:
        """Was here."""
        await self._becomes(SlotStatus.ATTENDED)

    async def do_did_not_come(self) -> None:
        """Did not come."""
        await self._becomes(SlotStatus.NO_SHOW)

    async def do_sent_word(self) -> None:
        """Sent word: cancelled by the citizen."""
        await self._becomes(SlotStatus.CANCELLED_CITIZEN)

    async def do_cancel(self) -> None:
        """The house cancels: why, and whether the citizen knows."""
        if await self._to_the_meeting("cancel"):
            return
        if (slot := self.slot_or_say()) is None:
            return
        if slot.status is SlotStatus.CANCELLED_HOUSE:
            await self._becomes(SlotStatus.CANCELLED_HOUSE)
        else:
            await self.shell.open(CancelSlot(self.shell, slot, self.area))

    async def _becomes(self, becoming: SlotStatus) -> None:
        if (slot := self.slot_or_say()) is None:
            return
        if slot.status is becoming:
            becoming = SlotStatus.BOOKED
        try:
            done = await self.shell.desk.change(slots.mark, slot.slot_id, slot.version, becoming)
        finally:
            await self.load()
        said = _(_SAID[becoming]).format(name=slot.name)
        if becoming in slots.CANCELLED and (freed := await who_waits(self.shell, done)):
            what = _(SLOT_STATUS_LABELS[becoming])
            said = _("Saved: {name}, {what}.").format(name=slot.name, what=what) + " " + freed
        self.shell.say(said)

    async def do_move(self) -> None:
        """Another time."""
        if await self._to_the_meeting("move"):
            return
        if (slot := self.slot_or_say()) is not None:
            await self.shell.go_to_booking(slot.citizen_id, slot.course_id, slot.slot_id)

    async def do_told(self) -> None:
        """The citizen knows now of what was changed."""
        if (slot := self.slot_or_say()) is None:
            return
        try:
            await self.shell.desk.change(slots.tell, slot.slot_id, slot.version)
        finally:
            await self.load()
        self.shell.say(_("Saved: {name} has been told.").format(name=slot.name))
