"""A paper put into a file: in which format, in which folder, under which name."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Generic

from din_indgang_tui.export.output import FileFormat, IsThere, Paper, write_out
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.text import clean
from din_indgang_tui.views.editing import EditView, Row
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import ChoiceRow, TextRow

PATH_LIMIT = 1000  # characters
_NAME = 100  # characters
_AS_MANY = 100  # papers of one day that get a number of their own


class ToFile(EditView, Generic[Paper]):
    """Where to; Enter from row to row, and the last one writes it. A subclass says what."""

    new = True
    column = 12
    formats: Sequence[FileFormat[Paper]]

    def file_name(self) -> str:
        """What the file is proposed to be called, without an ending and without anybody's name."""
        raise NotImplementedError

    async def paper(self) -> Paper:
        """What is written, as it is now; that a copy of it leaves the house goes on record."""
        raise NotImplementedError

    def rows(self) -> list[Row]:
        folder = here()
        return [
            ChoiceRow("format", _("Format"), [(one.ending, _(one.label)) for one in self.formats]),
            TextRow(_("Folder"), Field("folder", str(folder), limit=PATH_LIMIT)),
            TextRow(
                _("File"),
                Field("file", self._free_name(folder), limit=_NAME),
                _("Without .pdf and the like: the format adds it. Only you may read the file."),
            ),
        ]

    async def save(self, version: int, texts: dict[str, str]) -> str:
        chosen = next(one for one in self.formats if one.ending == texts["format"])
        out = _path(texts["folder"], texts["file"], chosen.ending)
        paper = await self.paper()
        try:
            data = await asyncio.to_thread(chosen.make, paper)
            await asyncio.to_thread(write_out, data, out, False, out.name)
        except IsThere:
            raise DeskError(
                _("A file of that name is there already. Choose another name."), field="file"
            ) from None
        except DeskError as error:
            raise DeskError(error.message, field=error.field or "folder") from error
        return _("Written: {path}").format(path=out)

    def _free_name(self, folder: Path) -> str:
        """The first name that no format of it has yet."""
        name = self.file_name()
        names = [name, *(f"{name}-{number}" for number in range(2, _AS_MANY))]
        for one in names:
            if not any((folder / f"{one}.{form.ending}").exists() for form in self.formats):
                return one
        return name


def here() -> Path:
    """Where the program was started, as an export without a folder goes; else one's own folder."""
    try:
        here = Path.cwd()
    except OSError:  # it was taken away since
        return Path.home()
    return here if os.access(here, os.W_OK) else Path.home()


def _path(folder: str, name: str, ending: str) -> Path:
    """The file that was named. Raises DeskError by its row where it is no name of a file."""
    name = clean(name).strip().removesuffix(f".{ending}")
    if not name or name.startswith(".") or "/" in name or "\\" in name:
        raise DeskError(
            _("Write a name for the file, without / and without a folder."), field="file"
        )
    return folder_of(folder) / f"{name}.{ending}"


def folder_of(text: str) -> Path:
    """The folder that was written. Raises DeskError about `folder` where there is none."""
    if not text.strip():
        raise DeskError(_("Write the folder that the file is to lie in."), field="folder")
    try:
        where = Path(clean(text, limit=PATH_LIMIT).strip()).expanduser()
    except RuntimeError as error:
        raise DeskError(_("There is no such home folder."), field="folder") from error
    return here() / where
