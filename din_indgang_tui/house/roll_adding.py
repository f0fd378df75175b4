"""Who comes beside the members: somebody known, somebody new, a guest without a name.

They are written down in a group that is not open to drop-ins as well: the roll says who was there.
"""

from __future__ import annotations

from dataclasses import dataclass

from din_indgang_tui.house import citizens, enquiries, finder, names, roll_rows
from din_indgang_tui.house.codes import Attendance
from din_indgang_tui.house.finder import MOST, Hit
from din_indgang_tui.house.roll import Marked, marks_of, now_marked, put
from din_indgang_tui.house.roll_rows import HERE, PART
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import ROLL, Role
from din_indgang_tui.store.unit import Reading, Row, Unit, changes, reads


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who can be added to a roll; `hit` is what the finder knows, for the desk alone.

    `mark`: how they stand on the roll already. `member`: they have a place that day.
    """

    citizen_id: int
    name: str
    hit: Hit | None
    mark: Attendance | None
    member: bool


@dataclass(frozen=True, slots=True)
class Candidates:
    """The answer to exactly this text, best first; `more` where there were more than shown."""

    text: str
    found: tuple[Candidate, ...] = ()
    more: bool = False


@reads(ROLL)
def candidates(reading: Reading, session_id: int, typed: str) -> Candidates:
    """Who can be added to a roll while one types: for the desk, whomever its finder finds.

    A volunteer finds, by a given name and without any other sign, those who were in this group
    before. Raises DeskError as the roll itself.
    """
    meeting = roll_rows.meeting_of(reading, session_id)
    if reading.who.role is Role.VOLUNTEER:
        rows = _from_this_group(reading, meeting["group_id"], typed)
        shown = roll_rows.shown_names(reading, rows)
        people: list[tuple[int, str, Hit | None]] = [
            (row["citizen_id"], shown[row["citizen_id"]], None) for row in rows[:MOST]
        ]
        more = len(rows) > MOST
    else:
        matches = finder.find(reading, typed)
        people = [(hit.citizen_id, hit.name or _("No name"), hit) for hit in matches.hits]
        more = matches.more
    members = roll_rows.members_on(reading, meeting)
    there = {
        row["citizen_id"]: Attendance(row["status"])
        for row in reading.rows(
            "SELECT citizen_id, status FROM attendance"
            " WHERE session_id = ? AND citizen_id IS NOT NULL",
            (session_id,),
        )
    }
    return Candidates(
        typed,
        tuple(
            Candidate(
                citizen_id,
                name,
                hit,
                there.get(citizen_id),
                citizen_id in members,
            )
            for citizen_id, name, hit in people
        ),
        more,
    )


def _from_this_group(reading: Reading, group_id: int, typed: str) -> list[Row]:
    """Those who had a place or a mark in the group, whose given names begin as typed."""
    begun = [names.folded(part) for part in names.parts(typed)]
    if not any(begun):
        return []
    rows = reading.rows(
        "SELECT id AS citizen_id, given_name, family_name FROM citizen WHERE id IN"
        " (SELECT citizen_id FROM group_member WHERE group_id = :group"
        " UNION SELECT a.citizen_id FROM group_session s JOIN attendance a ON a.session_id = s.id"
        " WHERE s.group_id = :group)",
        {"group": group_id},
    )
    found = []
    for row in rows:
        own = [names.folded(part) for part in names.parts(row["given_name"])]
        if all(any(part.startswith(word) for part in own) for word in begun):
            found.append(row)
    return sorted(found, key=roll_rows.danish_order)


@changes(ROLL, PART)
def drop_in(unit: Unit, session_id: int, citizen_id: int) -> Marked:
    """Somebody known was here; a member is marked present. Again changes nothing.

    Raises DeskError as `roll.mark`, and for a volunteer's whom they could not have found.
    """
    meeting = roll_rows.meeting_of(unit, session_id)
    _may_be_added(unit, meeting, citizen_id)
    return put(unit, session_id, citizen_id, _was_here(unit, meeting, citizen_id))


@changes(ROLL, PART)
def guest(unit: Unit, session_id: int) -> int:
    """A guest who gives no name was here, and counts. Returns the number to take them out by."""
    roll_rows.meeting_of(unit, session_id)
    values = now_marked(unit, Attendance.DROP_IN) | {"session_id": session_id, "citizen_id": None}
    return unit.insert("attendance", values)


@changes(ROLL, PART)
def newcomer(unit: Unit, session_id: int, typed_name: str) -> Marked:
    """Somebody new was here: a new citizen of what was typed, as at the door, and the mark.

    No enquiry is registered: they came to the group. Raises DeskError by its field for what cannot
    be a citizen, for numbers that a volunteer types, and as `roll.mark`.
    """
    roll_rows.meeting_of(unit, session_id)
    return put(unit, session_id, _new_citizen(unit, typed_name), Attendance.DROP_IN)


@changes(ROLL, PART)
def take_out(unit: Unit, attendance_id: int) -> None:
    """Somebody who dropped in was not here after all. Raises DeskError where they are out already.

    The mark of a member is taken away with `roll.mark`.
    """
    row = _row_of(unit, attendance_id)
    roll_rows.meeting_of(unit, row["session_id"])
    if row["citizen_id"] is not None and row["status"] != Attendance.DROP_IN:
        raise _gone()
    unit.delete("attendance", attendance_id)


@changes(ROLL, PART)
def name_guest(unit: Unit, attendance_id: int, citizen_id: int) -> Marked:
    """A guest turns out to be somebody known, and is one with their mark.

    Raises DeskError where they stand on the roll as here already, where the guest is gone or has a
    name, and as `drop_in`.
    """
    row = _row_of(unit, attendance_id)
    meeting = roll_rows.meeting_of(unit, row["session_id"])
    _without_a_name(row)
    _may_be_added(unit, meeting, citizen_id)
    there = marks_of(unit, row["session_id"], citizen_id)
    if there and there[0]["status"] in HERE:
        raise DeskError(_("They stand on the roll already, as one who was here."), field="who")
    # Somebody who was said to stay away was here after all: one row a person.
    unit.about(citizen_id)
    if there:
        unit.delete("attendance", attendance_id)
        return put(unit, row["session_id"], citizen_id, _was_here(unit, meeting, citizen_id))
    status = _was_here(unit, meeting, citizen_id)
    unit.update("attendance", attendance_id, now_marked(unit, status) | {"citizen_id": citizen_id})
    return Marked(citizen_id, status)


@changes(ROLL, PART)
def name_new_guest(unit: Unit, attendance_id: int, typed_name: str) -> Marked:
    """A guest turns out to be somebody new. Raises DeskError as `newcomer` and `name_guest`."""
    row = _row_of(unit, attendance_id)
    roll_rows.meeting_of(unit, row["session_id"])
    _without_a_name(row)
    citizen_id = _new_citizen(unit, typed_name)
    unit.update(
        "attendance",
        attendance_id,
        now_marked(unit, Attendance.DROP_IN) | {"citizen_id": citizen_id},
    )
    return Marked(citizen_id, Attendance.DROP_IN)


def _new_citizen(unit: Unit, typed: str) -> int:
    if unit.who.role is Role.VOLUNTEER and any(letter.isdigit() for letter in typed):
        # A number that somebody has would tell whose it is.
        raise DeskError(_("Write the name alone, without numbers."), field="who")
    return citizens.add(unit, finder.person_from(typed, unit.today))


def _was_here(reading: Reading, meeting: Row, citizen_id: int) -> Attendance:
    members = roll_rows.members_on(reading, meeting)
    return Attendance.PRESENT if citizen_id in members else Attendance.DROP_IN


def _may_be_added(reading: Reading, meeting: Row, citizen_id: int) -> None:
    if reading.who.role is Role.VOLUNTEER:
        if not roll_rows.was_there_before(reading, meeting["group_id"], citizen_id):
            raise DeskError(
                _("You can add those who were in the group before; others you write as new."),
                field="who",
            )
        return
    enquiries.short_name_of(reading, citizen_id)  # asks only whether they are here


def _row_of(reading: Reading, attendance_id: int) -> Row:
    row = reading.one("SELECT * FROM attendance WHERE id = ?", (attendance_id,))
    if row is None:
        raise _gone()
    return row


def _gone() -> DeskError:
    return DeskError(_("That mark is not on the roll any more."))


def _without_a_name(row: Row) -> None:
    if row["citizen_id"] is not None:
        raise DeskError(_("That guest has a name already."), field="who")
