"""Citizens: find someone, and open their page."""

from __future__ import annotations

from din_indgang_tui.house import finder
from din_indgang_tui.house.finder import Hit, Matches
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.views.hits import hit_line
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.marks import Mark, window
from din_indgang_tui.widgets.page import EMPTY, Look, fit, line, ruled


class CitizensView(View):
    """The finder: every match of what is typed, best first, each with the reason."""

    area = "2"
    help_text = N_("Here you find a citizen: write a part of the name or of a number.")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.text = Field("find", limit=100, kept=False, hide_cpr=True)
        self.matches = Matches("")
        self.mark = Mark()

    def contexts(self) -> tuple[str, ...]:
        return ("finder", "always")

    def bar(self) -> tuple[str, ...]:
        if self.matches.hits:
            return ("up", "take", "back", "help", "log_out")
        return ("back", "help", "log_out")

    def writing(self) -> Field | None:
        return self.text

    async def load(self) -> None:
        found = await self.shell.desk.read(finder.find, self.text.value)
        if found.text != self.text.value:
            return  # typed on meanwhile: that has an answer of its own
        marked, self.matches = self._marked(), found
        ids = [hit.citizen_id for hit in found.hits]
        self.mark.at = ids.index(marked.citizen_id) if marked and marked.citizen_id in ids else 0

    async def changed(self, parts: set[str]) -> None:
        if "enquiries" in parts:
            await self.load()

    async def rested(self) -> None:
        # A fast typist is three letters on: only the text as it stands is looked up.
        await self._answer()

    async def _answer(self) -> None:
        if self.matches.text != self.text.value:
            self.matches = await self.shell.desk.read(finder.find, self.text.value)
            self.mark.at = 0

    def _marked(self) -> Hit | None:
        hits = self.matches.hits
        return hits[min(self.mark.at, len(hits) - 1)] if hits else None

    async def do_down(self) -> None:
        """The next row."""
        await self._answer()
        self.mark.turn(1, len(self.matches.hits))

    async def do_up(self) -> None:
        """The row before."""
        await self._answer()
        self.mark.turn(-1, len(self.matches.hits))

    async def do_take(self) -> None:
        """Open the page of the marked one."""
        await self._answer()
        if (hit := self._marked()) is None:
            if self.text.value.strip():
                self.shell.say(_("Nobody fits. Press Esc, then n for someone new."))
            return
        await self.shell.go_to_page(hit.citizen_id)

    async def do_back(self) -> None:
        """Back; the text stays for next time."""
        await self.shell.close(self)

    def title(self) -> str:
        """What is looked for."""
        return _("Find a citizen")

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        picture.add(ruled(self.title(), width=space.width), EMPTY)
        picture.add(line("  " + fit(self.text.shown, space.width - 4)))
        picture.put_field(self.text, 2, space.width - 4)
        picture.add(
            line("  " + _("Any part of the name, phone, birth date or CPR."), Look.QUIET), EMPTY
        )
        hits = self.matches.hits
        room = space.height - len(picture.lines)
        for number in window(len(hits), self.mark.at, room):
            picture.add(hit_line(hits[number], marked=number == self.mark.at, width=space.width))
        return picture

    def hint(self) -> str:
        return self._how_many()

    def _how_many(self) -> str:
        if not self.text.value.strip() or self.matches.text != self.text.value:
            return ""
        if self.matches.more:
            return _("More than {n} fit. Write on.").format(n=len(self.matches.hits))
        n = len(self.matches.hits)
        return _("{n} fit.").format(n=n) if n else _("Nobody here fits.")
