"""Keys of the groups: the list of them, one with its people and meetings, and its places."""

from __future__ import annotations

from din_indgang_tui.commands.command import ENTER, ESC, TAB, Command, moves
from din_indgang_tui.i18n import N_
from din_indgang_tui.store.roles import COACHES, ROLL

_SHIFT_TAB = N_("Shift+Tab")


def _list(context: str) -> tuple[Command, ...]:
    """Moving in a list, and out of it."""
    return (
        Command(
            "back", context, ("escape",), ESC, N_("back"), N_("Back to where you came from"), ROLL
        ),
        *moves(context, N_("move"), True, N_("Move the mark")),
        Command(
            "page_down", context, ("pagedown",), N_("PgDn"), N_("down"), N_("A page down"), ROLL
        ),
        Command("page_up", context, ("pageup",), N_("PgUp"), N_("up"), N_("A page up"), ROLL),
    )


def _join(context: str, help_text: str) -> Command:
    return Command(
        "join_group",
        context,
        ("b",),
        "b",
        N_("group"),
        help_text,
        also=N_("join place waiting list activity class"),
    )


GROUPS: tuple[Command, ...] = (
    # Area 4.
    Command("enter", "groups", ("enter",), ENTER, N_("open"), N_("Open the marked group"), ROLL),
    Command(
        "roll",
        "groups",
        ("p",),
        "p",
        N_("roll"),
        N_("Take the roll: today's, or the last that nobody took"),
        ROLL,
        also=N_("attendance register present"),
    ),
    Command(
        "add",
        "groups",
        ("plus",),
        "+",
        N_("new group"),
        N_("A new group"),
        COACHES,
        also=N_("make begin start"),
    ),
    Command(
        "next_list",
        "groups",
        ("tab",),
        TAB,
        N_("ended ones"),
        N_("The groups that ended, and back"),
        ROLL,
        also=N_("over closed earlier"),
    ),
    *_list("groups"),
    # One group.
    Command(
        "roll",
        "group",
        ("p",),
        "p",
        N_("roll"),
        N_("Take the roll: today's, or the last that nobody took"),
        ROLL,
        also=N_("attendance register present"),
    ),
    Command(
        "add",
        "group",
        ("plus",),
        "+",
        N_("add"),
        N_("A place for somebody; among the meetings: one more"),
        also=N_("member join sign up"),
    ),
    Command("edit", "group", ("e",), "e", N_("edit"), N_("Edit the group, or end it"), COACHES),
    Command(
        "give",
        "group",
        ("b",),
        "b",
        N_("give a place"),
        N_("Give the free place to the one shown, or to the marked one who waits"),
        also=N_("waiting list proposal free"),
    ),
    Command(
        "cancel",
        "group",
        ("c",),
        "c",
        N_("cancel"),
        N_("Cancel one date: the marked one, or the next"),
        also=N_("call off ill"),
    ),
    Command(
        "move",
        "group",
        ("m",),
        "m",
        N_("move it"),
        N_("Another time, room or leader for one date"),
        also=N_("reschedule give leader"),
    ),
    Command(
        "sheet",
        "group",
        ("w",),
        "w",
        N_("sheet"),
        N_("A sheet to sign in on, to print"),
        also=N_("print paper list names"),
    ),
    Command(
        "next_list",
        "group",
        ("tab",),
        TAB,
        N_("list"),
        N_("The next list: members, waiting list, meetings"),
        ROLL,
    ),
    Command(
        "last_list",
        "group",
        ("shift+tab",),
        _SHIFT_TAB,
        N_("last list"),
        N_("The list before"),
        ROLL,
    ),
    *_list("group"),
    *(
        command
        for context in ("group_people", "group_waiting")
        for command in (
            Command("enter", context, ("enter",), ENTER, N_("open"), N_("Open the citizen's page")),
            Command("page", context, ("o",), "o", N_("page"), N_("The page of the marked one")),
            Command(
                "assessment",
                context,
                (),
                "",
                N_("assessment"),
                N_("Whether this person needs an assessment here, and if it was granted"),
                also=N_("grant authority decide"),
            ),
        )
    ),
    Command(
        "end_place",
        "group_people",
        ("f",),
        "f",
        N_("end a place"),
        N_("The marked one's place ends: from when, and why"),
        also=N_("leave stop finish remove member"),
    ),
    Command(
        "edit_place",
        "group_people",
        (),
        "",
        N_("edit the place"),
        N_("Its first and last day, and the note"),
        also=N_("membership from until change"),
    ),
    Command(
        "withdraw",
        "group_waiting",
        ("f",),
        "f",
        N_("off the list"),
        N_("The marked one does not wait any more"),
        also=N_("withdraw remove regret"),
    ),
    Command(
        "enter", "group_meetings", ("enter",), ENTER, N_("open"), N_("Open the marked meeting")
    ),
    Command(
        "sent_word",
        "group_meetings",
        ("a",),
        "a",
        N_("sent word"),
        N_("Who sends word for the marked meeting, also before its day"),
        ROLL,
        also=N_("excused reason why"),
    ),
    # Who joins, and how.
    Command("take", "group_who", ("enter",), ENTER, N_("choose"), N_("For the marked one")),
    Command("back", "group_who", ("escape",), ESC, N_("back"), N_("Back to the group")),
    *moves("group_who", N_("choose"), False, N_("Move the mark")),
    Command(
        "take",
        "group_place",
        ("enter",),
        ENTER,
        N_("yes"),
        N_("Yes: as it stands here"),
    ),
    Command(
        "take",
        "group_end_place",
        ("enter",),
        ENTER,
        N_("end the place"),
        N_("End the place with that day"),
    ),
    Command(
        "take",
        "group_assessment",
        ("enter",),
        ENTER,
        N_("save"),
        N_("Save what was decided"),
    ),
    # A group for somebody: from their page, their course, or Today.
    _join("citizen", N_("A place in a group, or on its waiting list")),
    _join("course", N_("A place in a group for them")),
    _join("today", N_("A place in a group for the marked one")),
    Command(
        "take",
        "join_group",
        ("enter",),
        ENTER,
        N_("choose"),
        N_("A place in the marked group, or on its waiting list"),
    ),
    Command(
        "line",
        "join_group",
        ("tab",),
        TAB,
        N_("which day"),
        N_("From which day, a place or the waiting list, a note"),
    ),
    Command("back", "join_group", ("escape",), ESC, N_("back"), N_("Back; nothing is changed")),
    *moves("join_group", N_("choose"), False, N_("Move the mark")),
)
