"""A group ends: on which day, and what ends with it."""

from __future__ import annotations

import contextlib
from datetime import date

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import group_ending, groups
from din_indgang_tui.house.coming_days import any_day
from din_indgang_tui.house.group_ending import Ends
from din_indgang_tui.house.groups import GroupActivity
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views.base import Shell, Space, View
from din_indgang_tui.views.editing import Row
from din_indgang_tui.views.ready import ReadyForm
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import TextRow
from din_indgang_tui.widgets.page import EMPTY, Line, flow, ruled
from din_indgang_tui.words import appointment, full_day

_MOST_NAMED = 4


class EndGroup(ReadyForm):
    """Today is proposed; what ends stands above, before Enter ends it."""

    area = "4"
    panel = "group end"
    new = True
    column = 22
    ready_context = "group_ending"
    required = ("last_on",)
    help_text = N_("Here a group ends. What ends with it stands above.")

    def __init__(self, shell: Shell, group_id: int, form: View) -> None:
        """The `form` below it closes with it: it is about a group that has ended then."""
        super().__init__(shell)
        self.group_id = group_id
        self.group: GroupActivity | None = None
        self.form_below = form
        self.ends: Ends | None = None

    def subject(self) -> str:
        return str(self.group_id)

    def rows(self) -> list[Row]:
        return [TextRow(_("Last day"), Field("last_on", limit=20), _("Like 20.12. or today."))]

    async def read(self) -> tuple[int, dict[str, str]]:
        self.group = await self.shell.desk.read(groups.one, self.group_id)
        return self.group.version, {"last_on": full_day(local_date(self.shell.clock()))}

    async def load(self) -> None:
        await super().load()
        await self._look()

    async def rested(self) -> None:
        await self._look()

    async def changed(self, parts: set[str]) -> None:
        await super().changed(parts)
        if parts & {"groups"}:
            await self._look()

    async def refused(self, error: DeskError) -> None:
        await super().refused(error)
        await self._look()

    async def _look(self) -> None:
        """What would end on the day that is written; nothing is said of what is no day."""
        self.ends = None
        with contextlib.suppress(DeskError):
            self.ends = await self.shell.desk.read(
                group_ending.what_ends, self.group_id, self._last_on()
            )

    def _last_on(self) -> date:
        today = local_date(self.shell.clock())
        return any_day(self.form.text("last_on"), today, field="last_on")

    async def save(self, version: int, texts: dict[str, str]) -> str:
        last_on = self._last_on()
        done = await self.shell.desk.change(groups.end, self.group_id, version, last_on)
        said = _("Ends on {day}: {name}.").format(day=full_day(last_on), name=self._name())
        return " ".join(filter(None, (said, done.words, _("u takes it back."))))

    async def saved(self) -> None:
        await self.shell.close(self.form_below)

    def _name(self) -> str:
        return self.group.name if self.group is not None else ""

    def title(self) -> tuple[str, str]:
        return _("End the group {name}").format(name=self._name()), ""

    def hint(self) -> str:
        return super().hint() or _("Enter ends the group, and what stands above with it.")

    def above(self, space: Space) -> list[Line]:
        lines = [ruled(_("What ends with it"), width=space.width)]
        for text in self._said():
            lines += flow(text, width=space.width - 2, indent=2)
        return [*lines, EMPTY]

    def _said(self) -> list[str]:
        ends = self.ends
        if ends is None:
            return [_("Write the last day: what ends with it is shown here.")]
        said = []
        for n, text in (
            (ends.places, ngettext("{n} place ends.", "{n} places end.", ends.places)),
            (
                ends.waiting,
                ngettext("{n} does not wait any more.", "{n} do not wait any more.", ends.waiting),
            ),
            (
                ends.meetings,
                ngettext(
                    "{n} meeting after it falls away.",
                    "{n} meetings after it fall away.",
                    ends.meetings,
                ),
            ),
        ):
            if n:
                said.append(text.format(n=n))
        if ends.stay:
            named = ", ".join(appointment(one.starts_at) for one in ends.stay[:_MOST_NAMED])
            if (more := len(ends.stay) - _MOST_NAMED) > 0:
                named += " " + _("and {n} more").format(n=more)
            said.append(
                _("Changed by hand, and not taken away: {days}. Cancel them one by one.").format(
                    days=named
                )
            )
        return said or [_("Nobody has a place or waits, and no meeting is to come.")]
