"""Groups with meetings, places and waiting lists, for tests of groups: rows, past all rules."""

from __future__ import annotations

from datetime import timedelta

from din_indgang_tui.clock import iso_week, local_date, stored
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import Who
from din_indgang_tui.store.unit import Value
from tests.diary_scene import THEN, at, put_in
from tests.scene import OWNER


def group(door: Door, name: str = "Madlavning", **values: Value) -> int:
    """A group, with any columns of its own; without a rule, its meetings are put in one by one."""
    row: dict[str, Value] = {"name": name, "created_at": THEN}
    return door.change(OWNER, put_in, "group_activity", row | values)


def helper(door: Door, group_id: int, who: Who, part: str = "volunteer") -> None:
    """A peer or volunteer who helps in a group."""
    row: dict[str, Value] = {"group_id": group_id, "staff_id": who.staff_id, "part": part}
    door.change(OWNER, put_in, "group_helper", row)


def meeting(
    door: Door,
    group_id: int,
    when: str,
    minutes: int = 90,
    leader: Who | None = None,
    **values: Value,
) -> int:
    """One meeting, by the clock on the wall (`2026-11-19T10:30`), with any columns of its own."""
    starts_at = at(when)
    day = local_date(starts_at)
    row: dict[str, Value] = {
        "group_id": group_id,
        "starts_at": stored(starts_at),
        "ends_at": stored(starts_at + timedelta(minutes=minutes)),
        "starts_on": day.isoformat(),
        "starts_week": iso_week(day),
        "minutes": minutes,
        "leader_id": leader.staff_id if leader else None,
        "created_at": THEN,
    }
    return door.change(OWNER, put_in, "group_session", row | values)


def place(
    door: Door, group_id: int, citizen_id: int, first: str = "2026-11-01", last: str | None = None
) -> int:
    """A place from a day to a day, both included; without a last one as long as the group."""
    row: dict[str, Value] = {"group_id": group_id, "citizen_id": citizen_id, "created_at": THEN}
    return door.change(OWNER, put_in, "group_member", row | {"from_on": first, "to_on": last})


def in_line(door: Door, group_id: int, citizen_id: int, since: str = "2026-11-02T10:00") -> int:
    """Somebody on the waiting list, since a time on the wall."""
    since_at = at(since)
    row: dict[str, Value] = {
        "group_id": group_id,
        "citizen_id": citizen_id,
        "since_at": stored(since_at),
        "since_on": local_date(since_at).isoformat(),
    }
    return door.change(OWNER, put_in, "group_waiting", row)


def mark(door: Door, session_id: int, citizen_id: int | None, status: str = "present") -> int:
    """One mark of a roll; without a citizen a guest who gave no name."""
    row: dict[str, Value] = {"session_id": session_id, "citizen_id": citizen_id, "status": status}
    return door.change(OWNER, put_in, "attendance", row | {"marked_at": THEN})
