"""Courses, conversations, times and groups in the time line of a citizen, and above it."""

from __future__ import annotations

from datetime import date

from din_indgang_tui.house.attendance import Attended
from din_indgang_tui.house.checks import Decision
from din_indgang_tui.house.codes import (
    ATTENDANCE_LABELS,
    CHECK_DECISION_LABELS,
    DIED,
    REFERRAL_DECISION_LABELS,
    within_a_line,
)
from din_indgang_tui.house.conversations import Brief
from din_indgang_tui.house.referral_rows import Referral
from din_indgang_tui.house.time_line import (
    Answered,
    Ended,
    Happened,
    Opened,
    Sent,
    StepTaken,
    Told,
    day,
)
from din_indgang_tui.i18n import _, ngettext
from din_indgang_tui.store.roles import COACHES
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.course_head import when
from din_indgang_tui.views.course_lines import status
from din_indgang_tui.views.today_slots import short_kind
from din_indgang_tui.widgets.page import Line, Look, fit, line
from din_indgang_tui.words import full_day, unstopped

_GROUP = 30  # columns for the name of a group
_MOST_PROMISES = 2  # above the time line; the rest are counted


def key_of(one: Happened) -> tuple[str, int]:
    """What tells one entry from the others, wherever it stands."""
    if isinstance(one, Opened | Ended):
        return type(one).__name__, one.course.course_id
    if isinstance(one, StepTaken):
        return f"step {one.said.goal_id}", one.said.conversation_id
    if isinstance(one, Attended):
        return "meeting", one.session_id
    if isinstance(one, Decision):
        return "check", one.check_id
    if isinstance(one, Sent | Answered):
        return type(one).__name__, one.referral.referral_id
    return ("talk", one.conversation_id) if isinstance(one, Brief) else ("slot", one.slot_id)


def texts(one: Happened, shell: Shell) -> tuple[str, str]:
    """What it was, and what there is to say of it."""
    if isinstance(one, Opened):
        ends = full_day(one.course.weeks.end_on)
        return _("course"), _("began, ends {day}").format(day=ends)
    if isinstance(one, Ended):
        why = shell.lists.label(shell.lists.closing_reasons, one.course.closing_reason)
        if shell.desk.who.role not in COACHES:
            return _("course"), _("it closed")
        return _("course"), _("closed: {why}").format(why=within_a_line(why) or "-")
    if isinstance(one, Brief):
        if one.in_progress:
            return _("goals, dreams"), _("being written")
        said = [_("held")]
        if one.goals:
            said = [ngettext("{n} goal", "{n} goals", one.goals).format(n=one.goals)]
        if one.going is not None:
            said.append(_("today: {n} of 10").format(n=one.going))
        return _("goals, dreams"), ", ".join(said)
    if isinstance(one, StepTaken):
        return _("step taken"), one.said.step
    if isinstance(one, Decision):
        if one.decision is None:
            way = _("decided")
        else:
            way = within_a_line(_(CHECK_DECISION_LABELS[one.decision]))
        return _("check"), f"{way}: {one.note}" if one.note else way
    if isinstance(one, Sent):
        asked = within_a_line(one.referral.asked)
        return _("referral"), _("sent: {asked}").format(asked=asked) if asked else _("sent")
    if isinstance(one, Answered):
        return _("referral"), _answer(one.referral)
    if isinstance(one, Attended):
        # How they came is what the line is for: a long name gives way.
        came = f"{fit(one.group, _GROUP)}, {_(ATTENDANCE_LABELS[one.mark])}"
        return _("group"), f"{came}: {one.why}" if one.why else came
    return short_kind(shell, one.kind), f"{status(one)}, {one.coach}" if one.coach else status(one)


async def go_to(one: Happened, shell: Shell) -> None:
    """Open what an entry is about."""
    if isinstance(one, Opened | Ended):
        await shell.go_to_course(one.course.course_id)
    elif isinstance(one, StepTaken):
        await shell.go_to_conversation_read(one.said.conversation_id)
    elif isinstance(one, Attended):
        await shell.go_to_group(one.group_id)
    elif isinstance(one, Decision):
        await shell.go_to_course(one.course_id)
    elif isinstance(one, Sent | Answered):
        if shell.desk.who.role in COACHES:
            await shell.go_to_referral(one.referral.referral_id)
        else:
            shell.say(_("What was sent and answered is for coaches."))
    elif not isinstance(one, Brief):
        await shell.go_to_slot(one.slot_id)
    elif shell.desk.who.role not in COACHES:
        shell.say(
            _("What was said is for coaches: it was held on {day}.").format(day=full_day(day(one)))
        )
    elif one.in_progress:
        shell.say(_("It is being written: s goes on with it."))
    else:
        await shell.go_to_conversation_read(one.conversation_id)


def above(told: Told, width: int) -> list[Line]:
    """The citizen's own words, their course and groups, and what the house has promised."""
    lines = []
    if told.own_words is not None:
        words, on = told.own_words
        own = fit(" ".join(words.split()), width - 17)
        lines.append(line(f"  »{own}«".ljust(width - 12) + full_day(on), Look.TITLE))
    if (course := told.running) is not None:
        said = _("Course {when}, coach {coach}").format(
            when=when(course), coach=course.coach or "-"
        )
        if course.peer:
            said += ", " + _("peer {name}").format(name=course.peer)
        look = Look.OVER if course.weeks.warnings else Look.PLAIN
        lines.append(line("  " + fit(said, width - 3), look))
    elif (earlier := told.earlier) is not None:
        said = (
            _("An earlier course, {first} to {last}")
            if earlier.died
            else _("Welcome back: an earlier course, {first} to {last}")
        ).format(
            first=full_day(earlier.opened_on), last=full_day(earlier.closed_on or earlier.opened_on)
        )
        if earlier.closing_reason == DIED:  # which a host is not told
            said = f"{_('Died')}. {said}"
        lines.append(line("  " + said))
    if told.places or told.waits:
        lines.append(line("  " + fit(_groups(told), width - 3)))
    for referral in told.referrals:
        if said := _waits(referral):
            lines.append(line("  " + fit(said, width - 3)))
    for promise in told.promised[:_MOST_PROMISES]:
        said = _("We promised: {what}").format(what=unstopped(promise.words))
        if promise.by_on is not None:
            said += " " + _("by {day}").format(day=f"{promise.by_on:%d.%m.}")
        lines.append(line("  " + fit(said, width - 3)))
    if (more := len(told.promised) - _MOST_PROMISES) > 0:
        lines.append(line("  " + _("+ {n} more").format(n=more)))
    return lines


def _answer(referral: Referral) -> str:
    """What the authority answered; to a host that it did."""
    if referral.decision is None:
        return _("an answer came")
    said = within_a_line(_(REFERRAL_DECISION_LABELS[referral.decision]))
    return f"{said}: {referral.decision_note}" if referral.decision_note else said


def _waits(referral: Referral) -> str:
    """`Henvist 17.11., svar ventes 29.12.`; empty where nothing is waited for any more."""
    if referral.is_draft:
        return _("A referral is begun and not sent: y goes on with it")
    if referral.answered or referral.sent_on is None or referral.answer_by_on is None:
        return ""
    return _("Referred {day}, an answer is expected {by}").format(
        day=_near(referral.sent_on), by=_near(referral.answer_by_on)
    )


def _near(day: date) -> str:
    return f"{day:%d.%m.}"


def _groups(told: Told) -> str:
    """`Grupper: Madlavning (siden 3.9.), Gåtur (fra 3.12.). Venter: Værksted (nr. 2)`."""
    said = []
    if told.places:
        names = ", ".join(f"{one.group} ({one.words})" for one in told.places)
        said.append(_("Groups: {groups}").format(groups=names))
    if told.waits:
        number = _("{group} (no. {n})")
        names = ", ".join(number.format(group=one.group, n=one.number) for one in told.waits)
        said.append(_("Waits for: {groups}").format(groups=names))
    return ". ".join(said)
