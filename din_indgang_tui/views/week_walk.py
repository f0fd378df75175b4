"""The week of all coaches as a screen walks in it and draws it: half hours, days, the mark."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from din_indgang_tui.clock import NoSuchTime, from_wall_clock, local
from din_indgang_tui.house import names
from din_indgang_tui.house.availability import Cell, Week, WeekDay
from din_indgang_tui.house.booking import RoomWeek
from din_indgang_tui.widgets.week_grid import (
    BUSY,
    FREE,
    OFF,
    TAKEN,
    GridDay,
    GridMark,
    GridRow,
    WeekGrid,
)

_SIGNS = {Cell.FREE: FREE, Cell.TAKEN: TAKEN, Cell.BUSY: BUSY, Cell.OFF: OFF}


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
    shown = names.short_names({one.coach_id: _parts(one.name) for one in week.coaches})
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


def first_and_last(week: Week) -> tuple[date, date]:
    """The days that the week is named by: those on which the house opens."""
    days = [day.day for day in week.days]
    return (days[0], days[-1]) if days else (week.monday, week.monday + timedelta(days=6))


def _parts(name: str) -> tuple[str, str]:
    given, _space, family = name.rpartition(" ")
    return given, family


def _grid_day(day: WeekDay) -> GridDay:
    if not day.starts:
        return GridDay(day.day, 0, 0)
    wall = local(day.starts[0])
    opens = wall.hour * 2 + wall.minute // 30
    return GridDay(day.day, opens, opens if day.closed else opens + len(day.starts))


def _room_sign(free: bool | None) -> str:
    return OFF if free is None else FREE if free else TAKEN
