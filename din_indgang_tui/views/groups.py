"""Area 4: all groups, one line each; those that ended behind them."""

from __future__ import annotations

from datetime import date

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import group_board, names
from din_indgang_tui.house.codes import SessionStatus
from din_indgang_tui.house.group_board import BoardLine
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.store.roles import COACHES
from din_indgang_tui.views import group_head
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.widgets.marks import Mark, window
from din_indgang_tui.widgets.page import EMPTY, Line, Look, columns, fit, flow, line, ruled
from din_indgang_tui.words import clock_time, day_of_the_week, full_day

_WHEN, _LEADER, _PLACES, _WAITING, _NEXT = 22, 42, 54, 63, 66  # columns
_BELOW = 5  # lines about the marked one, where nothing stands beside the list


class GroupsView(View):
    """The groups of today and to come; Tab goes to those that ended, and back."""

    area = "4"
    help_text = N_("Here you see the groups: when they meet, who leads, and how many places.")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.ended = False
        self.rows: tuple[BoardLine, ...] = ()
        self.leaders: dict[int, str] = {}  # as the list shows them
        self.mark = Mark()

    async def load(self) -> None:
        marked = self.marked()
        self.rows = await self.shell.desk.read(group_board.board, ended=self.ended)
        self.leaders = names.short_whole_names(
            {
                one.leader_id: one.leader
                for one in (row.group for row in self.rows)
                if one.leader_id is not None
            }
        )
        ids = [row.group.group_id for row in self.rows]
        if marked is not None and marked.group.group_id in ids:
            self.mark.at = ids.index(marked.group.group_id)
        self.mark.move(0, len(ids))

    async def changed(self, parts: set[str]) -> None:
        if parts & {"groups", "staff", "lists"}:
            await self.load()

    def marked(self) -> BoardLine | None:
        """The group with the mark."""
        return self.rows[min(self.mark.at, len(self.rows) - 1)] if self.rows else None

    # Keys ---------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        return ("groups", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        opens = ("enter", "roll") if self.rows else ()
        add = ("add",) if self.shell.desk.who.role in COACHES else ()
        return (*opens, *add, "next_list", "back", "help", "log_out")

    def possible(self, command_id: str) -> bool:
        return command_id not in ("enter", "roll") or bool(self.rows)

    def marked_one(self) -> tuple[int, str] | None:
        marked = self.marked()
        return (marked.group.group_id, marked.group.name) if marked else None

    def marks_mean(self) -> list[str]:
        return [
            *super().marks_mean(),
            _("! no roll: nobody has taken the roll of a meeting that is over."),
        ]

    def do_down(self) -> None:
        """The next line."""
        self.mark.move(1, len(self.rows))

    def do_up(self) -> None:
        """The line before."""
        self.mark.move(-1, len(self.rows))

    def do_page_down(self) -> None:
        """Ten lines on."""
        self.mark.move(10, len(self.rows))

    def do_page_up(self) -> None:
        """Ten lines back."""
        self.mark.move(-10, len(self.rows))

    async def do_next_list(self) -> None:
        """Those that ended, or those of today."""
        self.ended = not self.ended
        self.mark.at = 0
        await self.load()

    async def do_enter(self) -> None:
        """Open the marked group."""
        if (marked := self.marked()) is not None:
            await self.shell.go_to_group(marked.group.group_id)

    async def do_roll(self) -> None:
        """The roll of today, or the last that nobody took."""
        if (marked := self.marked()) is not None:
            await take_roll(self.shell, marked.group.group_id)

    async def do_add(self) -> None:
        """A new group."""
        await self.shell.go_to_new_group()

    async def do_back(self) -> None:
        """Back to where one came from."""
        await self.shell.close(self)

    # Drawing ------------------------------------------------------------------------------

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        today = local_date(self.shell.clock())
        title = _("Groups that ended {n}") if self.ended else _("Groups {n}")
        missing = sum(row.missing_roll is not None for row in self.rows)
        right = ngettext("{n} without a roll", "{n} without a roll", missing).format(n=missing)
        picture.add(
            ruled(
                title.format(n=len(self.rows)),
                right if missing and not self.ended else "",
                width=space.width,
            )
        )
        if not self.rows:
            none = _("There is no group yet. + makes one.")
            if self.ended or self.shell.desk.who.role not in COACHES:
                none = _("There is no group here.")
            picture.add(EMPTY, line("  " + none))
            return picture
        picture.add(
            columns(
                (2, _("group"), Look.QUIET),
                (_WHEN, _("when"), Look.QUIET),
                (_LEADER, _("leader"), Look.QUIET),
                (_PLACES, _("places"), Look.QUIET),
                (_WAITING, _("w."), Look.QUIET),
                (_NEXT, _("last") if self.ended else _("next"), Look.QUIET),
            )
        )
        below = [] if space.beside else self._below(today, space.width)
        room = space.height - len(picture.lines) - len(below)
        for number in window(len(self.rows), self.mark.at, room):
            picture.add(self._line(self.rows[number], number == self.mark.at, today, space.width))
        picture.add(*[EMPTY] * (space.height - len(picture.lines) - len(below)), *below)
        return picture

    def _line(self, row: BoardLine, marked: bool, today: date, width: int) -> Line:
        group = row.group
        return columns(
            (2, group.name),
            (_WHEN, group_head.short_when(group) or "-"),
            (_LEADER, self.leaders.get(group.leader_id or 0) or "-"),
            (_PLACES, group_head.places(group)),
            (_WAITING, str(group.waiting or "")),
            (_NEXT, fit(self._next(row, today), width - _NEXT)),
            marked=marked,
        )

    def _next(self, row: BoardLine, today: date) -> str:
        group = row.group
        if self.ended:
            return full_day(group.ends_on) if group.ends_on else ""
        if row.next is not None and row.next.status == SessionStatus.CANCELLED:
            return _("CANCELLED")
        if row.missing_roll is not None and (row.next is None or row.next.day > today):
            return _("! no roll")
        if row.next is not None and row.next.stands_though_closed:
            return _("shut {day}").format(day=f"{row.next.day:%d.%m.}")
        if row.next is not None and row.next.day == today:
            return _("today {time}").format(time=clock_time(row.next.starts_at))
        next_at = row.next.starts_at if row.next is not None else group.next_at
        if next_at is None:
            return "-"
        return day_of_the_week(local_date(next_at))

    def side(self, width: int) -> list[Line]:
        if (marked := self.marked()) is None:
            return []
        today = local_date(self.shell.clock())
        group = marked.group
        lines = flow(group.name, width=width, look=Look.TITLE)
        for text in (
            *group_head.sentences(group, today),
            group_head.title(group, today)[1],
            *self._news(marked),
        ):
            lines += [EMPTY, *flow(text, width=width)]
        return lines

    def _below(self, today: date, width: int) -> list[Line]:
        if (marked := self.marked()) is None:
            return []
        group = marked.group
        news = [one for text in self._news(marked) for one in group_head.flow_in(text, width)]
        room = _BELOW - 1 - len(news)
        about = group_head.lines(group, today, width, max(room, 2))
        title = ruled(group.name, group_head.title(group, today)[1], width=width)
        return [EMPTY, title, *about, *news]

    def _news(self, row: BoardLine) -> list[str]:
        """What is wrong or another than usual."""
        said = []
        if row.next is not None and row.next.status == SessionStatus.CANCELLED:
            said.append(
                _("CANCELLED {day}: {why}").format(
                    day=day_of_the_week(row.next.day), why=row.next.cancel_why
                )
            )
        if row.next is not None and row.next.stands_though_closed:
            said.append(
                _("The house is closed {day}, and the meeting is not cancelled.").format(
                    day=day_of_the_week(row.next.day)
                )
            )
        if row.missing_roll is not None:
            said.append(
                _("! Nobody has taken the roll of {day}").format(
                    day=day_of_the_week(row.missing_roll.day)
                )
            )
        return said


async def take_roll(shell: Shell, group_id: int) -> None:
    """Open the roll that is wanted of a group; says so where there is none."""
    roll = await shell.desk.read(group_board.roll_to_take, group_id)
    if roll is None:
        shell.say(_("It does not meet today, and no roll is missing."))
    else:
        await shell.go_to_roll(roll.session_id)
