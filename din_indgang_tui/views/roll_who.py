"""Who dropped in: a text in the roll, and below it whom it may mean."""

from __future__ import annotations

from dataclasses import dataclass

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import finder, roll_adding
from din_indgang_tui.house.roll_adding import Candidate, Candidates
from din_indgang_tui.house.roll_rows import HERE
from din_indgang_tui.i18n import _
from din_indgang_tui.views.base import Picture, Shell, Space
from din_indgang_tui.views.hits import hit_line
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.marks import Mark
from din_indgang_tui.widgets.page import Line, Look, columns, fit, line, ruled

MOST = 5  # more matches than that are a reason to type on, not to scroll


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whom Enter takes: somebody known, a new person, or neither: a guest without a name."""

    known: Candidate | None = None
    new: bool = False


class RollWho:
    """The finder line of one roll. With `guest_id` it names a guest who stands there already."""

    def __init__(self, shell: Shell, session_id: int) -> None:
        self.shell = shell
        self.session_id = session_id
        self.text = Field("who", limit=100, hide_cpr=True)
        self.guest_id: int | None = None
        self.found = Candidates("")
        self.mark = Mark()

    async def answer(self) -> None:
        """Have the answer to exactly the text that stands there; the mark goes to the best."""
        if self.found.text != self.text.value:
            self.found = await self.shell.desk.read(
                roll_adding.candidates, self.session_id, self.text.value
            )
            self.mark.at = 0

    def rows(self) -> list[Chosen]:
        """What can be chosen, best first."""
        if not self.text.value.strip():
            return [] if self.guest_id is not None else [Chosen()]
        return [*(Chosen(one) for one in self.found.found[:MOST]), Chosen(new=True)]

    async def chosen(self) -> Chosen | None:
        """The marked one of the text as it stands; None where there is nobody to choose."""
        await self.answer()
        rows = self.rows()
        return rows[min(self.mark.at, len(rows) - 1)] if rows else None

    async def turn(self, step: int) -> None:
        """The next row or the one before, round the ends."""
        await self.answer()
        self.mark.turn(step, len(self.rows()))

    async def take(self) -> str | None:
        """Enter: the marked one was here. Returns how they are called; None for nobody marked."""
        row = await self.chosen()
        if row is None:
            return None
        desk, guest_id, text = self.shell.desk, self.guest_id, self.text.value
        if row.known is not None:
            person = row.known.citizen_id
            if guest_id is None:
                await desk.change(roll_adding.drop_in, self.session_id, person)
            else:
                await desk.change(roll_adding.name_guest, guest_id, person)
        elif not row.new:
            await desk.change(roll_adding.guest, self.session_id)
        elif guest_id is None:
            await desk.change(roll_adding.newcomer, self.session_id, text)
        else:
            await desk.change(roll_adding.name_new_guest, guest_id, text)
        called = self._called(row)
        self.empty()
        return called

    def _called(self, row: Chosen) -> str:
        if row.known is not None:
            return row.known.name
        if not row.new:
            return _("a guest without a name")
        person = finder.person_from(self.text.value, local_date(self.shell.clock()))
        return f"{person.given_name} {person.family_name}".strip() or _("with that number")

    def empty(self) -> None:
        """Nothing is typed, and nobody is looked for."""
        self.text.value, self.guest_id, self.found = "", None, Candidates("")
        self.mark.at = 0

    # Drawing ----------------------------------------------------------------------------

    def height(self) -> int:
        """Lines that it takes."""
        return 2 + len(self.rows())

    def draw(self, picture: Picture, space: Space) -> None:
        """The text and the rows, below the list."""
        title = _("Who dropped in?") if self.guest_id is None else _("Who is the guest?")
        picture.add(ruled(title, width=space.width))
        picture.add(line("  " + fit(self.text.shown, space.width - 4)))
        picture.put_field(self.text, 2, space.width - 4)
        for number, row in enumerate(self.rows()):
            picture.add(self._line(row, number == self.mark.at, space.width))

    def _line(self, row: Chosen, marked: bool, width: int) -> Line:
        if row.new:
            said = _("New person: {name}").format(name=self._called(row))
            return columns((2, said), marked=marked)
        if row.known is None:
            return columns((2, _("A guest without a name")), marked=marked)
        known, stands = row.known, ""
        if known.mark in HERE:
            stands = _("is on the roll as here")
        elif known.member:
            stands = _("has a place in the group")
        if known.hit is None or stands:
            return columns((2, known.name), (42, stands, Look.QUIET), marked=marked)
        return hit_line(known.hit, marked=marked, width=width)

    def hint(self) -> str:
        """What Enter does."""
        if not self.text.value.strip():
            if self.guest_id is not None:
                return _("Write a part of the name.")
            return _("Write a part of the name. Enter alone: a guest without a name.")
        if self.found.text != self.text.value:
            return ""
        if self.found.more or len(self.found.found) > MOST:
            return _("More fit. Write on.")
        return "" if self.found.found else _("Nobody fits. Enter: somebody new.")
