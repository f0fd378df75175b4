"""What a command is, and the contexts and key names that the parts of the table share."""

from __future__ import annotations

from dataclasses import dataclass

from din_indgang_tui.i18n import N_
from din_indgang_tui.store.roles import ANYONE, DESK, Role

EVERYWHERE = "everywhere"
ALWAYS = "always"
ANYWHERE = "anywhere"

ENTER, ESC, TAB, SPACE = N_("Enter"), N_("Esc"), N_("Tab"), N_("Space")


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can do here.

    `shown` is how the key bar names the keys. `also` has other words it is looked for by in the
    command finder, with spaces between them, beside those of `label` and `help`; its Danish text
    has the Danish ones. `area` names where a command of `ANYWHERE` belongs, as "Settings".
    `offered` are those whom the finder names it to, where others get a sentence for its key.
    """

    id: str
    context: str
    keys: tuple[str, ...]
    shown: str
    label: str
    help: str
    may: frozenset[Role] = DESK
    also: str = ""
    area: str = ""
    offered: frozenset[Role] | None = None

    def is_for(self, role: Role) -> bool:
        """Whether the command finder names it to this role."""
        return role in (self.may if self.offered is None else self.offered)


def moves(context: str, label: str, letters: bool, help_text: str) -> list[Command]:
    """Down and up in a list, with `j` and `k` where no text is typed."""
    down = ("down", "j") if letters else ("down",)
    up = ("up", "k") if letters else ("up",)
    return [
        Command("down", context, down, N_("Arrow down"), label, help_text, ANYONE),
        Command("up", context, up, N_("Arrow up"), label, help_text, ANYONE),
    ]


def by_name(
    id: str,
    label: str,
    help: str,
    *,
    area: str,
    also: str = "",
    may: frozenset[Role] = DESK,
) -> Command:
    """A command without a key: found in the command finder wherever one is, done by the app."""
    return Command(id, ANYWHERE, (), "", label, help, may, also, area)
