"""Time comes in from outside: nothing in the house asks the machine what time it is.

Moments are aware datetimes in UTC, to the second; the house lives by the wall clock of Copenhagen.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

HOUSE_ZONE = ZoneInfo("Europe/Copenhagen")

Clock = Callable[[], datetime]


class NoSuchTime(ValueError):
    """A wall clock time that was skipped, such as 02:30 on the night summer time begins."""


def machine_clock() -> datetime:
    """Now, by the machine, in UTC to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def clock_from(start: datetime) -> Clock:
    """A clock that stands at `start` now and runs on from there (the demo town's `--at`)."""
    offset = start.astimezone(UTC) - datetime.now(UTC)
    return lambda: (datetime.now(UTC) + offset).replace(microsecond=0)


def local(moment: datetime) -> datetime:
    """The moment as the clock on the wall shows it."""
    return moment.astimezone(HOUSE_ZONE)


def from_wall_clock(naive: datetime) -> datetime:
    """UTC of a wall clock time; one that stands twice is the first.

    Raises NoSuchTime for one that was skipped in spring.
    """
    moment = naive.replace(tzinfo=HOUSE_ZONE, fold=0).astimezone(UTC)
    if local(moment).replace(tzinfo=None) != naive:
        raise NoSuchTime(naive.isoformat())
    return moment


def stored(moment: datetime) -> str:
    """A moment as it is stored: `2026-11-17T09:22:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def from_stored(text: str) -> datetime:
    """The moment that `stored` wrote."""
    return datetime.fromisoformat(text)


def stored_day(text: str | None) -> date | None:
    """A stored day; none where none is stored."""
    return date.fromisoformat(text) if text else None


def local_date(moment: datetime) -> date:
    """The day it is in the house at that moment."""
    return local(moment).date()


def iso_week(day: date) -> str:
    """`2026-W47`, by ISO 8601."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def wall_clock_seconds(start: datetime, end: datetime) -> int:
    """Seconds from start to end as read off the wall, also across a night the clock was moved."""
    difference: timedelta = local(end).replace(tzinfo=None) - local(start).replace(tzinfo=None)
    return int(difference.total_seconds())
