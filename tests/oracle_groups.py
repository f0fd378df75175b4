"""Groups as a person would count them by hand; beside tests/oracle.py.

Written from the definitions alone and sharing no code with the program, on purpose.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypedDict
from zoneinfo import ZoneInfo

MEETING_STATUSES = ["planned", "held", "cancelled"]
MARKS = ["present", "absent", "excused", "drop_in"]


class Meeting(TypedDict):
    """One meeting of a group."""

    ref: str
    starts_at: datetime
    status: str


class Mark(TypedDict):
    """One mark on a roll, by the ref of its meeting; no citizen is a guest without a name."""

    meeting: str
    citizen: str | None
    status: str


def week(
    meetings: Sequence[Meeting], marks: Sequence[Mark], days: Sequence[date]
) -> dict[str, int]:
    """The columns of groups on these days of a week, none of them after the as-of day."""
    held = []
    for meeting in meetings:
        begins = meeting["starts_at"].astimezone(ZoneInfo("Europe/Copenhagen"))
        if meeting["status"] == "held" and begins.date() in days:
            held.append(meeting["ref"])
    came = []
    for mark in marks:
        if mark["meeting"] in held and mark["status"] in ("present", "drop_in"):
            came.append(mark["citizen"])
    people = {citizen for citizen in came if citizen is not None}
    return {
        "group_sessions": len(held),
        "group_attendances": len(came),
        "group_participants": len(people),
    }
