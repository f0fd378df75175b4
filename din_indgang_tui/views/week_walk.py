"""The week of all coaches as a screen walks in it and draws it: half hours, days, the mark."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from din_indgang_tui.clock import NoSuchTime, from_wall_clock, local, local_date
from din_indgang_tui.house import names
from din_indgang_tui.house.availability import Cell, Week, WeekDay, WeekFree
from din_indgang_tui.house.booking import RoomWeek
from din_indgang_tui.i18n import _
from din_indgang_tui.views.base import View
from din_indgang_tui.widgets.week_grid import (
    BUSY,
    FREE,
    GROUP,
    OFF,
    TAKEN,
    GridDay,
    GridMark,
    GridRow,
    WeekGrid,
)
from din_indgang_tui.widgets.week_strip import WEEKS, StripWeek, monday_of, strip_start

_SIGNS = {
    Cell.FREE: FREE,
    Cell.TAKEN: TAKEN,
    Cell.GROUP: GROUP,
    Cell.BUSY: BUSY,
    Cell.OFF: OFF,
}


class WeekWalk(View):
    """A screen on which one walks in a week by half hours, days and weeks."""

    week: Week | None = None
    starts_at: datetime | None = None  # where the mark is, UTC

    async def read_week(self, monday: date | None = None) -> None:
        """Read the week that begins with this Monday; none: the one of the mark."""
        raise NotImplementedError

    def today(self) -> date:
        """The day it is in the house."""
        return local_date(self.shell.clock())

    async def _to_week(self, monday: date, day: date, wall: time) -> None:
        """Show another week, with the mark as near as may be to that day and time."""
        if monday < monday_of(self.today()):
            self.shell.say(_("Weeks before this one are over."), wrong=True)
            return
        if self.week is None or self.week.monday != monday:
            await self.read_week(monday)
        assert self.week is not None
        # A week without an open day keeps the time, for the week after it.
        self.starts_at = nearest(self.week, day, wall) or moment_of(day, wall)

    async def _step(self, by: int) -> None:
        if self.week is None or self.starts_at is None:
            return
        places = half_hours(self.week)
        at = place_of(self.starts_at, places) + by
        if 0 <= at < len(places):
            self.starts_at = places[at]
        else:
            await self._past_the_week(by, time(0) if by > 0 else time(23, 59))

    async def _past_the_week(self, by: int, wall: time) -> None:
        assert self.week is not None
        monday = self.week.monday + timedelta(weeks=by)
        await self._to_week(monday, monday if by > 0 else monday + timedelta(days=6), wall)

    async def do_right(self) -> None:
        """Half an hour later; from the last of a day to the first of the next."""
        await self._step(1)

    async def do_left(self) -> None:
        """Half an hour earlier."""
        await self._step(-1)

    async def _day(self, by: int) -> None:
        if self.week is None or self.starts_at is None:
            return
        wall = local(self.starts_at).time()
        day = open_day(self.week, local_date(self.starts_at), by)
        if day is not None:
            await self._to_week(self.week.monday, day, wall)
        else:
            await self._past_the_week(by, wall)

    async def do_next_day(self) -> None:
        """The next open day, at the same time."""
        await self._day(1)

    async def do_last_day(self) -> None:
        """The open day before."""
        await self._day(-1)

    async def _weeks(self, by: int) -> None:
        if self.week is not None:
            at = self.starts_at or self.shell.clock()
            day = self.week.monday + timedelta(days=local_date(at).weekday(), weeks=by)
            await self._to_week(self.week.monday + timedelta(weeks=by), day, local(at).time())

    async def do_next_week(self) -> None:
        """The same time a week later."""
        await self._weeks(1)

    async def do_last_week(self) -> None:
        """The same time a week earlier."""
        await self._weeks(-1)


def half_hours(week: Week) -> list[datetime]:
    """Every half hour of the week, in order, on the days on which the house is open."""
    return [at for day in week.days if not day.closed for at in day.starts]


def place_of(starts_at: datetime, places: Sequence[datetime]) -> int:
    """Which of the half hours a time lies in; the first where it is before all of them."""
    return max((n for n, at in enumerate(places) if at <= starts_at), default=0)


def nearest(week: Week, day: date, wall: time) -> datetime | None:
    """The half hour of the week nearest to a day, and on it to a time of the wall."""
    minute = wall.hour * 60 + wall.minute

    def distance(at: datetime) -> tuple[int, int]:
        there = local(at)
        off = abs(there.hour * 60 + there.minute - minute)
        return abs((there.date() - day).days), off

    return min(half_hours(week), key=distance, default=None)


def open_day(week: Week, here: date, by: int) -> date | None:
    """The next day of the week on which the house is open, or the one before; None past its end."""
    shown = [day.day for day in week.days if not day.closed and day.starts]
    others = [day for day in shown if (day > here if by > 0 else day < here)]
    return (others[0] if by > 0 else others[-1]) if others else None


def moment_of(day: date, wall: time) -> datetime:
    """That time on the wall; an hour later where it was skipped that night."""
    naive = datetime.combine(day, wall.replace(second=0, microsecond=0))
    try:
        return from_wall_clock(naive)
    except NoSuchTime:
        return from_wall_clock(naive + timedelta(hours=1))


def grid_of(week: Week) -> WeekGrid:
    """The week as the widget draws it."""
    days = grid_days(week)
    first = min((day.opens for day in days if day.is_open), default=0)
    shown = names.short_whole_names({one.coach_id: one.name for one in week.coaches})
    rows = []
    for coach in week.coaches:
        cells = tuple(
            OFF * (day.opens - first) + "".join(_SIGNS[cell] for cell in row)
            for day, row in zip(days, coach.cells, strict=True)
        )
        rows.append(GridRow(coach.coach_id, shown[coach.coach_id], cells))
    return WeekGrid(days, tuple(rows))


def grid_days(week: Week) -> tuple[GridDay, ...]:
    """The columns of the week."""
    return tuple(_grid_day(day) for day in week.days)


def mark_of(days: Sequence[GridDay], coach_id: int, starts_at: datetime, length: int) -> GridMark:
    """The mark at a time of so many minutes; on no day where the house is closed then."""
    wall = local(starts_at)
    number = next((n for n, one in enumerate(days) if one.day == wall.date() and one.is_open), -1)
    begins = wall.hour * 60 + wall.minute
    return GridMark(
        coach_id, number, begins // 30, max(1, -(-(begins + length) // 30) - begins // 30)
    )


def room_rows(rooms: Sequence[RoomWeek]) -> list[GridRow]:
    """The rooms' week as the widget draws it."""
    return [
        GridRow(one.code, one.label, tuple("".join(map(_room_sign, row)) for row in one.cells))
        for one in rooms
    ]


def strip_of(counted: Sequence[WeekFree], today: date, monday: date) -> list[StripWeek]:
    """The twelve weeks around this one; without numbers while they are counted."""
    start = strip_start(today, monday)
    if counted and counted[0].monday == start:
        return [StripWeek(one.monday, None if one.closed else one.free) for one in counted]
    return [StripWeek(start + timedelta(weeks=n), None, counted=False) for n in range(WEEKS)]


def first_and_last(week: Week) -> tuple[date, date]:
    """The days that the week is named by: those on which the house opens."""
    days = [day.day for day in week.days]
    return (days[0], days[-1]) if days else (week.monday, week.monday + timedelta(days=6))


def _grid_day(day: WeekDay) -> GridDay:
    if not day.starts:
        return GridDay(day.day, 0, 0)
    wall = local(day.starts[0])
    opens = wall.hour * 2 + wall.minute // 30
    return GridDay(day.day, opens, opens if day.closed else opens + len(day.starts))


def _room_sign(free: bool | None) -> str:
    return OFF if free is None else FREE if free else TAKEN
