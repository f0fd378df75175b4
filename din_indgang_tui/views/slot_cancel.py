"""The house cancels a slot, or the rest of its series: why, and whether the citizen knows."""

from __future__ import annotations

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import series, slots
from din_indgang_tui.house.codes import SlotStatus
from din_indgang_tui.house.day_slots import DaySlot
from din_indgang_tui.house.enquiry_columns import NOTE_LIMIT
from din_indgang_tui.house.slot_rows import Slot
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.store.errors import Conflict, DeskError
from din_indgang_tui.views.base import Shell, Space
from din_indgang_tui.views.editing import EditView, Row
from din_indgang_tui.views.freed import who_waits
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import ChoiceRow, TextRow, text_of
from din_indgang_tui.widgets.page import EMPTY, Line, flow, ruled
from din_indgang_tui.words import clock_time, full_day, short_day

_MOST_NAMED = 24  # dates of a series in three lines of 80 columns; the rest are counted


class CancelSlot(EditView):
    """Rows that may all stay as they are: Enter through them cancels this one time."""

    area = "1"
    panel = "slot_cancel"
    new = True
    help_text = N_("Here you cancel a time. Why is shown in Today; it may stay empty.")

    def __init__(self, shell: Shell, slot: Slot | DaySlot, area: str) -> None:
        super().__init__(shell)
        self.area = area
        self.slot: Slot | DaySlot = slot
        self.coming: tuple[Slot, ...] = ()  # with this one, those of its series that come after

    def subject(self) -> str:
        return str(self.slot.slot_id)

    async def load(self) -> None:
        if not self.form.rows:
            await self._read_series()
        await super().load()

    async def changed(self, parts: set[str]) -> None:
        if "slots" in parts:
            await self._read_series()

    async def _read_series(self) -> None:
        self.coming = await self.shell.desk.read(series.coming, self.slot.slot_id)
        for row in self.form.rows:
            if isinstance(row, ChoiceRow) and row.name == "which":
                chosen = text_of(row)
                row.choices = self._which()
                row.choose(chosen)

    def rows(self) -> list[Row]:
        told = [("no", _("not yet")), ("yes", _("yes, has been told"))]
        rows: list[Row] = [
            TextRow(_("Why"), Field("why", limit=NOTE_LIMIT), _("One line; it may stay empty.")),
            ChoiceRow("told", _("Told?"), told),
        ]
        if len(self.coming) > 1:
            rows.append(ChoiceRow("which", _("Which"), self._which()))
        return rows

    def _which(self) -> list[tuple[str, str]]:
        choices = [("this", _("this one"))]
        if n := len(self.coming[1:]):
            said = ngettext(
                "this and the {n} after it in the series, {day}",
                "this and the {n} after it in the series, to {day}",
                n,
            )
            choices.append(("rest", said.format(n=n, day=full_day(self.coming[-1].day))))
        return choices

    async def save(self, version: int, texts: dict[str, str]) -> str:
        told = texts["told"] == "yes"
        try:
            if texts.get("which") == "rest":
                return await self._cancel_rest(texts["why"], told=told)
            slot = await self.shell.desk.change(
                slots.mark,
                self.slot.slot_id,
                self.slot.version,
                SlotStatus.CANCELLED_HOUSE,
                texts["why"],
                told=told,
            )
        except Conflict as conflict:
            # Nothing that is written here is on both sides: the title shows the time as it is now.
            self.slot = await self.shell.desk.read(slots.one, self.slot.slot_id)
            await self._read_series()
            raise DeskError(conflict.message) from conflict
        said = _("Saved: {name} is cancelled.")
        if slot.told is False:
            said = _("Saved: {name} is cancelled, and is to be told.")
        freed = await who_waits(self.shell, slot)
        return " ".join(filter(None, (said.format(name=slot.name), freed)))

    async def _cancel_rest(self, why: str, *, told: bool) -> str:
        rest = ((one.slot_id, one.version) for one in self.coming[1:])
        shown = [(self.slot.slot_id, self.slot.version), *rest]
        gone = await self.shell.desk.change(series.cancel_rest, shown, why, told=told)
        said = ngettext(
            "Saved: {n} time of {name} is cancelled.",
            "Saved: {n} times of {name} are cancelled.",
            len(gone),
        )
        if any(slot.told is False for slot in gone):
            said = ngettext(
                "Saved: {n} time of {name} is cancelled, and is to be told.",
                "Saved: {n} times of {name} are cancelled, and are to be told.",
                len(gone),
            )
        return said.format(n=len(gone), name=self.slot.name) + " " + _("u takes it back.")

    def above(self, space: Space) -> list[Line]:
        after = [f"{one.day:%d.%m.}" for one in self.coming[1:]]
        if not after:
            return []
        named = " ".join(after[:_MOST_NAMED])
        if (more := len(after) - _MOST_NAMED) > 0:
            named += " " + _("and {n} more").format(n=more)
        title = ruled(_("After it in the same series"), str(len(after)), width=space.width)
        return [title, *flow(named, width=space.width, indent=2), EMPTY]

    def title(self) -> tuple[str, str]:
        slot = self.slot
        when = short_day(local_date(slot.starts_at), local_date(self.shell.clock()))
        return (
            _("Cancel: {name}, {day} {time}").format(
                name=slot.name, day=when, time=clock_time(slot.starts_at)
            ),
            slot.coach,
        )
