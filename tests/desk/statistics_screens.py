"""The screens of the statistics: a week, the totals, who is behind them, and their forms."""

from __future__ import annotations

from datetime import timedelta

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import bypass, enquiries, frozen_weeks, settings, statistics
from din_indgang_tui.house.codes import Channel
from din_indgang_tui.house.periods import Days, monday_of
from tests.desk.house import House, colleague, register

_OUT = ("8", "w")
_WAY = ("8", "tab")
_TOTALS = (*_WAY, "tab")
_BYPASS = (":", "bypass", "enter")

# As others than leaders see them, from Today of Bo Dam.
HOSTS: dict[str, tuple[str, ...]] = {
    "statistics, a host": ("8",),
    "statistics, a host, a wait": ("8", "pagedown", "down"),
    "statistics, a host, the way": _WAY,
    "statistics, a host, the totals": _TOTALS,
    "help to statistics, a host": ("8", "?"),
}
# From the leader's Today.
LEADERS: dict[str, tuple[str, ...]] = {
    "statistics": ("8",),
    "statistics, further down": ("8", *["pagedown"] * 3),
    "statistics, the last figure": ("8", *["pagedown"] * 9),
    "statistics, this week": ("8", "right"),
    "statistics, a week that was passed on": ("8", "left"),
    "statistics, long ago": ("8", *["left"] * 60),
    "help to statistics": ("8", "?"),
    "who is behind a figure": ("8", "right", "enter"),
    "who is behind a figure, nobody known": ("8", "right", "down", "enter"),
    "who is behind a figure, the week before": ("8", "right", "enter", "tab"),
    "who is behind a figure, a year ago": ("8", "right", "enter", "shift+tab"),
    "help to who is behind a figure": ("8", "right", "enter", "?"),
    "the way": _WAY,
    "the way, the year before": (*_WAY, "left"),
    "the way, its end": (*_WAY, *["down"] * 5),
    "help to the way": (*_WAY, "?"),
    "who is behind a step of the way": (*_WAY, "enter"),
    "another week": ("8", ":", "jump", "enter"),
    "another week, wrong": ("8", ":", "jump", "enter", "i morgen", "enter"),
    "the totals": _TOTALS,
    "the totals, what is saved": (*_TOTALS, *["down"] * 9),
    "help to the totals": (*_TOTALS, "?"),
    "who is behind a total": (*_TOTALS, "down", "enter"),
    "who is behind a share": (*_TOTALS, *["down"] * 7, "enter"),
    "who is behind a share, all of it": (*_TOTALS, *["down"] * 7, "enter", "tab"),
    "the figures to a file": _OUT,
    "the figures to a file, the format": (*_OUT, "e"),
    "the figures to a file, to pass on": (*_OUT, "down", "down", "e", "right", "escape"),
    "the figures to a file, the folder": (*_OUT, *["down"] * 3, "e"),
    "the figures to a file, wrong": (*_OUT, *["down"] * 3, "e", "/findes-ikke", *["enter"] * 2),
    "the totals to a file": (*_TOTALS, "w"),
    "help to the figures to a file": (*_OUT, "?"),
    "who bypassed the house": _BYPASS,
    "help to who bypassed the house": (*_BYPASS, "?"),
    "a month of who bypassed": (*_BYPASS, "enter"),
    "a month of who bypassed, a row open": (*_BYPASS, "enter", "enter"),
    "a new month of who bypassed": (*_BYPASS, "+"),
    "a new month of who bypassed, the last row": (
        *(*_BYPASS, "+", "9-2026", "enter", "1", "enter", "20", "enter"),
    ),
    "a new month of who bypassed, wrong": (
        *(*_BYPASS, "+", "9-2026", "enter", "21", "enter", "20", "enter", "enter"),
    ),
}


def count(house: House) -> None:
    """Months typed in, a price, and a week that was passed on before somebody wrote into it."""
    leader = colleague(house, "ÅSE")
    house.do(leader, bypass.put, "2026-10", 3, 41, "Myndighedsafdelingens månedsliste for oktober")
    house.do(leader, bypass.put, "2026-08", 0, 17)
    house.do(leader, settings.put, "unit_price", "125000")
    basis = "KL's takst for en visitation i voksenområdet, 2025, uden tillæg"
    house.do(leader, settings.put, "unit_price_basis", basis)
    now = house.moment
    day = now - timedelta(days=8)  # in the week before the last full one
    monday = monday_of(local_date(day))
    figures = house.ask(statistics.figures, Days(monday, monday))
    house.do(leader, frozen_weeks.freeze, figures)
    house.moment = day
    late = register(house, channel=Channel.LETTER)
    house.do(colleague(house, "BOD"), enquiries.finish, late, "helped")
    house.moment = now
