"""The slots of today as a list of the day board: who is expected by whom, and who has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from din_indgang_tui.house import slots
from din_indgang_tui.house.codes import SlotStatus, shown_label, within_a_line
from din_indgang_tui.house.day_slots import DaySlot
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.views.base import Shell
from din_indgang_tui.widgets.marks import window
from din_indgang_tui.widgets.page import EMPTY, Line, Look, columns, fit, flow, ruled
from din_indgang_tui.words import clock_time

UNTOLD = 0  # marks the line of those who do not know yet; no slot has that number

# What the kinds that every house starts with are called where a column has nine letters.
_SHORT_KINDS = {
    "coaching": N_("talk"),
    "home_visit": N_("visit"),
    "accompaniment": N_("company"),
    "welfare_technology": N_("technology"),
    "ad_hoc": N_("help"),
}
_STATUS = {
    SlotStatus.ATTENDED: N_("was here"),
    SlotStatus.NO_SHOW: N_("did not come"),
    SlotStatus.CANCELLED_CITIZEN: N_("sent word"),
    SlotStatus.CANCELLED_HOUSE: N_("CANCELLED"),
}


def short_kind(shell: Shell, code: str) -> str:
    """The kind of a slot in one short word; the house's own where it has renamed it."""
    label = shell.lists.label(shell.lists.kinds, code)
    if code in _SHORT_KINDS and label == shown_label("activity_kind", code, None):
        return _(_SHORT_KINDS[code])
    return within_a_line(label)


@dataclass(slots=True)
class SlotList:
    """The slots of today in order, with a mark that stays on its slot, and who must be told."""

    shell: Shell
    rows: tuple[DaySlot, ...] = ()
    untold: int = 0
    marked_id: int | None = None

    def show(self, rows: tuple[DaySlot, ...], untold: int) -> None:
        """The slots as they are now; the mark stays, or goes to the first one still expected."""
        self.rows, self.untold = rows, untold
        if self.marked_id not in self._ids():
            self.begin()

    def begin(self) -> None:
        """Put the mark on the first who is still expected, else where the day is now."""
        now = self.shell.clock()
        expected = [row for row in self.rows if row.status == SlotStatus.BOOKED]
        waited_for = [row for row in expected if row.enquiry_id is None] or expected
        ids = [row.slot_id for row in waited_for] or self._ids()[self._next(now) :] or self._ids()
        self.marked_id = ids[0] if ids else None

    def _ids(self) -> list[int]:
        return [*(row.slot_id for row in self.rows), *([UNTOLD] if self.untold else [])]

    def _next(self, now: datetime) -> int:
        """The first that is not over; all of them where every one is."""
        return next((n for n, row in enumerate(self.rows) if not row.is_over(now)), len(self.rows))

    def count(self) -> int:
        """How many lines it would take to show all, the title aside."""
        return len(self._ids())

    def at(self) -> int:
        """Which line has the mark."""
        ids = self._ids()
        return ids.index(self.marked_id) if self.marked_id in ids else 0

    def marked(self) -> DaySlot | None:
        """The slot with the mark; None on the line of those who must be told."""
        return next((row for row in self.rows if row.slot_id == self.marked_id), None)

    def marked_one(self) -> tuple[int, str] | None:
        """The marked slot by its number, and whose it is."""
        row = self.marked()
        return (row.slot_id, row.full_name) if row else None

    # Keys -------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        """Which keys work on the marked line."""
        return ("today_untold",) if self.marked() is None else ("today_slots",)

    def bar(self) -> tuple[str, ...]:
        """The keys of the marked line, most needed first."""
        if self.marked() is None:
            return ("enter", "new_enquiry", "find", "next_list", "help", "log_out")
        return (
            *("enter", "here", "did_not_come", "sent_word", "cancel", "move"),
            "help",
        )

    def move(self, step: int) -> None:
        """Up or down, staying within the list."""
        if ids := self._ids():
            self.marked_id = ids[min(max(0, self.at() + step), len(ids) - 1)]

    def possible(self, command_id: str) -> bool:
        """Whether a command of Today has something to work on."""
        return self.marked() is not None or command_id == "enter"

    async def open(self) -> None:
        """The marked one has come: into the queue. On the line below: who must be told."""
        if (row := self.marked()) is None:
            await self.shell.go_to_untold()
        else:
            await has_come(self.shell, row.slot_id)

    async def open_page(self) -> None:
        """The page of the marked one."""
        if (row := self.marked()) is not None:
            await self.shell.go_to_page(row.citizen_id)

    # Drawing ----------------------------------------------------------------------------

    def height(self, *, here: bool) -> int:
        """How many lines it would take to show all, the title aside, with the mark or without."""
        return self.count() if here else len(self.rows)

    def title(self, width: int, shown: range, *, here: bool) -> Line:
        """`Dagen: 5 aftaler`, or which of them are shown, and how many must be told."""
        n, now = len(self.rows), self.shell.clock()
        said = ngettext("The day: {n} appointment", "The day: {n} appointments", n).format(n=n)
        if len(shown) < n and shown.start == self._next(now):
            said = _("The day: next {shown} of {n}").format(shown=len(shown), n=n)
        elif len(shown) < n:
            said = _("The day: {shown} of {n}").format(shown=len(shown), n=n)
        if self.untold and not here:
            return ruled(
                said, _("{n} to be told").format(n=self.untold) + "   " + _("Tab"), width=width
            )
        return ruled(said, _("Tab"), width=width)

    def lines(self, width: int, room: int, *, here: bool) -> list[Line]:
        """The title and so many lines; without the mark from those who are to come."""
        if self.untold and here:
            room -= 1
        count, at = len(self.rows), min(self.at(), max(0, len(self.rows) - 1))
        if here:
            shown = window(count, at, room)
        else:
            first = min(self._next(self.shell.clock()), max(0, count - room))
            shown = range(first, min(count, first + max(0, room)))
        lines = [self.title(width, shown, here=here)]
        lines += [self._line(self.rows[n], here and n == self.at(), width) for n in shown]
        if self.untold and here:
            said = ngettext(
                "{n} citizen does not know yet that a time was changed",
                "{n} citizens do not know yet that a time was changed",
                self.untold,
            ).format(n=self.untold)
            lines.append(columns((2, said, Look.OVER), marked=self.marked() is None))
        return lines

    def _line(self, row: DaySlot, marked: bool, width: int) -> Line:
        time, kind = clock_time(row.starts_at), short_kind(self.shell, row.kind)
        if row.status == SlotStatus.CANCELLED_HOUSE:
            why = row.cancel_why or row.coach or "-"
            said = fit(f"{_(_STATUS[row.status])}: {why}", width - 36)
            return columns(
                (2, time), (9, kind), (19, row.name), (35, said, Look.OVER), marked=marked
            )
        return columns(
            (2, time),
            (9, kind),
            (19, row.name),
            (35, row.coach),
            (52, self._where(row)),
            (64, self._status(row)),
            marked=marked,
        )

    def _where(self, row: DaySlot) -> str:
        return self.shell.lists.label(self.shell.lists.rooms, row.room) or row.place

    def _status(self, row: DaySlot) -> str:
        if row.status != SlotStatus.BOOKED:
            return _(_STATUS[row.status])
        if row.enquiry_id is not None:
            return _("has come")
        return _("not noted") if row.is_over(self.shell.clock()) else ""

    def detail(self, width: int) -> list[Line]:
        """All of the marked one, below the lists."""
        row = self.marked()
        if row is None:
            return []
        return [
            ruled(self._who(row), width=width),
            *flow(" ".join(self._about(row)), width=width - 2, indent=2)[:2],
        ]

    def side(self, width: int) -> list[Line]:
        """The same, beside the lists."""
        row = self.marked()
        if row is None:
            return []
        lines = flow(self._who(row), width=width, look=Look.TITLE)
        for text in self._about(row):
            lines += [EMPTY, *flow(text, width=width)]
        return lines

    def _who(self, row: DaySlot) -> str:
        if row.birth_year is None:
            return row.full_name
        return _("{name}, born {year}").format(name=row.full_name, year=row.birth_year)

    def _about(self, row: DaySlot) -> list[str]:
        kind = self.shell.lists.label(self.shell.lists.kinds, row.kind)
        where = self._where(row)
        times = f"{clock_time(row.starts_at)}-{clock_time(row.ends_at)}"
        facts = [", ".join(filter(None, (f"{kind} {times}", row.coach, where))) + "."]
        if row.no_shows and row.status in (SlotStatus.BOOKED, SlotStatus.NO_SHOW):
            facts.append(_no_shows(row))
        if row.cancel_why:
            facts.append(f"{row.cancel_why}.".replace("..", "."))
        if row.told is not None:
            facts.append(_("Has been told.") if row.told else _("Has not been told yet."))
        if row.note:
            facts.append(_("Note: {note}").format(note=row.note))
        return facts


def _no_shows(row: DaySlot) -> str:
    """Told quietly and to the one who looks: it is no reason to turn anybody away."""
    if row.status == SlotStatus.NO_SHOW:
        n = row.no_shows + 1
        return _("Did not come, time no. {n} in a row.").format(n=n)
    if row.no_shows == 1:
        return _("Did not come the last time.")
    return _("Did not come the last {n} times.").format(n=row.no_shows)


async def has_come(shell: Shell, slot_id: int) -> int:
    """Whoever has this slot is here: into the queue. Returns their enquiry."""
    came = await shell.desk.change(slots.arrive, slot_id)
    shell.say(_("Saved: {name} has come and waits.").format(name=came.name))
    return came.enquiry_id
