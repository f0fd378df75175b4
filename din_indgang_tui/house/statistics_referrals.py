"""The weekly figures of referrals, and how many citizens were referred soon after they came.

Referrals count whatever was asked for and decided; a draft that was not sent is none yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from operator import add
from typing import ClassVar

from din_indgang_tui.house.statistics_part import Cell, Ratio, Span, Total, counted
from din_indgang_tui.store.unit import Reading

WINDOW_DAYS = 28  # first contact to first contact + 28 days, both included

_SENT = {"referrals_sent": "referral WHERE sent_week = week.name AND sent_on <= :as_of"}
_ANSWERED = {
    "referrals_answered": "referral WHERE decided_week = week.name AND decided_on <= :as_of",
}
_IN_WINDOW = f"sent_on BETWEEN first_on AND date(first_on, '+{WINDOW_DAYS} days')"
# First contact is the first enquiry. Of those with a referral or a course: how many were referred
# in time, and how many rows are of somebody who has no enquiry by the as-of day.
_REFERRED = f"""
SELECT
    count(DISTINCT known.citizen_id) FILTER (
        WHERE first_on BETWEEN :since AND :matured AND {_IN_WINDOW}
    ),
    count(*) FILTER (WHERE first_on IS NULL OR first_on > :as_of)
FROM (
    SELECT citizen_id, sent_on FROM referral WHERE sent_on <= :as_of
    UNION ALL SELECT citizen_id, NULL FROM course WHERE opened_on <= :as_of
) AS known LEFT JOIN first_enquiry ON first_enquiry.citizen_id = known.citizen_id
"""
_CAME = "SELECT count(*) FROM first_enquiry WHERE first_on BETWEEN :since AND :matured"
# How many were referred in time, and how many there are, of those who have no enquiry by the as-of
# day: they are counted from their first course or referral. Asked only where there is anybody.
_NEVER_CAME = f"""
SELECT count(*) FILTER (WHERE EXISTS (
    SELECT 1 FROM referral WHERE referral.citizen_id = contact.citizen_id AND {_IN_WINDOW}
)), count(*)
FROM (
    SELECT citizen_id, min(day) AS first_on FROM (
        SELECT citizen_id, opened_on AS day FROM course
        UNION ALL SELECT citizen_id, sent_on FROM referral
    ) AS known
    WHERE day <= :as_of AND NOT EXISTS (
        SELECT 1 FROM first_enquiry
        WHERE first_enquiry.citizen_id = known.citizen_id AND first_on <= :as_of
    )
    GROUP BY citizen_id
) AS contact
WHERE first_on BETWEEN :since AND :matured
"""
# The month counts where its last day does.
_BYPASSED = """
SELECT coalesce(sum(bypassed), 0) AS bypassed, coalesce(sum(services), 0) AS services
FROM bypass_month
WHERE date(month || '-01', '+1 month', '-1 day') BETWEEN :since AND :as_of
"""


class Referrals:
    """Referrals by the day they were sent, and by the day they were answered."""

    empty: ClassVar[Mapping[str, Cell]] = {"referrals_sent": 0, "referrals_answered": 0}

    def __init__(self, reading: Reading, as_of: date) -> None:
        self._reading, self._as_of = reading, as_of

    def weeks(self, span: Span) -> Mapping[str, Mapping[str, Cell]]:
        """Every week of the span."""
        return counted(self._reading, span, _SENT | _ANSWERED)

    def totals(self, opened: date) -> Mapping[str, Total]:
        """Who was referred within four weeks, and who bypassed the house.

        With an opening day the citizens are those whose first contact lies on or after it.
        """
        asked = {
            "since": opened.isoformat(),
            "as_of": self._as_of.isoformat(),
            # The last day of a window is before the as-of day: then nothing more comes into it.
            "matured": (self._as_of - timedelta(days=WINDOW_DAYS + 1)).isoformat(),
        }
        referred, strangers = self._reading.rows(_REFERRED, asked)[0]
        within = referred, self._reading.rows(_CAME, asked)[0][0]
        if strangers:
            within = tuple(map(add, within, self._reading.rows(_NEVER_CAME, asked)[0]))
        return {
            "referred_within_4_weeks": Ratio(*within),
            "bypassed_house": bypassed_house(self._reading, opened, self._as_of),
        }


def bypassed_house(reading: Reading, opened: date, as_of: date) -> Ratio:
    """New services that went to people who were never in the house, of all new services."""
    asked = {"since": opened.isoformat(), "as_of": as_of.isoformat()}
    return Ratio(*reading.rows(_BYPASSED, asked)[0])
