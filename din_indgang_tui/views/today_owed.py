"""What Today says of what is owed: what came back from the authority, and the rest in one line."""

from __future__ import annotations

import asyncio
import importlib
import sys
from dataclasses import dataclass

from rich.cells import cell_len

from din_indgang_tui.house.owed_line import OwedKind, OwedLine
from din_indgang_tui.i18n import _, ngettext
from din_indgang_tui.store.roles import COACHES
from din_indgang_tui.views.base import Shell
from din_indgang_tui.widgets.page import fit

# What is owed goes by these as well, beside what the day itself goes by.
PARTS = frozenset({"checks", "referrals", "courses", "conversations", "settings"})
_MODULE = "din_indgang_tui.house.owed"


@dataclass(frozen=True, slots=True)
class OwedToday:
    """What is due today or late: answers that came back, and the rest."""

    back: tuple[OwedLine, ...] = ()
    rest: tuple[OwedLine, ...] = ()

    @property
    def late(self) -> int:
        """How many were due before today."""
        return sum(one.late > 0 for one in self.rest)

    def checks(self) -> tuple[str, ...]:
        """Whose four-week check is today."""
        return tuple(one.who for one in self.rest if one.kind is OwedKind.CHECK and one.late == 0)

    def back_words(self) -> str:
        """`Tilbage fra myndighed: Ole H., afslag 16.11.`, and how many more."""
        first, more = self.back[0], len(self.back) - 1
        said = _("Back from the authority: {name}, {answer} {day}").format(
            name=first.who,
            answer=first.said or _("answer"),
            day=f"{first.due_on:%d.%m.}" if first.due_on else "",
        )
        return said + (", " + _("+ {n} more").format(n=more) if more else "")

    def rest_words(self, width: int) -> str:
        """`Det skylder vi: 2 for sent, 1 i dag. Tjek i dag: Kirsten M.`"""
        due = len(self.rest) - self.late
        said = []
        if self.late:
            said.append(ngettext("{n} late", "{n} late", self.late).format(n=self.late))
        if due:
            said.append(ngettext("{n} today", "{n} today", due).format(n=due))
        whole = _("What we owe: {what}.").format(what=", ".join(said))
        if names := self.checks():
            whole += " " + _("Check today: {names}").format(names=", ".join(names))
        return fit(whole, width)

    def short_words(self, room: int) -> str:
        """The same in the title of the day, where there is little room: checks by name at most."""
        if not self.rest:
            return ""
        n = len(self.rest)
        said = ngettext("{n} owed", "{n} owed", n).format(n=n)
        if names := self.checks():
            named = said + ", " + _("check: {names}").format(names=", ".join(names))
            if cell_len(named) <= room:
                return named
        return said


async def read(shell: Shell) -> OwedToday:
    """What is due now, as whoever is logged in reads it."""
    if _MODULE not in sys.modules:
        # It asks half the house: neither the first frame nor a first key is to wait for that.
        await asyncio.to_thread(importlib.import_module, _MODULE)
    from din_indgang_tui.house import owed

    due = await shell.desk.read(owed.due_today)
    return OwedToday(
        tuple(one for one in due if one.kind is OwedKind.ANSWER_BACK),
        tuple(one for one in due if one.kind is not OwedKind.ANSWER_BACK),
    )


async def go_to_answer(shell: Shell, one: OwedLine) -> None:
    """The referral that was answered; for who may not read it, the citizen's page."""
    if shell.desk.who.role in COACHES:
        await shell.go_to_referral(one.target)
    elif one.citizen_id is not None:
        await shell.go_to_page(one.citizen_id)
