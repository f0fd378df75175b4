"""Keys that hold everywhere, and those of the log-in and of the help."""

from __future__ import annotations

from din_indgang_tui.commands.command import ALWAYS, ENTER, ESC, EVERYWHERE, TAB, Command, moves
from din_indgang_tui.i18n import N_
from din_indgang_tui.store.roles import ANYONE, COLLEAGUES

GENERAL: tuple[Command, ...] = (
    # Wherever no text is being typed.
    Command(
        "new_enquiry",
        EVERYWHERE,
        ("n",),
        "n",
        N_("new"),
        N_("New enquiry: someone comes, calls or writes"),
    ),
    Command(
        "find", EVERYWHERE, ("slash",), "/", N_("find"), N_("Find a citizen by name or number")
    ),
    Command(
        "undo",
        EVERYWHERE,
        ("u",),
        "u",
        N_("undo"),
        N_("Undo the last thing you did; again: the one before"),
        COLLEAGUES,
        also=N_("regret back mistake wrong"),
    ),
    Command("area_today", EVERYWHERE, ("1",), "1", N_("today"), N_("Today: who waits"), COLLEAGUES),
    Command("area_citizens", EVERYWHERE, ("2",), "2", N_("citizens"), N_("Citizens: find someone")),
    Command(
        "help", EVERYWHERE, ("question_mark",), "?", N_("help"), N_("Help for this screen"), ANYONE
    ),
    Command(
        "log_out",
        EVERYWHERE,
        ("l", "q"),
        "l",
        N_("log out"),
        N_("Log out when you leave the screen; what you wrote is kept"),
        COLLEAGUES,
    ),
    # Also while text is typed.
    Command("help", ALWAYS, ("f2",), "F2", N_("help"), N_("Help, also while you write"), ANYONE),
    Command("find", ALWAYS, ("f3",), "F3", N_("find"), N_("Find a citizen, also while you write")),
    Command(
        "log_out",
        ALWAYS,
        ("f8",),
        "F8",
        N_("log out"),
        N_("Log out, also while you write; what you wrote is kept"),
        COLLEAGUES,
    ),
    Command(
        "leave",
        ALWAYS,
        ("f9",),
        "F9",
        N_("leave"),
        N_("Leave the program; what you wrote is kept"),
        ANYONE,
    ),
    # Log-in, and the first password of one's own.
    Command(
        "next",
        "log_in",
        ("enter",),
        ENTER,
        N_("go on"),
        N_("Next field; in the last one: log in"),
        ANYONE,
    ),
    Command(
        "other_field",
        "log_in",
        ("tab", "shift+tab", "down", "up"),
        TAB,
        N_("next field"),
        N_("The other field"),
        ANYONE,
    ),
    Command(
        "back",
        "log_in",
        ("escape",),
        ESC,
        N_("back"),
        N_("Back to the first field; a password is thrown away"),
        ANYONE,
    ),
    # Help.
    Command("back", "help", ("escape", "enter"), ESC, N_("back"), N_("Back"), ANYONE),
    *moves("help", N_("more"), True, N_("More lines")),
)
