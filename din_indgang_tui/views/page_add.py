"""A choice on a citizen's page, in one short list below it: what to add, which promise is kept."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from din_indgang_tui.i18n import N_, _
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.views.reasons import draw_filter
from din_indgang_tui.widgets.choices import ChoiceList
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.page import EMPTY, ruled

Ways = dict[str, tuple[str, Callable[[], Awaitable[None]]]]


_LEAST_ABOVE = 8  # lines for the page, the question and the filter


class AddToPage(View):
    """A filter list of what can be added; Enter goes there."""

    area = "2"
    help_text = N_("Here you choose what to add on the page of this citizen.")

    def __init__(self, shell: Shell, page: View, name: str, ways: Ways) -> None:
        super().__init__(shell)
        self.page = page
        self.name = name
        self.ways = ways
        self.list = ChoiceList([(code, label) for code, (label, _way) in ways.items()])

    def question(self) -> str:
        """What is chosen."""
        return _("{name}: what is it?").format(name=self.name)

    def contexts(self) -> tuple[str, ...]:
        return ("page_add", "page_choice", "always")

    def bar(self) -> tuple[str, ...]:
        return ("up", "take", "back", "help")

    def writing(self) -> Field | None:
        return self.list.filter

    async def typed(self) -> None:
        self.list.filtered()

    def do_down(self) -> None:
        """The next row."""
        self.list.move(1)

    def do_up(self) -> None:
        """The row before."""
        self.list.move(-1)

    async def do_take(self) -> None:
        """Go there; the list is left behind."""
        if (code := self.list.marked_code()) is None:
            self.shell.say(_("Nothing fits what you wrote."), wrong=True)
            return
        await self.shell.close(self)
        await self.ways[code][1]()

    async def do_back(self) -> None:
        """Back to the page."""
        await self.shell.close(self)

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        room = min(len(self.ways), space.height - _LEAST_ABOVE)
        rows = self.list.lines(room, marked=True, width=space.width)
        above = space.height - room - 3
        picture.add(*self.page.draw_above(Space(space.width, above)))
        picture.add(*[EMPTY] * (above - len(picture.lines)))
        picture.add(ruled(self.question(), width=space.width))
        picture.put_field(self.list.filter, draw_filter(picture, self.list.filter), 40)
        picture.add(*rows)
        return picture


class WhichPromise(AddToPage):
    """Which of several promises is kept."""

    help_text = N_("Here you choose which promise is kept.")

    def question(self) -> str:
        return _("Which promise is kept?")

    def contexts(self) -> tuple[str, ...]:
        return ("page_promise", "page_choice", "always")
