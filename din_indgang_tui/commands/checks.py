"""Keys of the four-week check: the list, the four ways on, and the line why."""

from __future__ import annotations

from din_indgang_tui.commands.command import ENTER, ESC, TAB, Command, moves
from din_indgang_tui.i18n import N_
from din_indgang_tui.store.roles import COACHES

CHECKS: tuple[Command, ...] = (
    Command(
        "go_on",
        "checks",
        ("v",),
        "v",
        N_("on"),
        N_("On in the house: the course goes on"),
        COACHES,
        also=N_("continue decide stay"),
    ),
    Command(
        "authority",
        "checks",
        ("y",),
        "y",
        N_("authority"),
        N_("To the authority; the referral opens, filled in"),
        COACHES,
        also=N_("refer referral decide municipality"),
    ),
    Command(
        "close",
        "checks",
        ("f",),
        "f",
        N_("close the course"),
        N_("Close the course; the closing opens"),
        COACHES,
        also=N_("finish end decide stop"),
    ),
    Command(
        "other",
        "checks",
        ("b",),
        "b",
        N_("other offer"),
        N_("Another offer than ours"),
        COACHES,
        also=N_("decide volunteer association elsewhere"),
    ),
    Command(
        "move",
        "checks",
        ("m",),
        "m",
        N_("move it"),
        N_("Ask for it on another day: once, with a reason"),
        COACHES,
        also=N_("postpone later delay"),
    ),
    Command(
        "enter", "checks", ("enter",), ENTER, N_("course"), N_("Open the marked course"), COACHES
    ),
    Command("page", "checks", ("o",), "o", N_("page"), N_("Open the citizen's page"), COACHES),
    Command(
        "owed_list",
        "checks",
        ("tab", "shift+tab"),
        TAB,
        N_("what we owe"),
        N_("All that the house owes, beside the checks"),
        COACHES,
        also=N_("promises due list"),
    ),
    Command(
        "back", "checks", ("escape",), ESC, N_("back"), N_("Back to where you came from"), COACHES
    ),
    *moves("checks", N_("move"), True, N_("Move the mark")),
    Command(
        "page_down", "checks", ("pagedown",), N_("PgDn"), N_("down"), N_("A page down"), COACHES
    ),
    Command("page_up", "checks", ("pageup",), N_("PgUp"), N_("up"), N_("A page up"), COACHES),
    # The line why, once a way is chosen.
    Command(
        "save",
        "checks_why",
        ("enter",),
        ENTER,
        N_("save the decision"),
        N_("It is decided; the mark goes to the next one"),
        COACHES,
    ),
    Command(
        "line",
        "checks_why",
        ("tab", "shift+tab", "down", "up"),
        TAB,
        N_("which day"),
        N_("The day it was decided, if not today; and back to why"),
        COACHES,
    ),
    Command(
        "back",
        "checks_why",
        ("escape",),
        ESC,
        N_("choose again"),
        N_("Choose another way; what you wrote stays"),
        COACHES,
    ),
)
