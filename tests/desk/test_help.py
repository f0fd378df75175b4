"""Help: every screen says what one sees, and one comes back to where one was."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable

import pytest

from din_indgang_tui import views
from din_indgang_tui.commands import TABLE
from din_indgang_tui.i18n import _
from din_indgang_tui.views.base import View
from din_indgang_tui.views.help import HelpView
from tests.desk.house import House, da
from tests.desk.inside import inside, run
from tests.desk.screens import SCREENS
from tests.desk.seen import SeenIn


def screens(base: type[View] = View) -> set[type[View]]:
    """Every screen there is, found by walking the package; not those that only others build on."""
    for module in pkgutil.iter_modules(views.__path__, views.__name__ + "."):
        importlib.import_module(module.name)
    found: set[type[View]] = set()
    for below in base.__subclasses__():
        found |= screens(below) or {below}
    return {one for one in found if one.__module__.startswith(views.__name__)}


def test_every_screen_says_in_a_sentence_what_one_sees() -> None:
    assert len(screens()) >= 9
    silent = [one.__name__ for one in screens() if not one.help_text.endswith(".")]
    assert not silent, f"help_text is missing: {silent}"


def test_every_help_begins_with_what_one_sees(
    seen: SeenIn, language: Callable[[str], None]
) -> None:
    language("da")
    for screen in seen("da"):
        if screen.help:
            shown = " ".join(" ".join(screen.help[80, 60][2:4]).split())
            assert da(screen.kind.help_text) in shown, screen.name


def test_the_help_names_every_key_of_its_screen(
    seen: SeenIn, language: Callable[[str], None]
) -> None:
    language("da")
    helped = [screen for screen in seen("da") if screen.help]
    assert len(helped) > len(SCREENS)
    for screen in helped:
        shown = " ".join(" ".join(screen.help[80, 60]).split())  # it may take two lines
        for command in TABLE:
            if command.context in screen.contexts and screen.role in command.may:
                named = _(command.help) in shown
                assert named is command.is_for(screen.role), f"{screen.name}: {command.id}"


@pytest.mark.parametrize("spoken", ["da", "en"])
def test_one_comes_back_from_every_help_to_its_screen(seen: SeenIn, spoken: str) -> None:
    lost = [screen.name for screen in seen(spoken) if not screen.came_back]
    assert not lost


@pytest.mark.parametrize("spoken", ["da", "en"])
def test_at_120_columns_no_help_has_a_second_page(
    seen: SeenIn, language: Callable[[str], None], spoken: str
) -> None:
    language(spoken)
    for screen in seen(spoken):
        if screen.help:
            lines = screen.help[120, 40]
            last = _("When you leave the screen, press l.")
            assert last in " ".join(lines), screen.name
            assert _("page {n} of {pages}").partition("{")[0] not in lines[1], screen.name


def test_pages_are_counted_and_turned(house: House, language: Callable[[str], None]) -> None:
    language("da")

    async def look() -> None:
        async with inside(house) as desk:
            await desk.press("?")
            assert isinstance(desk.view, HelpView)
            pages = -(-desk.view.count // desk.view.room)
            assert pages >= 2
            assert da("page {n} of {pages}", n=1, pages=pages) in desk.lines[1]
            seen = set(desk.lines[2:-2])
            for page in range(2, pages + 1):
                await desk.press("pagedown")
                assert da("page {n} of {pages}", n=page, pages=pages) in desk.lines[1]
                seen |= set(desk.lines[2:-2])
            last = desk.text
            await desk.press("pagedown", "down")
            assert desk.text == last
            await desk.resize(80, 60)
            assert da("page {n} of {pages}", n=1, pages=2).partition(" ")[0] not in desk.lines[1]
            assert set(desk.lines[2:-2]) - {""} <= seen

    run(look())


def test_the_limit_that_the_mark_stands_for_is_the_houses_own(
    house: House, language: Callable[[str], None]
) -> None:
    language("da")

    async def look() -> None:
        async with inside(house, size=(80, 60)) as desk:
            await desk.press("?")
            limit = desk.app.settings.wait_limit_minutes
            said = da("! after the minutes: has waited more than {n} minutes.", n=limit)
            assert said in desk.text

    run(look())


@pytest.mark.parametrize("opens", ["f2", "f3"])
@pytest.mark.parametrize("closes", ["escape", "enter"])
def test_one_comes_back_to_the_same_place_in_the_text(
    house: House, opens: str, closes: str
) -> None:
    """What is typed next goes where it would have gone."""
    if (opens, closes) == ("f3", "enter"):
        closes = "escape"  # Enter opens someone's page there

    async def look() -> None:
        async with inside(house) as desk:
            for burst in (False, True):
                await desk.start_over()
                keys = ("n", "kirsten", "left", "left", "left", opens, closes, "X", "end", "Y")
                if burst:
                    await desk.press(*keys)
                else:
                    for key in keys:
                        await desk.press(key)
                field = desk.view.writing()
                assert field is not None and field.value == "kirsXtenY"

    run(look())


def test_one_comes_back_to_the_same_mark(house: House) -> None:
    async def look() -> None:
        async with inside(house) as desk:
            for place in (("down", "down"), ("tab", "down"), ("o", "down"), ("n", "k", "down")):
                await desk.start_over()
                await desk.press(*place)
                before = desk.lines[:-2]
                await desk.press("f2", "down", "enter")
                assert desk.lines[:-2] == before, place

    run(look())
