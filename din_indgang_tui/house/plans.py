"""The citizen's own plan on one page: what they said, in their words, with nothing of ours in it.

It is put together anew each time it is read; nothing of it is stored. It has no address, phone or
CPR number of the citizen's, protected or not: nobody needs them in their own plan, and a paper left
on a bus tells nobody where somebody lives. Where an address is protected, it goes out of what was
said as well (a home visit, a goal about the flat).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from din_indgang_tui.clock import from_stored, local_date, stored
from din_indgang_tui.house import (
    acute_numbers,
    citizen_meetings,
    codes,
    coming_days,
    conversations,
    courses,
    dates,
    goals,
    group_rules,
    groups,
    names,
    promises,
)
from din_indgang_tui.house import settings as house_settings
from din_indgang_tui.house.conversation_text import ConversationText, GoalText, day_text
from din_indgang_tui.house.conversations import InProgress, OwnWords
from din_indgang_tui.house.goals import Goal, GoalSaid
from din_indgang_tui.house.hidden_text import Hide, hider
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import COACHES
from din_indgang_tui.store.unit import Reading, Row, reads

MEETINGS = 6  # the next ones; a series of twenty would be the whole page


@dataclass(frozen=True, slots=True)
class Step:
    """The first small step towards a goal. `by` is a day, or what is written while they talk."""

    words: str
    who: str
    by: str
    done_on: date | None = None
    is_past: bool = False  # its day has gone by, and it is not known to be done


@dataclass(frozen=True, slots=True)
class PlanGoal:
    """A goal in the citizen's words, why it matters, and how it begins."""

    words: str
    why: str
    step: Step | None


@dataclass(frozen=True, slots=True)
class Reached:
    """A goal that is reached."""

    words: str
    on: date


@dataclass(frozen=True, slots=True)
class PlanPromise:
    """What the house has promised and not kept yet, and who does it; `by` as of a step."""

    words: str
    who: str
    by: str
    is_past: bool = False


@dataclass(frozen=True, slots=True)
class Meeting:
    """A time that is booked: when (UTC), with whom, and where."""

    starts_at: datetime
    coach: str
    where: str


@dataclass(frozen=True, slots=True)
class PlanGroup:
    """A group with a place for them: its rule in words, where, and when it is next (UTC)."""

    name: str
    when: str  # for the middle of a line; empty without a rule
    where: str
    next_at: datetime


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to call; an empty number where the house has not written its own."""

    who: str
    number: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of one citizen as it is on `made_on`."""

    citizen_id: int
    name: str
    house: str
    made_on: date
    said_on: date | None  # the day of the newest conversation; None where none was begun
    being_written: bool  # that one is not held yet: its text may still change
    dream: str
    matters: str
    strengths: str
    goals: tuple[PlanGoal, ...]
    reached: tuple[Reached, ...]
    promises: tuple[PlanPromise, ...]
    meetings: tuple[Meeting, ...]
    more_meetings: int  # booked after those
    coach: Contact | None  # of the open course
    house_phone: str
    acute: tuple[Contact, ...]
    groups: tuple[PlanGroup, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said yet."""
        said = (self.dream, self.matters, self.strengths, self.goals)
        return not any(said)

    @property
    def own_words(self) -> str:
        """All that the citizen or the house wrote in it, sentence by sentence: to be measured."""
        said = [self.dream, self.matters, self.strengths]
        for goal in self.goals:
            said += [goal.words, goal.why, goal.step.words if goal.step else ""]
        said += [promise.words for promise in self.promises]
        return "\n".join(text for text in said if text)


@reads(COACHES, recorded=True)
def plan(reading: Reading, citizen_id: int) -> Plan:
    """Someone's plan; that it was opened goes on record. Raises DeskError where nobody is there."""
    return _plan(reading, citizen_id)


@reads(COACHES)
def plan_again(reading: Reading, citizen_id: int) -> Plan:
    """The plan of someone whose plan is open already: to look on is not to look again."""
    return _plan(reading, citizen_id)


@reads(COACHES, recorded=True)
def written_out(reading: Reading, citizen_id: int) -> Plan:
    """The plan to be put into a file: that a copy of it was made goes on record."""
    return _plan(reading, citizen_id)


def _plan(reading: Reading, citizen_id: int) -> Plan:
    reading.about(citizen_id)
    row = reading.one("SELECT * FROM citizen WHERE id = ?", (citizen_id,))
    if row is None:
        raise DeskError(_("That person is not here any more."))
    hide = hider(row, reading.today)
    held = conversations.words_of(reading, citizen_id)
    running = conversations.in_progress(reading, citizen_id)
    if running is not None and running.text.is_empty:
        running = None
    said: list[OwnWords | ConversationText] = [*held]
    if running is not None:
        said.insert(0, running.text)

    def newest(field: str) -> str:
        """What was said last: a conversation that left it open takes nothing back."""
        texts = (str(getattr(one, field, "")).strip() for one in said)
        return hide(next(filter(None, texts), ""))

    spoken_of = goals.of_citizen(reading, citizen_id)
    stand = _goals(spoken_of, running, hide, reading.today)
    settings = house_settings.current(reading)
    meetings, more = _meetings(reading, citizen_id, hide)
    return Plan(
        citizen_id=citizen_id,
        name=names.full_name(row["given_name"], row["family_name"]),
        house=settings.house_name,
        made_on=reading.today,
        said_on=_said_on(held, running),
        being_written=running is not None,
        dream=newest("own_words"),
        matters=newest("matters_now"),
        strengths=newest("strengths"),
        goals=stand,
        reached=_reached(spoken_of, hide),
        promises=_promises(reading, citizen_id, running, hide),
        meetings=meetings,
        more_meetings=more,
        coach=_coach(reading, citizen_id, settings.house_phone),
        house_phone=settings.house_phone,
        acute=tuple(
            Contact(one.label, one.number, one.hours)
            for one in acute_numbers.everything(reading)
            if not one.retired
        ),
        groups=_groups(reading, citizen_id, hide),
    )


def _said_on(held: tuple[OwnWords, ...], running: InProgress | None) -> date | None:
    if running is not None:
        return local_date(running.begun_at)
    return held[0].held_on if held else None


def _goals(
    spoken_of: tuple[Goal, ...], running: InProgress | None, hide: Hide, today: date
) -> tuple[PlanGoal, ...]:
    """Those that stand: as they are being written, or as they were said last."""
    last = {one.goal_id: one.latest for one in spoken_of}

    def goal(said: GoalText | GoalSaid, by: str) -> PlanGoal:
        step, before = said.step.strip(), last.get(said.goal_id or 0)
        # A step that goes on in the same words stays done (house/goals.py).
        done = before.step_done_on if before is not None and before.step == step else None
        past = done is None and _is_past(by, today)
        begins = Step(hide(step), hide(said.step_who.strip()), by, done, past)
        return PlanGoal(
            hide(said.words.strip()), hide(said.why.strip()), begins if begins.words else None
        )

    if running is not None:
        return tuple(
            goal(one, _in_full(one.step_by, today))
            for one in running.text.goals
            if one.words.strip() and not one.ended
        )
    return tuple(
        goal(said, day_text(said.step_by))
        for said in (one.latest for one in spoken_of if one.ended_on is None)
    )


def _in_full(by: str, today: date) -> str:
    """`fredag` as the day it is; what is half typed stays as it stands."""
    try:
        return day_text(coming_days.any_day(by, today, field="")) if by.strip() else ""
    except DeskError:
        return by.strip()


def _is_past(by: str, today: date) -> bool:
    """Whether that day has gone by; what is half typed has not."""
    try:
        return dates.calendar_day(by) < today
    except dates.NotADate:
        return False


def _reached(spoken_of: tuple[Goal, ...], hide: Hide) -> tuple[Reached, ...]:
    """Those that are reached, the newest first."""
    found = [
        Reached(hide(one.latest.words), one.ended_on)
        for one in spoken_of
        if one.ended_how == "reached" and one.ended_on is not None
    ]
    return tuple(sorted(found, key=lambda one: one.on, reverse=True))


def _promises(
    reading: Reading, citizen_id: int, running: InProgress | None, hide: Hide
) -> tuple[PlanPromise, ...]:
    """Those that are not kept, then those that are being written."""
    found = [
        PlanPromise(
            hide(one.words),
            one.staff,
            day_text(one.by_on),
            one.by_on is not None and one.by_on < reading.today,
        )
        for one in promises.open_of(reading, citizen_id)
    ]
    colleagues = {str(row["id"]): row["name"] for row in reading.rows("SELECT id, name FROM staff")}
    found += [
        PlanPromise(
            hide(one.words.strip()), colleagues.get(one.who, ""), _in_full(one.by, reading.today)
        )
        for one in (running.text.promises if running is not None else ())
        if one.promise_id is None and one.words.strip()
    ]
    return tuple(found)


def _meetings(reading: Reading, citizen_id: int, hide: Hide) -> tuple[tuple[Meeting, ...], int]:
    """The next times that are booked, and how many come after them."""
    rows = reading.rows(
        "SELECT t.starts_at, t.place, t.room, r.label AS room_label,"
        " coalesce(s.name, '') AS coach FROM slot t LEFT JOIN staff s ON s.id = t.coach_id"
        " LEFT JOIN room r ON r.code = t.room WHERE t.citizen_id = ? AND t.status = 'booked'"
        " AND t.starts_at >= ? ORDER BY t.starts_at",
        (citizen_id, stored(reading.now)),
    )
    found = tuple(
        Meeting(from_stored(row["starts_at"]), row["coach"], hide(_where(row)))
        for row in rows[:MEETINGS]
    )
    return found, len(rows) - len(found)


def _groups(reading: Reading, citizen_id: int, hide: Hide) -> tuple[PlanGroup, ...]:
    """The groups in which they have or will have a place, as long as these meet at all."""
    last = reading.today + timedelta(weeks=53)
    coming: dict[int, datetime] = {}
    for one in citizen_meetings.planned(reading, citizen_id, reading.today, last):
        if one.starts_at >= reading.now:
            coming.setdefault(one.group_id, one.starts_at)
    found = []
    for group_id in coming:
        group = groups.one(reading, group_id)
        when = ""
        if group.rule is not None and group.start_time is not None and group.minutes is not None:
            when = group_rules.words(group.rule, group.start_time, group.minutes)
        where = hide(group.room_label or group.place)
        found.append(PlanGroup(hide(group.name), when, where, coming[group_id]))
    return tuple(found)


def _where(row: Row) -> str:
    if row["place"] or row["room"] is None:
        return str(row["place"])
    return codes.shown_label("room", row["room"], row["room_label"])


def _coach(reading: Reading, citizen_id: int, phone: str) -> Contact | None:
    course = courses.open_of(reading, citizen_id)
    return Contact(course.coach, phone) if course is not None and course.coach else None
