"""The way through the house, counted in one line: enquiry, conversation, course, closing, referral.

What happened in a calendar year up to a day, whoever it happened to: nobody is followed from one
step to the next, since an enquiry may be anonymous and a course may close in another year. Each
step is a weekly figure, counted of other days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from din_indgang_tui.clock import iso_week
from din_indgang_tui.house.periods import Days
from din_indgang_tui.house.statistics_public import five
from din_indgang_tui.store.roles import FIGURES, LEADERS
from din_indgang_tui.store.unit import Reading, reads

# The weeks narrow it to what an index finds; the days cut the first and the last of them.
_STEPS = """
SELECT (SELECT coalesce(sum(n), 0) FROM enquiry_count
        WHERE arrived_week BETWEEN :first_week AND :last_week
            AND arrived_on BETWEEN :first AND :last),
    (SELECT count(*) FROM conversation WHERE state = 'held'
        AND held_week BETWEEN :first_week AND :last_week AND held_on BETWEEN :first AND :last),
    (SELECT count(*) FROM course WHERE opened_on BETWEEN :first AND :last),
    (SELECT count(*) FROM course WHERE closed_on BETWEEN :first AND :last
        AND opened_on <= :last),
    (SELECT count(*) FROM referral WHERE sent_week BETWEEN :first_week AND :last_week
        AND sent_on BETWEEN :first AND :last)
"""


# The weekly figures that are its steps, in their order.
STEPS = ("enquiries", "conversations", "courses_opened", "courses_closed", "referrals_sent")


@dataclass(frozen=True, slots=True)
class Funnel:
    """What happened in these days of a year, by the figures of STEPS; as fives where none is exact.

    The days go from the first of January to the last of December, or to today.
    """

    days: Days
    steps: Mapping[str, int | str]


@reads(FIGURES)
def funnel(reading: Reading, year: int) -> Funnel:
    """The steps of a calendar year, up to today where it is not over."""
    days = Days(date(year, 1, 1), min(date(year, 12, 31), reading.today))
    # The week of 1 January may be numbered among those of the year before (ISO 8601).
    asked = {
        "first": days.first.isoformat(),
        "last": days.last.isoformat(),
        "first_week": iso_week(days.first),
        "last_week": iso_week(days.last),
    }
    steps: dict[str, int | str] = dict(zip(STEPS, reading.rows(_STEPS, asked)[0], strict=True))
    if reading.who.role not in LEADERS:
        steps = {key: five(int(count)) for key, count in steps.items()}
    return Funnel(days, steps)
