"""Two people changed the same thing: both texts in full, and a choice field by field."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from din_indgang_tui.clock import from_stored
from din_indgang_tui.house.merging import Clash, Merged
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import Conflict
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.marks import Mark
from din_indgang_tui.widgets.page import EMPTY, Line, Look, columns, flow, line, ruled
from din_indgang_tui.words import clock_time


class Edited(Protocol):
    """The screen on which it was edited, as this panel needs it."""

    area: str

    def title(self) -> tuple[str, str]:
        """The section title, and what stands at its right end."""

    def label(self, name: str) -> str:
        """What a field is called."""

    def words(self, name: str, text: str) -> str:
        """A text as it reads."""

    def take_text(self, name: str, text: str) -> None:
        """One's own text of a field is this now, so that its draft has it."""

    def field_of(self, name: str) -> Field | None:
        """The field it is written in; None where it can only be chosen."""

    def is_hidden(self, name: str) -> bool:
        """Whether it may not be seen just now."""

    async def settle(self, version: int, now: dict[str, str], texts: dict[str, str]) -> None:
        """Save these texts over `now`, the version that was just read."""


_HIDDEN = "****"
_KEEP, _USE, _WRITE = range(3)
_TEXT_AT = 25  # column of the texts below each other


class ConflictView(View):
    """The mark begins on the other's text, so that a hasty Enter loses nothing of theirs."""

    help_text = N_("Here two of you wrote the same: you see both, and choose what is saved.")

    def __init__(
        self,
        shell: Shell,
        form: Edited,
        conflict: Conflict,
        version: int,
        now: dict[str, str],
        result: Merged,
    ) -> None:
        super().__init__(shell)
        self.area = form.area
        self.form = form
        self.who = conflict.who
        self.at = clock_time(from_stored(conflict.at)) if conflict.at else ""
        self.version, self.now, self.result = version, now, result
        self.decided: dict[str, str] = {}
        self.mark = Mark()
        self.third: Field | None = None  # the text of a third possibility, being written

    @property
    def clash(self) -> Clash:
        """The field that is asked about now."""
        return self.result.clashes[self._number()]

    def _number(self) -> int:
        return next(
            n for n, clash in enumerate(self.result.clashes) if clash.field not in self.decided
        )

    # Keys ---------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        return ("conflict_text" if self.third else "conflict", "always")

    def bar(self) -> tuple[str, ...]:
        return ("take", "back") if self.third else ("up", "take", "back", "help")

    def writing(self) -> Field | None:
        return self.third

    async def typed(self) -> None:
        if self.third is not None:
            self.form.take_text(self.clash.field, self.third.value)

    def _mine(self, text: str) -> None:
        clashes = list(self.result.clashes)
        clashes[self._number()] = replace(self.clash, yours=text)
        self.result = replace(self.result, clashes=tuple(clashes))

    def do_down(self) -> None:
        """The next possibility."""
        self.mark.turn(1, len(self._choices()))

    def do_up(self) -> None:
        """The one before."""
        self.mark.turn(-1, len(self._choices()))

    async def do_take(self) -> None:
        """Take the marked text for this field; after the last field all of it is saved."""
        clash = self.clash
        if self.third is not None:
            self.decided[clash.field] = self.third.value
            self.third = None
        elif self.mark.at == _WRITE:
            self.third = self._third()
            return
        else:
            self.decided[clash.field] = clash.yours if self.mark.at == _USE else clash.theirs
        self.mark.at = 0
        if len(self.decided) == len(self.result.clashes):
            await self._done()

    def _third(self) -> Field:
        field = self.form.field_of(self.clash.field)
        assert field is not None  # a choice offers no third
        return replace(field, value=self.clash.yours)

    async def _done(self) -> None:
        texts = self.result.joined | {
            field: text for field, text in self.decided.items() if text != self.now[field]
        }
        await self.shell.close(self)
        await self.form.settle(self.version, self.now, texts)
        if not texts:
            self.shell.say(_("{who}'s text stands.").format(who=self.who))

    async def do_back(self) -> None:
        """Out of the text; then let it wait: the stored text stands, one's own is a draft."""
        if self.third is not None:
            # What was written is one's own now: Esc throws nothing away.
            self._mine(self.third.value)
            self.third = None
            return
        await self.shell.close(self)
        self.shell.say(_("Not saved. What you wrote is kept as a draft."))

    # Drawing ------------------------------------------------------------------------------

    def hint(self) -> str:
        return _("Not saved yet. Yours is kept as a draft, so nothing is lost.")

    def _choices(self) -> list[tuple[str, str]]:
        clash = self.clash
        choices = [
            (_("Keep {who}'s").format(who=self.who), self._words(clash.field, clash.theirs)),
            (_("Use mine"), self._words(clash.field, clash.yours)),
        ]
        if self.form.field_of(clash.field) is not None:
            choices.append((_("Write a third"), ""))
        return choices

    def _words(self, field: str, text: str) -> str:
        return _HIDDEN if self.form.is_hidden(field) else self.form.words(field, text) or "-"

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        width = space.width
        title, right = self.form.title()
        picture.add(ruled(title, right, width=width), EMPTY)
        said = _("{who} saved at {time}, while you wrote").format(who=self.who, time=self.at)
        picture.add(ruled(_("You changed the same"), said, width=width))
        clash = self.clash
        label = self.form.label(clash.field)
        if len(self.result.clashes) > 1:
            label = _("{field} ({n} of {count})").format(
                field=label, n=self._number() + 1, count=len(self.result.clashes)
            )
        picture.add(line("  " + label, Look.TITLE))
        for heading, text in (
            (_("before"), clash.before),
            (self.who, clash.theirs),
            (_("yours"), clash.yours),
        ):
            picture.add(*_paragraph(heading, self._words(clash.field, text), width))
        picture.add(EMPTY, line("  " + _("Which is right?")))
        for number, (choice, text) in enumerate(self._choices()):
            marked = number == self.mark.at
            if marked and self.third is not None:
                picture.add(columns((0, ">"), (2, choice), (_TEXT_AT, self.third.shown)))
                picture.put_field(self.third, _TEXT_AT, width - _TEXT_AT - 2)
            else:
                picture.add(columns((2, choice), (_TEXT_AT, text), marked=marked))
        picture.add(EMPTY)
        for field, text in self.result.joined.items():
            joined = _('"{field}: {text}" only you changed. It is saved in any case.').format(
                field=self.form.label(field), text=self._words(field, text)
            )
            picture.add(*flow(joined, width=width - 2, indent=2))
        return picture


def _paragraph(heading: str, text: str, width: int) -> list[Line]:
    """A heading, and beside it the whole text over as many lines as it takes."""
    body = flow(text, width=width - 2, indent=_TEXT_AT)
    first = columns((2, heading), (_TEXT_AT, body[0].text.strip()))
    return [first, *body[1:]]
