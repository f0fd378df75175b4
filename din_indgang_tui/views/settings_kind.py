"""What every kind of setting is: lines with a key, a form for each, and what else it can do."""

from __future__ import annotations

from typing import Protocol

from din_indgang_tui.i18n import _
from din_indgang_tui.views.base import Shell, Space, View
from din_indgang_tui.views.editing import EditView
from din_indgang_tui.widgets.page import EMPTY, Line

ADD, HOLD, ORDER = "settings_add", "settings_hold", "settings_order"


class Behind(Protocol):
    """The list that a form stands below."""

    def lines(self, space: Space, *, marked: bool) -> list[Line]:
        """The list in these lines."""

    def mark_line(self, key: str) -> None:
        """Put the mark on a line that was just made."""


class Kind:
    """One kind of setting. Lines are counted from 0."""

    contexts: tuple[str, ...] = ()
    bar: tuple[str, ...] = ()  # commands beside editing, most needed first
    parts: frozenset[str] = frozenset()  # parts of the house that it shows beside the settings

    def __init__(self, shell: Shell, behind: Behind) -> None:
        self.shell = shell
        self.behind = behind

    def title(self) -> str:
        """What the kind is called."""
        raise NotImplementedError

    async def load(self) -> None:
        """Read the lines."""
        raise NotImplementedError

    def keys(self) -> list[str]:
        """What each line is, to find it again when the list changed."""
        raise NotImplementedError

    def first(self) -> int:
        """The line that the mark begins on."""
        return 0

    def heading(self) -> Line:
        """What stands above the columns."""
        return EMPTY

    def line(self, number: int, marked: bool) -> Line:
        """A line of the list."""
        raise NotImplementedError

    def when_empty(self) -> str:
        """What stands there where there are no lines."""
        return _("Nothing here yet. Press + to add.")

    def hint(self, number: int) -> str:
        """What stands above the keys about a line."""
        return ""

    def detail(self, number: int) -> list[str]:
        """What stands beside the list about a line: its name, and sentences."""
        raise NotImplementedError

    def form(self, number: int) -> View:
        """The form of a line."""
        raise NotImplementedError

    def new_form(self) -> View:
        """The form of a new line."""
        raise NotImplementedError

    async def hold(self, number: int) -> str:
        """Hold or retire a line, or bring it back; returns the sentence about it."""
        raise NotImplementedError

    def shift(self, number: int, to: int) -> None:
        """Draw a line in another place; nothing is saved yet."""
        raise NotImplementedError

    async def put(self, number: int) -> str:
        """Save that the line shifted there stays; returns the sentence about it."""
        raise NotImplementedError


class SettingForm(EditView):
    """A form below the list it is about."""

    area = "9"
    column = 21

    def __init__(self, shell: Shell, behind: Behind) -> None:
        super().__init__(shell)
        self.behind = behind
        self.made = ""  # the key of a line that was just made

    def bar(self) -> tuple[str, ...]:
        if len(self.form.rows) > 1:
            return super().bar()
        # There is no other row to go to.
        return tuple(one for one in super().bar() if one not in ("up", "next_row"))

    async def saved(self) -> None:
        await super().saved()
        if self.made:
            self.behind.mark_line(self.made)

    def above(self, space: Space) -> list[Line]:
        wrong = sum(map(len, self.wrong_lines(space.width).values()))
        # The title, an error and air below it.
        room = space.height - len(self.form.rows) - 4 - max(1, wrong)
        lines = self.behind.lines(Space(space.width, room), marked=False)
        return [*lines, *[EMPTY] * (room - len(lines)), EMPTY]


class OneRow(SettingForm):
    """A form of one row: it is open at once, and Enter saves and closes."""

    def __init__(self, shell: Shell, behind: Behind) -> None:
        super().__init__(shell, behind)
        self.opened = True

    async def saved(self) -> None:
        await self.shell.close(self)
