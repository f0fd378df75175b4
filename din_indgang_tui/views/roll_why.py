"""Why people on a roll sent word: what is written about each stays until it is saved."""

from __future__ import annotations

from collections.abc import Mapping

from din_indgang_tui.house.enquiry_columns import NOTE_LIMIT
from din_indgang_tui.house.roll import Line, Roll
from din_indgang_tui.widgets.editor import Field


class RollWhy:
    """One field, and what was typed in it about whom."""

    def __init__(self) -> None:
        self.text = Field("why", limit=NOTE_LIMIT)
        self._about: int | None = None  # the number of a citizen
        self._began = ""  # the text that the field was opened with
        self._typed: dict[int, str] = {}

    def open(self, row: Line) -> None:
        """Write about this one, from what was typed before, else from what is saved."""
        self._put_by()
        self._about, self._began = row.citizen_id, self._typed.get(row.citizen_id, row.why)
        self.text.value = self._began

    def saved(self) -> None:
        """What stands in the field is saved."""
        if self._about is not None:
            self._typed.pop(self._about, None)
        self._about = None

    def take_up(self, left: Mapping[str, str]) -> None:
        """What `unsaved` gave at another terminal, or before."""
        self._typed = {int(citizen_id): str(text) for citizen_id, text in left.items()}

    def left(self) -> set[int]:
        """The citizens about whom something is not saved."""
        return set(self._typed)

    def unsaved(self, roll: Roll) -> dict[str, str]:
        """What is not saved, by the number of the citizen as a text, as a draft is kept."""
        self._put_by()
        return {
            str(one.citizen_id): self._typed[one.citizen_id]
            for one in roll.lines
            if self._typed.get(one.citizen_id, one.why).strip() != one.why
        }

    def _put_by(self) -> None:
        # Untouched it is nobody's, also where a colleague writes another meanwhile.
        if self._about is not None and self.text.value != self._began:
            self._typed[self._about] = self.text.value
