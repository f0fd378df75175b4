"""group_sessions.csv: the meetings of groups, those that were held and those that are planned."""

from __future__ import annotations

from collections.abc import Sequence

from din_indgang_tui.house.codes import SessionStatus
from din_indgang_tui.house.minutes import LEAST_MINUTES, MOST_MINUTES
from din_indgang_tui.house.moving_in import cells, groups_csv
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
from din_indgang_tui.house.slot_columns import times
from din_indgang_tui.i18n import N_, ngettext
from din_indgang_tui.store.unit import Reading

NAME = "group_sessions.csv"
MINUTES = 90  # of a meeting that does not say how long it is: as long as that of a new group
_LEADER = "leader of group"  # what the writing remembers: who leads a group, 0 where nobody does


def _remark(reading: Reading, _scratch: Scratch, rows: Sequence[JudgedRow]) -> None:
    for row in rows:
        if row.values["minutes"] is None:
            row.tally("minutes", _no_minutes)
        is_to_come = row.values["starts_at"] > reading.now
        if row.values["status"] == SessionStatus.HELD and is_to_come:
            row.tally("starts_at", _held_to_come)
        if row.values["status"] == SessionStatus.PLANNED and not is_to_come:
            row.tally("status", _planned_and_over)


def _no_minutes(n: int) -> str:
    return ngettext(
        "{n} meeting does not say how long it is; it is taken as {minutes} minutes.",
        "{n} meetings, the first of them here, do not say how long they are; "
        "they are taken as {minutes} minutes.",
        n,
    ).format(n=n, minutes=MINUTES)


def _held_to_come(n: int) -> str:
    return ngettext(
        "{n} meeting that lies in the future says already that it was held.",
        "{n} meetings, the first of them here, that lie in the future say already "
        "that they were held.",
        n,
    ).format(n=n)


def _planned_and_over(n: int) -> str:
    return ngettext(
        "{n} meeting is over and still planned: it does not count as held.",
        "{n} meetings, the first of them here, are over and still planned: "
        "they do not count as held.",
        n,
    ).format(n=n)


def _prepare(values: Values) -> Prepared:
    columns = times(values["starts_at"], values["minutes"] or MINUTES)
    return {"ref": values["ref"], "status": values["status"], **columns}


def _rows(row_id: int, prepared: Prepared, references: References, writing: Writing) -> Rows:
    group = references["group_ref"]
    assert isinstance(group, int)
    return {
        "group_session": [
            {
                "id": row_id,
                "group_id": group,
                "leader_id": _leader(group, writing) or None,
                "created_at": writing.created_at,
                **prepared,
            }
        ]
    }


def _leader(group: int, writing: Writing) -> int:
    """The format says of a group who leads it, and not of a meeting."""
    key = (group, _LEADER)
    if key not in writing.remembered:
        sql = "SELECT coalesce(leader_id, 0) FROM group_activity WHERE id = ?"
        writing.remembered[key] = int(writing.reading.value(sql, (group,)))
    return writing.remembered[key]


GROUP_SESSIONS = FileDescription(
    name=NAME,
    table="group_session",
    columns=(
        Column("ref", cells.text(REF_LIMIT), required=True),
        Column(
            "group_ref",
            cells.text(REF_LIMIT),
            required=True,
            refers_to=groups_csv.NAME,
            missing=N_("A meeting is one of a group: say of which."),
        ),
        Column("starts_at", cells.moment, required=True),
        Column("minutes", cells.whole_number(LEAST_MINUTES, MOST_MINUTES)),
        Column("status", cells.code("session_status"), required=True),
    ),
    remark=_remark,
    prepare=_prepare,
    rows=_rows,
)
