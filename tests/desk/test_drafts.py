"""Nothing typed is lost: every panel keeps its text within two seconds, and gives it back."""

from __future__ import annotations

from functools import partial

import pytest

from din_indgang_tui import app as apps
from din_indgang_tui.views.base import View
from din_indgang_tui.views.walk_in import WalkIn
from tests.desk.full_house import house as house
from tests.desk.house import House
from tests.desk.inside import Inside, inside, run
from tests.desk.screens import LEADERS_SCREENS, SCREENS

LETTERS = "bcdfghjklmnpqrstvwxz"


def sign(panel: int) -> str:
    """What is typed in one panel and stands nowhere else; short, as some fields are nearly full."""
    return f"q{LETTERS[panel // len(LETTERS)]}{LETTERS[panel % len(LETTERS)]}"


def test_a_draft_is_looked_after_well_within_two_seconds() -> None:
    assert apps.DRAFT_SECONDS <= 1


def is_kept(view: View) -> bool:
    """Whether text is being typed that has to come back."""
    field = view.writing()
    return field is not None and field.kept and not field.secret


def walk_and_lose_the_line(
    house: House, initials: str, screens: dict[str, tuple[str, ...]]
) -> list[str]:
    """Type in every panel, lose the line, and open it again at another terminal."""
    panels = []

    async def walk() -> None:
        async with (
            inside(house, log_in_as=initials, drawn=False) as desk,
            inside(house, log_in_as=initials, drawn=False) as other,
        ):
            for name, keys in screens.items():
                if name.startswith("help to"):  # where nothing is written
                    continue
                await desk.start_over()
                await desk.press(*keys)
                if not is_kept(desk.view):
                    continue
                panels.append(name)
                typed = sign(len(panels))
                await desk.press(typed)
                assert has(desk, typed), name
                await desk.until(partial(is_in_drafts, desk, initials, typed))
                await open_again(other, desk.view, keys, typed)
                assert has(other, typed), name
                forget(house)
                await other.start_over()

    try:
        run(walk())
    except TimeoutError as error:
        error.add_note(f"The last panel: {panels[-1]}")
        raise
    return panels


def is_in_drafts(desk: Inside, initials: str, typed: str) -> bool:
    return desk.watch.moved() and typed in desk.house.drafts(initials)


def has(desk: Inside, typed: str) -> bool:
    """Whether the text stands there: on the screen, or in the open field, which may be longer."""
    field = desk.view.writing()
    return typed in desk.text or (field is not None and typed in field.value)


async def open_again(other: Inside, view: View, keys: tuple[str, ...], typed: str) -> None:
    """As its user does: a panel about somebody by the same keys, a new enquiry by its draft."""
    await other.start_over(with_drafts=True)
    if isinstance(view, WalkIn):
        await other.press("n")  # the draft is a row of the list
        await other.press("down", "enter")  # the newest
        for more in (("tab",), ("escape", "enter")):  # about them, or why they came
            if not has(other, typed):
                await other.press(*more)
        return
    typing = next((n for n, key in enumerate(keys) if len(key) > 1 and " " in key), len(keys))
    await other.press(*keys[:typing])


def forget(house: House) -> None:
    with house.raw() as write:
        write("DELETE FROM draft")
        write("DELETE FROM conversation WHERE state = 'in_progress'")
        write("DELETE FROM conversation_writing")


def test_every_panel_with_text_gives_it_back_at_another_terminal(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apps, "DRAFT_SECONDS", 0.05)  # sixty panels need not wait a second each
    panels = walk_and_lose_the_line(house, "BOD", SCREENS)
    panels += walk_and_lose_the_line(house, "ÅSE", LEADERS_SCREENS)
    assert len(panels) > 8
