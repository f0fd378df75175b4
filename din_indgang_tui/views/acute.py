"""Acute telephone numbers: one key away from everywhere, large enough to read while one dials."""

from __future__ import annotations

from din_indgang_tui.house import acute_numbers
from din_indgang_tui.house.acute_numbers import AcuteNumber
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.widgets.page import EMPTY, Line, Look, columns, fit, line, ruled

_LABEL_AT = 26  # the longest number there may be, and air


def when_answered(number: AcuteNumber) -> str:
    """When somebody answers, or that the house has not said."""
    if number.hours:
        return number.hours
    return "" if number.checked else _("the house has not checked this number yet")


class AcuteView(View):
    """The numbers that the house uses, in its own order; Esc goes back to the same mark."""

    help_text = N_("Here you see whom to call when it is urgent, as your house has written it.")

    def __init__(self, shell: Shell, area: str) -> None:
        super().__init__(shell)
        self.area = area
        self.numbers: list[AcuteNumber] = []
        self.first = 0  # the line at the top

    def contexts(self) -> tuple[str, ...]:
        return ("acute", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        return ("up", "back", "new_enquiry", "find", "help")

    async def load(self) -> None:
        found = await self.shell.desk.read(acute_numbers.everything)
        self.numbers = [one for one in found if not one.retired]

    async def changed(self, parts: set[str]) -> None:
        if "settings" in parts:
            await self.load()

    def do_down(self) -> None:
        """Further down."""
        self.first += 1

    def do_up(self) -> None:
        """Further up."""
        self.first = max(0, self.first - 1)

    async def do_back(self) -> None:
        """To the same mark."""
        await self.shell.close(self)

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        picture.add(ruled(_("Acute telephone numbers"), width=space.width))
        room = space.height - 1
        # Air between the numbers as long as they all fit with it.
        air = 3 * len(self.numbers) <= room
        lines = [one for number in self.numbers for one in _lines(number, space.width, air=air)]
        if not lines:
            lines = [EMPTY, line("  " + _("No numbers yet. Your leader writes them in settings."))]
        self.first = min(self.first, max(0, len(lines) - room))
        picture.add(*lines[self.first : self.first + room])
        return picture

    def hint(self) -> str:
        return _("In danger of life: call 112 first.")


def _lines(number: AcuteNumber, width: int, *, air: bool) -> list[Line]:
    who = fit(number.label, width - _LABEL_AT - 1)
    when = fit(when_answered(number), width - _LABEL_AT - 1)
    lines = [
        columns((4, number.number, Look.TITLE), (_LABEL_AT, who, Look.TITLE)),
        columns((_LABEL_AT, when)),
    ]
    return [EMPTY, *lines] if air else lines
