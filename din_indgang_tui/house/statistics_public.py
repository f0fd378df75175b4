"""The figures as they may be passed on: five rules, so that nobody can work out one person.

Every number is made from one exact number alone, and a week reads the same in every file it is in:
there is nothing to gain from files of periods that overlap. What is not known to be harmless is
left out, so that a figure of tomorrow is no leak either.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from din_indgang_tui.house import periods, statistics, statistics_by
from din_indgang_tui.house.periods import Days, Period
from din_indgang_tui.house.statistics import WEEK_KEYS, Figures
from din_indgang_tui.house.statistics_by import Breakdown
from din_indgang_tui.house.statistics_checks import Checks
from din_indgang_tui.house.statistics_courses import Conversations, Courses
from din_indgang_tui.house.statistics_groups import Groups
from din_indgang_tui.house.statistics_outreach import Outreach
from din_indgang_tui.house.statistics_part import (
    Cell,
    Middle,
    Ratio,
    RatioInFives,
    Row,
    Total,
    rounded,
)
from din_indgang_tui.house.statistics_referrals import Referrals
from din_indgang_tui.house.statistics_slots import Slots
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import LEADERS
from din_indgang_tui.store.unit import Reading, reads
from din_indgang_tui.words import full_day

# What is never passed on: stocks, from which the days between two files could be worked out, the
# one shortest and the one longest course, and money that is a count times a known price.
HIDDEN = frozenset(
    {
        *("courses_open_at_end", "courses_past_20_weeks", "checks_overdue_at_end"),
        *("course_weeks_min", "course_weeks_max", "saving_dkk"),
    }
)
LEAST_MEDIAN = 10  # values that a median is taken over
LEAST_OF: Mapping[str, int] = {"wait_p90_min": 20}
_KEPT_DECIMAL = frozenset({"wait_p90_min"})  # rounded to whole numbers are the medians alone
# What these count of a week is the same as of its Sunday and as of every later day, so that many
# weeks are counted at once; a part that is not known for it is counted for each Sunday anew.
_SETTLED = frozenset({Conversations, Courses, Slots, Groups, Referrals, Outreach})
# So it is with the checks that were due in a week (what stays overdue is HIDDEN), since a pause
# moves the due day only past all that is known by then. The exception: a course that closed before
# its check was due has one once a decision is recorded, in some week between the two.
_DECIDED_LATER = """
SELECT closed_on, decided_on FROM (
    SELECT o.closed_on, min(d.decided_on) AS decided_on
    FROM check_decision d JOIN course o ON o.id = d.course_id
    WHERE o.closed_on < date(o.opened_on, '+' || o.check_days || ' days')
        OR EXISTS (SELECT 1 FROM course_pause p WHERE p.course_id = o.id)
    GROUP BY o.id
) WHERE closed_on < decided_on
"""
Progress = Callable[[str, int, int], None]
_FIVE = 5
_LAST_DAY = (12, 31)  # of a year, the only one that running totals are passed on for


def five(count: int) -> str:
    """The five that a count lies in: `0-4`, `5-9`, ...; zero is not told apart."""
    low = count - count % _FIVE
    return f"{low}-{low + _FIVE - 1}"


def middle_of(fives: str) -> int:
    """The number in the middle of a five, which is all that a chart of it may show."""
    return int(fives.partition("-")[0]) + _FIVE // 2


@reads(LEADERS)
def weeks(
    reading: Reading,
    period: Period,
    as_of: date | None = None,
    progress: Progress | None = None,
) -> Figures:
    """The weeks of the period that are over, in fives, each as of its own Sunday; no totals.

    `as_of` only says which weeks the period has: a week is the same whatever it is. `progress` is
    told a label, how many weeks are done, and of how many.
    """
    as_of = as_of or reading.today
    mondays = weeks_over(reading.today, period, as_of)
    rows = as_of_their_sundays(reading, mondays, progress) if mondays else ()
    return Figures(as_of, statistics.columns(), tuple(map(in_fives, rows)), {})


@reads(LEADERS)
def breakdown(reading: Reading, period: Period, by: str, as_of: date | None = None) -> Breakdown:
    """The enquiries of the weeks that are over by a list, in fives; as of the Sunday of each.

    Raises KeyError and DeskError as `statistics_by.breakdown` does.
    """
    as_of = as_of or reading.today
    mondays = weeks_over(reading.today, period, as_of)
    # An enquiry counts by the day it came, so that every day after its Sunday gives the same week.
    end = mondays[-1] + timedelta(days=6) if mondays else as_of
    asked = Days(mondays[0], end) if mondays else periods.NO_WEEK
    exact = statistics_by.breakdown(reading, asked, by, end)
    return replace(exact, as_of=as_of, weeks=tuple(map(in_fives, exact.weeks)))


@reads(LEADERS)
def totals(reading: Reading, as_of: date | None = None) -> Figures:
    """The running totals in fives, without a week.

    Raises DeskError where `as_of` is no 31 December, or one that is not over.
    """
    as_of = as_of or reading.today
    if (as_of.month, as_of.day) != _LAST_DAY:
        raise DeskError(
            _(
                "Running totals are passed on as of a 31 December only. Add --as-of {year}-12-31."
            ).format(year=reading.today.year - 1)
        )
    if as_of >= reading.today:
        raise DeskError(
            _("{day} is not over yet: its running totals are passed on afterwards.").format(
                day=full_day(as_of)
            )
        )
    exact = statistics.figures(reading, periods.NO_WEEK, as_of)
    return replace(
        exact, totals={key: total_in_fives(key, total) for key, total in exact.totals.items()}
    )


def weeks_over(today: date, period: Period, as_of: date) -> tuple[date, ...]:
    """The Mondays of the period whose Sunday is before today."""
    return tuple(
        monday for monday in periods.mondays(period, as_of) if monday + timedelta(days=6) < today
    )


def as_of_their_sundays(
    reading: Reading, mondays: tuple[date, ...], progress: Progress | None = None
) -> tuple[Row, ...]:
    """The exact weeks, in each nothing that happened after it; of what is HIDDEN anything."""
    end = mondays[-1] + timedelta(days=6)
    at_once = [part for part in statistics.PARTS if part in _SETTLED or part is Checks]
    rows = statistics.week_rows([part(reading, end) for part in at_once], mondays, end)
    changed = {
        monday
        for closed_on, decided_on in reading.rows(_DECIDED_LATER)
        for monday in periods.mondays(
            Days(date.fromisoformat(closed_on), date.fromisoformat(decided_on)), end
        )
    }
    for done, (monday, row) in enumerate(zip(mondays, rows, strict=True)):
        if progress is not None:
            progress(_("Counting the weeks"), done, len(mondays))
        sunday = monday + timedelta(days=6)
        anew = [
            part(reading, sunday)
            for part in statistics.PARTS
            if part not in at_once or (part is Checks and monday in changed)
        ]
        row.update(*statistics.week_rows(anew, (monday,), sunday))
    return rows


def in_fives(exact: Row) -> Row:
    """A week as it may be passed on."""
    return {
        key: cell if key in WEEK_KEYS else cell_in_fives(key, cell) for key, cell in exact.items()
    }


def cell_in_fives(key: str, exact: Cell) -> Cell:
    """A figure of a week as it may be passed on; None where it may not."""
    if key in HIDDEN:
        return None
    if isinstance(exact, int):
        return five(exact)
    if isinstance(exact, Middle) and exact.over >= LEAST_OF.get(key, LEAST_MEDIAN):
        return exact if key in _KEPT_DECIMAL else whole(exact)
    return None


def total_in_fives(key: str, exact: Total) -> Total:
    """A running total as it may be passed on: of a ratio each of its two numbers."""
    if isinstance(exact, Ratio):
        return RatioInFives(five(exact.n), five(exact.of))
    return None if isinstance(exact, RatioInFives) else cell_in_fives(key, exact)


def whole(value: Fraction) -> int:
    """To whole numbers, half away from zero, from the exact value."""
    return int(rounded(value / 10).scaleb(1))
