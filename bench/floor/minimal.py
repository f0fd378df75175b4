"""The floor: a Textual program with nothing of ours in it.

A text field, a table of 1,000 rows and a second screen, all with Textual's own defaults. Words on
the command line switch single costs: `lean` (one-line field, no border, no scrollbar), `noblink`
(the cursor stands still), `palette` (Textual's command palette), `ansi` (the terminal's own
colours), `nomouse`, `rows=N`.
"""

from __future__ import annotations

import sys
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import DataTable, Input, Static

FLAGS = set(sys.argv[1:])
ROWS = next((int(flag[5:]) for flag in FLAGS if flag.startswith("rows=")), 1000)

PLAIN = """
Input { height: 3; }
DataTable { height: 1fr; }
"""
LEAN = """
Input { height: 1; width: 100%; border: none; padding: 0 1; }
DataTable { height: 1fr; width: 100%; scrollbar-size: 0 0; }
"""


class Second(Screen[None]):
    BINDINGS: ClassVar[list[BindingType]] = [("f1", "app.pop_screen", "Back")]

    def compose(self) -> ComposeResult:
        yield Static("Second screen")
        yield Static("\n".join(f"line {number}" for number in range(18)))


class Table(Screen[None]):
    """A table as big as a week of twelve colleagues, made anew each time it is opened."""

    BINDINGS: ClassVar[list[BindingType]] = [("f1", "app.pop_screen", "Back")]

    def compose(self) -> ComposeResult:
        yield DataTable[str](cursor_type="row", zebra_stripes=False)

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns("Coach", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
        table.add_rows((f"Coach {n}", *["##..##..##.."] * 5) for n in range(12))


class Floor(App[None]):
    BINDINGS: ClassVar[list[BindingType]] = [
        ("f2", "push_screen('second')", "Second"),
        ("f3", "open_table", "Table"),
        ("ctrl+q", "quit", "Quit"),
    ]
    SCREENS: ClassVar = {"second": Second}
    ENABLE_COMMAND_PALETTE = "palette" in FLAGS
    CSS = LEAN if "lean" in FLAGS else PLAIN

    def compose(self) -> ComposeResult:
        field = Input(placeholder="Name")
        field.cursor_blink = "noblink" not in FLAGS
        yield field
        yield DataTable[str](cursor_type="row", zebra_stripes=False)

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns("No", "Name", "Born", "Place")
        table.add_rows(
            (f"{n:04d}", f"Person Number {n}", f"19{n % 90 + 10}-01-01", f"Place {n % 37}")
            for n in range(ROWS)
        )

    def action_open_table(self) -> None:
        self.push_screen(Table())


if __name__ == "__main__":
    Floor(ansi_color="ansi" in FLAGS).run(mouse="nomouse" not in FLAGS)
