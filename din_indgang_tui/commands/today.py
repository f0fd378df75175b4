"""Keys of the day board, and of how something ended."""

from __future__ import annotations

from din_indgang_tui.commands.command import ENTER, ESC, TAB, Command, moves
from din_indgang_tui.i18n import N_
from din_indgang_tui.store.roles import ANYONE

TODAY: tuple[Command, ...] = (
    # Today.
    Command(
        "enter",
        "today_waiting",
        ("enter",),
        ENTER,
        N_("take in"),
        N_("Take the marked one in: you speak with them now"),
        also=N_("receive meet next begin conversation"),
    ),
    Command(
        "enter",
        "today_inbox",
        ("enter",),
        ENTER,
        N_("take up"),
        N_("Take the marked letter up: you deal with it now"),
    ),
    Command(
        "enter",
        "today_left_open",
        ("enter",),
        ENTER,
        N_("deal with"),
        N_("Left open overnight: close it, or carry it on today"),
        also=N_("yesterday leftover"),
    ),
    Command(
        "enter",
        "today_done",
        ("enter",),
        ENTER,
        N_("correct"),
        N_("Correct the enquiry: its times, how it ended"),
    ),
    Command(
        "enter",
        "today_with_us",
        ("enter",),
        ENTER,
        N_("open"),
        N_("Open the citizen's page"),
    ),
    Command(
        "finish",
        "today",
        ("f",),
        "f",
        N_("finished"),
        N_("Finished: choose how it ended"),
        also=N_("close end done outcome"),
    ),
    Command(
        "hold",
        "today_with_us",
        ("h",),
        "h",
        N_("hold"),
        N_("On hold while something is found out; again: back"),
        also=N_("pause wait park"),
    ),
    Command(
        "fill_in",
        "today",
        ("e",),
        "e",
        N_("fill in"),
        N_("Write why they came, and one line about it"),
        also=N_("reason edit note write"),
    ),
    Command(
        "whose",
        "today",
        ("m",),
        "m",
        N_("whose?"),
        N_("Move it: whose enquiry is it?"),
        also=N_("give anonymous wrong person"),
    ),
    Command(
        "correct",
        "today",
        (),
        "",
        N_("correct the enquiry"),
        N_("Correct the enquiry: its times, how it ended"),
        also=N_("companion channel heard true time"),
    ),
    Command(
        "open_page",
        "today",
        ("o",),
        "o",
        N_("open"),
        N_("Open the citizen's page"),
        also=N_("show history record timeline"),
    ),
    Command(
        "next_list",
        "today_board",
        ("tab",),
        TAB,
        N_("list"),
        N_("The next list: left open, waiting, with us, inbox, calls, done"),
        ANYONE,
    ),
    Command(
        "last_list",
        "today_board",
        ("shift+tab",),
        N_("Shift+Tab"),
        N_("last list"),
        N_("The list before"),
        ANYONE,
    ),
    Command(
        "back",
        "today_board",
        ("escape",),
        ESC,
        N_("longest waiting"),
        N_("Put the mark back on the one who has waited longest"),
        ANYONE,
    ),
    Command(
        "page_down", "today_board", ("pagedown",), N_("PgDn"), N_("down"), N_("A page down"), ANYONE
    ),
    Command("page_up", "today_board", ("pageup",), N_("PgUp"), N_("up"), N_("A page up"), ANYONE),
    *moves("today_board", N_("move"), True, N_("Move the mark")),
    # An enquiry, corrected, and whose it is.
    Command(
        "whose",
        "enquiry",
        ("m",),
        "m",
        N_("whose?"),
        N_("Move it: whose enquiry is it?"),
        also=N_("give anonymous wrong person"),
    ),
    Command("take", "whose", ("enter",), ENTER, N_("take"), N_("It is the marked one's enquiry")),
    Command("back", "whose", ("escape",), ESC, N_("back"), N_("Back; nothing is changed")),
    *moves("whose", N_("choose"), False, N_("Move the mark")),
    # Left open overnight.
    Command("take", "leftover", ("enter",), ENTER, N_("save"), N_("Save the marked row")),
    Command("line", "leftover", ("tab",), TAB, N_("the times"), N_("Write the true times")),
    Command("back", "leftover", ("escape",), ESC, N_("back"), N_("Back; nothing is lost")),
    *moves("leftover", N_("choose"), False, N_("Move the mark")),
    Command("take", "leftover_time", ("enter",), ENTER, N_("save"), N_("Save it all")),
    Command("line", "leftover_time", ("tab",), TAB, N_("on"), N_("The next time, or the list")),
    Command(
        "back", "leftover_time", ("escape",), ESC, N_("back"), N_("Back to the list; it stays")
    ),
    # Finished: how did it end?
    Command("take", "outcome", ("enter",), ENTER, N_("save"), N_("Save the marked outcome")),
    Command("line", "outcome", ("tab",), TAB, N_("one line"), N_("Write one line about it")),
    Command("back", "outcome", ("escape",), ESC, N_("back"), N_("Back; nothing is changed")),
    *moves("outcome", N_("choose"), False, N_("Move the mark")),
)
