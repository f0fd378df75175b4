"""A pause of a course: from when, until when, and why; `h` on a course."""

from __future__ import annotations

from datetime import date

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import course_pages, courses, pauses
from din_indgang_tui.house.coming_days import any_day
from din_indgang_tui.house.courses import Course, Pause
from din_indgang_tui.house.pauses import NOTE_LIMIT, REASON_LABELS
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.editing import EditView, Row
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import ChoiceRow, TextRow
from din_indgang_tui.words import full_day


class PauseForm(EditView):
    """A new pause, or one that is there: an empty last day means that it lasts."""

    area = "3"
    panel = "course pause"
    parts = frozenset({"courses"})
    help_text = N_("Here you write a pause: the course ends as many days later.")

    def __init__(self, shell: Shell, course_id: int, pause_id: int | None = None) -> None:
        super().__init__(shell)
        self.course_id = course_id
        self.pause_id = pause_id
        self.new = pause_id is None
        self.course: Course | None = None

    def subject(self) -> str:
        return f"new {self.course_id}" if self.pause_id is None else str(self.pause_id)

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
        if fresh and not self.new and self.form.text("last_on") == "":
            # What one wants of a pause that lasts is to end it.
            self.form.at, self.opened = 1, True

    async def read(self) -> tuple[int, dict[str, str]]:
        self.course = await self.shell.desk.read(courses.one, self.course_id)
        if (pause := self._pause()) is None:
            return 0, {"first_on": full_day(local_date(self.shell.clock()))}
        last = pause.days.last_on
        return pause.version, {
            "first_on": full_day(pause.days.first_on),
            "last_on": full_day(last) if last else "",
            "reason": pause.reason,
            "note": pause.note,
        }

    def _pause(self) -> Pause | None:
        if self.pause_id is None or self.course is None:
            return None
        for pause in self.course.pauses:
            if pause.pause_id == self.pause_id:
                return pause
        raise DeskError(_("That pause was taken away."))

    async def save(self, version: int, texts: dict[str, str]) -> str:
        values: dict[str, str | int | None] = {
            name: self._value(name, text) for name, text in texts.items()
        }
        if self.pause_id is None:
            if values["first_on"] is None:
                raise DeskError(_("Write its first day."), field="first_on")
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
            if "first_on" in values and values["first_on"] is None:
                raise DeskError(_("Write its first day."), field="first_on")
            course = await self.shell.desk.change(pauses.change, self.pause_id, version, values)
        said = _("Saved: the course ends {day}.").format(day=full_day(course.weeks.end_on))
        within = await self._booked_within(course)
        if within:
            said += " " + ngettext(
                "{n} time is booked within the pause.", "{n} times are booked within it.", within
            ).format(n=within)
        return said

    async def _booked_within(self, course: Course) -> int:
        """How many booked times to come lie in a pause: somebody has to move or cancel them."""
        page = await self.shell.desk.read(course_pages.page_again, course.course_id)
        now = self.shell.clock()
        return sum(
            slot.status == "booked"
            and slot.starts_at > now
            and any(
                pause.days.first_on <= slot.day <= (pause.days.last_on or slot.day)
                for pause in course.pauses
            )
            for slot in page.slots
        )

    def _value(self, name: str, text: str) -> str | int | None:
        if name not in ("first_on", "last_on"):
            return text
        if not text.strip():
            return None
        return any_day(text, local_date(self.shell.clock()), field=name).isoformat()

    def title(self) -> tuple[str, str]:
        name = self.course.full_name if self.course is not None else ""
        if self.new:
            return _("A pause: {name}").format(name=name), ""
        return _("The pause of {name}").format(name=name), ""

    # Taking it away -------------------------------------------------------------------------

    def contexts(self) -> tuple[str, ...]:
        return (
            super().contexts() if self.opened or self.new else ("course_part", *super().contexts())
        )

    def bar(self) -> tuple[str, ...]:
        if self.opened or self.new:
            return super().bar()
        return ("up", "open_row", "take_away", "back", "help")

    async def do_take_away(self) -> None:
        """It was none."""
        if self.pause_id is not None:
            await self.shell.desk.change(pauses.take_away, self.pause_id, self.version)
            await self.shell.close(self)
            self.shell.say(_("Taken away: the pause. Press u to undo."))
