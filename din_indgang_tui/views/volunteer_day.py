"""A volunteer's day: the meetings of the groups they lead or help in, and no citizen's name."""

from __future__ import annotations

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import group_rules, group_sessions, groups
from din_indgang_tui.house.codes import SessionStatus
from din_indgang_tui.house.group_session_rows import Session
from din_indgang_tui.house.groups import GroupActivity
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.widgets.marks import Mark, window
from din_indgang_tui.widgets.page import EMPTY, Line, Look, columns, fit, flow, line, ruled
from din_indgang_tui.words import clock_time, near_time, short_day, unstopped

_SAID_AT = 55  # columns
_NEXT_AT, _RULE_AT = 24, 43


class VolunteerDay(View):
    """Today's meetings, those whose roll is not taken, and when each group meets next."""

    area = "1"
    help_text = N_("Here you see your groups: who was here is marked in the roll.")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.today: tuple[Session, ...] = ()
        self.missing: tuple[Session, ...] = ()
        self.groups: tuple[GroupActivity, ...] = ()
        self.mark = Mark()

    async def load(self) -> None:
        desk, marked = self.shell.desk, self._marked()
        day = local_date(self.shell.clock())
        self.today = tuple(await desk.read(group_sessions.of_day, day))
        self.missing = tuple(await desk.read(group_sessions.missing_rolls))
        self.groups = tuple(await desk.read(groups.all_groups))
        ids = [one.session_id for one in self._rows()]
        if marked is None:
            wanted = (one.session_id for one in self._rows() if _is_to_be_taken(one))
            self.mark.at = ids.index(next(wanted, ids[0])) if ids else 0
        elif marked.session_id in ids:
            self.mark.at = ids.index(marked.session_id)
        self.mark.move(0, len(ids))

    async def changed(self, parts: set[str]) -> None:
        if parts & {"groups", "lists", "staff", "settings", "enquiries"}:  # the last: a new day
            await self.load()

    def _rows(self) -> tuple[Session, ...]:
        return (*self.today, *self.missing)

    def _marked(self) -> Session | None:
        rows = self._rows()
        return rows[min(self.mark.at, len(rows) - 1)] if rows else None

    # Keys -------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        return ("volunteer_day", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        lines = ("up", "enter") if self._rows() else ()
        return (*lines, "undo", "acute", "help", "log_out")

    def possible(self, command_id: str) -> bool:
        return command_id != "enter" or bool(self._rows())

    def marked_one(self) -> tuple[int, str] | None:
        marked = self._marked()
        return (marked.session_id, marked.group) if marked else None

    def do_down(self) -> None:
        """The next line."""
        self.mark.move(1, len(self._rows()))

    def do_up(self) -> None:
        """The line before."""
        self.mark.move(-1, len(self._rows()))

    async def do_enter(self) -> None:
        """The roll of the marked meeting."""
        if (marked := self._marked()) is not None:
            await self.shell.go_to_roll(marked.session_id)

    # Drawing ----------------------------------------------------------------------------

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        title = _("Your groups today {n}").format(n=len(self.today))
        picture.add(ruled(title, width=space.width))
        if not self.today:
            picture.add(EMPTY, line("  " + _("None of your groups meets today.")), EMPTY)
        below = self._next(space.width)
        room = space.height - 2 - len(picture.lines) - min(len(below), 6)
        rows = self._rows()
        for number in window(len(rows), self.mark.at, room):
            if self.missing and number == len(self.today):
                picture.add(EMPTY, ruled(_("Rolls not finished"), width=space.width))
            picture.add(self._line(rows[number], number == self.mark.at, space.width))
        picture.add(*below)
        return picture

    def _line(self, one: Session, marked: bool, width: int) -> Line:
        today = local_date(self.shell.clock())
        when = f"{clock_time(one.starts_at)}-{clock_time(one.ends_at)}"
        if one.day != today:
            when = f"{short_day(one.day, today)} {clock_time(one.starts_at)}"
        said, look = self._said(one)
        where = one.where
        return columns(
            (2, when),
            (15, one.group),
            (37, where),
            (_SAID_AT, fit(said, width - _SAID_AT - 1), look),
            marked=marked,
        )

    def _said(self, one: Session) -> tuple[str, Look]:
        if one.status is SessionStatus.CANCELLED:
            return _("CANCELLED"), Look.OVER
        if one.roll_done:
            return _("{n} here, finished").format(n=one.here or 0), Look.PLAIN
        if one.here is not None:
            return _("{n} of {members} here").format(n=one.here, members=one.members), Look.PLAIN
        if one.day < local_date(self.shell.clock()):
            return _("no roll"), Look.OVER
        return _("{n} have a place").format(n=one.members), Look.PLAIN

    def _next(self, width: int) -> list[Line]:
        """When each group meets, and next."""
        today = local_date(self.shell.clock())
        lines = [
            EMPTY,
            ruled(
                _("Your groups {n}, and when they meet next").format(n=len(self.groups)),
                width=width,
            ),
        ]
        for one in self.groups:
            said, next_at = "", ""
            if one.rule is not None and one.start_time is not None:
                said = group_rules.words(one.rule, one.start_time, one.minutes, one.exceptions)
            if one.next_at is not None:
                next_at = near_time(one.next_at, today)
            lines.append(
                columns((2, one.name), (_NEXT_AT, next_at), (_RULE_AT, fit(said, width - _RULE_AT)))
            )
        if not self.groups:
            lines.append(line("  " + _("You lead or help in no group yet. Ask your leader.")))
        return lines

    def side(self, width: int) -> list[Line]:
        marked = self._marked()
        if marked is None:
            return []
        lines = flow(marked.group, width=width, look=Look.TITLE)
        when = f"{clock_time(marked.starts_at)}-{clock_time(marked.ends_at)}"
        said = [", ".join(filter(None, (when, marked.leader, marked.where))) + "."]
        if marked.cancel_why:
            said.append(_("Cancelled: {why}.").format(why=unstopped(marked.cancel_why)))
        for text in said:
            lines += [EMPTY, *flow(text, width=width)]
        return lines

    def hint(self) -> str:
        marked = self._marked()
        if marked is not None and marked.cancel_why:
            return _("Cancelled: {why}.").format(why=unstopped(marked.cancel_why))
        return ""


def _is_to_be_taken(one: Session) -> bool:
    return one.status is SessionStatus.PLANNED and not one.roll_done
