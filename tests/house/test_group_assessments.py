"""Whether somebody needs an assessment for a group: decided of the person and the group."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from din_indgang_tui.house import group_assessments, group_members, group_waiting
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict
from din_indgang_tui.store.roles import Who
from tests.group_scene import group
from tests.scene import OWNER, citizen, content, refused

TODAY = date(2026, 11, 17)
DAY = timedelta(days=1)


@pytest.fixture
def kirsten(door: Door, bo: Who) -> int:
    """Somebody the house knows."""
    return citizen(door, bo, "Kirsten", "Møller")


@pytest.mark.parametrize(
    ("needs", "said"),
    [
        ("yes", "an assessment is missing"),
        ("depends", "it is not decided whether an assessment is needed"),
    ],
)
def test_a_place_waits_for_the_decision_but_the_waiting_list_does_not(
    door: Door, bo: Who, mette: Who, kirsten: int, needs: str, said: str
) -> None:
    number = group(door, needs_assessment=needs, capacity=5)
    error = refused(door, bo, group_members.add, number, kirsten)
    assert (error.field, error.message) == (
        "who", f"Kirsten M. cannot have a place yet: {said}; the waiting list is open.",
    )  # fmt: skip
    waiting = door.change(bo, group_waiting.wait, number, kirsten)
    first = door.change(mette, group_assessments.decide, number, kirsten, True, None, "Søgt")
    error = refused(door, bo, group_waiting.give, waiting.waiting_id, waiting.version)
    assert "an assessment is missing" in error.message
    changed = door.change(
        mette, group_assessments.decide, number, kirsten, True, TODAY, version=first.version
    )
    assert (changed.granted_on, changed.decided_by, changed.allows) == (TODAY, "Mette Juhl", True)
    before = door.read(OWNER, content)
    given = door.change(bo, group_waiting.give, waiting.waiting_id, waiting.version)
    assert given.citizen_id == kirsten
    door.change(bo, undo)
    assert door.read(OWNER, content) == before


def test_none_needed_is_a_decision_too(door: Door, bo: Who, mette: Who, kirsten: int) -> None:
    number = group(door, needs_assessment="depends")
    assert door.read(bo, group_assessments.of, number, kirsten) is None
    door.change(mette, group_assessments.decide, number, kirsten, False)
    late = refused(door, bo, group_assessments.decide, number, kirsten, True)
    assert isinstance(late, Conflict)  # who had read that nothing was decided
    assert door.change(bo, group_members.add, number, kirsten).name == "Kirsten M."
    # What is decided of one says nothing of another.
    assert refused(door, bo, group_members.add, number, citizen(door, bo, "Ali")).field == "who"


@pytest.mark.parametrize(
    ("needs", "more", "field"),
    [
        ("no", {"needed": True}, "needed"),
        ("yes", {"needed": False, "granted_on": TODAY}, "granted_on"),
        ("yes", {"needed": True, "granted_on": TODAY + DAY}, "granted_on"),
        ("yes", {"needed": True, "why": "x" * 201}, "why"),
    ],
)
def test_a_decision_that_cannot_be(
    door: Door, bo: Who, kirsten: int, needs: str, more: dict[str, Any], field: str
) -> None:
    number = group(door, needs_assessment=needs)
    error = refused(door, bo, group_assessments.decide, number, kirsten, **more)
    assert error.field == field
