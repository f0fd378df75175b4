"""The slots of a day as Today shows them: who is expected by whom, and who has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from din_indgang_tui.clock import from_stored
from din_indgang_tui.house import names
from din_indgang_tui.house.codes import SlotStatus, why_said
from din_indgang_tui.store.unit import Reading, Row


@dataclass(frozen=True, slots=True)
class DaySlot:
    """One citizen, one colleague, one time today, and what became of it."""

    slot_id: int
    version: int
    citizen_id: int
    name: str  # as lists show it
    full_name: str
    birth_year: int | None
    course_id: int | None
    kind: str
    starts_at: datetime
    ends_at: datetime
    coach_id: int | None
    coach: str
    room: str | None
    place: str
    status: SlotStatus
    note: str
    cancel_why: str
    told: bool | None  # whether the citizen knows what was changed; None where nothing was
    enquiry_id: int | None  # the visit it became when they came
    no_shows: int  # times in a row, before this one, that they did not come

    def is_over(self, now: datetime) -> bool:
        """Whether its time has passed."""
        return self.ends_at <= now


# In a row: since the last time they were here. What was cancelled says nothing of them.
_NO_SHOWS = (
    "(SELECT count(*) FROM slot o WHERE o.citizen_id = s.citizen_id AND o.status = 'no_show'"
    " AND o.starts_at < s.starts_at AND o.starts_at > coalesce("
    "(SELECT max(a.starts_at) FROM slot a WHERE a.citizen_id = s.citizen_id"
    " AND a.status = 'attended' AND a.starts_at < s.starts_at), ''))"
)
_OF_DAY = (
    "SELECT s.*, c.given_name, c.family_name, c.birth_date, coalesce(w.name, '') AS coach_name,"
    f" {_NO_SHOWS} AS no_shows"
    " FROM slot s JOIN citizen c ON c.id = s.citizen_id LEFT JOIN staff w ON w.id = s.coach_id"
    " WHERE s.starts_on = ? ORDER BY s.starts_at, coach_name, s.id"
)


def rows_of(reading: Reading, day: date) -> list[Row]:
    """The rows of one local day in order, each with its citizen and its colleague."""
    return reading.rows(_OF_DAY, (day.isoformat(),))


def day_slot(row: Row, name: str) -> DaySlot:
    """A row of `rows_of`; `name` is what the lists of that screen call the citizen."""
    return DaySlot(
        slot_id=row["id"],
        version=row["version"],
        citizen_id=row["citizen_id"],
        name=name,
        full_name=names.full_name(row["given_name"], row["family_name"]) or name,
        birth_year=int(row["birth_date"][:4]) if row["birth_date"] else None,
        course_id=row["course_id"],
        kind=row["kind"],
        starts_at=from_stored(row["starts_at"]),
        ends_at=from_stored(row["ends_at"]),
        coach_id=row["coach_id"],
        coach=row["coach_name"],
        room=row["room"],
        place=row["place"],
        status=SlotStatus(row["status"]),
        note=row["note"],
        cancel_why=why_said(row["cancel_why"]),
        told=None if row["told"] is None else bool(row["told"]),
        enquiry_id=row["enquiry_id"],
        no_shows=row["no_shows"],
    )
