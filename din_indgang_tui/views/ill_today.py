"""Ill today: every slot that an absence hits, one by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import ill_today, slots
from din_indgang_tui.house.affected import AffectedSlot
from din_indgang_tui.house.availability import Free
from din_indgang_tui.house.codes import COLLEAGUE_AWAY, SlotStatus
from din_indgang_tui.house.ill_today import Absence
from din_indgang_tui.house.offers import Offers
from din_indgang_tui.house.slot_rows import Slot
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.views.hit_lines import heading, hit_line, what_became, when
from din_indgang_tui.widgets.marks import window
from din_indgang_tui.widgets.page import EMPTY, Line, Look, columns, flow, line, ruled
from din_indgang_tui.words import clock_time, near_time, short_day

_DETAIL = 9  # lines below the list, at most


@dataclass(slots=True)
class _Doing:
    """What Enter would do with the marked slot, and which of the suggestions."""

    what: str  # "give", "move" or "cancel"
    hit: AffectedSlot  # as it stood when the key was pressed, with what was offered then
    frees: tuple[Free, ...]
    at: int = 0


class IllToday(View):
    """The slots an absence hits. b, m and c show what they would do; Enter does it."""

    area = "1"
    help_text = N_("Here you see every time that an absence hits: give, move or cancel, and tell.")

    def __init__(self, shell: Shell, absence: Absence) -> None:
        super().__init__(shell)
        self.absence = absence
        self.hits: tuple[AffectedSlot, ...] = ()
        self.offers: dict[int, Offers] = {}
        self.marked: int | None = None
        self.doing: _Doing | None = None

    # Reading ----------------------------------------------------------------------------

    async def load(self) -> None:
        first = not self.hits
        found = await self.shell.desk.read(ill_today.found, self.absence.absence_id)
        self.absence, self.hits, self.offers = found.absence, found.hits, found.offers
        if self.doing is not None and not self._is_as_shown(self.doing):
            self.doing = None
            self.shell.say(
                _("That has changed meanwhile. Nothing is done: look again."), wrong=True
            )
        if first or self.marked not in [hit.slot_id for hit in self.hits]:
            self.marked = None
            self._go_on()

    def _is_as_shown(self, doing: _Doing) -> bool:
        """Whether Enter would still do what was on the screen when the key was pressed."""
        return doing.hit in self.hits and self._frees(doing.what, doing.hit) == doing.frees

    async def changed(self, parts: set[str]) -> None:
        if parts & {"slots", "staff", "citizens", "settings"}:
            await self.load()

    def _at(self) -> int:
        return next((n for n, hit in enumerate(self.hits) if hit.slot_id == self.marked), 0)

    def _hit(self) -> AffectedSlot | None:
        return self.hits[self._at()] if self.hits else None

    def _go_on(self) -> None:
        """The mark on to the next that nobody has dealt with, else to the next to be told."""
        at = self._at()
        order = [*self.hits[at:], *self.hits[:at]]
        left = [hit for hit in order if hit.is_open] or [hit for hit in order if hit.told is False]
        if left:
            self.marked = left[0].slot_id
        elif self.marked is None and self.hits:
            self.marked = self.hits[0].slot_id

    # Keys -------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        return ("ill_doing" if self.doing else "ill_today", "ill_slot", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        if self.doing is not None:
            return ("do_it", "give", "move", "cancel", "back", "help")
        if not self.hits:
            return ("well_again", "back", "help")
        return ("give", "move", "cancel", "told", "well_again", "back", "help")

    def possible(self, command_id: str) -> bool:
        hit = self._hit()
        if command_id in ("give", "move", "cancel", "take"):
            return hit is not None and hit.is_open
        return hit is not None or command_id not in ("told", "open_page")

    def marked_one(self) -> tuple[int, str] | None:
        hit = self._hit()
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
            self.marked = self.hits[at].slot_id

    def do_take(self) -> None:
        """The suggestion of the marked row."""
        hit = self._hit()
        if hit is not None and hit.is_open:
            offers = self.offers[hit.slot_id]
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
            what_now = what_became(hit, self._today)
            self.shell.say(said.format(name=hit.name, what=what_now), wrong=True)
            return
        frees = self._frees(what, hit)
        several = len(frees)
        if what == "give" and not several:
            self.shell.say(_("Nobody else is free then. m moves it, c cancels it."), wrong=True)
        elif what == "move" and not several:
            self.shell.say(_("No time is free in the next half year."), wrong=True)
        elif self.doing is not None and self.doing.what == what:
            self.doing.at = (self.doing.at + 1) % max(1, several)
            if several < 2:
                self.shell.say(_("There is no other suggestion. Enter does it."))
        else:
            self.doing = _Doing(what, hit, frees)

    def _frees(self, what: str, hit: AffectedSlot) -> tuple[Free, ...]:
        offers = self.offers.get(hit.slot_id)
        if offers is None or what == "cancel":
            return ()
        return offers.colleagues if what == "give" else offers.times

    async def do_do_it(self) -> None:
        """Do what is shown, and on to the next."""
        doing = self.doing
        if doing is None:
            return
        self.doing, hit = None, doing.hit
        # A code: that a colleague is ill is nothing that a citizen's time should keep.
        why = COLLEAGUE_AWAY
        if doing.what == "cancel":
            await self._change(
                slots.mark, hit.slot_id, hit.version, SlotStatus.CANCELLED_HOUSE, why
            )
            said = _("{name} is cancelled.").format(name=hit.name)
        else:
            free = doing.frees[doing.at]
            # A colleague takes over in the same room; another time has a room of its own.
            moving = doing.what == "move"
            moved = await self._change(
                slots.move,
                hit.slot_id,
                hit.version,
                starts_at=free.starts_at,
                coach_id=free.coach_id,
                room=(free.room or "") if moving else None,
                why=why,
            )
            said = _("{name} has {when} with {colleague}.").format(
                name=hit.name, when=when(moved.starts_at, self._today), colleague=moved.coach
            )
        self._go_on()
        self.shell.say(said + " " + _("u takes it back."))

    async def _change(self, deed: Callable[..., Slot], *args: object, **more: object) -> Slot:
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
        if hit.is_open:
            said = _("Nothing is changed for {name} yet: b, m or c first.").format(name=hit.name)
            self.shell.say(said, wrong=True)
            return
        await self._change(slots.tell, hit.slot_id, hit.version)
        self._go_on()
        self.shell.say(_("Saved: {name} has been told.").format(name=hit.name))

    async def do_open_page(self) -> None:
        """The page of the marked citizen."""
        if (hit := self._hit()) is not None:
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
            what = self._offer_in_short(hit) if hit.is_open else what_became(hit, self._today)
            marked = number == self._at()
            picture.add(
                hit_line(self.shell, hit, days=days, what=what, marked=marked, width=space.width)
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

    def _offer_in_short(self, hit: AffectedSlot) -> str:
        offers = self.offers.get(hit.slot_id)
        if offers is not None and offers.colleagues:
            return _("{colleague} is free").format(colleague=offers.colleagues[0].coach)
        if offers is not None and offers.times:
            free = offers.times[0]
            said = near_time(free.starts_at, self._today)
            return said if free.coach_id == self.absence.staff_id else f"{said} {free.coach}"
        return _("nothing free")

    def _detail(self, width: int) -> list[Line]:
        hit = self._hit()
        if hit is None:
            return []
        where = self.shell.lists.label(self.shell.lists.rooms, hit.room) or hit.place
        times = f"{clock_time(hit.was_at)}-{clock_time(hit.was_until)}"
        title = ", ".join(filter(None, (hit.full_name, times, where)))
        lines = [ruled(title, width=width), *flow(hit.number, width=width, indent=2), EMPTY]
        if not hit.is_open:
            return [*lines, line("  " + self._stands(hit))]
        for what, key in (("give", "b"), ("move", "m"), ("cancel", "c")):
            here = self.doing is not None and self.doing.what == what
            look = Look.TITLE if here else Look.PLAIN
            said = self._would(what, hit)
            lines.append(columns((2, _("Enter") if here else key, look), (9, said, look)))
        return lines

    def _stands(self, hit: AffectedSlot) -> str:
        if hit.status == SlotStatus.CANCELLED_HOUSE:
            said = _("Cancelled.")
        else:
            said = _("Has {when} with {colleague} now.").format(
                when=when(hit.starts_at, self._today), colleague=hit.coach
            )
        if hit.told is None:
            return said
        return said + " " + (_("Has been told.") if hit.told else _("Space: has been told."))

    def _would(self, what: str, hit: AffectedSlot) -> str:
        """What a key would do, in words; of several suggestions the one whose turn it is."""
        frees = self._frees(what, hit)
        at = self.doing.at if self.doing is not None and self.doing.what == what else 0
        if what == "cancel":
            return _("cancel it: is to be told, and Today shows CANCELLED")
        if not frees:
            return _("nobody else is free then") if what == "give" else _("no time is free")
        free = frees[at % len(frees)]
        if what == "give":
            said = _("give it to {colleague}, who is free then: is to be told")
        else:
            said = _("move it to {when}, {colleague}: is to be told")
        said = said.format(colleague=free.coach, when=when(free.starts_at, self._today))
        if len(frees) > 1:
            said += f" ({at % len(frees) + 1}/{len(frees)})"
        return said

    def side(self, width: int) -> list[Line]:
        hit = self._hit()
        if hit is None:
            return []
        lines = flow(hit.full_name, width=width, look=Look.TITLE)
        return [*lines, EMPTY, *flow(hit.number, width=width)]

    def hint(self) -> str:
        if self.doing is not None:
            return _("Nothing is done yet. Enter does it; the same key again: the next suggestion.")
        left = sum(hit.is_open for hit in self.hits)
        untold = sum(hit.told is False for hit in self.hits)
        if not self.hits:
            return ""
        return _("{left} to deal with, {untold} to be told. It can be gone on with later.").format(
            left=left, untold=untold
        )
