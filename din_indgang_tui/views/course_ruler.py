"""The week ruler: what lies in each week of a course, a row a kind of thing, at one glance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.cells import set_cell_size

from din_indgang_tui.house.citizen_meetings import CitizenMeeting
from din_indgang_tui.house.codes import Attendance, SessionStatus, SlotStatus
from din_indgang_tui.house.course_activities import Activity
from din_indgang_tui.house.course_pages import CoursePage
from din_indgang_tui.house.course_weeks import Weeks
from din_indgang_tui.house.slots import CANCELLED
from din_indgang_tui.i18n import _
from din_indgang_tui.widgets.marks import window
from din_indgang_tui.widgets.page import Line, Look, Piece, fit, line

LABELS = 14  # columns before the first week
CELL = 3  # columns a week
MOST_ROWS = 3  # of groups, and of activities; where there are more, the last one says how many
SIGNS = {
    SlotStatus.ATTENDED: "p",
    SlotStatus.NO_SHOW: "i",
    SlotStatus.CANCELLED_CITIZEN: "a",
    SlotStatus.BOOKED: "b",
    SlotStatus.CANCELLED_HOUSE: "-",
}
MARKS = {
    Attendance.PRESENT: "p",
    Attendance.DROP_IN: "p",
    Attendance.ABSENT: "i",
    Attendance.EXCUSED: "a",
}
NOTHING, RUNS, RESTS, SHUT = "·", "o", "=", "-"
TODAY, CHECK, WARNING, END, PAST = "*", "T", "V", "S", "!"


def ruler(page: CoursePage, selected: int, today: date, width: int) -> list[Line]:
    """The rows of the ruler with one week in brackets, in so many columns."""
    weeks = page.course.weeks
    last = last_week(page)
    shown = [n + 1 for n in window(last, selected - 1, (width - LABELS - 2) // CELL)]
    rows = [
        _row(_("Course week"), shown, _numbers(shown, selected), weeks, selected),
        _row(_("Week of year"), shown, [str(weeks.calendar_week(n)) for n in shown], weeks, 0),
        _row(_("Times"), shown, [_slots_in(page, n) for n in shown], weeks, 0),
    ]
    rows += [_row(label, shown, cells, weeks, 0) for label, cells in _groups(page, shown)]
    running = page.activities
    own = running if len(running) <= MOST_ROWS else running[: MOST_ROWS - 1]
    rows += [_row(one.what, shown, _runs(page, [one], shown), weeks, 0) for one in own]
    if rest := running[len(own) :]:
        more = _("+ {n} more").format(n=len(rest))
        rows.append(_row(more, shown, _runs(page, rest, shown), weeks, 0))
    rows.append(_row(_("Days to know"), shown, [_signs(weeks, n, today) for n in shown], weeks, 0))
    return rows


def last_week(page: CoursePage) -> int:
    """The last week of the ruler: the end, today or the last time; of a closed one its closing."""
    weeks = page.course.weeks
    held = [
        weeks.of(slot.day)
        for slot in page.slots
        if not weeks.closed or slot.status not in CANCELLED
    ]
    held += [weeks.of(one.session.day) for one in page.meetings if one.mark is not None]
    return max(weeks.week if weeks.closed else weeks.count, weeks.week, *held, 1)


def legend(page: CoursePage) -> list[Line]:
    """What the signs mean, on two lines."""
    closed = page.course.weeks.closed
    first = [_("p was here"), _("i did not come"), _("a sent word")]
    first += [] if closed else [_("b booked")]
    first.append(_("- cancelled, shut"))
    if page.activities:
        first.append(_("o runs"))
    second = [] if closed else [_("* today")]
    second += [_("T four-week check"), _("V warning"), _("S closed") if closed else _("S end")]
    if page.course.pauses:
        second.append(_("= pause"))
    if page.course.weeks.count > page.course.weeks.to_the_end(page.course.weeks.limit_on):
        second.append(_("! past the limit"))
    return [line("  " + "  ".join(signs), Look.QUIET) for signs in (first, second)]


def _numbers(shown: Sequence[int], selected: int) -> list[str]:
    return [f"[{n}]" if n == selected else str(n) for n in shown]


def _row(
    label: str, shown: Sequence[int], cells: Sequence[str], weeks: Weeks, selected: int
) -> Line:
    """A label and a cell a week, ranged right; the bracket after a number takes the next space."""
    pieces = [Piece("  " + set_cell_size(fit(label, LABELS - 2), LABELS - 2))]
    text = ""
    for number, cell in zip(shown, cells, strict=True):
        body = cell.removesuffix("]")
        piece = body.rjust(CELL - len(text))
        text = "]" if number == selected else ""
        look = Look.OVER if weeks.is_past_the_limit(number) else Look.PLAIN
        pieces.append(Piece(piece + text, look))
    return Line(tuple(pieces))


def _slots_in(page: CoursePage, week: int) -> str:
    """The signs of the times in a week: `p`, `pb`, `3b`; two, and a plus where there are more."""
    weeks = page.course.weeks
    signs = [SIGNS[slot.status] for slot in page.slots if weeks.of(slot.day) == week]
    return _together(signs) or _empty(page, week)


def _groups(page: CoursePage, shown: Sequence[int]) -> list[tuple[str, list[str]]]:
    """A row a group that they have a place in or came to; the last one for those left over."""
    groups: dict[int, list[CitizenMeeting]] = {}
    for one in page.meetings:
        groups.setdefault(one.session.group_id, []).append(one)
    rows = sorted(groups.values(), key=lambda some: some[0].session.group)
    if len(rows) > MOST_ROWS:
        rest = [one for some in rows[MOST_ROWS - 1 :] for one in some]
        more = _("+ {n} more").format(n=len(rows) - MOST_ROWS + 1)
        named = [(some[0].session.group, some) for some in rows[: MOST_ROWS - 1]]
        named.append((more, sorted(rest, key=lambda one: one.session.starts_at)))
    else:
        named = [(some[0].session.group, some) for some in rows]
    return [(label, [_met_in(page, some, week) for week in shown]) for label, some in named]


def _met_in(page: CoursePage, some: Sequence[CitizenMeeting], week: int) -> str:
    weeks = page.course.weeks
    there = [one for one in some if weeks.of(one.session.day) == week]
    signs = [sign for one in there if (sign := sign_of(one))]
    return _together(signs) or _empty(page, week)


def sign_of(one: CitizenMeeting) -> str:
    """The letter of one meeting; empty for one that was held and says nothing of them."""
    if one.mark is not None:
        return MARKS[one.mark]
    if one.session.status is SessionStatus.CANCELLED:
        return SIGNS[SlotStatus.CANCELLED_HOUSE]
    return SIGNS[SlotStatus.BOOKED] if one.session.status is SessionStatus.PLANNED else ""


def _together(signs: Sequence[str]) -> str:
    if not signs:
        return ""
    if len(signs) > 1 and len(set(signs)) == 1:
        return f"{min(len(signs), 9)}{signs[0]}"
    return "".join(signs) if len(signs) < CELL else f"{signs[0]}+"


def _runs(page: CoursePage, some: Sequence[Activity], shown: Sequence[int]) -> list[str]:
    weeks = page.course.weeks
    found = []
    for week in shown:
        first, after = weeks.begins(week), weeks.begins(week + 1)
        here = any(one.first_on < after and (one.last_on or weeks.end_on) >= first for one in some)
        found.append(RUNS if here and not weeks.rests_in(week) else _empty(page, week))
    return found


def _empty(page: CoursePage, week: int) -> str:
    if page.course.weeks.rests_in(week):
        return RESTS
    return SHUT if week in page.shut_weeks else NOTHING


def _signs(weeks: Weeks, week: int, today: date) -> str:
    """Today, the check, the warnings and the end, where they lie in that week.

    A course that closed ended then: what was to come after it never did.
    """
    ends = weeks.week if weeks.closed else weeks.count
    due = [
        day
        for day in (weeks.first_warning_on, weeks.last_warning_on)
        if not weeks.closed or day <= weeks.today
    ]
    signs = TODAY if not weeks.closed and weeks.of(today) == week else ""
    if weeks.of(weeks.check_on) == week and not (weeks.closed and weeks.check_on > weeks.today):
        signs += CHECK
    if week <= ends and week in map(weeks.of, due):
        signs += WARNING
    if week == ends:
        signs += END
    elif weeks.is_past_the_limit(week):
        signs = f"{PAST}{signs}"
    elif not signs and weeks.rests_in(week):
        signs = RESTS
    return signs[-CELL:]
