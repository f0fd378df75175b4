"""The plan put into a file: in which format, in which folder, under which name."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from din_indgang_tui.export.output import IsThere, write_out
from din_indgang_tui.export.plan import FORMATS, PlanFormat, file_name
from din_indgang_tui.house import plans
from din_indgang_tui.house.plans import Plan
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.text import clean
from din_indgang_tui.views.base import Shell
from din_indgang_tui.views.editing import EditView, Row
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import ChoiceRow, TextRow

_PATH = 1000  # characters
_NAME = 100  # characters
_AS_MANY = 100  # plans of one day that get a number of their own


class PlanOut(EditView):
    """Where to; Enter from row to row, and the last one writes it."""

    area = "2"
    panel = "plan out"
    new = True
    column = 12
    help_text = N_("Here you say in which file the plan is to lie. No file is written over.")

    def __init__(self, shell: Shell, plan: Plan) -> None:
        super().__init__(shell)
        self.plan = plan

    def subject(self) -> str:
        return str(self.plan.citizen_id)

    def rows(self) -> list[Row]:
        folder = _folder()
        return [
            ChoiceRow("format", _("Format"), [(one.ending, _(one.label)) for one in FORMATS]),
            TextRow(_("Folder"), Field("folder", str(folder), limit=_PATH)),
            TextRow(
                _("File"),
                Field("file", _free_name(folder, self.plan), limit=_NAME),
                _("Without .pdf and the like: the format adds it. Only you may read the file."),
            ),
        ]

    async def save(self, version: int, texts: dict[str, str]) -> str:
        chosen = next(one for one in FORMATS if one.ending == texts["format"])
        out = _path(texts["folder"], texts["file"], chosen)
        # As it is now, and on record that a copy of it left the house.
        plan = await self.shell.desk.read(plans.written_out, self.plan.citizen_id)
        try:
            data = await asyncio.to_thread(chosen.make, plan)
            await asyncio.to_thread(write_out, data, out, False, out.name)
        except IsThere:
            raise DeskError(
                _("A file of that name is there already. Choose another name."), field="file"
            ) from None
        except DeskError as error:
            raise DeskError(error.message, field=error.field or "folder") from error
        return _("Written: {path}").format(path=out)

    def title(self) -> tuple[str, str]:
        return _("Write out {name}'s plan").format(name=self.plan.name), ""


def _folder() -> Path:
    """Where the program was started, as an export without a folder goes; else one's own folder."""
    try:
        here = Path.cwd()
    except OSError:  # it was taken away since
        return Path.home()
    return here if os.access(here, os.W_OK) else Path.home()


def _free_name(folder: Path, plan: Plan) -> str:
    """What the file is proposed to be called: the first name that no format of it has yet."""
    name = file_name(plan)
    names = [name, *(f"{name}-{number}" for number in range(2, _AS_MANY))]
    for one in names:
        if not any((folder / f"{one}.{form.ending}").exists() for form in FORMATS):
            return one
    return name


def _path(folder: str, name: str, chosen: PlanFormat) -> Path:
    """The file that was named. Raises DeskError by its row where it is no name of a file."""
    name = clean(name).strip().removesuffix(f".{chosen.ending}")
    if not name or name.startswith(".") or "/" in name or "\\" in name:
        raise DeskError(
            _("Write a name for the file, without / and without a folder."), field="file"
        )
    if not folder.strip():
        raise DeskError(_("Write the folder that the file is to lie in."), field="folder")
    try:
        where = Path(clean(folder, limit=_PATH).strip()).expanduser()
    except RuntimeError as error:
        raise DeskError(_("There is no such home folder."), field="folder") from error
    return _folder() / where / f"{name}.{chosen.ending}"
