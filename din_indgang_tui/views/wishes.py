"""Who waits for a time, since when, and which freed time suits them: a person decides."""

from __future__ import annotations

from dataclasses import dataclass

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import wishes
from din_indgang_tui.house.wishes import Freed, Proposal, Wish
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.widgets.marks import window
from din_indgang_tui.widgets.page import EMPTY, Line, Look, columns, fit, flow, line, ruled
from din_indgang_tui.words import appointment, near_day, short_day, unstopped

_PARTS = frozenset({"slots", "courses", "settings", "staff", "citizens"})
_BELOW = 7  # lines of the detail below the list


@dataclass(frozen=True, slots=True)
class _Offer:
    """A freed time that suits somebody who waits."""

    freed: Freed
    proposal: Proposal

    def is_as(self, other: _Offer | None) -> bool:
        """Whether it is the same time with the same colleague in the same room."""
        if other is None:
            return False
        mine, its = self.proposal, other.proposal
        return (mine.starts_at, mine.coach_id, mine.room) == (
            its.starts_at,
            its.coach_id,
            its.room,
        )


class WishesView(View):
    """The waiting list, those who have waited longest first; its mark stays on its line."""

    area = "3"
    help_text = N_("Who waits for a time, longest first, and the freed times that suit them.")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.wishes: list[Wish] = []
        self.ran_out: list[Wish] = []  # whose last day is over
        self.offers: dict[int, list[_Offer]] = {}
        self.marked_id: int | None = None
        self.picked: dict[int, _Offer] = {}  # which of their offers is shown, by the wish
        self.gone: set[int] = set()  # wishes that show another offer than the one that was read

    def contexts(self) -> tuple[str, ...]:
        return ("wishes", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        if not self.wishes:
            return ("back", "help")
        offers = self._offers()
        if len(offers) > 1:
            return ("take", "another", "book", "end", "back", "help")
        if offers:
            return ("up", "take", "book", "end", "back", "help")
        return ("up", "book", "open_page", "end", "back", "help")

    def possible(self, command_id: str) -> bool:
        if command_id in ("take", "another"):
            return bool(self._offers())
        return bool(self.wishes) or command_id not in ("book", "open_page", "end")

    def marked_one(self) -> tuple[int, str] | None:
        wish = self._marked()
        return (wish.wish_id, wish.name) if wish is not None else None

    async def load(self) -> None:
        found = await self.shell.desk.read(wishes.open_wishes)
        ran_out = await self.shell.desk.read(wishes.ran_out)
        at = self._at()
        self.wishes, self.ran_out = found, ran_out
        if self.marked_id not in [wish.wish_id for wish in found]:
            self.marked_id = found[min(at, len(found) - 1)].wish_id if found else None
        freed_times = await self.shell.desk.read(wishes.freed_times)
        before = {wish_id: self._offer(wish_id) for wish_id in self.offers}
        self.offers = {}
        for freed in freed_times:
            for proposal in freed.proposals:
                self.offers.setdefault(proposal.wish.wish_id, []).append(_Offer(freed, proposal))
        self._keep(before)

    def _keep(self, before: dict[int, _Offer | None]) -> None:
        """What each showed stays as long as it is offered; where not, Enter says so first."""
        self.picked = {}
        for wish_id, shown in before.items():
            again = next((one for one in self.offers.get(wish_id, ()) if one.is_as(shown)), None)
            if again is not None:
                self.picked[wish_id] = again
            elif shown is not None:
                self.gone.add(wish_id)

    async def changed(self, parts: set[str]) -> None:
        if parts & _PARTS:
            await self.load()

    async def refused(self, error: DeskError) -> None:
        await self.load()

    def _at(self) -> int:
        ids = [wish.wish_id for wish in self.wishes]
        return ids.index(self.marked_id) if self.marked_id in ids else 0

    def _marked(self) -> Wish | None:
        return self.wishes[self._at()] if self.wishes else None

    def _offers(self) -> list[_Offer]:
        return self.offers.get(self.marked_id or 0, [])

    def _offer(self, wish_id: int) -> _Offer | None:
        found = self.offers.get(wish_id, [])
        return self.picked.get(wish_id) or next(iter(found), None)

    # Keys ---------------------------------------------------------------------------------

    def _move(self, step: int) -> None:
        if self.wishes:
            at = min(max(0, self._at() + step), len(self.wishes) - 1)
            self.marked_id = self.wishes[at].wish_id

    def do_down(self) -> None:
        """The next one."""
        self._move(1)

    def do_up(self) -> None:
        """The one before."""
        self._move(-1)

    def do_another(self) -> None:
        """The next free time that suits them."""
        if self.marked_id is None or len(self._offers()) < 2:
            self.shell.say(_("There is no other freed time that suits."), wrong=True)
            return
        offers, shown = self._offers(), self._offer(self.marked_id)
        at = next(n for n, one in enumerate(offers) if one.is_as(shown))
        self.picked[self.marked_id] = offers[(at + 1) % len(offers)]
        self.gone.discard(self.marked_id)

    async def do_take(self) -> None:
        """Give them the time that is shown."""
        wish = self._marked()
        if wish is None:
            return
        offer = self._offer(wish.wish_id)
        if offer is None:
            self.shell.say(_("No freed time suits them now. t looks in the week."), wrong=True)
            return
        if wish.wish_id in self.gone:
            self.gone.discard(wish.wish_id)
            said = _("The time shown before is not free any more. Enter gives them {time}.")
            time = appointment(offer.proposal.starts_at)
            self.shell.say(said.format(time=time), wrong=True)
            return
        slot = await self.shell.desk.change(
            wishes.give,
            wish.wish_id,
            wish.version,
            starts_at=offer.proposal.starts_at,
            coach_id=offer.proposal.coach_id,
            room=offer.proposal.room,
        )
        await self.load()
        said = _("Booked: {name}, {time} with {coach}.").format(
            name=slot.name, time=appointment(slot.starts_at), coach=slot.coach
        )
        self.shell.say(said + " " + _("u takes it back."))

    async def do_book(self) -> None:
        """Find a time for them in the week; booked there, they wait no more."""
        if (wish := self._marked()) is not None:
            from din_indgang_tui.views.booking import BookingView

            await self.shell.open(
                BookingView(
                    self.shell, wish.citizen_id, wish.course_id, coach_id=wish.coach_id, wish=wish
                )
            )

    async def do_open_page(self) -> None:
        """The page of the marked one."""
        if (wish := self._marked()) is not None:
            await self.shell.go_to_page(wish.citizen_id)

    async def do_end(self) -> None:
        """They wait no more."""
        if (wish := self._marked()) is not None:
            name = await self.shell.desk.change(wishes.end, wish.wish_id, wish.version)
            await self.load()
            said = _("Saved: {name} is off the waiting list.").format(name=name)
            self.shell.say(said + " " + _("u takes it back."))

    async def do_back(self) -> None:
        """Back."""
        await self.shell.close(self)

    # Drawing ------------------------------------------------------------------------------

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        title = _("Waiting for a time: {n}").format(n=len(self.wishes))
        picture.add(ruled(title, width=space.width))
        if not self.wishes:
            picture.add(line("  " + _("Nobody waits for a time.")), *self._over(space.width))
            return picture
        heads = ((2, _("who")), (18, _("since")), (26, _("waits for")), (54, _("free now")))
        picture.add(columns(*((at, text, Look.QUIET) for at, text in heads)))
        over = self._over(space.width)
        room = max(1, space.height - len(picture.lines) - len(over) - _BELOW)
        left = len(self.wishes) - room
        for number in window(len(self.wishes), self._at(), room - 1 if left > 0 else room):
            wish = self.wishes[number]
            picture.add(self._line(wish, wish.wish_id == self.marked_id, space.width))
        if left > 0:
            picture.add(line("  " + _("+ {n} more").format(n=left + 1), Look.QUIET))
        picture.add(*over, EMPTY, *self._detail(space.width))
        return picture

    def _line(self, wish: Wish, marked: bool, width: int) -> Line:
        today = local_date(self.shell.clock())
        offer = self._offer(wish.wish_id)
        free = appointment(offer.proposal.starts_at) if offer is not None else "-"
        return columns(
            (2, wish.name),
            (18, short_day(local_date(wish.since), today)),
            (26, wish.words),
            (54, fit(free, width - 54)),
            marked=marked,
        )

    def _over(self, width: int) -> list[Line]:
        """Who waited in vain until a day that is over: they are proposed nothing any more."""
        named = ", ".join(
            f"{wish.name} {wish.last_on:%d.%m.}" for wish in self.ran_out if wish.last_on
        )
        if not named:
            return []
        said = "  " + _("Waited until a day that is over: {names}").format(names=named)
        return [line(fit(said, width), Look.QUIET)]

    def _detail(self, width: int) -> list[Line]:
        wish = self._marked()
        if wish is None:
            return []
        kinds = {kind.code: kind.label for kind in self.shell.lists.kinds}
        what = f"{kinds.get(wish.kind, wish.kind)}, {wish.minutes} min. {unstopped(wish.words)}."
        lines = [ruled(wish.name, width=width), *flow(what, width=width - 2, indent=2)[:2]]
        if wish.note:
            lines.append(line(fit(f"  {wish.note}", width)))
        offer = self._offer(wish.wish_id)
        if offer is not None:
            said = _("{time} with {coach} is free again. It suits: {why}.").format(
                time=appointment(offer.proposal.starts_at),
                coach=offer.freed.coach,
                why=unstopped(offer.proposal.why),
            )
            lines += flow(said, width=width - 2, indent=2)[:2]
        else:
            since = near_day(local_date(wish.since), local_date(self.shell.clock()))
            said = _("Waits since {day}. No freed time suits now.")
            lines.append(line("  " + said.format(day=unstopped(since))))
        return lines

    def hint(self) -> str:
        if self.wishes and self._offers():
            return _("Ask them first. Enter gives the marked one the time shown.")
        return ""
