"""slots.csv: times that citizens had with a colleague, and those that are booked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from din_indgang_tui import clock
from din_indgang_tui.house.codes import SlotStatus
from din_indgang_tui.house.lists import LABEL_LIMIT
from din_indgang_tui.house.minutes import LEAST_MINUTES, MOST_MINUTES
from din_indgang_tui.house.moving_in import cells, citizens_csv, courses_csv, whose
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
from din_indgang_tui.store.lists import BOOKABLE
from din_indgang_tui.store.unit import Reading

NAME = "slots.csv"
KIND = "coaching"  # the format has no kind: history is coaching sessions


def _remark(reading: Reading, _scratch: Scratch, rows: Sequence[JudgedRow]) -> None:
    over = (SlotStatus.ATTENDED, SlotStatus.NO_SHOW)
    for row in rows:
        if row.values["minutes"] is None:
            row.tally("minutes", _no_minutes)
        if row.values["status"] in over and row.values["starts_at"] > reading.now:
            row.tally("starts_at", _not_yet)


def _no_minutes(n: int) -> str:
    return ngettext(
        "{n} slot does not say how long it is; it is taken as {minutes} minutes.",
        "{n} slots, the first of them here, do not say how long they are; "
        "they are taken as {minutes} minutes.",
        n,
    ).format(n=n, minutes=BOOKABLE[KIND])


def _not_yet(n: int) -> str:
    return ngettext(
        "{n} slot that lies in the future says already whether they came.",
        "{n} slots, the first of them here, that lie in the future say already whether they came.",
        n,
    ).format(n=n)


def _prepare(values: Values) -> Prepared:
    starts, minutes = values["starts_at"], values["minutes"] or BOOKABLE[KIND]
    day = clock.local_date(starts)
    return {
        "ref": values["ref"],
        "kind": KIND,
        "starts_at": clock.stored(starts),
        "ends_at": clock.stored(starts + timedelta(minutes=minutes)),
        "starts_on": day.isoformat(),
        "starts_week": clock.iso_week(day),
        "minutes": minutes,
        "status": values["status"],
    }


def _rows(row_id: int, prepared: Prepared, references: References, writing: Writing) -> Rows:
    return {
        "slot": [
            {
                "id": row_id,
                "citizen_id": references["citizen_ref"],
                "course_id": references["course_ref"],
                "coach_id": references["coach"],
                "room": references["room"],
                "created_at": writing.created_at,
                **prepared,
            }
        ]
    }


SLOTS = FileDescription(
    name=NAME,
    table="slot",
    columns=(
        Column("ref", cells.text(REF_LIMIT), required=True),
        Column("citizen_ref", cells.text(REF_LIMIT), refers_to=citizens_csv.NAME),
        Column("course_ref", cells.text(REF_LIMIT), refers_to=courses_csv.NAME),
        Column("starts_at", cells.moment, required=True),
        Column("minutes", cells.whole_number(LEAST_MINUTES, MOST_MINUTES)),
        Column("coach", cells.initials, names="staff"),
        Column("room", cells.text(LABEL_LIMIT), names="room"),
        Column("status", cells.code("slot_status"), required=True),
    ),
    across=whose.across,
    remark=_remark,
    prepare=_prepare,
    rows=_rows,
    among=whose.among,
)
