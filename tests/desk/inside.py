"""The desk in this process: every screen is reached in milliseconds, and drawn at any size."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from din_indgang_tui.app import DinIndgangApp
from din_indgang_tui.clock import Clock
from din_indgang_tui.store.desk import Desk
from din_indgang_tui.store.door import Door
from din_indgang_tui.views.base import View
from tests.desk.house import House, now


class CountedKeys(asyncio.Queue[Any]):
    """The queue of keys, which can tell when the last of them is dealt with."""

    resting = False
    arrived = 0

    def put_nowait(self, key: Any) -> None:
        self.arrived += 1
        self.resting = False
        super().put_nowait(key)

    async def get(self) -> Any:
        self.resting = self.empty()
        return await super().get()


class Inside:
    """The desk, and what it would show."""

    def __init__(
        self, house: House, app: DinIndgangApp, pilot: Pilot[int], keys: CountedKeys
    ) -> None:
        self.house = house
        self.app = app
        self.pilot = pilot
        self._keys = keys
        self._sent = 0

    @property
    def view(self) -> View:
        """The screen on top."""
        return self.app.views[-1]

    @property
    def lines(self) -> list[str]:
        """The rows of the screen before anything is cut to its width."""
        return [line.text for line in self.app._page._lines]

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(line.rstrip() for line in self.lines)

    async def press(self, *keys: str) -> None:
        """Press keys by Textual's names, or type a text of several letters; until all is done."""
        for key in keys:
            if key in NAMED:
                self._send(events.Key(key, " " if key == "space" else None))
            else:
                for letter in key:
                    self._send(events.Key(_character_to_key(letter), letter))
        await self.settle()

    async def paste(self, text: str) -> None:
        """Paste a text, and wait until that is done."""
        self._send(events.Paste(text))
        await self.settle()

    def _send(self, event: events.Key | events.Paste) -> None:
        assert self.app._driver is not None
        self.app._driver.send_message(event)
        self._sent += 1

    async def settle(self) -> None:
        """Wait until every key that was pressed is dealt with, and what is drawn later is there."""
        keys = self._keys
        await self.until(
            lambda: keys.arrived == self._sent and keys.resting and not self.app.coming
        )

    async def until(self, condition: Callable[[], object], timeout: float = 10) -> None:
        """Wait for a condition, giving the desk its turn."""
        async with asyncio.timeout(timeout):
            while not condition():
                await asyncio.sleep(0.001)

    async def resize(self, columns: int, rows: int) -> None:
        """Another size of window."""
        await self.pilot.resize_terminal(columns, rows)
        await self.until(lambda: self.app.size == (columns, rows))
        self.app.redraw()

    async def start_over(self, *, with_drafts: bool = False) -> None:
        """Today, as after log-in, where nothing was typed before unless its drafts are wanted.

        A conversation that whoever sits here began and did not finish is such a draft.
        """
        await self.app.begin_day()
        if not with_drafts:
            with self.house.raw() as write:
                write("DELETE FROM draft")
                write(
                    "DELETE FROM conversation WHERE state = 'in_progress' AND created_by = ?",
                    self.app.desk.who.staff_id,
                )
                write(
                    "DELETE FROM conversation_writing WHERE conversation_id"
                    " NOT IN (SELECT id FROM conversation)"
                )
        self.app.say("")
        self.app.redraw()


NAMED = (
    {"enter", "escape", "tab", "shift+tab", "space", "backspace", "delete", "home", "end"}
    | {"up", "down", "left", "right", "pageup", "pagedown"}
    | {"f2", "f3", "f8", "f9"}
)


@asynccontextmanager
async def inside(
    house: House,
    *,
    size: tuple[int, int] = (80, 24),
    log_in_as: str | None = "BOD",
    clock: Clock = now,
) -> AsyncIterator[Inside]:
    """The desk on this house, at columns and rows, with somebody logged in."""
    desk = Desk(lambda: Door(house.path, clock))
    desk.wait_until_open()
    app = DinIndgangApp(
        desk, clock, crash_folder=house.folder / "dinindgang" / "crashes", log_in_as=log_in_as
    )
    try:
        async with app.run_test(size=size) as pilot:
            keys = CountedKeys()
            # The one that the app waits at is left with a key, so that it comes to this one.
            waiting, app._keys = app._keys, keys
            waiting.put_nowait(events.Key("f20", None))
            at_desk = Inside(house, app, pilot, keys)
            await at_desk.settle()
            yield at_desk
    finally:
        desk.close()


def run(work: Coroutine[Any, Any, None]) -> None:
    """Run one test's coroutine."""
    asyncio.run(work)
