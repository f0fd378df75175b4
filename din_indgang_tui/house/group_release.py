"""Places in groups and waiting lists that end with a course, or with a citizen who died."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from din_indgang_tui.house import group_members
from din_indgang_tui.house.enquiry_columns import NOTE_LIMIT
from din_indgang_tui.house.group_members import PART
from din_indgang_tui.house.lines import one_line
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.store.unit import Reading, Unit, changes, reads


@dataclass(frozen=True, slots=True)
class HeldPlace:
    """A place somebody has or will have in a group, or (`waits`) that they wait for one."""

    group_id: int
    group: str
    waits: bool


@reads(DESK)
def places_to_release(
    reading: Reading, citizen_id: int, on: date | None = None
) -> tuple[HeldPlace, ...]:
    """What `release` on that day, today where none is given, would end, by the group's name."""
    reading.about(citizen_id)
    rows = reading.rows(
        "SELECT g.id, g.name, 0 AS waits FROM group_member m"
        " JOIN group_activity g ON g.id = m.group_id"
        f" WHERE m.citizen_id = :citizen AND {_LASTS}"
        " UNION SELECT g.id, g.name, 1 FROM group_waiting w"
        " JOIN group_activity g ON g.id = w.group_id"
        " WHERE w.citizen_id = :citizen AND w.ended_on IS NULL ORDER BY 2, 1, 3",
        {"citizen": citizen_id, "day": _day(reading, on or reading.today)},
    )
    return tuple(HeldPlace(row["id"], row["name"], bool(row["waits"])) for row in rows)


@changes(DESK, PART)
def release(
    unit: Unit, citizen_id: int, on: date, why: str, *, stand: Collection[int] = ()
) -> tuple[HeldPlace, ...]:
    """End the places and the waiting of one on that day, but in the groups that `stand`.

    What had not begun yet never was, and what is over stays as it is. Returns what ended. Raises
    DeskError where `why` is too long.
    """
    ended = tuple(
        one for one in places_to_release(unit, citizen_id, on) if one.group_id not in stand
    )
    text = one_line(why, "why", NOTE_LIMIT)
    groups = {one.group_id for one in ended}
    for row in unit.rows(
        "SELECT m.*, g.ends_on FROM group_member m JOIN group_activity g ON g.id = m.group_id"
        f" WHERE m.citizen_id = :citizen AND {_LASTS} ORDER BY m.id",
        {"citizen": citizen_id, "day": _day(unit, on)},
    ):
        if row["group_id"] in groups:
            group_members.end_place(unit, row, on, text)
    for row in unit.rows(
        "SELECT id, group_id FROM group_waiting WHERE citizen_id = ? AND ended_on IS NULL",
        (citizen_id,),
    ):
        if row["group_id"] in groups:
            ends = {"ended_on": unit.today.isoformat(), "ended_how": "released"}
            unit.update("group_waiting", row["id"], ends)
    return ended


_LASTS = "coalesce(m.to_on, '9999') > :day AND coalesce(g.ends_on, '9999') > :day"


def _day(reading: Reading, on: date) -> str:
    """What lasts longer than this day ends: of a day that is past, what lasts until today."""
    return max(on, reading.today - timedelta(days=1)).isoformat()
