"""Another week of figures, by its number."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from din_indgang_tui.clock import local_date
from din_indgang_tui.house.statistics_screen import typed_week
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.editing import EditView, Row
from din_indgang_tui.views.statistics_words import begun
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import TextRow

_LIMIT = 20  # characters


class OtherWeek(EditView):
    """One row: which week."""

    area = "8"
    panel = "another week"
    new = True
    help_text = N_("Here you write which week you want to see, such as 40, or 2026-W40.")

    def __init__(self, shell: Shell, go_to: Callable[[date], None]) -> None:
        super().__init__(shell)
        self._go_to = go_to

    def rows(self) -> list[Row]:
        hint = _("Like 40, or 2026-W40. A number alone is the last such week.")
        return [TextRow(begun(_("week")), Field("week", limit=_LIMIT, kept=False), hint)]

    def contexts(self) -> tuple[str, ...]:
        return ("another_week", "always")

    def draft(self) -> None:
        """None: a week is looked for here, and nothing is written."""

    def title(self) -> tuple[str, str]:
        return _("Another week"), ""

    async def save(self, version: int, texts: dict[str, str]) -> str:
        monday = typed_week(texts["week"], local_date(self.shell.clock()))
        self._go_to(monday)
        return ""  # the title says which week it is
