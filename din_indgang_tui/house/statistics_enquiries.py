"""The weekly figures of enquiries: who came, by which way, how long they waited, how it ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import ClassVar

from din_indgang_tui.clock import iso_week
from din_indgang_tui.house.codes import Channel
from din_indgang_tui.house.statistics_part import Cell, Middle, Row, Span, Total, between, place
from din_indgang_tui.store.unit import Reading, Value

SOON_SECONDS = 5 * 60  # met_within_5_min: this long after arrival still counts

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

# What is taken of the waits one by one, which costs more than to count them.
WAITS = ("wait_median_min", "wait_p90_min", "met_within_5_min")
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
# percentile are fetched, since half a million would cost more than all the rest. Their place is
# counted from the nearest wait whose place is known: the longest, or, once they are counted, the
# last of those that were met soon, which is seldom far from the median.
_OF_WEEK = "FROM enquiry WHERE arrived_week = :week AND channel = 'walk_in' AND met_on <= :as_of"
_FROM_THE_LONGEST = f"SELECT waited_s {_OF_WEEK} ORDER BY waited_s DESC LIMIT 2 OFFSET :place"
_DOWN_FROM_SOON = (
    f"SELECT waited_s {_OF_WEEK} AND waited_s <= :soon ORDER BY waited_s DESC LIMIT 2 OFFSET :place"
)
_UP_FROM_SOON = (
    f"SELECT waited_s {_OF_WEEK} AND waited_s > :soon ORDER BY waited_s LIMIT 2 OFFSET :place"
)
_MET_SOON = f"SELECT count(*) {_OF_WEEK} AND waited_s <= :soon"
# The schema keeps the first day of every citizen beside the enquiries. Which of two enquiries on
# one day was the first changes nothing here: either way the citizen is new once, in that week.
_FIRST_DAYS = """
SELECT first_on, count(*) AS citizens FROM first_enquiry
WHERE first_on BETWEEN :first_day AND :last_day GROUP BY first_on
"""


class Enquiries:
    """Every enquiry by its arrival, named or not."""

    empty: ClassVar[Mapping[str, Cell]] = _NO_ENQUIRIES

    def __init__(self, reading: Reading, as_of: date) -> None:
        self._reading, self._as_of = reading, as_of

    def weeks(self, span: Span) -> Mapping[str, Mapping[str, Cell]]:
        """The weeks in which somebody came, called or wrote."""
        return _enquiries(self._reading, span)

    def totals(self, opened: date) -> Mapping[str, Total]:
        """How many since the opening day."""
        return {"total_enquiries": _total_enquiries(self._reading, opened, self._as_of)}


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
        if row["channel"] == Channel.WALK_IN and row["met"] and span.wants(*WAITS):
            waits[week] = _waits(reading, week, as_of, row["met"])
    if span.wants("enquiries_new", "enquiries_known"):
        for week, new in _first_enquiries(reading, span).items():
            counts[week]["enquiries_new"] = new
    for count in counts.values():
        count["enquiries_known"] = (
            count["enquiries"] - count["enquiries_anonymous"] - count["enquiries_new"]
        )
    return {week: {**count, **waits.get(week, {})} for week, count in counts.items()}


def _waits(reading: Reading, week: str, as_of: str, met: int) -> Row:
    """How long the walk-ins of a week waited, of whom `met`, at least one, were met by `as_of`."""
    asked: dict[str, Value] = {"week": week, "as_of": as_of, "soon": SOON_SECONDS}
    soon: int = reading.value(_MET_SOON, asked)

    def two(behind: int) -> list[int]:
        """The wait that so many are longer than, and the next shorter one where there is one."""
        longer = met - soon - behind  # than SOON_SECONDS, from this one on
        if longer <= 0:
            rows = reading.rows(_DOWN_FROM_SOON, asked | {"place": -longer})
        elif 2 <= longer < behind:
            rows = reading.rows(_UP_FROM_SOON, asked | {"place": longer - 2})[::-1]
        else:
            rows = reading.rows(_FROM_THE_LONGEST, asked | {"place": behind})
        return [row["waited_s"] for row in rows]

    def minutes(percent_longer: int) -> Fraction:
        behind, rest = place(met, percent_longer)
        return Middle(between(two(behind), rest) / 60, met)

    return {
        "wait_median_min": minutes(50),
        "wait_p90_min": minutes(10),
        "met_within_5_min": soon,
    }


def _first_enquiries(reading: Reading, span: Span) -> Counter[str]:
    """How many citizens came to us for the first time in each week."""
    asked = {"first_day": span.mondays[0].isoformat(), "last_day": span.last_day.isoformat()}
    weeks: Counter[str] = Counter()
    for day, citizens in reading.rows(_FIRST_DAYS, asked):
        weeks[iso_week(date.fromisoformat(day))] += citizens
    return weeks


def _total_enquiries(reading: Reading, opened: date, as_of: date) -> int:
    return int(
        reading.value(
            "SELECT coalesce(sum(n), 0) FROM enquiry_count WHERE arrived_on BETWEEN ? AND ?",
            (opened.isoformat(), as_of.isoformat()),
        )
    )
