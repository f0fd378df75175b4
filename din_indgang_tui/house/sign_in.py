"""The sheet that people sign in on: a meeting, its members' names as short as will do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import attendance, roll_rows
from din_indgang_tui.house.codes import SessionStatus
from din_indgang_tui.house.group_session_rows import session_row, sessions_of
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.store.unit import Reading, reads

_FOR_DROP_INS = 6  # lines, in a group that is open to them
_FOR_OTHERS = 2  # lines all the same: the roll takes in whoever comes


@dataclass(frozen=True, slots=True)
class SignInSheet:
    """What stands on the sheet of one meeting; times are aware UTC.

    `names` are given names and an initial, in Danish order; `empty` lines are for who drops in.
    """

    group: str
    starts_at: datetime
    ends_at: datetime
    where: str  # empty where nobody has said
    leader: str  # empty where nobody leads it yet
    names: tuple[str, ...]
    empty: int


@reads(DESK, recorded=True)
def sheet(reading: Reading, session_id: int) -> SignInSheet:
    """The sheet of a meeting, also one to come; that the names leave the house goes on record.

    Raises DeskError where the meeting is gone or cancelled.
    """
    row = session_row(reading, session_id)
    (session,) = sessions_of([row])
    if session.status is SessionStatus.CANCELLED:
        raise DeskError(_("That meeting is cancelled."))
    members = attendance.members_of(
        reading, local_date(session.starts_at), session.starts_at, session.group_id
    )
    shown = roll_rows.shown_names(reading, members)
    reading.about(*shown)
    open_to_all = reading.value(
        "SELECT drop_in FROM group_activity WHERE id = ?", (session.group_id,)
    )
    return SignInSheet(
        group=session.group,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        where=session.where,
        leader=session.leader,
        names=tuple(shown[member["citizen_id"]] for member in members),
        empty=_FOR_DROP_INS if open_to_all else _FOR_OTHERS,
    )
