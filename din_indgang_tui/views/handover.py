"""The handover: one line of it, written or put in other words."""

from __future__ import annotations

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import handover
from din_indgang_tui.house.handover import LINE_LIMIT, HandoverLine
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.editing import EditView, Row
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import TextRow
from din_indgang_tui.words import near_day


async def news(shell: Shell) -> str:
    """What is said of lines that others wrote since one was here: `Overlevering fra i går: ...`."""
    unread = await shell.desk.read(handover.unread)
    if not unread:
        return ""
    days = {one.day for one in unread}
    if len(days) > 1:
        return ngettext(
            "Handover: {n} new line, press d.", "Handover: {n} new lines, press d.", len(unread)
        ).format(n=len(unread))
    day = near_day(days.pop(), local_date(shell.clock()))
    return ngettext(
        "Handover from {day}: {n} line, press d.",
        "Handover from {day}: {n} lines, press d.",
        len(unread),
    ).format(n=len(unread), day=day)


class HandoverForm(EditView):
    """One line of the handover: a new one for today, or one that is there."""

    area = "1"
    panel = "handover"
    parts = frozenset({"messages"})
    column = 9
    help_text = N_("Here you write what the next ones should know.")

    def __init__(self, shell: Shell, edited: HandoverLine | None = None) -> None:
        super().__init__(shell)
        self.edited = edited
        self.new = edited is None

    def subject(self) -> str:
        return "" if self.edited is None else str(self.edited.line_id)

    def rows(self) -> list[Row]:
        return [
            TextRow(
                _("Line"),
                Field("text", limit=LINE_LIMIT),
                _("At most {n} characters. Citizens: no more of a name than is needed.").format(
                    n=LINE_LIMIT
                ),
            )
        ]

    async def read(self) -> tuple[int, dict[str, str]]:
        if self.edited is None:
            return 0, {}
        one = await self.shell.desk.read(handover.one, self.edited.line_id)
        return one.version, {"text": one.text}

    async def save(self, version: int, texts: dict[str, str]) -> str:
        if self.edited is None:
            await self.shell.desk.change(handover.write, texts["text"])
            return _("Saved: a line of the handover.")
        await self.shell.desk.change(handover.change, self.edited.line_id, version, texts["text"])
        return _("Saved: the line of the handover.")

    def title(self) -> tuple[str, str]:
        if self.edited is None:
            return _("Handover: a new line"), ""
        day = near_day(self.edited.day, local_date(self.shell.clock()))
        return _("Handover: a line from {day}").format(day=day), self.edited.written_by
