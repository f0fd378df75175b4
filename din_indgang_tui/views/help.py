"""Help: the keys of the screen one came from, out of the same table as the keys themselves."""

from __future__ import annotations

from din_indgang_tui import commands
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.widgets.page import EMPTY, Line, Look, columns, line, ruled


class HelpView(View):
    """Every key that works on one screen, and what it does."""

    help_text = N_("Here you see which keys work on the screen you came from.")

    def __init__(self, shell: Shell, about: View) -> None:
        super().__init__(shell)
        self.about = about
        self.area = about.area
        self.first = 0
        self.lines = self._lines()

    def contexts(self) -> tuple[str, ...]:
        return ("help", "always")

    def bar(self) -> tuple[str, ...]:
        return ("up", "back")

    def do_down(self) -> None:
        """Further down."""
        self.first = min(self.first + 1, max(0, len(self.lines) - 1))

    def do_up(self) -> None:
        """Further up."""
        self.first = max(0, self.first - 1)

    async def do_back(self) -> None:
        """To the same mark and cursor."""
        await self.shell.close(self)

    def _lines(self) -> list[Line]:
        role = self.shell.desk.who.role
        lines: list[Line] = []
        for context in self.about.contexts():
            if context == commands.EVERYWHERE:
                lines += [EMPTY, line("  " + _("Everywhere"), Look.TITLE)]
            elif context == commands.ALWAYS:
                lines += [EMPTY, line("  " + _("Also while you write"), Look.TITLE)]
            for command in commands.TABLE:
                if command.context != context or role not in command.may or command.id == "up":
                    continue
                shown = _("Arrow up/down") if command.id == "down" else _(command.shown)
                lines.append(columns((2, shown), (18, _(command.help))))
        lines += [
            EMPTY,
            line("  " + _("> is the marked line. ! after the minutes: longer than the limit.")),
            line("  " + _("When you leave the screen, press l.")),
        ]
        return lines

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        picture.add(ruled(_("Help: the keys that work here"), width=space.width))
        self.first = min(self.first, max(0, len(self.lines) - (space.height - 1)))
        picture.add(*self.lines[self.first : self.first + space.height - 1])
        return picture
