"""Keys of call-backs, of who is on duty, and of the handover."""

from __future__ import annotations

from din_indgang_tui.commands.command import ENTER, ESC, TAB, Command, by_name, moves
from din_indgang_tui.i18n import N_

_THE_DAY = N_("The day in the house: on duty, handover, call back")
_ALSO_THE_DAY = N_("duty shift rota handover note messages")

MESSAGES: tuple[Command, ...] = (
    # Today, in the list of those to call back.
    Command("enter", "today_call_backs", ("enter", "e"), ENTER, N_("open"), N_("Read and mend it")),
    Command(
        "called",
        "today_call_backs",
        ("f",),
        "f",
        N_("called"),
        N_("Called back: it leaves the list and stands on their page"),
    ),
    Command("add", "today_call_backs", ("plus",), "+", N_("add"), N_("One more to call back")),
    Command(
        "open_page", "today_call_backs", ("o",), "o", N_("page"), N_("Open the citizen's page")
    ),
    # Today, as long as whoever is logged in does not stand on the list.
    Command(
        "on_duty",
        "off_duty",
        ("p",),
        "p",
        N_("on duty"),
        N_("Put yourself on duty today"),
        also=N_("shift rota present here"),
    ),
    Command(
        "day_in_the_house",
        "today_board",
        ("d",),
        "d",
        N_("the day"),
        _THE_DAY,
        also=_ALSO_THE_DAY,
    ),
    by_name(
        "open_the_day",
        N_("The day in the house"),
        _THE_DAY,
        area=N_("Today"),
        also=_ALSO_THE_DAY,
    ),
    by_name(
        "new_call_back",
        N_("call back"),
        N_("Somebody wants to be called back"),
        area=N_("Today"),
        also=N_("telephone ring message"),
    ),
    # The day in the house.
    Command(
        "edit", "day_in_the_house", ("enter", "e"), ENTER, N_("edit"), N_("Edit the marked line")
    ),
    Command("add", "day_in_the_house", ("plus",), "+", N_("add"), N_("Add to the list in view")),
    Command(
        "take_away",
        "day_in_the_house",
        ("c",),
        "c",
        N_("remove"),
        N_("Remove the marked line; u brings it back"),
    ),
    Command(
        "next_list",
        "day_in_the_house",
        ("tab",),
        TAB,
        N_("list"),
        N_("The next list: on duty, handover, call back"),
    ),
    Command(
        "last_list",
        "day_in_the_house",
        ("shift+tab",),
        N_("Shift+Tab"),
        N_("last list"),
        N_("The list before"),
    ),
    Command("back", "day_in_the_house", ("escape",), ESC, N_("back"), N_("Back to today")),
    *moves("day_in_the_house", N_("move"), True, N_("Move the mark")),
    Command(
        "called",
        "day_call_backs",
        ("f",),
        "f",
        N_("called"),
        N_("Called back: it leaves the list and stands on their page"),
    ),
    Command("open_page", "day_call_backs", ("o",), "o", N_("page"), N_("Open the citizen's page")),
)
