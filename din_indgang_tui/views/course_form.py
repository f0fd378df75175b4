"""The facts of a course: a new one, where Enter opens it as it stands, or one to mend."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import call_backs, courses, staff
from din_indgang_tui.house.codes import LEGAL_BASIS_LABELS, TARGET_GROUP_LABELS
from din_indgang_tui.house.coming_days import any_day_or_none
from din_indgang_tui.house.course_rules import MAY_BE_PEER, MAY_COACH, MAY_LENGTHEN, WHY_LIMIT
from din_indgang_tui.house.course_weeks import end_after
from din_indgang_tui.house.courses import Course, NewCourse
from din_indgang_tui.house.staff import Colleague
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.store.roles import Role
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.editing import Row
from din_indgang_tui.views.ready import ReadyForm
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import ChoiceRow, KnownChoice, TextRow
from din_indgang_tui.words import full_day

_DAYS = ("opened_on", "planned_end_on")
_PEOPLE = ("coach_id", "peer_id")


class CourseForm(ReadyForm):
    """Start, end, coach, peer, law, target group; a new one is filled in already."""

    area = "3"
    panel = "course"
    parts = frozenset({"courses"})
    column = 22
    ready_context = "course_new"
    required = ("opened_on", "planned_end_on", "coach_id")
    help_text = N_("Here stand the facts of a course. Start, end and coach must be there.")

    def __init__(self, shell: Shell, citizen_id: int, course_id: int | None = None) -> None:
        super().__init__(shell)
        self.citizen_id = citizen_id
        self.course_id = course_id
        self.new = course_id is None
        self.colleagues: Sequence[Colleague] = ()
        self.name = ""
        self.course: Course | None = None
        self.earlier: Course | None = None  # of who comes back

    def subject(self) -> str:
        return f"new {self.citizen_id}" if self.course_id is None else str(self.course_id)

    # Rows ---------------------------------------------------------------------------------

    def rows(self) -> list[Row]:
        rows: list[Row] = [
            TextRow(_("Start"), Field("opened_on", limit=20), _("Like 20.11. or today.")),
            TextRow(_("End"), Field("planned_end_on", limit=20), self._end_hint()),
            KnownChoice("coach_id", _("Coach"), self._people(MAY_COACH, _("choose one"))),
            KnownChoice("peer_id", _("Peer"), self._people(MAY_BE_PEER, _("nobody"))),
            ChoiceRow("legal_basis", _("Law"), _labelled(LEGAL_BASIS_LABELS)),
            ChoiceRow("target_group", _("Target group"), _labelled(TARGET_GROUP_LABELS)),
        ]
        if self.shell.desk.who.role in MAY_LENGTHEN:
            hint = _("Only where it lasts longer than the house's limit.")
            rows.append(TextRow(_("Why longer"), Field("longer_why", limit=WHY_LIMIT), hint))
        return rows

    def _end_hint(self) -> str:
        weeks = self.shell.settings.course_weeks
        return ngettext(
            "{n} week at most, pauses aside.", "{n} weeks at most, pauses aside.", weeks
        ).format(n=weeks)

    def _people(self, roles: frozenset[Role], nobody: str) -> list[tuple[str, str]]:
        me = self.shell.desk.who.staff_id
        fit = [one for one in self.colleagues if one.active and one.role in roles]
        return [("", nobody)] + [
            (str(one.id), _("you, {name}").format(name=one.name) if one.id == me else one.name)
            for one in fit
        ]

    async def load(self) -> None:
        if not self.form.rows:
            self.colleagues = await self.shell.desk.read(staff.everyone)
            self.name = await self.shell.desk.read(call_backs.who, self.citizen_id)
            found = await self.shell.desk.read(courses.of_citizen, self.citizen_id)
            self.earlier = next((one for one in found if not one.is_open), None)
        await super().load()

    async def read(self) -> tuple[int, dict[str, str]]:
        if self.course_id is None:
            return 0, self._proposed()
        course = self.course = await self.shell.desk.read(courses.one, self.course_id)
        for name, number, called in (
            ("coach_id", course.coach_id, course.coach),
            ("peer_id", course.peer_id, course.peer),
        ):
            row = self._row_of(name)
            if number is not None and isinstance(row, KnownChoice):
                row.offer(str(number), called)
        planned = course.weeks.planned_end_on
        return course.version, {
            "opened_on": full_day(course.opened_on),
            "planned_end_on": full_day(planned) if planned else "",
            "coach_id": _code(course.coach_id),
            "peer_id": _code(course.peer_id),
            "legal_basis": course.legal_basis,
            "target_group": course.target_group,
            "longer_why": course.longer_why,
        }

    def _proposed(self) -> dict[str, str]:
        """Today, as many weeks as the house says, and oneself where one is a coach."""
        today = local_date(self.shell.clock())
        who = self.shell.desk.who
        return {
            "opened_on": full_day(today),
            "planned_end_on": full_day(end_after(today, self.shell.settings.course_weeks)),
            "coach_id": _code(who.staff_id) if who.role in MAY_COACH else "",
        }

    # Saving -------------------------------------------------------------------------------

    async def save(self, version: int, texts: dict[str, str]) -> str:
        values = {name: self._value(name, text) for name, text in texts.items()}
        if self.course_id is not None:
            course = await self.shell.desk.change(courses.change, self.course_id, version, values)
            return said(course, _("Saved: the course of {name} ends {day}."))
        opened, planned = (values.pop(name) for name in _DAYS)
        new = NewCourse(
            citizen_id=self.citizen_id,
            opened_on=date.fromisoformat(str(opened)),
            planned_end_on=date.fromisoformat(str(planned)) if planned else None,
            **values,  # type: ignore[arg-type]
        )
        course = await self.shell.desk.change(courses.open_course, new)
        self.course = course
        return said(course, _("Opened: {name}'s course, until {day}. Press u to undo."))

    def _value(self, name: str, text: str) -> str | int | None:
        if name in _DAYS:
            day = any_day_or_none(text, local_date(self.shell.clock()), field=name)
            return day.isoformat() if day is not None else None
        if name in _PEOPLE:
            return int(text) if text else None
        return text

    async def saved(self) -> None:
        await super().saved()
        if self.new and self.course is not None:
            await self.shell.go_to_course(self.course.course_id)

    # Words --------------------------------------------------------------------------------

    def title(self) -> tuple[str, str]:
        if self.new:
            back = _("has been here before") if self.earlier is not None else ""
            return _("A new course: {name}").format(name=self.name), back
        return _("The course of {name}: edit").format(name=self.name), ""

    def hint(self) -> str:
        if found := super().hint():
            return found
        if self.new and self.earlier is not None and self.earlier.closed_on is not None:
            if self.earlier.died:
                return _("The earlier course closed because the citizen died.")
            return _("Came back: the earlier course was from {first} to {last}.").format(
                first=full_day(self.earlier.opened_on), last=full_day(self.earlier.closed_on)
            )
        if self.course is not None and self.course.pauses and not self.opened:
            return _("With its pauses the course ends {day}.").format(
                day=full_day(self.course.weeks.end_on)
            )
        return ""


def said(course: Course, sentence: str) -> str:
    """What row 23 says of a course that was opened or changed."""
    return sentence.format(name=course.name, day=full_day(course.weeks.end_on))


async def open_at_once(shell: Shell, citizen_id: int, conversation_id: int) -> None:
    """A course made from a conversation: from today, as long as the house says, with oneself.

    Raises DeskError where somebody opened one meanwhile.
    """
    today, who = local_date(shell.clock()), shell.desk.who
    new = NewCourse(citizen_id, today, coach_id=who.staff_id, conversation_id=conversation_id)
    course = await shell.desk.change(courses.open_course, new)
    await shell.go_to_course(course.course_id)
    shell.say(said(course, _("Opened: {name}'s course, until {day}. e edits it, u undoes it.")))


def _labelled(labels: dict[str, str]) -> list[tuple[str, str]]:
    return [(code, _(label)) for code, label in labels.items()]


def _code(number: int | None) -> str:
    return "" if number is None else str(number)
