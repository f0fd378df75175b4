"""The desk in this process: every screen is reached in milliseconds, and drawn at any size."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from textual import events
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size
from textual.keys import _character_to_key

from din_indgang_tui.app import DinIndgangApp
from din_indgang_tui.clock import Clock
from din_indgang_tui.shell.idle_imports import MOST_OPENED
from din_indgang_tui.store.desk import Desk
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.engine import sqlite3
from din_indgang_tui.views.base import View
from tests.desk.house import House, now
from tests.scene import what_is_held

# In a walk no moment is idle: each day that begins would leave one more task waiting for one.
for _name in MOST_OPENED:
    importlib.import_module(_name)


class CountedKeys(asyncio.Queue[Any]):
    """The queue of keys, which can tell when the last of those that were sent is dealt with."""

    def __init__(self) -> None:
        super().__init__()
        self.sent = 0
        self.arrived = 0
        self.resting = asyncio.Event()

    def send(self) -> None:
        """One more is on its way."""
        self.sent += 1
        self.resting.clear()

    def put_nowait(self, key: Any) -> None:
        self.arrived += 1
        super().put_nowait(key)

    async def get(self) -> Any:
        # The app asks for the next one when it is done with the one before.
        if self.empty() and self.arrived == self.sent:
            self.resting.set()
        return await super().get()


class Watch:
    """A connection that looks at the file past the door, kept open for many looks."""

    def __init__(self, house: House) -> None:
        self._connection = sqlite3.connect(house.path)
        self._seen = self._version()
        self._held = what_is_held(self.rows)

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Rows as they lie there."""
        return self._connection.execute(sql, values).fetchall()

    def content(self) -> dict[str, list[tuple[Any, ...]]]:
        """All that the house holds, the record and versions aside: what undo has to bring back."""
        return {table: self.rows(sql) for table, sql in self._held.items()}

    def moved(self) -> bool:
        """Whether anybody has written anything since this was last asked."""
        before, self._seen = self._seen, self._version()
        return before != self._seen

    def _version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


class Inside:
    """The desk, and what it would show."""

    def __init__(self, house: House, app: DinIndgangApp, keys: CountedKeys) -> None:
        self.house = house
        self.app = app
        self.watch = Watch(house)
        self._keys = keys
        self._drawn = True

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
        self._keys.send()
        self.app._driver.send_message(event)

    async def settle(self) -> None:
        """Wait until every key that was pressed is dealt with, and what is drawn later is there."""
        async with asyncio.timeout(30):
            await self._keys.resting.wait()
        await self.until(lambda: not self.app.later.coming)

    async def until(self, condition: Callable[[], object], timeout: float = 10) -> None:
        """Wait for a condition, giving the desk its turn."""
        async with asyncio.timeout(timeout):
            while not condition():
                await asyncio.sleep(0.001)

    async def resize(self, columns: int, rows: int) -> None:
        """Another size of window."""
        size = Size(columns, rows)
        assert isinstance(self.app._driver, HeadlessDriver)
        self.app._driver._size = size
        if self._drawn:
            self.app.post_message(events.Resize(size, size))
            await self.until(lambda: self.app.size == size)
        else:
            self.app._size = size  # what a screen says needs no more
        self.app.redraw()

    @contextmanager
    def only_said(self) -> Iterator[None]:
        """What a screen says is there as always; only its way into the terminal is not gone."""
        drawn, self._drawn = self._drawn, False
        with self.app.batch_update():
            yield
        self._drawn = drawn

    async def start_over(self, *, with_drafts: bool = False) -> None:
        """Today, as after log-in, where nothing was typed before unless its drafts are wanted.

        A conversation that whoever sits here began and did not finish is such a draft.
        """
        await self.app.begin_day()
        if not with_drafts:
            self._forget()
        self.app.say("")
        self.app.redraw()
        await self.settle()  # what Today reads once it is drawn: a key may go there

    async def reach(self, keys: tuple[str, ...]) -> int:
        """Start over and press these keys; returns the last unit of work before them."""
        await self.start_over()
        self.watch.moved()
        ((unit,),) = self.watch.rows("SELECT max(id) FROM unit_of_work")
        await self.press(*keys)
        return int(unit)

    def deeds_after(self, unit: int) -> list[str]:
        """What was done and kept since that unit of work."""
        later = self.watch.rows("SELECT deed FROM unit_of_work WHERE id > ? ORDER BY id", unit)
        return [deed for (deed,) in later]

    def _forget(self) -> None:
        mine = self.app.desk.who.staff_id
        # Looked at first, since every writing is told to all who sit here.
        ((any_left,),) = self.watch.rows(
            "SELECT EXISTS (SELECT 1 FROM draft) OR EXISTS (SELECT 1 FROM conversation"
            " WHERE state = 'in_progress' AND created_by = ?) OR EXISTS (SELECT 1 FROM"
            " conversation_writing WHERE conversation_id NOT IN (SELECT id FROM conversation))",
            mine,
        )
        if not any_left:
            return
        with self.house.raw() as write:
            write("DELETE FROM draft")
            write("DELETE FROM conversation WHERE state = 'in_progress' AND created_by = ?", mine)
            write(
                "DELETE FROM conversation_writing WHERE conversation_id"
                " NOT IN (SELECT id FROM conversation)"
            )


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
    drawn: bool = True,
) -> AsyncIterator[Inside]:
    """The desk on this house, at columns and rows, with somebody logged in.

    Without `drawn` its screens are `only_said`: for walks of thousands of keys over screens that
    other walks draw.
    """
    desk = Desk(lambda: Door(house.path, clock))
    desk.wait_until_open()
    app = DinIndgangApp(
        desk, clock, crash_folder=house.folder / "dinindgang" / "crashes", log_in_as=log_in_as
    )
    try:
        async with app.run_test(size=size):
            keys = CountedKeys()
            # The one that the app waits at is left with a key, so that it comes to this one.
            waiting, app._keys = app._keys, keys
            waiting.put_nowait(events.Key("f20", None))
            at_desk = Inside(house, app, keys)
            with contextlib.closing(at_desk.watch):
                await at_desk.settle()
                with contextlib.nullcontext() if drawn else at_desk.only_said():
                    yield at_desk
    finally:
        desk.close()


def run(work: Coroutine[Any, Any, None]) -> None:
    """Run one test's coroutine."""
    asyncio.run(work)
