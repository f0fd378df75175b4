"""Citizens whose name is like one that is typed: two of its words, one of them a letter off."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache

from din_indgang_tui.store.unit import Reading

_LEAST_LETTERS = 4  # of a word that may be one letter off: Ida and Ina are two people
_LIST = "(SELECT value FROM json_each(:{}))"


def among(reading: Reading, folds: list[str], most: int) -> set[int]:
    """Citizens with two parts of the name, one of which may be a letter off; found by the index.

    `folds` are the words of the name as `names.folded` writes them; of each kind `most` are found.
    """
    near = {fold: _existing(reading, one_letter_off(fold)) for fold in set(folds)}
    counts = _how_many(reading, {*folds, *(other for others in near.values() for other in others)})
    # Whoever has two of the words has one of all but the most common of them.
    by_count = sorted(set(folds), key=lambda fold: counts.get(fold, 0))
    rare = by_count[:-1] or by_count  # Ali Ali is one word, twice
    found = _with_both(reading, rare, folds, most)
    for fold, others in near.items():
        rest = list(folds)
        rest.remove(fold)
        sides = sorted((others, rest), key=lambda side: sum(counts.get(one, 0) for one in side))
        if all(sides):
            found |= _with_both(reading, sides[0], sides[1], most)
    return found


def _with_both(reading: Reading, lead: Sequence[str], other: Sequence[str], most: int) -> set[int]:
    """Those with a part among `lead` and another part among `other`."""
    rows = reading.rows(
        f"SELECT DISTINCT p.citizen_id FROM name_part p WHERE p.fold IN {_LIST.format('lead')}"
        " AND EXISTS (SELECT 1 FROM name_part o WHERE o.citizen_id = p.citizen_id"
        f" AND o.fold IN {_LIST.format('other')} AND o.part <> p.part) LIMIT :most",
        {"lead": json.dumps(list(lead)), "other": json.dumps(list(other)), "most": most},
    )
    return {row[0] for row in rows}


def _existing(reading: Reading, folds: frozenset[str]) -> list[str]:
    rows = reading.rows(
        "SELECT value FROM json_each(:folds)"
        " WHERE EXISTS (SELECT 1 FROM name_part WHERE fold = value)",
        {"folds": json.dumps(sorted(folds))},
    )
    return [row[0] for row in rows]


def _how_many(reading: Reading, folds: set[str]) -> dict[str, int]:
    rows = reading.rows(
        "SELECT value, (SELECT count(*) FROM name_part WHERE fold = value) FROM json_each(:folds)",
        {"folds": json.dumps(sorted(folds))},
    )
    return {row[0]: row[1] for row in rows}


@lru_cache(maxsize=64)  # asked again with every letter, for every namesake
def one_letter_off(word: str) -> frozenset[str]:
    """All that one slip makes of the word: a letter left out, put in, another, or two swapped."""
    if len(word) < _LEAST_LETTERS:
        return frozenset()
    letters = set("abcdefghijklmnopqrstuvwxyz") | set(word)
    cut = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    slips = {before + after[1:] for before, after in cut if after}
    slips |= {before + after[1] + after[0] + after[2:] for before, after in cut if len(after) > 1}
    for letter in letters:
        slips |= {before + letter + after[1:] for before, after in cut if after}
        slips |= {before + letter + after for before, after in cut}
    return frozenset(slip for slip in slips if len(slip) >= _LEAST_LETTERS and slip != word)
