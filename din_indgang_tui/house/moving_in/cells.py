"""What a cell may hold: every kind of cell of the format, read and checked.

A kind takes the cleaned text of a cell that is not empty, and gives what it means and how it is
kept for comparison with later imports (two spellings of one meaning are kept alike). It raises
DeskError with a sentence where the text is not of its kind.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from din_indgang_tui import clock
from din_indgang_tui.house import cpr as cprs
from din_indgang_tui.house import staff
from din_indgang_tui.house.moving_in.findings import repeated
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.text import clean

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"[0-9]{1,9}")
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2})(?::([0-9]{2}))?")
_YES_NO = {"1": True, "yes": True, "0": False, "no": False}
_EARLIEST_BIRTH = date(1858, 1, 1)  # the first year a CPR number can name
# No house has a history from before, nor plans from after: 0017 for 2017 is a slip of the hand, and
# 9999 is how some spreadsheets write that there is no day.
_YEARS = range(1900, 2200)
_BETWEEN = "|"  # between the items of a list in one cell


@dataclass(frozen=True, slots=True)
class House:
    """What the cells are held against: the day it is, and the codes of the lists."""

    today: date
    codes: dict[str, dict[str, None]]  # by list; a dict keeps the order the screens show


Read = tuple[Any, Any]  # what it means; how it is kept, JSON-able
Kind = Callable[[str, House], Read]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file.

    `refers_to` names the file whose `ref` it holds; `names` the table of colleagues or rooms that
    it calls by name, where one that is not there is made. `missing` says why a required one is.
    """

    name: str
    kind: Kind
    required: bool = False
    refers_to: str | None = None
    names: str | None = None
    missing: str = N_("This must be filled in.")
    empty: Any = field(default=None)  # what an empty cell means


def tidy(cell: str) -> str:
    """A cell as it is kept: one line, composed, without control characters and spare spaces."""
    if cell.isascii() and cell.isprintable() and "  " not in cell:
        return cell.strip(" ")  # nearly every cell there is
    return " ".join(clean(cell, limit=sys.maxsize).split())


def text(limit: int) -> Kind:
    """Text of at most `limit` characters; a longer one is refused, never cut."""

    def read(cell: str, _house: House) -> Read:
        if len(cell) > limit:
            raise DeskError(_("That is too long: at most {n} characters.").format(n=limit))
        return cell, cell

    return read


def day(cell: str, _house: House) -> Read:
    """A day such as 2017-08-28."""
    if _DAY.fullmatch(cell) is None:
        raise DeskError(
            _("“{value}” is not a date written like 2017-08-28.").format(value=repeated(cell))
        )
    try:
        return date.fromisoformat(cell), cell
    except ValueError:
        raise DeskError(_("{value} is not in the calendar.").format(value=cell)) from None


def past_day(cell: str, house: House) -> Read:
    """A day of the history of a house: not 0017 for 2017."""
    found, kept = day(cell, house)
    _of_a_house(found.year, cell)
    return found, kept


def _of_a_house(year: int, cell: str) -> None:
    if year < _YEARS.start:
        raise DeskError(_("{value} is too long ago.").format(value=cell))
    if year >= _YEARS.stop:
        raise DeskError(_("{value} is too far ahead.").format(value=cell))


def birthday(cell: str, house: House) -> Read:
    """A day in the past on which someone alive can have been born."""
    born, kept = day(cell, house)
    if born > house.today:
        raise DeskError(_("{value} lies in the future.").format(value=cell))
    if born < _EARLIEST_BIRTH:
        raise DeskError(_("{value} is too long ago for a birth date.").format(value=cell))
    return born, kept


def moment(cell: str, _house: House) -> Read:
    """A local time such as 2017-08-28T10:05, with seconds where they are known; means UTC.

    A time that exists twice is the first; one that was skipped in spring is refused.
    """
    match = _MOMENT.fullmatch(cell)
    if match is None:
        raise DeskError(
            _("“{value}” is not a time written like 2017-08-28T10:05.").format(value=repeated(cell))
        )
    try:
        if cell[11:13] == "24":  # which later Pythons take for midnight
            raise ValueError(cell)
        wall = datetime.fromisoformat(cell)
    except ValueError:
        raise DeskError(
            _("{value} is not in the calendar, or not on the clock.").format(value=cell)
        ) from None
    _of_a_house(wall.year, cell)
    try:
        means = clock.from_wall_clock(wall)
    except clock.NoSuchTime:
        raise DeskError(
            _("{value} does not exist: the clock was put forward past it that night.").format(
                value=cell
            )
        ) from None
    return means, match[1] if match[2] == "00" else cell


def whole_number(least: int, most: int) -> Kind:
    """A whole number from `least` to `most`, such as minutes."""

    def read(cell: str, _house: House) -> Read:
        number = int(cell) if _NUMBER.fullmatch(cell) else None
        if number is None or not least <= number <= most:
            raise DeskError(
                _("“{value}” is not a whole number from {least} to {most}.").format(
                    value=repeated(cell), least=least, most=most
                )
            )
        return number, number

    return read


def initials(cell: str, _house: House) -> Read:
    """A colleague's initials, as the house writes them: `KSØ`."""
    tidied = staff.tidy_initials(cell)
    return tidied, tidied


def yes_no(cell: str, _house: House) -> Read:
    """Yes or no, as `1 0 yes no`. No is kept as an empty cell: they mean the same."""
    if cell not in _YES_NO:
        raise DeskError(
            _("“{value}” is neither yes nor no: write 1, 0, yes or no.").format(
                value=repeated(cell)
            )
        )
    return _YES_NO[cell], "yes" if _YES_NO[cell] else None


def cpr(cell: str, house: House) -> Read:
    """A CPR number; a failing modulus 11 and substitute numbers are taken."""
    number = cprs.parse(cell)
    if number.birth_date > house.today:
        raise DeskError(_("That CPR number begins with a date in the future."))
    return number, number.digits


def code(of: str) -> Kind:
    """One code of the list `of`."""

    def read(cell: str, house: House) -> Read:
        _known(cell, of, house)
        return cell, cell

    return read


def texts(limit: int, most: int) -> Kind:
    """At most `most` texts of at most `limit` characters, each once, separated by `|`."""

    def read(cell: str, _house: House) -> Read:
        items = _items(cell, most)
        if any(len(item) > limit for item in items):
            raise DeskError(_("That is too long: at most {n} characters.").format(n=limit))
        if len({item.casefold() for item in items}) != len(items):
            raise DeskError(_("The same text stands there twice."))
        return list(items), list(items)

    return read


def codes(of: str, most: int) -> Kind:
    """At most `most` codes of the list `of`, each once, separated by `|`, in their order."""

    def read(cell: str, house: House) -> Read:
        items = _items(cell, most)
        for item in items:
            _known(item, of, house)
        if len(set(items)) != len(items):
            raise DeskError(_("The same code stands there twice."))
        return items, list(items)

    return read


def _items(cell: str, most: int) -> tuple[str, ...]:
    items = tuple(item.strip() for item in cell.split(_BETWEEN))
    if "" in items:
        raise DeskError(_("There is an empty place before or after a |."))
    if len(items) > most:
        raise DeskError(_("At most {n} may stand here.").format(n=most))
    return items


def _known(cell: str, of: str, house: House) -> None:
    if cell not in house.codes[of]:
        raise DeskError(
            _("“{value}” is not one of: {codes}.").format(
                value=repeated(cell), codes=", ".join(house.codes[of])
            )
        )
