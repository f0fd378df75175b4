"""Help: what one sees and the keys that work, out of the same table as the keys themselves."""

from __future__ import annotations

from din_indgang_tui import commands
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.roles import Role
from din_indgang_tui.views.acute import AcuteView
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.widgets.page import EMPTY, Line, Look, beside, columns, flow, line, ruled

_TEXT_AT = 18  # column of what a key does
_TWO_COLUMNS = 118  # from this width the keys of everywhere stand beside those of the screen


class HelpView(View):
    """Every key that works on one screen, and what it does. No key acts here but those to read."""

    help_text = N_("Here you see which keys work on the screen you came from.")

    def __init__(self, shell: Shell, about: View) -> None:
        super().__init__(shell)
        self.about = about
        self.area = about.area
        self.first = 0
        self.room = 1  # lines of one page, as it was drawn last
        self.count = 0  # lines in all

    def contexts(self) -> tuple[str, ...]:
        return ("help", "always")

    def bar(self) -> tuple[str, ...]:
        return ("up", "page_down", "back") if self.count > self.room else ("back",)

    def do_down(self) -> None:
        """A line further down."""
        self.first += 1

    def do_up(self) -> None:
        """A line further up."""
        self.first -= 1

    def do_page_down(self) -> None:
        """The next page."""
        self.first += self.room

    def do_page_up(self) -> None:
        """The page before."""
        self.first -= self.room

    async def do_acute(self) -> None:
        """The acute telephone numbers; where help was asked for there, back to them."""
        if isinstance(self.about, AcuteView):
            await self.shell.close(self)
        else:
            await self.shell.open(AcuteView(self.shell, self.area))

    async def do_back(self) -> None:
        """To the same mark and cursor."""
        await self.shell.close(self)

    # Drawing ----------------------------------------------------------------------------

    def draw(self, space: Space) -> Picture:
        lines = self._lines(space.width)
        self.count, self.room = len(lines), space.height - 1
        last = max(0, self.count - self.room)
        self.first = min(max(0, self.first), last)
        right = ""
        if last:
            pages = -(-self.count // self.room)
            # The last line on the screen is the last page, whatever was scrolled by lines.
            page = pages if self.first == last else self.first // self.room + 1
            right = _("page {n} of {pages}").format(n=page, pages=pages)
        picture = Picture()
        picture.add(ruled(_("Help: the keys that work here"), right, width=space.width))
        picture.add(*lines[self.first : self.first + self.room])
        return picture

    def _lines(self, width: int) -> list[Line]:
        sees = _(self.about.help_text)
        lines = [*flow(sees, width=width, indent=2), EMPTY]
        general = (commands.EVERYWHERE, commands.ALWAYS)
        contexts = self.about.contexts()
        wide = width >= _TWO_COLUMNS
        at = width // 2 if wide else width + 1
        nearest = tuple(context for context in contexts if context not in general)
        here = self._section(_("On this screen"), nearest, at - 3 if wide else width)
        rest: list[Line] = []
        for context, title in zip(
            general, (_("Everywhere"), _("Also while you write")), strict=True
        ):
            if context in contexts:
                rest += [EMPTY] if rest else []
                rest += self._section(title, (context,), width - at - 3 if wide else width)
        if wide:
            lines += beside(here, rest, at=at, height=max(len(here), len(rest)))
        else:
            lines += [*here, EMPTY, *rest]
        marks = list(self.about.marks_mean())
        if self.shell.desk.who.role != Role.STRANGER:
            marks.append(_("When you leave the screen, press l."))
        return [
            *lines,
            EMPTY,
            *(one for text in marks for one in flow(text, width=width, indent=2)),
        ]

    def _section(self, title: str, contexts: tuple[str, ...], width: int) -> list[Line]:
        role = self.shell.desk.who.role
        lines = [line("  " + title, Look.TITLE)]
        seen: set[str] = set()
        for context in contexts:
            for command in commands.TABLE:
                # The nearest context has the key, and one line says both ways to move.
                skip = command.id == "up" or command.id in seen
                may = role in command.may and command.is_for(role)
                if command.context != context or not may or skip:
                    continue
                seen.add(command.id)
                # What has no key here is found by its name, with `:`.
                shown = _(command.shown) if command.keys else ":"
                if command.id == "down":
                    shown = _("Arrow up/down")
                first, *more = flow(_(command.help), width=width - _TEXT_AT)
                lines.append(columns((2, shown), (_TEXT_AT, first.text)))
                lines += [line(" " * _TEXT_AT + part.text) for part in more]
        return lines
