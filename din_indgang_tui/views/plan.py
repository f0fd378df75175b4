"""The citizen's plan as it will be printed, or as it is read aloud."""

from __future__ import annotations

from din_indgang_tui.export.plan.aloud import aloud
from din_indgang_tui.export.plan.sections import byline, closing, sections
from din_indgang_tui.house import conversations, plans
from din_indgang_tui.house.plain_language import in_a_sentence
from din_indgang_tui.house.plans import Plan
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.paper import Paper, section_lines
from din_indgang_tui.views.plan_out import PlanOut
from din_indgang_tui.widgets.page import EMPTY, Line, flow, line
from din_indgang_tui.words import full_day

_PARTS = {"citizens", "conversations", "courses", "settings", "slots", "writing"}


class PlanView(Paper):
    """One citizen's plan. It is put together anew whenever something of it changes."""

    area = "2"
    help_text = N_("Here you see the plan as the citizen gets it: their words, and no others.")

    def __init__(self, shell: Shell, citizen_id: int) -> None:
        super().__init__(shell)
        self.citizen_id = citizen_id
        self.plan: Plan | None = None
        self.spoken = False  # as it is read aloud

    async def load(self) -> None:
        question = plans.plan if self.plan is None else plans.plan_again
        self.plan = await self.shell.desk.read(question, self.citizen_id)

    async def changed(self, parts: set[str]) -> None:
        if parts & _PARTS:
            await self.load()

    # Keys -------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        mode = "plan_aloud" if self.spoken else "plan_paper"
        return (mode, "plan", "paper", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        return ("write_out", "other_reading", *self.turns(), "back", "help", "log_out")

    def marked_one(self) -> tuple[int, str] | None:
        return None if self.plan is None else (self.citizen_id, self.plan.name)

    def do_other_reading(self) -> None:
        """As it is read aloud, or as it is printed."""
        self.spoken, self.top = not self.spoken, 0

    async def do_write_out(self) -> None:
        """To a file: to print, or to give away."""
        if self.plan is None or self.plan.is_empty:
            raise DeskError(_("Nothing is said yet: hold a goal and dream conversation first."))
        await self.shell.open(PlanOut(self.shell, self.plan))

    async def do_then(self) -> None:
        """Earlier conversations beside the newest."""
        await self.shell.go_to_conversation_then(self.citizen_id)

    async def do_readability(self) -> None:
        """Its longest sentences, and words that only the field uses."""
        if self.plan is not None:
            await self.shell.go_to_readability(self.plan.own_words)

    async def do_last_conversation(self) -> None:
        """The conversation that was held last, to read."""
        for one in await self.shell.desk.read(conversations.of_citizen, self.citizen_id):
            if not one.in_progress:
                await self.shell.go_to_conversation_read(one.conversation_id)
                return
        self.shell.say(_("No conversation was held yet."))

    async def do_consents(self) -> None:
        """What may be passed on."""
        await self.shell.go_to_consents(self.citizen_id)

    # Drawing ----------------------------------------------------------------------------

    def title(self) -> str:
        name = self.plan.name if self.plan is not None else ""
        if self.spoken:
            return _("Read aloud: {name}'s plan").format(name=name)
        return _("{name}'s plan, as it is printed").format(name=name)

    def paper(self, width: int) -> list[Line]:
        if self.plan is None:
            return []
        if self.plan.is_empty and not self.spoken:
            said = _("Nothing is said yet. The plan begins with a goal and dream conversation.")
            first = [*flow(said, width=width - 2, indent=2), EMPTY]
        else:
            first = []
        return first + (self._aloud(width) if self.spoken else self._printed(width))

    def _printed(self, width: int) -> list[Line]:
        assert self.plan is not None
        lines = [line("  " + byline(self.plan))]
        for section in sections(self.plan):
            lines += [EMPTY, *section_lines(section, width)]
        return [*lines, EMPTY, *flow(closing(), width=width - 2, indent=2)]

    def _aloud(self, width: int) -> list[Line]:
        assert self.plan is not None
        lines: list[Line] = []
        for sentences in aloud(self.plan):
            # A line each, and air between: one looks up at the other, and finds the place again.
            for sentence in sentences:
                lines += flow(sentence, width=width - 4, indent=4)
            lines.append(EMPTY)
        return lines[:-1]

    def hint(self) -> str:
        if self.plan is None or self.plan.said_on is None:
            return ""
        day = full_day(self.plan.said_on)
        if self.plan.being_written:
            return _("The conversation of {day} is still being written.").format(day=day)
        said = _("As it was said on {day}.").format(day=day)
        return f"{said} {in_a_sentence(self.plan.own_words)}".strip()
