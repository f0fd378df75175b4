"""Who was there, over time: the picture of a group, who has stayed away, one person's meetings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from din_indgang_tui.clock import from_stored, local_date, stored
from din_indgang_tui.house import roll_rows, settings
from din_indgang_tui.house.codes import Attendance, SessionStatus
from din_indgang_tui.house.group_places import group_row
from din_indgang_tui.house.group_session_rows import mine_only, theirs
from din_indgang_tui.house.roll_rows import HERE
from din_indgang_tui.store.roles import DESK, ROLL
from din_indgang_tui.store.unit import Reading, Row, Value, reads

# The letters of the roll, which are the keys that set them. Whoever dropped in was here.
LETTERS = {
    Attendance.PRESENT: "p",
    Attendance.ABSENT: "i",
    Attendance.EXCUSED: "a",
    Attendance.DROP_IN: "p",
}
CANCELLED = "-"
NO_MARK = "\u00b7"  # a place, but nobody said
NO_PLACE = " "

# So many meetings held are looked back at: more than the setting `away_times` can ask for, and as
# many in a house of ten years as in a new one.
LOOKED_BACK = 30
# Of each group, when the last meeting before them was; empty where there is none.
_RECENT = """
WITH recent AS MATERIALIZED (SELECT g.id AS group_id, coalesce((SELECT b.starts_at
    FROM group_session b WHERE b.group_id = g.id AND b.status = 'held' AND b.starts_at < :before
    ORDER BY b.starts_at DESC LIMIT 1 OFFSET :back), '') AS since FROM group_activity g{only})
"""
# The last time a member was here since they have the place, from the index of the group's meetings
# backwards: of one who comes it is found at once, whatever lies behind.
_LAST_HERE = """
SELECT t.starts_at FROM group_session t
CROSS JOIN attendance h ON h.citizen_id = m.citizen_id AND h.session_id = t.id
WHERE t.group_id = m.group_id AND t.status = 'held' AND t.starts_at < :before
    AND t.starts_at > max(r.since, date(m.from_on, '-1 day')) AND t.starts_on >= m.from_on
    AND h.status IN ('present', 'drop_in')
ORDER BY t.starts_at DESC LIMIT 1
"""
_MEMBERS = f"""
, place AS MATERIALIZED (SELECT m.id, m.group_id, m.citizen_id, m.from_on, r.since,
    max(r.since, date(m.from_on, '-1 day')) AS looked_back_to, ({_LAST_HERE}) AS last_here_at
    FROM group_member m JOIN recent r ON r.group_id = m.group_id
    WHERE m.from_on <= :day AND (m.to_on IS NULL OR m.to_on >= :day))
SELECT p.id AS member_id, p.group_id, p.citizen_id, p.from_on, c.given_name, c.family_name,
    g.name AS group_name, g.ends_on, p.last_here_at, p.since,
    (SELECT count(DISTINCT s.id) FROM group_session s
        CROSS JOIN attendance a ON a.citizen_id = p.citizen_id AND a.session_id = s.id
        WHERE s.group_id = p.group_id AND s.status = 'held' AND s.starts_at < :before
            AND s.starts_at > coalesce(p.last_here_at, p.looked_back_to)
            AND s.starts_on >= p.from_on AND a.status = 'absent') AS away
FROM place p JOIN group_activity g ON g.id = p.group_id JOIN citizen c ON c.id = p.citizen_id
"""
_MEETINGS = """
SELECT m.id AS session_id, m.starts_at, m.starts_on, m.status FROM group_session m
JOIN group_activity g ON g.id = m.group_id
WHERE m.group_id = :group AND (m.starts_at <= :now OR (m.status = 'held' AND m.starts_on <= :today))
{only}
ORDER BY m.starts_at DESC, m.id DESC LIMIT :most
"""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A column of the picture."""

    session_id: int
    day: date
    status: SessionStatus


@dataclass(frozen=True, slots=True)
class PictureRow:
    """A member and how they came: a letter for each meeting, `was_here` of `of` with a mark.

    `away`: times in a row up to the last meeting held; `stayed_away` where that is often enough to
    call them.
    """

    member_id: int
    citizen_id: int
    name: str
    from_on: date
    marks: tuple[str, ...]
    was_here: int
    of: int
    away: int
    stayed_away: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """A group's last meetings, the oldest first, its members in Danish order.

    `totals`: how many were here, guests included; None where the meeting was not held.
    """

    days: tuple[Meeting, ...]
    rows: tuple[PictureRow, ...]
    totals: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Away:
    """A member who has stayed away: someone to call.

    `last_here_at`: since they have the place, among the last `LOOKED_BACK` meetings held; where it
    is None, `long_ago` says that they have the place for longer than that, so may have come before.
    """

    group_id: int
    group: str
    member_id: int
    citizen_id: int
    name: str
    times: int
    last_here_at: datetime | None
    long_ago: bool


@dataclass(frozen=True, slots=True)
class Attended:
    """One mark of a citizen on a roll; `why` is what they sent word of."""

    session_id: int
    group_id: int
    group: str
    kind: str
    starts_at: datetime
    status: SessionStatus
    mark: Attendance
    why: str

    @property
    def was_here(self) -> bool:
        """Whether they were at the meeting, with a place or without."""
        return self.mark in HERE


def members_of(
    reading: Reading, day: date, before: datetime, group_id: int | None = None
) -> list[Row]:
    """The members of that day in a group (none given: in any), each with `away`, in Danish order.

    `away` counts, among the last `LOOKED_BACK` meetings held before that moment, those to which
    they did not come, since they last came or got the place. Sent word neither counts nor breaks
    the row, and neither does a meeting without a mark for them.
    """
    values: dict[str, Value] = {
        "day": day.isoformat(),
        "before": stored(before),
        "back": LOOKED_BACK,
        "group": group_id,
    }
    recent = _RECENT.format(only="" if group_id is None else " WHERE g.id = :group")
    return sorted(reading.rows(f"{recent}{_MEMBERS}", values), key=roll_rows.danish_order)


@reads(ROLL)
def picture(reading: Reading, group_id: int, meetings: int = 12) -> Picture:
    """The last so many meetings of a group and how its members came.

    Of a group that is over, the members of its last day. A volunteer gets given names, and only
    of groups they lead or help in; who leads some of its meetings alone sees those. Raises
    DeskError for others, and where there is no such group.
    """
    group = group_row(reading, group_id)
    roll_rows.own_group(reading, group_id)
    today = reading.today.isoformat()
    columns = reading.rows(
        _MEETINGS.format(only=mine_only(reading)),
        theirs(reading, group=group_id, now=stored(reading.now), today=today, most=meetings),
    )[::-1]
    marks: dict[tuple[int, int], list[Row]] = {}
    here: dict[int, int] = {row["session_id"]: 0 for row in columns}
    for mark in _marks(reading, list(here)):
        here[mark["session_id"]] += mark["status"] in HERE
        if mark["citizen_id"] is not None:
            marks.setdefault((mark["session_id"], mark["citizen_id"]), []).append(mark)
    day = date.fromisoformat(min(today, group["ends_on"] or today))
    members = members_of(reading, day, _up_to_now(reading), group_id)
    shown = roll_rows.shown_names(reading, members)
    limit = settings.current(reading).away_times
    return Picture(
        days=tuple(
            Meeting(
                row["session_id"],
                date.fromisoformat(row["starts_on"]),
                SessionStatus(row["status"]),
            )
            for row in columns
        ),
        rows=tuple(_row(member, shown, columns, marks, limit) for member in members),
        totals=tuple(
            here[row["session_id"]] if row["status"] == SessionStatus.HELD else None
            for row in columns
        ),
    )


def _marks(reading: Reading, sessions: list[int]) -> list[Row]:
    questions = ", ".join("?" * len(sessions))
    return reading.rows(
        f"SELECT id, session_id, citizen_id, status FROM attendance"
        f" WHERE session_id IN ({questions})",
        sessions,
    )


def _row(
    member: Row,
    shown: dict[int, str],
    columns: list[Row],
    marks: dict[tuple[int, int], list[Row]],
    limit: int,
) -> PictureRow:
    letters, was_here, of = [], 0, 0
    for column in columns:
        said = marks.get((column["session_id"], member["citizen_id"]), [])
        if column["status"] == SessionStatus.CANCELLED:
            letters.append(CANCELLED if column["starts_on"] >= member["from_on"] else NO_PLACE)
        elif said:
            mark = Attendance(roll_rows.shown_first(said)[0]["status"])
            letters.append(LETTERS[mark])
            was_here += mark in HERE
            of += 1
        else:
            letters.append(NO_MARK if column["starts_on"] >= member["from_on"] else NO_PLACE)
    return PictureRow(
        member_id=member["member_id"],
        citizen_id=member["citizen_id"],
        name=shown[member["citizen_id"]],
        from_on=date.fromisoformat(member["from_on"]),
        marks=tuple(letters),
        was_here=was_here,
        of=of,
        away=member["away"],
        stayed_away=member["away"] >= limit,
    )


@reads(DESK)
def stayed_away(reading: Reading, group_id: int | None = None) -> tuple[Away, ...]:
    """Members who did not come so often in a row as the setting `away_times` says, most first.

    In one group, or in all that are not over. How the row is counted: `members_of`. Whose place
    ended is left out.
    """
    limit = settings.current(reading).away_times
    found = [
        row
        for row in members_of(reading, reading.today, _up_to_now(reading), group_id)
        if row["away"] >= limit
        and (row["ends_on"] is None or row["ends_on"] >= reading.today.isoformat())
    ]
    shown = roll_rows.shown_names(reading, found)
    return tuple(
        Away(
            group_id=row["group_id"],
            group=row["group_name"],
            member_id=row["member_id"],
            citizen_id=row["citizen_id"],
            name=shown[row["citizen_id"]],
            times=row["away"],
            last_here_at=from_stored(row["last_here_at"]) if row["last_here_at"] else None,
            long_ago=bool(row["since"])
            and local_date(from_stored(row["since"])).isoformat() >= row["from_on"],
        )
        for row in sorted(found, key=lambda row: -row["away"])
    )


@reads(DESK)
def of_citizen(reading: Reading, citizen_id: int) -> tuple[Attended, ...]:
    """All marks of one citizen, the latest meeting first."""
    reading.about(citizen_id)
    return tuple(
        Attended(
            session_id=row["session_id"],
            group_id=row["group_id"],
            group=row["name"],
            kind=row["kind"],
            starts_at=from_stored(row["starts_at"]),
            status=SessionStatus(row["session_status"]),
            mark=Attendance(row["status"]),
            why=row["why"],
        )
        for row in reading.rows(
            "SELECT a.session_id, a.status, a.why, s.group_id, s.starts_at,"
            " s.status AS session_status, g.name, g.kind FROM attendance a"
            " JOIN group_session s ON s.id = a.session_id"
            " JOIN group_activity g ON g.id = s.group_id"
            " WHERE a.citizen_id = ? ORDER BY s.starts_at DESC, a.id DESC",
            (citizen_id,),
        )
    )


def _up_to_now(reading: Reading) -> datetime:
    # A roll can be finished before its meeting begins, on the day itself.
    return reading.now + timedelta(days=1)
