"""Conversations, courses and slots as a person would count them by hand; beside tests/oracle.py.

Written from the definitions alone and sharing no code with the program, on purpose. Days are dates
on the wall of the house. A course closed on a day is closed on that day.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import TypedDict
from zoneinfo import ZoneInfo

from tests import oracle_checks, oracle_groups
from tests.oracle_checks import Attempt, Check, Pause, Referral
from tests.oracle_groups import Mark, Meeting

ASSESSED = ["sel85", "sel103_104", "sel107_108"]
STATUSES = ["booked", "attended", "no_show", "cancelled_citizen", "cancelled_house"]

Three = tuple[str, str, str]  # n, of, percent; the last two are empty for what is no ratio


class Conversation(TypedDict):
    """One goal and dream conversation."""

    ref: str
    citizen: str
    held_on: date


class Course(TypedDict):
    """One course."""

    ref: str
    citizen: str
    opened_on: date
    closed_on: date | None
    onward_support: str | None
    formerly_assessed: str | None


class Slot(TypedDict):
    """One individual slot; `course` is the ref of the course it belongs to, if any."""

    ref: str
    citizen: str
    course: str | None
    starts_at: datetime
    status: str


@dataclass
class Rest:
    """What a history has beside enquiries."""

    conversations: list[Conversation] = field(default_factory=list)
    courses: list[Course] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    pauses: list[Pause] = field(default_factory=list)
    referrals: list[Referral] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)
    bypassed: dict[str, tuple[int, int]] = field(
        default_factory=dict
    )  # by month: so many of so many
    unit_price: int | None = None


Visit = tuple[str, date, str]  # of whom, on which day, and what tells two of them apart, in order


def week(visits: Sequence[Visit], rest: Rest, monday: date, as_of: date) -> dict[str, int]:
    """The columns of all but enquiries, in the week that begins on `monday`."""
    days = [monday + timedelta(days=n) for n in range(7)]
    days = [day for day in days if day <= as_of]
    end = days[-1]
    open_at_end = [course for course in rest.courses if _is_open(course, end)]
    slots = [slot for slot in rest.slots if _starts(slot) in days]
    by_status = {status: len([s for s in slots if s["status"] == status]) for status in STATUSES}
    return {
        "conversations": len([c for c in rest.conversations if c["held_on"] in days]),
        "courses_opened": len([c for c in rest.courses if c["opened_on"] in days]),
        "courses_closed": len([c for c in rest.courses if c["closed_on"] in days]),
        "courses_open_at_end": len(open_at_end),
        "courses_past_20_weeks": len(
            [c for c in open_at_end if (end - c["opened_on"]).days > 20 * 7]
        ),
        "returned": len([day for _who, day, _ref in _returns(visits, rest, as_of) if day in days]),
        "sessions_booked": (by_status["booked"] + by_status["attended"] + by_status["no_show"]),
        "sessions_attended": by_status["attended"],
        "sessions_no_show": by_status["no_show"],
        "sessions_cancelled": by_status["cancelled_citizen"] + by_status["cancelled_house"],
    } | (
        oracle_groups.week(rest.meetings, rest.marks, days)
        | oracle_checks.week_of_checks(rest.courses, rest.pauses, rest.checks, days, as_of)
        | oracle_checks.week_of_referrals(rest.referrals, days)
        | oracle_checks.week_of_tries(rest.attempts, days)
    )


def totals(
    visits: Sequence[Visit], rest: Rest, opening_day: date | None, as_of: date
) -> dict[str, Three]:
    """The running totals of courses, from the opening day (None: from the first) to `as_of`."""
    counted = [day for day in _every_day(rest, visits) if day <= as_of]
    if opening_day is not None:
        counted = [day for day in counted if day >= opening_day]
    opened = [course for course in rest.courses if course["opened_on"] in counted]
    closed = [course for course in rest.courses if course["closed_on"] in counted]
    lasted = sorted(Fraction(((c["closed_on"] or as_of) - c["opened_on"]).days, 7) for c in closed)
    onward, formerly, avoided = 0, 0, 0
    people = {course["citizen"] for course in closed}
    for person in people:
        theirs = [course for course in closed if course["citizen"] == person]
        theirs.sort(key=lambda c: (c["closed_on"] or as_of, c["opened_on"], c["ref"]))
        last = theirs[-1]
        went_on = last["onward_support"] in ASSESSED
        was_judged = last["formerly_assessed"] == "yes"
        onward += 1 if went_on else 0
        formerly += 1 if was_judged else 0
        avoided += 1 if was_judged and not went_on else 0
    back = {who for who, day, _ref in _returns(visits, rest, as_of) if day in counted}
    first_contacts = oracle_checks.first_contacts(
        [(who, day) for who, day, _ref in visits], rest.courses, rest.referrals, as_of
    )
    if opening_day is not None:
        first_contacts = {who: day for who, day in first_contacts.items() if day >= opening_day}
    saving = (
        {} if rest.unit_price is None else {"saving_dkk": _alone(str(avoided * rest.unit_price))}
    )
    return {
        "total_citizens_in_course": _alone(str(len({c["citizen"] for c in opened}))),
        "total_citizens_course_closed": _alone(str(len(people))),
        "onward_support": _of(onward, len(people)),
        "formerly_assessed": _of(formerly, len(people)),
        "assessments_avoided": _alone(str(avoided)),
        "total_returned": _of(len(back), len(people)),
        "referred_within_4_weeks": _of(
            *oracle_checks.referred(first_contacts, rest.referrals, as_of)
        ),
        "bypassed_house": _of(*oracle_checks.bypassed(rest.bypassed, opening_day, as_of)),
        **saving,
        "course_weeks_median": _alone(_one_decimal(_middle(lasted)) if lasted else ""),
        "course_weeks_min": _alone(_one_decimal(lasted[0]) if lasted else ""),
        "course_weeks_max": _alone(_one_decimal(lasted[-1]) if lasted else ""),
    }


def _returns(visits: Sequence[Visit], rest: Rest, as_of: date) -> set[Visit]:
    """The visits that are somebody's first after a closing; one after two closings is one."""
    found = set()
    for course in rest.courses:
        closed = course["closed_on"]
        if closed is None or closed > as_of:
            continue
        after = [v for v in visits if v[0] == course["citizen"] and closed < v[1] <= as_of]
        after.sort(key=lambda visit: (visit[1], visit[2]))
        found.update(after[:1])
    return found


def _is_open(course: Course, end: date) -> bool:
    if course["opened_on"] > end:
        return False
    return course["closed_on"] is None or course["closed_on"] > end


def _starts(slot: Slot) -> date:
    return slot["starts_at"].astimezone(ZoneInfo("Europe/Copenhagen")).date()


def _every_day(rest: Rest, visits: Sequence[Visit]) -> list[date]:
    days = {visit[1] for visit in visits}
    for course in rest.courses:
        days.add(course["opened_on"])
        if course["closed_on"] is not None:
            days.add(course["closed_on"])
    return sorted(days)


def _middle(values: Sequence[Fraction]) -> Fraction:
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2


def _alone(n: str) -> Three:
    return n, "", ""


def _of(n: int, of: int) -> Three:
    return str(n), str(of), _one_decimal(Fraction(n * 100, of)) if of else ""


def _one_decimal(value: Fraction) -> str:
    tenths = math.floor(value * 10 + Fraction(1, 2))
    return f"{tenths // 10}.{tenths % 10}"
