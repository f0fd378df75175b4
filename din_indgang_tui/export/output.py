"""Putting an export where it was asked for: whole or not at all, and never over something else."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from din_indgang_tui.i18n import _
from din_indgang_tui.store import places
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.text import shown

_SQLITE = b"SQLite format 3\0"  # how every SQLite file begins (sqlite.org/fileformat.html)


Paper = TypeVar("Paper")


@dataclass(frozen=True, slots=True)
class FileFormat(Generic[Paper]):
    """One way to write a paper: the ending of its file, what people call it, and the writer."""

    ending: str
    label: str
    make: Callable[[Paper], bytes]


class IsThere(DeskError):
    """The file is there already, and was not to be written over."""


def write_out(data: bytes, out: Path, replace: bool, name: str) -> None:
    """Write the export to a file that only this account may read; an old one only with `replace`.

    `name` is what such a file is called, for whoever named a folder. Raises DeskError where the
    path names something else than an ordinary file in a folder that is there, and StoreError where
    the disk refuses. Whatever is raised, nothing was changed.
    """
    _check(out, replace, name)
    try:
        with places.unfinished(out) as finished:
            finished.write_bytes(data)
            if replace:
                places.sync(finished)
                os.replace(finished, out)
                places.sync(out.parent)
            else:
                places.put_in_place(finished, out)
    except FileExistsError:
        # Someone else took the name since it was looked at.
        raise _is_there(out) from None
    except OSError as error:
        raise places.explained(error, out) from error


def _check(out: Path, replace: bool, name: str) -> None:
    if ".." in out.parts:
        # Behind a link `..` is another folder than it looks like.
        raise _refused(_("{path} goes up with '..'. Write the whole way to the file."), out)
    try:
        found = os.lstat(out)
    except (FileNotFoundError, NotADirectoryError) as error:
        if not out.parent.is_dir():
            raise _refused(
                _("The folder {path} is not there. Make it first."), out.parent
            ) from error
        return
    except OSError as error:
        raise places.explained(error, out) from error
    if stat.S_ISLNK(found.st_mode):
        raise _refused(_("{path} is a link to somewhere else. Name the file itself."), out)
    if stat.S_ISDIR(found.st_mode):
        raise _refused(_("{path} is a folder. Name a file in it, such as {name}."), out, name)
    if not stat.S_ISREG(found.st_mode):
        raise _refused(_("{path} is not an ordinary file."), out)
    if not replace:
        raise _is_there(out)
    if _is_database(out):
        raise _refused(_("{path} is a database. An export is not written over it."), out)


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def _is_there(out: Path) -> IsThere:
    said = _("{path} is there already. Add --replace to write over it.")
    return IsThere(said.format(path=shown(str(out))))


def _refused(sentence: str, path: Path, name: str = "") -> DeskError:
    return DeskError(sentence.format(path=shown(str(path)), name=name))
