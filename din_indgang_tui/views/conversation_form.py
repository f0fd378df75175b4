"""The fields of a conversation on the screen: one may be open and large, the others a line each."""

from __future__ import annotations

from din_indgang_tui.clock import local_date
from din_indgang_tui.house.codes import SlotStatus
from din_indgang_tui.i18n import _
from din_indgang_tui.views import conversation_rows as rows
from din_indgang_tui.views.base import Picture, Space
from din_indgang_tui.views.conversation_keys import TalkKeys
from din_indgang_tui.views.conversation_rows import BOX, CHOICE, ENDED, LINE_ROW, Row
from din_indgang_tui.widgets.form import wrong_lines
from din_indgang_tui.widgets.marks import window_of
from din_indgang_tui.widgets.page import Line, Look, columns, fit, flow, line, ruled
from din_indgang_tui.words import clock_time, full_day, unstopped

COLUMN = 28  # where the texts of a line begin
_LARGEST, _LEAST = 8, 3  # lines of the open box
_DREAM = 4  # lines of the dream where nothing is open
_GOING = 11  # columns at the right for how a goal goes


class TalkForm(TalkKeys):
    """A conversation's text as it stands on the screen. A subclass reads it and keeps it."""

    # Drawing ------------------------------------------------------------------------------

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        title, right = self.title()
        picture.add(ruled(title, right, width=space.width))
        listed = self.rows()
        at = next(n for n, row in enumerate(listed) if row.name == self.at)
        box = self._box_height(space, listed)
        heights = [self._height(row, box, space.width) for row in listed]
        for number in window_of(heights, at, space.height - 1):
            self._draw_row(picture, listed[number], space.width, box)
        return picture

    def _box_height(self, space: Space, listed: list[Row]) -> int:
        """Lines of the open box, or of the dream where none is open."""
        # A taller window goes to what is written, or to the dream.
        tall = space.height // 2
        most = max(_LARGEST, tall) if self._is_box() else max(_DREAM, tall // 2)
        taken = len(listed) + (2 if self._is_box() else 0)
        taken += sum(len(self._wrong_of(row, space.width)) for row in listed)
        return max(_LEAST if self._is_box() else 1, min(most, space.height - 1 - taken))

    def _wrong_of(self, row: Row, width: int) -> list[Line]:
        """What is wrong with a field, below it; of a goal or promise that is a line, all of it."""
        said = [self.wrong[row.name]] if row.name in self.wrong else []
        group, _dot, last = row.name.rpartition(".")
        if group and last == "words" and not self._is_unfolded(group):
            said += [
                f"{rows.label_of(self.text, name)}: {sentence}"
                for name, sentence in self.wrong.items()
                if name.startswith(f"{group}.") and name != row.name
            ]
        return [one for sentence in said for one in wrong_lines(sentence, COLUMN, width)]

    def _is_unfolded(self, group: str) -> bool:
        return any(
            row.name.startswith(f"{group}.") and not row.name.endswith(".words")
            for row in self.rows()
        )

    def _is_box(self) -> bool:
        return self.opened and self.row().kind == BOX

    def _height(self, row: Row, box: int, width: int) -> int:
        more = len(self._wrong_of(row, width))
        if row.name == self.at and self._is_box():
            return box + 3 + more
        if row.name == "own_words" and not self._is_box():
            return 1 + len(self._dream(width, box)) + more
        return 1 + more

    def _dream(self, width: int, most: int) -> list[Line]:
        """The first and largest field, in the citizen's own words."""
        if not self.text.own_words.strip():
            return []
        body: list[Line] = []
        for part in self.text.own_words.split("\n"):
            body += flow(part, width=width - 4, indent=4, look=Look.TITLE)
        if len(body) > most:
            body = [*body[: most - 1], line(f"    {body[most - 1].text.strip()[: width - 8]} …")]
        return body

    def _draw_row(self, picture: Picture, row: Row, width: int, box: int) -> None:
        here = row.name == self.at
        if here and self._is_box():
            self._draw_box(picture, row, width, box)
        elif row.name == "own_words" and not self._is_box():
            dream = self._dream(width, box)
            empty = ((COLUMN, "-"),) if not dream else ()
            picture.add(columns((2, row.label), *empty, marked=here and self.has_mark()), *dream)
        else:
            picture.add(self._line(row, here, width))
            if here and (field := self.writing()) is not None:
                picture.put_field(field, COLUMN, width - COLUMN - 2)
        picture.add(*self._wrong_of(row, width))

    def _draw_box(self, picture: Picture, row: Row, width: int, box: int) -> None:
        inner = width - 8
        picture.add(columns((2, row.label)))
        picture.add(line("  ┌" + "─" * (inner + 2) + "┐"))
        frame = line("  │ " + " " * inner + " │")
        picture.add(*[frame] * box)
        field = self.writing()
        assert field is not None
        picture.put_box(field, 4, inner + 1, box)
        picture.add(line("  └" + "─" * (inner + 2) + "┘"))

    def _line(self, row: Row, here: bool, width: int) -> Line:
        opened = here and self.opened
        text = self._shown(row)
        if opened and row.kind == CHOICE:
            text = f"< {text} >"
        cells: list[tuple[int, str]] = [(2, fit(row.label, COLUMN - 3))]
        going = self._going(row)
        room = width - COLUMN - 1 - (_GOING + 1 if going else 0)
        cells.append((COLUMN, fit("" if opened and row.kind == LINE_ROW else text, room)))
        if going:
            cells.append((width - _GOING, going))
        if opened:
            return columns((0, ">"), *cells)
        return columns(*cells, marked=here and self.has_mark())

    def _shown(self, row: Row) -> str:
        if row.name == "next":
            return self._next_time()
        if row.name.startswith("owed."):
            number = rows.number_in(row.name)
            return next(rows.owed_line(one) for one in self.owed if one.promise_id == number)
        if row.name.startswith("other."):
            return rows.other_line(
                self.others[rows.number_in(row.name)], local_date(self.shell.clock())
            )
        text = rows.get(self.text, row.name)
        if row.kind == CHOICE:
            return dict(self._choices(row)).get(self._code(row), text)
        if row.name == "going" and text.strip():
            return _("{n} of 10").format(n=text.strip())
        if row.name.startswith("promise.") and row.name.endswith(".words") and text:
            return self._promise_line(rows.number_in(row.name), text)
        return rows.first_line(text) or "-"

    def _promise_line(self, number: int, text: str) -> str:
        promise = self.text.promises[number]
        name = dict(self._choices(Row("x.who", "", CHOICE))).get(promise.who, "-")
        if promise.by.strip() or name != "-":
            text = unstopped(text)
        if promise.by.strip():
            text = _("{words} by {day}").format(words=text, day=promise.by.strip())
        return f"{text} ({name})" if name != "-" else text

    def _going(self, row: Row) -> str:
        if row.goal is None or not row.name.endswith(".words") or not self.text.goals:
            return ""
        goal = self.text.goals[row.goal]
        if goal.ended:
            return _(dict(ENDED)[goal.ended])
        return _("Today {n}").format(n=goal.going.strip()) if goal.going.strip() else ""

    def _next_time(self) -> str:
        now = self.shell.clock()
        ahead = [
            slot
            for slot in self.slots
            if slot.starts_at >= now and slot.status is SlotStatus.BOOKED
        ]
        if not ahead:
            return _("not agreed")
        first = min(ahead, key=lambda slot: slot.starts_at)
        return _("{day} at {time}, {who}").format(
            day=full_day(local_date(first.starts_at)),
            time=clock_time(first.starts_at),
            who=first.coach or "-",
        )
