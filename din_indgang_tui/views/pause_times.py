"""What is booked within a pause, by its day and time, and one answer about all of it."""

from __future__ import annotations

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import pauses
from din_indgang_tui.house.slot_rows import Slot
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.store.errors import Conflict, DeskError
from din_indgang_tui.views.base import Shell, Space
from din_indgang_tui.views.course_head import near
from din_indgang_tui.views.course_lines import moment
from din_indgang_tui.views.editing import EditView, Row
from din_indgang_tui.widgets.form import ChoiceRow
from din_indgang_tui.widgets.page import EMPTY, Line, columns, line, ruled
from din_indgang_tui.words import clock_time

_MOST_NAMED = 3  # times in a sentence; the rest are counted


class PauseTimes(EditView):
    """The times booked within a pause, and one answer about all of them."""

    area = "3"
    panel = "pause times"
    new = True
    column = 22
    help_text = N_("Here you see what is booked within a pause. You decide whether it stands.")

    def __init__(self, shell: Shell, pause_id: int, within: tuple[Slot, ...]) -> None:
        super().__init__(shell)
        self.pause_id = pause_id
        self.within = within

    def subject(self) -> str:
        return str(self.pause_id)

    def rows(self) -> list[Row]:
        answers = [
            ("stand", _("let them stand")),
            ("untold", _("let go of them, nobody has told yet")),
            ("told", _("let go of them, has been told")),
        ]
        return [ChoiceRow("answer", _("The times within it"), answers)]

    def draft(self) -> None:
        """Nothing is typed here; until somebody has decided, the times stand."""

    async def changed(self, parts: set[str]) -> None:
        if parts & {"slots", "courses"}:
            self.within = await self.shell.desk.read(pauses.booked_within, self.pause_id)

    async def save(self, version: int, texts: dict[str, str]) -> str:
        if texts["answer"] == "stand":
            n = len(self.within)
            return ngettext("{n} time stands.", "{n} times stand.", n).format(n=n)
        shown = tuple((slot.slot_id, slot.version) for slot in self.within)
        try:
            gone = await self.shell.desk.change(
                pauses.release, self.pause_id, shown, told=texts["answer"] == "told"
            )
        except Conflict as conflict:
            # There is no text of one's own to join: what stands above is read again.
            self.within = await self.shell.desk.read(pauses.booked_within, self.pause_id)
            raise DeskError(conflict.message) from conflict
        n = len(gone)
        said = ngettext("{n} time was let go.", "{n} times were let go.", n).format(n=n)
        return said + " " + _("Press u to undo.")

    def above(self, space: Space) -> list[Line]:
        lines = [ruled(_("Booked within the pause"), width=space.width)]
        room = max(1, space.height - 6)
        shown = self.within if len(self.within) <= room else self.within[: room - 1]
        for slot in shown:
            where = slot.place or self.shell.lists.label(self.shell.lists.rooms, slot.room)
            cells = (2, moment(slot)), (22, slot.coach or "-"), (44, where or "-")
            lines.append(columns(*cells))
        if more := len(self.within) - len(shown):
            lines.append(line("  " + _("and {n} more").format(n=more)))
        return [*lines, EMPTY]

    def title(self) -> tuple[str, str]:
        return _("What of them?"), self.within[0].name if self.within else ""

    def hint(self) -> str:
        return super().hint() or _("Arrow right chooses, Enter does it. Esc lets them stand.")


def within_words(within: tuple[Slot, ...]) -> str:
    """`2 tider er booket i pausen: tir. 24.11. 10.00, tor. 26.11. 10.00.`"""
    n = len(within)
    named = ", ".join(
        f"{near(local_date(slot.starts_at))} {clock_time(slot.starts_at)}"
        for slot in within[:_MOST_NAMED]
    )
    if n > _MOST_NAMED:
        named += " " + _("and {n} more").format(n=n - _MOST_NAMED)
    return ngettext(
        "{n} time is booked in the pause: {times}.",
        "{n} times are booked in the pause: {times}.",
        n,
    ).format(n=n, times=named)
