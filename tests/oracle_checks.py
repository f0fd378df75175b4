"""Four-week checks, referrals and outreach as a person would count them by hand.

Beside tests/oracle.py: written from the definitions alone and sharing no code with the program, on
purpose.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol, TypedDict
from zoneinfo import ZoneInfo

DECISIONS = ["continue", "refer_authority", "close", "other_offer"]
ASKED_FOR = ["sel85", "sel103_104", "sel107_108", "sel101", "other"]
ANSWERS = ["granted", "refused", "returned", "withdrawn"]
NO_CONTACT = ["nobody_home", "note_left", "withdrew"]
CONTACT = [
    "talked_through_door",
    "declined_today",
    "short_contact",
    "conversation",
    "let_in",
    "accompanied",
    "next_agreed",
]


class Check(TypedDict):
    """What was decided at the check of a course, by the ref of the course."""

    course: str
    decided_on: date
    decision: str


class Pause(TypedDict):
    """Days on which a course rested, both included; no last day: it rests still."""

    course: str
    first_on: date
    last_on: date | None


class Referral(TypedDict):
    """One referral to the authority; `course` is the ref of the course it came from, if any."""

    ref: str
    citizen: str
    course: str | None
    sent_on: date
    asked_for: str
    decided_on: date | None
    decision: str | None


class Attempt(TypedDict):
    """One try to reach somebody at home, who may be nobody with a name."""

    ref: str
    citizen: str | None
    at: datetime
    result: str | None


class _Course(Protocol):
    def __getitem__(self, key: str, /) -> object: ...


def week_of_checks(
    courses: Sequence[_Course],
    pauses: Sequence[Pause],
    checks: Sequence[Check],
    days: Sequence[date],
    as_of: date,
) -> dict[str, int]:
    """The columns of checks on these days of a week, none of them after the as-of day."""
    end = days[-1]
    due_in_the_week = done_in_the_week = overdue = 0
    for course in courses:
        decisions = [c["decided_on"] for c in checks if c["course"] == course["ref"]]
        decisions = sorted(day for day in decisions if day <= as_of)
        resting = [pause for pause in pauses if pause["course"] == course["ref"]]
        closed = course["closed_on"]
        assert closed is None or isinstance(closed, date)
        if closed is not None and closed > as_of:
            closed = None  # it has not happened yet
        due = _due(course, resting, closed, as_of)
        was_open = closed is None or (due is not None and closed >= due)
        if not decisions and not was_open:
            continue
        if due in days:
            due_in_the_week += 1
        if decisions and decisions[0] in days:
            done_in_the_week += 1
        done_by_then = bool(decisions) and decisions[0] <= end
        if due is not None and due <= end and not done_by_then:
            overdue += 1
    return {
        "checks_due": due_in_the_week,
        "checks_done": done_in_the_week,
        "checks_overdue_at_end": overdue,
    }


def _due(course: _Course, pauses: Sequence[Pause], closed: date | None, as_of: date) -> date | None:
    """28 days after the opening, days of rest not counted; None where that is after the as-of day.

    A course that closed rests no longer.
    """
    day = course["opened_on"]
    assert isinstance(day, date)
    counted = 0
    while day <= as_of:
        rests = False
        for pause in pauses:
            last = pause["last_on"] or closed
            if pause["first_on"] <= day and (last is None or day <= last):
                rests = True
        if not rests:
            if counted == 28:
                return day
            counted += 1
        day += timedelta(days=1)
    return None


def week_of_referrals(referrals: Sequence[Referral], days: Sequence[date]) -> dict[str, int]:
    """Those sent and those answered on these days."""
    return {
        "referrals_sent": len([r for r in referrals if r["sent_on"] in days]),
        "referrals_answered": len([r for r in referrals if r["decided_on"] in days]),
    }


def week_of_tries(attempts: Sequence[Attempt], days: Sequence[date]) -> dict[str, int]:
    """The tries on these days, and in how many of them somebody was met."""
    results = []
    for attempt in attempts:
        if attempt["at"].astimezone(ZoneInfo("Europe/Copenhagen")).date() in days:
            results.append(attempt["result"])
    return {
        "outreach_attempts": len(results),
        "outreach_contacts": len([result for result in results if result in CONTACT]),
    }


def first_contacts(
    visits: Sequence[tuple[str, date]],
    courses: Sequence[_Course],
    referrals: Sequence[Referral],
    as_of: date,
) -> dict[str, date]:
    """By citizen, the day of the first enquiry; without one, of the first course or referral."""
    began: list[tuple[str, date]] = [(r["citizen"], r["sent_on"]) for r in referrals]
    for course in courses:
        who, opened = course["citizen"], course["opened_on"]
        assert isinstance(who, str) and isinstance(opened, date)
        began.append((who, opened))
    found: dict[str, date] = {}
    for who in {who for who, _day in [*visits, *began]}:
        came = [day for one, day in visits if one == who and day <= as_of]
        other = [day for one, day in began if one == who and day <= as_of]
        if came:
            found[who] = min(came)
        elif other:
            found[who] = min(other)
    return found


def referred(
    contacts: Mapping[str, date], referrals: Sequence[Referral], as_of: date
) -> tuple[int, int]:
    """How many were referred in their first four weeks, of those whose weeks are over."""
    over = {who: day for who, day in contacts.items() if (as_of - day).days > 28}
    sent = 0
    for who, day in over.items():
        theirs = [r["sent_on"] for r in referrals if r["citizen"] == who]
        if any(0 <= (sent_on - day).days <= 28 for sent_on in theirs):
            sent += 1
    return sent, len(over)


def bypassed(
    months: Mapping[str, tuple[int, int]], opening_day: date | None, as_of: date
) -> tuple[int, int]:
    """The two numbers of every month that was over by the as-of day, and ended in our time."""
    some = of = 0
    for month, (past_us, services) in months.items():
        year, number = map(int, month.split("-"))
        ended = date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)
        if ended <= as_of and (opening_day is None or ended >= opening_day):
            some += past_us
            of += services
    return some, of
