"""Slots that something has happened to: what they were, what they are now, and who was told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from din_indgang_tui.clock import from_stored
from din_indgang_tui.house import call_backs, names
from din_indgang_tui.house.citizens import is_protected
from din_indgang_tui.house.codes import SlotStatus
from din_indgang_tui.house.enquiries import no_name
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.store.unit import Reading, Row, Value, reads


@dataclass(frozen=True, slots=True)
class AffectedSlot:
    """One slot that an absence hits, or that was changed: as it stands now, and where it was.

    `number` is what may be said of the telephone: never a protected one. `is_open`: nobody has
    dealt with it yet. `told` is None where there is nothing to tell.
    """

    slot_id: int
    version: int
    citizen_id: int
    course_id: int | None
    name: str
    full_name: str
    number: str
    kind: str
    minutes: int
    was_at: datetime
    was_with: int | None
    starts_at: datetime
    coach_id: int | None
    coach: str
    room: str | None
    place: str
    status: SlotStatus
    is_open: bool
    told: bool | None

    @property
    def was_until(self) -> datetime:
        """When it would have ended."""
        return self.was_at + timedelta(minutes=self.minutes)


# The first move since: it says where the slot was when the absence hit it.
ALL = (
    "SELECT s.*, c.given_name, c.family_name, c.phone, c.address_protected, c.protected_until,"
    " c.safe_to_phone, c.may_leave_message, coalesce(w.name, '') AS coach_name,"
    " m.from_at, m.from_coach"
    " FROM slot s JOIN citizen c ON c.id = s.citizen_id LEFT JOIN staff w ON w.id = s.coach_id"
    " LEFT JOIN slot_move m ON m.id = (SELECT min(f.id) FROM slot_move f WHERE f.slot_id = s.id"
    "  AND f.from_coach = :staff AND f.moved_at >= :since"
    "  AND f.from_at >= :begins AND f.from_at < :ends)"
)
# Slots from today on that were changed, and whose citizen does not know yet.
_UNTOLD = "s.told = 0 AND s.starts_on >= :first"


@reads(DESK)
def untold(reading: Reading) -> tuple[AffectedSlot, ...]:
    """Slots from today on that were changed without the citizen knowing yet, the next one first."""
    values: dict[str, Value] = {"staff": None, "begins": "", "ends": "", "since": ""}
    rows = reading.rows(f"{ALL} WHERE {_UNTOLD}", values | {"first": reading.today.isoformat()})
    found = [affected(reading, row, is_open=False) for row in rows]
    return tuple(sorted(found, key=lambda one: (one.starts_at, one.slot_id)))


def how_many_untold(reading: Reading) -> int:
    """How many those are."""
    first = {"first": reading.today.isoformat()}
    return int(reading.value(f"SELECT count(*) FROM slot s WHERE {_UNTOLD}", first))


def affected(reading: Reading, row: Row, *, is_open: bool) -> AffectedSlot:
    """A row of `ALL`; `is_open` where somebody is still to deal with it."""
    reading.about(row["citizen_id"])
    names_row = {**dict(row), "citizen_id": row["citizen_id"]}
    given, family = row["given_name"] or no_name(names_row), row["family_name"]
    starts = from_stored(row["starts_at"])
    return AffectedSlot(
        slot_id=row["id"],
        version=row["version"],
        citizen_id=row["citizen_id"],
        course_id=row["course_id"],
        name=names.short_name(given, family),
        full_name=names.full_name(given, family),
        number=call_backs.number_said(
            row["phone"],
            protected=is_protected(row, reading.today),
            safe_to_phone=row["safe_to_phone"],
            may_leave_message=row["may_leave_message"],
        ),
        kind=row["kind"],
        minutes=row["minutes"],
        was_at=from_stored(row["from_at"]) if row["from_at"] else starts,
        was_with=row["from_coach"] if row["from_at"] else row["coach_id"],
        starts_at=starts,
        coach_id=row["coach_id"],
        coach=row["coach_name"],
        room=row["room"],
        place=row["place"],
        status=SlotStatus(row["status"]),
        is_open=is_open,
        told=None if row["told"] is None else bool(row["told"]),
    )
