"""Courses: opened for somebody the house knows, changed, looked at by their weeks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from din_indgang_tui.clock import from_stored, local_date, stored, stored_day
from din_indgang_tui.house import course_rules, names, settings
from din_indgang_tui.house.codes import DIED, LEGAL_BASIS_LABELS, TARGET_GROUP_LABELS
from din_indgang_tui.house.course_weeks import PauseDays, Weeks, end_after
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import COACHES, DESK
from din_indgang_tui.store.unit import Reading, Row, Unit, Value, changes, reads
from din_indgang_tui.words import written

# What `change` takes.
EDITABLE = (
    "opened_on",
    "planned_end_on",
    "coach_id",
    "peer_id",
    "legal_basis",
    "target_group",
    "longer_why",
)


@dataclass(frozen=True, slots=True)
class NewCourse:
    """A course to be opened. No end: as many weeks as the house's setting says."""

    citizen_id: int | None
    opened_on: date
    planned_end_on: date | None = None
    coach_id: int | None = None
    peer_id: int | None = None
    legal_basis: str = ""
    target_group: str = ""
    conversation_id: int | None = None
    longer_why: str = ""


@dataclass(frozen=True, slots=True)
class Pause:
    """Illness, admission: the course rests."""

    pause_id: int
    version: int
    days: PauseDays
    reason: str  # "", illness, admission, other
    note: str
    written_on: date  # the day somebody wrote it down


@dataclass(frozen=True, slots=True)
class Course:
    """One course of one citizen; where it stands by the calendar is in `weeks`.

    Empty for a host: why it is longer, why it closed and what came after it, whether they would
    formerly have been assessed, the closing note, the target group, and why a pause is.
    """

    course_id: int
    version: int
    citizen_id: int
    name: str  # as lists show it
    full_name: str
    conversation_id: int | None
    weeks: Weeks
    closed_on: date | None
    coach_id: int | None
    coach: str
    peer_id: int | None
    peer: str
    legal_basis: str
    target_group: str
    longer_why: str
    longer_by: str
    closing_reason: str
    onward_support: str
    formerly_assessed: str
    closing_note: str
    closed_by: str
    died: bool  # whether it closed because they died, so that a host welcomes nobody back
    pauses: tuple[Pause, ...]  # in their order

    @property
    def opened_on(self) -> date:
        """Its first day."""
        return self.weeks.opened_on

    @property
    def is_open(self) -> bool:
        """Whether it runs still."""
        return self.closed_on is None


@reads(DESK)
def one(reading: Reading, course_id: int) -> Course:
    """One course, open or closed. Raises DeskError where it is not there any more."""
    (found,) = courses_of(reading, [row_of(reading, course_id)])
    return found


@reads(DESK)
def open_of(reading: Reading, citizen_id: int) -> Course | None:
    """The open course of a citizen; of several that an import brought, the latest."""
    rows = reading.rows(
        _ALL + " WHERE o.citizen_id = ? AND o.closed_on IS NULL"
        " ORDER BY o.opened_on DESC, o.id DESC LIMIT 1",
        (citizen_id,),
    )
    return next(iter(courses_of(reading, rows)), None)


@reads(DESK)
def of_citizen(reading: Reading, citizen_id: int) -> tuple[Course, ...]:
    """All courses of a citizen, the latest first."""
    rows = reading.rows(
        _ALL + " WHERE o.citizen_id = ? ORDER BY o.opened_on DESC, o.id DESC", (citizen_id,)
    )
    return courses_of(reading, rows)


@reads(DESK)
def all_open(reading: Reading) -> tuple[Course, ...]:
    """Every open course, the one that ends first at the top."""
    found = courses_of(reading, reading.rows(_ALL + " WHERE o.closed_on IS NULL"))
    return tuple(sorted(found, key=lambda one: (one.weeks.end_on, one.course_id)))


@reads(DESK)
def closed(reading: Reading, most: int = 200) -> tuple[Course, ...]:
    """The courses that closed last, the latest first."""
    rows = reading.rows(
        _ALL + " WHERE o.closed_on IS NOT NULL ORDER BY o.closed_on DESC, o.id DESC LIMIT ?",
        (most,),
    )
    return courses_of(reading, rows)


@reads(DESK)
def some(reading: Reading, course_ids: Iterable[int]) -> dict[int, Course]:
    """These courses by their numbers, read at once; those that are gone are not among them."""
    rows = reading.rows(
        f"{_ALL} WHERE o.id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(set(course_ids))),),
    )
    return {found.course_id: found for found in courses_of(reading, rows)}


@changes(COACHES, "courses")
def open_course(unit: Unit, new: NewCourse) -> Course:
    """A new course. Raises DeskError, with its field, where the house cannot open it so."""
    citizen_id = course_rules.for_whom(unit, new.citizen_id)
    house = settings.current(unit)
    course_rules.start(unit, citizen_id, new.opened_on)
    planned = new.planned_end_on or end_after(new.opened_on, house.course_weeks)
    course_rules.end(new.opened_on, planned)
    course_rules.coach(unit, new.coach_id)
    course_rules.peer(unit, new.peer_id, new.coach_id)
    course_rules.made_from(unit, citizen_id, new.conversation_id)
    row: dict[str, Value] = {
        "citizen_id": citizen_id,
        "conversation_id": new.conversation_id,
        "opened_on": new.opened_on.isoformat(),
        "planned_end_on": planned.isoformat(),
        "coach_id": new.coach_id,
        "peer_id": new.peer_id,
        "legal_basis": course_rules.code(new.legal_basis, LEGAL_BASIS_LABELS, "legal_basis"),
        "target_group": course_rules.code(new.target_group, TARGET_GROUP_LABELS, "target_group"),
        # As it is today: another setting later changes no past week of the figures.
        "check_days": house.check_days,
        "created_at": stored(unit.now),
        "created_by": unit.who.staff_id,
    }
    row |= course_rules.longer(unit, new.opened_on, planned, new.longer_why, None)
    return one(unit, unit.insert("course", row))


@changes(COACHES, "courses")
def change(unit: Unit, course_id: int, version: int, values: Mapping[str, Value]) -> Course:
    """Other values in some of EDITABLE; days are ISO texts.

    Raises Conflict where another wrote it first, and DeskError by its field as opening does, or
    where the course is closed.
    """
    row = still_open(unit, course_id)
    # What another wrote is no mistake of this writer: it is asked before any rule.
    if row["version"] != version:
        unit.update("course", course_id, dict(values), version=version)
    new = {name: values[name] for name in EDITABLE if name in values}
    whole = {name: new.get(name, row[name]) for name in EDITABLE}
    opened = date.fromisoformat(str(whole["opened_on"]))
    if "opened_on" in new:
        course_rules.start(unit, row["citizen_id"], opened, course_id)
    if "planned_end_on" in new and not new["planned_end_on"]:
        raise DeskError(_("Write the day the course ends."), field="planned_end_on")
    if "coach_id" in new:
        course_rules.coach(unit, _number(whole["coach_id"]))
    if "coach_id" in new or "peer_id" in new:
        course_rules.peer(unit, _number(whole["peer_id"]), _number(whole["coach_id"]))
    if "legal_basis" in new:
        course_rules.code(str(new["legal_basis"]), LEGAL_BASIS_LABELS, "legal_basis")
    if "target_group" in new:
        course_rules.code(str(new["target_group"]), TARGET_GROUP_LABELS, "target_group")
    if {"opened_on", "planned_end_on", "longer_why"} & new.keys():
        planned = stored_day(_text(whole["planned_end_on"]))
        if planned is not None:
            course_rules.end(opened, planned)
        new |= course_rules.longer(unit, opened, planned, str(whole["longer_why"]), row)
    unit.update("course", course_id, new, version=version)
    return one(unit, course_id)


# What other modules of courses build on ----------------------------------------------------------

_ALL = (
    "SELECT o.*, c.given_name, c.family_name, coalesce(s.name, '') AS coach_name,"
    " coalesce(p.name, '') AS peer_name, coalesce(l.name, '') AS longer_name,"
    " coalesce(x.name, '') AS closed_name"
    " FROM course o JOIN citizen c ON c.id = o.citizen_id"
    " LEFT JOIN staff s ON s.id = o.coach_id LEFT JOIN staff p ON p.id = o.peer_id"
    " LEFT JOIN staff l ON l.id = o.longer_by LEFT JOIN staff x ON x.id = o.closed_by"
)


def row_of(reading: Reading, course_id: int) -> Row:
    """The row of a course with the names in it. Raises DeskError where it is gone."""
    row = reading.one(_ALL + " WHERE o.id = ?", (course_id,))
    if row is None:
        raise DeskError(_("That course is not here any more."))
    reading.about(row["citizen_id"])
    return row


def still_open(reading: Reading, course_id: int) -> Row:
    """The row of a course that runs still. Raises DeskError, saying since when it does not."""
    row = row_of(reading, course_id)
    if row["closed_on"] is not None:
        raise DeskError(_("The course closed on {day}.").format(day=written(row["closed_on"])))
    return row


def courses_of(reading: Reading, rows: Iterable[Row]) -> tuple[Course, ...]:
    """Courses as the screens need them, in the order of their rows."""
    rows = list(rows)
    if not rows:
        return ()
    reading.about(*(row["citizen_id"] for row in rows))
    house = settings.current(reading)
    rests = _pauses(reading, [row["id"] for row in rows])
    shown = names.short_names(
        {row["citizen_id"]: (row["given_name"], row["family_name"]) for row in rows}
    )
    return tuple(_course(row, shown, rests.get(row["id"], ()), house, reading) for row in rows)


def _pauses(reading: Reading, course_ids: list[int]) -> dict[int, tuple[Pause, ...]]:
    in_full = reading.who.role in COACHES
    found: dict[int, list[Pause]] = {}
    for row in reading.rows(
        "SELECT * FROM course_pause WHERE course_id IN (SELECT value FROM json_each(?))"
        " ORDER BY first_on, id",
        (json.dumps(course_ids),),
    ):
        found.setdefault(row["course_id"], []).append(
            Pause(
                pause_id=row["id"],
                version=row["version"],
                days=PauseDays(
                    date.fromisoformat(row["first_on"]),
                    date.fromisoformat(row["last_on"]) if row["last_on"] else None,
                ),
                # Why somebody rests is about their health: for those who hold the conversations.
                reason=row["reason"] if in_full else "",
                note=row["note"] if in_full else "",
                written_on=local_date(from_stored(row["created_at"])),
            )
        )
    return {course_id: tuple(pauses) for course_id, pauses in found.items()}


def _course(
    row: Row,
    shown: dict[int, str],
    pauses: tuple[Pause, ...],
    house: settings.Settings,
    reading: Reading,
) -> Course:
    today = reading.today

    def in_full(text: str | None) -> str:
        """What was written of the citizen, which hosts do not read."""
        return (text or "") if reading.who.role in COACHES else ""

    closed_on = stored_day(row["closed_on"])
    return Course(
        course_id=row["id"],
        version=row["version"],
        citizen_id=row["citizen_id"],
        name=shown[row["citizen_id"]] or _("No name"),
        full_name=names.full_name(row["given_name"], row["family_name"]) or _("No name"),
        conversation_id=row["conversation_id"],
        weeks=Weeks(
            opened_on=date.fromisoformat(row["opened_on"]),
            planned_end_on=stored_day(row["planned_end_on"]),
            pauses=tuple(pause.days for pause in pauses),
            today=min(today, closed_on) if closed_on else today,
            closed=closed_on is not None,
            check_days=row["check_days"],
            limit_weeks=house.course_weeks,
            first_warning_week=house.first_warning_week,
            last_warning_week=house.second_warning_week,
        ),
        closed_on=closed_on,
        coach_id=row["coach_id"],
        coach=row["coach_name"],
        peer_id=row["peer_id"],
        peer=row["peer_name"],
        legal_basis=row["legal_basis"],
        target_group=in_full(row["target_group"]),
        longer_why=in_full(row["longer_why"]),
        longer_by=row["longer_name"],
        closing_reason=in_full(row["closing_reason"]),
        onward_support=in_full(row["onward_support"]),
        formerly_assessed=in_full(row["formerly_assessed"]),
        closing_note=in_full(row["closing_note"]),
        closed_by=row["closed_name"],
        died=row["closing_reason"] == DIED,
        pauses=pauses,
    )


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def _number(value: Value) -> int | None:
    return None if value in (None, "") else int(value)
