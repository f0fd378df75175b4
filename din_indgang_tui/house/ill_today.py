"""A colleague is ill: every slot that it hits, one by one, until each is dealt with and told.

The list is derived, not kept: what the colleague has within the days of the absence, and what was
moved or cancelled because of it. So it can be left half done, and two can work on it at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from din_indgang_tui.clock import from_stored, local_date, stored
from din_indgang_tui.house import (
    absences,
    coming_days,
    ill_meetings,
    minutes,
    offers,
    working_exceptions,
)
from din_indgang_tui.house.absences import Absence
from din_indgang_tui.house.affected import ALL, AffectedSlot, affected
from din_indgang_tui.house.codes import SlotStatus
from din_indgang_tui.house.ill_meetings import AffectedMeeting, MeetingOffers
from din_indgang_tui.house.offers import Offers
from din_indgang_tui.house.working_exceptions import Effect, NewException
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import COACHES
from din_indgang_tui.store.unit import Reading, Row, Unit, changes, reads

LONGEST = 366  # days: what is longer is no absence to be dealt with slot by slot


@dataclass(frozen=True, slots=True)
class Found:
    """An absence, what it hits, and of each that is open what could be done about it."""

    absence: Absence
    hits: tuple[AffectedSlot, ...]
    offers: dict[int, Offers]
    meetings: tuple[AffectedMeeting, ...] = ()
    meeting_offers: dict[int, MeetingOffers] = field(default_factory=dict)


# Who is ill ------------------------------------------------------------------------------------


@changes(COACHES, "slots", "staff")
def call_in(unit: Unit, staff_id: int, until: str = "", version: int = 0) -> Absence:
    """A colleague is ill from today on, until a day as people write it; empty: today.

    Where they are ill already, it is the same absence, with that last day; `version` is the one
    that the writer had read, 0 where they had read of none. Raises DeskError with the field for a
    day that is over or none, and for who does not work here; Conflict where somebody wrote another
    last day meanwhile.
    """
    last_on = unit.today
    if until.strip():
        last_on = coming_days.coming_day(until, unit.today, field="until")
    if (last_on - unit.today).days > LONGEST:
        raise DeskError(
            _("That is more than a year: write the days off in Settings."), field="until"
        )
    today = unit.today.isoformat()
    row = unit.one(
        absences.ROWS + " AND x.staff_id = ? AND x.first_on <= ? AND x.last_on >= ? ORDER BY x.id",
        (staff_id, today, today),
    )
    if row is not None:
        if until.strip():
            unit.update(
                "working_exception", row["id"], {"last_on": last_on.isoformat()}, version=version
            )
        return absences.one(unit, row["id"])
    new = NewException(staff_id, Effect.AWAY, unit.today, last_on, reason="ill")
    return absences.one(unit, working_exceptions.lay(unit, new).exception_id)


@changes(COACHES, "slots", "staff")
def well_again(unit: Unit, absence_id: int, version: int) -> str:
    """The colleague is back today: the absence ends yesterday, or was none. Returns the name.

    What was moved stays moved. Raises Conflict where somebody changed the days meanwhile.
    """
    absence = absences.one(unit, absence_id)
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


# What it hits ------------------------------------------------------------------------------------


@reads(COACHES)
def found(reading: Reading, absence_id: int) -> Found:
    """All that the absence hits, and what could be done about each that is open, read at once."""
    absence = absences.one(reading, absence_id)
    hits = _hits(reading, absence)
    meetings = ill_meetings.hits(reading, absence)
    return Found(
        absence,
        hits,
        offers.for_each(reading, absence.staff_id, absence.last_on, hits),
        meetings,
        ill_meetings.for_each(reading, absence, meetings),
    )


def _hits(reading: Reading, absence: Absence) -> tuple[AffectedSlot, ...]:
    """By when they were: to be dealt with, or dealt with."""
    begins, ends = (
        minutes.moment_at(minutes.midnight(day))
        for day in (absence.first_on, absence.last_on + timedelta(days=1))
    )
    rows = reading.rows(
        # By their numbers first: joined as they are, all slots there ever were would be read.
        ALL + " WHERE s.id IN (SELECT id FROM slot WHERE coach_id = :staff"
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
    found = [affected(reading, row, is_open=_is_open(row, absence)) for row in rows]
    return tuple(sorted(found, key=lambda hit: (hit.was_at, hit.slot_id)))


def _is_open(row: Row, absence: Absence) -> bool:
    """Whether nobody has dealt with it yet."""
    day = local_date(from_stored(row["starts_at"]))
    return (
        row["status"] == SlotStatus.BOOKED
        and row["coach_id"] == absence.staff_id
        and absence.first_on <= day <= absence.last_on
    )
