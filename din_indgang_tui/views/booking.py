"""Booking: the week of all coaches by half hours, and the twelve weeks around it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import availability, booking, slots, wishes
from din_indgang_tui.house.availability import Free, WeekFree
from din_indgang_tui.house.booking import ForWhom, Marked, RoomWeek
from din_indgang_tui.house.slot_rows import Slot
from din_indgang_tui.house.slots import NewSlot
from din_indgang_tui.house.taken import Taken
from din_indgang_tui.house.wishes import Wish
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import Conflict, DeskError
from din_indgang_tui.views.base import Picture, Shell, Space
from din_indgang_tui.views.booking_how import How, HowForm
from din_indgang_tui.views.freed import who_waits
from din_indgang_tui.views.marked_time import marked_lines, why
from din_indgang_tui.views.series import SeriesView
from din_indgang_tui.views.week_walk import (
    WeekWalk,
    first_and_last,
    grid_days,
    grid_of,
    mark_of,
    room_rows,
    strip_of,
)
from din_indgang_tui.views.wish import WishForm
from din_indgang_tui.widgets.page import EMPTY, Line, Look, columns, line, ruled
from din_indgang_tui.widgets.week_grid import compact_rows, grid_lines, legend
from din_indgang_tui.widgets.week_strip import (
    WEEKS,
    monday_of,
    strip_lines,
    strip_start,
)
from din_indgang_tui.words import appointment, calendar_week

_BELOW = 8  # lines below the coaches: the legend, the marked time, what is free next
_PARTS = frozenset({"slots", "courses", "settings", "staff", "lists"})


class BookingView(WeekWalk):
    """Where a time is found for one citizen; Enter books the marked one, or moves it there."""

    area = "3"
    help_text = N_("Here you find a time: all coaches' week by half hours, and what is free.")

    def __init__(
        self,
        shell: Shell,
        citizen_id: int,
        course_id: int | None = None,
        slot_id: int | None = None,
        *,
        coach_id: int | None = None,
        starts_at: datetime | None = None,
        wish: Wish | None = None,
    ) -> None:
        super().__init__(shell)
        self.wish = wish  # what they wait for on the list: booked, they wait no more
        self.citizen_id, self.course_id, self.slot_id = citizen_id, course_id, slot_id
        self.coach_id, self.starts_at = coach_id, starts_at
        self.whom: ForWhom | None = None
        self.how = How()
        self.first_coach = coach_id
        self.strip: list[WeekFree] = []
        self.rooms: tuple[RoomWeek, ...] = ()
        self.rooms_of: date | None = None  # the Monday of the week they were read for
        self.next: list[Free] = []
        self.next_of: dict[int, list[Free]] = {}  # by the coach, once somebody looked
        self.marked: Marked | None = None
        self.was_free: tuple[datetime, int] | None = None  # when others changed something last

    def contexts(self) -> tuple[str, ...]:
        first = "booking_new" if self.slot_id is None else "booking_move"
        return (first, "booking", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        if self.slot_id is not None:
            return ("take", "right", "next_day", "next_week", "next_free", "help")
        return ("take", "right", "next_day", "next_week", "next_free", "repeat", "help")

    # Reading ------------------------------------------------------------------------------

    async def load(self) -> None:
        if self.whom is None:
            await self._begin()
        await self.read_week(again=True)

    async def changed(self, parts: set[str]) -> None:
        if parts & _PARTS:
            if self.marked is not None and self.marked.is_free:
                self.was_free = self.marked.starts_at, self.marked.coach_id
            await self._read_whom()
            await self.read_week(again=True)

    async def _read_whom(self) -> ForWhom:
        self.whom = await self.shell.desk.read(
            booking.for_whom, self.citizen_id, self.course_id, self.slot_id
        )
        return self.whom

    async def _begin(self) -> None:
        """The mark on the next free time of whoever it should be with."""
        whom = await self._read_whom()
        self.course_id = whom.course.course_id if whom.course is not None else None
        self.how = How.at_first(self.shell.lists.kinds, whom.slot)
        if self.wish is not None:
            self.how = How(self.wish.kind, self.wish.minutes)
        wanted = self.coach_id or (whom.slot.coach_id if whom.slot is not None else None)
        wanted = wanted or (whom.course.coach_id if whom.course is not None else None)
        self.first_coach = wanted = wanted or self.shell.desk.who.staff_id
        if self.starts_at is not None:
            return
        found = await self._free(wanted, count=1) or await self._free(None, count=1)
        if found:
            self.coach_id, self.starts_at = found[0].coach_id, found[0].starts_at
            # Where nobody was asked for, or who was has no time: the one proposed stands first.
            self.first_coach = self.coach_id

    async def _free(
        self, coach_id: int | None, *, after: datetime | None = None, count: int = 3
    ) -> list[Free]:
        return await self.shell.desk.read(
            availability.next_free,
            coach_id=coach_id,
            citizen_id=self.citizen_id,
            kind=self.how.kind,
            minutes=self.how.minutes,
            after=after,
            count=count,
            course_id=self.course_id,
            but=self.slot_id,
        )

    async def read_week(self, monday: date | None = None, *, again: bool = False) -> None:
        """The week of the mark, or this one, and the strip; `again` where others changed them."""
        if monday is None:
            monday = monday_of(
                local_date(self.starts_at) if self.starts_at is not None else self.today()
            )
        read = self.shell.desk.read
        self.week = await read(
            availability.week,
            monday,
            first_coach_id=self.first_coach,
            citizen_id=self.citizen_id,
        )
        if self.rooms_of != monday:
            self.rooms, self.rooms_of = (), None
        coaches = [one.coach_id for one in self.week.coaches]
        if self.coach_id not in coaches:
            self.coach_id = coaches[0] if coaches else None
        if again:
            self.marked, self.next_of, self.rooms_of = None, {}, None
        await self.rested()
        start = strip_start(self.today(), monday)
        if again or not self.strip or self.strip[0].monday != start:
            # Twelve weeks of everybody take longer to count than the rest together.
            self.shell.afterwards(self._count(start))

    async def _count(self, start: date) -> None:
        """What is free in each of the weeks of the strip."""
        self.strip = await self.shell.desk.read(
            availability.weeks, start, WEEKS, kind=self.how.kind, minutes=self.how.minutes
        )

    async def rested(self) -> None:
        """What is to be said of the marked time, once one has stopped moving."""
        if self.coach_id is None or self.starts_at is None:
            return
        asked = (self.starts_at, self.coach_id)
        if self.marked is None or (self.marked.starts_at, self.marked.coach_id) != asked:
            self.marked = await self.shell.desk.read(
                booking.marked,
                self.starts_at,
                coach_id=self.coach_id,
                citizen_id=self.citizen_id,
                kind=self.how.kind,
                minutes_long=self.how.minutes,
                room=self.how.wanted_room,
                needs_room=self.how.needs_room,
                course_id=self.course_id,
                but=self.slot_id,
            )
        if self.coach_id not in self.next_of:
            self.next_of[self.coach_id] = await self._free(self.coach_id)
        self.next = self.next_of[self.coach_id]
        if self.shell.is_wide() and self.week is not None and self.rooms_of != self.week.monday:
            self.rooms = await self.shell.desk.read(booking.rooms, self.week.monday)
            self.rooms_of = self.week.monday

    # Where the mark is ----------------------------------------------------------------------

    def _coach(self, by: int) -> None:
        if self.week is not None and self.week.coaches:
            ids = [one.coach_id for one in self.week.coaches]
            at = ids.index(self.coach_id) if self.coach_id in ids else 0
            self.coach_id = ids[(at + by) % len(ids)]

    def do_down(self) -> None:
        """The next coach."""
        self._coach(1)

    def do_up(self) -> None:
        """The coach before."""
        self._coach(-1)

    async def do_next_free(self) -> None:
        """The next free time of the marked coach, from the mark on."""
        await self.rested()
        after = self.starts_at
        if after is not None:
            free = self.marked is not None and self.marked.is_free
            after += timedelta(minutes=self.how.minutes if free else 1)
        found = await self._free(self.coach_id, after=after)
        if not found:
            self.shell.say(_("Nothing more is free: not within half a year."), wrong=True)
            return
        await self._mark(found[0])
        self.next = found

    async def _mark(self, free: Free) -> None:
        self.coach_id, self.starts_at = free.coach_id, free.starts_at
        if self.week is None or self.week.monday != monday_of(local_date(free.starts_at)):
            await self.read_week()
        await self.rested()

    # Booking --------------------------------------------------------------------------------

    async def do_take(self) -> None:
        """Book the marked time, or move the slot there."""
        await self.rested()
        if self.coach_id is None or self.starts_at is None or self.marked is None:
            self.shell.say(_("No colleague can be booked yet: their hours are in settings."))
            return
        # One that was free until now is asked for all the same: the house says who came first.
        if not self.marked.is_free and self.was_free != (self.starts_at, self.coach_id):
            await self._say_why(self.marked)
            return
        done = await (self._book() if self.slot_id is None else self._move())
        freed = self.whom.slot if self.whom is not None else None
        await self.shell.close(self)
        self.shell.say(" ".join(filter(None, (done, await who_waits(self.shell, freed)))))

    async def _book(self) -> str:
        assert self.starts_at is not None and self.coach_id is not None and self.marked is not None
        if self.wish is not None:
            given = await self.shell.desk.change(
                wishes.give,
                self.wish.wish_id,
                self.wish.version,
                starts_at=self.starts_at,
                coach_id=self.coach_id,
                room=self.marked.room,
            )
            return self._done(_("Booked: {name}, {time} with {coach}."), given)
        new = NewSlot(
            citizen_id=self.citizen_id,
            starts_at=self.starts_at,
            coach_id=self.coach_id,
            kind=self.how.kind,
            minutes=self.how.minutes,
            room=self.marked.room,
            place=self.how.place,
            course_id=self.course_id,
            note=self.how.note,
        )
        slot = await self.shell.desk.change(slots.book, new)
        return self._done(_("Booked: {name}, {time} with {coach}."), slot)

    async def _move(self) -> str:
        assert self.whom is not None and self.whom.slot is not None and self.marked is not None
        slot = await self.shell.desk.change(
            slots.move,
            self.whom.slot.slot_id,
            self.whom.slot.version,
            starts_at=self.starts_at,
            coach_id=self.coach_id,
            room=self.marked.room or "",
            minutes=self.how.minutes,
            why=self.how.note,
            told=self.how.told,
        )
        return self._done(_("Moved: {name}, {time} with {coach}."), slot)

    def _done(self, sentence: str, slot: Slot) -> str:
        said = sentence.format(name=slot.name, time=appointment(slot.starts_at), coach=slot.coach)
        return said + " " + _("u takes it back.")

    async def _say_why(self, marked: Marked) -> None:
        said = why(marked)
        found = await self._free(marked.coach_id, after=marked.starts_at, count=1)
        if found:
            said += " " + _("Next free: {time}.").format(time=appointment(found[0].starts_at))
        self.shell.say(said, wrong=True)

    async def refused(self, error: DeskError) -> None:
        """Somebody was faster: the mark at the next time that can be had."""
        self.was_free = None
        if isinstance(error, Conflict):
            await self._read_whom()
        await self.read_week(again=True)
        if isinstance(error, Taken) and error.next_free:
            await self._mark(error.next_free[0])

    async def do_repeat(self) -> None:
        """A series that begins with the marked time."""
        await self.rested()
        if self.whom is None or self.marked is None:
            return
        coach = (self.marked.coach_id, self.marked.coach)
        view = SeriesView(
            self.shell, self.whom, coach, self.marked.starts_at, self.how, self.marked.room, self
        )
        await self.shell.open(view)

    async def do_wish(self) -> None:
        """On the waiting list."""
        if self.whom is not None and self.week is not None:
            coaches = [(one.coach_id, one.name) for one in self.week.coaches]
            await self.shell.open(WishForm(self.shell, self.whom, coaches, self.coach_id, self.how))

    async def do_how(self) -> None:
        """Another kind, length, room, place."""
        if self.wish is not None:
            self.shell.say(_("The waiting list says how long it is. Book another with t."))
            return
        await self.shell.open(HowForm(self.shell, self.citizen_id, self.how, self._other_how))

    async def _other_how(self, how: How) -> None:
        self.how = how
        await self.read_week(again=True)

    async def do_back(self) -> None:
        """Back; nothing is booked."""
        await self.shell.close(self)

    # Drawing --------------------------------------------------------------------------------

    def _title(self) -> str:
        name = self.whom.full_name if self.whom is not None else ""
        if self.whom is not None and self.whom.slot is not None:
            return _("Move: {name}, {time}").format(
                name=self.whom.name, time=appointment(self.whom.slot.starts_at)
            )
        return _("A time for {name}").format(name=name)

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        if self.week is None:
            return picture
        week = calendar_week(*first_and_last(self.week))
        picture.add(ruled(self._title(), week, width=space.width))
        picture.add(
            *strip_lines(strip_of(self.strip, self.today(), self.week.monday), self.week.monday),
            EMPTY,
        )
        grid = grid_of(self.week)
        if not grid.rows:
            picture.add(line("  " + _("Nobody can be booked: no colleague has working hours.")))
            return picture
        mark = None
        if self.coach_id is not None and self.starts_at is not None:
            mark = mark_of(grid.days, self.coach_id, self.starts_at, self.how.minutes)
        room = max(3, space.height - len(picture.lines) - _BELOW)
        picture.add(*grid_lines(grid, mark, width=space.width, room=room), EMPTY)
        signs = {sign for row in grid.rows for cells in row.cells for sign in cells}
        picture.add(legend(sorted(signs), mark.length if mark else 2, space.width))
        picture.add(ruled(_("The marked time"), width=space.width), *self._of_the_mark(space.width))
        if self.next:
            title = _("Next free with {coach}").format(coach=self.next[0].coach)
            picture.add(ruled(title, width=space.width), self._next_line())
        return picture

    def _of_the_mark(self, width: int) -> list[Line]:
        marked = self.marked
        if marked is None or self.whom is None or marked.starts_at != self.starts_at:
            return [EMPTY, EMPTY]
        return marked_lines(marked, self.whom, self.how, width)

    def _next_line(self) -> Line:
        cells = [(2 + 24 * n, appointment(one.starts_at)) for n, one in enumerate(self.next)]
        return columns(*cells)

    def side(self, width: int) -> list[Line]:
        if not self.rooms or self.week is None:
            return []
        rows = compact_rows(grid_days(self.week), room_rows(self.rooms), width=width)
        return [line(_("Rooms this week"), Look.TITLE), *rows]

    def hint(self) -> str:
        if self.slot_id is not None:
            return _("The house's opening hours. Nothing is moved yet.")
        return _("The house's opening hours. Nothing is booked yet.")
