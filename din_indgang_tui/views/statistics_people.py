"""Who is behind a figure: a line for each that it counts. That one looked is on record."""

from __future__ import annotations

from datetime import date

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import statistics_people, statistics_people_totals
from din_indgang_tui.house.statistics_behind import Behind
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.views.statistics_words import label, week_name
from din_indgang_tui.widgets.marks import Mark, window
from din_indgang_tui.widgets.page import EMPTY, Line, Look, columns, fit, flow, line, ruled
from din_indgang_tui.words import clock_time, number, short_day

_WHO, _SAID = 18, 38  # columns where the name begins, and what it was
_PAGE = 10  # lines


class PeopleView(View):
    """The lines behind one figure of a week, or behind a running total (no week)."""

    area = "8"
    help_text = N_("Here you see who is behind a number. That you looked is on record.")

    def __init__(self, shell: Shell, key: str, monday: date | None) -> None:
        super().__init__(shell)
        self.key, self.monday = key, monday
        self.people: tuple[Behind, ...] = ()
        self.mark = Mark()
        self._opened = False

    async def load(self) -> None:
        # Whoever is in the list by now and was not before is looked at for the first time.
        known = {one.citizen_id for one in self.people}
        found = await self._read(again=True) if self._opened else ()
        if not self._opened or not {one.citizen_id for one in found} <= known:
            found = await self._read(again=False)
        self.people, self._opened = found, True
        self.mark.move(0, len(self.people))

    async def _read(self, *, again: bool) -> tuple[Behind, ...]:
        if self.monday is None:
            of_total = statistics_people_totals
            question = of_total.people_again if again else of_total.people
            return await self.shell.desk.read(question, self.key)
        of_week = statistics_people
        asked = of_week.people_again if again else of_week.people
        return await self.shell.desk.read(asked, self.key, self.monday)

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
        return (*(("page", "up") if self.people else ()), "back", "help", "log_out")

    def possible(self, command_id: str) -> bool:
        return command_id != "page" or bool(self.people)

    def marked_one(self) -> tuple[int, str] | None:
        marked = self.marked()
        if marked is None or marked.citizen_id is None:
            return None
        return marked.citizen_id, marked.full_name

    def do_down(self) -> None:
        """The next line."""
        self.mark.move(1, len(self.people))

    def do_up(self) -> None:
        """The line before."""
        self.mark.move(-1, len(self.people))

    def do_page_down(self) -> None:
        """Ten lines on."""
        self.mark.move(_PAGE, len(self.people))

    def do_page_up(self) -> None:
        """Ten lines back."""
        self.mark.move(-_PAGE, len(self.people))

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
        """The figure, and how many lines are behind it."""
        name = label(self.key)
        if self.monday is not None:
            name += f", {week_name(self.monday, year=True)}"
        return name, number(len(self.people))

    def hint(self) -> str:
        marked = self.marked()
        if marked is None:
            return ""
        return f"{marked.full_name}: {marked.said}" if marked.said else marked.full_name

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        title, count = self.title()
        picture.add(ruled(title, count, width=space.width))
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
