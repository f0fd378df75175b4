"""Groups with a rule, made as the house makes them, for the tests of what it lays out."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from din_indgang_tui.house import group_sessions, groups
from din_indgang_tui.house.group_rules import Rule
from din_indgang_tui.house.group_session_rows import Session
from din_indgang_tui.house.group_writing import NewGroup
from din_indgang_tui.house.groups import GroupActivity
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import Who
from tests.scene import OWNER

TUESDAYS = Rule(weekdays=(2,))
THURSDAYS = Rule(weekdays=(4,))


def cooking(leader: Who | None = None, **more: Any) -> NewGroup:
    """Cooking, every Thursday from 10.30 to 12.00, from 19 November 2026 on."""
    values: dict[str, Any] = {
        "name": "Madlavning",
        "rule": THURSDAYS,
        "start_time": time(10, 30),
        "starts_on": date(2026, 11, 19),
        "leader_id": leader.staff_id if leader is not None else None,
    }
    return NewGroup(**values | more)


def make(door: Door, who: Who, new: NewGroup) -> GroupActivity:
    """A group that is there."""
    return door.read(who, groups.one, door.change(who, groups.make, new))


def meetings(door: Door, group: GroupActivity, last: str = "9999-12-31") -> list[Session]:
    """The meetings of a group from the first to a day."""
    return door.read(OWNER, group_sessions.of_group, group.group_id, None, date.fromisoformat(last))


def meets(rule: Rule, first: date, day: date) -> bool:
    """Whether the rule says that day, counted on the fingers."""
    if day.isoweekday() not in rule.weekdays:
        return False
    if rule.freq == "weekly":
        monday, begins = (one - timedelta(days=one.weekday()) for one in (day, first))
        return (monday - begins).days // 7 % rule.every == 0
    if ((day.year - first.year) * 12 + day.month - first.month) % rule.every:
        return False
    if rule.nth == -1:
        return (day + timedelta(days=7)).month != day.month
    return (day.day - 1) // 7 + 1 == rule.nth
