"""A place in a group for somebody, or a line on its waiting list: who, from when, what clashes."""

from __future__ import annotations

from datetime import date

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import group_members, group_offers, group_waiting
from din_indgang_tui.house.coming_days import any_day
from din_indgang_tui.house.enquiry_columns import NOTE_LIMIT
from din_indgang_tui.house.group_members import Clash
from din_indgang_tui.house.group_offers import How, Offer
from din_indgang_tui.house.group_waiting import Waiting
from din_indgang_tui.house.groups import GroupActivity
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import Conflict, DeskError
from din_indgang_tui.views.base import Picture, Shell, Space
from din_indgang_tui.views.citizens import CitizensView
from din_indgang_tui.views.editing import Row
from din_indgang_tui.views.group_head import flow_in
from din_indgang_tui.views.group_member import AssessmentForm
from din_indgang_tui.views.ready import ReadyForm
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import ChoiceRow, TextRow, put_in
from din_indgang_tui.widgets.page import EMPTY, Line, fit, line, ruled
from din_indgang_tui.words import day_of_the_week, full_day, short_day


class WhoJoins(CitizensView):
    """The finder's list, where Enter goes on to a place in one group."""

    area = "4"
    help_text = N_("Here you say who is to have a place: write a part of the name or of a number.")

    def __init__(self, shell: Shell, group: GroupActivity) -> None:
        super().__init__(shell)
        self.group = group

    def contexts(self) -> tuple[str, ...]:
        return ("group_who", "always")

    def bar(self) -> tuple[str, ...]:
        return ("up", "take", "back", "help") if self.matches.hits else ("back", "help")

    def title(self) -> str:
        return _("{group}: who joins?").format(group=self.group.name)

    async def do_take(self) -> None:
        """What the marked one can have in the group."""
        await self._answer()
        if (hit := self._marked()) is None:
            if self.text.value.strip():
                self.shell.say(_("Nobody fits. Press Esc, then n for someone new."))
            return
        if await offer_place(self.shell, self.group.group_id, hit.citizen_id, instead_of=self):
            return
        await self.load()

    def hint(self) -> str:
        return super().hint() or _("Nobody has a place yet.")


async def offer_place(
    shell: Shell,
    group_id: int,
    citizen_id: int,
    *,
    waiting: Waiting | None = None,
    instead_of: CitizensView | None = None,
) -> bool:
    """Open the question whether somebody gets a place; for one who waits, `waiting` is their line.

    Where an assessment has to be decided for a place that is free, that is asked above it. Where
    they can have nothing more, row 23 says why and nothing opens: False. Raises DeskError as
    `group_offers.offer`.
    """
    chosen = waiting is not None
    offer = await shell.desk.read(group_offers.offer, group_id, citizen_id, chosen=chosen)
    if offer.how is How.NOTHING or (chosen and offer.full):
        shell.say(offer.words, wrong=True)
        return False
    if instead_of is not None:
        await shell.close(instead_of)
    await shell.open(PlaceForm(shell, offer, waiting))
    if offer.needs and not offer.full:
        await shell.open(AssessmentForm(shell, group_id, citizen_id))
    return True


class PlaceForm(ReadyForm):
    """Filled in already: Enter gives the place, or puts them on the waiting list."""

    area = "4"
    panel = "group place"
    new = True
    ready_context = "group_place"
    column = 16
    help_text = N_("Here you give a place in a group. What clashes is named, and refuses nothing.")

    def __init__(self, shell: Shell, offer: Offer, waiting: Waiting | None) -> None:
        super().__init__(shell)
        self.offer = offer
        self.waiting = waiting
        self.clashes: tuple[Clash, ...] = offer.clashes
        self.clashes_from = offer.from_on

    def subject(self) -> str:
        return f"{self.offer.group_id} {self.offer.citizen_id}"

    def rows(self) -> list[Row]:
        first = TextRow(_("From"), Field("from_on", limit=20), _("The first day, like 20.11."))
        if self.waiting is not None:
            return [first]
        what = [(How.PLACE.value, _("a place")), (How.WAIT.value, _("on the waiting list"))]
        return [
            ChoiceRow("what", _("What"), what),
            first,
            TextRow(_("Note"), Field("note", limit=NOTE_LIMIT), _("One line; it may stay empty.")),
        ]

    async def read(self) -> tuple[int, dict[str, str]]:
        self.offer = await self.shell.desk.read(
            group_offers.offer,
            self.offer.group_id,
            self.offer.citizen_id,
            chosen=self.waiting is not None,
        )
        return 0, {"what": self.offer.how.value, "from_on": full_day(self.offer.from_on)}

    async def load(self) -> None:
        again = bool(self.form.rows)
        await super().load()
        if again:
            await self._ask_again()

    async def _ask_again(self) -> None:
        """What can be had is another by now; what else is written here stays."""
        _version, texts = await self.read()
        for row in self.form.rows:
            if row.name == "what":
                self.base["what"] = texts["what"]
                put_in(row, texts["what"])

    async def rested(self) -> None:
        first = self._first_day()
        if first is not None and first != self.clashes_from:
            self.clashes_from = first
            self.clashes = await self.shell.desk.read(
                group_members.clashes, self.offer.group_id, self.offer.citizen_id, first
            )

    def _first_day(self) -> date | None:
        try:
            return self._day(self.form.text("from_on"))
        except DeskError:
            return None  # it is still being written

    def _day(self, text: str) -> date | None:
        if not text.strip():
            return None
        return any_day(text, local_date(self.shell.clock()), field="from_on")

    def _is_place(self) -> bool:
        return self.waiting is not None or self.form.code("what") == How.PLACE

    def bar(self) -> tuple[str, ...]:
        one = len(self.form.rows) == 1
        return tuple(id for id in super().bar() if not (one and id in ("up", "next_row")))

    # Saving -------------------------------------------------------------------------------

    async def save(self, version: int, texts: dict[str, str]) -> str:
        offer, note = self.offer, texts.get("note", "")
        if not self._is_place():
            line_of = await self.shell.desk.change(
                group_waiting.wait, offer.group_id, offer.citizen_id, note
            )
            return waits_said(line_of)
        first = self._day(texts["from_on"])
        try:
            if self.waiting is not None:
                member = await self.shell.desk.change(
                    group_waiting.give, self.waiting.waiting_id, self.waiting.version, first
                )
            else:
                member = await self.shell.desk.change(
                    group_members.add, offer.group_id, offer.citizen_id, first, None, note
                )
        except Conflict as conflict:
            raise DeskError(conflict.message) from conflict
        return place_said(member.name, offer.group, member.from_on, self.shell)

    async def refused(self, error: DeskError) -> None:
        await super().refused(error)
        # Somebody else may have been quicker.
        await self._ask_again()

    # Words --------------------------------------------------------------------------------

    def title(self) -> tuple[str, str]:
        said = _("A place in {group}: {name}")
        return said.format(group=self.offer.group, name=self.offer.name), ""

    def hint(self) -> str:
        if found := super().hint():
            return found
        if self._is_place():
            return _("Enter gives the place. Nothing is saved yet.")
        return _("Enter puts them on the waiting list. Nothing is saved yet.")

    def draw(self, space: Space) -> Picture:
        picture = super().draw(space)
        picture.add(EMPTY, *flow_in(self.offer.words, space.width))
        picture.add(EMPTY, *clash_lines(self.clashes, space, space.height - len(picture.lines)))
        return picture


def clash_lines(clashes: tuple[Clash, ...], space: Space, room: int) -> list[Line]:
    """What somebody has at the times of the meetings, a line each; a sentence where nothing."""
    if not clashes:
        said = _("They have nothing else at its times.")
        return [line("  " + fit(said, space.width - 3))]
    lines = [ruled(_("At the same time {n}").format(n=len(clashes)), width=space.width)]
    shown = clashes[: max(1, room - 3)]
    lines += [line(f"  {day_of_the_week(one.day)}  {one.words}") for one in shown]
    if len(shown) < len(clashes):
        lines.append(line("  " + _("+ {n} more").format(n=len(clashes) - len(shown))))
    return lines


def place_said(name: str, group: str, first: date, shell: Shell) -> str:
    """What row 23 says of a place that was given."""
    today = local_date(shell.clock())
    return _("Saved: {name} has a place in {group} from {day}. u undoes it.").format(
        name=name, group=group, day=short_day(first, today)
    )


def waits_said(waiting: Waiting) -> str:
    """What row 23 says of a new line on a waiting list."""
    return _("Saved: {name} waits for a place in {group}, as no. {n}. u undoes it.").format(
        name=waiting.name, group=waiting.group, n=waiting.number
    )
