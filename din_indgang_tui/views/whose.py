"""Whose enquiry is it? Given to a citizen later, moved to the right one, or anonymous again."""

from __future__ import annotations

from dataclasses import dataclass

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import corrections, day, finder
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.day import InTheHouse
from din_indgang_tui.house.finder import Hit, Matches
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import Conflict, DeskError
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.views.hits import hit_line
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.marks import Mark
from din_indgang_tui.widgets.page import EMPTY, Line, Look, columns, fit, line, ruled
from din_indgang_tui.words import clock_time, short_day

MOST_ROWS = 10


@dataclass(frozen=True, slots=True)
class _Row:
    """Someone known, a new person, or nobody."""

    hit: Hit | None = None
    new: bool = False


class Whose(View):
    """The finder's list below one enquiry. Enter acts on the answer to the text as it stands."""

    help_text = N_("Here you say whose enquiry it is. Nothing else of it changes.")

    def __init__(self, shell: Shell, row: InTheHouse, area: str = "1") -> None:
        super().__init__(shell)
        self.row = row
        self.area = area
        self.text = Field("whose", limit=100, kept=False, hide_cpr=True)
        self.matches = Matches("")
        self.mark = Mark()

    def contexts(self) -> tuple[str, ...]:
        return ("whose", "always")

    def bar(self) -> tuple[str, ...]:
        return ("up", "take", "back", "help") if self._rows() else ("back", "help")

    def writing(self) -> Field | None:
        return self.text

    async def rested(self) -> None:
        await self._answer()

    async def _answer(self) -> None:
        """Have the matches of exactly the text that stands there; the mark goes to the best."""
        if self.matches.text != self.text.value:
            self.matches = await self.shell.desk.read(finder.find, self.text.value)
            self.mark.at = 0

    def _rows(self) -> list[_Row]:
        rows = [_Row(hit=hit) for hit in self.matches.hits[:MOST_ROWS]]
        if self.text.value.strip():
            rows.append(_Row(new=True))
        if self.row.citizen_id is not None:
            rows.append(_Row())
        return rows

    async def do_down(self) -> None:
        """The next row."""
        await self._answer()
        self.mark.turn(1, len(self._rows()))

    async def do_up(self) -> None:
        """The row before."""
        await self._answer()
        self.mark.turn(-1, len(self._rows()))

    async def do_back(self) -> None:
        """Back; nothing is changed."""
        await self.shell.close(self)

    async def do_take(self) -> None:
        """Give it to the marked one."""
        await self._answer()
        rows = self._rows()
        if not rows:
            self.shell.say(_("Write whose it is: name, phone, birth date or CPR."))
            return
        row = rows[min(self.mark.at, len(rows) - 1)]
        whose: int | NewCitizen | None = row.hit.citizen_id if row.hit else None
        if row.new:
            whose = finder.person_from(self.text.value, local_date(self.shell.clock()))
        name = await self.shell.desk.change(
            corrections.give_to, self.row.enquiry_id, self.row.version, whose
        )
        await self.shell.close(self)
        if name:
            self.shell.say(_("Saved: the enquiry is {name}'s now.").format(name=name))
        else:
            self.shell.say(_("Saved: the enquiry is anonymous now."))

    async def refused(self, error: DeskError) -> None:
        if isinstance(error, Conflict):
            # Enter once more is about what stands there now.
            self.row = await self.shell.desk.read(day.one, self.row.enquiry_id)

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        row = self.row
        title = _("Whose is the enquiry?")
        came = short_day(local_date(row.arrived_at), local_date(self.shell.clock()))
        now = _("{name}, came {day} {time}").format(
            name=row.full_name or _("Anonymous"), day=came, time=clock_time(row.arrived_at)
        )
        picture.add(ruled(title, now, width=space.width), EMPTY)
        picture.add(line("  " + fit(self.text.shown, space.width - 4)))
        picture.put_field(self.text, 2, space.width - 4)
        picture.add(
            line("  " + _("Any part of the name, phone, birth date or CPR."), Look.QUIET), EMPTY
        )
        for number, choice in enumerate(self._rows()):
            picture.add(self._line(choice, number == self.mark.at, space.width))
        return picture

    def _line(self, row: _Row, marked: bool, width: int) -> Line:
        if row.hit is not None:
            return hit_line(row.hit, marked=marked, width=width)
        if row.new:
            person = finder.person_from(self.text.value, local_date(self.shell.clock()))
            name = f"{person.given_name} {person.family_name}".strip() or _("with that number")
            return columns((2, _("New person: {name}").format(name=name)), marked=marked)
        return columns((2, _("Anonymous again")), marked=marked)

    def hint(self) -> str:
        n = len(self.matches.hits)
        if not self.text.value.strip() or self.matches.text != self.text.value:
            return _("Nothing is changed yet.")
        if self.matches.more:
            return _("More than {n} fit. Write on.").format(n=n)
        return _("{n} fit.").format(n=n) if n else _("Nobody here fits.")
