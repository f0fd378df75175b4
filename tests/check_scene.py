"""Courses with a four-week check, and who decides them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from din_indgang_tui.house import checks, closing, courses
from din_indgang_tui.house.checks import Check, Decision
from din_indgang_tui.house.closing import Closing
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import Who
from din_indgang_tui.store.unit import Value
from tests.diary_scene import THEN, put_in
from tests.scene import OWNER

TODAY = date(2026, 11, 17)
DAY = timedelta(days=1)

Opened = Callable[..., int]


def courses_of(door: Door, mette: Who) -> Opened:
    """A course of somebody that opened so many days ago, with Mette."""

    def course(whom: int, ago: int = 28, **more: Any) -> int:
        values: dict[str, Value] = {
            "citizen_id": whom,
            "opened_on": (TODAY - ago * DAY).isoformat(),
            "planned_end_on": (TODAY + (140 - ago) * DAY).isoformat(),
            "coach_id": mette.staff_id,
            "created_at": THEN,
        }
        return door.change(OWNER, put_in, "course", values | more)

    return course


def of(door: Door, who: Who, course_id: int) -> Check:
    return door.read(who, checks.of_course, course_id)


def decided(door: Door, who: Who, course_id: int, how: str = "continue", why: str = "") -> Decision:
    return door.change(who, checks.decide, course_id, how, why)


def closed(
    door: Door, who: Who, course_id: int, ago: int = 0, reason: str = "goal_reached"
) -> None:
    version = door.read(who, courses.one, course_id).version
    said = Closing(TODAY - ago * DAY, reason, "none", "no")
    door.change(who, closing.close, course_id, version, said)


def owed(door: Door, who: Who, **more: Any) -> list[tuple[str, int]]:
    """Whose check is owed, and how many days late it is."""
    return [(one.name, one.late) for one in door.read(who, checks.owed_checks, **more)]
