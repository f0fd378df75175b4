"""Keys of booking: the week of all coaches, a series, a coach's own week, and who waits."""

from __future__ import annotations

from din_indgang_tui.commands.became import became
from din_indgang_tui.commands.command import ENTER, ESC, SPACE, TAB, Command, by_name, moves
from din_indgang_tui.i18n import N_

BOOKING: tuple[Command, ...] = (
    # The week of all coaches.
    Command("take", "booking_new", ("enter",), ENTER, N_("book it"), N_("Book the marked time")),
    Command(
        "repeat",
        "booking_new",
        ("g",),
        "g",
        N_("repeat"),
        N_("Repeat: a series, with an answer for every date"),
        also=N_("series weekly every"),
    ),
    Command(
        "take",
        "booking_move",
        ("enter",),
        ENTER,
        N_("move here"),
        N_("Move the slot to the marked time"),
    ),
    Command(
        "right",
        "booking",
        ("right",),
        N_("Arrows"),
        N_("time, coach"),
        N_("Half an hour later; up and down choose the coach"),
    ),
    Command(
        "left",
        "booking",
        ("left",),
        N_("Arrow left"),
        N_("half an hour earlier"),
        N_("Half an hour earlier"),
    ),
    *moves("booking", N_("coach"), True, N_("Another coach, at the same time")),
    Command("next_day", "booking", ("tab",), TAB, N_("day"), N_("The next day, at the same time")),
    Command(
        "last_day",
        "booking",
        ("shift+tab",),
        N_("Shift+Tab"),
        N_("day before"),
        N_("The day before, at the same time"),
    ),
    Command("next_week", "booking", ("pagedown",), N_("PgDn"), N_("week"), N_("The next week")),
    Command(
        "last_week", "booking", ("pageup",), N_("PgUp"), N_("week before"), N_("The week before")
    ),
    Command(
        "next_free",
        "booking",
        ("t",),
        "t",
        N_("next"),
        N_("The next free time of the marked coach"),
        also=N_("free available"),
    ),
    Command(
        "wish",
        "booking",
        ("plus",),
        "+",
        N_("waiting list"),
        N_("On the waiting list for a time"),
        also=N_("wait wish later"),
    ),
    Command(
        "how",
        "booking",
        ("e",),
        "e",
        N_("kind, length"),
        N_("Another kind, length, room or place"),
        also=N_("minutes room place note"),
    ),
    Command("back", "booking", ("escape",), ESC, N_("back"), N_("Back; nothing is booked")),
    # A series: its rule, and an answer for every date.
    Command(
        "take", "series_rule", ("enter",), ENTER, N_("answers"), N_("An answer for every date")
    ),
    Command(
        "next_choice",
        "series_rule",
        ("right",),
        N_("Arrow right"),
        N_("next choice"),
        N_("In a row with choices: the next one"),
    ),
    Command(
        "last_choice",
        "series_rule",
        ("left",),
        N_("Arrow left"),
        N_("choice before"),
        N_("In a row with choices: the one before"),
    ),
    Command(
        "take", "series_begun", ("enter",), ENTER, N_("go on"), N_("Go on with the rule you began")
    ),
    Command(
        "next_row",
        "series_steps",
        ("tab", "down"),
        TAB,
        N_("next row"),
        N_("On to the next row; the text stays"),
    ),
    Command(
        "last_row",
        "series_steps",
        ("shift+tab", "up"),
        N_("Shift+Tab"),
        N_("row before"),
        N_("Back to the row before; the text stays"),
    ),
    Command(
        "back",
        "series_steps",
        ("escape",),
        ESC,
        N_("back"),
        N_("Back; the rule is kept as a draft"),
    ),
    Command(
        "mark",
        "series",
        ("space",),
        SPACE,
        N_("with, without"),
        N_("Book this date with the others, or leave it out"),
    ),
    Command(
        "move",
        "series",
        ("m",),
        "m",
        N_("move it"),
        N_("Take the suggestion shown; again: the next one"),
        also=N_("other suggestion"),
    ),
    Command("rule", "series", ("e",), "e", N_("edit the rule"), N_("Edit the rule")),
    Command(
        "take",
        "series",
        ("enter",),
        ENTER,
        N_("book the chosen"),
        N_("Book every date that has its mark, or none at all"),
    ),
    *moves("series", N_("date"), True, N_("Move the mark")),
    Command("page_down", "series", ("pagedown",), N_("PgDn"), N_("down"), N_("A page down")),
    Command("page_up", "series", ("pageup",), N_("PgUp"), N_("up"), N_("A page up")),
    Command("back", "series", ("escape",), ESC, N_("back"), N_("Back to the week; nothing booked")),
    # Who waits for a time.
    Command(
        "take",
        "wishes",
        ("enter",),
        ENTER,
        N_("give the time"),
        N_("Give the free time shown to the marked one"),
    ),
    Command(
        "another", "wishes", ("m",), "m", N_("another time"), N_("Another free time that suits")
    ),
    Command("book", "wishes", ("t",), "t", N_("time"), N_("Find a time for them in the week")),
    Command("open_page", "wishes", ("o",), "o", N_("open"), N_("The page of the marked one")),
    Command(
        "end",
        "wishes",
        ("c",),
        "c",
        N_("off the list"),
        N_("Off the waiting list: no time is needed"),
    ),
    Command("back", "wishes", ("escape",), ESC, N_("back"), N_("Back to where you came from")),
    *moves("wishes", N_("move"), True, N_("Move the mark")),
    # A coach's own week.
    Command("enter", "coach_week", ("enter", "o"), ENTER, N_("open"), N_("The citizen's page")),
    *became("coach_week"),
    Command(
        "book",
        "coach_week",
        ("t",),
        "t",
        N_("book it"),
        N_("Book the marked free time: for whom?"),
        also=N_("time appointment"),
    ),
    Command("next_day", "coach_week", ("tab",), TAB, N_("day"), N_("The next day")),
    Command(
        "last_day",
        "coach_week",
        ("shift+tab",),
        N_("Shift+Tab"),
        N_("day before"),
        N_("The day before"),
    ),
    Command("next_week", "coach_week", ("pagedown",), N_("PgDn"), N_("week"), N_("The next week")),
    Command(
        "last_week", "coach_week", ("pageup",), N_("PgUp"), N_("week before"), N_("The week before")
    ),
    Command(
        "right",
        "coach_week",
        ("right",),
        N_("Arrow right"),
        N_("coach"),
        N_("Another coach's week"),
    ),
    Command(
        "left",
        "coach_week",
        ("left",),
        N_("Arrow left"),
        N_("coach before"),
        N_("The week of the coach before"),
    ),
    Command("back", "coach_week", ("escape",), ESC, N_("back"), N_("Back to where you came from")),
    *moves("coach_week", N_("move"), True, N_("Move the mark")),
    # For whom is the marked time?
    Command(
        "take", "whom", ("enter",), ENTER, N_("book it"), N_("Book the time for the marked one")
    ),
    Command("back", "whom", ("escape",), ESC, N_("back"), N_("Back; nothing is booked")),
    *moves("whom", N_("choose"), False, N_("Move the mark")),
    # By name, from anywhere.
    by_name(
        "open_my_week",
        N_("My week"),
        N_("Your own times of this week, and where you are free"),
        area=N_("Courses"),
        also=N_("calendar appointments slots coach"),
    ),
    by_name(
        "open_wishes",
        N_("Waiting list for times"),
        N_("Who waits for a time, and which free one suits them"),
        area=N_("Courses"),
        also=N_("wish cancelled freed queue"),
    ),
)
