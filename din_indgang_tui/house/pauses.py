"""Pauses of a course: illness, an admission. The end moves by their days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from din_indgang_tui.clock import stored
from din_indgang_tui.house import courses, slots
from din_indgang_tui.house.codes import COURSE_PAUSED, SlotStatus
from din_indgang_tui.house.course_rules import LONGEST, code
from din_indgang_tui.house.course_weeks import PauseDays
from din_indgang_tui.house.courses import Course
from din_indgang_tui.house.lines import one_line
from din_indgang_tui.house.slot_rows import Slot, row_of
from din_indgang_tui.house.slot_rules import as_read
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import COACHES, DESK
from din_indgang_tui.store.unit import Reading, Row, Unit, Value, changes, reads
from din_indgang_tui.words import written

NOTE_LIMIT = 300  # characters
REASON_LABELS = {
    "": N_("not stated"),
    "illness": N_("illness"),
    "admission": N_("admission"),
    "other": N_("something else"),
}


@changes(COACHES, "courses")
def begin(
    unit: Unit,
    course_id: int,
    first_on: date,
    last_on: date | None = None,
    reason: str = "",
    note: str = "",
) -> Course:
    """A pause from a day to a day, both included; with no last day it lasts until it is ended.

    Raises DeskError, by its field, where the days cannot be, or touch those of another pause.
    """
    row = courses.still_open(unit, course_id)
    _check(unit, row, first_on, last_on)
    unit.insert(
        "course_pause",
        {
            "course_id": course_id,
            "first_on": first_on.isoformat(),
            "last_on": last_on.isoformat() if last_on else None,
            "reason": code(reason, REASON_LABELS, "reason"),
            "note": one_line(note, "note", NOTE_LIMIT),
            "created_at": stored(unit.now),
        },
    )
    return courses.one(unit, course_id)


@changes(COACHES, "courses")
def change(unit: Unit, pause_id: int, version: int, values: Mapping[str, Value]) -> Course:
    """Other values in some of first_on, last_on (ISO texts), reason and note.

    Raises Conflict where another wrote it first, and DeskError as `begin` does.
    """
    row = _pause(unit, pause_id)
    if row["version"] != version:
        unit.update("course_pause", pause_id, dict(values), version=version)
    new = {name: value for name, value in values.items() if name in _EDITABLE}
    whole = {name: new.get(name, row[name]) for name in _EDITABLE}
    if "reason" in new:
        code(str(new["reason"]), REASON_LABELS, "reason")
    if "note" in new:
        new["note"] = one_line(str(new["note"]), "note", NOTE_LIMIT)
    if {"first_on", "last_on"} & new.keys():
        last = date.fromisoformat(str(whole["last_on"])) if whole["last_on"] else None
        course = courses.still_open(unit, row["course_id"])
        _check(unit, course, date.fromisoformat(str(whole["first_on"])), last, pause_id)
    unit.update("course_pause", pause_id, new, version=version)
    return courses.one(unit, row["course_id"])


@changes(COACHES, "courses")
def take_away(unit: Unit, pause_id: int, version: int) -> Course:
    """A pause that was none; undo brings it back."""
    row = _pause(unit, pause_id)
    unit.update("course_pause", pause_id, {}, version=version)  # only whether it is that one
    unit.delete("course_pause", pause_id)
    return courses.one(unit, row["course_id"])


@reads(DESK)
def booked_within(reading: Reading, pause_id: int) -> tuple[Slot, ...]:
    """The booked times of the course that begin within the days of a pause, in order.

    Somebody has to let them stand or to let go of them. Raises DeskError where it was taken away.
    """
    row = _pause_row(reading, pause_id)
    return within(slots.of_course(reading, row["course_id"]), [_days(row)], reading.now)


def within(times: Iterable[Slot], pauses: Sequence[PauseDays], now: datetime) -> tuple[Slot, ...]:
    """Those of these times that are booked, still to come, and lie within one of these pauses."""
    return tuple(
        slot
        for slot in times
        if slot.status is SlotStatus.BOOKED
        and slot.starts_at > now
        and any(one.first_on <= slot.day <= (one.last_on or slot.day) for one in pauses)
    )


@changes(COACHES, "slots")
def release(
    unit: Unit, pause_id: int, shown: Sequence[tuple[int, int]], *, told: bool = False
) -> tuple[Slot, ...]:
    """Let go of the times within a pause, all or none: the house cancels them, since it rests.

    `shown`: number and version of each as it was shown to whoever decides; `told`: the citizen
    knows. Returns them. Raises Conflict where one was changed meanwhile, DeskError where one does
    not lie within the pause any more.
    """
    still = {slot.slot_id for slot in booked_within(unit, pause_id)}
    if not shown:
        raise DeskError(_("No time lies within the pause."))
    for slot_id, version in shown:
        as_read(unit, row_of(unit, slot_id), version)
        if slot_id not in still:
            raise DeskError(_("A time lies within the pause no longer: look again."))
    return tuple(
        slots.mark(unit, slot_id, version, SlotStatus.CANCELLED_HOUSE, why=COURSE_PAUSED, told=told)
        for slot_id, version in shown
    )


_EDITABLE = ("first_on", "last_on", "reason", "note")


def _pause(unit: Unit, pause_id: int) -> Row:
    row = _pause_row(unit, pause_id)
    courses.still_open(unit, row["course_id"])
    return row


def _pause_row(reading: Reading, pause_id: int) -> Row:
    row = reading.one("SELECT * FROM course_pause WHERE id = ?", (pause_id,))
    if row is None:
        raise DeskError(_("That pause was taken away."))
    return row


def _days(row: Row) -> PauseDays:
    last = row["last_on"]
    return PauseDays(
        date.fromisoformat(row["first_on"]), date.fromisoformat(last) if last else None
    )


def _check(unit: Unit, course: Row, first: date, last: date | None, pause_id: int = 0) -> None:
    """Raises DeskError by its field where a pause cannot be on these days."""
    if first.isoformat() < course["opened_on"]:
        raise DeskError(
            _("The course begins on {day}, so a pause cannot begin before.").format(
                day=written(course["opened_on"])
            ),
            field="first_on",
        )
    if last is not None and last < first:
        raise DeskError(_("The pause ends before it begins."), field="last_on")
    if last is not None and last > first + LONGEST:
        raise DeskError(_("That is more than a year after the start."), field="last_on")
    (now,) = courses.courses_of(unit, [course])
    others = tuple(pause.days for pause in now.pauses if pause.pause_id != pause_id)
    ends = replace(now.weeks, pauses=others).end_on
    # The end may have moved since: a pause that stands on its first day stays there.
    stands = any(one.pause_id == pause_id and one.days.first_on == first for one in now.pauses)
    if not stands and first > max(ends, unit.today):
        raise DeskError(
            _("The course ends on {day}, before that pause.").format(day=written(ends.isoformat())),
            field="first_on",
        )
    for other in others:
        # One that lasts goes on for good, as far as anybody knows.
        apart = (last is not None and last < other.first_on) or (
            other.last_on is not None and other.last_on < first
        )
        if not apart:
            sentence = _("There is a pause already since {first}, and it lasts still.")
            if other.last_on:
                sentence = _("There is a pause already from {first} to {last}.")
            raise DeskError(
                sentence.format(
                    first=written(other.first_on.isoformat()),
                    last=written((other.last_on or other.first_on).isoformat()),
                ),
                field="first_on",
            )
