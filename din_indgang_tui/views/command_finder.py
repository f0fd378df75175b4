"""The command finder: what one wants to do, found by a word for it and done with Enter."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from rich.cells import cell_len

from din_indgang_tui import commands
from din_indgang_tui.commands import ALWAYS, ANYWHERE, EVERYWHERE, Command
from din_indgang_tui.house.names import parts
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import Role
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.marks import Mark, window
from din_indgang_tui.widgets.page import (
    EMPTY,
    Line,
    Look,
    columns,
    fit,
    flow,
    line,
    ruled,
)

MOST_USED = 5
NAMED_AT_ONCE = "ill_today"  # before a letter is typed, to those who may
_KEY_AT, _AREA_AT = 23, 13  # columns from the right edge
# To move about, and to open the finder, is nothing that anybody looks for in it.
_MOVES = frozenset(
    {"up", "down", "page_up", "page_down", "next_list", "last_list", "next_row", "last_row"}
    | {"back", "commands"}
)
_GENERAL = (EVERYWHERE, ALWAYS, ANYWHERE)


def possible(below: View, role: Role) -> list[Command]:
    """What this role may and can do now: on the screen below, and by name alone.

    What a screen and the general keys both have is there once, the nearest, and so is what two
    keys of a screen do alike.
    """
    found: dict[str, Command] = {}
    for context in (*below.contexts(), ANYWHERE):
        for command in commands.TABLE:
            if command.context != context or not command.is_for(role) or command.id in _MOVES:
                continue
            if context in _GENERAL or below.possible(command.id):
                found.setdefault(command.id, command)
    alike: dict[str, Command] = {}
    for command in found.values():
        alike.setdefault(command.help, command)
    return list(alike.values())


def matching(text: str, among: Iterable[Command]) -> list[Command]:
    """Those that every typed word begins a word of; by label before help before other words."""
    typed = parts(text)
    ranked = []
    for command in among:
        sources = [
            _words(_(command.label)),
            _words(_(command.help)),
            # What it is called elsewhere is found in both languages, whichever is spoken.
            _words(f"{_(command.also)} {command.also}") if command.also else [],
        ]
        ranks = [
            next((n for n, words in enumerate(sources) if _begins(word, words)), None)
            for word in typed
        ]
        if ranks and None not in ranks:
            ranked.append((max(rank for rank in ranks if rank is not None), command))
    return [command for _rank, command in sorted(ranked, key=lambda one: one[0])]


@cache
def _words(text: str) -> list[str]:
    """The words of a text of the program: hundreds of them are gone through with each letter."""
    return parts(text)


def _begins(typed: str, words: list[str]) -> bool:
    return any(word.startswith(typed) for word in words)


class CommandFinder(View):
    """A panel under the list one was in. It never finds names of citizens: that is the `/`."""

    help_text = N_("Here you write a word for what you want to do, and Enter does it.")

    def __init__(self, shell: Shell, below: View, place: str) -> None:
        super().__init__(shell)
        self.below = below
        self.area = below.area
        self.place = place  # what the screen below is called
        self.text = Field("command", limit=40, kept=False)
        self.mark = Mark()
        self.whom = below.marked_one()

    # Keys -------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        return ("command_finder", "always")

    def bar(self) -> tuple[str, ...]:
        if self._rows():
            return ("up", "take", "back", "help")
        return ("back", "help")

    def writing(self) -> Field | None:
        return self.text

    async def typed(self) -> None:
        self.mark.at = 0

    async def changed(self, parts: set[str]) -> None:
        # The mark stays on the command as the list below changes under it.
        self.mark.at = min(self.mark.at, max(0, len(self._rows()) - 1))

    def do_down(self) -> None:
        """The next row."""
        self.mark.turn(1, len(self._rows()))

    def do_up(self) -> None:
        """The row before."""
        self.mark.turn(-1, len(self._rows()))

    async def do_back(self) -> None:
        """To the same mark as before."""
        await self.shell.close(self)

    async def do_take(self) -> None:
        """Do the marked one, as if its key had been pressed on the screen below."""
        if (command := self._marked()) is None:
            self.shell.say(self._nothing(), wrong=True)
            return
        await self.shell.close(self)
        # Closing reads the screen below again: somebody may have been taken in meanwhile.
        still = command in possible(self.below, self.shell.desk.who.role)
        if not still or (self._is_about(command) and self.whom != self.below.marked_one()):
            self.shell.say(
                _("That has changed meanwhile. Nothing is done: look again."), wrong=True
            )
            return
        used = self.shell.commands_used
        used[:] = [command, *(other for other in used if other != command)][:MOST_USED]
        await self.shell.perform(command, self.below)

    async def refused(self, error: DeskError) -> None:
        await self.below.refused(error)

    # Rows -------------------------------------------------------------------------------

    def _rows(self) -> list[Command]:
        here = possible(self.below, self.shell.desk.who.role)
        if parts(self.text.value):
            return matching(self.text.value, here)
        if self.text.value.strip():
            return []  # signs only: no word begins with them
        rows = [command for command in self.shell.commands_used if command in here] or here
        # On a bad morning nobody should have to know what it is called.
        wanted = [command for command in here if command.id == NAMED_AT_ONCE]
        return [*wanted, *(command for command in rows if command not in wanted)]

    def _marked(self) -> Command | None:
        rows = self._rows()
        return rows[min(self.mark.at, len(rows) - 1)] if rows else None

    def _is_about(self, command: Command) -> bool:
        return command.context not in _GENERAL

    def _nothing(self) -> str:
        return _("Nothing you can do here is called that. A citizen is found with /.")

    # Drawing ----------------------------------------------------------------------------

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        rows = self._rows()
        panel = max(12, space.height // 2)
        above = space.height - panel
        kept = self.below.draw_above(Space(space.width, above))[:above]
        picture.add(*kept, *[EMPTY] * (above - len(kept)))
        picture.add(ruled(_("What do you want to do?"), width=space.width))
        picture.add(line("  " + fit(self.text.shown, space.width - 4)))
        picture.put_field(self.text, 2, space.width - 4)
        picture.add(line("  " + self._heading(rows), Look.QUIET))
        for number in window(len(rows), self.mark.at, panel - 3):
            picture.add(self._line(rows[number], number == self.mark.at, space.width))
        return picture

    def _heading(self, rows: list[Command]) -> str:
        if self.text.value.strip():
            return ""
        if any(row in self.shell.commands_used for row in rows):
            return _("Last used")
        return _("What can be done here")

    def _line(self, command: Command, marked: bool, width: int) -> Line:
        key = _(command.shown) if command.shown else ""
        at = width - max(_KEY_AT, _AREA_AT + cell_len(key) + 1)
        return columns(
            (2, fit(_(command.help), at - 3)),
            (at, key),
            (width - _AREA_AT, fit(self._area(command), _AREA_AT)),
            marked=marked,
        )

    def _area(self, command: Command) -> str:
        if command.context == ANYWHERE:
            return _(command.area)
        return _("Everywhere") if command.context in _GENERAL else self.place

    def side(self, width: int) -> list[Line]:
        if (command := self._marked()) is None:
            return []
        lines = flow(_(command.help), width=width, look=Look.TITLE)
        facts = [self._area(command)]
        if command.shown:
            facts.append(_("Key: {key}").format(key=_(command.shown)))
        if self._is_about(command) and self.whom:
            facts.append(_("About {name}").format(name=self.whom[1]))
        for fact in filter(None, facts):
            lines += [EMPTY, *flow(fact, width=width)]
        return lines

    def hint(self) -> str:
        if (command := self._marked()) is None:
            return self._nothing()
        said = []
        if self.text.value.strip():
            said.append(_("{n} fit.").format(n=len(self._rows())))
        if self._is_about(command) and self.whom:
            said.append(_("Enter does it for {name}.").format(name=self.whom[1]))
        else:
            said.append(_("Enter does it."))
        return " ".join(said)
