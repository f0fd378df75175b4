"""Whose enquiry is it? Given to a citizen later, moved to the right one, or anonymous again."""

from __future__ import annotations

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import corrections, day, finder
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.day import InTheHouse
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import Conflict, DeskError
from din_indgang_tui.views.base import Picture, Shell, Space, View
from din_indgang_tui.views.who_list import WhoList
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.page import EMPTY, ruled
from din_indgang_tui.words import clock_time, short_day

MOST_ROWS = 10


class Whose(View):
    """The finder's list below one enquiry. Enter acts on the answer to the text as it stands."""

    help_text = N_("Here you say whose enquiry it is. Nothing else of it changes.")

    def __init__(self, shell: Shell, row: InTheHouse, area: str = "1") -> None:
        super().__init__(shell)
        self.row = row
        self.area = area
        self.text = Field("whose", limit=100, kept=False, hide_cpr=True)
        self.list = WhoList(shell, self.text, most=MOST_ROWS, nobody=_nobody(row))

    def contexts(self) -> tuple[str, ...]:
        return ("whose", "always")

    def bar(self) -> tuple[str, ...]:
        return ("up", "take", "back", "help") if self.list.rows() else ("back", "help")

    def writing(self) -> Field | None:
        return self.text

    async def rested(self) -> None:
        await self.list.answer()

    async def do_down(self) -> None:
        """The next row."""
        await self.list.turn(1)

    async def do_up(self) -> None:
        """The row before."""
        await self.list.turn(-1)

    async def do_back(self) -> None:
        """Back; nothing is changed."""
        await self.shell.close(self)

    async def do_take(self) -> None:
        """Give it to the marked one."""
        await self.list.answer()
        row = self.list.marked()
        if row is None:
            self.shell.say(_("Write whose it is: name, phone, birth date or CPR."))
            return
        whose: int | NewCitizen | None = row.hit.citizen_id if row.hit else None
        if row.new:
            whose = finder.person_from(self.text.value, local_date(self.shell.clock()))
        name = await self.shell.desk.change(
            corrections.give_to, self.row.enquiry_id, self.row.version, whose
        )
        await self.shell.close(self)
        if name:
            self.shell.say(_("Saved: the enquiry is {name}'s now.").format(name=name))
        else:
            self.shell.say(_("Saved: the enquiry is anonymous now."))

    async def refused(self, error: DeskError) -> None:
        if isinstance(error, Conflict):
            # Enter once more is about what stands there now.
            self.row = await self.shell.desk.read(day.one, self.row.enquiry_id)
            self.list.nobody = _nobody(self.row)

    def draw(self, space: Space) -> Picture:
        picture = Picture()
        row = self.row
        title = _("Whose is the enquiry?")
        came = short_day(local_date(row.arrived_at), local_date(self.shell.clock()))
        now = _("{name}, came {day} {time}").format(
            name=row.full_name or _("Anonymous"), day=came, time=clock_time(row.arrived_at)
        )
        picture.add(ruled(title, now, width=space.width), EMPTY)
        self.list.draw(picture, space, _("Any part of the name, phone, birth date or CPR."))
        return picture

    def hint(self) -> str:
        return self.list.how_many() or _("Nothing is changed yet.")


def _nobody(row: InTheHouse) -> str:
    """What giving it to nobody is called: an anonymous one can only be given to somebody."""
    return "" if row.citizen_id is None else _("Anonymous again")
