"""What an absence hits, in words: a time of one citizen, or the meeting of a group."""

from __future__ import annotations

from datetime import date, datetime

from din_indgang_tui.house.affected import AffectedSlot
from din_indgang_tui.house.availability import Free
from din_indgang_tui.house.codes import SessionStatus, SlotStatus
from din_indgang_tui.house.group_leaders import Candidate
from din_indgang_tui.house.ill_meetings import AffectedMeeting, MeetingOffers
from din_indgang_tui.house.offers import Offers
from din_indgang_tui.i18n import _, ngettext
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.hit_lines import hit_line, meeting_became, what_became, when
from din_indgang_tui.views.hit_lines import meeting_line as line_of_meeting
from din_indgang_tui.widgets.page import Line, flow, line
from din_indgang_tui.words import clock_time, near_time, short_day

_MOST_LINES = 3  # of those who have a place that day

Hit = AffectedSlot | AffectedMeeting
# What can be suggested: another time with somebody, a leader, another day of a meeting.
Choice = Free | Candidate | datetime


def key_of(hit: Hit) -> tuple[str, int]:
    """What tells one line from the others."""
    if isinstance(hit, AffectedSlot):
        return "slot", hit.slot_id
    return "meeting", hit.session.session_id


def untold(hit: Hit) -> bool:
    """Whether somebody is to be told of it and does not know yet."""
    return hit.told is False if isinstance(hit, AffectedSlot) else not hit.all_told


def named(hit: Hit) -> str:
    """Whose time it is, or which group."""
    return hit.name if isinstance(hit, AffectedSlot) else hit.session.group


def became(hit: Hit, today: date) -> str:
    """What was done about it, in the middle of a line."""
    if isinstance(hit, AffectedSlot):
        return what_became(hit, today)
    return meeting_became(hit.session, hit.was_at, today)


def choices(what: str, offers: Offers | MeetingOffers | None) -> tuple[Choice, ...]:
    """What `give` or `move` could be; nothing is to be chosen where it is cancelled."""
    if offers is None or what == "cancel":
        return ()
    return offers.colleagues if what == "give" else offers.times


def line_of(shell: Shell, hit: Hit, *, days: bool, what: str, marked: bool, width: int) -> Line:
    """One line of the list; with `days` its day is said as well."""
    if isinstance(hit, AffectedSlot):
        return hit_line(shell, hit, days=days, what=what, marked=marked, width=width)
    return line_of_meeting(shell, hit, days=days, what=what, marked=marked, width=width)


def in_short(hit: Hit, offers: Offers | MeetingOffers | None, staff_id: int, today: date) -> str:
    """The first suggestion."""
    if offers is None:
        return ""
    if isinstance(offers, MeetingOffers):
        if offers.colleagues:
            return _("{colleague} is free").format(colleague=offers.colleagues[0].name)
        return near_time(offers.times[0], today) if offers.times else _("nothing free")
    if offers.colleagues:
        return _("{colleague} is free").format(colleague=offers.colleagues[0].coach)
    if offers.times:
        free = offers.times[0]
        said = near_time(free.starts_at, today)
        return said if free.coach_id == staff_id else f"{said} {free.coach}"
    return _("nothing free")


def title(hit: Hit, shell: Shell) -> str:
    """Whose it is or which group, when it was, and where."""
    times = f"{clock_time(hit.was_at)}-{clock_time(hit.was_until)}"
    if isinstance(hit, AffectedSlot):
        where = shell.lists.label(shell.lists.rooms, hit.room) or hit.place
        return ", ".join(filter(None, (hit.full_name, times, where)))
    return ", ".join(filter(None, (hit.session.group, times, hit.session.where)))


def facts(hit: Hit, offers: Offers | MeetingOffers | None, width: int, today: date) -> list[Line]:
    """The telephone; of a group who could lead it and who has a place that day."""
    if isinstance(hit, AffectedSlot):
        return flow(hit.number, width=width, indent=2)
    lines: list[Line] = []
    if isinstance(offers, MeetingOffers) and offers.colleagues:
        lines += flow(_free_said(offers.colleagues[0], today), width=width, indent=2)[:1]
    n = len(hit.names)
    if not n:
        return [*lines, *flow(_("Nobody has a place."), width=width, indent=2)]
    said = ngettext("{n} has a place: {names}", "{n} have a place: {names}", n)
    said = said.format(n=n, names=", ".join(hit.names))
    names = flow(said, width=width - 1, indent=2)
    if len(names) > _MOST_LINES:
        names[_MOST_LINES - 1 :] = [line(names[_MOST_LINES - 1].text + "…")]
    return [*lines, *names]


def _free_said(one: Candidate, today: date) -> str:
    if one.led_on is None:
        return _("{colleague} is free then.").format(colleague=one.name)
    return _("{colleague} is free then and has led the group before ({day}).").format(
        colleague=one.name, day=short_day(one.led_on, today)
    )


def stands(hit: Hit, today: date) -> str:
    """How it stands now, and whether it is told."""
    if isinstance(hit, AffectedMeeting):
        one = hit.session
        if one.status is SessionStatus.CANCELLED:
            said = _("Cancelled.")
        elif hit.was_at != one.starts_at:
            said = _("Is {when} now.").format(when=when(one.starts_at, today))
        else:
            said = _("{colleague} leads it now.").format(colleague=one.leader or _("Nobody"))
        if not hit.to_tell:
            return said + " " + _("Nobody has to be told.")
        told = _("{told} of {n} have been told.").format(told=hit.told, n=hit.to_tell)
        return f"{said} {told} " + ("" if hit.all_told else _("Enter: one by one."))
    if hit.status == SlotStatus.CANCELLED_HOUSE:
        said = _("Cancelled.")
    else:
        said = _("Has {when} with {colleague} now.").format(
            when=when(hit.starts_at, today), colleague=hit.coach
        )
    if hit.told is None:
        return said
    return said + " " + (_("Has been told.") if hit.told else _("Space: has been told."))


def would(what: str, hit: Hit, some: tuple[Choice, ...], at: int, today: date) -> str:
    """What a key would do, in words; of several suggestions the one whose turn it is."""
    n = len(hit.names) if isinstance(hit, AffectedMeeting) else 0
    to_tell = ngettext("{n} is to be told", "{n} are to be told", n).format(n=n)
    if what == "cancel":
        if isinstance(hit, AffectedSlot):
            return _("cancel it: is to be told, and Today shows CANCELLED")
        return _("cancel it: {to_tell}, and Today shows CANCELLED").format(to_tell=to_tell)
    if not some:
        return _("nobody else is free then") if what == "give" else _("no time is free")
    one = some[at % len(some)]
    if isinstance(one, Candidate):
        said = _("give the group to {colleague}: nobody has to be told")
        said = said.format(colleague=one.name)
    elif isinstance(one, datetime):
        said = _("move it to {when}: {to_tell}").format(when=when(one, today), to_tell=to_tell)
    else:
        if what == "give":
            said = _("give it to {colleague}, who is free then: is to be told")
        else:
            said = _("move it to {when}, {colleague}: is to be told")
        said = said.format(colleague=one.coach, when=when(one.starts_at, today))
    if len(some) > 1:
        said += f" ({at % len(some) + 1}/{len(some)})"
    return said
