"""The list of a roll: its rows, the mark that stays on its person, and how both are drawn."""

from __future__ import annotations

from collections.abc import Container

from din_indgang_tui.house.codes import Attendance
from din_indgang_tui.house.roll import Guest, Line, Roll
from din_indgang_tui.i18n import _
from din_indgang_tui.views import roll_lines
from din_indgang_tui.views.base import Picture, Shell, Space
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.marks import window
from din_indgang_tui.widgets.page import EMPTY, Look, columns, fit, flow, line, ruled
from din_indgang_tui.widgets.page import Line as Drawn

Row = Line | Guest
_LETTER_AT, _NAME_AT, _SAID_AT = 3, 6, 23  # columns


class RollList:
    """Members in Danish order, then those who dropped in."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.roll: Roll | None = None
        self.marked: tuple[str, int] | None = None  # kind and number of the row with the mark
        self.page = 10  # rows

    def show(self, roll: Roll) -> bool:
        """The roll as it is now; whether whoever had the mark is on it still."""
        self.roll = roll
        if self.marked in self.keys():
            return True
        self.to_first_open()
        return False

    def rows(self) -> list[Row]:
        """All of them, in order."""
        return [*self.roll.lines, *self.roll.guests] if self.roll is not None else []

    def keys(self) -> list[tuple[str, int]]:
        """What tells the rows apart, whatever becomes of their marks."""
        return [key_of(row) for row in self.rows()]

    def at(self) -> int:
        """Which row has the mark."""
        keys = self.keys()
        return keys.index(self.marked) if self.marked in keys else 0

    def row(self) -> Row | None:
        """The row with the mark."""
        rows = self.rows()
        return rows[self.at()] if rows else None

    def nameless(self) -> Guest | None:
        """The marked one, where that is a guest without a name."""
        row = self.row()
        return row if isinstance(row, Guest) and row.citizen_id is None else None

    def go(self, step: int) -> None:
        """The mark up or down, staying within the list."""
        self.to(self.at() + step)

    def to(self, at: int) -> None:
        """The mark on that row, or on the nearest there is."""
        keys = self.keys()
        self.marked = keys[min(max(0, at), len(keys) - 1)] if keys else None

    def to_one_of(self, citizens: Container[int]) -> None:
        """The mark on the first of these citizens, where one of them is on the roll."""
        here = (key_of(row) for row in self.rows() if row.citizen_id in citizens)
        self.marked = next(here, self.marked)

    def to_first_open(self) -> None:
        """The mark on the first whom nobody has marked; where all are, on the first."""
        rows = self.rows()
        self.to(next((at for at, row in enumerate(rows) if is_open(row)), 0))

    def go_on(self, *, was_open: bool) -> None:
        """After a first mark to the next without one, round the end; else to the next row."""
        rows, at = self.rows(), self.at()
        if was_open:
            # What a colleague has marked meanwhile is passed by, so that nobody marks it again.
            for row in (*rows[at + 1 :], *rows[:at]):
                if is_open(row):
                    self.marked = key_of(row)
                    return
        self.go(1)

    # Drawing ----------------------------------------------------------------------------

    def draw(self, picture: Picture, space: Space, *, marked: bool, why: Field | None) -> None:
        """As many rows as there is room for; `why` is written in the one with the mark."""
        if self.roll is None:
            return
        rows: list[Row | None] = [*self.roll.lines]
        at = self.at()
        if self.roll.guests:
            at += at >= len(rows)
            rows += [None, *self.roll.guests]  # None is their title
        room = space.height - 1
        self.page = max(1, room - 1)
        shown = window(len(rows), at, room)
        part = ""
        if len(shown) < len(rows):
            part = _("{first}-{last} of {count}").format(
                first=shown.start + 1, last=shown.stop, count=len(rows)
            )
        picture.add(columns((space.width - len(part) - 2, part, Look.QUIET)) if part else EMPTY)
        if not rows:
            picture.add(line("  " + _("Nobody has a place here that day. + adds who dropped in.")))
        for number in shown:
            row = rows[number]
            if row is None:
                title = _("Dropped in {n}").format(n=len(self.roll.guests))
                picture.add(ruled(title, width=space.width))
            elif number == at and why is not None:
                self._draw_why(picture, row, why, space.width)
            else:
                picture.add(self._line(row, marked and number == at, space.width))

    def _line(self, row: Row, marked: bool, width: int) -> Drawn:
        assert self.roll is not None
        me = self.shell.desk.who.name
        mark: Attendance | None = Attendance.DROP_IN
        if isinstance(row, Guest):
            said = roll_lines.said_of_guest(row, self.roll, me)
        else:
            mark = row.mark
            said = roll_lines.said_of(row, self.roll, me, self.shell.settings.away_times)
        name = roll_lines.name_of(row)
        cells = [(_LETTER_AT, roll_lines.letter(mark)), (_NAME_AT, name)]
        if said:
            cells.append((_SAID_AT, fit(said, width - _SAID_AT - 1)))
        return columns(*cells, marked=marked)

    def _draw_why(self, picture: Picture, row: Row, why: Field, width: int) -> None:
        said = _("sent word: {why}").format(why="")
        letter = roll_lines.letter(Attendance.EXCUSED)
        column = _SAID_AT + len(said)
        picture.add(
            columns(
                *((0, ">"), (_LETTER_AT, letter), (_NAME_AT, roll_lines.name_of(row))),
                (_SAID_AT, said + fit(why.shown, width - column - 2)),
            )
        )
        picture.put_field(why, column, width - column - 2)

    def side(self, width: int) -> list[Drawn]:
        """The marked one beside the list."""
        row = self.row()
        if row is None:
            return []
        lines = flow(roll_lines.name_of(row, begins=True), width=width, look=Look.TITLE)
        for text in roll_lines.about(row, self.shell.clock()):
            lines += [EMPTY, *flow(text, width=width)]
        return lines


def key_of(row: Row) -> tuple[str, int]:
    """A guest by the number of the mark, everybody else by their own."""
    if row.citizen_id is not None:
        return "citizen", row.citizen_id
    assert isinstance(row, Guest)
    return "guest", row.attendance_id


def is_open(row: Row) -> bool:
    """Whether nobody has marked them."""
    return isinstance(row, Line) and row.mark is None
