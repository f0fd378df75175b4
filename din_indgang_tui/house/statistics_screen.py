"""The weekly figures as a screen shows them: a week beside two others, and a year of weeks.

Only the columns that are wanted are counted. Leaders see the exact figures. Everybody else at the
desk sees what may be passed on: each count as the five it lies in, taken from the exact count alone
(statistics.md, "What may be passed on", rules 1, 3 and 4), since a cell that is hidden alone can be
worked out from its neighbours. Weeks are named by their Mondays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from din_indgang_tui.clock import iso_week, stored_day
from din_indgang_tui.house import periods, settings, statistics
from din_indgang_tui.house.periods import Days
from din_indgang_tui.house.statistics_enquiries import WAITS
from din_indgang_tui.house.statistics_part import Cell, Part, Row, Span, Total
from din_indgang_tui.house.statistics_public import cell_in_fives, total_in_fives
from din_indgang_tui.house.statistics_referrals import Referrals
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import FIGURES, LEADERS
from din_indgang_tui.store.unit import Reading, reads
from din_indgang_tui.text import clean

REFERRED = "referred_within_4_weeks"
YEAR = 53  # weeks of a picture, so that the same week of the year before is its first one
_WEEK = re.compile(r"(?:uge|week|w)?\s*([0-9]{1,2})(?:[\s/,.]+([0-9]{4}))?", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"([0-9]{4})[\s\-/]*(?:uge|week|w)?\s*([0-9]{1,2})", re.IGNORECASE)
_WEEK_TEXT = 40  # characters


Week = Mapping[str, Cell]  # a five is a text: `45-49`


@dataclass(frozen=True, slots=True)
class Totals:
    """The running totals as they may be seen, from the opening day (None: from the first on)."""

    as_of: date
    opened: date | None
    figures: Mapping[str, Total]


def keys() -> tuple[str, ...]:
    """Every weekly figure, in the order of the export."""
    return tuple(key for part in statistics.PARTS for key in part.empty)


def read_with(key: str) -> frozenset[str]:
    """The figures that are counted with this one in one go, of which it is one.

    Those of its part; the waits by themselves, since they cost more than all that they stand among.
    """
    part = next(part for part in statistics.PARTS if key in part.empty)
    waits = frozenset(WAITS).intersection(part.empty)
    return waits if key in waits else frozenset(part.empty) - waits


def last_full_week(today: date) -> date:
    """The last week whose Sunday is before today: what the export takes by itself."""
    return periods.monday_of(today) - timedelta(weeks=1)


def year_before(monday: date) -> date:
    """The week of the same number the year before; week 52 where that year has no week 53."""
    year, week, _day = monday.isocalendar()
    # 28 December lies in the last week of its ISO year (ISO 8601).
    weeks = date(year - 1, 12, 28).isocalendar().week
    return date.fromisocalendar(year - 1, min(week, weeks), 1)


def typed_week(text: str, today: date) -> date:
    """The Monday of a week as people write it: `40`, `uge 40`, `uge 40 2025`, `2026-W40`.

    A number alone is the last such week that has begun. Raises DeskError about `week` where it is
    no week, or one that has not begun.
    """
    text = clean(text).strip()
    if found := _YEAR_FIRST.fullmatch(text):
        year, week = int(found[1]), int(found[2])
    elif found := _WEEK.fullmatch(text):
        week = int(found[1])
        year = int(found[2]) if found[2] else _latest_year_of(week, today)
    else:
        raise DeskError(
            _("{text} is not a week. Write it as 40, or as 2026-W40.").format(
                text=periods.quoted(text[:_WEEK_TEXT])
            ),
            field="week",
        )
    if not periods.FIRST_YEAR < year <= today.year + 1:
        raise DeskError(
            _("There are no figures of {year}.").format(year=year),
            field="week",
        )
    weeks = date(year, 12, 28).isocalendar().week
    if not 1 <= week <= weeks:
        raise DeskError(
            _("{year} has no week {week}: its weeks are 1 to {weeks}.").format(
                year=year, week=week, weeks=weeks
            ),
            field="week",
        )
    monday = date.fromisocalendar(year, week, 1)
    if monday > today:
        raise DeskError(
            _("Week {week} of {year} has not begun yet.").format(week=week, year=year), field="week"
        )
    return monday


def _latest_year_of(week: int, today: date) -> int:
    """The ISO year of the last week with this number that has begun; this one where none has it."""
    year = today.isocalendar().year
    for earlier in range(year, year - 8, -1):  # a week 53 comes every five or six years
        weeks = date(earlier, 12, 28).isocalendar().week
        if 1 <= week <= weeks and date.fromisocalendar(earlier, week, 1) <= today:
            return earlier
    return year


@reads(FIGURES)
def beside(reading: Reading, monday: date, wanted: frozenset[str]) -> tuple[Week, Week, Week]:
    """These figures of a week, of the week before it, and of the same week the year before.

    As of today: of a week that is not over, what is known so far. A week to come is empty.
    """
    long_ago = year_before(monday)
    stretches = (monday - timedelta(weeks=1), monday), (long_ago, long_ago)
    before, week, earlier = _weeks(reading, stretches, wanted)
    return week, before, earlier


@reads(FIGURES)
def year(reading: Reading, last: date, wanted: frozenset[str]) -> tuple[Week, ...]:
    """These figures of a year of weeks, oldest first, as of today; `last` is the last Monday."""
    return _weeks(reading, ((last - timedelta(weeks=YEAR - 1), last),), wanted)


@reads(FIGURES)
def totals(reading: Reading) -> Totals:
    """The running totals as of today. Raises DeskError where the opening day is no day."""
    exact = statistics.figures(reading, periods.NO_WEEK)
    return _as_seen(reading, exact.totals)


@reads(FIGURES)
def referred(reading: Reading) -> Totals:
    """The one total that stands with the weeks: who was referred within four weeks.

    Raises DeskError where the opening day is no day.
    """
    opened = statistics.opening_day(settings.current(reading).opening_day)
    counted = Referrals(reading, reading.today).totals(opened)
    return _as_seen(reading, {REFERRED: counted[REFERRED]})


def _as_seen(reading: Reading, figures: Mapping[str, Total]) -> Totals:
    """Totals as of today as they may be seen."""
    opened = settings.current(reading).opening_day
    if reading.who.role not in LEADERS:
        figures = {key: total_in_fives(key, total) for key, total in figures.items()}
    return Totals(reading.today, stored_day(opened), figures)


def _weeks(
    reading: Reading, stretches: Iterable[tuple[date, date]], wanted: frozenset[str]
) -> tuple[Week, ...]:
    """The weeks from one Monday to another, stretch after stretch, as they may be seen."""
    # Made once for all stretches: what it reads of the courses costs more than to count them.
    parts = [
        part(reading, reading.today) for part in statistics.PARTS if wanted & part.empty.keys()
    ]
    exact = [
        row
        for first, last in stretches
        for row in _exact(reading.today, parts, periods.mondays(Days(first, last), last), wanted)
    ]
    if reading.who.role in LEADERS:
        return tuple(exact)
    return tuple({key: cell_in_fives(key, cell) for key, cell in row.items()} for row in exact)


def _exact(
    today: date, parts: Sequence[Part], mondays: tuple[date, ...], wanted: frozenset[str]
) -> list[Row]:
    """A row a week; weeks that have not begun are there too, with nothing in them."""
    rows: dict[str, Row] = {iso_week(monday): {} for monday in mondays}
    begun = tuple(monday for monday in mondays if monday <= today)
    for part in parts:
        columns = wanted.intersection(part.empty)
        found = part.weeks(Span(begun, today, columns)) if begun else {}
        for week, row in rows.items():
            counted = {**part.empty, **found.get(week, {})}
            row.update({key: cell for key, cell in counted.items() if key in columns})
    return list(rows.values())
