"""Something a course holds beside its times: a network, a volunteer offer, training."""

from __future__ import annotations

from datetime import date

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import course_activities
from din_indgang_tui.house.course_activities import PLACE_LIMIT, WHAT_LIMIT, WITH_LIMIT, NewActivity
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.views.course_part import PartForm
from din_indgang_tui.views.editing import Row
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import KnownChoice, TextRow
from din_indgang_tui.words import full_day, unstopped


class ActivityForm(PartForm):
    """A new activity, or one that is there."""

    panel = "course activity"
    help_text = N_("Here you write what else the course holds; times are booked with t.")

    def rows(self) -> list[Row]:
        kinds = [
            (one.code, one.label)
            for one in self.shell.lists.kinds
            if not one.bookable and not one.retired
        ]
        return [
            KnownChoice("kind", _("Kind"), kinds or [("", "-")]),
            TextRow(_("What"), Field("what", limit=WHAT_LIMIT), _("As the citizen would call it.")),
            TextRow(_("Place"), Field("place", limit=PLACE_LIMIT)),
            TextRow(_("With whom"), Field("with_whom", limit=WITH_LIMIT)),
            TextRow(_("From"), Field("first_on", limit=20), _("Like 20.11. or today.")),
            TextRow(
                _("To"), Field("last_on", limit=20), _("Leave it empty: as long as the course.")
            ),
        ]

    async def load(self) -> None:
        fresh = not self.form.rows
        await super().load()
        if fresh and self.new:
            self.form.at = 0  # the kind comes first, though one stands there already

    async def read(self) -> tuple[int, dict[str, str]]:
        if self.part_id is None:
            return 0, {"first_on": full_day(local_date(self.shell.clock()))}
        one = await self.shell.desk.read(course_activities.one, self.part_id)
        row = self._row_of("kind")
        if isinstance(row, KnownChoice):
            row.offer(one.kind, self.shell.lists.label(self.shell.lists.kinds, one.kind))
        return one.version, {
            "kind": one.kind,
            "what": one.what,
            "place": one.place,
            "with_whom": one.with_whom,
            "first_on": full_day(one.first_on),
            "last_on": full_day(one.last_on) if one.last_on else "",
        }

    async def save(self, version: int, texts: dict[str, str]) -> str:
        values = self.values(texts)
        if self.part_id is None:
            first, last = values["first_on"], values["last_on"]
            new = NewActivity(
                kind=texts["kind"],
                what=texts["what"],
                place=texts["place"],
                with_whom=texts["with_whom"],
                first_on=date.fromisoformat(str(first)),
                last_on=date.fromisoformat(str(last)) if last else None,
            )
            one = await self.shell.desk.change(course_activities.add, self.course_id, new)
        else:
            one = await self.shell.desk.change(
                course_activities.change, self.part_id, version, values
            )
        return _("Saved: {what}.").format(what=unstopped(one.what))

    def title(self) -> tuple[str, str]:
        if self.new:
            return _("In the course: something new"), _("a time is booked with t")
        return _("In the course"), ""

    # Taking it away -------------------------------------------------------------------------

    async def do_take_away(self) -> None:
        """It came to nothing."""
        if self.part_id is not None:
            one = await self.shell.desk.change(
                course_activities.take_away, self.part_id, self.version
            )
            await self.shell.close(self)
            self.shell.say(
                _("Taken away: {what}. Press u to undo.").format(what=unstopped(one.what))
            )
