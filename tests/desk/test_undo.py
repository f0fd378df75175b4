"""Every key of every bar does something, and every command that changes anything is undone."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

import pytest

from din_indgang_tui import commands
from din_indgang_tui.commands import ALWAYS, ANYWHERE, EVERYWHERE, Command
from din_indgang_tui.house import call_backs
from din_indgang_tui.house.undo import DEEDS
from din_indgang_tui.views.base import View
from tests.desk.full_house import deliver
from tests.desk.full_house import house as house
from tests.desk.house import House, colleague, register
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

# By a key that moves a mark, the one that most often moves it back.
BACK: dict[str | None, str] = {
    "down": "up",
    "left": "right",
    "pagedown": "pageup",
    "tab": "shift+tab",
}
BACK |= {back: str(forth) for forth, back in BACK.items()}

SIGNS = {"slash": "/", "plus": "+", "question_mark": "?", "colon": ":"}  # by Textual's names


class Pressed(NamedTuple):
    """A command of a screen, and how it is asked for there."""

    command: Command
    key: str | None  # by Textual's name; None where it has none
    in_bar: bool  # which has to show something, then


class Place(NamedTuple):
    """A screen on which commands are tried, as it was when its keys led there."""

    unit: int  # the last unit of work before its keys
    views: list[View]
    text: str
    said: tuple[str, bool]  # the sentence above its keys, and whether something is wrong


class Had:
    """What was tried, so that what means the same everywhere is tried once.

    Once in the whole walk, or where it stands in the bar, once on each kind of screen with each set
    of keys; what is a screen's own is tried in all its states.
    """

    def __init__(self) -> None:
        self._commands: set[tuple[type | None, Command]] = set()
        self._shown: set[tuple[type, tuple[str, ...], Command]] = set()
        self._help = False

    def is_first_help(self) -> bool:
        """Whether help comes up for the first time: its keys are the same on every screen."""
        first, self._help = not self._help, True
        return first

    def to_try(self, desk: Inside, *, with_bar: bool) -> list[Pressed]:
        """What is left to try on this screen, whether or not its bar says so."""
        shown = list(self._of_the_bar(desk.view)) if with_bar else []
        there = {(one.command, one.key) for one in shown}
        others = (
            Pressed(command, next(iter(command.keys), None), in_bar=False)
            for command in self._that_work(desk)
        )
        found = shown + [one for one in others if (one.command, one.key) not in there]
        # What leaves the screen comes last, so that nobody need come back to it.
        return sorted(found, key=lambda one: one.command.id == "back")

    def _of_the_bar(self, view: View) -> Iterator[Pressed]:
        contexts = view.contexts()
        for command_id in view.bar():
            if command_id in ("up", "down", "leave"):
                continue
            command = commands.get(contexts, command_id)
            if command.context in (EVERYWHERE, ALWAYS):
                if (type(view), contexts, command) in self._shown:
                    continue
                self._shown.add((type(view), contexts, command))
            for key in command.keys:
                yield Pressed(command, key, in_bar=True)

    def _that_work(self, desk: Inside) -> Iterator[Command]:
        role = desk.app.desk.who.role
        for context in (*desk.view.contexts(), ANYWHERE):
            for command in commands.TABLE:
                if command.context != context or command.id in NOT_TRIED or role not in command.may:
                    continue
                general = context in (EVERYWHERE, ALWAYS, ANYWHERE)
                sort = None if general else type(desk.view)
                if (sort, command) in self._commands:
                    continue
                if sort is None or command.id in MOVES:
                    self._commands.add((sort, command))
                yield command


class Walk:
    """Through the screens of a colleague, who undoes what each command did before the next."""

    def __init__(self, desk: Inside) -> None:
        self.undone: set[str] = set()  # the deeds that were done and taken back
        self.idle: list[str] = []  # keys of a bar that showed nothing
        self._desk = desk
        self._who = desk.app.desk.who
        self._had = Had()
        self._before = desk.watch.content()

    async def try_all(self, name: str, keys: tuple[str, ...]) -> None:
        """Try what there is to try on the screen of this name, to which these keys lead."""
        desk = self._desk
        if name.startswith("help to") and not self._had.is_first_help():
            return
        place = await self._come_to(keys)
        tried: Pressed | None = None
        # A sentence that is wrong is said once more by an Enter.
        for pressed in self._had.to_try(desk, with_bar="wrong" not in name):
            if tried is not None and not await self._is_back(place, tried):
                place = await self._come_to(keys)
            tried = pressed
            where = f"{name}: {pressed.key}, {pressed.command.context} {pressed.command.id}"
            await self._ask_for(pressed)
            assert desk.app.is_running, where
            if pressed.in_bar and desk.text == place.text:
                self.idle.append(where)
            desk.app.desk.who = self._who  # logged out, where the key was `l`
            # A conversation begins as it is first kept.
            await desk.app.unsaved.keep(desk.app.views)
            if desk.watch.moved():
                await self._take_back(place.unit, where)

    async def _come_to(self, keys: tuple[str, ...]) -> Place:
        desk = self._desk
        unit = await desk.reach(keys)
        return Place(unit, list(desk.app.views), desk.text, desk.app._said)

    async def _ask_for(self, pressed: Pressed) -> None:
        """As its key does, or as the command finder does what has no key."""
        command, key, desk = pressed.command, pressed.key, self._desk
        if key is not None:
            await desk.press(key if key in NAMED else SIGNS.get(key, key))
            return
        of = desk.app if command.context == ANYWHERE else desk.view
        done = getattr(of, f"do_{command.id}")()
        if inspect.isawaitable(done):
            await done

    async def _is_back(self, place: Place, tried: Pressed) -> bool:
        """Whether one stands there still, or again by the one key that most often leads back.

        The next command is tried from there then: to come to a screen anew takes a dozen keys.
        """
        desk = self._desk
        if desk.app.views[:-1] == place.views:
            await desk.press("escape")
        elif desk.app.views == place.views and desk.text != place.text:
            await desk.press(BACK.get(tried.key, "escape"))
        desk.app.say(place.said[0], wrong=place.said[1])
        desk.app.redraw()
        same = desk.app.views == place.views and desk.text == place.text
        return same and not desk.watch.moved()

    async def _take_back(self, unit: int, where: str) -> None:
        desk = self._desk
        standing: list[str] = []
        for deed in desk.deeds_after(unit):
            if deed == "undo.undo":  # where the key was `u`
                self.undone.add(standing.pop())
            else:
                standing.append(deed)
        while standing:
            if EVERYWHERE not in desk.view.contexts():  # where `u` is a letter
                await desk.start_over(with_drafts=True)
            await desk.press("u")
            assert desk.deeds_after(unit)[-1] == "undo.undo", f"{where}\n{desk.text}"
            self.undone.add(standing.pop())
        assert desk.watch.content() == self._before, where
        desk.watch.moved()  # which all of it was


def deeds_of(initials: str) -> set[str]:
    """The deeds that whoever walks has to come by; each is one walk's."""
    others = {"BOD": OF_HOSTS, "ERI": OF_VOLUNTEERS}
    parts = {deed: deed.partition(".")[0] for deed in DEEDS}
    if initials in others:
        return {deed for deed, part in parts.items() if part in others[initials]}
    return {deed for deed, part in parts.items() if part not in OF_HOSTS | OF_VOLUNTEERS}


@pytest.mark.parametrize("initials", WALKS)
def test_every_key_of_a_bar_does_something_and_every_command_is_undone(
    house: House, initials: str
) -> None:
    """Arrows aside, which have nowhere to go in a list of one, and F9, which ends the desk."""
    more_than_fits(house)
    walks: list[Walk] = []

    async def walk() -> None:
        async with inside(house, log_in_as=initials, drawn=False) as desk:
            await desk.start_over()
            walks.append(Walk(desk))
            for name, keys in WALKS[initials].items():
                await walks[0].try_all(name, keys)

    run(walk())
    assert not walks[0].idle, "\n".join(walks[0].idle)
    left = deeds_of(initials) - walks[0].undone - BY_COMMAND_LINE - WITHIN_ANOTHER
    assert not left, f"deeds that no screen of this walk does: {sorted(left)}"
    assert not house.crashes


def more_than_fits(house: House) -> None:
    """Lists that go on below what a screen shows, so that a page down leads somewhere."""
    with house.open():
        for _one in range(25):
            register(house)
            house.do(colleague(house, "MJU"), call_backs.take_down, about="mødet")
        now = house.moment
        house.moment = now - timedelta(days=140)
        for _one in range(12):
            deliver(house)
        house.moment = now
