"""The log of outreach: every try to reach somebody, as a plain table.

What an import brought (house/moving_in/outreach_csv.py), with what each try came to. Who was looked
for may be nobody we know: then a label says who, in the words of the outreach worker.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from din_indgang_tui.clock import from_stored
from din_indgang_tui.house import codes, names
from din_indgang_tui.i18n import _
from din_indgang_tui.store.roles import COACHES
from din_indgang_tui.store.unit import Reading, reads


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try. `name` is the citizen as lists show them, else the label; `at` is UTC."""

    attempt_id: int
    citizen_id: int | None
    name: str
    area: str
    at: datetime
    place: str
    result: str | None
    label: str  # of the result, empty where nobody noted one
    contact: bool
    note: str


@reads(COACHES)
def all_attempts(reading: Reading) -> tuple[Attempt, ...]:
    """Every try there is, the latest first."""
    results = {one.code: one for one in codes.lists(reading).outreach_results}
    rows = reading.rows(
        "SELECT attempt.*, given_name, family_name FROM outreach_attempt AS attempt"
        " LEFT JOIN citizen ON citizen.id = attempt.citizen_id"
        " ORDER BY tried_at DESC, attempt.id DESC"
    )
    shown = names.short_names(
        {
            row["citizen_id"]: (row["given_name"], row["family_name"])
            for row in rows
            if row["citizen_id"] is not None
        }
    )
    return tuple(
        Attempt(
            attempt_id=row["id"],
            citizen_id=row["citizen_id"],
            name=shown.get(row["citizen_id"], row["label"]) or _("No name"),
            area=row["area"],
            at=from_stored(row["tried_at"]),
            place=row["place"],
            result=row["result"],
            label=result.label if result else row["result"] or "",
            contact=result is not None and result.contact,
            note=row["note"],
        )
        for row in rows
        for result in [results.get(row["result"])]
    )
