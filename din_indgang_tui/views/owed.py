"""What is owed of groups: rolls nobody took, places to offer, members who stayed away."""

from __future__ import annotations

from collections.abc import Iterator

from din_indgang_tui.clock import local_date
from din_indgang_tui.house.attendance import Away
from din_indgang_tui.house.group_day import Owed, owed
from din_indgang_tui.house.group_session_rows import Session
from din_indgang_tui.house.group_waiting import Proposal
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.widgets.marks import Mark, window
from din_indgang_tui.widgets.page import EMPTY, Line, columns, fit, flow, line, ruled
from din_indgang_tui.words import clock_time, near_day, short_day

_DETAIL = 3  # lines below the list

_Row = Session | Proposal | Away


class OwedView(View):
    """One line each, under the title of what it is. Enter goes where it is dealt with."""

    area = "1"
    help_text = N_("Here you see what is owed of groups: rolls, places to offer, and whom to call.")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.owed = Owed()
        self.mark = Mark()

    async def load(self) -> None:
        row = self._row()
        marked = None if row is None else _key(row)
        self.owed = await self.shell.desk.read(owed)
        keys = [_key(row) for row in self._rows()]
        if marked in keys:
            self.mark.at = keys.index(marked)
        self.mark.move(0, len(keys))

    async def changed(self, parts: set[str]) -> None:
        if parts & {"groups", "citizens", "staff", "settings"}:
            await self.load()

    def _rows(self) -> tuple[_Row, ...]:
        return (*self.owed.rolls, *self.owed.free, *self.owed.away)

    def _row(self) -> _Row | None:
        rows = self._rows()
        return rows[min(self.mark.at, len(rows) - 1)] if rows else None

    # Keys -------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        return ("owed", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        return ("enter", "open_page", "up", "back", "help") if self._rows() else ("back", "help")

    def possible(self, command_id: str) -> bool:
        return bool(self._rows()) or command_id not in ("enter", "open_page")

    def marked_one(self) -> tuple[int, str] | None:
        row = self._row()
        if row is None:
            return None
        return hash(_key(row)), row.name if isinstance(row, Away) else row.group

    def do_down(self) -> None:
        """The next row."""
        self.mark.move(1, len(self._rows()))

    def do_up(self) -> None:
        """The row before."""
        self.mark.move(-1, len(self._rows()))

    async def do_enter(self) -> None:
        """The roll; the group that has a place; the page of whom to call."""
        row = self._row()
        if isinstance(row, Session):
            await self.shell.go_to_roll(row.session_id)
        elif isinstance(row, Away):
            await self.shell.go_to_page(row.citizen_id)
        elif row is not None:
            await self.shell.go_to_group(row.group_id)

    async def do_open_page(self) -> None:
        """The page of the group."""
        if (row := self._row()) is not None:
            await self.shell.go_to_group(row.group_id)

    async def do_back(self) -> None:
        """Back to where one came from."""
        await self.shell.close(self)

    # Drawing ----------------------------------------------------------------------------

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        if not self._rows():
            picture.add(ruled(_("Groups: what is owed"), width=space.width), EMPTY)
            picture.add(line("  " + _("Every roll is taken, and nobody is to be called.")))
            return picture
        lines = list(self._lines(space.width))
        at = next(n for n, one in enumerate(lines) if one.text.startswith(">"))
        detail = [] if space.beside else self._detail(space.width)
        shown = window(len(lines), at, max(3, space.height - 1 - len(detail)))
        picture.add(*(lines[n] for n in shown))
        picture.add(*([EMPTY, *detail] if detail else []))
        return picture

    def _lines(self, width: int) -> Iterator[Line]:
        rolls, free = len(self.owed.rolls), len(self.owed.free)
        today = local_date(self.shell.clock())
        for number, row in enumerate(self._rows()):
            marked = number == self.mark.at
            if isinstance(row, Session):
                if number == 0:
                    yield ruled(_("Rolls that are missing {n}").format(n=rolls), width=width)
                yield columns(
                    (2, f"{near_day(row.day, today)} {clock_time(row.starts_at)}"),
                    (19, row.group),
                    (45, row.leader or _("nobody leads")),
                    marked=marked,
                )
            elif isinstance(row, Proposal):
                if number == rolls:
                    yield ruled(_("Places to offer {n}").format(n=free), width=width)
                yield columns((2, row.group), (28, fit(row.words, width - 29)), marked=marked)
            else:
                if number == rolls + free:
                    title = _("Stayed away {n}").format(n=len(self.owed.away))
                    yield ruled(title, width=width)
                yield columns((2, row.name), (19, row.group), (45, _away_words(row)), marked=marked)

    def _detail(self, width: int) -> list[Line]:
        said = self._said()
        if said is None:
            return []
        title, text = said
        return [ruled(title, width=width), *flow(text, width=width - 2, indent=2)[: _DETAIL - 1]]

    def side(self, width: int) -> list[Line]:
        said = self._said()
        if said is None:
            return []
        title, text = said
        return [*flow(title, width=width), EMPTY, *flow(text, width=width)]

    def _said(self) -> tuple[str, str] | None:
        """What the marked line is about, and all there is to say of it."""
        row = self._row()
        if row is None:
            return None
        if isinstance(row, Session):
            n = row.members
            said = ngettext("{n} is on the list.", "{n} are on the list.", n).format(n=n)
            return row.group, _("Nobody has finished the roll.") + " " + said
        if isinstance(row, Proposal):
            return row.group, row.words
        if row.last_here_at is None:
            said = (
                _("Has not been in {group} for a long time: call?")
                if row.long_ago
                else _("Has not been in {group} yet: call?")
            )
            return row.name, said.format(group=row.group)
        day = short_day(local_date(row.last_here_at), local_date(self.shell.clock()))
        said = _("Was in {group} last {day}: call?").format(group=row.group, day=day.rstrip("."))
        return row.name, said


def _key(row: _Row) -> tuple[str, int, int]:
    """What tells one line from the others."""
    if isinstance(row, Session):
        return "roll", row.session_id, 0
    if isinstance(row, Proposal):
        return "free", row.group_id, 0
    return "away", row.group_id, row.citizen_id


def _away_words(row: Away) -> str:
    n = row.times
    return ngettext("did not come {n} time", "did not come {n} times in a row", n).format(n=n)
