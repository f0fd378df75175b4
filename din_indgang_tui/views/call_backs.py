"""Those who want to be called back: the list of them, in Today and in the day in the house."""

from __future__ import annotations

from dataclasses import dataclass

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import call_backs
from din_indgang_tui.house.call_backs import CallBack
from din_indgang_tui.i18n import _, ngettext
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.call_back import CallBackForm
from din_indgang_tui.widgets.marks import window
from din_indgang_tui.widgets.page import Line, Look, columns, fit, flow, line, ruled
from din_indgang_tui.words import clock_time, near_day, short_day


@dataclass(slots=True)
class CallBackList:
    """The messages that are not done, with a mark that stays on its message."""

    shell: Shell
    rows: tuple[CallBack, ...] = ()
    marked_id: int | None = None

    async def read(self) -> None:
        """The messages as they are now."""
        found = await self.shell.desk.read(call_backs.waiting)
        at = self.at()
        self.rows = found
        if self.marked_id not in [row.call_back_id for row in found]:
            self.marked_id = found[min(at, len(found) - 1)].call_back_id if found else None

    def count(self) -> int:
        """How many there are."""
        return len(self.rows)

    def contexts(self) -> tuple[str, ...]:
        """Which keys of Today work on the marked one."""
        return ("today_call_backs",)

    def bar(self) -> tuple[str, ...]:
        """The keys of Today for the marked one, most needed first."""
        page = ("open_page",) if self.has_page() else ()
        return ("enter", "called", *page, "add", "new_enquiry", "next_list", "help", "log_out")

    def possible(self, command_id: str) -> bool:
        """Whether a command of Today has something to work on."""
        return command_id != "open_page" or self.has_page()

    def at(self) -> int:
        """Which row has the mark."""
        ids = [row.call_back_id for row in self.rows]
        return ids.index(self.marked_id) if self.marked_id in ids else 0

    def marked(self) -> CallBack | None:
        """The message with the mark."""
        return self.rows[self.at()] if self.rows else None

    def has_page(self) -> bool:
        """Whether the marked one is about a citizen of the house."""
        row = self.marked()
        return row is not None and row.citizen_id is not None

    def marked_one(self) -> tuple[int, str] | None:
        """The marked message by its number, and whose it is."""
        row = self.marked()
        return (row.call_back_id, row.full_name or _("Anonymous")) if row else None

    def move(self, step: int) -> None:
        """Up or down, staying within the list."""
        if self.rows:
            at = min(max(0, self.at() + step), len(self.rows) - 1)
            self.marked_id = self.rows[at].call_back_id

    # What the keys do -------------------------------------------------------------------

    async def open(self) -> None:
        """The marked message, to read and mend."""
        if (row := self.marked()) is not None:
            await self.shell.open(CallBackForm(self.shell, row.call_back_id))

    async def called(self) -> None:
        """The marked one was called; also when a colleague was faster the list is read again."""
        if (row := self.marked()) is None:
            return
        try:
            name = await self.shell.desk.change(call_backs.finish, row.call_back_id)
        finally:
            await self.read()
        self.shell.say(_("Saved: {name} was called back. u takes it back.").format(name=name))

    async def open_page(self) -> None:
        """The page of the citizen it is about."""
        row = self.marked()
        if row is None or row.citizen_id is None:
            self.shell.say(_("It is about nobody the house knows: there is no page."), wrong=True)
            return
        await self.shell.go_to_page(row.citizen_id)

    # Drawing ----------------------------------------------------------------------------

    def title(self, width: int, *, names: bool = False) -> Line:
        """`Ring tilbage 3`, with who they are where the list itself has no room."""
        title = _("Call back {n}").format(n=len(self.rows))
        if names:
            title += ": " + ", ".join(row.name or _("Anonymous") for row in self.rows)
        days = max((row.days(self.shell.clock()) for row in self.rows), default=0)
        right = ngettext("oldest {n} day !", "oldest {n} days !", days).format(n=days)
        return ruled(title, right if days else "", width=width)

    def lines(self, width: int, room: int, *, here: bool) -> list[Line]:
        """The rows in so many lines, without the title."""
        if len(self.rows) > room:
            room -= 1  # the line that says how many more there are
        shown = window(len(self.rows), self.at(), max(room, 1))
        lines = [
            self._line(self.rows[number], here and number == self.at(), width) for number in shown
        ]
        if len(self.rows) > len(shown):
            more = _("+ {n} more").format(n=len(self.rows) - len(shown))
            lines.append(line("  " + more, Look.QUIET))
        return lines

    def _line(self, row: CallBack, marked: bool, width: int) -> Line:
        now = self.shell.clock()
        day, today = local_date(row.taken_at), local_date(now)
        old = row.days(now)
        waited = ngettext("{n} day !", "{n} days !", old).format(n=old) if old else ""
        return columns(
            (2, clock_time(row.taken_at) if day == today else short_day(day, today)),
            (9, waited, Look.OVER),
            (19, row.name or _("Anonymous")),
            (35, row.for_whom(self.shell.desk.who.staff_id)),
            (56, fit(row.about or _("not said what about"), width - 57)),
            marked=marked,
        )

    def detail(self, width: int) -> list[Line]:
        """All of the marked message, below the lists."""
        row = self.marked()
        if row is None:
            return []
        return [
            ruled(row.full_name or _("Anonymous"), width=width),
            *(flow(row.about, width=width - 2, indent=2)[:3] if row.about else []),
            *flow(f"{row.number}. {self._taken(row)}", width=width - 2, indent=2),
        ]

    def side(self, width: int) -> list[Line]:
        """The same, beside the lists."""
        row = self.marked()
        if row is None:
            return []
        lines = flow(row.full_name or _("Anonymous"), width=width, look=Look.TITLE)
        for text in (
            row.number,
            row.about,
            row.for_whom(self.shell.desk.who.staff_id),
            self._taken(row),
        ):
            if text:
                lines += [line(), *flow(text, width=width)]
        return lines

    def _taken(self, row: CallBack) -> str:
        today = local_date(self.shell.clock())
        said = _("Taken down {day} at {time} by {colleague}.").format(
            day=near_day(local_date(row.taken_at), today),
            time=clock_time(row.taken_at),
            colleague=row.taken_by or "-",
        )
        if row.phone_protected:
            said += " " + _("o opens the page, r there shows the number.")
        return said
