"""A form as a list of rows: texts to write and choices to step through."""

from __future__ import annotations

from dataclasses import dataclass, field

from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.page import Line, Look, columns, flow

_BOX = 4  # lines in which a text of several lines is written


@dataclass(slots=True)
class TextRow:
    """A row that is written."""

    label: str
    field: Field
    hint: str = ""

    @property
    def name(self) -> str:
        """What the house calls the field."""
        return self.field.name


@dataclass(slots=True)
class ChoiceRow:
    """A row that steps through a list with the arrows, or to a label by its first letters."""

    name: str
    label: str
    choices: list[tuple[str, str]]
    at: int = 0
    # The choice that letters led to, and which they were.
    _led: tuple[int, str] = field(default=(-1, ""), init=False, repr=False, compare=False)

    @property
    def value(self) -> str:
        """The code chosen."""
        return self.choices[self.at][0]

    def step(self, by: int) -> None:
        """The next choice, or the one before."""
        self.at = (self.at + by) % len(self.choices)

    def choose(self, code: str) -> None:
        """The choice with that code; the first where the list has none."""
        self.at = next((n for n, (other, _label) in enumerate(self.choices) if other == code), 0)

    def jump(self, letter: str) -> None:
        """The next choice whose label begins with that letter; else one that has such a word.

        After letters that led here it goes on with them, so that a whole name typed leads to that
        name; where nothing begins with them all, the letter begins anew.
        """
        letter, labels = letter.lower(), [label.lower() for _code, label in self.choices]
        led_to, before = self._led
        ways = [(letter, 1)]  # past the choice it stands on
        if before and led_to == self.at:
            ways.insert(0, (before + letter, 0))
        for letters, first in ways:
            order = [(self.at + n) % len(labels) for n in range(first, len(labels) + first)]
            whole = [at for at in order if labels[at].startswith(letters)]
            if found := whole or [at for at in order if f" {letters}" in labels[at]]:
                self.at, self._led = found[0], (found[0], letters)
                return


class KnownChoice(ChoiceRow):
    """A choice that may be of something the list does not offer: former colleagues, citizens."""

    def offer(self, code: str, label: str) -> None:
        """One choice more, unless it is there."""
        if code not in [known for known, _label in self.choices]:
            self.choices.append((code, label))

    def choose(self, code: str) -> None:
        if code:
            self.offer(code, "")
        ChoiceRow.choose(self, code)


@dataclass(slots=True)
class Form:
    """Rows with one of them open; an error stands under its row, and what was typed stays."""

    rows: list[TextRow | ChoiceRow]
    at: int = 0
    wrong: dict[str, str] = field(default_factory=dict)

    @property
    def open(self) -> TextRow | ChoiceRow:
        """The row with the mark."""
        return self.rows[self.at]

    def writing(self) -> Field | None:
        """The text being written; None on a choice."""
        return self.open.field if isinstance(self.open, TextRow) else None

    def box_lines(self) -> int:
        """Lines that the open row takes beside its own: a text of several lines has a box."""
        return _BOX - 1 if isinstance(self.open, TextRow) and self.open.field.lines else 0

    def move(self, step: int) -> None:
        """The next row or the one before, round the ends."""
        self.at = (self.at + step) % len(self.rows)

    def go_to(self, name: str) -> bool:
        """Open the row of a field; False where the form has none of that name."""
        for number, row in enumerate(self.rows):
            if row.name == name:
                self.at = number
                return True
        return False

    def text(self, name: str) -> str:
        """What stands in a text row; empty where the form has none of that name."""
        return next(
            (row.field.value for row in self.rows if isinstance(row, TextRow) and row.name == name),
            "",
        )

    def code(self, name: str) -> str:
        """What is chosen in a choice row; empty where the form has none of that name."""
        return next(
            (row.value for row in self.rows if isinstance(row, ChoiceRow) and row.name == name), ""
        )

    def lines(
        self, column: int, width: int, *, marked: bool = True
    ) -> list[tuple[Line, TextRow | ChoiceRow | None]]:
        """The lines, each with the row it is of (None for an error below its row).

        Not `marked` while the mark is in a list beside the form.
        """
        lines: list[tuple[Line, TextRow | ChoiceRow | None]] = []
        for number, row in enumerate(self.rows):
            here = marked and number == self.at
            value = row.field.shown if isinstance(row, TextRow) else row.choices[row.at][1]
            if isinstance(row, ChoiceRow) and here:
                value = f"< {value} >"
            cells: list[tuple[int, str]] = [(0, ">" if here else ""), (2, row.label)]
            cells.append((column, value))
            if isinstance(row, TextRow) and row.hint:
                cells.append((column + 27, row.hint))
            lines.append((columns(*cells), row))
            if row.name in self.wrong:
                said = wrong_lines(self.wrong[row.name], column, width)
                lines += [(one, None) for one in said]
        return lines


def text_of(row: TextRow | ChoiceRow) -> str:
    """What stands in the row: its text, or the code chosen."""
    return row.field.value if isinstance(row, TextRow) else row.value


def put_in(row: TextRow | ChoiceRow, text: str) -> None:
    """Let this stand in the row."""
    if isinstance(row, TextRow):
        row.field.value = text
    else:
        row.choose(text)


def wrong_lines(sentence: str, column: int, width: int) -> list[Line]:
    """What is wrong with a field, below it: whole, over as many lines as it takes.

    What to do about it stands at its end, so that a cut one would say only that it is wrong.
    """
    sign = "! "
    first, *rest = flow(sentence, width=width, indent=column + len(sign), look=Look.WRONG)
    return [columns((column, sign + first.text.strip(), Look.WRONG)), *rest]
