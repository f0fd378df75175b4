"""Text to the terminal, made into bytes.

Two things must not happen here. A text from the store must not reach the terminal as a command:
`harmless` lets through the sequences that drawing needs and nothing else, and `WithoutControls` in
`hardened` takes them out of the data before. And no letter may end the program or move the columns:
what a terminal's character set lacks is replaced by something just as wide.
"""

import codecs
import os
import re
import select
import time
import unicodedata
from collections.abc import Callable
from typing import Final

from rich.cells import cell_len

_CODECS: Final = {"latin-1": "latin-1", "latin-9": "iso8859-15", "ascii": "ascii"}

# What drawing needs after its ESC: position and style, the modes that the driver sets and takes
# back, the question about synchronised output. Textual would also write the title of the window,
# links, the clipboard, mouse modes, and a report of who has the focus (when it hears that the
# window lost it, it takes the focus from the text field, and letters begin to act as keys).
_NEEDED: Final = r"\[[0-9;:]*[Hm]|\[\?(?:7|25|1049|2004|2026)[hl]|\[\?2026\$p"
_STRANGE: Final = re.compile(rf"\x1b(?!{_NEEDED})|[\x00-\x09\x0b-\x1a\x1c-\x1f\x7f-\x9f]")
_SEQUENCES: Final = re.compile(
    rf"(?P<needed>\x1b(?:{_NEEDED})|\n)"
    r"|\x1b[\]PX^_][^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b\[[0-?]*[ -/]*[@-~]?"
    r"|[\x00-\x1f\x7f-\x9f]"
)

_HORIZONTAL: Final = "─━┄┅┈┉╌╍═╴╶╸╺╼╾▁▔"
_VERTICAL: Final = "│┃┆┇┊┋╎╏║╵╷╹╻╽╿▏▕▎▊▌▐"
_PLAIN: Final[dict[int, str]] = (
    {point: "+" for point in range(0x2500, 0x2580)}
    | {point: "#" for point in range(0x2580, 0x25A0)}
    | {ord(sign): "-" for sign in _HORIZONTAL + "–—―‐‑−"}
    | {ord(sign): "|" for sign in _VERTICAL}
    | {ord(sign): '"' for sign in "»«“”„"}
    | {ord(sign): "'" for sign in "‘’‚"}
    | {ord(sign): "*" for sign in "•●○◉"}
    | {0x00B7: ".", 0x2191: "^", 0x2193: "v", 0x2190: "<", 0x2192: ">"}
    # One cell, as it was. A full stop would make a cut name look like one shortened on purpose.
    | {0x2026: "~"}
)
_BORDERS: Final = {
    point: sign for point, sign in _PLAIN.items() if 0x2500 <= point < 0x25A0 or chr(point) in "·»«"
}


def harmless(text: str) -> str:
    """Return `text` with only those control sequences that drawing needs."""
    if _STRANGE.search(text) is None:
        return text
    return _SEQUENCES.sub(lambda found: found["needed"] or "", text)


def encode(text: str, charset: str, *, ascii_borders: bool = False) -> bytes:
    """Return the bytes that show `text` on a terminal with `charset`. Never raises.

    Args:
        text: What Textual drew.
        charset: As `environment.charset` names it.
        ascii_borders: Whether lines, middle dots and guillemets are wanted as `-|+`, `.` and `"`
            on any terminal.
    """
    if ascii_borders:
        text = text.translate(_BORDERS)
    return text.encode(_CODECS.get(charset, "utf-8"), "desk-stand-in")


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_instead_of, error.object[error.start : error.end])), error.end


def _instead_of(letter: str) -> str:
    """Return ASCII as wide as `letter`, as like it as there is."""
    if plain := _PLAIN.get(ord(letter)):
        return plain
    # Ž becomes Z, which reads better in a name than a question mark.
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base.isascii() and base.isalpha() else "?" * cell_len(letter)


codecs.register_error("desk-stand-in", _stand_in)


class TerminalFile:
    """The terminal as the file that Textual's writer thread writes to.

    It never raises, because an error would end that thread, and the program would then wait for it
    for ever. A terminal that is gone is told about once; one that has stopped reading is waited
    for, but not past `give_up_at`.
    """

    def __init__(self, fileno: int, charset: str, *, on_lost: Callable[[str], None]) -> None:
        """Open the terminal for writing.

        Args:
            fileno: The descriptor Textual would write to.
            charset: The terminal's character set.
            on_lost: Called, in the writer thread, when the terminal takes no more.
        """
        self.encoding = charset
        self.ascii_borders = False
        self.give_up_at: float | None = None
        self._fileno = fileno
        self._on_lost = on_lost
        self._lost = False
        self._waiting: list[str] = []
        # A description of our own, because O_NONBLOCK on the one we were given would hold for the
        # shell as well. Where it cannot be had (after su), writing may block.
        self._own = -1
        try:
            if os.isatty(fileno):
                flags = os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
                self._own = os.open(os.ttyname(fileno), flags)
        except OSError:
            pass

    def fileno(self) -> int:
        """Return the descriptor that was given."""
        return self._fileno

    def isatty(self) -> bool:
        """Tell whether it is a terminal."""
        return os.isatty(self._fileno)

    def write(self, text: str) -> int:
        """Take text, whole sequences only; it goes out with the next `flush`."""
        # The bell is a control character of its own, and Textual writes it alone.
        self._waiting.append(text if text == "\a" else harmless(text))
        return len(text)

    def flush(self) -> None:
        """Send what was written, all of it in one go where the terminal takes it."""
        text, self._waiting = "".join(self._waiting), []
        if text:
            self.send(encode(text, self.encoding, ascii_borders=self.ascii_borders))

    def send(self, data: bytes) -> None:
        """Send bytes, waiting for a slow terminal."""
        target = self._own if self._own >= 0 else self._fileno
        view = memoryview(data)
        while view and not self._lost:
            if self.give_up_at is not None and time.monotonic() >= self.give_up_at:
                return
            try:
                if select.select([], [target], [], 0.1)[1]:
                    # In pieces, so that the wait above sees `give_up_at` also where it may block.
                    view = view[os.write(target, view[:4096]) :]
            except BlockingIOError:
                continue
            except (OSError, ValueError) as error:
                self._lost = True
                self._on_lost(f"cannot write: {error}")

    def close(self) -> None:
        """Give back the description of our own; what comes later goes nowhere."""
        self._lost = True
        if self._own >= 0:
            os.close(self._own)
            self._own = -1
