"""Which weeks a figure is asked for, as written on the command line. Pure: no clock, no database.

A week is its Monday. Weeks are ISO weeks, and a period takes every week that has a day in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import UsageError
from din_indgang_tui.text import shown

MOST_WEEKS = 5200  # a hundred years; a mistyped number must not become a million empty rows
FIRST_YEAR = 1900  # nor a mistyped year, such as 0202

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WEEK = re.compile(r"([0-9]{4})-[Ww]([0-9]{2})")
# The calendar ends on 9999-12-31, a Friday: the week of that day has no Sunday.
_LAST_MONDAY = date.max - timedelta(days=date.max.weekday() + 7)


@dataclass(frozen=True, slots=True)
class LastWeeks:
    """The last `count` weeks whose Sunday is before the day the figures are made for."""

    count: int = 1


@dataclass(frozen=True, slots=True)
class Days:
    """From one day to another, both included."""

    first: date
    last: date


Period = LastWeeks | Days
NO_WEEK = Days(date.max, date.max)  # the calendar ends before the Sunday of that week


def parse(
    *,
    week: str | None = None,
    weeks: str | None = None,
    first: str | None = None,
    last: str | None = None,
) -> Period:
    """What `--week`, `--weeks`, or `--from` with `--to` name; without any of them the last week.

    Raises UsageError with one sentence for anything that names no period.
    """
    ways = [way is not None for way in (week, weeks)] + [first is not None or last is not None]
    if sum(ways) > 1:
        raise UsageError(_("Choose one period: --week, --weeks, or --from with --to."))
    if week is not None:
        monday = _monday(week)
        return Days(monday, monday + timedelta(days=6))
    if weeks is not None:
        return LastWeeks(_count(weeks))
    if first is None and last is None:
        return LastWeeks()
    if first is None or last is None:
        raise UsageError(_("--from and --to belong together: give both."))
    days = Days(parse_day(first, "--from"), parse_day(last, "--to"))
    if days.first > days.last:
        raise UsageError(
            _("--from {first} is after --to {last}.").format(first=days.first, last=days.last)
        )
    return days


def parse_day(text: str, option: str) -> date:
    """A day written as 2026-11-16. Raises UsageError that names the option it stood after."""
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise UsageError(
            _("{option} {text} is not a day. Write it as 2026-11-16.").format(
                option=option, text=quoted(text)
            )
        )
    _not_too_early(day.year, option, text)
    return day


def mondays(period: Period, as_of: date) -> tuple[date, ...]:
    """The weeks of the period, in order, without those that lie wholly after `as_of`."""
    if isinstance(period, LastWeeks):
        last = as_of - timedelta(days=as_of.isoweekday() + 6)
        first = last - timedelta(weeks=period.count - 1)
    else:
        first = monday_of(period.first)
        last = min(monday_of(period.last), monday_of(as_of))
    last = min(last, _LAST_MONDAY)
    return tuple(date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1, 7))


def monday_of(day: date) -> date:
    """The Monday of the week that the day lies in."""
    return day - timedelta(days=day.weekday())


def _monday(text: str) -> date:
    match = _WEEK.fullmatch(text)
    if match is None:
        raise UsageError(
            _("--week {text} is not a week. Write it as 2026-W46.").format(text=quoted(text))
        )
    year, week = int(match[1]), int(match[2])
    _not_too_early(year, "--week", text)
    # 28 December lies in the last week of its ISO year (ISO 8601): week 52 or 53.
    weeks = date(year, 12, 28).isocalendar().week
    if not 1 <= week <= weeks:
        raise UsageError(
            _("{year} has no week {week}: its weeks are 1 to {weeks}.").format(
                year=year, week=week, weeks=weeks
            )
        )
    monday = date.fromisocalendar(year, week, 1)
    if monday > _LAST_MONDAY:
        raise UsageError(
            _("--week {text} is too far ahead: the calendar ends on {day}.").format(
                text=quoted(text), day=date.max
            )
        )
    return monday


def _count(text: str) -> int:
    # Six digits are more than enough, and keep a long row of them from being figured at all.
    count = int(text) if re.fullmatch("[0-9]{1,6}", text) else 0
    if not 1 <= count <= MOST_WEEKS:
        raise UsageError(
            _("--weeks {text} is not a number of weeks from 1 to {most}.").format(
                text=quoted(text), most=MOST_WEEKS
            )
        )
    return count


def _not_too_early(year: int, option: str, text: str) -> None:
    if year < FIRST_YEAR:
        raise UsageError(
            _("{option} {text} is too long ago: the figures begin in {year}.").format(
                option=option, text=quoted(text), year=FIRST_YEAR
            )
        )


def quoted(text: str) -> str:
    """What was typed, fit for a sentence on the terminal."""
    return shown(text, limit=40).strip() or '""'
