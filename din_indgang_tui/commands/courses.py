"""Keys of the courses: the list of them, one with its weeks, and its forms."""

from __future__ import annotations

from din_indgang_tui.commands.became import became
from din_indgang_tui.commands.command import ENTER, ESC, TAB, Command, moves
from din_indgang_tui.i18n import N_
from din_indgang_tui.store.roles import COACHES

_LEFT, _RIGHT = N_("Arrow left"), N_("Arrow right")
_SHIFT_TAB = N_("Shift+Tab")

COURSES: tuple[Command, ...] = (
    # Area 3.
    Command("enter", "courses", ("enter",), ENTER, N_("open"), N_("Open the marked course")),
    Command("page", "courses", ("o",), "o", N_("page"), N_("Open the citizen's page")),
    Command(
        "next_list",
        "courses",
        ("tab",),
        TAB,
        N_("others"),
        N_("On from your own courses to all, and to the closed ones"),
        also=N_("mine filter everybody finished earlier"),
    ),
    Command(
        "last_list",
        "courses",
        ("shift+tab",),
        _SHIFT_TAB,
        N_("back"),
        N_("The same list the other way round"),
    ),
    Command("back", "courses", ("escape",), ESC, N_("back"), N_("Back to where you came from")),
    *moves("courses", N_("move"), True, N_("Move the mark")),
    Command("page_down", "courses", ("pagedown",), N_("PgDn"), N_("down"), N_("A page down")),
    Command("page_up", "courses", ("pageup",), N_("PgUp"), N_("up"), N_("A page up")),
    # One course and its weeks.
    Command("enter", "course", ("enter",), ENTER, N_("open"), N_("Open the marked line")),
    *became("course"),
    Command(
        "book",
        "course",
        ("t",),
        "t",
        N_("time"),
        N_("Book a time in the course"),
        also=N_("appointment slot book free"),
    ),
    Command(
        "add",
        "course",
        ("plus",),
        "+",
        N_("add"),
        N_("Something else the course holds: a network, training"),
        COACHES,
        also=N_("activity volunteer network group training technology"),
    ),
    Command("edit", "course", ("e",), "e", N_("edit"), N_("The facts: end, coach, peer"), COACHES),
    Command(
        "pause",
        "course",
        ("h",),
        "h",
        N_("pause"),
        N_("A pause, which moves the end; or end the one there is"),
        COACHES,
        also=N_("ill admission hospital rest hold"),
    ),
    Command(
        "close",
        "course",
        ("f",),
        "f",
        N_("close"),
        N_("Close the course: why, and what comes after"),
        COACHES,
        also=N_("finish end stop release"),
    ),
    Command("page", "course", ("o",), "o", N_("page"), N_("Open the citizen's page")),
    Command(
        "talk",
        "course",
        ("s",),
        "s",
        N_("talk"),
        N_("Goal and dream conversation: begin it, go on with it, read along"),
        COACHES,
    ),
    Command(
        "plan",
        "course",
        ("w",),
        "w",
        N_("plan"),
        N_("The citizen's plan, to print or to read aloud"),
        COACHES,
    ),
    Command(
        "last_week", "course", ("left",), _LEFT, N_("week"), N_("The week before, in the ruler")
    ),
    Command("next_week", "course", ("right",), _RIGHT, N_("week"), N_("The week after")),
    Command("back", "course", ("escape",), ESC, N_("back"), N_("Back to where you came from")),
    *moves("course", N_("move"), True, N_("Move the mark")),
    Command("page_down", "course", ("pagedown",), N_("PgDn"), N_("down"), N_("A page down")),
    Command("page_up", "course", ("pageup",), N_("PgUp"), N_("up"), N_("A page up")),
    # One time.
    *became("slot"),
    Command(
        "edit",
        "slot",
        ("e",),
        "e",
        N_("edit"),
        N_("Put its kind, room, place or note right"),
        also=N_("minutes room place note"),
    ),
    Command("page", "slot", ("o",), "o", N_("page"), N_("Open the citizen's page")),
    Command("back", "slot", ("escape",), ESC, N_("back"), N_("Back to where you came from")),
    # Forms of a course.
    Command(
        "take",
        "course_new",
        ("enter",),
        ENTER,
        N_("open the course"),
        N_("Open the course as it stands here"),
        COACHES,
    ),
    Command(
        "take",
        "course_close",
        ("enter",),
        ENTER,
        N_("close the course"),
        N_("Close the course; what stands above ends with it"),
        COACHES,
    ),
    Command(
        "take_away",
        "course_part",
        ("c",),
        "c",
        N_("remove"),
        N_("It came to nothing: take it away; u brings it back"),
        COACHES,
    ),
    # A form that is filled in already: Enter does it, `e` opens a row.
    Command(
        "take_row",
        "ready_row",
        ("enter",),
        ENTER,
        N_("on"),
        N_("On to what must be filled in, or out of the row"),
        COACHES,
    ),
    Command(
        "open_row",
        "ready_rows",
        ("e",),
        "e",
        N_("edit the row"),
        N_("Write in the marked row"),
        COACHES,
    ),
    Command(
        "back",
        "ready_rows",
        ("escape",),
        ESC,
        N_("back"),
        N_("Back; what is not saved is kept as a draft"),
        COACHES,
    ),
    Command("next_row", "ready_rows", ("tab",), TAB, N_("next row"), N_("The next row"), COACHES),
    Command(
        "last_row",
        "ready_rows",
        ("shift+tab",),
        _SHIFT_TAB,
        N_("row before"),
        N_("The row before"),
        COACHES,
    ),
    *moves("ready_rows", N_("row"), True, N_("Move the mark")),
)
