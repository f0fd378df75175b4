"""For whom is a free time? The finder, where Enter goes on to book it."""

from __future__ import annotations

from datetime import datetime

from din_indgang_tui.house import courses
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.citizens import CitizensView
from din_indgang_tui.words import appointment


class Whom(CitizensView):
    """The finder's list about one free time of one colleague."""

    area = "3"
    help_text = N_("Here you say for whom the time is: write a part of the name or of a number.")

    def __init__(self, shell: Shell, coach: tuple[int, str], starts_at: datetime) -> None:
        super().__init__(shell)
        self.coach_id, self.coach = coach
        self.starts_at = starts_at

    def contexts(self) -> tuple[str, ...]:
        return ("whom", "always")

    def bar(self) -> tuple[str, ...]:
        return ("up", "take", "back", "help") if self.matches.hits else ("back", "help")

    def title(self) -> str:
        return _("{time} with {coach}: for whom?").format(
            time=appointment(self.starts_at), coach=self.coach
        )

    async def do_take(self) -> None:
        """The week with the mark on that time: Enter books it for the marked one."""
        await self._answer()
        if (hit := self._marked()) is None:
            if self.text.value.strip():
                self.shell.say(_("Nobody fits. Press Esc, then n for someone new."))
            return
        course = await self.shell.desk.read(courses.open_of, hit.citizen_id)
        await self.shell.close(self)
        await self.shell.go_to_booking(
            hit.citizen_id,
            course.course_id if course is not None else None,
            coach_id=self.coach_id,
            starts_at=self.starts_at,
        )

    def hint(self) -> str:
        return super().hint() or _("Nothing is booked yet.")
