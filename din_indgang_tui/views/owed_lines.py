"""What is owed, as lines: by when, what, to whom, what it needs; and all of the marked one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date

from din_indgang_tui.clock import local_date
from din_indgang_tui.house.owed_line import OwedKind, OwedLine
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.views.base import Shell
from din_indgang_tui.widgets.page import (
    EMPTY,
    Line,
    Look,
    columns,
    fit,
    flow,
    flow_within,
    line,
    ruled,
)
from din_indgang_tui.words import day_of_the_week

# Columns: by when, what, to whom, what it needs; in the house's list whose it is stands last.
_WHAT, _WHO, _MISSING = 19, 38, 53
_WHOSE = 6  # columns for initials

# What Enter does, and when the line goes.
_HOW = {
    OwedKind.CHECK: N_("Enter opens the check. The line goes when it is decided."),
    OwedKind.ANSWER: N_("Enter opens the referral. The line goes when the answer is written."),
    OwedKind.ANSWER_BACK: N_("Enter opens the referral. The line goes when the citizen knows."),
    OwedKind.SENT_TELL: N_("Enter opens the referral. The line goes when the citizen knows."),
    OwedKind.DRAFT: N_("Enter opens the referral. The line goes when it is sent, or dropped."),
    OwedKind.ASKED_FOR: N_("Enter begins the referral, filled in from what is known."),
    OwedKind.IN_TOUCH: N_("Enter: call them. Any contact makes the line go."),
    OwedKind.PROMISE: N_("Enter opens the page, where Space says that it is kept."),
    OwedKind.STEP: N_("Enter opens the course, where Space says that the step is taken."),
    OwedKind.CALL_BACK: N_("Enter opens the calls, where f says that they were called."),
    OwedKind.AWAY: N_("Enter: call them. The line goes when somebody was in touch."),
    OwedKind.UNTOLD_TIME: N_("Enter shows who is to be told; Space says that they know."),
    OwedKind.UNTOLD_MEETING: N_("Enter opens the meeting, with those who are to be told."),
    OwedKind.ROLL: N_("Enter takes the roll. The line goes when it is done."),
    OwedKind.ENDS: N_("Enter opens the course, where f closes it and e gives it more time."),
    OwedKind.AFTER: N_("Enter opens the course. The line goes with a new conversation about it."),
    OwedKind.CONSENT: N_("Enter opens the consents: a new one, a later day, or withdrawn."),
    OwedKind.PLACE: N_("Enter opens the group. The line goes when the place is given."),
    OwedKind.LEFT_OPEN: N_("Enter finds it in Today, to close it or to carry it on."),
    OwedKind.REASON: N_("Enter finds it in Today, where e says why they came."),
}
# The same for those who neither decide nor refer: Enter goes as near as they may.
_HOW_OF_HOSTS = {
    OwedKind.CHECK: N_("Enter opens the course. A coach decides the check."),
    OwedKind.ENDS: N_("Enter opens the course. A coach closes it, or gives it more time."),
} | dict.fromkeys(
    (OwedKind.ANSWER, OwedKind.ANSWER_BACK, OwedKind.SENT_TELL),
    N_("Enter opens their page. A coach writes in the referral what has happened."),
)
# Why `m` moves nothing there.
_NOT_MOVED = {
    OwedKind.CHECK: N_("A check is moved by those who decide it."),
    OwedKind.ANSWER: N_("The day of an answer is moved by those who refer."),
    OwedKind.STEP: N_("The day of a first step is agreed with the citizen: in a conversation."),
    OwedKind.ENDS: N_("The end of a course is changed on its page, where Enter goes."),
    OwedKind.CONSENT: N_("The last day of a consent is the citizen's word: Enter, and ask again."),
    OwedKind.ROLL: N_("The meeting was when it was: its roll is taken, however late."),
}


def today(shell: Shell) -> date:
    """The day it is in the house."""
    return local_date(shell.clock())


def ways_of_coaches(shell: Shell, one: OwedLine) -> dict[OwedKind, Callable[[], Awaitable[None]]]:
    """Where those go who decide and refer, and others do not."""
    found: dict[OwedKind, Callable[[], Awaitable[None]]] = {
        OwedKind.CHECK: lambda: shell.go_to_check(one.target)
    }
    for kind in (OwedKind.ANSWER, OwedKind.ANSWER_BACK, OwedKind.SENT_TELL, OwedKind.DRAFT):
        found[kind] = lambda: shell.go_to_referral(one.target)
    if (citizen_id := one.citizen_id) is not None:
        found[OwedKind.ASKED_FOR] = lambda: shell.go_to_new_referral(citizen_id, one.course_id)
    return found


def why_not_moved(one: OwedLine) -> str:
    """Why the day of this one is not moved here."""
    words = _NOT_MOVED.get(one.kind, N_("That has no day to move: it goes when it is done."))
    return _(words)


def title(mine: int, everything: int, *, mine_shown: bool, checks: bool, width: int) -> Line:
    """Which list it is, and how to get to the others."""
    if mine_shown:
        said = ngettext("What we owe: yours, {n}", "What we owe: yours, {n}", mine).format(n=mine)
        other = _("arrow right: the house, {n}").format(n=everything)
    else:
        said = ngettext(
            "What we owe: the house, {n}", "What we owe: the house, {n}", everything
        ).format(n=everything)
        other = _("arrow left: yours, {n}").format(n=mine)
    tab = _("Tab: checks") if checks else ""
    return ruled(said, "   ".join(filter(None, (other, tab))), width=width)


def heading(*, mine: bool, width: int) -> Line:
    """What the columns are."""
    cells = [(2, _("by when")), (_WHAT, _("what")), (_WHO, _("who")), (_MISSING, _("missing"))]
    if not mine:
        cells.append((width - _WHOSE, _("whose")))
    return columns(*((at, text, Look.QUIET) for at, text in cells))


def one(row: OwedLine, day: date, *, mine: bool, marked: bool, width: int) -> Line:
    """One line; in the house's list the initials of whose it is stand last."""
    look = Look.OVER if row.late > 0 else Look.PLAIN
    ends = width if mine else width - _WHOSE
    cells: list[tuple[int, str] | tuple[int, str, Look]] = [
        (2, when(row, day), look),
        (_WHAT, row.what),
        (_WHO, row.who),
        (_MISSING, fit(row.missing, ends - _MISSING - 1)),
    ]
    if not mine:
        cells.append((ends, row.initials or "-"))
    return columns(*cells, marked=marked)


def when(row: OwedLine, day: date) -> str:
    """`for sent 5 dage`, `i dag`, `i morgen`, `fre. 20.11.`."""
    if row.due_on is None:
        return _("no day")
    if row.late > 99:
        return _("{n} d. late").format(n=row.late)
    if row.late > 0:
        return ngettext("{n} day late", "{n} days late", row.late).format(n=row.late)
    if row.due_on == day:
        return _("today")
    return _("tomorrow") if row.late == -1 else day_of_the_week(row.due_on)


def below(row: OwedLine, own_words: str, width: int, own: int, *, decides: bool) -> list[Line]:
    """All of the marked one, below the list; own words in at most `own` lines."""
    lines = [ruled(row.full_name or row.who, whose(row), width=width)]
    if own_words:
        said = f"»{_flat(own_words)}«"
        lines += flow_within(said, own, width=width - 1, indent=2, look=Look.TITLE)
    lines += flow(_whole(row), width=width - 2, indent=2)[:2]
    return [*lines, *flow(_how(row, decides=decides), width=width - 2, indent=2)]


def beside(row: OwedLine, own_words: str, width: int, *, decides: bool) -> list[Line]:
    """The same on a wide screen, with every word of it."""
    lines = flow(row.full_name or row.who, width=width, look=Look.TITLE)
    if own_words:
        lines += [EMPTY, *flow(f"»{_flat(own_words)}«", width=width, look=Look.TITLE)]
    for text in (_whole(row), whose(row), _how(row, decides=decides)):
        lines += [EMPTY, *flow(text, width=width)]
    return lines


def _how(row: OwedLine, *, decides: bool) -> str:
    """What Enter does; `decides`: whether whoever reads it decides checks and refers."""
    words = _HOW if decides else _HOW | _HOW_OF_HOSTS
    return _(words[row.kind])


def _whole(row: OwedLine) -> str:
    """What is owed in full: `Vi har lovet: ringe til udlejer`."""
    what = f"{row.what[:1].upper()}{row.what[1:]}"
    if row.said in row.missing:
        return f"{what}: {row.missing}"
    return f"{what}: {row.missing}. {row.said}".replace("..", ".").replace("?.", "?")


def whose(row: OwedLine) -> str:
    """Whose it is."""
    return row.staff or _("the house's")


@dataclass(slots=True)
class OwedToOne:
    """What is owed to one citizen, in a line of their page; promises have lines of their own."""

    shell: Shell
    citizen_id: int
    rows: tuple[OwedLine, ...] = ()

    async def read(self) -> None:
        """As it is now."""
        from din_indgang_tui.house import owed  # which asks half the house: the page waits not

        found = await self.shell.desk.read(owed.of_citizen, self.citizen_id)
        self.rows = tuple(one for one in found if one.kind is not OwedKind.PROMISE)

    def lines(self, width: int) -> list[Line]:
        """One line, or none where nothing is owed."""
        if not self.rows:
            return []
        day = today(self.shell)
        said = ", ".join(f"{row.what} {when(row, day)}".rstrip(".") for row in self.rows)
        look = Look.OVER if any(row.late > 0 for row in self.rows) else Look.PLAIN
        return [line("  " + fit(_("What we owe: {what}.").format(what=said), width - 3), look)]


def _flat(text: str) -> str:
    return " ".join(text.split())


def hint(rows: Sequence[OwedLine], *, mine: bool) -> str:
    """`9 linjer er dine. Den ældste er 5 dage over fristen.`"""
    if not rows:
        return ""
    n = len(rows)
    said = ngettext("{n} line.", "{n} lines.", n)
    if mine:
        said = ngettext("{n} line is yours.", "{n} lines are yours.", n)
    oldest = rows[0].late
    if oldest <= 0:
        return said.format(n=n) + " " + _("None is late.")
    late = ngettext("The oldest is {n} day late.", "The oldest is {n} days late.", oldest)
    return said.format(n=n) + " " + late.format(n=oldest)
