"""Who leads one meeting of a group: everybody, with whether they are free then."""

from __future__ import annotations

from din_indgang_tui.house import group_leaders, group_sessions
from din_indgang_tui.house.group_leaders import Candidate
from din_indgang_tui.house.group_session_rows import Session
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import Conflict, DeskError
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.widgets.marks import Mark, window
from din_indgang_tui.widgets.page import EMPTY, columns, fit, ruled
from din_indgang_tui.words import appointment

_WORDS = 28  # the column of what is said of a colleague


class GiveMeeting(View):
    """Those who are free first; nobody at the end. A letter goes on to the next name with it."""

    area = "4"
    help_text = N_("Here you give one meeting to a colleague. Those who are free stand first.")

    def __init__(self, shell: Shell, session: Session) -> None:
        super().__init__(shell)
        self.session = session
        self.people: tuple[Candidate, ...] = ()
        self.mark = Mark()

    async def load(self) -> None:
        marked = self._chosen() if self.people else None
        session_id = self.session.session_id
        self.session = await self.shell.desk.read(group_sessions.one, session_id)
        found = await self.shell.desk.read(group_leaders.candidates, session_id)
        self.people = tuple(one for one in found if one.staff_id != self.session.leader_id)
        ids = [one.staff_id for one in self.people]
        self.mark.at = ids.index(marked) if marked in ids else 0

    async def changed(self, parts: set[str]) -> None:
        if parts & {"groups", "slots", "staff", "settings"}:
            await self.load()

    def _count(self) -> int:
        return len(self.people) + (self.session.leader_id is not None)

    def _chosen(self) -> int | None:
        """The marked colleague; None on the row of nobody."""
        at = self.mark.at
        return self.people[at].staff_id if at < len(self.people) else None

    # Keys ---------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        return ("meeting_give", "always")

    def bar(self) -> tuple[str, ...]:
        return ("take", "up", "back", "help")

    def letter(self, character: str) -> None:
        """The next colleague whose name begins so."""
        for more in range(1, len(self.people) + 1):
            at = (self.mark.at + more) % len(self.people)
            if self.people[at].name.lower().startswith(character.lower()):
                self.mark.at = at
                return

    def do_down(self) -> None:
        """The next colleague."""
        self.mark.move(1, self._count())

    def do_up(self) -> None:
        """The one before."""
        self.mark.move(-1, self._count())

    async def do_take(self) -> None:
        """The marked one leads it."""
        one, chosen = self.session, self._chosen()
        try:
            given = await self.shell.desk.change(
                group_sessions.give, one.session_id, one.version, chosen
            )
        except Conflict as conflict:
            # Nothing that is written here is on both sides: the list shows how it stands now.
            await self.load()
            raise DeskError(conflict.message) from conflict
        await self.shell.close(self)
        said = _("Saved: {colleague} leads {group}, {time}.")
        if given.leader_id is None:
            said = _("Saved: nobody leads {group}, {time}.")
        said = said.format(
            colleague=given.leader, group=given.group, time=appointment(given.starts_at)
        )
        self.shell.say(said + " " + _("u takes it back."))

    async def do_back(self) -> None:
        """Back; nothing is given."""
        await self.shell.close(self)

    # Drawing ------------------------------------------------------------------------------

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        when = appointment(self.session.starts_at)
        title = _("Who leads {group}, {time}?").format(group=self.session.group, time=when)
        picture.add(ruled(title, self.session.leader, width=space.width), EMPTY)
        for number in window(self._count(), self.mark.at, space.height - len(picture.lines)):
            here = number == self.mark.at
            if number == len(self.people):
                picture.add(columns((2, _("nobody for now")), marked=here))
                continue
            one = self.people[number]
            words = fit(one.words, space.width - _WORDS)
            picture.add(columns((2, one.name), (_WORDS, words), marked=here))
        return picture

    def hint(self) -> str:
        return _("Nothing is saved yet. Enter gives it to the marked one; nobody has to be told.")
