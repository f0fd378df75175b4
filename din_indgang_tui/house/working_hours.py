"""When colleagues work: the week of each. Days that are other: house/working_exceptions.py.

The leader writes everybody's, a coach and whoever else is booked their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from din_indgang_tui.house import weekly_hours
from din_indgang_tui.house.weekly_hours import DayHours
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError, NotAllowed
from din_indgang_tui.store.roles import COACHES, DESK, LEADERS, Role
from din_indgang_tui.store.unit import Reading, Row, Unit, changes, reads

_TABLE = "working_hours"
READERS = DESK | LEADERS
WRITERS = COACHES | LEADERS


@dataclass(frozen=True, slots=True)
class Worker:
    """A colleague who can be booked, or could be: `own` where they have a week of their own."""

    staff_id: int
    initials: str
    name: str
    role: Role
    own: bool
    week: tuple[DayHours, ...]


@reads(READERS)
def workers(reading: Reading) -> list[Worker]:
    """Everybody who meets citizens and works here now, coaches first, each with their week.

    A coach without hours of their own works as long as the house is open; others not at all.
    """
    rows = reading.rows(
        "SELECT id, initials, name, role FROM staff WHERE active = 1 ORDER BY initials"
    )
    roles = {row["id"]: Role(row["role"]) for row in rows}
    follow = {staff_id: role is Role.COACH for staff_id, role in roles.items() if role in DESK}
    weeks = weekly_hours.weeks(reading, _TABLE, follow)
    found = [_of(row, weeks[row["id"]]) for row in rows if row["id"] in weeks]
    return sorted(found, key=lambda one: one.role is not Role.COACH)


@reads(READERS)
def worker(reading: Reading, staff_id: int) -> Worker:
    """One colleague and their week. Raises DeskError where nobody is it."""
    return _worker(reading, staff_id)


@changes(WRITERS, "settings", "slots")
def put(unit: Unit, staff_id: int, weekday: int, text: str, version: int | None = None) -> str:
    """The hours of a colleague on one day of the week. Returns them as they are written now.

    Raises DeskError (field "hours") for what is no hours, NotAllowed for others' hours without
    being their leader, Conflict where somebody saved others meanwhile.
    """
    must_be_own(unit, staff_id)
    coach = _worker(unit, staff_id).role is Role.COACH
    return weekly_hours.write(unit, _TABLE, staff_id, weekday, text, version, as_the_house=coach)


@changes(WRITERS, "settings", "slots")
def as_the_house(unit: Unit, staff_id: int, seen: Iterable[DayHours]) -> None:
    """No hours of their own: a coach works as long as the house is open, others are not booked.

    Raises DeskError where it is so already, NotAllowed as `put` does, and Conflict where somebody
    wrote a day of the week since it was `seen`.
    """
    must_be_own(unit, staff_id)
    _worker(unit, staff_id)
    if not weekly_hours.clear(unit, _TABLE, staff_id, seen):
        raise DeskError(_("There are no hours of its own to take away."))


def must_be_own(unit: Unit, staff_id: int) -> None:
    """Raises NotAllowed where whoever asks is neither a leader nor writes about themselves."""
    if unit.who.role not in LEADERS and unit.who.staff_id != staff_id:
        raise NotAllowed(_("The hours of others are for the leader to write."))


def _worker(reading: Reading, staff_id: int) -> Worker:
    row = reading.one("SELECT id, initials, name, role FROM staff WHERE id = ?", (staff_id,))
    if row is None:
        raise DeskError(_("It is not there any more."))
    role = Role(row["role"])
    days = weekly_hours.week(reading, _TABLE, staff_id, as_the_house=role is Role.COACH)
    return _of(row, days)


def _of(row: Row, days: tuple[DayHours, ...]) -> Worker:
    own = any(day.version for day in days)
    return Worker(row["id"], row["initials"], row["name"], Role(row["role"]), own, days)
