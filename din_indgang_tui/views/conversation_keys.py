"""The fields of a conversation as one moves through them and writes in them."""

from __future__ import annotations

from din_indgang_tui.house import conversation_holding
from din_indgang_tui.house.conversation_text import (
    MOST_GOALS,
    MOST_PROMISES,
    ConversationText,
    GoalText,
    PromiseText,
)
from din_indgang_tui.house.conversations import Other
from din_indgang_tui.house.promises import Promise
from din_indgang_tui.house.slot_rows import Slot
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views import conversation_rows as rows
from din_indgang_tui.views.base import Shell, View
from din_indgang_tui.views.conversation_rows import BOX, CHOICE, ENDED, LINE_ROW, SHOWN, Row
from din_indgang_tui.widgets.editor import Field


class TalkKeys(View):
    """A conversation's text, row by row. A subclass draws it, reads it and keeps it."""

    area = "2"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.text = ConversationText()
        self.at = "own_words"  # the name of the marked row
        self.opened = False
        self.touched = False  # whether anything was typed since it was read
        self.scale = False  # whether the open goal shows the levels of its scale
        self.wrong: dict[str, str] = {}
        self.owed: tuple[Promise, ...] = ()
        self.others: tuple[Other, ...] = ()
        self.colleagues: tuple[tuple[int, str], ...] = ()
        self.slots: list[Slot] = []
        self.conversation_id: int | None = None  # None before its first letter is kept
        self._fields: dict[str, Field] = {}

    def has_mark(self) -> bool:
        """Whether one moves through the rows."""
        return True

    def may_write(self) -> bool:
        """Whether a field may be opened."""
        return True

    def title(self) -> tuple[str, str]:
        """The section title, and what stands at its right end."""
        raise NotImplementedError

    def show(self, text: ConversationText) -> None:
        """Let this text stand in the rows; nothing of it was typed here."""
        self.text, self.touched = text, False
        self._fields.clear()
        self.wrong.clear()
        self._stay()

    # Rows ---------------------------------------------------------------------------------

    def rows(self) -> list[Row]:
        """The rows as they stand; the marked goal or promise is open."""
        kind = self.at.partition(".")[0]
        number = rows.number_in(self.at) if kind in ("goal", "promise") else None
        return rows.rows_of(
            self.text,
            open_goal=number if kind == "goal" and self._is_open_goal() else None,
            open_promise=number if kind == "promise" and self._is_open_goal() else None,
            scale=self.scale,
            owed=self.owed,
            others=self.others,
        )

    def _is_open_goal(self) -> bool:
        # While one moves through the list a goal is a line; it opens as its words are written.
        return self.opened or not self.at.endswith(".words")

    def row(self) -> Row:
        """The marked row."""
        return next(row for row in self.rows() if row.name == self.at)

    def _stay(self) -> None:
        """The mark stays on its row, or goes to the first where that is gone."""
        if self.at not in [row.name for row in self.rows()]:
            self.at, self.opened = "own_words", False

    def _go(self, step: int, *, turn: bool = True) -> None:
        names = [row.name for row in self.rows()]
        to = names.index(self.at) + step
        before = self.at
        self.at = names[to % len(names)] if turn else names[min(max(0, to), len(names) - 1)]
        if before.rpartition(".")[0] != self.at.rpartition(".")[0]:
            self.scale = False
        if self.opened and self.row().kind == SHOWN:
            self.opened = False

    # Keys ---------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        if not self.opened:
            return ("talk", "everywhere", "always")
        kind = self.row().kind
        if kind == BOX:
            return ("talk_box", "always")
        choice = ("talk_choice",) if kind == CHOICE else ()
        return (*choice, "talk_line", "always")

    def bar(self) -> tuple[str, ...]:
        if self.opened:
            kind = self.row().kind
            return (*(("next_choice",) if kind == CHOICE else ()), "next_row", "back", "help")
        return ("up", "enter", "add", "held", "back", "help")

    def writing(self) -> Field | None:
        if not self.opened or (row := self.row()).kind not in (BOX, LINE_ROW):
            return None
        if row.name not in self._fields:
            value = rows.get(self.text, row.name)
            self._fields[row.name] = Field(row.name, value, limit=row.limit, lines=row.kind == BOX)
        return self._fields[row.name]

    async def typed(self) -> None:
        field = self.writing()
        if field is not None:
            rows.put(self.text, field.name, field.value)
            self.touched = True
            self.wrong.pop(field.name, None)

    def letter(self, character: str) -> None:
        """The next choice that begins so."""
        if self.opened and (row := self.row()).kind == CHOICE:
            choices = self._choices(row)
            at = next(n for n, (code, _label) in enumerate(choices) if code == self._code(row))
            for more in range(1, len(choices) + 1):
                code, label = choices[(at + more) % len(choices)]
                if label.lower().startswith(character.lower()):
                    self._choose(row, code)
                    return

    async def leave(self) -> None:
        """The open field is left: a day or a number that cannot be read is said so by its field.

        What was typed stays, and one goes on: it may be mended until the conversation is held.
        """
        if not self.opened or (row := self.row()).kind != LINE_ROW:
            return
        self.wrong.pop(row.name, None)
        if value := rows.get(self.text, row.name):
            told = self.conversation_id, self.text.content(), row.name, value
            if said := await self.shell.desk.read(conversation_holding.judge, *told):
                self.wrong[row.name] = said

    def do_down(self) -> None:
        """The next field."""
        self._go(1)

    def do_up(self) -> None:
        """The field before."""
        self._go(-1)

    def do_page_down(self) -> None:
        """Ten fields on."""
        self._go(10, turn=False)

    def do_page_up(self) -> None:
        """Ten fields back."""
        self._go(-10, turn=False)

    async def do_next_row(self) -> None:
        """The next field; one that was open leaves the next one open."""
        await self.leave()
        self._go(1)

    async def do_last_row(self) -> None:
        """The field before."""
        await self.leave()
        self._go(-1)

    async def do_take(self) -> None:
        """Enter in a field of one line: the next one."""
        await self.leave()
        self._go(1)

    def do_next_choice(self) -> None:
        """The next choice."""
        self._step(1)

    def do_last_choice(self) -> None:
        """The choice before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if self.opened and (row := self.row()).kind == CHOICE:
            choices = self._choices(row)
            at = next(n for n, (code, _label) in enumerate(choices) if code == self._code(row))
            self._choose(row, choices[(at + by) % len(choices)][0])

    def _choose(self, row: Row, code: str) -> None:
        rows.put(self.text, row.name, code)
        self.touched = True

    def _code(self, row: Row) -> str:
        code = rows.get(self.text, row.name)
        return code if code in dict(self._choices(row)) else ""

    def _choices(self, row: Row) -> list[tuple[str, str]]:
        if row.name.endswith(".ended"):
            return [(code, _(label)) for code, label in ENDED]
        return [("", "-"), *((str(number), name) for number, name in self.colleagues)]

    async def do_enter(self) -> None:
        """Write in the marked field."""
        if self.row().kind == SHOWN:
            await self.open_shown(self.row())
        elif self.may_write():
            self.opened = True

    async def open_shown(self, row: Row) -> None:
        """Enter on a row that is only read."""

    async def do_add(self) -> None:
        """One more promise where the mark is on one, else one more goal."""
        if not self.may_write():
            return
        if self.at.startswith(("promise", "owed")):
            self._add_promise()
        else:
            self._add_goal()
        self.opened = True

    def _add_goal(self) -> None:
        empty = [n for n, goal in enumerate(self.text.goals) if goal.is_empty]
        if not empty and len(self.text.goals) >= MOST_GOALS:
            raise DeskError(
                _("{n} goals are as many as one conversation can have.").format(n=MOST_GOALS)
            )
        if not empty:
            self.text.goals.append(GoalText())
        self.at = f"goal.{empty[0] if empty else len(self.text.goals) - 1}.words"

    def _add_promise(self) -> None:
        empty = [n for n, promise in enumerate(self.text.promises) if promise.is_empty]
        if not empty and len(self.text.promises) >= MOST_PROMISES:
            raise DeskError(
                _("{n} promises are as many as one conversation can have.").format(n=MOST_PROMISES)
            )
        if not empty:
            me = self.shell.desk.who.staff_id
            self.text.promises.append(PromiseText(who=str(me) if me is not None else ""))
        self.at = f"promise.{empty[0] if empty else len(self.text.promises) - 1}.words"

    def do_scale(self) -> None:
        """The levels of the marked goal's scale, as rows under it."""
        if not self.at.startswith("goal."):
            self.shell.say(_("Put the mark on a goal first."), wrong=True)
        elif self.may_write():
            self.at = f"{self.at[: self.at.index('.', 5)]}.levels.0"
            if not self.text.goals:
                self.text.goals.append(GoalText())
            self.scale = self.opened = True

    async def refused(self, error: DeskError) -> None:
        name = error.field
        if name is None:
            return
        before, self.at = self.at, name
        self.scale = self.scale or ".level" in name
        if name not in [row.name for row in self.rows()]:
            self.at = before
            return
        self.wrong[name] = error.message
        self.opened = self.may_write()
