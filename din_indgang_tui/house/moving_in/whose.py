"""Whose a row is that may name a citizen, a course of theirs, or both."""

from __future__ import annotations

from collections.abc import Sequence

from din_indgang_tui.house.moving_in import courses_csv, keys
from din_indgang_tui.house.moving_in.description import JudgedRow
from din_indgang_tui.house.moving_in.findings import repeated
from din_indgang_tui.house.moving_in.scratch import Scratch
from din_indgang_tui.i18n import _
from din_indgang_tui.store.unit import Reading


def across(row: JudgedRow) -> None:
    """A row names a citizen, or a course, which is a citizen's."""
    named = ("citizen_ref", "course_ref")
    if not any(row.values[column] for column in named) and not row.faulty:
        row.fault("citizen_ref", _("It must be somebody's: fill in citizen_ref or course_ref."))


def among(reading: Reading, scratch: Scratch, rows: Sequence[JudgedRow]) -> None:
    """What is of a course is the citizen's whose course it is."""
    named = {str(row.values["course_ref"]) for row in rows if row.values.get("course_ref")}
    whose = _citizens(reading, scratch, named)
    for row in rows:
        course = row.values.get("course_ref")
        if course is None or course not in whose:
            continue
        citizen = row.values["citizen_ref"]
        if citizen is None:
            row.values["citizen_ref"] = whose[course]
        elif citizen != whose[course]:
            row.fault(
                "citizen_ref",
                _("“{citizen}” is somebody else: the course “{course}” is of “{whose}”.").format(
                    citizen=repeated(citizen),
                    course=repeated(course),
                    whose=repeated(whose[course]),
                ),
            )


def _citizens(reading: Reading, scratch: Scratch, courses: set[str]) -> dict[str, str]:
    """By course, the ref of its citizen."""
    told = keys.told(reading, scratch, courses_csv.NAME, courses)
    return {ref: course["citizen_ref"] for ref, course in told.items()}
