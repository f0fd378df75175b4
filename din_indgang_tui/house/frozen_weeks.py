"""Weeks as they were passed on: kept as they stood, so that what is registered later shows.

The figures of a kept week are made anew as of the day they were made for then. Time that went by
changes nothing that way: whatever differs was registered, corrected or undone afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from din_indgang_tui.clock import stored
from din_indgang_tui.house import periods, statistics
from din_indgang_tui.house.periods import Days
from din_indgang_tui.house.statistics import WEEK_KEYS, Figures
from din_indgang_tui.house.statistics_part import Cell, rounded
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import LEADERS
from din_indgang_tui.store.unit import Reading, Unit, changes, reads
from din_indgang_tui.words import full_day

_LATEST = """
SELECT week, as_of, figures FROM frozen_week
WHERE id IN (SELECT max(id) FROM frozen_week WHERE week BETWEEN ? AND ? GROUP BY week)
"""


@dataclass(frozen=True, slots=True)
class Frozen:
    """A week as it was passed on. Figures with a decimal have the one they were printed with."""

    week: str
    as_of: date
    figures: dict[str, Cell]
    frozen_at: str  # UTC
    frozen_by: str  # initials, or cli:account


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure of a week that was passed on, which is another one now; both as of the same day."""

    week: str
    key: str
    passed_on: Cell
    now: Cell
    as_of: date  # the day that both are made for


@reads(LEADERS)
def may_be_kept(reading: Reading, figures: Figures) -> None:
    """Raises DeskError where there is no week, or where they are made for a day to come.

    Then a difference could not tell what was registered later from what happened later.
    """
    if not figures.weeks:
        raise DeskError(_("There is no week in this period that could be kept."))
    if figures.as_of > reading.today:
        raise DeskError(
            _("{day} is still to come: a week is kept as it is known today.").format(
                day=full_day(figures.as_of)
            )
        )


@changes(LEADERS, "figures")
def freeze(unit: Unit, figures: Figures) -> None:
    """Keep every week of the figures as it is in them; of one kept before both stay.

    Raises DeskError as `may_be_kept` does.
    """
    may_be_kept(unit, figures)
    for row in figures.weeks:
        kept = {key: _kept(row[key]) for key in figures.columns if key not in WEEK_KEYS}
        unit.insert(
            "frozen_week",
            {
                "week": str(row["week"]),
                "as_of": figures.as_of.isoformat(),
                "figures": json.dumps(kept),
                "frozen_at": stored(unit.now),
                "frozen_by": unit.who.initials,
            },
        )


@reads(LEADERS)
def of_week(reading: Reading, week: str) -> tuple[Frozen, ...]:
    """Every time the week was passed on, the latest first."""
    rows = reading.rows("SELECT * FROM frozen_week WHERE week = ? ORDER BY id DESC", (week,))
    return tuple(
        Frozen(
            row["week"],
            date.fromisoformat(row["as_of"]),
            _figures(row["figures"]),
            row["frozen_at"],
            row["frozen_by"],
        )
        for row in rows
    )


@reads(LEADERS)
def differences(reading: Reading, weeks: Collection[str]) -> tuple[Difference, ...]:
    """What is another number now than when these weeks (`2026-W46`) were last passed on.

    In the order of the weeks and the columns. A column that was not there then is no difference.
    """
    if not weeks:
        return ()
    kept: dict[str, dict[str, dict[str, Cell]]] = {}
    for row in reading.rows(_LATEST, (min(weeks), max(weeks))):
        if row["week"] in weeks:
            kept.setdefault(row["as_of"], {})[row["week"]] = _figures(row["figures"])
    found = [
        Difference(week, key, passed_on, now[key], as_of)
        for day, frozen in kept.items()
        for as_of in [date.fromisoformat(day)]
        for week, now in _now(reading, frozen, as_of).items()
        for key, passed_on in frozen[week].items()
        if key in now and now[key] != passed_on
    ]
    place = {key: n for n, key in enumerate(statistics.columns())}
    return tuple(sorted(found, key=lambda one: (one.week, place[one.key])))


def _now(reading: Reading, weeks: Collection[str], as_of: date) -> dict[str, dict[str, Cell]]:
    """The figures of these weeks made anew as of that day, rounded as they are printed."""
    period = Days(*(date.fromisoformat(f"{week}-1") for week in (min(weeks), max(weeks))))
    parts = statistics.parts_of(reading, as_of)
    return {
        str(row["week"]): {key: _rounded(cell) for key, cell in row.items()}
        for row in statistics.week_rows(parts, periods.mondays(period, as_of), as_of)
        if row["week"] in weeks
    }


def _figures(text: str) -> dict[str, Cell]:
    found: dict[str, Cell] = json.loads(text, parse_float=Fraction)
    return found


def _kept(cell: Cell) -> str | int | float | None:
    # One decimal survives the way through a float: it is written as the shortest that reads back.
    return float(rounded(cell)) if isinstance(cell, Fraction) else cell


def _rounded(cell: Cell) -> Cell:
    return Fraction(rounded(cell)) if isinstance(cell, Fraction) else cell
