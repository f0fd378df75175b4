"""A slot that was changed as one line: when, what, who, what became of it, and who was told."""

from __future__ import annotations

from datetime import date, datetime

from din_indgang_tui.clock import local, local_date
from din_indgang_tui.house.affected import AffectedSlot
from din_indgang_tui.house.codes import SlotStatus
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
    today = local_date(shell.clock())
    if days:
        time = f"{short_day(local_date(hit.was_at), today)} {clock_time(hit.was_at)}"
    else:
        time = f"{clock_time(hit.was_at)}-{clock_time(hit.was_until)}"
    told = ""
    if hit.is_open:
        told = "[ ]"
    elif hit.told is not None:
        told = f"[x] {_('told')}" if hit.told else f"[ ] {_('missing')}"
    room = width - _TOLD_AT - 40
    return columns(
        (2, time),
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
