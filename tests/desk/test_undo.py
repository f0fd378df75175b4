"""Every command that changes anything is undone by `u`, on every screen it works on."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import pytest

from din_indgang_tui import commands
from din_indgang_tui.commands import ALWAYS, ANYWHERE, EVERYWHERE, Command
from din_indgang_tui.house.undo import DEEDS
from tests.desk.full_house import house as house
from tests.desk.house import House
from tests.desk.inside import NAMED, Inside, inside, run
from tests.desk.screens import WALKS

# They end the walk itself, or are what is tried here.
NOT_TRIED = {"log_out", "leave", "undo"}
# Done by a command line, never by a screen; tests/house/test_inbox.py and tests/cli/test_set.py
# take them back.
BY_COMMAND_LINE = {"group_laying.lay_ahead", "inbox.deliver", "days_off.fill"}
# Done within another deed alone, of which it is taken back as a part: tests/house/test_closing.py.
WITHIN_ANOTHER = {"group_release.release"}

# The parts of the house whose deeds the walk of a host has to come by, and of a volunteer; a
# leader's has all the others.
OF_HOSTS = frozenset(
    {"call_backs", "citizen_facts", "corrections", "duty", "enquiries", "handover", "inbox"}
    | {"leftovers", "series", "slots", "wishes"}
)
OF_VOLUNTEERS = frozenset({"roll", "roll_adding"})

# They move a mark, look something up, or close; once on each sort of screen says that they write
# nothing, and a walk that tried them in all its states would take minutes.
MOVES = frozenset(
    {"down", "up", "left", "right", "page_down", "page_up", "next_list", "last_list", "next_row"}
    | {"last_row", "next_choice", "last_choice", "next_field", "last_field", "help", "back", "line"}
)

SIGNS = {"slash": "/", "plus": "+", "question_mark": "?", "colon": ":"}  # by Textual's names


def tried(desk: Inside, had: set[tuple[type | None, Command]]) -> Iterator[Command]:
    """Every command that works on this screen for whoever sits there, with or without a key.

    What means the same everywhere is tried once, on the first screen that has it (`had`).
    """
    role = desk.app.desk.who.role
    for context in (*desk.view.contexts(), ANYWHERE):
        for command in commands.TABLE:
            if command.context != context or command.id in NOT_TRIED or role not in command.may:
                continue
            sort = None if context in (EVERYWHERE, ALWAYS, ANYWHERE) else type(desk.view)
            if (sort, command) in had:
                continue
            if sort is None or command.id in MOVES:
                had.add((sort, command))
            yield command


async def do(desk: Inside, command: Command) -> None:
    """As its key does, or as the command finder does what has no key."""
    if command.keys:
        key = command.keys[0]
        await desk.press(key if key in NAMED else SIGNS.get(key, key))
    else:
        of = desk.app if command.context == ANYWHERE else desk.view
        done = getattr(of, f"do_{command.id}")()
        if inspect.isawaitable(done):
            await done


def walk_and_undo(house: House, initials: str, screens: dict[str, tuple[str, ...]]) -> set[str]:
    """Run every command on each of these screens and undo what it did; returns the deeds done."""
    undone: set[str] = set()
    had: set[tuple[type | None, Command]] = set()

    async def walk() -> None:
        async with inside(house, log_in_as=initials, drawn=False) as desk:
            await desk.start_over()
            before = desk.watch.content()
            for name, keys in screens.items():
                unit = await desk.reach(keys)
                commands_here = list(tried(desk, had))
                for number, command in enumerate(commands_here):
                    if number:
                        unit = await desk.reach(keys)
                    await do(desk, command)
                    # A conversation begins as it is first kept.
                    await desk.app.unsaved.keep(desk.app.views)
                    if not desk.watch.moved():
                        continue
                    if new := desk.deeds_after(unit):
                        await desk.start_over(with_drafts=True)
                    for deed in reversed(new):
                        await desk.press("u")
                        last = desk.deeds_after(unit)[-1]
                        assert last == "undo.undo", (name, command.id, desk.text)
                        undone.add(deed)
                    after = desk.watch.content()
                    assert after == before, (name, command.context, command.id, new)

    run(walk())
    return undone


def deeds_of(initials: str) -> set[str]:
    """The deeds that whoever walks has to come by; each is one walk's."""
    others = {"BOD": OF_HOSTS, "ERI": OF_VOLUNTEERS}
    parts = {deed: deed.partition(".")[0] for deed in DEEDS}
    if initials in others:
        return {deed for deed, part in parts.items() if part in others[initials]}
    return {deed for deed, part in parts.items() if part not in OF_HOSTS | OF_VOLUNTEERS}


@pytest.mark.parametrize("initials", WALKS)
def test_every_command_on_every_screen_is_undone(house: House, initials: str) -> None:
    undone = walk_and_undo(house, initials, WALKS[initials])
    left = deeds_of(initials) - undone - BY_COMMAND_LINE - WITHIN_ANOTHER
    assert not left, f"deeds that no screen of this walk does: {sorted(left)}"
