"""Call somebody: their number, and what was said, in a line."""

from __future__ import annotations

from din_indgang_tui.house import calls
from din_indgang_tui.house.call_backs import ABOUT_LIMIT
from din_indgang_tui.house.calls import Callee
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.editing import EditView, Row
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import ChoiceRow, TextRow


class CallView(EditView):
    """One line about a call that was just made; it stands in the time line."""

    area = "5"
    panel = "call"
    new = True
    parts = frozenset({"citizens"})
    help_text = N_("Here is the number to call. Write what was said, or say that nobody answered.")

    def __init__(self, shell: Shell, citizen_id: int) -> None:
        super().__init__(shell)
        self.citizen_id = citizen_id
        self.whom: Callee | None = None

    def subject(self) -> str:
        return str(self.citizen_id)

    def rows(self) -> list[Row]:
        hint = _("In a few words. Nobody answered? Arrow up, then right.")
        answers = [("yes", _("yes")), ("no", _("nobody answered"))]
        return [
            ChoiceRow("answered", _("Answered"), answers),
            TextRow(_("What was said"), Field("about", limit=ABOUT_LIMIT), hint),
        ]

    async def load(self) -> None:
        self.whom = await self.shell.desk.read(calls.callee, self.citizen_id)
        await super().load()

    async def save(self, version: int, texts: dict[str, str]) -> str:
        answered = texts["answered"] == "yes"
        name = await self.shell.desk.change(
            calls.called, self.citizen_id, texts["about"], answered=answered
        )
        if answered:
            return _("Saved: {name} was called. Press u to undo.").format(name=name)
        return _("Saved: {name} did not answer. Press u to undo.").format(name=name)

    def title(self) -> tuple[str, str]:
        if self.whom is None:
            return "", ""
        return _("Call {name}").format(name=self.whom.full_name), self.whom.number
