"""A slot or meeting that was changed as one line: when, what, who, what became of it, who knows."""

from __future__ import annotations

from datetime import date, datetime

from din_indgang_tui.clock import local, local_date
from din_indgang_tui.house.affected import AffectedSlot
from din_indgang_tui.house.codes import SessionStatus, SlotStatus
from din_indgang_tui.house.group_session_rows import Session
from din_indgang_tui.house.group_told import Untold
from din_indgang_tui.house.ill_meetings import AffectedMeeting
from din_indgang_tui.i18n import _
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.today_slots import short_kind
from din_indgang_tui.widgets.page import Line, Look, columns, fit
from din_indgang_tui.words import clock_time, near_time, short_day, weekday

_TOLD_AT = 12  # columns from the right edge


def heading(what: str, width: int) -> Line:
    """What stands in each column; `what` names the one of what became of it."""
    return columns(
        (2, _("time"), Look.QUIET),
        (15, _("what"), Look.QUIET),
        (25, _("who"), Look.QUIET),
        (40, what, Look.QUIET),
        (width - _TOLD_AT, _("told"), Look.QUIET),
    )


def hit_line(
    shell: Shell, hit: AffectedSlot, *, days: bool, what: str, marked: bool, width: int
) -> Line:
    """One slot; with `days` its day is said as well."""
    told = ""
    if hit.is_open:
        told = "[ ]"
    elif hit.told is not None:
        told = f"[x] {_('told')}" if hit.told else f"[ ] {_('missing')}"
    room = width - _TOLD_AT - 40
    return columns(
        (2, _time(shell, hit.was_at, hit.was_until, days=days)),
        (15, short_kind(shell, hit.kind)),
        (25, hit.name),
        (40, fit(what, room - 1)),
        (width - _TOLD_AT, told),
        marked=marked,
    )


def what_became(hit: AffectedSlot, today: date) -> str:
    """What was done about a slot, in the middle of a line."""
    if hit.status in (SlotStatus.CANCELLED_HOUSE, SlotStatus.CANCELLED_CITIZEN):
        return _("cancelled")
    if hit.was_at == hit.starts_at:
        said = _("now with {colleague}").format(colleague=hit.coach)
        return f"{said}, {hit.place}" if hit.place else said
    return _("moved: {when}").format(when=near_time(hit.starts_at, today))


def when(moment: datetime, today: date) -> str:
    """`i dag kl. 13.30`, `tor. 19.11. kl. 13.30`."""
    day = local_date(moment)
    said = short_day(day, today)
    if day != today:
        said = f"{weekday(local(moment).isoweekday())} {said}"
    return _("{day} at {time}").format(day=said, time=clock_time(moment))


def meeting_line(
    shell: Shell, hit: AffectedMeeting, *, days: bool, what: str, marked: bool, width: int
) -> Line:
    """The meeting of a group that an absence hits; with `days` its day is said as well."""
    told = ""
    if hit.is_open or hit.to_tell:
        n = hit.to_tell or len(hit.names)
        box = "[x]" if hit.to_tell and hit.all_told else "[ ]"
        told = f"{box} " + _("{told} of {n}").format(told=hit.told, n=n)
    return columns(
        (2, _time(shell, hit.was_at, hit.was_until, days=days)),
        (15, _("group")),
        (25, hit.session.group),
        (40, fit(what, width - _TOLD_AT - 41)),
        (width - _TOLD_AT, told),
        marked=marked,
    )


def untold_line(shell: Shell, one: Untold, *, marked: bool, width: int) -> Line:
    """One person who does not know yet what became of a meeting."""
    was = one.was_at or one.starts_at
    what = f"{meeting_became(one, was, local_date(shell.clock()))}: {one.group}"
    return columns(
        (2, _time(shell, was, was, days=True)),
        (15, _("group")),
        (25, one.name),
        (40, fit(what, width - _TOLD_AT - 41)),
        (width - _TOLD_AT, f"[x] {_('told')}" if one.told else f"[ ] {_('missing')}"),
        marked=marked,
    )


def meeting_became(one: Session | Untold, was_at: datetime, today: date) -> str:
    """What was done about a meeting, in the middle of a line."""
    if one.status is SessionStatus.CANCELLED:
        return _("cancelled")
    if one.starts_at != was_at:
        return _("moved: {when}").format(when=near_time(one.starts_at, today))
    leader = one.leader if isinstance(one, Session) else ""
    return _("now with {colleague}").format(colleague=leader) if leader else _("as it was")


def _time(shell: Shell, begins: datetime, ends: datetime, *, days: bool) -> str:
    if days:
        day = short_day(local_date(begins), local_date(shell.clock()))
        return f"{day} {clock_time(begins)}"
    return f"{clock_time(begins)}-{clock_time(ends)}"
