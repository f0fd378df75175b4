"""Colleagues with hours, rooms and courses, for the tests of slots."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from din_indgang_tui.house import slots
from din_indgang_tui.house.slot_rows import Slot
from din_indgang_tui.house.slots import NewSlot
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import ANYONE, Who
from din_indgang_tui.store.unit import Unit, Value, changes
from tests.scene import OWNER

THEN = "2026-01-01T00:00:00Z"  # when what a test begins with was written


@changes(ANYONE, "settings")
def put_in(unit: Unit, table: str, values: dict[str, Value]) -> int:
    """A row as a screen of the settings writes it."""
    return unit.insert(table, values)


@changes(ANYONE, "settings")
def take_out(unit: Unit, table: str, key: Any) -> None:
    """A row less."""
    unit.delete(table, key)


def at(text: str) -> datetime:
    """The moment (UTC) when the clock on the wall shows `2026-11-17T10:00`; the first of two."""
    naive = datetime.fromisoformat(text)
    return naive.replace(tzinfo=ZoneInfo("Europe/Copenhagen")).astimezone(UTC)


def room(door: Door, code: str, label: str = "") -> None:
    """A room of the house."""
    door.change(
        OWNER, put_in, "room", {"code": code, "label": label or code, "position": ord(code[0])}
    )


def works(door: Door, who: Who, weekday: int, spans: str) -> None:
    """A colleague's hours on a day of the week."""
    values: dict[str, Value] = {"staff_id": who.staff_id, "weekday": weekday, "spans": spans}
    door.change(OWNER, put_in, "working_hours", values)


def exception(
    door: Door, who: Who, day: str, effect: str, spans: str = "", label: str = "", last: str = ""
) -> None:
    """A day that is other than the pattern."""
    values: dict[str, Value] = {
        "staff_id": who.staff_id,
        "first_on": day,
        "last_on": last or day,
        "effect": effect,
        "spans": spans,
        "label": label,
        "created_at": THEN,
    }
    door.change(OWNER, put_in, "working_exception", values)


def closed(door: Door, day: str, label: str = "") -> None:
    """A day on which the house holds closed."""
    door.change(OWNER, put_in, "closed_day", {"day": day, "label": label})


def course(
    door: Door, citizen_id: int, opened: str = "2026-11-16", weeks: int = 20, ends: str = ""
) -> int:
    """An open course."""
    planned = ends or (date.fromisoformat(opened) + timedelta(weeks=weeks)).isoformat()
    values: dict[str, Value] = {
        "citizen_id": citizen_id,
        "opened_on": opened,
        "planned_end_on": planned,
        "created_at": THEN,
    }
    return door.change(OWNER, put_in, "course", values)


def pause(door: Door, course_id: int, first: str, last: str | None) -> None:
    """A pause of a course."""
    values: dict[str, Value] = {
        "course_id": course_id,
        "first_on": first,
        "last_on": last,
        "created_at": THEN,
    }
    door.change(OWNER, put_in, "course_pause", values)


def book(door: Door, who: Who, citizen_id: int, when: str, coach: Who, **more: Any) -> Slot:
    """A time that is booked."""
    assert coach.staff_id is not None
    new = NewSlot(citizen_id, at(when), coach.staff_id, **more)
    return door.change(who, slots.book, new)


def standing(door: Door, slot_id: int) -> tuple[int, int]:
    """A time, and its version as whoever looks at it now has read it."""
    return slot_id, door.read(OWNER, slots.one, slot_id).version
