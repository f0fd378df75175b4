"""Ill today: who is ill, and until when."""

from __future__ import annotations

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import absences, ill_today, staff
from din_indgang_tui.house.absences import Absence
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import Conflict, DeskError
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.editing import EditView, Row
from din_indgang_tui.views.ill_today import IllToday
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import ChoiceRow, TextRow
from din_indgang_tui.words import short_day

UNTIL_LIMIT = 30  # characters


class WhoIsIll(EditView):
    """Two rows; one letter of the colleague and Enter is enough for today."""

    area = "1"
    panel = "ill_today"
    new = True
    help_text = N_("Here you say who is ill, and until when. Then every time it hits is shown.")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.colleagues: list[staff.Colleague] = []
        self.ill: dict[int, Absence] = {}
        self.absence: Absence | None = None

    def contexts(self) -> tuple[str, ...]:
        # Until when is today where nobody says more: Enter is enough in either row.
        return ("edit_save", "edit_new", "edit_steps", "always")

    def bar(self) -> tuple[str, ...]:
        steps = ("next_choice",) if isinstance(self.form.open, ChoiceRow) else ()
        return (*steps, "take", "next_row", "back", "help")

    async def do_take(self) -> None:
        """Save, and on to what it hits."""
        await self._save()

    async def load(self) -> None:
        if not self.form.rows:
            self.colleagues = await self.shell.desk.read(staff.everyone)
            await self._read_who_is_ill()
            await super().load()
            self.form.at = 0  # whom it is about is asked, also where somebody stands there

    def rows(self) -> list[Row]:
        who = ChoiceRow("who", _("Who is ill?"), self._choices())
        # A list that was left half done is what one most likely comes back for.
        if self.ill:
            who.choose(str(next(iter(self.ill))))
        hint = _("Empty is today only. Else like Friday or 19.11.")
        return [who, TextRow(_("Until"), Field("until", limit=UNTIL_LIMIT), hint)]

    def _choices(self) -> list[tuple[str, str]]:
        there = [
            (str(one.id), self._label(one))
            for one in self.colleagues
            if one.active and one.id != self.shell.desk.who.staff_id
        ]
        return [("", "-"), *there]

    async def _read_who_is_ill(self) -> None:
        self.ill = {one.staff_id: one for one in await self.shell.desk.read(absences.absences)}
        for row in self.form.rows:
            if isinstance(row, ChoiceRow):
                row.choices = self._choices()

    def _label(self, one: staff.Colleague) -> str:
        absence = self.ill.get(one.id)
        if absence is None:
            return one.name
        until = short_day(absence.last_on, local_date(self.shell.clock()))
        return _("{name} (ill until {day})").format(name=one.name, day=until)

    async def save(self, version: int, texts: dict[str, str]) -> str:
        staff_id = int(texts["who"] or 0)
        seen = self.ill.get(staff_id)
        try:
            self.absence = await self.shell.desk.change(
                ill_today.call_in, staff_id, texts["until"], seen.version if seen is not None else 0
            )
        except Conflict as conflict:
            # Until when they are ill stands beside the name: read again, it is what is written now.
            await self._read_who_is_ill()
            raise DeskError(conflict.message, field="until") from conflict
        return ""

    async def saved(self) -> None:
        await super().saved()
        if self.absence is not None:
            await self.shell.open(IllToday(self.shell, self.absence))

    def title(self) -> tuple[str, str]:
        return _("Ill today: who?"), ""

    def hint(self) -> str:
        return super().hint() or _("Nothing is moved or cancelled before you say so, one by one.")
