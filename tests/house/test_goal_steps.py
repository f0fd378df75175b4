"""The first small step of a goal: taken, not taken after all, and the same in the next talk."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from din_indgang_tui.house import (
    conversation_holding,
    conversation_writing,
    conversations,
    goals,
    time_line,
)
from din_indgang_tui.house.conversation_text import ConversationText, GoalText
from din_indgang_tui.house.goals import Goal, GoalSaid
from din_indgang_tui.house.time_line import StepTaken
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict, NotAllowed
from din_indgang_tui.store.roles import Role, Who
from tests.scene import HandClock, citizen, content, refused, rows

TODAY = date(2026, 11, 17)
POST = GoalText(words="Jeg åbner min post", step="To breve", step_by="20.11.")


@pytest.fixture
def kirsten(door: Door, bo: Who) -> int:
    return citizen(door, bo, "Kirsten", "Møller")


def talk(door: Door, who: Who, citizen_id: int, *of: GoalText) -> None:
    """A conversation of today about these goals."""
    said: dict[str, Any] = ConversationText(own_words="Ro", goals=list(of)).content()
    begun = door.change(who, conversation_writing.begin, citizen_id, said)
    door.change(who, conversation_holding.finish, begun.conversation_id, said)


def again(goal: Goal, **more: Any) -> GoalText:
    """The goal as the next conversation begins with it, with some of it in other words."""
    last = goal.latest
    whole: dict[str, Any] = {
        "words": last.words,
        "step": last.step,
        "step_by": "20.11.",
        "version": goal.version,
    }
    return GoalText(goal_id=goal.goal_id, **whole | more)


def only(door: Door, who: Who, citizen_id: int) -> Goal:
    (goal,) = door.read(who, goals.of_citizen, citizen_id)
    return goal


def tick(door: Door, who: Who, said: GoalSaid, *, done: bool = True) -> GoalSaid:
    return door.change(
        who, goals.tick_step, said.conversation_id, said.goal_id, said.version, done=done
    )


def test_a_step_is_taken_on_the_day_it_is_ticked_and_undo_takes_that_back(
    door: Door, mette: Who, kirsten: int
) -> None:
    talk(door, mette, kirsten, POST)
    said = only(door, mette, kirsten).latest
    assert said.step_done_on is None
    before = door.read(mette, content)
    assert tick(door, mette, said).step_done_on == TODAY
    assert only(door, mette, kirsten).latest.step_done_on == TODAY
    record = "SELECT citizen_id FROM audit ORDER BY id DESC LIMIT 1"
    assert door.read(mette, rows, record) == [(kirsten,)]
    door.change(mette, undo)
    assert door.read(mette, content) == before


def test_a_step_that_was_not_taken_after_all_is_still_to_come(
    door: Door, mette: Who, kirsten: int
) -> None:
    talk(door, mette, kirsten, POST)
    said = tick(door, mette, only(door, mette, kirsten).latest)
    assert tick(door, mette, said, done=False).step_done_on is None


def test_two_who_tick_at_once_meet(
    door: Door, mette: Who, who: dict[Role, Who], kirsten: int
) -> None:
    talk(door, mette, kirsten, POST)
    said = only(door, mette, kirsten).latest
    tick(door, mette, said)
    assert tick(door, who[Role.OUTREACH], said).step_done_on == TODAY  # the same twice is no clash
    with pytest.raises(Conflict):
        tick(door, who[Role.OUTREACH], said, done=False)


def test_a_goal_without_a_step_has_none_to_take(door: Door, mette: Who, kirsten: int) -> None:
    talk(door, mette, kirsten, GoalText(words="Jeg sover om natten"))
    said = only(door, mette, kirsten).latest
    refused(door, mette, goals.tick_step, said.conversation_id, said.goal_id, said.version)


def test_a_step_is_ticked_where_the_goal_was_spoken_of_last(
    door: Door, mette: Who, kirsten: int, clock: HandClock
) -> None:
    talk(door, mette, kirsten, POST)
    first = only(door, mette, kirsten)
    clock.move(days=2)
    talk(door, mette, kirsten, again(first, step="Tre breve"))
    said = first.latest
    error = refused(door, mette, goals.tick_step, said.conversation_id, said.goal_id, said.version)
    assert "19.11.2026" in error.message
    assert tick(door, mette, only(door, mette, kirsten).latest).step_done_on == date(2026, 11, 19)


@pytest.mark.parametrize(("step", "taken"), [("To breve", TODAY), ("Tre breve", None), ("", None)])
def test_the_same_step_stays_taken_in_the_next_conversation_and_another_is_to_come(
    door: Door, mette: Who, kirsten: int, clock: HandClock, step: str, taken: date | None
) -> None:
    talk(door, mette, kirsten, POST)
    tick(door, mette, only(door, mette, kirsten).latest)
    clock.move(days=2)
    talk(door, mette, kirsten, again(only(door, mette, kirsten), step=step))
    assert only(door, mette, kirsten).latest.step_done_on == taken


@pytest.mark.parametrize(("step", "taken"), [("To breve", TODAY), ("Tre breve", None), ("", None)])
def test_a_step_stays_taken_where_the_conversation_is_corrected_in_the_same_words_only(
    door: Door, mette: Who, kirsten: int, step: str, taken: date | None
) -> None:
    talk(door, mette, kirsten, POST)
    said = tick(door, mette, only(door, mette, kirsten).latest)
    held = door.read(mette, conversations.one, said.conversation_id)
    text = conversation_holding.text_of(held)
    text.goals[0].step, text.goals[0].why = step, "Det fylder"
    before = door.read(mette, content)
    door.change(
        mette, conversation_holding.correct, held.conversation_id, held.version, text.content()
    )
    corrected = only(door, mette, kirsten).latest
    assert (corrected.step, corrected.why) == (step, "Det fylder")
    assert corrected.step_done_on == taken
    door.change(mette, undo)
    assert door.read(mette, content) == before


def test_the_time_line_tells_of_a_step_once_and_hosts_nothing_of_it(
    door: Door, mette: Who, bo: Who, kirsten: int, clock: HandClock
) -> None:
    talk(door, mette, kirsten, POST)
    tick(door, mette, only(door, mette, kirsten).latest)
    clock.move(days=2)
    talk(door, mette, kirsten, again(only(door, mette, kirsten)))
    told = door.read(mette, time_line.of_citizen, kirsten).happened
    (step,) = (one for one in told if isinstance(one, StepTaken))
    assert (step.on, step.said.step) == (TODAY, "To breve")
    hosts = door.read(bo, time_line.of_citizen, kirsten).happened
    assert not [one for one in hosts if isinstance(one, StepTaken)]


def test_only_who_holds_conversations_ticks_a_step(
    door: Door, mette: Who, bo: Who, kirsten: int
) -> None:
    talk(door, mette, kirsten, POST)
    said = only(door, mette, kirsten).latest
    with pytest.raises(NotAllowed):
        tick(door, bo, said)
