"""The weekly figures: counts of rows by fixed rules, so that two people get the same number.

Each part of the house adds its columns to PARTS and its totals to TOTALS; columns of a part that
is not built are not there. Values are exact here; writing them out rounds them (`rounded`).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from din_indgang_tui.clock import iso_week
from din_indgang_tui.house import periods, settings
from din_indgang_tui.house.codes import Channel
from din_indgang_tui.house.periods import Period
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import LEADERS
from din_indgang_tui.store.unit import Reading, reads

SOON_SECONDS = 5 * 60  # met_within_5_min: this long after arrival still counts

Cell = str | int | Fraction | None  # None where there is nothing to take a median of
Row = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Figures:
    """The weeks of a period, oldest first, and the running totals. `columns` are the keys."""

    as_of: date
    columns: tuple[str, ...]
    weeks: tuple[Row, ...]
    totals: dict[str, int]


@dataclass(frozen=True, slots=True)
class Span:
    """The weeks to figure, at least one, without a gap; nothing after `as_of` has happened."""

    mondays: tuple[date, ...]
    as_of: date

    @property
    def first_week(self) -> str:
        """`2026-W46`."""
        return iso_week(self.mondays[0])

    @property
    def last_week(self) -> str:
        """`2026-W47`."""
        return iso_week(self.mondays[-1])

    @property
    def last_day(self) -> date:
        """The Sunday of the last week, or `as_of` where that is earlier."""
        return min(self.mondays[-1] + timedelta(days=6), self.as_of)


@dataclass(frozen=True, slots=True)
class Part:
    """What one part of the house has in a week: its columns with what an empty week shows."""

    empty: Mapping[str, Cell]
    # The weeks in which something happened, by `2026-W46`; the columns of `empty`, or some of them.
    figure: Callable[[Reading, Span], Mapping[str, Mapping[str, Cell]]]


@reads(LEADERS)
def figures(reading: Reading, period: Period, as_of: date | None = None) -> Figures:
    """The figures of every week of the period, made for the day `as_of` (none given: today).

    Raises DeskError where the setting of the opening day is no day.
    """
    as_of = as_of or reading.today
    mondays = periods.mondays(period, as_of)
    rows: dict[str, Row] = {
        iso_week(monday): {
            "week": iso_week(monday),
            "from": monday.isoformat(),
            "to": (monday + timedelta(days=6)).isoformat(),
        }
        for monday in mondays
    }
    for part in PARTS:
        found = part.figure(reading, Span(mondays, as_of)) if mondays else {}
        for week, row in rows.items():
            row.update(part.empty)
            row.update(found.get(week, {}))
    opened = _opening_day(reading)
    return Figures(
        as_of=as_of,
        columns=("week", "from", "to", *(key for part in PARTS for key in part.empty)),
        weeks=tuple(rows.values()),
        totals={key: total(reading, opened, as_of) for key, total in TOTALS.items()},
    )


def _place(count: int, percent: int) -> tuple[int, int]:
    """Linear interpolation: the value it lies behind of so many in order, and hundredths."""
    return divmod((count - 1) * percent, 100)


def _between(values: Sequence[int], hundredths: int) -> Fraction:
    """So far from the first value towards the second, which need not be there for no way at all."""
    first, second = values[0], values[-1]
    return Fraction(100 * first + hundredths * (second - first), 100)


def rounded(value: Fraction) -> Decimal:
    """One decimal, half away from zero, from the exact value."""
    tenths = (abs(value.numerator) * 20 + value.denominator) // (2 * value.denominator)
    return Decimal(-tenths if value < 0 else tenths).scaleb(-1)


def _opening_day(reading: Reading) -> date:
    """The day the running totals begin; without one everything counts."""
    text = settings.current(reading).opening_day
    if not text:
        return date.min
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise DeskError(
            _("The setting opening_day is not a day: {text}. Write it as 2016-09-09.").format(
                text=periods.quoted(text)
            ),
            field="opening_day",
        ) from None


# Enquiries ----------------------------------------------------------------------------------

_NO_ENQUIRIES: dict[str, Cell] = {
    "enquiries": 0,
    "enquiries_anonymous": 0,
    "enquiries_new": 0,
    "enquiries_known": 0,
    **{f"enquiries_{channel}": 0 for channel in Channel},
    "helped_on_the_spot": 0,
    "met": 0,
    "wait_median_min": None,
    "wait_p90_min": None,
    "met_within_5_min": 0,
    "left_without_help": 0,
}

# One pass over the counts that the schema keeps beside the enquiries.
_COUNTS = """
SELECT arrived_week AS week, channel, sum(n) AS enquiries,
    coalesce(sum(n) FILTER (WHERE named), 0) AS named,
    coalesce(sum(n) FILTER (WHERE outcome = 'helped'), 0) AS helped,
    coalesce(sum(n) FILTER (WHERE outcome = 'left_without_help'), 0) AS left_without_help,
    coalesce(sum(n) FILTER (WHERE met_on <> '' AND met_on <= :as_of), 0) AS met
FROM enquiry_count
WHERE arrived_week BETWEEN :first_week AND :last_week AND arrived_on <= :as_of
GROUP BY arrived_week, channel
"""
# The index enquiry_week has the waits of a week in order: only those beside the median and the 90th
# percentile are fetched, since half a million would cost more than all the rest. From the longest
# down, because few waits are longer than the 90th percentile.
_WAITS = """
SELECT waited_s FROM enquiry
WHERE arrived_week = :week AND channel = 'walk_in' AND met_on <= :as_of
ORDER BY waited_s DESC LIMIT 2 OFFSET :place
"""
_MET_SOON = """
SELECT count(*) FROM enquiry
WHERE arrived_week = :week AND channel = 'walk_in' AND waited_s <= :soon AND met_on <= :as_of
"""
# One pass over the index enquiry_citizen. Which of two enquiries on one day was the first changes
# nothing here: either way the citizen is new once, in that week.
_FIRST_DAYS = """
SELECT json_group_array(first_on) FROM
    (SELECT min(arrived_on) AS first_on FROM enquiry WHERE citizen_id IS NOT NULL
     GROUP BY citizen_id)
WHERE first_on BETWEEN :first_day AND :last_day
"""


def _enquiries(reading: Reading, span: Span) -> dict[str, Row]:
    as_of = span.as_of.isoformat()
    counts: dict[str, Counter[str]] = {}
    waits: dict[str, Row] = {}
    for row in reading.rows(
        _COUNTS, {"first_week": span.first_week, "last_week": span.last_week, "as_of": as_of}
    ):
        week: str = row["week"]
        count = counts.setdefault(week, Counter())
        count["enquiries"] += row["enquiries"]
        count["enquiries_anonymous"] += row["enquiries"] - row["named"]
        count[f"enquiries_{row['channel']}"] += row["enquiries"]
        count["helped_on_the_spot"] += row["helped"]
        count["met"] += row["met"]
        count["left_without_help"] += row["left_without_help"]
        if row["channel"] == Channel.WALK_IN and row["met"]:
            waits[week] = _waits(reading, week, as_of, row["met"])
    for week, new in _first_enquiries(reading, span).items():
        counts[week]["enquiries_new"] = new
    for count in counts.values():
        count["enquiries_known"] = (
            count["enquiries"] - count["enquiries_anonymous"] - count["enquiries_new"]
        )
    return {week: {**count, **waits.get(week, {})} for week, count in counts.items()}


def _waits(reading: Reading, week: str, as_of: str, met: int) -> Row:
    """How long the walk-ins of a week waited, of whom `met`, at least one, were met by `as_of`."""

    def minutes(percent_longer: int) -> Fraction:
        place, rest = _place(met, percent_longer)
        beside = reading.rows(_WAITS, {"week": week, "as_of": as_of, "place": place})
        return _between([row["waited_s"] for row in beside], rest) / 60

    return {
        "wait_median_min": minutes(50),
        "wait_p90_min": minutes(10),
        "met_within_5_min": reading.value(
            _MET_SOON, {"week": week, "as_of": as_of, "soon": SOON_SECONDS}
        ),
    }


def _first_enquiries(reading: Reading, span: Span) -> Counter[str]:
    """How many citizens came to us for the first time in each week."""
    days = reading.value(
        _FIRST_DAYS,
        {"first_day": span.mondays[0].isoformat(), "last_day": span.last_day.isoformat()},
    )
    weeks: Counter[str] = Counter()
    for day, citizens in Counter[str](json.loads(days)).items():
        weeks[iso_week(date.fromisoformat(day))] += citizens
    return weeks


def _total_enquiries(reading: Reading, opened: date, as_of: date) -> int:
    return int(
        reading.value(
            "SELECT coalesce(sum(n), 0) FROM enquiry_count WHERE arrived_on BETWEEN ? AND ?",
            (opened.isoformat(), as_of.isoformat()),
        )
    )


# The tables of all figures, in the order in which they are written out ----------------------

PARTS: tuple[Part, ...] = (Part(_NO_ENQUIRIES, _enquiries),)

# Running totals, from the opening day to the as-of day, both included.
TOTALS: Mapping[str, Callable[[Reading, date, date], int]] = {"total_enquiries": _total_enquiries}
