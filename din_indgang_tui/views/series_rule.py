"""The rule of a series as it is written: every week, on which days, when, how many times."""

from __future__ import annotations

from datetime import date, datetime, time

from din_indgang_tui.clock import from_stored, local
from din_indgang_tui.house import coming_days, dates
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.drafts import Draft
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import ChoiceRow, Form, TextRow, put_in, text_of
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
        self.begun: Draft | None = None  # a rule begun before, offered below this one
        self.on_begun = False  # whether the mark is on that
        self._was_written = False  # so that its draft may stand in place of that

    def _texts(self) -> dict[str, str]:
        return {row.name: text_of(row) for row in self.form.rows}

    def written(self) -> dict[str, str]:
        """What is other than the marked time says."""
        return {name: text for name, text in self._texts().items() if text != self._base[name]}

    def to_keep(self) -> dict[str, str]:
        """What a draft has of it: the rule begun before, where nothing new stands after all."""
        written = self.written()
        self._was_written = self._was_written or bool(written)
        return written or (self._begun_texts() if self._was_written else {})

    # A rule begun before ------------------------------------------------------------------

    def go(self, step: int) -> None:
        """The next row or the one before; past the ends the rule begun before, if there is one."""
        if self.on_begun:
            self.on_begun, self.form.at = False, 0 if step > 0 else len(self.form.rows) - 1
        elif self.begun is not None and not 0 <= self.form.at + step < len(self.form.rows):
            self.on_begun = True
        else:
            self.form.move(step)

    def offer(self, today: date) -> str:
        """That there is one; the time that was marked stands in the rows until it is taken."""
        said = _("You began a rule, {time}. Arrow up, then Enter, goes on with it.")
        return said.format(time=self._begun_at(today))

    def in_a_line(self, today: date) -> tuple[str, str]:
        """When it was begun, and what it says: `Dage: tir. tor, Antal gange: 12`."""
        said, texts = [], self._begun_texts()
        for row in self.form.rows:
            if (text := texts.get(row.name, "")) and isinstance(row, ChoiceRow):
                text = dict(row.choices).get(text, text)
            if text:
                said.append(f"{row.label}: {text}")
        return _("Draft {time}").format(time=self._begun_at(today)), ", ".join(said)

    def go_on(self) -> None:
        """Go on with it; what it does not say stays as it is."""
        texts = self._begun_texts()
        for row in self.form.rows:
            if row.name in texts:
                put_in(row, texts[row.name])
        self.begun, self.on_begun, self.form.at = None, False, 0

    def _begun_texts(self) -> dict[str, str]:
        texts = self.begun.content.get("texts", {}) if self.begun is not None else {}
        return {name: str(text) for name, text in texts.items()}

    def _begun_at(self, today: date) -> str:
        assert self.begun is not None
        at = from_stored(self.begun.saved_at)
        return clock_time(at) if local(at).date() == today else short_day(local(at).date(), today)

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
