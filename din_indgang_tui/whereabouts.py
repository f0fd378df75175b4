"""Where the database lies, and where the details of an error go."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path


def database_path(given: str | None, environ: Mapping[str, str] = os.environ) -> Path:
    """`--db`, else DININDGANG_DB, else the user's data folder. Raises RuntimeError without a home.

    A `~` at the beginning is the home folder, as shells leave it alone in `--db=~/house.db`.
    """
    named = given or environ.get("DININDGANG_DB")
    if named:
        return Path(named).expanduser()
    return data_folder(environ) / "dinindgang.db"


def data_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where programs of this user keep their data. Raises RuntimeError where there is no home.

    Linux and the like by the XDG Base Directory Specification 0.8, where a relative path counts as
    none; macOS and Windows by what their makers say.
    """
    if sys.platform == "win32":
        base = environ.get("LOCALAPPDATA", "")
        fallback = ("AppData", "Local")
    elif sys.platform == "darwin":
        base = ""
        fallback = ("Library", "Application Support")
    else:
        base = environ.get("XDG_DATA_HOME", "")
        fallback = (".local", "share")
    folder = Path(base) if os.path.isabs(base) else Path.home().joinpath(*fallback)
    return folder / "dinindgang"


def crash_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the details of an error go, for the one who mends it."""
    return data_folder(environ) / "crashes"
