"""Keys of the slots of today, of a colleague who is ill, and of who must be told."""

from __future__ import annotations

from din_indgang_tui.commands.became import became
from din_indgang_tui.commands.command import ENTER, ESC, SPACE, Command, by_name, moves
from din_indgang_tui.i18n import N_
from din_indgang_tui.store.roles import COACHES

_ILL = N_("Ill today: every time of a colleague, one by one")
_CHOICES = (
    ("give", "b", N_("give"), N_("Give it to a colleague who is free then; again: the next")),
    ("move", "m", N_("move it"), N_("Move it to another time; again: the next")),
    ("cancel", "c", N_("cancel it"), N_("Cancel it: the citizen is to be told")),
)

SLOTS_TODAY: tuple[Command, ...] = (
    # Today, among the slots of the day.
    Command(
        "enter",
        "today_slots",
        ("enter",),
        ENTER,
        N_("has come"),
        N_("Has come: into the queue, with the time they have"),
        also=N_("arrived appointment"),
    ),
    *became("today_slots"),
    Command("open_page", "today_slots", ("o",), "o", N_("open"), N_("Open the citizen's page")),
    *(
        command
        for context in ("today", "today_slots")
        for command in (
            Command(
                "talk",
                context,
                ("s",),
                "s",
                N_("talk"),
                N_("Goal and dream conversation with the marked one"),
                COACHES,
                also=N_("goals dreams plan"),
            ),
            Command(
                "book",
                context,
                ("t",),
                "t",
                N_("time"),
                N_("Book a time for the marked one"),
                also=N_("appointment book slot"),
            ),
        )
    ),
    Command(
        "enter",
        "today_untold",
        ("enter",),
        ENTER,
        N_("who"),
        N_("Who does not know yet that a time was changed"),
    ),
    # A colleague is ill.
    by_name(
        "ill_today",
        N_("ill today"),
        _ILL,
        area=N_("Today"),
        also=N_("sick illness absence absent"),
        may=COACHES,
    ),
    by_name(
        "untold",
        N_("to be told"),
        N_("Who does not know yet that a time was changed"),
        area=N_("Today"),
        also=N_("told message cancelled moved"),
    ),
    *(Command(id, "ill_today", (key,), key, label, words) for id, key, label, words in _CHOICES),
    Command(
        "people",
        "ill_meeting",
        ("enter", "space"),
        ENTER,
        N_("who"),
        N_("Who is in the group that day, their telephone, and who was told"),
    ),
    Command("take", "ill_time", ("enter",), ENTER, N_("suggestion"), N_("Show the suggestion")),
    Command(
        "well_again",
        "ill_today",
        ("f",),
        "f",
        N_("well again"),
        N_("The colleague is back: the absence ends"),
    ),
    Command("back", "ill_today", ("escape",), ESC, N_("back"), N_("Back; go on with it later")),
    *(Command(id, "ill_doing", (key,), key, label, words) for id, key, label, words in _CHOICES),
    Command("do_it", "ill_doing", ("enter",), ENTER, N_("do it"), N_("Do what is shown")),
    Command("back", "ill_doing", ("escape",), ESC, N_("leave it"), N_("Leave it as it is")),
    Command("told", "ill_told", ("space",), SPACE, N_("told"), N_("The citizen has been told")),
    Command("open_page", "ill_slot", ("o",), "o", N_("open"), N_("Open the citizen's page")),
    *moves("ill_slot", N_("choose"), True, N_("Move the mark")),
    Command("back", "untold", ("escape",), ESC, N_("back"), N_("Back to where you came from")),
)
