"""A terminal that a program believes in.

pyte draws the screen. In front of it stands a filter that takes out what pyte would print as text,
and answers what a modern terminal answers when a program asks what it is. A program whose questions
get no answer waits for them, and that wait would be measured as the program's own.
"""

from __future__ import annotations

import re

import pyte

SEQUENCE = re.compile(
    rb"\x1b(?:"
    rb"\][^\x07\x1b]*(?:\x07|\x1b\\)"  # operating system command: titles, colours
    rb"|[PX^_][^\x1b]*\x1b\\"  # device control and other strings
    rb"|\[(?P<private>[<=>?]?)(?P<numbers>[0-9;:]*)(?P<middle>[ -/]*)(?P<final>[@-~])"
    rb")"
)
UNFINISHED = re.compile(rb"\x1b(?:\][^\x07\x1b]*\x1b?|[PX^_][^\x1b]*\x1b?|\[[0-?]*[ -/]*|[()#%]?)$")
MODE_QUESTION = re.compile(rb"\x1b\[\?([0-9]+)\$p")

# What an xterm with synchronised output (mode 2026) and without in-band resize (2048) says.
ANSWERS = {
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[0c": b"\x1b[?62;22c",
    b"\x1b[>c": b"\x1b[>41;390;0c",
    b"\x1b[>0c": b"\x1b[>41;390;0c",
    b"\x1b[>q": b"\x1bP>|XTerm(390)\x1b\\",
    b"\x1b[>0q": b"\x1bP>|XTerm(390)\x1b\\",
    b"\x1b[5n": b"\x1b[0n",
    b"\x1b[16t": b"\x1b[6;16;8t",
    b"\x1b]10;?": b"\x1b]10;rgb:dddd/dddd/dddd\x1b\\",
    b"\x1b]11;?": b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
}


class Emulator:
    """One emulated terminal: `take` at once when bytes come, `draw` when there is time for it."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns = columns
        self.rows = rows
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._tail = b""  # a sequence whose end has not come yet

    def take(self, data: bytes) -> tuple[bytes, bytes]:
        """What to draw of these bytes, and what to answer the program."""
        data = self._tail + data
        unfinished = UNFINISHED.search(data)
        cut = unfinished.start() if unfinished else len(data)
        self._tail = data[cut:]
        answers: list[bytes] = []

        def keep(found: re.Match[bytes]) -> bytes:
            answers.append(self._answer(found[0]))
            return found[0] if _pyte_knows(found) else b""

        return SEQUENCE.sub(keep, data[:cut]), b"".join(answers)

    def draw(self, data: bytes) -> None:
        self._stream.feed(data)

    def text(self) -> str:
        """The screen as lines, without the blanks at their ends."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def state(self) -> int:
        """A number that changes when anything on the screen does: letters, colours or cursor."""
        cells = self._screen.buffer
        rows = tuple(tuple(cells[y][x] for x in range(self.columns)) for y in range(self.rows))
        return hash((rows, self._screen.cursor.x, self._screen.cursor.y))

    def _answer(self, sequence: bytes) -> bytes:
        if mode := MODE_QUESTION.fullmatch(sequence):
            return b"\x1b[?%s;%d$y" % (mode[1], 2 if mode[1] == b"2026" else 0)
        if sequence == b"\x1b[6n":
            return b"\x1b[%d;%dR" % (self._screen.cursor.y + 1, self._screen.cursor.x + 1)
        if sequence == b"\x1b[14t":
            return b"\x1b[4;%d;%dt" % (self.rows * 16, self.columns * 8)
        if sequence == b"\x1b[18t":
            return b"\x1b[8;%d;%dt" % (self.rows, self.columns)
        return ANSWERS.get(sequence.removesuffix(b"\x07").removesuffix(b"\x1b\\"), b"")


def _pyte_knows(found: re.Match[bytes]) -> bool:
    """What it does not know (private sequences, strings, colours with colons) it would print."""
    if found["final"] is None or found["middle"] or b":" in found["numbers"]:
        return False
    return found["private"] == b"" or (found["private"] == b"?" and found["final"] in b"hl")
