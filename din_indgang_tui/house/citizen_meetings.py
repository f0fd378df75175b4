"""The meetings of groups that one citizen has a place in or was at, with how they came to each.

A meeting takes none of their times: it is told of where a time is looked for, and never refuses.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from din_indgang_tui.house import attendance, group_sessions
from din_indgang_tui.house.codes import Attendance, SessionStatus
from din_indgang_tui.house.group_session_rows import Session
from din_indgang_tui.i18n import _
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.store.unit import Reading, reads


@dataclass(frozen=True, slots=True)
class CitizenMeeting:
    """One meeting, and how it is marked for them; None: nobody has said. `why` they sent word."""

    session: Session
    mark: Attendance | None
    why: str


@reads(DESK)
def of_days(
    reading: Reading, citizen_id: int, first: date, last: date
) -> tuple[CitizenMeeting, ...]:
    """Theirs from `first` to `last`, both included, in order."""
    marks = {one.session_id: one for one in attendance.of_citizen(reading, citizen_id)}
    found = []
    for session in group_sessions.of_citizen(reading, citizen_id, first, last):
        marked = marks.get(session.session_id)
        found.append(
            CitizenMeeting(session, marked.mark, marked.why)
            if marked is not None
            else CitizenMeeting(session, None, "")
        )
    return tuple(found)


@reads(DESK)
def planned(reading: Reading, citizen_id: int, first: date, last: date) -> tuple[Session, ...]:
    """Those of these days that are to be held, in order."""
    return tuple(
        one
        for one in group_sessions.of_citizen(reading, citizen_id, first, last)
        if one.status is SessionStatus.PLANNED
    )


def then(meetings: Iterable[Session], starts_at: datetime, minutes: int) -> str:
    """`har Madlavning da`, for the middle of a line; empty where none of them is at that time."""
    ends_at = starts_at + timedelta(minutes=minutes)
    there = [one.group for one in meetings if one.starts_at < ends_at and one.ends_at > starts_at]
    return _("has {group} then").format(group=", ".join(dict.fromkeys(there))) if there else ""
