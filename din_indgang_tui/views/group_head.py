"""What a group is, in sentences: when and where it meets, who leads and helps, how many places."""

from __future__ import annotations

from datetime import date

from din_indgang_tui.house.codes import (
    HELPER_PART_LABELS,
    LEGAL_BASIS_LABELS,
    SessionStatus,
)
from din_indgang_tui.house.group_rules import days_in_short
from din_indgang_tui.house.group_session_rows import Session
from din_indgang_tui.house.groups import GroupActivity
from din_indgang_tui.i18n import _, ngettext
from din_indgang_tui.widgets.page import Line, fit, flow, line
from din_indgang_tui.words import appointment, full_day, unstopped


def title(group: GroupActivity, today: date) -> tuple[str, str]:
    """The name, and how many places are taken and how many wait."""
    name = group.name
    if group.is_over(today) and group.ends_on is not None:
        name = _("{group}, ended {day}").format(group=name, day=full_day(group.ends_on))
    return name, ", ".join(filter(None, (_places_in_words(group), waiting_in_words(group))))


def places(group: GroupActivity) -> str:
    """`9 af 10`, or how many there are where there is no limit."""
    if group.capacity is None:
        return str(group.members)
    return _("{n} of {m}").format(n=group.members, m=group.capacity)


def _places_in_words(group: GroupActivity) -> str:
    if group.capacity is None:
        return ngettext("{n} has a place", "{n} have a place", group.members).format(
            n=group.members
        )
    return ngettext("{n} of {m} place", "{n} of {m} places", group.capacity).format(
        n=group.members, m=group.capacity
    )


def waiting_in_words(group: GroupActivity) -> str:
    """`2 på venteliste`; empty where nobody waits."""
    if not group.waiting:
        return ""
    return _("{n} on the waiting list").format(n=group.waiting)


def short_when(group: GroupActivity) -> str:
    """`tor. 10.30`, `hver 2. ons. 12.30`, for a column; empty without a rule."""
    if group.rule is None or group.start_time is None:
        return ""
    return f"{days_in_short(group.rule)} {group.start_time:%H.%M}"


def sentences(group: GroupActivity, today: date) -> list[str]:
    """All that is to be said of it below its name, a paragraph each; none is empty."""
    when = [_sentence(group.when(today)), _sentence(group.where)]
    if group.starts_on is not None and group.starts_on > today:
        when.append(_("Begins {day}.").format(day=full_day(group.starts_on)))
    if group.ends_on is not None and not group.is_over(today):
        when.append(_("Ends {day}.").format(day=full_day(group.ends_on)))
    if group.leader:
        when.append(_("{name} leads.").format(name=group.leader))
    who = []
    if group.helpers:
        named = ", ".join(
            f"{one.name} ({_(HELPER_PART_LABELS[one.part])})" for one in group.helpers
        )
        who.append(_("Helps: {names}.").format(names=named))
    if group.drop_in:
        who.append(_("Dropping in is fine."))
    if group.needs_assessment == "yes":
        who.append(_("Needs an assessment."))
    elif group.needs_assessment == "depends":
        who.append(_("May need an assessment."))
    if group.legal_basis:
        who.append(_sentence(_(LEGAL_BASIS_LABELS[group.legal_basis])))
    told = (group.description, " ".join(filter(None, when)), " ".join(who))
    return [one for one in told if one]


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{unstopped(text[1:])}." if text else ""


def lines(group: GroupActivity, today: date, width: int, most: int) -> list[Line]:
    """The sentences in at most so many lines; of a long description only its beginning."""
    told = sentences(group, today)
    rest = [one for text in told[group.description != "" :] for one in flow_in(text, width)]
    about = flow_in(group.description, width) if group.description else []
    room = max(1, most - len(rest))
    if len(about) > room:
        cut = f"{about[room - 1].text} {about[room].text.strip()}"
        about = [*about[: room - 1], line(fit(cut, width - 1))]
    return [*about, *rest][:most]


def flow_in(text: str, width: int) -> list[Line]:
    """A text two columns in."""
    return flow(text, width=width - 1, indent=2)


def state(session: Session, today: date) -> str:
    """What became of a meeting, or is to be known of it, in a few words."""
    if session.status == SessionStatus.CANCELLED:
        why = f": {session.cancel_why}" if session.cancel_why else ""
        return _("CANCELLED") + why
    if session.here is not None:
        here = _("{n} here").format(n=session.here)
        return here if session.roll_done else _("{here}, roll begun").format(here=here)
    if session.day < today:
        return _("! no roll")
    if session.stands_though_closed:
        return _("the house is closed")
    if session.moved_from is not None:
        return _("moved from {when}").format(when=appointment(session.moved_from))
    return ""
