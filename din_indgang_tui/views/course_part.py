"""A part of a course with a first and a last day: what its forms have in common."""

from __future__ import annotations

from din_indgang_tui.clock import local_date
from din_indgang_tui.house.coming_days import any_day_or_none
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.editing import EditView

_DAYS = ("first_on", "last_on")


class PartForm(EditView):
    """A new part, or one that is there, which `c` takes away."""

    area = "3"
    parts = frozenset({"courses"})

    def __init__(self, shell: Shell, course_id: int, part_id: int | None = None) -> None:
        super().__init__(shell)
        self.course_id = course_id
        self.part_id = part_id
        self.new = part_id is None

    def subject(self) -> str:
        return f"new {self.course_id}" if self.part_id is None else str(self.part_id)

    def values(self, texts: dict[str, str]) -> dict[str, str | int | None]:
        """What was typed, its days as ISO texts, no day as none.

        Raises DeskError by its field for what is no day, and without a first one.
        """
        values = {name: self._value(name, text) for name, text in texts.items()}
        if values.get("first_on", "") is None:
            raise DeskError(_("Write its first day."), field="first_on")
        return values

    def _value(self, name: str, text: str) -> str | int | None:
        if name not in _DAYS:
            return text
        day = any_day_or_none(text, local_date(self.shell.clock()), field=name)
        return day.isoformat() if day is not None else None

    def contexts(self) -> tuple[str, ...]:
        return (
            super().contexts() if self.opened or self.new else ("course_part", *super().contexts())
        )

    def bar(self) -> tuple[str, ...]:
        if self.opened or self.new:
            return super().bar()
        return ("up", "open_row", "take_away", "back", "help")
