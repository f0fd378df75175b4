"""outreach.csv: the log of outreach, every try to reach somebody and what it came to."""

from __future__ import annotations

from collections.abc import Sequence

from din_indgang_tui import clock
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
from din_indgang_tui.i18n import ngettext
from din_indgang_tui.store.unit import Reading
from din_indgang_tui.text import LIMIT

NAME = "outreach.csv"
WORDS_LIMIT = 100  # characters of a label, an area, a place


def _remark(reading: Reading, _scratch: Scratch, rows: Sequence[JudgedRow]) -> None:
    for row in rows:
        if row.values["at"] > reading.now:
            row.tally("at", _not_yet)
        if row.values["result"] is None:
            row.tally("result", _no_result)


def _not_yet(n: int) -> str:
    return ngettext(
        "{n} try lies in the future.",
        "{n} tries, the first of them here, lie in the future.",
        n,
    ).format(n=n)


def _no_result(n: int) -> str:
    return ngettext(
        "{n} try does not say what it came to: it counts as one without a contact.",
        "{n} tries, the first of them here, do not say what they came to: "
        "they count as tries without a contact.",
        n,
    ).format(n=n)


def _prepare(values: Values) -> Prepared:
    day = clock.local_date(values["at"])
    same = ("ref", "label", "area", "place", "result", "note")
    return {column: values[column] for column in same} | {
        "tried_at": clock.stored(values["at"]),
        "tried_on": day.isoformat(),
        "tried_week": clock.iso_week(day),
    }


def _rows(row_id: int, prepared: Prepared, references: References, writing: Writing) -> Rows:
    return {
        "outreach_attempt": [
            {
                "id": row_id,
                "citizen_id": references["citizen_ref"],
                "created_at": writing.created_at,
                **prepared,
            }
        ]
    }


OUTREACH = FileDescription(
    name=NAME,
    table="outreach_attempt",
    columns=(
        Column("ref", cells.text(REF_LIMIT), required=True),
        Column("citizen_ref", cells.text(REF_LIMIT), refers_to=citizens_csv.NAME),
        Column("label", cells.text(WORDS_LIMIT), empty=""),
        Column("area", cells.text(WORDS_LIMIT), empty=""),
        Column("at", cells.moment, required=True),
        Column("place", cells.text(WORDS_LIMIT), empty=""),
        Column("result", cells.code("outreach_result")),
        Column("note", cells.text(LIMIT), empty=""),
    ),
    remark=_remark,
    prepare=_prepare,
    rows=_rows,
)
