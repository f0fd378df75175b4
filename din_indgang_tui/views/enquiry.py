"""One enquiry, corrected: when they came and were met, how, with whom, why, and how it ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import corrections, day, moments
from din_indgang_tui.house.codes import CHANNEL_LABELS, COMPANION_LABELS, Choice
from din_indgang_tui.house.day import InTheHouse
from din_indgang_tui.house.enquiry_columns import NOTE_LIMIT
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.editing import EditView, Row
from din_indgang_tui.views.fill_in import FillIn
from din_indgang_tui.views.whose import Whose
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import ChoiceRow, TextRow
from din_indgang_tui.words import clock_time, short_day

TIME_LIMIT = 40  # characters of a time as people write it
_REASONS = "reasons"


class EnquiryView(EditView):
    """What was registered, row by row. Times are written as people write them."""

    panel = "enquiry"
    parts = frozenset({"enquiries"})
    help_text = N_("Here you correct an enquiry: its times, how it ended, and what was said.")

    def __init__(self, shell: Shell, row: InTheHouse, area: str = "1") -> None:
        super().__init__(shell)
        self.row = row
        self.area = area

    def subject(self) -> str:
        return str(self.row.enquiry_id)

    def rows(self) -> list[Row]:
        lists, said = self.shell.lists, _("Such as 9.40, or yesterday 9.40.")
        return [
            TextRow(_("Came"), Field("arrived_at", limit=TIME_LIMIT), said),
            TextRow(_("Taken in"), Field("met_at", limit=TIME_LIMIT), said),
            TextRow(_("Finished"), Field("finished_at", limit=TIME_LIMIT), said),
            ChoiceRow("channel", _("Channel"), _labels(CHANNEL_LABELS)),
            ChoiceRow("companion_kind", _("Companion"), _labels(COMPANION_LABELS)),
            TextRow(_("Who it is"), Field("companion", limit=NOTE_LIMIT)),
            TextRow(_("Why"), Field(_REASONS, kept=False)),
            ChoiceRow(
                "heard_from",
                _("Heard of us"),
                _choices(_("not asked"), lists.heard_from, self.row.heard_from),
            ),
            ChoiceRow(
                "outcome",
                _("How it ended"),
                _choices(_("nothing noted"), lists.outcomes, self.row.outcome),
            ),
            TextRow(_("One line"), Field("note", limit=NOTE_LIMIT)),
        ]

    async def read(self) -> tuple[int, dict[str, str]]:
        row = self.row = await self.shell.desk.read(day.one, self.row.enquiry_id)
        today, came_on = local_date(self.shell.clock()), local_date(row.arrived_at)
        return row.version, {
            "arrived_at": moments.written(row.arrived_at, today),
            "met_at": moments.written(row.met_at, came_on) if row.met_at else "",
            "finished_at": moments.written(row.finished_at, came_on) if row.finished_at else "",
            "channel": row.channel.value,
            "companion_kind": row.companion_kind,
            "companion": row.companion,
            _REASONS: self.shell.lists.reasons_in_a_line(row.reasons) or _("not said yet"),
            "heard_from": row.heard_from or "",
            "outcome": row.outcome or "",
            "note": row.note,
        }

    async def save(self, version: int, texts: dict[str, str]) -> str:
        changed = {name: text for name, text in texts.items() if name != _REASONS}
        name = await self.shell.desk.change(
            corrections.correct, self.row.enquiry_id, version, changed
        )
        return _("Saved: {name}.").format(name=name.rstrip("."))

    def title(self) -> tuple[str, str]:
        came = self.row.arrived_at
        on = short_day(local_date(came), local_date(self.shell.clock()))
        left = _("{name}: the enquiry").format(name=self.row.full_name or _("Anonymous"))
        right = f"{on} {clock_time(came)}"
        if self.row.met_by:
            right += ", " + _("with {colleague}").format(colleague=self.row.met_by)
        return left, right

    def contexts(self) -> tuple[str, ...]:
        general = super().contexts()
        return general if self.opened else ("enquiry", *general)

    def bar(self) -> tuple[str, ...]:
        if self.opened:
            return super().bar()
        return ("up", "open_row", "whose", "back", "help")

    def why_shut(self, row: Row) -> str:
        """The reasons are a list of their own, which Enter opens."""
        return _("Enter on that row opens the list of reasons.") if row.name == _REASONS else ""

    async def do_open_row(self) -> None:
        """Write in the marked row; the reasons have their list."""
        if self.form.open.name == _REASONS:
            await self.shell.open(FillIn(self.shell, None, self.row))
        else:
            await super().do_open_row()

    async def do_whose(self) -> None:
        """Whose enquiry is it?"""
        await self.shell.open(Whose(self.shell, self.row, self.area))


def _labels(labels: Mapping[Any, str]) -> list[tuple[str, str]]:
    return [(str(code), _(label)) for code, label in labels.items()]


def _choices(none: str, choices: tuple[Choice, ...], stored: str | None) -> list[tuple[str, str]]:
    """The list as it may be chosen from, with what is stored though it was retired since."""
    kept = [(c.code, c.label) for c in choices if not c.retired or c.code == stored]
    return [("", none), *kept]
