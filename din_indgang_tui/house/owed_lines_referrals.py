"""What is owed of four-week checks and of referrals to the authority."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from din_indgang_tui.clock import local_date, stored_day
from din_indgang_tui.house import checks, in_touch, referrals
from din_indgang_tui.house.codes import REFERRAL_DECISION_LABELS, within_a_line
from din_indgang_tui.house.owed_line import Asked, OwedKind, OwedLine, line, near, put_off
from din_indgang_tui.i18n import _
from din_indgang_tui.store.roles import COACHES
from din_indgang_tui.store.unit import Reading, Row
from din_indgang_tui.words import full_day, short_day


def of_checks(reading: Reading, asked: Asked) -> Iterator[OwedLine]:
    """Checks that are due, or come within the week. That of a closed course hurries nobody."""
    found = checks.owed_checks(
        reading,
        ahead=asked.ahead,
        citizen_id=asked.citizen_id,
        # That of a closed course has no day.
        open_only=asked.due_only,
    )
    for check in found:
        closed = check.closed_on is not None
        yield line(
            OwedKind.CHECK,
            check.course_id,
            _("decision, it closed") if closed else _("decision"),
            citizen_id=check.citizen_id,
            staff_id=check.coach_id,
            said=put_off(check.moved_why),
        ).dated(None if closed else check.remind_on, reading.today)


def of_referrals(reading: Reading, asked: Asked) -> Iterator[OwedLine]:
    """Answers that did not come, or were not told; who waits. A host reads no draft."""
    waits = referrals.unanswered_rows(reading, asked.citizen_id)
    for row in waits:
        yield from _unanswered(reading, row)
    theirs = [row for row in waits if asked.is_theirs(row["staff_id"])]
    for row, last_on, due_on in referrals.without_contact(reading, theirs):
        last = short_day(last_on, reading.today).rstrip(".")
        said = _("in touch last {day}").format(day=last + ".")
        tried = in_touch.tried(reading, row["citizen_id"], last_on)
        yield _line(OwedKind.IN_TOUCH, row, said, said=tried).dated(due_on, reading.today)
    for one in referrals.untold_answers(reading):
        answer = _("answer")
        if one.decision is not None:
            answer = within_a_line(_(REFERRAL_DECISION_LABELS[one.decision]))
        yield line(
            OwedKind.ANSWER_BACK,
            one.referral_id,
            _("{answer}, not told").format(answer=answer),
            citizen_id=one.citizen_id,
            staff_id=one.staff_id,
            said=answer,
        ).dated(one.decided_on, reading.today)
    if reading.who.role in COACHES:
        for one in referrals.drafts(reading):
            yield line(
                OwedKind.DRAFT,
                one.referral_id,
                _("not sent"),
                citizen_id=one.citizen_id,
                staff_id=one.staff_id,
            ).dated(local_date(one.begun_at), reading.today)
        yield from _asked_for(reading)


def _unanswered(reading: Reading, row: Row) -> Iterator[OwedLine]:
    """That the answer did not come; for those who refer also that the citizen is to be told."""
    expected = date.fromisoformat(row["answer_by_on"])
    in_full = reading.who.role in COACHES
    if near(expected, reading.today, 0):
        said = _("sent {day}, no answer").format(day=_sent(row))
        why = put_off(row["answer_moved_why"]) if in_full else ""
        yield _line(OwedKind.ANSWER, row, said, said=why).dated(expected, reading.today)
    tell_by = stored_day(row["tell_by_on"])
    if in_full and not row["told_on"] and tell_by is not None and near(tell_by, reading.today):
        said = _("sent {day}, not told").format(day=_sent(row))
        yield _line(OwedKind.SENT_TELL, row, said, staff_id=row["tells_id"]).dated(
            tell_by, reading.today
        )


def _sent(row: Row) -> str:
    """`02.11.`"""
    return f"{date.fromisoformat(row['sent_on']):%d.%m.}"


def _asked_for(reading: Reading) -> Iterator[OwedLine]:
    """Of whoever met them, where they may refer; else the house's."""
    may = {
        row["id"]
        for row in reading.rows("SELECT id, role FROM staff WHERE active = 1")
        if row["role"] in COACHES
    }
    asked = referrals.asked_for_by_enquiries(reading)
    for one in asked:
        yield line(
            OwedKind.ASKED_FOR,
            one.enquiry_id,
            _("not begun"),
            citizen_id=one.citizen_id,
            staff_id=one.staff_id if one.staff_id in may else None,
            said=_("The enquiry {day} ended with the authority.").format(
                day=full_day(one.arrived_on)
            ),
        ).dated(one.arrived_on, reading.today)
    told = {one.citizen_id for one in asked}
    for row in reading.rows(_DECIDED, (referrals.asked_since(reading), reading.today.isoformat())):
        if row["citizen_id"] not in told:
            day = date.fromisoformat(row["decided_on"])
            yield line(
                OwedKind.ASKED_FOR,
                row["course_id"],
                _("not begun"),
                citizen_id=row["citizen_id"],
                staff_id=row["coach_id"] or row["decided_by"],
                said=_("The check was decided {day}: to the authority.").format(day=full_day(day)),
                course_id=row["course_id"],
            ).dated(day, reading.today)


# Decided so at the desk, and no referral was begun since the course opened.
_DECIDED = """
SELECT k.course_id, k.decided_on, k.decided_by, o.citizen_id, o.coach_id
FROM check_decision k JOIN course o ON o.id = k.course_id
WHERE k.decided_on BETWEEN ? AND ? AND k.decision = 'refer_authority' AND k.imported = 0
    AND NOT EXISTS (SELECT 1 FROM referral r WHERE r.citizen_id = o.citizen_id
        AND (r.sent_on IS NULL OR r.sent_on >= o.opened_on))
ORDER BY k.decided_on, k.id
"""


def _line(
    kind: OwedKind, row: Row, missing: str, *, staff_id: int | None = None, said: str = ""
) -> OwedLine:
    return line(
        kind,
        row["id"],
        missing,
        citizen_id=row["citizen_id"],
        staff_id=staff_id or row["staff_id"],
        version=row["version"],
        said=said,
    )
