"""A slot as it is read: its row with the names that go with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from din_indgang_tui.clock import from_stored, local_date
from din_indgang_tui.house import enquiries, names
from din_indgang_tui.house.codes import SlotStatus, why_said
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.unit import Reading, Row

ALL = (
    "SELECT s.*, c.given_name, c.family_name, coalesce(st.name, '') AS coach,"
    " (SELECT m.from_at FROM slot_move m WHERE m.slot_id = s.id AND m.from_at <> s.starts_at"
    " ORDER BY m.id DESC LIMIT 1) AS moved_from"
    " FROM slot s JOIN citizen c ON c.id = s.citizen_id LEFT JOIN staff st ON st.id = s.coach_id"
)


@dataclass(frozen=True, slots=True)
class Slot:
    """One time as it stands; times are UTC, `room` is a code.

    `told`: whether the citizen knows of what was changed; None where there is nothing to tell.
    `moved_from`: when it was before it was moved last.
    """

    slot_id: int
    version: int
    citizen_id: int
    name: str  # as lists show it
    course_id: int | None
    series_id: int | None
    kind: str
    starts_at: datetime
    ends_at: datetime
    minutes: int
    coach_id: int | None
    coach: str
    room: str | None
    place: str
    status: SlotStatus
    note: str
    told: bool | None
    enquiry_id: int | None
    moved_from: datetime | None
    cancel_why: str = ""

    @property
    def day(self) -> date:
        """The day it is on, in the house."""
        return local_date(self.starts_at)


def row_of(reading: Reading, slot_id: int) -> Row:
    """One row of `ALL` with the name it goes by. Raises DeskError where it is gone."""
    row = reading.one(f"{ALL} WHERE s.id = ?", (slot_id,))
    if row is None:
        raise DeskError(_("That time is not here any more."))
    reading.about(row["citizen_id"])
    return dict(row) | {"name": enquiries.short_name(row)}


def short_names_of(reading: Reading, rows: Iterable[Row]) -> dict[int, str]:
    """What a list shows of the citizens of these rows, who are what the question is about."""
    shown = names.short_names(
        {
            row["citizen_id"]: (row["given_name"] or enquiries.no_name(row), row["family_name"])
            for row in rows
        }
    )
    reading.about(*shown)
    return shown


def slots_of(reading: Reading, rows: Iterable[Row]) -> list[Slot]:
    """These rows of `ALL` as slots."""
    there = list(rows)
    shown = short_names_of(reading, there)
    return [
        Slot(
            slot_id=row["id"],
            version=row["version"],
            citizen_id=row["citizen_id"],
            name=shown[row["citizen_id"]],
            course_id=row["course_id"],
            series_id=row["series_id"],
            kind=row["kind"],
            starts_at=from_stored(row["starts_at"]),
            ends_at=from_stored(row["ends_at"]),
            minutes=row["minutes"],
            coach_id=row["coach_id"],
            coach=row["coach"],
            room=row["room"],
            place=row["place"],
            status=SlotStatus(row["status"]),
            note=row["note"],
            told=None if row["told"] is None else bool(row["told"]),
            enquiry_id=row["enquiry_id"],
            moved_from=from_stored(row["moved_from"]) if row["moved_from"] else None,
            cancel_why=why_said(row["cancel_why"]),
        )
        for row in there
    ]
