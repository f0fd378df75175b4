"""What other terminals changed, until the screens of this one have read it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Set

from din_indgang_tui.store.errors import NotAllowed, StoreError

EVERY_PART = frozenset(
    {
        "checks",
        "citizens",
        "conversations",
        "courses",
        "enquiries",
        "figures",
        "groups",
        "lists",
        "messages",
        "outreach",
        "referrals",
        "settings",
        "slots",
        "staff",
        "writing",
    }
)


class ChangeWatch:
    """Remembers which parts of the house are to be read again, and has them read one at a time."""

    def __init__(self, read: Callable[[set[str]], Awaitable[None]]) -> None:
        """`read` reads these parts for whatever is shown and draws it.

        It raises NotAllowed or StoreError where that could not be done now.
        """
        self._read = read
        self._behind: set[str] = set()  # parts that changed since they were last read
        self._reading = asyncio.Lock()
        self.count = 0  # how often others changed something

    @property
    def is_behind(self) -> bool:
        """Whether something changed that could not be read yet."""
        return bool(self._behind)

    def changed(self, parts: Set[str]) -> None:
        """Others changed these parts: `catch_up` reads them."""
        self._behind |= parts
        self.count += 1

    async def catch_up(self) -> None:
        """Read what changed; what cannot be read now is read with the next call."""
        async with self._reading:
            parts, self._behind = self._behind, set()
            if not parts:
                return
            try:
                await self._read(parts)
            except (NotAllowed, StoreError):
                self._behind |= parts
