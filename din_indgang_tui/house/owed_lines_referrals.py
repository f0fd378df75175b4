"""What is owed of four-week checks and of referrals to the authority."""

from __future__ import annotations

from collections.abc import Iterator

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import checks, referrals
from din_indgang_tui.house.codes import REFERRAL_DECISION_LABELS, within_a_line
from din_indgang_tui.house.owed_line import OwedKind, OwedLine, line, near
from din_indgang_tui.house.referral_rows import Referral
from din_indgang_tui.i18n import _
from din_indgang_tui.store.roles import COACHES
from din_indgang_tui.store.unit import Reading
from din_indgang_tui.words import full_day, short_day


def of_checks(reading: Reading) -> Iterator[OwedLine]:
    """Checks that are due, or come within the week. That of a closed course hurries nobody."""
    for check in checks.owed_checks(reading):
        closed = check.closed_on is not None
        yield line(
            OwedKind.CHECK,
            check.course_id,
            _("decision, it closed") if closed else _("decision"),
            citizen_id=check.citizen_id,
            staff_id=check.coach_id,
            said=check.moved_why,
        ).dated(None if closed else check.remind_on, reading.today)


def of_referrals(reading: Reading) -> Iterator[OwedLine]:
    """Answers that did not come, or were not told; who waits. A host reads no draft."""
    unanswered = referrals.unanswered(reading)
    for one in unanswered:
        yield from _unanswered(reading, one)
    for one in referrals.untold_answers(reading):
        assert one.decided_on is not None  # `untold_answers` asks for it
        answer = _("answer")
        if one.decision is not None:
            answer = within_a_line(_(REFERRAL_DECISION_LABELS[one.decision]))
        said = _("{answer}, not told").format(answer=answer)
        back = _line(OwedKind.ANSWER_BACK, one, said, said=answer)
        yield back.dated(one.decided_on, reading.today)
    for waits in referrals.without_contact(reading, unanswered):
        last = short_day(waits.last_on, reading.today).rstrip(".")
        yield _line(
            OwedKind.IN_TOUCH, waits.referral, _("in touch last {day}").format(day=last + ".")
        ).dated(waits.due_on, reading.today)
    if reading.who.role in COACHES:
        for one in referrals.drafts(reading):
            began = local_date(one.begun_at)
            yield _line(OwedKind.DRAFT, one, _("not sent")).dated(began, reading.today)
        yield from _asked_for(reading)


def _unanswered(reading: Reading, one: Referral) -> Iterator[OwedLine]:
    assert one.answer_by_on is not None and one.sent_on is not None  # `unanswered` asks for both
    if near(one.answer_by_on, reading.today, 0):
        said = _("sent {day}, no answer").format(day=f"{one.sent_on:%d.%m.}")
        owed = _line(OwedKind.ANSWER, one, said, said=one.answer_moved_why)
        yield owed.dated(one.answer_by_on, reading.today)
    if one.told_on is None and one.tell_by_on is not None and near(one.tell_by_on, reading.today):
        said = _("sent {day}, not told").format(day=f"{one.sent_on:%d.%m.}")
        yield _line(OwedKind.SENT_TELL, one, said, staff_id=one.tells_id).dated(
            one.tell_by_on, reading.today
        )


def _asked_for(reading: Reading) -> Iterator[OwedLine]:
    """Of whoever met them, where they may refer; else the house's."""
    may = {
        row["id"]
        for row in reading.rows("SELECT id, role FROM staff WHERE active = 1")
        if row["role"] in COACHES
    }
    for one in referrals.asked_for_by_enquiries(reading):
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


def _line(
    kind: OwedKind,
    one: Referral,
    missing: str,
    *,
    staff_id: int | None = None,
    said: str = "",
) -> OwedLine:
    return line(
        kind,
        one.referral_id,
        missing,
        citizen_id=one.citizen_id,
        staff_id=staff_id or one.staff_id,
        version=one.version,
        said=said,
        course_id=one.course_id,
    )
