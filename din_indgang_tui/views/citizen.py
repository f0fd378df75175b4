"""A citizen's page: who they are, and everything that happened, newest first."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from din_indgang_tui.clock import from_stored, local_date
from din_indgang_tui.house import call_backs, citizens, courses, day, promises, time_line
from din_indgang_tui.house.attendance import Attended
from din_indgang_tui.house.call_backs import CallBack
from din_indgang_tui.house.citizen_facts import Facts
from din_indgang_tui.house.citizens import CitizenPage, Event
from din_indgang_tui.house.codes import CHANNEL_LABELS, Channel, State
from din_indgang_tui.house.day import InTheHouse
from din_indgang_tui.house.finder import Hit, Why
from din_indgang_tui.house.promises import Promise
from din_indgang_tui.house.slot_rows import Slot
from din_indgang_tui.house.time_line import Happened, Told
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.store.roles import COACHES, DESK
from din_indgang_tui.views import citizen_facts
from din_indgang_tui.views import time_line as lines_of
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.views.call_back import CallBackForm
from din_indgang_tui.views.citizen_facts import EditFacts
from din_indgang_tui.views.conversation_rows import owed_line
from din_indgang_tui.views.enquiry import EnquiryView
from din_indgang_tui.views.owed_lines import OwedToOne
from din_indgang_tui.views.page_add import AddToPage, Ways, WhichPromise
from din_indgang_tui.views.whose import Whose
from din_indgang_tui.widgets.marks import Mark, window
from din_indgang_tui.widgets.page import EMPTY, Line, Look, columns, fit, flow, line, ruled
from din_indgang_tui.words import clock_time, full_day, long_day, short_day, unstopped

Entry = Event | CallBack | Happened
_PARTS = frozenset(
    {
        *("enquiries", "citizens", "messages", "courses", "slots", "conversations", "groups"),
        *("checks", "referrals"),
    }
)


class CitizenView(View):
    """One person. That the page was opened is on record before it is shown."""

    area = "2"
    help_text = N_("Here you see one citizen: who they are, and everything that happened.")

    def __init__(self, shell: Shell, citizen_id: int) -> None:
        super().__init__(shell)
        self.citizen_id = citizen_id
        self.page: CitizenPage | None = None
        self.entries: tuple[Entry, ...] = ()  # the time line, newest first
        self.told = Told((), (), ())
        self.owed = OwedToOne(shell, citizen_id)
        self.mark = Mark()
        self.shown: Facts | None = None  # what is protected, while it is shown
        self.shown_until: datetime | None = None

    async def load(self) -> None:
        # Who comes back to the page finds hidden what is protected.
        self._hide()
        await self._read()

    async def _read(self) -> None:
        first = self.page is None
        question = citizens.page if first else citizens.page_again
        self.page = await self.shell.desk.read(question, self.citizen_id)
        self.told = await self.shell.desk.read(time_line.of_citizen, self.citizen_id)
        calls = await self.shell.desk.read(call_backs.of_citizen, self.citizen_id)
        self.shell.afterwards(self.owed.read())
        entries: list[Entry] = [*self.page.events, *calls, *self.told.happened]
        marked = self._marked()
        self.entries = tuple(sorted(entries, key=_when, reverse=True))
        # The mark stays on its line when a colleague adds another.
        keys = [_key(entry) for entry in self.entries]
        if marked is not None and _key(marked) in keys:
            self.mark.at = keys.index(_key(marked))
        if self.shown is not None and self.shown.version != self.page.citizen.version:
            self._hide()  # what is shown is not what is stored any more
        if first:
            # What is to come stands above the mark: the newest thing that happened has it.
            now = self.shell.clock()
            happened = (n for n, entry in enumerate(self.entries) if _when(entry) <= now)
            self.mark.at = next(happened, 0)
            self.shell.say(
                _("{who} opened {name}'s page at {time}. It is noted.").format(
                    who=self.shell.desk.who.name,
                    name=self.page.citizen.name,
                    time=clock_time(self.shell.clock()),
                )
            )

    async def changed(self, parts: set[str]) -> None:
        if parts & _PARTS:
            await self._read()

    def tick(self) -> bool:
        if self.shown_until is None or self.shell.clock() < self.shown_until:
            return False
        self._hide()
        return True

    def _hide(self) -> None:
        self.shown = self.shown_until = None

    def contexts(self) -> tuple[str, ...]:
        return ("citizen", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        protected = self.page is not None and self.page.citizen.address_protected
        show = ("show",) if protected and self.shown is None else ()
        lines: tuple[str, ...] = ()
        if (marked := self._marked()) is not None and not show:
            lines = ("enter", "whose") if isinstance(marked, Event) else ("enter",)
        talk = ("talk",) if self.shell.desk.who.role in COACHES else ()
        return ("edit", *show, *lines, *talk, "add", "back", "help", "log_out")

    def possible(self, command_id: str) -> bool:
        if command_id == "whose":
            return isinstance(self._marked(), Event)
        if command_id == "promise_kept":
            return bool(self.told.promised)
        return command_id != "enter" or self._marked() is not None

    def marked_one(self) -> tuple[int, str] | None:
        return (self.citizen_id, self.page.citizen.name) if self.page else None

    def do_down(self) -> None:
        """The next line."""
        self.mark.move(1, self._count())

    def do_up(self) -> None:
        """The line before."""
        self.mark.move(-1, self._count())

    def do_page_down(self) -> None:
        """Ten lines on."""
        self.mark.move(10, self._count())

    def do_page_up(self) -> None:
        """Ten lines back."""
        self.mark.move(-10, self._count())

    async def do_back(self) -> None:
        """Back to where one came from."""
        await self.shell.close(self)

    async def do_edit(self) -> None:
        """The facts, as rows to edit in place."""
        if self.page is not None:
            await self.shell.open(EditFacts(self.shell, self.page.citizen, self.shown_until))

    async def do_show(self) -> None:
        """A protected address and phone, for a minute, once that is on record."""
        if self.page is None or not self.page.citizen.address_protected:
            self.shell.say(_("The address is not protected."))
            return
        self.shown, self.shown_until = await citizen_facts.look(self.shell, self.citizen_id)

    async def do_enter(self) -> None:
        """Correct the marked enquiry; a message to call back opens while it stands."""
        if isinstance(call := self._marked(), CallBack):
            await self._open_call(call)
        elif call is not None and not isinstance(call, Event):
            await lines_of.go_to(call, self.shell)
        elif (row := await self._marked_enquiry()) is not None:
            await self.shell.open(EnquiryView(self.shell, row, self.area))

    async def do_whose(self) -> None:
        """Whose is the marked enquiry?"""
        if (row := await self._marked_enquiry()) is not None:
            await self.shell.open(Whose(self.shell, row, self.area))

    def _marked(self) -> Entry | None:
        return self.entries[min(self.mark.at, self._count() - 1)] if self.entries else None

    async def _marked_enquiry(self) -> InTheHouse | None:
        event = self._marked()
        if not isinstance(event, Event):
            return None
        return await self.shell.desk.read(day.one, event.enquiry_id)

    async def _open_call(self, call: CallBack) -> None:
        if call.done_at is None:
            await self.shell.open(CallBackForm(self.shell, call.call_back_id))
        else:
            self.shell.say(_("It is done, and stands here as it was."))

    async def do_talk(self) -> None:
        """The goal and dream conversation with this person."""
        await self.shell.go_to_conversation(self.citizen_id)

    async def do_refer(self) -> None:
        """A referral to the authority."""
        await self.shell.go_to_new_referral(self.citizen_id)

    async def do_add(self) -> None:
        """Something new of this person; whoever may add but one thing is not asked which."""
        if self.page is None:
            return
        ways: Ways = {"enquiry": (_("New enquiry: they are here, or call now"), self._enquiry_now)}
        if self.shell.desk.who.role in COACHES:
            ways["course"] = (_("New course"), self._new_course)
            ways["group"] = (_("A place in a group"), self.do_join_group)
            ways["consent"] = (_("Consent to pass something on"), self.do_consents)
        if len(ways) == 1:
            await self._enquiry_now()
        else:
            await self.shell.open(AddToPage(self.shell, self, self.page.citizen.name, ways))

    async def do_book(self) -> None:
        """A time for this person, in their course where one is open."""
        running = self.told.running
        await self.shell.go_to_booking(self.citizen_id, running.course_id if running else None)

    async def do_join_group(self) -> None:
        """A place in a group, or on its waiting list."""
        await self.shell.go_to_join_group(self.citizen_id)

    async def do_promise_kept(self) -> None:
        """The promise is kept; where there are several, one chooses which."""
        if not self.told.promised or self.page is None:
            self.shell.say(_("Nothing that you keep is promised just now."))
        elif len(self.told.promised) == 1:
            await self._kept(self.told.promised[0])
        else:
            ways: Ways = {
                str(one.promise_id): (owed_line(one), partial(self._kept, one))
                for one in self.told.promised
            }
            await self.shell.open(WhichPromise(self.shell, self, self.page.citizen.name, ways))

    async def _kept(self, promise: Promise) -> None:
        deed = promises.keep_promise
        await self.shell.desk.change(deed, promise.promise_id, promise.version)
        await self._read()
        self.shell.say(_("Saved: kept. {what}").format(what=promise.words))

    async def do_new_course(self) -> None:
        """A course for this person; the one that is open, where there is one."""
        await self._new_course()

    async def _new_course(self) -> None:
        running = await self.shell.desk.read(courses.open_of, self.citizen_id)
        if running is None:
            await self.shell.go_to_new_course(self.citizen_id)
        else:
            await self.shell.go_to_course(running.course_id)
            self.shell.say(_("This is the course that is open."))

    async def _enquiry_now(self) -> None:
        if self.page is None:
            return
        who = self.page.citizen
        await self.shell.begin_enquiry(
            Hit(who.id, who.given_name, who.family_name, who.birth_date, who.street, Why.NAME)
        )

    async def do_plan(self) -> None:
        """Their plan, as it is printed."""
        await self.shell.go_to_plan(self.citizen_id)

    async def do_consents(self) -> None:
        """What may be passed on."""
        await self.shell.go_to_consents(self.citizen_id)

    def _count(self) -> int:
        return len(self.entries)

    def side(self, width: int) -> list[Line]:
        event = self._marked()
        if isinstance(event, CallBack):
            day_of_it = flow(long_day(local_date(_when(event))), width=width, look=Look.TITLE)
            said = (_("call back"), event.about, self._called(event))
            return [*day_of_it, *(one for text in said if text for one in flow(text, width=width))]
        if event is None:
            return []
        if not isinstance(event, Event):
            return [
                one for text in lines_of.texts(event, self.shell) for one in flow(text, width=width)
            ]
        arrived = from_stored(event.arrived_at)
        lines = flow(long_day(local_date(arrived)), width=width, look=Look.TITLE)
        lines += flow(
            f"{clock_time(arrived)}, {_(CHANNEL_LABELS[Channel(event.channel)])}", width=width
        )
        lines.append(EMPTY)
        for code in event.reasons:
            lines += flow(f"- {self.shell.lists.reason(code)}", width=width)
        for text in (self._ended(event), event.met_by, event.note):
            if text:
                lines += [EMPTY, *flow(text, width=width)]
        return lines

    # Drawing ----------------------------------------------------------------------------

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        if self.page is None or self.shell.desk.who.role not in DESK:
            return picture
        who, events = self.page.citizen, self.entries
        now = self.shell.clock()
        today = local_date(now)
        named, called = citizen_facts.title(who, today)
        picture.add(ruled(named, called, width=space.width), EMPTY)
        count = len(self.page.events)
        visits = ngettext("{n} enquiry in all", "{n} enquiries in all", count).format(n=count)
        picture.add(*citizen_facts.lines(who, self.shown, visits, space.width))
        picture.add(*lines_of.above(self.told, space.width), *self.owed.lines(space.width), EMPTY)
        note = [] if space.beside else self._marked_note(space.width)
        room = space.height - len(picture.lines) - 1 - len(note)
        shown = window(len(events), self.mark.at, room)
        right = ""
        if events:
            right = _("{first}-{last} of {count}").format(
                first=shown.start + 1, last=shown.stop, count=len(events)
            )
        picture.add(ruled(_("Everything that happened, newest first"), right, width=space.width))
        if not events:
            picture.add(line("  " + _("Nothing yet.")))
        for number in shown:
            picture.add(
                self._event_line(events[number], number == self.mark.at, today, space.width)
            )
        while len(picture.lines) < space.height - len(note):
            picture.add(EMPTY)
        picture.add(*note)
        return picture

    def _event_line(self, event: Entry, marked: bool, today: date, width: int) -> Line:
        arrived = _when(event)
        day = local_date(arrived)
        if day == today:
            when = _("today {time}").format(time=clock_time(arrived))
        elif day.year == today.year:
            when = f"{day:%d.%m.} {clock_time(arrived)}"
        else:
            when = full_day(day)
        if isinstance(event, CallBack):
            said = ". ".join(filter(None, (unstopped(event.about), self._called(event))))
            what = (16, _("call back")), (29, fit(said, width - 30))
            return columns((2, when), *what, marked=marked)
        if not isinstance(event, Event):
            kind, said = lines_of.texts(event, self.shell)
            when = when if isinstance(event, Slot | Attended) else short_day(day, today)
            return columns((2, when), (16, kind), (29, fit(said, width - 30)), marked=marked)
        text = self.shell.lists.reasons_in_a_line(event.reasons) or _("not said yet")
        if event.channel != Channel.WALK_IN:
            text = f"{_(CHANNEL_LABELS[Channel(event.channel)])}: {text}"
        return columns(
            (2, when),
            (16, _("enquiry")),
            (29, fit(f"{text}. {self._ended(event)}", width - 30)),
            marked=marked,
        )

    def _called(self, call: CallBack) -> str:
        if call.done_at is None:
            return _("Not called yet")
        if not call.done_by:
            return _("{colleague} called, nobody answered").format(colleague=call.taken_by or "-")
        return _("Called by {colleague}").format(colleague=call.done_by)

    def _ended(self, event: Event) -> str:
        if event.outcome:
            label = self.shell.lists.outcome(event.outcome)
            return label[:1].upper() + label[1:]
        if event.state == State.WAITING:
            return _("Waits")
        if event.state in (State.WITH_US, State.ON_HOLD):
            return _("With {colleague}").format(colleague=event.met_by)
        return _("In the inbox") if event.state == State.INBOX else ""

    def _marked_note(self, width: int) -> list[Line]:
        marked = self._marked()
        note = marked.note if isinstance(marked, Event) else ""
        if not note:
            return []
        return [ruled(_("Note"), width=width), *flow(note, width=width - 2, indent=2)[:3]]


def _key(entry: Entry) -> tuple[str, int]:
    """What tells one entry from the others, wherever it stands."""
    if isinstance(entry, Event):
        return "enquiry", entry.enquiry_id
    if isinstance(entry, CallBack):
        return "call_back", entry.call_back_id
    return lines_of.key_of(entry)


def _when(entry: Entry) -> datetime:
    """The moment by which an entry stands in the time line."""
    if isinstance(entry, Event):
        return from_stored(entry.arrived_at)
    if isinstance(entry, CallBack):
        return entry.done_at or entry.taken_at
    return time_line.moment(entry)
