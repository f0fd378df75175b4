"""Keys of forms that are edited in place, and of two people at the same thing."""

from __future__ import annotations

from din_indgang_tui.commands.command import ENTER, ESC, TAB, Command, moves
from din_indgang_tui.i18n import N_
from din_indgang_tui.store.roles import COLLEAGUES

EDITING: tuple[Command, ...] = (
    # A form whose rows are edited in place.
    Command(
        "open_row",
        "edit_rows",
        ("enter", "e"),
        ENTER,
        N_("edit the row"),
        N_("Write in the marked row"),
        COLLEAGUES,
    ),
    Command(
        "back",
        "edit_rows",
        ("escape",),
        ESC,
        N_("back"),
        N_("Back; what is not saved is kept as a draft"),
        COLLEAGUES,
    ),
    Command("next_row", "edit_rows", ("tab",), TAB, N_("next row"), N_("The next row"), COLLEAGUES),
    Command(
        "last_row",
        "edit_rows",
        ("shift+tab",),
        N_("Shift+Tab"),
        N_("row before"),
        N_("The row before"),
        COLLEAGUES,
    ),
    *moves("edit_rows", N_("row"), True, N_("Move the mark")),
    # Something new: Enter goes on, and only the last row saves.
    Command(
        "take",
        "edit_on",
        ("enter",),
        ENTER,
        N_("next row"),
        N_("On to the next row; the last one saves"),
        COLLEAGUES,
    ),
    Command(
        "back",
        "edit_new",
        ("escape",),
        ESC,
        N_("close"),
        N_("Close; what you wrote is kept as a draft"),
        COLLEAGUES,
    ),
    Command("take", "edit_save", ("enter",), ENTER, N_("save"), N_("Save it"), COLLEAGUES),
    Command(
        "next_row",
        "edit_steps",
        ("tab", "down"),
        TAB,
        N_("next row"),
        N_("On to the next row; the text stays"),
        COLLEAGUES,
    ),
    Command(
        "last_row",
        "edit_steps",
        ("shift+tab", "up"),
        N_("Shift+Tab"),
        N_("row before"),
        N_("Back to the row before; the text stays"),
        COLLEAGUES,
    ),
    Command(
        "next_choice",
        "edit_steps",
        ("right",),
        N_("Arrow right"),
        N_("next choice"),
        N_("In a row with choices: the next one"),
        COLLEAGUES,
    ),
    Command(
        "last_choice",
        "edit_steps",
        ("left",),
        N_("Arrow left"),
        N_("choice before"),
        N_("In a row with choices: the one before"),
        COLLEAGUES,
    ),
    Command(
        "back",
        "edit_out",
        ("escape",),
        ESC,
        N_("out of the row"),
        N_("Out of the row; the text stays"),
        COLLEAGUES,
    ),
    # Two people changed the same thing.
    Command(
        "take",
        "conflict",
        ("enter",),
        ENTER,
        N_("save the choice"),
        N_("Take the marked text; the last one saves"),
        COLLEAGUES,
    ),
    Command(
        "back",
        "conflict",
        ("escape",),
        ESC,
        N_("let it wait"),
        N_("Let it wait: yours is kept as a draft"),
        COLLEAGUES,
    ),
    *moves("conflict", N_("choose"), False, N_("Move the mark")),
    Command(
        "take", "conflict_text", ("enter",), ENTER, N_("save"), N_("Save this text"), COLLEAGUES
    ),
    Command(
        "back",
        "conflict_text",
        ("escape",),
        ESC,
        N_("back"),
        N_("Back to the choice"),
        COLLEAGUES,
    ),
)
