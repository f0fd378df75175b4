"""One database thread with one connection: the event loop never waits on a lock."""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, TypeVar

from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import Who, nobody
from din_indgang_tui.store.unit import Reading, Unit

P = ParamSpec("P")
T = TypeVar("T")

# Other terminals must see a change within a second; a look at PRAGMA data_version costs nothing.
WATCH_SECONDS = 0.4


@dataclass(slots=True)
class _Job:
    run: Callable[[Door], Any]
    future: Future[Any]


class Desk:
    """What the screens hold: `await desk.read(...)`, `await desk.change(...)`, the change watch.

    `who` is whoever is logged in at this terminal; the door sees them with every call.
    """

    def __init__(self, open_door: Callable[[], Door]) -> None:
        self.who: Who = nobody()
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._watchers: list[Callable[[set[str]], None]] = []
        self._door: Door | None = None
        self._opened: Future[Door] = Future()
        # A daemon, so that a statement that hangs on a dead disk cannot keep the process alive.
        self._thread = threading.Thread(
            target=self._work, args=(open_door,), name="database", daemon=True
        )
        self._thread.start()

    def wait_until_open(self) -> Door:
        """Blocks until the file is open. Raises what opening it raised (StoreError)."""
        return self._opened.result()

    async def read(
        self,
        question: Callable[Concatenate[Reading, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Ask the house; raises DeskError or StoreError with a sentence."""
        who = self.who
        return await self._hand_over(lambda door: door.read(who, question, *args, **kwargs))

    async def change(
        self,
        deed: Callable[Concatenate[Unit, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Do one deed of the house; raises DeskError or StoreError with a sentence."""
        who = self.who
        return await self._hand_over(lambda door: door.change(who, deed, *args, **kwargs))

    async def through(self, work: Callable[[Door, Who], T]) -> T:
        """Work that goes through the door several times; raises DeskError or StoreError.

        No other question of this desk comes between; each of its own sees the file of its moment.
        """
        who = self.who
        return await self._hand_over(lambda door: work(door, who))

    def change_and_wait(
        self,
        seconds: float,
        deed: Callable[Concatenate[Unit, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """For the way out, when the event loop has no time left: wait at most `seconds`."""
        who = self.who
        future = self._put(lambda door: door.change(who, deed, *args, **kwargs))
        with contextlib.suppress(Exception):
            future.result(timeout=seconds)

    def warm_up(self) -> None:
        """Load, while nobody waits for it, what the first change needs."""
        self._put(lambda door: door.load())

    def see_to(self, errand: Callable[[Door], None]) -> None:
        """An errand of the house itself: nobody waits for it, and where it fails nobody is told."""
        self._put(errand)

    def watch(self, tell: Callable[[set[str]], None]) -> None:
        """Calls `tell` in this event loop with the parts that another terminal changed."""
        loop = asyncio.get_running_loop()

        def hand_to_loop(parts: set[str]) -> None:
            with contextlib.suppress(RuntimeError):  # the loop may have ended meanwhile
                loop.call_soon_threadsafe(tell, parts)

        self._watchers.append(hand_to_loop)

    def close(self, seconds: float = 1.0) -> None:
        """Finish what is under way, at most `seconds`, then stop the statement that runs."""
        self._jobs.put(None)
        self._thread.join(seconds)
        if self._thread.is_alive() and self._door is not None:
            self._door.interrupt()
            self._thread.join(seconds)

    def _put(self, run: Callable[[Door], T]) -> Future[T]:
        future: Future[T] = Future()
        self._jobs.put(_Job(run, future))
        return future

    async def _hand_over(self, run: Callable[[Door], T]) -> T:
        return await asyncio.wrap_future(self._put(run))

    def _work(self, open_door: Callable[[], Door]) -> None:
        try:
            self._door = open_door()
        except BaseException as error:
            self._opened.set_exception(error)
            return
        self._opened.set_result(self._door)
        try:
            while self._one_turn(self._door):
                pass
        finally:
            self._door.close()

    def _one_turn(self, door: Door) -> bool:
        try:
            job = self._jobs.get(timeout=WATCH_SECONDS)
        except queue.Empty:
            self._look_around(door)
            return True
        if job is None:
            return False
        if job.future.set_running_or_notify_cancel():
            try:
                job.future.set_result(job.run(door))
            except BaseException as error:
                job.future.set_exception(error)
        if self._jobs.empty():
            self._look_around(door)
        return True

    def _look_around(self, door: Door) -> None:
        if not self._watchers:
            return
        try:
            parts = door.changed_parts()
        except Exception:
            # A read that fails here fails again, with a sentence, for the person who asks next.
            return
        if parts:
            for tell in self._watchers:
                tell(parts)
