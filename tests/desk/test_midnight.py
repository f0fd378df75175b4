"""A desk that stands open overnight begins the new day by itself."""

from __future__ import annotations

from datetime import timedelta

from din_indgang_tui.i18n import _
from tests.desk.house import House, now
from tests.desk.inside import inside, run


def test_who_waits_at_midnight_is_left_open_a_minute_later(house: House) -> None:
    ahead = [timedelta(0)]

    async def walk() -> None:
        async with inside(house, clock=lambda: now() + ahead[0]) as desk:
            assert _("{n} waiting").format(n=5) in desk.lines[0]
            ahead[0] = timedelta(hours=14)  # 0.22 the next day
            desk.app._minute()
            await desk.until(lambda: _("{n} waiting").format(n=0) in desk.lines[0])
            await desk.until(lambda: "Kirsten M." in desk.text)

    run(walk())
