"""Who is on duty: the form of one colleague's day, and putting oneself on the list."""

from __future__ import annotations

from collections.abc import Sequence

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import duty, staff
from din_indgang_tui.house.duty import HOURS_LIMIT, OnDuty
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.editing import EditView, Row
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import ChoiceRow, TextRow


async def on_duty_today(shell: Shell) -> tuple[OnDuty, ...]:
    """Who is on duty today."""
    return await shell.desk.read(duty.on_duty, local_date(shell.clock()))


def stands_there(shell: Shell, on_list: Sequence[OnDuty]) -> bool:
    """Whether whoever is logged in is on the list."""
    return shell.desk.who.staff_id in [one.staff_id for one in on_list]


def duty_news(shell: Shell, on_list: Sequence[OnDuty], *, among_slots: bool) -> str:
    """What is said to one who logs in and is not on the list; empty for who is."""
    if stands_there(shell, on_list):
        return ""
    # Among the slots `p` is who was here.
    return _("On duty today? d, then +.") if among_slots else _("On duty today? Press p.")


async def put_oneself_on(shell: Shell) -> None:
    """Whoever is logged in is on duty today; their hours can be written later."""
    me = shell.desk.who.staff_id
    if me is not None:
        await shell.desk.change(duty.put_on, local_date(shell.clock()), me)
        shell.say(_("Saved: you are on duty today. d, then e, for the hours."))


class DutyForm(EditView):
    """A colleague on duty today: who, where it is a new one, and the hours."""

    area = "1"
    panel = "duty"
    parts = frozenset({"messages"})
    help_text = N_("Here you write who is on duty today, and when.")

    def __init__(self, shell: Shell, whom: OnDuty | None = None) -> None:
        super().__init__(shell)
        self.whom = whom
        self.new = whom is None
        self.day = local_date(shell.clock())
        self.colleagues: list[tuple[str, str]] = []

    def subject(self) -> str:
        # The hours of another day are another thing.
        return "" if self.whom is None else f"{self.day} {self.whom.staff_id}"

    def rows(self) -> list[Row]:
        hours = TextRow(
            _("Hours"),
            Field("hours", limit=HOURS_LIMIT),
            _("Like 9-13, or 9.30-12, 13-15. Empty is the whole day."),
        )
        if self.whom is not None:
            return [hours]
        return [ChoiceRow("who", _("Who"), self.colleagues), hours]

    async def load(self) -> None:
        if self.new and not self.form.rows:
            on_list = {one.staff_id for one in await self._list()}
            free = [
                (str(one.id), f"{one.initials}  {one.name}")
                for one in await self.shell.desk.read(staff.everyone)
                if one.active and one.id not in on_list
            ]
            me = str(self.shell.desk.who.staff_id)
            # Oneself first, where one is not on the list; else nobody before they are chosen.
            mine = [choice for choice in free if choice[0] == me] or [("", "-")]
            self.colleagues = mine + [choice for choice in free if choice[0] != me]
        await super().load()

    async def _list(self) -> tuple[OnDuty, ...]:
        return await self.shell.desk.read(duty.on_duty, self.day)

    async def read(self) -> tuple[int, dict[str, str]]:
        if self.whom is None:
            return 0, {}
        for one in await self._list():
            if one.staff_id == self.whom.staff_id:
                return one.version, {"hours": one.hours}
        raise DeskError(_("That colleague is not on duty any more."))

    async def save(self, version: int, texts: dict[str, str]) -> str:
        if self.whom is not None:
            name = await self.shell.desk.change(
                duty.change_hours, self.day, self.whom.staff_id, version, texts["hours"]
            )
            return _("Saved: the hours of {name}.").format(name=name)
        staff_id = int(texts["who"] or 0)
        name = await self.shell.desk.change(duty.put_on, self.day, staff_id, texts["hours"])
        return _("Saved: {name} is on duty today.").format(name=name)

    def title(self) -> tuple[str, str]:
        if self.whom is None:
            return _("On duty today: one more"), ""
        return _("On duty today: {name}").format(name=self.whom.name), ""
