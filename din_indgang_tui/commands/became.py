"""What became of a time: the same keys on every screen that has one under its mark."""

from __future__ import annotations

from din_indgang_tui.commands.command import SPACE, Command
from din_indgang_tui.i18n import N_

BECAME = ("here", "did_not_come", "sent_word", "cancel", "move", "told")


def became(context: str) -> tuple[Command, ...]:
    """Those keys for the screen of that context; views/became.py does them."""
    return (
        Command("here", context, ("p",), "p", N_("here"), N_("Was here; again takes it back")),
        Command(
            "did_not_come",
            context,
            ("i",),
            "i",
            N_("absent"),
            N_("Did not come; again takes it back"),
        ),
        Command(
            "sent_word",
            context,
            ("a",),
            "a",
            N_("sent word"),
            N_("Sent word; again takes it back"),
        ),
        Command(
            "cancel",
            context,
            ("c",),
            "c",
            N_("cancel"),
            N_("The house cancels: why, and who knows; again takes it back"),
        ),
        Command("move", context, ("m",), "m", N_("move it"), N_("Another time for it")),
        Command(
            "told",
            context,
            ("space",),
            SPACE,
            N_("told"),
            N_("They know now of the changed time"),
        ),
    )
