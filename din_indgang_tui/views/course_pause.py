"""A pause of a course: from when, until when, and why; `h` on a course."""

from __future__ import annotations

from datetime import date

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import courses, pauses
from din_indgang_tui.house.courses import Course, Pause
from din_indgang_tui.house.pauses import NOTE_LIMIT, REASON_LABELS
from din_indgang_tui.house.slot_rows import Slot
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.course_part import PartForm
from din_indgang_tui.views.editing import Row
from din_indgang_tui.views.pause_times import PauseTimes, within_words
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import ChoiceRow, TextRow
from din_indgang_tui.words import full_day


class PauseForm(PartForm):
    """A new pause, or one that is there: an empty last day means that it lasts."""

    panel = "course pause"
    parts = frozenset({"courses", "slots"})
    help_text = N_("Here you write a pause: the course ends as many days later.")

    def __init__(self, shell: Shell, course_id: int, pause_id: int | None = None) -> None:
        super().__init__(shell, course_id, pause_id)
        self.course: Course | None = None
        self.within: tuple[Slot, ...] = ()
        self.other_days = False  # whether they were among what was saved last

    def rows(self) -> list[Row]:
        return [
            TextRow(_("From"), Field("first_on", limit=20), _("Its first day, like 20.11.")),
            TextRow(
                _("To"),
                Field("last_on", limit=20),
                _("Its last day; leave it empty while nobody knows."),
            ),
            ChoiceRow(
                "reason", _("Why"), [(code, _(label)) for code, label in REASON_LABELS.items()]
            ),
            TextRow(_("Note"), Field("note", limit=NOTE_LIMIT)),
        ]

    async def load(self) -> None:
        fresh = not self.form.rows
        await super().load()
        if fresh and not self.new and not self.unsaved() and self._runs_on():
            self.form.at = 1  # what one wants of a pause that lasts is another last day, or its end

    async def read(self) -> tuple[int, dict[str, str]]:
        self.course = await self.shell.desk.read(courses.one, self.course_id)
        if (pause := self._pause()) is None:
            return 0, {"first_on": full_day(local_date(self.shell.clock()))}
        self.within = await self.shell.desk.read(pauses.booked_within, pause.pause_id)
        last = pause.days.last_on
        return pause.version, {
            "first_on": full_day(pause.days.first_on),
            "last_on": full_day(last) if last else "",
            "reason": pause.reason,
            "note": pause.note,
        }

    def _pause(self) -> Pause | None:
        if self.part_id is None or self.course is None:
            return None
        for pause in self.course.pauses:
            if pause.pause_id == self.part_id:
                return pause
        raise DeskError(_("That pause was taken away."))

    async def save(self, version: int, texts: dict[str, str]) -> str:
        values = self.values(texts)
        if self.part_id is None:
            first, last = values["first_on"], values["last_on"]
            course = await self.shell.desk.change(
                pauses.begin,
                self.course_id,
                date.fromisoformat(str(first)),
                date.fromisoformat(str(last)) if last else None,
                texts["reason"],
                texts["note"],
            )
        else:
            course = await self.shell.desk.change(pauses.change, self.part_id, version, values)
        self.course = course
        self.other_days = not {"first_on", "last_on"}.isdisjoint(values)
        return _ends(course)

    async def saved(self) -> None:
        """What is booked within its days is asked about at once: somebody decides, or goes on."""
        await super().saved()
        if self.other_days and self.course is not None:
            await self._ask(self.part_id or max(one.pause_id for one in self.course.pauses))

    async def _ask(self, pause_id: int) -> None:
        if within := await self.shell.desk.read(pauses.booked_within, pause_id):
            await self.shell.open(PauseTimes(self.shell, pause_id, within))

    def title(self) -> tuple[str, str]:
        name = self.course.full_name if self.course is not None else ""
        if self.new:
            return _("A pause: {name}").format(name=name), ""
        return _("The pause of {name}").format(name=name), ""

    def hint(self) -> str:
        if found := super().hint():
            return found
        if self.within and not self.opened:
            return within_words(self.within)
        return ""

    # Ending it, and taking it away --------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        more = () if self.opened or self.new else ("course_pause",)
        return (*more, *super().contexts())

    def bar(self) -> tuple[str, ...]:
        if self.opened or self.new:
            return super().bar()
        ends = ("end_today",) if self._runs_on() else ()
        times = ("times_within",) if self.within else ()
        away = () if ends and times else ("take_away",)
        return ("open_row", *ends, *times, *away, "back", "help")

    def possible(self, command_id: str) -> bool:
        if command_id == "end_today":
            return self._runs_on()
        return command_id != "times_within" or bool(self.within)

    def _runs_on(self) -> bool:
        """Whether the pause has begun and goes on after today."""
        today = local_date(self.shell.clock())
        all_of_it = self.course.pauses if self.course is not None else ()
        return any(
            one.pause_id == self.part_id
            and one.days.first_on <= today
            and (one.days.last_on is None or one.days.last_on > today)
            for one in all_of_it
        )

    async def do_end_today(self) -> None:
        """Today is its last day."""
        if not self._runs_on() or self.part_id is None:
            self.shell.say(_("It does not run now: Enter on a row changes its days."))
            return
        values = {"last_on": local_date(self.shell.clock()).isoformat()}
        course = await self.shell.desk.change(pauses.change, self.part_id, self.version, values)
        await self.shell.close(self)
        self.shell.say(_("The pause ends today.") + " " + _ends(course))

    async def do_times_within(self) -> None:
        """What is booked within it: let it stand, or let go of it."""
        if self.part_id is not None:
            await self._ask(self.part_id)

    async def do_take_away(self) -> None:
        """It was none."""
        if self.part_id is not None:
            await self.shell.desk.change(pauses.take_away, self.part_id, self.version)
            await self.shell.close(self)
            self.shell.say(_("Taken away: the pause. Press u to undo."))


def _ends(course: Course) -> str:
    return _("Saved: the course ends {day}.").format(day=full_day(course.weeks.end_on))
