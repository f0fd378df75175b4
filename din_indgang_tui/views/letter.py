"""A letter of the inbox: who wrote, what, and who of those the house knows it may be from."""

from __future__ import annotations

from dataclasses import dataclass

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import day, inbox, likeness
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.codes import CHANNEL_LABELS, State
from din_indgang_tui.house.inbox import Letter
from din_indgang_tui.house.likeness import Described, Likely
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views.base import Board, Picture, Shell, Space, View
from din_indgang_tui.views.finished import Finished
from din_indgang_tui.views.likeness import additions, heading, likely_lines
from din_indgang_tui.widgets.marks import Mark, window
from din_indgang_tui.widgets.page import EMPTY, Line, Look, columns, fit, flow, line, ruled
from din_indgang_tui.words import clock_time, full_day, short_day

_LEAST_MESSAGE = 4  # lines of the message, however many are alike


@dataclass(frozen=True, slots=True)
class Sender:
    """One row to choose among: someone known, the new person it describes, or nobody."""

    likely: Likely | None = None
    new: NewCitizen | None = None

    @property
    def citizen(self) -> int | NewCitizen | None:
        """As the house takes it."""
        return self.likely.hit.citizen_id if self.likely else self.new


class LetterView(View):
    """Read, and then taken up for whoever it is from. Enter takes it up for the marked one."""

    area = "1"
    help_text = N_("Here you read a letter, and choose whom it is from before you take it up.")

    def __init__(self, shell: Shell, today: Board, enquiry_id: int) -> None:
        super().__init__(shell)
        self.today = today
        self.enquiry_id = enquiry_id
        self.read: Letter | None = None
        self.rows: list[Sender] = []
        self.mark = Mark()
        self.top = 0  # first line of the message in view
        self._below = 0  # lines of it below the view
        self._page = 1  # lines of it in view

    async def load(self) -> None:
        first = self.read is None
        question = inbox.letter if first else inbox.letter_again
        self.read = await self.shell.desk.read(question, self.enquiry_id)
        if first:
            await self._ask()
        elif self.read.state != State.INBOX:
            await self.shell.close(self)  # dealt with: it is not to be chosen for any more

    async def changed(self, parts: set[str]) -> None:
        if "enquiries" in parts and self._lies_there() and not await self._still_lies_there():
            self.shell.say(_("A colleague took this letter up meanwhile."), wrong=True)

    def _lies_there(self) -> bool:
        return self.read is not None and self.read.state == State.INBOX

    async def _still_lies_there(self) -> bool:
        self.read = await self.shell.desk.read(inbox.letter_again, self.enquiry_id)
        return self._lies_there()

    async def refused(self, error: DeskError) -> None:
        await self._still_lies_there()

    async def _ask(self) -> None:
        """Who it may be from. The mark is on the likeliest only where it is hardly anybody else."""
        assert self.read is not None
        if self.read.citizen_id is not None:
            self.rows = [Sender()]
            return
        found = await self.shell.desk.read(likeness.likely, self._described())
        self.rows = [Sender(likely=likely) for likely in found]
        self.mark.at = 0 if found and found[0].sure else len(found)
        if self.read.names_somebody:
            self.rows.append(Sender(new=self.read.person))
        self.rows.append(Sender())

    def _described(self) -> Described:
        assert self.read is not None
        born = self.read.birth_date
        return Described(
            given_name=self.read.given_name,
            family_name=self.read.family_name,
            birth_date=full_day(born) if born else "",
            phone=self.read.phone,
            email=self.read.email,
        )

    # Keys -------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        return ("letter", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        turn = ("page_down",) if self._below else ("page_up",) if self.top else ()
        return ("up", "enter", *turn, "finish", "back", "help", "log_out")

    def _marked_citizen(self) -> int | None:
        if not self.rows or self.read is None:
            return None
        likely = self.rows[self.mark.at].likely
        return likely.hit.citizen_id if likely else self.read.citizen_id

    def do_down(self) -> None:
        """The next one it may be from."""
        self.mark.turn(1, len(self.rows))

    def do_up(self) -> None:
        """The one before."""
        self.mark.turn(-1, len(self.rows))

    def do_page_down(self) -> None:
        """On in the message."""
        self.top += min(self._page, self._below)

    def do_page_up(self) -> None:
        """Back in the message."""
        self.top = max(0, self.top - self._page)

    async def do_enter(self) -> None:
        """Take it up, for the marked one."""
        row = self.rows[self.mark.at]
        name = await self.shell.desk.change(inbox.take_up, self.enquiry_id, row.citizen)
        said = _("{name} is with you now.").format(name=name)
        if row.likely is not None:
            known = row.likely.hit.citizen_id
            said += await additions(self.shell.desk, known, self._described())
        await self.shell.go_to_enquiry(self.enquiry_id)
        self.shell.say(said)

    async def do_finish(self) -> None:
        """How did it end? Without taking it up first."""
        row = await self.shell.desk.read(day.one, self.enquiry_id)
        await self.shell.open(Finished(self.shell, self.today, row))

    async def do_open_page(self) -> None:
        """The page of the one who is marked."""
        if (citizen_id := self._marked_citizen()) is not None:
            await self.shell.go_to_page(citizen_id)
        else:
            self.shell.say(_("Put the mark on somebody we know first."), wrong=True)

    async def do_back(self) -> None:
        """Leave it where it lies."""
        await self.shell.close(self)

    # Drawing ----------------------------------------------------------------------------

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        if self.read is None:
            return picture
        width = space.width
        picture.add(self._title(width), *self._about(width), EMPTY)
        known = [row.likely for row in self.rows if row.likely is not None]
        others = [row for row in self.rows if row.likely is None]
        room = space.height - len(picture.lines) - 1 - len(others)
        likely = likely_lines(
            known,
            width=width,
            room=max(2, room - _LEAST_MESSAGE - 1),
            marked=self.mark.at if self.mark.at < len(known) else None,
        )
        message = self._message(width, room - len(likely) - 1)
        picture.add(*message, EMPTY)
        picture.add(heading(known, width) if known else ruled(_("Who is it from?"), width=width))
        picture.add(*likely)
        for number, row in enumerate(others, start=len(known)):
            named = fit(self._named(row), width - 3)
            picture.add(columns((2, named), marked=number == self.mark.at))
        return picture

    def _title(self, width: int) -> Line:
        assert self.read is not None
        arrived, today = self.read.arrived_at, local_date(self.shell.clock())
        came = f"{short_day(local_date(arrived), today)} {clock_time(arrived)}"
        channel = _(CHANNEL_LABELS[self.read.channel])
        who = self.read.writer or self.read.citizen or _("Anonymous")
        return ruled(who, f"{channel}, {came}", width=width)

    def _about(self, width: int) -> list[Line]:
        """How to reach them, and why they write."""
        assert self.read is not None
        letter = self.read
        facts = []
        if letter.birth_date:
            facts.append(_("born {day}").format(day=full_day(letter.birth_date)))
        facts += [fact for fact in (letter.phone, letter.email) if fact]
        reach = "   ".join(facts) or _("No phone number and no e-mail.")
        why = self.shell.lists.reasons_in_a_line(letter.reasons) or _("not said yet")
        why = _("Why: {reasons}").format(reasons=why)
        if letter.heard_from:
            heard = self.shell.lists.label(self.shell.lists.heard_from, letter.heard_from)
            why += "   " + _("Heard of us: {where}").format(where=heard)
        return [one for fact in (reach, why) for one in flow(fact, width=width - 2, indent=2)]

    def _message(self, width: int, room: int) -> list[Line]:
        """The message in so many lines, from `top` on."""
        assert self.read is not None
        text = self.read.message or self.read.note or _("Nothing is written in it.")
        lines = [
            one
            for part in text.split("\n")
            for one in flow(part, width=width - 2, indent=2, look=Look.TITLE)
        ]
        room = max(1, room)
        if len(lines) <= room:
            self.top = self._below = 0
            return lines + [EMPTY] * (room - len(lines))
        self._page = room - 1  # the last one says how many lines there are
        self.top = min(self.top, len(lines) - self._page)
        shown = window(len(lines), self.top + self._page // 2, self._page)
        self._below = len(lines) - shown.stop
        count = _("lines {first}-{last} of {all}").format(
            first=shown.start + 1, last=shown.stop, all=len(lines)
        )
        return [*lines[shown.start : shown.stop], line("  " + count, Look.QUIET)]

    def _named(self, row: Sender) -> str:
        assert self.read is not None
        if row.new is not None:
            return _("New person: {name}").format(name=self.read.writer or _("with that number"))
        return self.read.citizen or _("Stays anonymous")

    def hint(self) -> str:
        if self.read is None:
            return ""
        row = self.rows[self.mark.at]
        if row.likely is not None:
            return _("Enter takes it up for this one; nothing that is stored is changed.")
        if row.new is not None:
            return _("Enter takes it up for a new person, with what the letter says of them.")
        if self.read.citizen_id is None:
            return _("Enter takes it up without a name. It can be given to somebody later.")
        return _("Enter takes it up.")
