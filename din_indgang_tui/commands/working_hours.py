"""Keys of the hours of a colleague or a room."""

from __future__ import annotations

from din_indgang_tui.commands.command import ENTER, ESC, Command, by_name, moves
from din_indgang_tui.i18n import N_
from din_indgang_tui.store.roles import COACHES, LEADERS

_MAY = COACHES | LEADERS  # whose hours it is, the house itself asks

WORKING_HOURS: tuple[Command, ...] = (
    Command(
        "edit", "week_hours", ("enter", "e"), ENTER, N_("edit"), N_("Edit the marked line"), _MAY
    ),
    Command(
        "back", "week_hours", ("escape",), ESC, N_("back"), N_("Back to where you came from"), _MAY
    ),
    Command(
        "as_the_house",
        "week_hours",
        (),
        "",
        N_("as the house"),
        N_("No week of its own: as long as the house is open"),
        _MAY,
        also=N_("opening hours reset remove pattern"),
    ),
    *moves("week_hours", N_("choose"), True, N_("Move the mark")),
    Command(
        "add",
        "week_exceptions",
        ("plus",),
        "+",
        N_("away, busy"),
        N_("Write days away, a meeting or other hours"),
        _MAY,
        also=N_("holiday illness sick training course vacation"),
    ),
    Command(
        "take_away",
        "week_exceptions",
        ("c",),
        "c",
        N_("remove"),
        N_("Remove the marked days; u brings them back"),
        _MAY,
    ),
    by_name(
        "my_working_hours",
        N_("My working hours"),
        N_("When you work, your holidays and meetings"),
        area=N_("Settings"),
        also=N_("week pattern away vacation illness absence"),
        may=COACHES,
    ),
    by_name(
        "everybodys_working_hours",
        N_("Working hours"),
        N_("When colleagues work, their holidays and illness"),
        area=N_("Settings"),
        also=N_("week pattern away vacation absence staff"),
        may=LEADERS,
    ),
    by_name(
        "rooms_of_the_house",
        N_("Rooms"),
        N_("Which rooms there are, and when they can be used"),
        area=N_("Settings"),
        also=N_("premises place"),
        may=LEADERS,
    ),
    by_name(
        "days_closed",
        N_("Closed days"),
        N_("Days on which the house holds closed, public holidays too"),
        area=N_("Settings"),
        also=N_("Christmas Easter opening hours shut"),
        may=LEADERS,
    ),
)
