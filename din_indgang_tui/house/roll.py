"""The roll of a meeting: who was here, mark by mark, whoever takes it and at how many terminals.

A mark is one row a person and meeting. Of two who mark the same person the later one wins, and both
are on record; what one has not marked, the other's mark stands. That is why no mark has a version.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from din_indgang_tui.clock import from_stored, stored
from din_indgang_tui.house import attendance, roll_rows
from din_indgang_tui.house.codes import Attendance, SessionStatus
from din_indgang_tui.house.enquiry_columns import NOTE_LIMIT
from din_indgang_tui.house.group_session_rows import Session, sessions_of
from din_indgang_tui.house.lines import one_line
from din_indgang_tui.house.roll_rows import HERE, PART
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import ROLL, Role
from din_indgang_tui.store.unit import Reading, Row, Unit, Value, changes, reads


@dataclass(frozen=True, slots=True)
class Line:
    """One person on a roll and how they are marked; None: nobody has said.

    `member`: they have a place that day. One without has a mark from an import or from a place that
    was ended since. `away`: times in a row that they did not come before this meeting
    (`attendance.members_of`). `why` is what they sent word of.
    """

    citizen_id: int
    name: str
    mark: Attendance | None
    why: str
    marked_by: str
    marked_at: datetime | None
    away: int
    member: bool


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who dropped in; without a citizen a guest who gave no name, who counts as well."""

    attendance_id: int
    citizen_id: int | None
    name: str  # empty without one
    marked_by: str
    marked_at: datetime


@dataclass(frozen=True, slots=True)
class Roll:
    """A roll as it stands: members in Danish order, those who dropped in, and how many are what.

    `here` counts guests too; `missing` are those on the list whom nobody has marked.
    """

    session: Session
    lines: tuple[Line, ...]
    guests: tuple[Guest, ...]
    here: int
    absent: int
    excused: int
    missing: int
    note: str
    done: bool


@dataclass(frozen=True, slots=True)
class Replaced:
    """What a colleague had marked before, and when."""

    mark: Attendance
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark as it stands now; `replaced` where it took the place of a colleague's."""

    citizen_id: int
    mark: Attendance | None
    replaced: Replaced | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    """A roll that is done: how many were here, and how many of the list nobody has marked."""

    here: int
    missing: int


# Reading -----------------------------------------------------------------------------------------


@reads(ROLL)
def of(reading: Reading, session_id: int, *, ahead: bool = False) -> Roll:
    """The roll of a meeting of today or before; with `ahead` of a later day, who sent word for it.

    A volunteer gets given names, and of what people sent word of only what they wrote themselves.
    Raises DeskError for a meeting of a later day, a cancelled one, and one that is not theirs.
    """
    meeting = roll_rows.meeting_of(reading, session_id, ahead=ahead)
    (session,) = sessions_of([meeting])
    members = attendance.members_of(
        reading, date.fromisoformat(meeting["starts_on"]), session.starts_at, meeting["group_id"]
    )
    named, guests = _marks(reading, session_id)
    beside = sorted((rows[0] for citizen_id, rows in named.items()), key=roll_rows.danish_order)
    there = {row["citizen_id"] for row in members}
    beside = [row for row in beside if row["citizen_id"] not in there]
    shown = roll_rows.shown_names(reading, [*members, *beside])
    lines = [
        _line(reading, row, named.get(row["citizen_id"], []), shown, member=True) for row in members
    ]
    lines += [
        _line(reading, row, [row], shown, member=False)
        for row in beside
        if row["status"] != Attendance.DROP_IN
    ]
    dropped_in = [row for row in beside if row["status"] == Attendance.DROP_IN] + guests
    count = [line.mark for line in lines]
    return Roll(
        session=session,
        lines=tuple(lines),
        guests=tuple(
            Guest(
                row["id"],
                row["citizen_id"],
                shown.get(row["citizen_id"], ""),
                row["marked_by_name"],
                from_stored(row["marked_at"]),
            )
            for row in dropped_in
        ),
        here=sum(mark in HERE for mark in count) + len(dropped_in),
        absent=count.count(Attendance.ABSENT),
        excused=count.count(Attendance.EXCUSED),
        missing=count.count(None),
        note=session.note,
        done=session.roll_done,
    )


def _marks(reading: Reading, session_id: int) -> tuple[dict[int, list[Row]], list[Row]]:
    """Rows of attendance by citizen, the one that is shown first, and the guests without a name."""
    named: dict[int, list[Row]] = {}
    guests = []
    for row in reading.rows(
        "SELECT a.*, coalesce(w.name, '') AS marked_by_name, c.given_name, c.family_name"
        " FROM attendance a LEFT JOIN staff w ON w.id = a.marked_by"
        " LEFT JOIN citizen c ON c.id = a.citizen_id WHERE a.session_id = ? ORDER BY a.id",
        (session_id,),
    ):
        if row["citizen_id"] is not None:
            named.setdefault(row["citizen_id"], []).append(row)
        elif row["status"] in HERE:
            guests.append(row)
    return {key: roll_rows.shown_first(rows) for key, rows in named.items()}, guests


def _line(
    reading: Reading, row: Row, marks: list[Row], shown: dict[int, str], *, member: bool
) -> Line:
    mark = marks[0] if marks else None
    why = "" if mark is None or _unseen(reading, mark) else mark["why"]
    return Line(
        citizen_id=row["citizen_id"],
        name=shown[row["citizen_id"]],
        mark=Attendance(mark["status"]) if mark else None,
        why=why,
        marked_by=mark["marked_by_name"] if mark else "",
        marked_at=from_stored(mark["marked_at"]) if mark else None,
        away=row["away"] if member else 0,
        member=member,
    )


def _unseen(reading: Reading, mark: Row) -> bool:
    """Whether a volunteer may not see why: what was said to a colleague may be about health."""
    theirs = mark["marked_by"] == reading.who.staff_id
    return reading.who.role is Role.VOLUNTEER and not theirs and bool(mark["why"])


# Marking -----------------------------------------------------------------------------------------


@changes(ROLL, PART)
def mark(
    unit: Unit, session_id: int, citizen_id: int, status: Attendance | None, why: str | None = None
) -> Marked:
    """Somebody on the roll was here, did not come or sent word; None takes the mark away.

    Whoever has no place that day and was here dropped in. The same mark again, with nothing new to
    say, changes nothing: without a `why` the one that was said stays, an empty one takes it away.
    Of a meeting of a later day only that they sent word can be said, or is not so after all. Raises
    DeskError for somebody who is not on the roll, for another mark of a later day, for a cancelled
    meeting, for a volunteer's that is not theirs, and (field "why") for a volunteer's words in
    place of those of a colleague, which they cannot see.
    """
    ahead = status in (None, Attendance.EXCUSED)
    meeting = roll_rows.meeting_of(unit, session_id, ahead=ahead)
    there = marks_of(unit, session_id, citizen_id)
    member = citizen_id in roll_rows.members_on(unit, meeting)
    dropped_in = not there or there[0]["status"] == Attendance.DROP_IN
    if not member and dropped_in and (not there or status not in (None, *HERE)):
        raise DeskError(
            _("They have no place in {group} that day: + adds who dropped in.").format(
                group=meeting["group_name"]
            ),
            field="who",
        )
    if why is not None and there and _unseen(unit, there[0]):
        if why.strip():
            raise DeskError(
                _("{who} has written already why they sent word.").format(
                    who=there[0]["marked_by_name"] or _("A colleague")
                ),
                field="why",
            )
        why = None
    if status in HERE:
        status = Attendance.PRESENT if member else Attendance.DROP_IN
    return put(unit, session_id, citizen_id, status, why)


def marks_of(reading: Reading, session_id: int, citizen_id: int) -> list[Row]:
    """The marks of one person at one meeting, the one that is shown first; one, but for imports."""
    return roll_rows.shown_first(
        reading.rows(
            "SELECT a.*, coalesce(w.name, '') AS marked_by_name FROM attendance a"
            " LEFT JOIN staff w ON w.id = a.marked_by WHERE a.session_id = ? AND a.citizen_id = ?",
            (session_id, citizen_id),
        )
    )


def put(
    unit: Unit, session_id: int, citizen_id: int, status: Attendance | None, why: str | None = None
) -> Marked:
    """The mark of one person within a unit of work, whatever it was before."""
    unit.about(citizen_id)
    there = marks_of(unit, session_id, citizen_id)
    before = there[0] if there else None
    again = before is not None and status == before["status"]
    if why is None and again and before is not None:
        why = before["why"]
    said = one_line(why or "", "why", NOTE_LIMIT)
    if before is None and status is None:
        return Marked(citizen_id, None)
    if before and again and len(there) == 1 and said == before["why"]:
        return Marked(citizen_id, status)
    for row in there if status is None else there[1:]:
        unit.delete("attendance", row["id"])
    if status is not None:
        values = now_marked(unit, status) | {"why": said}
        if before is None:
            unit.insert("attendance", values | {"session_id": session_id, "citizen_id": citizen_id})
        else:
            unit.update("attendance", before["id"], values)
    return Marked(citizen_id, status, _replaced(unit, before))


def now_marked(unit: Unit, status: Attendance) -> dict[str, Value]:
    """The columns of a mark that is set now, by whoever is at work."""
    return {
        "status": status.value,
        "marked_at": stored(unit.now),
        "marked_by": unit.who.staff_id,
    }


def _replaced(unit: Unit, before: Row | None) -> Replaced | None:
    if before is None or before["marked_by"] in (None, unit.who.staff_id):
        return None
    return Replaced(
        Attendance(before["status"]), before["marked_by_name"], from_stored(before["marked_at"])
    )


@changes(ROLL, PART)
def mark_rest(unit: Unit, session_id: int) -> int:
    """All members whom nobody has marked were here; one unit of work. Returns how many.

    A mark that stands stays, so that a slip undoes nobody's. Raises DeskError as `mark`.
    """
    meeting = roll_rows.meeting_of(unit, session_id)
    marked = {
        row["citizen_id"]
        for row in unit.rows(
            "SELECT citizen_id FROM attendance WHERE session_id = ?", (session_id,)
        )
    }
    rest = sorted(roll_rows.members_on(unit, meeting) - marked)
    for citizen_id in rest:
        put(unit, session_id, citizen_id, Attendance.PRESENT)
    return len(rest)


# The meeting -------------------------------------------------------------------------------------


@changes(ROLL, PART)
def write_note(unit: Unit, session_id: int, text: str, version: int | None = None) -> str:
    """What is noted of the meeting. Returns it as it was kept.

    With the `version` of the meeting that was read: raises Conflict where somebody changed it
    since. Raises DeskError by the field `note` for what is too long, and as `mark`.
    """
    roll_rows.meeting_of(unit, session_id)
    note = one_line(text, "note", NOTE_LIMIT)
    unit.update("group_session", session_id, {"note": note}, version=version)
    return note


@changes(ROLL, PART)
def finish(unit: Unit, session_id: int) -> Finished:
    """The roll is done and the meeting was held, also where nobody came. Again is nothing new.

    Whom nobody has marked stays without a mark; marks may still be set afterwards. Raises DeskError
    as `mark`.
    """
    meeting = roll_rows.meeting_of(unit, session_id)
    if meeting["roll_done_at"] is None:
        unit.update(
            "group_session",
            session_id,
            {
                "status": SessionStatus.HELD.value,
                "roll_done_at": stored(unit.now),
                "roll_done_by": unit.who.staff_id,
            },
        )
    taken = of(unit, session_id)
    return Finished(taken.here, taken.missing)
