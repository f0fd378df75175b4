"""Settings: when colleagues work, and when rooms can be used. The week itself: week_hours.py."""

from __future__ import annotations

from itertools import groupby

from din_indgang_tui.house import codes, rooms, working_hours
from din_indgang_tui.house.codes import ROLE_LABELS, Choice
from din_indgang_tui.house.weekly_hours import DayHours
from din_indgang_tui.house.working_hours import Worker
from din_indgang_tui.i18n import _
from din_indgang_tui.store.roles import Role
from din_indgang_tui.views.base import Shell, View
from din_indgang_tui.views.settings_kind import Behind, Kind
from din_indgang_tui.views.week_hours import OfColleague, OfRoom, WeekHours
from din_indgang_tui.widgets.page import Line, Look, columns, fit
from din_indgang_tui.words import weekday


class WorkingHours(Kind):
    """Everybody who meets citizens, and their week in one line."""

    def __init__(self, shell: Shell, behind: Behind) -> None:
        super().__init__(shell, behind)
        self.workers: list[Worker] = []

    def title(self) -> str:
        return _("Working hours")

    async def load(self) -> None:
        self.workers = await self.shell.desk.read(working_hours.workers)

    def keys(self) -> list[str]:
        return [str(one.staff_id) for one in self.workers]

    def heading(self) -> Line:
        return columns(
            (2, _("name"), Look.QUIET), (28, _("role"), Look.QUIET), (40, _("when"), Look.QUIET)
        )

    def line(self, number: int, marked: bool) -> Line:
        one = self.workers[number]
        return columns(
            (2, fit(one.name, 25)),
            (28, _(ROLE_LABELS[one.role])),
            (40, fit(_when(one), 39)),
            marked=marked,
        )

    def hint(self, number: int) -> str:
        return _("Enter: the week, holidays and illness. A coach may write their own.")

    def detail(self, number: int) -> list[str]:
        one = self.workers[number]
        return [one.name, _(ROLE_LABELS[one.role]), _when(one)]

    def form(self, number: int) -> View:
        return WeekHours(self.shell, OfColleague(self.shell, self.workers[number].staff_id))


class RoomHours(Kind):
    """The rooms that are in use, and when."""

    def __init__(self, shell: Shell, behind: Behind) -> None:
        super().__init__(shell, behind)
        self.rooms: list[Choice] = []
        self.own: dict[str, tuple[DayHours, ...]] = {}

    def title(self) -> str:
        return _("Hours of rooms")

    async def load(self) -> None:
        known = (await self.shell.desk.read(codes.lists)).rooms
        self.rooms = [room for room in known if not room.retired]
        self.own = await self.shell.desk.read(rooms.own_weeks)

    def keys(self) -> list[str]:
        return [room.code for room in self.rooms]

    def line(self, number: int, marked: bool) -> Line:
        room = self.rooms[number]
        return columns((2, fit(room.label, 36)), (40, self._when(room)), marked=marked)

    def _when(self, room: Choice) -> str:
        own = self.own.get(room.code)
        return in_a_line(own) if own else _("as the house is open")

    def when_empty(self) -> str:
        return _("No rooms yet. They are written in the list of rooms.")

    def hint(self, number: int) -> str:
        return _("Enter: the hours of each day of the week.")

    def detail(self, number: int) -> list[str]:
        room = self.rooms[number]
        return [room.label, self._when(room)]

    def form(self, number: int) -> View:
        room = self.rooms[number]
        return WeekHours(self.shell, OfRoom(self.shell, room.code, room.label))


def _when(one: Worker) -> str:
    if one.own:
        return in_a_line(one.week)
    return _("as the house is open") if one.role is Role.COACH else "-"


def in_a_line(week: tuple[DayHours, ...]) -> str:
    """`man.-tor. 9-15, fre. 9-13`: days that follow each other with the same hours together."""
    parts = []
    for hours, days in groupby((day for day in week), key=lambda day: day.spans):
        run = list(days)
        if not hours:
            continue
        name = weekday(run[0].weekday)
        if len(run) > 1:
            name = f"{name}-{weekday(run[-1].weekday)}"
        parts.append(f"{name} {run[0].text}")
    return ", ".join(parts) or "-"
