"""The citizen's own plan on one page: what they said, in their words, with nothing of ours in it.

It is put together anew each time it is read; nothing of it is stored. It has no address, phone or
CPR number of the citizen's, protected or not: nobody needs them in their own plan, and a paper left
on a bus tells nobody where somebody lives. Where an address is protected, it goes out of what was
said as well (a home visit, a goal about the flat).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from din_indgang_tui.clock import from_stored, stored
from din_indgang_tui.house import acute_numbers, citizens, codes, names
from din_indgang_tui.house import settings as house_settings
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import COACHES
from din_indgang_tui.store.unit import Reading, Row, reads

MEETINGS = 6  # the next ones; a series of twenty would be the whole page
_Hide = Callable[[str], str]
LEFT_OUT = "…"  # what stands for a protected address
_LEAST_STREET = 4  # letters: a shorter name of a street is taken with its number only


@dataclass(frozen=True, slots=True)
class Step:
    """The first small step towards a goal."""

    words: str
    who: str
    by: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class Goal:
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
class Promise:
    """What the house has promised and not kept yet, and who does it."""

    words: str
    who: str
    by: date | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A time that is booked: when (UTC), with whom, and where."""

    starts_at: datetime
    coach: str
    where: str


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
    said_on: date | None  # the day of the newest conversation; None where none was held
    dream: str
    matters: str
    strengths: str
    goals: tuple[Goal, ...]
    goals_text: str  # goals that came from elsewhere in one text, where there are no others
    reached: tuple[Reached, ...]
    promises: tuple[Promise, ...]
    meetings: tuple[Meeting, ...]
    more_meetings: int  # booked after those
    coach: Contact | None  # of the open course
    house_phone: str
    acute: tuple[Contact, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said yet."""
        said = (self.dream, self.matters, self.strengths, self.goals, self.goals_text)
        return not any(said)

    @property
    def own_words(self) -> str:
        """All that the citizen or the house wrote in it, sentence by sentence: to be measured."""
        said = [self.dream, self.matters, self.strengths]
        for goal in self.goals:
            said += [goal.words, goal.why, goal.step.words if goal.step else ""]
        said += [self.goals_text, *(promise.words for promise in self.promises)]
        return "\n".join(text for text in said if text)


@reads(COACHES, recorded=True)
def plan(reading: Reading, citizen_id: int) -> Plan:
    """Someone's plan; that it was opened goes on record. Raises DeskError where nobody is there."""
    return _plan(reading, citizen_id)


@reads(COACHES)
def plan_again(reading: Reading, citizen_id: int) -> Plan:
    """The plan of someone whose plan is open already: to look on is not to look again."""
    return _plan(reading, citizen_id)


def _plan(reading: Reading, citizen_id: int) -> Plan:
    reading.about(citizen_id)
    row = reading.one("SELECT * FROM citizen WHERE id = ?", (citizen_id,))
    if row is None:
        raise DeskError(_("That person is not here any more."))
    hide = _hider(row, reading.today)
    talks = reading.rows(
        "SELECT held_on, own_words, matters_now, strengths, goals_text FROM conversation"
        " WHERE citizen_id = ? AND state = 'held' ORDER BY held_on DESC, id DESC",
        (citizen_id,),
    )

    def newest(column: str) -> str:
        """What was said last: a conversation that left it open takes nothing back."""
        return hide(next((talk[column] for talk in talks if talk[column].strip()), ""))

    settings = house_settings.current(reading)
    goals = _goals(reading, citizen_id, hide)
    meetings, more = _meetings(reading, citizen_id, hide)
    return Plan(
        citizen_id=citizen_id,
        name=names.full_name(row["given_name"], row["family_name"]),
        house=settings.house_name,
        made_on=reading.today,
        said_on=_day(talks[0]["held_on"]) if talks else None,
        dream=newest("own_words"),
        matters=newest("matters_now"),
        strengths=newest("strengths"),
        goals=goals,
        goals_text="" if goals else newest("goals_text"),
        reached=_reached(reading, citizen_id, hide),
        promises=_promises(reading, citizen_id, hide),
        meetings=meetings,
        more_meetings=more,
        coach=_coach(reading, citizen_id, settings.house_phone),
        house_phone=settings.house_phone,
        acute=tuple(
            Contact(one.label, one.number, one.hours)
            for one in acute_numbers.everything(reading)
            if not one.retired
        ),
    )


# What was said of each goal last, in a conversation that was held.
_LAST_SAID = (
    "SELECT s.*, g.ended_on, g.ended_how FROM citizen_goal g JOIN goal_said s ON s.goal_id = g.id"
    " WHERE g.citizen_id = ? AND s.conversation_id = (SELECT c.id FROM conversation c"
    " JOIN goal_said o ON o.conversation_id = c.id WHERE o.goal_id = g.id AND c.state = 'held'"
    " ORDER BY c.held_on DESC, c.id DESC LIMIT 1)"
)


def _goals(reading: Reading, citizen_id: int, hide: _Hide) -> tuple[Goal, ...]:
    rows = reading.rows(
        f"{_LAST_SAID} AND g.ended_on IS NULL ORDER BY s.position, g.id", (citizen_id,)
    )
    return tuple(Goal(hide(row["words"]), hide(row["why"]), _step(row, hide)) for row in rows)


def _step(row: Row, hide: _Hide) -> Step | None:
    if not row["step"].strip():
        return None
    return Step(
        hide(row["step"]), hide(row["step_who"]), _day(row["step_by"]), _day(row["step_done_on"])
    )


def _reached(reading: Reading, citizen_id: int, hide: _Hide) -> tuple[Reached, ...]:
    rows = reading.rows(
        f"{_LAST_SAID} AND g.ended_how = 'reached' ORDER BY g.ended_on DESC, g.id", (citizen_id,)
    )
    return tuple(Reached(hide(row["words"]), date.fromisoformat(row["ended_on"])) for row in rows)


def _promises(reading: Reading, citizen_id: int, hide: _Hide) -> tuple[Promise, ...]:
    rows = reading.rows(
        "SELECT p.words, p.by_on, coalesce(s.name, '') AS who FROM promise p"
        " LEFT JOIN staff s ON s.id = p.staff_id WHERE p.citizen_id = ? AND p.kept_on IS NULL"
        " ORDER BY p.by_on IS NULL, p.by_on, p.id",
        (citizen_id,),
    )
    return tuple(Promise(hide(row["words"]), row["who"], _day(row["by_on"])) for row in rows)


def _meetings(reading: Reading, citizen_id: int, hide: _Hide) -> tuple[tuple[Meeting, ...], int]:
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


def _where(row: Row) -> str:
    if row["place"] or row["room"] is None:
        return str(row["place"])
    return codes.shown_label("room", row["room"], row["room_label"])


def _coach(reading: Reading, citizen_id: int, phone: str) -> Contact | None:
    name = reading.value(
        "SELECT s.name FROM course c JOIN staff s ON s.id = c.coach_id"
        " WHERE c.citizen_id = ? AND c.closed_on IS NULL AND s.active = 1"
        " ORDER BY c.opened_on DESC, c.id DESC LIMIT 1",
        (citizen_id,),
    )
    return None if name is None else Contact(name, phone)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


# A protected address in what was said -----------------------------------------------------------


def _hider(row: Row, today: date) -> _Hide:
    """Takes what protection hides out of a text; leaves every text of others as it is."""
    if not citizens.is_protected(row, today):
        return lambda text: text
    patterns = [
        re.compile(pattern, re.IGNORECASE)
        for pattern in (_street(row["street"]), _phone(row["phone_digits"]), _email(row["email"]))
        if pattern
    ]

    def hide(text: str) -> str:
        for pattern in patterns:
            text = pattern.sub(LEFT_OUT, text)
        return text

    return hide


def _street(street: str) -> str:
    """The street with or without its number and floor, however many spaces it is written with."""
    name = re.split(r"\s*\d", street, maxsplit=1)[0].strip(" ,")
    if len(name) < _LEAST_STREET:
        name = street.strip()
    if not name:
        return ""
    floor = r"(?:\s*,\s*(?:\d+\.?\s*)?(?:(?:sal|st|tv|th|mf)\b\.?\s*)*)"
    words = r"\s+".join(map(re.escape, name.split()))
    return rf"(?<!\w){words}(?:\s+\d+\s?[a-z]?\b{floor}?)?"


def _phone(digits: str) -> str:
    """The number with or without its country, grouped in whatever way."""
    if not digits:
        return ""
    between = r"[\s.-]*"
    return rf"(?<!\d)(?:(?:\+|00)45{between})?{between.join(digits)}(?!\d)"


def _email(email: str) -> str:
    return re.escape(email.strip())
