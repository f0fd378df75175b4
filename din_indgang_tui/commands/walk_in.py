"""Keys of the two moments of a new enquiry."""

from __future__ import annotations

from din_indgang_tui.commands.command import ENTER, ESC, SPACE, TAB, Command, moves
from din_indgang_tui.i18n import N_

WALK_IN: tuple[Command, ...] = (
    # New enquiry, 1: who?
    Command(
        "take",
        "walk_in_who",
        ("enter",),
        ENTER,
        N_("take"),
        N_("Take the marked row and go on to the reason"),
    ),
    Command(
        "more",
        "walk_in_who",
        ("tab",),
        TAB,
        N_("more about them"),
        N_("Channel, companion, and who a new person is"),
    ),
    Command("back", "walk_in_who", ("escape",), ESC, N_("close"), N_("Close; kept as a draft")),
    *moves("walk_in_who", N_("choose"), False, N_("Move the mark")),
    # New enquiry: more about the one marked.
    Command(
        "take",
        "walk_in_more",
        ("enter",),
        ENTER,
        N_("go on"),
        N_("Enough: go on to the reason"),
    ),
    Command("next_row", "walk_in_more", ("tab",), TAB, N_("next field"), N_("The next field")),
    Command(
        "last_row",
        "walk_in_more",
        ("shift+tab", "up"),
        N_("Shift+Tab"),
        N_("field before"),
        N_("The field before"),
    ),
    Command(
        "next_choice",
        "walk_in_more",
        ("right",),
        N_("Arrow right"),
        N_("next choice"),
        N_("In channel and heard from: the next choice"),
    ),
    Command(
        "last_choice",
        "walk_in_more",
        ("left",),
        N_("Arrow left"),
        N_("choice before"),
        N_("In channel and heard from: the choice before"),
    ),
    Command("back", "walk_in_more", ("escape",), ESC, N_("back"), N_("Back; nothing is lost")),
    # Arrow down in that form, where nobody is alike and where somebody is.
    Command(
        "down",
        "walk_in_alone",
        ("down",),
        N_("Arrow down"),
        N_("next field"),
        N_("The next field; to whoever is alike, once there is one"),
    ),
    Command(
        "to_likely",
        "walk_in_alike",
        ("down",),
        N_("Arrow down"),
        N_("one we know"),
        N_("Choose one we know instead: the list below"),
    ),
    # New enquiry: maybe it is someone we know.
    Command(
        "take",
        "walk_in_likely",
        ("enter",),
        ENTER,
        N_("take them"),
        N_("It is this one: take them, and keep what is written"),
    ),
    Command(
        "next_row", "walk_in_likely", ("tab",), TAB, N_("first field"), N_("To the first field")
    ),
    Command(
        "last_row",
        "walk_in_likely",
        ("shift+tab",),
        N_("Shift+Tab"),
        N_("last field"),
        N_("To the last field"),
    ),
    Command("back", "walk_in_likely", ("escape",), ESC, N_("back"), N_("Back to the form")),
    *moves("walk_in_likely", N_("choose"), False, N_("Move the mark; from the top to the form")),
    # New enquiry, 2: why? Also when it is filled in later.
    Command(
        "take",
        "reasons",
        ("enter",),
        ENTER,
        N_("save"),
        N_("Save what is marked, or the row with the mark"),
    ),
    Command(
        "mark",
        "reasons",
        ("space",),
        SPACE,
        N_("choose several"),
        N_("Mark a reason; the first is the main one, at most three"),
    ),
    Command("line", "reasons", ("tab",), TAB, N_("one line"), N_("Write one line in their words")),
    Command("back", "reasons", ("escape",), ESC, N_("back"), N_("Back; nothing is lost")),
    *moves("reasons", N_("choose"), False, N_("Move the mark")),
    # The one line of a reason or an outcome.
    Command("take", "one_line", ("enter",), ENTER, N_("save"), N_("Save it all")),
    Command("line", "one_line", ("tab", "shift+tab"), TAB, N_("the list"), N_("Back to the list")),
    Command("back", "one_line", ("escape",), ESC, N_("back"), N_("Back to the list; it stays")),
)
