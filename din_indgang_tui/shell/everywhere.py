"""The commands that work on every screen: the four areas, finding, undoing, help, leaving."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol

from din_indgang_tui.house import undo
from din_indgang_tui.house.finder import Hit
from din_indgang_tui.i18n import _
from din_indgang_tui.shell.canvas import AREAS
from din_indgang_tui.store.roles import COACHES, LEADERS
from din_indgang_tui.views.acute import AcuteView
from din_indgang_tui.views.base import Shell, View
from din_indgang_tui.views.call_back import CallBackForm
from din_indgang_tui.views.citizens import CitizensView
from din_indgang_tui.views.command_finder import CommandFinder
from din_indgang_tui.views.day_in_the_house import DayInTheHouse
from din_indgang_tui.views.drafts import KeptDrafts
from din_indgang_tui.views.help import HelpView
from din_indgang_tui.views.settings import SettingsView
from din_indgang_tui.views.today import TodayView
from din_indgang_tui.views.walk_in import WalkIn
from din_indgang_tui.views.who_list import drafts_of


class _App(Shell, Protocol):
    """What these commands need of the app, beside what every screen may ask of it."""

    views: list[View]
    today: TodayView | None
    unsaved: KeptDrafts

    async def read_all_again(self) -> None: ...

    async def to_area(self, view: View | None) -> None: ...

    async def by_way(self, way: Callable[[], Awaitable[None]]) -> None: ...

    def exit(self, result: int | None = None) -> None: ...


class Everywhere:
    """What the app does for a command of every screen."""

    async def do_new_enquiry(self: _App) -> None:
        """`n`, from any area."""
        await self.begin_enquiry()

    async def begin_enquiry(self: _App, known: Hit | None = None) -> None:
        assert self.today is not None
        await self.today.load()
        kept = [] if known else await drafts_of(self)
        await self.open(WalkIn(self, self.today, known, kept))

    async def do_find(self: _App) -> None:
        """`/` or F3, from any area, also while text is typed."""
        if self.today is None or isinstance(self.views[-1], CitizensView):
            return
        await self.unsaved.keep(self.views)
        await self.open(CitizensView(self))

    async def do_undo(self: _App) -> None:
        """`u`: the last thing one did since log-in; again the one before."""
        undone = await self.desk.change(undo.undo)
        await self.read_all_again()
        said = _("Undone: {deed}.").format(deed=undone.label)
        if undone.name:
            said = _("Undone: {deed}, {name}.").format(deed=undone.label, name=undone.name)
        self.say(said)

    async def back_to(self: _App, kind: type[View]) -> bool:
        there = next((at for at, view in enumerate(self.views) if isinstance(view, kind)), None)
        if there is None:
            return False
        above = self.views[there + 1 :]
        await (self.close(above[0]) if above else self.views[there].load())
        return True

    async def by_way(self: _App, way: Callable[[], Awaitable[None]]) -> None:
        """To an area by this way, which opens it; the day below it is read once it is drawn."""
        await self.unsaved.keep(self.views)
        ground = self.views[0]
        self.views = [ground]
        try:
            await way()
        finally:
            self.afterwards(ground.load())

    async def do_area_today(self: _App) -> None:
        """`1`."""
        await self.to_area(None)

    async def do_area_citizens(self: _App) -> None:
        """`2`."""
        await self.to_area(CitizensView(self))

    async def do_area_courses(self: _App) -> None:
        """`3`."""
        await self.by_way(self.go_to_courses)

    async def do_area_groups(self: _App) -> None:
        """`4`."""
        await self.by_way(self.go_to_groups)

    async def do_area_checks(self: _App) -> None:
        """`5`: those who decide get the checks; a host gets what is owed, where they stand too."""
        decides = self.desk.who.role in COACHES
        await self.by_way(self.go_to_checks if decides else self.go_to_owed)

    async def do_area_statistics(self: _App) -> None:
        """`8`."""
        await self.by_way(self.go_to_statistics)

    async def do_area_settings(self: _App) -> None:
        """`9`: the leader's; others are told so."""
        if self.desk.who.role in LEADERS:
            await self.to_area(SettingsView(self))
        else:
            self.say(_("Settings are for the leader. Ask your leader to change them."), wrong=True)

    async def go_to_settings(self: _App, kind: str) -> None:
        await self.to_area(SettingsView(self, kind))

    async def do_acute(self: _App) -> None:
        """`0`: the acute telephone numbers, above whatever is shown."""
        if not isinstance(self.views[-1], AcuteView):
            await self.open(AcuteView(self, self.views[-1].area))

    async def do_open_the_day(self: _App) -> None:
        """The day in the house, by name."""
        await self.unsaved.keep(self.views)
        await self.open(DayInTheHouse(self))

    async def do_new_call_back(self: _App) -> None:
        """A new message, by name."""
        await self.unsaved.keep(self.views)
        await self.open(CallBackForm(self))

    async def do_open_my_week(self: _App) -> None:
        """One's own times, by name."""
        await self.unsaved.keep(self.views)
        await self.go_to_coach_week()

    async def do_open_wishes(self: _App) -> None:
        """Who waits for a time, by name."""
        await self.unsaved.keep(self.views)
        await self.go_to_wishes()

    async def do_help(self: _App) -> None:
        """`?` or F2."""
        if not isinstance(self.views[-1], HelpView):
            await self.open(HelpView(self, self.views[-1]))

    async def do_commands(self: _App) -> None:
        """`:`, wherever no text is open."""
        below = self.views[-1]
        place = _(AREAS[below.area]) if below.area else ""
        await self.open(CommandFinder(self, below, place))

    async def do_log_out(self: _App) -> None:
        """`l`, `q` or F8."""
        if self.desk.who.staff_id is not None:
            await self.log_out()

    async def do_leave(self: _App) -> None:
        """F9: keep what was typed and end; pressed again, also where it cannot be kept."""
        await self.unsaved.kept_or_asked_twice(self.views)
        self.exit(0)
