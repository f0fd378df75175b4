"""Danish names: how they sort, how they sound alike, how they are shown in lists."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# Letters that Unicode does not take for a plain one with an accent.
_STROKES = {"ð": "d", "đ": "d", "ł": "l", "ı": "i", "ß": "ss", "þ": "th"}
# æ ø å (and aa) come after z, in that order; other accents do not count.
_SORT = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "œ": "|", "å": "}"} | _STROKES)
_PLAIN = str.maketrans(
    {"æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "œ": "oe", "å": "aa"} | _STROKES
)
# An accent that no composed letter has (the Yoruba ọ̀) does not part a name in two.
_SPLIT = re.compile("[^\\w\u0300-\u036f]+|_")
# Digraphs a Danish name is spelt with or without. Each step reads the word once from the left, so
# that the fold of a half typed name is always a beginning of the fold of the whole one.
_SOUNDS = (
    ("oe", "o"),
    ("ae", "a"),
    ("c", "k"),
    ("kh", "k"),  # after c: ch is one of them
    ("th", "t"),
    ("x", "ks"),
    ("w", "v"),
    ("z", "s"),
)
_DOUBLE = re.compile(r"(.)\1+")

_RANK_LETTERS = 12  # 5 bits a letter: the first twelve letters in Danish order as one integer
_DIGIT, _OTHER = 1, 31
_CODES = {" ": 0} | dict.fromkeys("0123456789", _DIGIT)
_CODES |= {letter: code for code, letter in enumerate("abcdefghijklmnopqrstuvwxyz{|}", start=2)}


def lowered(name: str) -> str:
    """Small letters, composed, as names are compared when written the same way."""
    # A Turkish İ gets small as two, an i and a dot of its own, which would part the name in two.
    # A Greek sigma gets small another way where the word ends, as a half typed one does too soon.
    return unicodedata.normalize("NFC", name).lower().replace("i\u0307", "i").replace("ς", "σ")


def folded(word: str) -> str:
    """How a word sounds: Søren, Soeren and Soren alike, so are Åse, Aase and Ase, Carl and Karl.

    Every beginning of the word folds to a beginning of the word's fold, and æ ø å, a c or k and a
    letter written once or twice may each be written the other way at any place of it.
    """
    # Twice, because under its accent a letter may be one of these (the ø of ǿ).
    text = _without_accents(lowered(word).translate(_PLAIN)).translate(_PLAIN)
    # Before the digraphs too: the second letter of one may be doubled (Boee is Bøe is Boe).
    text = _DOUBLE.sub(r"\1", text)
    for written, sound in _SOUNDS:
        text = text.replace(written, sound)
    return _DOUBLE.sub(r"\1", text)


def parts(name: str) -> list[str]:
    """The words of a name in small letters: `Birthe-Kirsten Møhl` has three."""
    return [part for part in _SPLIT.split(lowered(name)) if part]


def sort_key(name: str) -> str:
    """Sorts as Danes do: word by word, æ ø å last, and aa as å; signs and accents do not count."""
    text = " ".join(parts(name)).replace("aa", "å").translate(_SORT)
    return _without_accents(text).translate(_SORT)


def sort_rank(first: str, then: str, place: int) -> int:
    """An integer that sorts matches: by the place of the word in the name, then in Danish order.

    `place` is 0 for the first given name, 1 for the other given names, 2 for family names, which
    sort by the family name first. One integer in the index is what lets all matches of two letters
    be ranked in milliseconds. Of two names with the same rank `sort_key` decides; otherwise the two
    agree. It stays below 2**62.
    """
    rank = place
    left = _RANK_LETTERS
    for letter in sort_key(f"{first} {then}")[:_RANK_LETTERS]:
        code = _CODES.get(letter, _OTHER)
        rank = rank << 5 | code
        left -= 1
        if code in (_DIGIT, _OTHER):
            break  # what follows one of many is not compared by rank
    return rank << 5 * left


def is_family_rank(rank: int) -> bool:
    """Whether `sort_rank` gave this to a family name, which sorts by the family name first."""
    return rank >> 5 * _RANK_LETTERS == 2


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    return "".join(
        letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter)
    )


def full_name(given: str, family: str) -> str:
    """Both names, or whichever there is."""
    return f"{given} {family}".strip()


def short_name(given: str, family: str, letters: int = 1) -> str:
    """What a list shows in a hall where others look on: `Kirsten M.`."""
    given = given or family
    if not family or given == family:
        return given
    return f"{given} {family[:letters]}."


def short_names(people: dict[int, tuple[str, str]]) -> dict[int, str]:
    """Short names of everyone in view; two who look alike get more letters of the family name."""
    shown = {key: short_name(*name) for key, name in people.items()}
    longest = max((len(family) for _given, family in people.values()), default=0)
    alike = _alike(shown, shown)
    for letters in range(2, longest + 1):
        if not alike:
            break
        for key in alike:
            shown[key] = short_name(*people[key], letters)
        # Whoever was told apart stays so: more letters make nobody like another.
        alike = _alike(shown, alike)
    return shown


def _alike(shown: dict[int, str], among: Iterable[int]) -> list[int]:
    """Those of them who are shown as somebody else of them is."""
    seen: dict[str, list[int]] = {}
    for key in among:
        seen.setdefault(shown[key], []).append(key)
    return [key for keys in seen.values() if len(keys) > 1 for key in keys]


def short_whole_names(people: dict[int, str]) -> dict[int, str]:
    """The same of names that are written in one, as those of colleagues are."""
    return short_names({key: _in_two(name) for key, name in people.items()})


def _in_two(name: str) -> tuple[str, str]:
    given, _space, family = name.rpartition(" ")
    return given, family


def given_names(people: dict[int, tuple[str, str]]) -> dict[int, str]:
    """Given names alone, for those who are to know no more; never a whole family name.

    Those who share one get the initial of the family name, more letters where that is the same
    too, and a number where nothing tells them apart. Whoever has no given name goes by the initial.
    """
    shown = {key: given or f"{family[:1]}." for key, (given, family) in people.items()}
    alike = [keys for keys in _by_text(shown).values() if len(keys) > 1]
    for keys in alike:
        cut = {key: (people[key][0], people[key][1][:-1] or people[key][1]) for key in keys}
        shown |= {key: text for key, text in short_names(cut).items() if people[key][0]}
    for keys in _by_text(shown).values():
        if len(keys) > 1:
            shown |= {key: f"{shown[key]} ({n})" for n, key in enumerate(sorted(keys), start=1)}
    return shown


def _by_text(shown: dict[int, str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for key, text in shown.items():
        found.setdefault(lowered(text), []).append(key)
    return found
