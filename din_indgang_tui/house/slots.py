"""Slots: one citizen, one colleague, one time; booked, moved, and what became of it.

That nobody is booked twice is kept by the triggers of schema.sql, in the same unit of work; what is
asked here first is what they do not know: working hours, opening hours, the days of a course.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from din_indgang_tui.clock import from_stored, local_date, stored
from din_indgang_tui.house import enquiries, living, taken
from din_indgang_tui.house.codes import SlotStatus, why_said
from din_indgang_tui.house.enquiries import NewEnquiry, Registered
from din_indgang_tui.house.enquiry_columns import NOTE_LIMIT
from din_indgang_tui.house.lines import one_line
from din_indgang_tui.house.slot_columns import PART, times
from din_indgang_tui.house.slot_rows import ALL, Slot, row_of, slots_of
from din_indgang_tui.house.slot_rules import (
    allowed,
    as_read,
    keep_where_it_was,
    not_while_here,
    on_a_quarter,
    to_tell,
    told_now,
    why_not_booked,
)
from din_indgang_tui.house.verdicts import Known, Wanted, known_kind, known_length
from din_indgang_tui.i18n import _
from din_indgang_tui.store.engine import sqlite3
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.store.unit import Reading, Unit, Value, changes, reads
from din_indgang_tui.words import clock_time, full_day

PLACE_LIMIT = 100  # characters
EARLY = timedelta(hours=1)  # so long before their time people come; noted earlier it is a slip

# What a slot may be marked as, by what it is marked as now; a mark is corrected through `booked`.
_MAY_FOLLOW = {
    SlotStatus.BOOKED: frozenset(SlotStatus) - {SlotStatus.BOOKED},
    SlotStatus.ATTENDED: frozenset({SlotStatus.BOOKED, SlotStatus.NO_SHOW}),
    SlotStatus.NO_SHOW: frozenset({SlotStatus.BOOKED, SlotStatus.ATTENDED}),
    SlotStatus.CANCELLED_CITIZEN: frozenset({SlotStatus.BOOKED}),
    SlotStatus.CANCELLED_HOUSE: frozenset({SlotStatus.BOOKED}),
}
CANCELLED = frozenset({SlotStatus.CANCELLED_CITIZEN, SlotStatus.CANCELLED_HOUSE})


@dataclass(frozen=True, slots=True)
class NewSlot:
    """A time to be booked; `starts_at` is aware, on a quarter of an hour.

    `minutes`: as long as the kind takes where none are given. `room` is a code, none where none is
    needed; `place` says where, when it is not in the house.
    """

    citizen_id: int | None
    starts_at: datetime
    coach_id: int
    kind: str = "coaching"
    minutes: int | None = None
    room: str | None = None
    place: str = ""
    course_id: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a slot was before it was moved or given to a colleague.

    `from_minutes`: how long it was; None where the move left that as it was.
    """

    from_at: datetime
    from_minutes: int | None
    from_coach: str
    from_room: str | None
    moved_at: datetime
    moved_by: str
    why: str


# Booking and moving ------------------------------------------------------------------------------


@changes(DESK, PART)
def book(unit: Unit, new: NewSlot) -> Slot:
    """Book a time. Returns it as it stands.

    Raises Taken, with who came first and the next free times, where the citizen, the colleague or
    the room has something else then; DeskError with the field for what is outside of working hours,
    opening hours or the course, on a day that is over, or wrong in itself.
    """
    return one(unit, insert(unit, new))


def insert(
    unit: Unit, new: NewSlot, series_id: int | None = None, *, of: Known | None = None
) -> int:
    """Book a time, alone or as one of a series. Returns its number. Raises as `book`.

    `of`: what was read of its day already, with the course.
    """
    if new.citizen_id is None:
        raise DeskError(_("A time is for somebody: find or write down who it is."), field="who")
    unit.about(new.citizen_id)
    living.still_here(unit, new.citizen_id)
    length = known_kind(unit, new.kind, new.minutes)
    on_a_quarter(new.starts_at)
    wanted = Wanted(new.citizen_id, new.coach_id, new.kind, length, new.room)
    allowed(unit, wanted, new.starts_at, new.course_id, of=of)
    values = times(new.starts_at, length) | {
        "citizen_id": new.citizen_id,
        "course_id": new.course_id,
        "series_id": series_id,
        "kind": new.kind,
        "coach_id": new.coach_id,
        "room": new.room,
        "place": one_line(new.place, "place", PLACE_LIMIT),
        "note": one_line(new.note, "note", NOTE_LIMIT),
        "status": SlotStatus.BOOKED.value,
        "created_at": stored(unit.now),
        "created_by": unit.who.staff_id,
    }
    try:
        return unit.insert("slot", values)
    except sqlite3.IntegrityError as error:
        raise taken.refusal(unit, error, wanted, new.starts_at, course_id=new.course_id) from error


@changes(DESK, PART)
def move(
    unit: Unit,
    slot_id: int,
    version: int,
    *,
    starts_at: datetime | None = None,
    coach_id: int | None = None,
    room: str | None = None,
    minutes: int | None = None,
    why: str = "",
    told: bool = False,
) -> Slot:
    """Another time, colleague, room or length; what is not given stays. Returns it as it stands.

    An empty `room` is none. Another time or colleague of a slot to come is something to tell the
    citizen, unless they know (`told`). Raises Taken and DeskError as `book`, DeskError for one that
    is not booked any more, and Conflict where somebody changed it meanwhile.
    """
    row = row_of(unit, slot_id)
    if row["status"] != SlotStatus.BOOKED:
        raise DeskError(why_not_booked(unit, row))
    begins = starts_at or from_stored(row["starts_at"])
    length = row["minutes"] if minutes is None else known_length(minutes)
    wanted = Wanted(
        row["citizen_id"],
        row["coach_id"] if coach_id is None else coach_id,
        row["kind"],
        length,
        row["room"] if room is None else room or None,
    )
    values = times(begins, length) | {"coach_id": wanted.coach_id, "room": wanted.room}
    changed = {name for name, value in values.items() if row[name] != value}
    if not changed:
        unit.update("slot", slot_id, {}, version=version)
        return one(unit, slot_id)
    on_a_quarter(begins)
    allowed(unit, wanted, begins, row["course_id"], but=slot_id)
    if changed & {"starts_at", "coach_id"}:
        values |= to_tell(unit, row, values, told)
    try:
        unit.update("slot", slot_id, values, version=version)
    except sqlite3.IntegrityError as error:
        raise taken.refusal(
            unit, error, wanted, begins, course_id=row["course_id"], but=slot_id
        ) from error
    keep_where_it_was(unit, row, one_line(why, "why", NOTE_LIMIT))
    return one(unit, slot_id)


# What became of it -------------------------------------------------------------------------------


@changes(DESK, PART)
def mark(
    unit: Unit,
    slot_id: int,
    version: int,
    status: SlotStatus,
    why: str = "",
    *,
    told: bool = False,
) -> Slot:
    """Was here, did not come, sent word, cancelled by the house, or booked again. Returns it.

    Somebody was here EARLY before it begins at the earliest, and did not come once it has begun;
    as long as they are in the house for it, nobody can say that they are not.
    What the house cancels is to be told, unless they know (`told`). The same mark again changes
    nothing. Raises DeskError, with who and when, for what cannot follow the mark it has; Conflict,
    with the same, where it was changed since `version`; Taken where it is to be booked again and
    the time is not free any more.
    """
    row = row_of(unit, slot_id)
    now, begins = SlotStatus(row["status"]), from_stored(row["starts_at"])
    if status is now:
        return one(unit, slot_id)
    if status not in _MAY_FOLLOW[now]:
        raise DeskError(why_not_booked(unit, row))
    as_read(unit, row, version)
    if status in CANCELLED or status is SlotStatus.NO_SHOW:
        not_while_here(unit, row)
    if status is SlotStatus.ATTENDED and local_date(begins) > unit.today:
        raise DeskError(
            _("That time is on {day}: move it, if they are here now.").format(
                day=full_day(local_date(begins))
            )
        )
    if status is SlotStatus.ATTENDED and begins - unit.now > EARLY:
        raise DeskError(
            _("That time begins at {time}: that they were here can be noted from {first}.").format(
                time=clock_time(begins), first=clock_time(begins - EARLY)
            )
        )
    if status is SlotStatus.NO_SHOW and begins > unit.now:
        raise DeskError(_("That time has not begun yet."))
    values: dict[str, Value] = {"status": status.value}
    values["cancel_why"] = one_line(why, "why", NOTE_LIMIT) if status in CANCELLED else ""
    if status is SlotStatus.CANCELLED_HOUSE:
        values |= to_tell(unit, row, values, told)
    elif row["told"] == 0 and status is not SlotStatus.BOOKED:
        values["told"] = None  # they came, or called: they know, or it is too late to say
    elif now is SlotStatus.CANCELLED_HOUSE and row["told"] is not None:
        # Told that it was cancelled, they are to be told again.
        values |= to_tell(unit, row, values, told=False)
    wanted = Wanted(row["citizen_id"], row["coach_id"], row["kind"], row["minutes"], row["room"])
    if now in CANCELLED and local_date(begins) >= unit.today and row["coach_id"] is not None:
        living.still_here(unit, row["citizen_id"])
        allowed(unit, wanted, begins, row["course_id"], but=slot_id)
    try:
        unit.update("slot", slot_id, values, version=version)
    except sqlite3.IntegrityError as error:
        raise taken.refusal(
            unit, error, wanted, begins, course_id=row["course_id"], but=slot_id
        ) from error
    return one(unit, slot_id)


@changes(DESK, PART)
def tell(unit: Unit, slot_id: int, version: int) -> Slot:
    """The citizen was told of what was changed.

    Raises DeskError where there is nothing to tell, and Conflict, with who and when, where it was
    changed since `version`: what they were told is not what stands there.
    """
    row = row_of(unit, slot_id)
    if row["told"] is None:
        raise DeskError(_("There is nothing to tell about that time."))
    if row["told"] == 0:
        as_read(unit, row, version)
        unit.update("slot", slot_id, told_now(unit), version=version)
    return one(unit, slot_id)


@changes(DESK, PART, "enquiries")
def arrive(unit: Unit, slot_id: int) -> Registered:
    """Somebody who has a time today has come: they wait, as a walk-in; who takes them in marks it.

    Raises DeskError where they stand in the hall already, or it is not a booked time of today.
    """
    row = row_of(unit, slot_id)
    if row["status"] != SlotStatus.BOOKED:
        raise DeskError(why_not_booked(unit, row))
    if row["starts_on"] != unit.today.isoformat():
        day = full_day(date.fromisoformat(row["starts_on"]))
        raise DeskError(_("That time is on {day}, not today.").format(day=day))
    came = enquiries.register(unit, NewEnquiry(citizen_id=row["citizen_id"]))
    unit.update("slot", slot_id, {"enquiry_id": came.enquiry_id})
    return came


# Reading -----------------------------------------------------------------------------------------


@reads(DESK)
def one(reading: Reading, slot_id: int) -> Slot:
    """One slot. Raises DeskError where it is gone."""
    (found,) = slots_of(reading, [row_of(reading, slot_id)])
    return found


@reads(DESK, recorded=True)
def opened(reading: Reading, slot_id: int) -> Slot:
    """The same; that it was opened, with what is noted of it, goes on record."""
    return one(reading, slot_id)


@reads(DESK)
def of_days(
    reading: Reading, first: date, last: date, *, coach_id: int | None = None
) -> list[Slot]:
    """All from `first` to `last`, both included, or those of one colleague, in order."""
    only = "" if coach_id is None else " AND s.coach_id = :coach"
    return slots_of(
        reading,
        reading.rows(
            f"{ALL} WHERE s.starts_on BETWEEN :first AND :last{only} ORDER BY s.starts_at, s.id",
            {"first": first.isoformat(), "last": last.isoformat(), "coach": coach_id},
        ),
    )


@reads(DESK)
def of_course(reading: Reading, course_id: int) -> list[Slot]:
    """All of one course, in order."""
    return slots_of(
        reading,
        reading.rows(f"{ALL} WHERE s.course_id = ? ORDER BY s.starts_at, s.id", (course_id,)),
    )


@reads(DESK)
def of_citizen(reading: Reading, citizen_id: int) -> list[Slot]:
    """All of one citizen, in a course or not, in order."""
    return slots_of(
        reading,
        reading.rows(f"{ALL} WHERE s.citizen_id = ? ORDER BY s.starts_at, s.id", (citizen_id,)),
    )


@reads(DESK)
def moves_of(reading: Reading, slot_id: int) -> list[Moved]:
    """Where a slot was before, the first one first."""
    reading.about(row_of(reading, slot_id)["citizen_id"])
    return [
        Moved(
            from_stored(row["from_at"]),
            row["from_minutes"],
            row["coach"],
            row["from_room"],
            from_stored(row["moved_at"]),
            row["moved_by_name"],
            why_said(row["why"]),
        )
        for row in reading.rows(
            # The record alone keeps the length: what the unit that moved it found there.
            # The last such unit, since the number of a move that was undone is given again.
            "SELECT m.*, coalesce(c.name, '') AS coach, coalesce(b.name, '') AS moved_by_name,"
            " (SELECT json_extract(a.before, '$.minutes') FROM audit i JOIN audit a"
            "  ON a.unit_id = i.unit_id AND a.table_name = 'slot'"
            "  AND a.row_key = CAST(m.slot_id AS TEXT)"
            "  WHERE i.table_name = 'slot_move' AND i.row_key = CAST(m.id AS TEXT)"
            "  AND i.before IS NULL ORDER BY i.id DESC LIMIT 1) AS from_minutes"
            " FROM slot_move m LEFT JOIN staff c ON c.id = m.from_coach"
            " LEFT JOIN staff b ON b.id = m.moved_by WHERE m.slot_id = ? ORDER BY m.id",
            (slot_id,),
        )
    ]
