"""What is owed of the groups: rolls nobody took, free places, and members who stayed away."""

from __future__ import annotations

from dataclasses import dataclass

from din_indgang_tui.house import attendance, group_sessions, group_waiting
from din_indgang_tui.house.attendance import Away
from din_indgang_tui.house.group_session_rows import Session
from din_indgang_tui.house.group_waiting import Proposal
from din_indgang_tui.store.roles import DESK, LEADERS
from din_indgang_tui.store.unit import Reading, reads


@dataclass(frozen=True, slots=True)
class Owed:
    """Meetings before today without a roll, places to offer, and members to call, all in order."""

    rolls: tuple[Session, ...] = ()
    free: tuple[Proposal, ...] = ()
    away: tuple[Away, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether nothing is owed."""
        return not (self.rolls or self.free or self.away)


@reads(DESK)
def owed(reading: Reading) -> Owed:
    """All that is owed today. The rolls of others are for leaders: a colleague has their own."""
    mine = None if reading.who.role in LEADERS else reading.who.staff_id
    return Owed(
        rolls=tuple(group_sessions.missing_rolls(reading, mine)),
        free=group_waiting.open_proposals(reading),
        away=attendance.stayed_away(reading),
    )
