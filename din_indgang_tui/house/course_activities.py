"""What a course holds beside its slots: a group elsewhere, a volunteer offer, training."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from din_indgang_tui.clock import stored
from din_indgang_tui.house import courses
from din_indgang_tui.house.course_rules import LONGEST
from din_indgang_tui.house.lines import one_line
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import COACHES, DESK
from din_indgang_tui.store.unit import Reading, Row, Unit, Value, changes, reads
from din_indgang_tui.words import written

WHAT_LIMIT = 60  # characters: the ruler and the list name it on one line
PLACE_LIMIT = 60
WITH_LIMIT = 60
EDITABLE = ("kind", "what", "place", "with_whom", "first_on", "last_on")


@dataclass(frozen=True, slots=True)
class Activity:
    """One thing of a course; no last day: as long as the course."""

    activity_id: int
    version: int
    course_id: int
    kind: str
    what: str
    place: str
    with_whom: str
    first_on: date
    last_on: date | None


@dataclass(frozen=True, slots=True)
class NewActivity:
    """An activity as it was typed."""

    kind: str
    what: str
    first_on: date
    last_on: date | None = None
    place: str = ""
    with_whom: str = ""


@reads(DESK)
def of_course(reading: Reading, course_id: int) -> tuple[Activity, ...]:
    """All of a course, in the order they begin."""
    reading.about(courses.row_of(reading, course_id)["citizen_id"])
    rows = reading.rows(
        "SELECT * FROM course_activity WHERE course_id = ? ORDER BY first_on, id", (course_id,)
    )
    return tuple(_activity(row) for row in rows)


@reads(DESK)
def one(reading: Reading, activity_id: int) -> Activity:
    """One activity. Raises DeskError where it was taken away."""
    return _activity(_row(reading, activity_id))


@changes(COACHES, "courses")
def add(unit: Unit, course_id: int, new: NewActivity) -> Activity:
    """One more activity. Raises DeskError, by its field, where it cannot be."""
    course = courses.still_open(unit, course_id)
    values: dict[str, Value] = {
        "kind": new.kind,
        "what": new.what,
        "place": new.place,
        "with_whom": new.with_whom,
        "first_on": new.first_on.isoformat(),
        "last_on": new.last_on.isoformat() if new.last_on else None,
    }
    row = _checked(unit, course, values, values.keys())
    row |= {"course_id": course_id, "created_at": stored(unit.now)}
    return one(unit, unit.insert("course_activity", row))


@changes(COACHES, "courses")
def change(unit: Unit, activity_id: int, version: int, values: Mapping[str, Value]) -> Activity:
    """Other values in some of EDITABLE; days are ISO texts, no last day is empty.

    Raises Conflict where another wrote it first, and DeskError as adding does.
    """
    row = _row(unit, activity_id)
    course = courses.still_open(unit, row["course_id"])
    if row["version"] != version:
        unit.update("course_activity", activity_id, dict(values), version=version)
    whole = {name: values.get(name, row[name]) for name in EDITABLE}
    checked = _checked(unit, course, whole, values.keys())
    new = {name: value for name, value in checked.items() if name in values}
    unit.update("course_activity", activity_id, new, version=version)
    return one(unit, activity_id)


@changes(COACHES, "courses")
def take_away(unit: Unit, activity_id: int, version: int) -> Activity:
    """One that came to nothing; undo brings it back. Returns it as it was."""
    row = _row(unit, activity_id)
    courses.still_open(unit, row["course_id"])
    unit.update("course_activity", activity_id, {}, version=version)  # only whether it is that one
    unit.delete("course_activity", activity_id)
    return _activity(row)


def _checked(
    unit: Unit, course: Row, values: Mapping[str, Value], new: Collection[str]
) -> dict[str, Value]:
    """The columns, clean; a kind is looked at only where it is among the `new` ones."""
    what = one_line(str(values["what"]), "what", WHAT_LIMIT)
    if not what:
        raise DeskError(_("Write what it is."), field="what")
    if "kind" in new:
        _kind(unit, str(values["kind"]))
    first = date.fromisoformat(str(values["first_on"]))
    last = date.fromisoformat(str(values["last_on"])) if values["last_on"] else None
    if first.isoformat() < course["opened_on"]:
        raise DeskError(
            _("The course begins on {day}.").format(day=written(course["opened_on"])),
            field="first_on",
        )
    if last is not None and last < first:
        raise DeskError(_("The end lies before the start."), field="last_on")
    opened = date.fromisoformat(course["opened_on"])
    for field, day in (("first_on", first), ("last_on", last)):
        if day is not None and day > opened + 2 * LONGEST:
            raise DeskError(_("That is long after the course. Look at the year."), field=field)
    return {
        "kind": str(values["kind"]),
        "what": what,
        "place": one_line(str(values["place"]), "place", PLACE_LIMIT),
        "with_whom": one_line(str(values["with_whom"]), "with_whom", WITH_LIMIT),
        "first_on": first.isoformat(),
        "last_on": last.isoformat() if last else None,
    }


def _kind(unit: Unit, kind: str) -> None:
    row = unit.one("SELECT bookable, retired FROM activity_kind WHERE code = ?", (kind,))
    if row is None or row["retired"]:
        raise DeskError(_("Choose one of the list."), field="kind")
    if row["bookable"]:
        raise DeskError(_("That one is booked as a time: t finds one."), field="kind")


def _row(reading: Reading, activity_id: int) -> Row:
    row = reading.one("SELECT * FROM course_activity WHERE id = ?", (activity_id,))
    if row is None:
        raise DeskError(_("That activity was taken away."))
    reading.about(courses.row_of(reading, row["course_id"])["citizen_id"])
    return row


def _activity(row: Row) -> Activity:
    return Activity(
        activity_id=row["id"],
        version=row["version"],
        course_id=row["course_id"],
        kind=row["kind"],
        what=row["what"],
        place=row["place"],
        with_whom=row["with_whom"],
        first_on=date.fromisoformat(row["first_on"]),
        last_on=date.fromisoformat(row["last_on"]) if row["last_on"] else None,
    )
