"""The waiting list for times: who waits for one, whom a freed one fits; a person decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from din_indgang_tui.clock import from_stored, local, local_date, stored
from din_indgang_tui.house import courses, living, minutes, slots, verdicts
from din_indgang_tui.house.diary import CourseDays, course_days, days_of
from din_indgang_tui.house.enquiry_columns import NOTE_LIMIT
from din_indgang_tui.house.lines import one_line
from din_indgang_tui.house.slot_columns import PART
from din_indgang_tui.house.slot_rows import Slot, short_names_of
from din_indgang_tui.house.slots import NewSlot
from din_indgang_tui.house.verdicts import Answer, Known, Wanted, known_kind
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.store.unit import Reading, Row, Unit, changes, reads
from din_indgang_tui.words import full_day, short_day, weekday

_WEEKS_AHEAD = 8  # what was freed later than that need not be filled today
_DAYS_SHOWN = 14  # so long it is said whose last day is over
# Whoever waits does so until their last day, that day included: nobody has to end it.
STILL_OF_USE = "coalesce(last_on, '9999') >= :today"


@dataclass(frozen=True, slots=True)
class NewWish:
    """What somebody waits for. `minutes`: as long as the kind takes where none are given.

    No `coach_id`: anybody. `weekdays` by their ISO numbers, none: any day. From and to are times on
    the wall, within which all of it must lie. Of no use after `last_on`.
    """

    citizen_id: int | None
    kind: str = "coaching"
    minutes: int | None = None
    coach_id: int | None = None
    weekdays: tuple[int, ...] = ()
    from_time: time | None = None
    to_time: time | None = None
    last_on: date | None = None
    note: str = ""
    course_id: int | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody waits for a time, since `since`."""

    wish_id: int
    version: int
    citizen_id: int
    name: str  # as lists show it
    course_id: int | None
    kind: str
    minutes: int
    coach_id: int | None
    coach: str  # empty: anybody
    weekdays: tuple[int, ...]
    from_time: time | None
    to_time: time | None
    last_on: date | None
    note: str
    since: datetime

    @property
    def words(self) -> str:
        """What they wait for, in a few words: `Mette Juhl, man. ons., 09.00-12.00`."""
        parts = [self.coach or _("any colleague")]
        if self.weekdays:
            parts.append(" ".join(weekday(number) for number in self.weekdays))
        if self.from_time is not None and self.to_time is not None:
            parts.append(f"{self.from_time:%H.%M}-{self.to_time:%H.%M}")
        elif self.from_time is not None:
            parts.append(_("from {time}").format(time=f"{self.from_time:%H.%M}"))
        elif self.to_time is not None:
            parts.append(_("until {time}").format(time=f"{self.to_time:%H.%M}"))
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Proposal:
    """One who waits and whom a free time fits, why, and when in it their time could begin.

    `room` is a code of one that is free then; none where none is needed, or none is free.
    """

    wish: Wish
    starts_at: datetime
    coach_id: int
    room: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Freed:
    """A time to come that somebody had, and that is still free, with those whom it fits."""

    starts_at: datetime
    minutes: int
    coach_id: int
    coach: str
    proposals: tuple[Proposal, ...]


@changes(DESK, PART)
def add(unit: Unit, new: NewWish) -> Wish:
    """Somebody waits for a time. Raises DeskError, by its field, for what cannot be waited for."""
    if new.citizen_id is None:
        raise DeskError(_("A time is for somebody: find or write down who it is."), field="who")
    living.still_here(unit, new.citizen_id)
    length = known_kind(unit, new.kind, new.minutes)
    if not set(new.weekdays) <= set(range(1, 8)):
        raise DeskError(_("Choose days from Monday to Sunday."), field="weekdays")
    if new.from_time is not None and new.to_time is not None and new.from_time >= new.to_time:
        raise DeskError(_("The hours must begin before they end."), field="to_time")
    if new.last_on is not None and new.last_on < unit.today:
        raise DeskError(_("That day is over."), field="last_on")
    if new.coach_id is not None:
        here = unit.value("SELECT active FROM staff WHERE id = ?", (new.coach_id,))
        if not here:
            raise DeskError(_("Choose a colleague who works here now."), field="coach")
    if new.course_id is not None:
        course = course_days(unit, new.course_id)
        if course.citizen_id != new.citizen_id:
            raise DeskError(_("That course is somebody else's."), field="course")
        if course.closed_on is not None:
            raise DeskError(_("That course is closed."), field="course")
    wish_id = unit.insert(
        "slot_wish",
        {
            "citizen_id": new.citizen_id,
            "course_id": new.course_id,
            "kind": new.kind,
            "minutes": length,
            "coach_id": new.coach_id,
            "weekdays": "".join(str(number) for number in sorted(set(new.weekdays))),
            "from_time": f"{new.from_time:%H:%M}" if new.from_time is not None else None,
            "to_time": f"{new.to_time:%H:%M}" if new.to_time is not None else None,
            "last_on": new.last_on.isoformat() if new.last_on is not None else None,
            "note": one_line(new.note, "note", NOTE_LIMIT),
            "created_at": stored(unit.now),
            "created_by": unit.who.staff_id,
        },
    )
    return _open(unit, wish_id)


@changes(DESK, PART)
def end(unit: Unit, wish_id: int, version: int) -> str:
    """They wait no more. Returns the name. Raises DeskError where that is so, Conflict."""
    wish = _open(unit, wish_id)
    unit.update("slot_wish", wish_id, {"ended_at": stored(unit.now)}, version=version)
    return wish.name


@changes(DESK, PART)
def give(
    unit: Unit,
    wish_id: int,
    version: int,
    *,
    starts_at: datetime,
    coach_id: int,
    room: str | None = None,
) -> Slot:
    """Book a time for one who waited, who waits no more. Returns the slot.

    Whether it is what they wished for is for whoever asks them. Raises as `slots.book`, DeskError
    where they wait no more, Conflict where somebody changed it meanwhile.
    """
    wish = _open(unit, wish_id)
    slot_id = slots.insert(
        unit,
        NewSlot(
            wish.citizen_id,
            starts_at,
            coach_id,
            kind=wish.kind,
            minutes=wish.minutes,
            room=room,
            course_id=wish.course_id,
        ),
    )
    unit.update(
        "slot_wish",
        wish_id,
        {"ended_at": stored(unit.now), "slot_id": slot_id},
        version=version,
    )
    return slots.one(unit, slot_id)


@reads(DESK)
def open_wishes(reading: Reading) -> list[Wish]:
    """All who wait, those who have waited longest first; not those for whom it is too late."""
    return _wishes(
        reading,
        reading.rows(
            f"{_ALL} WHERE w.ended_at IS NULL AND {STILL_OF_USE} ORDER BY w.created_at, w.id",
            {"today": reading.today.isoformat()},
        ),
    )


@reads(DESK)
def ran_out(reading: Reading) -> list[Wish]:
    """Those whose last day went by in the last two weeks, in vain; the latest first."""
    return _wishes(
        reading,
        reading.rows(
            f"{_ALL} WHERE w.ended_at IS NULL AND NOT {STILL_OF_USE} AND w.last_on >= :first"
            " ORDER BY w.last_on DESC, w.id",
            {
                "today": reading.today.isoformat(),
                "first": (reading.today - timedelta(days=_DAYS_SHOWN)).isoformat(),
            },
        ),
    )


@reads(DESK)
def proposals(
    reading: Reading, starts_at: datetime, length: int, coach_id: int
) -> tuple[Proposal, ...]:
    """Whom so many free minutes of a colleague fit, who has waited longest first."""
    day = local_date(starts_at)
    of = verdicts.known(reading, day, day)
    return _fitting(of, _with_courses(reading), starts_at, length, coach_id)


@reads(DESK)
def freed_times(reading: Reading) -> list[Freed]:
    """Times of the next eight weeks that were cancelled or moved away and are still free, in order.

    Only those that fit somebody who waits: with the others there is nothing to decide.
    """
    waiting = _with_courses(reading)
    if not waiting:
        return []
    last = reading.today + timedelta(weeks=_WEEKS_AHEAD)
    rows = reading.rows(
        "SELECT starts_at, minutes, coach_id FROM slot WHERE starts_on BETWEEN :first AND :last"
        " AND status IN ('cancelled_citizen', 'cancelled_house') AND coach_id IS NOT NULL"
        " AND starts_at >= :now"
        " UNION SELECT m.from_at, s.minutes, m.from_coach FROM slot_move m"
        " JOIN slot s ON s.id = m.slot_id WHERE m.from_at BETWEEN :now AND :end"
        " AND m.from_coach IS NOT NULL ORDER BY 1, 3, 2 DESC",
        {
            "first": reading.today.isoformat(),
            "last": last.isoformat(),
            "now": stored(reading.now),
            "end": f"{last.isoformat()}T24",
        },
    )
    if not rows:
        return []
    of = verdicts.known(reading, reading.today, last)
    found: dict[tuple[str, int], Freed] = {}
    for row in rows:
        key = (row["starts_at"], row["coach_id"])
        starts_at = from_stored(row["starts_at"])
        # Freed twice: the longer one says it. Of who is not booked any more nothing is freed.
        if (
            key in found
            or local_date(starts_at) > last
            or row["coach_id"] not in of.timetable.colleagues
        ):
            continue
        fitting = _fitting(of, waiting, starts_at, row["minutes"], row["coach_id"])
        if fitting:
            name = of.timetable.colleagues[row["coach_id"]].name
            found[key] = Freed(starts_at, row["minutes"], row["coach_id"], name, fitting)
    return list(found.values())


def _with_courses(reading: Reading) -> list[tuple[Wish, CourseDays | None]]:
    waiting = open_wishes(reading)
    found = courses.some(reading, (one.course_id for one in waiting if one.course_id is not None))
    return [(one, days_of(found[one.course_id]) if one.course_id else None) for one in waiting]


def _fitting(
    of: Known,
    waiting: list[tuple[Wish, CourseDays | None]],
    starts_at: datetime,
    length: int,
    coach_id: int,
) -> tuple[Proposal, ...]:
    found = []
    for wish, course in waiting:
        if wish.coach_id not in (None, coach_id):
            continue
        wanted = Wanted(wish.citizen_id, coach_id, wish.kind, wish.minutes)
        begins = _fits(replace(of, course=course), wish, wanted, starts_at, length)
        if begins is None:
            continue
        day = local_date(begins)
        start = minutes.of_moment(begins) - minutes.midnight(day)
        rooms = [] if wanted.outside else of.rooms_free(day, start, wish.minutes)
        why = _("{wish}; waits since {day}").format(
            wish=wish.words, day=short_day(local_date(wish.since), of.today)
        )
        found.append(Proposal(wish, begins, coach_id, next(iter(rooms), None), why))
    return tuple(found)


def _fits(
    of: Known, wish: Wish, wanted: Wanted, starts_at: datetime, length: int
) -> datetime | None:
    """The first quarter of an hour within the free time at which all they wish for is so."""
    day = local_date(starts_at)
    if (wish.weekdays and day.isoweekday() not in wish.weekdays) or (
        wish.last_on is not None and day > wish.last_on
    ):
        return None
    for later in range(0, length - wish.minutes + 1, minutes.STEP):
        begins = starts_at + timedelta(minutes=later)
        ends = local(begins + timedelta(minutes=wish.minutes))
        if wish.from_time is not None and local(begins).time() < wish.from_time:
            continue
        if wish.to_time is not None and (ends.date() > day or ends.time() > wish.to_time):
            return None
        if verdicts.judge(of, wanted, begins).answer is Answer.FREE:
            return begins
    return None


_ALL = (
    "SELECT w.*, c.given_name, c.family_name, coalesce(s.name, '') AS coach FROM slot_wish w"
    " JOIN citizen c ON c.id = w.citizen_id LEFT JOIN staff s ON s.id = w.coach_id"
)


def _open(reading: Reading, wish_id: int) -> Wish:
    row = reading.one(_ALL + " WHERE w.id = ?", (wish_id,))
    if row is None or row["ended_at"] is not None:
        raise DeskError(_("They do not wait for a time any more."))
    (wish,) = _wishes(reading, [row])
    if wish.last_on is not None and wish.last_on < reading.today:
        said = _("{name} waited until {day}, which is over.")
        raise DeskError(said.format(name=wish.name, day=full_day(wish.last_on)))
    return wish


def _wishes(reading: Reading, rows: Iterable[Row]) -> list[Wish]:
    there = list(rows)
    shown = short_names_of(reading, there)
    return [
        Wish(
            wish_id=row["id"],
            version=row["version"],
            citizen_id=row["citizen_id"],
            name=shown[row["citizen_id"]],
            course_id=row["course_id"],
            kind=row["kind"],
            minutes=row["minutes"],
            coach_id=row["coach_id"],
            coach=row["coach"],
            weekdays=tuple(int(digit) for digit in row["weekdays"]),
            from_time=_time(row["from_time"]),
            to_time=_time(row["to_time"]),
            last_on=date.fromisoformat(row["last_on"]) if row["last_on"] else None,
            note=row["note"],
            since=from_stored(row["created_at"]),
        )
        for row in there
    ]


def _time(text: str | None) -> time | None:
    return time.fromisoformat(text) if text is not None else None
