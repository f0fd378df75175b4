"""Every key: it is in the bar and in the help, means one thing, and arrives."""

from __future__ import annotations

import inspect
from collections.abc import Callable

import pytest
from rich.cells import cell_len

from din_indgang_tui import commands
from din_indgang_tui.app import DinIndgangApp
from din_indgang_tui.commands import ALWAYS, ANYWHERE, EVERYWHERE, TABLE, Command
from din_indgang_tui.i18n import _
from tests.desk.house import da
from tests.desk.seen import SeenIn
from tests.test_catalogues import SAME_IN_DANISH

# The table.


def test_no_key_is_one_that_does_not_arrive() -> None:
    """Ctrl, Alt and most F-keys are taken by tmux, by terminals and by desktops."""
    named = {"enter", "escape", "tab", "shift+tab", "space", "up", "down", "left", "right"}
    named |= {"pageup", "pagedown", "f2", "f3", "f8", "f9", "slash", "question_mark", "plus"}
    named |= {"colon"}
    for command in TABLE:
        for key in command.keys:
            assert key in named or (len(key) == 1 and key.isascii() and key.isalnum()), command


def test_x_and_the_capitals_are_not_used() -> None:
    """x was settled to mean nothing; a capital is a Caps Lock that somebody left on.

    In a roll it then marks whom nobody has marked, beside a key that marks one of them.
    """
    keys = {key for command in TABLE for key in command.keys if command.id != "rest_here"}
    assert "x" not in keys
    assert not [key for key in keys if len(key) == 1 and key.isupper()]


def test_no_two_commands_of_a_context_share_a_key_or_an_id() -> None:
    for context in {command.context for command in TABLE}:
        here = [command for command in TABLE if command.context == context]
        keys = [key for command in here for key in command.keys]
        assert len(keys) == len(set(keys)), context
        ids = [command.id for command in here]
        assert len(ids) == len(set(ids)), context


@pytest.mark.parametrize("command", TABLE, ids=lambda command: f"{command.context} {command.id}")
def test_every_command_says_what_it_is_in_both_languages(command: Command) -> None:
    for text in (command.label, command.help):
        assert text.strip() == text != ""
        assert da(text) != text or text in SAME_IN_DANISH, f"no Danish for {text!r}"
    assert command.may
    assert bool(command.keys) is bool(command.shown)
    assert not (command.keys and command.context == ANYWHERE)
    assert bool(command.area) is (command.context == ANYWHERE)
    for text in filter(None, (command.also, command.area)):
        assert da(text) != text or text in SAME_IN_DANISH, f"no Danish for {text!r}"
    assert cell_len(da(command.label)) <= 20
    assert cell_len(da(command.help)) <= 80 - 18, "the help has it on one line"


# On the screens.


@pytest.mark.parametrize("spoken", ["da", "en"])
def test_every_key_bar_fits_80_columns(
    seen: SeenIn, language: Callable[[str], None], spoken: str
) -> None:
    """Logging out, which the help has as well, is all that may be left out for want of room."""
    language(spoken)
    for screen in seen(spoken):
        shown = screen.lines[80, 24][-1]
        assert cell_len(shown) <= 80, screen.name
        for command_id in screen.bar:
            command = commands.get(screen.contexts, command_id)
            if screen.role in command.may and _(command.label) not in shown:
                assert command_id == "log_out", f"{screen.name}: {command_id} is not in {shown}"
                assert "help" in screen.bar, screen.name


def test_every_key_means_one_thing_on_every_screen_and_has_a_method(seen: SeenIn) -> None:
    for screen in seen("da"):
        taken: dict[str, Command] = {}
        for command in (c for context in screen.contexts for c in TABLE if c.context == context):
            general = command.context in (EVERYWHERE, ALWAYS)
            owner = DinIndgangApp if general else screen.kind
            method = getattr(owner, f"do_{command.id}", None)
            where = f"{screen.name}: {command.id} of {command.context}"
            assert callable(method), f"nothing does {where}"
            assert list(inspect.signature(method).parameters) == ["self"], where
            for key in command.keys:
                other = taken.setdefault(key, command)
                assert other is command, f"{screen.name}: {key} is {other.id} and {command.id}"
        for command_id in screen.bar:
            assert commands.get(screen.contexts, command_id).id == command_id


def test_letters_are_text_where_text_is_typed(seen: SeenIn) -> None:
    """Save the space, which marks in the list of reasons, and no filter needs one."""
    writing = [screen for screen in seen("da") if screen.writing]
    assert len(writing) > 8
    for screen in writing:
        assert EVERYWHERE not in screen.contexts, screen.name
        for command in (command for command in TABLE if command.context in screen.contexts):
            for key in command.keys:
                typed = len(key) == 1 or key in ("slash", "question_mark", "plus", "colon")
                assert not typed, f"{screen.name}: {key} is {command.id}"
                assert key != "space" or command.context == "reasons", screen.name
