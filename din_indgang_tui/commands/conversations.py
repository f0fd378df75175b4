"""Keys of the goal and dream conversation: while it is written, and in its list of fields."""

from __future__ import annotations

from din_indgang_tui.commands.command import ENTER, ESC, SPACE, TAB, Command, moves
from din_indgang_tui.i18n import N_
from din_indgang_tui.store.roles import COACHES

_FIELDS = ("talk_box", "talk_line")

CONVERSATIONS: tuple[Command, ...] = (
    # A field is open. In a large one Enter and the arrows belong to the text.
    *(
        Command(id, context, keys, shown, label, help_text, COACHES)
        for context in _FIELDS
        for id, keys, shown, label, help_text in (
            (
                "next_row",
                ("tab",),
                TAB,
                N_("next field"),
                N_("On to the next field; the text stays"),
            ),
            (
                "last_row",
                ("shift+tab",),
                N_("Shift+Tab"),
                N_("field before"),
                N_("Back to the field before; the text stays"),
            ),
            (
                "back",
                ("escape",),
                ESC,
                N_("out of the field"),
                N_("Out of the field; the text stays"),
            ),
        )
    ),
    Command(
        "take",
        "talk_line",
        ("enter",),
        ENTER,
        N_("next field"),
        N_("On to the next field; the text stays"),
        COACHES,
    ),
    *moves("talk_line", N_("next field"), False, N_("The next field, or the one before")),
    Command(
        "next_choice",
        "talk_choice",
        ("right",),
        N_("Arrow right"),
        N_("next choice"),
        N_("The next one"),
        COACHES,
    ),
    Command(
        "last_choice",
        "talk_choice",
        ("left",),
        N_("Arrow left"),
        N_("choice before"),
        N_("The one before"),
        COACHES,
    ),
    # The fields as a list.
    *moves("talk", N_("field"), True, N_("Move the mark")),
    Command("page_down", "talk", ("pagedown",), N_("PgDn"), N_("down"), N_("A page down"), COACHES),
    Command("page_up", "talk", ("pageup",), N_("PgUp"), N_("up"), N_("A page up"), COACHES),
    Command(
        "enter", "talk", ("enter",), ENTER, N_("write"), N_("Write in the marked field"), COACHES
    ),
    Command("next_row", "talk", ("tab",), TAB, N_("next field"), N_("The next field"), COACHES),
    Command(
        "last_row",
        "talk",
        ("shift+tab",),
        N_("Shift+Tab"),
        N_("field before"),
        N_("The field before"),
        COACHES,
    ),
    Command(
        "add",
        "talk",
        ("plus",),
        "+",
        N_("goal"),
        N_("A new goal, or one more promise where the mark is on one"),
        COACHES,
        also=N_("add wish promise"),
    ),
    Command(
        "scale",
        "talk",
        (),
        "",
        N_("scale for the goal"),
        N_("Five levels in plain words for the marked goal, -2 to +2"),
        COACHES,
        also=N_("goal attainment scaling GAS levels measure"),
    ),
    Command(
        "keep_promise",
        "talk_write",
        ("space",),
        SPACE,
        N_("kept"),
        N_("On a promise that stands: the house has kept it"),
        COACHES,
        also=N_("done promise finished"),
    ),
    Command(
        "held",
        "talk_write",
        ("f",),
        "f",
        N_("held"),
        N_("The conversation is held: its goals and promises are saved"),
        COACHES,
        also=N_("finish done end save"),
    ),
    Command(
        "then",
        "talk_write",
        ("left",),
        N_("Arrow left"),
        N_("earlier"),
        N_("Earlier conversations beside the newest"),
        COACHES,
        also=N_("compare before after progress numbers"),
    ),
    *(
        Command(
            "plan",
            context,
            ("w",),
            "w",
            N_("the plan"),
            N_("The citizen's plan, to print or to read aloud"),
            COACHES,
            also=N_("goals dreams write out paper PDF"),
        )
        for context in ("talk_write", "talk_held")
    ),
    *(
        Command(
            "book",
            context,
            ("t",),
            "t",
            N_("time"),
            N_("Book a time for the citizen, the next free one first"),
            COACHES,
            also=N_("slot appointment next meeting"),
        )
        for context in ("talk_write", "talk_held")
    ),
    Command(
        "readability",
        "talk_write",
        (),
        "",
        N_("readability"),
        N_("Is it easy to read: the longest sentences, and hard words"),
        COACHES,
        also=N_("lix plain language sentences words"),
    ),
    Command(
        "let_go",
        "talk_write",
        (),
        "",
        N_("take this conversation away"),
        N_("It was begun by mistake: take it away (u brings it back)"),
        COACHES,
        also=N_("delete remove mistake cancel wrong"),
    ),
    Command(
        "back",
        "talk",
        ("escape",),
        ESC,
        N_("back"),
        N_("Back; what is written stays and can be gone on with"),
        COACHES,
    ),
    # It was held.
    Command(
        "back",
        "talk_held",
        ("escape",),
        ESC,
        N_("back"),
        N_("Back to where you came from"),
        COACHES,
    ),
    Command(
        "edit",
        "talk_held",
        ("e",),
        "e",
        N_("correct it"),
        N_("Correct what was written in the conversation"),
        COACHES,
        also=N_("edit change mistake"),
    ),
    Command(
        "open_course",
        "talk_course",
        ("enter",),
        ENTER,
        N_("open a course"),
        N_("Open a course from this conversation"),
        COACHES,
    ),
    # A held one is corrected.
    Command(
        "held",
        "talk_edit",
        ("f",),
        "f",
        N_("save"),
        N_("Save what was corrected"),
        COACHES,
        also=N_("finish done"),
    ),
    # A text of somebody who wrote in it too.
    Command(
        "back", "talk_other", ("escape",), ESC, N_("back"), N_("Back to the conversation"), COACHES
    ),
    *moves("talk_other", N_("scroll"), True, N_("A line further")),
    Command(
        "page_down", "talk_other", ("pagedown",), N_("PgDn"), N_("down"), N_("A page down"), COACHES
    ),
    Command("page_up", "talk_other", ("pageup",), N_("PgUp"), N_("up"), N_("A page up"), COACHES),
)
