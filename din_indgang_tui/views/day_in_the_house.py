"""The day in the house: who is on duty, what the next ones should know, whom to call back."""

from __future__ import annotations

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import call_backs, duty, handover
from din_indgang_tui.house.duty import OnDuty
from din_indgang_tui.house.handover import Handover, HandoverLine
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.views.call_back import CallBackForm
from din_indgang_tui.views.call_backs import CallBackList
from din_indgang_tui.views.duty import DutyForm, on_duty_today, put_oneself_on, stands_there
from din_indgang_tui.views.handover import HandoverForm
from din_indgang_tui.widgets.marks import window, window_of
from din_indgang_tui.widgets.page import EMPTY, Line, Look, columns, flow, line, ruled
from din_indgang_tui.words import clock_time, near_day

LISTS = ("duty", "handover", "call_backs")
_TEXT_AT = 16  # column where the text of a handover line begins
_MOST_LINES = 3  # of one handover line in the list; the marked one stands whole below


class DayInTheHouse(View):
    """Three lists, one of them with the mark; what is empty says so in a sentence."""

    area = "1"
    help_text = N_("Here you see who is on duty, the handover, and who wants to be called back.")

    def __init__(self, shell: Shell, call_back_id: int | None = None) -> None:
        """With a call-back, the mark stands on it."""
        super().__init__(shell)
        self.list = "duty" if call_back_id is None else "call_backs"
        self.duty: tuple[OnDuty, ...] = ()
        self.handover = Handover()
        self.call_backs = CallBackList(shell, marked_id=call_back_id)
        # The mark of each list stays on its line: by the colleague's id, and by the line's.
        self.marked = {"duty": 0, "handover": 0}

    # Reading ----------------------------------------------------------------------------

    async def load(self) -> None:
        on_duty = await on_duty_today(self.shell)
        lines = await self.shell.desk.read(handover.handover)
        await self.call_backs.read()
        # All at once, so that no key meets a mark whose line is not read yet.
        at = {name: self._at(name) for name in self.marked}
        self.duty, self.handover = on_duty, lines
        for name, before in at.items():
            ids = self._ids(name)
            if ids and self.marked[name] not in ids:
                self.marked[name] = ids[min(before, len(ids) - 1)]

    async def changed(self, parts: set[str]) -> None:
        if parts & {"messages", "citizens", "staff"}:
            await self.load()

    def _lines(self) -> tuple[HandoverLine, ...]:
        """The handover as it is read: the day before, then today."""
        return (*self.handover.before, *self.handover.today)

    def _ids(self, name: str) -> list[int]:
        if name == "duty":
            return [one.staff_id for one in self.duty]
        return [one.line_id for one in self._lines()]

    def _at(self, name: str) -> int:
        ids = self._ids(name)
        return ids.index(self.marked[name]) if self.marked[name] in ids else 0

    def _empty(self) -> bool:
        rows = {"duty": self.duty, "handover": self._lines(), "call_backs": self.call_backs.rows}
        return not rows[self.list]

    def _marked_duty(self) -> OnDuty | None:
        return self.duty[self._at("duty")] if self.duty else None

    def _marked_line(self) -> HandoverLine | None:
        lines = self._lines()
        return lines[self._at("handover")] if lines else None

    # Keys -------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        here = ("day_call_backs",) if self.list == "call_backs" else ()
        off = () if stands_there(self.shell, self.duty) else ("off_duty",)
        return (*here, *off, "day_in_the_house", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        if self._empty():
            return ("add", "next_list", "back", "help", "log_out")
        own: tuple[str, ...] = ()
        if self.list == "call_backs":
            own = ("called", "open_page") if self.call_backs.has_page() else ("called",)
        return ("edit", *own, "add", "take_away", "next_list", "back", "help", "log_out")

    def possible(self, command_id: str) -> bool:
        if command_id == "open_page":
            return self.call_backs.has_page()
        return not self._empty() or command_id not in ("edit", "take_away", "called")

    def marked_one(self) -> tuple[int, str] | None:
        if self.list == "call_backs":
            return self.call_backs.marked_one()
        if self.list == "duty":
            one = self._marked_duty()
            return (one.staff_id, one.name) if one else None
        told = self._marked_line()
        return (told.line_id, told.text) if told else None

    def do_down(self) -> None:
        """The next row."""
        self._move(1)

    def do_up(self) -> None:
        """The row before."""
        self._move(-1)

    def _move(self, step: int) -> None:
        if self.list == "call_backs":
            self.call_backs.move(step)
        elif ids := self._ids(self.list):
            at = min(max(0, self._at(self.list) + step), len(ids) - 1)
            self.marked[self.list] = ids[at]

    def do_next_list(self) -> None:
        """The next of the three lists, also an empty one: + adds to it."""
        self._turn(1)

    def do_last_list(self) -> None:
        """The list before."""
        self._turn(-1)

    def _turn(self, step: int) -> None:
        self.list = LISTS[(LISTS.index(self.list) + step) % len(LISTS)]

    async def do_back(self) -> None:
        """Back to where one came from."""
        await self.shell.close(self)

    async def do_add(self) -> None:
        """One more of the list in view."""
        if self.list == "duty":
            await self.shell.open(DutyForm(self.shell))
        elif self.list == "handover":
            await self.shell.open(HandoverForm(self.shell))
        else:
            await self.shell.open(CallBackForm(self.shell))

    async def do_edit(self) -> None:
        """The marked one, to read and mend."""
        if self.list == "call_backs":
            await self.call_backs.open()
        elif self.list == "duty" and (one := self._marked_duty()):
            await self.shell.open(DutyForm(self.shell, one))
        elif self.list == "handover" and (edited := self._marked_line()):
            await self.shell.open(HandoverForm(self.shell, edited))

    async def do_take_away(self) -> None:
        """The marked one is gone; `u` brings it back."""
        try:
            said = await self._take_away()
        finally:
            # Also when a colleague was faster: the list is then out of date.
            await self.load()
        if said:
            self.shell.say(said)

    async def _take_away(self) -> str:
        desk = self.shell.desk
        if self.list == "duty" and (one := self._marked_duty()):
            today = local_date(self.shell.clock())
            name = await desk.change(duty.take_off, today, one.staff_id, one.version)
            return _("{name} is off the list. u brings it back.").format(name=name)
        if self.list == "handover" and (edited := self._marked_line()):
            await desk.change(handover.take_away, edited.line_id, edited.version)
            return _("The line is taken away. u brings it back.")
        if self.list == "call_backs" and (row := self.call_backs.marked()):
            name = await desk.change(call_backs.take_away, row.call_back_id, row.version)
            return _("The message about {name} is taken away. u brings it back.").format(name=name)
        return ""

    async def do_on_duty(self) -> None:
        """Oneself on duty today."""
        await put_oneself_on(self.shell)
        await self.load()

    async def do_called(self) -> None:
        """The marked one was called back."""
        await self.call_backs.called()

    async def do_open_page(self) -> None:
        """The page of the citizen who wants to be called."""
        await self.call_backs.open_page()

    def hint(self) -> str:
        if self.list == "duty" and not stands_there(self.shell, self.duty):
            return _("You are not on the list. p puts you there.")
        return ""

    # Drawing ----------------------------------------------------------------------------

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        detail = [] if space.beside else self._detail(space.width)
        room = space.height - len(detail) - 5  # three titles, and an empty line between them
        on_duty, to_call = max(1, len(self.duty)), max(1, len(self.call_backs.rows))
        told = max(1, sum(len(rows) for rows in self._told(space.width)))
        # The list with the mark first; the others share what is left, at least two lines each.
        want = {"duty": on_duty, "handover": told, "call_backs": to_call}
        got = _shared(want, room, first=self.list)
        picture.add(*self._duty_lines(space.width, got["duty"]), EMPTY)
        picture.add(*self._handover_lines(space.width, got["handover"]), EMPTY)
        picture.add(*self._call_back_lines(space.width, got["call_backs"]))
        while len(picture.lines) < space.height - len(detail):
            picture.add(EMPTY)
        picture.add(*detail)
        return picture

    def _duty_lines(self, width: int, room: int) -> list[Line]:
        lines = [ruled(_("On duty today {n}").format(n=len(self.duty)), width=width)]
        if not self.duty:
            return [*lines, self._nothing("duty", _("Nobody is written on duty. + adds."))]
        at = self._at("duty")
        lines += [
            columns(
                (2, one.initials),
                (_TEXT_AT, one.name),
                (49, one.hours or _("the whole day")),
                marked=self.list == "duty" and number == at,
            )
            for number, one in enumerate(self.duty)
            if number in window(len(self.duty), at, room)
        ]
        return lines

    def _handover_lines(self, width: int, room: int) -> list[Line]:
        rows = self._told(width)
        lines = [ruled(_("Handover {n}").format(n=len(rows)), width=width)]
        if not rows:
            return [*lines, self._nothing("handover", _("Nothing is handed over. + adds."))]
        at = self._at("handover")
        for number in window_of([len(row) for row in rows], at, room):
            lines += rows[number]
        return lines

    def _told(self, width: int) -> list[list[Line]]:
        """The handover, each line of it in as many lines as it takes, up to a few."""
        today = local_date(self.shell.clock())
        rows = []
        for number, one in enumerate(self._lines()):
            text = flow(one.text, width=width - _TEXT_AT - 1)
            cut = len(text) > _MOST_LINES
            texts = [part.text for part in text[:_MOST_LINES]]
            if cut:
                texts[-1] = texts[-1][: width - _TEXT_AT - 3].rstrip() + " …"
            first = columns(
                (2, near_day(one.day, today)),
                (10, one.initials),
                (_TEXT_AT, texts[0]),
                marked=self.list == "handover" and number == self._at("handover"),
            )
            rows.append([first, *(columns((_TEXT_AT, more)) for more in texts[1:])])
        return rows

    def _call_back_lines(self, width: int, room: int) -> list[Line]:
        lines = [self.call_backs.title(width)]
        if not self.call_backs.rows:
            return [*lines, self._nothing("call_backs", _("Nobody waits for a call. + adds."))]
        return lines + self.call_backs.lines(width, room, here=self.list == "call_backs")

    def _nothing(self, name: str, said: str) -> Line:
        return columns((2, said), marked=True) if self.list == name else line("  " + said)

    def _detail(self, width: int) -> list[Line]:
        if self.list == "call_backs":
            return self.call_backs.detail(width)
        one = self._marked_line() if self.list == "handover" else None
        if one is None:
            return []
        return [
            ruled(one.written_by or "-", self._when(one), width=width),
            *flow(one.text, width=width - 4, indent=2),
        ]

    def side(self, width: int) -> list[Line]:
        if self.list == "call_backs":
            return self.call_backs.side(width)
        one = self._marked_line() if self.list == "handover" else None
        if one is None:
            return []
        return [
            *flow(one.written_by or "-", width=width, look=Look.TITLE),
            *flow(self._when(one), width=width),
            EMPTY,
            *flow(one.text, width=width),
        ]

    def _when(self, one: HandoverLine) -> str:
        day = near_day(local_date(one.written_at), local_date(self.shell.clock()))
        return _("{day} at {time}").format(day=day, time=clock_time(one.written_at))


def _shared(want: dict[str, int], room: int, *, first: str) -> dict[str, int]:
    """So many lines for each list: what it wants, or a fair share of what there is."""
    got = {name: min(2, lines) for name, lines in want.items()}
    for name in (first, *(other for other in want if other != first)):
        got[name] += min(want[name] - got[name], max(0, room - sum(got.values())))
    return got
