"""One meeting of a group: when, where, who leads it, and who must be told what became of it."""

from __future__ import annotations

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import group_sessions, group_told
from din_indgang_tui.house.codes import SessionStatus
from din_indgang_tui.house.group_session_rows import Session
from din_indgang_tui.house.group_told import Untold
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.views.group_give import GiveMeeting
from din_indgang_tui.views.group_meeting import AddMeeting, CancelMeeting, MeetingNote, MoveMeeting
from din_indgang_tui.widgets.marks import Mark, window
from din_indgang_tui.widgets.page import EMPTY, Line, Look, columns, fit, flow, line, ruled
from din_indgang_tui.words import appointment, clock_time, day_of_the_week, full_day, long_day

_TEXT = 16  # the column where the texts begin
_NUMBER = 26  # the column of the telephone number
CANCEL, MOVE = "cancel", "move"


class GroupSessionView(View):
    """The facts above, and below one line for everybody who must be told."""

    area = "4"
    help_text = N_("Here you see one meeting of a group: cancel it, move it, give it to somebody.")

    def __init__(self, shell: Shell, session_id: int) -> None:
        super().__init__(shell)
        self.session_id = session_id
        self.session: Session | None = None
        self.people: tuple[Untold, ...] = ()
        self.mark = Mark()

    async def load(self) -> None:
        marked = self._marked()
        self.session = await self.shell.desk.read(group_sessions.one, self.session_id)
        self.people = await self.shell.desk.read(group_told.of_session, self.session_id)
        if marked is not None:
            ids = [one.citizen_id for one in self.people]
            self.mark.at = ids.index(marked.citizen_id) if marked.citizen_id in ids else 0
        self.mark.move(0, len(self.people))

    async def changed(self, parts: set[str]) -> None:
        if parts & {"groups", "citizens", "staff", "lists"}:
            await self.load()

    def _marked(self) -> Untold | None:
        return self.people[min(self.mark.at, len(self.people) - 1)] if self.people else None

    def _is(self, status: SessionStatus) -> bool:
        return self.session is not None and self.session.status is status

    # Keys ---------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        of_it = "meeting_cancelled" if self._is(SessionStatus.CANCELLED) else "meeting_planned"
        told = ("meeting_told",) if self.people else ()
        return (of_it, *told, "meeting", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        roll = ("roll",) if self._has_a_roll() else ("sent_word",)
        then = ("told",) if self.people else ("edit", "add")
        if self._is(SessionStatus.CANCELLED):
            return ("bring_back", *then, "back", "help")
        if self._is(SessionStatus.HELD):
            return (*roll, *then, "back", "help")
        # Whom to tell comes before who leads it, where there is no room for both.
        give = () if self.people else ("give",)
        return (*roll, "cancel", "move", *give, then[0], "back", "help")

    def _has_a_roll(self) -> bool:
        """Whether its roll may be taken: not of a later day, and not of a cancelled one."""
        today = local_date(self.shell.clock())
        cancelled = self._is(SessionStatus.CANCELLED)
        return self.session is not None and self.session.day <= today and not cancelled

    def possible(self, command_id: str) -> bool:
        if command_id in ("cancel", "move", "give"):
            return self._is(SessionStatus.PLANNED)
        if command_id == "sent_word":
            return not self._is(SessionStatus.CANCELLED)
        return command_id != "roll" or self._has_a_roll()

    def marked_one(self) -> tuple[int, str] | None:
        one = self._marked()
        return (one.citizen_id, one.full_name) if one is not None else None

    def do_down(self) -> None:
        """The next one to be told."""
        self.mark.move(1, len(self.people))

    def do_up(self) -> None:
        """The one before."""
        self.mark.move(-1, len(self.people))

    async def do_told(self) -> None:
        """They know of it; again: they do not after all. The mark goes on to the next who is
        not told."""
        if (one := self._marked()) is None:
            return
        told = not one.told
        key = self.session_id, one.citizen_id
        try:
            await self.shell.desk.change(group_told.tell, *key, one.version, told=told)
        finally:
            await self.load()
        said = _("Saved: {name} has been told.") if told else _("Saved: {name} is to be told.")
        self.shell.say(said.format(name=one.name) + " " + _("u takes it back."))
        if told:
            left = [n for n, other in enumerate(self.people) if not other.told]
            self.mark.at = next((n for n in left if n > self.mark.at), (left or [self.mark.at])[0])

    async def do_roll(self) -> None:
        """Who came."""
        await self.shell.go_to_roll(self.session_id)

    async def do_sent_word(self) -> None:
        """Who sends word for it."""
        await self.shell.go_to_sent_word(self.session_id)

    async def do_page(self) -> None:
        """The page of the marked citizen."""
        if (one := self._marked()) is not None:
            await self.shell.go_to_page(one.citizen_id)

    async def begin(self, doing: str) -> None:
        """Open the panel that somebody asked for on the screen before."""
        if doing == CANCEL and self._is(SessionStatus.PLANNED):
            await self.do_cancel()
        elif doing == MOVE and self._is(SessionStatus.PLANNED):
            await self.do_move()

    async def do_cancel(self) -> None:
        """Why it is not held."""
        if self._may_change():
            assert self.session is not None
            await self.shell.open(CancelMeeting(self.shell, self.session))

    async def do_bring_back(self) -> None:
        """It is held after all."""
        assert self.session is not None
        session = await self.shell.desk.change(
            group_sessions.bring_back, self.session_id, self.session.version
        )
        await self.load()
        said = _("Saved: {group}, {time}, is held after all.").format(
            group=session.group, time=appointment(session.starts_at)
        )
        self.shell.say(" ".join(filter(None, (said, self._owed()))))

    async def do_move(self) -> None:
        """Another day, time or room."""
        if self._may_change():
            assert self.session is not None
            await self.shell.open(MoveMeeting(self.shell, self.session))

    async def do_give(self) -> None:
        """Who else leads it."""
        if self._may_change():
            assert self.session is not None
            await self.shell.open(GiveMeeting(self.shell, self.session))

    async def do_add(self) -> None:
        """One more meeting of the same group."""
        if self.session is not None:
            await self.shell.open(AddMeeting(self.shell, self.session.group_id))

    async def do_edit(self) -> None:
        """What is to be known of it."""
        if self.session is not None:
            await self.shell.open(MeetingNote(self.shell, self.session))

    def _may_change(self) -> bool:
        if self._is(SessionStatus.HELD):
            self.shell.say(_("That meeting was held: its roll is finished."), wrong=True)
        return self._is(SessionStatus.PLANNED)

    async def do_back(self) -> None:
        """Back to where one came from."""
        await self.shell.close(self)

    # Drawing ------------------------------------------------------------------------------

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        if (session := self.session) is None:
            return picture
        title = f"{session.group}, {day_of_the_week(session.day)}"
        picture.add(ruled(title, self._status(), width=space.width))
        for label, text in self._facts(session):
            if text:
                picture.add(*_texts(label, text, space.width))
        picture.add(EMPTY)
        self._draw_people(picture, space)
        return picture

    def _facts(self, session: Session) -> tuple[tuple[str, str], ...]:
        moved = ""
        if session.moved_from is not None:
            moved = _("from {day} at {time}").format(
                day=full_day(local_date(session.moved_from)), time=clock_time(session.moved_from)
            )
            moved = ", ".join(filter(None, (moved, session.moved_why)))
        places = str(session.members)
        if session.capacity is not None:
            places = _("{n} of {all}").format(n=session.members, all=session.capacity)
        came = ""
        if session.here is not None:
            came = ngettext("{n} came", "{n} came", session.here).format(n=session.here)
        return (
            (_("Day"), long_day(session.day)),
            (_("Time"), f"{clock_time(session.starts_at)}-{clock_time(session.ends_at)}"),
            (_("Where"), session.where or "-"),
            (_("Leads it"), session.leader or _("nobody yet")),
            (_("Places"), ", ".join(filter(None, (places, came)))),
            (_("Why"), session.cancel_why),
            (_("Moved"), moved),
            (_("Note"), session.note),
        )

    def _status(self) -> str:
        assert self.session is not None
        if self._is(SessionStatus.CANCELLED):
            return _("CANCELLED")
        return _("was held") if self._is(SessionStatus.HELD) else _("planned")

    def _draw_people(self, picture: Picture, space: Space) -> None:
        if not self.people:
            return
        done = sum(one.told for one in self.people)
        title = ngettext("{n} to be told", "{n} to be told", len(self.people))
        right = ngettext("{n} knows", "{n} know", done) if done else ""
        picture.add(
            ruled(title.format(n=len(self.people)), right.format(n=done), width=space.width)
        )
        room = space.height - len(picture.lines)
        for number in window(len(self.people), self.mark.at, max(1, room)):
            one = self.people[number]
            box = "[x]" if one.told else "[ ]"
            picture.add(
                columns(
                    (2, box),
                    (6, one.name),
                    (_NUMBER, fit(one.number, space.width - _NUMBER)),
                    marked=number == self.mark.at,
                )
            )

    def side(self, width: int) -> list[Line]:
        if (one := self._marked()) is None:
            return []
        known = _("Has been told.") if one.told else _("Space: has been told.")
        return [
            *flow(one.full_name, width=width, look=Look.TITLE),
            EMPTY,
            *flow(one.number, width=width),
            EMPTY,
            line(known),
        ]

    def hint(self) -> str:
        return self._owed()

    def _owed(self) -> str:
        """How many do not know yet."""
        if left := sum(not one.told for one in self.people):
            return ngettext(
                "{n} does not know yet. Space notes that they were told.",
                "{n} do not know yet. Space notes that they were told.",
                left,
            ).format(n=left)
        return ""


def _texts(label: str, text: str, width: int) -> list[Line]:
    """A label, and its text over as many lines as it takes."""
    first, *more = flow(text, width=width - 2, indent=_TEXT)
    return [columns((2, label, Look.QUIET), (_TEXT, first.text.strip())), *more]
