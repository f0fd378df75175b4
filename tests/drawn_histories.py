"""Histories nobody has seen: drawn by Hypothesis around turns of the calendar, and a busy year."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from tests import oracle, oracle_checks, oracle_groups
from tests.oracle import Enquiry
from tests.oracle_checks import Attempt, Check, Pause, Referral
from tests.oracle_courses import ASSESSED, STATUSES, Conversation, Course, Rest, Slot
from tests.oracle_groups import Mark, Meeting

# Around these moments weeks, years and the wall clock do something: summer time begins and ends,
# a year has a week 53, a year ends within its week, the first week begins in the old year.
TURNS = [
    datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
    datetime(2025, 10, 26, 1, 0, tzinfo=UTC),
    datetime(2021, 1, 3, 23, 0, tzinfo=UTC),
    datetime(2026, 12, 31, 23, 0, tzinfo=UTC),
    datetime(2024, 12, 29, 23, 0, tzinfo=UTC),
]
REASONS = ["loneliness", "talk", "other"]
SOON = timedelta(minutes=1)
NAMED = ["Ali", "Bo", "Kirsten", "Åse"]
CITIZENS = [None, None, *NAMED]
A_MARK = st.sampled_from(oracle_groups.MARKS)
A_DECISION = st.sampled_from(oracle_checks.DECISIONS)
STILL = st.booleans()
A_WHILE = st.integers(0, 25)  # days


@st.composite
def an_enquiry(draw: st.DrawFn, turn: datetime) -> Enquiry:
    ago = draw(
        st.one_of(
            st.integers(-180, 180).map(lambda minutes: timedelta(minutes=minutes)),
            st.integers(-20_000, 20_000).map(lambda minutes: timedelta(minutes=minutes)),
            st.integers(-7200, 7200).map(lambda seconds: timedelta(seconds=seconds)),
            st.sampled_from([timedelta(days=-400), timedelta(0), SOON]),  # long ago; ties
        )
    )
    wait = draw(
        st.one_of(
            st.none(),
            st.integers(0, 60).map(lambda minutes: timedelta(minutes=minutes)),
            st.integers(0, 3 * 1440).map(lambda minutes: timedelta(minutes=minutes)),
            st.integers(0, 900).map(lambda seconds: timedelta(seconds=seconds)),
            st.sampled_from([timedelta(seconds=300), timedelta(seconds=301)]),
        )
    )
    channel = st.one_of(st.just("walk_in"), st.sampled_from(oracle.CHANNELS))
    return {
        "ref": "",
        "citizen": draw(st.sampled_from(CITIZENS)),
        "channel": draw(channel),
        "reasons": draw(st.lists(st.sampled_from(REASONS), max_size=3, unique=True)),
        "heard_from": draw(st.sampled_from([None, "self", "not_said"])),
        "outcome": draw(st.sampled_from([None, "helped", "left_without_help", "group"])),
        "arrived_at": turn + ago,
        "met_at": None if wait is None else turn + ago + wait,
    }


@st.composite
def a_conversation(draw: st.DrawFn, turn: datetime) -> Conversation:
    held = turn.date() + timedelta(days=draw(st.integers(-20, 20)))
    return {"ref": "", "citizen": draw(st.sampled_from(NAMED)), "held_on": held}


@st.composite
def a_course(draw: st.DrawFn, turn: datetime) -> Course:
    # 140 and 141 days before the end of a week, and just around it.
    # And around the day of the four-week check, 28 days before.
    near = st.integers(-20, 20) | st.integers(10, 60)
    ago = draw(st.one_of(near, st.integers(125, 165), st.just(400)))
    opened = turn.date() - timedelta(days=ago)
    weeks = st.integers(0, 45) | st.integers(120, 170)
    lasted = draw(st.none() | weeks)
    return {
        "ref": "",
        "citizen": draw(st.sampled_from(NAMED)),
        "opened_on": opened,
        "closed_on": None if lasted is None else opened + timedelta(days=lasted),
        "onward_support": draw(st.sampled_from([None, "none", "unknown", *ASSESSED])),
        "formerly_assessed": draw(st.sampled_from([None, "yes", "yes", "no", "unknown"])),
    }


@st.composite
def a_slot(draw: st.DrawFn, turn: datetime) -> Slot:
    return {
        "ref": "",
        "citizen": draw(st.sampled_from(NAMED)),
        "course": None,
        "starts_at": turn + timedelta(minutes=draw(st.integers(-20_000, 20_000))),
        "status": draw(st.sampled_from(STATUSES)),
    }


@st.composite
def groups(draw: st.DrawFn, turn: datetime) -> tuple[list[Meeting], list[Mark]]:
    """Meetings of one group with their marks, guests without a name among them, some said twice."""
    meetings: list[Meeting] = []
    marks: list[Mark] = []
    for number in range(draw(st.integers(0, 4))):
        starts = turn + timedelta(minutes=draw(st.integers(-20_000, 20_000)))
        status = draw(st.sampled_from(["held", *oracle_groups.MEETING_STATUSES]))
        meetings.append({"ref": f"{number:03}", "starts_at": starts, "status": status})
        for whose, mark in draw(st.lists(st.tuples(st.sampled_from(CITIZENS), A_MARK), max_size=5)):
            marks.append({"meeting": f"{number:03}", "citizen": whose, "status": mark})
    return meetings, marks


@st.composite
def the_check_of(draw: st.DrawFn, course: Course) -> tuple[list[Check], list[Pause]]:
    """What was decided of a course, perhaps more than once, and when it rested."""
    opened = course["opened_on"]
    decided = [opened + timedelta(days=n) for n in draw(st.lists(st.integers(0, 60), max_size=2))]
    checks: list[Check] = [
        {"course": course["ref"], "decided_on": day, "decision": draw(A_DECISION)}
        for day in decided
    ]
    pauses: list[Pause] = []
    first = opened
    for to_the_next, length in draw(st.lists(st.tuples(A_WHILE, A_WHILE), max_size=2)):
        first += timedelta(days=to_the_next)
        last = first + timedelta(days=length)
        pauses.append({"course": course["ref"], "first_on": first, "last_on": last})
        first = last + timedelta(days=1)
    if draw(STILL) and pauses:
        pauses[-1]["last_on"] = None
    return checks, pauses


@st.composite
def a_referral(draw: st.DrawFn, turn: datetime) -> Referral:
    sent = turn.date() + timedelta(days=draw(st.integers(-45, 20)))
    answered = draw(st.none() | st.integers(0, 50))
    return {
        "ref": "",
        "citizen": draw(st.sampled_from([*NAMED, "Never Here"])),
        "course": None,
        "sent_on": sent,
        "asked_for": draw(st.sampled_from(oracle_checks.ASKED_FOR)),
        "decided_on": None if answered is None else sent + timedelta(days=answered),
        "decision": draw(st.sampled_from(oracle_checks.ANSWERS)),
    }


@st.composite
def an_attempt(draw: st.DrawFn, turn: datetime) -> Attempt:
    results = [None, *oracle_checks.CONTACT, *oracle_checks.NO_CONTACT]
    return {
        "ref": "",
        "citizen": draw(st.sampled_from(CITIZENS)),
        "at": turn + timedelta(minutes=draw(st.integers(-20_000, 20_000))),
        "result": draw(st.sampled_from(results)),
    }


@st.composite
def checks_and_referrals(draw: st.DrawFn, turn: datetime, rest: Rest) -> None:
    """Into a history that has its courses: what came of them, and what stands beside them."""
    for course in rest.courses:
        checks, pauses = draw(the_check_of(course))
        rest.checks += checks
        rest.pauses += pauses
    rest.referrals += draw(st.lists(a_referral(turn), max_size=8))
    rest.attempts += draw(st.lists(an_attempt(turn), max_size=8))
    for month in draw(st.sets(st.integers(-3, 1))):
        services = draw(st.integers(0, 60))
        some = draw(st.integers(0, services))
        of = turn.year * 12 + turn.month - 1 + month
        rest.bypassed[f"{of // 12}-{of % 12 + 1:02}"] = some, services
    rest.unit_price = draw(st.sampled_from([None, 0, 85_000]))


Case = tuple[list[Enquiry], Rest, date, date, date, date | None]


@st.composite
def histories(draw: st.DrawFn) -> Case:
    """A history, the first and last day of a period, the as-of day, and the opening day."""
    turn = draw(st.sampled_from(TURNS))
    history = draw(st.lists(an_enquiry(turn), max_size=30))
    rest = Rest(
        draw(st.lists(a_conversation(turn), max_size=6)),
        draw(st.lists(a_course(turn), max_size=12)),
        draw(st.lists(a_slot(turn), max_size=10)),
        *draw(groups(turn)),
    )
    for rows in (history, rest.conversations, rest.courses, rest.slots):
        for ref, event in enumerate(rows, start=1):
            event["ref"] = f"{ref:03}"
    draw(checks_and_referrals(turn, rest))
    for sent_or_tried in (rest.referrals, rest.attempts):
        for ref, one in enumerate(sent_or_tried, start=1):
            one["ref"] = f"{ref:03}"

    def a_day(most: int) -> date:
        return turn.date() + timedelta(days=draw(st.integers(-most, most)))

    first, last = sorted((a_day(20), a_day(20)))
    opening_day = draw(st.one_of(st.none(), st.just(a_day(10))))
    return history, rest, first, last, a_day(16), opening_day


def a_busy_year() -> Rest:
    """A course in every few days, some far past the limit, and a few slots a day."""
    rest = Rest()
    first = date(2025, 3, 1)
    for n in range(200):
        opened, lasted = first + timedelta(days=3 * n), n * n % 211
        rest.courses.append(
            {
                "ref": f"{n:03}",
                "citizen": f"Person {n % 90}",
                "opened_on": opened,
                "closed_on": None if n % 5 == 0 else opened + timedelta(days=lasted),
                "onward_support": [None, "none", "sel85", "sel103_104", "jobcentre"][n % 7 % 5],
                "formerly_assessed": ["yes", "no", "unknown", None, "yes"][n % 11 % 5],
            }
        )
        held = opened - timedelta(days=n % 4)
        rest.conversations.append({"ref": f"{n}", "citizen": f"Person {n % 90}", "held_on": held})
        for m in range(4):
            starts = datetime(2025, 10, 1, 7, tzinfo=UTC) + timedelta(hours=31 * n + 7 * m)
            rest.slots.append(
                {
                    "ref": f"{n}-{m}",
                    "citizen": f"Person {n % 90}",
                    "course": f"{n:03}",
                    "starts_at": starts,
                    "status": STATUSES[(n + m) % 5],
                }
            )
        a_meeting(rest, n)
        what_came_of_it(rest, n, opened)
    rest.bypassed = {"2025-11": (1, 20), "2025-12": (2, 22), "2026-09": (1, 30), "2026-10": (9, 9)}
    rest.unit_price = 85_000
    return rest


def what_came_of_it(rest: Rest, n: int, opened: date) -> None:
    """Of two courses in three a check, of some a pause or a referral; and a try a day."""
    if n % 3:
        decided = opened + timedelta(days=28 + n % 13 - 6)
        rest.checks.append({"course": f"{n:03}", "decided_on": decided, "decision": "continue"})
    if n % 8 == 3:
        first, last = opened + timedelta(days=n % 40), opened + timedelta(days=n % 40 + n % 17)
        rests = None if n % 5 == 0 else last
        rest.pauses.append({"course": f"{n:03}", "first_on": first, "last_on": rests})
    if n % 4 == 1:
        sent = opened + timedelta(days=n % 50 - 10)
        rest.referrals.append(
            {
                "ref": f"{n:03}",
                "citizen": f"Person {n % 90}",
                "course": None,
                "sent_on": sent,
                "asked_for": oracle_checks.ASKED_FOR[n % 5],
                "decided_on": sent + timedelta(days=n % 61) if n % 3 else None,
                "decision": oracle_checks.ANSWERS[n % 4],
            }
        )
    results = [None, *oracle_checks.CONTACT, *oracle_checks.NO_CONTACT]
    at = datetime(2026, 1, 5, 9, tzinfo=UTC) + timedelta(hours=25 * n)
    whose = CITIZENS[n % len(CITIZENS)]
    rest.attempts.append({"ref": f"{n:03}", "citizen": whose, "at": at, "result": results[n % 11]})


def a_meeting(rest: Rest, n: int) -> None:
    """Every other day a meeting, with guests and people who come to several of a week."""
    rest.meetings.append(
        {
            "ref": f"{n:03}",
            "starts_at": datetime(2025, 10, 3, 9, tzinfo=UTC) + timedelta(hours=43 * n),
            "status": "held" if n % 5 else oracle_groups.MEETING_STATUSES[n // 5 % 3],
        }
    )
    for m in range(n % 9):
        whose = None if m % 4 == 3 else f"Person {(n * m) % 90}"
        status = oracle_groups.MARKS[(n + m) % 4]
        rest.marks.append({"meeting": f"{n:03}", "citizen": whose, "status": status})
