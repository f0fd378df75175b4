"""Days on which a colleague works other than their week says: away, other hours, busy within them.

What lies on a booked time cancels nothing: whoever writes it is told how many there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from din_indgang_tui import clock as clocks
from din_indgang_tui.house import coming_days, dates, spans, weekly_hours
from din_indgang_tui.house.lines import one_line
from din_indgang_tui.house.spans import Span
from din_indgang_tui.house.working_hours import READERS, WRITERS, must_be_own
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.unit import Reading, Row, Unit, Value, changes, reads
from din_indgang_tui.text import clean

LABEL_LIMIT = 40  # characters
LONGEST = timedelta(days=400)  # more is a slip in the year


class Effect(StrEnum):
    """What is other on such a day."""

    AWAY = "away"  # not here at all
    WORKS = "works"  # these hours in place of the week's
    BUSY = "busy"  # here, but not to be booked in these hours


EFFECTS: Mapping[str, str] = {
    Effect.AWAY: N_("away"),
    Effect.BUSY: N_("busy"),
    Effect.WORKS: N_("other hours"),
}
REASONS: Mapping[str, str] = {
    "": N_("not said"),
    "holiday": N_("holiday"),
    "ill": N_("ill"),
    "training": N_("training"),
    "meeting": N_("meeting"),
}


@dataclass(frozen=True, slots=True)
class NewException:
    """From the first day to the last, both included; hours for all but away."""

    staff_id: int
    effect: str
    first_on: date
    last_on: date
    hours: str = ""  # as typed
    reason: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class WorkingException:
    """Days that are other, as they are stored."""

    exception_id: int
    version: int
    staff_id: int
    effect: str
    first_on: date
    last_on: date
    spans: tuple[Span, ...]
    reason: str
    label: str

    @property
    def hours(self) -> str:
        """As it is written; empty for whole days."""
        return weekly_hours.text_of(self.spans) if self.spans else ""


@dataclass(frozen=True, slots=True)
class Laid:
    """What was written, and how many booked times of the colleague now lie outside their hours."""

    exception_id: int
    booked: int


@reads(READERS)
def of(reading: Reading, staff_id: int) -> list[WorkingException]:
    """What is other from today on, the nearest first; what is over is kept and not shown."""
    return [
        _exception(row)
        for row in reading.rows(
            "SELECT * FROM working_exception WHERE staff_id = ? AND last_on >= ?"
            " ORDER BY first_on, last_on, id",
            (staff_id, reading.today.isoformat()),
        )
    ]


@reads(READERS)
def one(reading: Reading, exception_id: int) -> WorkingException:
    """One of them. Raises DeskError where it is gone."""
    return _exception(_row(reading, exception_id))


@changes(WRITERS, "settings", "slots")
def add(unit: Unit, new: NewException) -> Laid:
    """Days that are other for a colleague.

    Raises DeskError by its field: an end before the start, hours that are none, hours for whole
    days away; NotAllowed for others' without being their leader.
    """
    must_be_own(unit, new.staff_id)
    return lay(unit, new)


def lay(unit: Unit, new: NewException) -> Laid:
    """Write days that are other, whoever asks: `add` asks first, and ill today has its own rule.

    Raises DeskError by its field, as `add` does.
    """
    if unit.one("SELECT 1 FROM staff WHERE id = ? AND active = 1", (new.staff_id,)) is None:
        raise DeskError(_("Choose a colleague who works here now."), field="who")
    values = _values(new)
    exception_id = unit.insert(
        "working_exception",
        {"staff_id": new.staff_id, **values, "created_at": clocks.stored(unit.now)},
    )
    return Laid(exception_id, _booked_outside(unit, one(unit, exception_id)))


@changes(WRITERS, "settings", "slots")
def change(unit: Unit, exception_id: int, version: int, new: NewException) -> Laid:
    """Other days, hours or words. Raises as `add`, and Conflict where somebody saved others."""
    row = _row(unit, exception_id)
    must_be_own(unit, row["staff_id"])
    unit.update("working_exception", exception_id, _values(new), version=version)
    return Laid(exception_id, _booked_outside(unit, one(unit, exception_id)))


@changes(WRITERS, "settings", "slots")
def take_away(unit: Unit, exception_id: int, version: int | None = None) -> None:
    """The week holds again on these days. Raises as `change`."""
    row = _row(unit, exception_id)
    must_be_own(unit, row["staff_id"])
    unit.update("working_exception", exception_id, {}, version=version)
    unit.delete("working_exception", exception_id)


def typed_day(text: str, today: date, field: str) -> date:
    """A day as typed: as a coming day may be, or one with its year, which may be past.

    Raises DeskError with the field.
    """
    try:
        return dates.calendar_day(clean(text))
    except dates.NotADate:
        return coming_days.coming_day(text, today, field=field)


def _values(new: NewException) -> dict[str, Value]:
    """What is stored of it. Raises DeskError by its field."""
    if new.effect not in EFFECTS:
        raise DeskError(_("Choose one from the list."), field="effect")
    if new.reason not in REASONS:
        raise DeskError(_("Choose one from the list."), field="reason")
    if new.last_on < new.first_on:
        raise DeskError(_("The last day is before the first."), field="last_on")
    if new.last_on - new.first_on > LONGEST:
        raise DeskError(_("That is more than a year. Look at the years."), field="last_on")
    hours = weekly_hours.typed(new.hours)
    if new.effect == Effect.AWAY and hours:
        raise DeskError(
            _("Away is for whole days. For some hours of a day choose busy."), field="hours"
        )
    if new.effect != Effect.AWAY and not hours:
        raise DeskError(_("Write the hours, like 10-11. Whole days are away."), field="hours")
    return {
        "effect": str(new.effect),
        "first_on": new.first_on.isoformat(),
        "last_on": new.last_on.isoformat(),
        "spans": spans.stored(hours),
        "reason": new.reason,
        "label": one_line(new.label, "label", LABEL_LIMIT),
    }


def _booked_outside(reading: Reading, laid: WorkingException) -> int:
    """How many times to come, meetings of groups too, lie in what the colleague is away from."""
    rows = reading.rows(
        "SELECT starts_at, ends_at FROM slot WHERE coach_id = :staff AND status = 'booked'"
        " AND starts_on BETWEEN :first AND :last AND ends_at > :now"
        " UNION ALL SELECT starts_at, ends_at FROM group_session"
        " WHERE leader_id = :staff AND status = 'planned'"
        " AND starts_on BETWEEN :first AND :last AND ends_at > :now",
        {
            "staff": laid.staff_id,
            "first": laid.first_on.isoformat(),
            "last": laid.last_on.isoformat(),
            "now": clocks.stored(reading.now),
        },
    )
    return sum(_is_hit(row, laid) for row in rows)


def _is_hit(row: Row, laid: WorkingException) -> bool:
    begins, stops = (
        clocks.local(clocks.from_stored(row[column])) for column in ("starts_at", "ends_at")
    )
    if laid.effect == Effect.AWAY or begins.date() != stops.date():
        return True
    booked = (Span(begins.time(), stops.time()),)
    left = spans.cut(booked, laid.spans)
    return bool(left) if laid.effect == Effect.WORKS else left != booked


def _row(reading: Reading, exception_id: int) -> Row:
    row = reading.one("SELECT * FROM working_exception WHERE id = ?", (exception_id,))
    if row is None:
        raise DeskError(_("It is not there any more."))
    return row


def _exception(row: Row) -> WorkingException:
    return WorkingException(
        row["id"],
        row["version"],
        row["staff_id"],
        row["effect"],
        date.fromisoformat(row["first_on"]),
        date.fromisoformat(row["last_on"]),
        spans.from_stored(row["spans"]),
        row["reason"],
        row["label"],
    )
