"""Finished: how did it end?"""

from __future__ import annotations

from din_indgang_tui.house import courses, enquiries
from din_indgang_tui.house.day import InTheHouse
from din_indgang_tui.house.enquiry_columns import NOTE_LIMIT
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import COACHES
from din_indgang_tui.views.base import Board, Picture, Shell, Space, View
from din_indgang_tui.views.drafts import forget, kept
from din_indgang_tui.views.reasons import draw_filter
from din_indgang_tui.widgets.choices import ChoiceList
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.page import EMPTY, columns, fit, ruled
from din_indgang_tui.words import clock_time

PANEL = "finished"


class Finished(View):
    """One outcome from a filtered list, and one line about it that can be skipped."""

    area = "1"
    help_text = N_("Here you choose how it ended. One line about it can be written too.")

    def __init__(self, shell: Shell, today: Board, row: InTheHouse) -> None:
        super().__init__(shell)
        self.today = today
        self.row = row
        choices = [(c.code, c.label) for c in shell.lists.outcomes if not c.retired]
        self.list = ChoiceList(
            choices, beside={code: before for code, (before, _after) in self._next().items()}
        )
        self.note = Field("note", limit=NOTE_LIMIT)
        self.in_note = False

    def _next(self) -> dict[str, tuple[str, str]]:
        """By outcome: what comes next, before it is chosen and once it is; for whom it is possible.

        Only said: nobody is led from one form into another.
        """
        if self.row.citizen_id is None:
            return {}
        steps = {
            "appointment": (_("afterwards: t finds a time"), _("t finds a time.")),
            "group": (_("afterwards: b finds a group"), _("b finds a group.")),
        }
        if self.shell.desk.who.role in COACHES:
            steps["conversation"] = (
                _("afterwards: s opens the conversation"),
                _("s opens the conversation."),
            )
            steps["referred_authority"] = (
                _("afterwards: y begins the referral"),
                _("y begins the referral."),
            )
            steps["course_opened"] = (_("afterwards: opens the course"), "")
        return steps

    def contexts(self) -> tuple[str, ...]:
        return ("one_line" if self.in_note else "outcome", "always")

    def bar(self) -> tuple[str, ...]:
        return ("take", "line", "back") if self.in_note else ("up", "take", "line", "back")

    def writing(self) -> Field | None:
        return self.note if self.in_note else self.list.filter

    async def typed(self) -> None:
        if not self.in_note:
            self.list.filtered()

    def do_down(self) -> None:
        """The next row."""
        self.list.move(1)

    def do_up(self) -> None:
        """The row before."""
        self.list.move(-1)

    def do_line(self) -> None:
        """Between the list and the line."""
        self.in_note = not self.in_note

    async def do_back(self) -> None:
        """Out of the line, then out of the panel."""
        if self.in_note:
            self.in_note = False
        else:
            await self.shell.close(self)

    async def do_take(self) -> None:
        """Save the outcome and the time."""
        outcome = self.list.marked_code()
        if outcome is None:
            self.shell.say(_("No outcome fits what you wrote."), wrong=True)
            return
        name = await self.shell.desk.change(
            enquiries.finish, self.row.enquiry_id, outcome, self.note.value
        )
        self.note.value = ""  # saved: there is no draft any more
        await forget(self.shell.desk, PANEL, str(self.row.enquiry_id))
        await self.shell.close(self)
        said = _("Saved: {name} is finished, {outcome}.").format(
            name=name, outcome=self.shell.lists.outcome(outcome)
        )
        # The mark is on them still, so that the key is about them.
        _before, after = self._next().get(outcome, ("", ""))
        self.shell.say(f"{said} {after}".strip())
        if outcome == "course_opened" and outcome in self._next():
            await self._to_course()

    async def _to_course(self) -> None:
        """The course that was opened meanwhile, else the form of a new one; Esc leaves it be."""
        assert self.row.citizen_id is not None
        course = await self.shell.desk.read(courses.open_of, self.row.citizen_id)
        if course is None:
            await self.shell.go_to_new_course(self.row.citizen_id)
        else:
            await self.shell.go_to_course(course.course_id)

    async def refused(self, error: DeskError) -> None:
        self.in_note = error.field == "note"

    async def load(self) -> None:
        found = await kept(self.shell.desk, PANEL, str(self.row.enquiry_id))
        self.note.value = self.note.value or str(found.get("note", ""))

    def draft(self) -> tuple[str, str, dict[str, str]] | None:
        if not self.note.value:
            return None
        return PANEL, str(self.row.enquiry_id), {"note": self.note.value}

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        picture.add(*self.today.draw_above(Space(space.width, 1)))
        who = self.row.full_name or _("Anonymous")
        now = clock_time(self.shell.clock())
        picture.add(
            ruled(
                _("{name}: how did it end?").format(name=who),
                _("finished at {time}").format(time=now),
                width=space.width,
            )
        )
        at = draw_filter(picture, self.list.filter)
        if not self.in_note:
            picture.put_field(self.list.filter, at, 52 - at)
        room = space.height - len(picture.lines) - 2
        rows = self.list.lines(room, marked=not self.in_note)
        picture.add(*rows, *[EMPTY] * (room - len(rows)))
        picture.add(ruled(_("One line about it (can be skipped)"), width=space.width))
        note = fit(self.note.value, space.width - 4)
        picture.add(columns((0, ">" if self.in_note else ""), (2, note)))
        if self.in_note:
            picture.put_field(self.note, 2, space.width - 4)
        return picture

    def hint(self) -> str:
        if self.list.nothing_fits():
            return _("No outcome fits what you wrote.")
        if self.row.met_at is None:
            return _("Not taken in yet. Nothing is saved yet.")
        return _("Taken in at {time} by {colleague}. Nothing is saved yet.").format(
            time=clock_time(self.row.met_at), colleague=self.row.met_by
        )
