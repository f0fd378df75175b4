"""What is owed to people: promises, first steps, calls, consents, enquiries left as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from din_indgang_tui.clock import from_stored, local_date, stored_day
from din_indgang_tui.house import affected, call_backs
from din_indgang_tui.house.codes import SlotStatus
from din_indgang_tui.house.enquiry_columns import LEFT_WITHOUT_HELP, left_open_on
from din_indgang_tui.house.owed_line import Asked, OwedKind, OwedLine, line, put_off
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.store.roles import COACHES
from din_indgang_tui.store.unit import Reading, Row
from din_indgang_tui.words import clock_time

CONSENT_AHEAD = 14  # days: asking again takes a meeting

# Words that say of a first step that the house takes it, or takes it too. Whole words, in both
# languages whatever the screen speaks, since it is written as it was said.
_HOUSE_WORDS = frozenset(
    {
        *("vi", "os", "begge", "sammen", "huset", "coach", "coachen", "vært", "værten", "jer"),
        *("we", "us", "both", "together", "house", "host"),
    }
)
_WORDS = re.compile(r"\w+")


def of_people(reading: Reading, asked: Asked) -> Iterator[OwedLine]:
    """All of these, in no order, without the names of citizens."""
    yield from _promises(reading, asked)
    if not asked.beside_board:
        yield from _call_backs(reading)
        yield from _untold_times(reading)
        yield from _left_open(reading)
        yield from _without_reason(reading)
    if reading.who.role in COACHES:
        yield from _steps(reading, asked)
        yield from _consents(reading, asked)


def _promises(reading: Reading, asked: Asked) -> Iterator[OwedLine]:
    """A host sees those that they keep themselves: the rest was said in a conversation."""
    own = "" if reading.who.role in COACHES else " AND staff_id = :me"
    if asked.citizen_id is not None:
        own += " AND citizen_id = :whose"
    for row in reading.rows(
        f"SELECT * FROM promise WHERE kept_on IS NULL AND (by_on IS NULL OR by_on <= :until){own}",
        {
            "until": _until(reading, asked),
            "me": reading.who.staff_id,
            "whose": asked.citizen_id,
        },
    ):
        yield line(
            OwedKind.PROMISE,
            row["id"],
            row["words"],
            citizen_id=row["citizen_id"],
            staff_id=row["staff_id"],
            version=row["version"],
            said=put_off(row["moved_why"]),
        ).dated(stored_day(row["by_on"]), reading.today)


# Of each goal that stands, as it was said last; only while a course runs, whose page has the step,
# and not what was agreed before an earlier one closed.
_STEPS = """
SELECT s.step, s.step_who, s.step_by, s.goal_id, g.citizen_id, o.id AS course_id, o.coach_id,
    t.held_by
FROM course o
CROSS JOIN citizen_goal g ON g.citizen_id = o.citizen_id AND g.ended_on IS NULL
CROSS JOIN goal_said s ON s.goal_id = g.id AND s.step_by <= :until AND s.step <> ''
    AND s.step_done_on IS NULL
CROSS JOIN conversation t ON t.id = s.conversation_id AND t.state = 'held'
WHERE o.closed_on IS NULL AND NOT EXISTS (SELECT 1 FROM goal_said l
    JOIN conversation c ON c.id = l.conversation_id
    WHERE l.goal_id = s.goal_id AND c.state = 'held' AND (c.held_on, c.id) > (t.held_on, t.id))
    AND NOT EXISTS (SELECT 1 FROM course e
        WHERE e.citizen_id = o.citizen_id AND e.closed_on > t.held_on)
"""


def _steps(reading: Reading, asked: Asked) -> Iterator[OwedLine]:
    one = " AND o.citizen_id = :whose" if asked.citizen_id is not None else ""
    values = {"until": _until(reading, asked), "whose": asked.citizen_id}
    rows = reading.rows(f"{_STEPS}{one}", values)
    if not rows:
        return
    colleagues = {
        name.lower(): row["id"]
        for row in reading.rows("SELECT id, initials, name FROM staff WHERE active = 1")
        for name in (row["initials"], row["name"].partition(" ")[0])
    }
    for row in rows:
        by_house, staff_id = who_takes(row["step_who"], colleagues)
        if by_house:
            yield line(
                OwedKind.STEP,
                row["goal_id"],
                row["step"],
                citizen_id=row["citizen_id"],
                staff_id=staff_id or row["coach_id"] or row["held_by"],
                said=row["step"],
                course_id=row["course_id"],
            ).dated(date.fromisoformat(row["step_by"]), reading.today)


def who_takes(written: str, colleagues: dict[str, int]) -> tuple[bool, int | None]:
    """Whether a step is the house's or both's by what was written of who takes it, and which
    colleague was named, by initials or given name in small letters.

    What says nothing of the house is the citizen's own.
    """
    words = [word.lower() for word in _WORDS.findall(written)]
    named = next((colleagues[word] for word in words if word in colleagues), None)
    return named is not None or not _HOUSE_WORDS.isdisjoint(words), named


def _call_backs(reading: Reading) -> Iterator[OwedLine]:
    """Due the day they were taken down."""
    for one in call_backs.waiting(reading):
        yield line(
            OwedKind.CALL_BACK,
            one.call_back_id,
            one.about or _("not said what about"),
            citizen_id=one.citizen_id,
            who=one.name or _("Anonymous"),
            full_name=one.full_name,
            staff_id=one.for_staff,
            said=one.number,
        ).dated(local_date(one.taken_at), reading.today)


_UNTOLD = {True: N_("cancelled, does not know"), False: N_("moved, does not know")}


def _untold_times(reading: Reading) -> Iterator[OwedLine]:
    """To be told before the time as it was and as it is, whichever is still to come first."""
    for one in affected.untold(reading):
        days = (local_date(one.was_at), local_date(one.starts_at))
        yield line(
            OwedKind.UNTOLD_TIME,
            one.slot_id,
            _(_UNTOLD[one.status == SlotStatus.CANCELLED_HOUSE]),
            citizen_id=one.citizen_id,
            staff_id=one.coach_id,
            said=one.number,
        ).dated(min(day for day in days if day >= reading.today), reading.today)


def _left_open(reading: Reading) -> Iterator[OwedLine]:
    """Of whoever was here on an earlier day: nobody noted how it ended."""
    for row in reading.rows("SELECT * FROM enquiry WHERE state <> 'done'"):
        if (day := left_open_on(row, reading.today)) is not None:
            yield line(
                OwedKind.LEFT_OPEN,
                row["id"],
                _("how did it end?"),
                citizen_id=row["citizen_id"],
                who=_("Anonymous"),
                staff_id=row["met_by"],
            ).dated(day, reading.today)


def _without_reason(reading: Reading) -> Iterator[OwedLine]:
    """Finished today, and nobody said why they came. After the day it may stay unsaid for good.

    One line for whoever met them, about the first of them.
    """
    met: dict[int | None, list[Row]] = {}
    for row in reading.rows(
        "SELECT * FROM enquiry e WHERE e.arrived_on = ? AND e.state = 'done'"
        " AND e.outcome IS NOT ?"
        " AND NOT EXISTS (SELECT 1 FROM enquiry_reason r WHERE r.enquiry_id = e.id)"
        " ORDER BY e.arrived_at, e.id",
        (reading.today.isoformat(), LEFT_WITHOUT_HELP),
    ):
        met.setdefault(row["met_by"] or row["registered_by"], []).append(row)
    for staff_id, rows in met.items():
        first, n = rows[0], len(rows)
        said = ngettext("came {time}, no reason", "{n} without a reason", n)
        yield line(
            OwedKind.REASON,
            first["id"],
            said.format(n=n, time=clock_time(from_stored(first["arrived_at"]))),
            citizen_id=first["citizen_id"] if n == 1 else None,
            who=_("Anonymous") if n == 1 else _("several"),
            staff_id=staff_id,
        ).dated(reading.today, reading.today)


# Of whom a course runs or a referral is on its way; not where the same receiver has a later one.
_CONSENTS = """
SELECT d.*, u.staff_id AS whose FROM (
    SELECT c.id, o.coach_id AS staff_id FROM course o
        CROSS JOIN disclosure_consent c ON c.citizen_id = o.citizen_id AND c.valid_to >= o.opened_on
        WHERE o.closed_on IS NULL
    UNION SELECT consent_id, created_by FROM referral WHERE sent_on IS NULL
    UNION SELECT consent_id, sent_by FROM referral
        WHERE sent_on IS NOT NULL AND decided_on IS NULL AND decision = ''
) u CROSS JOIN disclosure_consent d ON d.id = u.id
WHERE d.withdrawn_on IS NULL AND d.valid_to <= :until
    AND NOT EXISTS (SELECT 1 FROM disclosure_consent n WHERE n.citizen_id = d.citizen_id
        AND n.receiver = d.receiver AND n.withdrawn_on IS NULL
        AND (n.valid_to IS NULL OR n.valid_to > d.valid_to))
"""
_THEIR_ORDER = " ORDER BY d.id, whose IS NULL, whose"


def _consents(reading: Reading, asked: Asked) -> Iterator[OwedLine]:
    ahead = 0 if asked.due_only else CONSENT_AHEAD
    one = "AND d.citizen_id = :whose" if asked.citizen_id is not None else ""
    values = {
        "until": (reading.today + timedelta(days=ahead)).isoformat(),
        "whose": asked.citizen_id,
    }
    told: set[int] = set()
    for row in reading.rows(f"{_CONSENTS} {one}{_THEIR_ORDER}", values):
        if row["id"] in told:
            continue
        told.add(row["id"])
        day = date.fromisoformat(row["valid_to"])
        said = _("ran out: ask again, or stop") if day < reading.today else _("ask again, or stop")
        yield line(
            OwedKind.CONSENT,
            row["id"],
            said,
            citizen_id=row["citizen_id"],
            staff_id=row["whose"] or row["recorded_by"],
            said=row["receiver"],
        ).dated(day, reading.today)


def _until(reading: Reading, asked: Asked) -> str:
    """The last day whose things stand on the list today."""
    return (reading.today + timedelta(days=asked.ahead)).isoformat()
