"""A four-week check is asked for on another day: once, with a reason."""

from __future__ import annotations

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import check_moves, checks
from din_indgang_tui.house.check_moves import MOVED_AT_MOST
from din_indgang_tui.house.checks import WHY_LIMIT, Check
from din_indgang_tui.house.coming_days import any_day
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.editing import EditView, Row
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import TextRow
from din_indgang_tui.words import full_day


class MoveCheck(EditView):
    """The day, then why: Enter on the second row moves it."""

    area = "5"
    panel = "check move"
    new = True
    help_text = N_(
        "Here you move a check, once. The figures count the day it was due all the same."
    )

    def __init__(self, shell: Shell, course_id: int) -> None:
        super().__init__(shell)
        self.course_id = course_id
        self.check: Check | None = None

    def subject(self) -> str:
        return str(self.course_id)

    def rows(self) -> list[Row]:
        return [
            TextRow(_("To"), Field("to_on", limit=20), self._hint()),
            TextRow(_("Why"), Field("why", limit=WHY_LIMIT)),
        ]

    async def load(self) -> None:
        if self.check is None:
            self.check = await self.shell.desk.read(checks.of_course, self.course_id)
        await super().load()

    def _hint(self) -> str:
        if self.check is None:
            return ""
        last = self.check.due_on + MOVED_AT_MOST
        return _("A day like 26.11., until {last} at the latest.").format(last=full_day(last))

    async def save(self, version: int, texts: dict[str, str]) -> str:
        if not texts["to_on"].strip():
            raise DeskError(_("Write the day it is moved to."), field="to_on")
        day = any_day(texts["to_on"], local_date(self.shell.clock()), field="to_on")
        moved = await self.shell.desk.change(check_moves.move, self.course_id, day, texts["why"])
        said = _("Moved: the check of {name}, to {day}. Press u to undo.")
        return said.format(name=moved.name, day=full_day(moved.remind_on))

    def title(self) -> tuple[str, str]:
        if self.check is None:
            return _("Move the check"), ""
        right = _("due {day}").format(day=full_day(self.check.due_on))
        return _("Move the check: {name}").format(name=self.check.full_name), right
