"""A form edited in place: rows, drafts, and two people at the same thing (screens 21 and 25)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from din_indgang_tui.house import corrections, day
from din_indgang_tui.i18n import _
from din_indgang_tui.views.editing import EditView, Row
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import TextRow
from tests.desk.house import House, colleague
from tests.desk.inside import Inside, inside, run


class TwoLines(EditView):
    """The note and the companion of the one who has waited longest."""

    area = "1"
    panel = "two lines"
    enquiry_id = 0

    def subject(self) -> str:
        return str(self.enquiry_id)

    def rows(self) -> list[Row]:
        return [TextRow("Linje", Field("note", limit=600)), TextRow("Ledsager", Field("companion"))]

    async def read(self) -> tuple[int, dict[str, str]]:
        row = await self.shell.desk.read(day.one, self.enquiry_id)
        return row.version, {"note": row.note, "companion": row.companion}

    async def save(self, version: int, texts: dict[str, str]) -> str:
        await self.shell.desk.change(corrections.correct, self.enquiry_id, version, texts)
        return "Gemt."

    def title(self) -> tuple[str, str]:
        return "To linjer", ""


@asynccontextmanager
async def form(house: House) -> AsyncIterator[tuple[Inside, TwoLines]]:
    async with inside(house) as desk:
        view = await open_form(desk, house)
        yield desk, view


async def open_form(desk: Inside, house: House) -> TwoLines:
    view = TwoLines(desk.app)
    view.enquiry_id = house.today().waiting[0].enquiry_id
    await desk.app.open(view)
    desk.app.redraw()
    return view


def stored(house: House) -> tuple[str, str]:
    row = house.today().waiting[0]
    return row.note, row.companion


def mette_writes(house: House, **texts: str) -> None:
    row = house.today().waiting[0]
    house.do(colleague(house, "MJU"), corrections.correct, row.enquiry_id, row.version, texts)


def test_a_row_is_mended_with_down_enter_the_text_and_enter(house: House) -> None:
    async def walk() -> None:
        async with form(house) as (desk, _view):
            await desk.press("down", "enter", "sin søster", "enter")
            assert stored(house)[1] == "sin søster"
            assert "Gemt." in desk.text
            await desk.press("u")  # letters act again: the row is shut
            assert stored(house)[1] == ""
            assert "-" in desk.lines[3]

    run(walk())


def test_esc_leaves_the_text_and_then_the_panel_with_a_draft(house: House) -> None:
    async def walk() -> None:
        async with form(house) as (desk, _view):
            await desk.press("down", "enter", "sin bror", "escape")
            assert "not saved" in desk.lines[3]
            await desk.press("escape")
            assert stored(house)[1] == ""
            view = await open_form(desk, house)
            assert view.unsaved() == {"companion": "sin bror"}
            await desk.press("down", "enter", "enter")
            assert stored(house)[1] == "sin bror"
            await desk.press("escape")
            assert "sin bror" not in house.drafts()

    run(walk())


def test_a_refused_text_stays_under_its_sentence(house: House) -> None:
    async def walk() -> None:
        async with form(house) as (desk, view):
            await desk.press("enter")
            await desk.paste("for lang " * 60)
            await desk.press("enter")
            assert "! " in desk.lines[3]
            assert "500" in desk.lines[3]
            assert "for lang for lang" in view.unsaved()["note"]
            assert view.opened

    run(walk())


def test_what_only_one_changed_is_joined_without_asking(house: House) -> None:
    async def walk() -> None:
        async with form(house) as (desk, _view):
            await desk.press("down", "enter", "sin søster")
            mette_writes(house, note="Skal ringe til banken")
            await desk.press("enter")
            assert stored(house) == ("Skal ringe til banken", "sin søster")
            assert "Mette Juhl" in desk.text

    run(walk())


@pytest.mark.parametrize(
    ("keys", "kept"),
    [
        (("enter",), "fra Mette"),
        (("down", "enter"), "fra Bo"),
        (("down", "down", "enter", " og Mette", "enter"), "fra Bo og Mette"),
    ],
)
def test_what_both_changed_is_asked_about_with_both_texts(
    house: House, keys: tuple[str, ...], kept: str
) -> None:
    async def walk() -> None:
        async with form(house) as (desk, view):
            await desk.press("tab", "enter", "fra Bo", "shift+tab")
            view.form.go_to("note")
            view.form.rows[0].field.value = "Kun Bos linje"  # type: ignore[union-attr]
            mette_writes(house, companion="fra Mette")
            await desk.press("enter")
            for text in ("fra Bo", "fra Mette", "Mette Juhl", "Kun Bos linje"):
                assert text in desk.text
            assert stored(house) == (stored(house)[0], "fra Mette")
            await desk.press(*keys)
            assert stored(house) == ("Kun Bos linje", kept)
            assert view.unsaved() == {}
            await desk.press("escape")
            assert "fra Bo" not in house.drafts()

    run(walk())


def test_esc_lets_it_wait_and_nobodys_text_is_lost(house: House) -> None:
    async def walk() -> None:
        async with form(house) as (desk, _view):
            await desk.press("down", "enter", "fra Bo")
            mette_writes(house, companion="fra Mette")
            await desk.press("enter", "escape", "escape")
            assert stored(house)[1] == "fra Mette"
            assert "fra Bo" in house.drafts()
            # The draft remembers what it began with, so that it is a conflict still.
            await open_form(desk, house)
            await desk.press("down", "enter", "enter")
            assert "fra Mette" in desk.text
            assert "fra Bo" in desk.text
            assert stored(house)[1] == "fra Mette"

    run(walk())


def test_what_is_typed_while_a_change_of_others_is_read_stays(house: House) -> None:
    async def walk() -> None:
        async with form(house) as (desk, view):
            view.parts = frozenset({"enquiries"})
            read = view.read

            async def read_while_bo_types() -> tuple[int, dict[str, str]]:
                answer = await read()
                await desk.press("down", "enter", "sin søster")
                return answer

            view.read = read_while_bo_types  # type: ignore[method-assign]
            await view.changed({"enquiries"})
            assert view.unsaved() == {"companion": "sin søster"}

    run(walk())


def test_a_third_text_is_not_lost_either(house: House) -> None:
    async def walk() -> None:
        async with form(house) as (desk, _view):
            await desk.press("down", "enter", "fra Bo")
            mette_writes(house, companion="fra Mette")
            await desk.press("enter", "down", "down", "enter", " og Mette")
            await desk.until(lambda: "fra Bo og Mette" in house.drafts())
            await desk.press("escape")
            assert any("fra Bo og Mette" in line for line in desk.lines if _("Use mine") in line)
            await desk.press("up", "enter")
            assert stored(house)[1] == "fra Bo og Mette"

    run(walk())
