"""A citizen's page: who they are, and everything that happened, newest first."""

from __future__ import annotations

from datetime import date

from din_indgang_tui.clock import from_stored, local_date
from din_indgang_tui.house import citizens
from din_indgang_tui.house.citizens import Citizen, CitizenPage, Event
from din_indgang_tui.house.codes import CHANNEL_LABELS, Channel, State
from din_indgang_tui.house.finder import Hit, Why
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.widgets.marks import Mark, window
from din_indgang_tui.widgets.page import EMPTY, Line, Look, columns, fit, flow, line, ruled
from din_indgang_tui.words import clock_time, full_day, long_day


class CitizenView(View):
    """One person. That the page was opened is on record before it is shown."""

    area = "2"
    help_text = N_("Here you see one citizen: who they are, and everything that happened.")

    def __init__(self, shell: Shell, citizen_id: int) -> None:
        super().__init__(shell)
        self.citizen_id = citizen_id
        self.page: CitizenPage | None = None
        self.mark = Mark()

    async def load(self) -> None:
        first = self.page is None
        question = citizens.page if first else citizens.page_again
        self.page = await self.shell.desk.read(question, self.citizen_id)
        if first:
            self.shell.say(
                _("{who} opened {name}'s page at {time}. It is noted.").format(
                    who=self.shell.desk.who.name,
                    name=self.page.citizen.name,
                    time=clock_time(self.shell.clock()),
                )
            )

    async def changed(self, parts: set[str]) -> None:
        if "enquiries" in parts:
            await self.load()

    def contexts(self) -> tuple[str, ...]:
        return ("citizen", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        return ("up", "enquiry_now", "back", "find", "help", "log_out")

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

    async def do_enquiry_now(self) -> None:
        """A new enquiry of this person."""
        if self.page is None:
            return
        who = self.page.citizen
        await self.shell.begin_enquiry(
            Hit(who.id, who.given_name, who.family_name, who.birth_date, who.street, Why.NAME)
        )

    def _count(self) -> int:
        return len(self.page.events) if self.page else 0

    def side(self, width: int) -> list[Line]:
        if self.page is None or not self.page.events:
            return []
        event = self.page.events[min(self.mark.at, self._count() - 1)]
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
        who, events = self.page.citizen, self.page.events
        now = self.shell.clock()
        today = local_date(now)
        picture.add(ruled(self._title(who, today), width=space.width), EMPTY)
        picture.add(*self._facts(who, space.width), EMPTY)
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

    def _title(self, who: Citizen, today: date) -> str:
        if who.birth_date is None:
            return who.name
        born = who.birth_date
        from dateutil.relativedelta import relativedelta  # ten milliseconds the start can spare

        years = relativedelta(today, born).years
        return _("{name}, {years} years").format(name=who.name, years=years)

    def _facts(self, who: Citizen, width: int) -> list[Line]:
        born = _("Born {day}").format(day=full_day(who.birth_date)) if who.birth_date else "-"
        if who.address_protected:
            phone = _("Phone is protected")
            address = _("The address is protected.")
            if who.protected_until:
                address = _("The address is protected until {day}.").format(
                    day=full_day(who.protected_until)
                )
        else:
            phone = _("Phone {number}").format(number=who.phone or "-")
            place = f"{who.postcode} {who.city}".strip()
            parts = [part for part in (who.street, place) if part]
            address = ", ".join(parts) or _("No address")
        cpr = _("CPR number known") if who.has_cpr else ""
        lines = [
            columns((2, born), (24, phone), (51, who.email or cpr)),
            line("  " + fit(address, width - 4)),
        ]
        count = len(self.page.events) if self.page else 0
        visits = ngettext("{n} enquiry in all", "{n} enquiries in all", count).format(n=count)
        lines.append(line("  " + visits + (f". {cpr}" if who.email and cpr else "")))
        return lines

    def _event_line(self, event: Event, marked: bool, today: date, width: int) -> Line:
        arrived = from_stored(event.arrived_at)
        day = local_date(arrived)
        if day == today:
            when = _("today {time}").format(time=clock_time(arrived))
        elif day.year == today.year:
            when = f"{day:%d.%m.} {clock_time(arrived)}"
        else:
            when = full_day(day)
        text = self.shell.lists.reasons_in_a_line(event.reasons) or _("not said yet")
        if event.channel != Channel.WALK_IN:
            text = f"{_(CHANNEL_LABELS[Channel(event.channel)])}: {text}"
        return columns(
            (2, when),
            (16, _("enquiry")),
            (29, fit(f"{text}. {self._ended(event)}", width - 30)),
            marked=marked,
        )

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
        if self.page is None or not self.page.events:
            return []
        note = self.page.events[min(self.mark.at, self._count() - 1)].note
        if not note:
            return []
        return [ruled(_("Note"), width=width), *flow(note, width=width - 2, indent=2)[:3]]
