"""Goals: what a citizen wants, in their own words, as it was said in each conversation."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from din_indgang_tui.clock import stored, stored_day
from din_indgang_tui.house.conversation_text import LEVELS, GoalWritten
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import COACHES
from din_indgang_tui.store.unit import Reading, Row, Unit, Value, changes, reads
from din_indgang_tui.words import full_day


@dataclass(frozen=True, slots=True)
class GoalSaid:
    """What was said of a goal in one conversation."""

    goal_id: int
    conversation_id: int
    held_on: date
    position: int  # 1 for the first goal of that conversation
    words: str
    why: str
    step: str  # the first small step
    step_who: str
    step_by: date | None
    going: int | None  # 0 to 10, said by the citizen
    level: int | None  # -2 to 2, on the goal's scale
    step_done_on: date | None = None  # empty while it is still to be taken
    version: int = 1


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal through all conversations it was spoken of in, the newest first (never empty)."""

    goal_id: int
    citizen_id: int
    version: int
    ended_on: date | None
    ended_how: str  # "reached", "let_go", or empty while it stands
    levels: dict[int, str]  # goal attainment scale in plain words; empty where none is kept
    said: tuple[GoalSaid, ...]

    @property
    def latest(self) -> GoalSaid:
        """As it was said last."""
        return self.said[0]


_SAID = (
    "SELECT s.*, c.held_on, g.citizen_id, g.version AS goal_version, g.ended_on, g.ended_how"
    " FROM goal_said s JOIN conversation c ON c.id = s.conversation_id"
    " JOIN citizen_goal g ON g.id = s.goal_id"
)


@reads(COACHES)
def of_citizen(reading: Reading, citizen_id: int) -> tuple[Goal, ...]:
    """All goals of a citizen: those that stand first, by their order in the last conversation."""
    reading.about(citizen_id)
    rows = reading.rows(
        f"{_SAID} WHERE g.citizen_id = ? AND c.state = 'held'"
        " ORDER BY c.held_on DESC, c.id DESC, s.position",
        (citizen_id,),
    )
    found = _goals(reading, rows)
    return tuple(sorted(found, key=lambda goal: goal.ended_on is not None))


@reads(COACHES)
def open_of(reading: Reading, citizen_id: int) -> tuple[Goal, ...]:
    """The goals of a citizen that stand: neither reached nor let go."""
    return tuple(goal for goal in of_citizen(reading, citizen_id) if goal.ended_on is None)


def said_in(reading: Reading, conversation_id: int) -> tuple[Goal, ...]:
    """The goals of one conversation in their order, each with what was said of it there."""
    rows = reading.rows(
        f"{_SAID} WHERE s.conversation_id = ? ORDER BY s.position", (conversation_id,)
    )
    return _goals(reading, rows)


def _goals(reading: Reading, rows: list[Row]) -> tuple[Goal, ...]:
    said: dict[int, list[GoalSaid]] = {}
    rows = [row for row in rows if row["held_on"] is not None]
    facts = {}
    for row in rows:
        said.setdefault(row["goal_id"], []).append(_said(row))
        facts[row["goal_id"]] = row
    scales = _levels(reading, tuple(said))
    return tuple(
        Goal(
            goal_id=goal_id,
            citizen_id=facts[goal_id]["citizen_id"],
            version=facts[goal_id]["goal_version"],
            ended_on=stored_day(facts[goal_id]["ended_on"]),
            ended_how=facts[goal_id]["ended_how"],
            levels=scales.get(goal_id, {}),
            said=tuple(in_each),
        )
        for goal_id, in_each in said.items()
    )


def levels_of(reading: Reading, goal_id: int) -> dict[int, str]:
    """The levels of a goal's scale, -2 first; empty where it has none."""
    return _levels(reading, (goal_id,)).get(goal_id, {})


def _levels(reading: Reading, goal_ids: Sequence[int]) -> dict[int, dict[int, str]]:
    """The scales of several goals, read at once; a goal without one is not in it."""
    found: dict[int, dict[int, str]] = {}
    for row in reading.rows(
        "SELECT goal_id, level, words FROM goal_level"
        " WHERE goal_id IN (SELECT value FROM json_each(?)) ORDER BY goal_id, level",
        (json.dumps(goal_ids),),
    ):
        found.setdefault(row["goal_id"], {})[row["level"]] = row["words"]
    return found


@changes(COACHES, "conversations")
def tick_step(
    unit: Unit, conversation_id: int, goal_id: int, version: int, *, done: bool = True
) -> GoalSaid:
    """The first small step of a goal is taken, today, or is not after all (`done` false).

    It is ticked where it was said last. Returns it as it stands. Raises DeskError where there is no
    step, or a later conversation spoke of the goal, and Conflict where it was changed since
    `version`.
    """
    row = unit.one(
        f"{_SAID} WHERE s.conversation_id = ? AND s.goal_id = ?", (conversation_id, goal_id)
    )
    if row is None or not row["step"] or row["held_on"] is None:
        raise DeskError(_("That step is not there any more. Look at the goals again."))
    unit.about(row["citizen_id"])
    if (later := _later(unit, conversation_id, goal_id)) is not None:
        said = _("On {day} more was said of that goal. The step is ticked there.")
        raise DeskError(said.format(day=full_day(later)))
    key = (conversation_id, goal_id)
    if (row["step_done_on"] is not None) != done:
        day = unit.today.isoformat() if done else None
        unit.update("goal_said", key, {"step_done_on": day}, version=version)
    return _said(unit.one(f"{_SAID} WHERE s.conversation_id = ? AND s.goal_id = ?", key) or row)


def write(
    unit: Unit, citizen_id: int, conversation_id: int, goals: tuple[GoalWritten, ...]
) -> None:
    """What was said of these goals in a conversation, within a deed of it.

    A goal without a number is new. One that was said in this conversation before stays there. Its
    end and its scale are one for all conversations: written where the writer changed them. Raises
    Conflict where somebody else did too, and DeskError where a later conversation spoke of it.
    """
    for position, goal in enumerate(goals, 1):
        goal_id = goal.goal_id
        if goal_id is None:
            goal_id = _new_goal(unit, citizen_id, goal)
        else:
            _kept_goal(unit, citizen_id, conversation_id, goal_id, goal)
        values: dict[str, Value] = {
            "position": position,
            "words": goal.words,
            "why": goal.why,
            "step": goal.step,
            "step_who": goal.step_who,
            "step_by": goal.step_by.isoformat() if goal.step_by else None,
            "going": goal.going,
            "level": goal.level,
        }
        key = (conversation_id, goal_id)
        before = unit.one(
            "SELECT step FROM goal_said WHERE conversation_id = ? AND goal_id = ?", key
        )
        # A step that goes on in the same words stays taken.
        if before is not None:
            if goal.step != before["step"]:
                values["step_done_on"] = None
            unit.update("goal_said", key, values)
        else:
            values["step_done_on"] = _taken_before(unit, goal_id, goal.step)
            unit.insert(
                "goal_said", {"conversation_id": conversation_id, "goal_id": goal_id, **values}
            )


def _taken_before(reading: Reading, goal_id: int, step: str) -> str | None:
    """The day on which a step was taken, where the goal was said with it last."""
    row = reading.one(
        f"{_SAID} WHERE s.goal_id = ? AND c.state = 'held'"
        " ORDER BY c.held_on DESC, c.id DESC LIMIT 1",
        (goal_id,),
    )
    return row["step_done_on"] if row is not None and step and row["step"] == step else None


def _new_goal(unit: Unit, citizen_id: int, goal: GoalWritten) -> int:
    facts: dict[str, Value] = {"citizen_id": citizen_id, "created_at": stored(unit.now)}
    goal_id = unit.insert("citizen_goal", facts | _ended(unit, goal))
    _write_levels(unit, goal_id, goal.levels)
    return goal_id


def _kept_goal(
    unit: Unit, citizen_id: int, conversation_id: int, goal_id: int, goal: GoalWritten
) -> None:
    row = unit.one(
        "SELECT * FROM citizen_goal WHERE id = ? AND citizen_id = ?", (goal_id, citizen_id)
    )
    if row is None:
        raise DeskError(_("A goal that stood here was taken back. Look at the goals again."))
    before = levels_of(unit, goal_id)
    known = goal.version is not None
    was_ended = goal.was_ended if known else row["ended_how"]
    was_levels = goal.was_levels if known else before
    ends = goal.ended != was_ended
    changed = {n for n in LEVELS if goal.levels.get(n) != was_levels.get(n)}
    if not ends and not changed:
        return
    later = _later(unit, conversation_id, goal_id)
    if later is not None:
        said = _("On {day} more was said of that goal. Change its end and scale there.")
        raise DeskError(said.format(day=full_day(later)))
    theirs = ends and row["ended_how"] not in (was_ended, goal.ended)
    scale = any(before.get(n) not in (was_levels.get(n), goal.levels.get(n)) for n in changed)
    if theirs or scale:
        # The version counts on with either, so this says who it was.
        unit.update("citizen_goal", goal_id, _ended(unit, goal), version=goal.version)
    if ends and row["ended_how"] != goal.ended:
        unit.update("citizen_goal", goal_id, _ended(unit, goal))
    joined = before | {n: goal.levels.get(n, "") for n in changed}
    if _write_levels(unit, goal_id, {n: words for n, words in joined.items() if words}):
        version = int(unit.stored("citizen_goal", goal_id, "version")) + 1
        unit.update("citizen_goal", goal_id, {"version": version})


def _ended(unit: Unit, goal: GoalWritten) -> dict[str, Value]:
    return {
        "ended_on": unit.today.isoformat() if goal.ended else None,
        "ended_how": goal.ended,
    }


def _later(reading: Reading, conversation_id: int, goal_id: int) -> date | None:
    """The day of the last conversation after this one that spoke of the goal."""
    return stored_day(
        reading.value(
            "SELECT max(c.held_on) FROM goal_said s JOIN conversation c ON c.id = s.conversation_id"
            " JOIN conversation this ON this.id = ?"
            " WHERE s.goal_id = ? AND c.state = 'held'"
            "  AND (c.held_on, c.id) > (this.held_on, this.id)",
            (conversation_id, goal_id),
        )
    )


def _write_levels(unit: Unit, goal_id: int, levels: dict[int, str]) -> bool:
    """Let these be the levels of a goal's scale; whether any is another than before."""
    before = levels_of(unit, goal_id)
    for level in LEVELS:
        words = levels.get(level)
        if words == before.get(level):
            continue
        if words is None:
            unit.delete("goal_level", (goal_id, level))
        elif level in before:
            unit.update("goal_level", (goal_id, level), {"words": words})
        else:
            unit.insert("goal_level", {"goal_id": goal_id, "level": level, "words": words})
    return levels != before


def _said(row: Row) -> GoalSaid:
    return GoalSaid(
        goal_id=row["goal_id"],
        conversation_id=row["conversation_id"],
        held_on=date.fromisoformat(row["held_on"]),
        position=row["position"],
        words=row["words"],
        why=row["why"],
        step=row["step"],
        step_who=row["step_who"],
        step_by=stored_day(row["step_by"]),
        going=row["going"],
        level=row["level"],
        step_done_on=stored_day(row["step_done_on"]),
        version=row["version"],
    )
