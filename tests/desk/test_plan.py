"""The plan at the desk: read, read aloud, written out; earlier and now; and consent."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len

from din_indgang_tui.house import consents, conversation_holding, conversation_writing
from din_indgang_tui.house.conversation_text import ConversationText, GoalText
from tests.desk.hostile import HOSTILE
from tests.desk.house import House, colleague
from tests.desk.inside import Inside, inside, run


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the desk was started in, empty; the home folder is another."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return Path.cwd()


@pytest.fixture
def aase(house: House) -> int:
    """Aase Lund, with whom Mette Juhl talked three times."""
    ((citizen_id,),) = house.rows("SELECT id FROM citizen WHERE given_name = 'Aase'")
    now = house.moment
    house.moment = now - timedelta(days=60)
    talk(house, citizen_id, "Jeg vil sove.", "2")
    house.moment = now - timedelta(days=30)
    talk(house, citizen_id, "Jeg vil sove og bage.", "10")
    house.moment = now
    goals = [GoalText(words="Jeg åbner min post", why="så jeg sover", going="6")]
    talk(house, citizen_id, "Jeg vil bage.\nHver søndag.", "5", goals)
    return int(citizen_id)


def talk(
    house: House, citizen_id: int, words: str, going: str, goals: list[GoalText] | None = None
) -> int:
    mette = colleague(house, "MJU")
    text = ConversationText(own_words=words, going=going, goals=goals or []).content()
    kept = house.do(mette, conversation_writing.begin, citizen_id, text)
    house.do(mette, conversation_holding.finish, kept.conversation_id, text)
    return int(kept.conversation_id)


def said(desk: Inside) -> str:
    """The rows above the keys as one: a whole path takes several."""
    return " ".join(" ".join(desk.lines[-5:-1]).split())


PAGE = ("/", "aase", "enter")


def at_the_desk(
    house: House, walk: Callable[[Inside], object], initials: str = "MJU", **more: object
) -> None:
    async def sit() -> None:
        async with inside(house, log_in_as=initials, **more) as desk:  # type: ignore[arg-type]
            await walk(desk)  # type: ignore[misc]

    run(sit())


# The plan.


def test_w_on_a_citizens_page_shows_the_plan_and_tab_reads_it_aloud(
    house: House, aase: int
) -> None:
    async def walk(desk: Inside) -> None:
        await desk.press(*PAGE, "w")
        assert "What I dream of" in desk.text and "Hver søndag." in desk.text
        assert desk.lines[-2] == "As it was said on 17.11.2026. Easy to read (lix 3)."
        await desk.press("tab")
        assert "This is your plan, Aase." in desk.text
        await desk.press("tab", "escape")
        assert desk.lines[1].startswith("── Aase Lund")

    at_the_desk(house, walk)


def test_it_changes_while_one_looks_at_it(house: House, aase: int) -> None:
    async def walk(desk: Inside) -> None:
        await desk.press(*PAGE, "w")
        talk(house, aase, "Jeg vil sejle.", "7")
        await desk.until(lambda: "Jeg vil sejle." in desk.text)

    at_the_desk(house, walk)
    looks = house.rows("SELECT count(*) FROM look WHERE question = 'plans.plan'")
    assert looks == [(1,)]


def test_a_host_has_no_way_to_it(house: House, aase: int) -> None:
    async def walk(desk: Inside) -> None:
        await desk.press(*PAGE)
        before = desk.text
        await desk.press("w")
        assert desk.text == before
        await desk.press(":", "printed", "enter")
        assert "Jeg vil bage" not in desk.text

    at_the_desk(house, walk, "BOD")
    assert house.rows("SELECT count(*) FROM look WHERE question LIKE 'plans.%'") == [(0,)]


# Written out.


@pytest.mark.parametrize(("step", "ending"), [*enumerate(("pdf", "txt", "html", "md"))])
def test_four_keys_put_it_into_a_file_of_ones_own(
    house: House, aase: int, here: Path, step: int, ending: str
) -> None:
    async def walk(desk: Inside) -> None:
        await desk.press(*PAGE, "w", "w", *["right"] * step, "enter", "enter", "enter")
        assert "Written: " in said(desk)

    at_the_desk(house, walk)
    (written,) = here.iterdir()
    assert written.name == f"plan-2026-11-17.{ending}"
    assert written.stat().st_mode & 0o777 == 0o600
    assert ending == "pdf" or "Hver søndag." in written.read_text(encoding="utf-8")
    # That a copy left the house is on record, once.
    assert house.rows("SELECT count(*) FROM look WHERE question = 'plans.written_out'") == [(1,)]


def test_a_second_one_gets_a_name_of_its_own(house: House, aase: int, here: Path) -> None:
    (here / "plan-2026-11-17.txt").write_text("den første")

    async def walk(desk: Inside) -> None:
        await desk.press(*PAGE, "w", "w", "enter", "enter", "enter")

    at_the_desk(house, walk)
    assert (here / "plan-2026-11-17.txt").read_text() == "den første"
    assert (here / "plan-2026-11-17-2.pdf").is_file()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("kopi", "there already"),
        ("pibe", "not an ordinary file"),
        ("link", "a link"),
        ("../plan", "without / and without a folder"),
        (".skjult", "without / and without a folder"),
        ("", "without / and without a folder"),
    ],
)
def test_nothing_is_written_over_and_nothing_goes_elsewhere(
    house: House, aase: int, here: Path, name: str, sentence: str
) -> None:
    (here / "kopi.pdf").write_text("gammel")
    os.mkfifo(here / "pibe.pdf")
    (here / "link.pdf").symlink_to(here / "kopi.pdf")
    before = sorted(here.iterdir())

    async def walk(desk: Inside) -> None:
        await desk.press(*PAGE, "w", "w", "enter", "enter", *["backspace"] * 30, name, "enter")
        assert sentence in said(desk)
        assert desk.view.writing() is not None  # what was typed stays

    at_the_desk(house, walk)
    assert sorted(here.iterdir()) == before
    assert (here / "kopi.pdf").read_text() == "gammel"


@pytest.mark.parametrize("folder", ["/nowhere", "mangler", "~/../.."])
def test_a_folder_that_is_not_there_is_said_in_a_sentence(
    house: House, aase: int, here: Path, folder: str
) -> None:
    async def walk(desk: Inside) -> None:
        keys = ("enter", *["backspace"] * (len(str(here)) + 1), folder, "enter", "enter")
        await desk.press(*PAGE, "w", "w", *keys)
        assert "! The folder " in said(desk) or "goes up" in said(desk)

    at_the_desk(house, walk)
    assert list(here.iterdir()) == []


def test_an_empty_plan_is_not_written_out(house: House, here: Path) -> None:
    async def walk(desk: Inside) -> None:
        await desk.press("/", "kjær", "enter", "w")
        assert "Nothing is said yet." in desk.text
        await desk.press("w")
        assert desk.lines[-2].startswith("! Nothing is said yet:")

    at_the_desk(house, walk)


# Earlier and now.


def test_left_and_right_step_through_what_was_said_before(house: House, aase: int) -> None:
    async def walk(desk: Inside) -> None:
        await desk.press(*PAGE, "w", "left")
        assert "18.10.2026" in desk.lines[2] and "17.11.2026" in desk.lines[2]
        await desk.press("left")
        assert "18.09.2026" in desk.lines[2]
        await desk.press("right")
        assert "18.10.2026" in desk.lines[2]
        await desk.press("right")
        assert "plan, as it is printed" in desk.lines[1]

    at_the_desk(house, walk)
    looks = house.rows("SELECT count(*) FROM look WHERE question LIKE 'conversations.%'")
    assert looks == [(1,)]


def test_the_numbers_stand_on_their_lines_and_through_time(house: House, aase: int) -> None:
    async def walk(desk: Inside) -> None:
        await desk.press(*PAGE, "w", "left")
        assert " 0 ├─────────5─────────┤ 10" in desk.text
        assert " 0 ├───────────────────┤[10]" in desk.text
        assert " 0 ├───────────6───────┤ 10" in desk.text
        assert desk.lines[-4].split() == ["2", "────────", "10", "─────────", "5"]
        assert desk.lines[-3].split() == ["18.09.26", "18.10.26", "17.11.26"]

    at_the_desk(house, walk)


def test_enter_shows_a_field_in_full_on_both_days(house: House, aase: int) -> None:
    async def walk(desk: Inside) -> None:
        await desk.press(*PAGE, "w", "left", "enter")
        then, now = (desk.text.index(said) for said in ("Jeg vil sove og bage.", "Hver søndag."))
        assert then < now
        await desk.press("escape")
        assert desk.lines[3].startswith("> What I dream of")

    at_the_desk(house, walk)


def test_at_120_columns_both_halves_are_as_wide_and_nothing_is_cut(house: House, aase: int) -> None:
    talk(house, aase, "Jeg vil bage brød og kager. " * 25, "5")

    async def walk(desk: Inside) -> None:
        await desk.press(*PAGE, "w", "left")
        assert "+" not in "".join(desk.lines[3:-4])
        assert {line.index("│") for line in desk.lines[2:10]} == {58}

    at_the_desk(house, walk, size=(120, 40))


# To read.


def test_a_conversation_is_read_by_those_who_hold_them(house: House, aase: int) -> None:
    talk(house, aase, "Jeg vil sejle.", "7")

    async def walk(desk: Inside) -> None:
        await desk.press(*PAGE, "w", ":", "notes", "enter")
        assert "Jeg vil sejle." in desk.text and "7 of 10" in desk.text
        await desk.press("w")
        assert "plan, as it is printed" in desk.lines[1]

    at_the_desk(house, walk)
    looks = house.rows("SELECT count(*) FROM look WHERE question = 'conversations.one'")
    assert looks == [(1,)]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_whatever_the_file_holds_is_only_letters_on_these_screens(
    house: House, aase: int, size: tuple[int, int]
) -> None:
    conversation_id = talk(house, aase, "x", "5", [GoalText(words="x", step="x", step_who="x")])
    mette = colleague(house, "MJU")
    house.do(mette, consents.give, aase, dict.fromkeys(("receiver", "what", "purpose"), "x"))
    no_letters = {"Cc", "Cf", "Cs", "Co"}

    async def walk(desk: Inside) -> None:
        def look() -> None:
            desk.app.redraw()
            for line in desk.lines:
                assert cell_len(line.rstrip()) <= size[0], desk.text
                assert not no_letters & set(map(unicodedata.category, line)), repr(line)

        for first in range(0, len(HOSTILE), 12):
            text = "".join(HOSTILE[first : first + 12])
            with house.raw() as past_the_door:
                for statement in (
                    "UPDATE conversation SET own_words = ?1, strengths = ?1",
                    "UPDATE goal_said SET words = ?1, why = ?1, step = ?1, step_who = ?1",
                    "UPDATE disclosure_consent SET receiver = ?1, what = ?1, purpose = ?1",
                ):
                    past_the_door(statement, text)
            await desk.start_over()
            await desk.app.go_to_plan(aase)
            look()
            for key in ("pagedown", "tab", "tab", "left", "enter"):
                await desk.press(key)
                look()
            for way in (
                desk.app.go_to_conversation_read(conversation_id),
                desk.app.go_to_consents(aase),
                desk.app.go_to_readability(text),
            ):
                await way
                look()

    at_the_desk(house, walk, size=size)
    assert not house.crashes


# Consent.


def test_a_consent_is_written_corrected_withdrawn_and_given_back(house: House, aase: int) -> None:
    async def walk(desk: Inside) -> None:
        await desk.press(*PAGE, ":", "disclosure", "enter")
        assert "None yet." in desk.text
        await desk.press("+", "Boligforeningen", "enter", "at der er en plan", "enter")
        await desk.press("så sagen kan vente", "enter", "enter")
        assert "holds to 17.05.2027" in desk.text
        assert "Mette Juhl" in desk.text
        await desk.press("enter", "down", "enter", " og ro", "enter", "escape")
        assert "at der er en plan og ro" in desk.text
        await desk.press("c")
        assert "withdrawn 17.11.2026" in desk.text
        assert desk.lines[-2].startswith("Withdrawn today")
        await desk.press("u")
        assert "holds to 17.05.2027" in desk.text

    at_the_desk(house, walk)


def test_a_host_sees_what_may_be_passed_on_and_writes_nothing(house: House, aase: int) -> None:
    async def walk(desk: Inside) -> None:
        await desk.press(*PAGE, ":", "disclosure", "enter")
        before = desk.text
        assert "None yet." in before
        await desk.press("+")
        assert desk.text == before
        assert "new" not in desk.lines[-1].split()

    at_the_desk(house, walk, "BOD")
