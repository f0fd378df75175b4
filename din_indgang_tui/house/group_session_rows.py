"""A meeting of a group as it is read: its row with the names and numbers that go with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from din_indgang_tui.clock import from_stored, local_date
from din_indgang_tui.house.codes import SessionStatus, shown_label, why_said
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import Role
from din_indgang_tui.store.unit import Reading, Row, Value

# What somebody did with a meeting by hand, or said of it: a new rule leaves such a one as it is.
UNTOUCHED = (
    "m.status = 'planned' AND m.by_hand = 0 AND m.rule_on IS NOT NULL AND m.ref IS NULL"
    " AND m.roll_done_at IS NULL AND m.note = ''"
    " AND NOT EXISTS (SELECT 1 FROM attendance a WHERE a.session_id = m.id)"
    " AND NOT EXISTS (SELECT 1 FROM group_told t WHERE t.session_id = m.id)"
)
ALL = (
    "SELECT m.*, g.name AS group_name, g.kind, g.capacity, coalesce(w.name, '') AS leader,"
    " r.label AS room_label,"
    " (SELECT count(*) FROM group_member p WHERE p.group_id = m.group_id"
    " AND p.from_on <= m.starts_on AND (p.to_on IS NULL OR p.to_on >= m.starts_on)) AS members,"
    # Whoever sends word does so before the roll is begun.
    " (SELECT count(*) FROM attendance a WHERE a.session_id = m.id AND a.status <> 'excused')"
    " AS marks,"
    " (SELECT count(*) FROM attendance a WHERE a.session_id = m.id"
    " AND a.status IN ('present', 'drop_in')) AS here,"
    " EXISTS (SELECT 1 FROM closed_day d WHERE d.day = m.starts_on) AS house_closed"
    " FROM group_session m JOIN group_activity g ON g.id = m.group_id"
    " LEFT JOIN staff w ON w.id = m.leader_id LEFT JOIN room r ON r.code = m.room"
)
IN_ORDER = " ORDER BY m.starts_at, g.name, m.id"


@dataclass(frozen=True, slots=True)
class Session:
    """One meeting as it stands; times are aware UTC, `room` is a code.

    `members` have a place on that day, `here` were there (None before the roll is begun), drop-ins
    and guests among them. `moved_from`: when it was before it was moved last. `by_hand`: somebody
    moved, gave, cancelled or added it. `house_closed`: the house holds closed that day.
    """

    session_id: int
    version: int
    group_id: int
    group: str
    kind: str
    starts_at: datetime
    ends_at: datetime
    minutes: int
    leader_id: int | None
    leader: str
    room: str | None
    room_label: str
    place: str
    status: SessionStatus
    cancel_why: str
    moved_from: datetime | None
    moved_why: str
    members: int
    capacity: int | None
    here: int | None
    roll_done: bool
    note: str
    by_hand: bool
    house_closed: bool

    @property
    def stands_though_closed(self) -> bool:
        """Whether it is to be held on a day on which the house holds closed."""
        return self.house_closed and self.status is SessionStatus.PLANNED and self.here is None

    @property
    def day(self) -> date:
        """The day in the house on which it begins."""
        return local_date(self.starts_at)

    @property
    def where(self) -> str:
        """The room, or the place where it is not in the house; empty where nobody has said."""
        return self.room_label or self.place


def session_row(reading: Reading, session_id: int) -> Row:
    """The row of `ALL`. Raises DeskError where it is gone, or not for a volunteer to see."""
    row = reading.one(f"{ALL} WHERE m.id = :id{mine_only(reading)}", theirs(reading, id=session_id))
    if row is None:
        raise DeskError(_("That meeting is not here any more."))
    return row


def sessions(reading: Reading, which: str, **values: Value) -> list[Session]:
    """The meetings of `ALL` of which that is true, in order; a volunteer's own alone."""
    return sessions_of(
        reading.rows(
            f"{ALL} WHERE {which}{mine_only(reading)}{IN_ORDER}", theirs(reading, **values)
        )
    )


def sessions_of(rows: Iterable[Row]) -> list[Session]:
    """These rows of `ALL` as meetings."""
    return [
        Session(
            session_id=row["id"],
            version=row["version"],
            group_id=row["group_id"],
            group=row["group_name"],
            kind=row["kind"],
            starts_at=from_stored(row["starts_at"]),
            ends_at=from_stored(row["ends_at"]),
            minutes=row["minutes"],
            leader_id=row["leader_id"],
            leader=row["leader"],
            room=row["room"],
            room_label=shown_label("room", row["room"], row["room_label"]) if row["room"] else "",
            place=row["place"],
            status=SessionStatus(row["status"]),
            cancel_why=why_said(row["cancel_why"]),
            moved_from=from_stored(row["moved_from"]) if row["moved_from"] else None,
            moved_why=why_said(row["moved_why"]),
            members=row["members"],
            capacity=row["capacity"],
            here=row["here"] if row["marks"] or row["roll_done_at"] else None,
            roll_done=row["roll_done_at"] is not None,
            note=row["note"],
            by_hand=bool(row["by_hand"]),
            house_closed=bool(row["house_closed"]),
        )
        for row in rows
    ]


# Volunteers --------------------------------------------------------------------------------------

# Of a meeting m of the group g: the colleague leads it, leads the group, or helps in it.
LEADS_OR_HELPS = (
    "(m.leader_id = :me OR g.leader_id = :me OR EXISTS (SELECT 1 FROM group_helper h"
    " WHERE h.group_id = g.id AND h.staff_id = :me))"
)


def mine_only(reading: Reading) -> str:
    """For a WHERE: a volunteer sees the meetings of their own groups, everybody else all."""
    return f" AND {LEADS_OR_HELPS}" if reading.who.role is Role.VOLUNTEER else ""


def theirs(reading: Reading, **values: Value) -> dict[str, Value]:
    """The values of such a WHERE, with who asks."""
    return {"me": reading.who.staff_id, **values}
