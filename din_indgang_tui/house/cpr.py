"""CPR numbers: what can be checked of one, by the rules that cpr.dk publishes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError

_SHAPE = re.compile(r"^(\d{6})[- ]?(\d{4})$", re.ASCII)  # other digits are digits to Python too
_WITHIN = re.compile(r"(?<!\d)\d{6}[- ]?\d{4}(?!\d)", re.ASCII)
_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_SUBSTITUTE_DAY = 60  # a substitute number (erstatningspersonnummer) has 60 added to the day


@dataclass(frozen=True, slots=True)
class Cpr:
    """One number that can be a CPR number. `birth_date` is the day it names."""

    digits: str
    birth_date: date
    substitute: bool

    @property
    def passes_modulus_11(self) -> bool:
        """Whether the old check digit fits; numbers given since 1 October 2007 need not."""
        return sum(w * int(d) for w, d in zip(_WEIGHTS, self.digits, strict=True)) % 11 == 0


def parse(text: str) -> Cpr:
    """The number in `120361-4321` or `1203614321`.

    Raises DeskError where it is no CPR number: wrong length, or a day that is not in the calendar.
    A failing modulus 11 is no reason to refuse (cpr.dk, numbers without modulus 11).
    """
    match = _SHAPE.match(text.strip())
    if match is None:
        raise DeskError(_("A CPR number has ten digits: 120361-4321."), field="cpr")
    digits = match[1] + match[2]
    day, month, year = int(digits[0:2]), int(digits[2:4]), int(digits[4:6])
    substitute = day > _SUBSTITUTE_DAY
    try:
        born = date(
            _century(int(digits[6]), year) + year, month, day - _SUBSTITUTE_DAY * substitute
        )
    except ValueError:
        raise DeskError(
            _("That CPR number begins with a date that is not in the calendar."), field="cpr"
        ) from None
    return Cpr(digits, born, substitute)


def remark(text: str) -> str:
    """What is odd about a number that is taken all the same, as a sentence; empty where nothing is.

    Raises DeskError where it is no CPR number.
    """
    found = parse(text)
    if found.substitute:
        return _("The number is a substitute CPR number.")
    if not found.passes_modulus_11:
        return _("The CPR number fails modulus 11, but may be right.")
    return ""


def looks_like_one(text: str) -> bool:
    """Whether someone who types this means a CPR number, right or wrong."""
    return _SHAPE.match(text.strip()) is not None


def stands_in(text: str) -> bool:
    """Whether something that is written like a CPR number stands anywhere in the text."""
    return _WITHIN.search(text) is not None


def _century(seventh: int, year: int) -> int:
    """The century that the seventh digit and the year name together (table on cpr.dk)."""
    if seventh <= 3:
        return 1900
    if seventh in (4, 9):
        return 2000 if year <= 36 else 1900
    return 2000 if year <= 57 else 1800


def shown(digits: str) -> str:
    """`120361-4321`."""
    return f"{digits[:6]}-{digits[6:]}"
