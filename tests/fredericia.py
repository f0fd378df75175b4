"""A history made so that it has exactly the published totals of Fredericia (domain facts).

By 28 August 2017: more than 600 enquiries, 120 citizens in a course, 57 of them closed, of whom 4
went on to an assessed service and 30 would formerly have been assessed; about 6 % referred within
four weeks and about 6 % of the new services past the house. By October 2017: 186 citizens in a
course, 14 back. Who they were is nobody's business: these are nobody.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.oracle import CHANNELS, Enquiry
from tests.oracle_checks import CONTACT, DECISIONS, NO_CONTACT
from tests.oracle_courses import STATUSES, Rest
from tests.oracle_groups import MARKS

OPENED = date(2016, 9, 9)
AUGUST, OCTOBER = date(2017, 8, 28), date(2017, 10, 31)
UNIT_PRICE = 75_000  # kroner: 28 assessments avoided are over two millions

_CITIZENS = 186  # in a course by October
_BY_AUGUST, _CLOSED_BY_AUGUST, _CLOSED_BY_OCTOBER = 120, 57, 78
_OTHERS = 90  # who came and needed no course
_REFERRED = 12  # of the 200 whose four weeks were over by 28 August
_BACK_BY_AUGUST, _BACK_BY_OCTOBER = 9, 14


def history() -> tuple[list[Enquiry], Rest]:
    """The enquiries, and all else: every run the same."""
    enquiries: list[Enquiry] = []
    rest = Rest(unit_price=UNIT_PRICE)
    for n in range(_CITIZENS):
        _in_course(n, enquiries, rest)
    for n in range(_OTHERS):
        # Eighty of them by the end of July, so that 200 citizens had had their four weeks.
        day = OPENED + timedelta(days=n * 4) if n < 80 else date(2017, 8, 1) + timedelta(days=n)
        _came(enquiries, f"Anden {n:03}", day, n)
    for n in range(330):
        _came(enquiries, None, OPENED + timedelta(days=n), n)
    _referrals(enquiries, rest)
    for n in range(120):
        _meeting(n, rest)
    for n in range(150):
        results = [None, *CONTACT, *NO_CONTACT]
        at = _wall(OPENED + timedelta(days=2 * n), 13, n)
        whose = f"Borger {n % _CITIZENS:03}" if n % 4 == 0 else None
        rest.attempts.append(
            {"ref": f"o{n:03}", "citizen": whose, "at": at, "result": results[n % len(results)]}
        )
    for n in range(14):
        month = f"{2016 + (8 + n) // 12}-{(8 + n) % 12 + 1:02}"
        rest.bypassed[month] = (1 + n % 2, 25)  # 16 of 275 by the end of July
    return enquiries, rest


def _in_course(n: int, enquiries: list[Enquiry], rest: Rest) -> None:
    """Citizen `n`: the first contact, the course four days later, and how it went."""
    who = f"Borger {n:03}"
    if n < _BY_AUGUST:
        opened = OPENED + timedelta(days=4 + n * 2)
        if n >= _CLOSED_BY_AUGUST:
            opened = date(2017, 3, 1) + timedelta(days=2 * (n - _CLOSED_BY_AUGUST))
    else:
        opened = date(2017, 9, 1) + timedelta(days=(n - _BY_AUGUST) * 60 // 66)
    _came(enquiries, who, opened - timedelta(days=4), n)
    _came(enquiries, who, opened, n + 3)
    closed = None
    if n < _CLOSED_BY_AUGUST:
        closed = opened + timedelta(days=28 + n * 2)  # 4 to 20 weeks
    elif n < _CLOSED_BY_OCTOBER:
        closed = date(2017, 9, 4) + timedelta(days=2 * (n - _CLOSED_BY_AUGUST))
    rest.courses.append(
        {
            "ref": f"f{n:03}",
            "citizen": who,
            "opened_on": opened,
            "closed_on": closed,
            "onward_support": ("sel85" if n < 4 else "none") if closed else None,
            "formerly_assessed": ("yes" if 2 <= n < 32 else "no") if closed else None,
        }
    )
    if closed and n < _BACK_BY_OCTOBER:
        back = closed if n < _BACK_BY_AUGUST else date(2017, 9, 20)
        _came(enquiries, who, back + timedelta(days=9), n)
    rest.conversations.append({"ref": f"s{n:03}", "citizen": who, "held_on": opened})
    ends = min(closed or OCTOBER, OCTOBER)
    due = opened + timedelta(days=28)
    if n % 7 and due <= OCTOBER:
        decided = min(due + timedelta(days=n % 5 - 2), OCTOBER)
        decision = DECISIONS[n % len(DECISIONS)]
        rest.checks.append({"course": f"f{n:03}", "decided_on": decided, "decision": decision})
    for week in range(0, (ends - opened).days // 7, 2):
        starts = _wall(opened + timedelta(weeks=week, days=1), 9 + n % 5, 0)
        status = STATUSES[1:][(n + week) % 4] if week % 6 else "attended"
        ref = f"t{n:03}-{week:02}"
        rest.slots.append(
            {
                "ref": ref,
                "citizen": who,
                "course": f"f{n:03}",
                "starts_at": starts,
                "status": status,
            }
        )


def _came(enquiries: list[Enquiry], who: str | None, day: date, n: int) -> None:
    arrived = _wall(day, 9 + n % 6, n * 7 % 60)
    waited = timedelta(minutes=n * n % 23) if n % 9 else None
    enquiries.append(
        {
            "ref": f"e{len(enquiries):04}",
            "citizen": who,
            "channel": "walk_in" if n % 3 else CHANNELS[n // 3 % len(CHANNELS)],
            "reasons": [["loneliness"], ["housing", "money_debt"], ["talk"], []][n % 4],
            "heard_from": [None, "self", "gp", "jobcentre"][n % 4],
            "outcome": ["helped", "conversation", "course_opened", None, "left_without_help"][
                n % 5
            ],
            "arrived_at": arrived,
            "met_at": None if waited is None else arrived + waited,
        }
    )


def _referrals(enquiries: list[Enquiry], rest: Rest) -> None:
    """Twelve within four weeks of first contact, and others later or too early to count."""
    first: dict[str, date] = {}
    for one in enquiries:
        day = one["arrived_at"].astimezone(ZoneInfo("Europe/Copenhagen")).date()
        if one["citizen"] is not None:
            first[one["citizen"]] = min(day, first.get(one["citizen"], day))
    for n in range(20):
        who = f"Borger {n * 4:03}"
        # The last of the window, and the day after it.
        sent = first[who] + timedelta(days=n * 28 // (_REFERRED - 1) if n < _REFERRED else 29 + n)
        answered = sent + timedelta(days=40) if n % 5 else None
        rest.referrals.append(
            {
                "ref": f"h{n:02}",
                "citizen": who,
                "course": f"f{n * 4:03}",
                "sent_on": sent,
                "asked_for": "sel85" if n % 2 else "sel107_108",
                "decided_on": answered,
                "decision": "granted" if answered else None,
            }
        )


def _meeting(n: int, rest: Rest) -> None:
    """A meeting every third day, with people and guests without a name."""
    starts = _wall(OPENED + timedelta(days=3 * n), 10, 30)
    status = "held" if n % 6 else "cancelled"
    rest.meetings.append({"ref": f"m{n:03}", "starts_at": starts, "status": status})
    for seat in range(n % 8):
        who = None if seat == 5 else f"Borger {(n * 5 + seat) % _CITIZENS:03}"
        status = MARKS[(n + seat) % len(MARKS)]
        rest.marks.append({"meeting": f"m{n:03}", "citizen": who, "status": status})


def _wall(day: date, hour: int, minute: int) -> datetime:
    zone = ZoneInfo("Europe/Copenhagen")
    return datetime(day.year, day.month, day.day, hour, minute % 60, tzinfo=zone)
