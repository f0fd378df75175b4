"""The rows of a conversation, in the order one goes: what each is called, holds, and is written in.

A row is known by the name of its field, the one that the house's sentences are about:
`own_words`, `goal.0.step_by`, `promise.1.words`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from din_indgang_tui.house.conversation_text import (
    LEVELS,
    LINE,
    WHO,
    ConversationText,
    GoalText,
    PromiseText,
    day_text,
)
from din_indgang_tui.house.conversations import Other
from din_indgang_tui.house.promises import Promise
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.text import LIMIT
from din_indgang_tui.words import short_moment, unstopped

BOX, LINE_ROW, CHOICE, SHOWN = "box", "line", "choice", "shown"
SHORT = 12  # characters of a number or a day

_LEVEL_LABELS = {
    -2: N_("-2, as it is now"),
    -1: N_("-1, part of the way"),
    0: N_("0, what is hoped for"),
    1: N_("+1, more than that"),
    2: N_("+2, much more"),
}
ENDED = (("", N_("stands")), ("reached", N_("reached")), ("let_go", N_("let go")))


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `kind` says how it is written, `goal` whose goal's row it is (0 for the first)."""

    name: str
    label: str
    kind: str
    limit: int = LINE
    hint: str = ""
    goal: int | None = None


def rows_of(
    text: ConversationText,
    *,
    open_goal: int | None,
    open_promise: int | None,
    scale: bool,
    owed: tuple[Promise, ...],
    others: tuple[Other, ...],
) -> list[Row]:
    """The rows as they stand: one goal and one promise may be open, with all that is said of it."""
    rows = [
        Row("own_words", _("What I dream of"), BOX, LIMIT),
        Row("matters_now", _("What matters now"), BOX, LIMIT),
        Row("strengths", _("Goes well, who is there"), BOX, LIMIT),
    ]
    for at, goal in enumerate(text.goals or [GoalText()]):
        rows += _goal(at, goal, is_open=at == open_goal, scale=scale)
    number = _("A number from 0 to 10, said by the citizen.")
    rows.append(Row("going", _("How it goes today"), LINE_ROW, SHORT, number))
    for promise in owed:
        rows.append(Row(f"owed.{promise.promise_id}", _("The house has promised"), SHOWN))
    for at in range(len(text.promises) or 1):
        rows += _promise(at, is_open=at == open_promise)
    rows.append(Row("next", _("Next time"), SHOWN))
    for at, other in enumerate(others):
        label = _("Your own text") if other.mine else _("Another text")
        rows.append(Row(f"other.{at}", label, SHOWN))
    return rows


def _goal(at: int, goal: GoalText, *, is_open: bool, scale: bool) -> list[Row]:
    name = f"goal.{at}"
    rows = [Row(f"{name}.words", _("Goal {n}").format(n=at + 1), BOX, LIMIT, goal=at)]
    if not is_open:
        return rows
    day = _("A day like 20.11. or tomorrow or Friday.")
    rows += [
        Row(f"{name}.why", _("  Why it matters"), BOX, LIMIT, goal=at),
        Row(f"{name}.step", _("  First small step"), LINE_ROW, goal=at),
        Row(f"{name}.step_who", _("  Who does it"), LINE_ROW, WHO, goal=at),
        Row(f"{name}.step_by", _("  By when"), LINE_ROW, SHORT, day, goal=at),
        Row(
            f"{name}.going",
            _("  Today, 0 to 10"),
            LINE_ROW,
            SHORT,
            _("A number from 0 to 10, said by the citizen."),
            goal=at,
        ),
    ]
    if scale or any(goal.levels):
        for level in LEVELS:
            label = "  " + _(_LEVEL_LABELS[level])
            rows.append(Row(f"{name}.levels.{level}", label, LINE_ROW, goal=at))
        where = _("Which of the five levels: -2, -1, 0, 1 or 2.")
        rows.append(
            Row(f"{name}.level", _("  On the scale today"), LINE_ROW, SHORT, where, goal=at)
        )
    if goal.goal_id is not None:
        rows.append(Row(f"{name}.ended", _("  The goal"), CHOICE, goal=at))
    return rows


def _promise(at: int, *, is_open: bool) -> list[Row]:
    name = f"promise.{at}"
    label = _("The house promises")
    rows = [Row(f"{name}.words", label, LINE_ROW)]
    if is_open:
        day = _("A day like 20.11. or tomorrow or Friday.")
        rows += [
            Row(f"{name}.by", _("  By when"), LINE_ROW, SHORT, day),
            Row(f"{name}.who", _("  Who does it"), CHOICE),
        ]
    return rows


def get(text: ConversationText, name: str) -> str:
    """What stands in a row."""
    of, key = _place(text, name)
    if of is None:
        return ""
    if isinstance(of, GoalText) and key.startswith("levels."):
        return of.levels[LEVELS.index(int(key.removeprefix("levels.")))]
    return str(getattr(of, key))


def put(text: ConversationText, name: str, value: str) -> None:
    """Let this stand in a row; the first goal and promise come to be as they are written."""
    kind, _dot, _rest = name.partition(".")
    if kind == "goal" and not text.goals:
        text.goals.append(GoalText())
    if kind == "promise" and not text.promises:
        text.promises.append(PromiseText())
    of, key = _place(text, name)
    if of is None:
        return
    if isinstance(of, GoalText) and key.startswith("levels."):
        of.levels[LEVELS.index(int(key.removeprefix("levels.")))] = value
    else:
        setattr(of, key, value)


def _place(
    text: ConversationText, name: str
) -> tuple[ConversationText | GoalText | PromiseText | None, str]:
    kind, _dot, rest = name.partition(".")
    if kind not in ("goal", "promise"):
        return text, name
    number, _dot, key = rest.partition(".")
    listed: list[GoalText] | list[PromiseText]
    listed = text.goals if kind == "goal" else text.promises
    return (listed[int(number)] if int(number) < len(listed) else None), key


def number_in(name: str) -> int:
    """Which goal, promise or other text a row is of."""
    return int(name.split(".")[1])


def label_of(text: ConversationText, name: str) -> str:
    """What a field of a goal or a promise is called, also while it is folded away."""
    at = number_in(name)
    listed = rows_of(text, open_goal=at, open_promise=at, scale=True, owed=(), others=())
    return next((row.label.strip() for row in listed if row.name == name), "")


def other_line(other: Other, today: date) -> str:
    """Who wrote it and when, then how it begins: texts of one conversation begin alike."""
    when = short_moment(other.at, today)
    who = when if other.mine else f"{other.who} {when}"
    said = first_line(other.text.own_words) or first_line(other.text.in_all())
    return f"{who}: {said}" if said else who


def owed_line(promise: Promise) -> str:
    """`ringe til udlejer inden 20.11.2026 (Bo Dam)`."""
    said = unstopped(promise.words) if promise.by_on or promise.staff else promise.words
    if promise.by_on:
        said = _("{words} by {day}").format(words=said, day=day_text(promise.by_on))
    return f"{said} ({promise.staff})" if promise.staff else said


def first_line(text: str) -> str:
    """The beginning of a text, and how many lines there are more of it."""
    first, *more = [part for part in text.split("\n") if part.strip()] or [""]
    return f"{first}  + {len(more)}" if more else first
