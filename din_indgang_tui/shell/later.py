"""What a screen can do without at first: done once it is drawn, and never before a key's own work.

There is one thread that reads the file, so that whatever stands in it first, everybody waits for.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from typing import Any

from din_indgang_tui.store.errors import DeskError, StoreError


class Later:
    """Holds back such work while a key is dealt with, and until its screen was drawn."""

    def __init__(
        self,
        keys_waiting: Callable[[], bool],
        after_refresh: Callable[[Callable[[], object]], bool],
        redraw: Callable[[], None],
    ) -> None:
        self._keys_waiting = keys_waiting
        self._after_refresh = after_refresh
        self._redraw = redraw
        self.dealing = asyncio.Lock()  # held while a key is dealt with, or the day begins
        self.coming = 0  # how much is still to be done

    def do(self, work: Coroutine[Any, Any, None]) -> Coroutine[Any, Any, None]:
        """What does it when its time has come, and draws again.

        What cannot be had is left out: it is asked for again with the next change.
        """
        self.coming += 1  # from now on, not once there is time to begin
        return self._do(work)

    async def _do(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await self._its_time()
            with contextlib.suppress(DeskError, StoreError):
                await work
                self._redraw()
        finally:
            self.coming -= 1
            work.close()  # where the desk ended before its time came

    async def _its_time(self) -> None:
        while True:
            async with self.dealing:
                if not self._keys_waiting():
                    break
            # A lock that is free is taken without a pause: whoever takes the key needs their turn.
            await asyncio.sleep(0.001)
        drawn = asyncio.Event()
        if self._after_refresh(drawn.set):
            await drawn.wait()
