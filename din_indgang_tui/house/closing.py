"""Closing a course: why, what comes after, what was said of the house, and what is let go of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from din_indgang_tui.clock import from_stored, stored
from din_indgang_tui.house import courses, group_release, wishes
from din_indgang_tui.house.codes import COURSE_CLOSED, DIED, YES_NO_UNKNOWN_LABELS
from din_indgang_tui.house.course_activities import Activity, of_course
from din_indgang_tui.house.courses import Course
from din_indgang_tui.house.group_release import HeldPlace
from din_indgang_tui.house.lines import one_line
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import COACHES, DESK
from din_indgang_tui.store.unit import Reading, Row, Unit, Value, changes, reads
from din_indgang_tui.words import written

NOTE_LIMIT = 500  # characters
# What the citizen says of the house, where they want to: the five questions of the Haderslev user
# survey, then the four words that citizens themselves named (W2 of the domain brief).
QUESTIONS = {
    "place_right": N_("Was this the right place?"),
    "safe": N_("Did it feel safe?"),
    "heard": N_("Were you heard?"),
    "what_matters": N_("Was it about what matters?"),
    "right_time": N_("Did help come in time?"),
    "equality": N_("Equality"),
    "welcome": N_("Welcome"),
    "inclusion": N_("Inclusion"),
    "hope": N_("Hope"),
}
ANSWERS = {"": N_("no answer"), "yes": N_("yes"), "partly": N_("partly"), "no": N_("no")}


@dataclass(frozen=True, slots=True)
class Closing:
    """How a course closed. `told`: whether the citizen knows that the booked times are let go.

    `stand`: the groups in which they keep their place, or wait on.
    """

    closed_on: date
    closing_reason: str
    onward_support: str
    formerly_assessed: str
    closing_note: str = ""
    told: bool = False
    stand: frozenset[int] = frozenset()
    feedback: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BookedSlot:
    """A time to come that a closing lets go of."""

    slot_id: int
    starts_at: datetime
    kind: str
    coach: str


@dataclass(frozen=True, slots=True)
class Release:
    """What a closing ends: shown before it is done, and said after."""

    slots: tuple[BookedSlot, ...] = ()
    activities: tuple[Activity, ...] = ()
    wishes: int = 0
    resting: bool = False
    places: tuple[HeldPlace, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.slots or self.activities or self.wishes or self.resting or self.places)


@dataclass(frozen=True, slots=True)
class Closed:
    """A course as it closed, and what it let go of."""

    course: Course
    released: Release


@reads(DESK)
def releases(reading: Reading, course_id: int, closing_reason: str = "") -> Release:
    """What closing this course today would end. Raises DeskError where it is closed already.

    Of a citizen who died also what they have beside the course.
    """
    row = courses.still_open(reading, course_id)
    return _releases(reading, row, reading.today, died=closing_reason == DIED)


@reads(COACHES)
def feedback(reading: Reading, course_id: int) -> dict[str, str]:
    """What was answered at the closing, by question; empty where nobody was asked."""
    reading.about(courses.row_of(reading, course_id)["citizen_id"])
    row = reading.one("SELECT * FROM course_feedback WHERE course_id = ?", (course_id,))
    return {name: row[name] for name in QUESTIONS if row[name]} if row else {}


@changes(COACHES, "courses", "slots", "groups")
def close(unit: Unit, course_id: int, version: int, closing: Closing) -> Closed:
    """Close a course; the times to come, activities, wishes and a pause end with it.

    So do their places in groups, save those that stand; of somebody who died all end. Raises
    Conflict where another wrote the course first, and DeskError, by its field, where the day
    cannot be or something is missing that the figures need.
    """
    row = courses.still_open(unit, course_id)
    values = _checked(unit, row, closing)
    died = closing.closing_reason == DIED
    released = _releases(unit, row, closing.closed_on, died=died)
    unit.update(
        "course",
        course_id,
        {**values, "closed_by": unit.who.staff_id},
        version=version,
    )
    _let_go(unit, released, closing)
    if died:
        _nobody_to_tell(unit, row["citizen_id"])
    _end(unit, "course_activity", course_id, closing.closed_on.isoformat())
    _end(unit, "course_pause", course_id, closing.closed_on.isoformat())
    for wish in unit.rows(f"SELECT id FROM slot_wish{_WISHES}", _whose(unit, row, died=died)):
        unit.update("slot_wish", wish["id"], {"ended_at": stored(unit.now)})
    answers = {name: _answer(name, closing.feedback.get(name, "")) for name in QUESTIONS}
    if any(answers.values()):
        unit.insert("course_feedback", {"course_id": course_id, **answers})
    places = group_release.release(
        unit,
        row["citizen_id"],
        closing.closed_on,
        COURSE_CLOSED,
        stand=() if died else closing.stand,
    )
    released = replace(released, places=places)
    return Closed(courses.one(unit, course_id), released)


def _checked(unit: Unit, row: Row, closing: Closing) -> dict[str, Value]:
    if closing.closed_on.isoformat() < row["opened_on"]:
        raise DeskError(
            _("The course began on {day}, so it cannot close before.").format(
                day=written(row["opened_on"])
            ),
            field="closed_on",
        )
    if closing.closed_on > unit.today:
        raise DeskError(_("That day has not come yet."), field="closed_on")
    _listed(unit, "closing_reason", closing.closing_reason, _("Choose why the course closes."), row)
    _listed(unit, "onward_support", closing.onward_support, _("Choose what comes after."), row)
    if closing.formerly_assessed not in YES_NO_UNKNOWN_LABELS:
        raise DeskError(
            _("Choose yes, no or do not know: a figure counts it."), field="formerly_assessed"
        )
    return {
        "closed_on": closing.closed_on.isoformat(),
        "closing_reason": closing.closing_reason,
        "onward_support": closing.onward_support,
        "formerly_assessed": closing.formerly_assessed,
        "closing_note": one_line(closing.closing_note, "closing_note", NOTE_LIMIT),
    }


def _listed(unit: Unit, table: str, code: str, sentence: str, row: Row) -> None:
    known = unit.one(f"SELECT retired FROM {table} WHERE code = ?", (code,))
    if known is None or (known["retired"] and row[table] != code):
        raise DeskError(sentence, field=table)


def _answer(name: str, answer: str) -> str:
    if answer not in ANSWERS:
        raise DeskError(_("Choose one of the list."), field=name)
    return answer


_MINE = "(course_id = :course OR citizen_id = :citizen)"
_WISHES = f" WHERE {_MINE} AND ended_at IS NULL AND {wishes.STILL_OF_USE}"


def _whose(reading: Reading, row: Row, *, died: bool) -> dict[str, Value]:
    """Whose times and wishes end: those of the course, or all of somebody who died."""
    whose = row["citizen_id"] if died else None
    return {"course": row["id"], "citizen": whose, "today": reading.today.isoformat()}


def _releases(reading: Reading, row: Row, day: date, *, died: bool) -> Release:
    whose = _whose(reading, row, died=died)
    slots = reading.rows(
        "SELECT b.id, b.starts_at, b.kind, coalesce(s.name, '') AS coach FROM slot b"
        " LEFT JOIN staff s ON s.id = b.coach_id"
        f" WHERE {_MINE} AND b.status = 'booked' AND b.starts_at > :now"
        " ORDER BY b.starts_at, b.id",
        whose | {"now": stored(reading.now)},
    )
    (course,) = courses.courses_of(reading, [row])
    return Release(
        slots=tuple(
            BookedSlot(slot["id"], from_stored(slot["starts_at"]), slot["kind"], slot["coach"])
            for slot in slots
        ),
        activities=tuple(
            one for one in of_course(reading, row["id"]) if one.last_on is None or one.last_on > day
        ),
        wishes=reading.value(f"SELECT count(*) FROM slot_wish{_WISHES}", whose),
        resting=any(
            pause.days.last_on is None or pause.days.last_on > day for pause in course.pauses
        ),
        places=group_release.places_to_release(reading, row["citizen_id"], day),
    )


def _let_go(unit: Unit, released: Release, closing: Closing) -> None:
    """The times to come are the house's to cancel, and somebody has to tell the citizen."""
    told: dict[str, Value] = {"told": 0}
    if closing.closing_reason == DIED:
        told = {"told": None}
    elif closing.told:
        told = {"told": 1, "told_at": stored(unit.now), "told_by": unit.who.staff_id}
    for slot in released.slots:
        unit.update(
            "slot",
            slot.slot_id,
            {"status": "cancelled_house", "cancel_why": COURSE_CLOSED, **told},
        )


def _nobody_to_tell(unit: Unit, citizen_id: int) -> None:
    """What was changed before, and was still to be said, is to be said to nobody any more."""
    for slot in unit.rows("SELECT id FROM slot WHERE citizen_id = ? AND told = 0", (citizen_id,)):
        unit.update("slot", slot["id"], {"told": None})
    for told in unit.rows(
        "SELECT session_id FROM group_told WHERE citizen_id = ? AND told = 0", (citizen_id,)
    ):
        unit.delete("group_told", (told["session_id"], citizen_id))


def _end(unit: Unit, table: str, course_id: int, day: str) -> None:
    """What runs on ends that day; what had not begun yet never was."""
    for row in unit.rows(
        f"SELECT id, first_on FROM {table} WHERE course_id = ?"
        " AND (last_on IS NULL OR last_on > ?)",
        (course_id, day),
    ):
        if row["first_on"] > day:
            unit.delete(table, row["id"])
        else:
            unit.update(table, row["id"], {"last_on": day})
