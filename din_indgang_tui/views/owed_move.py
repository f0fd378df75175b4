"""What is owed, put off: a promise, or the day on which an answer is expected."""

from __future__ import annotations

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import promises, referral_steps
from din_indgang_tui.house.coming_days import coming_day
from din_indgang_tui.house.owed_line import OwedKind, OwedLine
from din_indgang_tui.house.promises import WHY_LIMIT
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.editing import EditView, Row
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import TextRow
from din_indgang_tui.words import full_day

MOVED_HERE = (OwedKind.PROMISE, OwedKind.ANSWER)
# What the house calls these rows of an answer.
_ROWS = {"answer_by_on": "to_on", "answer_moved_why": "why"}


class MoveOwed(EditView):
    """The day, then why: Enter on the second row moves it."""

    area = "5"
    panel = "owed move"
    new = True
    help_text = N_("Here you put off what is owed, and say why: the citizen may ask.")

    def __init__(self, shell: Shell, owed: OwedLine) -> None:
        super().__init__(shell)
        self.owed = owed

    def subject(self) -> str:
        return f"{self.owed.kind} {self.owed.target}"

    def rows(self) -> list[Row]:
        hint = _("A day like 20.11. or tomorrow or Friday.")
        return [
            TextRow(_("To"), Field("to_on", limit=20), hint),
            TextRow(_("Why"), Field("why", limit=WHY_LIMIT)),
        ]

    async def save(self, version: int, texts: dict[str, str]) -> str:
        if not texts["to_on"].strip():
            raise DeskError(_("Write the day it is moved to."), field="to_on")
        to_on = coming_day(texts["to_on"], local_date(self.shell.clock()), field="to_on")
        owed, change = self.owed, self.shell.desk.change
        values = owed.target, owed.version, to_on, texts["why"]
        if owed.kind is OwedKind.ANSWER:
            await change(referral_steps.move_answer, *values)
        else:
            await change(promises.put_off, *values)
        said = _("Moved to {day}: {what}, {name}. Press u to undo.")
        return said.format(day=full_day(to_on), what=owed.what, name=owed.who)

    async def refused(self, error: DeskError) -> None:
        """An answer calls its rows otherwise than the form does."""
        field = _ROWS.get(error.field or "", error.field)
        await super().refused(DeskError(error.message, field=field))

    def title(self) -> tuple[str, str]:
        due = self.owed.due_on
        right = _("due {day}").format(day=full_day(due)) if due is not None else ""
        what = f"{self.owed.what[:1].upper()}{self.owed.what[1:]}"
        return f"{what}: {self.owed.full_name}", right
