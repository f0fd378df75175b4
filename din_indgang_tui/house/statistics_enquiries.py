"""The weekly figures of enquiries: who came, by which way, how long they waited, how it ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import ClassVar

from din_indgang_tui.house.codes import Channel
from din_indgang_tui.house.statistics_part import (
    Cell,
    Middle,
    Row,
    Span,
    Total,
    between,
    counted,
    place,
)
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
# What the counts are summed to, by the columns that they are.
_COUNTED = {
    "enquiries": "sum(n)",
    "enquiries_anonymous": "sum(n - named)",
    **{
        f"enquiries_{channel}": f"coalesce(sum(n) FILTER (WHERE channel = '{channel}'), 0)"
        for channel in Channel
    },
    "helped_on_the_spot": "sum(helped)",
    "met": "sum(met)",
    "left_without_help": "sum(left_without_help)",
}
# One pass over the counts that the schema keeps beside the enquiries, and another over the few rows
# that come of it. Last in a row: how many of those who walked in were met.
_COUNTS = f"""
SELECT week, {", ".join(f"{sql} AS {column}" for column, sql in _COUNTED.items())},
    coalesce(sum(met) FILTER (WHERE channel = 'walk_in'), 0)
FROM (
    SELECT arrived_week AS week, channel, sum(n) AS n, sum(n * named) AS named,
        coalesce(sum(n) FILTER (WHERE outcome = 'helped'), 0) AS helped,
        coalesce(sum(n) FILTER (WHERE outcome = 'left_without_help'), 0) AS left_without_help,
        coalesce(sum(n) FILTER (WHERE met_on BETWEEN '0' AND :as_of), 0) AS met
    FROM enquiry_count
    WHERE arrived_week BETWEEN :first_week AND :last_week AND arrived_on <= :as_of
    GROUP BY arrived_week, channel
)
GROUP BY week
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
_SOON = {
    "met_within_5_min": "enquiry WHERE arrived_week = week.name AND channel = 'walk_in'"
    f" AND waited_s <= {SOON_SECONDS} AND met_on <= :as_of",
}
# The schema keeps the first day of every citizen beside the enquiries. Which of two enquiries on
# one day was the first changes nothing here: either way the citizen is new once, in that week.
_NEW = {"enquiries_new": "first_enquiry WHERE first_on BETWEEN week.monday AND week.ends"}

# The enquiries before a stretch of weeks, and after it; with no stretch the latter are all.
_BESIDE = tuple(
    "SELECT coalesce(sum(n), 0) FROM enquiry_count"
    f" WHERE {beside} AND arrived_on BETWEEN :since AND :as_of"
    for beside in ("arrived_week < :first_week", "arrived_week > :last_week")
)


class Enquiries:
    """Every enquiry by its arrival, named or not."""

    empty: ClassVar[Mapping[str, Cell]] = _NO_ENQUIRIES

    def __init__(self, reading: Reading, as_of: date) -> None:
        self._reading, self._as_of = reading, as_of
        self._counted: list[tuple[date, str, int]] = []  # Mondays, weeks, how many: a stretch

    def weeks(self, span: Span) -> Mapping[str, Mapping[str, Cell]]:
        """The weeks in which somebody came, called or wrote."""
        found = _enquiries(self._reading, span)
        self._counted = [
            (monday, week, int(str(found[week]["enquiries"])) if week in found else 0)
            for monday, week in zip(span.mondays, span.weeks, strict=True)
        ]
        return found

    def totals(self, opened: date) -> Mapping[str, Total]:
        """How many since the opening day; of ten years' weeks that were counted, once more none."""
        since = [(week, n) for monday, week, n in self._counted if monday >= opened]
        asked = {
            "since": opened.isoformat(),
            "as_of": self._as_of.isoformat(),
            "first_week": since[0][0] if since else "",
            "last_week": since[-1][0] if since else "",
        }
        total = sum(n for _week, n in since)
        for question in _BESIDE if since else _BESIDE[1:]:
            total += int(self._reading.value(question, asked))
        return {"total_enquiries": total}


def _enquiries(reading: Reading, span: Span) -> dict[str, Row]:
    as_of = span.as_of.isoformat()
    found = reading.rows(
        _COUNTS, {"first_week": span.first_week, "last_week": span.last_week, "as_of": as_of}
    )
    new = counted(reading, span, _NEW)
    soon = counted(reading, span, _SOON) if span.wants(*WAITS) else {}
    weeks: dict[str, Row] = {}
    for week, *counts, met in found:
        n = dict(zip(_COUNTED, counts, strict=True)) | new[week]
        n["enquiries_known"] = n["enquiries"] - n["enquiries_anonymous"] - n["enquiries_new"]
        if soon and met:
            n |= _waits(reading, week, as_of, met, soon[week]["met_within_5_min"])
        weeks[week] = n
    return weeks


def _waits(reading: Reading, week: str, as_of: str, met: int, soon: int) -> Row:
    """How long the walk-ins of a week waited, of whom `met`, at least one, were met by `as_of`.

    Of them `soon` were met within SOON_SECONDS.
    """
    asked: dict[str, Value] = {"week": week, "as_of": as_of, "soon": SOON_SECONDS}

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
