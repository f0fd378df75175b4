"""What the terminal shows: the page of lines, and the one text field that can be open on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.geometry import Size

from din_indgang_tui import commands
from din_indgang_tui.clock import local_date
from din_indgang_tui.house.codes import ROLE_LABELS
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.widgets.editor import Editor, Field
from din_indgang_tui.widgets.page import EMPTY, Line, Look, Page, beside, columns, fit, flow, line
from din_indgang_tui.words import long_day

if TYPE_CHECKING:
    from din_indgang_tui.widgets.text_box import TextBox


AREAS = {
    "1": N_("Today"),
    "2": N_("Citizens"),
    "3": N_("Courses"),
    "4": N_("Groups"),
    "5": N_("Checks"),
    "8": N_("Statistics"),
    "9": N_("Settings"),
}
LEAST = (80, 24)
MOST_SAID = 3  # lines of one sentence above the keys
WIDE, SIDE = 120, 40  # from this width the detail of the marked row stands beside the list
_PERSON_AT = 61  # column of who is logged in, in the first row


class Canvas:
    """Draws one screen: its lines between the first row and the last two, and its open field."""

    def __init__(self, shell: Shell, page: Page, editor: Editor, size: Callable[[], Size]) -> None:
        """`size` tells the terminal's columns and lines."""
        self._shell = shell
        self._page = page
        self._editor = editor
        self._size = size
        self.box: TextBox | None = None  # made when the first text of several lines opens

    @property
    def is_too_small(self) -> bool:
        """Whether the window is smaller than any screen can be drawn in."""
        width, height = self._size()
        return width < LEAST[0] or height < LEAST[1]

    @property
    def is_wide(self) -> bool:
        """Whether there is room for a detail beside the list."""
        return self._size().width >= WIDE

    def show(self, view: View, said: str, wrong: bool, waiting: int | None) -> None:
        """Draw this screen; only lines that changed reach the terminal.

        `said` is the sentence above the keys, empty where the screen's own hint stands; `waiting`
        is how many wait, None where whoever is logged in does not count them.
        """
        width, height = self._size()
        if self.is_too_small:
            self._editor.lend(None)
            if self.box is not None:
                self.box.lend(None)
            self._page.show(_too_small_lines(width, height))
            return
        picture = self._draw(view)
        body = picture.lines[: height - 3]
        body += [EMPTY] * (height - 3 - len(body))
        if self._has_side(view):
            body = beside(body, view.side(SIDE), at=width - SIDE, height=height - 3)
        bar = commands.bar(view.contexts(), view.bar(), self._shell.desk.who.role, width)
        said = ("! " if wrong else "") + (said or view.hint())
        look = Look.WRONG if wrong else Look.PLAIN
        # A sentence longer than its row goes on upwards, since what to do stands at its end; but
        # not over what is being written.
        free = height - 4 - (picture.field_line if picture.field is not None else 0)
        spoken = flow(said, width=width, look=look)[:MOST_SAID] if said else [EMPTY]
        if len(spoken) - 1 > free:
            spoken = [line(fit(said, width), look)]
        if len(spoken) > 1:
            body[1 - len(spoken) :] = spoken[:-1]
        first = first_row(self._shell, view.area, waiting, width)
        self._page.show([first, *body, spoken[-1], line(bar)])
        self._place(picture)

    def say_it_takes_time(self) -> None:
        """Say above the keys that a key is still at work; the rest stands as it was drawn."""
        if not self.is_too_small:
            self._page.put(-2, line(_("A moment ...")))

    @property
    def text(self) -> list[str]:
        """What the screen says, line by line."""
        return self._page.text

    def _has_side(self, view: View) -> bool:
        return self.is_wide and bool(view.side(SIDE))

    def _draw(self, view: View) -> Picture:
        width, height = self._size()
        beside_it = self._has_side(view)
        taken = SIDE + 2 if beside_it else 0
        return view.draw(Space(width - taken, height - 3, beside_it))

    # The open field ---------------------------------------------------------------------

    def pen(self, field: Field | None) -> Editor | TextBox:
        """What this field is written with."""
        if field is None or not field.lines:
            return self._editor
        assert self.box is not None
        return self.box

    def place_field(self, view: View) -> None:
        """Open the field this screen writes in, before the screen is drawn again."""
        field = view.writing()
        # A screen may have put another text in the same field: an emptied filter, a draft.
        pen = self.pen(field)
        if pen.field is not field or (field is not None and pen.value != field.value):
            self._place(self._draw(view))

    def _place(self, picture: Picture) -> None:
        at = (picture.field_column, picture.field_line + 1, picture.field_width)
        in_lines = picture.field is not None and picture.field.lines
        self._editor.lend(None if in_lines else picture.field, *at)
        if self.box is not None:
            self.box.lend(picture.field if in_lines else None, *at, picture.field_height)


def first_row(shell: Shell, area: str, waiting: int | None, width: int) -> Line:
    """The house, the area, the day, who is logged in, and how many wait where that is counted."""
    day = long_day(local_date(shell.clock()))
    who = shell.desk.who
    if who.staff_id is None:
        return columns(
            (0, shell.settings.house_name, Look.TITLE),
            (29, day),
            (width - 15, _("not logged in")),
        )
    named = f"{area} {_(AREAS[area])}" if area else ""
    counted = _("{n} waiting").format(n=waiting) if waiting is not None else ""
    person = f"{who.initials} {_(ROLE_LABELS[who.role])}"
    at = width - len(counted)
    if len(person) >= at - _PERSON_AT:
        person = who.initials  # whole initials say more than half a role
    return columns(
        (0, shell.settings.house_name, Look.TITLE),
        (13, named),
        # A column earlier where the day is as long as one in September is.
        (30 if len(day) <= 30 else 29, day),
        (_PERSON_AT, person),
        (at, counted, Look.TITLE),
    )


def _too_small_lines(width: int, height: int) -> list[Line]:
    sentence = _(
        "The window is too small. Make it at least 80 characters wide and 24 lines high."
        " Everything is kept."
    )
    return flow(sentence, width=max(1, width))[: max(1, height)]
