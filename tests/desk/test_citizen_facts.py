"""A citizen's page: the facts edited in place, what is protected, and how to meet them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from din_indgang_tui.clock import machine_clock
from din_indgang_tui.house import citizen_facts, citizens, finder
from din_indgang_tui.house.citizen_facts import HIDDEN
from din_indgang_tui.views.citizen import CitizenView
from din_indgang_tui.views.citizen_facts import SHOWN_SECONDS, EditFacts
from din_indgang_tui.widgets.form import TextRow
from tests.desk.conftest import Seat
from tests.desk.hostile import HOSTILE
from tests.desk.house import House, colleague, da
from tests.desk.inside import Inside, inside, run
from tests.scene import HandClock

KIRSTEN = "Kirsten Møller"
KAREN = "Karen Vang"  # her address is protected; her phone is 20 00 00 58


@pytest.fixture(autouse=True)
def danish(language: Callable[[str], None]) -> None:
    language("da")


def known(house: House, name: str) -> int:
    """The id of whoever has this full name."""
    (row,) = house.rows("SELECT id FROM citizen WHERE given_name || ' ' || family_name = ?", name)
    return int(row[0])


def write(house: House, name: str, *, by: str = "MJU", **texts: str) -> None:
    """A colleague edits the facts at another desk."""
    citizen_id, who = known(house, name), colleague(house, by)
    version = house.ask(citizen_facts.facts, citizen_id).version
    house.do(who, citizen_facts.edit, citizen_id, version, texts)


def stored(house: House, name: str, field: str) -> str:
    """What lies in the file, past the door."""
    ((value,),) = house.rows(f"SELECT {field} FROM citizen WHERE id = ?", known(house, name))
    return str(value)


@asynccontextmanager
async def page(
    house: House, name: str = KIRSTEN, *, clock: HandClock | None = None
) -> AsyncIterator[Inside]:
    """Bo Dam at this citizen's page."""
    async with inside(house, clock=clock or machine_clock) as desk:
        await desk.app.open(CitizenView(desk.app, known(house, name)))
        desk.app.redraw()
        yield desk


def form(desk: Inside) -> EditFacts:
    assert isinstance(desk.view, EditFacts)
    return desk.view


def row(desk: Inside, label: str) -> str:
    """The row of the form with this label."""
    (found,) = (line for line in desk.lines if line[2:].startswith(da(label) + " "))
    return found


# Editing in place --------------------------------------------------------------------------------


def test_the_telephone_is_mended_with_four_keys(house: House) -> None:
    async def walk() -> None:
        async with page(house) as desk:
            await desk.press("e", "down", "enter", "20 00 00 99", "enter")
            assert stored(house, KIRSTEN, "phone") == "20 00 00 99"
            assert da("Saved: {rows}. Press u to undo.", rows=da("Phone")) in desk.text
            await desk.press("escape")
            assert da("Phone {number}", number="20 00 00 99") in desk.text

    run(walk())


def test_undo_takes_it_back_on_the_page_and_in_the_form(house: House) -> None:
    async def walk() -> None:
        async with page(house) as desk:
            await desk.press("e", "enter", "Kis", "enter")
            assert da("known as {name}", name="Kis") in desk.lines[1]
            await desk.press("u")
            assert stored(house, KIRSTEN, "known_as") == ""
            assert row(desk, "Known as").endswith("-")
            await desk.press("enter", "Kis", "enter", "escape")
            assert da("known as {name}", name="Kis") in desk.lines[1]
            await desk.press("u")
            assert da("known as {name}", name="Kis") not in desk.lines[1]

    run(walk())


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("birth_date", "31.02.1970", "There is no such birth date. Write it like 12.03.1961."),
        ("cpr", "120361", "A CPR number has ten digits: 120361-4321."),
        ("protected_until", "31.02.2027", "There is no such day. Write it like 01.02.2027."),
    ],
)
def test_what_is_refused_has_its_sentence_below_and_stays(
    house: House, field: str, typed: str, sentence: str
) -> None:
    async def walk() -> None:
        async with page(house) as desk:
            await desk.press("e")
            form(desk).form.go_to(field)
            asked = form(desk).form.open
            assert isinstance(asked, TextRow)
            await desk.press("enter")
            asked.field.value = ""
            await desk.press(typed, "enter")
            below = next(n for n, line in enumerate(desk.lines) if line.startswith(">")) + 1
            assert desk.lines[below].strip() == f"! {da(sentence)}"
            assert asked.field.value == typed
            assert form(desk).opened
            assert house.rows("SELECT 1 FROM audit a JOIN unit_of_work u ON u.id = a.unit_id"
                              " WHERE u.deed = 'citizen_facts.edit'") == []  # fmt: skip

    run(walk())


def test_a_number_without_modulus_11_is_saved_with_a_word_and_shown_with_stars(
    house: House,
) -> None:
    async def walk() -> None:
        async with page(house) as desk:
            await desk.press("e")
            form(desk).form.go_to("cpr")
            await desk.press("enter", "120361-4399", "enter")
            assert stored(house, KIRSTEN, "cpr") == "1203614399"
            assert da("The CPR number fails modulus 11, but may be right.") in desk.text
            assert "120361-****" in row(desk, "CPR")
            assert "4399" not in desk.text

    run(walk())


def test_a_changed_name_is_on_every_terminal_with_no_key_pressed(house: House) -> None:
    async def walk() -> None:
        async with inside(house, log_in_as="PIA") as today, inside(house, log_in_as="ÅSE") as finds:
            await finds.press("/", "kis")
            assert KIRSTEN not in finds.text.replace("Kirsten Møl.", "")
            async with page(house) as desk:
                await desk.press("e", "enter", "Kisser", "enter")
                form(desk).form.go_to("given_name")
                await desk.press("enter", "e", "enter")
            await today.until(lambda: "Kirstene M." in today.text)
            await finds.press("s")
            await finds.until(lambda: "Kirstene Møller" in finds.text)

    run(walk())


def test_two_on_the_same_citizen_see_both_texts_and_choose(house: House) -> None:
    write(house, KIRSTEN, phone="20 00 00 61", known_as="Kis")

    async def walk() -> None:
        async with page(house) as desk:
            await desk.press("e", "enter", "ser", "down", "backspace", "backspace", "16")
            write(house, KIRSTEN, phone="20 00 00 99", city="Fredericia")
            await desk.press("enter")
            for text in ("20 00 00 61", "20 00 00 99", "20 00 00 16", "Kisser", "Mette Juhl"):
                assert text in desk.text
            assert stored(house, KIRSTEN, "phone") == "20 00 00 99"
            await desk.press("down", "enter")
            assert stored(house, KIRSTEN, "phone") == "20 00 00 16"
            assert stored(house, KIRSTEN, "known_as") == "Kisser"
            assert stored(house, KIRSTEN, "city") == "Fredericia"

    run(walk())


def test_two_on_the_same_number_see_no_more_of_it_than_its_birth_date(house: House) -> None:
    async def walk() -> None:
        async with page(house) as desk:
            await desk.press("e")
            form(desk).form.go_to("cpr")
            await desk.press("enter", "120361-4399")
            write(house, KIRSTEN, cpr="120361-4388")
            await desk.press("enter")
            assert "120361-****" in desk.text
            assert "4399" not in desk.text
            assert "4388" not in desk.text
            await desk.press("down", "down", "enter")
            assert "4399" not in desk.text

    run(walk())


def test_any_text_in_any_row_comes_out_clean(house: House) -> None:
    async def walk() -> None:
        async with page(house) as desk:
            await desk.press("e")
            rows = [row for row in form(desk).form.rows if isinstance(row, TextRow)]
            for number, text in enumerate(HOSTILE):
                asked = rows[number % len(rows)]
                form(desk).form.go_to(asked.name)
                await desk.press("enter")
                asked.field.value = ""
                await desk.paste(text)
                await desk.press("enter")
                assert not house.crashes
                assert all(line.isprintable() for line in desk.lines), repr(text)
                assert all(len(line) <= 80 for line in desk.lines if line.isascii())
                if form(
                    desk
                ).opened:  # refused: it stays, and the next text has the form for itself
                    await desk.press("escape")
                    asked.field.value = form(desk).base[asked.name]
            await desk.press("escape", "escape")
            assert all(line.isprintable() for line in desk.lines)

    run(walk())
    # Most of them are a name, a town or a way to be heard once they are clean.
    assert house.rows("SELECT max(version) FROM citizen")[0][0] > 100
    assert house.is_whole()


# What is protected -------------------------------------------------------------------------------


def test_what_is_protected_is_shown_for_a_minute_on_record(house: House) -> None:
    clock = HandClock(house.moment)

    async def walk() -> None:
        async with page(house, KAREN, clock=clock) as desk:
            assert "20 00 00 58" not in desk.text
            assert da("Phone is protected") in desk.text
            await desk.press("r")
            assert "20 00 00 58" in desk.text
            assert "Bo Dam" in desk.lines[-2]
            assert len(looks(house)) == 1
            clock.move(seconds=SHOWN_SECONDS - 1)
            desk.app.redraw()
            assert "20 00 00 58" in desk.text
            clock.move(seconds=1)
            await desk.until(lambda: "20 00 00 58" not in desk.text)
            assert "58" not in repr(view_of(desk).shown)
            assert len(looks(house)) == 1

    run(walk())


def looks(house: House) -> list[tuple[object, ...]]:
    """What was shown, and to whom."""
    return house.rows(
        "SELECT who, citizen_id FROM look WHERE question = 'citizen_facts.protected_facts'"
    )


def view_of(desk: Inside) -> CitizenView:
    assert isinstance(desk.view, CitizenView)
    return desk.view


@pytest.mark.parametrize("away", [("escape",), ("n",), ("1",), ("f3",)])
def test_it_is_hidden_once_the_page_is_left(house: House, away: tuple[str, ...]) -> None:
    async def walk() -> None:
        async with page(house, KAREN) as desk:
            shown = view_of(desk)
            await desk.press("r")
            await desk.press(*away)
            assert "20 00 00 58" not in desk.text
            if shown in desk.app.views:
                await desk.press("escape")
                assert desk.view is shown
            assert "20 00 00 58" not in desk.text

    run(walk())


def test_it_is_hidden_once_somebody_changed_it(house: House) -> None:
    async def walk() -> None:
        async with page(house, KAREN) as desk:
            await desk.press("r")
            write(house, KAREN, hearing="venstre øre")
            await desk.until(lambda: "venstre øre" in desk.text)
            assert "20 00 00 58" not in desk.text

    run(walk())


def test_a_protected_row_opens_only_once_it_is_shown(house: House) -> None:
    async def walk() -> None:
        async with page(house, KAREN) as desk:
            await desk.press("e", "down", "enter")
            assert not form(desk).opened
            assert da("It is protected. Press r to see it before you write.") in desk.text
            assert row(desk, "Phone").rstrip().endswith(da("hidden, press r"))
            assert not any(form(desk).base[field] for field in HIDDEN)
            await desk.press("r", "enter", "backspace", "9", "enter")
            assert stored(house, KAREN, "phone") == "20 00 00 59"
            assert len(looks(house)) == 1

    run(walk())


def test_in_the_form_too_it_is_hidden_after_a_minute_save_what_is_being_written(
    house: House,
) -> None:
    clock = HandClock(house.moment)

    async def walk() -> None:
        async with page(house, KAREN, clock=clock) as desk:
            await desk.press("e", "r", "down", "enter", "9")
            assert "20 00 00 589" in desk.text
            clock.move(seconds=SHOWN_SECONDS)
            await desk.until(lambda: da("hidden, press r") in row(desk, "Email"))
            assert "20 00 00 589" in desk.text
            await desk.press("enter")
            assert stored(house, KAREN, "phone") == "20 00 00 589"
            assert da("hidden, press r") in row(desk, "Phone")
            assert "20 00 00 58" not in desk.text

    run(walk())


def test_a_draft_of_a_protected_row_shows_nothing_and_is_not_saved_blind(house: House) -> None:
    async def write_half() -> None:
        async with page(house, KAREN) as desk:
            await desk.press("e", "r", "down", "enter", "9", "escape", "escape")
            assert stored(house, KAREN, "phone") == "20 00 00 58"

    async def go_on() -> None:
        async with page(house, KAREN) as desk:
            await desk.press("e")
            assert form(desk).unsaved() == {"phone": "20 00 00 589"}
            assert "20 00 00 58" not in desk.text
            await desk.press("enter", "K", "enter")
            assert stored(house, KAREN, "known_as") == ""
            assert "20 00 00 58" not in desk.text
            form(desk).form.go_to("phone")
            await desk.press("r", "enter", "enter")
            assert stored(house, KAREN, "phone") == "20 00 00 589"
            assert stored(house, KAREN, "known_as") == "K"

    run(write_half())
    run(go_on())


def test_the_key_says_so_where_nothing_is_protected(house: House) -> None:
    async def walk() -> None:
        async with page(house) as desk:
            for keys in (("r",), ("e", "r")):
                await desk.press(*keys)
                assert da("The address is not protected.") in desk.text
        assert looks(house) == []

    run(walk())


def test_a_protection_that_ended_is_shown_as_ordinary_with_a_question(house: House) -> None:
    clock = HandClock(house.moment)

    async def walk() -> None:
        async with page(house, KAREN, clock=clock) as desk:
            asked = da("Their protection ended on {day}. Ask whether it should go on.", day=last)
            assert asked not in desk.text
            clock.move(days=1)
            await view_of(desk).load()
            desk.app.redraw()
            assert asked in desk.text
            assert "20 00 00 58" in desk.text
            clock.move(days=citizens.ASK_DAYS)
            await view_of(desk).load()
            desk.app.redraw()
            assert asked not in desk.text

    last = f"{house.moment:%d.%m.%Y}"
    write(house, KAREN, protected_until=last)
    run(walk())


# How to meet them --------------------------------------------------------------------------------


def test_how_to_meet_them_is_one_calm_line_of_what_is_filled_in(house: House) -> None:
    async def walk() -> None:
        async with page(house) as desk:
            begun = da("How to meet them: {how}", how="")
            assert begun.strip() not in desk.text
            write(house, KIRSTEN, interpreter="tyrkisk", how_to_meet="giver ikke hånd")
            await desk.until(lambda: begun.strip() in desk.text)
            (meeting,) = (line.strip() for line in desk.lines if line.strip().startswith(begun))
            assert meeting == begun + ", ".join(
                [da("interpreter: {language}", language="tyrkisk"), "giver ikke hånd"]
            )

    run(walk())


@pytest.mark.parametrize("name", [KIRSTEN, KAREN])
def test_that_one_must_not_phone_stands_before_the_number(house: House, name: str) -> None:
    write(house, name, safe_to_phone="no", may_leave_message="no", known_as="N")

    async def walk() -> None:
        async with page(house, name) as desk:
            warned = f"{da('Do not phone.')} {da('Leave no message.')} "
            for key in ("r", "escape"):
                (line,) = (line for line in desk.lines if da("Do not phone.") in line)
                begun = da("Phone {number}", number="").strip().split()[0]
                assert line[24:].startswith(warned + begun)
                await desk.press(key)

    run(walk())


def test_whoever_is_called_otherwise_keeps_their_given_name_in_lists(house: House) -> None:
    write(house, KIRSTEN, known_as="Kis")

    async def walk() -> None:
        async with inside(house) as desk:
            assert "Kirsten M" in desk.text
            await desk.press("/", "kis", "enter")
            assert desk.lines[1].startswith(f"── {KIRSTEN}, ")
            assert da("known as {name}", name="Kis") in desk.lines[1]

    run(walk())
    assert house.ask(finder.find, "kis").hits[0].name == KIRSTEN


@pytest.mark.terminal
def test_in_a_terminal_it_is_four_keys(house: House, seat: Seat) -> None:
    desk = seat(house).log_in()
    desk.press("o").wait_for(KIRSTEN)
    desk.keys = 0
    desk.press("e").wait_for(da("{name}: edit", name=KIRSTEN)).press("down", "enter")
    desk.type("20 00 00 99").press("enter").says(
        da("Saved: {rows}. Press u to undo.", rows=da("Phone"))
    )
    assert desk.keys == 4
    assert stored(house, KIRSTEN, "phone") == "20 00 00 99"
