"""The settings of the house, and what holds where it has said nothing."""

from __future__ import annotations

from din_indgang_tui.house import settings
from din_indgang_tui.house.settings import Settings
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import Role, Who, nobody
from tests.scene import OWNER, set_to


def test_a_house_that_has_said_nothing(door: Door, who: dict[Role, Who]) -> None:
    assert door.read(who[Role.HOST], settings.current) == Settings(
        house_name="Din Indgang", wait_limit_minutes=10, opening_day=""
    )


def test_what_the_house_has_said_holds_for_everybody(door: Door) -> None:
    door.change(OWNER, set_to, "house_name", "Huset på Havnen")
    door.change(OWNER, set_to, "wait_limit_minutes", "15")
    door.change(OWNER, set_to, "opening_day", "2016-09-09")
    assert door.read(nobody(), settings.current) == Settings("Huset på Havnen", 15, "2016-09-09")


def test_a_setting_of_a_part_that_is_not_read_here_does_no_harm(door: Door) -> None:
    door.change(OWNER, set_to, "unit_price", "1200")
    assert door.read(nobody(), settings.current).wait_limit_minutes == 10
