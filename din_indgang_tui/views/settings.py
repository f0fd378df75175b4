"""Settings: one list of what the leader may change, a kind of setting at a time (Tab)."""

from __future__ import annotations

from din_indgang_tui.house import codes, settings
from din_indgang_tui.house.lists import LISTS
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.views.settings_acute import AcuteNumbers
from din_indgang_tui.views.settings_hours import ClosedDays, OpeningHours
from din_indgang_tui.views.settings_kind import Kind
from din_indgang_tui.views.settings_lists import Limits, ListLines
from din_indgang_tui.views.settings_staff import Staff
from din_indgang_tui.views.settings_working_hours import RoomHours, WorkingHours
from din_indgang_tui.widgets.marks import Mark, window
from din_indgang_tui.widgets.page import EMPTY, Line, Look, fit, flow, line, ruled

PAGE = 10  # lines


class SettingsView(View):
    """The kinds of setting side by side; what a line is and does, its kind knows."""

    area = "9"
    help_text = N_("Here you, as the leader, say how the house works. Tab goes to the next kind.")

    def __init__(self, shell: Shell, begin_at: str = "staff") -> None:
        super().__init__(shell)
        by_name: dict[str, Kind] = {
            "staff": Staff(shell, self),
            **{name: ListLines(shell, self, name) for name in LISTS},
            "limits": Limits(shell, self),
            "opening hours": OpeningHours(shell, self),
            "closed days": ClosedDays(shell, self),
            "working hours": WorkingHours(shell, self),
            "room hours": RoomHours(shell, self),
            "numbers": AcuteNumbers(shell, self),
        }
        self.kinds = list(by_name.values())
        self.at = list(by_name).index(begin_at)
        self.marks: dict[int, Mark] = {}  # of the kinds that were looked at
        self.begun: set[int] = set()  # the kinds whose mark was put where their list begins
        self.moving = False

    @property
    def kind(self) -> Kind:
        """The kind of setting in view."""
        return self.kinds[self.at]

    @property
    def mark(self) -> Mark:
        """The mark of the list in view."""
        return self.marks.setdefault(self.at, Mark())

    def contexts(self) -> tuple[str, ...]:
        if self.moving:
            return ("settings_moving", "always")
        return ("settings", *self.kind.contexts, "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        if self.moving:
            return ("up", "put", "back", "help")
        shown = ("edit", *self.kind.bar) if self.kind.keys() else self.kind.bar[:1]
        return (*shown, "next_kind", "back", "help")

    async def load(self) -> None:
        if self.moving:
            return
        # What is changed at this terminal is no news to it: it reads it again here.
        self.shell.lists = await self.shell.desk.read(codes.lists)
        self.shell.settings = await self.shell.desk.read(settings.current)
        at, kind = self.at, self.kind
        before = kind.keys()
        await kind.load()
        if self.at != at:
            return  # another list was opened meanwhile, which reads itself
        if at not in self.begun:
            self.begun.add(at)
            self.mark.at = kind.first()
        # Where the mark stands now, an arrow may have moved it while this was read.
        marked = before[min(self.mark.at, len(before) - 1)] if before else ""
        keys = self.kind.keys()
        if marked in keys:
            self.mark.at = keys.index(marked)
        self.mark.move(0, len(keys))

    async def changed(self, parts: set[str]) -> None:
        if parts & {"staff", "lists", "settings", *self.kind.parts}:
            await self.load()

    def _marked(self) -> str:
        keys = self.kind.keys()
        return keys[min(self.mark.at, len(keys) - 1)] if keys else ""

    def mark_line(self, key: str) -> None:
        """Put the mark on a line that was just made."""
        keys = self.kind.keys()
        if key in keys:
            self.mark.at = keys.index(key)

    # Keys ---------------------------------------------------------------------------------

    def do_down(self) -> None:
        """The next line; while a line is moved, it goes there."""
        self._step(1)

    def do_up(self) -> None:
        """The line before."""
        self._step(-1)

    def do_page_down(self) -> None:
        """A page down."""
        self._step(PAGE)

    def do_page_up(self) -> None:
        """A page up."""
        self._step(-PAGE)

    def _step(self, by: int) -> None:
        before = self.mark.at
        self.mark.move(by, len(self.kind.keys()))
        if self.moving:
            self.kind.shift(before, self.mark.at)

    async def do_next_kind(self) -> None:
        """The next kind of setting."""
        await self._turn(1)

    async def do_last_kind(self) -> None:
        """The kind before."""
        await self._turn(-1)

    async def _turn(self, by: int) -> None:
        self.at = (self.at + by) % len(self.kinds)
        await self.load()

    async def do_edit(self) -> None:
        """Open the form of the marked line."""
        if self.kind.keys():
            await self.shell.open(self.kind.form(self.mark.at))

    async def do_add(self) -> None:
        """Open the form of a new line."""
        await self.shell.open(self.kind.new_form())

    async def do_hold(self) -> None:
        """Hold or retire, and back."""
        if self.kind.keys():
            said = await self.kind.hold(self.mark.at)
            await self.load()
            self.shell.say(said)

    async def do_open_day(self) -> None:
        """Out of the list of closed days."""
        await self.do_hold()

    async def do_fill_holidays(self) -> None:
        """The public holidays of one more year, into the closed days."""
        if isinstance(self.kind, ClosedDays):
            said = await self.kind.one_more_year()
            await self.load()
            self.shell.say(said)

    def possible(self, command_id: str) -> bool:
        if command_id == "cancel_plans":
            kind = self.kind
            return (
                isinstance(kind, ClosedDays) and bool(kind.days) and kind.can_cancel(self.mark.at)
            )
        return True

    async def do_cancel_plans(self) -> None:
        """What was planned for a day before it was closed."""
        if isinstance(self.kind, ClosedDays) and self.kind.days:
            await self.kind.cancel_plans(self.mark.at)

    def do_move(self) -> None:
        """The arrows move the line from now on."""
        self.moving = bool(self.kind.keys())

    async def do_put(self) -> None:
        """The line stays where it stands now."""
        said = await self.kind.put(self.mark.at)
        self.moving = False
        await self.load()
        self.shell.say(said)

    async def do_back(self) -> None:
        """Leave a line that is being moved where it was; else back to Today."""
        if not self.moving:
            await self.shell.close(self)
            return
        self.moving = False
        await self.load()

    # Drawing ------------------------------------------------------------------------------

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        picture.add(*self.lines(space, marked=True))
        return picture

    def lines(self, space: Space, *, marked: bool) -> list[Line]:
        """The list in these lines; without a mark where a form below has it."""
        keys = self.kind.keys()
        following = self.kinds[(self.at + 1) % len(self.kinds)].title()
        title = f"{self.kind.title()} {len(keys)}"
        shown = [
            ruled(title, _("Tab: {kind}").format(kind=following), width=space.width),
            self.kind.heading(),
        ]
        if not keys:
            shown += [line("  " + self.kind.when_empty())]
        for number in window(len(keys), self.mark.at, space.height - len(shown)):
            shown.append(self.kind.line(number, marked and number == self.mark.at))
        return shown[: space.height]

    def hint(self) -> str:
        if self.moving:
            return _("Move the line with the arrows. Enter puts it there.")
        return self.kind.hint(self.mark.at) if self.kind.keys() else ""

    def side(self, width: int) -> list[Line]:
        if not self.kind.keys():
            return [EMPTY]
        name, *rest = self.kind.detail(self.mark.at)
        lines = [line(fit(name, width), Look.TITLE), EMPTY]
        for text in rest:
            lines += [*flow(text, width=width), EMPTY]
        return lines
