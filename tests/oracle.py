"""The weekly figures as a person would count them by hand, from a list of enquiries.

Written from the definitions alone and sharing no code with the program, on purpose: it is slow and
simple, and where the two differ one of them is wrong. An enquiry is a dict:

    {"ref": "7", "citizen": "kirsten" or None, "channel": "walk_in",
     "reasons": ["housing", "talk"] with the main one first, or [],
     "heard_from": "friend" or None, "outcome": "helped" or None,
     "arrived_at": an aware datetime, "met_at": an aware datetime or None}

Conversations, courses and slots are counted in tests/oracle_courses.py, groups in
tests/oracle_groups.py. Cells are texts, as CSV has
them; an empty cell is "".
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import TypedDict
from zoneinfo import ZoneInfo

from tests import oracle_courses
from tests.oracle_courses import Rest, Three, Visit

CHANNELS = ["walk_in", "phone", "digital", "letter", "outreach", "partner"]

# The lists of a new house, in their fixed order: the codes of the import format.
CODES = {
    "reason": [
        "loneliness",
        "mental_health",
        "everyday_life",
        "money_debt",
        "housing",
        "post_digital",
        "work_education",
        "health",
        "substance_use",
        "family",
        "leisure",
        "crisis",
        "information",
        "worry_for_other",
        "talk",
        "other",
    ],
    "heard_from": [
        "self",
        "relative",
        "friend",
        "gp",
        "psychiatry",
        "jobcentre",
        "authority",
        "substance_centre",
        "probation",
        "police",
        "housing_association",
        "outreach_worker",
        "drop_in_centre",
        "association",
        "citizen_service",
        "other",
        "not_said",
    ],
    "outcome": [
        "helped",
        "appointment",
        "conversation",
        "course_opened",
        "group",
        "open_offer",
        "volunteer_offer",
        "accompanied",
        "outreach",
        "referred_authority",
        "referred_health",
        "left_without_help",
        "other",
    ],
}


class Enquiry(TypedDict):
    """One contact event."""

    ref: str
    citizen: str | None
    channel: str
    reasons: list[str]
    heard_from: str | None
    outcome: str | None
    arrived_at: datetime
    met_at: datetime | None


def weeks(
    enquiries: Sequence[Enquiry], first: date, last: date, as_of: date, rest: Rest | None = None
) -> list[dict[str, str]]:
    """A row for every week that has a day from `first` to `last`, none wholly after `as_of`."""
    rows = []
    visits = _visits(enquiries)
    monday = first
    while monday.strftime("%A") != "Monday":
        monday -= timedelta(days=1)
    while monday <= last and monday <= as_of:
        beside = oracle_courses.week(visits, rest or Rest(), monday, as_of)
        row = _week(enquiries, monday, as_of)
        rows.append(row | {key: str(cell) for key, cell in beside.items()})
        monday += timedelta(days=7)
    return rows


def weeks_by(
    enquiries: Sequence[Enquiry],
    by: str,
    codes: Sequence[str],
    first: date,
    last: date,
    as_of: date,
) -> list[dict[str, str]]:
    """The same weeks, with how many enquiries have each code; the last column is for no code."""
    rows = []
    day = first - timedelta(days=first.isoweekday() - 1)
    while day <= min(last, as_of):
        row = {"week": day.strftime("%G-W%V")}
        found = []
        for weekday in range(7):
            for enquiry in enquiries:
                arrived = on_the_wall(enquiry["arrived_at"]).date()
                if arrived == day + timedelta(days=weekday) and arrived <= as_of:
                    found.append(_main_code(enquiry, by))
        for code in codes:
            row[code] = str(found.count(code))
        row["none"] = str(found.count(""))
        rows.append(row)
        day += timedelta(days=7)
    return rows


def _main_code(enquiry: Enquiry, by: str) -> str:
    if by == "reason":
        return enquiry["reasons"][0] if enquiry["reasons"] else ""
    if by == "heard_from":
        return enquiry["heard_from"] or ""
    return enquiry["outcome"] or ""


def totals(
    enquiries: Sequence[Enquiry],
    opening_day: date | None,
    as_of: date,
    rest: Rest | None = None,
) -> dict[str, Three]:
    """The running totals, from the opening day (None: from the first) to `as_of`."""
    count = 0
    for enquiry in enquiries:
        day = on_the_wall(enquiry["arrived_at"]).date()
        if day <= as_of and (opening_day is None or day >= opening_day):
            count += 1
    beside = oracle_courses.totals(_visits(enquiries), rest or Rest(), opening_day, as_of)
    return {"total_enquiries": (str(count), "", "")} | beside


def _visits(enquiries: Sequence[Enquiry]) -> list[Visit]:
    """The enquiries of people with a name: whose, on which day, and in which order."""
    return [
        (
            enquiry["citizen"],
            on_the_wall(enquiry["arrived_at"]).date(),
            f"{enquiry['arrived_at'].astimezone(UTC).isoformat()} {enquiry['ref']}",
        )
        for enquiry in enquiries
        if enquiry["citizen"] is not None
    ]


def on_the_wall(moment: datetime) -> datetime:
    """What the clock on the wall of the house shows, without a zone."""
    return moment.astimezone(ZoneInfo("Europe/Copenhagen")).replace(tzinfo=None)


def _week(enquiries: Sequence[Enquiry], monday: date, as_of: date) -> dict[str, str]:
    sunday = monday + timedelta(days=6)
    inside = [
        enquiry
        for enquiry in enquiries
        if monday <= on_the_wall(enquiry["arrived_at"]).date() <= sunday
        and on_the_wall(enquiry["arrived_at"]).date() <= as_of
    ]
    met = [enquiry for enquiry in inside if _was_met(enquiry, as_of)]
    waits = [_wait(enquiry) for enquiry in met if enquiry["channel"] == "walk_in"]
    anonymous = [enquiry for enquiry in inside if enquiry["citizen"] is None]
    new = [enquiry for enquiry in inside if _is_first(enquiry, enquiries)]
    row = {
        "week": monday.strftime("%G-W%V"),
        "from": str(monday),
        "to": str(sunday),
        "enquiries": len(inside),
        "enquiries_anonymous": len(anonymous),
        "enquiries_new": len(new),
        "enquiries_known": len(inside) - len(anonymous) - len(new),
    }
    for channel in CHANNELS:
        row["enquiries_" + channel] = len([e for e in inside if e["channel"] == channel])
    row["helped_on_the_spot"] = len([e for e in inside if e["outcome"] == "helped"])
    row["met"] = len(met)
    row["wait_median_min"] = _one_decimal(statistics.median(waits)) if waits else ""
    row["wait_p90_min"] = _one_decimal(_ninetieth(waits)) if waits else ""
    row["met_within_5_min"] = len([wait for wait in waits if wait <= 5])
    row["left_without_help"] = len([e for e in inside if e["outcome"] == "left_without_help"])
    return {key: str(cell) for key, cell in row.items()}


def _was_met(enquiry: Enquiry, as_of: date) -> bool:
    return enquiry["met_at"] is not None and on_the_wall(enquiry["met_at"]).date() <= as_of


def _is_first(enquiry: Enquiry, enquiries: Sequence[Enquiry]) -> bool:
    if enquiry["citizen"] is None:
        return False
    of_the_citizen = [other for other in enquiries if other["citizen"] == enquiry["citizen"]]
    of_the_citizen.sort(key=lambda other: (other["arrived_at"], other["ref"]))
    return of_the_citizen[0]["ref"] == enquiry["ref"]


def _wait(enquiry: Enquiry) -> Fraction:
    assert enquiry["met_at"] is not None
    waited = on_the_wall(enquiry["met_at"]) - on_the_wall(enquiry["arrived_at"])
    return Fraction(waited.days * 86_400 + waited.seconds, 60)


def _ninetieth(values: Sequence[Fraction]) -> Fraction:
    if len(values) == 1:
        return values[0]
    return statistics.quantiles(values, n=10, method="inclusive")[8]


def _one_decimal(value: Fraction) -> str:
    tenths = math.floor(abs(value) * 10 + Fraction(1, 2))
    sign = "-" if value < 0 and tenths else ""
    return f"{sign}{tenths // 10}.{tenths % 10}"
