"""The coming dates of a group, each with its answer, in as few lines as say all of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from din_indgang_tui.house.group_laying import DateAnswer
from din_indgang_tui.house.verdicts import Answer
from din_indgang_tui.i18n import _, ngettext
from din_indgang_tui.widgets.page import Line, Look, columns, flow, line
from din_indgang_tui.words import day_of_the_week

_TIMES, _WORDS = 23, 34  # the columns of how many dates a line is of, and of their answer
# Nobody has to look at these: they are as the rule, the calendar or a colleague wanted them.
_AS_WANTED = frozenset({Answer.FREE, Answer.EXCEPTION, Answer.CLOSED})


def is_to_see(one: DateAnswer) -> bool:
    """Whether somebody has to look at that date: a leader or a room is missing, or hours do."""
    return one.answer not in _AS_WANTED


def date_lines(answers: Sequence[DateAnswer], width: int) -> list[Line]:
    """A line for each run of dates with the same answer, from its first date to its last.

    A long answer goes on below itself: what is missing, and why, is what it is read for.
    """
    lines = []
    for words, group in groupby(answers, key=lambda one: one.words):
        run = list(group)
        said = day_of_the_week(run[0].day)
        count = ""
        if len(run) > 1:
            said += f" - {run[-1].day:%d.%m.}"
            count = ngettext("{n} date", "{n} dates", len(run)).format(n=len(run))
        look = Look.OVER if is_to_see(run[0]) else Look.PLAIN
        first, *more = flow(words, width=width, indent=_WORDS, look=look)
        lines += [
            columns((2, said), (_TIMES, count), (_WORDS, first.text.strip(), look)),
            *more,
        ]
    return lines


def summary(answers: Sequence[DateAnswer]) -> str:
    """`52 gange i alt, 3 at se på`."""
    n = sum(one.is_laid for one in answers)
    said = ngettext("{n} meeting", "{n} meetings", n).format(n=n)
    if see := sum(map(is_to_see, answers)):
        said += ", " + ngettext("{n} to look at", "{n} to look at", see).format(n=see)
    return said


def windowed(lines: list[Line], first: int, room: int) -> list[Line]:
    """As many lines from the `first` on as there is room for; the last says how many more."""
    shown = lines[first : first + room]
    left = len(lines) - first - len(shown)
    if left > 0 and shown:
        more = _("+ {n} more: PgDn").format(n=left + 1)
        shown = [*shown[:-1], line(f"  {more}", Look.QUIET)]
    return shown
