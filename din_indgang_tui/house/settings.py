"""The settings of the house, and what holds where the house has said nothing."""

from __future__ import annotations

from dataclasses import dataclass

from din_indgang_tui.store.roles import ANYONE
from din_indgang_tui.store.unit import Reading, reads

DEFAULTS = {
    "house_name": "Din Indgang",
    "wait_limit_minutes": "10",  # waiting longer is marked
    "opening_day": "",  # running totals count from here; empty: everything counts
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the screens and the figures need of the settings."""

    house_name: str
    wait_limit_minutes: int
    opening_day: str


@reads(ANYONE)
def current(reading: Reading) -> Settings:
    """The settings as they are now."""
    kept = dict(DEFAULTS)
    kept.update(
        {row["key"]: row["value"] for row in reading.rows("SELECT key, value FROM setting")}
    )
    return Settings(
        house_name=kept["house_name"],
        wait_limit_minutes=int(kept["wait_limit_minutes"]),
        opening_day=kept["opening_day"],
    )
