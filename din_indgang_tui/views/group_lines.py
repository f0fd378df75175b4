"""The lists of a group's page as lines: how members came, who waits, when it meets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from din_indgang_tui.clock import local_date
from din_indgang_tui.house.attendance import CANCELLED, LETTERS, NO_MARK, Picture, PictureRow
from din_indgang_tui.house.codes import Attendance, SessionStatus
from din_indgang_tui.house.group_members import Member
from din_indgang_tui.house.group_pages import GroupPage
from din_indgang_tui.house.group_session_rows import Session
from din_indgang_tui.house.group_waiting import Waiting
from din_indgang_tui.i18n import _
from din_indgang_tui.views import group_head
from din_indgang_tui.widgets.marks import window
from din_indgang_tui.widgets.page import Line, Look, columns, fit, line, ruled
from din_indgang_tui.words import clock_time, day_of_the_week, short_month

Person = PictureRow | Member  # a member of today, or one whose place begins later
_SINCE, _MARKS = 17, 25  # columns
_LEAST_HERE = 38  # column of how often somebody was here, where the picture is narrow
_AWAY = 9  # columns after it
_WIDER = 3  # columns a meeting takes where ten and more come; two otherwise
_NOTE = 40  # column, of those who wait
_LEADER, _WHERE, _STATE = 24, 39, 52  # columns of the meetings
_LEAST_PEOPLE = 4  # lines of members while the waiting list has the mark


def people(page: GroupPage) -> tuple[Person, ...]:
    """Those with a place today in Danish order, then those whose place begins later."""
    return (*page.picture.rows, *page.to_come)


def meetings(page: GroupPage, now: datetime) -> tuple[Session, ...]:
    """Those that are not over in order, then those behind, the latest first."""
    coming = [one for one in page.meetings if one.ends_at > now]
    behind = [one for one in page.meetings if one.ends_at <= now]
    return (*coming, *reversed(behind))


# Members -----------------------------------------------------------------------------------------


def people_lines(
    page: GroupPage, marked: int | None, today: date, width: int, room: int, *, adds: bool
) -> list[Line]:
    """Members and how they came, in so many lines; `marked` is the row with the mark, if it is.

    `adds`: whoever looks on may give a place.
    """
    rows, picture = people(page), page.picture
    shown_picture = bool(picture.days) and bool(picture.rows)
    # Title, months, how many were here, and what the letters mean.
    frame = 4 if shown_picture else 1
    if room - frame < _LEAST_PEOPLE <= len(rows) or room - frame < len(rows) <= 2:
        frame = min(frame, 2)
    shown = window(len(rows), marked or 0, room - frame)
    title = _("Members {n}").format(n=len(picture.rows))
    right = ""
    if len(shown) < len(rows):
        right = _("{first}-{last} of {count}").format(
            first=shown.start + 1, last=shown.stop, count=len(rows)
        )
    elif picture.days:
        right = _("meetings from {first} to {last}").format(
            first=f"{picture.days[0].day:%d.%m.}", last=f"{picture.days[-1].day:%d.%m.}"
        )
    lines = [ruled(title, right, width=width)]
    if not rows:
        none = _("Nobody has a place yet. + gives one.") if adds else _("Nobody has a place yet.")
        if page.group.is_over(today):
            none = _("Nobody had a place when it ended.")
        return [*lines, line("  " + none)]
    cell = _cell(picture)
    here_at = max(_LEAST_HERE, _MARKS + cell * len(picture.days) + 1)
    if shown_picture and frame > 1:
        lines.append(_months(picture, cell, here_at))
    for number in shown:
        lines.append(_person(rows[number], page, number == marked, today, cell, here_at, width))
    if shown_picture and frame > 2:
        totals = "".join(f"{_total(picture, n):>{cell - 1}} " for n in range(len(picture.days)))
        lines.append(columns((2, _("here in all")), (_MARKS, totals)))
        lines.append(line("  " + _legend(), Look.QUIET))
    return lines


def _total(picture: Picture, number: int) -> str:
    """How many were here; what was neither held nor cancelled yet has no number."""
    total = picture.totals[number]
    if total is not None:
        return str(total)
    cancelled = picture.days[number].status == SessionStatus.CANCELLED
    return CANCELLED if cancelled else NO_MARK


def _cell(picture: Picture) -> int:
    most = max((total or 0 for total in picture.totals), default=0)
    return _WIDER if most > 9 else _WIDER - 1


def _legend() -> str:
    said = {
        LETTERS[Attendance.PRESENT]: _("was here"),
        LETTERS[Attendance.ABSENT]: _("did not come"),
        LETTERS[Attendance.EXCUSED]: _("sent word"),
        CANCELLED: _("cancelled"),
    }
    return "   ".join(f"{letter} {word}" for letter, word in said.items())


def _months(picture: Picture, cell: int, here_at: int) -> Line:
    """The months above the columns in which they begin, as far as there is room."""
    text = ""
    months = [meeting.day.replace(day=1) for meeting in picture.days]
    for number, month in enumerate(months):
        begins = number == 0 or months[number - 1] != month
        # The next month's name would run into it where it has one meeting alone.
        if begins and (len(months) == number + 1 or months[number + 1] == month):
            text = f"{text:<{number * cell}}{short_month(month)}"
    return columns(
        (2, _("who"), Look.QUIET),
        (_SINCE, _("since"), Look.QUIET),
        (_MARKS, fit(text, here_at - _MARKS), Look.QUIET),
        (here_at, _("was here"), Look.QUIET),
    )


def _person(
    row: Person, page: GroupPage, marked: bool, today: date, cell: int, here_at: int, width: int
) -> Line:
    if isinstance(row, Member):
        begins = _("place from {day}").format(day=day_of_the_week(row.from_on))
        return columns((2, row.name), (_MARKS, begins), marked=marked)
    gap = " " * (cell - 1)
    cells: list[tuple[int, str] | tuple[int, str, Look]] = [
        (2, row.name),
        (_SINCE, _since(row.from_on, today)),
        (_MARKS, gap[1:] + gap.join(row.marks)),
    ]
    if row.of:
        cells.append((here_at, _("{n} of {m}").format(n=row.was_here, m=row.of)))
    place = page.members.get(row.member_id)
    after = here_at + _AWAY
    if row.stayed_away:
        said = _("away {n} times: call?").format(n=row.away)
        cells.append((after, fit(said, width - after), Look.OVER))
    elif place is not None and place.to_on is not None:
        cells.append((after, _("until {day}").format(day=f"{place.to_on:%d.%m.}")))
    return columns(*cells, marked=marked)


def _since(day: date, today: date) -> str:
    return f"{day:%d.%m.}" if day.year == today.year else f"{day:%m.%Y}"


# The waiting list --------------------------------------------------------------------------------


def waiting_lines(
    page: GroupPage, marked: int | None, today: date, width: int, room: int
) -> list[Line]:
    """Who waits, in one line, or one each while the list has the mark; then whom to offer a place.

    Nothing at all where nobody waits.
    """
    if not page.waiting:
        return []
    lines = [ruled(_("Waiting list {n}").format(n=len(page.waiting)), width=width)]
    proposal = []
    if page.proposal is not None:
        said = page.proposal.words
        if page.proposal.waiting is not None:
            said += " " + _("b gives the place.")
        proposal = group_head.flow_in(said, width)[:3]
    if marked is None:
        each = "   ".join(
            _("{number}. {name}, since {day}").format(
                number=one.number, name=one.name, day=f"{one.since_on:%d.%m.}"
            )
            for one in page.waiting
        )
        return [*lines, line("  " + fit(each, width - 3)), *proposal]
    for number in window(len(page.waiting), marked, room - 1 - len(proposal)):
        lines.append(_waits(page.waiting[number], number == marked, today, width))
    return [*lines, *proposal]


def _waits(one: Waiting, marked: bool, today: date, width: int) -> Line:
    return columns(
        (2, f"{one.number}. {one.name}"),
        (_MARKS, _("since {day}").format(day=_since(one.since_on, today))),
        (_NOTE, fit(one.note, width - _NOTE)),
        marked=marked,
    )


# Meetings ----------------------------------------------------------------------------------------


def meeting_lines(
    rows: Sequence[Session], marked: int, now: datetime, width: int, room: int
) -> list[Line]:
    """The meetings in so many lines, the one with the mark among them."""
    shown = window(len(rows), marked, room - 1)
    right = ""
    if rows:
        right = _("{first}-{last} of {count}").format(
            first=shown.start + 1, last=shown.stop, count=len(rows)
        )
    lines = [ruled(_("Meetings"), right, width=width)]
    if not rows:
        return [*lines, line("  " + _("No meeting is laid out."))]
    return [*lines, *(_meeting(rows[n], n == marked, now, width) for n in shown)]


def _meeting(one: Session, marked: bool, now: datetime, width: int) -> Line:
    today = local_date(now)
    when = day_of_the_week(one.day)
    if one.day.year != today.year:
        when = f"{when[:-1]}.{one.day.year}"
    said = group_head.state(one, today)
    look = Look.OVER if said.startswith("!") else Look.PLAIN
    return columns(
        (2, f"{when} {clock_time(one.starts_at)}"),
        (_LEADER, one.leader or _("no leader")),
        (_WHERE, one.where or "-"),
        (_STATE, fit(said or _places(one), width - _STATE), look),
        marked=marked,
    )


def _places(one: Session) -> str:
    if one.capacity is None:
        return str(one.members)
    return _("{n} of {m}").format(n=one.members, m=one.capacity)
