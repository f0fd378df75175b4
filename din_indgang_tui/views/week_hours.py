"""The week of a colleague or of a room: seven days, and for a colleague the days that are other."""

from __future__ import annotations

from typing import Protocol

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import rooms, working_exceptions, working_hours
from din_indgang_tui.house.weekly_hours import HOURS_LIMIT, DayHours
from din_indgang_tui.house.working_exceptions import (
    EFFECTS,
    LABEL_LIMIT,
    REASONS,
    Effect,
    Laid,
    NewException,
    WorkingException,
    typed_day,
)
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.store.roles import Role
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.views.editing import Row
from din_indgang_tui.views.settings_kind import Behind, OneRow, SettingForm
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import ChoiceRow, TextRow, text_of
from din_indgang_tui.widgets.marks import Mark, window
from din_indgang_tui.widgets.page import EMPTY, Line, Look, columns, fit, line, ruled
from din_indgang_tui.words import full_day, short_day, weekday


class Whose(Protocol):
    """Whose week it is, and how it is read and written."""

    exceptions: tuple[WorkingException, ...]

    async def read(self) -> tuple[DayHours, ...]:
        """The seven days from Monday, and the days that are other where there are such."""

    async def put(self, day: int, text: str, version: int) -> str:
        """Write one day of the week; returns the hours as they stand now."""

    async def clear(self, seen: tuple[DayHours, ...]) -> None:
        """No week of its own any more."""

    def title(self) -> str:
        """What stands above the week."""

    def without_own(self) -> str:
        """What holds where there are no hours of its own."""

    def key(self) -> str:
        """What a draft about it is of."""


class OfColleague:
    """A colleague's week and the days that are other."""

    def __init__(self, shell: Shell, staff_id: int) -> None:
        self.shell = shell
        self.staff_id = staff_id
        self.name = ""
        self.coach = False
        self.exceptions: tuple[WorkingException, ...] = ()

    async def read(self) -> tuple[DayHours, ...]:
        one = await self.shell.desk.read(working_hours.worker, self.staff_id)
        self.exceptions = tuple(await self.shell.desk.read(working_exceptions.of, self.staff_id))
        self.name, self.coach = one.name, one.role is Role.COACH
        return one.week

    async def put(self, day: int, text: str, version: int) -> str:
        return await self.shell.desk.change(working_hours.put, self.staff_id, day, text, version)

    async def clear(self, seen: tuple[DayHours, ...]) -> None:
        await self.shell.desk.change(working_hours.as_the_house, self.staff_id, seen)

    def title(self) -> str:
        return _("Working hours, {name}").format(name=self.name)

    def without_own(self) -> str:
        return _("as the house is open") if self.coach else _("no hours yet: not booked")

    def key(self) -> str:
        return str(self.staff_id)


class OfRoom:
    """When a room can be used."""

    def __init__(self, shell: Shell, code: str, label: str) -> None:
        self.shell = shell
        self.code, self.label = code, label
        self.exceptions: tuple[WorkingException, ...] = ()

    async def read(self) -> tuple[DayHours, ...]:
        return await self.shell.desk.read(rooms.week, self.code)

    async def put(self, day: int, text: str, version: int) -> str:
        return await self.shell.desk.change(rooms.put, self.code, day, text, version)

    async def clear(self, seen: tuple[DayHours, ...]) -> None:
        await self.shell.desk.change(rooms.as_the_house, self.code, seen)

    def title(self) -> str:
        return _("When {room} can be used").format(room=self.label)

    def without_own(self) -> str:
        return _("as the house is open")

    def key(self) -> str:
        return f"room {self.code}"


class WeekHours(View):
    """One mark runs through the days of the week and on through the days that are other."""

    area = "9"
    help_text = N_("Here stands when somebody works, or when a room can be used.")

    def __init__(self, shell: Shell, whose: Whose) -> None:
        super().__init__(shell)
        self.whose = whose
        self.week: tuple[DayHours, ...] = ()
        self.mark = Mark()

    # Reading ------------------------------------------------------------------------------

    async def load(self) -> None:
        marked = self._marked()
        self.week = await self.whose.read()
        if marked is not None:
            # A line that is gone leaves the mark where it was.
            self.mark_line(str(marked.exception_id))
        self.mark.move(0, self._count())

    async def changed(self, parts: set[str]) -> None:
        if parts & {"settings", "staff", "lists"}:
            await self.load()

    @property
    def _is_colleague(self) -> bool:
        return isinstance(self.whose, OfColleague)

    def _count(self) -> int:
        return len(self.week) + len(self.whose.exceptions)

    def _marked(self) -> WorkingException | None:
        """The marked one of the days that are other; None on a day of the week."""
        at = self.mark.at - len(self.week)
        return self.whose.exceptions[at] if 0 <= at < len(self.whose.exceptions) else None

    def mark_line(self, key: str) -> None:
        """Put the mark on one of the days that are other, by its number."""
        for number, one in enumerate(self.whose.exceptions):
            if str(one.exception_id) == key:
                self.mark.at = len(self.week) + number

    # Keys ---------------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        others = ("week_exceptions",) if self._is_colleague else ()
        return (*others, "week_hours", "everywhere", "always")

    def bar(self) -> tuple[str, ...]:
        if not self._is_colleague:
            return ("edit", "up", "back", "help")
        away = ("take_away",) if self._marked() else ()
        return ("edit", "add", *away, "up", "back", "help")

    def possible(self, command_id: str) -> bool:
        if command_id == "as_the_house":
            return any(day.version for day in self.week)
        return command_id != "take_away" or self._marked() is not None

    def do_down(self) -> None:
        """The next line."""
        self.mark.move(1, self._count())

    def do_up(self) -> None:
        """The line before."""
        self.mark.move(-1, self._count())

    async def do_back(self) -> None:
        """Back to where one came from."""
        await self.shell.close(self)

    async def do_edit(self) -> None:
        """The marked day of the week, or the marked days that are other."""
        marked = self._marked()
        if marked is not None and isinstance(self.whose, OfColleague):
            await self.shell.open(ExceptionForm(self.shell, self, self.whose.staff_id, marked))
        elif marked is None:
            await self.shell.open(DayForm(self.shell, self, self.whose, self.mark.at + 1))

    async def do_add(self) -> None:
        """Days away, a meeting, other hours."""
        if isinstance(self.whose, OfColleague):
            await self.shell.open(ExceptionForm(self.shell, self, self.whose.staff_id))

    async def do_take_away(self) -> None:
        """The marked days are as the week says again."""
        if (marked := self._marked()) is None:
            self.shell.say(_("Put the mark on the days that are to be taken away."), wrong=True)
            return
        try:
            await self.shell.desk.change(
                working_exceptions.take_away, marked.exception_id, marked.version
            )
        finally:
            await self.load()
        self.shell.say(_("Taken away. u brings it back."))

    async def do_as_the_house(self) -> None:
        """No week of its own any more."""
        if not self.possible("as_the_house"):
            self.shell.say(_("There are no hours of its own to take away."), wrong=True)
            return
        try:
            await self.whose.clear(self.week)
        finally:
            await self.load()
        self.shell.say(_("Saved: no hours of its own any more. u brings them back."))

    # Drawing ------------------------------------------------------------------------------

    def hint(self) -> str:
        if self._marked() is not None or not self._is_colleague:
            return ""
        return _("Holidays, illness and meetings: + writes them.")

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        picture.add(*self.lines(space, marked=True))
        return picture

    def lines(self, space: Space, *, marked: bool) -> list[Line]:
        """The week, and as many of the days that are other as there is room for."""
        own = any(day.version for day in self.week)
        right = "" if own else self.whose.without_own()
        shown = [ruled(self.whose.title(), right, width=space.width)]
        # Above a long form there is no room for both: that form is about the days below the week.
        brief = self._is_colleague and space.height < len(self.week) + 5
        for number, day in enumerate(() if brief else self.week):
            here = marked and number == self.mark.at
            shown.append(columns((2, weekday(day.weekday)), (14, day.text), marked=here))
        if not self._is_colleague:
            return shown[: space.height]
        exceptions = self.whose.exceptions
        title = _("Away, meetings, other hours {n}").format(n=len(exceptions))
        shown += (
            [ruled(title, width=space.width)] if brief else [EMPTY, ruled(title, width=space.width)]
        )
        if not exceptions:
            shown.append(line("  " + _("Nothing to come. Press + to write it."), Look.QUIET))
        at = max(0, self.mark.at - len(self.week))
        for number in window(len(exceptions), at, space.height - len(shown)):
            here = marked and len(self.week) + number == self.mark.at
            shown.append(self._exception_line(exceptions[number], here, space.width))
        return shown[: space.height]

    def _exception_line(self, one: WorkingException, here: bool, width: int) -> Line:
        today = local_date(self.shell.clock())
        days = short_day(one.first_on, today)
        if one.last_on != one.first_on:
            days = f"{days} - {short_day(one.last_on, today)}"
        why = _(REASONS[one.reason]) if one.reason else ""
        if why.casefold() in one.label.casefold():
            why = ""  # the house's own words say it already
        return columns(
            (2, days),
            (27, _(EFFECTS[one.effect])),
            (39, one.hours),
            (56, fit(", ".join(filter(None, (why, one.label))), width - 57)),
            marked=here,
        )


class DayForm(OneRow):
    """The hours of one day of the week."""

    panel = "week hours"
    column = 14
    help_text = N_("Here you write the hours of one day of the week, or none.")

    def __init__(self, shell: Shell, behind: Behind, whose: Whose, day: int) -> None:
        super().__init__(shell, behind)
        self.whose, self.day = whose, day

    def subject(self) -> str:
        return f"{self.whose.key()} {self.day}"

    def rows(self) -> list[Row]:
        hint = _("Such as 9-15, or 9-12, 13-15.30. Empty: none that day.")
        return [TextRow(weekday(self.day), Field("hours", limit=HOURS_LIMIT), hint)]

    async def read(self) -> tuple[int, dict[str, str]]:
        day = (await self.whose.read())[self.day - 1]
        return day.version, {"hours": day.text if day.spans else ""}

    async def save(self, version: int, texts: dict[str, str]) -> str:
        written = await self.whose.put(self.day, texts["hours"], version)
        return _("Saved: {day} {hours}.").format(day=weekday(self.day), hours=written)

    def title(self) -> tuple[str, str]:
        return _("Edit the hours"), ""


class ExceptionForm(SettingForm):
    """Days that are other than a colleague's week says."""

    panel = "working exception"
    column = 14
    help_text = N_("Here you write when somebody is away, busy, or works other hours.")

    def __init__(
        self,
        shell: Shell,
        behind: Behind,
        staff_id: int,
        edited: WorkingException | None = None,
    ) -> None:
        super().__init__(shell, behind)
        self.staff_id = staff_id
        self.edited = edited
        self.new = edited is None

    def subject(self) -> str:
        return str(self.edited.exception_id) if self.edited else f"staff {self.staff_id}"

    def rows(self) -> list[Row]:
        return [
            TextRow(_("From"), Field("first_on", limit=20), _("A day like 24.12. or tomorrow.")),
            TextRow(_("To"), Field("last_on", limit=20), _("The last day. Empty: one day.")),
            ChoiceRow("effect", _("What"), [(code, _(text)) for code, text in EFFECTS.items()]),
            TextRow(
                _("Hours"),
                Field("hours", limit=HOURS_LIMIT),
                _("Only for busy and other hours: 10-11. Away is whole days."),
            ),
            ChoiceRow("reason", _("Why"), [(code, _(text)) for code, text in REASONS.items()]),
            TextRow(_("In words"), Field("label", limit=LABEL_LIMIT), _("Can be left empty.")),
        ]

    async def read(self) -> tuple[int, dict[str, str]]:
        if self.edited is None:
            return 0, {"effect": Effect.AWAY, "reason": ""}
        one = await self.shell.desk.read(working_exceptions.one, self.edited.exception_id)
        return one.version, {
            "first_on": full_day(one.first_on),
            "last_on": full_day(one.last_on),
            "effect": one.effect,
            "hours": one.hours,
            "reason": one.reason,
            "label": one.label,
        }

    async def save(self, version: int, texts: dict[str, str]) -> str:
        # All rows together say what it is: the hours alone mean nothing without the days.
        whole = {row.name: text_of(row) for row in self.form.rows} | texts
        today = local_date(self.shell.clock())
        first = typed_day(whole["first_on"], today, "first_on")
        last = typed_day(whole["last_on"], today, "last_on") if whole["last_on"] else first
        written = NewException(
            self.staff_id,
            whole["effect"],
            first,
            last,
            whole["hours"],
            whole["reason"],
            whole["label"],
        )
        desk = self.shell.desk
        if self.edited is None:
            laid = await desk.change(working_exceptions.add, written)
            self.made = str(laid.exception_id)
        else:
            laid = await desk.change(
                working_exceptions.change, self.edited.exception_id, version, written
            )
        return _said(laid)

    def title(self) -> tuple[str, str]:
        return (_("Away, busy, other hours") if self.new else _("Edit these days")), ""


def _said(laid: Laid) -> str:
    """The sentence about what was written, and about the booked times it lies on."""
    if not laid.booked:
        return _("Saved. u takes it back.")
    return ngettext(
        "Saved. {n} booked time is hit and stands: press : and write ill today.",
        "Saved. {n} booked times are hit and stand: press : and write ill today.",
        laid.booked,
    ).format(n=laid.booked)
