"""Keys of what is owed."""

from __future__ import annotations

from din_indgang_tui.commands.command import ENTER, ESC, TAB, Command, by_name, moves
from din_indgang_tui.i18n import N_
from din_indgang_tui.store.roles import COACHES

OWED: tuple[Command, ...] = (
    by_name(
        "owed",
        N_("what we owe"),
        N_("Everything with a day: checks, answers, promises, calls, rolls"),
        area=N_("Checks"),
        also=N_("roll attendance missing waiting list call away deadline promise due late todo"),
    ),
    Command(
        "enter",
        "owed",
        ("enter",),
        ENTER,
        N_("do it"),
        N_("Go where the marked one is done; doing it makes the line go"),
    ),
    Command(
        "open_page",
        "owed",
        ("o",),
        "o",
        N_("page"),
        N_("Open the citizen's page, or the group's"),
    ),
    Command(
        "move",
        "owed",
        ("m",),
        "m",
        N_("put off"),
        N_("Another day, with a reason: a check, a promise, an answer"),
        also=N_("postpone later delay deadline"),
    ),
    Command(
        "house",
        "owed",
        ("right",),
        N_("Arrow right"),
        N_("house"),
        N_("What everybody owes, and whose it is"),
        also=N_("all everybody colleagues"),
    ),
    Command("mine", "owed", ("left",), N_("Arrow left"), N_("mine"), N_("What you owe yourself")),
    Command(
        "checks",
        "owed",
        ("tab", "shift+tab"),
        TAB,
        N_("checks"),
        N_("The four-week checks"),
        COACHES,
    ),
    Command("back", "owed", ("escape",), ESC, N_("back"), N_("Back to where you came from")),
    *moves("owed", N_("choose"), True, N_("Move the mark")),
    Command("page_down", "owed", ("pagedown",), N_("PgDn"), N_("down"), N_("A page down")),
    Command("page_up", "owed", ("pageup",), N_("PgUp"), N_("up"), N_("A page up")),
)
