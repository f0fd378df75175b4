"""A meeting of a group on the day board: one line, and all of it below."""

from __future__ import annotations

from datetime import datetime

from din_indgang_tui.house.codes import SessionStatus
from din_indgang_tui.house.group_session_rows import Session
from din_indgang_tui.i18n import _, ngettext
from din_indgang_tui.widgets.page import Line, Look, columns, fit
from din_indgang_tui.words import appointment, clock_time, unstopped


def meeting_line(one: Session, now: datetime, width: int, *, marked: bool) -> Line:
    """When, what, who leads, where, and how many places are taken; why, where it is cancelled."""
    time, kind = clock_time(one.starts_at), _("group")
    if one.status == SessionStatus.CANCELLED:
        said = fit(_("CANCELLED: {why}").format(why=one.cancel_why or "-"), width - 36)
        return columns((2, time), (9, kind), (19, one.group), (35, said, Look.OVER), marked=marked)
    leader = (35, one.leader) if one.leader else (35, _("nobody leads"), Look.OVER)
    return columns(
        (2, time),
        (9, kind),
        (19, one.group),
        leader,
        (52, one.where),
        (64, fit(_status(one, now), width - 65)),
        marked=marked,
    )


def _status(one: Session, now: datetime) -> str:
    if one.here is not None:
        return here_words(one)
    if one.stands_though_closed:
        return _("closed day")
    return _("no roll yet") if one.ends_at <= now else places_words(one)


def places_words(one: Session) -> str:
    """`7 af 10`; where there is no limit `7 tilmeldt`."""
    if one.capacity is None:
        return ngettext("{n} member", "{n} members", one.members).format(n=one.members)
    return _("{n} of {capacity}").format(n=one.members, capacity=one.capacity)


def here_words(one: Session) -> str:
    """How many were there: `8 var her`."""
    return ngettext("{n} was here", "{n} were here", one.here or 0).format(n=one.here)


def about(one: Session) -> list[str]:
    """All there is to say of a meeting, a sentence each."""
    times = f"{clock_time(one.starts_at)}-{clock_time(one.ends_at)}"
    leader = one.leader or _("nobody leads it")
    facts = [", ".join(filter(None, (times, leader, one.where))) + "."]
    if one.status == SessionStatus.CANCELLED:
        facts.append(_("Cancelled: {why}.").format(why=unstopped(one.cancel_why) or "-"))
    else:
        said = places_words(one)
        if one.here is not None:
            said += ", " + here_words(one)
        facts.append(said + ".")
        if one.stands_though_closed:
            facts.append(_("The house is closed that day, and the meeting is not cancelled."))
        if one.roll_done:
            facts.append(_("The roll is done."))
    if one.moved_from is not None:
        facts.append(_("Moved from {when}.").format(when=appointment(one.moved_from).rstrip(".")))
    if one.note:
        facts.append(_("Note: {note}").format(note=one.note))
    return facts
