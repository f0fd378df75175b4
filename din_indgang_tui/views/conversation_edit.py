"""A conversation that was held, being corrected: its day and who held it stay."""

from __future__ import annotations

from typing import Any

from din_indgang_tui.house import conversation_holding, conversation_writing, conversations
from din_indgang_tui.house.conversation_text import text_from
from din_indgang_tui.house.conversations import Conversation
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import Conflict
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.conversation_form import TalkForm
from din_indgang_tui.views.conversation_other import OtherText
from din_indgang_tui.views.conversation_rows import Row, number_in
from din_indgang_tui.views.drafts import forget, kept
from din_indgang_tui.words import full_day

_PANEL = "conversation_edit"


class ConversationEdit(TalkForm):
    """The same fields. What is typed is a draft until `f` saves it."""

    help_text = N_("Here you correct a conversation that was held. f saves it.")

    def __init__(self, shell: Shell, conversation_id: int) -> None:
        super().__init__(shell)
        self.held = self.conversation_id = conversation_id
        self.said: Conversation | None = None
        self.version = 0

    async def load(self) -> None:
        question = conversations.one if self.said is None else conversations.one_again
        first = self.said is None
        said = await self.shell.desk.read(question, self.held)
        if first or not self.touched:
            self.said, self.version = said, said.version
            self.others = await self.shell.desk.read(conversations.own_aside, self.held)
            self.show(conversation_holding.text_of(said))
        if not first:
            return
        desk = await self.shell.desk.read(conversations.desk_again, said.citizen_id)
        self.colleagues = desk.colleagues
        draft = await kept(self.shell.desk, _PANEL, str(self.held))
        if draft:
            self.show(text_from(draft))
            self.touched, self.version = True, int(draft.get("version", said.version))
            self.shell.say(_("Your draft is here again. f saves it."))

    async def changed(self, parts: set[str]) -> None:
        if "conversations" in parts and not self.touched:
            await self.load()

    def draft(self) -> tuple[str, str, dict[str, Any]] | None:
        if not self.touched:
            return None
        content = {**self.text.content(), "version": self.version}
        return _PANEL, str(self.held), content

    # Keys ---------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        above = super().contexts()
        return above if self.opened else ("talk_edit", *above)

    def possible(self, command_id: str) -> bool:
        return command_id != "scale" or self.at.startswith("goal.")

    def marked_one(self) -> tuple[int, str] | None:
        return (self.said.citizen_id, self.said.name) if self.said else None

    async def do_held(self) -> None:
        """Save what was corrected."""
        if not self.touched:
            self.shell.say(_("Nothing was changed."))
            return
        correct = conversation_holding.correct
        try:
            await self.shell.desk.change(correct, self.held, self.version, self.text.content())
        except Conflict as conflict:
            await self._meet(conflict)
            return
        self.touched = False
        await forget(self.shell.desk, _PANEL, str(self.held))
        await self.shell.close(self)
        self.shell.say(_("The correction is saved. Press u to undo."))

    async def _meet(self, conflict: Conflict) -> None:
        """Own words are not joined by a machine: theirs stands, and one's own is there to read."""
        content = self.text.content()
        await self.shell.desk.change(conversation_writing.lay_aside, self.held, content)
        self.touched = False
        await self.load()
        self.shell.say(
            _("{who} corrected it meanwhile. Yours is at the bottom, to read from.").format(
                who=conflict.who
            ),
            wrong=True,
        )

    async def open_shown(self, row: Row) -> None:
        if row.name.startswith("other."):
            await self.shell.open(OtherText(self.shell, self.others[number_in(row.name)]))

    async def do_back(self) -> None:
        """Out of the field, then back; what was typed is kept as a draft."""
        if self.opened:
            await self.leave()
            self.opened = False
            return
        unsaved = self.touched
        await self.shell.close(self)
        if unsaved:
            self.shell.say(_("Not saved. What you wrote is kept as a draft."))

    # Drawing ------------------------------------------------------------------------------

    def title(self) -> tuple[str, str]:
        if self.said is None:
            return "", ""
        title = _("Goals and dreams, {name}").format(name=self.said.name)
        said = _("conversation {n}, {day}, is corrected")
        return title, said.format(n=self.said.number, day=full_day(self.said.held_on))

    def hint(self) -> str:
        if self.opened and (hint := self.row().hint):
            return hint
        return _("Not saved yet. f saves what you corrected.") if self.touched else ""
