"""The lists of Today as lines: who waits, who is with whom, the inbox, who is done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from rich.cells import cell_len

from din_indgang_tui.clock import local_date
from din_indgang_tui.house.codes import CHANNEL_LABELS, Channel, State
from din_indgang_tui.house.day import Done, InTheHouse, Today, booked
from din_indgang_tui.house.duty import OnDuty
from din_indgang_tui.i18n import _, ngettext
from din_indgang_tui.views.base import Shell, Space
from din_indgang_tui.views.call_backs import CallBackList
from din_indgang_tui.views.today_slots import SlotList
from din_indgang_tui.widgets.marks import window
from din_indgang_tui.widgets.page import Line, Look, columns, fit, line, ruled
from din_indgang_tui.words import clock_time, since

_ROOMY = 30  # lines, from which on a list without the mark need not be one line
# In the order in which they stand below each other.
LISTS = ("left_open", "waiting", "with_us", "slots", "inbox", "call_backs", "done")
# These know their rows and their mark themselves.
OWN_MARK = frozenset({"slots", "call_backs"})

_MESSAGE = 54  # where a letter begins, in the inbox


def _lies(days: int) -> str:
    """How long a letter lies there, in the nine columns there are."""
    if days > 99:
        return _("{n} d. !").format(n=days)
    return ngettext("{n} day !", "{n} days !", days).format(n=days)


def rows_of(day: Today, name: str) -> tuple[InTheHouse | Done, ...]:
    """The enquiries of one list as they stand on the screen: of the done the last one first."""
    if name == "done":
        return tuple(reversed(day.done))
    if name in OWN_MARK:
        return ()
    lists = {"left_open": day.left_open, "with_us": day.with_us, "inbox": day.inbox}
    return lists.get(name, day.waiting)


@dataclass(frozen=True, slots=True)
class TodayLists:
    """The day as lines, with the mark on one row of one list, or on none."""

    shell: Shell
    day: Today
    here: str = ""  # the list with the mark
    marked: int | None = None  # enquiry id
    call_backs: CallBackList | None = None
    slots: SlotList | None = None
    duty: tuple[OnDuty, ...] = ()

    def lines(self, space: Space) -> list[Line]:
        """All lists, in so many lines."""
        left_open = self._left_open(space.width)
        inbox = [*self._inbox(space.width), *self._call_backs(space)]
        headings = (4 if self.day.waiting else 3) + len(left_open) + len(inbox)
        if self.slots is not None and self.slots.count():
            headings += 1
        waiting, with_us, slots, done = self._share(space.height - headings)
        return [
            *left_open,
            *self.waiting(space.width, waiting),
            *self._with_us(space.width, with_us),
            *self._slots(space.width, slots),
            *inbox,
            *self._done(space.width, done),
        ]

    def _share(self, room: int) -> tuple[int, int, int, int]:
        """Lines for each list: those who wait first, then those with us, the slots, the done."""
        waiting = max(1, len(self.day.waiting))
        with_us = max(1, len(self.day.with_us))
        here = self.here == "slots"
        booked = self.slots.height(here=here) if self.slots is not None else 0
        done = max(3 if self.here == "done" else 0, 0 if booked else min(len(self.day.done), 2))
        slots = min(booked, 6 if here else 4)
        if waiting + with_us + slots + done > room:
            # Where it is tightest, three lines are those who wait and those with us.
            slots = min(booked, 5 if here else 2, max(1, room - done - 3))
        if waiting + with_us + slots + done > room:
            left = room - done - slots
            with_us = min(with_us, max(2, left - waiting, left // 3))
            waiting = min(waiting, left - with_us)
        rest = max(0, room - waiting - with_us - slots)
        more = min(booked - slots, max(0, rest - done))
        return waiting, with_us, slots + more, rest - more

    def _slots(self, width: int, room: int) -> list[Line]:
        """Who is expected today; nothing where nobody is."""
        if self.slots is None or not self.slots.count():
            return []
        return self.slots.lines(width, room, here=self.here == "slots")

    def _left_open(self, width: int) -> list[Line]:
        """What was not finished before today: the first thing of a day, and then gone."""
        rows = self.day.left_open
        if not rows:
            return []
        title = _("From before today, not finished {n}").format(n=len(rows))
        lines = [ruled(title, width=width)]
        shown = self._window(rows, "left_open", 5 if self.here == "left_open" else 2)
        today = local_date(self.shell.clock())
        for number in shown:
            row = rows[number]
            lines.append(
                columns(
                    (2, clock_time(row.arrived_at)),
                    (9, since(local_date(row.arrived_at), today)),
                    (19, row.name or _("Anonymous")),
                    (35, self._stood(row)),
                    (56, fit(self._reasons(row), width - 57)),
                    marked=self._marks("left_open", row),
                )
            )
        return lines + self._rest(len(rows), shown)

    def _stood(self, row: InTheHouse) -> str:
        """Where they were left: waiting, or with whom."""
        if row.state == State.WAITING:
            return _("waits")
        return _("with {colleague}").format(colleague=row.met_by)

    def waiting(self, width: int, room: int, *, header: bool = True) -> list[Line]:
        """Those who wait, longest first, in so many rows below the title and the header."""
        waiting, now = self.day.waiting, self.shell.clock()
        limit = self.shell.settings.wait_limit_minutes
        right = ""
        if waiting:
            longest = max(row.waited(now) for row in waiting)
            right = _("longest {n} min, ! over {limit} min").format(n=longest, limit=limit)
        title = ngettext("Waiting {n}", "Waiting {n}", len(waiting)).format(n=len(waiting))
        lines = [ruled(title, right, width=width)]
        if not waiting:
            return [*lines, line("  " + _("Nobody waits. Press n when someone comes in."))]
        if header:
            lines.append(
                columns(
                    (2, _("came"), Look.QUIET),
                    (9, _("waits"), Look.QUIET),
                    (19, _("who"), Look.QUIET),
                    (35, _("known"), Look.QUIET),
                    (49, _("why"), Look.QUIET),
                )
            )
        shown = self._window(waiting, "waiting", room)
        for number in shown:
            row = waiting[number]
            over = row.too_long(now, limit)
            why = self._why(row)
            if row.companion_shown:
                why += f" + {row.companion_shown}"
            lines.append(
                columns(
                    (2, clock_time(row.arrived_at)),
                    (
                        9,
                        self._minutes(row, now) + (" !" if over else ""),
                        Look.OVER if over else Look.PLAIN,
                    ),
                    (19, row.name or _("Anonymous")),
                    (35, self._known(row)),
                    (49, fit(why, width - 50)),
                    marked=self._marks("waiting", row),
                )
            )
        lines += self._rest(len(waiting), shown)
        return lines

    def _with_us(self, width: int, room: int) -> list[Line]:
        with_us, now = self.day.with_us, self.shell.clock()
        title = _("With us now {n}").format(n=len(with_us))
        lines = [ruled(title, self._on_duty(width), width=width)]
        if not with_us:
            return [*lines, line("  " + _("Nobody is in conversation just now."))]
        shown = self._window(with_us, "with_us", room)
        for number in shown:
            row = with_us[number]
            minutes = _("on hold") if row.state == State.ON_HOLD else self._minutes(row, now)
            why = self._why(row)
            if row.channel != Channel.WALK_IN:
                why = f"{_(CHANNEL_LABELS[row.channel])}, {why}"
            lines.append(
                columns(
                    (2, clock_time(row.met_at or row.arrived_at)),
                    (9, minutes),
                    (19, row.name or _("Anonymous")),
                    (35, _("with {colleague}").format(colleague=row.met_by)),
                    (56, fit(why, width - 57)),
                    marked=self._marks("with_us", row),
                )
            )
        lines += self._rest(len(with_us), shown)
        return lines

    def _inbox(self, width: int) -> list[Line]:
        """Letters and digital enquiries that nobody has taken up; nothing where there are none."""
        inbox = self.day.inbox
        if not inbox:
            return []
        limit, today = self.shell.settings.letter_limit_days, local_date(self.shell.clock())
        lying = {row.enquiry_id: (today - local_date(row.arrived_at)).days for row in inbox}
        old = any(days > limit for days in lying.values())
        right = _("! over {limit} days").format(limit=limit) if old else ""
        lines = [ruled(_("Inbox {n}").format(n=len(inbox)), right, width=width)]
        shown = self._window(inbox, "inbox", 5 if self.here == "inbox" else 2)
        for number in shown:
            row, days = inbox[number], lying[inbox[number].enquiry_id]
            day = local_date(row.arrived_at)
            came = clock_time(row.arrived_at) if day == today else f"{day.day}.{day.month}."
            lines.append(
                columns(
                    (2, came),
                    (9, _lies(days) if days > limit else "", Look.OVER),
                    (19, row.name or row.writer_short or _("Anonymous")),
                    (35, _(CHANNEL_LABELS[row.channel])),
                    (_MESSAGE, fit(row.message or self._reasons(row), width - _MESSAGE - 1)),
                    marked=self._marks("inbox", row),
                )
            )
        lines += self._rest(len(inbox), shown)
        return lines

    def _call_backs(self, space: Space) -> list[Line]:
        """Those who want to be called; nothing where nobody does, one line where it is tight."""
        if self.call_backs is None or not self.call_backs.rows:
            return []
        here = self.here == "call_backs"
        if not here and space.height < _ROOMY:
            return [self.call_backs.title(space.width, names=True)]
        return [
            self.call_backs.title(space.width),
            *self.call_backs.lines(space.width, 5, here=here),
        ]

    def _on_duty(self, width: int) -> str:
        """Initials of those on duty, as many as half the rule has room for."""
        names = [one.initials for one in self.duty]
        for count in range(len(names), 0, -1):
            more = f" +{len(names) - count}" if count < len(names) else ""
            said = _("on duty: {initials}").format(initials=", ".join(names[:count]) + more)
            if cell_len(said) <= width // 2:
                return said
        return ""

    def _done(self, width: int, room: int) -> list[Line]:
        done = rows_of(self.day, "done")
        title = _("Finished today {n}").format(n=len(done))
        counted = Counter(row.outcome for row in done if isinstance(row, Done))
        words = [
            f"{n} {self.shell.lists.outcome(outcome) or _('nothing noted')}"
            for outcome, n in counted.most_common()
        ]
        summary = f"{title}: {', '.join(words)}" if words else title
        lines = [ruled(summary, width=width)]
        shown = self._window(done, "done", room)
        for number in shown:
            row = done[number]
            assert isinstance(row, Done)
            lines.append(
                columns(
                    (2, clock_time(row.finished_at)),
                    (19, row.name or _("Anonymous")),
                    (35, row.met_by),
                    (56, fit(self.shell.lists.outcome(row.outcome), width - 57)),
                    marked=self._marks("done", row),
                )
            )
        lines += self._rest(len(done), shown)
        return lines if room > 0 else lines[:1]

    def _minutes(self, row: InTheHouse, now: datetime) -> str:
        if (day := row.since(now)) is not None:
            return since(day, local_date(now))
        return _("{n} min").format(n=f"{row.minutes(now):>2}")

    def _known(self, row: InTheHouse) -> str:
        if row.anonymous:
            return "-"
        return _("known") if row.seen_before else _("new")

    def _why(self, row: InTheHouse) -> str:
        """What they come for: the time they have, and what they said."""
        if row.booked_at is not None and not row.reasons:
            return booked(row)
        return ", ".join(filter(None, (booked(row), self._reasons(row))))

    def _reasons(self, row: InTheHouse) -> str:
        if not row.reasons:
            return _("not said yet")
        return self.shell.lists.reasons_in_a_line(row.reasons)

    def _window(self, rows: tuple[InTheHouse | Done, ...], name: str, room: int) -> range:
        if len(rows) > room:
            room -= 1  # the line that says how many more there are
        at = next((n for n, row in enumerate(rows) if self._marks(name, row)), 0)
        return window(len(rows), at, room)

    def _marks(self, name: str, row: InTheHouse | Done) -> bool:
        return self.here == name and row.enquiry_id == self.marked

    def _rest(self, count: int, shown: range) -> list[Line]:
        if count <= len(shown):
            return []
        if not shown.start:
            text = _("+ {n} more").format(n=count - len(shown))
        else:
            text = _("+ {above} above, {below} below").format(
                above=shown.start, below=count - shown.stop
            )
        return [line("  " + text, Look.QUIET)]
