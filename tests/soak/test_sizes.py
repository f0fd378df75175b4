"""A window that changes its size two thousand times while somebody types."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.desk.house import Sitting, found, settle
from tests.desk.test_terminals import storm

pytestmark = pytest.mark.terminal


def test_two_thousand_sizes(tmp_path: Path) -> None:
    house = found(tmp_path / "house.db")
    with house.open():
        settle(house)
    with Sitting(house) as desk:
        storm(desk.log_in(), 2000)
    assert house.is_whole()
    shutil.rmtree(tmp_path)
