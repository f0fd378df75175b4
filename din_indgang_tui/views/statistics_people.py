"""Who is behind a number: a line for each that it counts. That one looked is on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from din_indgang_tui.clock import local_date
from din_indgang_tui.commands.command import TAB
from din_indgang_tui.house import statistics_people
from din_indgang_tui.house.statistics_behind import Behind, People
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.views.statistics_words import Number
from din_indgang_tui.widgets.marks import Mark, window
from din_indgang_tui.widgets.page import EMPTY, Line, Look, columns, fit, flow, line, ruled
from din_indgang_tui.words import clock_time, number, short_day

_WHO, _SAID = 20, 40  # columns where the name begins, and what it was
_PAGE = 10  # lines
_NOBODY = People(0, 0, ())


@dataclass(slots=True)
class _Behind:
    """Those behind one number, as far as they are read."""

    number: Number
    mark: Mark = field(default_factory=Mark)
    people: People | None = None


class PeopleView(View):
    """The lines behind a number; Tab goes on to those behind the numbers that stand beside it.

    A long list is read, and put on record, as far as somebody goes down in it.
    """

    area = "8"
    help_text = N_("Here you see who is behind a number. That you looked is on record.")

    def __init__(self, shell: Shell, numbers: Sequence[Number]) -> None:
        super().__init__(shell)
        self._lists = [_Behind(number) for number in numbers]
        self._at = Mark()  # which of the lists is shown

    @property
    def _shown(self) -> _Behind:
        return self._lists[self._at.at]

    @property
    def people(self) -> tuple[Behind, ...]:
        """The lines that are read, the marked one among them."""
        return (self._shown.people or _NOBODY).lines

    @property
    def mark(self) -> Mark:
        """Which line is marked."""
        return self._shown.mark

    async def load(self) -> None:
        shown, desk = self._shown, self.shell.desk
        asked = shown.number.key, shown.number.days
        most = max(len(self.people), statistics_people.MOST)
        found = None
        if shown.people is not None:
            found = await desk.read(statistics_people.people_again, *asked, most)
            # Whoever is in the list by now and was not before is looked at for the first time.
            known = {one.citizen_id for one in shown.people.lines}
            if not {one.citizen_id for one in found.lines} <= known:
                found = None
        if found is None:
            found = await desk.read(statistics_people.people, *asked, 0, most)
        shown.people = found
        shown.mark.move(0, len(found.lines))

    async def _go(self, step: int) -> None:
        """Up or down, and at the end of what is read on to what comes after it."""
        shown, lines = self._shown, self.people
        is_past = step > 0 and shown.mark.at + step >= len(lines)
        if is_past and shown.people is not None and len(lines) < shown.people.count:
            asked = shown.number.key, shown.number.days
            more = await self.shell.desk.read(statistics_people.people, *asked, len(lines))
            shown.people = People(more.count, more.nameless, lines + more.lines)
        shown.mark.move(step, len(self.people))

    async def changed(self, parts: set[str]) -> None:
        # Not by itself: a list that grew while somebody reads it would show people past the record.
        return

    def marked(self) -> Behind | None:
        """The line with the mark."""
        return self.people[self.mark.at] if self.people else None

    # Keys ----------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        return ("statistics_people", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        lines = ("page", "up") if self.people else ()
        lists = ("next_list",) if len(self._lists) > 1 else ()
        return (*lines, *lists, "back", "help", "log_out")

    def possible(self, command_id: str) -> bool:
        if command_id in ("next_list", "last_list"):
            return len(self._lists) > 1
        return command_id != "page" or bool(self.people)

    def marked_one(self) -> tuple[int, str] | None:
        marked = self.marked()
        if marked is None or marked.citizen_id is None:
            return None
        return marked.citizen_id, marked.full_name

    async def do_down(self) -> None:
        """The next line."""
        await self._go(1)

    async def do_up(self) -> None:
        """The line before."""
        await self._go(-1)

    async def do_page_down(self) -> None:
        """Ten lines on."""
        await self._go(_PAGE)

    async def do_page_up(self) -> None:
        """Ten lines back."""
        await self._go(-_PAGE)

    async def do_next_list(self) -> None:
        """Those behind the next of the numbers beside this one."""
        await self._turn(1)

    async def do_last_list(self) -> None:
        """Those behind the one before."""
        await self._turn(-1)

    async def _turn(self, step: int) -> None:
        self._at.turn(step, len(self._lists))
        await self.load()

    async def do_page(self) -> None:
        """The page of the marked one."""
        marked = self.marked()
        if marked is None:
            return
        if marked.citizen_id is None:
            self.shell.say(_("{name}: there is no page to open.").format(name=marked.name))
            return
        await self.shell.go_to_page(marked.citizen_id)

    async def do_back(self) -> None:
        """Back to the figure."""
        await self.shell.close(self)

    # Drawing -------------------------------------------------------------------------------

    def title(self) -> tuple[str, str]:
        """The number's own title, and how many lines are behind it."""
        people = self._shown.people or _NOBODY
        count = number(people.count)
        if people.nameless:
            said = _("{count}, {n} of them without a name")
            count = said.format(count=count, n=number(people.nameless))
        return self._shown.number.title, count

    def _others(self) -> str:
        """The numbers that Tab goes on to, in their order."""
        at = self._at.at
        others = [*self._lists[at + 1 :], *self._lists[:at]]
        return f"{_(TAB)}: " + "   ".join(one.number.name for one in others)

    def hint(self) -> str:
        marked = self.marked()
        if marked is None:
            return ""
        return f"{marked.full_name}: {marked.said}" if marked.said else marked.full_name

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        title, count = self.title()
        picture.add(ruled(title, count, width=space.width))
        if len(self._lists) > 1:
            picture.add(line("  " + self._others(), Look.QUIET))
        if not self.people:
            picture.add(EMPTY, line("  " + _("Nobody is behind it now.")))
            return picture
        heads = (2, _("when")), (_WHO, _("who")), (_SAID, _("what it was"))
        picture.add(columns(*((at, text, Look.QUIET) for at, text in heads)))
        today = local_date(self.shell.clock())
        for at in window(len(self.people), self.mark.at, space.height - len(picture.lines)):
            one = self.people[at]
            when = short_day(one.day, today)
            if one.at is not None:
                when += f" {clock_time(one.at)}"
            picture.add(
                columns(
                    (2, when),
                    (_WHO, one.name),
                    (_SAID, fit(one.said, space.width - _SAID - 1)),
                    marked=at == self.mark.at,
                )
            )
        return picture

    def side(self, width: int) -> list[Line]:
        marked = self.marked()
        if marked is None:
            return []
        return [
            *flow(marked.full_name, width=width, look=Look.TITLE),
            *flow(marked.said, width=width),
        ]
