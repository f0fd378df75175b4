"""All that Today shows of the marked one: below the lists, or beside them on a wide screen."""

from __future__ import annotations

from din_indgang_tui.clock import local_date
from din_indgang_tui.house.codes import CHANNEL_LABELS, State
from din_indgang_tui.house.day import InTheHouse
from din_indgang_tui.i18n import _
from din_indgang_tui.views.base import Shell
from din_indgang_tui.widgets.page import EMPTY, Line, Look, fit, flow, line, ruled
from din_indgang_tui.words import short_day


def person_below(row: InTheHouse, shell: Shell, width: int) -> list[Line]:
    """Who it is, and what there is to know, in two lines."""
    who = row.full_name or row.writer or _("Anonymous")
    if row.birth_year:
        who = _("{name}, born {year}").format(name=who, year=row.birth_year)
    return [ruled(who, width=width), line("  " + fit(" ".join(_about(row, shell)), width - 3))]


def person_beside(row: InTheHouse, shell: Shell, width: int) -> list[Line]:
    """The same with every reason, each on a line of its own."""
    lines = flow(row.full_name or row.writer or _("Anonymous"), width=width, look=Look.TITLE)
    if row.birth_year:
        lines += flow(_("born {day}").format(day=row.birth_year), width=width)
    lines.append(EMPTY)
    lines += flow(_(CHANNEL_LABELS[row.channel]), width=width)
    for code in row.reasons:
        lines += flow(f"- {shell.lists.reason(code)}", width=width)
    for text in _about(row, shell):
        lines += [EMPTY, *flow(text, width=width)]
    return lines


def _about(row: InTheHouse, shell: Shell) -> list[str]:
    facts = []
    if row.state == State.INBOX and row.anonymous:
        facts.append(row.message or _("Nobody knows yet who it is from."))
    elif row.anonymous:
        facts.append(_("Anonymous: nothing about who it is."))
    elif row.seen_before == 0:
        facts.append(_("New here: the first time."))
    else:
        facts.append(_("Time no. {n} this year.").format(n=row.this_year))
        if row.last_on:
            last = short_day(row.last_on, local_date(shell.clock()))
            facts.append(_("Last here {day}.").format(day=last.rstrip(".")))
    if row.together_with:
        facts.append(_("Together with: {who}.").format(who=row.together_with))
    if row.note:
        facts.append(_("Note: {note}").format(note=row.note))
    return facts
