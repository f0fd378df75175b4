"""On the waiting list: what somebody waits for, where no free time suits them now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import coming_days, dates, wishes
from din_indgang_tui.house.booking import ForWhom
from din_indgang_tui.house.coming_days import any_day_or_none
from din_indgang_tui.house.enquiry_columns import NOTE_LIMIT
from din_indgang_tui.house.wishes import NewWish
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.booking_how import How
from din_indgang_tui.views.editing import EditView, Row
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import ChoiceRow, TextRow
from din_indgang_tui.words import unstopped

# What the house calls the row that its `to_time` and `from_time` come from.
_ROW_OF = {"to_time": "hours", "from_time": "hours"}


class WishForm(EditView):
    """One new wish: with whom, on which days, within which hours, until when."""

    area = "3"
    panel = "wish"
    new = True
    help_text = N_("Here you write what they wait for. Empty rows mean that anything will do.")

    def __init__(
        self,
        shell: Shell,
        whom: ForWhom,
        coaches: Sequence[tuple[int, str]],
        coach_id: int | None,
        how: How,
    ) -> None:
        super().__init__(shell)
        self.whom, self.coaches, self.coach_id, self.how = whom, coaches, coach_id, how

    def subject(self) -> str:
        return str(self.whom.citizen_id)

    def rows(self) -> list[Row]:
        coaches = [("", _("any colleague")), *((str(key), name) for key, name in self.coaches)]
        coach = ChoiceRow("coach", _("With"), coaches)
        coach.choose(str(self.coach_id))
        return [
            coach,
            TextRow(_("On"), Field("weekdays", limit=60), _("like Tue Thu; empty: any day")),
            TextRow(_("Between"), Field("hours", limit=20), _("like 9-12; empty: any hour")),
            TextRow(_("Until"), Field("last_on", limit=12), _("like 24.12.2026; empty: no end")),
            TextRow(_("One line"), Field("note", limit=NOTE_LIMIT)),
        ]

    async def save(self, version: int, texts: dict[str, str]) -> str:
        begins, ends = _hours(texts["hours"])
        today = local_date(self.shell.clock())
        new = NewWish(
            citizen_id=self.whom.citizen_id,
            kind=self.how.kind,
            minutes=self.how.minutes,
            coach_id=int(texts["coach"]) if texts["coach"] else None,
            weekdays=coming_days.weekdays(texts["weekdays"], field="weekdays"),
            from_time=begins,
            to_time=ends,
            last_on=any_day_or_none(texts["last_on"], today, field="last_on"),
            note=texts["note"],
            course_id=self.whom.course.course_id if self.whom.course is not None else None,
        )
        try:
            wish = await self.shell.desk.change(wishes.add, new)
        except DeskError as error:
            error.field = _ROW_OF.get(error.field or "", error.field)
            raise
        return _("Saved: {name} waits for a time: {what}.").format(
            name=wish.name, what=unstopped(wish.words)
        )

    def title(self) -> tuple[str, str]:
        return _("On the waiting list: {name}").format(name=self.whom.full_name), ""


def _hours(text: str) -> tuple[time | None, time | None]:
    """From and to, as typed; none for any hour. Raises DeskError."""
    if not text.strip():
        return None, None
    try:
        (found,) = dates.hours(text)
    except (dates.NotADate, ValueError):
        raise DeskError(_("Write the hours like 9-12 or 9.30-12.00."), field="hours") from None
    return found
