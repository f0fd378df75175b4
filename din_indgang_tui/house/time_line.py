"""What happened with a citizen beside enquiries and call-backs: courses, talks, times, groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from din_indgang_tui.clock import from_wall_clock, local_date
from din_indgang_tui.house import (
    attendance,
    checks,
    conversations,
    courses,
    goals,
    group_members,
    group_waiting,
    promises,
    referrals,
    slots,
)
from din_indgang_tui.house.attendance import Attended
from din_indgang_tui.house.checks import Decision
from din_indgang_tui.house.conversations import Brief
from din_indgang_tui.house.courses import Course
from din_indgang_tui.house.goals import Goal, GoalSaid
from din_indgang_tui.house.group_members import Membership
from din_indgang_tui.house.group_waiting import Waiting
from din_indgang_tui.house.promises import Promise
from din_indgang_tui.house.referral_rows import Referral
from din_indgang_tui.house.slot_rows import Slot
from din_indgang_tui.store.roles import COACHES, DESK
from din_indgang_tui.store.unit import Reading, reads


@dataclass(frozen=True, slots=True)
class Opened:
    """A course began."""

    course: Course


@dataclass(frozen=True, slots=True)
class Ended:
    """A course closed."""

    course: Course


@dataclass(frozen=True, slots=True)
class StepTaken:
    """The first small step of a goal was taken."""

    said: GoalSaid
    on: date


@dataclass(frozen=True, slots=True)
class Sent:
    """A referral was sent to the authority."""

    referral: Referral
    on: date


@dataclass(frozen=True, slots=True)
class Answered:
    """The authority answered."""

    referral: Referral
    on: date


Happened = Opened | Ended | Brief | Slot | StepTaken | Attended | Decision | Sent | Answered


@dataclass(frozen=True, slots=True)
class Told:
    """A citizen's courses, conversations and times, and what the house has promised."""

    courses: tuple[Course, ...]  # the latest first
    happened: tuple[Happened, ...]
    promised: tuple[Promise, ...]  # that stand open
    places: tuple[Membership, ...] = ()  # in groups, that they have or will have
    waits: tuple[Waiting, ...] = ()  # for a place in a group
    referrals: tuple[Referral, ...] = ()  # a draft first, then the one sent last

    @property
    def running(self) -> Course | None:
        """The course that is open."""
        return next((one for one in self.courses if one.is_open), None)

    @property
    def earlier(self) -> Course | None:
        """The one that closed last."""
        return next((one for one in self.courses if not one.is_open), None)

    @property
    def own_words(self) -> tuple[str, date] | None:
        """What they dream of, as said last, and when; None for a host."""
        said = (one for one in self.happened if isinstance(one, Brief) and one.own_words)
        return next(((one.own_words, one.on) for one in said if not one.in_progress), None)


@reads(DESK)
def of_citizen(reading: Reading, citizen_id: int) -> Told:
    """All of it. A host gets of a conversation its day alone."""
    reading.about(citizen_id)
    theirs = courses.of_citizen(reading, citizen_id)
    happened: list[Happened] = [*conversations.of_citizen(reading, citizen_id)]
    happened += [Opened(one) for one in theirs if one.opened_on <= reading.today]
    happened += [Ended(one) for one in theirs if not one.is_open]
    happened += checks.of_citizen(reading, citizen_id)
    happened += slots.of_citizen(reading, citizen_id)
    referred = referrals.of_citizen(reading, citizen_id)
    # Of one day the answer stands above what it answers.
    happened += [Answered(one, one.decided_on) for one in referred if one.decided_on is not None]
    happened += [Sent(one, one.sent_on) for one in referred if one.sent_on is not None]
    # An import may have brought two marks of one meeting: it is one line all the same.
    marks = {one.session_id: one for one in reversed(attendance.of_citizen(reading, citizen_id))}
    happened += marks.values()
    if reading.who.role in COACHES:
        happened += _steps(goals.of_citizen(reading, citizen_id))
    return Told(
        theirs,
        tuple(happened),
        promises.open_of(reading, citizen_id),
        tuple(one for one in group_members.of_citizen(reading, citizen_id) if not one.over),
        group_waiting.of_citizen(reading, citizen_id),
        referred,
    )


def _steps(spoken_of: Iterable[Goal]) -> Iterator[StepTaken]:
    """Each step that was taken, once, as it was said last."""
    for goal in spoken_of:
        taken = {(said.step_done_on, said.step): said for said in reversed(goal.said)}
        yield from (StepTaken(said, on) for (on, _step), said in taken.items() if on is not None)


def moment(one: Happened) -> datetime:
    """When it stands in the time line (UTC); what has no time of the day stands at its noon."""
    if isinstance(one, Slot | Attended):
        return one.starts_at
    return from_wall_clock(datetime.combine(day(one), time(12)))


def day(one: Happened) -> date:
    """The day it happened."""
    if isinstance(one, Slot):
        return one.day
    if isinstance(one, Attended):
        return local_date(one.starts_at)
    if isinstance(one, Brief | StepTaken | Sent | Answered):
        return one.on
    if isinstance(one, Decision):
        return one.decided_on
    if isinstance(one, Opened):
        return one.course.opened_on
    return one.course.closed_on or one.course.opened_on
