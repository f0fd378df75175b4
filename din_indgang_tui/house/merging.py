"""Two people edited the same thing: what only one changed is joined, the rest is for a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that both changed, each to something else."""

    field: str
    before: str
    theirs: str
    yours: str


@dataclass(frozen=True, slots=True)
class Merged:
    """What can be saved without asking, and what cannot."""

    joined: dict[str, str]  # fields that only the one who asks changed
    clashes: tuple[Clash, ...]


def merged(
    before: Mapping[str, str], theirs: Mapping[str, str], yours: Mapping[str, str]
) -> Merged:
    """Field by field, from the text both began with: `yours` has only what was changed.

    A field that both changed to the same is no clash, and nothing to save.
    """
    joined: dict[str, str] = {}
    clashes = []
    for field, text in yours.items():
        now, then = theirs[field], before[field]
        if text == now:
            continue
        if now == then:
            joined[field] = text
        else:
            clashes.append(Clash(field, then, now, text))
    return Merged(joined, tuple(clashes))
