"""Settings: opening hours, and the days on which the house holds closed."""

from __future__ import annotations

import contextlib
from datetime import date

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import closed_day_plans, days_off, opening_hours
from din_indgang_tui.house.closed_day_plans import HowMany
from din_indgang_tui.house.lists import LABEL_LIMIT
from din_indgang_tui.house.opening_hours import ClosedDay, Hours
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import HOUSE_LEADERS
from din_indgang_tui.views import closed_day_plans as plans_of
from din_indgang_tui.views.base import Shell, View
from din_indgang_tui.views.editing import Row
from din_indgang_tui.views.settings_kind import ADD, Behind, Kind, OneRow, SettingForm
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import TextRow
from din_indgang_tui.widgets.page import Line, columns, fit
from din_indgang_tui.words import full_day, weekday


class OpeningHours(Kind):
    """The seven days of the week."""

    def __init__(self, shell: Shell, behind: Behind) -> None:
        super().__init__(shell, behind)
        self.week: list[Hours] = []

    def title(self) -> str:
        return _("Opening hours")

    async def load(self) -> None:
        self.week = await self.shell.desk.read(opening_hours.week)

    def keys(self) -> list[str]:
        return [str(hours.weekday) for hours in self.week]

    def line(self, number: int, marked: bool) -> Line:
        hours = self.week[number]
        return columns((2, weekday(hours.weekday)), (21, hours.text), marked=marked)

    def hint(self, number: int) -> str:
        return _("Enquiries outside the opening hours are registered all the same.")

    def detail(self, number: int) -> list[str]:
        return [weekday(self.week[number].weekday), self.week[number].text, self.hint(number)]

    def form(self, number: int) -> View:
        return HoursForm(self.shell, self.behind, self.week[number].weekday)


class HoursForm(OneRow):
    """The hours of one day of the week."""

    panel = "opening hours"

    def __init__(self, shell: Shell, behind: Behind, day: int) -> None:
        super().__init__(shell, behind)
        self.day = day

    def subject(self) -> str:
        return str(self.day)

    def rows(self) -> list[Row]:
        return [
            TextRow(
                weekday(self.day),
                Field("hours", limit=20),
                _("Write the hours like 9-15 or 9.30-15.00, or closed."),
            )
        ]

    async def read(self) -> tuple[int, dict[str, str]]:
        hours = (await self.shell.desk.read(opening_hours.week))[self.day - 1]
        return hours.version, {"hours": hours.text}

    async def save(self, version: int, texts: dict[str, str]) -> str:
        written = await self.shell.desk.change(opening_hours.put, self.day, texts["hours"], version)
        return _("Saved: {day} {hours}.").format(day=weekday(self.day), hours=written)

    async def saved(self) -> None:
        await super().saved()
        days = await self.shell.desk.read(closed_day_plans.on_weekday, self.day)
        await plans_of.ask(self.shell, days)

    def title(self) -> tuple[str, str]:
        return _("Edit the hours"), ""


class ClosedDays(Kind):
    """Days on which the house holds closed, whatever day of the week it is."""

    contexts = (ADD, "settings_closed")
    bar = ("add", "open_day")
    parts = frozenset({"groups", "slots"})

    def __init__(self, shell: Shell, behind: Behind) -> None:
        super().__init__(shell, behind)
        self.days: list[ClosedDay] = []
        self.planned: dict[date, HowMany] = {}
        self.holidays_to: int | None = None

    def title(self) -> str:
        return _("Closed days")

    async def load(self) -> None:
        self.days = await self.shell.desk.read(opening_hours.closed_days)
        self.planned = await self.shell.desk.read(closed_day_plans.on_closed_days)
        self.holidays_to = await self.shell.desk.read(days_off.filled_to)
        self.bar = ("add", "open_day", *(("cancel_plans",) if self.planned else ()))

    def first(self) -> int:
        today = local_date(self.shell.clock())
        return next((n for n, closed in enumerate(self.days) if closed.day >= today), 0)

    def hint(self, number: int) -> str:
        if (planned := self.planned.get(self.days[number].day)) is not None:
            said = planned.on_that_day
            return f"{said} " + _("c cancels.") if self.can_cancel(number) else said
        if self.holidays_to is None:
            return _("Public holidays are not in the list. : finds how to write them in.")
        return _("Public holidays are in the list to {year}. : writes one more year in.").format(
            year=self.holidays_to
        )

    def can_cancel(self, number: int) -> bool:
        """Whether something stands on the day that this colleague may cancel."""
        may = self.shell.desk.who.role in HOUSE_LEADERS
        return may and self.days[number].day in self.planned

    async def cancel_plans(self, number: int) -> None:
        """Ask about what stands on the day. Raises DeskError where nothing does."""
        if not self.can_cancel(number):
            raise DeskError(_("Nothing is planned for that day."))
        await plans_of.ask(self.shell, [self.days[number].day])

    async def one_more_year(self) -> str:
        """The public holidays of the next year; asks about what stands on them.

        Returns the sentence about it.
        """
        year = await self.shell.desk.change(days_off.fill_next)
        await self.load()
        await plans_of.ask(self.shell, [day for day in self.planned if day.year == year])
        return _("Saved: the public holidays of {year}. u takes them back.").format(year=year)

    def keys(self) -> list[str]:
        return [closed.day.isoformat() for closed in self.days]

    def line(self, number: int, marked: bool) -> Line:
        closed = self.days[number]
        planned = self.planned.get(closed.day)
        return columns(
            (2, weekday(closed.day.isoweekday())),
            (14, full_day(closed.day)),
            (28, closed.label if planned is None else fit(closed.label, 24)),
            (53, fit(planned.words, 27) if planned is not None else ""),
            marked=marked,
        )

    def when_empty(self) -> str:
        return _("No closed days. Press + to add one.")

    def detail(self, number: int) -> list[str]:
        closed = self.days[number]
        planned = self.planned.get(closed.day)
        about = [planned.on_that_day] if planned is not None else []
        return [full_day(closed.day), closed.label or _("Closed."), *about]

    def form(self, number: int) -> View:
        return ClosedDayForm(self.shell, self.behind, self.days[number])

    def new_form(self) -> View:
        return NewClosedDay(self.shell, self.behind)

    async def hold(self, number: int) -> str:
        closed = self.days[number]
        day = closed.day
        await self.shell.desk.change(opening_hours.open_day, day, closed.version)
        return _("Saved: {day} is out of the list. u takes it back.").format(day=full_day(day))


def _label_row() -> TextRow:
    return TextRow(_("Why"), Field("label", limit=LABEL_LIMIT), _("Can be left empty."))


class NewClosedDay(SettingForm):
    """A day, and why."""

    panel = "new closed day"
    new = True

    def __init__(self, shell: Shell, behind: Behind) -> None:
        super().__init__(shell, behind)
        self.planned = HowMany()
        self.day: date | None = None  # that was closed

    def rows(self) -> list[Row]:
        hint = _("Write a day like 24.12.2026.")
        return [TextRow(_("Day"), Field("day", limit=20), hint), _label_row()]

    async def save(self, version: int, texts: dict[str, str]) -> str:
        day = opening_hours.typed_day(texts["day"])
        await self.shell.desk.change(opening_hours.close_day, day, texts["label"])
        self.made, self.day = day.isoformat(), day
        planned = await self.shell.desk.read(closed_day_plans.on_day, day)
        said = _("Saved: closed on {day}.").format(day=full_day(day))
        return f"{said} {planned.on_that_day}".strip()

    async def saved(self) -> None:
        await super().saved()
        if self.day is not None:
            await plans_of.ask(self.shell, [self.day])

    async def load(self) -> None:
        await super().load()
        await self.rested()

    async def rested(self) -> None:
        """How much is planned for the day that is written; nothing is said of what is no day."""
        self.planned = HowMany()
        with contextlib.suppress(DeskError):
            day = opening_hours.typed_day(self.form.text("day"))
            self.planned = await self.shell.desk.read(closed_day_plans.on_day, day)

    async def changed(self, parts: set[str]) -> None:
        await super().changed(parts)
        if parts & {"groups", "slots"}:
            await self.rested()

    def hint(self) -> str:
        said = self.planned.on_that_day
        return said + " " + _("It can be cancelled afterwards.") if said else super().hint()

    def title(self) -> tuple[str, str]:
        return _("New closed day"), ""


class ClosedDayForm(OneRow):
    """Why the house holds closed on a day."""

    panel = "closed day"

    def __init__(self, shell: Shell, behind: Behind, closed: ClosedDay) -> None:
        super().__init__(shell, behind)
        self.closed = closed

    def subject(self) -> str:
        return self.closed.day.isoformat()

    def rows(self) -> list[Row]:
        return [_label_row()]

    async def read(self) -> tuple[int, dict[str, str]]:
        for closed in await self.shell.desk.read(opening_hours.closed_days):
            if closed.day == self.closed.day:
                return closed.version, {"label": closed.label}
        raise DeskError(_("It is not there any more."))

    async def save(self, version: int, texts: dict[str, str]) -> str:
        await self.shell.desk.change(
            opening_hours.relabel_day, self.closed.day, texts["label"], version
        )
        return _("Saved: closed on {day}.").format(day=full_day(self.closed.day))

    def title(self) -> tuple[str, str]:
        return _("Closed on {day}").format(day=full_day(self.closed.day)), ""
