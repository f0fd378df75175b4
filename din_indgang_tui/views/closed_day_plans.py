"""What was planned on a day before the house closed it, and one answer about all of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from din_indgang_tui.house import closed_day_plans
from din_indgang_tui.house.closed_day_plans import Planned
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import Conflict, DeskError
from din_indgang_tui.store.roles import HOUSE_LEADERS
from din_indgang_tui.views.base import Shell, Space
from din_indgang_tui.views.editing import EditView, Row
from din_indgang_tui.widgets.form import ChoiceRow
from din_indgang_tui.widgets.page import EMPTY, Line, columns, fit, line, ruled
from din_indgang_tui.words import appointment, full_day


class ClosedDayPlans(EditView):
    """The meetings and times that stand on closed days, and one answer about all of them."""

    area = "9"
    panel = "closed day plans"
    new = True
    column = 22
    help_text = N_("Here you see what is planned for a day that is closed. You say if it stands.")

    def __init__(self, shell: Shell, days: Sequence[date], planned: Planned) -> None:
        super().__init__(shell)
        self.days = tuple(days)
        self.planned = planned

    def subject(self) -> str:
        return self.days[0].isoformat()

    def rows(self) -> list[Row]:
        answers = [
            ("stand", _("let all of it stand")),
            ("untold", _("cancel it all, nobody has told yet")),
            ("told", _("cancel it all, everybody has been told")),
        ]
        return [ChoiceRow("answer", _("What is planned"), answers)]

    def draft(self) -> None:
        """Nothing is typed here; until somebody has decided, all of it stands."""

    async def changed(self, parts: set[str]) -> None:
        if parts & {"groups", "slots", "settings"}:
            await self._read_planned()

    async def _read_planned(self) -> None:
        self.planned = await self.shell.desk.read(closed_day_plans.planned, self.days)

    async def save(self, version: int, texts: dict[str, str]) -> str:
        if texts["answer"] == "stand":
            return _("Nothing is cancelled: {what}.").format(what=self.planned.how_many.words)
        meetings = tuple((one.session_id, one.version) for one in self.planned.meetings)
        times = tuple((one.slot_id, one.version) for one in self.planned.times)
        told = texts["answer"] == "told"
        try:
            gone = await self.shell.desk.change(
                closed_day_plans.cancel_all, meetings, times, told=told
            )
        except Conflict as conflict:
            # There is no text of one's own to join: what stands above is read again.
            await self._read_planned()
            raise DeskError(conflict.message) from conflict
        said = _("Cancelled: {what}.").format(what=gone.words)
        if not told:
            said += " " + _("Those to be told stand in Today.")
        return said + " " + _("u takes it back.")

    def above(self, space: Space) -> list[Line]:
        one_day = full_day(self.days[0]) if len(self.days) == 1 else ""
        lines = [ruled(_("Planned, and the house is closed"), one_day, width=space.width)]
        rows = self._lines(space.width)
        room = max(1, space.height - 6)
        shown = rows if len(rows) <= room else rows[: room - 1]
        if more := len(rows) - len(shown):
            shown = [*shown, line("  " + _("and {n} more").format(n=more))]
        return [*lines, *shown, EMPTY]

    def _lines(self, width: int) -> list[Line]:
        """In order of time: the group or the citizen, and who would have been with them."""
        each: list[tuple[datetime, str, str]] = [
            *((one.starts_at, one.group, one.leader) for one in self.planned.meetings),
            *((one.starts_at, one.name, one.coach) for one in self.planned.times),
        ]
        return [
            columns((2, appointment(at)), (25, fit(what, 27)), (54, fit(who or "-", width - 54)))
            for at, what, who in sorted(each)
        ]

    def title(self) -> tuple[str, str]:
        return _("What of it?"), self.planned.how_many.words

    def hint(self) -> str:
        return super().hint() or _("Arrow right chooses, Enter does it. Esc lets all of it stand.")


async def ask(shell: Shell, days: Sequence[date]) -> None:
    """Open the question where something stands on these days, and whoever asks may cancel it."""
    if not days or shell.desk.who.role not in HOUSE_LEADERS:
        return
    planned = await shell.desk.read(closed_day_plans.planned, days)
    if planned.how_many.any:
        await shell.open(ClosedDayPlans(shell, days, planned))
