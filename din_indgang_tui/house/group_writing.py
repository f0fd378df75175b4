"""What may be written of a group, what it must be first, and the rows beside its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

from din_indgang_tui.house import group_laying, group_members, group_rules
from din_indgang_tui.house.codes import (
    HELPER_PART_LABELS,
    LEGAL_BASIS_LABELS,
    NEEDS_ASSESSMENT_LABELS,
)
from din_indgang_tui.house.course_rules import code
from din_indgang_tui.house.group_laying import Plan
from din_indgang_tui.house.group_rules import GroupException, Rule
from din_indgang_tui.house.lines import one_line
from din_indgang_tui.house.slots import PLACE_LIMIT
from din_indgang_tui.house.verdicts import known_length
from din_indgang_tui.i18n import _, ngettext
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.unit import Reading, Row, Unit, Value
from din_indgang_tui.words import full_day

NAME_LIMIT = 40  # characters
DESCRIPTION_LIMIT = 300
WHY_LIMIT = 100
MOST_PLACES = 500
LONGEST_EXCEPTION = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Helper:
    """A peer or a volunteer (`part`) who helps in a group, and may take its roll."""

    staff_id: int
    name: str
    part: str


@dataclass(frozen=True, slots=True)
class NewGroup:
    """All that may be written of a group. `start_time` is on the wall, `capacity` None: no limit.

    Without a rule its meetings are added one by one. `room` is a code; `place` says where, when it
    is not in the house. The names of helpers are not read.
    """

    name: str
    kind: str = "group"
    description: str = ""
    room: str | None = None
    place: str = ""
    leader_id: int | None = None
    capacity: int | None = None
    drop_in: bool = False
    needs_assessment: str = "no"
    legal_basis: str = ""
    rule: Rule | None = None
    start_time: time | None = None
    minutes: int = 90
    starts_on: date | None = None
    ends_on: date | None = None
    exceptions: tuple[GroupException, ...] = ()
    helpers: tuple[Helper, ...] = ()


def checked(reading: Reading, new: NewGroup, was: Row | None) -> dict[str, Value]:
    """The columns of the group's own row; `was` is the row as it stands, None for a new one.

    What was chosen before stays good, also where the list has retired it. Raises DeskError, by its
    field, for what it cannot be.
    """
    name = one_line(new.name, "name", NAME_LIMIT)
    if not name:
        raise DeskError(_("Write what the group is called."), field="name")
    if new.capacity is not None and not 1 <= new.capacity <= MOST_PLACES:
        raise DeskError(
            _("Write how many places there are, from 1 to {most}, or nothing.").format(
                most=MOST_PLACES
            ),
            field="capacity",
        )
    if was is not None and new.capacity is not None:
        _room_for_all(reading, was["id"], new.capacity)
    for column, value, table, sentence, field in (
        ("kind", new.kind, "activity_kind", _("Choose what kind it is from the list."), "kind"),
        ("room", new.room, "room", _("Choose a room of the list."), "room"),
    ):
        chosen = value is not None and (was is None or was[column] != value)
        if chosen and not reading.value(
            f"SELECT count(*) FROM {table} WHERE code = ? AND retired = 0", (value,)
        ):
            raise DeskError(sentence, field=field)
    if new.leader_id is not None and (was is None or was["leader_id"] != new.leader_id):
        _works_here(reading, new.leader_id, "leader")
    of_rule = plan(reading, new)  # refuses days and times that cannot be
    return {
        "name": name,
        "kind": new.kind,
        "description": one_line(new.description, "description", DESCRIPTION_LIMIT),
        "room": new.room,
        "place": one_line(new.place, "place", PLACE_LIMIT),
        "leader_id": new.leader_id,
        "capacity": new.capacity,
        "drop_in": int(new.drop_in),
        "needs_assessment": code(new.needs_assessment, NEEDS_ASSESSMENT_LABELS, "needs_assessment"),
        "legal_basis": code(new.legal_basis, LEGAL_BASIS_LABELS, "legal_basis"),
        "rule": "" if of_rule is None else group_rules.text_of(of_rule.rule),
        "start_time": None if new.start_time is None else f"{new.start_time:%H:%M}",
        "minutes": new.minutes,
        "starts_on": None if new.starts_on is None else new.starts_on.isoformat(),
        "ends_on": None if new.ends_on is None else new.ends_on.isoformat(),
    }


def plan(reading: Reading, new: NewGroup) -> Plan | None:
    """What its meetings are laid out from; None without a rule.

    Raises DeskError, by its field, for days, times and lengths that cannot be, and (field "rule")
    for a rule that never happens.
    """
    known_length(new.minutes)
    for one in new.exceptions:
        if one.last_on < one.first_on:
            raise DeskError(_("An exception ends before it begins."), field="exceptions")
        if one.last_on - one.first_on > LONGEST_EXCEPTION:
            raise DeskError(_("An exception lasts at most a year."), field="exceptions")
    if new.starts_on is not None and new.ends_on is not None and new.ends_on < new.starts_on:
        raise DeskError(_("The group ends before it begins."), field="ends_on")
    if new.rule is None:
        return None
    if new.starts_on is None:
        raise DeskError(_("Write the first day, so that the rule begins."), field="starts_on")
    if new.start_time is None:
        raise DeskError(_("Write when it begins, like 10.30."), field="start_time")
    exceptions = _in_order(new.exceptions)
    rule = group_rules.checked(new.rule)
    closed = (
        group_laying.closed_days(reading, new.starts_on, new.ends_on)
        if new.ends_on is not None
        else set()
    )
    group_rules.must_happen(rule, new.start_time, new.starts_on, new.ends_on, exceptions, closed)
    return Plan(
        rule=rule,
        start_time=new.start_time.replace(second=0, microsecond=0),
        minutes=new.minutes,
        starts_on=new.starts_on,
        ends_on=new.ends_on,
        exceptions=exceptions,
        leader_id=new.leader_id,
        room=new.room,
        place=one_line(new.place, "place", PLACE_LIMIT),
    )


def _in_order(exceptions: tuple[GroupException, ...]) -> tuple[GroupException, ...]:
    """As they are stored: in order, none twice, the reason on one line."""
    tidy = {
        GroupException(one.first_on, one.last_on, one_line(one.why, "exceptions", WHY_LIMIT))
        for one in exceptions
    }
    return tuple(sorted(tidy, key=lambda one: (one.first_on, one.last_on, one.why)))


def _room_for_all(reading: Reading, group_id: int, capacity: int) -> None:
    """Refuses fewer places than are taken today, or on any day to come."""
    row = reading.one(
        "SELECT d.day, count(*) AS places FROM (SELECT :today AS day UNION"
        " SELECT from_on FROM group_member WHERE group_id = :group AND from_on > :today) d"
        " JOIN group_member m ON m.group_id = :group AND m.from_on <= d.day"
        " AND (m.to_on IS NULL OR m.to_on >= d.day)"
        # The ones who have a place today are named first, then the fullest day to come.
        " GROUP BY d.day HAVING count(*) > :capacity ORDER BY d.day <> :today, places DESC, d.day",
        {"today": reading.today.isoformat(), "group": group_id, "capacity": capacity},
    )
    if row is None:
        return
    day, places = date.fromisoformat(row["day"]), row["places"]
    sentence = (
        ngettext("{n} has a place today.", "{n} have a place today.", places)
        if day == reading.today
        else ngettext("{n} has a place on {day}.", "{n} have a place on {day}.", places)
    )
    raise DeskError(sentence.format(n=places, day=full_day(day)), field="capacity")


def _works_here(reading: Reading, staff_id: int, field: str) -> None:
    if reading.one("SELECT 1 FROM staff WHERE id = ? AND active = 1", (staff_id,)) is None:
        raise DeskError(_("Choose a colleague who works here now."), field=field)


# Beside the row of the group ---------------------------------------------------------------------


def write_beside(unit: Unit, group_id: int, new: NewGroup) -> bool:
    """Its exceptions and who helps. Returns whether anything was another. Raises DeskError."""
    changed = _write_exceptions(unit, group_id, new)
    return _write_helpers(unit, group_id, new) or changed


def _write_exceptions(unit: Unit, group_id: int, new: NewGroup) -> bool:
    wanted = {
        (one.first_on.isoformat(), one.last_on.isoformat(), one.why)
        for one in _in_order(new.exceptions)
    }
    changed = False
    for row in unit.rows("SELECT * FROM group_exception WHERE group_id = ?", (group_id,)):
        key = (row["first_on"], row["last_on"], row["why"])
        if key in wanted:
            wanted.remove(key)
        else:
            unit.delete("group_exception", row["id"])
            changed = True
    for first_on, last_on, why in sorted(wanted):
        values: dict[str, Value] = {
            "group_id": group_id,
            "first_on": first_on,
            "last_on": last_on,
            "why": why,
        }
        unit.insert("group_exception", values)
    return changed or bool(wanted)


def _write_helpers(unit: Unit, group_id: int, new: NewGroup) -> bool:
    wanted = {one.staff_id: code(one.part, HELPER_PART_LABELS, "helpers") for one in new.helpers}
    if len(wanted) < len(new.helpers):
        raise DeskError(_("The same helper is named twice."), field="helpers")
    changed = False
    for row in unit.rows("SELECT * FROM group_helper WHERE group_id = ?", (group_id,)):
        key = (group_id, row["staff_id"])
        part = wanted.pop(row["staff_id"], None)
        if part is None:
            unit.delete("group_helper", key)
            changed = True
        else:
            changed = unit.update("group_helper", key, {"part": part}) or changed
    for staff_id, part in wanted.items():
        _works_here(unit, staff_id, "helpers")
        unit.insert("group_helper", {"group_id": group_id, "staff_id": staff_id, "part": part})
    return changed or bool(wanted)


def end_places(unit: Unit, group_id: int, last_on: date) -> int:
    """Every place ends with that day at the latest; one that is to begin after it never was.

    Returns how many that were.
    """
    day = last_on.isoformat()
    rows = unit.rows(
        "SELECT * FROM group_member WHERE group_id = ? AND (to_on IS NULL OR to_on > ?)",
        (group_id, day),
    )
    for row in rows:
        group_members.end_place(unit, row, last_on, "")
    return len(rows)


def end_waiting(unit: Unit, group_id: int) -> int:
    """Nobody waits for a place in that group any more. Returns how many did."""
    rows = unit.rows(
        "SELECT id FROM group_waiting WHERE group_id = ? AND ended_on IS NULL", (group_id,)
    )
    for row in rows:
        released: dict[str, Value] = {
            "ended_on": unit.today.isoformat(),
            "ended_how": "released",
        }
        unit.update("group_waiting", row["id"], released)
    return len(rows)
