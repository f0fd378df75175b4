"""The four-week check: on its day a course is looked at, and somebody decides how it goes on.

One a course (statistics.md). What is owed stays owed until it is decided, also once the course has
closed; moving it moves the day it is asked for, never the due day that the figures count.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from din_indgang_tui.clock import stored
from din_indgang_tui.house import course_weeks, courses, living, referrals, settings
from din_indgang_tui.house.codes import DIED, CheckDecision
from din_indgang_tui.house.courses import Course
from din_indgang_tui.house.lines import one_line
from din_indgang_tui.i18n import _
from din_indgang_tui.store.engine import sqlite3
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import COACHES, DESK
from din_indgang_tui.store.unit import Reading, Row, Unit, Value, changes, reads
from din_indgang_tui.words import full_day, written

WHY_LIMIT = 300  # characters of why it was decided so
WINDOW = 7  # days ahead that the list looks


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided. A host gets its day alone: no `decision`, no `note`, and no `by`."""

    check_id: int
    version: int
    decision: CheckDecision | None  # None too where an import knew the day alone
    note: str  # why, in a line
    decided_on: date
    by: str  # empty in an imported one
    course_id: int


@dataclass(frozen=True, slots=True)
class Check:
    """The check of one course, decided or not, as of today."""

    course_id: int
    citizen_id: int
    name: str  # as lists show it
    full_name: str
    coach_id: int | None
    coach: str
    opened_on: date
    week: int  # of the course; where it closed, the one it closed in
    weeks: int
    day: int  # days since the course opened, or from its opening to its closing
    since_first: int  # days since the citizen's first contact
    due_on: date  # as the figures count it: moved by pauses alone
    remind_on: date  # when it is asked for: where somebody moved it, that day and pauses since
    moved_why: str  # empty where it was not moved, and for a host, as who moved it
    moved_by: str
    closed_on: date | None
    decision: Decision | None  # of several that an import brought, the earliest
    died: bool  # the citizen: nothing is owed to anybody then
    today: date

    @property
    def late(self) -> int:
        """Days since it was to be asked for; 0 on the day itself, below 0 while it comes."""
        return (self.today - self.remind_on).days

    @property
    def exists(self) -> bool:
        """Whether the course has a check: it was open on the due day, or one was decided."""
        return self.decision is not None or self.closed_on is None or self.closed_on >= self.due_on

    @property
    def owed(self) -> bool:
        """Whether somebody has to decide it, today or when its day has come."""
        return self.exists and self.decision is None and not self.died


# Reading -----------------------------------------------------------------------------------------


@reads(DESK)
def owed_checks(
    reading: Reading,
    staff_id: int | None = None,
    ahead: int = WINDOW,
    *,
    citizen_id: int | None = None,
    open_only: bool = False,
) -> tuple[Check, ...]:
    """The checks that are overdue, due today, or come within `ahead` days.

    Of one coach or of all; of one citizen; of open courses alone.

    The longest overdue first. Those of closed courses, which hurry nobody, stand last; a course
    that was closed already when an import brought it is history, and on nobody's list.
    """
    among = _OF_ALL
    if citizen_id is not None or open_only:
        among = _OF_CITIZEN if citizen_id is not None else _OF_OPEN
    rows = reading.rows(
        among + _MAY_BE_OWED + (" AND o.closed_on IS NULL" if open_only else ""),
        {
            "whose": citizen_id,
            "until": (reading.today + timedelta(days=ahead)).isoformat(),
            "today": reading.today.isoformat(),
            "staff": staff_id,
        },
    )
    found = checks_of(reading, courses.some(reading, (row["id"] for row in rows)).values())
    return tuple(
        sorted(
            (one for one in found if one.owed and one.late >= -ahead),
            key=lambda one: (one.closed_on is not None, one.remind_on, one.course_id),
        )
    )


@reads(DESK)
def of_course(reading: Reading, course_id: int) -> Check:
    """The check of one course. Raises DeskError where the course is gone."""
    (found,) = checks_of(reading, [courses.one(reading, course_id)])
    return found


@reads(DESK)
def of_citizen(reading: Reading, citizen_id: int) -> tuple[Decision, ...]:
    """What was decided at the checks of all their courses, the latest first."""
    reading.about(citizen_id)
    rows = reading.rows(
        f"{_DECISIONS} JOIN course o ON o.id = d.course_id WHERE o.citizen_id = ?"
        " ORDER BY d.decided_on DESC, d.id DESC",
        (citizen_id,),
    )
    return tuple(_decision(reading, row) for row in rows)


def checks_of(reading: Reading, of: Iterable[Course]) -> tuple[Check, ...]:
    """The checks of these courses, in their order."""
    of = tuple(of)
    whose = json.dumps([one.course_id for one in of])
    decided: dict[int, Decision] = {}
    for row in reading.rows(
        f"{_DECISIONS} WHERE d.course_id IN (SELECT value FROM json_each(?))"
        " ORDER BY d.decided_on, d.id",
        (whose,),
    ):
        decided.setdefault(row["course_id"], _decision(reading, row))
    moves = {
        row["course_id"]: row
        for row in reading.rows(
            "SELECT m.*, coalesce(s.name, '?') AS name FROM check_move m"
            " LEFT JOIN staff s ON s.id = m.moved_by"
            " WHERE m.course_id IN (SELECT value FROM json_each(?))",
            (whose,),
        )
    }
    contacts = _contacts(reading, {one.citizen_id for one in of})
    return tuple(
        _check(reading, one, decided.get(one.course_id), moves.get(one.course_id), contacts)
        for one in of
    )


# Deciding ----------------------------------------------------------------------------------------


@changes(COACHES, "checks", "referrals")
def decide(
    unit: Unit, course_id: int, decision: str, note: str = "", decided_on: date | None = None
) -> Decision:
    """Decide the check of a course, at its day or before it, also once the course closed.

    To the authority begins the referral, which undoing the decision takes back with it.
    `decided_on`: the day it was decided with the citizen, by which it is counted; None: today.
    Raises DeskError about `decision` where somebody decided it before, with who and when, before
    the course opened, or where that cannot be decided of it; about `decided_on` for a day to come
    or before the course opened; about `note` where the leader asks for a reason and there is none.
    """
    row = courses.row_of(unit, course_id)
    values = _checked(unit, row, decision, note, decided_on or unit.today)
    try:
        check_id = unit.insert(
            "check_decision",
            values
            | {
                "course_id": course_id,
                "decided_by": unit.who.staff_id,
                "created_at": stored(unit.now),
            },
        )
    except sqlite3.IntegrityError as error:
        if str(error) != _DECIDED:
            raise
        raise _decided_before(unit, course_id) from error
    if decision == CheckDecision.REFER_AUTHORITY:
        referrals.begin(unit, row["citizen_id"], course_id)
    return _one(unit, check_id)


@changes(COACHES, "checks", "referrals")
def change(
    unit: Unit,
    check_id: int,
    version: int,
    *,
    decision: str | None = None,
    note: str | None = None,
    decided_on: date | None = None,
) -> Decision:
    """Another decision, another reason or another day; what is None stays.

    Raises Conflict where another wrote it first, and DeskError as `decide` does.
    """
    before = _one(unit, check_id)
    row = courses.row_of(unit, before.course_id)
    new = before.decision if decision is None else decision
    said = before.note if note is None else note
    # What another wrote is no mistake of this writer: it is asked before any rule.
    if before.version != version:
        unit.update("check_decision", check_id, {"decision": new, "note": said}, version=version)
    values = _checked(unit, row, new or "", said, decided_on or before.decided_on)
    unit.update("check_decision", check_id, values, version=version)
    if new == CheckDecision.REFER_AUTHORITY and before.decision != new:
        referrals.begin(unit, row["citizen_id"], before.course_id)
    return _one(unit, check_id)


# -------------------------------------------------------------------------------------------------

_DECIDED = "check: decided"  # what the trigger of schema.sql says
_DECISIONS = (
    "SELECT d.*, coalesce(s.name, '') AS name FROM check_decision d"
    " LEFT JOIN staff s ON s.id = d.decided_by"
)
# Those without a decision are found by merging two indexes: a hundred thousand courses take a third
# of the time. Those of a citizen, or of the courses that run, are few.
_OF_ALL = """
WITH undecided AS MATERIALIZED (
    SELECT id FROM course EXCEPT SELECT course_id FROM check_decision)
SELECT o.id FROM undecided u CROSS JOIN course o ON o.id = u.id WHERE TRUE"""
_WITHOUT = " NOT EXISTS (SELECT 1 FROM check_decision d WHERE d.course_id = o.id)"
_OF_CITIZEN = f"SELECT o.id FROM course o WHERE o.citizen_id = :whose AND {_WITHOUT}"
_OF_OPEN = f"SELECT o.id FROM course o WHERE o.closed_on IS NULL AND {_WITHOUT}"
# Pauses only move a due day on, so the day without them is early enough to look by.
_MAY_BE_OWED = """
AND o.opened_on <= :today AND (:staff IS NULL OR o.coach_id = :staff)
    AND (date(o.opened_on, '+' || o.check_days || ' days') <= :until
        OR o.id IN (SELECT course_id FROM check_move WHERE to_on <= :until))
    AND (o.closed_on IS NULL
        OR (o.closed_on >= date(o.opened_on, '+' || o.check_days || ' days')
            AND (o.ref IS NULL OR o.closed_on > substr(o.created_at, 1, 10))))
"""
# The first contact of statistics.md: the first enquiry; with none so far, the first course or
# referral.
_FIRST_CONTACTS = """
SELECT c.id, coalesce(
    (SELECT f.first_on FROM first_enquiry f WHERE f.citizen_id = c.id AND f.first_on <= :today),
    (SELECT min(day) FROM (
        SELECT opened_on AS day FROM course WHERE citizen_id = c.id
        UNION ALL SELECT sent_on FROM referral WHERE citizen_id = c.id AND sent_on IS NOT NULL))
    ) AS first_on,
    (SELECT l.closing_reason FROM course l WHERE l.citizen_id = c.id
        ORDER BY l.opened_on DESC, l.id DESC LIMIT 1) IS :died AS died
FROM citizen c WHERE c.id IN (SELECT value FROM json_each(:whose))
"""


def _contacts(reading: Reading, citizens: Iterable[int]) -> dict[int, Row]:
    """By citizen: the day of their first contact, and whether they have died since."""
    values: Mapping[str, Value] = {
        "today": reading.today.isoformat(),
        "died": DIED,
        "whose": json.dumps(sorted(citizens)),
    }
    return {row["id"]: row for row in reading.rows(_FIRST_CONTACTS, values)}


def _check(
    reading: Reading,
    course: Course,
    decision: Decision | None,
    moved: Row | None,
    contacts: Mapping[int, Row],
) -> Check:
    weeks, contact = course.weeks, contacts[course.citizen_id]
    remind_on = weeks.check_on
    if moved is not None:
        # Whoever moved it knew of what was written down by that day; a later pause moves it on.
        since = [p.days for p in course.pauses if p.written_on.isoformat() > moved["moved_on"]]
        remind_on = course_weeks.moved(date.fromisoformat(moved["to_on"]), since, weeks.today)
    in_full = reading.who.role in COACHES
    first = min(date.fromisoformat(contact["first_on"]), reading.today)
    return Check(
        course_id=course.course_id,
        citizen_id=course.citizen_id,
        name=course.name,
        full_name=course.full_name,
        coach_id=course.coach_id,
        coach=course.coach,
        opened_on=course.opened_on,
        week=weeks.week,
        weeks=weeks.count if course.is_open else weeks.to_the_end(weeks.today),
        day=weeks.day,
        since_first=(reading.today - first).days,
        due_on=weeks.check_on,
        remind_on=remind_on,
        moved_why=moved["why"] if moved and in_full else "",
        moved_by=moved["name"] if moved and in_full else "",
        closed_on=course.closed_on,
        decision=decision,
        died=bool(contact["died"]),
        today=reading.today,
    )


def _decision(reading: Reading, row: Row) -> Decision:
    in_full = reading.who.role in COACHES
    return Decision(
        check_id=row["id"],
        version=row["version"],
        decision=CheckDecision(row["decision"]) if in_full and row["decision"] else None,
        note=row["note"] if in_full else "",
        decided_on=date.fromisoformat(row["decided_on"]),
        by=row["name"] if in_full else "",
        course_id=row["course_id"],
    )


def _one(reading: Reading, check_id: int) -> Decision:
    row = reading.one(f"{_DECISIONS} WHERE d.id = ?", (check_id,))
    if row is None:
        raise DeskError(_("That decision was taken back."))
    return _decision(reading, row)


def _checked(
    unit: Unit, course: Row, decision: str, note: str, decided_on: date
) -> dict[str, Value]:
    """The columns of a decision. Raises DeskError by its field where it cannot be."""
    if decision not in set(CheckDecision):
        raise DeskError(_("Choose one of the four ways on."), field="decision")
    if decided_on > unit.today:
        raise DeskError(_("That day has not come yet."), field="decided_on")
    if course["opened_on"] > decided_on.isoformat():
        raise DeskError(
            _("The course begins on {day}, so nothing can be decided of it before.").format(
                day=written(course["opened_on"])
            ),
            field="decision" if decided_on == unit.today else "decided_on",
        )
    if decision == CheckDecision.CONTINUE and course["closed_on"] is not None:
        raise DeskError(
            _("The course closed on {day}, so it does not go on: choose another.").format(
                day=written(course["closed_on"])
            ),
            field="decision",
        )
    if decision != CheckDecision.CLOSE:
        living.still_here(unit, course["citizen_id"])
    why = one_line(note, "note", WHY_LIMIT)
    if not why and settings.current(unit).check_why:
        raise DeskError(_("Write in a line why: the house asks for it."), field="note")
    return {"decision": str(decision), "note": why, "decided_on": decided_on.isoformat()}


def _decided_before(reading: Reading, course_id: int) -> DeskError:
    """Who came first, and when."""
    row = reading.one(
        f"{_DECISIONS} WHERE d.course_id = ? ORDER BY d.decided_on, d.id", (course_id,)
    )
    return DeskError(decided_already(_decision(reading, row)), field="decision")


def decided_already(decision: Decision) -> str:
    """Who decided it and when, as a sentence; of an imported one only when."""
    sentence = _("{who} decided it on {day}.") if decision.by else _("It was decided on {day}.")
    return sentence.format(who=decision.by, day=full_day(decision.decided_on))
