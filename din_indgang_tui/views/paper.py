"""A text to read: longer than the screen, scrolled by lines and pages, with nothing to mark."""

from __future__ import annotations

from din_indgang_tui.export.sheet import Section
from din_indgang_tui.i18n import _
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.widgets.page import Line, Look, flow, line, ruled

WIDEST = 100  # columns of a line: the eye loses its way back along a longer one


class Paper(View):
    """Lines under a title. A subclass says what they are."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.top = 0
        self._page = 1
        self._width = WIDEST
        self._below = 0  # lines that are not shown yet

    def title(self) -> str:
        """What stands in the rule above."""
        raise NotImplementedError

    def paper(self, width: int) -> list[Line]:
        """All lines, at most this wide."""
        raise NotImplementedError

    def turns(self) -> tuple[str, ...]:
        """The command of the bar that turns the page, where there is another one."""
        if self._below:
            return ("page_down",)
        return ("page_up",) if self.top else ()

    def do_down(self) -> None:
        """A line further down."""
        self.top += min(1, self._below)

    def do_up(self) -> None:
        """A line further up."""
        self.top = max(0, self.top - 1)

    def do_page_down(self) -> None:
        """The next page."""
        self.top += min(self._page, self._below)

    def do_page_up(self) -> None:
        """The page before."""
        self.top = max(0, self.top - self._page)

    async def do_back(self) -> None:
        """Back to where one came from."""
        await self.shell.close(self)

    def draw(self, space: Space) -> Picture:
        self._width = min(space.width, WIDEST)
        lines = self.paper(self._width)
        self._page = max(1, space.height - 1)
        self.top = min(self.top, max(0, len(lines) - self._page))
        shown = lines[self.top : self.top + self._page]
        self._below = len(lines) - self.top - len(shown)
        right = ""
        if len(shown) < len(lines):
            right = _("{first}-{last} of {count}").format(
                first=self.top + 1, last=self.top + len(shown), count=len(lines)
            )
        picture = Picture()
        picture.add(ruled(self.title(), right, width=space.width), *shown)
        return picture


def own_words(text: str, width: int, indent: int = 2) -> list[Line]:
    """A text in the lines it was written in, each over as many as it takes."""
    lines: list[Line] = []
    for one in text.splitlines():
        lines += flow(one, width=width, indent=indent) if one.strip() else [line()]
    return lines


def section_lines(section: Section, width: int) -> list[Line]:
    """A heading and what stands below it, as it will be printed."""
    room = width - 2
    lines = flow(section.title, width=room, indent=2, look=Look.TITLE)
    lines += own_words(section.words, room)
    for number, item in enumerate(section.items, 1):
        sign = f"{number}. " if section.numbered else "- "
        below = 2 + len(sign)
        first, *rest = flow(item.text, width=room, indent=below)
        lines += [line("  " + sign + first.text.strip()), *rest]
        for more in item.more:
            lines += flow(more, width=room, indent=below)
    return lines
