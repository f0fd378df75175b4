"""The page of a group: who has a place and how they came, who waits, when it meets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from din_indgang_tui.house import (
    attendance,
    call_backs,
    group_board,
    group_members,
    group_sessions,
    group_waiting,
    groups,
    slots,
)
from din_indgang_tui.house.attendance import Picture
from din_indgang_tui.house.codes import SlotStatus
from din_indgang_tui.house.group_members import Member, Membership
from din_indgang_tui.house.group_session_rows import Session
from din_indgang_tui.house.group_waiting import Proposal, Waiting
from din_indgang_tui.house.groups import GroupActivity
from din_indgang_tui.house.slot_rows import Slot
from din_indgang_tui.store.roles import DESK, ROLL
from din_indgang_tui.store.unit import Reading, reads

AROUND = timedelta(weeks=26)  # meetings that far back and ahead stand on the page
_MEETINGS = 12  # of the picture
_FEWER = 8  # where ten and more come, whose numbers need more room beside each other


@dataclass(frozen=True, slots=True)
class GroupPage:
    """A group as its page shows it; `members` by the number of their place.

    A volunteer gets no members, no waiting list and no proposal: `picture` has the given names.
    `meetings` are those of half a year around today, in order; `roll` is the one that is wanted.
    """

    group: GroupActivity
    picture: Picture
    members: dict[int, Member]
    to_come: tuple[Member, ...]
    waiting: tuple[Waiting, ...]
    proposal: Proposal | None
    meetings: tuple[Session, ...]
    roll: Session | None


@dataclass(frozen=True, slots=True)
class Beside:
    """What else somebody has: times to come, in order, and places in groups, this one too."""

    full_name: str
    slots: tuple[Slot, ...]
    places: tuple[Membership, ...]


@reads(ROLL)
def page(reading: Reading, group_id: int) -> GroupPage:
    """All of one group. Raises DeskError where there is none, or not for that volunteer."""
    group = groups.one(reading, group_id)
    picture = attendance.picture(reading, group_id, _MEETINGS)
    if any(total is not None and total > 9 for total in picture.totals):
        picture = attendance.picture(reading, group_id, _FEWER)
    first, last = reading.today - AROUND, reading.today + AROUND
    desk = reading.who.role in DESK
    return GroupPage(
        group=group,
        picture=picture,
        members={one.member_id: one for one in group_members.of_group(reading, group_id)}
        if desk
        else {},
        to_come=group_members.to_come(reading, group_id) if desk else (),
        waiting=group_waiting.of_group(reading, group_id) if desk else (),
        proposal=group_waiting.proposal(reading, group_id) if desk else None,
        meetings=tuple(group_sessions.of_group(reading, group_id, first, last)),
        roll=group_board.roll_to_take(reading, group_id),
    )


@reads(DESK)
def beside(reading: Reading, citizen_id: int) -> Beside:
    """What else this person has, for the detail of a marked row."""
    return Beside(
        full_name=call_backs.who(reading, citizen_id),
        slots=tuple(
            slot
            for slot in slots.of_citizen(reading, citizen_id)
            if slot.starts_at > reading.now and slot.status == SlotStatus.BOOKED
        ),
        places=tuple(one for one in group_members.of_citizen(reading, citizen_id) if not one.over),
    )
