"""One meeting of a group at some time: what speaks against it, and who could lead it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import group_hours, names, working_time
from din_indgang_tui.house.group_session_rows import session_row, sessions_of
from din_indgang_tui.house.group_taken import LEADER, ROOM, in_the_way, what_is_in_the_way
from din_indgang_tui.i18n import _
from din_indgang_tui.store.roles import DESK, Role
from din_indgang_tui.store.unit import Reading, reads
from din_indgang_tui.words import short_day


@dataclass(frozen=True, slots=True)
class Candidate:
    """A colleague for one meeting. `words` are for the middle of a line: free, or what is against.

    `taken`: they have something else then, and cannot have it; whoever is neither taken nor free
    can, though they do not work then. `led_on` is the last day on which they led the group.
    """

    staff_id: int
    name: str
    free: bool
    taken: bool
    led_on: date | None
    words: str


@reads(DESK)
def candidates(
    reading: Reading,
    session_id: int,
    *,
    starts_at: datetime | None = None,
    length: int | None = None,
) -> tuple[Candidate, ...]:
    """All colleagues for a meeting as it stands, or at another time (UTC) or length in minutes.

    Those who are free first, of them those who have led the group, the last one first; whoever has
    something else then comes last. Raises DeskError where the meeting is gone.
    """
    (session,) = sessions_of([session_row(reading, session_id)])
    begins = session.starts_at if starts_at is None else starts_at
    lasts = session.minutes if length is None else length
    day = local_date(begins)
    led = {
        row["leader_id"]: date.fromisoformat(row["day"])
        for row in reading.rows(
            "SELECT leader_id, max(starts_on) AS day FROM group_session WHERE group_id = ?"
            " AND leader_id IS NOT NULL AND status = 'held' GROUP BY leader_id",
            (session.group_id,),
        )
    }
    table = working_time.timetable(reading, day, day)
    found = []
    for row in reading.rows(
        # Whoever runs the machines only is never asked to hold a group.
        "SELECT id, name FROM staff WHERE active = 1 AND role <> ? ORDER BY id",
        (Role.ADMIN.value,),
    ):
        way = in_the_way(reading, LEADER, row["id"], begins, lasts, but=session_id)
        against = (
            what_is_in_the_way(reading, LEADER, row["id"], way, hours=True)
            if way is not None
            else ", ".join(
                words
                for _answer, words in group_hours.of_the_leader(
                    reading, table, row["id"], begins, lasts
                )
            )
        )
        on = led.get(row["id"])
        words = against or _("free")
        if on is not None:
            words = _("{words}, led it {day}").format(words=words, day=short_day(on, reading.today))
        found.append(Candidate(row["id"], row["name"], not against, way is not None, on, words))
    return tuple(sorted(found, key=_order))


@reads(DESK)
def verdict(
    reading: Reading, session_id: int, starts_at: datetime, length: int, room: str | None
) -> tuple[str, ...]:
    """What speaks against another time (UTC), length in minutes or room of a meeting.

    For the middle of a line, nothing where all is free. Raises DeskError where the meeting is gone.
    """
    (session,) = sessions_of([session_row(reading, session_id)])
    elsewhere = bool(session.place) and room is None
    return _against(reading, starts_at, length, session.leader_id, room, elsewhere, but=session_id)


@reads(DESK)
def verdict_of_one_more(
    reading: Reading,
    starts_at: datetime,
    length: int,
    leader_id: int | None,
    room: str | None,
    *,
    elsewhere: bool = False,
) -> tuple[str, ...]:
    """The same of a meeting that is not there yet; `elsewhere`: it is not in the house."""
    return _against(reading, starts_at, length, leader_id, room, elsewhere)


def _against(
    reading: Reading,
    starts_at: datetime,
    length: int,
    leader_id: int | None,
    room: str | None,
    elsewhere: bool,
    but: int | None = None,
) -> tuple[str, ...]:
    taken = [
        (
            in_the_way(reading, which, key, starts_at, length, but=but),
            which,
            key,
        )
        for which, key in ((LEADER, leader_id), (ROOM, room))
    ]
    said = [
        what_is_in_the_way(reading, which, key, way, hours=True)
        for way, which, key in taken
        if way is not None
    ]
    day = local_date(starts_at)
    found = group_hours.against(
        reading,
        working_time.timetable(reading, day, day),
        starts_at,
        length,
        leader_id=leader_id if taken[0][0] is None else None,
        room=room if taken[1][0] is None else None,
        elsewhere=elsewhere,
    )
    return (*said, *(words for _answer, words in found))


def _order(one: Candidate) -> tuple[bool, bool, int, str]:
    last = -one.led_on.toordinal() if one.led_on is not None else 1
    return one.taken, not one.free, last, names.sort_key(one.name)
