"""A four-week check is asked for on another day: once, with a reason; and pauses since."""

from __future__ import annotations

import pytest

from din_indgang_tui.house import check_moves, pauses
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import Who
from tests.check_scene import DAY, TODAY, Opened, courses_of, decided, of, owed
from tests.scene import HandClock, citizen, refused


@pytest.fixture
def ida(door: Door, bo: Who) -> int:
    """Ida Holm, who came for the first time today."""
    return citizen(door, bo, "Ida", "Holm")


@pytest.fixture
def opened(door: Door, mette: Who) -> Opened:
    return courses_of(door, mette)


def test_it_is_moved_once_with_a_reason(door: Door, mette: Who, ida: int, opened: Opened) -> None:
    course = opened(ida)
    moved = door.change(mette, check_moves.move, course, TODAY + 9 * DAY, "er indlagt")
    assert (moved.due_on, moved.remind_on) == (TODAY, TODAY + 9 * DAY)
    assert (moved.late, moved.moved_why) == (-9, "er indlagt")
    assert owed(door, mette) == []
    error = refused(door, mette, check_moves.move, course, TODAY + 10 * DAY, "igen")
    assert error.message == (
        "Mette Juhl moved it to 26.11.2026. A check is moved once; decide it now."
    )
    door.change(mette, undo)
    assert owed(door, mette) == [("Ida H.", 0)]


def test_a_pause_that_whoever_moved_it_did_not_know_of_moves_it_on(
    door: Door, mette: Who, ida: int, opened: Opened, clock: HandClock
) -> None:
    course = opened(ida, ago=20)
    door.change(mette, pauses.begin, course, TODAY + 2 * DAY, TODAY + 4 * DAY, "illness")
    assert of(door, mette, course).due_on == TODAY + 11 * DAY
    door.change(mette, check_moves.move, course, TODAY + 12 * DAY, "rejser")
    assert of(door, mette, course).remind_on == TODAY + 12 * DAY, "a day chosen with that pause"
    clock.move(days=6)
    door.change(mette, pauses.begin, course, TODAY + 6 * DAY, TODAY + 10 * DAY, "admission")
    check = of(door, mette, course)
    assert (check.due_on, check.remind_on) == (TODAY + 16 * DAY, TODAY + 17 * DAY)
    # Past the day it stands on it moves nothing any more.
    door.change(mette, pauses.begin, course, TODAY + 18 * DAY, None)
    assert of(door, mette, course).remind_on == TODAY + 17 * DAY
    door.change(mette, undo)
    door.change(mette, undo)
    assert of(door, mette, course).remind_on == TODAY + 12 * DAY


def test_a_moved_check_goes_on_by_the_days_of_a_pause_that_lasts(
    door: Door, mette: Who, ida: int, opened: Opened, clock: HandClock
) -> None:
    course = opened(ida)
    door.change(mette, check_moves.move, course, TODAY + 3 * DAY, "rejser")
    clock.move(days=1)
    door.change(mette, pauses.begin, course, TODAY + DAY, None, "admission")
    clock.move(days=9)
    check = of(door, mette, course)
    assert (check.due_on, check.remind_on) == (TODAY, TODAY + 13 * DAY)
    assert check.late == -3


def test_it_can_be_asked_for_sooner(door: Door, mette: Who, ida: int, opened: Opened) -> None:
    course = opened(ida, ago=8)
    door.change(mette, check_moves.move, course, TODAY + DAY, "rejser")
    assert owed(door, mette) == [("Ida H.", -1)]


@pytest.mark.parametrize(
    ("ago", "to", "why", "field"),
    [
        (28, -1, "syg", "to_on"),
        (28, 29, "syg", "to_on"),
        (28, 0, "syg", "to_on"),
        (28, 5, " ", "why"),
        (28, 5, "x" * 301, "why"),
    ],
)
def test_a_move_that_cannot_be_is_one_sentence(
    door: Door, mette: Who, ida: int, opened: Opened, ago: int, to: int, why: str, field: str
) -> None:
    course = opened(ida, ago=ago)
    assert refused(door, mette, check_moves.move, course, TODAY + to * DAY, why).field == field


def test_what_was_due_long_ago_is_decided_and_not_moved(
    door: Door, mette: Who, ida: int, opened: Opened
) -> None:
    error = refused(door, mette, check_moves.move, opened(ida, ago=57), TODAY + DAY, "syg")
    assert error.message == "It was due on 19.10.2026, more than 28 days ago: decide it now."


def test_what_is_decided_is_not_moved(door: Door, mette: Who, ida: int, opened: Opened) -> None:
    course = opened(ida)
    decided(door, mette, course)
    assert (
        "Mette Juhl" in refused(door, mette, check_moves.move, course, TODAY + DAY, "syg").message
    )
