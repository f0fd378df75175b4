"""Keys of the settings, and of the acute telephone numbers."""

from __future__ import annotations

from din_indgang_tui.commands.command import ENTER, ESC, TAB, Command, moves
from din_indgang_tui.i18n import N_
from din_indgang_tui.store.roles import COLLEAGUES, HOUSE_LEADERS, LEADERS

SETTINGS: tuple[Command, ...] = (
    Command(
        "edit",
        "settings",
        ("enter", "e"),
        ENTER,
        N_("edit"),
        N_("Edit the marked line"),
        LEADERS,
    ),
    Command(
        "next_kind",
        "settings",
        ("tab",),
        TAB,
        N_("next kind"),
        N_("Staff, lists, limits, hours, closed days, rooms, numbers"),
        LEADERS,
    ),
    Command(
        "last_kind",
        "settings",
        ("shift+tab",),
        N_("Shift+Tab"),
        N_("kind before"),
        N_("The kind of setting before"),
        LEADERS,
    ),
    Command("back", "settings", ("escape",), ESC, N_("back"), N_("Back to Today"), LEADERS),
    *moves("settings", N_("choose"), True, N_("Move the mark")),
    Command(
        "page_down", "settings", ("pagedown",), N_("PgDn"), N_("down"), N_("A page down"), LEADERS
    ),
    Command("page_up", "settings", ("pageup",), N_("PgUp"), N_("up"), N_("A page up"), LEADERS),
    # What not every kind of setting has.
    Command(
        "add", "settings_add", ("plus",), "+", N_("add"), N_("Add a line to this list"), LEADERS
    ),
    Command(
        "hold",
        "settings_hold",
        ("h",),
        "h",
        N_("on/off"),
        N_("Hold or retire the marked line, and back; nothing is deleted"),
        LEADERS,
    ),
    Command(
        "open_day",
        "settings_closed",
        ("h",),
        "h",
        N_("open"),
        N_("Open after all on the marked day"),
        LEADERS,
    ),
    Command(
        "cancel_plans",
        "settings_closed",
        ("c",),
        "c",
        N_("cancel"),
        N_("Cancel what is planned for the marked closed day, or not"),
        HOUSE_LEADERS,
    ),
    Command(
        "fill_holidays",
        "settings_closed",
        (),
        "",
        N_("More public holidays"),
        N_("Write the Danish public holidays of the next year into the closed days"),
        LEADERS,
        also=N_("public holidays Easter Christmas Whitsun bank red days"),
    ),
    Command(
        "move",
        "settings_order",
        ("m",),
        "m",
        N_("move it"),
        N_("Move the marked line with the arrows"),
        LEADERS,
    ),
    Command(
        "put",
        "settings_moving",
        ("enter", "m"),
        ENTER,
        N_("put it here"),
        N_("Put the line where it stands now"),
        LEADERS,
    ),
    Command(
        "back",
        "settings_moving",
        ("escape",),
        ESC,
        N_("leave it"),
        N_("Leave it where it was"),
        LEADERS,
    ),
    *moves("settings_moving", N_("move the line"), True, N_("Move the line up or down")),
    # Acute telephone numbers.
    Command(
        "back",
        "acute",
        ("escape", "enter"),
        ESC,
        N_("back"),
        N_("Back to where you came from"),
        COLLEAGUES,
    ),
    *moves("acute", N_("more"), True, N_("More lines")),
)
