"""A course by its weeks: which week it is, when it ends, and when somebody should look. Pure.

A course of 20 weeks ends on the same day of the week as it began, 140 days later; that last day
belongs to its twentieth week. Every pause moves what lies after its first day by its own days.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

WEEK = 7  # days
SIX_MONTHS = 6  # calendar months of individual help at most (serviceloven 82 b)


@dataclass(frozen=True, slots=True, order=True)
class PauseDays:
    """From the first to the last day of a pause, both included; no last day while it lasts."""

    first_on: date
    last_on: date | None = None

    def days(self, today: date) -> int:
        """How many days it moves the end by; one that lasts counts up to today."""
        return max(0, ((self.last_on or today) - self.first_on).days + 1)

    def holds(self, day: date, today: date) -> bool:
        """Whether the course rests on that day, as far as is known today."""
        return self.first_on <= day <= (self.last_on or max(today, self.first_on))


class Warn(StrEnum):
    """Why somebody should look at a course; from the mildest to the gravest."""

    FIRST = "first"  # its end comes near
    LAST = "last"  # it ends now
    PAST_END = "past_end"  # the day it was to end has passed
    PAST_LIMIT = "past_limit"  # longer than the house lets a course last
    SIX_MONTHS = "six_months"  # longer than six calendar months


def week_of(opened_on: date, day: date) -> int:
    """The week of the course that a day lies in; days 0 to 6 are week 1, days before it week 0."""
    return (day - opened_on).days // WEEK + 1


def end_after(opened_on: date, weeks: int) -> date:
    """The last day of a course of so many weeks, without pauses."""
    return opened_on + timedelta(days=weeks * WEEK)


def end_of(planned_end_on: date, pauses: Iterable[PauseDays], today: date) -> date:
    """The day a course ends: as agreed, moved by the days of every pause."""
    return planned_end_on + timedelta(days=sum(pause.days(today) for pause in pauses))


def limit_on(opened_on: date, weeks: int, pauses: Iterable[PauseDays], today: date) -> date:
    """The last day that a course may last to without the leader's word."""
    return end_of(end_after(opened_on, weeks), pauses, today)


def moved(day: date, pauses: Iterable[PauseDays], today: date) -> date:
    """A day agreed without pauses, moved by each that begins on it or before it."""
    for pause in sorted(pauses):
        if pause.first_on <= day:
            day += timedelta(days=pause.days(today))
    return day


@dataclass(frozen=True, slots=True)
class Weeks:
    """All there is to know of a course by the calendar alone, as of one day."""

    opened_on: date
    planned_end_on: date | None  # as agreed, without pauses; an import may not know it
    pauses: tuple[PauseDays, ...]
    today: date  # or the day it closed, where that is earlier
    closed: bool = False
    check_days: int = 28
    limit_weeks: int = 20
    first_warning_week: int = 16
    last_warning_week: int = 19

    @property
    def limit_on(self) -> date:
        """The last day without the leader's word."""
        return limit_on(self.opened_on, self.limit_weeks, self.pauses, self.today)

    @property
    def end_on(self) -> date:
        """The day it ends, its pauses counted; the limit where none was agreed."""
        if self.planned_end_on is None:
            return self.limit_on
        return end_of(self.planned_end_on, self.pauses, self.today)

    @property
    def last_day(self) -> date:
        """Nothing is booked after this day: the limit, or the later end the leader gave."""
        return max(self.end_on, self.limit_on)

    @property
    def count(self) -> int:
        """How many weeks it lasts, as things stand; its last day belongs to the last of them."""
        return self.to_the_end(self.end_on)

    @property
    def week(self) -> int:
        """Which week it is; 0 before it begins."""
        return self.of(self.today)

    @property
    def day(self) -> int:
        """Days since it opened; below 0 before it begins."""
        return (self.today - self.opened_on).days

    @property
    def check_on(self) -> date:
        """The day of its four-week check, moved by the pauses before it."""
        due = self.opened_on + timedelta(days=self.check_days)
        return moved(due, self.pauses, self.today)

    @property
    def first_warning_on(self) -> date:
        """The first day of the week from which it says that its end comes near."""
        return self._begins(self.first_warning_week)

    @property
    def last_warning_on(self) -> date:
        """The first day of the week from which it says that it ends now."""
        return self._begins(self.last_warning_week)

    @property
    def six_months_on(self) -> date:
        """The last day within six calendar months; pauses do not move it."""
        from dateutil.relativedelta import relativedelta  # ten milliseconds the start can spare

        return self.opened_on + relativedelta(months=SIX_MONTHS)

    @property
    def resting(self) -> PauseDays | None:
        """The pause it is in today."""
        return next((one for one in self.pauses if one.holds(self.today, self.today)), None)

    @property
    def warnings(self) -> tuple[Warn, ...]:
        """Why somebody should look at it today, the gravest first; none once it is closed."""
        if self.closed:
            return ()
        found = []
        if self.today > self.six_months_on:
            found.append(Warn.SIX_MONTHS)
        if self.today > self.limit_on:
            found.append(Warn.PAST_LIMIT)
        elif self.today > self.end_on:
            found.append(Warn.PAST_END)
        elif self.today >= self.last_warning_on:
            found.append(Warn.LAST)
        elif self.today >= self.first_warning_on:
            found.append(Warn.FIRST)
        return tuple(found)

    def of(self, day: date) -> int:
        """The week a day lies in; the end lies in the last week, not in one of its own.

        A course that closed ended that day.
        """
        ends = self.today if self.closed else self.end_on
        if day == ends > self.opened_on:
            return self.to_the_end(day)
        return week_of(self.opened_on, day)

    def to_the_end(self, end: date) -> int:
        """How many weeks it is to that day, the day itself in the last of them; at least one."""
        return max(1, -(-(end - self.opened_on).days // WEEK))

    def begins(self, week: int) -> date:
        """The first day of a week of the course."""
        return self.opened_on + timedelta(days=(week - 1) * WEEK)

    def calendar_week(self, week: int) -> int:
        """The number that the ISO calendar gives the first day of a week of the course."""
        return self.begins(week).isocalendar().week

    def rests_in(self, week: int) -> bool:
        """Whether a pause lies in any day of that week."""
        first = self.begins(week)
        return any(
            pause.holds(first + timedelta(days=n), self.today)
            for pause in self.pauses
            for n in range(WEEK)
        )

    def is_past_the_limit(self, week: int) -> bool:
        """Whether that week begins after the last day without the leader's word."""
        return self.begins(week) >= self.limit_on

    def _begins(self, week: int) -> date:
        return moved(self.begins(week), self.pauses, self.today)
