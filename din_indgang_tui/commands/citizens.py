"""Keys of the finder and of a citizen's page."""

from __future__ import annotations

from din_indgang_tui.commands.command import ENTER, ESC, SPACE, Command, moves
from din_indgang_tui.i18n import N_
from din_indgang_tui.store.roles import COACHES

CITIZENS: tuple[Command, ...] = (
    # Citizens: the finder.
    Command("take", "finder", ("enter",), ENTER, N_("open"), N_("Open the marked citizen's page")),
    Command("back", "finder", ("escape",), ESC, N_("back"), N_("Back to where you came from")),
    *moves("finder", N_("choose"), False, N_("Move the mark")),
    # A citizen's page.
    Command(
        "enter",
        "citizen",
        ("enter",),
        ENTER,
        N_("open"),
        N_("Open the line: an enquiry to correct, a course, a time"),
    ),
    Command(
        "whose",
        "citizen",
        ("m",),
        "m",
        N_("whose?"),
        N_("Move it: whose enquiry is it?"),
        also=N_("give anonymous wrong person"),
    ),
    Command("back", "citizen", ("escape",), ESC, N_("back"), N_("Back to where you came from")),
    Command(
        "add",
        "citizen",
        ("plus",),
        "+",
        N_("add"),
        N_("Something new: an enquiry of this person, a course"),
        also=N_("register arrive visitor phone call"),
    ),
    Command(
        "promise_kept",
        "citizen",
        ("space",),
        SPACE,
        N_("promise kept"),
        N_("A promise is kept; where there are several, which"),
        also=N_("promised done kept"),
    ),
    Command("book", "citizen", ("t",), "t", N_("time"), N_("A time for this citizen")),
    Command(
        "new_course",
        "citizen",
        (),
        "",
        N_("new course"),
        N_("A course for this citizen, or the one that is open"),
        COACHES,
        also=N_("begin weeks goals"),
    ),
    Command("take", "page_add", ("enter",), ENTER, N_("choose"), N_("Add the marked one")),
    Command("take", "page_promise", ("enter",), ENTER, N_("kept"), N_("The marked one is kept")),
    Command("back", "page_choice", ("escape",), ESC, N_("back"), N_("Back to the page")),
    *moves("page_choice", N_("choose"), False, N_("Move the mark")),
    Command(
        "edit",
        "citizen",
        ("e",),
        "e",
        N_("edit"),
        N_("Edit the facts: names, phone, address, how to meet them"),
    ),
    Command(
        "talk",
        "citizen",
        ("s",),
        "s",
        N_("talk"),
        N_("Goal and dream conversation: begin it, go on with it, read along"),
        COACHES,
        also=N_("goals dreams conversation interview plan"),
    ),
    Command(
        "show",
        "citizen",
        ("r",),
        "r",
        N_("show address"),
        N_("Show a protected address and phone for a minute; it is noted"),
    ),
    Command(
        "plan",
        "citizen",
        ("w",),
        "w",
        N_("the plan"),
        N_("The citizen's plan, to print or to read aloud"),
        COACHES,
        also=N_("goals dreams write out paper PDF"),
    ),
    Command(
        "consents",
        "citizen",
        (),
        "",
        N_("consent"),
        N_("What the citizen said may be passed on, and to whom"),
        also=N_("pass on disclosure withdraw receiver"),
    ),
    *moves("citizen", N_("move"), True, N_("Move the mark")),
    Command("page_down", "citizen", ("pagedown",), N_("PgDn"), N_("down"), N_("A page down")),
    Command("page_up", "citizen", ("pageup",), N_("PgUp"), N_("up"), N_("A page up")),
    # The facts on the page, as rows; the keys of every form come with them.
    Command(
        "show",
        "citizen_facts",
        ("r",),
        "r",
        N_("show address"),
        N_("Show a protected address and phone for a minute; it is noted"),
    ),
)
