"""enquiries.csv: who came, called or wrote, and how it ended."""

from __future__ import annotations

from collections.abc import Sequence

from din_indgang_tui import clock
from din_indgang_tui.house import enquiry_columns
from din_indgang_tui.house.codes import State
from din_indgang_tui.house.enquiries import MOST_REASONS
from din_indgang_tui.house.moving_in import cells, citizens_csv
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
from din_indgang_tui.i18n import _, ngettext
from din_indgang_tui.store.unit import Reading
from din_indgang_tui.text import LIMIT

NAME = "enquiries.csv"


def _across(row: JudgedRow) -> None:
    arrived = row.values["arrived_at"]
    met = row.values["met_at"]
    finished = row.values["finished_at"]
    if arrived and met and met < arrived:
        row.fault("met_at", _("The time runs backwards: met before arrival."))
    if arrived and finished and finished < arrived:
        row.fault("finished_at", _("The time runs backwards: finished before arrival."))
    elif met and finished and finished < met:
        row.fault("finished_at", _("The time runs backwards: finished before met."))


def _remark(reading: Reading, _scratch: Scratch, rows: Sequence[JudgedRow]) -> None:
    for row in rows:
        if clock.local_date(row.values["arrived_at"]) > reading.today:
            row.tally("arrived_at", _after_today)


def _after_today(n: int) -> str:
    return ngettext(
        "{n} enquiry is dated after today.",
        "{n} enquiries, the first of them here, are dated after today.",
        n,
    ).format(n=n)


def _prepare(values: Values) -> Prepared:
    finished = values["finished_at"]
    columns = {
        field: values[field] for field in ("ref", "channel", "heard_from", "outcome", "note")
    }
    columns |= enquiry_columns.times(values["arrived_at"], values["met_at"])
    columns |= {
        "finished_at": clock.stored(finished) if finished else None,
        "finished_on": clock.local_date(finished).isoformat() if finished else None,
    }
    return {"columns": columns, "reasons": values["reasons"]}


def _rows(row_id: int, prepared: Prepared, references: References, writing: Writing) -> Rows:
    return {
        "enquiry": [
            {
                "id": row_id,
                "citizen_id": references["citizen_ref"],
                # Waiting is a state of its own: history is done, whatever times it lacks.
                "state": State.DONE.value,
                "created_at": writing.created_at,
                **prepared["columns"],
            }
        ],
        "enquiry_reason": [
            {"enquiry_id": row_id, "position": position, "reason": reason}
            for position, reason in enumerate(prepared["reasons"], start=1)
        ],
    }


ENQUIRIES = FileDescription(
    name=NAME,
    table="enquiry",
    columns=(
        Column("ref", cells.text(REF_LIMIT), required=True),
        Column("citizen_ref", cells.text(REF_LIMIT), refers_to=citizens_csv.NAME),
        Column("arrived_at", cells.moment, required=True),
        Column("met_at", cells.moment),
        Column("finished_at", cells.moment),
        Column("channel", cells.code("channel"), required=True),
        Column("reasons", cells.codes("reason", MOST_REASONS), empty=()),
        Column("heard_from", cells.code("heard_from")),
        Column("outcome", cells.code("outcome")),
        Column("note", cells.text(LIMIT), empty=""),
    ),
    across=_across,
    remark=_remark,
    prepare=_prepare,
    rows=_rows,
)
