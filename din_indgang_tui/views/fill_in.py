"""Fill in: what was not said at the door, the reasons and the one line of an enquiry."""

from __future__ import annotations

from typing import Any

from din_indgang_tui.house import day, enquiries
from din_indgang_tui.house.day import InTheHouse
from din_indgang_tui.house.merging import merged
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import Conflict, DeskError
from din_indgang_tui.views.base import Board, Picture, Shell, Space, View
from din_indgang_tui.views.conflict import ConflictView
from din_indgang_tui.views.drafts import forget, kept
from din_indgang_tui.views.reasons import Reasons
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.page import ruled

PANEL = "fill_in"


class FillIn(View):
    """The list of reasons and the line. Two who fill in the same are asked field by field."""

    area = "1"
    help_text = N_("Here you note why they came, with one line in their own words.")

    def __init__(self, shell: Shell, today: Board | None, row: InTheHouse) -> None:
        super().__init__(shell)
        self.today = today
        self.row = row
        self.version = row.version
        self.base = texts_of(row)  # what the writer began with
        self.reasons = Reasons(shell, row.reasons, row.note)
        self._first = True

    # Drafts -----------------------------------------------------------------------------

    async def load(self) -> None:
        if not self._first:
            return
        self._first = False
        if found := await kept(self.shell.desk, PANEL, str(self.row.enquiry_id)):
            # From the texts it began with: what others wrote since is a conflict.
            self.version = int(found.get("version", self.version))
            self.base = self.base | dict(found.get("before", {}))
            self._put(self.base | dict(found.get("texts", {})))

    def draft(self) -> tuple[str, str, dict[str, Any]] | None:
        if not (texts := self._unsaved()):
            return None
        before = {name: self.base[name] for name in texts}
        content = {"texts": texts, "before": before, "version": self.version}
        return PANEL, str(self.row.enquiry_id), content

    def _unsaved(self) -> dict[str, str]:
        now = {"reasons": _joined(self.reasons.list.chosen), "note": self.reasons.note.value}
        return {name: text for name, text in now.items() if text != self.base[name]}

    def _put(self, texts: dict[str, str]) -> None:
        self.reasons.list.chosen = _parted(texts["reasons"])
        self.reasons.note.value = texts["note"]

    # Keys -------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        return self.reasons.contexts()

    def bar(self) -> tuple[str, ...]:
        return self.reasons.bar()

    def writing(self) -> Field | None:
        return self.reasons.writing()

    async def typed(self) -> None:
        if not self.reasons.in_note:
            self.reasons.list.filtered()

    def do_mark(self) -> None:
        """Space."""
        self.reasons.mark()

    def do_down(self) -> None:
        """The next row."""
        self.reasons.list.move(1)

    def do_up(self) -> None:
        """The row before."""
        self.reasons.list.move(-1)

    def do_line(self) -> None:
        """Between the list and the line."""
        self.reasons.in_note = not self.reasons.in_note

    async def do_back(self) -> None:
        """Out of the line, then out of the panel."""
        if self.reasons.in_note:
            self.reasons.in_note = False
        else:
            await self.shell.close(self)

    # Saving -----------------------------------------------------------------------------

    async def do_take(self) -> None:
        """Save what is marked, or the row with the mark, and the line."""
        if self.reasons.list.nothing_fits():
            self.shell.say(_("No reason fits what you wrote."), wrong=True)
            return
        self.reasons.list.chosen = list(self.reasons.codes())
        await self._save(self._unsaved())

    async def _save(self, texts: dict[str, str]) -> None:
        try:
            await self._store(self.version, texts)
        except Conflict as conflict:
            await self._meet(conflict)

    async def _store(self, version: int, texts: dict[str, str]) -> None:
        await self.shell.desk.change(
            enquiries.fill_in,
            self.row.enquiry_id,
            version,
            reasons=_parted(texts["reasons"]) if "reasons" in texts else None,
            note=texts.get("note"),
        )
        self._put(self.base)  # saved: there is no draft any more
        await forget(self.shell.desk, PANEL, str(self.row.enquiry_id))
        await self.shell.close(self)
        self.shell.say(_("Saved: {name}.").format(name=self.row.name or _("Anonymous")))

    async def _meet(self, conflict: Conflict) -> None:
        """Join what only one of the two changed; ask about the rest."""
        row = await self.shell.desk.read(day.one, self.row.enquiry_id)
        now = texts_of(row)
        result = merged(self.base, now, self._unsaved())
        if not result.clashes:
            await self.settle(row.version, now, result.joined)
            return
        await self.shell.open(ConflictView(self.shell, self, conflict, row.version, now, result))
        said = _("Not saved yet. Yours is kept as a draft, so nothing is lost.")
        self.shell.say(said, wrong=True)

    async def settle(self, version: int, now: dict[str, str], texts: dict[str, str]) -> None:
        """Save these texts over `now`, the version that was just read."""
        self.version, self.base = version, now
        self._put(now | texts)
        await self._save(texts)

    async def refused(self, error: DeskError) -> None:
        if error.field == "note":
            self.reasons.in_note = True

    # Words, for the panel of two at once --------------------------------------------------

    def title(self) -> tuple[str, str]:
        """The section title."""
        who = self.row.full_name or self.row.name or _("Anonymous")
        return _("{name}: why?").format(name=who), ""

    def label(self, name: str) -> str:
        """What a field is called on the screen."""
        return _("One line") if name == "note" else _("Why")

    def words(self, name: str, text: str) -> str:
        """A text as it reads: of reasons their labels."""
        if name == "note":
            return text
        return self.shell.lists.reasons_in_a_line(tuple(_parted(text))) or _("not said yet")

    def take_text(self, name: str, text: str) -> None:
        """What is written in that panel is one's own text here."""
        self.reasons.note.value = text

    def field_of(self, name: str) -> Field | None:
        """The field it is written in; None for the reasons, which are chosen."""
        return self.reasons.note if name == "note" else None

    def is_hidden(self, name: str) -> bool:
        """Whether it may not be seen just now."""
        return False

    # Drawing ----------------------------------------------------------------------------

    def hint(self) -> str:
        return self.reasons.hint(_("Enter saves."))

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        title, right = self.title()
        line = ruled(title, right, width=space.width)
        self.reasons.draw(picture, space, line, self.today)
        return picture


def texts_of(row: InTheHouse) -> dict[str, str]:
    """What can be filled in, as texts that can be compared."""
    return {"reasons": _joined(row.reasons), "note": row.note}


def _joined(codes: tuple[str, ...] | list[str]) -> str:
    return "|".join(codes)


def _parted(text: str) -> list[str]:
    return text.split("|") if text else []
