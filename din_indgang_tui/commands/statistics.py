"""Keys of the statistics: a week of figures, the totals, who is behind them, writing them out."""

from __future__ import annotations

from din_indgang_tui.commands.command import ENTER, ESC, TAB, Command, by_name, moves
from din_indgang_tui.i18n import N_
from din_indgang_tui.store.roles import FIGURES, LEADERS

_BACK = N_("Back to where you came from")
_AREA = N_("Statistics")


def _list(context: str, label: str, help_text: str) -> tuple[Command, ...]:
    """Moving in a list, and out of it."""
    return (
        Command("back", context, ("escape",), ESC, N_("back"), _BACK, FIGURES),
        *moves(context, label, True, help_text),
    )


def _pages(context: str) -> tuple[Command, ...]:
    return (
        Command(
            "page_down", context, ("pagedown",), N_("PgDn"), N_("down"), N_("A page down"), FIGURES
        ),
        Command("page_up", context, ("pageup",), N_("PgUp"), N_("up"), N_("A page up"), FIGURES),
    )


def _people(context: str) -> Command:
    return Command(
        "people",
        context,
        ("enter",),
        ENTER,
        N_("who"),
        N_("Who is behind the number (leader)"),
        FIGURES,
        also=N_("people list behind names citizens"),
    )


def _write_out(context: str) -> Command:
    return Command(
        "write_out",
        context,
        ("w",),
        "w",
        N_("write out"),
        N_("To a file: web page, spreadsheet"),
        LEADERS,
        also=N_("export print save file Excel CSV HTML XLSX public"),
    )


def _totals(context: str, key: str) -> Command:
    return Command(
        "totals",
        context,
        (key,),
        TAB if key == "tab" else N_("Shift+Tab"),
        N_("totals"),
        N_("In all, and what is published"),
        FIGURES,
        also=N_("published Fredericia saving effect since opening"),
    )


def _weeks(context: str, *keys: str) -> Command:
    return Command(
        "weeks",
        context,
        keys,
        TAB if "tab" in keys else N_("Shift+Tab"),
        N_("the weeks"),
        N_("Back to the weeks"),
        FIGURES,
    )


STATISTICS: tuple[Command, ...] = (
    # A week beside two others.
    _people("statistics"),
    Command(
        "last_week",
        "statistics",
        ("left",),
        N_("Arrow left"),
        N_("week"),
        N_("The week before"),
        FIGURES,
    ),
    Command(
        "next_week",
        "statistics",
        ("right",),
        N_("Arrow right"),
        N_("week"),
        N_("The week after"),
        FIGURES,
    ),
    _write_out("statistics"),
    Command(
        "way",
        "statistics",
        ("tab",),
        TAB,
        N_("the way"),
        N_("The way through the house, step by step; then the totals"),
        FIGURES,
        also=N_("funnel year steps enquiry conversation course closed referred"),
    ),
    _totals("statistics", "shift+tab"),
    Command(
        "page_down",
        "statistics",
        ("pagedown",),
        N_("PgDn"),
        N_("next group"),
        N_("The next group of figures"),
        FIGURES,
    ),
    Command(
        "page_up",
        "statistics",
        ("pageup",),
        N_("PgUp"),
        N_("group before"),
        N_("The group of figures before"),
        FIGURES,
    ),
    *_list("statistics", N_("figure"), N_("Another figure; the picture follows")),
    Command(
        "other_week",
        "statistics",
        (),
        "",
        N_("another week"),
        N_("Another week, such as 40 or 2026-W40"),
        FIGURES,
        also=N_("jump go to number earlier year"),
    ),
    Command(
        "freeze_week",
        "statistics",
        (),
        "",
        N_("keep the week"),
        N_("Keep the week as passed on: later changes show"),
        LEADERS,
        also=N_("freeze sent passed on store report"),
    ),
    # The way through the house in a year.
    _people("statistics_way"),
    *_list("statistics_way", N_("step"), N_("Another step of the way")),
    Command(
        "last_year",
        "statistics_way",
        ("left",),
        N_("Arrow left"),
        N_("year"),
        N_("The year before"),
        FIGURES,
    ),
    Command(
        "next_year",
        "statistics_way",
        ("right",),
        N_("Arrow right"),
        N_("year"),
        N_("The year after"),
        FIGURES,
    ),
    _totals("statistics_way", "tab"),
    _weeks("statistics_way", "shift+tab"),
    # The running totals.
    _people("statistics_totals"),
    _write_out("statistics_totals"),
    _weeks("statistics_totals", "tab", "shift+tab"),
    *_list("statistics_totals", N_("figure"), N_("Another total")),
    # Who is behind a figure.
    Command(
        "page",
        "statistics_people",
        ("enter", "o"),
        ENTER,
        N_("page"),
        N_("Open the citizen's page"),
    ),
    Command(
        "next_list",
        "statistics_people",
        ("tab",),
        TAB,
        N_("next number"),
        N_("Who is behind the next number beside it"),
    ),
    Command(
        "last_list",
        "statistics_people",
        ("shift+tab",),
        N_("Shift+Tab"),
        N_("number before"),
        N_("Who is behind the number before"),
    ),
    *_list("statistics_people", N_("move"), N_("Move the mark")),
    *_pages("statistics_people"),
    # Another week.
    Command(
        "take", "another_week", ("enter",), ENTER, N_("show it"), N_("Show this week"), FIGURES
    ),
    Command(
        "back", "another_week", ("escape",), ESC, N_("back"), N_("Back to the figures"), FIGURES
    ),
    # To a file.
    Command(
        "take",
        "statistics_out",
        ("enter",),
        ENTER,
        N_("write it"),
        N_("Write the file as it stands here"),
        LEADERS,
    ),
    # The months of who bypassed the house.
    Command(
        "add",
        "bypass",
        ("plus",),
        "+",
        N_("a month"),
        N_("The numbers of one more month"),
        LEADERS,
        also=N_("new month type in"),
    ),
    Command(
        "edit", "bypass", ("enter", "e"), ENTER, N_("edit"), N_("Edit the marked month"), LEADERS
    ),
    Command(
        "take_away",
        "bypass",
        ("c",),
        "c",
        N_("remove"),
        N_("It was a slip: take the month away; u brings it back"),
        LEADERS,
    ),
    *_list("bypass", N_("move"), N_("Move the mark")),
    *_pages("bypass"),
    # By name.
    by_name(
        "published",
        N_("Totals since opening"),
        N_("In all, and what is published"),
        area=_AREA,
        also=N_("published Fredericia saving effect since opening"),
        may=FIGURES,
    ),
    by_name(
        "bypass",
        N_("Bypassed the house"),
        N_("Type in new services, and those without the house"),
        area=_AREA,
        also=N_("bypass authority month new services type in"),
        may=LEADERS,
    ),
)
