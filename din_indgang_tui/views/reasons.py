"""Why? The list of reasons, in the walk-in and when it is filled in later."""

from __future__ import annotations

from rich.cells import cell_len

from din_indgang_tui.house.enquiries import MOST_REASONS
from din_indgang_tui.house.enquiry_columns import NOTE_LIMIT
from din_indgang_tui.i18n import _
from din_indgang_tui.views.base import Board, Picture, Shell, Space
from din_indgang_tui.widgets.choices import ChoiceList
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.page import EMPTY, Line, columns, fit, line, ruled

PANEL = "fill_in"
NOT_SAID = ""  # no code is stored: an honest default, shown until it is filled in


def draw_filter(picture: Picture, field: Field, right: str = "") -> int:
    """The line in which one types to find; returns the column where the text begins."""
    label = _("Type to find:")
    at = 3 + cell_len(label)
    picture.add(columns((2, label), (at, field.value), (52, right)))
    return at


class Reasons:
    """The filter list of reasons with its one line, as two panels use it."""

    def __init__(self, shell: Shell, chosen: tuple[str, ...] = (), note: str = "") -> None:
        self.shell = shell
        choices = [(NOT_SAID, _("Not said yet"))]
        choices += [
            (choice.code, choice.label)
            for choice in shell.lists.reasons
            if not choice.retired or choice.code in chosen
        ]
        self.list = ChoiceList(choices, most=MOST_REASONS, chosen=list(chosen))
        self.note = Field("note", value=note, limit=NOTE_LIMIT)
        self.in_note = False

    def contexts(self) -> tuple[str, ...]:
        """The list, or the one line below it."""
        return ("one_line" if self.in_note else "reasons", "always")

    def bar(self) -> tuple[str, ...]:
        """What works now."""
        if self.in_note:
            return ("take", "line", "back")
        return ("mark", "take", "up", "line", "back")

    def writing(self) -> Field:
        """The filter, or the line."""
        return self.note if self.in_note else self.list.filter

    def codes(self) -> tuple[str, ...]:
        """What Enter would save."""
        return tuple(code for code in self.list.taken() if code != NOT_SAID)

    def chosen_words(self) -> str:
        """What is marked, also where the filter hides it; empty where nothing is."""
        if not self.list.chosen:
            return ""
        words = self.shell.lists.reasons_in_a_line(tuple(self.list.chosen))
        return _("Marked: {reasons}.").format(reasons=words)

    def mark(self) -> None:
        """Mark the row, or take the mark off; says so where there are three already."""
        if self.list.nothing_fits():
            self.shell.say(_("No reason fits what you wrote."), wrong=True)
        elif self.list.marked_code() == NOT_SAID:
            self.shell.say(_("Not said yet stands alone: choose a reason to mark."))
        elif not self.list.toggle():
            self.shell.say(_("At most {n}.").format(n=MOST_REASONS), wrong=True)

    def hint(self, said: str) -> str:
        """What Enter does, after what is marked; or that nothing fits what is typed."""
        if self.list.nothing_fits():
            return _("No reason fits what you wrote.")
        return f"{self.chosen_words()} {said}".strip()

    def draw(self, picture: Picture, space: Space, title: Line, above: Board | None) -> None:
        """The filter, all of the list and the line; above them what fits of the queue."""
        needed = 4 + len(self.list.choices)
        spare = min(space.height - needed, 5)
        if spare > 1 and above is not None:
            picture.add(*above.draw_above(Space(space.width, spare)))
        picture.add(title)
        at = draw_filter(picture, self.list.filter, _("at most 3, the first is 1"))
        if not self.in_note:
            picture.put_field(self.list.filter, at, 52 - at)
        room = space.height - len(picture.lines) - 2
        rows = self.list.lines(room, marked=not self.in_note)
        picture.add(*rows, *[EMPTY] * (room - len(rows)))
        picture.add(ruled(_("In their own words (can wait)"), width=space.width))
        if self.in_note:
            picture.add(columns((0, ">"), (2, fit(self.note.value, space.width - 4))))
            picture.put_field(self.note, 2, space.width - 4)
        elif self.note.value:
            picture.add(line("  " + fit(self.note.value, space.width - 4)))
        else:
            picture.add(line("  " + _("Tab to write one line.")))
