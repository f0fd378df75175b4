"""The rule of a series as it is written: every week, on which days, when, how many times."""

from __future__ import annotations

from datetime import date, datetime, time
from itertools import chain, count

from din_indgang_tui.clock import from_stored, local
from din_indgang_tui.house import coming_days, dates
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store import drafts
from din_indgang_tui.store.desk import Desk
from din_indgang_tui.store.drafts import Draft
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import ChoiceRow, Form, TextRow, put_in, text_of
from din_indgang_tui.widgets.marks import window
from din_indgang_tui.widgets.page import EMPTY, Line, columns, fit
from din_indgang_tui.words import clock_time, day_of_the_week, full_day, short_day, weekday

TIMES = 8  # of a series that begins
_EVERY = {
    "1": N_("every week"),
    "2": N_("every other week"),
    "3": N_("every third week"),
    "4": N_("every fourth week"),
}
_ON = (
    N_("Mondays"),
    N_("Tuesdays"),
    N_("Wednesdays"),
    N_("Thursdays"),
    N_("Fridays"),
    N_("Saturdays"),
    N_("Sundays"),
)


class RuleForm:
    """Five rows, filled in from the marked time; what was written in them is kept as a draft."""

    def __init__(self, starts_at: datetime) -> None:
        wall = local(starts_at)
        self.form = Form(
            [
                ChoiceRow("every_weeks", _("Repeat"), [(n, _(text)) for n, text in _EVERY.items()]),
                TextRow(_("On"), Field("weekdays", weekday(wall.isoweekday()), limit=60)),
                TextRow(_("At"), Field("time", f"{wall:%H.%M}", limit=10)),
                TextRow(_("How many times"), Field("times", str(TIMES), limit=10)),
                TextRow(_("From"), Field("first", full_day(wall.date()), limit=12)),
            ]
        )
        self._base = self._texts()
        self.begun: list[Draft] = []  # the rules begun before, offered below this one
        self.at_begun: int | None = None  # which of them has the mark

    @property
    def on_begun(self) -> bool:
        """Whether the mark is on a rule begun before."""
        return self.at_begun is not None

    def _texts(self) -> dict[str, str]:
        return {row.name: text_of(row) for row in self.form.rows}

    def written(self) -> dict[str, str]:
        """What is other than the marked time says."""
        return {name: text for name, text in self._texts().items() if text != self._base[name]}

    # Rules begun before -------------------------------------------------------------------

    def go(self, step: int) -> None:
        """The next row or the one before; past the ends the rules begun before."""
        rows = len(self.form.rows)
        at = self.form.at if self.at_begun is None else rows + self.at_begun
        at = (at + step) % (rows + len(self.begun))
        if at < rows:
            self.at_begun, self.form.at = None, at
        else:
            self.at_begun = at - rows

    def offer(self, today: date) -> str:
        """That there is one; the time that was marked stands in the rows until it is taken."""
        said = _("You began a rule, {time}. Arrow up, then Enter, goes on with it.")
        return said.format(time=_begun_at(self.begun[-1], today))

    def begun_lines(self, column: int, width: int, room: int, today: date) -> list[Line]:
        """When each was begun, and what it says: `Dage: tir. tor, Antal gange: 12`."""
        lines = [EMPTY] if self.begun else []
        for number in window(len(self.begun), self.at_begun or 0, room):
            begun = self.begun[number]
            said, texts = [], _begun_texts(begun)
            for row in self.form.rows:
                if (text := texts.get(row.name, "")) and isinstance(row, ChoiceRow):
                    text = dict(row.choices).get(text, text)
                if text:
                    said.append(f"{row.label}: {text}")
            at = _("Draft {time}").format(time=_begun_at(begun, today))
            cells = (2, at), (column, fit(", ".join(said), width - column - 1))
            lines.append(columns(*cells, marked=number == self.at_begun))
        return lines

    def go_on(self) -> str:
        """Go on with the marked one, whose subject is returned; what it does not say stays."""
        assert self.at_begun is not None
        begun = self.begun.pop(self.at_begun)
        texts = _begun_texts(begun)
        for row in self.form.rows:
            if row.name in texts:
                put_in(row, texts[row.name])
        self.at_begun, self.form.at = None, 0
        return begun.subject

    # What it says; each raises DeskError with its row as the field.

    def every_weeks(self) -> int:
        """So many weeks from one to the next."""
        return int(self.form.code("every_weeks"))

    def weekdays(self) -> tuple[int, ...]:
        """ISO numbers; none for the day of the week of the first date."""
        return coming_days.weekdays(self.form.text("weekdays"), field="weekdays")

    def time(self) -> time:
        """The time on the wall."""
        try:
            return dates.time_or_hour(self.form.text("time"))
        except dates.NotADate:
            raise DeskError(_("Write the time like 9.40."), field="time") from None

    def times(self) -> int:
        """How many."""
        text = self.form.text("times").strip()
        if not (text.isascii() and text.isdigit()):
            raise DeskError(_("Write how many times, like 8."), field="times")
        return int(text)

    def first(self) -> date:
        """The first day it may be on."""
        try:
            return dates.calendar_day(self.form.text("first"))
        except dates.NotADate:
            raise DeskError(_("Write a day like 24.12.2026."), field="first") from None

    def sentence(self, first: date) -> str:
        """`Hver uge om tirsdagen kl. 10.00, 8 gange fra tir. 24.11.`; `first` is its first date."""
        every = _(_EVERY[self.form.code("every_weeks")])
        days = [_(_ON[number - 1]) for number in self.weekdays() or (self.first().isoweekday(),)]
        named = days[-1]
        if len(days) > 1:
            named = _("{days} and {last}").format(days=", ".join(days[:-1]), last=named)
        return _("{every} on {days} at {time}, {n} times from {day}").format(
            every=every[:1].upper() + every[1:],
            days=named,
            time=f"{self.time():%H.%M}",
            n=self.times(),
            day=day_of_the_week(first),
        )


async def begun_before(desk: Desk, panel: str, citizen_id: int) -> tuple[list[Draft], str]:
    """Every rule that was begun for them, and under what the next one is kept: beside them."""
    mine = str(citizen_id)
    begun = [one for one in await desk.read(drafts.of, panel) if one.subject.split()[0] == mine]
    taken = {one.subject for one in begun}
    free = chain([mine], (f"{mine} {number}" for number in count(2)))
    return begun, next(subject for subject in free if subject not in taken)


def _begun_texts(begun: Draft) -> dict[str, str]:
    return {name: str(text) for name, text in begun.content.get("texts", {}).items()}


def _begun_at(begun: Draft, today: date) -> str:
    at = from_stored(begun.saved_at)
    return clock_time(at) if local(at).date() == today else short_day(local(at).date(), today)
