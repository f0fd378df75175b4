"""The page: every screen is lines of text, and only lines that changed are sent to the terminal.

This is the one way text reaches the screen. It is cleaned here, and it is never read as markup, so
that a name with an escape sequence or a bracket in it is a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from din_indgang_tui.text import shown


class Look(Enum):
    """How a piece of a line looks; never the only sign of what it means."""

    PLAIN = "plain"
    TITLE = "title"  # section titles, and the citizen's own words
    MARKED = "marked"  # the row that Enter would take
    OVER = "over"  # over a limit; a word or `!` stands with it
    WRONG = "wrong"  # not saved; `!` stands with it
    QUIET = "quiet"


_STYLES = {
    Look.PLAIN: Style.null(),
    Look.TITLE: Style(bold=True),
    Look.MARKED: Style(reverse=True),
    Look.OVER: Style(color="yellow", bold=True),
    Look.WRONG: Style(color="red", bold=True),
    Look.QUIET: Style(dim=True),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of one line in one look."""

    text: str
    look: Look = Look.PLAIN


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the screen."""

    pieces: tuple[Piece, ...] = ()

    @property
    def text(self) -> str:
        """What stands in the line."""
        return "".join(piece.text for piece in self.pieces)


EMPTY = Line()


def line(text: str = "", look: Look = Look.PLAIN) -> Line:
    """A line in one look."""
    text = shown(text)
    body = text.lstrip(" ")
    indent = len(text) - len(body)
    return Line((Piece(" " * indent), Piece(body, look)) if indent else (Piece(text, look),))


def columns(*cells: tuple[int, str] | tuple[int, str, Look], marked: bool = False) -> Line:
    """A line of cells that begin at given columns, each cut where the next begins.

    Columns count from 0, in terminal cells, so that wide letters do not push the rest. With
    `marked` the line gets `>` in the first column and the marked look.
    """
    pieces: list[Piece] = []
    at = 0
    for number, cell in enumerate(cells):
        column, text = cell[0], shown(cell[1])
        look = cell[2] if len(cell) == 3 else Look.PLAIN
        if column > at:
            pieces.append(Piece(" " * (column - at)))
            at = column
        last = number == len(cells) - 1
        if not last:
            room = cells[number + 1][0] - column
            # One cell stays free, so that two columns never run into one word.
            text = set_cell_size(fit(text, room - 1), room)
        pieces.append(Piece(text, look))
        at += cell_len(text)
    if marked:
        whole = Line(tuple(pieces)).text
        return Line((Piece(">" + (whole[1:] or ""), Look.MARKED),))
    return Line(tuple(pieces))


def fit(text: str, room: int) -> str:
    """The text in at most `room` cells; a cut one ends in an ellipsis."""
    text = shown(text)
    if cell_len(text) <= room:
        return text
    return set_cell_size(text, max(0, room - 1)).rstrip() + "…" if room > 0 else ""


def ruled(title: str, right: str = "", *, width: int, look: Look = Look.TITLE) -> Line:
    """A section title within a rule: `── Venter 6 ──── længst 14 min ──`."""
    title, right = shown(title), shown(right)
    end = f" {right} ──" if right else ""
    # "── ", the title, a space, the rule, and the end
    title = fit(title, width - 4 - cell_len(end))
    rule = "─" * (width - 4 - cell_len(title) - cell_len(end))
    return Line((Piece("── "), Piece(title, look), Piece(f" {rule}{end}")))


def flow(text: str, *, width: int, indent: int = 0, look: Look = Look.PLAIN) -> list[Line]:
    """A text over as many lines as it takes, broken at spaces."""
    import textwrap

    text, room = shown(text), width - indent
    if not text.isascii() and any(cell_len(letter) > 1 for letter in text):
        room //= 2  # textwrap counts letters, and some of these take two cells
    body = textwrap.wrap(text, room) or [""]
    return [line(" " * indent + part, look) for part in body]


def flow_within(
    text: str, most: int, *, width: int, indent: int = 0, look: Look = Look.PLAIN
) -> list[Line]:
    """The same in at most so many lines; a cut one ends between words, in an ellipsis."""
    whole = flow(text, width=width, indent=indent, look=look)
    if len(whole) <= most:
        return whole
    rest = " ".join(one.text.strip() for one in whole[most - 1 :])
    cut = fit(rest, width - indent).removesuffix("…")
    kept = cut if rest[len(cut) :].startswith(" ") else cut.rpartition(" ")[0] or cut
    return [*whole[: most - 1], line(f"{' ' * indent}{kept.rstrip()}…", look)]


def beside(left: list[Line], right: list[Line], *, at: int, height: int) -> list[Line]:
    """Two columns of lines; the right one begins at the column `at`, behind a thin rule."""
    lines = []
    for number in range(height):
        one = left[number] if number < len(left) else EMPTY
        other = right[number] if number < len(right) else EMPTY
        room = at - 2 - cell_len(one.text)
        marked = bool(one.pieces) and one.pieces[0].look is Look.MARKED
        gap = Piece(" " * max(0, room), Look.MARKED if marked else Look.PLAIN)
        lines.append(Line((*one.pieces, gap, Piece("│ "), *other.pieces)))
    return lines


def without_mark(one: Line) -> Line:
    """The line as it stands above a panel that has the mark now."""
    text = one.text
    if not text.startswith(">"):
        return one
    first, *rest = one.pieces
    look = Look.PLAIN if first.look is Look.MARKED else first.look
    return Line((Piece(" " + first.text[1:], look), *rest))


class Page(Widget):
    """All lines of the screen, top to bottom."""

    DEFAULT_CSS = "Page { width: 100%; height: 100%; }"

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Line] = []

    def show(self, lines: list[Line]) -> None:
        """Show these lines; those that stand there already are not sent again."""
        before, self._lines = self._lines, lines
        changed = [
            y
            for y in range(max(len(before), len(lines)))
            if (before[y] if y < len(before) else EMPTY) != (lines[y] if y < len(lines) else EMPTY)
        ]
        if changed:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

    def put(self, y: int, one: Line) -> None:
        """Show another line there; below zero it is counted from the last one."""
        lines = [*self._lines]
        lines[y] = one
        self.show(lines)

    @property
    def text(self) -> list[str]:
        """What the screen says, line by line."""
        return [one.text.rstrip() for one in self._lines]

    def render_line(self, y: int) -> Strip:
        """Textual asks for one line."""
        width = self.size.width
        content = self._lines[y] if y < len(self._lines) else EMPTY
        segments: list[Segment] = []
        left = width
        for piece in content.pieces:
            text = piece.text if cell_len(piece.text) <= left else set_cell_size(piece.text, left)
            segments.append(Segment(text, _STYLES[piece.look]))
            left -= cell_len(text)
        if left > 0:
            marked = bool(content.pieces) and content.pieces[0].look is Look.MARKED
            segments.append(Segment(" " * left, _STYLES[Look.MARKED if marked else Look.PLAIN]))
        return Strip(segments, width)
