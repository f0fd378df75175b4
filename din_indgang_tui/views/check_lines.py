"""A four-week check in words: its line in the list, and all that its decision stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain

from rich.cells import cell_len

from din_indgang_tui.house.check_picture import Came, CheckPicture, GoalGoing
from din_indgang_tui.house.checks import WINDOW, Check
from din_indgang_tui.house.codes import CHECK_DECISION_LABELS
from din_indgang_tui.house.promises import Promise
from din_indgang_tui.i18n import _, ngettext
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.today_slots import short_kind
from din_indgang_tui.widgets.page import EMPTY, Line, Look, columns, flow, flow_within, line, ruled
from din_indgang_tui.words import appointment, days_in_words, full_day, unstopped

_LABEL = 12  # where what is said begins, behind `Goal 1`
_GOING = 54  # where it stands how a goal goes


def state(check: Check) -> str:
    """Where it stands: `for sent 4 dage`, `i dag`, `18.-24. november`, `besluttet 14.11.`.

    What comes is told by the week it lies in and not by its day: a check is prepared, not dreaded.
    """
    if check.decision is not None:
        return _("decided {day}").format(day=f"{check.decision.decided_on:%d.%m.}")
    if check.closed_on is not None:
        return _("closed {day}").format(day=f"{check.closed_on:%d.%m.}")
    n = abs(check.late)
    if check.late > 0:
        return ngettext("late {n} day", "late {n} days", n).format(n=n)
    if n == 0:
        return _("today")
    if n > WINDOW:
        return ngettext("in {n} day", "in {n} days", n).format(n=n)
    tomorrow = check.today + timedelta(days=1)
    return days_in_words(tomorrow, tomorrow + timedelta(days=WINDOW - 1))


def title(checks: tuple[Check, ...]) -> str:
    """`Fireugerstjek: 1 for sent, 1 i dag, 2 på vej`, and those whose course has closed."""
    hurry = [one for one in checks if one.closed_on is None and one.owed]
    late = sum(one.late > 0 for one in hurry)
    today = sum(one.late == 0 for one in hurry)
    coming = sum(-WINDOW <= one.late < 0 for one in hurry)
    said = []
    if late:
        said.append(ngettext("{n} late", "{n} late", late).format(n=late))
    if today:
        said.append(ngettext("{n} today", "{n} today", today).format(n=today))
    if coming:
        said.append(_("{n} on the way").format(n=coming))
    if closed := sum(one.closed_on is not None and one.owed for one in checks):
        said.append(ngettext("{n} closed", "{n} closed", closed).format(n=closed))
    if not said:
        return _("Four-week check")
    return _("Four-week check: {what}").format(what=", ".join(said))


def title_line(checks: tuple[Check, ...], width: int) -> Line:
    """The same as the title of the list, with the way to all that is owed where there is room."""
    said, right = title(checks), _("Tab: what we owe")
    room = width - len(said) - len(right) - 8
    return ruled(said, right if room > 0 else "", width=width)


def row(check: Check, *, marked: bool) -> Line:
    """One line of the list."""
    late = check.owed and check.closed_on is None and check.late > 0
    week = _("week {n} of {count}").format(n=check.week, count=check.weeks)
    if check.closed_on is not None:
        week = ngettext("{n} week", "{n} weeks", check.weeks).format(n=check.weeks)
    return columns(
        (2, state(check), Look.OVER if late else Look.PLAIN),
        (20, check.name),
        (36, week),
        (52, _("day {n}").format(n=check.day) if late or check.late == 0 else ""),
        (61, check.coach or "-"),
        marked=marked,
    )


def head(check: Check, width: int) -> Line:
    """Who it is about, how far into the course, and how long since they first came."""
    return ruled(check.full_name, how_long(check), width=width)


def how_long(check: Check) -> str:
    """`dag 28 i forløbet, 460 dage siden første besøg`."""
    ran = _("day {n} of the course") if check.closed_on is None else _("{n} days in the course")
    first = ngettext(
        "{n} day since the first visit", "{n} days since the first visit", check.since_first
    )
    return f"{ran.format(n=check.day)}, {first.format(n=check.since_first)}"


@dataclass(frozen=True, slots=True)
class _Said:
    """Something said of the marked one, with a label before it or none: in one line, or in more."""

    text: str
    label: str = ""
    look: Look = Look.PLAIN
    most: int = 2  # lines

    def lines(self, width: int, count: int) -> list[Line]:
        """In at most so many lines; what is left off is left off between words."""
        indent = _LABEL if self.label else 2
        told = flow_within(self.text, count, width=width - 1, indent=indent, look=self.look)
        if self.label:
            told[0] = columns((2, self.label), (indent, told[0].text.strip()))
        return told


def lines(picture: CheckPicture, shell: Shell, width: int, most: int) -> list[Line]:
    """What was said and tried since the course opened, in at most so many lines.

    Where there is no room for all, goals past the first ones are counted. What is longer than a
    line gets more of them while there is room, own words first.
    """
    own, rest = _words(picture), [_Said(text, label) for label, text in facts(picture, shell)]
    room = max(1, most - len(own) - len(rest))
    shown = list(picture.goals)
    if len(shown) > room:
        shown = shown[: max(0, room - 1)]
    goals = _goals(shown, width)
    if (more := len(picture.goals) - len(shown)) and room > 0:
        goals.append(line(" " * _LABEL + _("+ {n} more").format(n=more)))
    parts = [*own, *rest]
    counts = [1] * len(parts)
    spare = most - len(parts) - len(goals)
    for count in (2, 3):
        for at, part in enumerate(parts):
            if spare > 0 and count <= part.most and len(part.lines(width, count)) == count:
                counts[at] = count
                spare -= 1
    told = [part.lines(width, count) for part, count in zip(parts, counts, strict=True)]
    found = [*chain(*told[: len(own)]), *goals, *chain(*told[len(own) :])]
    return found[: max(0, most)]


def _words(picture: CheckPicture) -> list[_Said]:
    """The citizen's own words, when the course began and now."""
    found = []
    if picture.words_then:
        found.append(_Said(f"»{_flat(picture.words_then)}«", look=Look.TITLE, most=3))
    if picture.words_now:
        now = _("Now: {words}").format(words=f"»{_flat(picture.words_now)}«")
        found.append(_Said(now, most=3))
    return found


def _goals(goals: Sequence[GoalGoing], width: int) -> list[Line]:
    """Goals and how they go, which stands below each other behind the longest of them."""
    longest = max((cell_len(one.words) for one in goals), default=0)
    last = width - 2 - max((cell_len(going(one)) for one in goals), default=0)
    at = min(max(_GOING, _LABEL + longest + 2), last)
    return [
        columns((2, _("Goal {n}").format(n=n)), (_LABEL, one.words), (at, going(one)))
        for n, one in enumerate(goals, 1)
    ]


def going(goal: GoalGoing) -> str:
    """`nu 6, før 2`, `nået`: how the citizen said it goes."""
    said = []
    if goal.ended_how == "reached":
        said.append(_("reached"))
    elif goal.ended_how:
        said.append(_("let go"))
    if goal.now is not None:
        said.append(_("now {n}").format(n=goal.now))
    if goal.before is not None:
        said.append(_("before {n}").format(n=goal.before))
    return ", ".join(said)


def facts(picture: CheckPicture, shell: Shell) -> list[tuple[str, str]]:
    """How they came, what was promised, what is next, and what was decided of the check so far."""
    check = picture.check
    came = " ".join(_came(one, shell) for one in picture.came)
    said = [(_("Was here"), came or _("Nothing is marked yet."))]
    if picture.promises:
        said.append((_("Promised"), " ".join(_promise(one) for one in picture.promises)))
    if picture.next is not None:
        when = appointment(picture.next.starts_at)
        if picture.next.group:
            what = f"{when}, {picture.next.group}"
        else:
            what = _("{when} with {who}").format(when=when, who=picture.next.coach or "-")
        said.append((_("Next"), what))
    elif check.closed_on is None:
        said.append((_("Next"), _("No time booked.")))
    if check.moved_why:
        moved = _("to {day}: {why}").format(day=full_day(check.remind_on), why=check.moved_why)
        said.append((_("Moved"), moved))
    if check.decision is not None:
        said.append((_("Decided"), decided(check)))
    return said


def decided(check: Check) -> str:
    """`Videre i huset, Mette Juhl 14.11.2026: vil gerne blive ved`."""
    decision = check.decision
    assert decision is not None
    day = full_day(decision.decided_on)
    way = _(CHECK_DECISION_LABELS[decision.decision]) if decision.decision else ""
    text = ", ".join(filter(None, (way, f"{decision.by} {day}".strip())))
    return f"{text}: {decision.note}" if decision.note else text


def side(picture: CheckPicture, width: int) -> list[Line]:
    """Their words and goals beside the list, where there is room for all that was said."""
    lines = [*flow(picture.check.full_name, width=width, look=Look.TITLE), EMPTY]
    if picture.words_then:
        lines += flow(f"»{_flat(picture.words_then)}«", width=width, look=Look.TITLE)
    if picture.words_now:
        now = _("Now: {words}").format(words=f"»{_flat(picture.words_now)}«")
        lines += flow(now, width=width)
    if picture.talked_on is not None:
        day = full_day(picture.talked_on)
        lines += [*flow(_("Last conversation {day}").format(day=day), width=width), EMPTY]
    for number, goal in enumerate(picture.goals, 1):
        said = f"{_('Goal {n}').format(n=number)}: {goal.words}"
        lines += flow(f"{said} ({how})" if (how := going(goal)) else said, width=width)
    return lines


def _came(came: Came, shell: Shell) -> str:
    """`Samtaler 2 af 3, én gang afbud.`"""
    what = came.group or short_kind(shell, came.kind).capitalize()
    said = _("{what} {here} of {of}").format(what=what, here=came.here, of=came.of)
    if n := came.sent_word:
        said += ", " + ngettext("sent word once", "sent word {n} times", n).format(n=n)
    return f"{said}."


def _promise(promise: Promise) -> str:
    """`Ringe til udlejer inden 20.11. (Bo Dam)`"""
    said = unstopped(promise.words)
    if promise.by_on is not None:
        said += " " + _("by {day}").format(day=f"{promise.by_on:%d.%m.}")
    return f"{said} ({promise.staff})." if promise.staff else f"{unstopped(said)}."


def _flat(text: str) -> str:
    return " ".join(text.split())
