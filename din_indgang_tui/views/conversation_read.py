"""A goal and dream conversation that was held, to read; Space ticks the step that is marked."""

from __future__ import annotations

from collections.abc import Iterator

from din_indgang_tui.house import conversations
from din_indgang_tui.house.conversations import Conversation
from din_indgang_tui.house.goals import Goal, GoalSaid
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.marked_step import tick
from din_indgang_tui.views.paper import Paper, own_words
from din_indgang_tui.widgets.page import EMPTY, Line, Look, columns, flow, line
from din_indgang_tui.words import full_day, unstopped


class ConversationRead(Paper):
    """All that was said in one conversation. That it was read is on record."""

    area = "2"
    help_text = N_("Here you read one conversation as it was held. e corrects it.")

    def __init__(self, shell: Shell, conversation_id: int) -> None:
        super().__init__(shell)
        self.conversation_id = conversation_id
        self.said: Conversation | None = None
        self.at = 0  # which of the steps has the mark
        self._step_at = 0  # the line it stands on

    async def load(self) -> None:
        first = self.said is None
        question = conversations.one if first else conversations.one_again
        self.said = await self.shell.desk.read(question, self.conversation_id)
        if first:
            left = [n for n, one in enumerate(self._steps()) if one.step_done_on is None]
            self.at = left[0] if left else 0

    def _steps(self) -> list[GoalSaid]:
        """What was said of the goals that have a first step."""
        goals = self.said.goals if self.said is not None else ()
        return [goal.latest for goal in goals if goal.latest.step]

    def _marked(self) -> GoalSaid | None:
        steps = self._steps()
        return steps[min(self.at, len(steps) - 1)] if steps else None

    async def changed(self, parts: set[str]) -> None:
        if parts & {"conversations", "citizens"}:
            await self.load()

    # Keys -------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        return ("conversation_read", "paper", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        if not (steps := len(self._steps())):
            return ("edit", "then", "plan", *self.turns(), "back", "help", "log_out")
        others = ("next_step",) if steps > 1 else ()
        more = self.turns() or ("plan",)
        return ("edit", "step_taken", *others, *more, "back", "help")

    def possible(self, command_id: str) -> bool:
        if command_id in ("next_step", "last_step"):
            return len(self._steps()) > 1
        return command_id != "step_taken" or bool(self._steps())

    def marked_one(self) -> tuple[int, str] | None:
        return None if self.said is None else (self.said.citizen_id, self.said.name)

    def do_next_step(self) -> None:
        """The mark to the step of the next goal."""
        self._to_step(1)

    def do_last_step(self) -> None:
        """The mark to the step of the goal before."""
        self._to_step(-1)

    def _to_step(self, by: int) -> None:
        if steps := self._steps():
            self.at = (self.at + by) % len(steps)
            self._find_step()

    def _find_step(self) -> bool:
        """Bring the marked step to the screen; whether it stood there already."""
        self.paper(self._width)
        if self.top <= self._step_at < self.top + self._page:
            return True
        self.top = max(0, self._step_at - self._page // 2)
        return False

    async def do_step_taken(self) -> None:
        """The marked step is taken, or is not after all."""
        if (step := self._marked()) is None:
            self.shell.say(_("No first step was agreed on in this conversation."))
        elif not self._find_step():
            self.shell.say(_("The step stands here now: Space once more."))
        else:
            try:
                await tick(self.shell, step)
            finally:
                await self.load()

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
        marked = self._marked()
        for number, goal in enumerate(said.goals, 1):
            title = _("Goal {n}").format(n=number)
            lines += [EMPTY, line("  " + title, Look.TITLE), *own_words(goal.latest.words, room)]
            for text, is_step in _said_of(goal):
                first, *rest = flow(text, width=room, indent=4)
                if is_step and goal.latest is marked:
                    self._step_at, first = len(lines), columns((4, first.text[4:]), marked=True)
                lines += [first, *rest]
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


def _said_of(goal: Goal) -> Iterator[tuple[str, bool]]:
    """What was said of a goal below its own words, a text each, and whether it is its step."""
    said = goal.latest
    if said.why:
        yield _("Why: {why}").format(why=said.why), False
    if said.step:
        yield _("First step: {step}").format(step=said.step), True
    if said.step_done_on:
        yield _("Taken {day}").format(day=full_day(said.step_done_on)), False
    if said.step_who:
        yield _("Who: {who}").format(who=said.step_who), False
    if said.step_by:
        yield _("When: by {day}").format(day=full_day(said.step_by)), False
    if said.going is not None:
        yield _("How it goes: {n} of 10").format(n=said.going), False
    if said.level is not None:
        words = goal.levels.get(said.level, "")
        level = f"{said.level:+d} {words}".strip()
        yield _("On the scale: {level}").format(level=level), False
    if goal.ended_on is not None:
        ended = _("Reached {day}") if goal.ended_how == "reached" else _("Let go {day}")
        yield ended.format(day=full_day(goal.ended_on)), False
