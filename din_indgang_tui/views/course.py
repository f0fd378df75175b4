"""A course and its weeks: where it stands, what lies in each week, and what it holds."""

from __future__ import annotations

from din_indgang_tui.clock import local_date
from din_indgang_tui.commands.became import BECAME
from din_indgang_tui.house import course_pages
from din_indgang_tui.house.citizen_meetings import CitizenMeeting
from din_indgang_tui.house.course_activities import Activity
from din_indgang_tui.house.course_pages import CoursePage
from din_indgang_tui.house.courses import Pause
from din_indgang_tui.house.goals import GoalSaid
from din_indgang_tui.house.group_session_rows import Session
from din_indgang_tui.house.slot_rows import Slot
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.roles import COACHES
from din_indgang_tui.views import course_head
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.views.became import BecameKeys
from din_indgang_tui.views.course_activity import ActivityForm
from din_indgang_tui.views.course_closing import CloseCourse
from din_indgang_tui.views.course_form import CourseForm
from din_indgang_tui.views.course_lines import (
    Entry,
    day_of,
    days,
    entries,
    key_of,
    line_of,
    meeting_status,
    moment,
    step_when,
)
from din_indgang_tui.views.course_pause import PauseForm
from din_indgang_tui.views.course_ruler import last_week, legend, ruler
from din_indgang_tui.views.marked_step import tick
from din_indgang_tui.views.pause_times import within_words
from din_indgang_tui.widgets.marks import Mark, window
from din_indgang_tui.widgets.page import EMPTY, Line, Look, flow, line, ruled

_BESIDE = 5  # lines: the title, an empty one, and a list of two under its own


class CourseView(BecameKeys, View):
    """One course. That it was opened is on record before it is shown."""

    area = "3"
    help_text = N_("Here you see one course: its weeks, what it holds, and what became of it.")

    def __init__(self, shell: Shell, course_id: int, goal_id: int | None = None) -> None:
        """With a goal, the mark stands on its first step."""
        super().__init__(shell)
        self.course_id, self.goal_id = course_id, goal_id
        self.page: CoursePage | None = None
        self.entries: tuple[Entry, ...] = ()
        self.mark = Mark()
        self.week = 1  # the week in brackets

    # Reading ------------------------------------------------------------------------------

    async def load(self) -> None:
        first = self.page is None
        question = course_pages.page if first else course_pages.page_again
        self.page = await self.shell.desk.read(question, self.course_id)
        marked = self.marked()
        self.entries = entries(self.page, self.shell.clock())
        keys = [key_of(entry) for entry in self.entries]
        wanted = key_of(marked) if marked is not None else ("step", self.goal_id)
        if wanted in keys:
            self.mark.at = keys.index(wanted)
        self.mark.move(0, len(self.entries))
        if first:
            self.week = max(1, self.page.course.weeks.week)

    async def changed(self, parts: set[str]) -> None:
        if parts & {
            "courses",
            "slots",
            "citizens",
            "conversations",
            "lists",
            "settings",
            "groups",
            "checks",
        }:
            await self.load()

    def marked(self) -> Entry | None:
        """What has the mark in the list."""
        return self.entries[min(self.mark.at, len(self.entries) - 1)] if self.entries else None

    def slot_marked(self) -> Slot | None:
        """The time that has the mark; None on anything else."""
        marked = self.marked()
        return marked if isinstance(marked, Slot) else None

    def meeting_marked(self) -> Session | None:
        """The meeting of a group that has the mark; None on anything else."""
        marked = self.marked()
        return marked.session if isinstance(marked, CitizenMeeting) else None

    # Keys ---------------------------------------------------------------------------------

    def marked_step(self) -> GoalSaid | None:
        """The first step that has the mark; None on anything else."""
        marked = self.marked()
        return marked if isinstance(marked, GoalSaid) else None

    def contexts(self) -> tuple[str, ...]:
        # Space ticks what is marked: a step that was taken, or a time they were told of.
        on = "course_time" if self.marked_step() is None else "course_step"
        return (on, "course", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        if self.page is None or not self.page.course.is_open:
            opens = ("up", "enter") if self.entries else ()
            return (*opens, "last_week", "page", "back", "help", "log_out")
        if self.slot_marked() is not None:
            marks = ("book", "here", "did_not_come", "sent_word", "cancel", "move")
            rest = ("close",) if self.shell.desk.who.role in COACHES else ("page",)
            return (*marks, *rest, "help")
        lines = ("enter",) if self.entries else ()
        if self.marked_step() is not None:
            return ("step_taken", *lines, "book", "add", "edit", "close", "page", "help")
        if self.shell.desk.who.role not in COACHES:
            return ("book", *lines, "next_week", "page", "back", "help")
        return ("book", "add", *lines, "edit", "pause", "close", "page", "help")

    def possible(self, command_id: str) -> bool:
        if command_id in BECAME:
            meeting = command_id in ("cancel", "move") and self.meeting_marked() is not None
            return meeting or self.slot_marked() is not None
        if command_id in ("book", "add", "edit", "pause", "close"):
            return self.page is not None and self.page.course.is_open
        return command_id != "enter" or bool(self.entries)

    def marked_one(self) -> tuple[int, str] | None:
        if self.page is None:
            return None
        return self.page.course.citizen_id, self.page.course.full_name

    def do_down(self) -> None:
        """The next line."""
        self._go(1)

    def do_up(self) -> None:
        """The line before."""
        self._go(-1)

    def do_page_down(self) -> None:
        """Seven lines on."""
        self._go(7)

    def do_page_up(self) -> None:
        """Seven lines back."""
        self._go(-7)

    def _go(self, step: int) -> None:
        self.mark.move(step, len(self.entries))
        if self.page is not None and (marked := self.marked()) is not None:
            self._bracket(self.page.course.weeks.of(day_of(marked)))

    def do_next_week(self) -> None:
        """The week after; the list goes along to what lies in it."""
        self._to_week(self.week + 1)

    def do_last_week(self) -> None:
        """The week before."""
        self._to_week(self.week - 1)

    def _bracket(self, week: int) -> None:
        if self.page is not None:
            self.week = min(max(1, week), last_week(self.page))

    def _to_week(self, week: int) -> None:
        if self.page is None:
            return
        weeks = self.page.course.weeks
        self._bracket(week)
        here = [n for n, entry in enumerate(self.entries) if weeks.of(day_of(entry)) == self.week]
        if here and self.mark.at not in here:
            self.mark.at = here[0]

    async def do_back(self) -> None:
        """Back to where one came from."""
        await self.shell.close(self)

    async def do_enter(self) -> None:
        """Open the marked line."""
        marked = self.marked()
        if isinstance(marked, Slot):
            await self.shell.go_to_slot(marked.slot_id)
        elif isinstance(marked, CitizenMeeting):
            await self.shell.go_to_group(marked.session.group_id)
        elif isinstance(marked, Activity):
            await self.shell.open(ActivityForm(self.shell, self.course_id, marked.activity_id))
        elif isinstance(marked, Pause):
            await self.shell.open(PauseForm(self.shell, self.course_id, marked.pause_id))
        elif marked is not None:
            await self.shell.go_to_conversation_read(marked.conversation_id)

    async def do_step_taken(self) -> None:
        """The marked step is taken, or is not after all."""
        if (step := self.marked_step()) is not None:
            try:
                await tick(self.shell, step)
            finally:
                await self.load()

    async def do_book(self) -> None:
        """A time in this course."""
        if (page := self._running()) is not None:
            await self.shell.go_to_booking(page.course.citizen_id, self.course_id)

    async def do_add(self) -> None:
        """Something else that the course holds."""
        if self._running() is not None:
            await self.shell.open(ActivityForm(self.shell, self.course_id))

    async def do_edit(self) -> None:
        """The facts, as rows to edit in place."""
        if (page := self._running()) is not None:
            await self.shell.open(CourseForm(self.shell, page.course.citizen_id, self.course_id))

    async def do_pause(self) -> None:
        """A pause; the one it is in opens, so that it can be ended or made longer."""
        if (page := self._running()) is not None:
            today = local_date(self.shell.clock())
            standing = [
                one.pause_id
                for one in page.course.pauses
                if one.days.last_on is None or one.days.holds(today, today)
            ]
            await self.shell.open(PauseForm(self.shell, self.course_id, *standing[:1]))

    async def do_refer(self) -> None:
        """A referral to the authority, about this course."""
        if self.page is not None:
            citizen_id = self.page.course.citizen_id
            await self.shell.go_to_new_referral(citizen_id, self.course_id)

    async def do_close(self) -> None:
        """Close the course: why, what comes after, and what is let go of."""
        if self._running() is not None:
            await self.shell.open(CloseCourse(self.shell, self.course_id))

    async def do_check(self) -> None:
        """`v`: its four-week check, where it is decided."""
        await self.shell.go_to_check(self.course_id)

    async def do_talk(self) -> None:
        """A goal and dream conversation."""
        if self.page is not None:
            await self.shell.go_to_conversation(self.page.course.citizen_id)

    async def do_join_group(self) -> None:
        """A place in a group, or on its waiting list."""
        if self.page is not None:
            await self.shell.go_to_join_group(self.page.course.citizen_id)

    async def do_plan(self) -> None:
        """The citizen's plan on one page."""
        if self.page is not None:
            await self.shell.go_to_plan(self.page.course.citizen_id)

    async def do_page(self) -> None:
        """The citizen's page."""
        if self.page is not None:
            await self.shell.go_to_page(self.page.course.citizen_id)

    def _running(self) -> CoursePage | None:
        if self.page is None or self.page.course.is_open:
            return self.page
        self.shell.say(_("The course is closed, and stands here as it was."))
        return None

    # Drawing ------------------------------------------------------------------------------

    def hint(self) -> str:
        if self.page is None:
            return ""
        decides = self.shell.desk.who.role in COACHES
        said = [within_words(self.page.in_pause)] if self.page.in_pause else []
        return " ".join([*said, course_head.warning(self.page, decides=decides)]).strip()

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        if self.page is None:
            return picture
        today = local_date(self.shell.clock())
        title, right, look = course_head.title(self.page.course)
        weeks = [*ruler(self.page, self.week, today, space.width), *legend(self.page)]
        most = space.height - len(weeks) - _BESIDE
        picture.add(ruled(title, right, width=space.width, look=look))
        picture.add(*course_head.lines(self.page, self.shell, space.width, most), EMPTY)
        picture.add(*weeks)
        room = space.height - len(picture.lines) - 1
        shown = window(len(self.entries), self.mark.at, room)
        right = ""
        if self.entries:
            right = _("{first}-{last} of {count}").format(
                first=shown.start + 1, last=shown.stop, count=len(self.entries)
            )
        picture.add(ruled(_("What it holds"), right, width=space.width))
        if not self.entries:
            none = _("Nothing yet. t books a time, + adds something else.")
            picture.add(line("  " + (none if self.page.course.is_open else _("It held nothing."))))
        for number in shown:
            picture.add(
                line_of(
                    self.entries[number],
                    self.shell,
                    marked=number == self.mark.at,
                    width=space.width,
                    in_pause=self.page.in_pause,
                )
            )
        return picture

    def side(self, width: int) -> list[Line]:
        if self.page is None:
            return []
        lines: list[Line] = []
        if self.page.goals:
            lines += flow(_("Goals"), width=width, look=Look.TITLE)
            for goal in self.page.goals:
                lines += flow(f"- {goal.words}", width=width)
        marked = self.marked()
        if isinstance(marked, Slot):
            said = (moment(marked), marked.coach, marked.note, marked.cancel_why)
        elif isinstance(marked, GoalSaid):
            said = (step_when(marked), marked.step, marked.step_who, "")
        elif isinstance(marked, CitizenMeeting):
            one = marked.session
            said = (moment(one), one.group, one.leader, meeting_status(marked, self.shell.clock()))
        elif marked is not None:
            note = marked.note if isinstance(marked, Pause) else marked.what
            said = (days(marked), note, "", "")
        else:
            return lines
        lines += [EMPTY] if lines else []
        return [*lines, *(one for text in said if text for one in flow(text, width=width))]
