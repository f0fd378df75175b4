"""What is done with one meeting of a group: cancelled, moved, noted, and one more of them."""

from __future__ import annotations

import contextlib
from datetime import date, datetime, timedelta

from din_indgang_tui.clock import local
from din_indgang_tui.house import group_leaders, group_sessions, group_written, groups, staff
from din_indgang_tui.house.coming_days import any_day, coming_day
from din_indgang_tui.house.enquiry_columns import NOTE_LIMIT
from din_indgang_tui.house.group_session_rows import Session
from din_indgang_tui.house.groups import GroupActivity
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.store.errors import Conflict, DeskError
from din_indgang_tui.store.roles import Role
from din_indgang_tui.views.base import Shell, Space
from din_indgang_tui.views.editing import EditView, Row
from din_indgang_tui.views.ready import ReadyForm
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import KnownChoice, TextRow
from din_indgang_tui.widgets.page import EMPTY, Line, Look, flow, ruled
from din_indgang_tui.words import appointment, clock_time

_TIMES = 20  # characters of a day or of hours
# The row that the house speaks of by another name.
_ROWS = {"starts_at": "start_time", "minutes": "start_time", "leader_id": "leader"}


class CancelMeeting(EditView):
    """One row: why. Today and the group's page show it."""

    area = "4"
    panel = "group meeting cancelled"
    new = True
    help_text = N_("Here you cancel one meeting. Why is shown in Today and on the group's page.")

    def __init__(self, shell: Shell, session: Session) -> None:
        super().__init__(shell)
        self.session = session

    def subject(self) -> str:
        return str(self.session.session_id)

    def rows(self) -> list[Row]:
        hint = _("One line that everybody may see, like: Liv is ill.")
        return [TextRow(_("Why"), Field("why", limit=NOTE_LIMIT), hint)]

    async def save(self, version: int, texts: dict[str, str]) -> str:
        one = self.session
        try:
            one = await self.shell.desk.change(
                group_sessions.cancel, one.session_id, one.version, texts["why"]
            )
        except Conflict as conflict:
            # Nothing that is written here is on both sides: the title shows it as it is now.
            self.session = await self.shell.desk.read(group_sessions.one, one.session_id)
            raise DeskError(conflict.message) from conflict
        said = _("Cancelled: {group}, {time}.").format(
            group=one.group, time=appointment(one.starts_at)
        )
        return f"{said} {_must_be_told(one)}".strip()

    def title(self) -> tuple[str, str]:
        return _("Cancel: {group}, {time}").format(
            group=self.session.group, time=appointment(self.session.starts_at)
        ), _of_members(self.session)


class MeetingNote(EditView):
    """One row: what is to be known of this meeting."""

    area = "4"
    panel = "group meeting note"
    parts = frozenset({"groups"})
    help_text = N_("Here stands what is to be known of one meeting, for whoever takes the roll.")

    def __init__(self, shell: Shell, session: Session) -> None:
        super().__init__(shell)
        self.session = session

    def subject(self) -> str:
        return str(self.session.session_id)

    def rows(self) -> list[Row]:
        return [TextRow(_("Note"), Field("note", limit=NOTE_LIMIT, lines=True))]

    async def load(self) -> None:
        fresh = not self.form.rows
        await super().load()
        # There is nothing else to be done here.
        self.opened = self.opened or fresh

    async def read(self) -> tuple[int, dict[str, str]]:
        self.session = await self.shell.desk.read(group_sessions.one, self.session.session_id)
        return self.session.version, {"note": self.session.note}

    async def save(self, version: int, texts: dict[str, str]) -> str:
        await self.shell.desk.change(
            group_sessions.annotate, self.session.session_id, version, texts["note"]
        )
        return _("Saved: the note of {group}, {time}.").format(
            group=self.session.group, time=appointment(self.session.starts_at)
        )

    async def saved(self) -> None:
        await self.shell.close(self)

    def title(self) -> tuple[str, str]:
        return f"{self.session.group}, {appointment(self.session.starts_at)}", ""


class _Time(ReadyForm):
    """A day and hours to be written, with what speaks against them above."""

    area = "4"
    new = True
    column = 22
    against: tuple[str, ...] = ()
    then: tuple[datetime, int] | None = None  # when, and how long, once it can be read

    async def load(self) -> None:
        fresh = not self.form.rows
        await super().load()
        if fresh:
            # What is to be written first: nothing of it needs to be.
            self.opened = True
        await self._look()

    async def rested(self) -> None:
        await self._look()

    async def _look(self) -> None:
        """Ask what speaks against the time that is written; nothing is said of what is none."""
        self.then, self.against = None, ()
        with contextlib.suppress(DeskError):
            then = self.hours()
            self.against, self.then = await self.ask(*then), then

    def hours(self) -> tuple[datetime, int]:
        """The time that is written (UTC), and its minutes. Raises DeskError by its row."""
        raise NotImplementedError

    async def ask(self, starts_at: datetime, length: int) -> tuple[str, ...]:
        """What speaks against that time."""
        raise NotImplementedError

    async def changed(self, parts: set[str]) -> None:
        await super().changed(parts)
        if parts & {"groups", "slots", "settings", "staff", "lists"}:
            await self._look()

    async def refused(self, error: DeskError) -> None:
        if error.field is not None:
            error.field = _ROWS.get(error.field, error.field)
        await super().refused(error)
        await self._look()

    def above(self, space: Space) -> list[Line]:
        if self.then is None:
            return []
        at, length = self.then
        ends = clock_time(at + timedelta(minutes=length))
        lines = [ruled(f"{appointment(at)}-{ends}", width=space.width)]
        said = ". ".join(one[:1].upper() + one[1:] for one in self.against)
        look = Look.OVER if said else Look.PLAIN
        lines += flow(f"{said or _('Free')}.", width=space.width - 2, indent=2, look=look)
        return [*lines, EMPTY]

    def _rooms(self) -> list[tuple[str, str]]:
        rooms = [(one.code, one.label) for one in self.shell.lists.rooms if not one.retired]
        return [("", _("none")), *rooms]


class MoveMeeting(_Time):
    """What stays empty stays as it is."""

    panel = "group meeting moved"
    ready_context = "meeting_move"
    help_text = N_("Here you move one meeting: another day, other hours, another room.")

    def __init__(self, shell: Shell, session: Session) -> None:
        super().__init__(shell)
        self.session = session

    def subject(self) -> str:
        return str(self.session.session_id)

    def rows(self) -> list[Row]:
        return [
            TextRow(
                _("New day"),
                Field("day", limit=_TIMES),
                _("Like 20.11. or Friday; empty: the same day."),
            ),
            TextRow(
                _("From - to"),
                Field("start_time", limit=_TIMES),
                _("Like 10.30-12; empty: the same hours."),
            ),
            KnownChoice("room", _("Room"), self._rooms()),
            TextRow(_("Why"), Field("why", limit=NOTE_LIMIT), _("One line; it may stay empty.")),
        ]

    async def read(self) -> tuple[int, dict[str, str]]:
        self.session = one = await self.shell.desk.read(group_sessions.one, self.session.session_id)
        row = self._row_of("room")
        if one.room and isinstance(row, KnownChoice):
            row.offer(one.room, one.room_label)
        return one.version, {"day": "", "start_time": "", "room": one.room or "", "why": ""}

    def hours(self) -> tuple[datetime, int]:
        was = local(self.session.starts_at)
        begins, length = group_written.hours(
            self.form.text("start_time"), self.session.minutes, field="start_time"
        )
        typed = self.form.text("day").strip()
        day = coming_day(typed, local(self.shell.clock()).date(), field="day") if typed else None
        if begins is None and day is None:
            return self.session.starts_at, length
        on = day or was.date()
        at = group_written.moment(on, begins or was.time(), field="start_time" if begins else "day")
        return at, length if begins is None else group_written.lasts(on, begins, length)

    async def ask(self, starts_at: datetime, length: int) -> tuple[str, ...]:
        room = self.form.code("room") or None
        return await self.shell.desk.read(
            group_leaders.verdict, self.session.session_id, starts_at, length, room
        )

    async def save(self, version: int, texts: dict[str, str]) -> str:
        at, length = self.hours()
        one = self.session
        same = (at, length, texts["room"]) == (one.starts_at, one.minutes, one.room or "")
        if same:
            raise DeskError(_("Write another day, other hours, or choose a room."), field="day")
        moved = await self.shell.desk.change(
            group_sessions.move,
            one.session_id,
            version,
            starts_at=at,
            minutes=length,
            room=texts["room"],
            why=texts["why"],
        )
        said = _("Moved: {group}, {time}.").format(
            group=moved.group, time=appointment(moved.starts_at)
        )
        return f"{said} {_must_be_told(moved)}".strip() if at != one.starts_at else said

    def title(self) -> tuple[str, str]:
        return _("Move: {group}, {time}").format(
            group=self.session.group, time=appointment(self.session.starts_at)
        ), _of_members(self.session)

    def hint(self) -> str:
        return super().hint() or _("Nothing is moved yet. Enter moves it.")


class AddMeeting(_Time):
    """A day must be written; the hours, the room and the leader are those of the group."""

    panel = "group meeting added"
    ready_context = "meeting_add"
    help_text = N_("Here you add one meeting to a group, beside those of its rule.")

    def __init__(self, shell: Shell, group_id: int) -> None:
        super().__init__(shell)
        self.group_id = group_id
        self.group: GroupActivity | None = None
        self.colleagues: list[tuple[str, str]] = []

    def subject(self) -> str:
        return str(self.group_id)

    def needed(self) -> tuple[str, ...]:
        if self.group is not None and self.group.start_time is not None:
            return ("day",)
        return ("day", "start_time")

    def rows(self) -> list[Row]:
        return [
            TextRow(_("Day"), Field("day", limit=_TIMES), _("Like 20.11. or Friday.")),
            TextRow(_("From - to"), Field("start_time", limit=_TIMES), _("Like 10.30-12.")),
            KnownChoice("room", _("Room"), self._rooms()),
            KnownChoice("leader", _("Leads it"), self.colleagues),
        ]

    async def load(self) -> None:
        if not self.form.rows:
            self.group = await self.shell.desk.read(groups.one, self.group_id)
            found = await self.shell.desk.read(staff.everyone)
            fit = [one for one in found if one.active and one.role is not Role.ADMIN]
            self.colleagues = [(str(one.id), one.name) for one in fit]
            self.colleagues = [("", _("nobody yet")), *self.colleagues]
        await super().load()

    async def read(self) -> tuple[int, dict[str, str]]:
        self.group = group = await self.shell.desk.read(groups.one, self.group_id)
        for name, code, label in (
            ("room", group.room or "", group.room_label),
            ("leader", str(group.leader_id or ""), group.leader),
        ):
            row = self._row_of(name)
            if code and isinstance(row, KnownChoice):
                row.offer(code, label)
        hours = group_written.hours_text(group.start_time, group.minutes)
        return 0, {
            "day": "",
            "start_time": hours,
            "room": group.room or "",
            "leader": str(group.leader_id or ""),
        }

    def hours(self) -> tuple[datetime, int]:
        assert self.group is not None
        begins, length = group_written.hours(
            self.form.text("start_time"), self.group.minutes, field="start_time"
        )
        if begins is None:
            raise DeskError(_("Write from when to when, like 10.30-12."), field="start_time")
        today = local(self.shell.clock()).date()
        day: date = any_day(self.form.text("day"), today, field="day")
        at = group_written.moment(day, begins, field="start_time")
        return at, group_written.lasts(day, begins, length)

    async def ask(self, starts_at: datetime, length: int) -> tuple[str, ...]:
        leader = self.form.code("leader")
        return await self.shell.desk.read(
            group_leaders.verdict_of_one_more,
            starts_at,
            length,
            int(leader) if leader else None,
            self.form.code("room") or None,
            elsewhere=bool(self.group and self.group.place) and not self.form.code("room"),
        )

    async def save(self, version: int, texts: dict[str, str]) -> str:
        at, length = self.hours()
        added = await self.shell.desk.change(
            group_sessions.add,
            self.group_id,
            at,
            length,
            room=texts["room"],
            leader_id=int(texts["leader"] or group_sessions.NOBODY),
        )
        said = _("Added: {group}, {time}.").format(
            group=added.group, time=appointment(added.starts_at)
        )
        return said + " " + _("u takes it back.")

    def title(self) -> tuple[str, str]:
        name = self.group.name if self.group is not None else ""
        return _("One more meeting: {group}").format(group=name), ""

    def hint(self) -> str:
        return super().hint() or _("Nothing is saved yet. Enter adds the meeting.")


def _of_members(session: Session) -> str:
    """How many have a place that day."""
    n = session.members
    return ngettext("{n} has a place", "{n} have a place", n).format(n=n)


def _must_be_told(session: Session) -> str:
    if not session.members:
        return ""
    n = session.members
    return ngettext("{n} is to be told.", "{n} are to be told.", n).format(n=n)
