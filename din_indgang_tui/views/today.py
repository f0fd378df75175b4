"""Today: who waits, who is with whom, who is done."""

from __future__ import annotations

from din_indgang_tui.house import day, enquiries
from din_indgang_tui.house.day import Done, InTheHouse
from din_indgang_tui.house.day_slots import DaySlot
from din_indgang_tui.house.duty import OnDuty
from din_indgang_tui.house.group_session_rows import Session
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import Conflict, DeskError
from din_indgang_tui.store.roles import COACHES, DESK
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.views.became import BecameKeys
from din_indgang_tui.views.call_back import CallBackForm
from din_indgang_tui.views.call_backs import CallBackList
from din_indgang_tui.views.day_in_the_house import DayInTheHouse
from din_indgang_tui.views.duty import duty_news, on_duty_today, put_oneself_on, stands_there
from din_indgang_tui.views.enquiry import EnquiryView
from din_indgang_tui.views.fill_in import FillIn
from din_indgang_tui.views.finished import Finished
from din_indgang_tui.views.handover import news as handover_news
from din_indgang_tui.views.leftover import Leftover
from din_indgang_tui.views.letter import LetterView
from din_indgang_tui.views.today_detail import person_below, person_beside
from din_indgang_tui.views.today_lists import LISTS, TodayLists, rows_of
from din_indgang_tui.views.today_slots import SlotList
from din_indgang_tui.views.whose import Whose
from din_indgang_tui.widgets.page import EMPTY, Line, line

# Commands that are about the marked enquiry.
_ABOUT_ONE = ("enter", "fill_in", "hold", "whose", "correct")


class TodayView(BecameKeys, View):
    """The day board. The mark stays on the person, not on the row, whatever the lists do."""

    area = "1"
    help_text = N_(
        "Here you see who waits, who is with us, who is expected, the inbox, and who is done."
    )

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.day = day.Today((), (), (), ())
        self.list = "left_open"
        self.marked: int | None = None  # enquiry id; None where the mark is on a message
        self.call_backs = CallBackList(shell)
        self.slots = SlotList(shell)
        self.duty: tuple[OnDuty, ...] = ()

    # Reading ----------------------------------------------------------------------------

    async def load(self) -> None:
        if self.shell.desk.who.role in DESK:
            self.day = await self.shell.desk.read(day.today)
            await self.slots.show(self.day)
            await self.call_backs.read()
            self.duty = await on_duty_today(self.shell)
        self._settle()

    async def refused(self, error: DeskError) -> None:
        """Somebody was faster: what stands now is what the next key is about."""
        if isinstance(error, Conflict):
            await self.load()

    async def changed(self, parts: set[str]) -> None:
        if parts & {"enquiries", "citizens", "messages", "slots", "staff", "groups"}:
            await self.load()
        self.slots.changed(parts)

    async def news(self) -> str:
        """What whoever has just logged in should know: unread lines, and a place on the list."""
        if self.shell.desk.who.role not in DESK:
            return ""
        on_duty = duty_news(self.shell, self.duty, among_slots=self.list == "slots")
        return " ".join(filter(None, (await handover_news(self.shell), on_duty)))

    def mark_enquiry(self, enquiry_id: int) -> None:
        """Put the mark on this enquiry, wherever it stands."""
        self.list, self.marked = "waiting", enquiry_id
        self._settle()

    def _rows(self, name: str) -> tuple[InTheHouse | Done, ...]:
        return rows_of(self.day, name)

    def _own(self, name: str = "") -> CallBackList | SlotList | None:
        """A list that knows its rows and its mark itself; the one with the mark, if not named."""
        own: dict[str, CallBackList | SlotList] = {
            "slots": self.slots,
            "call_backs": self.call_backs,
        }
        return own.get(name or self.list)

    def _settle(self) -> None:
        """Keep the mark on its person; where they are gone, on the first who needs someone."""
        if (own := self._own()) is not None and own.count():
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
        own = self._own(name)
        return bool(self._rows(name) if own is None else own.count())

    def _index(self) -> int:
        rows = self._rows(self.list)
        return next((n for n, row in enumerate(rows) if row.enquiry_id == self.marked), 0)

    def _marked_here(self) -> InTheHouse | None:
        """The marked one, where they are in the house still."""
        here = (*self.day.left_open, *self.day.waiting, *self.day.with_us, *self.day.inbox)
        return next((row for row in here if row.enquiry_id == self.marked), None)

    def _marked_citizen(self) -> int | None:
        here = (row for row in self._rows(self.list) if row.enquiry_id == self.marked)
        return next((row.citizen_id for row in here), None)

    # Keys -------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        here = own.contexts() if (own := self._own()) else (f"today_{self.list}", "today")
        # Among the slots `p` is who was here.
        on = self.list == "slots" or stands_there(self.shell, self.duty)
        return (*here, "today_board", *(() if on else ("off_duty",)), "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        if self.shell.desk.who.role not in DESK:
            return ("help", "log_out")
        if (own := self._own()) is not None:
            return own.bar()
        if self.marked is None:
            return ("new_enquiry", "find", "day_in_the_house", "area_citizens", "help", "log_out")
        common = ("new_enquiry", "find", "next_list", "help", "log_out")
        page = ("open_page",) if self._marked_citizen() is not None else ()
        if self.list == "left_open":
            return ("enter", *page, "fill_in", "whose", *common)
        talk = ("talk",) if page and self.shell.desk.who.role in COACHES else ()
        if self.list in ("waiting", "inbox"):
            return ("enter", "finish", *page, *(talk or ("fill_in",)), *common)
        if self.list == "with_us":
            more = (*talk, "book") if talk else ("fill_in",)
            return ("enter", "finish", "hold", *more, *common)
        return ("enter", *page, "fill_in", "whose", *common)

    def possible(self, command_id: str) -> bool:
        if (own := self._own()) is not None:
            return own.possible(command_id)
        opens = command_id in ("open_page", "talk", "book", "join_group", "refer")
        if opens or (command_id == "enter" and self.list == "with_us"):
            return self._marked_citizen() is not None
        if command_id == "finish":
            return self._marked_here() is not None
        return self.marked is not None or command_id not in _ABOUT_ONE

    def marked_one(self) -> tuple[int, str] | None:
        if (own := self._own()) is not None:
            return own.marked_one()
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
        if (own := self._own()) is not None:
            own.move(step)
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
                self.slots.begin()
                return

    def do_back(self) -> None:
        """The mark back on the one who has waited longest."""
        self.list, self.marked = "waiting", None
        self._settle()

    async def do_enter(self) -> None:
        """Take in, or read a letter; close, correct or open what stands in another list."""
        if (own := self._own()) is not None:
            try:
                await own.open()
            finally:
                # Also when another desk was faster.
                await self.load()
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
        if (own := self._own()) is not None:
            await own.open_page()
            return
        if self.marked is None:
            return
        citizen_id = self._marked_citizen()
        if citizen_id is None:
            self.shell.say(_("This enquiry is anonymous: there is no page to open."), wrong=True)
            return
        await self.shell.go_to_page(citizen_id)

    async def do_talk(self) -> None:
        """A goal and dream conversation with the marked one."""
        slot = self.slots.marked() if self.list == "slots" else None
        if (citizen_id := self._whom(slot)) is not None:
            enquiry_id = self.marked if slot is None else slot.enquiry_id
            await self.shell.go_to_conversation(citizen_id, enquiry_id)

    def slot_marked(self) -> DaySlot | None:
        return self.slots.marked()

    def meeting_marked(self) -> Session | None:
        return self.slots.meeting()

    async def do_book(self) -> None:
        """A time for the marked one."""
        slot = self.slots.marked() if self.list == "slots" else None
        if (citizen_id := self._whom(slot)) is not None:
            await self.shell.go_to_booking(citizen_id, slot.course_id if slot else None)

    async def do_join_group(self) -> None:
        """A place in a group for the marked one."""
        if (citizen_id := self._whom(None)) is not None:
            await self.shell.go_to_join_group(citizen_id)

    async def do_refer(self) -> None:
        """A referral to the authority for the marked one."""
        if (citizen_id := self._whom(None)) is not None:
            await self.shell.go_to_new_referral(citizen_id)

    def _whom(self, slot: DaySlot | None) -> int | None:
        """The marked citizen; None, and a sentence, where it is nobody the house knows."""
        citizen_id = self._marked_citizen() if slot is None else slot.citizen_id
        if citizen_id is None and self.marked is not None:
            self.shell.say(_("Nobody knows who it is: m says whose enquiry it is."), wrong=True)
        return citizen_id

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
        return TodayLists(
            self.shell, self.day, self.list, self.marked, self.call_backs, self.slots, self.duty
        )

    def _detail(self, width: int) -> list[Line]:
        if (own := self._own()) is not None:
            return own.detail(width)
        row = self._marked_here()
        return [] if row is None else person_below(row, self.shell, width)

    def side(self, width: int) -> list[Line]:
        if (own := self._own()) is not None:
            return own.side(width)
        row = self._marked_here()
        return [] if row is None else person_beside(row, self.shell, width)
