"""Settings: opening hours, and the days on which the house holds closed."""

from __future__ import annotations

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import days_off, opening_hours
from din_indgang_tui.house.lists import LABEL_LIMIT
from din_indgang_tui.house.opening_hours import ClosedDay, Hours
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views.base import Shell, View
from din_indgang_tui.views.editing import Row
from din_indgang_tui.views.settings_kind import ADD, Behind, Kind, OneRow, SettingForm
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import TextRow
from din_indgang_tui.widgets.page import Line, columns
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

    def title(self) -> tuple[str, str]:
        return _("Edit the hours"), ""


class ClosedDays(Kind):
    """Days on which the house holds closed, whatever day of the week it is."""

    contexts = (ADD, "settings_closed")
    bar = ("add", "open_day")

    def __init__(self, shell: Shell, behind: Behind) -> None:
        super().__init__(shell, behind)
        self.days: list[ClosedDay] = []
        self.holidays_to: int | None = None

    def title(self) -> str:
        return _("Closed days")

    async def load(self) -> None:
        self.days = await self.shell.desk.read(opening_hours.closed_days)
        self.holidays_to = await self.shell.desk.read(days_off.filled_to)

    def first(self) -> int:
        today = local_date(self.shell.clock())
        return next((n for n, closed in enumerate(self.days) if closed.day >= today), 0)

    def hint(self, number: int) -> str:
        if self.holidays_to is None:
            return _("Public holidays are not in the list. : finds how to write them in.")
        return _("Public holidays are in the list to {year}. : writes one more year in.").format(
            year=self.holidays_to
        )

    async def one_more_year(self) -> str:
        """The public holidays of the next year; returns the sentence about it."""
        year = await self.shell.desk.change(days_off.fill_next)
        return _("Saved: the public holidays of {year}. u takes them back.").format(year=year)

    def keys(self) -> list[str]:
        return [closed.day.isoformat() for closed in self.days]

    def line(self, number: int, marked: bool) -> Line:
        closed = self.days[number]
        return columns(
            (2, weekday(closed.day.isoweekday())),
            (14, full_day(closed.day)),
            (28, closed.label),
            marked=marked,
        )

    def when_empty(self) -> str:
        return _("No closed days. Press + to add one.")

    def detail(self, number: int) -> list[str]:
        closed = self.days[number]
        return [full_day(closed.day), closed.label or _("Closed.")]

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

    def rows(self) -> list[Row]:
        hint = _("Write a day like 24.12.2026.")
        return [TextRow(_("Day"), Field("day", limit=20), hint), _label_row()]

    async def save(self, version: int, texts: dict[str, str]) -> str:
        day = opening_hours.typed_day(texts["day"])
        await self.shell.desk.change(opening_hours.close_day, day, texts["label"])
        self.made = day.isoformat()
        return _("Saved: closed on {day}.").format(day=full_day(day))

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
