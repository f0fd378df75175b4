"""A filter list: a fixed order, found by the beginnings of words, with or without several marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from din_indgang_tui.house.names import lowered, parts
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.marks import Mark, window
from din_indgang_tui.widgets.page import Line, columns, fit

_BESIDE_AT = 38  # column


@dataclass(slots=True)
class ChoiceList:
    """Choices as (code, label). With `most` above 0 several may be marked, numbered in order.

    The order never changes, so that the same keys give the same result every day.
    """

    choices: list[tuple[str, str]]
    most: int = 0
    chosen: list[str] = field(default_factory=list)
    filter: Field = field(default_factory=lambda: Field("filter", limit=40, kept=False))
    mark: Mark = field(default_factory=Mark)
    beside: Mapping[str, str] = field(default_factory=dict)  # what stands at the right of a code

    def visible(self) -> list[tuple[str, str]]:
        """What the filter leaves, in the fixed order."""
        words = parts(self.filter.value)
        if not words:
            return self.choices
        fits = [
            (code, label)
            for code, label in self.choices
            if all(any(word.startswith(typed) for word in parts(label)) for typed in words)
        ]
        # Whoever types looks for something: e is Ensomhed, not the `endnu` of "not said yet".
        return [choice for choice in fits if choice[0]] or fits

    def filtered(self) -> None:
        """The filter changed: the mark goes to the first row that fits."""
        self.mark.at = 0

    def nothing_fits(self) -> bool:
        """Whether the filter leaves nothing to choose."""
        return bool(lowered(self.filter.value).strip()) and not self.visible()

    def move(self, step: int) -> None:
        """The mark up or down, round the ends."""
        self.mark.turn(step, len(self.visible()))

    def marked_code(self) -> str | None:
        """The code of the row with the mark."""
        rows = self.visible()
        return rows[min(self.mark.at, len(rows) - 1)][0] if rows else None

    def toggle(self) -> bool:
        """Mark or unmark the row; False where no more may be marked. The filter empties."""
        code = self.marked_code()
        if code is None:
            return True
        if code in self.chosen:
            self.chosen.remove(code)
        elif len(self.chosen) >= self.most:
            return False
        else:
            self.chosen.append(code)
        if self.filter.value:
            self.filter.value = ""
            self.mark.at = next(n for n, (c, _) in enumerate(self.choices) if c == code)
        return True

    def taken(self) -> list[str]:
        """What Enter takes: what is marked; a filter typed on top adds its row; else the row."""
        code = self.marked_code()
        if not self.chosen:
            return [code] if code is not None else []
        if self.filter.value.strip() and code and code not in self.chosen:
            return [*self.chosen, code][: self.most]
        return list(self.chosen)

    def lines(self, room: int, *, marked: bool, width: int = 0) -> list[Line]:
        """The rows in this many lines; cut to a width where the labels are as long as they are."""
        rows = self.visible()
        lines = []
        for number in window(len(rows), self.mark.at, room):
            code, label = rows[number]
            sign = ""
            if self.most:
                sign = f"({self.chosen.index(code) + 1}) " if code in self.chosen else "( ) "
            label = fit(sign + label, width - 3) if width else sign + label
            cells = [(2, label)]
            if code in self.beside:
                cells.append((_BESIDE_AT, self.beside[code]))
            lines.append(columns(*cells, marked=marked and number == self.mark.at))
        return lines
