"""Every command of the desk in one table: bindings, key bar and help come from here.

A context is a place where keys mean something: a screen, or one step of a panel. `EVERYWHERE` holds
wherever no text is being typed, `ALWAYS` also while it is. The view of a context has one method
`do_<id>` for each command in it; the app has them for the two general contexts.
"""

from __future__ import annotations

from dataclasses import dataclass

from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.roles import ANYONE, COLLEAGUES, DESK, Role

EVERYWHERE = "everywhere"
ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can do here. `shown` is how the key bar names the keys."""

    id: str
    context: str
    keys: tuple[str, ...]
    shown: str
    label: str
    help: str
    may: frozenset[Role] = DESK


def _moves(context: str, label: str, letters: bool, help_text: str) -> list[Command]:
    down = ("down", "j") if letters else ("down",)
    up = ("up", "k") if letters else ("up",)
    return [
        Command("down", context, down, N_("Arrow down"), label, help_text, ANYONE),
        Command("up", context, up, N_("Arrow up"), label, help_text, ANYONE),
    ]


_ENTER, _ESC, _TAB, _SPACE = N_("Enter"), N_("Esc"), N_("Tab"), N_("Space")

TABLE: tuple[Command, ...] = (
    # Wherever no text is being typed.
    Command(
        "new_enquiry",
        EVERYWHERE,
        ("n",),
        "n",
        N_("new"),
        N_("New enquiry: someone comes, calls or writes"),
    ),
    Command(
        "find", EVERYWHERE, ("slash",), "/", N_("find"), N_("Find a citizen by name or number")
    ),
    Command("area_today", EVERYWHERE, ("1",), "1", N_("today"), N_("Today: who waits"), COLLEAGUES),
    Command("area_citizens", EVERYWHERE, ("2",), "2", N_("citizens"), N_("Citizens: find someone")),
    Command(
        "help", EVERYWHERE, ("question_mark",), "?", N_("help"), N_("Help for this screen"), ANYONE
    ),
    Command(
        "log_out",
        EVERYWHERE,
        ("l", "q"),
        "l",
        N_("log out"),
        N_("Log out when you leave the screen; what you wrote is kept"),
        COLLEAGUES,
    ),
    # Also while text is typed.
    Command("help", ALWAYS, ("f2",), "F2", N_("help"), N_("Help, also while you write"), ANYONE),
    Command("find", ALWAYS, ("f3",), "F3", N_("find"), N_("Find a citizen, also while you write")),
    Command(
        "log_out",
        ALWAYS,
        ("f8",),
        "F8",
        N_("log out"),
        N_("Log out, also while you write; what you wrote is kept"),
        COLLEAGUES,
    ),
    Command(
        "leave",
        ALWAYS,
        ("f9",),
        "F9",
        N_("leave"),
        N_("Leave the program; what you wrote is kept"),
        ANYONE,
    ),
    # Log-in, and the first password of one's own.
    Command(
        "next",
        "log_in",
        ("enter",),
        _ENTER,
        N_("go on"),
        N_("Next field; in the last one: log in"),
        ANYONE,
    ),
    Command(
        "other_field",
        "log_in",
        ("tab", "shift+tab", "down", "up"),
        _TAB,
        N_("next field"),
        N_("The other field"),
        ANYONE,
    ),
    Command(
        "back",
        "log_in",
        ("escape",),
        _ESC,
        N_("back"),
        N_("Back to the first field; a password is thrown away"),
        ANYONE,
    ),
    # Today.
    Command(
        "enter",
        "today_waiting",
        ("enter",),
        _ENTER,
        N_("take in"),
        N_("Take the marked one in: you speak with them now"),
    ),
    Command(
        "enter",
        "today_inbox",
        ("enter",),
        _ENTER,
        N_("take up"),
        N_("Take the marked letter up: you deal with it now"),
    ),
    Command(
        "enter",
        "today_done",
        ("enter",),
        _ENTER,
        N_("open"),
        N_("Open the citizen's page"),
    ),
    Command(
        "enter",
        "today_with_us",
        ("enter",),
        _ENTER,
        N_("open"),
        N_("Open the citizen's page"),
    ),
    Command("finish", "today", ("f",), "f", N_("finished"), N_("Finished: choose how it ended")),
    Command(
        "hold",
        "today_with_us",
        ("h",),
        "h",
        N_("hold"),
        N_("On hold while something is found out; again: back"),
    ),
    Command(
        "fill_in",
        "today",
        ("e",),
        "e",
        N_("fill in"),
        N_("Write why they came, and one line about it"),
    ),
    Command("open_page", "today", ("o",), "o", N_("open"), N_("Open the citizen's page")),
    Command(
        "next_list",
        "today",
        ("tab",),
        _TAB,
        N_("list"),
        N_("The next list: waiting, with us, inbox, finished"),
        ANYONE,
    ),
    Command(
        "last_list",
        "today",
        ("shift+tab",),
        N_("Shift+Tab"),
        N_("last list"),
        N_("The list before"),
        ANYONE,
    ),
    Command(
        "back",
        "today",
        ("escape",),
        _ESC,
        N_("longest waiting"),
        N_("Put the mark back on the one who has waited longest"),
        ANYONE,
    ),
    Command("page_down", "today", ("pagedown",), N_("PgDn"), N_("down"), N_("A page down"), ANYONE),
    Command("page_up", "today", ("pageup",), N_("PgUp"), N_("up"), N_("A page up"), ANYONE),
    *_moves("today", N_("move"), True, N_("Move the mark")),
    # New enquiry, 1: who?
    Command(
        "take",
        "walk_in_who",
        ("enter",),
        _ENTER,
        N_("take"),
        N_("Take the marked row and go on to the reason"),
    ),
    Command(
        "more",
        "walk_in_who",
        ("tab",),
        _TAB,
        N_("more about them"),
        N_("Channel, companion, and who a new person is"),
    ),
    Command("back", "walk_in_who", ("escape",), _ESC, N_("close"), N_("Close; kept as a draft")),
    *_moves("walk_in_who", N_("choose"), False, N_("Move the mark")),
    # New enquiry: more about the one marked.
    Command(
        "take",
        "walk_in_more",
        ("enter",),
        _ENTER,
        N_("go on"),
        N_("Enough: go on to the reason"),
    ),
    Command(
        "next_row", "walk_in_more", ("tab", "down"), _TAB, N_("next field"), N_("The next field")
    ),
    Command(
        "last_row",
        "walk_in_more",
        ("shift+tab", "up"),
        N_("Shift+Tab"),
        N_("field before"),
        N_("The field before"),
    ),
    Command(
        "next_choice",
        "walk_in_more",
        ("right",),
        N_("Arrow right"),
        N_("next choice"),
        N_("In channel and heard from: the next choice"),
    ),
    Command(
        "last_choice",
        "walk_in_more",
        ("left",),
        N_("Arrow left"),
        N_("choice before"),
        N_("In channel and heard from: the choice before"),
    ),
    Command("back", "walk_in_more", ("escape",), _ESC, N_("back"), N_("Back; nothing is lost")),
    # New enquiry, 2: why? Also when it is filled in later.
    Command(
        "take",
        "reasons",
        ("enter",),
        _ENTER,
        N_("save"),
        N_("Save what is marked, or the row with the mark"),
    ),
    Command(
        "mark",
        "reasons",
        ("space",),
        _SPACE,
        N_("choose several"),
        N_("Mark a reason; the first is the main one, at most three"),
    ),
    Command("line", "reasons", ("tab",), _TAB, N_("one line"), N_("Write one line in their words")),
    Command("back", "reasons", ("escape",), _ESC, N_("back"), N_("Back; nothing is lost")),
    *_moves("reasons", N_("choose"), False, N_("Move the mark")),
    # The one line of a reason or an outcome.
    Command("take", "one_line", ("enter",), _ENTER, N_("save"), N_("Save it all")),
    Command("line", "one_line", ("tab", "shift+tab"), _TAB, N_("the list"), N_("Back to the list")),
    Command("back", "one_line", ("escape",), _ESC, N_("back"), N_("Back to the list; it stays")),
    # Finished: how did it end?
    Command("take", "outcome", ("enter",), _ENTER, N_("save"), N_("Save the marked outcome")),
    Command("line", "outcome", ("tab",), _TAB, N_("one line"), N_("Write one line about it")),
    Command("back", "outcome", ("escape",), _ESC, N_("back"), N_("Back; nothing is changed")),
    *_moves("outcome", N_("choose"), False, N_("Move the mark")),
    # Citizens: the finder.
    Command("take", "finder", ("enter",), _ENTER, N_("open"), N_("Open the marked citizen's page")),
    Command("back", "finder", ("escape",), _ESC, N_("back"), N_("Back to where you came from")),
    *_moves("finder", N_("choose"), False, N_("Move the mark")),
    # A citizen's page.
    Command("back", "citizen", ("escape",), _ESC, N_("back"), N_("Back to where you came from")),
    Command(
        "enquiry_now",
        "citizen",
        ("plus",),
        "+",
        N_("new enquiry"),
        N_("This person is here or calls now: a new enquiry"),
    ),
    *_moves("citizen", N_("move"), True, N_("Move the mark")),
    Command("page_down", "citizen", ("pagedown",), N_("PgDn"), N_("down"), N_("A page down")),
    Command("page_up", "citizen", ("pageup",), N_("PgUp"), N_("up"), N_("A page up")),
    # Help.
    Command("back", "help", ("escape", "enter"), _ESC, N_("back"), N_("Back"), ANYONE),
    *_moves("help", N_("more"), True, N_("More lines")),
)


def find(contexts: tuple[str, ...], key: str, role: Role) -> Command | None:
    """The command that a key is in these contexts (the nearest first), if the role may."""
    for context in contexts:
        for command in TABLE:
            if command.context == context and key in command.keys:
                return command if role in command.may else None
    return None


def get(contexts: tuple[str, ...], command_id: str) -> Command:
    """The command with that id in the nearest of these contexts. Raises KeyError for none."""
    for context in contexts:
        for command in TABLE:
            if command.context == context and command.id == command_id:
                return command
    raise KeyError(command_id)


def bar(contexts: tuple[str, ...], ids: tuple[str, ...], role: Role, width: int) -> str:
    """The key bar: the commands that work now, as many as fit.

    `up` stands for both arrows, since nobody looks for one without the other. Where not all fit,
    the last ones are left out, save the way to the help, which has them all.
    """
    parts: list[tuple[str, str]] = []
    for command_id in ids:
        command = get(contexts, command_id)
        if role not in command.may:
            continue
        shown = _("Arrow up/down") if command_id == "up" else _(command.shown)
        parts.append((command_id, f"{shown} {_(command.label)}"))
    while parts:
        texts = [text for _id, text in parts]
        for gap in ("   ", "  "):
            if len(text := gap.join(texts)) <= width:
                return text
        spare = [n for n, (command_id, _t) in enumerate(parts) if command_id != "help"]
        parts.pop(spare[-1] if spare else -1)
    return ""
