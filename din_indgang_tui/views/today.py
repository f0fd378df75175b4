"""Today: who waits, who is with whom, who is done."""

from __future__ import annotations

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import day, enquiries, handover
from din_indgang_tui.house.codes import CHANNEL_LABELS, State
from din_indgang_tui.house.day import Done, InTheHouse
from din_indgang_tui.house.duty import OnDuty
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.views.call_back import CallBackForm
from din_indgang_tui.views.call_backs import CallBackList
from din_indgang_tui.views.day_in_the_house import DayInTheHouse
from din_indgang_tui.views.duty import on_duty_today, put_oneself_on, stands_there
from din_indgang_tui.views.enquiry import EnquiryView
from din_indgang_tui.views.fill_in import FillIn
from din_indgang_tui.views.finished import Finished
from din_indgang_tui.views.handover import news as handover_news
from din_indgang_tui.views.leftover import Leftover
from din_indgang_tui.views.letter import LetterView
from din_indgang_tui.views.today_lists import LISTS, TodayLists, rows_of
from din_indgang_tui.views.whose import Whose
from din_indgang_tui.widgets.page import EMPTY, Line, Look, fit, flow, line, ruled
from din_indgang_tui.words import short_day


class TodayView(View):
    """The day board. The mark stays on the person, not on the row, whatever the lists do."""

    area = "1"
    help_text = N_(
        "Here you see who waits, who is with us, what lies in the inbox, and who is done."
    )

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.day = day.Today((), (), (), ())
        self.list = "left_open"
        self.marked: int | None = None  # enquiry id; None where the mark is on a message
        self.call_backs = CallBackList(shell)
        self.duty: tuple[OnDuty, ...] = ()

    # Reading ----------------------------------------------------------------------------

    async def load(self) -> None:
        if self.shell.desk.who.role in DESK:
            self.day = await self.shell.desk.read(day.today)
            await self.call_backs.read()
            self.duty = await on_duty_today(self.shell)
        self._settle()

    async def changed(self, parts: set[str]) -> None:
        if parts & {"enquiries", "citizens", "messages", "staff"}:
            await self.load()

    async def news(self) -> str:
        """What whoever has just logged in should know: unread lines, and a place on the list."""
        if self.shell.desk.who.role not in DESK:
            return ""
        unread = await self.shell.desk.read(handover.unread)
        said = [handover_news(self.shell, unread)] if unread else []
        if not stands_there(self.shell, self.duty):
            said.append(_("On duty today? Press p."))
        return " ".join(said)

    def mark_enquiry(self, enquiry_id: int) -> None:
        """Put the mark on this enquiry, wherever it stands."""
        self.list, self.marked = "waiting", enquiry_id
        self._settle()

    def _rows(self, name: str) -> tuple[InTheHouse | Done, ...]:
        return rows_of(self.day, name)

    def _settle(self) -> None:
        """Keep the mark on its person; where they are gone, on the first who needs someone."""
        if self.list == "call_backs" and self.call_backs.rows:
            self.marked = None
            return
        for name in LISTS:
            if any(row.enquiry_id == self.marked for row in self._rows(name)):
                self.list = name
                return
        rows = self._rows(self.list)
        if not rows:
            self.list = next((name for name in LISTS if self._has(name)), "waiting")
            rows = self._rows(self.list)
        self.marked = rows[0].enquiry_id if rows else None

    def _has(self, name: str) -> bool:
        return bool(self.call_backs.rows if name == "call_backs" else self._rows(name))

    def _index(self) -> int:
        rows = self._rows(self.list)
        return next((n for n, row in enumerate(rows) if row.enquiry_id == self.marked), 0)

    def _marked_here(self) -> InTheHouse | None:
        """The marked one, where they are in the house still."""
        here = (*self.day.left_open, *self.day.waiting, *self.day.with_us, *self.day.inbox)
        return next((row for row in here if row.enquiry_id == self.marked), None)

    def _marked_citizen(self) -> int | None:
        rows = self._rows(self.list)
        return next((row.citizen_id for row in rows if row.enquiry_id == self.marked), None)

    # Keys -------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        about = () if self.list == "call_backs" else ("today",)
        off = () if stands_there(self.shell, self.duty) else ("off_duty",)
        return (f"today_{self.list}", *about, "today_board", *off, "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        if self.shell.desk.who.role not in DESK:
            return ("help", "log_out")
        if self.list == "call_backs":
            page = ("open_page",) if self.call_backs.has_page() else ()
            return ("enter", "called", *page, "add", "new_enquiry", "next_list", "help", "log_out")
        if self.marked is None:
            return ("new_enquiry", "find", "day_in_the_house", "area_citizens", "help", "log_out")
        common = ("new_enquiry", "find", "next_list", "help", "log_out")
        page = ("open_page",) if self._marked_citizen() is not None else ()
        if self.list == "left_open":
            return ("enter", *page, "fill_in", "whose", *common)
        if self.list in ("waiting", "inbox"):
            return ("enter", "finish", *page, "fill_in", *common)
        if self.list == "with_us":
            return ("enter", "finish", "hold", "fill_in", *common)
        return ("enter", *page, "fill_in", "whose", *common)

    def possible(self, command_id: str) -> bool:
        if self.list == "call_backs":
            return command_id != "open_page" or self.call_backs.has_page()
        opens = command_id == "open_page" or (command_id == "enter" and self.list == "with_us")
        if opens:
            return self._marked_citizen() is not None
        if command_id == "finish":
            return self._marked_here() is not None
        return self.marked is not None or command_id not in (
            "enter",
            "fill_in",
            "hold",
            "whose",
            "correct",
        )

    def marked_one(self) -> tuple[int, str] | None:
        if self.list == "call_backs":
            return self.call_backs.marked_one()
        rows = self._rows(self.list)
        row = next((row for row in rows if row.enquiry_id == self.marked), None)
        if row is None:
            return None
        whole = row.full_name if isinstance(row, InTheHouse) else row.name
        return row.enquiry_id, whole or _("Anonymous")

    def marks_mean(self) -> list[str]:
        limit = self.shell.settings.wait_limit_minutes
        said = _("! after the minutes: has waited more than {n} minutes.").format(n=limit)
        return [*super().marks_mean(), said]

    def do_down(self) -> None:
        """The next row."""
        self._move(1)

    def do_up(self) -> None:
        """The row before."""
        self._move(-1)

    def do_page_down(self) -> None:
        """Ten rows on."""
        self._move(10)

    def do_page_up(self) -> None:
        """Ten rows back."""
        self._move(-10)

    def _move(self, step: int) -> None:
        if self.list == "call_backs":
            self.call_backs.move(step)
            return
        rows = self._rows(self.list)
        if rows:
            self.marked = rows[min(max(0, self._index() + step), len(rows) - 1)].enquiry_id

    def do_next_list(self) -> None:
        """The next list that has someone."""
        self._turn(1)

    def do_last_list(self) -> None:
        """The list before that has someone."""
        self._turn(-1)

    def _turn(self, step: int) -> None:
        place = LISTS.index(self.list)
        for more in range(1, len(LISTS)):
            name = LISTS[(place + step * more) % len(LISTS)]
            if self._has(name):
                rows = self._rows(name)
                self.list, self.marked = name, rows[0].enquiry_id if rows else None
                return

    def do_back(self) -> None:
        """The mark back on the one who has waited longest."""
        self.list, self.marked = "waiting", None
        self._settle()

    async def do_enter(self) -> None:
        """Take in, or read a letter; close, correct or open what stands in another list."""
        if self.list == "call_backs":
            await self.call_backs.open()
            return
        if self.list == "left_open":
            await self.do_finish()
            return
        if self.list == "done":
            await self.do_correct()
            return
        if self.list not in ("waiting", "inbox"):
            await self.do_open_page()
            return
        if self.marked is None:
            return
        if self.list == "inbox":
            await self.shell.open(LetterView(self.shell, self, self.marked))
            return
        marked = self.marked
        try:
            name = await self.shell.desk.change(enquiries.take_in, marked)
        finally:
            # Also when another desk was faster: the list is then out of date.
            await self.load()
        self.mark_enquiry(marked)
        self.shell.say(_("{name} is with you now.").format(name=name))

    async def do_open_page(self) -> None:
        """The page of the marked citizen."""
        if self.list == "call_backs":
            await self.call_backs.open_page()
            return
        if self.marked is None:
            return
        citizen_id = self._marked_citizen()
        if citizen_id is None:
            self.shell.say(_("This enquiry is anonymous: there is no page to open."), wrong=True)
            return
        await self.shell.go_to_page(citizen_id)

    async def do_finish(self) -> None:
        """How did it end?"""
        if (row := self._marked_here()) is not None:
            panel = Finished if row.left_open is None else Leftover
            await self.shell.open(panel(self.shell, self, row))
        elif self.marked is not None:
            self.shell.say(_("That enquiry is finished already."))

    async def do_fill_in(self) -> None:
        """Why did they come?"""
        if self.marked is not None:
            row = await self.shell.desk.read(day.one, self.marked)
            await self.shell.open(FillIn(self.shell, self, row))

    async def do_correct(self) -> None:
        """The enquiry, row by row."""
        if self.marked is not None:
            row = await self.shell.desk.read(day.one, self.marked)
            await self.shell.open(EnquiryView(self.shell, row))

    async def do_whose(self) -> None:
        """Whose enquiry is it?"""
        if self.marked is not None:
            row = await self.shell.desk.read(day.one, self.marked)
            await self.shell.open(Whose(self.shell, row))

    async def do_hold(self) -> None:
        """On hold, and back."""
        if self.marked is None:
            return
        try:
            on_hold = await self.shell.desk.change(enquiries.hold, self.marked)
        finally:
            await self.load()
        self.shell.say(_("Saved: on hold.") if on_hold else _("Saved: with us again."))

    async def do_called(self) -> None:
        """The marked one was called back."""
        await self.call_backs.called()
        self._settle()

    async def do_add(self) -> None:
        """One more to call back."""
        await self.shell.open(CallBackForm(self.shell))

    async def do_on_duty(self) -> None:
        """Oneself on duty today."""
        await put_oneself_on(self.shell)
        await self.load()

    async def do_day_in_the_house(self) -> None:
        """Who is on duty, the handover, whom to call back."""
        await self.shell.open(DayInTheHouse(self.shell))

    # Drawing ----------------------------------------------------------------------------

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        if self.shell.desk.who.role not in DESK:
            picture.add(
                EMPTY, EMPTY, line("  " + _("Your role does not show who comes to the house."))
            )
            return picture
        detail = [] if space.beside else self._detail(space.width)
        picture.add(*self._lists().lines(Space(space.width, space.height - len(detail))))
        while len(picture.lines) < space.height - len(detail):
            picture.add(EMPTY)
        picture.add(*detail)
        return picture

    def draw_above(self, space: Space) -> list[Line]:
        """The queue as a panel below leaves room for it, without a mark: the panel has that."""
        if self.shell.desk.who.role not in DESK:
            return super().draw_above(space)
        lists = TodayLists(self.shell, self.day)
        return lists.waiting(space.width, space.height - 1, header=False)[: space.height]

    def _lists(self) -> TodayLists:
        return TodayLists(self.shell, self.day, self.list, self.marked, self.call_backs, self.duty)

    def _detail(self, width: int) -> list[Line]:
        if self.list == "call_backs":
            return self.call_backs.detail(width)
        row = self._marked_here()
        if row is None:
            return []
        who = row.full_name or row.writer or _("Anonymous")
        if row.birth_year:
            who = _("{name}, born {year}").format(name=who, year=row.birth_year)
        facts = self._about(row)
        return [ruled(who, width=width), line("  " + fit(" ".join(facts), width - 3))]

    def _about(self, row: InTheHouse) -> list[str]:
        facts = []
        if row.state == State.INBOX and row.anonymous:
            facts.append(row.message or _("Nobody knows yet who it is from."))
        elif row.anonymous:
            facts.append(_("Anonymous: nothing about who it is."))
        elif row.seen_before == 0:
            facts.append(_("New here: the first time."))
        else:
            facts.append(_("Time no. {n} this year.").format(n=row.this_year))
            if row.last_on:
                last = short_day(row.last_on, local_date(self.shell.clock()))
                facts.append(_("Last here {day}.").format(day=last.rstrip(".")))
        if row.together_with:
            facts.append(_("Together with: {who}.").format(who=row.together_with))
        if row.note:
            facts.append(_("Note: {note}").format(note=row.note))
        return facts

    def side(self, width: int) -> list[Line]:
        if self.list == "call_backs":
            return self.call_backs.side(width)
        row = self._marked_here()
        if row is None:
            return []
        lines = flow(row.full_name or row.writer or _("Anonymous"), width=width, look=Look.TITLE)
        if row.birth_year:
            lines += flow(_("born {day}").format(day=row.birth_year), width=width)
        lines.append(EMPTY)
        lines += flow(_(CHANNEL_LABELS[row.channel]), width=width)
        for code in row.reasons:
            lines += flow(f"- {self.shell.lists.reason(code)}", width=width)
        for text in self._about(row):
            lines += [EMPTY, *flow(text, width=width)]
        return lines
