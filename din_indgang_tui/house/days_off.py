"""The Danish public holidays, written into the days on which the house holds closed.

A year is written once: a day that the house opens again stays open, and a day that it wrote
itself keeps its words.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import COLLEAGUES, LEADERS, command_line
from din_indgang_tui.store.unit import Reading, Unit, changes, reads
from din_indgang_tui.text import clean

if TYPE_CHECKING:
    from din_indgang_tui.store.door import Door

YEARS_AHEAD = 2  # beside this one: a series is booked into the next, and a file may lie a while
LAST_YEAR = 2100  # that the library knows


def public_holidays(year: int) -> dict[date, str]:
    """The public holidays of a year with their Danish names.

    They are the `public` category of the `holidays` library, which follows the Danish law on
    holidays (helligdage): without Store bededag from 2024 on. 1 May, Grundlovsdag, 24 and 31
    December are no public holidays there: a house that holds closed then says so itself.
    """
    import holidays  # 0.1 s that nobody else has to wait for

    return dict(sorted(holidays.country_holidays("DK", years=year, language="da").items()))


@reads(COLLEAGUES)
def filled_to(reading: Reading) -> int | None:
    """The last year that is written, without a gap from this one on; None where this is not."""
    years = {row["year"] for row in reading.rows("SELECT year FROM holiday_year")}
    year = reading.today.year
    while year in years:
        year += 1
    return year - 1 if year > reading.today.year else None


@reads(COLLEAGUES)
def is_missing(reading: Reading) -> bool:
    """Whether this year or one of the next two is not written yet."""
    to = filled_to(reading)
    return reading.today.year <= LAST_YEAR and (to is None or to < _wanted(reading))


@changes(LEADERS, "settings")
def fill(unit: Unit, last: int | None = None) -> tuple[int, ...]:
    """Write the holidays of this year and those after it up to `last`, two ahead without one.

    Returns the years that were written now: none where all were written before. Raises DeskError
    (field "year") where `last` is before this year, or past what the library knows.
    """
    first = unit.today.year
    last = _wanted(unit) if last is None else last
    if not first <= last <= LAST_YEAR:
        raise DeskError(
            _("Write a year from {first} to {last}.").format(first=first, last=LAST_YEAR),
            field="year",
        )
    written = {row["year"] for row in unit.rows("SELECT year FROM holiday_year")}
    held = {row["day"] for row in unit.rows("SELECT day FROM closed_day")}
    new = tuple(year for year in range(first, last + 1) if year not in written)
    for year in new:
        for day, name in public_holidays(year).items():
            if day.isoformat() not in held:
                unit.insert("closed_day", {"day": day.isoformat(), "label": name})
        unit.insert("holiday_year", {"year": year})
    return new


@changes(LEADERS, "settings")
def fill_next(unit: Unit) -> int:
    """Write the holidays of the first year that is not written yet. Returns the year.

    Raises DeskError past what the library knows.
    """
    to = filled_to(unit)
    year = unit.today.year if to is None else to + 1
    fill(unit, year)
    return year


def typed_year(text: str) -> int:
    """A year as typed, of four digits. Raises DeskError (field "year")."""
    text = clean(text).strip()
    if not (len(text) == 4 and text.isascii() and text.isdigit()):
        raise DeskError(_("Write a year of four digits."), field="year")
    return int(text)


def see_to(door: Door) -> None:
    """Fill what is missing, in the name of the account: no undo of whoever logs in meets it.

    For a desk that starts: it costs one question where nothing is missing. Raises StoreError.
    """
    owner = command_line()
    if door.read(owner, is_missing):
        door.change(owner, fill)


def _wanted(reading: Reading) -> int:
    return min(reading.today.year + YEARS_AHEAD, LAST_YEAR)
