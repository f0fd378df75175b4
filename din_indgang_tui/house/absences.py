"""Who is ill: the absences that are written down, as they are now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from din_indgang_tui.clock import from_stored
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.store.unit import Reading, Row, reads

ROWS = (
    "SELECT x.*, w.name FROM working_exception x JOIN staff w ON w.id = x.staff_id"
    " WHERE x.effect = 'away' AND x.reason = 'ill'"
)


@dataclass(frozen=True, slots=True)
class Absence:
    """A colleague who is ill, from the first day to the last, both included."""

    absence_id: int
    version: int
    staff_id: int
    name: str
    first_on: date
    last_on: date
    since: datetime  # when it was written down


@reads(DESK)
def absences(reading: Reading) -> tuple[Absence, ...]:
    """Who is ill today, or was written down as ill for days to come, by name."""
    return tuple(
        _absence(row)
        for row in reading.rows(
            ROWS + " AND x.last_on >= ? ORDER BY w.name, x.first_on",
            (reading.today.isoformat(),),
        )
    )


@reads(DESK)
def one(reading: Reading, absence_id: int) -> Absence:
    """One absence as it is now. Raises DeskError where it was taken back."""
    row = reading.one(ROWS + " AND x.id = ?", (absence_id,))
    if row is None:
        raise DeskError(_("That absence was taken back."))
    return _absence(row)


def _absence(row: Row) -> Absence:
    return Absence(
        absence_id=row["id"],
        version=row["version"],
        staff_id=row["staff_id"],
        name=row["name"],
        first_on=date.fromisoformat(row["first_on"]),
        last_on=date.fromisoformat(row["last_on"]),
        since=from_stored(row["created_at"]),
    )
