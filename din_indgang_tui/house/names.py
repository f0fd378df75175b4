"""Danish names: how they sort, how they sound alike, how they are shown in lists."""

from __future__ import annotations

import re
import unicodedata

# æ ø å (and aa) come after z, in that order; other accents do not count.
_SORT = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})
_PLAIN = str.maketrans({"æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "å": "aa", "ð": "d", "þ": "th"})
_SPLIT = re.compile(r"[^\w]+|_")
# Digraphs a Danish name is spelt with or without; each gives a beginning of what the whole gives,
# so that a half typed name is always found by the whole one.
_SOUNDS = (
    ("oe", "o"),
    ("ae", "a"),
    ("ch", "k"),
    ("c", "k"),
    ("th", "t"),
    ("x", "ks"),
    ("w", "v"),
    ("z", "s"),
)
_DOUBLE = re.compile(r"(.)\1+")

_RANK_LETTERS = 12  # 5 bits a letter: the first twelve letters in Danish order as one integer


def lowered(name: str) -> str:
    """Small letters, composed, as names are compared when written the same way."""
    # A Turkish İ gets small as two, an i and a dot of its own, which would part the name in two.
    return unicodedata.normalize("NFC", name).lower().replace("i\u0307", "i")


def folded(word: str) -> str:
    """How a word sounds: Søren, Soeren and Soren alike, so are Åse, Aase and Ase, Carl and Karl.

    A beginning of the word folds to a beginning of the word's fold, apart from a last letter that
    may belong to a digraph and is then dropped or changed by the next one.
    """
    text = "".join(
        letter
        for letter in unicodedata.normalize("NFD", lowered(word).translate(_PLAIN))
        if not unicodedata.combining(letter)
    )
    for written, sound in _SOUNDS:
        text = text.replace(written, sound)
    return _DOUBLE.sub(r"\1", text)


def parts(name: str) -> list[str]:
    """The words of a name in small letters: `Birthe-Kirsten Møhl` has three."""
    return [part for part in _SPLIT.split(lowered(name)) if part]


def sort_key(name: str) -> str:
    """Sorts as Danes do: æ ø å last, and aa as å."""
    text = lowered(name).replace("aa", "å").translate(_SORT)
    return "".join(
        letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter)
    )


def sort_rank(first: str, then: str, place: int) -> int:
    """An integer that sorts matches: by the place of the word in the name, then in Danish order.

    `place` is 0 for the first given name, 1 for the other given names, 2 for family names, which
    sort by the family name first. One integer in the index is what lets all matches of two letters
    be ranked in milliseconds. It stays below 2**62.
    """
    letters = [c for c in sort_key(f"{first} {then}") if "a" <= c <= "}" or c == " "]
    rank = place
    for position in range(_RANK_LETTERS):
        letter = letters[position] if position < len(letters) else " "
        rank = rank << 5 | (0 if letter == " " else ord(letter) - ord("a") + 1)
    return rank


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
    for letters in range(2, 8):
        seen: dict[str, list[int]] = {}
        for key, text in shown.items():
            seen.setdefault(text, []).append(key)
        alike = [key for keys in seen.values() if len(keys) > 1 for key in keys]
        if not alike:
            break
        for key in alike:
            shown[key] = short_name(*people[key], letters)
    return shown
