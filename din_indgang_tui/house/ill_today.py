"""A colleague is ill: every slot that it hits, one by one, until each is dealt with and told.

The list is derived, not kept: what the colleague has within the days of the absence, and what was
moved or cancelled because of it. So it can be left half done, and two can work on it at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from din_indgang_tui.clock import HOUSE_ZONE, from_stored, local_date, stored
from din_indgang_tui.house import availability, call_backs, moments, names
from din_indgang_tui.house.availability import Free
from din_indgang_tui.house.citizens import is_protected
from din_indgang_tui.house.codes import SlotStatus
from din_indgang_tui.house.enquiries import no_name
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import COACHES, DESK
from din_indgang_tui.store.unit import Reading, Row, Unit, changes, reads

MOST_OFFERED = 3  # suggestions of each kind
LONGEST = 366  # days: what is longer is no absence to be dealt with slot by slot


@dataclass(frozen=True, slots=True)
class Absence:
    """A colleague who is ill, from the first day to the last, both included."""

    absence_id: int
    version: int
    staff_id: int
    name: str
    first_on: date
    last_on: date
    since: datetime  # when it was written down


@dataclass(frozen=True, slots=True)
class Hit:
    """One slot that the absence hits, as it stands now, and where it was.

    `number` is what may be said of the telephone: never a protected one. `is_open`: nobody has
    dealt with it yet. `told` is None where there is nothing to tell.
    """

    slot_id: int
    version: int
    citizen_id: int
    course_id: int | None
    name: str
    full_name: str
    number: str
    kind: str
    minutes: int
    was_at: datetime
    was_with: int | None
    starts_at: datetime
    coach_id: int | None
    coach: str
    room: str | None
    place: str
    status: SlotStatus
    is_open: bool
    told: bool | None

    @property
    def was_until(self) -> datetime:
        """When it would have ended."""
        return self.was_at + timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Offers:
    """What could be done about one slot: colleagues who are free then, and other times."""

    slot_id: int
    colleagues: tuple[Free, ...]
    times: tuple[Free, ...]


# Who is ill ------------------------------------------------------------------------------------


@reads(DESK)
def absences(reading: Reading) -> tuple[Absence, ...]:
    """Who is ill today, or was written down as ill for days to come, by name."""
    return tuple(
        _absence(row)
        for row in reading.rows(
            _ABSENCES + " AND x.last_on >= ? ORDER BY w.name, x.first_on",
            (reading.today.isoformat(),),
        )
    )


@reads(DESK)
def one(reading: Reading, absence_id: int) -> Absence:
    """One absence as it is now. Raises DeskError where it was taken back."""
    row = reading.one(_ABSENCES + " AND x.id = ?", (absence_id,))
    if row is None:
        raise DeskError(_("That absence was taken back."))
    return _absence(row)


@changes(COACHES, "slots", "staff")
def call_in(unit: Unit, staff_id: int, until: str = "") -> Absence:
    """A colleague is ill from today on, until a day as people write it; empty: today.

    Where they are ill already, it is the same absence, with that last day. Raises DeskError with
    the field for a day that is over or none, and for who does not work here.
    """
    last_on = moments.day_to_come(until, unit.today, field="until") if until.strip() else unit.today
    if (last_on - unit.today).days > LONGEST:
        raise DeskError(
            _("That is more than a year: write the days off in Settings."), field="until"
        )
    if unit.one("SELECT 1 FROM staff WHERE id = ? AND active = 1", (staff_id,)) is None:
        raise DeskError(_("Choose who is ill."), field="who")
    today = unit.today.isoformat()
    row = unit.one(
        _ABSENCES + " AND x.staff_id = ? AND x.first_on <= ? AND x.last_on >= ? ORDER BY x.id",
        (staff_id, today, today),
    )
    if row is not None:
        if until.strip():
            unit.update("working_exception", row["id"], {"last_on": last_on.isoformat()})
        return one(unit, row["id"])
    absence_id = unit.insert(
        "working_exception",
        {
            "staff_id": staff_id,
            "first_on": today,
            "last_on": last_on.isoformat(),
            "effect": "away",
            "reason": "ill",
            "created_at": stored(unit.now),
        },
    )
    return one(unit, absence_id)


@changes(COACHES, "slots", "staff")
def well_again(unit: Unit, absence_id: int, version: int) -> str:
    """The colleague is back today: the absence ends yesterday, or was none. Returns the name.

    What was moved stays moved. Raises Conflict where somebody changed the days meanwhile.
    """
    absence = one(unit, absence_id)
    if absence.last_on < unit.today:
        raise DeskError(_("{name} is back already.").format(name=absence.name))
    yesterday = unit.today - timedelta(days=1)
    if absence.first_on > yesterday:
        # Looked at first, as a colleague may have made it longer meanwhile.
        unit.update("working_exception", absence_id, {"label": ""}, version=version)
        unit.delete("working_exception", absence_id)
    else:
        unit.update(
            "working_exception", absence_id, {"last_on": yesterday.isoformat()}, version=version
        )
    return absence.name


_ABSENCES = (
    "SELECT x.*, w.name FROM working_exception x JOIN staff w ON w.id = x.staff_id"
    " WHERE x.effect = 'away' AND x.reason = 'ill'"
)


def _absence(row: Row) -> Absence:
    return Absence(
        absence_id=row["id"],
        version=row["version"],
        staff_id=row["staff_id"],
        name=row["name"],
        first_on=date.fromisoformat(row["first_on"]),
        last_on=date.fromisoformat(row["last_on"]),
        since=from_stored(row["created_at"]),
    )


# What it hits ------------------------------------------------------------------------------------


@reads(COACHES)
def hits(reading: Reading, absence_id: int) -> tuple[Hit, ...]:
    """All that the absence hits, by when it was: to be dealt with, or dealt with."""
    absence = one(reading, absence_id)
    begins, ends = _midnight(absence.first_on), _midnight(absence.last_on + timedelta(days=1))
    rows = reading.rows(
        # By their numbers first: joined as they are, all slots there ever were would be read.
        _HITS + " WHERE s.id IN (SELECT id FROM slot WHERE coach_id = :staff"
        " AND starts_at >= :begins AND starts_at < :ends"
        " AND status IN ('booked', 'cancelled_house')"
        " UNION SELECT slot_id FROM slot_move WHERE from_coach = :staff AND moved_at >= :since"
        " AND from_at >= :begins AND from_at < :ends)",
        {
            "staff": absence.staff_id,
            "begins": stored(begins),
            "ends": stored(ends),
            "since": stored(absence.since),
        },
    )
    found = [_hit(reading, row, absence) for row in rows]
    return tuple(sorted(found, key=lambda hit: (hit.was_at, hit.slot_id)))


@reads(DESK)
def untold(reading: Reading) -> tuple[Hit, ...]:
    """Slots from today on that were changed without the citizen knowing yet, the next one first."""
    rows = reading.rows(
        _HITS + " WHERE s.told = 0 AND s.starts_on >= :first",
        {"staff": None, "begins": "", "ends": "", "since": "", "first": reading.today.isoformat()},
    )
    found = [_hit(reading, row, None) for row in rows]
    return tuple(sorted(found, key=lambda hit: (hit.starts_at, hit.slot_id)))


# The first move since: it says where the slot was when the absence hit it.
_HITS = (
    "SELECT s.*, c.given_name, c.family_name, c.phone, c.address_protected, c.protected_until,"
    " c.safe_to_phone, c.may_leave_message, coalesce(w.name, '') AS coach_name,"
    " m.from_at, m.from_coach"
    " FROM slot s JOIN citizen c ON c.id = s.citizen_id LEFT JOIN staff w ON w.id = s.coach_id"
    " LEFT JOIN slot_move m ON m.id = (SELECT min(f.id) FROM slot_move f WHERE f.slot_id = s.id"
    "  AND f.from_coach = :staff AND f.moved_at >= :since"
    "  AND f.from_at >= :begins AND f.from_at < :ends)"
)


def _hit(reading: Reading, row: Row, absence: Absence | None) -> Hit:
    reading.about(row["citizen_id"])
    names_row = {**dict(row), "citizen_id": row["citizen_id"]}
    given, family = row["given_name"] or no_name(names_row), row["family_name"]
    starts = from_stored(row["starts_at"])
    is_open = (
        absence is not None
        and row["status"] == SlotStatus.BOOKED
        and row["coach_id"] == absence.staff_id
        and absence.first_on <= local_date(starts) <= absence.last_on
    )
    return Hit(
        slot_id=row["id"],
        version=row["version"],
        citizen_id=row["citizen_id"],
        course_id=row["course_id"],
        name=names.short_name(given, family),
        full_name=names.full_name(given, family),
        number=call_backs.number_said(
            row["phone"],
            protected=is_protected(row, reading.today),
            safe_to_phone=row["safe_to_phone"],
            may_leave_message=row["may_leave_message"],
        ),
        kind=row["kind"],
        minutes=row["minutes"],
        was_at=from_stored(row["from_at"]) if row["from_at"] else starts,
        was_with=row["from_coach"] if row["from_at"] else row["coach_id"],
        starts_at=starts,
        coach_id=row["coach_id"],
        coach=row["coach_name"],
        room=row["room"],
        place=row["place"],
        status=SlotStatus(row["status"]),
        is_open=is_open,
        told=None if row["told"] is None else bool(row["told"]),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), HOUSE_ZONE).astimezone(UTC)


@reads(COACHES)
def offers(reading: Reading, absence_id: int, slot_id: int) -> Offers:
    """Who is free at the time of a slot, and when the same colleague or another could see them.

    The colleague's own times come first, from the day after the absence; then the next of anybody.
    """
    absence = one(reading, absence_id)
    row = reading.one("SELECT * FROM slot WHERE id = ?", (slot_id,))
    if row is None:
        raise DeskError(_("That time is not here any more."))
    starts = from_stored(row["starts_at"])
    day, citizen_id = local_date(starts), row["citizen_id"]
    kind, length, course_id = row["kind"], row["minutes"], row["course_id"]
    then = availability.free_times(
        reading,
        day,
        day,
        citizen_id=citizen_id,
        kind=kind,
        minutes=length,
        course_id=course_id,
        but=slot_id,
    )
    after = _midnight(absence.last_on + timedelta(days=1))
    times: list[Free] = []
    for coach_id in (absence.staff_id, None):
        times += availability.next_free(
            reading,
            coach_id=coach_id,
            citizen_id=citizen_id,
            kind=kind,
            minutes=length,
            after=after if coach_id is not None else None,
            course_id=course_id,
            but=slot_id,
            count=MOST_OFFERED,
        )
    others = [one for one in then if one.starts_at == starts and one.coach_id != absence.staff_id]
    return Offers(slot_id, tuple(others[:MOST_OFFERED]), tuple(dict.fromkeys(times)))
