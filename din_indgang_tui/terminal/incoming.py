"""Bytes from the terminal, made into keys and pastes.

This stands before Textual's parser and takes from it what it does badly (seen in 8.2.8):

- One byte that is not UTF-8 ends the program (Textualize/textual#6456).
- An ESC inside a paste ends the paste, and what follows acts as keys. So does what follows an end
  mark that was part of the pasted text.
- An escape sequence it does not know, such as a terminal's late answer to another program, comes
  out letter by letter, and each letter is a key: `1` jumps to another area, `f` finishes a visit.
- Esc and a letter typed within 100 ms become Alt and the letter, and neither of the two arrives.
- A paste that never ends swallows the keyboard for ever.

So the stream is cut into units first. Only whole sequences, known to Textual, go to its parser.
Nothing here raises, whatever comes in.
"""

import codecs
import re
from collections.abc import Container
from typing import Final, Literal, NamedTuple

from din_indgang_tui.text import clean

PASTE_LIMIT: Final = 100_000
"""How many characters of one paste are kept; the rest is dropped."""

ESC: Final = "\x1b"
_PASTE_BEGINS: Final = "\x1b[200~"
_PASTE_ENDS: Final = "\x1b[201~"

# One thing in the stream, tried in this order. `part` may become more; `answer` and `broken` go. A
# string (OSC, DCS) needs the digit or sign that every answer has, because a person may type Esc and
# then a letter.
_NEXT: Final = re.compile(
    r"""
      (?P<plain> [^\x1b]+ )
    | (?P<whole> \x1b\[\[[A-E]                            # F1 to F5 of the Linux console
               | \x1b\[\d{1,2}\$                          # Shift and a key, from rxvt
               | \x1b\[[0-?]*[ -/]*[@-Z\\-~]
               | \x1bO\d?[A-Za-z]
               | \x1b\t )                                 # Shift+Tab of the Linux console
    | (?P<answer> \x1b(?: \]\d | P[\d$+>!] )[^\x07\x1b]*(?: \x07 | \x1b\\ | (?=\x1b[^\\]) ) )
    | (?P<part>  (?: \x1b\[\[? | \x1b\[[0-?]*[ -/]* | \x1bO\d? | \x1b\] | \x1bP | \x1b
               | \x1b(?: \]\d | P[\d$+>!] )[^\x07\x1b]*\x1b? ) \Z )
    | (?P<broken> \x1b\[[0-?]*[ -/]* )
    """,
    re.VERBOSE,
)

# The one question the desk asks a terminal: does it draw a whole frame at once?
_SYNC_ANSWER: Final = re.compile(r"\x1b\[\?2026;\d\$y\Z")

# C1 control characters: as input they are what is left of a broken sequence.
_C1: Final = re.compile("[\x80-\x9f]")

# Sequences within pasted text, such as the colours of a copied terminal.
_IN_PASTE: Final = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?")


class Unit(NamedTuple):
    """One thing that came in."""

    kind: Literal["keys", "escape", "paste"]
    """Keys go through Textual's parser; "escape" is the Esc key itself."""
    text: str
    """The characters or the sequence; for a paste the cleaned text."""
    cut: bool = False
    """For a paste: whether it was longer than is kept."""


def _as_latin_1(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that are not UTF-8 as Latin-1, which is what else a Danish terminal sends."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("desk-latin-1", _as_latin_1)


class Incoming:
    """What has come in from one terminal, cut into units."""

    def __init__(self, charset: str, known: Container[str]) -> None:
        """Begin a stream.

        Args:
            charset: The terminal's character set, as `environment.charset` names it.
            known: The escape sequences that Textual's parser knows.
        """
        codec = {"latin-1": "latin-1", "latin-9": "iso8859-15"}.get(charset, "utf-8")
        self._decoder = codecs.getincrementaldecoder(codec)("desk-latin-1")
        self._known = known
        self._held = ""
        # While pasting: what was pasted so far. `_after` is the time between an end mark and the
        # moment the terminal goes quiet: more of the same paste, if the mark was part of it.
        self._pasting = False
        self._after = False
        self._paste: list[str] = []
        self._paste_size = 0

    @property
    def pasting(self) -> bool:
        """Whether a paste has begun and its end mark has not come."""
        return self._pasting

    def feed(self, data: bytes) -> list[Unit]:
        """Take what was read and return what is complete."""
        return self._cut(self._decoder.decode(data))

    def quiet(self) -> list[Unit]:
        """Return what was held back, now that nothing has followed for the time of an Esc."""
        if self._pasting:
            # A long paste over a slow line may pause anywhere.
            return []
        # A letter in Latin-1 looks like the beginning of one in UTF-8 until nothing follows it.
        units = self._cut(self._decoder.decode(b"", True))
        self._decoder.reset()
        held, self._held = self._held, ""
        if self._after:
            # Text, never keys. A sequence that is still in pieces is dropped.
            self._after = False
            units += self._paste_unit()
        elif held.startswith("\x1b["):
            # A sequence on a slow line. Nobody types Esc and [; the rest would act as keys.
            self._held = held if len(held) < 64 else ""
        elif held.startswith(("\x1b]", "\x1bP")) and len(held) > 2:
            # An answer that was never finished.
            pass
        elif held:
            units.append(Unit("escape", ESC))
            if held[1:]:
                units.append(Unit("keys", held[1:]))
        return units

    def give_up_paste(self) -> list[Unit]:
        """Return what was pasted though its end mark never came, so that the keyboard works."""
        units: list[Unit] = []
        if self._pasting:
            self._add_to_paste(self._held)
            self._held = ""
            units = self._paste_unit()
            # Should the rest come after all, it is text as well.
            self._pasting, self._after = False, True
        return units

    def _cut(self, text: str) -> list[Unit]:
        units: list[Unit] = []
        text = self._held + text
        self._held = ""
        while text:
            if self._pasting:
                text = self._within_paste(text, units)
                continue
            found = _NEXT.match(text)
            if found is None:
                # ESC and a character that begins no sequence: Esc, and then that key.
                if not self._after:
                    units.append(Unit("escape", ESC))
                text = text[1:]
                continue
            whole = found.group()
            text = text[found.end() :]
            if found["part"] is not None:
                self._held = whole
            elif whole == _PASTE_BEGINS:
                # Two pastes without a pause are two pastes.
                units += self._paste_unit()
                self._pasting, self._after = True, False
            elif self._after:
                if found["plain"] is not None:
                    self._add_to_paste(whole)
            elif found["plain"] is not None:
                if keys := _C1.sub("", whole):
                    units.append(Unit("keys", keys))
            elif whole in self._known or _SYNC_ANSWER.match(whole):
                units.append(Unit("keys", whole))
            elif whole.startswith("\x1bO") and len(whole) == 3:
                # No key sends this, so it is Esc and two letters of a name.
                units += [Unit("escape", ESC), Unit("keys", whole[1:])]
            # All else is a sequence nobody here asked for.
        return units

    def _within_paste(self, text: str, units: list[Unit]) -> str:
        """Take what is pasted from `text` and return what comes after the end mark."""
        pasted, mark, rest = text.partition(_PASTE_ENDS)
        if mark:
            self._add_to_paste(pasted)
            units += self._paste_unit()
            self._pasting, self._after = False, True
            return rest
        # The end mark may have come in two pieces.
        keep = next(
            (
                size
                for size in range(len(_PASTE_ENDS) - 1, 0, -1)
                if text.endswith(_PASTE_ENDS[:size])
            ),
            0,
        )
        self._held = text[len(text) - keep :]
        self._add_to_paste(text[: len(text) - keep])
        return ""

    def _add_to_paste(self, text: str) -> None:
        # One more than is kept, so that it shows that something was cut.
        room = PASTE_LIMIT + 1 - self._paste_size
        if room > 0 and text:
            self._paste.append(text[:room])
            self._paste_size += min(len(text), room)

    def _paste_unit(self) -> list[Unit]:
        raw, cut = "".join(self._paste), self._paste_size > PASTE_LIMIT
        self._paste, self._paste_size = [], 0
        text = clean(_IN_PASTE.sub("", raw), lines=True, limit=PASTE_LIMIT)
        return [Unit("paste", text, cut)] if text else []
