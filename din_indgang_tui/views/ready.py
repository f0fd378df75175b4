"""A form that is filled in already, or nearly: Enter does it as it stands."""

from __future__ import annotations

from din_indgang_tui.i18n import _
from din_indgang_tui.views.editing import EditView
from din_indgang_tui.widgets.form import ChoiceRow, text_of


class ReadyForm(EditView):
    """While no row is open, Enter does it; in an open row Enter goes on to what is missing."""

    ready_context = ""  # where Enter does it: a context with `take`
    required: tuple[str, ...] = ()  # rows that must be filled in
    steered = False  # the mark was put on a row: Enter is about that row then

    @property
    def is_ready(self) -> bool:
        """Whether Enter does it all at once: of a new thing; what is there is edited by the row."""
        return self.new

    def needed(self) -> tuple[str, ...]:
        """The rows that must be filled in as the others stand."""
        return self.required

    def contexts(self) -> tuple[str, ...]:
        if not self.is_ready:
            return super().contexts()
        if self.opened:
            return ("ready_row", "edit_out", "edit_steps", "always")
        if self.steered:
            return ("edit_rows", "everywhere", "always")
        return (self.ready_context, "ready_rows", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        if not self.is_ready:
            return super().bar()
        if self.opened:
            steps = ("next_choice",) if isinstance(self.form.open, ChoiceRow) else ()
            others = ("next_row",) if len(self.form.rows) > 1 else ()
            return (*steps, "take_row", *others, "back", "help")
        if self.steered:
            return ("up", "open_row", "back", "help")
        return ("take", "up", "open_row", "back", "help")

    def hint(self) -> str:
        if self.is_ready and not self.opened:
            if self.steered:
                return _(
                    "Enter writes in the marked row. Esc goes back to where Enter does it all."
                )
            return ""
        return super().hint()

    def _go(self, step: int) -> None:
        super()._go(step)
        self.steered = self.is_ready and not self.opened

    async def load(self) -> None:
        fresh = not self.form.rows
        await super().load()
        if fresh and self.is_ready:
            self.form.at = 0
            self._to_what_is_missing()

    def do_take_row(self) -> None:
        """The row is written: on to the next one that must be, or out of it."""
        row = self.form.open
        if row.name in self.needed() and not text_of(row):
            self.shell.say(_("This one is needed. Choose or write it."), wrong=True)
        self._to_what_is_missing()

    def _to_what_is_missing(self) -> None:
        rows, needed = self.form.rows, self.needed()
        order = [*range(self.form.at, len(rows)), *range(self.form.at)]
        missing = [n for n in order if rows[n].name in needed and not text_of(rows[n])]
        self.opened = bool(missing)
        self.steered = False
        if missing:
            self.form.at = missing[0]

    async def do_take(self) -> None:
        """Do it as it stands."""
        await self._save()

    async def do_back(self) -> None:
        """Out of the row, then out of the panel; what was typed is kept as a draft."""
        if self.is_ready and self.opened:
            self.opened = self.steered = False
            return
        if self.steered:
            self.steered = False
            return
        await super().do_back()
