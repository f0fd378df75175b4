"""attendance.csv: who was at a meeting of a group. A row without a citizen is an unnamed guest.

A row has no key of its own: the whole row is, and that of a guest counts twice where it stands
twice. Whoever is named has one mark at a meeting, the last in the file.
"""

from __future__ import annotations

from collections.abc import Sequence

from din_indgang_tui.house.codes import Attendance, SessionStatus
from din_indgang_tui.house.moving_in import cells, citizens_csv, group_sessions_csv, judging, keys
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


def _among(reading: Reading, _scratch: Scratch, rows: Sequence[JudgedRow]) -> None:
    """The same person at the same meeting, imported before with another mark, is a fault."""
    others: dict[str, JudgedRow] = {}
    mine: dict[str, JudgedRow] = {}
    for row in rows:
        if row.faulty or row.values["citizen_ref"] is None:
            continue
        said = row.content["session_ref"], row.content["citizen_ref"]
        for status in Attendance:
            same = status == row.content["status"]
            (mine if same else others)[_ref(*said, status)] = row
    known = keys.earlier(reading, NAME, list(others))
    # An older version took both marks of somebody: they are there already, one as the other.
    there = {id(mine[ref]) for ref in keys.earlier(reading, NAME, list(mine))} if known else set()
    for ref, earlier in known.items():
        row = others[ref]
        if id(row) in there or row.faulty:
            continue
        if difference := judging.other_content(ATTENDANCE, earlier, row.content):
            row.fault("citizen_ref", difference)


def _ref(session_ref: str, citizen_ref: str, status: str) -> str:
    """The key of the mark of somebody who is named: there is one of its like."""
    cells_said = [session_ref, citizen_ref, str(status)]
    return keys.of_whole_row(judging.as_json(cells_said), 1)


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
    among=_among,
    prepare=_prepare,
    rows=_rows,
    whole_row=True,
    once=("session_ref", "citizen_ref"),
    said_before=N_("That person has a mark at that meeting on line {line}: this one counts."),
)
