"""Ill today: every slot and every meeting of a group that an absence hits, one by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import group_sessions, ill_today, slots
from din_indgang_tui.house.absences import Absence
from din_indgang_tui.house.affected import AffectedSlot
from din_indgang_tui.house.availability import Free
from din_indgang_tui.house.codes import COLLEAGUE_AWAY, SlotStatus
from din_indgang_tui.house.group_leaders import Candidate
from din_indgang_tui.house.group_session_rows import Session
from din_indgang_tui.house.ill_meetings import AffectedMeeting, MeetingOffers
from din_indgang_tui.house.offers import Offers
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.views.hit_lines import heading, when
from din_indgang_tui.views.ill_lines import (
    Choice,
    Hit,
    became,
    choices,
    facts,
    in_short,
    key_of,
    line_of,
    named,
    stands,
    title,
    untold,
    would,
)
from din_indgang_tui.widgets.marks import window
from din_indgang_tui.widgets.page import EMPTY, Line, Look, columns, flow, line, ruled
from din_indgang_tui.words import short_day

T = TypeVar("T")

_DETAIL = 10  # lines below the list, at most


@dataclass(slots=True)
class _Doing:
    """What Enter would do with the marked line, and which of the suggestions."""

    what: str  # "give", "move" or "cancel"
    hit: Hit  # as it stood when the key was pressed, with what was offered then
    choices: tuple[Choice, ...]
    at: int = 0


class IllToday(View):
    """The slots and meetings an absence hits. b, m and c show what they would do; Enter does it."""

    area = "1"
    help_text = N_("Here you see every time that an absence hits: give, move or cancel, and tell.")

    def __init__(self, shell: Shell, absence: Absence) -> None:
        super().__init__(shell)
        self.absence = absence
        self.hits: tuple[Hit, ...] = ()
        self.offers: dict[tuple[str, int], Offers | MeetingOffers] = {}
        self.marked: tuple[str, int] | None = None
        self.doing: _Doing | None = None

    # Reading ----------------------------------------------------------------------------

    async def load(self) -> None:
        first = not self.hits
        found = await self.shell.desk.read(ill_today.found, self.absence.absence_id)
        self.absence = found.absence
        both: list[Hit] = [*found.hits, *found.meetings]
        self.hits = tuple(sorted(both, key=lambda hit: (hit.was_at, key_of(hit))))
        self.offers = {("slot", key): one for key, one in found.offers.items()}
        self.offers |= {("meeting", key): one for key, one in found.meeting_offers.items()}
        if self.doing is not None and not self._is_as_shown(self.doing):
            self.doing = None
            self.shell.say(
                _("That has changed meanwhile. Nothing is done: look again."), wrong=True
            )
        if first or self.marked not in [key_of(hit) for hit in self.hits]:
            self.marked = None
            self._go_on()

    def _is_as_shown(self, doing: _Doing) -> bool:
        """Whether Enter would still do what was on the screen when the key was pressed."""
        return doing.hit in self.hits and self._choices(doing.what, doing.hit) == doing.choices

    async def changed(self, parts: set[str]) -> None:
        if parts & {"slots", "groups", "staff", "citizens", "settings"}:
            await self.load()

    def _at(self) -> int:
        return next((n for n, hit in enumerate(self.hits) if key_of(hit) == self.marked), 0)

    def _hit(self) -> Hit | None:
        return self.hits[self._at()] if self.hits else None

    def _meeting(self) -> AffectedMeeting | None:
        hit = self._hit()
        return hit if isinstance(hit, AffectedMeeting) else None

    def _go_on(self) -> None:
        """The mark on to the next that nobody has dealt with, else to the next to be told."""
        at = self._at()
        order = [*self.hits[at:], *self.hits[:at]]
        left = [hit for hit in order if hit.is_open] or [hit for hit in order if untold(hit)]
        if left:
            self.marked = key_of(left[0])
        elif self.marked is None and self.hits:
            self.marked = key_of(self.hits[0])

    # Keys -------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        if self.doing is not None:
            return ("ill_doing", "ill_told", "ill_slot", "everywhere", "always")
        # Enter and Space are about a time, or about those of a meeting.
        on = ("ill_time", "ill_told") if self._meeting() is None else ("ill_meeting",)
        return (*on, "ill_today", "ill_slot", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        if self.doing is not None:
            return ("do_it", "give", "move", "cancel", "back", "help")
        if not self.hits:
            return ("well_again", "back", "help")
        if self._meeting() is not None:
            return ("give", "move", "cancel", "people", "well_again", "back", "help")
        return ("give", "move", "cancel", "told", "well_again", "back", "help")

    def possible(self, command_id: str) -> bool:
        hit = self._hit()
        if command_id in ("give", "move", "cancel", "take"):
            return hit is not None and hit.is_open
        return hit is not None or command_id not in ("told", "open_page")

    def marked_one(self) -> tuple[int, str] | None:
        hit = self._hit()
        if isinstance(hit, AffectedMeeting):
            return -hit.session.session_id, hit.session.group
        return (hit.slot_id, hit.full_name) if hit else None

    def do_down(self) -> None:
        """The next row."""
        self._move(1)

    def do_up(self) -> None:
        """The row before."""
        self._move(-1)

    def _move(self, step: int) -> None:
        self.doing = None
        if self.hits:
            at = min(max(0, self._at() + step), len(self.hits) - 1)
            self.marked = key_of(self.hits[at])

    def do_take(self) -> None:
        """The suggestion of the marked row."""
        hit = self._hit()
        if hit is not None and hit.is_open:
            offers = self.offers[key_of(hit)]
            self._begin("give" if offers.colleagues else "move" if offers.times else "cancel")

    def do_give(self) -> None:
        """Give it to a colleague who is free then; again: to the next one."""
        self._begin("give")

    def do_move(self) -> None:
        """Move it to another time; again: to the next one."""
        self._begin("move")

    def do_cancel(self) -> None:
        """Cancel it."""
        self._begin("cancel")

    def _begin(self, what: str) -> None:
        hit = self._hit()
        if hit is None:
            return
        if not hit.is_open:
            said = _("{name} is dealt with already: {what}. o opens the page.")
            what_now = became(hit, self._today)
            self.shell.say(said.format(name=named(hit), what=what_now), wrong=True)
            return
        some = self._choices(what, hit)
        several = len(some)
        if what == "give" and not several:
            self.shell.say(_("Nobody else is free then. m moves it, c cancels it."), wrong=True)
        elif what == "move" and not several:
            self.shell.say(_("No time is free in the next half year."), wrong=True)
        elif self.doing is not None and self.doing.what == what:
            self.doing.at = (self.doing.at + 1) % max(1, several)
            if several < 2:
                self.shell.say(_("There is no other suggestion. Enter does it."))
        else:
            self.doing = _Doing(what, hit, some)

    def _choices(self, what: str, hit: Hit) -> tuple[Choice, ...]:
        return choices(what, self.offers.get(key_of(hit)))

    async def do_do_it(self) -> None:
        """Do what is shown, and on to the next."""
        doing = self.doing
        if doing is None:
            return
        self.doing = None
        choice = doing.choices[doing.at] if doing.choices else None
        if isinstance(doing.hit, AffectedMeeting):
            said = await self._do_meeting(doing.hit.session, choice)
        else:
            said = await self._do_slot(doing, doing.hit, choice)
        self._go_on()
        self.shell.say(said + " " + _("u takes it back."))

    async def _do_slot(self, doing: _Doing, hit: AffectedSlot, choice: Choice | None) -> str:
        # A code: that a colleague is ill is nothing that a citizen's time should keep.
        why = COLLEAGUE_AWAY
        if not isinstance(choice, Free):
            await self._change(
                slots.mark, hit.slot_id, hit.version, SlotStatus.CANCELLED_HOUSE, why
            )
            return _("{name} is cancelled.").format(name=hit.name)
        # A colleague takes over in the same room; another time has a room of its own.
        moving = doing.what == "move"
        moved = await self._change(
            slots.move,
            hit.slot_id,
            hit.version,
            starts_at=choice.starts_at,
            coach_id=choice.coach_id,
            room=(choice.room or "") if moving else None,
            why=why,
        )
        return _("{name} has {when} with {colleague}.").format(
            name=hit.name, when=when(moved.starts_at, self._today), colleague=moved.coach
        )

    async def _do_meeting(self, one: Session, choice: Choice | None) -> str:
        which, why = (one.session_id, one.version), COLLEAGUE_AWAY
        if isinstance(choice, Candidate):
            await self._change(group_sessions.give, *which, choice.staff_id)
            said = _("{colleague} leads {group}. Nobody has to be told.")
            return said.format(colleague=choice.name, group=one.group)
        if isinstance(choice, datetime):
            await self._change(group_sessions.move, *which, starts_at=choice, why=why)
            moved = when(choice, self._today)
            said = _("{group} is moved to {when}. Enter shows who is to be told.")
            return said.format(group=one.group, when=moved)
        await self._change(group_sessions.cancel, *which, why)
        return _("{group} is cancelled. Enter shows who is to be told.").format(group=one.group)

    async def _change(self, deed: Callable[..., T], *args: object, **more: object) -> T:
        """Do it, and read all again, also where a colleague was faster."""
        try:
            return await self.shell.desk.change(deed, *args, **more)
        finally:
            await self.load()

    async def do_told(self) -> None:
        """The citizen was told."""
        hit = self._hit()
        if hit is None:
            return
        if isinstance(hit, AffectedMeeting):
            await self.do_people()
            return
        if hit.is_open:
            said = _("Nothing is changed for {name} yet: b, m or c first.").format(name=hit.name)
            self.shell.say(said, wrong=True)
            return
        await self._change(slots.tell, hit.slot_id, hit.version)
        self._go_on()
        self.shell.say(_("Saved: {name} has been told.").format(name=hit.name))

    async def do_people(self) -> None:
        """The meeting, with whom it concerns, their telephone, and who was told."""
        if (hit := self._meeting()) is not None:
            await self.shell.go_to_group_session(hit.session.session_id)

    async def do_open_page(self) -> None:
        """The page of the marked citizen, or of the group."""
        hit = self._hit()
        if isinstance(hit, AffectedMeeting):
            await self.shell.go_to_group(hit.session.group_id)
        elif hit is not None:
            await self.shell.go_to_page(hit.citizen_id)

    async def do_well_again(self) -> None:
        """The colleague is back: the absence ends."""
        name = await self.shell.desk.change(
            ill_today.well_again, self.absence.absence_id, self.absence.version
        )
        await self.shell.close(self)
        self.shell.say(_("Saved: {name} is back. What was moved stays moved.").format(name=name))

    async def do_back(self) -> None:
        """Leave it be; then back to where one came from: it can be gone on with later."""
        if self.doing is not None:
            self.doing = None
        else:
            await self.shell.close(self)

    async def refused(self, error: DeskError) -> None:
        self.doing = None
        await self.load()

    # Drawing ----------------------------------------------------------------------------

    @property
    def _today(self) -> date:
        return local_date(self.shell.clock())

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        picture.add(self._title(space.width))
        if not self.hits:
            picture.add(EMPTY, line("  " + _("No time is hit. Nobody needs to be told.")))
            return picture
        picture.add(heading(_("proposal"), space.width))
        days = self.absence.first_on != self.absence.last_on
        for number in window(len(self.hits), self._at(), max(3, space.height - 2 - _DETAIL)):
            hit = self.hits[number]
            what = self._offer_in_short(hit) if hit.is_open else became(hit, self._today)
            marked = number == self._at()
            picture.add(
                line_of(self.shell, hit, days=days, what=what, marked=marked, width=space.width)
            )
        picture.add(EMPTY, *self._detail(space.width))
        return picture

    def _title(self, width: int) -> Line:
        said = _("Ill today: {name}").format(name=self.absence.name)
        if self.absence.last_on != self.absence.first_on:
            until = short_day(self.absence.last_on, self._today)
            said = _("Ill until {day}: {name}").format(day=until, name=self.absence.name)
        done = sum(not hit.is_open for hit in self.hits)
        n = len(self.hits)
        right = ngettext(
            "{n} appointment, {done} dealt with", "{n} appointments, {done} dealt with", n
        ).format(n=n, done=done)
        return ruled(said, right if n else "", width=width)

    def _offer_in_short(self, hit: Hit) -> str:
        offers = self.offers.get(key_of(hit))
        return in_short(hit, offers, self.absence.staff_id, self._today)

    def _detail(self, width: int) -> list[Line]:
        hit = self._hit()
        if hit is None:
            return []
        offers = self.offers.get(key_of(hit))
        lines = [
            ruled(title(hit, self.shell), width=width),
            *facts(hit, offers, width, self._today),
            EMPTY,
        ]
        if not hit.is_open:
            return [*lines, line("  " + stands(hit, self._today))]
        for what, key in (("give", "b"), ("move", "m"), ("cancel", "c")):
            here = self.doing is not None and self.doing.what == what
            look = Look.TITLE if here else Look.PLAIN
            at = self.doing.at if self.doing is not None and here else 0
            said = would(what, hit, self._choices(what, hit), at, self._today)
            lines.append(columns((2, _("Enter") if here else key, look), (9, said, look)))
        return lines

    def side(self, width: int) -> list[Line]:
        hit = self._hit()
        if hit is None:
            return []
        if isinstance(hit, AffectedMeeting):
            lines = flow(hit.session.group, width=width, look=Look.TITLE)
            return [*lines, EMPTY, *(one for name in hit.names for one in flow(name, width=width))]
        lines = flow(hit.full_name, width=width, look=Look.TITLE)
        return [*lines, EMPTY, *flow(hit.number, width=width)]

    def hint(self) -> str:
        if self.doing is not None:
            return _("Nothing is done yet. Enter does it; the same key again: the next suggestion.")
        left = sum(hit.is_open for hit in self.hits)
        to_tell = sum(untold(hit) for hit in self.hits)
        if not self.hits:
            return ""
        return _("{left} to deal with, {untold} to be told. It can be gone on with later.").format(
            left=left, untold=to_tell
        )
