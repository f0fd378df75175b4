"""What is to be said of the marked time of the week, in two lines."""

from __future__ import annotations

from datetime import timedelta

from din_indgang_tui.clock import local_date
from din_indgang_tui.house.booking import ForWhom, Marked
from din_indgang_tui.i18n import _
from din_indgang_tui.views.booking_how import How
from din_indgang_tui.widgets.page import Line, Look, fit, line
from din_indgang_tui.words import appointment, clock_time


def marked_lines(marked: Marked, whom: ForWhom, how: How, width: int) -> list[Line]:
    """When, with whom, where, and whether it is free; then what else the citizen has that day."""
    end = marked.starts_at + timedelta(minutes=how.minutes)
    when = f"{appointment(marked.starts_at)}-{clock_time(end)}"
    where = ", ".join(filter(None, (when, marked.coach, marked.room_label or how.place)))
    said = f"  {where}. {why(marked)}"
    look = Look.PLAIN if marked.is_free else Look.OVER
    group = f"{whom.name} {marked.group_then}." if marked.group_then else ""
    facts = filter(None, (group, _others(marked, whom.name), _course_week(marked, whom)))
    below = Look.OVER if group else Look.PLAIN
    return [line(fit(said, width), look), line(fit(f"  {' '.join(facts)}", width), below)]


def why(marked: Marked) -> str:
    """Whether it is free, or what is in the way, as a sentence."""
    if marked.is_free:
        return _("Free.")
    return f"{marked.words[:1].upper()}{marked.words[1:]}."


def _others(marked: Marked, name: str) -> str:
    if not marked.others:
        return _("{name} has nothing else that day.").format(name=name)
    there = ", ".join(f"{clock_time(at)} {what}" for at, what in marked.others)
    return _("{name} has that day: {what}.").format(name=name, what=there)


def _course_week(marked: Marked, whom: ForWhom) -> str:
    if whom.course is None:
        return ""
    weeks = whom.course.weeks
    return _("Week {n} of {all}.").format(n=weeks.of(local_date(marked.starts_at)), all=weeks.count)
