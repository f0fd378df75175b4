"""The figures put into a file: which format, which weeks, and whether they may be passed on."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from pathlib import Path

from din_indgang_tui.clock import local_date
from din_indgang_tui.export.formats import FORMATS
from din_indgang_tui.export.output import IsThere, write_out
from din_indgang_tui.export.request import ExportRequest, run
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.store.errors import DeskError, UsageError
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.editing import Row
from din_indgang_tui.views.ready import ReadyForm
from din_indgang_tui.views.statistics_words import begun, week_name
from din_indgang_tui.views.to_file import PATH_LIMIT, folder_of, here
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import ChoiceRow, TextRow, put_in

_LABELS = {
    "html": N_("Web page with charts, for the weekly meeting"),
    "xlsx": N_("Spreadsheet with charts (XLSX)"),
    "csv": N_("Table for other programs (CSV)"),
    "json": N_("Data for other programs (JSON)"),
    "md": N_("Text to send in a mail (Markdown)"),
}
_WEEKS = (1, 4, 13, 52)
_TOTALS = "totals"
_AS_MANY = 100  # files of one name that get a number


class StatisticsOut(ReadyForm):
    """Enter writes it as it stands: the week shown, exact, where the program was started."""

    area = "8"
    panel = "figures out"
    new = True
    column = 12
    ready_context = "statistics_out"
    required = ("folder",)
    help_text = N_("Here you write the figures to a file. INTERN is exact, for the house alone.")

    def __init__(self, shell: Shell, monday: date | None) -> None:
        """`monday` is the last week of the periods; None where the totals were looked at."""
        super().__init__(shell)
        self.monday = monday

    def rows(self) -> list[Row]:
        formats = [(name, _(_LABELS.get(name, name))) for name in sorted(FORMATS, key=_in_order)]
        return [
            ChoiceRow("format", _("Format"), formats),
            ChoiceRow("weeks", _("Weeks"), self._periods()),
            ChoiceRow(
                "public",
                _("For whom"),
                [
                    ("", _("INTERN: exact figures, for the house itself")),
                    ("yes", _("to pass on: each number as the five it lies in")),
                ],
            ),
            TextRow(_("Folder"), Field("folder", str(here()), limit=PATH_LIMIT)),
        ]

    def _periods(self) -> list[tuple[str, str]]:
        totals = [(_TOTALS, _("the totals since the house opened"))]
        if self.monday is None:
            return totals
        last = week_name(self.monday, year=True)
        weeks = [(str(n), _weeks(n, last)) for n in _WEEKS]
        return [*weeks, *totals]

    def title(self) -> tuple[str, str]:
        return _("Write the figures to a file"), ""

    def hint(self) -> str:
        if found := super().hint():
            return found
        if self.opened:
            return ""
        if self.form.code("public"):
            if self.form.code("weeks") == _TOTALS:
                return _("To pass on: the totals as of last 31 December, each as a five.")
            return _("To pass on: only weeks that are over, each number as the five it lies in.")
        return _("INTERN: exact figures for the house itself. Do not pass them on.")

    def _request(self, texts: dict[str, str]) -> ExportRequest:
        today = local_date(self.shell.clock())
        public = bool(texts["public"])
        if texts["weeks"] == _TOTALS:
            as_of = date(today.year - 1, 12, 31).isoformat() if public else None
            return ExportRequest(totals=True, format=texts["format"], public=public, as_of=as_of)
        assert self.monday is not None
        first = self.monday - timedelta(weeks=int(texts["weeks"]) - 1)
        return ExportRequest(
            first=first.isoformat(),
            last=(self.monday + timedelta(days=6)).isoformat(),
            format=texts["format"],
            public=public,
        )

    async def save(self, version: int, texts: dict[str, str]) -> str:
        request = self._request(texts)
        folder = folder_of(texts["folder"])
        try:
            made = await self.shell.desk.through(lambda door, who: run(door, who, request))
            if made.is_empty:
                raise DeskError(" ".join(made.remarks), field="weeks")
            out = await asyncio.to_thread(_put, made.data, folder, made.name)
        except UsageError as error:
            raise DeskError(error.message, field="weeks") from error
        except DeskError as error:
            raise DeskError(error.message, field=error.field or "folder") from error
        # What the file leaves out, or what changed since a week was passed on, is said here too.
        return ". ".join([_("Written: {path}").format(path=out), *made.remarks])

    async def load(self) -> None:
        fresh = not self.form.rows
        await super().load()
        if fresh:
            put_in(self._row_of("folder"), self.form.text("folder") or str(here()))


def _in_order(name: str) -> int:
    return list(_LABELS).index(name) if name in _LABELS else len(_LABELS)


def _weeks(n: int, last: str) -> str:
    if n == 1:
        return begun(last)
    return ngettext("{n} week, up to {last}", "{n} weeks, up to {last}", n).format(n=n, last=last)


def _put(data: bytes, folder: Path, name: str) -> Path:
    """Written under the first of these names that no file has yet."""
    stem, _dot, ending = name.rpartition(".")
    names = [name, *(f"{stem}-{number}.{ending}" for number in range(2, _AS_MANY))]
    for one in names:
        try:
            write_out(data, folder / one, False, one)
        except IsThere:
            continue
        return folder / one
    raise IsThere(_("A file of that name is there already. Choose another folder."))
