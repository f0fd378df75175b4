"""A coach's own week as a list: what is booked, and where there is room, day by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from din_indgang_tui.clock import local_date
from din_indgang_tui.commands.became import BECAME
from din_indgang_tui.house import availability, group_sessions, slots
from din_indgang_tui.house.availability import HALF_HOUR, Cell, CoachWeek, Week
from din_indgang_tui.house.codes import SLOT_STATUS_LABELS, SessionStatus, within_a_line
from din_indgang_tui.house.group_session_rows import Session
from din_indgang_tui.house.names import sort_key
from din_indgang_tui.house.slot_rows import Slot
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.views.became import BecameKeys
from din_indgang_tui.views.today_meetings import places_words
from din_indgang_tui.views.whom import Whom
from din_indgang_tui.widgets.marks import window
from din_indgang_tui.widgets.page import Line, Look, columns, fit, line, ruled
from din_indgang_tui.widgets.week_strip import monday_of
from din_indgang_tui.words import appointment, calendar_week, clock_time, day_of_the_week

_PARTS = frozenset({"groups", "slots", "courses", "settings", "staff", "lists", "citizens"})


@dataclass(frozen=True, slots=True)
class _Row:
    """One line: a slot, the meeting of a group, a free stretch, or `words`: no time to be had."""

    day: date
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    slot: Slot | None = None
    meeting: Session | None = None
    words: str = ""

    @property
    def key(self) -> tuple[datetime | None, int]:
        """What tells it from the others: a time that was cancelled leaves a free one beside it."""
        if self.meeting is not None:
            return self.starts_at, -self.meeting.session_id
        return self.starts_at, self.slot.slot_id if self.slot is not None else 0

    @property
    def is_free(self) -> bool:
        """Whether a time can be booked there."""
        return self.slot is None and self.meeting is None and not self.words


class CoachWeekView(BecameKeys, View):
    """One colleague's week; arrows left and right show the others'."""

    area = "3"
    help_text = N_("One colleague's times of a week, and where there is room for more.")

    def __init__(self, shell: Shell, coach_id: int | None = None) -> None:
        super().__init__(shell)
        self.coach_id = coach_id
        self.monday = monday_of(local_date(shell.clock()))
        self.week: Week | None = None
        self.rows: list[_Row] = []
        self.at: tuple[datetime | None, int] | None = None  # the line with the mark, by its key

    def contexts(self) -> tuple[str, ...]:
        return ("coach_week", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        row = self._marked()
        if row is not None and row.slot is not None:
            return ("enter", "here", "did_not_come", "sent_word", "cancel", "move", "help")
        if row is not None and row.meeting is not None:
            return ("enter", "cancel", "move", "next_day", "next_week", "right", "help")
        return (*(("book",) if row is not None else ()), "next_day", "next_week", "right", "help")

    def possible(self, command_id: str) -> bool:
        row = self._marked()
        if command_id in ("enter", "cancel", "move") and self.meeting_marked() is not None:
            return True
        if command_id in ("enter", "open_page", *BECAME):
            return row is not None and row.slot is not None
        return command_id != "book" or (row is not None and row.is_free)

    def marked_one(self) -> tuple[int, str] | None:
        row = self._marked()
        return (row.slot.slot_id, row.slot.name) if row and row.slot is not None else None

    # Reading ------------------------------------------------------------------------------

    async def load(self) -> None:
        read = self.shell.desk.read
        self.week = await read(availability.week, self.monday)
        if self._coach() is None:
            self.coach_id = next(iter(self._by_name()), None)
        booked: list[Slot] = []
        meetings: list[Session] = []
        if self.coach_id is not None:
            last = self.monday + timedelta(days=6)
            booked = await read(slots.of_days, self.monday, last, coach_id=self.coach_id)
            meetings = await read(group_sessions.of_leader, self.coach_id, self.monday, last)
        self.rows = _rows(self.week, self._coach(), [*booked, *meetings])
        if self._marked() is None:
            self.at = self._instead()

    async def changed(self, parts: set[str]) -> None:
        if parts & _PARTS:
            await self.load()

    async def refused(self, error: DeskError) -> None:
        await self.load()

    def _instead(self) -> tuple[datetime | None, int] | None:
        """Where the mark goes whose line is gone: to what begins then or next, or to what is ahead.

        A free time that is booked is the same time still, whoever booked it.
        """
        rows, began = self._marks(), self.at[0] if self.at is not None else None
        from_then = [row for row in rows if began and row.starts_at and row.starts_at >= began]
        if began is None:
            now = self.shell.clock()
            from_then = [row for row in rows if row.ends_at is not None and row.ends_at > now]
        elif rows and not from_then:
            from_then = rows[-1:]
        return next((row.key for row in from_then or rows), None)

    def _coach(self) -> CoachWeek | None:
        if self.week is None:
            return None
        return next((one for one in self.week.coaches if one.coach_id == self.coach_id), None)

    def _by_name(self) -> list[int]:
        coaches = self.week.coaches if self.week is not None else ()
        return [one.coach_id for one in sorted(coaches, key=lambda one: sort_key(one.name))]

    def _marks(self) -> list[_Row]:
        return [row for row in self.rows if row.starts_at is not None and not row.words]

    def _marked(self) -> _Row | None:
        return next((row for row in self._marks() if row.key == self.at), None)

    # Moving -------------------------------------------------------------------------------

    def _move(self, step: int) -> None:
        rows = self._marks()
        if rows:
            at = next((n for n, row in enumerate(rows) if row.key == self.at), 0)
            self.at = rows[min(max(0, at + step), len(rows) - 1)].key

    def do_down(self) -> None:
        """The next line."""
        self._move(1)

    def do_up(self) -> None:
        """The line before."""
        self._move(-1)

    def _day(self, by: int) -> None:
        row = self._marked()
        if row is None:
            return
        days = sorted({other.day for other in self._marks()})
        at = days.index(row.day) + by
        if 0 <= at < len(days):
            self.at = next(one.key for one in self._marks() if one.day == days[at])

    def do_next_day(self) -> None:
        """The next day that has something."""
        self._day(1)

    def do_last_day(self) -> None:
        """The day before."""
        self._day(-1)

    async def _weeks(self, by: int) -> None:
        self.monday += timedelta(weeks=by)
        self.at = None
        await self.load()

    async def do_next_week(self) -> None:
        """The next week."""
        await self._weeks(1)

    async def do_last_week(self) -> None:
        """The week before: what was is seen too."""
        await self._weeks(-1)

    async def _other(self, by: int) -> None:
        ids = self._by_name()
        if not ids:
            return
        at = ids.index(self.coach_id) if self.coach_id in ids else 0
        self.coach_id, self.at = ids[(at + by) % len(ids)], None
        await self.load()

    async def do_right(self) -> None:
        """The next colleague."""
        await self._other(1)

    async def do_left(self) -> None:
        """The colleague before."""
        await self._other(-1)

    # What the keys do ---------------------------------------------------------------------

    def slot_marked(self) -> Slot | None:
        row = self._marked()
        return row.slot if row is not None else None

    def meeting_marked(self) -> Session | None:
        row = self._marked()
        return row.meeting if row is not None else None

    def slot_or_say(self) -> Slot | None:
        if (slot := self.slot_marked()) is None:
            self.shell.say(_("Nobody is booked there. t books somebody."), wrong=True)
        return slot

    async def do_enter(self) -> None:
        """Their page; of a meeting the group's."""
        if (meeting := self.meeting_marked()) is not None:
            await self.shell.go_to_group(meeting.group_id)
        elif (slot := self.slot_or_say()) is not None:
            await self.shell.go_to_page(slot.citizen_id)

    async def do_book(self) -> None:
        """For whom is the marked free time?"""
        row, coach = self._marked(), self._coach()
        if row is None or coach is None or not row.is_free or row.starts_at is None:
            self.shell.say(_("Put the mark on a free time first."), wrong=True)
            return
        await self.shell.open(Whom(self.shell, (coach.coach_id, coach.name), row.starts_at))

    async def do_back(self) -> None:
        """Back."""
        await self.shell.close(self)

    # Drawing ------------------------------------------------------------------------------

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        coach = self._coach()
        if self.week is None or coach is None:
            picture.add(ruled(_("A colleague's week"), width=space.width))
            picture.add(line("  " + _("Nobody can be booked: no colleague has working hours.")))
            return picture
        mine = coach.coach_id == self.shell.desk.who.staff_id
        title = (_("{coach}, my week") if mine else _("{coach}, the week")).format(coach=coach.name)
        week = calendar_week(self.monday, self.monday + timedelta(days=6))
        picture.add(ruled(title, week, width=space.width))
        marked = self._marked()
        at = self.rows.index(marked) if marked is not None else 0
        shown = window(len(self.rows), at, space.height - len(picture.lines))
        named: date | None = None
        for number in shown:
            row = self.rows[number]
            first = row.day != named
            named = row.day
            picture.add(self._line(row, first, row is marked, space.width))
        return picture

    def _line(self, row: _Row, first: bool, marked: bool, width: int) -> Line:
        day = day_of_the_week(row.day) if first else ""
        if row.starts_at is None or row.ends_at is None:
            return columns((2, day), (14, fit(row.words, width - 14), Look.QUIET))
        when = f"{clock_time(row.starts_at)}-{clock_time(row.ends_at)}"
        if row.meeting is not None:
            return _meeting_line(row.meeting, day, when, marked=marked, width=width)
        if row.slot is None:
            return columns((2, day), (14, when), (28, row.words or _("free")), marked=marked)
        lists, slot = self.shell.lists, row.slot
        where = lists.label(lists.rooms, slot.room) or slot.place
        return columns(
            (2, day),
            (14, when),
            (28, slot.name),
            (44, within_a_line(lists.label(lists.kinds, slot.kind))),
            (58, where),
            (67, fit(_(SLOT_STATUS_LABELS[slot.status]), width - 67)),
            marked=marked,
        )

    def side(self, width: int) -> list[Line]:
        row = self._marked()
        if row is None or row.slot is None:
            return []
        slot = row.slot
        lines = [line(slot.name, Look.TITLE), line(appointment(slot.starts_at))]
        if slot.moved_from is not None:
            was = _("moved from {time}").format(time=appointment(slot.moved_from))
            lines.append(line(fit(was, width)))
        if slot.note:
            lines.append(line(fit(slot.note, width)))
        return lines

    def hint(self) -> str:
        coach = self._coach()
        if coach is None:
            return ""
        n = sum(row.slot is not None and row.slot.status == "booked" for row in self.rows)
        return ngettext("{n} time booked this week.", "{n} times booked this week.", n).format(n=n)


def _meeting_line(one: Session, day: str, when: str, *, marked: bool, width: int) -> Line:
    cancelled = one.status is SessionStatus.CANCELLED
    said = _("cancelled") if cancelled else places_words(one)
    return columns(
        (2, day),
        (14, when),
        (28, one.group),
        (44, _("group")),
        (60, one.where),
        (69, fit(said, width - 69), Look.OVER if cancelled else Look.PLAIN),
        marked=marked,
    )


def _rows(week: Week, coach: CoachWeek | None, booked: Sequence[Slot | Session]) -> list[_Row]:
    """The lines of a week: what is booked, every free stretch, and the days that have neither."""
    if coach is None:
        return []
    days = {day.day: number for number, day in enumerate(week.days)}
    # A slot may lie on a day on which the house does not open: a home visit on a Saturday.
    for slot in booked:
        days.setdefault(slot.day, -1)
    found = []
    for day in sorted(days):
        there = [
            _Row(day, one.starts_at, one.ends_at, one)
            if isinstance(one, Slot)
            else _Row(day, one.starts_at, one.ends_at, meeting=one)
            for one in booked
            if one.day == day
        ]
        number = days[day]
        if number >= 0:
            there += _stretches(week.days[number].starts, coach.cells[number], day)
        there.sort(key=lambda row: (row.starts_at, row.ends_at))
        if not there:
            closed = week.days[number]
            words = _("closed") if closed.closed else _("nothing booked, no free time")
            there = [_Row(day, words=": ".join(filter(None, (words, closed.label))))]
        found += there
    return found


def _stretches(starts: tuple[datetime, ...], cells: tuple[Cell, ...], day: date) -> list[_Row]:
    """The free stretches of a day, and those when they are busy: half hours that follow.

    The meetings of groups stand there with their own times.
    """
    half = timedelta(minutes=HALF_HOUR)
    found: list[_Row] = []
    words = {Cell.FREE: "", Cell.BUSY: _("meeting and the like")}
    for at, cell in zip(starts, cells, strict=True):
        if cell not in words:
            continue
        if found and found[-1].ends_at == at and found[-1].words == words[cell]:
            found[-1] = _Row(day, found[-1].starts_at, at + half, words=words[cell])
        else:
            found.append(_Row(day, at, at + half, words=words[cell]))
    return found
