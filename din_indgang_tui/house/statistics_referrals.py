"""The weekly figures of referrals, and how many citizens were referred soon after they came.

Referrals count whatever was asked for and decided; a draft that was not sent is none yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import ClassVar

from din_indgang_tui.house.statistics_part import NEVER, Cell, Ratio, Span, Total
from din_indgang_tui.store.unit import Reading

WINDOW_DAYS = 28  # first contact to first contact + 28 days, both included

# The indexes referral_sent and referral_decided.
_SENT = """
SELECT sent_week AS week, count(*) AS n FROM referral
WHERE sent_week BETWEEN :first_week AND :last_week AND sent_on <= :as_of
GROUP BY sent_week
"""
_ANSWERED = """
SELECT decided_week AS week, count(*) AS n FROM referral
WHERE decided_week BETWEEN :first_week AND :last_week AND decided_on <= :as_of
GROUP BY decided_week
"""
# First contact is the first enquiry. Who has none by the as-of day is counted from the first course
# or referral: few enough to be asked for one by one.
_FIRST_ENQUIRIES = "SELECT count(*) FROM first_enquiry WHERE first_on BETWEEN :since AND :matured"
_COURSES_WITHOUT = """
SELECT citizen_id, min(opened_on) AS first_on FROM course NOT INDEXED
WHERE opened_on <= :as_of AND NOT EXISTS (
    SELECT 1 FROM first_enquiry
    WHERE first_enquiry.citizen_id = course.citizen_id AND first_on <= :as_of
)
GROUP BY citizen_id
"""
_SENT_ON = """
SELECT referral.citizen_id, sent_on, first_on FROM referral
LEFT JOIN first_enquiry
    ON first_enquiry.citizen_id = referral.citizen_id AND first_on <= :as_of
WHERE sent_on <= :as_of
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
        """The weeks in which one was sent or answered."""
        asked = {
            "first_week": span.first_week,
            "last_week": span.last_week,
            "as_of": self._as_of.isoformat(),
        }
        weeks: dict[str, dict[str, Cell]] = {}
        for key, question in (("referrals_sent", _SENT), ("referrals_answered", _ANSWERED)):
            for row in self._reading.rows(question, asked):
                weeks.setdefault(row["week"], {})[key] = row["n"]
        return weeks

    def totals(self, opened: date) -> Mapping[str, Total]:
        """Who was referred within four weeks, and who bypassed the house.

        With an opening day the citizens are those whose first contact lies on or after it.
        """
        asked = {"since": opened.isoformat(), "as_of": self._as_of.isoformat()}
        return {
            "referred_within_4_weeks": self._referred(asked),
            "bypassed_house": bypassed_house(self._reading, opened, self._as_of),
        }

    def _referred(self, asked: dict[str, str]) -> Ratio:
        # The last day of a window is before the as-of day: then nothing more can come into it.
        matured = (self._as_of - timedelta(days=WINDOW_DAYS + 1)).isoformat()
        asked = asked | {"matured": matured}
        since = asked["since"]
        rows = self._reading.rows
        # Whoever has no enquiry came to us with the first course or referral there is.
        without = {citizen: first_on for citizen, first_on in rows(_COURSES_WITHOUT, asked)}
        sent = rows(_SENT_ON, asked)
        for citizen, sent_on, first_enquiry_on in sent:
            if first_enquiry_on is None and sent_on < without.get(citizen, NEVER):
                without[citizen] = sent_on
        of: int = self._reading.value(_FIRST_ENQUIRIES, asked)
        of += sum(since <= first_on <= matured for first_on in without.values())
        referred: set[int] = set()
        for citizen, sent_on, first_enquiry_on in sent:
            first_on = first_enquiry_on or without[citizen]
            if since <= first_on <= matured and first_on <= sent_on <= _last_day(first_on):
                referred.add(citizen)
        return Ratio(len(referred), of)


def bypassed_house(reading: Reading, opened: date, as_of: date) -> Ratio:
    """New services that went to people who were never in the house, of all new services."""
    asked = {"since": opened.isoformat(), "as_of": as_of.isoformat()}
    return Ratio(*reading.rows(_BYPASSED, asked)[0])


@cache
def _last_day(first_on: str) -> str:
    """The last day of the window of somebody's first contact."""
    return (date.fromisoformat(first_on) + timedelta(days=WINDOW_DAYS)).isoformat()
