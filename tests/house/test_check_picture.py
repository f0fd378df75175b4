"""What a four-week check stands on: words and goals then and now, and how they came."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from din_indgang_tui.house import check_picture, checks, time_line
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import Who
from din_indgang_tui.store.unit import Value
from tests.check_scene import TODAY, Opened, courses_of, decided
from tests.diary_scene import THEN, at, put_in
from tests.group_scene import group, mark, meeting, place
from tests.scene import OWNER, citizen, refused, rows


@pytest.fixture
def ida(door: Door, bo: Who) -> int:
    """Ida Holm, who came for the first time today."""
    return citizen(door, bo, "Ida", "Holm")


@pytest.fixture
def opened(door: Door, mette: Who) -> Opened:
    return courses_of(door, mette)


def test_the_time_line_has_the_decision(door: Door, mette: Who, ida: int, opened: Opened) -> None:
    decision = decided(door, mette, opened(ida), why="vil blive ved")
    happened = door.read(mette, time_line.of_citizen, ida).happened
    assert decision in happened
    assert time_line.day(decision) == TODAY


def said_on(door: Door, ida: int, day: str, words: str, now: str, going: int | None) -> int:
    """A conversation that was held, with the one goal of these tests."""
    row: dict[str, Any] = {"citizen_id": ida, "state": "held", "held_on": day, "held_week": day}
    row |= {"own_words": words, "matters_now": now, "created_at": THEN}
    number = door.change(OWNER, put_in, "conversation", row)
    if not door.read(OWNER, rows, "SELECT 1 FROM citizen_goal"):
        door.change(OWNER, put_in, "citizen_goal", {"citizen_id": ida, "created_at": THEN})
    goal: dict[str, Any] = {"conversation_id": number, "goal_id": 1, "position": 1}
    goal |= {"words": "Jeg åbner min post", "going": going}
    door.change(OWNER, put_in, "goal_said", goal)
    return number


def test_words_and_goals_then_and_now(door: Door, mette: Who, ida: int, opened: Opened) -> None:
    course = opened(ida)
    said_on(door, ida, "2026-10-20", "Ro på", "posten", 2)
    found = door.read(mette, check_picture.picture, course)
    assert (found.words_then, found.words_now) == ("Ro på", "posten")
    assert [(one.now, one.before) for one in found.goals] == [(2, None)]
    said_on(door, ida, "2026-11-10", "Ud af gælden", "udlejer", 6)
    found = door.read(mette, check_picture.picture, course)
    assert (found.words_then, found.words_now) == ("Ro på", "Ud af gælden")
    assert found.talked_on == date(2026, 11, 10)
    assert [(one.words, one.now, one.before) for one in found.goals] == [
        ("Jeg åbner min post", 6, 2)
    ]


def test_of_a_goal_let_go_of_before_the_course_nothing_is_said(
    door: Door, mette: Who, ida: int, opened: Opened
) -> None:
    course = opened(ida)
    said_on(door, ida, "2026-09-20", "Ro på", "", 2)
    values: dict[str, Value] = {"citizen_id": ida, "created_at": THEN, "ended_how": "reached"}
    door.change(OWNER, put_in, "citizen_goal", values | {"ended_on": "2026-11-01"})
    values |= {"ended_on": "2026-10-01"}
    door.change(OWNER, put_in, "citizen_goal", values)
    for number in (2, 3):
        goal: dict[str, Value] = {
            "conversation_id": 1,
            "goal_id": number,
            "position": number,
            "words": f"mål {number}",
        }
        door.change(OWNER, put_in, "goal_said", goal)
    found = door.read(mette, check_picture.picture, course).goals
    assert [(one.words, one.ended_how) for one in found] == [
        ("Jeg åbner min post", ""),
        ("mål 2", "reached"),
    ]


def test_how_they_came_and_what_is_next(
    door: Door, mette: Who, ida: int, opened: Opened, slot: Callable[..., int]
) -> None:
    course = opened(ida)
    cooking = group(door)
    place(door, cooking, ida)
    for when, status in (
        ("2026-10-27T10:00", "attended"),
        ("2026-11-03T10:00", "cancelled_citizen"),
        ("2026-11-10T10:00", "cancelled_house"),
        ("2026-11-24T10:00", "booked"),
    ):
        slot(ida, course, when, status)
    for day, status in (("2026-11-05", "present"), ("2026-11-12", "excused")):
        mark(door, meeting(door, cooking, f"{day}T10:30", status="held"), ida, status)
    found = door.read(mette, check_picture.picture, course)
    assert [(one.kind, one.group, one.here, one.of, one.sent_word) for one in found.came] == [
        ("coaching", "", 1, 2, 1),
        ("", "Madlavning", 1, 2, 1),
    ]
    assert found.next is not None and found.next.starts_at == at("2026-11-24T10:00")
    assert (found.next.coach, found.next.group) == ("Mette Juhl", "")
    meeting(door, cooking, "2026-11-19T10:30", leader=mette)
    found = door.read(mette, check_picture.picture, course)
    assert found.next is not None and found.next.group == "Madlavning"


@pytest.fixture
def slot(door: Door, mette: Who) -> Callable[..., int]:
    """A time of a course, past all rules."""

    def put(whom: int, course: int, when: str, status: str) -> int:
        begins = at(when)
        values: dict[str, Value] = {
            "citizen_id": whom,
            "course_id": course,
            "kind": "coaching",
            "coach_id": mette.staff_id,
            "starts_at": begins.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "ends_at": (begins + timedelta(minutes=45)).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "starts_on": when[:10],
            "starts_week": "2026-W47",
            "minutes": 45,
            "status": status,
            "created_at": THEN,
        }
        return door.change(OWNER, put_in, "slot", values)

    return put


def test_looking_is_on_record_once(door: Door, mette: Who, ida: int, opened: Opened) -> None:
    course = opened(ida)
    looks = "SELECT count(*) FROM look WHERE citizen_id = ?"
    ((before,),) = door.read(OWNER, rows, looks, (ida,))
    door.read(mette, check_picture.picture, course)
    door.read(mette, check_picture.picture_again, course)
    door.read(mette, checks.owed_checks)
    ((after,),) = door.read(OWNER, rows, looks, (ida,))
    assert after == before + 1


def test_a_course_that_is_gone_is_a_sentence(door: Door, mette: Who) -> None:
    with pytest.raises(DeskError):
        door.read(mette, checks.of_course, 999)
    assert refused(door, mette, checks.decide, 999, "close").message
    assert refused(door, mette, checks.change, 999, 1, note="x").message
