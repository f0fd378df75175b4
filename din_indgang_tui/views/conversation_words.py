"""What stands above a conversation, and what is said once it is held."""

from __future__ import annotations

from datetime import date

from din_indgang_tui.house import course_weeks
from din_indgang_tui.house.conversations import Desk
from din_indgang_tui.i18n import _
from din_indgang_tui.words import full_day


def heading(desk: Desk, today: date, *, holds: bool, held: bool) -> tuple[str, str]:
    """Whose it is; and which, of which day, and who writes where that is somebody else."""
    title = _("Goals and dreams, {name}").format(name=desk.name)
    day = full_day(today)
    if held:
        return title, _("conversation {n}, {day}, held").format(n=desk.number, day=day)
    # Whoever writes knows it; whoever reads along is told who does.
    who = desk.running.writer if desk.running is not None and not holds else ""
    if not who:
        return title, _("conversation {n}, {day}").format(n=desk.number, day=day)
    said = _("conversation {n}, {day}, {who} writes")
    return title, said.format(n=desk.number, day=day, who=who)


def held_words(weeks: int, today: date, *, has_course: bool) -> str:
    """That it is held; and until when a course of so many weeks would run, where none is open."""
    if has_course:
        return _("The conversation is held.")
    end = course_weeks.end_after(today, weeks)
    return _("The conversation is held. Enter opens a course until {day}, Esc later.").format(
        day=full_day(end)
    )
