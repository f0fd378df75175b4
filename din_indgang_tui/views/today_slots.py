"""The slots and meetings of today as a list of the day board: who is expected, who has come."""

from __future__ import annotations

from collections.abc import Container, Set
from dataclasses import dataclass, field
from datetime import datetime

from din_indgang_tui.house import slots
from din_indgang_tui.house.codes import SessionStatus, SlotStatus, shown_label, within_a_line
from din_indgang_tui.house.day import Today
from din_indgang_tui.house.day_slots import DaySlot
from din_indgang_tui.house.group_session_rows import Session
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.views import today_meetings, today_owed
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.today_owed import OwedToday
from din_indgang_tui.widgets.marks import window
from din_indgang_tui.widgets.page import EMPTY, Line, Look, columns, fit, flow, ruled
from din_indgang_tui.words import clock_time

Key = tuple[str, int]  # what tells one line from the others
UNTOLD: Key = ("untold", 0)  # the line of those who do not know yet
BACK: Key = ("back", 0)  # the line of what the authority answered
OWED: Key = ("owed", 0)  # the line of what is owed


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
    """What is on today in order, with a mark that stays on its line; below it what is owed."""

    shell: Shell
    rows: tuple[DaySlot | Session, ...] = ()
    untold: int = 0
    owed: OwedToday = field(default_factory=OwedToday)
    key: Key | None = None  # the line with the mark
    asked: bool = False  # what is owed, and nobody has begun to read it

    async def show(self, day: Today) -> None:
        """The day as it is now; the mark stays, or goes to the first one still expected."""
        self.ask_what_is_owed()
        self.rows = tuple(
            sorted((*day.slots, *day.meetings), key=lambda row: (row.starts_at, row.ends_at))
        )
        self.untold = day.untold
        if self.key not in self._keys():
            self.begin()

    def changed(self, parts: Set[str]) -> None:
        """These parts of the house changed, which the day itself does not go by."""
        if parts & today_owed.PARTS and self.shell.desk.who.role in DESK:
            self.ask_what_is_owed()

    def ask_what_is_owed(self) -> None:
        """Read once the screen is drawn; of several changes at once, once."""
        if not self.asked:
            self.asked = True
            self.shell.afterwards(self._read_owed())

    async def _read_owed(self) -> None:
        self.asked = False  # what changes from here on is asked for anew
        self.owed = await today_owed.read(self.shell)
        if self.key not in self._keys():
            self.begin()

    def begin(self) -> None:
        """Put the mark on the first that is still to come, else where the day is now."""
        to_come = [row for row in self.rows if _is_to_come(row)]
        waited_for = [row for row in to_come if not _has_come(row)] or to_come
        keys = [_key(row) for row in waited_for]
        keys = keys or self._keys()[self._next(self.shell.clock()) :] or self._keys()
        self.key = keys[0] if keys else None

    def _keys(self) -> list[Key]:
        below = {UNTOLD: self.untold, BACK: self.owed.back, OWED: self.owed.rest}
        return [*(_key(row) for row in self.rows), *(key for key, there in below.items() if there)]

    def _next(self, now: datetime) -> int:
        """The first that is not over; all of them where every one is."""
        ends = enumerate(row.ends_at for row in self.rows)
        return next((n for n, end in ends if end > now), len(self.rows))

    def count(self) -> int:
        """How many lines it would take to show all, the title aside."""
        return len(self._keys())

    def at(self) -> int:
        """Which line has the mark."""
        keys = self._keys()
        return keys.index(self.key) if self.key in keys else 0

    def _row(self) -> DaySlot | Session | None:
        return next((row for row in self.rows if _key(row) == self.key), None)

    def marked(self) -> DaySlot | None:
        """The slot with the mark; None on a meeting, and on the lines below."""
        row = self._row()
        return row if isinstance(row, DaySlot) else None

    def meeting(self) -> Session | None:
        """The meeting with the mark; None on a slot, and on the lines below."""
        row = self._row()
        return row if isinstance(row, Session) else None

    def marked_one(self) -> tuple[int, str] | None:
        """The marked slot or meeting by its number, and whose it is."""
        if (row := self.marked()) is not None:
            return row.slot_id, row.full_name
        if self.key == BACK and self.owed.back:
            return hash(self.owed.back[0].key), self.owed.back[0].full_name
        meeting = self.meeting()
        # A slot and a meeting may have the same number.
        return (-meeting.session_id, meeting.group) if meeting is not None else None

    # Keys -------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        """Which keys work on the marked line."""
        if self.meeting() is not None:
            return ("today_meetings",)
        if self.key in (OWED, BACK):
            return ("today_owed",) if self.key == OWED else ("today_back",)
        return ("today_untold",) if self.marked() is None else ("today_slots",)

    def bar(self) -> tuple[str, ...]:
        """The keys of the marked line, most needed first."""
        if self.meeting() is not None:
            return ("enter", "open_page", "cancel", "move", "next_list", "help", "log_out")
        if self.marked() is None:
            page = ("open_page",) if self.key == BACK else ()
            return ("enter", *page, "new_enquiry", "find", "next_list", "help", "log_out")
        return (
            *("enter", "here", "did_not_come", "sent_word", "cancel", "move"),
            "help",
        )

    def move(self, step: int) -> None:
        """Up or down, staying within the list."""
        if keys := self._keys():
            self.key = keys[min(max(0, self.at() + step), len(keys) - 1)]

    def possible(self, command_id: str) -> bool:
        """Whether a command of Today has something to work on."""
        on_answer = self.key == BACK and command_id == "open_page"
        return self._row() is not None or command_id == "enter" or on_answer

    async def open(self) -> None:
        """Whoever has the marked slot has come; of a meeting the roll; else the lines below."""
        if (row := self.marked()) is not None:
            await has_come(self.shell, row.slot_id)
        elif (meeting := self.meeting()) is None:
            await self._open_below()
        elif meeting.status == SessionStatus.CANCELLED:
            await self.shell.go_to_group_session(meeting.session_id)
        else:
            await self.shell.go_to_roll(meeting.session_id)

    async def _open_below(self) -> None:
        """Who is to be told, what came back from the authority, or all that is owed."""
        if self.key == OWED:
            await self.shell.go_to_owed()
        elif self.key == BACK:
            await today_owed.go_to_answer(self.shell, self.owed.back[0])
        else:
            await self.shell.go_to_untold()

    async def open_page(self) -> None:
        """The page of the marked one: the citizen's, or the group's."""
        if self.key == BACK and (answered := self.owed.back[0].citizen_id) is not None:
            await self.shell.go_to_page(answered)
        elif (row := self.marked()) is not None:
            await self.shell.go_to_page(row.citizen_id)
        elif (meeting := self.meeting()) is not None:
            await self.shell.go_to_group(meeting.group_id)

    # Drawing ----------------------------------------------------------------------------

    def height(self, *, here: bool) -> int:
        """How many lines it would take to show all, the title aside, with the mark or without."""
        return self.count() if here else len(self.rows) + bool(self.owed.back)

    def title(self, width: int, shown: range, below: Container[Key]) -> Line:
        """`Dagen: 5 aftaler, 2 grupper`, or which are shown, and what does not stand below it."""
        n, now = len(self.rows), self.shell.clock()
        said = self._how_many()
        if len(shown) < n and shown.start == self._next(now):
            said = _("The day: next {shown} of {n}").format(shown=len(shown), n=n)
        elif len(shown) < n:
            said = _("The day: {shown} of {n}").format(shown=len(shown), n=n)
        right = []
        if self.untold and UNTOLD not in below:
            told = ngettext("{n} to be told", "{n} to be told", self.untold)
            right.append(told.format(n=self.untold))
        if OWED not in below:
            # The title keeps its words: names stand there where there is room for them.
            room = width - len(said) - len(", ".join(right)) - len(_("Tab")) - 14
            right += filter(None, [self.owed.short_words(room)])
        return ruled(said, "   ".join(filter(None, (", ".join(right), _("Tab")))), width=width)

    def _how_many(self) -> str:
        groups = sum(isinstance(row, Session) for row in self.rows)
        n = len(self.rows) - groups
        said = ngettext("The day: {n} appointment", "The day: {n} appointments", n).format(n=n)
        if not groups:
            return said
        return said + ", " + ngettext("{n} group", "{n} groups", groups).format(n=groups)

    def lines(self, width: int, room: int, *, here: bool) -> list[Line]:
        """The title and so many lines; without the mark from those who are to come."""
        below = self._below(width, room, here=here)
        room -= len(below)
        count, at = len(self.rows), min(self.at(), max(0, len(self.rows) - 1))
        if here:
            shown = window(count, at, room)
        else:
            first = min(self._next(self.shell.clock()), max(0, count - room))
            shown = range(first, min(count, first + max(0, room)))
        lines = [self.title(width, shown, below)]
        lines += [self._line(self.rows[n], here and n == self.at(), width) for n in shown]
        return [*lines, *below.values()]

    def _below(self, width: int, room: int, *, here: bool) -> dict[Key, Line]:
        """Who must be told, what came back, what is owed: as many as the marked one has room for.

        What came back stands always; the rest is in the title while the mark is elsewhere.
        """
        said: dict[Key, tuple[str, Look]] = {}
        if self.untold and here:
            untold = ngettext(
                "{n} citizen does not know yet that a time was changed",
                "{n} citizens do not know yet that a time was changed",
                self.untold,
            ).format(n=self.untold)
            said[UNTOLD] = (untold, Look.OVER)
        if self.owed.back:
            said[BACK] = (self.owed.back_words(), Look.OVER)
        if self.owed.rest and here:
            look = Look.OVER if self.owed.late else Look.PLAIN
            said[OWED] = (self.owed.rest_words(width - 3), look)
        order = dict.fromkeys(key for key in (self.key, BACK, UNTOLD, OWED) if key in said)
        least = self.key in said if here else bool(said)
        kept = list(order)[: max(room - min(2, len(self.rows)), least)]
        return {
            key: columns((2, fit(text, width - 3), look), marked=here and self.key == key)
            for key, (text, look) in said.items()
            if key in kept
        }

    def _line(self, row: DaySlot | Session, marked: bool, width: int) -> Line:
        if isinstance(row, Session):
            return today_meetings.meeting_line(row, self.shell.clock(), width, marked=marked)
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
        if (said := self._said()) is None:
            return []
        title, facts = said
        return [
            ruled(title, width=width),
            *flow(" ".join(facts), width=width - 2, indent=2)[:2],
        ]

    def side(self, width: int) -> list[Line]:
        """The same, beside the lists."""
        if (said := self._said()) is None:
            return []
        title, facts = said
        lines = flow(title, width=width, look=Look.TITLE)
        for text in facts:
            lines += [EMPTY, *flow(text, width=width)]
        return lines

    def _said(self) -> tuple[str, list[str]] | None:
        """What it is, and what there is to say of it."""
        if (row := self.marked()) is not None:
            return self._who(row), self._about(row)
        meeting = self.meeting()
        return None if meeting is None else (meeting.group, today_meetings.about(meeting))

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


def _key(row: DaySlot | Session) -> Key:
    if isinstance(row, DaySlot):
        return "slot", row.slot_id
    return "meeting", row.session_id


def _is_to_come(row: DaySlot | Session) -> bool:
    """Whether somebody is still expected; of a meeting, whether its roll is still to be taken."""
    if isinstance(row, DaySlot):
        return row.status == SlotStatus.BOOKED
    return row.status == SessionStatus.PLANNED


def _has_come(row: DaySlot | Session) -> bool:
    return isinstance(row, DaySlot) and row.enquiry_id is not None


async def has_come(shell: Shell, slot_id: int) -> int:
    """Whoever has this slot is here: into the queue. Returns their enquiry."""
    came = await shell.desk.change(slots.arrive, slot_id)
    shell.say(_("Saved: {name} has come and waits.").format(name=came.name))
    return came.enquiry_id
