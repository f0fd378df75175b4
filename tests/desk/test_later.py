"""What a screen can do without begins when no key is waiting, and never in the way of one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from din_indgang_tui.shell.later import Later


def test_a_key_that_came_and_is_not_taken_yet_gets_its_turn_first() -> None:
    keys: list[str] = []
    done: list[str] = []

    def drawn(then: Callable[[], object]) -> bool:
        then()
        return True

    async def what_can_wait() -> None:
        done.append("later")

    async def work() -> None:
        later = Later(lambda: bool(keys), drawn, lambda: None)
        waits = asyncio.create_task(later.do(what_can_wait()))
        keys.append("n")  # before whoever takes it has run
        await asyncio.sleep(0)  # here the desk would stand still for good
        async with later.dealing:
            done.append(keys.pop())
        await waits
        assert (done, later.coming) == (["n", "later"], 0)

    asyncio.run(work())
