"""The weekly figures: counts of rows by fixed rules, so that two people get the same number.

Each part of the house counts its own columns and totals and stands in PARTS; columns of a part that
is not built are not there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from din_indgang_tui.house import periods, settings
from din_indgang_tui.house.periods import Period
from din_indgang_tui.house.statistics_checks import Checks
from din_indgang_tui.house.statistics_courses import Conversations, Courses
from din_indgang_tui.house.statistics_enquiries import Enquiries
from din_indgang_tui.house.statistics_groups import Groups
from din_indgang_tui.house.statistics_outreach import Outreach
from din_indgang_tui.house.statistics_part import Part, Row, Span, Total
from din_indgang_tui.house.statistics_referrals import Referrals
from din_indgang_tui.house.statistics_slots import Slots
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import LEADERS
from din_indgang_tui.store.unit import Reading, reads

# In the order in which their columns are written out.
PARTS: tuple[type[Part], ...] = (
    *(Enquiries, Conversations, Courses, Slots, Groups),
    *(Checks, Referrals, Outreach),
)
# The running totals in the order in which they are written out, whichever part counts them.
TOTALS = (
    "total_enquiries",
    "total_citizens_in_course",
    "total_citizens_course_closed",
    "onward_support",
    "formerly_assessed",
    "assessments_avoided",
    "total_returned",
    "referred_within_4_weeks",
    "bypassed_house",
    "saving_dkk",
    "course_weeks_median",
    "course_weeks_min",
    "course_weeks_max",
)
WEEK_KEYS = ("week", "from", "to")  # which week it is; all other columns are figures


@dataclass(frozen=True, slots=True)
class Figures:
    """The weeks of a period, oldest first, and the running totals. `columns` are the keys.

    `saving_dkk` is among the totals only where the house has set a unit price.
    """

    as_of: date
    columns: tuple[str, ...]
    weeks: tuple[Row, ...]
    totals: dict[str, Total]


@reads(LEADERS)
def figures(
    reading: Reading, period: Period, as_of: date | None = None, *, totals: bool = True
) -> Figures:
    """The figures of every week of the period, made for the day `as_of` (none given: today).

    Without `totals` there are none, for who shows the weeks alone: ten years' totals take a while.
    Raises DeskError where the setting of the opening day is no day.
    """
    as_of = as_of or reading.today
    parts = parts_of(reading, as_of)
    return Figures(
        as_of=as_of,
        columns=columns(),
        weeks=week_rows(parts, periods.mondays(period, as_of), as_of),
        totals=_totals(reading, parts) if totals else {},
    )


def columns() -> tuple[str, ...]:
    """The keys of a week, in the order in which they are written out."""
    return (*WEEK_KEYS, *(key for part in PARTS for key in part.empty))


def parts_of(reading: Reading, as_of: date) -> list[Part]:
    """What counts the figures, as of that day."""
    return [part(reading, as_of) for part in PARTS]


def week_rows(parts: Sequence[Part], mondays: tuple[date, ...], as_of: date) -> tuple[Row, ...]:
    """The rows of these weeks, which follow one another, counted by parts made for `as_of`."""
    span = Span(mondays, as_of)
    rows: dict[str, Row] = {
        week: {
            "week": week,
            "from": monday.isoformat(),
            "to": (monday + timedelta(days=6)).isoformat(),
        }
        for week, monday in zip(span.weeks, mondays, strict=True)
    }
    for part in parts:
        found = part.weeks(span) if mondays else {}
        for week, row in rows.items():
            row.update(part.empty)
            row.update(found.get(week, {}))
    return tuple(rows.values())


def _totals(reading: Reading, parts: Sequence[Part]) -> dict[str, Total]:
    """The running totals that the parts count, and what follows from them and a unit price."""
    now = settings.current(reading)
    opened = opening_day(now.opening_day)
    totals = {key: total for part in parts for key, total in part.totals(opened).items()}
    avoided = totals.get("assessments_avoided")
    if now.unit_price is not None and isinstance(avoided, int):
        totals["saving_dkk"] = avoided * now.unit_price
    return {key: totals[key] for key in TOTALS if key in totals}


def opening_day(text: str) -> date:
    """The day the running totals begin, from its setting; without one everything counts.

    Raises DeskError where the setting is no day.
    """
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
