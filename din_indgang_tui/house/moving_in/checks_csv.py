"""checks.csv: what was decided at the four-week checks of courses.

A row has no key of its own: the whole row is. A course may have several; the earliest is the day
its check was done.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from din_indgang_tui.house.moving_in import cells, courses_csv, keys
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
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.store.unit import Reading
from din_indgang_tui.text import LIMIT

NAME = "checks.csv"


def _among(reading: Reading, scratch: Scratch, rows: Sequence[JudgedRow]) -> None:
    """Nothing is decided of a course before it opened."""
    named = {row.values["course_ref"] for row in rows if row.values.get("course_ref")}
    courses = keys.told(reading, scratch, courses_csv.NAME, named)
    for row in rows:
        course = courses.get(row.values.get("course_ref") or "")
        decided = row.values.get("decided_on")
        if course is None or decided is None:
            continue
        opened = date.fromisoformat(course["opened_on"])
        if decided < opened:
            row.fault(
                "decided_on",
                _("The time runs backwards: decided before the course opened on {day}.").format(
                    day=opened.isoformat()
                ),
            )


def _remark(reading: Reading, _scratch: Scratch, rows: Sequence[JudgedRow]) -> None:
    for row in rows:
        if row.values["decided_on"] > reading.today:
            row.tally("decided_on", _after_today)


def _after_today(n: int) -> str:
    return ngettext(
        "{n} check is decided on a day after today.",
        "{n} checks, the first of them here, are decided on a day after today.",
        n,
    ).format(n=n)


def _prepare(values: Values) -> Prepared:
    return {
        "decided_on": values["decided_on"].isoformat(),
        "decision": values["decision"],
        "note": values["note"],
    }


def _rows(row_id: int, prepared: Prepared, references: References, writing: Writing) -> Rows:
    return {
        "check_decision": [
            {
                "id": row_id,
                "course_id": references["course_ref"],
                "imported": 1,  # history may have decided twice
                "created_at": writing.created_at,
                **prepared,
            }
        ]
    }


CHECKS = FileDescription(
    name=NAME,
    table="check_decision",
    columns=(
        Column(
            "course_ref",
            cells.text(REF_LIMIT),
            required=True,
            refers_to=courses_csv.NAME,
            missing=N_("A check is one of a course: say of which."),
        ),
        Column("decided_on", cells.past_day, required=True),
        Column("decision", cells.code("check_decision"), empty=""),
        Column("note", cells.text(LIMIT), empty=""),
    ),
    remark=_remark,
    prepare=_prepare,
    rows=_rows,
    among=_among,
    whole_row=True,
)
