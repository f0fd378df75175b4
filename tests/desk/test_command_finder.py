"""The command finder: a word for what one wants to do, and Enter does it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from din_indgang_tui import commands
from din_indgang_tui.app import DinIndgangApp
from din_indgang_tui.commands import ANYWHERE, TABLE, Command
from din_indgang_tui.house import enquiries
from din_indgang_tui.i18n import _
from din_indgang_tui.store.roles import Role
from din_indgang_tui.views.command_finder import CommandFinder, matching, possible
from din_indgang_tui.views.today import TodayView
from tests.desk.hostile import HOSTILE
from tests.desk.house import House, colleague, da
from tests.desk.inside import Inside, inside, run

SIGNS = {"slash": "/", "question_mark": "?", "plus": "+", "colon": ":"}


def rows(desk: Inside) -> list[Command]:
    """What the finder shows, top to bottom."""
    assert isinstance(desk.view, CommandFinder)
    return desk.view._rows()


def ids(desk: Inside) -> set[str]:
    return {command.id for command in rows(desk)}


# The table.


def test_what_has_no_key_is_found_by_name_and_done_by_the_app() -> None:
    for command in TABLE:
        if command.context == ANYWHERE:
            assert not command.keys and command.label and command.help and command.area
            assert callable(getattr(DinIndgangApp, f"do_{command.id}", None)), command.id


def test_no_name_alone_takes_the_id_of_a_general_key() -> None:
    """Both are done by the app: two of one id would be one deed under two names."""
    general = {c.id for c in TABLE if c.context in (commands.EVERYWHERE, commands.ALWAYS)}
    assert not general & {c.id for c in TABLE if c.context == ANYWHERE}


# Words.


def test_every_command_is_found_by_any_beginning_of_its_words(
    language: Callable[[str], None],
) -> None:
    language("da")
    for command in TABLE:
        # The translation of nothing at all is the head of the catalogue.
        also = f"{_(command.also)} {command.also}" if command.also else ""
        for word in f"{_(command.label)} {also}".split():
            for length in range(2, len(word) + 1):
                if word[:length].isalpha():
                    assert matching(word[:length].upper(), [command]), (word, command)


def test_a_label_comes_before_a_help_text_and_that_before_other_words() -> None:
    def one(name: str, label: str, help_text: str, also: str = "") -> Command:
        return Command(name, ANYWHERE, (), "", label, help_text, also=also)

    called = one("called", "ill today", "find all times of a colleague")
    explained = one("explained", "hours", "opening hours, holidays and illness")
    otherwise = one("otherwise", "away", "not at work", "ill sick absent")
    other = one("other", "find", "find a citizen")
    assert matching("ill", [otherwise, other, explained, called]) == [called, explained, otherwise]
    # Every word has to begin one; their order does not matter.
    assert matching("col ill", [otherwise, other, explained, called]) == [called]
    assert matching("lness", [explained]) == []


@given(st.text(max_size=30))
def test_whatever_is_typed_finds_some_of_them_or_none(typed: str) -> None:
    found = matching(typed, TABLE)
    assert len(found) == len(set(found)) and set(found) <= set(TABLE)


def test_old_words_are_found_in_both_languages(
    house: House, language: Callable[[str], None]
) -> None:
    language("da")

    async def look() -> None:
        async with inside(house) as desk:
            for word in ("udfald", "outcome"):
                await desk.press(":", word)
                assert rows(desk)[0].id == "finish", word
                await desk.press("escape")

    run(look())


# What may be done, and can be.


@pytest.mark.parametrize("initials", ["BOD", "MJU", "LIV", "ÅSE", "ERI"])
def test_only_what_the_role_may_is_found(house: House, initials: str) -> None:
    async def look() -> None:
        async with inside(house, log_in_as=initials) as desk:
            role = desk.app.desk.who.role
            await desk.press(":")
            assert rows(desk)
            field = desk.view.writing()
            assert field is not None
            for label in {_(command.label)[:40] for command in TABLE}:
                field.value = ""
                await desk.paste(label)
                assert field.value == label
                assert all(role in found.may for found in rows(desk))
            if role == Role.VOLUNTEER:
                await desk.press("escape", ":")
                assert not ids(desk) & {"new_enquiry", "find", "finish", "open_page"}

    run(look())


def test_only_what_can_be_done_now_is_found(house: House, quiet_house: House) -> None:
    async def look(at: House, keys: tuple[str, ...], can: set[str], cannot: set[str]) -> None:
        async with inside(at) as desk:
            await desk.press(*keys, ":")
            assert can <= ids(desk), keys
            assert not cannot & ids(desk), keys

    async def walk() -> None:
        await look(house, (), {"enter", "finish", "fill_in", "open_page"}, {"hold", "add"})
        await look(house, ("down",), {"enter", "finish"}, {"open_page"})  # an anonymous one
        await look(house, ("tab",), {"hold", "finish"}, set())
        await look(house, ("o",), {"add", "new_enquiry"}, {"finish", "hold"})
        await look(quiet_house, (), {"new_enquiry"}, {"enter", "finish", "fill_in", "open_page"})

    run(walk())


def test_names_of_citizens_are_never_found(house: House) -> None:
    async def look() -> None:
        async with inside(house) as desk:
            await desk.press(":", "kirsten")
            assert not rows(desk)
            await desk.press("enter")
            said = _("Nothing you can do here is called that. A citizen is found with /.")
            assert f"! {said}" in desk.text
            assert isinstance(desk.view, CommandFinder)

    run(look())


# Doing it.


def test_four_keys_do_something_about_the_marked_one(
    house: House, language: Callable[[str], None]
) -> None:
    language("da")

    async def look() -> None:
        async with inside(house) as desk:
            await desk.press("down", "down", ":", "fæ")
            assert "Yusuf Demir" in desk.lines[-2]
            assert len([line for line in desk.lines if line.startswith(">")]) == 1
            await desk.press("enter")
            assert da("{name}: how did it end?", name="Yusuf Demir") in desk.text

    run(look())


def test_every_one_of_them_does_what_its_key_does(house: House) -> None:
    """The same screen is left, whichever way it was reached, in a minute that does not pass."""
    differ: list[str] = []

    async def look() -> None:
        async with inside(house, clock=lambda: house.moment) as desk:
            for place in ((), ("tab",), ("o",)):
                await desk.start_over()
                await desk.press(*place)
                for command in possible(desk.view, desk.app.desk.who.role):
                    if command.id in ("enter", "hold", "leave", "log_out", "undo", "on_duty"):
                        continue  # these change who waits, or end it; tested on their own
                    ends = []
                    for way in ("key", "name") if command.keys else ():
                        await desk.start_over()
                        await desk.press(*place)
                        if way == "key":
                            await desk.press(SIGNS.get(command.keys[0], command.keys[0]))
                        else:
                            await desk.press(":")
                            await desk.press(*["down"] * rows(desk).index(command), "enter")
                        ends.append((desk.text, desk.view.contexts()))
                    if len(set(ends)) > 1:
                        differ.append(f"{place} {command.id}\n{ends[0][0]}\n{ends[1][0]}")

    run(look())
    assert not differ, "\n".join(differ)


def test_taking_in_and_logging_out_by_name(house: House, language: Callable[[str], None]) -> None:
    language("da")

    async def look() -> None:
        async with inside(house) as desk:
            await desk.press(":", "mod", "enter")
            assert da("{name} is with you now.", name="Kirsten M.") in desk.text
            await desk.press(":", "lås", "enter")
            assert da("Welcome to Din Indgang") in desk.text

    run(look())


def test_esc_goes_back_to_the_same_mark(house: House) -> None:
    async def look() -> None:
        async with inside(house) as desk:
            for place in (("down", "down"), ("tab", "down"), ("o",)):
                await desk.start_over()
                await desk.press(*place)
                before, view = desk.lines[:-2], desk.view
                await desk.press(":", "fi", "down", "escape")
                assert desk.view is view
                assert desk.lines[:-2] == before

    run(look())


def test_nothing_is_done_to_the_next_one_when_the_marked_one_was_taken(house: House) -> None:
    """Another desk took Kirsten in between the word and the Enter: Enter is not for Yusuf."""

    async def look() -> None:
        async with inside(house) as desk:
            marked = desk.view
            assert isinstance(marked, TodayView) and marked.marked is not None
            await desk.press(":", "fi")
            assert rows(desk)[0].id in ("finish", "find")
            at = next(n for n, command in enumerate(rows(desk)) if command.id == "finish")
            await desk.press(*["down"] * at)
            with house.open():
                house.do(colleague(house, "PIA"), enquiries.take_in, marked.marked)
                house.do(colleague(house, "PIA"), enquiries.finish, marked.marked, "helped")
            await desk.press("enter")
            assert desk.view is marked
            assert _("That has changed meanwhile. Nothing is done: look again.") in desk.text

    run(look())


# What was used last.


def test_an_empty_field_shows_the_last_five_used_the_last_one_first(house: House) -> None:
    async def look() -> None:
        async with inside(house) as desk:
            await desk.press(":")
            assert _("What can be done here") in desk.text
            await desk.press("escape")
            words = ("board", "manual", "register", "board", "people", "search", "reason")
            for word in words:
                await desk.press(":", word, "enter", "escape", "escape", "1")
            await desk.press(":")
            assert _("Last used") in desk.text
            used = [command.id for command in rows(desk)]
            assert used == ["fill_in", "find", "area_citizens", "area_today", "new_enquiry"]

    run(look())


def test_what_was_used_is_forgotten_with_the_log_out(house: House) -> None:
    async def look() -> None:
        async with inside(house) as desk:
            await desk.press(":", "board", "enter")
            assert desk.app.commands_used
            await desk.press("l")
            assert not desk.app.commands_used

    run(look())


# Texts that nobody should type.


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_hostile_texts_find_nothing_and_break_nothing(house: House, size: tuple[int, int]) -> None:
    async def look() -> None:
        async with inside(house, size=size) as desk:
            for text in HOSTILE[::3]:
                await desk.press(":")
                await desk.paste(text)
                for line in desk.lines:
                    assert cell_len(line.rstrip()) <= size[0] and line.isprintable(), repr(text)
                await desk.press("escape")
                assert isinstance(desk.view, TodayView)

    run(look())
    assert not house.crashes


@pytest.mark.parametrize("spoken", ["da", "en"])
def test_every_line_has_the_command_its_key_and_its_area(
    house: House, language: Callable[[str], None], spoken: str
) -> None:
    language(spoken)

    async def look() -> None:
        async with inside(house) as desk:
            await desk.press(":", *["down"] * 30)
            found = next(c for c in rows(desk) if c.id == "open_page")
            at = rows(desk).index(found)
            await desk.press("escape", ":", *["down"] * at)
            line = next(line for line in desk.lines if line.startswith(">"))
            assert _(found.help) in line
            assert line.rstrip().endswith(_("Today"))
            assert f" {found.shown} " in line

    run(look())


@pytest.mark.parametrize(("initials", "named"), [("BOD", False), ("ERI", False), ("ÅSE", True)])
def test_settings_are_named_to_the_leader_alone(house: House, initials: str, named: bool) -> None:
    async def walk() -> None:
        async with inside(house, log_in_as=initials) as desk:
            await desk.press(":")
            assert ("area_settings" in ids(desk)) is named

    run(walk())
