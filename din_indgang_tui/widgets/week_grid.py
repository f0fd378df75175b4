"""A week by half hours: a row for each colleague or room, a column for each day the house is open.

Pure: what is drawn is handed in, and lines come out. Half hours are counted from midnight by the
clock on the wall, so that 9.00 is 18 on either side of a night on which the clock is moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from din_indgang_tui.i18n import _
from din_indgang_tui.widgets.marks import window
from din_indgang_tui.widgets.page import EMPTY, Line, Look, Piece, columns, fit, line
from din_indgang_tui.words import weekday

FREE, TAKEN, GROUP, BUSY, OFF = "·", "#", "G", "m", "-"
LABEL = 10  # columns before the first day, at least; the names and the mark stand there
_WIDEST_LABEL = 12
_HOUR_STEP = 4  # half hours between two hours that are named above a day


@dataclass(frozen=True, slots=True)
class GridDay:
    """One column: from the half hour in which the house opens to the one before it closes."""

    day: date
    opens: int
    closes: int  # the same as `opens` where the house is closed

    @property
    def is_open(self) -> bool:
        """Whether anything can be booked on it."""
        return self.closes > self.opens


@dataclass(frozen=True, slots=True)
class GridRow:
    """One colleague or room: a sign for each half hour of each day, from `WeekGrid.first` on."""

    key: int | str
    label: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GridMark:
    """The marked time: a row, a day by its number, and so many half hours from one of them on."""

    row: int | str
    day: int
    half: int
    length: int


@dataclass(frozen=True, slots=True)
class WeekGrid:
    """A week to draw."""

    days: tuple[GridDay, ...]
    rows: tuple[GridRow, ...]

    @property
    def first(self) -> int:
        """The half hour with which every column begins: the same on all days, to be compared."""
        return min((day.opens for day in self.days if day.is_open), default=0)

    @property
    def last(self) -> int:
        """The half hour after the last one of any day."""
        return max((day.closes for day in self.days if day.is_open), default=0)

    def sign(self, row: int | str, day: int, half: int) -> str:
        """What stands at a half hour; OFF where nothing does."""
        at = half - self.first
        cells = next((one.cells for one in self.rows if one.key == row), ())
        return cells[day][at] if day < len(cells) and 0 <= at < len(cells[day]) else OFF


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the columns stand: the label's width, the gap, the half hours in view, the widths."""

    label: int
    gap: int
    begins: int
    widths: tuple[int, ...]


def grid_lines(grid: WeekGrid, mark: GridMark | None, *, width: int, room: int) -> list[Line]:
    """Two lines of days and hours, and the rows in what is left of `room` lines.

    Where a whole week is wider than `width`, every day shows the same hours, and these follow the
    mark; a `<` or `>` beside the hours says that there are more. Rows that have no room are counted
    in a last line.
    """
    plan = _plan(grid, mark, width)
    lines = [_days(grid, plan), _hours(grid, plan)]
    left = max(1, room - len(lines))
    at = next((n for n, row in enumerate(grid.rows) if mark and row.key == mark.row), 0)
    hidden = len(grid.rows) - left
    if hidden > 0:
        left = max(1, left - 1)
    shown = window(len(grid.rows), at, left)
    lines += [_row(grid, plan, grid.rows[number], mark) for number in shown]
    if hidden > 0:
        more = _("+ {n} more").format(n=len(grid.rows) - len(shown))
        lines.append(line("  " + more, Look.QUIET))
    return lines


def sign_of_mark(length: int) -> str:
    """The marked time of so many half hours: `[]`, `[=]`, and a star where it is one."""
    return "[" + "=" * (length - 2) + "]" if length > 1 else "*"


def _plan(grid: WeekGrid, mark: GridMark | None, width: int) -> _Plan:
    needs = [max(day.closes - grid.first, 6) if day.is_open else 6 for day in grid.days]
    names = max((len(row.label) for row in grid.rows), default=0) + 3
    label = min(_WIDEST_LABEL, max(LABEL, names))
    for gap in (2, 1):
        for least in (_WIDEST_LABEL, label, LABEL):
            if least + sum(needs) + gap * (len(needs) - 1) <= width:
                return _Plan(least, gap, grid.first, tuple(needs))
    gap = 2
    each = (width - LABEL - gap * (len(needs) - 1)) // max(1, len(needs))
    begins = grid.first
    if mark is not None:
        # By whole hours, so that the hours above the columns stay where they are named.
        begins = max(grid.first, mark.half - each // 2)
        begins = min(begins, max(grid.first, grid.last - each))
        begins -= (begins - grid.first) % 2
    return _Plan(LABEL, gap, begins, (each,) * len(needs))


def _columns(plan: _Plan) -> list[int]:
    """The column where each day begins."""
    at, found = plan.label, []
    for width in plan.widths:
        found.append(at)
        at += width + plan.gap
    return found


def _days(grid: WeekGrid, plan: _Plan) -> Line:
    cells = []
    for day, at, width in zip(grid.days, _columns(plan), plan.widths, strict=True):
        # Two letters of the day, as on a wall calendar: seven days have to stand side by side.
        text = f"{weekday(day.day.isoweekday())[:2].lower()} {day.day.day}"
        cells.append((at, fit(text, width)))
    return columns(*cells)


def _hours(grid: WeekGrid, plan: _Plan) -> Line:
    cells = []
    more_before = plan.begins > grid.first
    for day, at, width in zip(grid.days, _columns(plan), plan.widths, strict=True):
        if not day.is_open:
            cells.append((at, fit(_("closed"), width)))
            continue
        end = min(plan.begins + width, max(day.closes, plan.begins))
        text = ""
        for half in range(plan.begins, end, _HOUR_STEP):
            name = f"{half // 2}"
            if len(name) <= end - half:
                text = text.ljust(half - plan.begins) + name
        cells.append((at, text))
    drawn = columns(*cells)
    if not more_before and plan.begins + max(plan.widths, default=0) >= grid.last:
        return drawn
    sides = ("<" if more_before else " ") + (
        ">" if plan.begins + max(plan.widths) < grid.last else " "
    )
    return Line((Piece(f"  {sides}  "), Piece(drawn.text[6:])))


def _row(grid: WeekGrid, plan: _Plan, row: GridRow, mark: GridMark | None) -> Line:
    here = mark is not None and mark.row == row.key
    label = fit(row.label, plan.label - 3)
    pieces = [Piece(f"{'>' if here else ' '} {label}".ljust(plan.label))]
    for number, width in enumerate(plan.widths):
        if number:
            pieces.append(Piece(" " * plan.gap))
        day, skip = grid.days[number], plan.begins - grid.first
        cells = row.cells[number][skip : skip + width] if day.is_open else OFF * width
        cells = cells.ljust(width)
        if not here or mark is None or mark.day != number:
            pieces.append(Piece(cells))
            continue
        at = min(max(0, mark.half - plan.begins), width - 1)
        shown = sign_of_mark(mark.length)[: width - at]
        pieces += [
            Piece(cells[:at]),
            Piece(shown, Look.MARKED),
            Piece(cells[at + len(shown) :]),
        ]
    return Line(tuple(piece for piece in pieces if piece.text)) if pieces else EMPTY


def compact_rows(days: Sequence[GridDay], rows: Sequence[GridRow], *, width: int) -> list[Line]:
    """The same in little room: a line with the label, and one with a sign for an hour or more."""
    if not days:
        return []
    first = min((day.opens for day in days if day.is_open), default=0)
    last = max((day.closes for day in days if day.is_open), default=first)
    each = max(1, (width - 2 - (len(days) - 1)) // len(days))
    step = 2  # half hours behind one sign
    while -(-(last - first) // step) > each:
        step += 1
    lines = [_compact_head(days, each)]
    for row in rows:
        lines.append(line(fit(row.label, width)))
        cells = []
        for number, day in enumerate(days):
            there = row.cells[number] if day.is_open and number < len(row.cells) else ""
            parts = [there[at : at + step] for at in range(0, len(there), step)]
            cells.append("".join(_worst(part) for part in parts).ljust(each))
        lines.append(line("  " + " ".join(cells).rstrip()))
    return lines


def _compact_head(days: Sequence[GridDay], each: int) -> Line:
    names = [weekday(day.day.isoweekday())[:2].lower() for day in days]
    return line("  " + " ".join(name[:each].ljust(each) for name in names).rstrip())


def _worst(cells: str) -> str:
    """One sign for several half hours: taken where any is, free where any of the rest is."""
    return next((sign for sign in (TAKEN, GROUP, BUSY, FREE) if sign in cells), OFF)


def legend(signs: Sequence[str], length: int, width: int) -> Line:
    """What the signs mean, those that are on the screen."""
    means = {
        FREE: _("free"),
        TAKEN: _("taken"),
        GROUP: _("group"),
        BUSY: _("meeting and the like"),
        OFF: _("does not work"),
    }
    said = [_("{sign} here").format(sign=sign_of_mark(length))]
    said += [f"{sign} {means[sign]}" for sign in means if sign in signs]
    wide = "  " + "   ".join(said)
    # With every sign on the screen it is longer than the narrowest window.
    return line(fit(wide if len(wide) <= width else "  " + "  ".join(said), width))
