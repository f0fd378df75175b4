"""Those who do not know yet that a time or a group of theirs was moved, given or cancelled."""

from __future__ import annotations

from datetime import date

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import affected, group_told, slots
from din_indgang_tui.house.affected import AffectedSlot
from din_indgang_tui.house.codes import SessionStatus, SlotStatus
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.views.hit_lines import heading, hit_line, untold_line, what_became, when
from din_indgang_tui.widgets.marks import Mark, window
from din_indgang_tui.widgets.page import EMPTY, Line, Look, flow, line, ruled

_DETAIL = 4  # lines below the list

Hit = AffectedSlot | group_told.Untold


class Untold(View):
    """One line a citizen, the next time first. Space notes that they were told."""

    area = "1"
    help_text = N_("Here you see who does not know yet that a time or a group was changed.")

    def __init__(self, shell: Shell, slot_id: int | None = None) -> None:
        """With a time, the mark stands on it."""
        super().__init__(shell)
        self.slot_id = slot_id
        self.hits: tuple[Hit, ...] = ()
        self.mark = Mark()

    async def load(self) -> None:
        marked = self._hit()
        read = self.shell.desk.read
        both: list[Hit] = [*await read(affected.untold), *await read(group_told.untold)]
        self.hits = tuple(sorted(both, key=lambda hit: (hit.starts_at, _key(hit))))
        keys = [_key(hit) for hit in self.hits]
        wanted = _key(marked) if marked is not None else ("slot", self.slot_id, 0)
        if wanted in keys:
            self.mark.at = keys.index(wanted)
        self.mark.move(0, len(keys))

    async def changed(self, parts: set[str]) -> None:
        if parts & {"slots", "groups", "citizens", "staff"}:
            await self.load()

    def _hit(self) -> Hit | None:
        return self.hits[min(self.mark.at, len(self.hits) - 1)] if self.hits else None

    # Keys -------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        return ("untold", "ill_told", "ill_slot", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        return ("up", "told", "open_page", "back", "help") if self.hits else ("back", "help")

    def possible(self, command_id: str) -> bool:
        return bool(self.hits) or command_id not in ("told", "open_page")

    def marked_one(self) -> tuple[int, str] | None:
        hit = self._hit()
        return (hash(_key(hit)), hit.full_name) if hit else None

    def do_down(self) -> None:
        """The next row."""
        self.mark.move(1, len(self.hits))

    def do_up(self) -> None:
        """The row before."""
        self.mark.move(-1, len(self.hits))

    async def do_told(self) -> None:
        """The citizen was told: the line is done with."""
        if (hit := self._hit()) is None:
            return
        try:
            if isinstance(hit, AffectedSlot):
                await self.shell.desk.change(slots.tell, hit.slot_id, hit.version)
            else:
                key = hit.session_id, hit.citizen_id
                await self.shell.desk.change(group_told.tell, *key, hit.version)
        finally:
            await self.load()
        said = _("Saved: {name} has been told.").format(name=hit.name)
        self.shell.say(said + " " + _("u takes it back."))

    async def do_open_page(self) -> None:
        """The page of the marked citizen."""
        if (hit := self._hit()) is not None:
            await self.shell.go_to_page(hit.citizen_id)

    async def do_back(self) -> None:
        """Back to where one came from."""
        await self.shell.close(self)

    # Drawing ----------------------------------------------------------------------------

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        picture.add(ruled(_("To be told: {n}").format(n=len(self.hits)), width=space.width))
        if not self.hits:
            picture.add(EMPTY, line("  " + _("Everybody knows of their times.")))
            return picture
        today = local_date(self.shell.clock())
        picture.add(heading(_("what now"), space.width))
        for number in window(len(self.hits), self.mark.at, max(3, space.height - 2 - _DETAIL)):
            hit, marked = self.hits[number], number == self.mark.at
            if not isinstance(hit, AffectedSlot):
                picture.add(untold_line(self.shell, hit, marked=marked, width=space.width))
                continue
            what = what_became(hit, today)
            picture.add(
                hit_line(self.shell, hit, days=True, what=what, marked=marked, width=space.width)
            )
        if not space.beside:
            picture.add(EMPTY, *self._detail(space.width))
        return picture

    def _detail(self, width: int) -> list[Line]:
        if (hit := self._hit()) is None:
            return []
        return [
            ruled(hit.full_name, width=width),
            *flow(hit.number, width=width, indent=2),
            *flow(self._stands(hit), width=width, indent=2),
        ]

    def side(self, width: int) -> list[Line]:
        if (hit := self._hit()) is None:
            return []
        lines = flow(hit.full_name, width=width, look=Look.TITLE)
        for text in (hit.number, self._stands(hit)):
            lines += [EMPTY, *flow(text, width=width)]
        return lines

    def _stands(self, hit: Hit) -> str:
        today = local_date(self.shell.clock())
        then = when(hit.starts_at, today)
        if not isinstance(hit, AffectedSlot):
            return _group_stands(hit, then, today)
        if hit.status == SlotStatus.CANCELLED_HOUSE:
            return _("{when} with {colleague} is cancelled.").format(
                when=then[:1].upper() + then[1:], colleague=hit.coach
            )
        said = _("Has {when} with {colleague} now.").format(when=then, colleague=hit.coach)
        return f"{said} {hit.place}".strip()


def _key(hit: Hit) -> tuple[str, int, int]:
    """What tells one line from the others."""
    if isinstance(hit, AffectedSlot):
        return "slot", hit.slot_id, 0
    return "meeting", hit.session_id, hit.citizen_id


def _group_stands(hit: group_told.Untold, then: str, today: date) -> str:
    if hit.status is SessionStatus.CANCELLED:
        said = _("{group} {when} is cancelled.").format(group=hit.group, when=then)
    elif hit.was_at is not None:
        said = _("{group} {was} is {when} now.").format(
            group=hit.group, was=when(hit.was_at, today), when=then
        )
    else:
        said = _("{group} is held {when}.").format(group=hit.group, when=then)
    return f"{said} {hit.why}".strip()
