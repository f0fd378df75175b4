"""attendance.csv: who was at a meeting of a group. A row without a citizen is an unnamed guest.

A row has no key of its own: the whole row is, and one that stands twice counts twice.
"""

from __future__ import annotations

from collections.abc import Sequence

from din_indgang_tui.house.codes import SessionStatus
from din_indgang_tui.house.moving_in import cells, citizens_csv, group_sessions_csv, keys
from din_indgang_tui.house.moving_in.cells import Column
from din_indgang_tui.house.moving_in.description import (
    FileDescription,
    JudgedRow,
    Prepared,
    References,
    Rows,
    Values,
    Writing,
)
from din_indgang_tui.house.moving_in.keys import REF_LIMIT
from din_indgang_tui.house.moving_in.scratch import Scratch
from din_indgang_tui.i18n import N_, ngettext
from din_indgang_tui.store.unit import Reading

NAME = "attendance.csv"


def _remark(reading: Reading, scratch: Scratch, rows: Sequence[JudgedRow]) -> None:
    named = {row.values["session_ref"] for row in rows}
    meetings = keys.told(reading, scratch, group_sessions_csv.NAME, named)
    for row in rows:
        meeting = meetings.get(row.values["session_ref"])
        if meeting is not None and meeting["status"] != SessionStatus.HELD:
            row.tally("session_ref", _not_held)


def _not_held(n: int) -> str:
    return ngettext(
        "{n} mark is of a meeting that was not held: it does not count.",
        "{n} marks, the first of them here, are of meetings that were not held: they do not count.",
        n,
    ).format(n=n)


def _prepare(values: Values) -> Prepared:
    return {"status": values["status"]}


def _rows(row_id: int, prepared: Prepared, references: References, writing: Writing) -> Rows:
    return {
        "attendance": [
            {
                "id": row_id,
                "session_id": references["session_ref"],
                "citizen_id": references["citizen_ref"],
                "imported": 1,  # history may say the same twice
                "marked_at": writing.created_at,
                **prepared,
            }
        ]
    }


ATTENDANCE = FileDescription(
    name=NAME,
    table="attendance",
    columns=(
        Column(
            "session_ref",
            cells.text(REF_LIMIT),
            required=True,
            refers_to=group_sessions_csv.NAME,
            missing=N_("A mark is one of a meeting: say of which."),
        ),
        Column("citizen_ref", cells.text(REF_LIMIT), refers_to=citizens_csv.NAME),
        Column("status", cells.code("attendance"), required=True),
    ),
    remark=_remark,
    prepare=_prepare,
    rows=_rows,
    whole_row=True,
)
