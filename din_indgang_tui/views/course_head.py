"""The first lines of a course in words: where it stands, with whom, and why to look at it."""

from __future__ import annotations

from datetime import date

from din_indgang_tui.clock import local_date
from din_indgang_tui.house.checks import WINDOW, Check
from din_indgang_tui.house.closing import ANSWERS, QUESTIONS
from din_indgang_tui.house.codes import (
    CHECK_DECISION_LABELS,
    LEGAL_BASIS_LABELS,
    YES_NO_UNKNOWN_LABELS,
    within_a_line,
)
from din_indgang_tui.house.course_pages import CoursePage
from din_indgang_tui.house.course_weeks import Warn
from din_indgang_tui.house.courses import Course
from din_indgang_tui.i18n import _, ngettext
from din_indgang_tui.views.base import Shell
from din_indgang_tui.widgets.page import Line, Look, fit, flow, line
from din_indgang_tui.words import clock_time, full_day, unstopped, weekday


def title(course: Course) -> tuple[str, str, Look]:
    """`Kirsten Møller, uge 5 af 20, dag 28`, what stands at the right end, and how it looks."""
    weeks = course.weeks
    look = Look.OVER if weeks.warnings else Look.TITLE
    if not course.is_open:
        assert course.closed_on is not None
        said = _("closed {day}").format(day=full_day(course.closed_on))
        return f"{course.full_name}, {when(course)}", said, look
    over = weeks.today > weeks.end_on
    ends = _("! was to end {day}") if over else _("ends {day}")
    return f"{course.full_name}, {when(course)}", ends.format(day=full_day(weeks.end_on)), look


def when(course: Course) -> str:
    """Where it stands: `uge 5 af 20, dag 28`, `begynder 01.12.2026`, `uge 7 af 20, pause`."""
    weeks = course.weeks
    if not course.is_open:
        n = weeks.to_the_end(weeks.today)
        return ngettext("course of {n} week", "course of {n} weeks", n).format(n=n)
    if weeks.day < 0:
        return _("begins {day}").format(day=full_day(weeks.opened_on))
    week = _("week {n} of {count}").format(n=weeks.week, count=weeks.count)
    if weeks.resting is not None:
        since = weeks.resting.first_on
        return _("{week}, pause since {day}").format(week=week, day=f"{since:%d.%m.}")
    return _("{week}, day {n}").format(week=week, n=weeks.day)


def lines(page: CoursePage, shell: Shell, width: int, most: int) -> list[Line]:
    """The citizen's own words, with whom, and the next time; of a closed one how it ended.

    `most`: so many lines there are; the closing note, which may be long, has what is left.
    """
    course = page.course
    found: list[Line] = []
    if page.own_words:
        own = " ".join(page.own_words.split())
        found.append(line("  " + fit(f"»{own}«", width - 3), Look.TITLE))
    said = [_("Coach {name}.").format(name=course.coach or "-")]
    if course.peer:
        said.append(_("Peer {name}.").format(name=course.peer))
    if check := _check(page.check):
        said.append(check)
    if course.legal_basis:
        said.append(f"{_(LEGAL_BASIS_LABELS[course.legal_basis])}.")
    if page.goals:
        n = len(page.goals)
        said.append(ngettext("{n} goal.", "{n} goals.", n).format(n=n))
    if course.is_open:
        said.append(_next(page, shell))
    found += flow(" ".join(said), width=width - 2, indent=2)[:2]
    if not course.is_open:
        told = said_at_the_closing(page, width)
        how = _closed(course, shell)
        ended = flow(how, width=width - 2, indent=2) if how else []
        room = max(1, most - len(found) - len(told))
        if len(ended) > room:
            ended = [*ended[: room - 1], line(fit(ended[room - 1].text + " …", width - 2))]
        found += [*ended, *told]
    elif course.longer_why:
        text = _("Longer than usual: {why} ({who}).").format(
            why=unstopped(course.longer_why), who=course.longer_by or "-"
        )
        found += flow(text, width=width - 2, indent=2)[:2]
    return found


def _check(check: Check) -> str:
    """`Tjek om 6 dage.`, `Tjek i dag.`, `Tjek for sent 4 dage.`, `Tjek 14.11.: Videre i huset.`"""
    if check.decision is not None:
        day = full_day(check.decision.decided_on)
        if check.decision.decision is None:
            return _("Check decided {day}.").format(day=day)
        way = _(CHECK_DECISION_LABELS[check.decision.decision])
        return _("Check {day}: {way}.").format(day=day, way=way)
    if not check.owed:
        return ""
    n = abs(check.late)
    if n == 0:
        return _("Check today.")
    if check.late > 0:
        return ngettext("Check late {n} day.", "Check late {n} days.", n).format(n=n)
    return ngettext("Check in {n} day.", "Check in {n} days.", n).format(n=n)


def _next(page: CoursePage, shell: Shell) -> str:
    now = shell.clock()
    coming = [one for one in page.slots if one.starts_at > now and one.status == "booked"]
    if not coming:
        return _("No time booked.")
    slot = coming[0]
    day = f"{weekday(slot.day.isoweekday())} {slot.day:%d.%m.}"
    if slot.day == local_date(now):
        day = _("today")
    return _("Next time: {day} at {time}").format(day=day, time=clock_time(slot.starts_at))


def _closed(course: Course, shell: Shell) -> str:
    lists = shell.lists
    said = [lists.label(lists.closing_reasons, course.closing_reason)]
    if course.onward_support:
        support = within_a_line(lists.label(lists.onward_supports, course.onward_support))
        said.append(_("After it: {support}").format(support=support))
    if course.formerly_assessed:
        answer = _(YES_NO_UNKNOWN_LABELS[course.formerly_assessed])
        said.append(_("Formerly assessed: {answer}").format(answer=answer))
    if course.closed_by:
        said.append(_("Closed by {colleague}").format(colleague=course.closed_by))
    if course.closing_note:
        said.append(course.closing_note.rstrip("."))
    return "".join(f"{part}. " for part in said if part).strip()


def said_at_the_closing(page: CoursePage, width: int) -> list[Line]:
    """What the citizen answered, quietly: the questions under each answer, in their order."""
    said = []
    for answer, label in ANSWERS.items():
        questions = [
            _(text) for name, text in QUESTIONS.items() if page.feedback.get(name) == answer
        ]
        if answer and questions:
            said.append(f"{_(label).capitalize()}: {' '.join(map(_stopped, questions))}")
    if not said:
        return []
    text = _("Asked at the closing. {answers}").format(answers=" ".join(said))
    return flow(text, width=width - 2, indent=2, look=Look.QUIET)


def _stopped(question: str) -> str:
    return question if question.endswith("?") else f"{question}."


def warning(page: CoursePage, *, decides: bool) -> str:
    """Why to look at this course today, as a sentence; empty where there is nothing.

    `decides`: whether whoever reads it may decide its check.
    """
    course, check = page.course, page.check
    said = [warning_words(course)] if course.is_open and course.weeks.warnings else []
    if check.owed and check.late >= 0 and decides:
        late = _("The four-week check is late: v decides it.")
        said.append(late if check.late else _("The four-week check is today: v decides it."))
    elif check.owed and course.is_open and check.late >= 0:
        late = _("The four-week check is late. A coach decides it.")
        said.append(late if check.late else _("The four-week check is today. A coach decides it."))
    elif check.owed and course.is_open and -check.late <= WINDOW:
        day = near(check.remind_on).rstrip(".")
        said.append(_("The four-week check is on {day}.").format(day=day))
    return " ".join(said)


def warning_words(course: Course) -> str:
    """The gravest thing to say of its weeks; empty where there is nothing."""
    weeks = course.weeks
    if not weeks.warnings:
        return ""
    sentences = {
        Warn.SIX_MONTHS: _("! More than six months since the start; help of this kind lasts six."),
        Warn.PAST_LIMIT: _("! Past week {limit}. It was to end on {end}; f closes it."),
        Warn.PAST_END: _("! It was to end on {end}. f closes it, e gives it another end."),
        Warn.LAST: _("Week {n} of {count}: it ends on {end}."),
        Warn.FIRST: _("Week {n} of {count}: the end comes near, {end}."),
    }
    if course.longer_by and weeks.today <= weeks.end_on:
        sentences[Warn.PAST_LIMIT] = _("! Past week {limit}. The leader lets it last until {end}.")
    return sentences[weeks.warnings[0]].format(
        n=weeks.week, count=weeks.count, limit=weeks.limit_weeks, end=full_day(weeks.end_on)
    )


def near(day: date) -> str:
    """`tir. 24.11.`."""
    return f"{weekday(day.isoweekday())} {day:%d.%m.}"
