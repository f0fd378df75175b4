"""groups.csv: the groups of a house. When they meet, and who came, is in the two files after it."""

from __future__ import annotations

from collections.abc import Sequence

from din_indgang_tui.house.group_writing import MOST_PLACES, NAME_LIMIT
from din_indgang_tui.house.moving_in import cells
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
from din_indgang_tui.i18n import ngettext
from din_indgang_tui.store.unit import Reading

NAME = "groups.csv"
KIND = "group"  # what an empty kind is taken as


def _remark(_reading: Reading, _scratch: Scratch, rows: Sequence[JudgedRow]) -> None:
    for row in rows:
        if not row.values["name"]:
            row.tally("name", _no_name)


def _no_name(n: int) -> str:
    return ngettext(
        "{n} group has no name; it is called by its ref.",
        "{n} groups, the first of them here, have no name; they are called by their ref.",
        n,
    ).format(n=n)


def _prepare(values: Values) -> Prepared:
    return {
        "ref": values["ref"],
        "name": values["name"] or values["ref"][:NAME_LIMIT],
        "kind": values["kind"] or KIND,
        "capacity": values["capacity"],
    }


def _rows(row_id: int, prepared: Prepared, references: References, writing: Writing) -> Rows:
    return {
        "group_activity": [
            {
                "id": row_id,
                "leader_id": references["facilitator"],
                "created_at": writing.created_at,
                **prepared,
            }
        ]
    }


GROUPS = FileDescription(
    name=NAME,
    table="group_activity",
    columns=(
        Column("ref", cells.text(REF_LIMIT), required=True),
        Column("name", cells.text(NAME_LIMIT)),
        Column("kind", cells.code("activity_kind")),
        Column("capacity", cells.whole_number(1, MOST_PLACES)),
        Column("facilitator", cells.initials, names="staff"),
    ),
    remark=_remark,
    prepare=_prepare,
    rows=_rows,
)
