"""What the drawings tell of somebody's course, of a session of today, of a wish for a time.

Days are counted from today, -28 is four weeks ago; one on which the house is closed is the open day
before it, or, ahead of today, after it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Goal:
    """What was said of one goal in one conversation; `number` is the same goal in each of them."""

    number: int
    words: str
    going: int
    why: str = ""
    step: str = ""
    who: str = ""
    by: int | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """One goal and dream conversation."""

    on: int
    own_words: str
    going: int
    goals: tuple[Goal, ...] = ()
    matters: str = ""
    strengths: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """What the house has promised."""

    words: str
    made: int
    by: int
    who: str
    kept: int | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """Consent to pass something on."""

    receiver: str
    what: str
    purpose: str
    given: int
    valid_to: int
    withdrawn: int | None = None
    how: str = "written"


@dataclass(frozen=True, slots=True)
class Ending:
    """How a course was closed."""

    on: int
    reason: str
    onward: str
    formerly: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One course.

    `sessions` are (day, hour, status), `activities` (day, kind, what, where, with whom), `pause`
    is (first, last, reason, note), and `scale` says of which goal it is, and its levels from -2 on.
    """

    who: str
    opened: int
    coach: str
    talks: tuple[Talk, ...] = ()
    sessions: tuple[tuple[int, int, str], ...] = ()
    peer: str = ""
    days: int = 140
    longer: str = ""
    pause: tuple[int, int | None, str, str] | None = None
    ending: Ending | None = None
    promises: tuple[Promise, ...] = ()
    consents: tuple[Consent, ...] = ()
    activities: tuple[tuple[int, str, str, str, str], ...] = ()
    scale: tuple[int, tuple[str, str, str, str, str]] | None = None
    feedback: bool = False
    legal: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """A session of today; `course` where it is one of the course that is open."""

    who: str
    at: str
    coach: str
    room: str | None
    minutes: int = 45
    kind: str = "coaching"
    place: str = ""
    came: str = "attended"  # what became of it once it is over
    course: bool = True


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody who waits for a time; `waited` days."""

    who: str
    waited: int
    coach: str | None
    weekdays: str = ""
    from_time: str | None = None
    to_time: str | None = None
    last: int | None = None
    note: str = ""
