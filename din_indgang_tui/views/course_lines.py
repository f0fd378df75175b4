"""What a course holds as lines: times, groups, activities, pauses, steps; to come, then over."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, datetime

from din_indgang_tui.clock import local_date
from din_indgang_tui.house.citizen_meetings import CitizenMeeting
from din_indgang_tui.house.codes import (
    ATTENDANCE_LABELS,
    SLOT_STATUS_LABELS,
    SessionStatus,
    SlotStatus,
)
from din_indgang_tui.house.course_activities import Activity
from din_indgang_tui.house.course_pages import CoursePage
from din_indgang_tui.house.courses import Pause
from din_indgang_tui.house.goals import GoalSaid
from din_indgang_tui.house.group_session_rows import Session
from din_indgang_tui.house.pauses import REASON_LABELS
from din_indgang_tui.house.slot_rows import Slot
from din_indgang_tui.i18n import _
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.today_slots import short_kind
from din_indgang_tui.widgets.page import Line, Look, columns, fit
from din_indgang_tui.words import clock_time, full_day, weekday

Entry = Slot | CitizenMeeting | Activity | Pause | GoalSaid
_KIND, _WHO, _WHERE, _STATUS = 22, 32, 48, 57  # columns


def entries(page: CoursePage, now: datetime) -> tuple[Entry, ...]:
    """The times to come, what runs on, the steps to take; then what is over, the newest first."""
    today = local_date(now)
    held: list[Slot | CitizenMeeting] = [*page.slots, *page.meetings]
    held.sort(key=_begins)
    times = [one for one in held if _time(one).ends_at > now]
    steps = [said for said in page.goals if said.step and said.step_done_on is None]
    steps.sort(key=lambda said: said.step_by or date.max)
    others: list[Activity | Pause] = [*page.activities, *page.course.pauses]
    running = [one for one in others if (last := _last(one)) is None or last >= today]
    over: list[Entry] = [one for one in held if _time(one).ends_at <= now]
    over += [one for one in others if one not in running]
    over += [said for said in page.goals if said.step and said.step_done_on is not None]
    over.sort(key=key_of)
    over.sort(key=_when, reverse=True)
    return (*times, *sorted(running, key=day_of), *steps, *over)


def key_of(entry: Entry) -> tuple[str, int]:
    """What tells one entry from the others, wherever it stands."""
    if isinstance(entry, Slot):
        return "slot", entry.slot_id
    if isinstance(entry, CitizenMeeting):
        return "meeting", entry.session.session_id
    if isinstance(entry, Activity):
        return "activity", entry.activity_id
    if isinstance(entry, GoalSaid):
        return "step", entry.goal_id
    return "pause", entry.pause_id


def day_of(entry: Entry) -> date:
    """The day by which an entry lies in a week."""
    if isinstance(entry, Slot | CitizenMeeting):
        return _time(entry).day
    if isinstance(entry, GoalSaid):
        return entry.step_done_on or entry.step_by or entry.held_on
    return entry.first_on if isinstance(entry, Activity) else entry.days.first_on


def line_of(
    entry: Entry, shell: Shell, *, marked: bool, width: int, in_pause: Container[Slot] = ()
) -> Line:
    """One line of the list; a booked time `in_pause` says so."""
    if isinstance(entry, Slot):
        said = _("booked, in the pause") if entry in in_pause else status(entry)
        return _slot_line(entry, shell, marked, said, over=entry in in_pause)
    if isinstance(entry, CitizenMeeting):
        return _meeting_line(entry, shell.clock(), marked, width)
    if isinstance(entry, GoalSaid):
        said = f"{entry.step} ({entry.step_who})" if entry.step_who else entry.step
        cells = (2, step_when(entry)), (_KIND, _("step")), (_WHO, fit(said, width - _WHO - 1))
        return columns(*cells, marked=marked)
    first, last = day_of(entry), _last(entry)
    when = (
        f"{first:%d.%m.}-{last:%d.%m.}" if last else _("since {day}").format(day=f"{first:%d.%m.}")
    )
    if isinstance(entry, Activity):
        kind = short_kind(shell, entry.kind)
        said = ", ".join(filter(None, (entry.what, entry.place, entry.with_whom)))
    else:
        kind = _("pause")
        reason = _(REASON_LABELS[entry.reason]) if entry.reason else ""
        said = ": ".join(filter(None, (reason, entry.note))) or "-"
    return columns((2, when), (_KIND, kind), (_WHO, fit(said, width - _WHO - 1)), marked=marked)


def _slot_line(slot: Slot, shell: Shell, marked: bool, said: str, *, over: bool) -> Line:
    lists, kind = shell.lists, short_kind(shell, slot.kind)
    where = slot.place or lists.label(lists.rooms, slot.room)
    look = Look.OVER if over or slot.told is False else Look.PLAIN
    return columns(
        (2, moment(slot)),
        (_KIND, kind),
        (_WHO, slot.coach or "-"),
        (_WHERE, where or "-"),
        (_STATUS, said, look),
        marked=marked,
    )


def _meeting_line(entry: CitizenMeeting, now: datetime, marked: bool, width: int) -> Line:
    one, said = entry.session, meeting_status(entry, now)
    look = Look.OVER if one.status is SessionStatus.CANCELLED else Look.PLAIN
    return columns(
        (2, moment(one)),
        (_KIND, _("group")),
        (_WHO, one.group),
        (_WHERE, one.where or "-"),
        (_STATUS, fit(said, width - _STATUS - 1), look),
        marked=marked,
    )


def meeting_status(entry: CitizenMeeting, now: datetime) -> str:
    """How they came, or that it is to be held; why, where it is cancelled."""
    if entry.mark is not None:
        said = _(ATTENDANCE_LABELS[entry.mark])
        return f"{said}: {entry.why}" if entry.why else said
    if entry.session.status is SessionStatus.CANCELLED:
        return _("CANCELLED: {why}").format(why=entry.session.cancel_why or "-")
    to_come = entry.session.status is SessionStatus.PLANNED and entry.session.ends_at > now
    return _("booked") if to_come else _("not noted")


def _time(entry: Slot | CitizenMeeting) -> Slot | Session:
    return entry.session if isinstance(entry, CitizenMeeting) else entry


def _begins(entry: Slot | CitizenMeeting) -> datetime:
    return _time(entry).starts_at


def step_when(said: GoalSaid) -> str:
    """By when a step is to be taken, or the day it was."""
    if said.step_done_on is not None:
        return _("taken {day}").format(day=f"{said.step_done_on:%d.%m.}")
    return _("by {day}").format(day=f"{said.step_by:%d.%m.}") if said.step_by else "-"


def moment(slot: Slot | Session) -> str:
    """`tir. 24.11. 10.00`."""
    return f"{weekday(slot.day.isoweekday())} {slot.day:%d.%m.} {clock_time(slot.starts_at)}"


def status(slot: Slot) -> str:
    """What became of it, in the room there is; who must be told of it comes first."""
    if slot.told is False:
        said = _("cancelled") if slot.status == SlotStatus.CANCELLED_HOUSE else _("moved")
        return _("{what}, not told").format(what=said)
    return _(SLOT_STATUS_LABELS[slot.status])


def days(entry: Activity | Pause) -> str:
    """`20.10.2026 - 05.01.2027`, or since when it lasts."""
    first, last = day_of(entry), _last(entry)
    if last is None:
        return _("since {day}").format(day=full_day(first))
    return f"{full_day(first)} - {full_day(last)}"


def _last(entry: Activity | Pause) -> date | None:
    return entry.last_on if isinstance(entry, Activity) else entry.days.last_on


def _when(entry: Entry) -> str:
    """For the order of what is over: by day and by the clock."""
    if isinstance(entry, Slot | CitizenMeeting):
        return f"{_time(entry).day.isoformat()} {_begins(entry):%H:%M}"
    if isinstance(entry, GoalSaid):
        return day_of(entry).isoformat()
    return (_last(entry) or day_of(entry)).isoformat()
