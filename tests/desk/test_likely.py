"""Somebody new who may be known, and a letter that may be from somebody: shown, and chosen."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from rich.cells import cell_len

from din_indgang_tui.house import codes, delivery, inbox
from din_indgang_tui.house.delivery import Delivery
from din_indgang_tui.i18n import _
from din_indgang_tui.views.letter import LetterView
from tests.desk.hostile import HOSTILE
from tests.desk.house import House, Sitting, colleague, da
from tests.desk.inside import Inside, inside, run


def deliver(house: House, **more: object) -> int:
    done = house.do(colleague(house, "BOD"), inbox.deliver, Delivery(**more))  # type: ignore[arg-type]
    return int(done.enquiry_id)


def marked(desk: Inside) -> str:
    (row,) = (line for line in desk.lines if line.startswith(">"))
    return row


# A new person.


@pytest.mark.terminal
def test_the_known_one_is_taken_in_place_of_a_new_one_with_two_keys(desk: Sitting) -> None:
    desk.press("n").look_for("soeren kjer 23.08.1983", da("New person: {name}", name="Soeren Kjer"))
    desk.press("tab").wait_for(da("Maybe it is someone we know: {n}", n=2))
    desk.wait_for(da("same birth date")).says(da("Two are alike."))
    desk.keys = 0
    desk.press("down").mark_on("Søren Kjær").press("enter")
    desk.wait_for(da("New enquiry, 2 of 2: why?"))
    assert desk.keys == 2
    desk.press("enter").says(da("Saved: {name} waits.", name="Søren K."))
    assert desk.house.waiting()[-1] == "Søren Kjær"
    assert desk.house.rows("SELECT count(*) FROM citizen WHERE family_name = 'Kjer'") == [(0,)]


def test_enter_in_the_form_goes_on_with_a_new_person_all_the_same(house: House) -> None:
    async def look() -> None:
        async with inside(house) as desk:
            await desk.press("n", "soeren kjær 23.08.1983", "up", "tab")
            assert _("Two are alike.") in desk.text
            await desk.press("enter", "enter")
            assert house.waiting()[-1] == "Soeren Kjær"
            assert house.rows("SELECT count(*) FROM citizen WHERE birth_date = '1983-08-23'") == [
                (2,)
            ]

    run(look())


def test_they_are_asked_for_with_every_letter_and_gone_when_nobody_is_alike(house: House) -> None:
    async def look() -> None:
        async with inside(house) as desk:
            await desk.press("n", "villy frost", "tab")
            assert "Søren" not in desk.text
            await desk.press("23.08.198")
            assert "Søren" not in desk.text
            await desk.press("3")
            assert "Søren Kjær" in desk.text
            await desk.press("backspace", "5")
            assert "Søren" not in desk.text

    run(look())


def test_tab_past_the_last_row_and_a_burst_of_keys_reach_the_list_of_the_text_as_it_stands(
    house: House,
) -> None:
    async def look() -> None:
        async with inside(house) as desk:
            await desk.press("n", "villy frost", "tab", "23.08.1983", *["tab"] * 8)
            assert "Søren Kjær" in marked(desk)
            await desk.press("tab")
            assert marked(desk).startswith(f"> {_('Given name')}")
            await desk.press("shift+tab", "up", "up")
            await desk.start_over()
            # No rest between the letters and Enter: the list is that of all of them.
            await desk.press("n", "villy frost", "tab", "tab")
            await desk.press("20000083", "down", "enter", "enter")
            assert house.waiting()[-1] == "Søren Kjær"

    run(look())


def test_what_was_written_of_them_is_ready_on_their_page_and_over_nothing(house: House) -> None:
    async def look() -> None:
        async with inside(house) as desk:
            # Kirsten Møgelkær has a birth date and no phone number.
            await desk.press("n", "kirsten møgelkaer 04.07.1979", "up", "tab", "20 00 00 79")
            await desk.press("down", "enter", "enter")
            assert house.waiting()[-1] == "Kirsten Møgelkær"
            said = " ".join(desk.text.split())
            assert (
                _("Not on their page yet: {written}. o, then e: there it is.").format(
                    written=_("phone")
                )
                in said
            )
            stored = "SELECT given_name, phone, birth_date FROM citizen WHERE family_name = ?"
            assert house.rows(stored, "Møgelkær") == [("Kirsten", "", "1979-07-04")]
            await desk.press("o", "e")
            assert "20 00 00 79" in desk.text
            await desk.press("down", "enter", "enter")
            assert house.rows(stored, "Møgelkær") == [("Kirsten", "20 00 00 79", "1979-07-04")]

    run(look())


def test_esc_leads_back_step_by_step_and_the_draft_comes_back_to_the_same_one(
    house: House,
) -> None:
    async def look() -> None:
        async with inside(house) as desk:
            await desk.press("n", "kirsten møgelkaer 04.07.1979", "up", "tab", "20 00 00 79")
            await desk.press("down", "enter", "escape")
            assert "Kirsten Møgelkær" in marked(desk)
            await desk.press("escape")
            assert marked(desk).startswith(f"> {_('Phone')}")
            await desk.press("down", "enter", "tab", "rygende travl")
            await desk.until(lambda: "rygende travl" in house.drafts())
            async with inside(house) as other:
                await other.press("n", "down", "enter")
                assert "Kirsten Møgelkær" in marked(other)
                assert "20 00 00 79" in other.text
                await other.press("enter", "enter")
                assert house.today().waiting[-1].full_name == "Kirsten Møgelkær"
                assert house.today().waiting[-1].note == "rygende travl"

    run(look())


def test_one_who_waits_already_is_not_registered_twice(house: House) -> None:
    async def look() -> None:
        async with inside(house) as desk:
            before = len(house.waiting())
            await desk.press("n", "kirstn møller 12.03.1961", "tab")
            assert "Kirsten Møller" in desk.text
            await desk.press("down", "enter")
            assert _("{name} is here already: this line.").format(name="Kirsten M.") in desk.text
            assert "Kirsten M." in marked(desk)
            assert len(house.waiting()) == before
            assert not house.drafts()

    run(look())


# A letter.

LONG = "\n".join(f"Linje {n} af brevet." for n in range(1, 41))


def test_today_shows_who_wrote_what_and_how_long_it_lies(house: House) -> None:
    house.moment -= timedelta(days=5)
    deliver(house, given_name="Tove", family_name="Krog", message="Hej.\nKan I hjælpe?")
    house.moment += timedelta(days=2)
    deliver(house, message="Uden navn")

    async def look() -> None:
        async with inside(house, clock=lambda: house.moment + timedelta(days=3)) as desk:
            await desk.press("tab", "tab")
            row = marked(desk)
            assert "Tove K." in row and "Hej. Kan I hjælpe?" in row and " 5 " in row and "!" in row
            assert _("! over {limit} days").format(limit=3) in desk.text
            await desk.press("down")
            row = marked(desk)
            assert _("Anonymous") in row and "Uden navn" in row and "!" not in row

    run(look())


def test_a_letter_is_read_to_its_end_and_taken_up_for_a_new_person(house: House) -> None:
    number = deliver(
        house, given_name="Tove", family_name="Krog", phone="20 00 00 13", message=LONG
    )

    async def look() -> None:
        async with inside(house) as desk:
            await desk.press("tab", "tab", "enter")
            seen = desk.text
            assert "Tove Krog" in seen and "20 00 00 13" in seen and "Linje 1 af" in seen
            for _page in range(8):
                await desk.press("pagedown")
                seen += desk.text
            assert all(f"Linje {n} af brevet." in seen for n in range(1, 41))
            await desk.press("pageup")
            await desk.press("enter")
            assert "Tove K." in marked(desk)
            (row,) = (row for row in house.today().with_us if row.enquiry_id == number)
            assert row.full_name == "Tove Krog"
            await desk.press("u")
            assert [row.enquiry_id for row in house.today().inbox] == [number]
            assert house.rows("SELECT count(*) FROM citizen WHERE family_name = 'Krog'") == [(0,)]

    run(look())


@pytest.mark.parametrize(("keys", "taken"), [(("up",), "Søren Kjær"), (("down",), "")])
def test_it_is_taken_up_for_one_we_know_or_for_nobody(
    house: House, keys: tuple[str, ...], taken: str
) -> None:
    number = deliver(
        house, given_name="Soeren", family_name="Kjer", phone="20 00 00 83", message="Hej"
    )

    async def look() -> None:
        async with inside(house) as desk:
            await desk.press("tab", "tab", "enter")
            assert _("same phone number") in desk.text
            assert "Soeren Kjer" in marked(desk), "the likeliest is not sure enough for one Enter"
            await desk.press(*keys, "enter")
            (row,) = (row for row in house.today().with_us if row.enquiry_id == number)
            assert row.full_name == taken

    run(look())


def test_a_letter_that_is_hardly_from_anybody_else_has_the_mark_on_them(house: House) -> None:
    deliver(
        house,
        given_name="Søren",
        family_name="Kjær",
        birth_date=date(1983, 8, 23),
        email="s@example.com",
    )

    async def look() -> None:
        async with inside(house) as desk:
            await desk.press("tab", "tab", "enter")
            assert "Søren Kjær" in marked(desk) and _("same birth date") in desk.text
            await desk.press("enter")
            assert house.today().with_us[-1].full_name == "Søren Kjær"
            drafts = house.rows("SELECT content FROM draft WHERE panel = 'citizen_facts'")
            assert [json.loads(text)["texts"] for (text,) in drafts] == [{"email": "s@example.com"}]

    run(look())


def test_a_letter_is_left_finished_or_lost_to_another_desk(house: House) -> None:
    first, second = deliver(house, message="Et"), deliver(house, message="To")

    async def look() -> None:
        async with inside(house) as desk:
            await desk.press("tab", "tab", "enter", "escape")
            assert len(house.today().inbox) == 2
            await desk.press("enter", "f", "enter")
            assert not isinstance(desk.view, LetterView), "what is finished is not chosen for"
            assert house.rows("SELECT state FROM enquiry WHERE id = ?", first) == [("done",)]
            await desk.start_over()
            await desk.press("tab", "tab", "enter")
            house.do(colleague(house, "PIA"), inbox.take_up, second, None)
            await desk.press("enter")
            assert "! " in desk.lines[-2] and "Pia Nørgaard" in desk.text

    run(look())


def test_whatever_is_delivered_is_only_text_on_the_screens(quiet_house: House) -> None:
    """Tricks in every field of a letter: each is drawn within its columns, and can be taken up."""
    lists = quiet_house.ask(codes.lists)
    for name in HOSTILE[::9]:
        cut = name[:90]
        sent = {key: cut for key in ("given_name", "family_name", "phone", "email")}
        data = json.dumps(sent | {"message": f"{name}\nA\n{name}" * 20})
        read = delivery.read(data.encode(), lists, quiet_house.moment)
        quiet_house.do(colleague(quiet_house, "BOD"), inbox.deliver, read)

    async def look() -> None:
        async with inside(quiet_house) as desk:
            for _one in range(len(HOSTILE[::9])):
                await desk.start_over()
                if quiet_house.today().with_us:
                    await desk.press("tab")
                assert cell_len(marked(desk)) <= 80
                await desk.press("enter")
                assert isinstance(desk.view, LetterView)
                await desk.press("pagedown", "down", "up")
                assert not [line for line in desk.lines if cell_len(line.rstrip()) > 80]
                await desk.press("enter")
                assert _("{name} is with you now.").format(name="").strip() in desk.text
            assert not quiet_house.today().inbox

    run(look())
    assert not quiet_house.crashes
