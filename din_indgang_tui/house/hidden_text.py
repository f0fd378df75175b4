"""A protected address within what somebody wrote: a home visit, a goal about the flat. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from din_indgang_tui.house import citizens
from din_indgang_tui.store.unit import Row

Hide = Callable[[str], str]
LEFT_OUT = "…"  # what stands for it
PROTECTED = ("street", "phone", "email")  # what a protected address hides
_LEAST_STREET = 4  # letters: a shorter name of a street is taken with its number only


def hider(row: Row, today: date) -> Hide:
    """Takes what protection hides out of a text; leaves every text of others as it is."""
    if not citizens.is_protected(row, today):
        return lambda text: text
    return without(row, *PROTECTED)


def without(row: Row, *facts: str) -> Hide:
    """Takes these facts of a citizen out of a text, protected or not: a key of `_PATTERNS` each."""
    found = (_PATTERNS[fact](row) for fact in facts)
    patterns = [re.compile(pattern, re.IGNORECASE) for pattern in found if pattern]

    def hide(text: str) -> str:
        for pattern in patterns:
            text = pattern.sub(LEFT_OUT, text)
        return text

    return hide


def _street(street: str) -> str:
    """The street with or without its number and floor, however many spaces it is written with."""
    name = re.split(r"\s*\d", street, maxsplit=1)[0].strip(" ,")
    if len(name) < _LEAST_STREET:
        name = street.strip()
    if not name:
        return ""
    floor = r"(?:,?\s*\d*\.?\s*(?:sal|st|tv|th|mf)\b\.?)*"
    words = r"\s+".join(map(re.escape, name.split()))
    return rf"(?<!\w){words}(?:\s+\d+\s?[a-z]?\b{floor})?"


def _phone(digits: str) -> str:
    """The number with or without its country, grouped in whatever way."""
    if not digits:
        return ""
    between = r"[\s.-]*"
    return rf"(?<!\d)(?:(?:\+|00)45{between})?{between.join(digits)}(?!\d)"


def _email(email: str) -> str:
    return re.escape(email.strip())


def _cpr(digits: str | None) -> str:
    """The number with or without the sign within it."""
    return rf"(?<!\d){digits[:6]}[\s-]?{digits[6:]}(?!\d)" if digits else ""


_PATTERNS: dict[str, Callable[[Row], str]] = {
    "street": lambda row: _street(row["street"]),
    "phone": lambda row: _phone(row["phone_digits"]),
    "email": lambda row: _email(row["email"]),
    "cpr": lambda row: _cpr(row["cpr"]),
}
