"""courses.csv: courses, when they began and ended, and what came after them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from din_indgang_tui.house import settings
from din_indgang_tui.house.course_weeks import Weeks, end_after
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
from din_indgang_tui.house.moving_in.keys import REF_LIMIT, among
from din_indgang_tui.house.moving_in.scratch import Scratch
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.store.unit import Reading

NAME = "courses.csv"
CHECK_DAYS = 28  # statistics.md: the four-week check of a course that nothing else is known of
_ENDINGS = ("closing_reason", "onward_support", "formerly_assessed")
_OPEN = f"{NAME} open"  # the space in which citizens with an open course are met


def _across(row: JudgedRow) -> None:
    opened, planned, closed = (
        row.values[column] for column in ("opened_on", "planned_end_on", "closed_on")
    )
    if opened and planned and planned < opened:
        row.fault("planned_end_on", _("The time runs backwards: the end is before the start."))
    if opened and closed and closed < opened:
        row.fault("closed_on", _("The time runs backwards: closed before opened."))


def _remark(reading: Reading, scratch: Scratch, rows: Sequence[JudgedRow]) -> None:
    weeks = settings.current(reading).course_weeks
    for row in rows:
        planned = row.values["planned_end_on"]
        if planned and planned > _last_day(row.values["opened_on"], weeks):
            row.tally("planned_end_on", _longer_than_the_limit)
        if row.values["opened_on"] > reading.today:
            row.tally("opened_on", _opens_after_today)
        closed = row.values["closed_on"]
        if closed and closed > reading.today:
            row.tally("closed_on", _closes_after_today)
        if closed is None and any(row.values[column] for column in _ENDINGS):
            row.tally("closed_on", _ends_and_is_open)
    _warn_of_two_open(reading, scratch, [row for row in rows if row.values["closed_on"] is None])


def _warn_of_two_open(reading: Reading, scratch: Scratch, rows: Sequence[JudgedRow]) -> None:
    """The program itself keeps a citizen to one open course; history is taken as it was."""
    citizens = [row.values["citizen_ref"] for row in rows]
    met = scratch.meet(_OPEN, list(zip(citizens, (row.line for row in rows), strict=True)))
    have_one = among(
        reading,
        "SELECT citizen.ref FROM citizen JOIN course ON course.citizen_id = citizen.id"
        " WHERE citizen.ref IN (SELECT value FROM json_each(?)) AND course.closed_on IS NULL",
        citizens,
    )
    for row, citizen, line in zip(rows, citizens, met, strict=True):
        if line is not None:
            what = _("The course on line {line} is the same citizen's and open too.")
            row.warn("closed_on", what.format(line=line))
        elif citizen in have_one:
            row.warn("closed_on", _("The citizen has an open course here already."))


def _last_day(opened: date, weeks: int) -> date:
    """The last day without a word of the leader's: the house's weeks, and six months at most."""
    limit = end_after(opened, weeks)
    return min(limit, Weeks(opened, limit, (), opened).six_months_on)


def _longer_than_the_limit(n: int) -> str:
    return ngettext(
        "{n} course was to last longer than the house lets one last: it is taken as it was.",
        "{n} courses, the first of them here, were to last longer than the house lets one last: "
        "they are taken as they were.",
        n,
    ).format(n=n)


def _opens_after_today(n: int) -> str:
    return ngettext(
        "{n} course opens after today.",
        "{n} courses, the first of them here, open after today.",
        n,
    ).format(n=n)


def _closes_after_today(n: int) -> str:
    return ngettext(
        "{n} course is closed on a day after today.",
        "{n} courses, the first of them here, are closed on a day after today.",
        n,
    ).format(n=n)


def _ends_and_is_open(n: int) -> str:
    return ngettext(
        "{n} course says how it ended but not when: it is taken as open.",
        "{n} courses, the first of them here, say how they ended but not when: "
        "they are taken as open.",
        n,
    ).format(n=n)


def _prepare(values: Values) -> Prepared:
    days = ("opened_on", "planned_end_on", "closed_on")
    return (
        {column: values[column] for column in ("ref", *_ENDINGS)}
        | {column: values[column] and values[column].isoformat() for column in days}
        | {"check_days": CHECK_DAYS}
    )


def _rows(row_id: int, prepared: Prepared, references: References, writing: Writing) -> Rows:
    return {
        "course": [
            {
                "id": row_id,
                "citizen_id": references["citizen_ref"],
                "coach_id": references["coach"],
                "created_at": writing.created_at,
                **prepared,
            }
        ]
    }


COURSES = FileDescription(
    name=NAME,
    table="course",
    columns=(
        Column("ref", cells.text(REF_LIMIT), required=True),
        Column(
            "citizen_ref",
            cells.text(REF_LIMIT),
            required=True,
            refers_to=citizens_csv.NAME,
            missing=N_("A course for an anonymous person cannot be: say whose it is."),
        ),
        Column("opened_on", cells.past_day, required=True),
        Column("planned_end_on", cells.past_day),
        Column("closed_on", cells.past_day),
        Column("closing_reason", cells.code("closing_reason")),
        Column("onward_support", cells.code("onward_support")),
        Column("formerly_assessed", cells.code("formerly_assessed")),
        Column("coach", cells.initials, names="staff"),
    ),
    across=_across,
    remark=_remark,
    prepare=_prepare,
    rows=_rows,
)
