"""Keys of the groups among what is on today, and of what is owed of them."""

from __future__ import annotations

from din_indgang_tui.commands.command import ENTER, ESC, Command, by_name, moves
from din_indgang_tui.i18n import N_

GROUP_DAY: tuple[Command, ...] = (
    # Today, on the meeting of a group.
    Command(
        "enter",
        "today_meetings",
        ("enter",),
        ENTER,
        N_("roll"),
        N_("Take the roll; of a cancelled meeting: the meeting"),
        also=N_("attendance present absent"),
    ),
    Command("open_page", "today_meetings", ("o",), "o", N_("group"), N_("Open the group's page")),
    Command(
        "cancel",
        "today_meetings",
        ("c",),
        "c",
        N_("cancel"),
        N_("Cancel the meeting: why, and who is to be told"),
    ),
    Command(
        "move",
        "today_meetings",
        ("m",),
        "m",
        N_("move it"),
        N_("Another time or room for the meeting, or another leader"),
    ),
    Command(
        "enter",
        "today_owed",
        ("enter",),
        ENTER,
        N_("which"),
        N_("Rolls that are missing, places to offer, and whom to call"),
    ),
    # What is owed of groups.
    by_name(
        "owed",
        N_("owed of groups"),
        N_("Rolls that are missing, places to offer, and whom to call"),
        area=N_("Today"),
        also=N_("roll attendance missing waiting list call away"),
    ),
    Command(
        "enter",
        "owed",
        ("enter",),
        ENTER,
        N_("open"),
        N_("The roll, the group with the place, or the citizen's page"),
    ),
    Command("open_page", "owed", ("o",), "o", N_("group"), N_("Open the group's page")),
    Command("back", "owed", ("escape",), ESC, N_("back"), N_("Back to where you came from")),
    *moves("owed", N_("choose"), True, N_("Move the mark")),
)
