"""Keys of the roll of a meeting, and of a volunteer's day."""

from __future__ import annotations

from din_indgang_tui.commands.command import ENTER, ESC, SPACE, Command, moves
from din_indgang_tui.i18n import N_
from din_indgang_tui.store.roles import ROLL as MAY

_LEAVE = N_("Leave it half taken: what is marked is kept")

ROLL: tuple[Command, ...] = (
    # Whatever is asked, marks may be set.
    Command("here", "roll_marks", ("p",), "p", N_("here"), N_("Was here; on to the next"), MAY),
    Command(
        "did_not_come",
        "roll_marks",
        ("i",),
        "i",
        N_("absent"),
        N_("Did not come; on to the next"),
        MAY,
    ),
    Command(
        "sent_word",
        "roll_marks",
        ("a",),
        "a",
        N_("sent word"),
        N_("Sent word; on to the next. On one who did: write why"),
        MAY,
        also=N_("excused reason why"),
    ),
    # The one capital of the desk: a Caps Lock that somebody left on marks only whom nobody marked,
    # and `u` takes it back.
    Command(
        "rest_here",
        "roll_marks",
        ("A",),
        "A",
        N_("the rest"),
        N_("All whom nobody has marked were here"),
        MAY,
        also=N_("all everybody present"),
    ),
    Command(
        "no_mark",
        "roll_marks",
        ("space",),
        SPACE,
        N_("no mark"),
        N_("Take the mark away; of one who dropped in: was not here"),
        MAY,
        also=N_("remove take out delete wrong"),
    ),
    Command(
        "add",
        "roll_marks",
        ("plus",),
        "+",
        N_("drop-in"),
        N_("Somebody dropped in: known, new, or a guest without a name"),
        MAY,
        also=N_("newcomer guest visitor add"),
    ),
    Command(
        "whose",
        "roll_marks",
        ("m",),
        "m",
        N_("whose?"),
        N_("The guest has a name: who is it?"),
        MAY,
        also=N_("guest known name"),
    ),
    Command(
        "edit",
        "roll_marks",
        ("e",),
        "e",
        N_("note"),
        N_("Write the note of this meeting"),
        MAY,
        also=N_("write remark"),
    ),
    Command("open_page", "roll_marks", ("o",), "o", N_("open"), N_("Open the citizen's page")),
    Command(
        "sheet",
        "roll_marks",
        ("w",),
        "w",
        N_("sheet"),
        N_("A sheet to sign in on, to print"),
        also=N_("print paper list names"),
    ),
    *moves("roll_marks", N_("move"), True, N_("Move the mark")),
    Command(
        "page_down", "roll_marks", ("pagedown",), N_("PgDn"), N_("down"), N_("A page down"), MAY
    ),
    Command("page_up", "roll_marks", ("pageup",), N_("PgUp"), N_("up"), N_("A page up"), MAY),
    # Nothing is asked.
    Command(
        "next", "roll", ("enter",), ENTER, N_("next"), N_("On to the next; nothing opens"), MAY
    ),
    Command(
        "finish",
        "roll",
        ("f",),
        "f",
        N_("finished"),
        N_("The roll is done: the meeting was held"),
        MAY,
        also=N_("done close end save"),
    ),
    Command("back", "roll", ("escape",), ESC, N_("back"), _LEAVE, MAY),
    # Of a later day: who sends word for it.
    Command(
        "sent_word",
        "roll_ahead",
        ("a",),
        "a",
        N_("sent word"),
        N_("Sent word for that day. On one who did: write why"),
        MAY,
        also=N_("excused reason why"),
    ),
    Command(
        "no_mark",
        "roll_ahead",
        ("space",),
        SPACE,
        N_("no mark"),
        N_("Take it back: they come after all"),
        MAY,
        also=N_("remove take out delete wrong"),
    ),
    Command("open_page", "roll_ahead", ("o",), "o", N_("open"), N_("Open the citizen's page")),
    Command("back", "roll_ahead", ("escape",), ESC, N_("back"), N_("Back to the meeting"), MAY),
    *moves("roll_ahead", N_("move"), True, N_("Move the mark")),
    Command(
        "page_down", "roll_ahead", ("pagedown",), N_("PgDn"), N_("down"), N_("A page down"), MAY
    ),
    Command("page_up", "roll_ahead", ("pageup",), N_("PgUp"), N_("up"), N_("A page up"), MAY),
    # Some have no mark: is it done all the same?
    Command(
        "finish_anyway",
        "roll_finish",
        ("enter",),
        ENTER,
        N_("done all the same"),
        N_("The roll is done; some stay without a mark"),
        MAY,
    ),
    Command("back", "roll_finish", ("escape",), ESC, N_("go on"), N_("Go on marking"), MAY),
    # While something is written.
    Command("save", "roll_note", ("enter",), ENTER, N_("save"), N_("Save the note"), MAY),
    Command("save", "roll_why", ("enter",), ENTER, N_("save"), N_("Save why"), MAY),
    *(
        Command("back", context, ("escape",), ESC, N_("back"), N_("Back to the list"), MAY)
        for context in ("roll_note", "roll_why", "roll_who")
    ),
    Command(
        "take", "roll_who", ("enter",), ENTER, N_("was here"), N_("The marked one was here"), MAY
    ),
    *moves("roll_who", N_("choose"), False, N_("Move the mark")),
    # A volunteer's day.
    Command("enter", "volunteer_day", ("enter",), ENTER, N_("roll"), N_("Take the roll"), MAY),
    *moves("volunteer_day", N_("move"), True, N_("Move the mark")),
)
