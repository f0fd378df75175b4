"""A group for somebody: all groups with what they can have there; Enter gives it to them."""

from __future__ import annotations

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import (
    call_backs,
    group_members,
    group_offers,
    group_waiting,
    groups,
)
from din_indgang_tui.house.group_offers import How, Offer
from din_indgang_tui.house.groups import GroupActivity
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views import group_head
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.views.group_place import clash_lines, offer_place, place_said, waits_said
from din_indgang_tui.views.reasons import draw_filter
from din_indgang_tui.widgets.choices import ChoiceList
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.marks import window
from din_indgang_tui.widgets.page import EMPTY, Line, columns, fit, line, ruled

_WHEN, _STATE = 26, 54  # columns
_BELOW = 9  # lines about the marked group


class JoinGroup(View):
    """A filter list of the groups that run, in Danish order."""

    area = "4"
    help_text = N_("Here you choose a group for somebody: a place in it, or its waiting list.")

    def __init__(self, shell: Shell, citizen_id: int) -> None:
        super().__init__(shell)
        self.citizen_id = citizen_id
        self.name = ""
        self.groups: dict[str, GroupActivity] = {}
        self.has: dict[int, str] = {}  # what they have in a group already
        self.list = ChoiceList([])
        self.offer: Offer | None = None

    async def load(self) -> None:
        read = self.shell.desk.read
        self.name = await read(call_backs.who, self.citizen_id)
        found = await read(groups.all_groups)
        self.groups = {str(one.group_id): one for one in found}
        marked = self.list.marked_code()
        self.list.choices = [(str(one.group_id), one.name) for one in found]
        shown = [code for code, _name in self.list.visible()]
        self.list.mark.at = shown.index(marked) if marked in shown else 0
        self.has = {
            one.group_id: _("waits, no. {n}").format(n=one.number)
            for one in await read(group_waiting.of_citizen, self.citizen_id)
        }
        self.has |= {
            one.group_id: _("has a place")
            for one in await read(group_members.of_citizen, self.citizen_id)
            if not one.over
        }
        self.offer = None
        await self.rested()

    async def changed(self, parts: set[str]) -> None:
        if parts & {"groups", "slots", "citizens"}:
            await self.load()

    async def rested(self) -> None:
        # Whoever types a name on does not wait for what can be had in the groups on the way.
        group = self.marked()
        if group is None:
            self.offer = None
        elif self.offer is None or self.offer.group_id != group.group_id:
            self.offer = await self.shell.desk.read(
                group_offers.offer, group.group_id, self.citizen_id
            )

    def marked(self) -> GroupActivity | None:
        """The group with the mark."""
        code = self.list.marked_code()
        return self.groups[code] if code is not None else None

    # Keys ---------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        return ("join_group", "always")

    def bar(self) -> tuple[str, ...]:
        return ("up", "take", "line", "back", "help") if self.marked() else ("back", "help")

    def writing(self) -> Field | None:
        return self.list.filter

    async def typed(self) -> None:
        self.list.filtered()

    def do_down(self) -> None:
        """The next group."""
        self.list.move(1)

    def do_up(self) -> None:
        """The group before."""
        self.list.move(-1)

    async def do_back(self) -> None:
        """Back; nothing is changed."""
        await self.shell.close(self)

    async def do_line(self) -> None:
        """From which day, and whether a place or the waiting list."""
        if (group := self.marked()) is not None:
            await offer_place(self.shell, group.group_id, self.citizen_id)

    async def do_take(self) -> None:
        """A place in the marked group, or a line on its waiting list."""
        if (group := self.marked()) is None:
            self.shell.say(_("No group fits what you wrote."), wrong=True)
            return
        await self.rested()
        offer = self.offer
        if offer is None or offer.how is How.NOTHING or _asks_first(offer):
            # An assessment is asked for first; who has something there already is told so.
            await offer_place(self.shell, group.group_id, self.citizen_id)
            return
        change = self.shell.desk.change
        if offer.how is How.PLACE:
            member = await change(group_members.add, group.group_id, self.citizen_id, offer.from_on)
            said = place_said(member.name, group.name, member.from_on, self.shell)
        else:
            said = waits_said(await change(group_waiting.wait, group.group_id, self.citizen_id))
        await self.shell.close(self)
        self.shell.say(said)

    async def refused(self, error: DeskError) -> None:
        # Somebody else was quicker: what can be had is another now.
        await self.load()

    # Drawing ------------------------------------------------------------------------------

    def hint(self) -> str:
        if self.list.nothing_fits():
            return _("No group fits what you wrote.")
        if self.offer is None or self.offer.how is How.NOTHING:
            return ""
        if _asks_first(self.offer):
            return _("Enter asks for the assessment first. Nothing is saved yet.")
        if self.offer.how is How.PLACE:
            return _("Enter gives the place. Nothing is saved yet.")
        return _("Enter puts them on the waiting list. Nothing is saved yet.")

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        picture.add(ruled(_("A group for {name}").format(name=self.name), width=space.width))
        at = draw_filter(picture, self.list.filter)
        picture.put_field(self.list.filter, at, 52 - at)
        rows = self.list.visible()
        if not rows:
            none = (
                _("No group fits what you wrote.") if self.groups else _("There is no group yet.")
            )
            picture.add(EMPTY, line("  " + none))
            return picture
        below = self._below(space)
        room = space.height - len(picture.lines) - len(below)
        for number in window(len(rows), self.list.mark.at, room):
            group = self.groups[rows[number][0]]
            picture.add(self._line(group, number == self.list.mark.at, space.width))
        picture.add(*[EMPTY] * (space.height - len(picture.lines) - len(below)), *below)
        return picture

    def _line(self, group: GroupActivity, marked: bool, width: int) -> Line:
        return columns(
            (2, group.name),
            (_WHEN, group_head.short_when(group) or "-"),
            (_STATE, fit(self.has.get(group.group_id) or _free(group), width - _STATE)),
            marked=marked,
        )

    def _below(self, space: Space) -> list[Line]:
        group = self.marked()
        if group is None:
            return []
        today = local_date(self.shell.clock())
        name, right = group_head.title(group, today)
        lines = [EMPTY, ruled(name, right, width=space.width)]
        lines += group_head.lines(group, today, space.width, 3)
        if self.offer is not None and self.offer.group_id == group.group_id:
            lines += group_head.flow_in(self.offer.words, space.width)
            if self.offer.how is not How.NOTHING:
                room = max(3, _BELOW + space.height // 8 - len(lines))
                lines += clash_lines(self.offer.clashes, space, room)
        return [*lines, *[EMPTY] * (_BELOW - len(lines))]


def _asks_first(offer: Offer) -> bool:
    """Whether an assessment is to be decided: not where there is only the waiting list anyhow."""
    return bool(offer.needs) and not offer.full


def _free(group: GroupActivity) -> str:
    """`2 ledige`, `fuld, 3 venter`; empty where there is no limit and nobody waits."""
    said = []
    if group.free is not None:
        said.append(
            ngettext("{n} free", "{n} free", group.free).format(n=group.free)
            if group.free
            else _("full")
        )
    if group.waiting:
        said.append(ngettext("{n} waits", "{n} wait", group.waiting).format(n=group.waiting))
    return ", ".join(said)
