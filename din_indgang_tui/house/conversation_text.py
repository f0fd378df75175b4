"""The text of a goal and dream conversation as it is written, and what it says once it is held.

Pure: no database. While two people talk everything is text as typed, numbers and days too;
`checked` reads it, and raises one sentence about the first field that cannot be read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from din_indgang_tui.house.coming_days import coming_day
from din_indgang_tui.house.lines import one_line
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.text import LIMIT, clean

LINE = 300  # characters of a line: a step, a promise, a level
WHO = 60  # characters of who takes a step
MOST_GOALS = 20
MOST_PROMISES = 20
LEVELS = (-2, -1, 0, 1, 2)  # goal attainment scaling (Kiresuk and Sherman, 1968)
LARGE = ("own_words", "matters_now", "strengths")  # in the order a conversation goes


@dataclass(slots=True)
class GoalText:
    """A goal as it is written; `goal_id` where it was said before."""

    goal_id: int | None = None
    words: str = ""
    why: str = ""
    step: str = ""
    step_who: str = ""
    step_by: str = ""
    going: str = ""  # 0 to 10
    levels: list[str] = field(default_factory=lambda: [""] * len(LEVELS))  # -2 first
    level: str = ""  # -2 to 2
    ended: str = ""  # "reached" or "let_go"
    # What the writer began with, where it was said before: an end and a scale are one for all
    # conversations, so only what was changed here is written.
    version: int | None = None
    was_levels: list[str] = field(default_factory=lambda: [""] * len(LEVELS))
    was_ended: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written of it."""
        texts = (self.words, self.why, self.step, self.step_who, self.step_by, self.going)
        return not any(text.strip() for text in (*texts, *self.levels, self.level, self.ended))


@dataclass(slots=True)
class PromiseText:
    """A promise as it is written; `who` is the number of a colleague, as text."""

    promise_id: int | None = None
    words: str = ""
    by: str = ""
    who: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was promised."""
        return not self.words.strip() and not self.by.strip()


@dataclass(slots=True)
class ConversationText:
    """All that is written in one conversation."""

    own_words: str = ""
    matters_now: str = ""
    strengths: str = ""
    going: str = ""
    goals: list[GoalText] = field(default_factory=list)
    promises: list[PromiseText] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written at all."""
        texts = (self.own_words, self.matters_now, self.strengths, self.going)
        return (
            not any(text.strip() for text in texts)
            and all(goal.is_empty for goal in self.goals)
            and all(promise.is_empty for promise in self.promises)
        )

    def in_all(self) -> str:
        """All of its words, a line for each field: to be measured."""
        texts = [self.own_words, self.matters_now, self.strengths]
        for goal in self.goals:
            texts += [goal.words, goal.why, goal.step]
        return "\n".join(filter(None, [*texts, *(promise.words for promise in self.promises)]))

    def content(self) -> dict[str, Any]:
        """As it is kept while it is written."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class GoalWritten:
    """What was said of a goal, read: days are days and numbers numbers."""

    goal_id: int | None
    words: str
    why: str
    step: str
    step_who: str
    step_by: date | None
    going: int | None
    levels: dict[int, str]
    level: int | None
    ended: str
    version: int | None  # that the writer began with, and what stood there then
    was_levels: dict[int, str]
    was_ended: str


@dataclass(frozen=True, slots=True)
class PromiseWritten:
    """A promise, read."""

    promise_id: int | None
    words: str
    by: date | None
    staff_id: int | None


@dataclass(frozen=True, slots=True)
class ConversationWritten:
    """A conversation, read: what is stored of it."""

    own_words: str
    matters_now: str
    strengths: str
    going: int | None
    goals: tuple[GoalWritten, ...]
    promises: tuple[PromiseWritten, ...]


def text_from(content: Mapping[str, Any]) -> ConversationText:
    """The text that `content` wrote; what is missing in it is empty."""
    return ConversationText(
        **{name: _text(content.get(name)) for name in (*LARGE, "going")},
        goals=[_goal(one) for one in content.get("goals", [])],
        promises=[_promise(one) for one in content.get("promises", [])],
    )


def _goal(kept: Mapping[str, Any]) -> GoalText:
    names = ("words", "why", "step", "step_who", "step_by", "going", "level", "ended", "was_ended")
    return GoalText(
        goal_id=kept.get("goal_id"),
        version=kept.get("version"),
        levels=_levels(kept.get("levels", [])),
        was_levels=_levels(kept.get("was_levels", [])),
        **{name: _text(kept.get(name)) for name in names},
    )


def _levels(kept: Sequence[object]) -> list[str]:
    levels = [_text(one) for one in kept][: len(LEVELS)]
    return levels + [""] * (len(LEVELS) - len(levels))


def _promise(kept: Mapping[str, Any]) -> PromiseText:
    return PromiseText(
        promise_id=kept.get("promise_id"),
        **{name: _text(kept.get(name)) for name in ("words", "by", "who")},
    )


def _text(value: object) -> str:
    # One letter more than may be, so that what is too long is refused and not cut.
    return clean(value, lines=True, limit=LIMIT + 1) if isinstance(value, str) else ""


def checked(
    text: ConversationText, today: date, *, earlier: Mapping[str, date | None] | None = None
) -> ConversationWritten:
    """What is stored of this text; goals and promises that nothing was written of are left out.

    It is read in the order of the screen, so that the first that cannot be read is the upper one.

    Args:
        text: As typed.
        today: No step and no promise is due before it.
        earlier: Days by field (`goal.0.step_by`) that stood there before: they may stay, though
            they are past.

    Raises:
        DeskError: one sentence about the field that cannot be read. Fields of the second goal are
            `goal.1.words`, `goal.1.step_by` and so on, `promise.0.by` of the first promise.
    """
    stood = earlier or {}
    _not_too_many(text)
    return ConversationWritten(
        own_words=_lines(text.own_words, "own_words"),
        matters_now=_lines(text.matters_now, "matters_now"),
        strengths=_lines(text.strengths, "strengths"),
        goals=tuple(
            _checked_goal(goal, f"goal.{at}", today, stood.get(f"goal.{at}.step_by"))
            for at, goal in enumerate(text.goals)
            if not goal.is_empty or goal.goal_id is not None
        ),
        going=number(text.going, "going"),
        promises=tuple(
            _checked_promise(promise, f"promise.{at}", today, stood.get(f"promise.{at}.by"))
            for at, promise in enumerate(text.promises)
            if not promise.is_empty or promise.promise_id is not None
        ),
    )


def fault(value: str, name: str, today: date, *, stood: date | None = None) -> str:
    """What is wrong with the day or the number in one field, as a sentence; empty where nothing is.

    Args:
        value: As typed. An empty one is never wrong.
        name: The field, as in `checked`. A text of words has no fault of its own.
        today: No step and no promise is due before it.
        stood: The day that stood there before, which may stay.
    """
    kind = name.rpartition(".")[2]
    try:
        if kind == "going":
            number(value, name)
        elif kind == "level":
            _level(value, name)
        elif kind in ("step_by", "by"):
            _by(value, today, stood, name)
    except DeskError as error:
        return error.message
    return ""


def _not_too_many(text: ConversationText) -> None:
    """Refuse a new goal or promise past the most; those that stand already may all go on."""
    goals = [at for at, goal in enumerate(text.goals) if goal.goal_id or not goal.is_empty]
    if any(text.goals[at].goal_id is None for at in goals[MOST_GOALS:]):
        raise DeskError(
            _("{n} goals are as many as one conversation can have.").format(n=MOST_GOALS),
            field=f"goal.{goals[-1]}.words",
        )
    made = [at for at, one in enumerate(text.promises) if one.promise_id or not one.is_empty]
    if any(text.promises[at].promise_id is None for at in made[MOST_PROMISES:]):
        raise DeskError(
            _("{n} promises are as many as one conversation can have.").format(n=MOST_PROMISES),
            field=f"promise.{made[-1]}.words",
        )


def _checked_goal(goal: GoalText, name: str, today: date, stood: date | None) -> GoalWritten:
    words = _lines(goal.words, f"{name}.words")
    if not words:
        raise DeskError(_("Write the goal in the citizen's own words."), field=f"{name}.words")
    why = _lines(goal.why, f"{name}.why")
    step = one_line(goal.step, f"{name}.step", LINE)
    step_who = one_line(goal.step_who, f"{name}.step_who", WHO)
    step_by = _by(goal.step_by, today, stood, f"{name}.step_by")
    going = number(goal.going, f"{name}.going")
    levels = {
        n: one_line(said, f"{name}.levels.{n}", LINE)
        for n, said in zip(LEVELS, goal.levels, strict=True)
    }
    levels = {n: said for n, said in levels.items() if said}
    level = _level(goal.level, f"{name}.level")
    if level is not None and not levels:
        raise DeskError(
            _("Write what the levels of the scale mean first."), field=f"{name}.levels.0"
        )
    return GoalWritten(
        goal_id=goal.goal_id,
        words=words,
        why=why,
        step=step,
        step_who=step_who,
        step_by=step_by,
        going=going,
        levels=levels,
        level=level,
        ended=goal.ended if goal.ended in ("reached", "let_go") else "",
        version=goal.version,
        was_levels={n: said for n, said in zip(LEVELS, goal.was_levels, strict=True) if said},
        was_ended=goal.was_ended,
    )


def _checked_promise(
    promise: PromiseText, name: str, today: date, stood: date | None
) -> PromiseWritten:
    words = one_line(promise.words, f"{name}.words", LINE)
    if not words:
        raise DeskError(_("Write what the house has promised."), field=f"{name}.words")
    return PromiseWritten(
        promise_id=promise.promise_id,
        words=words,
        by=_by(promise.by, today, stood, f"{name}.by"),
        staff_id=int(promise.who) if promise.who.isdecimal() else None,
    )


def _lines(text: str, name: str) -> str:
    """A text of several lines, clean; what is too long is refused."""
    text = clean(text, lines=True, limit=LIMIT + 1).strip()
    if len(text) > LIMIT:
        raise DeskError(_("That is too long: at most {n} characters.").format(n=LIMIT), field=name)
    return text


def _by(text: str, today: date, stood: date | None, name: str) -> date | None:
    if not text.strip():
        return None
    if stood is not None and text.strip() == day_text(stood):
        return stood
    return coming_day(text, today, field=name)


def day_text(day: date | None) -> str:
    """A day as it is written in a row."""
    return f"{day:%d.%m.%Y}" if day else ""


def number(text: str, name: str) -> int | None:
    """How it goes, 0 to 10; None where nothing was said. Raises DeskError by the field."""
    text = text.strip()
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= 2) or int(text) > 10:
        raise DeskError(_("Write a whole number from 0 to 10."), field=name)
    return int(text)


def _level(text: str, name: str) -> int | None:
    text = text.strip()
    if not text:
        return None
    # A minus as a telephone or a word processor writes it is a minus too.
    plain = text.replace("\u2212", "-").replace("\u2013", "-").removeprefix("+")
    for level in LEVELS:
        if plain == str(level):
            return level
    raise DeskError(_("Write -2, -1, 0, 1 or 2."), field=name)
