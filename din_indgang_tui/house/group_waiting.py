"""The waiting list of a group: a freed place proposes who stands first; a person decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from din_indgang_tui.clock import stored
from din_indgang_tui.house import group_assessments, group_members
from din_indgang_tui.house.enquiry_columns import NOTE_LIMIT
from din_indgang_tui.house.group_members import PART, Member
from din_indgang_tui.house.group_places import (
    SOON,
    capacity_set_on,
    day_of,
    day_said,
    group_row,
    places_of,
    running_group,
    somebody,
)
from din_indgang_tui.house.lines import one_line
from din_indgang_tui.house.slot_rows import short_names_of
from din_indgang_tui.i18n import _, ngettext
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.store.unit import Reading, Row, Unit, changes, reads
from din_indgang_tui.words import near_day


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody waits for a place in a group, `number` of the list, the first is 1."""

    waiting_id: int
    version: int
    group_id: int
    group: str
    citizen_id: int
    name: str  # as lists show it
    number: int
    since_on: date
    note: str


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Somebody who stands before the one that is proposed, and why it is not them."""

    waiting: Waiting
    why: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A place that is free now or soon, and whom to offer it: nobody where all lack something.

    `free`: how many are, None where there is no limit. `free_since`: the day from which one is,
    a day to come where it is left then, None where one always was. `words`: all of it, in short.
    """

    group_id: int
    group: str
    waiting: Waiting | None
    passed_over: tuple[PassedOver, ...]
    free: int | None
    free_since: date | None
    words: str


@changes(DESK, PART)
def wait(unit: Unit, group_id: int, citizen_id: int | None, note: str = "") -> Waiting:
    """Somebody waits for a place, behind all who do. Raises DeskError, by its field, for whom not.

    Also where a place is free: an assessment may be missing.
    """
    running_group(unit, group_id)  # asks only whether it is
    name = somebody(unit, citizen_id)
    assert citizen_id is not None
    if has_one := group_members.already(unit, group_id, citizen_id, unit.today):
        raise has_one
    waits = unit.value(
        "SELECT since_on FROM group_waiting WHERE group_id = ? AND citizen_id = ?"
        " AND ended_on IS NULL",
        (group_id, citizen_id),
    )
    if waits is not None:
        raise DeskError(
            _("{name} waits already, since {day}.").format(
                name=name, day=day_said(date.fromisoformat(waits), unit.today)
            ),
            field="who",
        )
    waiting_id = unit.insert(
        "group_waiting",
        {
            "group_id": group_id,
            "citizen_id": citizen_id,
            "since_at": stored(unit.now),
            "since_on": unit.today.isoformat(),
            "note": one_line(note, "note", NOTE_LIMIT),
            "created_by": unit.who.staff_id,
        },
    )
    return _open(unit, waiting_id)


@changes(DESK, PART)
def withdraw(unit: Unit, waiting_id: int, version: int) -> str:
    """They wait no more. Returns the name. Raises DeskError where that is so, Conflict."""
    waiting = _open(unit, waiting_id)
    unit.update(
        "group_waiting",
        waiting_id,
        {"ended_on": unit.today.isoformat(), "ended_how": "withdrew"},
        version=version,
    )
    return waiting.name


@changes(DESK, PART)
def give(unit: Unit, waiting_id: int, version: int, from_on: date | None = None) -> Member:
    """Give a place to one who waits, whoever stands first; they wait no more. Returns the place.

    Raises as `group_members.add`, DeskError where they wait no more, Conflict where somebody
    changed it meanwhile.
    """
    waiting = _open(unit, waiting_id)
    unit.update("group_waiting", waiting_id, {}, version=version)  # only whether it is that one
    # Which ends the waiting with the place.
    return group_members.add(unit, waiting.group_id, waiting.citizen_id, from_on, note=waiting.note)


@reads(DESK)
def of_group(reading: Reading, group_id: int) -> tuple[Waiting, ...]:
    """All who wait for a place in a group, who has waited longest first."""
    rows = reading.rows(f"{_IN_LINE} AND w.group_id = ? ORDER BY number", (group_id,))
    return _waitings(reading, rows)


@reads(DESK)
def of_citizen(reading: Reading, citizen_id: int) -> tuple[Waiting, ...]:
    """All groups that somebody waits for, with their number in each, by the name of the group."""
    reading.about(citizen_id)
    rows = reading.rows(f"{_IN_LINE} AND w.citizen_id = ? ORDER BY g.name, g.id", (citizen_id,))
    return _waitings(reading, rows)


@reads(DESK)
def proposal(reading: Reading, group_id: int) -> Proposal | None:
    """Whom to offer the place that is free now or soon; None where none is, or nobody waits."""
    return _proposal(reading, group_row(reading, group_id))


@reads(DESK)
def open_proposals(reading: Reading) -> tuple[Proposal, ...]:
    """The proposals of all groups, by the name of the group."""
    groups = reading.rows(
        "SELECT * FROM group_activity g WHERE EXISTS (SELECT 1 FROM group_waiting w"
        " WHERE w.group_id = g.id AND w.ended_on IS NULL) ORDER BY g.name, g.id"
    )
    found = (_proposal(reading, group) for group in groups)
    return tuple(one for one in found if one is not None)


def _proposal(reading: Reading, group: Row) -> Proposal | None:
    today = reading.today
    if group["ends_on"] and group["ends_on"] < today.isoformat():
        return None
    places = places_of(reading, group)
    day = max(today, day_of(group["starts_on"]) or today)
    free_from = places.free_from(day)
    if free_from is None or free_from > day + SOON:
        return None
    line = of_group(reading, group["id"])
    if not line:
        return None
    passed_over: list[PassedOver] = []
    chosen = None
    for waiting in line:
        why = group_assessments.missing(reading, group, waiting.citizen_id)
        if not why:
            chosen = waiting
            break
        passed_over.append(PassedOver(waiting, why))
    free = None if places.capacity is None else places.capacity - places.most(free_from)
    since: date | None = free_from
    if free_from == today:
        left = places.free_since(today), capacity_set_on(reading, group["id"])
        since = max((one for one in left if one is not None), default=None)
    words = [_free_said(free, since, today)]
    if chosen is not None:
        next_one = (
            _("{name} has waited since {day} and is next.")
            if passed_over
            else _("{name} has waited since {day} and stands first.")
        )
        words.append(next_one.format(name=chosen.name, day=near_day(chosen.since_on, today)))
    if passed_over:
        each = ", ".join(f"{one.waiting.name} ({one.why})" for one in passed_over)
        said = _("Not yet: {names}.") if chosen else _("Nobody can have it yet: {names}.")
        words.append(said.format(names=each))
    return Proposal(
        group["id"], group["name"], chosen, tuple(passed_over), free, since, " ".join(words)
    )


def _free_said(free: int | None, since: date | None, today: date) -> str:
    """`One place is free.`, `Since yesterday one place is free.`, `From 18.11. 2 are free.`"""
    if free is None:
        return _("There is no limit of places.")
    if since is None:
        said = ngettext("One place is free.", "{n} places are free.", free)
    elif since <= today:
        said = ngettext("Since {day} one place is free.", "Since {day} {n} places are free.", free)
    else:
        said = ngettext("From {day} one place is free.", "From {day} {n} places are free.", free)
    return said.format(n=free, day=near_day(since, today) if since else "")


_IN_LINE = (
    "SELECT w.*, c.given_name, c.family_name, g.name AS group_name,"
    " (SELECT count(*) FROM group_waiting b WHERE b.group_id = w.group_id AND b.ended_on IS NULL"
    " AND (b.since_at, b.id) <= (w.since_at, w.id)) AS number"
    " FROM group_waiting w JOIN citizen c ON c.id = w.citizen_id"
    " JOIN group_activity g ON g.id = w.group_id WHERE w.ended_on IS NULL"
)


def _open(reading: Reading, waiting_id: int) -> Waiting:
    row = reading.one(f"{_IN_LINE} AND w.id = ?", (waiting_id,))
    if row is None:
        raise DeskError(_("They do not wait for a place any more."))
    (waiting,) = _waitings(reading, [row])
    return waiting


def _waitings(reading: Reading, rows: Iterable[Row]) -> tuple[Waiting, ...]:
    there = list(rows)
    shown = short_names_of(reading, there)
    return tuple(
        Waiting(
            waiting_id=row["id"],
            version=row["version"],
            group_id=row["group_id"],
            group=row["group_name"],
            citizen_id=row["citizen_id"],
            name=shown[row["citizen_id"]],
            number=row["number"],
            since_on=date.fromisoformat(row["since_on"]),
            note=row["note"],
        )
        for row in there
    )
