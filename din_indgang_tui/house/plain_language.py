"""Whether a text is easy to read: lix, long sentences, and words that only the field uses.

Pure: text in, figures out. It says what it found and leaves the text alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from din_indgang_tui.house.professional_words import ABBREVIATIONS, PLAIN
from din_indgang_tui.i18n import _

LONG_WORD = 6  # letters: a word with more is long (Björnsson)
LONG_SENTENCE = 20  # words: about as many as one breath carries when a text is read aloud
LEAST_WORDS = 10  # of fewer words lix says more about chance than about the text
SHOWN = 5  # the longest sentences that are named

# Inside a word stand its hyphens, its apostrophes, and the stops of f.eks. and of borger.dk.
_WORD = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*")
# Björnsson ends a sentence at a stop and at a colon; a line of its own is read as a sentence too.
_END = re.compile(r"[.!?:…]+[\"'»«”’)\]]*(?=\s|$)|\n")
_NO_STOP = frozenset({"adl", "fx", "skp", "vum"})  # a stop after these is the sentence's
_SHORT = frozenset(ABBREVIATIONS) - _NO_STOP | {"ca", "dr", "hr", "kl", "nr", "stk", "tlf"}
# Those that may close a sentence; the others only do where the text ends.
_MAY_CLOSE = frozenset({"m.fl", "m.m", "m.v", "mfl", "mv", "o.lign", "osv", "p.t", "pt"})
_ENDINGS = frozenset({"", "e", "en", "ene", "ens", "er", "erne", "ernes", "es", "et", "ets", "ede"})
_ENDINGS |= {"n", "ne", "nes", "ns", "r", "rne", "rnes", "s", "t", "te", "ts"}
# What the last figure of each level below is called (Björnsson); above them it is very hard.
_EASY, _MEDIUM, _HARD = 34, 44, 54


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as it was written, on one line, and how many words it has."""

    text: str
    words: int

    @property
    def is_long(self) -> bool:
        """Whether it is worth parting in two."""
        return self.words > LONG_SENTENCE


@dataclass(frozen=True, slots=True)
class HardWord:
    """A word of the field or one written short, in the form first met, and a plain one for it."""

    written: str
    plain: str
    times: int


@dataclass(frozen=True, slots=True)
class Readability:
    """What is known of how a text reads. `lix` is None where there is too little to go by."""

    words: int
    sentences: int
    lix: int | None
    longest: tuple[Sentence, ...]  # the longest first, at most SHOWN
    professional: tuple[HardWord, ...]  # in the order of the text
    abbreviations: tuple[HardWord, ...]


def lix(text: str) -> int | None:
    """Lix of a text: words per sentence and words of over six letters per hundred, together.

    C. H. Björnsson, Läsbarhet (Stockholm 1968): to 34 easy, to 44 medium, to 54 hard, above that
    very hard. None for fewer than LEAST_WORDS words.
    """
    return _lix([_words(sentence) for sentence in _sentences(text)])


def _lix(sentences: list[list[str]]) -> int | None:
    words = [word for sentence in sentences for word in sentence]
    if len(words) < LEAST_WORDS:
        return None
    long = sum(1 for word in words if sum(map(str.isalpha, word)) > LONG_WORD)
    # In whole numbers, a half up, so that the same text never falls on either side.
    count = len(sentences)
    return (2 * (len(words) ** 2 + 100 * long * count) + len(words) * count) // (
        2 * len(words) * count
    )


def look_at(text: str) -> Readability:
    """All that can be said of how a text reads."""
    sentences = [(" ".join(one.split()), _words(one)) for one in _sentences(text)]
    ranked = sorted(sentences, key=lambda one: -len(one[1]))
    words = [word for _text, found in sentences for word in found]
    return Readability(
        words=len(words),
        sentences=len(sentences),
        lix=_lix([found for _text, found in sentences]),
        longest=tuple(Sentence(text, len(found)) for text, found in ranked[:SHOWN]),
        professional=_counted(_professional([found for _text, found in sentences])),
        abbreviations=_counted(_abbreviated(words)),
    )


def in_a_sentence(text: str) -> str:
    """`Easy to read (lix 21).`, for the row above the keys; empty for a text of a few words."""
    figure = lix(text)
    if figure is None:
        return ""
    # A text of medium level is called a little hard: it is written for whoever reads least.
    if figure <= _EASY:
        said = _("Easy to read (lix {n}).")
    elif figure <= _MEDIUM:
        said = _("A little hard to read (lix {n}).")
    elif figure <= _HARD:
        said = _("Hard to read (lix {n}).")
    else:
        said = _("Very hard to read (lix {n}).")
    return said.format(n=figure)


def _sentences(text: str) -> Iterator[str]:
    """The sentences that have a word in them, each with the sign that ends it."""
    begin = 0
    for found in _END.finditer(text):
        if found[0].startswith(".") and not _ends(text[begin : found.start()], text[found.end() :]):
            continue
        if _WORD.search(part := text[begin : found.end()]):
            yield part
        begin = found.end()
    if _WORD.search(text[begin:]):
        yield text[begin:]


def _ends(before: str, after: str) -> bool:
    """Whether a stop between these ends a sentence: not after kl., f.eks. or the day in 20.11."""
    last = before.rsplit(maxsplit=1)
    word = last[-1].lstrip("\"'»«(“”") if last else ""
    following = after.lstrip(" \t\"'»«(“”")[:1]
    if word.lower() in _MAY_CLOSE or (word and word[-1].isdigit()):
        return not following or following.isupper() or following == "\n"
    return word.lower() not in _SHORT


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _counted(found: Iterator[tuple[str, str, str]]) -> tuple[HardWord, ...]:
    """Those of (key, written, plain) as one a key, in the order they came in."""
    first: dict[str, tuple[str, str]] = {}
    times: Counter[str] = Counter()
    for key, written, plain in found:
        first.setdefault(key, (written, plain))
        times[key] += 1
    return tuple(HardWord(*first[key], times[key]) for key in first)


def _professional(sentences: list[list[str]]) -> Iterator[tuple[str, str, str]]:
    for sentence in sentences:
        lowered = [word.lower() for word in sentence]
        for at, word in enumerate(lowered):
            if (base := _base_of(word)) is not None:
                yield base, sentence[at], PLAIN[base]
            for phrase in _PHRASES.get(word, ()):
                if tuple(lowered[at : at + len(phrase)]) == phrase:
                    key = " ".join(phrase)
                    yield key, " ".join(sentence[at : at + len(phrase)]), PLAIN[key]


def _base_of(word: str) -> str | None:
    """The listed word that this one is a form of: indsatserne is indsats."""
    for length in range(len(word), 2, -1):
        base, ending = word[:length], word[length:]
        if len(ending) > 5:
            return None
        if base in PLAIN and ending in _ENDINGS:
            return base
        # A doubled consonant before an ending, and the e that an ending takes: visiterer, klienter.
        if base + "e" in PLAIN and ending in ("er", "ede", "et", "es", "ende"):
            return base + "e"
    return None


def _abbreviated(words: list[str]) -> Iterator[tuple[str, str, str]]:
    for word in words:
        plain = ABBREVIATIONS.get(word.lower())
        if plain is not None:
            yield word.lower(), word, plain


# Several words that belong together, by the first of them.
_PHRASES: dict[str, list[tuple[str, ...]]] = {}
for _phrase in PLAIN:
    if " " in _phrase:
        _PHRASES.setdefault(_phrase.split()[0], []).append(tuple(_phrase.split()))
