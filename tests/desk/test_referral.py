"""A referral at the desk: filled in, ticked, sent, and followed until it began."""

from __future__ import annotations

from pathlib import Path

import pytest

from din_indgang_tui.house import referral_steps, referrals
from tests.desk.house import House, colleague
from tests.desk.inside import Inside, inside, run
from tests.desk.test_plan import at_the_desk

KJÆR = ("/", "kjær", "enter")


def number_of(house: House, family: str) -> int:
    """Whose number somebody has."""
    ((found,),) = house.rows("SELECT id FROM citizen WHERE family_name = ?", family)
    return int(found)


def begun(house: House, family: str = "Kjær", **texts: str) -> int:
    """A draft that lacks nothing."""
    mette = colleague(house, "MJU")
    one: int = house.do(mette, referrals.draft, number_of(house, family))
    whole = {
        "asked_for": "sel85", "why": "Søren beder om hjælp.", "lawful_basis": "law",
        "lawful_why": "en lov siger det",
    }  # fmt: skip
    house.do(mette, referrals.edit, one, 1, whole | texts)
    return one


def test_from_their_page_it_is_written_agreed_on_and_sent(house: House) -> None:
    """What is missing is named by its row, one thing after the other."""

    async def walk(desk: Inside) -> None:
        await desk.press(*KJÆR, "y")
        assert desk.lines[1].startswith("── Referral to the authority: Søren Kjær")
        assert any(line.startswith("> We ask for") for line in desk.lines)
        await desk.press("f")
        assert "! Choose what we ask the authority for." in desk.text
        await desk.press("s", "enter", "f")
        assert "! Write in short why." in desk.text
        await desk.press("Søren beder om hjælp.", "enter", "f")
        assert "! Press + to write the consent down" in desk.text
        await desk.press("+", "enter", "f")
        assert desk.lines[-2].startswith("journal.") and "Sent. Mette Juhl tells" in desk.text
        assert desk.lines[1].rstrip().endswith(" sent ──")
        ((sent_by, consent),) = house.rows("SELECT sent_by, consent_id FROM referral")
        assert (sent_by, consent) == (colleague(house, "MJU").staff_id, 1)
        await desk.press("escape", "y")
        assert "This one waits for an answer." in desk.text

    at_the_desk(house, walk)


def test_it_takes_three_keys_where_all_is_filled_in_and_eight_with_a_consent(
    house: House,
) -> None:
    """Opened, the page read, sent; and with what is asked for chosen and the consent written."""
    one = begun(house)
    sent = "SELECT count(*), max(consent_id IS NOT NULL) FROM referral WHERE sent_on IS NOT NULL"

    async def walk(desk: Inside) -> None:
        await desk.press(*KJÆR, "y", "w", "f")
        assert house.rows(sent) == [(1, 0)]
        await desk.press("u")
        house.do(colleague(house, "MJU"), referrals.edit, one, 4, {"asked_for": ""})
        await desk.until(lambda: "not chosen yet" in desk.text)
        await desk.press("escape")
        await desk.press("y", "enter", "s", "enter", "+", "enter", "w", "f")
        assert house.rows(sent) == [(1, 1)]

    at_the_desk(house, walk)


def test_from_the_page_it_is_not_sent_before_it_is_whole(house: House) -> None:
    """What is missing is named in the draft; a page that was sent is not sent again."""
    begun(house, lawful_why="")

    async def walk(desk: Inside) -> None:
        await desk.press(*KJÆR, "y", "w", "f")
        assert "! Write why it is lawful without consent." in desk.text
        await desk.press("en lov siger det", "enter", "w", "f", "w")
        assert desk.lines[1].startswith("── The page, as it was sent")
        assert "f send" not in desk.lines[-1]
        await desk.press("f")
        assert desk.lines[1].startswith("── The page, as it was sent")

    at_the_desk(house, walk)


def test_a_tick_after_the_consent_says_so_until_it_is_asked_again(house: House) -> None:
    begun(house)

    async def walk(desk: Inside) -> None:
        await desk.press(*KJÆR, "y", "+", "enter", "down", "down", "space")
        assert "> [x] Attendance                         not in the consent: + asks" in desk.text
        await desk.press("f")
        assert "! This was ticked after the consent was given." in desk.text
        await desk.press("+", "enter")
        assert "not in the consent" not in desk.text
        await desk.press("f")
        assert desk.lines[1].rstrip().endswith(" sent ──")

    at_the_desk(house, walk)


def test_one_that_was_sent_back_says_why_and_y_writes_it_anew(house: House) -> None:
    one = begun(house)
    house.do(colleague(house, "MJU"), referrals.send, one, 2)

    async def walk(desk: Inside) -> None:
        await desk.press(*KJÆR, "y", "y")
        assert "This one waits for an answer." in desk.text
        await desk.press("down", "down", "enter", "s", "enter")
        assert any(line.startswith("> About the answer") for line in desk.lines)
        await desk.press("enter", "de mangler en erklæring", "enter")
        assert any(line.startswith("> They know the answer") for line in desk.lines)
        await desk.press("space")
        assert "y writes it anew" in desk.text and "y write anew" in desk.lines[-1]
        await desk.press("y")
        assert "Sent back 17.11.2026: de mangler en erklæring" in desk.text
        assert "Søren beder om hjælp." in desk.text
        await desk.press("f")
        assert desk.lines[1].rstrip().endswith(" sent ──")
        assert house.rows("SELECT count(DISTINCT why), count(*) FROM referral") == [(1, 2)]
        await desk.press("u", "u")
        assert house.rows("SELECT decision, answer_told_on FROM referral") == [
            ("returned", "2026-11-17")
        ]

    at_the_desk(house, walk)


def test_space_ticks_at_once_and_enter_does_the_same(house: House) -> None:
    begun(house)

    async def walk(desk: Inside) -> None:
        await desk.press(*KJÆR, "y", "space", "down", "down", "enter")
        ticked = "SELECT passes_on FROM referral"
        assert house.rows(ticked) == [('["tried", "attendance"]',)]
        await desk.press("u", "u")
        assert house.rows(ticked) == [('["own_words", "tried"]',)]

    at_the_desk(house, walk)


def test_a_protected_phone_is_ticked_by_whoever_saw_it(house: House) -> None:
    begun(house, "Vang")

    async def walk(desk: Inside) -> None:
        await desk.press("/", "karen va", "enter", "y", *["down"] * 4, "space")
        assert "! The address is protected. Press r to see it" in desk.text
        assert "20 00 00 58" not in desk.text
        assert house.rows("SELECT passes_on FROM referral") == [('["own_words", "tried"]',)]
        await desk.press("r")
        assert "[ ] Telephone                          20 00 00 58" in desk.text
        await desk.press("space")
        assert '"phone"' in house.rows("SELECT passes_on FROM referral")[0][0]

    at_the_desk(house, walk)


def test_the_page_is_read_before_it_is_sent_and_goes_into_a_file(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    begun(house)

    async def walk(desk: Inside) -> None:
        await desk.press(*KJÆR, "y", "w")
        assert "Søren beder om hjælp." in desk.text and "20 00 00 83" not in desk.text
        assert desk.lines[-2].startswith("Only what is ticked. The program is not the journal")
        await desk.press("w", "right", "enter", "enter", "enter")
        (written,) = tmp_path.glob("*.txt")
        assert written.name == "referral-2026-11-17.txt"
        assert "Søren beder om hjælp." in written.read_text()

    at_the_desk(house, walk)


def test_a_choice_that_asks_for_a_word_opens_its_row_at_once(house: House) -> None:
    """Fast typing after it is text, not keys."""

    async def walk(desk: Inside) -> None:
        await desk.press(*KJÆR, "y", "enter", "left", "enter", "nu en ven", "enter")
        await desk.press("f", "Han vil.", "enter", "f", "down")
        await desk.press("enter", "right", "enter", "han er fundet", "enter")
        kept = "SELECT asked_for, asked_other, why, lawful_why FROM referral"
        assert house.rows(kept) == [("other", "nu en ven", "Han vil.", "han er fundet")]
        await desk.press("up", "enter", "left", "enter", "f")
        assert desk.lines[1].rstrip().endswith(" draft ──"), "the row that was filled stays shut"

    at_the_desk(house, walk)


def test_a_desk_that_looks_on_sees_that_another_sent_it(house: House) -> None:
    one = begun(house)

    async def walk() -> None:
        async with (
            inside(house, log_in_as="MJU") as mette,
            inside(house, log_in_as="ÅSE") as leader,
        ):
            await mette.press(*KJÆR, "y")
            await leader.press(*KJÆR, "y", "f")
            await mette.until(lambda: mette.lines[-2].startswith("Åse Holm sent it."))
            assert "What became of it" in mette.text
            await mette.press("space")
            assert house.rows("SELECT told_on FROM referral WHERE id = ?", one) == [("2026-11-17",)]
            await leader.until(lambda: "They know it is sent  17.11.2026" in leader.text)

    run(walk())


def test_a_sending_that_is_undone_is_a_draft_again_on_every_desk(house: House) -> None:
    begun(house)

    async def walk() -> None:
        async with (
            inside(house, log_in_as="MJU") as mette,
            inside(house, log_in_as="ÅSE") as leader,
        ):
            await leader.press(*KJÆR, "y", "f")
            await mette.press(*KJÆR, "y")
            assert "What became of it" in mette.text
            await leader.press("u")
            assert leader.lines[-2].startswith("Undone: a referral that was sent, Søren K.")
            await mette.until(lambda: mette.lines[-2].startswith("It is a draft again."))
            for desk in (leader, mette):
                assert desk.lines[1].rstrip().endswith(" draft ──")
            await mette.press("f")
            assert mette.lines[1].rstrip().endswith(" sent ──")

    run(walk())


def test_two_who_write_different_rows_of_one_draft_lose_nothing(house: House) -> None:
    begun(house)

    async def walk() -> None:
        async with (
            inside(house, log_in_as="MJU") as mette,
            inside(house, log_in_as="ÅSE") as leader,
        ):
            await mette.press(*KJÆR, "y", "up", "enter", "Samtaler.")
            await leader.press(*KJÆR, "y", "up", "up", "enter", " Nu.", "enter")
            await mette.press("enter")
            assert "changed something else meanwhile. Both are saved." in mette.text

    run(walk())
    (texts,) = house.rows("SELECT why, tried FROM referral")
    assert texts == ("Søren beder om hjælp. Nu.", "Samtaler.")


def test_space_writes_today_and_the_mark_goes_on_to_what_comes_next(house: House) -> None:
    one = begun(house)
    mette = colleague(house, "MJU")
    house.do(mette, referrals.send, one, 2)

    async def walk(desk: Inside) -> None:
        await desk.press(*KJÆR, "y", "space", "space")
        assert any(line.startswith("> Answer ") for line in desk.lines)
        assert "Space today" not in desk.lines[-1], "which answer it was is chosen"
        await desk.press("enter", "g", "enter")
        assert any(line.startswith("> They know the answer") for line in desk.lines)
        assert "Space today" in desk.lines[-1]
        await desk.press("space", "space")
        days = "told_on, received_on, decided_on, answer_told_on, started_on"
        assert house.rows(f"SELECT {days} FROM referral") == [("2026-11-17",) * 5]
        await desk.press("down", "space")
        assert "17.11.2026 stands there. Enter changes it." in desk.text
        for _deed in range(5):
            await desk.press("u")
        assert house.rows(f"SELECT {days} FROM referral") == [(None,) * 5]

    at_the_desk(house, walk)


def test_what_went_along_is_read_to_its_end_where_there_is_room(house: House) -> None:
    one = begun(house, pass_attendance="yes")
    house.do(colleague(house, "MJU"), referrals.send, one, 2)

    async def walk(desk: Inside) -> None:
        await desk.press(*KJÆR, "y")
        at = next(n for n, text in enumerate(desk.lines) if "Went along" in text)
        along = f"{desk.lines[at].strip()} {desk.lines[at + 1].strip()}"
        assert along.endswith("how it went; attendance")
        await desk.press("down", "enter", "det var i går", "enter")
        assert "> Received" in desk.text and "  Why later" in desk.text, "no row is pushed out"

    at_the_desk(house, walk)


def test_an_enquiry_that_ends_with_the_authority_names_the_key(house: House) -> None:
    async def walk(desk: Inside) -> None:
        await desk.press("escape", "f", "referred", "enter")
        assert desk.lines[-2].rstrip().endswith("y begins the referral.")
        await desk.press("y")
        assert desk.lines[1].startswith("── Referral to the authority: Kirsten Møller")

    at_the_desk(house, walk)


def test_a_host_sees_in_the_time_line_that_it_was_sent_and_no_more(house: House) -> None:
    one = begun(house)
    mette = colleague(house, "MJU")
    house.do(mette, referrals.send, one, 2)
    house.do(mette, referral_steps.note, one, 3, {"decision": "refused"})

    async def walk(desk: Inside) -> None:
        await desk.press(*KJÆR)
        lines = [line for line in desk.lines if " referral " in line]
        assert [line.split("referral")[1].strip() for line in lines] == ["an answer came", "sent"]
        await desk.press("y")
        assert desk.lines[1].startswith("── Søren Kjær")

    at_the_desk(house, walk, "BOD")


def test_what_is_typed_and_not_saved_comes_back_and_the_draft_stays(house: House) -> None:
    begun(house)

    async def walk(desk: Inside) -> None:
        await desk.press(*KJÆR, "y", "up", "enter", "Vi gik", "escape", "escape")
        assert desk.lines[-2] == "Not saved. What you wrote is kept as a draft."
        assert "A referral is begun and not sent" in desk.text
        await desk.press("y")
        assert "Vi gik" in desk.text and "not saved" in desk.text
        await desk.press(":", "remove", "enter")
        assert house.rows("SELECT count(*) FROM referral") == [(0,)]

    at_the_desk(house, walk)
