"""Keys of the groups among what is on today, and of the lines below them."""

from __future__ import annotations

from din_indgang_tui.commands.command import ENTER, Command
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
        "today_back",
        ("enter",),
        ENTER,
        N_("open"),
        N_("What the authority answered, and that the citizen knows it"),
    ),
    Command("open_page", "today_back", ("o",), "o", N_("page"), N_("Open the citizen's page")),
    Command(
        "enter",
        "today_owed",
        ("enter",),
        ENTER,
        N_("which"),
        N_("What we owe: checks, answers, promises, calls, rolls"),
    ),
)
