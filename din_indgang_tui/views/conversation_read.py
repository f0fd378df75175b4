"""A goal and dream conversation that was held, to read from first to last."""

from __future__ import annotations

from din_indgang_tui.house import conversations
from din_indgang_tui.house.conversations import Conversation
from din_indgang_tui.house.goals import Goal
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.paper import Paper, own_words
from din_indgang_tui.widgets.page import EMPTY, Line, Look, flow, line
from din_indgang_tui.words import full_day, unstopped


class ConversationRead(Paper):
    """All that was said in one conversation. That it was read is on record."""

    area = "2"
    help_text = N_("Here you read one conversation as it was held. e corrects it.")

    def __init__(self, shell: Shell, conversation_id: int) -> None:
        super().__init__(shell)
        self.conversation_id = conversation_id
        self.said: Conversation | None = None

    async def load(self) -> None:
        question = conversations.one if self.said is None else conversations.one_again
        self.said = await self.shell.desk.read(question, self.conversation_id)

    async def changed(self, parts: set[str]) -> None:
        if parts & {"conversations", "citizens"}:
            await self.load()

    # Keys -------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        return ("conversation_read", "paper", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        return ("edit", "then", "plan", *self.turns(), "back", "help", "log_out")

    def marked_one(self) -> tuple[int, str] | None:
        return None if self.said is None else (self.said.citizen_id, self.said.name)

    async def do_edit(self) -> None:
        """Correct it."""
        await self.shell.go_to_conversation_edit(self.conversation_id)

    async def do_then(self) -> None:
        """Earlier ones beside the newest."""
        if self.said is not None:
            await self.shell.go_to_conversation_then(self.said.citizen_id)

    async def do_plan(self) -> None:
        """The plan that came of it."""
        if self.said is not None:
            await self.shell.go_to_plan(self.said.citizen_id)

    # Drawing ----------------------------------------------------------------------------

    def title(self) -> str:
        if self.said is None:
            return ""
        return _("{n}. conversation, {name}").format(n=self.said.number, name=self.said.name)

    def paper(self, width: int) -> list[Line]:
        if (said := self.said) is None:
            return []
        room = width - 2
        held = ", ".join(part for part in (full_day(said.held_on), said.held_by) if part)
        lines = [line("  " + held)]
        for title, text in (
            (_("What I dream of"), said.own_words),
            (_("What matters now"), said.matters_now),
            (_("Goes well, who is there"), said.strengths),
        ):
            if text:
                lines += [EMPTY, line("  " + title, Look.TITLE), *own_words(text, room)]
        for number, goal in enumerate(said.goals, 1):
            title = _("Goal {n}").format(n=number)
            lines += [EMPTY, line("  " + title, Look.TITLE), *_goal(goal, room)]
        if said.going is not None:
            lines += [EMPTY, line("  " + _("How it goes today"), Look.TITLE)]
            lines.append(line("  " + _("{n} of 10").format(n=said.going)))
        if said.promises:
            lines += [EMPTY, line("  " + _("The house has promised"), Look.TITLE)]
            for promise in said.promises:
                by = _("by {day}").format(day=full_day(promise.by_on)) if promise.by_on else ""
                kept = (
                    _("kept {day}").format(day=full_day(promise.kept_on)) if promise.kept_on else ""
                )
                more = ", ".join(part for part in (promise.staff, by, kept) if part)
                text = f"- {unstopped(promise.words)} ({more})" if more else f"- {promise.words}"
                lines += flow(text, width=room, indent=2)
        return lines


def _goal(goal: Goal, width: int) -> list[Line]:
    said = goal.latest
    lines = own_words(said.words, width)
    texts = []
    if said.why:
        texts.append(_("Why: {why}").format(why=said.why))
    if said.step:
        texts.append(_("First step: {step}").format(step=said.step))
    if said.step_who:
        texts.append(_("Who: {who}").format(who=said.step_who))
    if said.step_by:
        texts.append(_("When: by {day}").format(day=full_day(said.step_by)))
    if said.going is not None:
        texts.append(_("How it goes: {n} of 10").format(n=said.going))
    if said.level is not None:
        words = goal.levels.get(said.level, "")
        texts.append(_("On the scale: {level}").format(level=f"{said.level:+d} {words}".strip()))
    if goal.ended_on is not None:
        ended = _("Reached {day}") if goal.ended_how == "reached" else _("Let go {day}")
        texts.append(ended.format(day=full_day(goal.ended_on)))
    return lines + [one for text in texts for one in flow(text, width=width, indent=4)]
