"""A town to look at, made once for all tests that only look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from din_indgang_tui import demo
from din_indgang_tui.clock import from_wall_clock
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import ANYONE, Role, Who
from din_indgang_tui.store.unit import Reading, reads

HOST = Who("BOD", Role.HOST, staff_id=1)
TUESDAY = "2026-11-17T10:20"


@reads(ANYONE)
def _rows(reading: Reading, sql: str) -> list[dict[str, Any]]:
    return [dict(row) for row in reading.rows(sql)]


@dataclass(frozen=True)
class Town:
    """A made town and the moment it stands at."""

    door: Door
    now: datetime

    def rows(self, sql: str) -> list[dict[str, Any]]:
        return self.door.read(HOST, _rows, sql)

    def value(self, sql: str) -> Any:
        return next(iter(self.rows(sql)[0].values()))


def moment(at: str) -> datetime:
    """A wall clock time in the house."""
    return from_wall_clock(datetime.fromisoformat(at))


def town_at(path: Path, at: str | datetime, **given: Any) -> Town:
    """A town in a new file, opened as a host's terminal has it."""
    now = moment(at) if isinstance(at, str) else at
    demo.make_town(path, lambda: now, **({"seed": 1} | given))
    return Town(Door(path, lambda: now), now)


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    made = town_at(tmp_path_factory.mktemp("town") / "town.db", TUESDAY)
    yield made
    made.door.close()
