"""Screens opened most are imported while nobody types."""

from __future__ import annotations

import asyncio
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from din_indgang_tui.shell import idle_imports


def test_a_module_is_imported_once_no_key_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "opened_often.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(idle_imports, "MOST_OPENED", ("opened_often", "sys"))
    monkeypatch.setattr(idle_imports, "_IDLE_SECONDS", 0)
    keys = iter((3, 7, 8, 8))
    there = []

    def dealt_with() -> int:
        there.append("opened_often" in sys.modules)
        return next(keys)

    asyncio.run(idle_imports.import_the_most_opened(dealt_with))
    assert there == [False] * 4  # asked until two looks in a row say the same
    assert sys.modules.pop("opened_often")


def test_what_is_imported_beforehand_exists() -> None:
    assert all(find_spec(name) is not None for name in idle_imports.MOST_OPENED)
