"""The one box of several lines that can be open: Textual's TextArea, lent as the Editor is.

TextArea keeps the text, wraps it and moves in it. What it does not do is draw little: it paints all
of itself for every letter. Here only the cells that changed are painted, so that a letter at the
end of a line costs a few bytes over SSH.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from rich.cells import cell_len
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import TextArea

from din_indgang_tui.text import clean, shown
from din_indgang_tui.widgets.editor import Field


def lines_of(text: str) -> str:
    """A text as it may stand in the box: clean, in its lines, without tabs and unsteady signs."""
    text = clean(text, lines=True, limit=len(text))
    return "\n".join(shown(line, limit=len(line)) for line in text.split("\n"))


class TextBox(TextArea):
    """Where an open field of several lines is written. It gets its keys from the app, in order."""

    DEFAULT_CSS = """
    TextBox, TextBox:focus {
        position: absolute; height: 1; width: 1; border: none; padding: 0; display: none;
        background: ansi_default; color: ansi_default; scrollbar-size: 0 0;
    }
    TextBox .text-area--cursor, TextBox:ansi .text-area--cursor {
        text-style: reverse; background: ansi_default; color: ansi_default;
    }
    TextBox .text-area--cursor-line { background: ansi_default; }
    """
    can_focus = False
    _still = False  # while a key is dealt with nothing is painted

    def __init__(self) -> None:
        super().__init__(
            soft_wrap=True,
            show_line_numbers=False,
            highlight_cursor_line=False,
            max_checkpoints=1,
        )
        self.cursor_blink = False
        self.match_cursor_bracket = False
        self.field: Field | None = None
        self._given = ""  # the field's text as this box last saw it

    @property
    def value(self) -> str:
        """The text as it stands in the field."""
        return self._given

    def lend(
        self, field: Field | None, x: int = 0, y: int = 0, width: int = 1, height: int = 1
    ) -> None:
        """Put the field at this place of the page; None closes it."""
        if field is None:
            self.field = None
            self.display = False
            return
        place = (self.styles.offset.x.value, self.styles.offset.y.value)
        if place != (x, y):
            self.styles.offset = (x, y)
        now = (self.styles.width, self.styles.height)
        if [side.value if side is not None else None for side in now] != [width, height]:
            self.styles.width, self.styles.height = width, height
        another = field is not self.field
        if another or self._given != field.value:
            self.field, self._given = field, field.value
            with self.prevent(TextArea.Changed, TextArea.SelectionChanged):
                self.load_text(lines_of(field.value))
                came_back, field.cursor = field.cursor, None
                self._go_to(came_back if another and came_back is not None else len(self.text))
        self.display = True

    def remember(self, field: Field) -> None:
        """Another screen opens over this field: one comes back to the same place in it."""
        if field is self.field:
            row, column = self.cursor_location
            before = self.text.split("\n")[:row]
            field.cursor = sum(len(line) + 1 for line in before) + column

    def write(self, key: str, character: str | None) -> bool:
        """One key of typing; whether it belonged to the text."""
        if self.field is None:
            return False
        act = {
            "backspace": self.action_delete_left,
            "delete": self.action_delete_right,
            "left": self.action_cursor_left,
            "right": self.action_cursor_right,
            "up": self.action_cursor_up,
            "down": self.action_cursor_down,
            "home": self.action_cursor_line_start,
            "end": self.action_cursor_line_end,
            "pageup": self.action_cursor_page_up,
            "pagedown": self.action_cursor_page_down,
        }.get(key)
        typed = "\n" if key == "enter" else character
        if act is None and (typed is None or not (typed == "\n" or typed.isprintable())):
            return False
        with self._painting_little():
            if act is not None:
                act()
            elif typed and len(self.text) + len(typed) <= self.field.limit:
                self.insert(typed)
        self._take_over()
        return True

    def paste(self, text: str) -> bool:
        """A pasted text, clean and in its lines; False where it had to be cut to the limit."""
        if self.field is None:
            return True
        room = max(0, self.field.limit - len(self.text))
        # A letter more than there is room for tells that it was cut; a megabyte is not looked at.
        text = lines_of(text[: 4 * (room + 1)])
        with self._painting_little():
            self.insert(text[:room])
        self._take_over()
        return len(text) <= room

    def on_resize(self) -> None:
        # Wrapped anew, the text has other lines: the cursor is in view all the same.
        self.call_after_refresh(self.scroll_cursor_visible)

    def _take_over(self) -> None:
        assert self.field is not None
        self._given = self.field.value = self.text

    def _go_to(self, at: int) -> None:
        before = self.text[:at].split("\n")
        self.move_cursor((len(before) - 1, len(before[-1])))

    # Painting -----------------------------------------------------------------------------

    @property
    def _draw_cursor(self) -> bool:
        # It never has the focus, and it is only there while it is written in.
        return True

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        if self._still and not layout and not recompose:
            return self
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    @contextmanager
    def _painting_little(self) -> Iterator[None]:
        """Within it nothing is painted; at its end the cells that changed, and no more."""
        before, self._still = self._cells(), True
        try:
            with self.prevent(TextArea.Changed, TextArea.SelectionChanged):
                yield
                # Once more: it scrolled before it knew that there is a line more.
                self.scroll_cursor_visible()
        finally:
            self._still = False
        for y, (old, new) in enumerate(zip(before, self._cells(), strict=True)):
            changed = [n for n in range(len(new)) if n >= len(old) or old[n] != new[n]]
            if changed:
                first = changed[0]
                self.refresh(Region(first, y, changed[-1] + 1 - first, 1))

    def _cells(self) -> list[list[tuple[str, Style | None]]]:
        """What stands in each cell, line by line; a wide letter's second cell is empty."""
        self._theme.apply_css(self)
        return [_cells_of(self.render_line(y)) for y in range(self.size.height)]


def _cells_of(strip: Strip) -> list[tuple[str, Style | None]]:
    cells: list[tuple[str, Style | None]] = []
    for text, style, _control in strip:
        for letter in text:
            cells.append((letter, style))
            cells.extend([("", style)] * (cell_len(letter) - 1))
    return cells
