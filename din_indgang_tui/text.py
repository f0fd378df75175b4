"""What may stand in a text, decided in one place.

Everything typed, pasted or imported passes `clean` before it is stored, and everything shown
passes `shown`. What a stored text must never do is reach the terminal as a command: an escape
sequence in a name could rename the window, fill the clipboard or draw over another citizen. Nor may
it turn the direction of a line or hide letters, so the invisible formatting characters go as well.

This says nothing about markup: a `[` stays a `[`, and the screens have to show it as one.
"""

import re
import unicodedata
from typing import Final

LIMIT: Final = 10_000
"""How many characters a text may have where nothing else is said."""

# Control, format, surrogate, private use, unassigned: none of them is a letter anybody typed.
_DROPPED: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})

# Everything that some program somewhere takes for the end of a line.
_LINE_ENDS: Final = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")

# Signs that change the one before them, or join with the next: variation selectors, the letters of
# flags, skin tones. By Unicode TR 51 each pair is one sign of two cells; many terminals draw two.
_UNSTEADY: Final = re.compile("[\ufe00-\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")


def clean(text: str, *, lines: bool = False, limit: int = LIMIT) -> str:
    """Return `text` as it may be stored.

    Args:
        text: Whatever came in, from a person, a paste or a file.
        lines: Whether the text may have lines and tabs. Where it may not, each becomes one space,
            so that two words on two lines stay two words.
        limit: The number of characters that are kept. Counted after the cleaning.

    Returns:
        The text composed (NFC), with every line end as a newline and without control, format,
        surrogate, private and unassigned characters. Cleaning it again changes nothing.
    """
    # Nearly every text there is: letters and spaces only, composed, not too long.
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text[:limit]
    text = _LINE_ENDS.sub("\n", text)
    kept = "\n\t"
    if not lines:
        text = text.replace("\n", " ").replace("\t", " ")
        kept = ""
    # isprintable is the quick question; what it refuses may still be a space of another width.
    text = "".join(
        letter
        for letter in text
        if letter.isprintable() or letter in kept or unicodedata.category(letter) not in _DROPPED
    )
    # Composed after the dropping, because two letters may only now stand side by side. A text that
    # is cut stays composed.
    return unicodedata.normalize("NFC", text)[:limit]


def shown(text: str, *, limit: int = LIMIT) -> str:
    """Return `text` as it may be drawn on one line of the screen, whatever the store gave.

    Signs that one terminal draws as wide as the next but not as the one after that are drawn plain:
    a coloured heart as a heart, a flag as the two letters it is made of.
    """
    text = clean(text, limit=limit)
    return text if text.isascii() else _UNSTEADY.sub(_steady, text)


def _steady(found: re.Match[str]) -> str:
    flag = ord(found[0]) - 0x1F1E6
    return chr(ord("A") + flag) if 0 <= flag < 26 else ""


def printed(text: str) -> str:
    """Return `text` as it may be printed by a command: whole, in its lines, and only letters.

    A sentence repeats what was typed, and a path or a name in it may hold an escape sequence.
    """
    return clean(text, lines=True, limit=len(text))
