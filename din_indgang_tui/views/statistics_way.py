"""The way through the house in a year, step by step: from any number of it to who is behind it."""

from __future__ import annotations

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import periods, statistics_screen
from din_indgang_tui.house.figure_labels import how_counted
from din_indgang_tui.house.statistics_funnel import STEPS, Funnel, funnel
from din_indgang_tui.house.statistics_screen import REFERRED, Totals
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import HOUSE_LEADERS, LEADERS
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.views.statistics_draw import referred_line, way_title
from din_indgang_tui.views.statistics_totals import numbers_of
from din_indgang_tui.views.statistics_words import Number, cell, check_may_see_who, height, label
from din_indgang_tui.widgets.bars import MARKED_FULL
from din_indgang_tui.widgets.marks import Mark
from din_indgang_tui.widgets.page import EMPTY, Line, Look, columns, fit, flow, ruled

_PARTS = frozenset({"enquiries", "citizens", "conversations", "courses", "referrals", "settings"})
_END, _BAR = 46, 48  # the column before which the number ends, and where its bar begins
_KEYS = (*STEPS, REFERRED)


class WayView(View):
    """A step a line, each with a bar; the last line is the one total that the way ends in."""

    area = "8"
    help_text = N_("Here you see what happened in a year, from enquiry to referral.")

    def __init__(self, shell: Shell, year: int) -> None:
        super().__init__(shell)
        self.year = year
        self.way: Funnel | None = None
        self.referred: Totals | None = None
        self.mark = Mark()

    async def load(self) -> None:
        await self._read_way()
        self.shell.afterwards(self._read_referred())

    async def _read_way(self) -> None:
        year = self.year
        way = await self.shell.desk.read(funnel, year)
        if self.year == year:
            self.way = way

    async def _read_referred(self) -> None:
        self.referred = await self.shell.desk.read(statistics_screen.referred)

    async def changed(self, parts: set[str]) -> None:
        if parts & _PARTS:
            await self.load()

    @property
    def marked(self) -> str:
        """The key of the marked step."""
        return _KEYS[self.mark.at]

    # Keys ----------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        return ("statistics_way", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        who = ("people",) if self.possible("people") else ()
        on = ("next_year",) if self.possible("next_year") else ()
        return (*who, "last_year", *on, "totals", "back", "help", "log_out")

    def possible(self, command_id: str) -> bool:
        if command_id == "next_year":
            return self.year < local_date(self.shell.clock()).year
        if command_id == "last_year":
            return self.year > periods.FIRST_YEAR + 1
        return command_id != "people" or self.shell.desk.who.role in HOUSE_LEADERS

    def do_down(self) -> None:
        """The next step."""
        self.mark.move(1, len(_KEYS))

    def do_up(self) -> None:
        """The step before."""
        self.mark.move(-1, len(_KEYS))

    async def do_last_year(self) -> None:
        """The year before."""
        if not self.possible("last_year"):
            raise DeskError(_("There are no figures before that."))
        await self._go_to(self.year - 1)

    async def do_next_year(self) -> None:
        """The year after, up to the one it is."""
        if not self.possible("next_year"):
            raise DeskError(_("That is this year. There are no figures after it yet."))
        await self._go_to(self.year + 1)

    async def _go_to(self, year: int) -> None:
        self.year, self.way = year, None
        await self._read_way()  # the total is of no year

    async def do_people(self) -> None:
        """Who is behind the marked step."""
        check_may_see_who(self.shell.desk.who.role)
        if self.marked == REFERRED:
            total = self.referred
            if total is None:  # in a burst of keys it may not be read yet
                total = await self.shell.desk.read(statistics_screen.referred)
            numbers = numbers_of(REFERRED, total.figures[REFERRED])
        else:
            way = self.way
            if way is None:
                way = await self.shell.desk.read(funnel, self.year)
            title = f"{label(self.marked)}, {self.year}"
            numbers = [Number(title, "", self.marked, way.days)] if way.steps[self.marked] else []
        if not numbers:
            self.shell.say(_("Nobody is behind {figure} yet.").format(figure=label(self.marked)))
            return
        await self.shell.go_to_people_behind(numbers)

    async def do_totals(self) -> None:
        """On to the totals since the house opened."""
        await self.shell.close(self)
        await self.shell.go_to_totals()

    async def do_weeks(self) -> None:
        """Back to the weeks."""
        await self.shell.close(self)

    async def do_back(self) -> None:
        """Back to the weeks."""
        await self.shell.close(self)

    # Drawing -------------------------------------------------------------------------------

    def hint(self) -> str:
        if self.shell.desk.who.role not in LEADERS:
            return _("You see each number as the five it lies in; the leader sees it exactly.")
        return _("Each step is counted by its own day: nobody is followed from one to the next.")

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        picture.add(way_title(self.year, self.way, space.width), EMPTY)
        steps = self.way.steps if self.way is not None else {}
        most = max((height(count) or 0 for count in steps.values()), default=0)
        for key in STEPS:
            count = steps.get(key)
            said = "" if count is None else cell(key, count)
            room = space.width - _BAR - 1
            bar = MARKED_FULL * -(-(height(count) or 0) * room // most) if most else ""
            at = _END - len(said)
            cells = (2, fit(label(key), at - 3)), (at, said), (_BAR, bar)
            picture.add(columns(*cells, marked=key == self.marked))
        marked = self.marked == REFERRED
        picture.add(EMPTY, referred_line(self.referred, space.width, marked=marked))
        if not space.beside:
            picture.add(EMPTY, ruled(label(self.marked), width=space.width))
            picture.add(*flow(how_counted(self.marked), width=space.width - 2, indent=2))
        return picture

    def side(self, width: int) -> list[Line]:
        lines = flow(label(self.marked), width=width, look=Look.TITLE)
        return lines + flow(how_counted(self.marked), width=width)
