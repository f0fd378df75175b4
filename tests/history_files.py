"""A made-up history as the files of the import format, for the import itself to read."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.oracle import Enquiry
from tests.oracle_courses import Rest

GROUP = "g1"


def write_folder(folder: Path, history: Sequence[Enquiry], rest: Rest) -> None:
    """All eleven files. What no file of the format says (pauses, months, a price) is left out."""
    named = (
        *(history, rest.conversations, rest.courses, rest.slots, rest.marks),
        *(rest.referrals, rest.attempts),
    )
    people = sorted({row["citizen"] for rows in named for row in rows if row["citizen"]})
    tables: dict[str, list[Mapping[str, object]]] = {
        "citizens": [{"ref": who, "given_name": who} for who in people],
        "enquiries": [
            {
                **{"ref": one["ref"], "citizen_ref": one["citizen"]},
                **{"arrived_at": one["arrived_at"], "met_at": one["met_at"]},
                **{"channel": one["channel"], "reasons": "|".join(one["reasons"])},
                **{"heard_from": one["heard_from"], "outcome": one["outcome"]},
            }
            for one in history
        ],
        "conversations": [
            {"ref": one["ref"], "citizen_ref": one["citizen"], "held_on": one["held_on"]}
            for one in rest.conversations
        ],
        "courses": [
            {
                **{"ref": one["ref"], "citizen_ref": one["citizen"]},
                **{"opened_on": one["opened_on"], "closed_on": one["closed_on"]},
                **{"onward_support": one["onward_support"]},
                **{"formerly_assessed": one["formerly_assessed"], "coach": "KSØ"},
            }
            for one in rest.courses
        ],
        "slots": [
            {
                **{"ref": one["ref"], "citizen_ref": one["citizen"], "course_ref": one["course"]},
                **{"starts_at": one["starts_at"], "minutes": 45, "status": one["status"]},
            }
            for one in rest.slots
        ],
        "groups": [{"ref": GROUP, "name": "Madlavning", "kind": "group"}],
        "group_sessions": [
            {
                **{"ref": one["ref"], "group_ref": GROUP, "starts_at": one["starts_at"]},
                **{"minutes": 90, "status": one["status"]},
            }
            for one in rest.meetings
        ],
        "attendance": [
            {"session_ref": one["meeting"], "citizen_ref": one["citizen"], "status": one["status"]}
            for one in rest.marks
        ],
        "checks": [
            {
                **{"course_ref": one["course"], "decided_on": one["decided_on"]},
                **{"decision": one["decision"], "note": "Det går bedre."},
            }
            for one in rest.checks
        ],
        "referrals": [
            {
                **{"ref": one["ref"], "citizen_ref": one["citizen"], "course_ref": one["course"]},
                **{"sent_on": one["sent_on"], "asked_for": one["asked_for"]},
                **{"consent_on": one["sent_on"], "decided_on": one["decided_on"]},
                **{"decision": one["decision"]},
            }
            for one in rest.referrals
        ],
        "outreach": [
            {
                **{"ref": one["ref"], "citizen_ref": one["citizen"], "label": "", "area": "Havnen"},
                **{"at": one["at"], "place": "hjemme", "result": one["result"], "note": ""},
            }
            for one in rest.attempts
        ],
    }
    for name, rows in tables.items():
        if rows:
            _write(folder / f"{name}.csv", rows)


def _write(path: Path, rows: Sequence[Mapping[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows({key: _cell(value) for key, value in row.items()} for row in rows)


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        local = value.astimezone(ZoneInfo("Europe/Copenhagen"))
        return local.strftime("%Y-%m-%dT%H:%M:%S")
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
