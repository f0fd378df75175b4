"""What the town tells of a group: when it meets, who has a place, who waits.

Days are counted back from today, 28 is four weeks ago.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

_DAY_CODES = ("MO", "TU", "WE", "TH", "FR")


@dataclass(frozen=True, slots=True)
class Place:
    """A place of one of the cast, or of somebody; `to` is the last day of one who left.

    `marks` are the letters of the last meetings, the latest last: `p` here, `i` did not come, `a`
    sent word, `-` cancelled. Before them, and without, they are made up.
    """

    since: int
    who: str = ""
    marks: str = ""
    to: int | None = None
    why: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class InLine:
    """Somebody who waits for a place."""

    since: int
    who: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """One group of the town.

    It began so many weeks ago, else with the town's history, and meets `meetings` times, else
    until further notice; every week on that day (0 is Monday), `every` so many weeks, or on the
    last one of the month. `others` have a place beside the `places`, up to `others_until` days ago;
    `guests` is how many come to a meeting without one. `cancelled` are meetings that were not held,
    counted back from the last (1), and why; `today` why today's is not.
    """

    name: str
    kind: str
    description: str
    leader: str
    weekday: int
    at: str
    minutes: int
    room: str | None = None
    place: str = ""
    capacity: int | None = None
    drop_in: bool = False
    needs: str = "no"
    legal: str = ""
    every: int = 1
    last_of_month: bool = False
    began: int | None = None
    meetings: int | None = None
    helpers: tuple[tuple[str, str], ...] = ()
    places: tuple[Place, ...] = ()
    others: int = 0
    others_until: int | None = None
    closed_circle: bool = False  # nobody comes in once it has begun
    guests: float = 0.0
    waiting: tuple[InLine, ...] = ()
    not_in_weeks: tuple[int, ...] = ()
    cancelled: tuple[tuple[int, str], ...] = ()
    today: str = ""

    @property
    def begins(self) -> int:
        """The second of the day at which it meets."""
        at = time.fromisoformat(self.at)
        return at.hour * 3600 + at.minute * 60

    @property
    def ends(self) -> int:
        """The second of the day at which a meeting is over."""
        return self.begins + 60 * self.minutes

    @property
    def rule(self) -> str:
        """As it is stored, house/group_rules.py."""
        day = _DAY_CODES[self.weekday]
        if self.last_of_month:
            return f"FREQ=MONTHLY;BYDAY=-1{day}"
        interval = f"INTERVAL={self.every};" if self.every > 1 else ""
        return f"FREQ=WEEKLY;{interval}BYDAY={day}"

    def starts_on(self, first: date, today: date) -> date:
        """Its first day, in a town whose history begins on `first`."""
        begin = first
        if self.began is not None:
            begin = max(first, today - timedelta(days=today.weekday(), weeks=self.began))
        return begin + timedelta(days=(self.weekday - begin.weekday()) % 7)

    def ends_on(self, first: date, today: date) -> date | None:
        """Its last day, where it has one."""
        if self.meetings is None:
            return None
        return self.starts_on(first, today) + timedelta(weeks=self.every * (self.meetings - 1))

    def exceptions(self, today: date) -> list[tuple[date, date]]:
        """The weeks in which it does not meet, the next time they come."""
        found = []
        for week in self.not_in_weeks:
            monday = date.fromisocalendar(today.isocalendar().year, week, 1)
            if monday <= today:
                monday = date.fromisocalendar(today.isocalendar().year + 1, week, 1)
            found.append((monday, monday + timedelta(days=6)))
        return sorted(found)

    def dates(self, first: date, today: date, last: date) -> Iterator[date]:
        """The days of its rule up to `last`, whether the house is open or not."""
        ends = self.ends_on(first, today)
        last = last if ends is None else min(last, ends)
        out = self.exceptions(today)
        day = self.starts_on(first, today)
        while day <= last:
            is_last = (day + timedelta(days=7)).month != day.month
            if (is_last or not self.last_of_month) and not any(a <= day <= b for a, b in out):
                yield day
            day += timedelta(weeks=self.every)
