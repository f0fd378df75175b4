"""Who is it? A text, and below it the finder's answer to exactly that text, with one mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from din_indgang_tui.clock import from_stored, local_date
from din_indgang_tui.house import finder
from din_indgang_tui.house.finder import Hit, Matches
from din_indgang_tui.i18n import _
from din_indgang_tui.store import drafts
from din_indgang_tui.store.drafts import Draft
from din_indgang_tui.views.base import Picture, Shell, Space
from din_indgang_tui.views.hits import hit_line
from din_indgang_tui.widgets.editor import Field, without_cpr_tail
from din_indgang_tui.widgets.marks import Mark
from din_indgang_tui.widgets.page import EMPTY, Line, Look, columns, fit, line
from din_indgang_tui.words import clock_time

PANEL = "walk_in"  # whose drafts stand below a list where nothing is typed
MOST_DRAFTS = 8


@dataclass(frozen=True, slots=True)
class WhoRow:
    """One row to choose among: someone known, a new person, nobody (anonymous), or a draft."""

    hit: Hit | None = None
    new: bool = False
    draft: Draft | None = None

    def called(self, new: str) -> str:
        """What whoever it is goes by; `new` is the name of a new person, where one was typed."""
        if self.hit is not None:
            return self.hit.name or _("No name")
        return (new or _("New person")) if self.new else _("Anonymous")


class WhoList:
    """At most so many matches, a new person where something is typed, and nobody where that may be.

    `nobody` is what the row without a person is called; empty where there is no such row.
    """

    def __init__(
        self, shell: Shell, text: Field, *, nobody: str, most: int = 5, kept: Sequence[Draft] = ()
    ) -> None:
        self.shell = shell
        self.text = text
        self.most = most  # more matches than that are a reason to type on, not to scroll
        self.nobody = nobody
        self.drafts = list(kept)
        self.matches = Matches("")
        self.mark = Mark()

    async def answer(self) -> None:
        """Have the matches of exactly the text that stands there; the mark goes to the best."""
        if self.matches.text != self.text.value:
            self.matches = await self.shell.desk.read(finder.find, self.text.value)
            self.mark.at = 0

    def forget(self) -> None:
        """The answer is out of date: ask again."""
        self.matches = Matches("")

    def rows(self) -> list[WhoRow]:
        """What can be chosen, best first; drafts only where nothing is typed."""
        typed = bool(self.text.value.strip())
        rows: list[WhoRow] = []
        if typed:
            rows = [WhoRow(hit=hit) for hit in self.matches.hits[: self.most]]
            rows.append(WhoRow(new=True))
        if self.nobody:
            rows.append(WhoRow())
        return rows if typed else [*rows, *(WhoRow(draft=one) for one in self.drafts[:MOST_DRAFTS])]

    def marked(self) -> WhoRow | None:
        """The row with the mark; None where there is no row."""
        rows = self.rows()
        return rows[min(self.mark.at, len(rows) - 1)] if rows else None

    async def turn(self, step: int) -> None:
        """The next row or the one before, round the ends."""
        await self.answer()
        self.mark.turn(step, len(self.rows()))

    async def up_to_new(self) -> None:
        """The row before; from the best match to the new person, which is wanted most then."""
        await self.answer()
        rows = self.rows()
        if self.mark.at == 0 and rows[0].hit is not None:
            self.mark.at = next(n for n, row in enumerate(rows) if row.new)
        else:
            self.mark.turn(-1, len(rows))

    async def mark_again(self, taken: WhoRow) -> None:
        """The list of exactly this text, with the mark on the one who was taken."""
        await self.answer()
        for number, row in enumerate(self.rows()):
            same = row.hit and taken.hit and row.hit.citizen_id == taken.hit.citizen_id
            if same or (row.hit is None and row == taken):
                self.mark.at = number
                return

    # Drawing ----------------------------------------------------------------------------

    def draw(self, picture: Picture, space: Space, hint: str) -> None:
        """The field, what may be typed in it, and the rows."""
        picture.add(line("  " + fit(self.text.shown, space.width - 4)))
        picture.put_field(self.text, 2, space.width - 4)
        picture.add(line("  " + hint, Look.QUIET), EMPTY)
        for number, row in enumerate(self.rows()):
            picture.add(self._line(row, number == self.mark.at, space.width))

    def _line(self, row: WhoRow, marked: bool, width: int) -> Line:
        if row.hit is not None:
            return hit_line(row.hit, marked=marked, width=width)
        if row.draft is not None:
            text = str(row.draft.content.get("who") or row.draft.content.get("note") or "")
            at = clock_time(from_stored(row.draft.saved_at))
            said = _("Draft from {time}: {text}").format(time=at, text=without_cpr_tail(text))
            return columns((2, said), marked=marked)
        if row.new:
            person = finder.person_from(self.text.value, local_date(self.shell.clock()))
            name = f"{person.given_name} {person.family_name}".strip() or _("with that number")
            return columns((2, _("New person: {name}").format(name=name)), marked=marked)
        return columns((2, self.nobody), marked=marked)

    def has_a_time(self) -> str:
        """What Enter does with someone who has a time today; empty for others."""
        row = self.marked()
        if row is None or row.hit is None or row.hit.slot_id is None or row.hit.enquiry_id:
            return ""
        return _("Has a time today. Enter: has come. Tab: comes for something else.")

    def how_many(self) -> str:
        """How many fit, once the answer is there; empty where nothing is typed."""
        n = len(self.matches.hits)
        if self.matches.text != self.text.value or not self.text.value.strip():
            return ""
        if self.matches.more:
            return _("More than {n} fit. Write on.").format(n=n)
        if n > self.most:
            return _("{n} fit, the best are shown. Write on.").format(n=n)
        return _("{n} fit.").format(n=n) if n else _("Nobody here fits.")


async def drafts_of(shell: Shell) -> list[Draft]:
    """What the one who asks left unfinished."""
    return await shell.desk.read(drafts.of, PANEL)
