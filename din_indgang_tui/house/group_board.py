"""All groups beside each other: when each meets next, and which roll is wanted of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from din_indgang_tui.house import group_sessions, groups
from din_indgang_tui.house.codes import SessionStatus
from din_indgang_tui.house.group_session_rows import Session, sessions
from din_indgang_tui.house.groups import GroupActivity
from din_indgang_tui.store.roles import ROLL
from din_indgang_tui.store.unit import Reading, reads

SOON = timedelta(days=31)  # a cancelled meeting further on is not what one looks for in a list


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A group, its next meeting (a cancelled one too, within `SOON`), and the roll that is missing.

    `next` is one that is not over; None where it meets later or not any more: `group.next_at`.
    """

    group: GroupActivity
    next: Session | None
    missing_roll: Session | None


@reads(ROLL)
def board(reading: Reading, *, ended: bool = False) -> tuple[BoardLine, ...]:
    """The groups of today and to come, or with `ended` those that are over, in Danish order.

    A volunteer sees those they lead or help in.
    """
    found = groups.all_groups(reading, ended=ended)
    coming: dict[int, Session] = {}
    missing: dict[int, Session] = {}
    if not ended:
        for session in sessions(
            reading,
            "m.starts_on BETWEEN :today AND :soon",
            today=reading.today.isoformat(),
            soon=(reading.today + SOON).isoformat(),
        ):
            if session.ends_at > reading.now:
                coming.setdefault(session.group_id, session)
    for session in group_sessions.missing_rolls(reading):
        missing[session.group_id] = session  # the last of each
    return tuple(
        BoardLine(one, coming.get(one.group_id), missing.get(one.group_id)) for one in found
    )


@reads(ROLL)
def roll_to_take(reading: Reading, group_id: int) -> Session | None:
    """The meeting of a group whose roll is wanted: today's, else the last that nobody finished.

    Of several today the first that is not over and not done, else the last; None for none.
    """
    today = [
        one
        for one in group_sessions.of_group(reading, group_id, reading.today, reading.today)
        if one.status != SessionStatus.CANCELLED
    ]
    if today:
        open_now = (one for one in today if one.ends_at > reading.now and not one.roll_done)
        return next(open_now, today[-1])
    missing = [one for one in group_sessions.missing_rolls(reading) if one.group_id == group_id]
    return missing[-1] if missing else None
