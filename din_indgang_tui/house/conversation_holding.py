"""Holding a goal and dream conversation: what was written becomes what was said, or is let go."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from din_indgang_tui.clock import iso_week, stored_day
from din_indgang_tui.house import conversation_writing, goals, promises
from din_indgang_tui.house.conversation_text import (
    LEVELS,
    ConversationText,
    GoalText,
    PromiseText,
    checked,
    day_text,
    fault,
    text_from,
)
from din_indgang_tui.house.conversations import Conversation, held
from din_indgang_tui.house.goals import Goal, GoalSaid
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import COACHES
from din_indgang_tui.store.unit import Reading, Unit, changes, reads


def text_to_begin(last: Conversation | None, standing: tuple[Goal, ...]) -> ConversationText:
    """A conversation goes on from the one before: its words and goals, and none of its numbers."""
    return ConversationText(
        own_words=last.own_words if last else "",
        matters_now=last.matters_now if last else "",
        strengths=last.strengths if last else "",
        goals=[_goal_text(goal, goal.latest, numbers=False) for goal in standing],
    )


def text_of(said: Conversation) -> ConversationText:
    """One that was held as it is written, to correct it."""
    return ConversationText(
        own_words=said.own_words,
        matters_now=said.matters_now,
        strengths=said.strengths,
        going=_number_text(said.going),
        goals=[_goal_text(goal, goal.latest, numbers=True) for goal in said.goals],
        promises=[
            PromiseText(
                promise_id=promise.promise_id,
                words=promise.words,
                by=day_text(promise.by_on),
                who=_number_text(promise.staff_id),
            )
            for promise in said.promises
        ],
    )


def _goal_text(goal: Goal, said: GoalSaid, *, numbers: bool) -> GoalText:
    return GoalText(
        goal_id=goal.goal_id,
        words=said.words,
        why=said.why,
        step=said.step,
        step_who=said.step_who,
        step_by=day_text(said.step_by),
        going=_number_text(said.going) if numbers else "",
        levels=_levels_text(goal),
        level=_number_text(said.level) if numbers else "",
        ended=goal.ended_how,
        version=goal.version,
        was_levels=_levels_text(goal),
        was_ended=goal.ended_how,
    )


def with_goals(text: ConversationText, now: tuple[Goal, ...]) -> ConversationText:
    """The same text, with the end and the scale that each goal has now, where others wrote them."""
    changed = {goal.goal_id: goal for goal in now}
    for one in text.goals:
        goal = changed.get(one.goal_id) if one.goal_id is not None else None
        if goal is not None and goal.version != one.version:
            one.version, one.ended, one.levels = goal.version, goal.ended_how, _levels_text(goal)
            one.was_ended, one.was_levels = goal.ended_how, _levels_text(goal)
    return text


def _levels_text(goal: Goal) -> list[str]:
    return [goal.levels.get(level, "") for level in LEVELS]


def _number_text(number: int | None) -> str:
    return "" if number is None else str(number)


@reads(COACHES)
def judge(
    reading: Reading, conversation_id: int | None, content: Mapping[str, Any], name: str, value: str
) -> str:
    """What is wrong with the day or the number that was typed in one field; empty where nothing is.

    Args:
        conversation_id: The one that is written or corrected; None before its first letter is kept.
        content: The whole text, which says whose goal the field is about.
        name: The field, as in `conversation_text.checked`.
        value: What was typed in it.
    """
    before = _days_before(reading, text_from(content), conversation_id)
    return fault(value, name, reading.today, stood=before.get(name))


@changes(COACHES, "conversations", "writing")
def finish(unit: Unit, conversation_id: int, content: Mapping[str, Any]) -> Conversation:
    """The conversation was held, today, by whoever holds its text.

    Its goals and promises are stored with it. Undo brings it back as it was being written, text and
    all. Raises DeskError by the field that cannot be read, where nothing is written, and where
    somebody else writes in it.
    """
    citizen_id = conversation_writing.citizen_of(unit, conversation_id)
    text = text_from(content)
    if text.is_empty:
        raise DeskError(_("Nothing is written yet."), field="own_words")
    unit.about(citizen_id)
    # Kept as it stands before it goes, so that undo brings back the last letter too.
    conversation_writing.keep_mine(unit, conversation_id, content)
    conversation_writing.end(unit, conversation_id)
    _store(unit, conversation_id, citizen_id, text, today=True)
    return held(unit, conversation_id)


@changes(COACHES, "conversations")
def correct(
    unit: Unit, conversation_id: int, version: int, content: Mapping[str, Any]
) -> Conversation:
    """A held conversation says something else, or more; its day and who held it stay.

    Raises Conflict where somebody corrected it since `version`, DeskError by the field that cannot
    be read.
    """
    before = held(unit, conversation_id)
    text = text_from(content)
    if text.is_empty:
        raise DeskError(_("Nothing is written yet."), field="own_words")
    # Asked first, and the version counts on whichever of its rows change.
    unit.update("conversation", conversation_id, {}, version=version)
    _store(unit, conversation_id, before.citizen_id, text)
    if unit.recorded and unit.stored("conversation", conversation_id, "version") == version:
        unit.update("conversation", conversation_id, {"version": version + 1})
    return held(unit, conversation_id)


@changes(COACHES, "conversations", "writing")
def let_go(unit: Unit, conversation_id: int) -> None:
    """A conversation begun by mistake is taken away; undo brings it back with its text.

    Raises DeskError where it was held, where a course was made from it, and where somebody else
    writes in it.
    """
    citizen_id = conversation_writing.citizen_of(unit, conversation_id)
    unit.about(citizen_id)
    if unit.one("SELECT 1 FROM course WHERE conversation_id = ?", (conversation_id,)):
        raise DeskError(_("It cannot be taken away: a course was made from it."))
    conversation_writing.end(unit, conversation_id)
    unit.delete("conversation", conversation_id)


def _store(
    unit: Unit,
    conversation_id: int,
    citizen_id: int,
    text: ConversationText,
    *,
    today: bool = False,
) -> None:
    written = checked(text, unit.today, earlier=_days_before(unit, text, conversation_id))
    values: dict[str, Any] = {
        "own_words": written.own_words,
        "matters_now": written.matters_now,
        "strengths": written.strengths,
        "going": written.going,
    }
    if today:
        values |= {
            "state": "held",
            "held_on": unit.today.isoformat(),
            "held_week": iso_week(unit.today),
            "held_by": unit.who.staff_id,
        }
    unit.update("conversation", conversation_id, values)
    goals.write(unit, citizen_id, conversation_id, written.goals)
    promises.write(unit, citizen_id, conversation_id, written.promises)


def _days_before(
    reading: Reading, text: ConversationText, conversation_id: int | None
) -> dict[str, date | None]:
    """Days of steps and promises that were agreed before: they may stay, though they are past.

    Those of the conversation itself where it is corrected, of the latest where it is new.
    """
    found: dict[str, date | None] = {}
    for at, goal in enumerate(text.goals):
        said = reading.value(
            "SELECT s.step_by FROM goal_said s JOIN conversation c ON c.id = s.conversation_id"
            " WHERE s.goal_id = ? ORDER BY c.id = ? DESC, c.held_on DESC, c.id DESC",
            (goal.goal_id, conversation_id),
        )
        found[f"goal.{at}.step_by"] = stored_day(said)
    for at, promise in enumerate(text.promises):
        by = reading.value("SELECT by_on FROM promise WHERE id = ?", (promise.promise_id,))
        found[f"promise.{at}.by"] = stored_day(by)
    return found
