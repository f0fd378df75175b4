"""Goals and dreams, being written: one writes, others read along, and nothing typed is lost."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import (
    conversation_holding,
    conversation_writing,
    conversations,
    courses,
    goals,
    promises,
    slots,
)
from din_indgang_tui.house.conversation_text import text_from
from din_indgang_tui.house.conversation_writing import PANEL, Kept
from din_indgang_tui.house.conversations import Desk
from din_indgang_tui.house.plain_language import in_a_sentence
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import Conflict, DeskError
from din_indgang_tui.views.base import Keeping, Shell
from din_indgang_tui.views.conversation_form import TalkForm
from din_indgang_tui.views.conversation_other import OtherText, earlier
from din_indgang_tui.views.conversation_rows import SHOWN, Row, number_in
from din_indgang_tui.views.conversation_words import heading, held_words
from din_indgang_tui.views.drafts import forget, kept
from din_indgang_tui.widgets.page import Line
from din_indgang_tui.words import clock_time, unstopped

# Parts of the house that the screen shows.
_PARTS = frozenset({"writing", "conversations", "citizens", "courses", "slots"})


class ConversationView(TalkForm):
    """One conversation, from its first letter until it is held."""

    help_text = N_("Here you write down what a citizen dreams of, in their own words.")

    def __init__(self, shell: Shell, citizen_id: int, enquiry_id: int | None = None) -> None:
        super().__init__(shell)
        self.citizen_id = citizen_id
        self.enquiry_id = enquiry_id
        self.desk: Desk | None = None
        self.holds = False  # whether the text is this log-in's to write
        self.held: int | None = None  # the conversation, once it was held
        self.has_course = True  # whether a course is open: no other is offered then
        self.kept_at: datetime | None = None
        self._finishing = False
        self._news = False  # whether something is to be drawn that no key brought
        self._reads = ""  # how easy the text is to read

    # Reading ------------------------------------------------------------------------------

    async def load(self) -> None:
        if self.desk is not None:
            await self._read_again()
            return
        desk = await self.shell.desk.read(conversations.desk, self.citizen_id)
        await self._read(desk)
        if desk.running is None:
            # Begun and undone, or typed and never begun: it is one's own still.
            draft = await kept(self.shell.desk, PANEL, str(self.citizen_id))
            begin = conversation_holding.text_to_begin
            self.show(text_from(draft) if draft else begin(desk.last, desk.goals))
        elif desk.running.own or not desk.running.writer:
            await self._take()
        else:
            return  # somebody else writes: one reads along
        self.opened = True

    async def _read_again(self) -> None:
        if self.held is None:
            await self._read(await self.shell.desk.read(conversations.desk_again, self.citizen_id))
            return
        running = await self.shell.desk.read(conversations.in_progress, self.citizen_id)
        if running is not None:  # it was undone: it is being written again
            self.held = None
            await self._read_again()
            return
        await self._look_for_course()

    async def _read(self, desk: Desk) -> None:
        self.slots = await self.shell.desk.read(slots.of_citizen, self.citizen_id)
        before, self.desk = self.conversation_id, desk
        self.owed, self.colleagues = desk.promises, desk.colleagues
        running = desk.running
        if running is None:
            if before is not None and not self._finishing:
                # Somebody held it or took it away, or it was undone here.
                raise DeskError(_("That conversation is not being written any more."))
            return
        self.conversation_id = running.conversation_id
        self.others = running.others
        if running.mine and self.holds:
            return
        if running.mine:
            # Undone, or begun at this terminal before: it goes on.
            self.holds = True
            self.show(running.text)
            return
        if self.holds:
            self._lost(running.writer)
        elif not (self.touched and self.opened):
            self.show(running.text)

    async def changed(self, parts: set[str]) -> None:
        if parts & _PARTS and not self._finishing:
            await self._read_again()

    async def _take(self) -> None:
        assert self.conversation_id is not None
        text = await self.shell.desk.change(conversation_writing.take, self.conversation_id)
        self.holds = True
        self.show(text)
        await self._read(await self.shell.desk.read(conversations.desk_again, self.citizen_id))

    # Keeping ------------------------------------------------------------------------------

    def draft(self) -> tuple[str, str, dict[str, Any]] | None:
        if not self.touched or self.held is not None:
            return None
        return (PANEL, str(self.citizen_id), self.text.content())

    def keeping(
        self, panel: str, subject: str, content: dict[str, Any], *, patiently: bool
    ) -> Keeping | None:
        if self._finishing or self.held is not None:
            return None
        if self.conversation_id is None:
            return conversation_writing.begin, (self.citizen_id, content, self.enquiry_id)
        keep = conversation_writing.keep_at_last if patiently else conversation_writing.keep
        return keep, (self.conversation_id, content)

    def was_kept(self, answer: Kept) -> None:
        if self.held is not None:
            return
        self.conversation_id = answer.conversation_id
        self._news = True
        if not answer.holds:
            self._lost(answer.holder)
            return
        self.holds = True
        self.kept_at = self.shell.clock()
        self._reads = in_a_sentence(self.text.own_words)

    def _lost(self, who: str) -> None:
        """Somebody else writes now; what is typed in the open field is laid aside as one's own."""
        if self.holds or who:
            said = _("{who} is writing now. What you type here becomes a text of your own.")
            self.shell.say(
                said.format(who=who)
                if who and who != self.shell.desk.who.name
                else _("You write in it at another terminal now. Esc shows that text."),
                wrong=True,
            )
        self.holds = False
        self._news = True

    async def _keep_now(self) -> None:
        content = self.text.content()
        if self.touched and (keeping := self.keeping(PANEL, "", content, patiently=True)):
            deed, told = keeping
            self.was_kept(await self.shell.desk.change(deed, *told))

    def tick(self) -> bool:
        news, self._news = self._news, False
        return news

    # Keys ---------------------------------------------------------------------------------

    def may_write(self) -> bool:
        return self.conversation_id is None or self.holds

    def has_mark(self) -> bool:
        return self.held is None

    def contexts(self) -> tuple[str, ...]:
        if self.held is not None:
            course = () if self.has_course else ("talk_course",)
            return (*course, "talk_held", "everywhere", "always")
        above = super().contexts()
        return above if self.opened else ("talk_write", *above)

    def bar(self) -> tuple[str, ...]:
        if self.held is not None:
            course = () if self.has_course else ("open_course",)
            return (*course, "edit", "plan", "back", "undo", "help")
        if self.opened:
            return super().bar()
        if not self.may_write():
            return ("up", "enter", "back", "help")
        if self._is_owed():
            return ("up", "keep_promise", "add", "held", "back", "help")
        if self.at == "next":
            return ("up", "book", "held", "back", "help")
        return ("up", "enter", "add", "plan", "held", "back", "help")

    def possible(self, command_id: str) -> bool:
        if command_id == "keep_promise":
            return self._is_owed()
        if command_id == "let_go":
            return self.conversation_id is not None and self.holds
        if command_id == "scale":
            return self.at.startswith("goal.")
        return True

    def marked_one(self) -> tuple[int, str] | None:
        return (self.citizen_id, self.desk.name) if self.desk else None

    def _is_owed(self) -> bool:
        return self.at.startswith("owed.")

    async def do_enter(self) -> None:
        """Write in the marked field; where a colleague held the text, go on with it."""
        if not self.may_write() and self.row().kind != SHOWN:
            await self._take()  # refused with who writes, and until when
        await super().do_enter()

    async def do_add(self) -> None:
        """One more promise where the mark is on one, else one more goal."""
        if not self.may_write():
            await self._take()
        await super().do_add()

    async def open_shown(self, row: Row) -> None:
        if row.name.startswith("other."):
            other = self.others[number_in(row.name)]
            await self.shell.open(OtherText(self.shell, other))
        elif row.name == "next":
            await self.do_book()

    async def do_keep_promise(self) -> None:
        """The house has kept the marked promise."""
        if not self._is_owed():
            self.shell.say(_("Put the mark on a promise that stands first."), wrong=True)
            return
        number = number_in(self.at)
        promise = next(one for one in self.owed if one.promise_id == number)
        await self.shell.desk.change(promises.keep_promise, number, promise.version)
        names = [row.name for row in self.rows()]
        self.at = names[names.index(self.at) + 1]
        await self._read_again()
        self.shell.say(
            _("Kept: {promise}. Press u to undo.").format(promise=unstopped(promise.words))
        )

    async def do_held(self) -> None:
        """The conversation is held: what was written is saved as what was said."""
        if not self.may_write():
            await self._take()
        if self.conversation_id is None and not self.touched:
            self.shell.say(_("Nothing is written yet."), wrong=True)
            return
        if self.conversation_id is None:
            await self._keep_now()
        assert self.conversation_id is not None
        self._finishing = True
        try:
            await self.shell.desk.change(
                conversation_holding.finish, self.conversation_id, self.text.content()
            )
        except Conflict as conflict:
            return await self._meet(conflict)
        finally:
            self._finishing = False
        self.held, self.conversation_id, self.holds = self.conversation_id, None, False
        self.touched = self.opened = False
        self.wrong.clear()
        await forget(self.shell.desk, PANEL, str(self.citizen_id))
        await self._look_for_course()
        self.shell.say(self._held_words())

    async def _meet(self, conflict: Conflict) -> None:
        """Somebody else ended a goal or wrote its scale: theirs stands until one changes it."""
        now = await self.shell.desk.read(goals.of_citizen, self.citizen_id)
        self.show(conversation_holding.with_goals(self.text, now))
        self.touched = True
        said = _("{who} changed a goal's end or scale meanwhile. Look at it, then f again.")
        self.shell.say(said.format(who=conflict.who), wrong=True)

    async def _look_for_course(self) -> None:
        self.has_course = await self.shell.desk.read(courses.open_of, self.citizen_id) is not None

    def _held_words(self) -> str:
        weeks = self.shell.settings.course_weeks
        return held_words(weeks, local_date(self.shell.clock()), has_course=self.has_course)

    async def do_open_course(self) -> None:
        """A course, made from this conversation."""
        await self.shell.go_to_new_course(self.citizen_id, self.held)

    async def do_edit(self) -> None:
        """Correct what was held."""
        if self.held is not None:
            await self.shell.go_to_conversation_edit(self.held)

    async def do_book(self) -> None:
        """A time for the citizen, the next free one first."""
        await self._keep_now()
        await self.shell.go_to_booking(self.citizen_id)

    async def do_plan(self) -> None:
        """The plan, with what is written so far."""
        await self._keep_now()
        await self.shell.go_to_plan(self.citizen_id)

    async def do_then(self) -> None:
        """What was said before, beside what is written."""
        await self._keep_now()
        await self.shell.go_to_conversation_then(self.citizen_id)

    async def do_readability(self) -> None:
        """Long sentences and hard words in what is written so far."""
        await self.shell.go_to_readability(self.text.in_all())

    async def do_let_go(self) -> None:
        """Take away a conversation that was begun by mistake."""
        if self.conversation_id is None or not self.holds:
            self.shell.say(_("Nothing is written yet."), wrong=True)
            return
        await self._keep_now()
        self._finishing = True
        try:
            await self.shell.desk.change(conversation_holding.let_go, self.conversation_id)
            self.touched = False
            await forget(self.shell.desk, PANEL, str(self.citizen_id))
            await self.shell.close(self)
        finally:
            self._finishing = False
        self.shell.say(_("The conversation is taken away. Press u to have it back."))

    async def do_back(self) -> None:
        """Out of the field, then back to where one came from; what is written stays."""
        if self.opened:
            await self.leave()
            self.opened = False
            if self.conversation_id is not None and not self.holds:
                await self._keep_now()  # laid aside, and then the text that others write
                self.touched = False
                await self._read_again()
            return
        await self._keep_now()
        if self.conversation_id is not None and self.holds:
            await self.shell.desk.change(conversation_writing.leave, self.conversation_id)
        unfinished = self.conversation_id is not None and self.held is None
        self._finishing = True
        await self.shell.close(self)
        if unfinished and self.desk is not None:
            self.shell.say(
                _("The conversation is not finished. It lies on {name}'s page.").format(
                    name=self.desk.name
                )
            )

    # Drawing ------------------------------------------------------------------------------

    def title(self) -> tuple[str, str]:
        if self.desk is None:
            return "", ""
        day = local_date(self.shell.clock())
        return heading(self.desk, day, holds=self.holds, held=self.held is not None)

    def hint(self) -> str:
        if self.held is not None:
            return self._held_words()
        if self.opened and (hint := self.row().hint):
            return hint
        if not self.may_write() and self.desk is not None and self.desk.running is not None:
            writer = self.desk.running.writer
            if not writer:
                return _("Nobody writes in it now. Enter goes on with it.")
            if self.desk.running.own:
                return _("You write in it at another terminal. Enter goes on here.")
            return _(
                "{who} is writing, you read along. Enter takes over after 2 quiet minutes."
            ).format(who=writer)
        said = [self._reads]
        if self.kept_at is not None:
            said.insert(0, _("The draft is kept, {time}.").format(time=clock_time(self.kept_at)))
        return " ".join(part for part in said if part)

    def side(self, width: int) -> list[Line]:
        """The earlier text, beside the one that is written."""
        return earlier(self.desk.last, width) if self.desk and self.desk.last else []
