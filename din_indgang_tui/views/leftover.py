"""Left open overnight: how did it end, and when, or does it go on today?"""

from __future__ import annotations

from typing import Any

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import leftovers, opening_hours
from din_indgang_tui.house.day import InTheHouse
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views.base import Board, Picture, Shell, Space, View
from din_indgang_tui.views.drafts import forget, kept
from din_indgang_tui.views.enquiry import TIME_LIMIT
from din_indgang_tui.views.reasons import draw_filter
from din_indgang_tui.widgets.choices import ChoiceList
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import wrong_lines
from din_indgang_tui.widgets.page import EMPTY, Look, columns, ruled
from din_indgang_tui.words import clock_time, full_day

PANEL = "leftover"
_CARRY_ON = ""  # no outcome: it goes on
_TEXT_AT, _SAID_AT = 20, 40


class Leftover(View):
    """The outcomes with "carry on" before them, and the true times below; nothing is guessed."""

    area = "1"
    help_text = N_("Here you close what was left open overnight, or carry it on today.")

    def __init__(self, shell: Shell, today: Board, row: InTheHouse) -> None:
        super().__init__(shell)
        self.today = today
        self.row = row
        outcomes = [(c.code, c.label) for c in shell.lists.outcomes if not c.retired]
        self.list = ChoiceList([(_CARRY_ON, _("Carry it on today")), *outcomes])
        self.fields = [Field("finished_at", limit=TIME_LIMIT)]
        if row.met_at is None:
            self.fields.insert(0, Field("met_at", limit=TIME_LIMIT))
        self.at = -1  # the field that is written; -1: the list
        self.wrong: tuple[str, str] = ("", "")  # field and sentence
        self.closes = ""

    async def load(self) -> None:
        assert self.row.left_open is not None
        hours = await self.shell.desk.read(opening_hours.on, self.row.left_open)
        self.closes = f"{hours.closes:%H.%M}" if hours.closes else ""
        found = await kept(self.shell.desk, PANEL, str(self.row.enquiry_id))
        for field in self.fields:
            field.value = field.value or str(found.get(field.name, ""))

    def draft(self) -> tuple[str, str, dict[str, Any]] | None:
        texts = {field.name: field.value for field in self.fields if field.value}
        return (PANEL, str(self.row.enquiry_id), texts) if texts else None

    # Keys -------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        return ("leftover" if self.at < 0 else "leftover_time", "always")

    def bar(self) -> tuple[str, ...]:
        moves = ("up",) if self.at < 0 else ()
        return (*moves, "take", "line", "back", "help")

    def writing(self) -> Field | None:
        return self.list.filter if self.at < 0 else self.fields[self.at]

    async def typed(self) -> None:
        if self.at < 0:
            self.list.filtered()
        elif self.wrong[0] == self.fields[self.at].name:
            self.wrong = ("", "")

    def do_down(self) -> None:
        """The next row."""
        self.list.move(1)

    def do_up(self) -> None:
        """The row before."""
        self.list.move(-1)

    def do_line(self) -> None:
        """From the list to the times, and round to the list."""
        self.at = self.at + 1 if self.at + 1 < len(self.fields) else -1

    async def do_back(self) -> None:
        """Out of the time, then out of the panel."""
        if self.at >= 0:
            self.at = -1
            return
        written = self.draft() is not None
        await self.shell.close(self)
        if written:
            self.shell.say(_("Not saved. What you wrote is kept as a draft."))

    async def do_take(self) -> None:
        """Carry it on, or close it with the marked outcome and the times."""
        outcome = self.list.marked_code()
        if outcome is None:
            self.shell.say(_("No outcome fits what you wrote."), wrong=True)
            return
        self.wrong = ("", "")
        if outcome == _CARRY_ON:
            name = await self.shell.desk.change(leftovers.carry_on, self.row.enquiry_id)
            said = _("Saved: {name} goes on today.").format(name=name)
        else:
            times = {field.name: field.value for field in self.fields}
            name = await self.shell.desk.change(
                leftovers.close, self.row.enquiry_id, outcome, **times
            )
            said = _("Saved: {name} is finished, {outcome}.").format(
                name=name, outcome=self.shell.lists.outcome(outcome)
            )
        for field in self.fields:
            field.value = ""  # saved: there is no draft any more
        await forget(self.shell.desk, PANEL, str(self.row.enquiry_id))
        await self.shell.close(self)
        self.shell.say(said)

    async def refused(self, error: DeskError) -> None:
        for number, field in enumerate(self.fields):
            if field.name == error.field:
                self.at, self.wrong = number, (field.name, error.message)

    # Drawing ----------------------------------------------------------------------------

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        picture.add(*self.today.draw_above(Space(space.width, 1)))
        row = self.row
        who = row.full_name or _("Anonymous")
        assert row.left_open is not None
        day = full_day(row.left_open)
        picture.add(
            ruled(_("{name}: left open {day}").format(name=who, day=day), width=space.width)
        )
        at = draw_filter(picture, self.list.filter)
        if self.at < 0:
            picture.put_field(self.list.filter, at, 52 - at)
        said = wrong_lines(self.wrong[1], _TEXT_AT, space.width) if self.wrong[0] else []
        room = space.height - len(picture.lines) - 1 - len(self.fields) - len(said)
        rows = self.list.lines(room, marked=self.at < 0)
        picture.add(*rows, *[EMPTY] * (room - len(rows)))
        picture.add(ruled(_("True times, on that day"), width=space.width))
        labels = {"met_at": _("Taken in at"), "finished_at": _("Finished at")}
        for number, field in enumerate(self.fields):
            here = number == self.at
            picture.add(
                columns(
                    (0, ">" if here else ""),
                    (2, labels[field.name]),
                    (_TEXT_AT, field.value),
                    (_SAID_AT, self._known(field.name), Look.QUIET),
                )
            )
            if here:
                picture.put_field(field, _TEXT_AT, _SAID_AT - _TEXT_AT - 2)
            if field.name == self.wrong[0]:
                picture.add(*said)
        return picture

    def _known(self, field: str) -> str:
        """What the house knows of that day, to remember by; it is written by nobody."""
        if field == "met_at":
            on, at = local_date(self.row.arrived_at), clock_time(self.row.arrived_at)
            if on != self.row.left_open:
                at = f"{on:%d.%m.} {at}"  # carried on before: it was another day
            return _("came {time}").format(time=at)
        if self.closes:
            return _("the house closed at {time}").format(time=self.closes)
        return _("such as 15.30")

    def hint(self) -> str:
        if self.list.nothing_fits():
            return _("No outcome fits what you wrote.")
        if self.list.marked_code() == _CARRY_ON and self.at < 0:
            return _("Enter: it goes on today, in the list it stood in.")
        if self.row.met_at is None:
            return _("Not taken in yet. Nothing is saved yet.")
        return _("Taken in at {time} by {colleague}. Nothing is saved yet.").format(
            time=clock_time(self.row.met_at), colleague=self.row.met_by
        )
