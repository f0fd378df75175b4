"""A paper of headings and short texts, written out the same way whatever it is of.

The citizen's plan and the page of a referral are such sheets; each says its own words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Item:
    """One of several: a goal, a promise, a time; with the lines that belong to it."""

    text: str
    more: tuple[str, ...] = ()
    strong: bool = False  # one of the citizen's goals, which stand out


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with own words (which may have lines) or with items below it."""

    title: str
    words: str = ""
    items: tuple[Item, ...] = ()
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that stands on the paper; `made_on` is the day it is of."""

    made_on: date
    title: str
    byline: str
    sections: tuple[Section, ...]
    closing: str
