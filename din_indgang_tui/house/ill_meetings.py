"""The meetings of groups that an absence hits: who could lead each, on which day it could be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from din_indgang_tui.clock import local, local_date, stored
from din_indgang_tui.house import group_laying, group_leaders, group_members, group_told, minutes
from din_indgang_tui.house.absences import Absence
from din_indgang_tui.house.codes import SessionStatus
from din_indgang_tui.house.group_laying import Plan
from din_indgang_tui.house.group_leaders import Candidate
from din_indgang_tui.house.group_rules import WEEKLY, Rule
from din_indgang_tui.house.group_session_rows import Session, sessions
from din_indgang_tui.house.verdicts import Answer
from din_indgang_tui.store.unit import Reading

MOST = 3  # suggestions of each kind
_DAYS = 14  # after the absence, in which another day is looked for


@dataclass(frozen=True, slots=True)
class AffectedMeeting:
    """One meeting that an absence hits: as it stands now, and where it was (UTC).

    `is_open`: nobody has dealt with it yet. `names`: as lists show them, who has a place that day.
    `to_tell`: how many it concerns that it was moved or cancelled, and `told` of them know.
    """

    session: Session
    was_at: datetime
    is_open: bool
    names: tuple[str, ...]
    told: int
    to_tell: int

    @property
    def was_until(self) -> datetime:
        """When it would have ended."""
        return self.was_at + timedelta(minutes=self.session.minutes)

    @property
    def all_told(self) -> bool:
        """Whether nobody has to be told of it any more."""
        return self.told == self.to_tell


@dataclass(frozen=True, slots=True)
class MeetingOffers:
    """What could be done about one: colleagues who are free then, other days (UTC) at that time."""

    colleagues: tuple[Candidate, ...]
    times: tuple[datetime, ...]


def hits(reading: Reading, absence: Absence) -> tuple[AffectedMeeting, ...]:
    """By when they were: to be dealt with, or dealt with since the absence was written down.

    One that was given to a colleague is known by the record of it, as nothing else keeps who led.
    """
    begins, ends = (
        stored(minutes.moment_at(minutes.midnight(day)))
        for day in (absence.first_on, absence.last_on + timedelta(days=1))
    )
    found = sessions(
        reading,
        "((m.starts_at >= :begins AND m.starts_at < :ends)"
        " OR (m.moved_from >= :begins AND m.moved_from < :ends)) AND m.status <> 'held'"
        " AND (m.leader_id = :staff OR (m.by_hand = 1 AND EXISTS (SELECT 1 FROM audit a"
        " JOIN unit_of_work u ON u.id = a.unit_id WHERE a.table_name = 'group_session'"
        " AND a.row_key = CAST(m.id AS TEXT) AND u.at >= :since"
        " AND json_extract(a.before, '$.leader_id') = :staff)))",
        begins=begins,
        ends=ends,
        staff=absence.staff_id,
        since=stored(absence.since),
    )
    return tuple(sorted((_hit(reading, one, absence) for one in found), key=_order))


def _hit(reading: Reading, one: Session, absence: Absence) -> AffectedMeeting:
    people = group_told.of_session(reading, one.session_id)
    was = one.moved_from
    moved = was is not None and absence.first_on <= local_date(was) <= absence.last_on
    here = absence.first_on <= one.day <= absence.last_on
    return AffectedMeeting(
        session=one,
        was_at=was if moved and not here and was is not None else one.starts_at,
        is_open=one.status is SessionStatus.PLANNED
        and one.leader_id == absence.staff_id
        and here
        and not one.roll_done,
        names=tuple(person.name for person in people) or _members(reading, one),
        told=sum(person.told for person in people),
        to_tell=len(people),
    )


def _members(reading: Reading, one: Session) -> tuple[str, ...]:
    return tuple(member.name for member in group_members.of_group(reading, one.group_id, one.day))


def _order(hit: AffectedMeeting) -> tuple[datetime, int]:
    return hit.was_at, hit.session.session_id


def for_each(
    reading: Reading, absence: Absence, some: Iterable[AffectedMeeting]
) -> dict[int, MeetingOffers]:
    """Of each that is open, by the number of the meeting.

    Who has led the group before comes first; another day is one on which its leader and its room
    are free at the same time by the clock on the wall.
    """
    return {
        hit.session.session_id: _offers(reading, absence, hit.session)
        for hit in some
        if hit.is_open
    }


def _offers(reading: Reading, absence: Absence, one: Session) -> MeetingOffers:
    others = [
        candidate
        for candidate in group_leaders.candidates(reading, one.session_id)
        if candidate.free and candidate.staff_id != absence.staff_id
    ]
    first = absence.last_on + timedelta(days=1)
    last = first + timedelta(days=_DAYS - 1)
    plan = Plan(
        rule=Rule(WEEKLY, 1, tuple(range(1, 8))),
        start_time=local(one.starts_at).time(),
        minutes=one.minutes,
        starts_on=first,
        ends_on=last,
        leader_id=one.leader_id,
        room=one.room,
        place=one.place,
    )
    meets = {
        row["starts_on"]
        for row in reading.rows(
            "SELECT starts_on FROM group_session WHERE group_id = ? AND starts_on BETWEEN ? AND ?",
            (one.group_id, first.isoformat(), last.isoformat()),
        )
    }
    times = (
        answer.starts_at
        for answer in group_laying.answers(reading, plan, first, last)
        if answer.answer is Answer.FREE and answer.day.isoformat() not in meets
    )
    free = [starts_at for starts_at in times if starts_at is not None]
    return MeetingOffers(tuple(others[:MOST]), tuple(free[:MOST]))
