"""Area 3: every open course by when it ends, one's own or all; the closed ones behind them."""

from __future__ import annotations

from collections.abc import Sequence

from din_indgang_tui.house import courses
from din_indgang_tui.house.codes import within_a_line
from din_indgang_tui.house.course_weeks import Warn
from din_indgang_tui.house.courses import Course
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.store.roles import COACHES
from din_indgang_tui.views import course_head
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.widgets.marks import Mark, window
from din_indgang_tui.widgets.page import EMPTY, Line, Look, columns, flow, line, ruled
from din_indgang_tui.words import full_day

MINE, ALL, CLOSED = "mine", "all", "closed"
_SHORT = {
    Warn.SIX_MONTHS: N_("! over six months"),
    Warn.PAST_LIMIT: N_("! past the limit"),
    Warn.PAST_END: N_("! past its end"),
    Warn.LAST: N_("V ends now"),
    Warn.FIRST: N_("V ends soon"),
}


class CoursesView(View):
    """All open courses; Tab goes on from one's own to all of them and to the closed ones."""

    area = "3"
    help_text = N_("Here you see the courses: what ends first stands first.")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.open: tuple[Course, ...] = ()
        self.closed: tuple[Course, ...] = ()
        self.next_times: dict[int, str] = {}
        self.which = ""
        self.mark = Mark()

    async def load(self) -> None:
        marked = self.marked()
        self.open = await self.shell.desk.read(courses.all_open)
        if self.which == CLOSED:
            self.closed = await self.shell.desk.read(courses.closed)
        if not self.which:
            self.which = MINE if self._mine() else ALL
        ids = [course.course_id for course in self.shown()]
        if marked is not None and marked.course_id in ids:
            self.mark.at = ids.index(marked.course_id)
        self.mark.move(0, len(ids))

    async def changed(self, parts: set[str]) -> None:
        if parts & {"courses", "slots", "citizens", "staff", "settings"}:
            await self.load()

    def _mine(self) -> tuple[Course, ...]:
        me = self.shell.desk.who.staff_id
        return tuple(one for one in self.open if me in (one.coach_id, one.peer_id))

    def shown(self) -> Sequence[Course]:
        """The courses of the list in view."""
        return {MINE: self._mine(), CLOSED: self.closed}.get(self.which, self.open)

    def marked(self) -> Course | None:
        """The course with the mark."""
        rows = self.shown()
        return rows[min(self.mark.at, len(rows) - 1)] if rows else None

    # Keys ---------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        return ("courses", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        lines = ("up", "enter", "page") if self.shown() else ()
        return (*lines, "next_list", "back", "help", "log_out")

    def possible(self, command_id: str) -> bool:
        return command_id not in ("enter", "page") or bool(self.shown())

    def marked_one(self) -> tuple[int, str] | None:
        marked = self.marked()
        return (marked.course_id, marked.full_name) if marked else None

    def do_down(self) -> None:
        """The next line."""
        self.mark.move(1, len(self.shown()))

    def do_up(self) -> None:
        """The line before."""
        self.mark.move(-1, len(self.shown()))

    def do_page_down(self) -> None:
        """Ten lines on."""
        self.mark.move(10, len(self.shown()))

    def do_page_up(self) -> None:
        """Ten lines back."""
        self.mark.move(-10, len(self.shown()))

    async def do_next_list(self) -> None:
        """One's own, all, closed."""
        await self._turn(1)

    async def do_last_list(self) -> None:
        """The other way round."""
        await self._turn(-1)

    async def _turn(self, step: int) -> None:
        order = [MINE, ALL, CLOSED]
        self.which = order[(order.index(self.which) + step) % len(order)]
        self.mark.at = 0
        await self.load()

    async def do_enter(self) -> None:
        """Open the marked course."""
        if (marked := self.marked()) is not None:
            await self.shell.go_to_course(marked.course_id)

    async def do_page(self) -> None:
        """The page of whose course it is."""
        if (marked := self.marked()) is not None:
            await self.shell.go_to_page(marked.citizen_id)

    async def do_back(self) -> None:
        """Back to Today."""
        await self.shell.close(self)

    # Drawing ------------------------------------------------------------------------------

    def hint(self) -> str:
        marked = self.marked()
        return course_head.warning_words(marked) if marked is not None and marked.is_open else ""

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        rows = self.shown()
        picture.add(ruled(self._title(), self._warned(), width=space.width))
        if self.which == CLOSED:
            last = _("why") if self._sees_why() else _("coach")
            heads = (2, _("who")), (20, _("from")), (32, _("to")), (44, last)
        else:
            heads = (2, _("who")), (20, _("week")), (32, _("ends")), (44, _("coach"))
        picture.add(columns(*((at, text, Look.QUIET) for at, text in heads)))
        if not rows:
            picture.add(line("  " + self._none()))
        room = space.height - len(picture.lines)
        for number in window(len(rows), self.mark.at, room):
            picture.add(self._line(rows[number], number == self.mark.at))
        return picture

    def _sees_why(self) -> bool:
        """Of a course a host sees its facts, weeks and times: that it closed, not why."""
        return self.shell.desk.who.role in COACHES

    def _title(self) -> str:
        n = len(self.shown())
        if self.which == MINE:
            return ngettext("Your courses: {n}", "Your courses: {n}", n).format(n=n)
        if self.which == CLOSED:
            return _("Closed courses, the latest first")
        return ngettext("Open courses: {n}", "Open courses: {n}", n).format(n=n)

    def _warned(self) -> str:
        if self.which == CLOSED:
            return ""
        n = sum(bool(course.weeks.warnings) for course in self.shown())
        return ngettext("{n} ends soon or is over", "{n} end soon or are over", n).format(n=n)

    def _none(self) -> str:
        if self.which == MINE:
            return _("None is yours now. Tab shows them all.")
        if self.which == CLOSED:
            return _("None has closed yet.")
        return _("No course is open. One begins from a citizen's page or a conversation.")

    def _line(self, course: Course, marked: bool) -> Line:
        weeks = course.weeks
        if course.closed_on is not None:
            lists = self.shell.lists
            last = course.coach or "-"
            if self._sees_why():
                last = within_a_line(
                    lists.label(lists.closing_reasons, course.closing_reason) or "-"
                )
            return columns(
                (2, course.name),
                (20, full_day(course.opened_on)),
                (32, full_day(course.closed_on)),
                (44, last),
                marked=marked,
            )
        week = _("{n} of {count}").format(n=max(weeks.week, 0), count=weeks.count)
        said, look = "", Look.PLAIN
        if weeks.warnings:
            said, look = _(_SHORT[weeks.warnings[0]]), Look.OVER
        elif weeks.day < 0:
            said = _("not begun")
        elif weeks.resting is not None:
            said = _("= pause")
        return columns(
            (2, course.name),
            (20, week),
            (32, full_day(weeks.end_on)),
            (44, course.coach or "-"),
            (62, said, look),
            marked=marked,
        )

    def side(self, width: int) -> list[Line]:
        marked = self.marked()
        if marked is None:
            return []
        lines = flow(marked.full_name, width=width, look=Look.TITLE)
        lines += flow(course_head.when(marked), width=width)
        # What was written of the citizen is for their course's page, where a look is on record.
        for text in (marked.coach, marked.peer):
            if text:
                lines += [EMPTY, *flow(text, width=width)]
        return lines
