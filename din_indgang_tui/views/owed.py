"""What is owed: everything with a day, one's own and the house's. A line goes by being done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from din_indgang_tui.house import owed
from din_indgang_tui.house.owed_line import OwedKind, OwedLine
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.roles import COACHES
from din_indgang_tui.views import owed_lines
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.views.owed_move import MOVED_HERE, MoveOwed
from din_indgang_tui.widgets.marks import Mark, window
from din_indgang_tui.widgets.page import EMPTY, Line, line

_PARTS = frozenset(
    {"checks", "referrals", "conversations", "courses", "slots", "groups", "messages", "enquiries"}
    | {"citizens", "staff", "settings"}
)
_LEAST_ROWS = 5  # of the list, however much there is to say of the marked one


class OwedView(View):
    """Arrow right shows the house's, left one's own; Enter goes where the marked one is done."""

    area = "5"
    help_text = N_("Here you see what is owed, and by when. A line goes when the thing is done.")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.all: tuple[OwedLine, ...] = ()
        self.mine: bool | None = None  # None until it is read what there is
        self.mark = Mark()
        self.words: dict[int, str] = {}  # the own words of those whose line was marked

    # Reading ----------------------------------------------------------------------------

    async def load(self) -> None:
        marked = self.marked()
        self.all = await self.shell.desk.read(owed.owed)
        first = self.mine is None
        if self.mine is None:
            self.mine = bool(self.rows(mine=True))
        self._settle(marked, first=first)
        await self._look()

    def _settle(self, marked: OwedLine | None, *, first: bool = False) -> None:
        """Keep the mark on its line; a list that opens has it on the first that is due."""
        keys = [one.key for one in self.rows()]
        if marked is not None and marked.key in keys:
            self.mark.at = keys.index(marked.key)
        elif first:
            self.mark.at = 0
        self.mark.move(0, len(keys))

    async def _look(self) -> None:
        """The own words of the marked citizen; that they were read is on record, once."""
        marked = self.marked()
        if marked is None or self.shell.desk.who.role not in COACHES:
            return
        citizen_id = marked.citizen_id
        if citizen_id is not None and citizen_id not in self.words:
            self.words[citizen_id] = await self.shell.desk.read(owed.own_words, citizen_id)

    async def rested(self) -> None:
        # Whoever is passed by with the arrow held down was not looked at.
        await self._look()

    async def changed(self, parts: set[str]) -> None:
        if parts & _PARTS:
            await self.load()

    def rows(self, *, mine: bool | None = None) -> tuple[OwedLine, ...]:
        """The lines of the list in view, or of the one asked for."""
        if not (self.mine if mine is None else mine):
            return self.all
        me = self.shell.desk.who.staff_id
        return tuple(one for one in self.all if one.staff_id == me)

    def marked(self) -> OwedLine | None:
        """The line with the mark."""
        rows = self.rows()
        return rows[min(self.mark.at, len(rows) - 1)] if rows else None

    # Keys -------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        return ("owed", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        other = "house" if self.mine else "mine"
        checks = ("checks",) if self.shell.desk.who.role in COACHES else ()
        lines = ("enter", "open_page") if self.rows() else ()
        move = ("move",) if self.possible("move") else ()
        return (*lines, *move, other, *checks, "back", "help")

    def possible(self, command_id: str) -> bool:
        marked = self.marked()
        if command_id == "move":
            return marked is not None and self._may_move(marked)
        return marked is not None or command_id not in ("enter", "open_page")

    def marked_one(self) -> tuple[int, str] | None:
        marked = self.marked()
        return None if marked is None else (hash(marked.key), marked.full_name or marked.who)

    def do_down(self) -> None:
        """The next line."""
        self.mark.move(1, len(self.rows()))

    def do_up(self) -> None:
        """The line before."""
        self.mark.move(-1, len(self.rows()))

    def do_page_down(self) -> None:
        """Ten lines on."""
        self.mark.move(10, len(self.rows()))

    def do_page_up(self) -> None:
        """Ten lines back."""
        self.mark.move(-10, len(self.rows()))

    async def do_house(self) -> None:
        """What everybody owes."""
        await self._turn(mine=False)

    async def do_mine(self) -> None:
        """What one owes oneself."""
        await self._turn(mine=True)

    async def _turn(self, *, mine: bool) -> None:
        marked = self.marked()
        if self.mine is not mine:
            self.mine = mine
            self._settle(marked, first=True)
        await self._look()

    async def do_checks(self) -> None:
        """The four-week checks."""
        await self.shell.go_to_checks()

    async def do_enter(self) -> None:
        """Where the marked one is done."""
        if (marked := self.marked()) is not None:
            await self._way(marked)()

    def _way(self, one: OwedLine) -> Callable[[], Awaitable[None]]:
        shell, refers = self.shell, self.shell.desk.who.role in COACHES
        to: dict[OwedKind, Callable[[], Awaitable[None]]] = {
            OwedKind.ENDS: lambda: shell.go_to_course(one.target),
            OwedKind.AFTER: lambda: shell.go_to_course(one.target),
            OwedKind.CALL_BACK: lambda: shell.go_to_call_back(one.target),
            OwedKind.UNTOLD_TIME: lambda: shell.go_to_untold(one.target),
            OwedKind.UNTOLD_MEETING: lambda: shell.go_to_group_session(one.target),
            OwedKind.ROLL: lambda: shell.go_to_roll(one.target),
            OwedKind.PLACE: lambda: shell.go_to_group(one.target),
            OwedKind.LEFT_OPEN: lambda: shell.go_to_enquiry(one.target),
            OwedKind.REASON: lambda: shell.go_to_enquiry(one.target),
            OwedKind.CHECK: lambda: shell.go_to_course(one.target),
        }
        if (citizen_id := one.citizen_id) is not None:
            to |= {
                OwedKind.IN_TOUCH: lambda: shell.go_to_call(citizen_id),
                OwedKind.AWAY: lambda: shell.go_to_call(citizen_id),
                OwedKind.CONSENT: lambda: shell.go_to_consents(citizen_id, one.target),
            }
        if (course_id := one.course_id) is not None:
            to[OwedKind.STEP] = lambda: shell.go_to_course(course_id, one.target)
        if refers:
            to |= owed_lines.ways_of_coaches(shell, one)
        return to.get(one.kind, self.do_open_page)

    async def do_open_page(self) -> None:
        """The page of the citizen, or of the group."""
        if (marked := self.marked()) is None:
            return
        if marked.citizen_id is not None:
            await self.shell.go_to_page(marked.citizen_id)
        elif marked.kind is OwedKind.PLACE:
            await self.shell.go_to_group(marked.target)
        elif marked.kind in (OwedKind.ROLL, OwedKind.UNTOLD_MEETING):
            await self.shell.go_to_group_session(marked.target)
        else:
            self.shell.say(_("It is nobody the house knows: there is no page to open."), wrong=True)

    async def do_move(self) -> None:
        """Another day, with a reason, where it may be moved."""
        if (marked := self.marked()) is None:
            return
        if not self._may_move(marked):
            self.shell.say(owed_lines.why_not_moved(marked), wrong=True)
        elif marked.kind is OwedKind.CHECK:
            await self.shell.go_to_check_move(marked.target)
        else:
            await self.shell.open(MoveOwed(self.shell, marked))

    def _may_move(self, one: OwedLine) -> bool:
        """Checks and answers are moved by those who decide and refer."""
        if one.kind is OwedKind.PROMISE:
            return True
        return one.kind in (*MOVED_HERE, OwedKind.CHECK) and self._decides()

    def _decides(self) -> bool:
        return self.shell.desk.who.role in COACHES

    async def do_back(self) -> None:
        """Back to where one came from."""
        await self.shell.close(self)

    # Drawing ----------------------------------------------------------------------------

    def hint(self) -> str:
        return owed_lines.hint(self.rows(), mine=bool(self.mine))

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        rows, mine = self.rows(), bool(self.mine)
        with_checks = self.shell.desk.who.role in COACHES
        counted = len(self.rows(mine=True)), len(self.all)
        picture.add(
            owed_lines.title(*counted, mine_shown=mine, checks=with_checks, width=space.width)
        )
        if not rows:
            said = _("Nothing of it is yours just now. Arrow right shows the house's.")
            picture.add(EMPTY, line("  " + (said if mine and self.all else _("Nothing is owed."))))
            return picture
        picture.add(owed_lines.heading(mine=mine, width=space.width))
        detail = [] if space.beside else self._detail(space.width)
        room = space.height - len(picture.lines) - len(detail) - 1
        if detail and room > len(rows):
            detail = self._detail(space.width, own=1 + room - len(rows))
            room = space.height - len(picture.lines) - len(detail) - 1
        if room < _LEAST_ROWS:
            detail, room = [], space.height - len(picture.lines)
        today = owed_lines.today(self.shell)
        for number in window(len(rows), self.mark.at, room):
            marked = number == self.mark.at
            picture.add(
                owed_lines.one(rows[number], today, mine=mine, marked=marked, width=space.width)
            )
        while detail and len(picture.lines) < space.height - len(detail):
            picture.add(EMPTY)
        picture.add(*detail)
        return picture

    def _detail(self, width: int, own: int = 1) -> list[Line]:
        """All of the marked one, their own words in at most so many lines."""
        if (marked := self.marked()) is None:
            return []
        words = self._own_words(marked)
        return owed_lines.below(marked, words, width, own, decides=self._decides())

    def _own_words(self, one: OwedLine) -> str:
        return self.words.get(one.citizen_id, "") if one.citizen_id is not None else ""

    def side(self, width: int) -> list[Line]:
        if (marked := self.marked()) is None:
            return []
        words = self._own_words(marked)
        return owed_lines.beside(marked, words, width, decides=self._decides())
