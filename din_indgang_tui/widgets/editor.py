"""The one text field that can be open: Textual's Input, lent to whichever row is being written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rich.text import Text
from textual.widgets import Input

from din_indgang_tui.text import clean

_NUMBER = re.compile(r"(?<![+\d])\d[\d .\-/]*\d")
# Six digits, a hyphen or a space, and some of the four: nothing else in the house is written so.
_CPR_BEGUN = re.compile(r"\d{6} ?[ \-/] ?\d{1,4}")
_LONGER_THAN_A_PHONE = 9


@dataclass(slots=True)
class Field:
    """A text being written: what it holds, and how it may be shown. Views own these."""

    name: str
    value: str = ""
    limit: int = 100
    secret: bool = False  # a password: stars, and thrown away on Esc
    kept: bool = True  # whether it is kept as a draft: what one looks for by is not
    cursor: int | None = None  # where one was in it when another screen was opened over it
    lines: bool = False  # a text of several lines, written in a box (widgets/text_box.py)
    hide_cpr: bool = False  # the last four digits of a CPR number are not for those who look on

    @property
    def shown(self) -> str:
        """The text as it may stand on the screen."""
        if self.secret:
            return "*" * len(self.value)
        return without_cpr_tail(self.value) if self.hide_cpr else self.value


def without_cpr_tail(text: str) -> str:
    """The text with stars for the last digits of a CPR number, also half a typed one."""
    return _NUMBER.sub(lambda match: _hidden(match[0]), text)


def _hidden(number: str) -> str:
    digits = sum(letter.isdigit() for letter in number)
    if number.startswith("00") or (
        digits < _LONGER_THAN_A_PHONE and not _CPR_BEGUN.fullmatch(number)
    ):
        return number
    seen = 0
    hidden = []
    for letter in number:
        seen += letter.isdigit()
        hidden.append("*" if letter.isdigit() and seen > 6 else letter)
    return "".join(hidden)


class Editor(Input):
    """Where the open field is written. It gets its keys from the app, in order, never by focus."""

    DEFAULT_CSS = """
    Editor, Editor:focus {
        position: absolute; height: 1; width: 1; border: none; padding: 0; display: none;
        background: ansi_default; color: ansi_default; scrollbar-size: 0 0;
    }
    Editor > .input--cursor { text-style: reverse; background: ansi_default; color: ansi_default; }
    """

    def __init__(self) -> None:
        super().__init__(select_on_focus=False)
        self.cursor_blink = False
        self.field: Field | None = None

    def lend(self, field: Field | None, x: int = 0, y: int = 0, width: int = 1) -> None:
        """Put the field at this place of the page; None closes it."""
        if field is None:
            self.field = None
            self.display = False
            return
        if field is not self.field:
            self.field = field
            self.password = field.secret
            self.value = field.value
            came_back, field.cursor = field.cursor, None
            self.cursor_position = len(self.value) if came_back is None else came_back
        elif self.value != field.value:
            self.value = field.value
            self.cursor_position = len(self.value)
        if (self.styles.offset.x.value, self.styles.offset.y.value) != (x, y):
            self.styles.offset = (x, y)
        if self.styles.width is None or self.styles.width.value != width:
            self.styles.width = width
        self.display = True

    def remember(self, field: Field) -> None:
        """Another screen opens over this field: one comes back to the same place in it."""
        if field is self.field:
            field.cursor = self.cursor_position

    def write(self, key: str, character: str | None) -> bool:
        """One key of typing; whether it belonged to the text."""
        if self.field is None:
            return False
        act = {
            "backspace": self.action_delete_left,
            "delete": self.action_delete_right,
            "left": self.action_cursor_left,
            "right": self.action_cursor_right,
            "home": self.action_home,
            "end": self.action_end,
        }.get(key)
        if act is not None:
            act()
        elif character is not None and character.isprintable():
            if len(self.value) >= self.field.limit:
                return True
            self.insert_text_at_cursor(character)
        else:
            return False
        self.field.value = self.value
        return True

    def paste(self, text: str) -> bool:
        """A pasted text as one clean line; False where it had to be cut to the limit."""
        if self.field is None:
            return True
        room = self.field.limit - len(self.value)
        text = " ".join(clean(text).split()) if not self.field.secret else clean(text.strip("\r\n"))
        self.insert_text_at_cursor(text[:room])
        self.field.value = self.value
        return len(text) <= room

    @property
    def _value(self) -> Text:
        """What is drawn: the text itself, with the tail of a CPR number as stars."""
        if self.field is not None and self.field.secret:
            # A star is in every terminal's letters; Textual's bullet is not.
            return Text("*" * len(self.value), no_wrap=True, overflow="ignore", end="")
        if self.field is not None and self.field.hide_cpr:
            return Text(without_cpr_tail(self.value), no_wrap=True, overflow="ignore", end="")
        return super()._value
