"""One time: when, with whom, where, what became of it, and where it was before it was moved."""

from __future__ import annotations

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import slots
from din_indgang_tui.house.slot_rows import Slot
from din_indgang_tui.house.slots import Moved
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.views.became import BecameKeys
from din_indgang_tui.views.course_lines import status
from din_indgang_tui.views.slot_facts import SlotFacts
from din_indgang_tui.widgets.page import EMPTY, Line, Look, columns, flow, ruled
from din_indgang_tui.words import clock_time, full_day, long_day

_TEXT = 16  # the column where the texts begin


class SlotView(BecameKeys, View):
    """One time of one citizen."""

    area = "3"
    help_text = N_("Here you see one time, and note what became of it.")

    def __init__(self, shell: Shell, slot_id: int) -> None:
        super().__init__(shell)
        self.slot_id = slot_id
        self.slot: Slot | None = None
        self.moves: list[Moved] = []

    async def load(self) -> None:
        question = slots.opened if self.slot is None else slots.one
        self.slot = await self.shell.desk.read(question, self.slot_id)
        self.moves = await self.shell.desk.read(slots.moves_of, self.slot_id)

    async def changed(self, parts: set[str]) -> None:
        if parts & {"slots", "courses", "citizens"}:
            await self.load()

    # Keys ---------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        return ("slot", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        told = self.slot is not None and self.slot.told is False
        last = ("told", "edit") if told else ("move", "edit", "back")
        return ("here", "did_not_come", "sent_word", "cancel", *last, "help")

    def possible(self, command_id: str) -> bool:
        return command_id != "told" or (self.slot is not None and self.slot.told is False)

    def slot_marked(self) -> Slot | None:
        return self.slot

    def marked_one(self) -> tuple[int, str] | None:
        return (self.slot.slot_id, self.slot.name) if self.slot is not None else None

    async def do_edit(self) -> None:
        """Another kind, room, place or note."""
        if self.slot is not None:
            await self.shell.open(SlotFacts(self.shell, self.slot))

    async def do_page(self) -> None:
        """The citizen's page."""
        if self.slot is not None:
            await self.shell.go_to_page(self.slot.citizen_id)

    async def do_back(self) -> None:
        """Back to where one came from."""
        await self.shell.close(self)

    # Drawing ------------------------------------------------------------------------------

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        if (slot := self.slot) is None:
            return picture
        picture.add(ruled(_("A time of {name}").format(name=slot.name), width=space.width), EMPTY)
        lists = self.shell.lists
        rows = (
            (_("Day"), long_day(slot.day)),
            (_("Time"), f"{clock_time(slot.starts_at)}-{clock_time(slot.ends_at)}"),
            (_("What for"), lists.label(lists.kinds, slot.kind)),
            (_("With"), slot.coach or "-"),
            (_("Where"), slot.place or lists.label(lists.rooms, slot.room) or "-"),
            (_("Stands as"), status(slot)),
            (_("Why"), slot.cancel_why),
            (_("Note"), slot.note),
        )
        for label, text in rows:
            if text:
                picture.add(*_texts(label, text, space.width))
        for moved in self.moves:
            picture.add(*_texts(_("Moved"), self._moved(moved), space.width))
        return picture

    def _moved(self, moved: Moved) -> str:
        day, lists = full_day(local_date(moved.from_at)), self.shell.lists
        said = _("from {day} at {time}, {colleague}").format(
            day=day, time=clock_time(moved.from_at), colleague=moved.from_coach or "-"
        )
        room = lists.label(lists.rooms, moved.from_room)
        length = ""
        if moved.from_minutes is not None:
            length = _("{n} min").format(n=moved.from_minutes)
        by = _("by {colleague}").format(colleague=moved.moved_by or "-")
        return ", ".join(part for part in (said, room, length, by, moved.why) if part)


def _texts(label: str, text: str, width: int) -> list[Line]:
    """A label, and its text over as many lines as it takes."""
    first, *more = flow(text, width=width - 2, indent=_TEXT)
    return [columns((2, label, Look.QUIET), (_TEXT, first.text.strip())), *more]
