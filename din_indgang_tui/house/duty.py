"""Duty: which colleagues are in the house on a day, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from din_indgang_tui.house import dates
from din_indgang_tui.house.lines import one_line
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.store.unit import Reading, Row, Unit, changes, reads

HOURS_LIMIT = 40  # characters, as they are written


@dataclass(frozen=True, slots=True)
class OnDuty:
    """A colleague on duty one day; `hours` as they were written, empty for the whole day."""

    staff_id: int
    initials: str
    name: str
    hours: str
    version: int


@reads(DESK)
def on_duty(reading: Reading, day: date) -> tuple[OnDuty, ...]:
    """Who is on duty that day, those who begin first before the others."""
    rows = reading.rows(
        "SELECT d.staff_id, d.hours, d.version, s.initials, s.name FROM duty d"
        " JOIN staff s ON s.id = d.staff_id WHERE d.day = ?",
        (day.isoformat(),),
    )
    found = [
        OnDuty(row["staff_id"], row["initials"], row["name"], row["hours"], row["version"])
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: (_begins(one.hours), one.initials)))


@changes(DESK, "messages")
def put_on(unit: Unit, day: date, staff_id: int, hours: str = "") -> str:
    """Puts a colleague, or oneself, on duty that day. Returns the name.

    Raises DeskError where they are on the list already or cannot log in any more, and for hours
    that cannot be read as hours.
    """
    colleague = unit.one("SELECT name, active FROM staff WHERE id = ?", (staff_id,))
    if colleague is None or not colleague["active"]:
        raise DeskError(_("Choose a colleague who works here now."), field="who")
    if _row(unit, day, staff_id) is not None:
        raise DeskError(_("{name} is on duty already.").format(name=colleague["name"]), field="who")
    unit.insert("duty", {"day": day.isoformat(), "staff_id": staff_id, "hours": _readable(hours)})
    return str(colleague["name"])


@changes(DESK, "messages")
def change_hours(unit: Unit, day: date, staff_id: int, version: int, hours: str) -> str:
    """Other hours for someone on duty. Returns the name.

    Raises Conflict where another wrote them first, DeskError for hours that cannot be read.
    """
    name = _name(unit, day, staff_id)
    unit.update("duty", _key(day, staff_id), {"hours": _readable(hours)}, version=version)
    return name


@changes(DESK, "messages")
def take_off(unit: Unit, day: date, staff_id: int, version: int) -> str:
    """Takes a colleague off the list of that day. Returns the name.

    Raises Conflict where somebody wrote other hours meanwhile.
    """
    name = _name(unit, day, staff_id)
    key = _key(day, staff_id)
    unit.update("duty", key, {}, version=version)  # asks only whether it is that one
    unit.delete("duty", key)
    return name


def _key(day: date, staff_id: int) -> tuple[str, int]:
    return day.isoformat(), staff_id


def _row(reading: Reading, day: date, staff_id: int) -> Row | None:
    return reading.one(
        "SELECT s.name FROM duty d JOIN staff s ON s.id = d.staff_id"
        " WHERE d.day = ? AND d.staff_id = ?",
        _key(day, staff_id),
    )


def _name(reading: Reading, day: date, staff_id: int) -> str:
    row = _row(reading, day, staff_id)
    if row is None:
        raise DeskError(_("That colleague is not on duty any more."))
    return str(row["name"])


def _readable(hours: str) -> str:
    written = one_line(hours, "hours", HOURS_LIMIT)
    if written:
        try:
            dates.hours(written)
        except dates.NotADate as error:
            raise DeskError(
                _("Write the hours like 9-13 or 9.30-12, 13-15."),
                field="hours",
            ) from error
    return written


def _begins(hours: str) -> str:
    """What sorts by the first hour; nobody's hours come first, since that is the whole day."""
    if not hours:
        return ""
    try:
        return dates.hours(hours)[0][0].isoformat()
    except dates.NotADate:  # written past the door
        return hours
