"""Closing a course: why, what comes after, what was said, and what is let go of."""

from __future__ import annotations

from dataclasses import replace

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import checks, closing, courses
from din_indgang_tui.house.checks import Check
from din_indgang_tui.house.closing import ANSWERS, NOTE_LIMIT, QUESTIONS, Closing, Release
from din_indgang_tui.house.codes import DIED, YES_NO_UNKNOWN_LABELS, Choice
from din_indgang_tui.house.courses import Course
from din_indgang_tui.house.moments import past_day
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views.base import Shell, Space
from din_indgang_tui.views.course_head import near
from din_indgang_tui.views.editing import Row
from din_indgang_tui.views.ready import ReadyForm
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import ChoiceRow, TextRow, text_of
from din_indgang_tui.widgets.page import Line, flow, ruled
from din_indgang_tui.words import clock_time, full_day

_MOST_NAMED = 4  # times named one by one; the rest are counted
_STANDS = "stands"


class CloseCourse(ReadyForm):
    """Three choices must be made; what is let go of stands above, before Enter closes it."""

    area = "3"
    panel = "course closing"
    new = True
    column = 34
    ready_context = "course_close"
    required = ("closed_on", "closing_reason", "onward_support", "formerly_assessed")
    help_text = N_("Here you close a course. Three answers are needed for the figures.")

    def __init__(self, shell: Shell, course_id: int) -> None:
        super().__init__(shell)
        self.course_id = course_id
        self.course: Course | None = None
        self.check: Check | None = None
        self.release = Release()
        self.if_died = Release()  # which ends what they have beside the course too

    def subject(self) -> str:
        return str(self.course_id)

    def rows(self) -> list[Row]:
        lists = self.shell.lists
        answers = [(code, _(label)) for code, label in ANSWERS.items()]
        assessed = [(code, _(label)) for code, label in YES_NO_UNKNOWN_LABELS.items()]
        told = [("", _("not yet")), ("yes", _("yes, has been told"))]
        knows = [ChoiceRow("told", _("Knows that times fall away?"), told)]
        if not self.release.slots:
            knows = []
        for held in self.release.places:
            label = _("Waits for a place") if held.waits else _("Place in a group")
            ends = [("", _("ends: {group}")), (_STANDS, _("stays: {group}"))]
            choices = [(code, text.format(group=held.group)) for code, text in ends]
            knows.append(ChoiceRow(_row_name(held.group_id), label, choices))
        return [
            ChoiceRow("closing_reason", _("Why it closes"), _open_choices(lists.closing_reasons)),
            ChoiceRow(
                "onward_support", _("What comes after"), _open_choices(lists.onward_supports)
            ),
            ChoiceRow(
                "formerly_assessed",
                _("Would formerly be assessed?"),
                [("", _("choose one")), *assessed],
            ),
            TextRow(_("Closed on"), Field("closed_on", limit=20), _("Like today or 20.11.")),
            TextRow(_("Note"), Field("closing_note", limit=NOTE_LIMIT)),
            *knows,
            *(ChoiceRow(name, _(label), list(answers)) for name, label in QUESTIONS.items()),
        ]

    async def load(self) -> None:
        if not self.form.rows:
            await self._read_releases()
        await super().load()

    async def read(self) -> tuple[int, dict[str, str]]:
        self.course = await self.shell.desk.read(courses.one, self.course_id)
        self.check = await self.shell.desk.read(checks.of_course, self.course_id)
        await self._read_releases()
        empty = {row.name: "" for row in self.form.rows}
        today = full_day(local_date(self.shell.clock()))
        return self.course.version, empty | {"closed_on": today}

    async def save(self, version: int, texts: dict[str, str]) -> str:
        if not texts["closed_on"].strip():
            raise DeskError(_("Write the day it closed."), field="closed_on")
        today = local_date(self.shell.clock())
        said = Closing(
            closed_on=past_day(texts["closed_on"], today, field="closed_on"),
            closing_reason=texts["closing_reason"],
            onward_support=texts["onward_support"],
            formerly_assessed=texts["formerly_assessed"],
            closing_note=texts["closing_note"],
            told=texts.get("told") == "yes",
            stand=frozenset(
                held.group_id
                for held in self.release.places
                if texts.get(_row_name(held.group_id)) == _STANDS
            ),
            feedback={name: texts[name] for name in QUESTIONS},
        )
        done = await self.shell.desk.change(closing.close, self.course_id, version, said)
        sentence = _("Closed: the course of {name}.").format(name=done.course.name)
        if n := len(done.released.slots):
            sentence += " " + ngettext("{n} time was let go.", "{n} times were let go.", n).format(
                n=n
            )
        return sentence + " " + _("Press u to undo.")

    async def changed(self, parts: set[str]) -> None:
        if parts & {"courses", "slots", "groups"}:
            await self._read_releases()

    async def _read_releases(self) -> None:
        read = self.shell.desk.read
        self.release = await read(closing.releases, self.course_id)
        self.if_died = await read(closing.releases, self.course_id, DIED)

    # What is let go of ----------------------------------------------------------------------

    def _ends(self) -> Release:
        """What ends with it, for the reason that is chosen."""
        if text_of(self._row_of("closing_reason")) == DIED:
            return self.if_died
        return replace(
            self.release,
            places=tuple(
                held
                for held in self.release.places
                if self.form.code(_row_name(held.group_id)) != _STANDS
            ),
        )

    def above(self, space: Space) -> list[Line]:
        said = released(self._ends())
        lines = [ruled(_("What ends with it"), width=space.width)]
        for text in said or [_("Nothing is booked, and nothing runs on.")]:
            lines += flow(text, width=space.width - 2, indent=2)
        if self.check is not None and self.check.owed and self.check.due_on <= self.check.today:
            text = _("The four-week check stays on the list until it is decided.")
            lines += flow(text, width=space.width - 2, indent=2)
        return lines

    def title(self) -> tuple[str, str]:
        name = self.course.full_name if self.course is not None else ""
        return _("Close the course of {name}").format(name=name), self._where()

    def _where(self) -> str:
        if self.course is None:
            return ""
        weeks = self.course.weeks
        return _("week {n} of {count}").format(n=weeks.week, count=weeks.count)

    def hint(self) -> str:
        found = super().hint()
        if not self.opened and not self.steered:
            if self._ends():
                return _("Enter closes the course, and ends what stands above.")
            return _("Enter closes the course. The questions below may stay empty.")
        return found


def released(release: Release) -> list[str]:
    """What a closing ends, a sentence a kind of thing."""
    said = []
    if n := len(release.slots):
        named = ", ".join(
            f"{near(local_date(one.starts_at))} {clock_time(one.starts_at)}"
            for one in release.slots[:_MOST_NAMED]
        )
        if n > _MOST_NAMED:
            named += " " + _("and {n} more").format(n=n - _MOST_NAMED)
        said.append(
            ngettext("{n} booked time: {times}.", "{n} booked times: {times}.", n).format(
                n=n, times=named
            )
        )
    if release.activities:
        said.append(
            _("It takes part in: {what}.").format(
                what=", ".join(one.what for one in release.activities)
            )
        )
    if release.wishes:
        said.append(
            ngettext("{n} wish for a time.", "{n} wishes for a time.", release.wishes).format(
                n=release.wishes
            )
        )
    for waits, text in ((False, _("Place in: {groups}.")), (True, _("Waits for: {groups}."))):
        if named := ", ".join(held.group for held in release.places if held.waits is waits):
            said.append(text.format(groups=named))
    if release.resting:
        said.append(_("The pause ends too."))
    return said


def _row_name(group_id: int) -> str:
    """The row that asks whether the place in this group stands."""
    return f"group {group_id}"


def _open_choices(choices: tuple[Choice, ...]) -> list[tuple[str, str]]:
    return [("", _("choose one"))] + [
        (choice.code, choice.label) for choice in choices if not choice.retired
    ]
