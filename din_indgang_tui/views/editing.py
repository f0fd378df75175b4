"""A form about one thing, edited in place: what a row, a draft and a second writer mean in all."""

from __future__ import annotations

from typing import Any

from din_indgang_tui.clock import from_stored
from din_indgang_tui.house.merging import merged
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store import drafts
from din_indgang_tui.store.errors import Conflict, DeskError
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.views.conflict import ConflictView
from din_indgang_tui.views.drafts import forget, found
from din_indgang_tui.widgets.editor import Field, without_cpr_tail
from din_indgang_tui.widgets.form import ChoiceRow, Form, TextRow, put_in, text_of, wrong_lines
from din_indgang_tui.widgets.marks import window
from din_indgang_tui.widgets.page import EMPTY, Line, columns, fit, ruled
from din_indgang_tui.words import clock_time

Row = TextRow | ChoiceRow
_UNSAVED = 14  # columns at the right for the word that a row is not saved


class EditView(View):
    """Rows of one thing. Enter opens a row and saves it; what was typed stays whatever happens.

    A new thing opens its first empty row at once; there Enter goes on, and the last row saves.
    """

    help_text = N_("Here you write in one row at a time. What is not saved is kept as a draft.")
    panel = ""  # the name of its drafts
    new = False
    column = 20  # where the texts begin
    parts: frozenset[str] = frozenset()  # parts of the house that it shows

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.form = Form([])
        self.opened = False
        self.version = 0
        self.base: dict[str, str] = {}  # the texts that the writer began with

    # What a form is about -----------------------------------------------------------------

    def subject(self) -> str:
        """What the draft is about; empty for something new."""
        return ""

    def rows(self) -> list[Row]:
        """The rows, built once."""
        raise NotImplementedError

    async def read(self) -> tuple[int, dict[str, str]]:
        """The version, and the text or code of every row, as stored; (0, {}) for a new thing."""
        return 0, {}

    async def save(self, version: int, texts: dict[str, str]) -> str:
        """Save what was changed (all rows of a new thing); returns the sentence for row 23.

        Raises DeskError with the row as its field, or Conflict.
        """
        raise NotImplementedError

    def title(self) -> tuple[str, str]:
        """The section title, and what stands at its right end."""
        raise NotImplementedError

    def above(self, space: Space) -> list[Line]:
        """Lines above the form."""
        return []

    def why_shut(self, row: Row) -> str:
        """Why this row cannot be opened, as a sentence; empty where it can."""
        return ""

    async def saved(self) -> None:
        """It is saved: a new thing is done, one that was there is read again."""
        if self.new:
            await self.shell.close(self)
        else:
            await self._read_again()

    # Reading and drafts -------------------------------------------------------------------

    async def load(self) -> None:
        if self.form.rows:
            if not self.unsaved():
                await self._read_again()
            return
        self.form.rows = list(self.rows())
        await self._read_again()
        kept = await found(self.shell.desk, self.panel, self.subject())
        if kept is not None:
            self._take_up(kept)
        if self.new:
            self.opened = True
            empty = [n for n, row in enumerate(self.form.rows) if not text_of(row)]
            self.form.at = empty[0] if empty else 0

    async def changed(self, parts: set[str]) -> None:
        if parts & self.parts and self._untouched():
            answer = await self.read()
            if self._untouched():  # a row may have been opened while the file was asked
                self._show(*answer)

    def _untouched(self) -> bool:
        return not self.opened and not self.unsaved()

    async def _read_again(self) -> None:
        self._show(*await self.read())

    def _show(self, version: int, stored: dict[str, str]) -> None:
        self.version = version
        self.base = {row.name: stored.get(row.name, text_of(row)) for row in self.form.rows}
        for row in self.form.rows:
            put_in(row, self.base[row.name])

    def _take_up(self, kept: drafts.Draft) -> None:
        """Go on with a draft from the texts it began with: what others wrote since conflicts."""
        before, texts = kept.content.get("before", {}), kept.content.get("texts", {})
        self.version = int(kept.content.get("version", self.version))
        for row in self.form.rows:
            if row.name in texts:
                self.base[row.name] = str(before.get(row.name, self.base[row.name]))
                put_in(row, str(texts[row.name]))
        at = clock_time(from_stored(kept.saved_at))
        self.shell.say(_("Your draft from {time} is here again. Enter saves it.").format(time=at))

    def draft(self) -> tuple[str, str, dict[str, Any]] | None:
        texts = {name: text for name, text in self.unsaved().items() if self._may_be_kept(name)}
        if not texts:
            return None
        before = {name: self.base[name] for name in texts}
        return (
            self.panel,
            self.subject(),
            {"texts": texts, "before": before, "version": self.version},
        )

    def _may_be_kept(self, name: str) -> bool:
        return not any(
            isinstance(row, TextRow) and row.field.secret
            for row in self.form.rows
            if row.name == name
        )

    def unsaved(self) -> dict[str, str]:
        """What was typed or chosen and is not saved, by row."""
        return {
            row.name: text_of(row)
            for row in self.form.rows
            if text_of(row) != self.base.get(row.name, "")
        }

    # Keys ---------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        if self.new:
            last = self.form.at == len(self.form.rows) - 1
            return ("edit_save" if last else "edit_on", "edit_new", "edit_steps", "always")
        if self.opened:
            return ("edit_save", "edit_out", "edit_steps", "always")
        return ("edit_rows", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        if self.opened:
            steps = ("next_choice",) if isinstance(self.form.open, ChoiceRow) else ()
            others = ("next_row",) if len(self.form.rows) > 1 and not self.new else ()
            return (*steps, "take", *others, "back", "help")
        return ("up", "open_row", "back", "help")

    def writing(self) -> Field | None:
        return self.form.writing() if self.opened else None

    async def typed(self) -> None:
        self.form.wrong.pop(self.form.open.name, None)

    def letter(self, character: str) -> None:
        """The next choice that begins so."""
        if self.opened and isinstance(self.form.open, ChoiceRow):
            self.form.open.jump(character)

    def do_down(self) -> None:
        """The next row."""
        self._go(1)

    def do_up(self) -> None:
        """The row before."""
        self._go(-1)

    def do_next_row(self) -> None:
        """The next row; a row that was open leaves the next one open."""
        self._go(1)

    def do_last_row(self) -> None:
        """The row before."""
        self._go(-1)

    def _go(self, step: int) -> None:
        self.form.move(step)
        if self.opened and self.why_shut(self.form.open):
            self.opened = False

    def do_next_choice(self) -> None:
        """The next choice of a list."""
        self._step(1)

    def do_last_choice(self) -> None:
        """The choice before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if isinstance(self.form.open, ChoiceRow):
            self.form.open.step(by)

    async def do_open_row(self) -> None:
        """Write in the marked row."""
        if why := self.why_shut(self.form.open):
            self.shell.say(why, wrong=True)
        else:
            self.opened = True

    async def do_take(self) -> None:
        """Save; in a new thing go on to the next row, and save from the last."""
        if self.new and self.form.at < len(self.form.rows) - 1:
            self._go(1)
            return
        await self._save()

    async def do_back(self) -> None:
        """Out of the row, then out of the panel; what was typed is kept as a draft."""
        if self.opened and not self.new:
            self.opened = False
            return
        kept = self.draft() is not None
        await self.shell.close(self)
        if kept:
            self.shell.say(_("Not saved. What you wrote is kept as a draft."))

    # Saving -------------------------------------------------------------------------------

    async def _save(self) -> None:
        texts = self.unsaved()
        if not texts and not self.new:
            self.opened = False
            return
        try:
            await self._store(self.version, texts)
        except Conflict as conflict:
            await self._meet(conflict)

    async def _store(self, version: int, texts: dict[str, str]) -> None:
        self.form.wrong.clear()
        whole = {row.name: text_of(row) for row in self.form.rows} if self.new else texts
        said = await self.save(version, whole)
        # Saved: nothing of it is a draft any more, whatever comes next.
        self.base = {row.name: text_of(row) for row in self.form.rows}
        self.opened = False
        await forget(self.shell.desk, self.panel, self.subject())
        await self.saved()
        self.shell.say(said)

    async def _meet(self, conflict: Conflict) -> None:
        """Join what only one of the two changed; ask about the rest, field by field."""
        version, now = await self.read()
        result = merged(self.base, now, self.unsaved())
        if result.clashes:
            self.opened = False
            await self.shell.open(ConflictView(self.shell, self, conflict, version, now, result))
            said = _("Not saved yet. Yours is kept as a draft, so nothing is lost.")
            self.shell.say(said, wrong=True)
            return
        await self.settle(version, now, result.joined)
        if result.joined and conflict.who != self.shell.desk.who.name:
            self.shell.say(
                _("{who} changed something else meanwhile. Both are saved.").format(
                    who=conflict.who
                )
            )

    async def settle(self, version: int, now: dict[str, str], texts: dict[str, str]) -> None:
        """Save these texts over `now`, the version that was just read; the rest stays as it is."""
        for row in self.form.rows:
            self.base[row.name] = now.get(row.name, self.base[row.name])
            put_in(row, texts.get(row.name, self.base[row.name]))
        self.version = version
        if not texts:
            self.opened = False
            await self.saved()
            return
        try:
            await self._store(version, texts)
        except Conflict as conflict:  # a third one, meanwhile
            await self._meet(conflict)

    async def refused(self, error: DeskError) -> None:
        if error.field is not None and self.form.go_to(error.field):
            self.form.wrong = {error.field: error.message}
            self.opened = not self.why_shut(self.form.open)

    # Words --------------------------------------------------------------------------------

    def label(self, name: str) -> str:
        """What a row is called on the screen."""
        return next(row.label for row in self.form.rows if row.name == name)

    def words(self, name: str, text: str) -> str:
        """A text as it reads: of a choice its label, of a CPR number what others may see."""
        for row in self.form.rows:
            if row.name == name and isinstance(row, ChoiceRow):
                return next((label for code, label in row.choices if code == text), text)
            if row.name == name and isinstance(row, TextRow) and row.field.hide_cpr:
                return without_cpr_tail(text)
        return text

    def take_text(self, name: str, text: str) -> None:
        """What is written in the panel of two at once is one's own text here."""
        put_in(self._row_of(name), text)

    def field_of(self, name: str) -> Field | None:
        """The field a row is written in; None where it can only be chosen."""
        row = self._row_of(name)
        return row.field if isinstance(row, TextRow) else None

    def is_hidden(self, name: str) -> bool:
        """Whether it may not be seen just now."""
        return False

    def _row_of(self, name: str) -> Row:
        return next(row for row in self.form.rows if row.name == name)

    def hint(self) -> str:
        row = self.form.open if self.form.rows else None
        if self.opened and isinstance(row, TextRow) and row.hint:
            return row.hint
        if not self.opened and (unsaved := self.unsaved()):
            names = ", ".join(self.label(name) for name in unsaved)
            return _("Not saved yet: {rows}. Enter opens the row, Enter saves.").format(rows=names)
        return ""

    # Drawing ------------------------------------------------------------------------------

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        picture.add(*self.above(space))
        title, right = self.title()
        picture.add(ruled(title, right, width=space.width))
        self.draw_rows(picture, space)
        return picture

    def draw_rows(self, picture: Picture, space: Space) -> None:
        """As many rows as there is room for, the marked one among them."""
        unsaved = self.unsaved()
        wrong = self.wrong_lines(space.width)
        more = self.form.box_lines() if self.opened else 0
        room = space.height - len(picture.lines) - sum(map(len, wrong.values())) - more
        for number in window(len(self.form.rows), self.form.at, room):
            row = self.form.rows[number]
            here = number == self.form.at
            picture.add(self._line(row, here, row.name in unsaved, space.width))
            if here and self.opened and isinstance(row, TextRow):
                picture.add(*[EMPTY] * more)
                width = space.width - self.column - 2
                picture.put_box(row.field, self.column, width, more + 1)
            picture.add(*wrong.get(row.name, ()))

    def wrong_lines(self, width: int) -> dict[str, list[Line]]:
        """What stands below the rows that are wrong, by row."""
        return {
            name: wrong_lines(sentence, self.column, width)
            for name, sentence in self.form.wrong.items()
        }

    def _line(self, row: Row, here: bool, unsaved: bool, width: int) -> Line:
        opened = here and self.opened
        text = row.field.shown if isinstance(row, TextRow) else row.choices[row.at][1]
        if opened and isinstance(row, ChoiceRow):
            text = f"< {text} >"
        elif opened and isinstance(row, TextRow) and row.field.lines:
            text = ""  # it stands in the box
        text = self.shown(row, text)
        cells: list[tuple[int, str]] = [(2, row.label)]
        if unsaved and not opened:
            cells.append((self.column, fit(text, width - self.column - _UNSAVED - 1)))
            cells.append((width - _UNSAVED, _("not saved")))
        else:
            cells.append((self.column, fit(text, width - self.column - 1)))
        if opened:  # the cursor is the mark of an open row, and Enter is about it
            return columns((0, ">"), *cells)
        return columns(*cells, marked=here) if here else columns(*cells)

    def shown(self, row: Row, text: str) -> str:
        """A row's text as it may stand on the screen; an empty one as `-`."""
        if text or (self.opened and row is self.form.open):
            return text
        return "-"
