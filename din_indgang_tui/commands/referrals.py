"""Keys of a referral: while it is written, after it is sent, and of its page."""

from __future__ import annotations

from din_indgang_tui.commands.command import SPACE, Command
from din_indgang_tui.i18n import N_
from din_indgang_tui.store.roles import COACHES

_PAGE = N_("The one page with only what is ticked, to read aloud and to print")
_CITIZEN = N_("Open the citizen's page")


def _refer(context: str) -> Command:
    return Command(
        "refer",
        context,
        ("y",),
        "y",
        N_("to the authority"),
        N_("Refer to the authority, or go on"),
        COACHES,
        also=N_("refer referral apply assessment"),
    )


def _send(context: str) -> Command:
    return Command(
        "send",
        context,
        ("f",),
        "f",
        N_("send"),
        N_("It is sent; what is missing is named first"),
        COACHES,
        also=N_("finish done authority"),
    )


REFERRALS: tuple[Command, ...] = (
    # Begun for somebody: from their page, their course, or Today.
    *map(_refer, ("citizen", "course", "today")),
    # Being written.
    Command(
        "tick",
        "referral",
        ("space",),
        SPACE,
        N_("tick"),
        N_("What goes along: a tick at the marked part, or none"),
        COACHES,
    ),
    Command(
        "page",
        "referral",
        ("w",),
        "w",
        N_("the page"),
        _PAGE,
        COACHES,
        also=N_("print PDF paper note journal"),
    ),
    *map(_send, ("referral", "referral_to_send")),
    Command(
        "consent",
        "referral",
        ("plus",),
        "+",
        N_("consent"),
        N_("Write down what the citizen said yes to"),
        COACHES,
        also=N_("permission pass on disclosure"),
    ),
    Command(
        "show",
        "referral",
        ("r",),
        "r",
        N_("address"),
        N_("Show a protected address and phone for a minute; it is noted"),
        COACHES,
    ),
    Command("open_page", "referral", ("o",), "o", N_("page"), _CITIZEN, COACHES),
    Command(
        "drop",
        "referral",
        (),
        "",
        N_("take the draft away"),
        N_("Take the draft of the referral away; nothing was sent"),
        COACHES,
        also=N_("delete remove cancel"),
    ),
    # Sent.
    Command(
        "today",
        "referral_sent",
        ("space",),
        SPACE,
        N_("today"),
        N_("The marked step was taken today: told, received, begun"),
        COACHES,
        also=N_("done tick step"),
    ),
    Command(
        "page",
        "referral_sent",
        ("w",),
        "w",
        N_("the page"),
        N_("The page as it was sent, to read and to print"),
        COACHES,
        also=N_("print PDF paper note journal"),
    ),
    Command(
        "show",
        "referral_sent",
        ("r",),
        "r",
        N_("show address"),
        N_("A page with a protected address is shown after that; it is noted"),
        COACHES,
    ),
    Command("open_page", "referral_sent", ("o",), "o", N_("page"), _CITIZEN, COACHES),
    Command(
        "again",
        "referral_sent",
        ("y",),
        "y",
        N_("write anew"),
        N_("After its answer a new one, filled in where it was sent back"),
        COACHES,
        also=N_("refer referral apply assessment"),
    ),
    Command(
        "another",
        "referral_sent",
        (),
        "",
        N_("another referral"),
        N_("Another referral for the same citizen, beside this one"),
        COACHES,
        also=N_("new refer authority"),
    ),
    # The page.
    Command(
        "write_out",
        "referral_page",
        ("w",),
        "w",
        N_("write out"),
        N_("To a file: PDF to print, plain text, a web page"),
        COACHES,
        also=N_("print PDF paper save file Markdown HTML"),
    ),
)
