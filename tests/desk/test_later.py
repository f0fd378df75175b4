"""What a screen can do without begins when no key is waiting, and never in the way of one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from din_indgang_tui import app
from din_indgang_tui.commands import Command
from din_indgang_tui.i18n import _
from din_indgang_tui.shell.later import Later
from din_indgang_tui.store.engine import sqlite3
from din_indgang_tui.store.errors import StoreError
from din_indgang_tui.views.base import View
from tests.desk.house import House
from tests.desk.inside import inside, run


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


def test_a_key_that_waits_for_the_file_says_so_until_it_is_done(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "PATIENCE", 0.01)

    async def look() -> None:
        async with inside(house) as desk:
            holder = sqlite3.connect(house.path)
            holder.execute("BEGIN IMMEDIATE")
            key = asyncio.create_task(desk.press("enter"))  # takes in the one who waits
            await desk.until(lambda: _("A moment ...") in desk.text)
            holder.rollback()
            await key
            assert _("A moment ...") not in desk.text
            assert _("{name} is with you now.").format(name="Kirsten M.") in desk.text
            holder.close()

    run(look())


def test_what_was_typed_while_the_file_was_held_does_nothing_elsewhere(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def look() -> None:
        async with inside(house) as desk:
            perform = desk.app.perform

            async def held(command: Command, view: View) -> None:
                if command.id != "log_out":
                    raise StoreError("The file is held.")
                await perform(command, view)

            monkeypatch.setattr(desk.app, "perform", held)
            await desk.press("2", "l")
            assert "! The file is held." in desk.text
            assert desk.app.desk.who.staff_id is not None, "l did not log out"

    run(look())


def test_what_was_typed_into_an_open_field_while_the_file_was_held_stays(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def look() -> None:
        async with inside(house) as desk:
            await desk.press("n")

            async def held(command: Command, view: View) -> None:
                raise StoreError("The file is held.")

            monkeypatch.setattr(desk.app, "perform", held)
            await desk.press("K", "q", "enter", "x")
            assert "Kqx" in desk.text

    run(look())
