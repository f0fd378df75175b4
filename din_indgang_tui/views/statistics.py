"""Area 8: a week of figures beside two others, and a year of whichever is marked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from din_indgang_tui.clock import iso_week, local_date
from din_indgang_tui.house import frozen_weeks, periods, statistics, statistics_screen
from din_indgang_tui.house.frozen_weeks import Difference, Frozen
from din_indgang_tui.house.statistics_funnel import Funnel, funnel
from din_indgang_tui.house.statistics_part import Cell
from din_indgang_tui.house.statistics_screen import YEAR, Totals, Week, year_before
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import HOUSE_LEADERS, LEADERS
from din_indgang_tui.views import statistics_draw
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.views.statistics_draw import Shown
from din_indgang_tui.views.statistics_words import (
    Number,
    begun,
    cell,
    check_may_see_who,
    days_of,
    label,
    week_name,
)
from din_indgang_tui.widgets.marks import Mark
from din_indgang_tui.widgets.page import Line
from din_indgang_tui.words import full_day

# Whatever the figures count, and what they are counted by.
PARTS = frozenset(
    {"enquiries", "citizens", "conversations", "courses", "slots", "groups", "checks"}
    | {"referrals", "outreach", "figures", "settings", "lists"}
)
_AT_ONCE = 8  # figures in view at 24 lines


class StatisticsView(View):
    """The figures of a week in one list; left and right go from week to week."""

    area = "8"
    help_text = N_("Here you see a week in figures, beside the week before and a year ago.")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.keys = statistics_screen.keys()
        self.mark = Mark()
        self.monday = statistics_screen.last_full_week(self.today())
        self.end = self.monday  # the last week of the picture
        self.beside: tuple[Week, Week, Week] = ({}, {}, {})
        self.years: dict[frozenset[str], tuple[Week, ...]] = {}
        self.funnel: Funnel | None = None
        self.referred: Totals | None = None
        self.frozen: Frozen | None = None
        self.changes: tuple[Difference, ...] = ()
        self.kept_of: date | None = None  # the week that is known to have been passed on, or not
        self.room = _AT_ONCE  # lines of the list
        self._way_of: date | None = None  # the week that the way through the house was read for
        self._times = 0  # how often all of it was read anew
        self._referred_at = 0  # which of these times is that of the total
        self._current = False  # whether what stands in the list is of the week shown

    def today(self) -> date:
        """The day it is in the house."""
        return local_date(self.shell.clock())

    @property
    def is_exact(self) -> bool:
        """Whether whoever looks sees the exact figures."""
        return self.shell.desk.who.role in LEADERS

    # Reading ------------------------------------------------------------------------------

    async def load(self) -> None:
        self.years.clear()
        self._current, self._way_of = False, None
        self._times += 1
        await self._read()
        # More of the list than was thought may be in view, once it is drawn.
        self.shell.afterwards(self._read_on())

    async def changed(self, parts: set[str]) -> None:
        if parts & PARTS:
            await self.load()

    async def rested(self) -> None:
        if self._missing():
            await self._read()
        if self._behind():
            self.shell.afterwards(self._read_on())

    def tick(self) -> bool:
        # The window may have become larger, with more of the list in view.
        if self._missing():
            self.shell.afterwards(self._read_on())
        return False

    def _missing(self) -> frozenset[str]:
        """Figures in view that are not read yet."""
        known = self.beside[0].keys() if self._current else ()
        return frozenset(statistics_draw.in_view(self.keys, self.mark.at, self.room)).difference(
            known
        )

    def _behind(self) -> bool:
        """Whether what is not in the list is still of another week, or was never read."""
        return self.kept_of != self.monday or self._chunk() not in self.years

    def _chunk(self) -> frozenset[str]:
        return statistics_screen.read_with(self.marked)

    def _shown(self) -> tuple[date, date, int]:
        """What an answer was asked for: once this is another, it is of no use any more."""
        return self.monday, self.end, self._times

    async def _read(self) -> None:
        """What is in view of the week that is shown, and the year of the marked figure."""
        desk, asked = self.shell.desk, self._shown()
        if missing := self._missing():
            together = (statistics_screen.read_with(key) for key in missing)
            wanted = frozenset().union(*together)
            found = await desk.read(statistics_screen.beside, self.monday, wanted)
            if self._shown() != asked:
                return
            # What stands there already stays until it is in view and read again as well.
            old = self.beside if self._current else ({}, {}, {})
            week, before, long_ago = ({**a, **b} for a, b in zip(old, found, strict=True))
            self.beside, self._current = (week, before, long_ago), True
        if (chunk := self._chunk()) not in self.years:
            year = await desk.read(statistics_screen.year, self.end, chunk)
            if self._shown() != asked:
                return
            self.years[chunk] = year
        if self._way_of != self.monday:
            way = await desk.read(funnel, self.way_year)
            if self._shown() == asked:
                self.funnel, self._way_of = way, self.monday

    async def _read_on(self) -> None:
        """The rest of what is in view, and what became of the week since it was passed on."""
        monday, asked = self.monday, self._shown()
        await self._read()
        if self._referred_at != self._times:  # it is of no week, and costs more than all of one
            self._referred_at = self._times
            self.referred = await self.shell.desk.read(statistics_screen.referred)
        kept: tuple[Frozen, ...] = ()
        changes: tuple[Difference, ...] = ()
        if self.is_exact:
            week = iso_week(monday)
            kept = await self.shell.desk.read(frozen_weeks.of_week, week)
            if kept:
                changes = await self.shell.desk.read(frozen_weeks.differences, [week])
        if self._shown() == asked:  # nobody went on to another week meanwhile
            self.frozen, self.changes = (kept[0] if kept else None), changes
            self.kept_of = monday

    def go_to(self, monday: date) -> None:
        """Show another week; the picture moves only where the week is not in it."""
        self.monday = monday
        self.beside, self._current = ({}, {}, {}), False
        self.frozen, self.changes = None, ()
        first = self.end - timedelta(weeks=YEAR - 1)
        if not first <= monday <= self.end:
            last = monday + timedelta(weeks=YEAR - 1) if monday < first else monday
            self.end = min(last, periods.monday_of(self.today()))
            self.years.clear()

    # What is marked ------------------------------------------------------------------------

    @property
    def marked(self) -> str:
        """The key of the marked figure."""
        return self.keys[self.mark.at]

    @property
    def way_year(self) -> int:
        """The year whose way through the house is shown: that of the week, once it has begun."""
        return min(self.monday.isocalendar().year, self.today().year)

    def year(self) -> Sequence[Cell]:
        """The marked figure week by week; empty until it is read."""
        weeks = self.years.get(statistics_screen.read_with(self.marked), ())
        return [week.get(self.marked) for week in weeks]

    # Keys ----------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        return ("statistics", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        who = ("people",) if self.shell.desk.who.role in HOUSE_LEADERS else ()
        out = ("write_out",) if self.is_exact else ()
        on = ("next_week",) if self.possible("next_week") else ()
        return (*who, "last_week", *on, *out, "way", "back", "help", "log_out")

    def possible(self, command_id: str) -> bool:
        if command_id == "people":
            return self.shell.desk.who.role in HOUSE_LEADERS
        return command_id != "next_week" or self.monday < periods.monday_of(self.today())

    def do_down(self) -> None:
        """The next figure."""
        self.mark.move(1, len(self.keys))

    def do_up(self) -> None:
        """The figure before."""
        self.mark.move(-1, len(self.keys))

    def do_page_down(self) -> None:
        """The first figure of the next group."""
        self.mark.at = statistics_draw.group_after(self.keys, self.mark.at)

    def do_page_up(self) -> None:
        """The first figure of this group, or of the one before."""
        self.mark.at = statistics_draw.group_before(self.keys, self.mark.at)

    def do_last_week(self) -> None:
        """The week before."""
        self._step(-1)

    def do_next_week(self) -> None:
        """The week after, up to the one it is."""
        if not self.possible("next_week"):
            raise DeskError(_("That is this week. There are no figures after it yet."))
        self._step(1)

    def _step(self, weeks: int) -> None:
        monday = self.monday + timedelta(weeks=weeks)
        if monday.year <= periods.FIRST_YEAR:
            raise DeskError(_("There are no figures before that."))
        self.go_to(monday)

    async def do_people(self) -> None:
        """Who is behind the marked figure; that one looked goes on record."""
        check_may_see_who(self.shell.desk.who.role)
        await self._read()  # in a burst of keys the week may not be read yet
        weeks = statistics_draw.weeks_of(self.monday)
        counts = [week.get(self.marked) for week in self.beside]
        if not any(counts):
            said = _("Nobody: {figure} is {n} in {week}.")
            count = cell(self.marked, counts[0])
            named = {"figure": label(self.marked), "n": count, "week": week_name(self.monday)}
            self.shell.say(said.format(**named))
            return
        # The three numbers that stand beside each other.
        await self.shell.go_to_people_behind(
            [
                Number(
                    f"{label(self.marked)}, {week_name(monday, year=True)}",
                    f"{name}: {cell(self.marked, count)}",
                    self.marked,
                    days_of(monday),
                )
                for (monday, name), count in zip(weeks, counts, strict=True)
            ]
        )

    async def do_way(self) -> None:
        """The way through the house, step by step."""
        await self.shell.go_to_way(self.way_year)

    async def do_totals(self) -> None:
        """The running totals, with what is published beside them."""
        await self.shell.go_to_totals()

    async def do_write_out(self) -> None:
        """To a file."""
        from din_indgang_tui.views.statistics_out import StatisticsOut

        if not self.is_exact:
            raise DeskError(_("Writing the figures out is for the leader."))
        await self.shell.open(StatisticsOut(self.shell, self.monday))

    async def do_other_week(self) -> None:
        """Another week, by its number."""
        from din_indgang_tui.views.statistics_week import OtherWeek

        await self.shell.open(OtherWeek(self.shell, self.go_to))

    async def do_freeze_week(self) -> None:
        """Keep the week as it is passed on now."""
        if not self.is_exact:
            raise DeskError(_("Keeping a week as it was passed on is for the leader."))
        figures = await self.shell.desk.read(statistics.figures, days_of(self.monday))
        await self.shell.desk.change(frozen_weeks.freeze, figures)
        await self.load()
        said = _("Kept: {week} as it was passed on. Press u to undo.")
        self.shell.say(said.format(week=week_name(self.monday, year=True)))

    async def do_back(self) -> None:
        """Back to Today."""
        await self.shell.close(self)

    # Words ---------------------------------------------------------------------------------

    def hint(self) -> str:
        """What is to be known of this week, above the keys."""
        earlier = year_before(self.monday)
        if earlier.isocalendar().week != self.monday.isocalendar().week:
            return _("{year} has no week 53: week 52 stands in its place.").format(
                year=earlier.isocalendar().year
            )
        if not self.is_exact:
            return _("You see each number as the five it lies in; the leader sees it exactly.")
        if self.kept_of != self.monday:
            return ""
        week = begun(week_name(self.monday))
        if self.frozen is None:
            if not self.possible("next_week"):
                return ""  # nobody is asked to keep a week that is not over
            return _("{week} is not kept as passed on yet (: keep the week).").format(week=week)
        day = full_day(self.frozen.as_of)
        if not self.changes:
            return _("{week} is as it was passed on {day}.").format(week=week, day=day)
        n = len(self.changes)
        # Not which: they may be many, and each has what it was beside it.
        return ngettext(
            "{week} was passed on {day}; {n} figure changed since, marked with !.",
            "{week} was passed on {day}; {n} figures changed since, marked with !.",
            n,
        ).format(week=week, day=day, n=n)

    def marks_mean(self) -> list[str]:
        # In one line on a wide screen, where the whole help is on one page.
        marks = (
            _("The solid bar is the week shown."),
            _("! after the numbers of a figure: what it was when the week was passed on."),
        )
        return [*super().marks_mean(), " ".join(marks)]

    # Drawing -------------------------------------------------------------------------------

    def _to_draw(self) -> Shown:
        return Shown(
            keys=self.keys,
            at=self.mark.at,
            monday=self.monday,
            is_over=self.possible("next_week"),
            beside=self.beside,
            end=self.end,
            year=self.year(),
            way=self.funnel,
            way_year=self.way_year,
            referred=self.referred,
            frozen=self.frozen,
            changes=self.changes,
        )

    def draw(self, space: Space) -> Picture:
        shown = self._to_draw()
        under = statistics_draw.below(shown, space)
        self.room = space.height - len(under) - statistics_draw.HEADS
        picture = Picture()
        picture.add(*statistics_draw.listed(shown, space.width, self.room), *under)
        return picture

    def side(self, width: int) -> list[Line]:
        return statistics_draw.side(self._to_draw(), width)
