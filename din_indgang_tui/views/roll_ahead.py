"""Who sent word for a meeting to come: the roll before its day, with that one mark."""

from __future__ import annotations

from din_indgang_tui.house.codes import Attendance
from din_indgang_tui.house.roll import Line
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.views.base import View
from din_indgang_tui.views.roll import WHY, RollView
from din_indgang_tui.views.roll_lines import on_its_day


class RollAhead(RollView):
    """The same list. The mark stays where it is, as it is one who rings, not a round."""

    help_text = N_("Here you note who sent word for a meeting to come. The rest waits for its day.")
    ahead = True

    def contexts(self) -> tuple[str, ...]:
        if self.step == WHY:
            return ("roll_why", "always")
        return ("roll_ahead", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        if self.step == WHY:
            return ("save", "back", "help")
        return ("up", "sent_word", "no_mark", "back", "help")

    def marks_mean(self) -> list[str]:
        return [*View.marks_mean(self), _("a sent word, \u00b7 nobody has said.")]

    def letter(self, character: str) -> None:
        if character in "pi" and self.roll is not None:
            self.shell.say(on_its_day(self.roll.session.day), wrong=True)

    async def do_sent_word(self) -> None:
        """`a`; on one who has sent word: why."""
        row = self.list.row()
        if not isinstance(row, Line):
            self.shell.say(_("Nobody has a place here that day."))
        elif row.mark is Attendance.EXCUSED:
            self.step = WHY
            self.why.open(row)
        else:
            await self._set(row, Attendance.EXCUSED)

    def hint(self) -> str:
        row = self.list.row()
        if self.step == WHY or not isinstance(row, Line):
            return ""
        if row.mark is Attendance.EXCUSED and not row.why:
            return _("a once more: write why.")
        return _("a: {name} sent word. Who comes is marked on the day.").format(name=row.name)
