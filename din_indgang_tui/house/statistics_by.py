"""The weekly enquiries by one of the lists of the house: a column a code, and last `none`.

Every enquiry of a week stands in one column, so a row adds up to `enquiries` of the weekly figures:
by its main reason, by where the citizen heard of the house, or by how it ended. Codes that the
house has retired keep their column, for what was counted under them stays counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from din_indgang_tui.clock import iso_week
from din_indgang_tui.house import codes, periods
from din_indgang_tui.house.codes import Choice, Lists
from din_indgang_tui.house.periods import Period
from din_indgang_tui.house.statistics_part import Row, Span
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import LEADERS
from din_indgang_tui.store.unit import Reading, reads

WEEK = "week"
NONE = "none"  # the enquiries without a code


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The weeks of a period, oldest first; `choices` are the columns between WEEK and NONE."""

    as_of: date
    by: str  # a key of BY
    choices: tuple[Choice, ...]
    weeks: tuple[Row, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The keys of a row, in the order in which they are written out."""
        return (WEEK, *(choice.code for choice in self.choices), NONE)


@dataclass(frozen=True, slots=True)
class List:
    """One list to count by: its lines in their fixed order, and where an enquiry has its code."""

    choices: Callable[[Lists], tuple[Choice, ...]]
    code: str
    source: str = "enquiry"
    count: str = "count(*)"


BY: Mapping[str, List] = {
    "reason": List(
        lambda lists: lists.reasons,
        "main.reason",
        "enquiry LEFT JOIN enquiry_reason AS main"
        " ON main.enquiry_id = enquiry.id AND main.position = 1",
    ),
    "heard_from": List(lambda lists: lists.heard_from, "enquiry.heard_from"),
    # Counted already, beside the enquiries.
    "outcome": List(
        lambda lists: lists.outcomes,
        "nullif(enquiry.outcome, '')",
        "enquiry_count AS enquiry",
        "sum(enquiry.n)",
    ),
}

_ENQUIRIES = """
SELECT enquiry.arrived_week, {code} AS code, {count} AS enquiries
FROM {source}
WHERE enquiry.arrived_week BETWEEN :first_week AND :last_week AND enquiry.arrived_on <= :as_of
GROUP BY enquiry.arrived_week, {code}
"""


@reads(LEADERS)
def breakdown(reading: Reading, period: Period, by: str, as_of: date | None = None) -> Breakdown:
    """The enquiries of every week of the period by a list, for the day `as_of` (none: today).

    The weeks are those of the weekly figures, and nothing after `as_of` is counted. A code of an
    enquiry that the list does not have stands after those of the list, so that a row still adds up.
    Raises KeyError where `by` is not a key of BY, and DeskError where a code has the name of one of
    the two columns that are no code.
    """
    as_of = as_of or reading.today
    mondays = periods.mondays(period, as_of)
    counts = _counts(reading, BY[by], Span(mondays, as_of)) if mondays else {}
    choices = BY[by].choices(codes.lists(reading))
    listed = {choice.code for choice in choices}
    found = {code for count in counts.values() for code in count if code is not None}
    choices += tuple(Choice(code, code) for code in sorted(found - listed))
    for reserved in (WEEK, NONE):
        if any(choice.code == reserved for choice in choices):
            raise DeskError(
                _(
                    "The list {by} has a code called {code}, which is the name of another column. "
                    "Nothing was made, since the two would be mixed up."
                ).format(by=by, code=reserved)
            )
    empty: Counter[str | None] = Counter()
    return Breakdown(
        as_of=as_of,
        by=by,
        choices=choices,
        weeks=tuple(
            {
                WEEK: week,
                **{choice.code: count[choice.code] for choice in choices},
                NONE: count[None],
            }
            for week in map(iso_week, mondays)
            for count in [counts.get(week, empty)]
        ),
    )


def _counts(reading: Reading, by: List, span: Span) -> dict[str, Counter[str | None]]:
    """How many enquiries each week has of each code, and without one (None)."""
    counts: dict[str, Counter[str | None]] = {}
    for row in reading.rows(
        _ENQUIRIES.format(code=by.code, count=by.count, source=by.source),
        {
            "first_week": span.first_week,
            "last_week": span.last_week,
            "as_of": span.as_of.isoformat(),
        },
    ):
        counts.setdefault(row["arrived_week"], Counter())[row["code"]] = row["enquiries"]
    return counts
