"""attendance.csv: who was at a meeting of a group. A row without a citizen is an unnamed guest.

A row has no key of its own: the whole row is, and one that stands twice counts twice. That is
meant for guests; whoever is named twice at one meeting is counted twice too, with a remark.
"""

from __future__ import annotations

import json
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
from din_indgang_tui.house.moving_in.keys import REF_LIMIT, among
from din_indgang_tui.house.moving_in.scratch import Scratch
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.store.unit import Reading

NAME = "attendance.csv"
_PERSON = f"{NAME} person"  # the space in which whoever is named at a meeting is met
# Both refs are unique, so that each pair is found by its keys.
_IMPORTED = """
SELECT said.value FROM json_each(?) AS said
JOIN group_session ON group_session.ref = json_extract(said.value, '$[0]')
JOIN citizen ON citizen.ref = json_extract(said.value, '$[1]')
WHERE EXISTS (SELECT 1 FROM attendance
    WHERE session_id = group_session.id AND citizen_id = citizen.id)
"""


def _remark(reading: Reading, scratch: Scratch, rows: Sequence[JudgedRow]) -> None:
    named = {row.values["session_ref"] for row in rows}
    meetings = keys.told(reading, scratch, group_sessions_csv.NAME, named)
    for row in rows:
        meeting = meetings.get(row.values["session_ref"])
        if meeting is not None and meeting["status"] != SessionStatus.HELD:
            row.tally("session_ref", _not_held)
    _warn_of_two_marks(reading, scratch, [row for row in rows if row.values["citizen_ref"]])


def _warn_of_two_marks(reading: Reading, scratch: Scratch, rows: Sequence[JudgedRow]) -> None:
    """A roll of the program has one mark a person; history is taken as it was."""
    said = [json.dumps([row.values["session_ref"], row.values["citizen_ref"]]) for row in rows]
    met = scratch.meet(_PERSON, list(zip(said, (row.line for row in rows), strict=True)))
    have_one = among(reading, _IMPORTED, said)
    for row, person, line in zip(rows, said, met, strict=True):
        if line is not None:
            what = _("That person has a mark at that meeting on line {line} too: both count.")
            row.warn("citizen_ref", what.format(line=line))
        elif person in have_one:
            row.warn("citizen_ref", _("That person has a mark at that meeting here: both count."))


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
