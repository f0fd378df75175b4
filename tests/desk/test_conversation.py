"""Goals and dreams at the desk: one writes, others read along, and a crash costs two seconds."""

from __future__ import annotations

import random
import signal
import time
from datetime import datetime, timedelta
from unicodedata import category

import pytest

from din_indgang_tui.house import conversation_holding, conversations
from din_indgang_tui.house.conversation_writing import LEFT_ALONE
from din_indgang_tui.store.roles import command_line
from din_indgang_tui.text import LIMIT
from tests.desk.conftest import Seat
from tests.desk.hostile import HOSTILE
from tests.desk.house import House, Sitting, colleague, da, now
from tests.desk.inside import Inside, inside, run
from tests.scene import written_again

KIRSTEN = ("/", "møgelk", "enter")
DREAM = "Jeg vil gerne kunne åbne min post uden at få ondt i maven."


def their_page(desk: Sitting) -> Sitting:
    """Kirsten Møgelkær's page, with the time line's mark on it."""
    desk.press("/").type("møgelk").mark_on("Kirsten Møgelkær").press("enter")
    return desk.wait_for(da("Everything that happened, newest first"))


def begin(desk: Sitting) -> Sitting:
    """The conversation with her, its first field open."""
    their_page(desk).press("s")
    return desk.wait_for(da("Goals and dreams, {name}", name="Kirsten"))


def stored(house: House, column: str = "own_words") -> str:
    """What the house has of the text that is being written; empty where it has none."""
    found = house.rows(
        f"SELECT json_extract(content, '$.{column}') FROM conversation_writing WHERE holds = 1"
    )
    return str(found[0][0]) if found else ""


# In a real terminal.


@pytest.mark.terminal
def test_two_goals_and_held_in_seven_keys(seat: Seat, house: House) -> None:
    desk = their_page(seat().log_in("MJU"))
    desk.keys = 0
    desk.press("s").wait_for(da("Goals and dreams, {name}", name="Kirsten Møgelkær"))
    desk.type(DREAM).wait_for("ondt i maven.").press("esc")
    for goal in ("Jeg åbner min post hver mandag", "Jeg får en aftale med udlejer"):
        desk.press("+").type(goal).wait_for(goal).press("esc")
    held = [("held", DREAM)]
    desk.press("f")
    desk.wait_for(lambda: house.rows("SELECT state, own_words FROM conversation") == held)
    assert desk.keys == 7
    words = house.rows("SELECT words FROM goal_said ORDER BY position")
    assert words == [("Jeg åbner min post hver mandag",), ("Jeg får en aftale med udlejer",)]


@pytest.mark.terminal
def test_from_one_who_waits_to_eight_dates_in_thirteen_keys(seat: Seat, house: House) -> None:
    """The whole of what the house is for, without a mouse or a manual."""
    desk = seat().log_in("MJU").mark_on("Kirsten M.")
    desk.keys = 0
    desk.press("enter").wait_for(da("{name} is with you now.", name="Kirsten M."))
    desk.press("s").wait_for(da("Goals and dreams, {name}", name="Kirsten Møller"))
    desk.type(DREAM).wait_for("ondt i maven.").press("esc")
    for goal in ("Jeg åbner min post hver mandag", "Jeg får en aftale med udlejer"):
        desk.press("+").type(goal).wait_for(goal).press("esc")
    desk.press("f", "enter", "t", "g", "enter", "enter")
    booked = ("SELECT count(*), count(DISTINCT course_id), min(course_id IS NOT NULL) FROM slot",)
    desk.wait_for(lambda: house.rows(*booked) == [(8, 1, 1)])
    assert desk.keys == 13
    assert house.rows("SELECT count(*) FROM goal_said") == [(2,)]


@pytest.mark.terminal
def test_a_terminal_killed_in_the_middle_costs_two_seconds_at_most(
    seat: Seat, house: House
) -> None:
    desk = begin(seat().log_in("MJU"))
    sent: list[tuple[float, str]] = []
    begun = time.monotonic()
    while time.monotonic() - begun < 3:  # long enough that some of it has to be kept
        word = f"ord{len(sent)} "
        sent.append((time.monotonic(), word))
        desk.send(word).wait_for(word.strip())
    killed = time.monotonic()
    desk.signal(signal.SIGKILL)
    kept = stored(house)
    assert kept, "nothing was kept in three seconds"
    assert "".join(word for _at, word in sent).startswith(kept)
    lost = [at for at, word in sent if word.strip() not in kept.split()]
    assert all(killed - at <= 2 for at in lost), f"{len(lost)} words of {len(sent)} are gone"
    # It is back for its writer at once, wherever she sits; and she goes on with it.
    again = begin(seat().log_in("MJU"))
    again.type(" og videre").wait_for(lambda: stored(house) == kept + " og videre")


@pytest.mark.terminal
def test_another_coach_reads_along_and_nothing_goes_on_record(seat: Seat, house: House) -> None:
    writer, reader = begin(seat().log_in("MJU")), seat().log_in("KSØ")
    writer.type("Jeg vil gerne").wait_for(lambda: stored(house) == "Jeg vil gerne")
    begin(reader).wait_for("Jeg vil gerne")
    record = house.rows("SELECT count(*) FROM unit_of_work")
    writer.type(" bage igen")
    reader.wait_for("Jeg vil gerne bage igen")  # with no key pressed
    assert house.rows("SELECT count(*) FROM unit_of_work") == record
    reader.press("enter").wait_for(lambda: "! Mette Juhl" in reader.said())
    assert stored(house) == "Jeg vil gerne bage igen"
    # Once she went elsewhere, he goes on with it at once.
    writer.press("esc", "esc").wait_for(da("Everything that happened, newest first"))
    reader.press("enter").type(" med hende")
    reader.wait_for(lambda: stored(house) == "Jeg vil gerne bage igen med hende")


@pytest.mark.terminal
def test_what_was_painted_bit_by_bit_is_what_stands_there(seat: Seat, house: House) -> None:
    """Only the cells that changed are sent; a window that lost everything gets the same again."""
    desk = begin(seat().log_in("MJU"))
    chance = random.Random(4)
    keys = ["enter", "backspace", "left", "right", "up", "down", "\x1b[H", "\x1b[F"]
    for _round in range(12):
        desk.send("".join(chance.choices("abc æøå 王😀", k=30)))
        desk.press(*chance.choices(keys[:6], k=4))
    desk.send(" slut").wait_for(lambda: "slut" in stored(house))
    piecemeal = desk.screen()[:21]
    desk.resize(30, 100).wait_for(lambda: desk.screen()[-1].strip())
    desk.resize(24, 80)
    desk.wait_for(lambda: desk.screen()[:21] == piecemeal)


# In this process.


def test_two_in_one_text_never_overwrite_each_other(house: House) -> None:
    ahead = [timedelta()]

    def clock() -> object:
        return now() + ahead[0]

    async def both() -> None:
        async with (
            inside(house, log_in_as="MJU", clock=clock) as mette,  # type: ignore[arg-type]
            inside(house, log_in_as="KSØ", clock=clock) as karim,  # type: ignore[arg-type]
        ):
            await mette.press(*KIRSTEN, "s", "fra Mette")
            await mette.until(lambda: stored(house) == "fra Mette")
            await karim.press(*KIRSTEN, "s", "enter")
            assert "! Mette Juhl" in karim.text
            ahead[0] = LEFT_ALONE
            await karim.press("enter", " og Karim")
            await karim.until(lambda: stored(house) == "fra Mette og Karim")
            # She goes on typing where she was: it is hers, and his text stands.
            await mette.until(lambda: "! Karim" in mette.text)
            await mette.press(" igen")
            await mette.until(lambda: "fra Mette igen" in laid_aside(house))
            assert stored(house) == "fra Mette og Karim"
            await mette.press("escape")
            assert "fra Mette og Karim" in mette.text
            await mette.press("up", "up", "enter")  # what she wrote since; what stood then is last
            assert "fra Mette igen" in mette.text

    run(both())


def laid_aside(house: House) -> str:
    return " ".join(
        text for (text,) in house.rows("SELECT content FROM draft WHERE panel LIKE '%aside'")
    )


def test_undo_brings_back_a_held_one_and_one_taken_away(house: House) -> None:
    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await desk.press(*KIRSTEN, "s", DREAM, "escape", "f")
            assert house.rows("SELECT state FROM conversation") == [("held",)]
            await desk.press("u")
            assert stored(house) == DREAM
            await desk.press("enter", " Og sove", "escape", ":", "take this", "enter")
            assert house.rows("SELECT 1 FROM conversation") == []
            await desk.press("u", "s")
            assert "Og sove" in written(desk)

    run(walk())


def written(desk: Inside) -> str:
    """What stands in the open field."""
    field = desk.view.writing()
    assert field is not None
    return field.value


def test_a_held_one_offers_a_course_where_none_is_open(house: House) -> None:
    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await desk.press(*KIRSTEN, "s", DREAM, "escape", "f")
            # Twenty weeks from 17 November.
            assert "Enter opens a course until 06.04.2027, Esc later." in desk.text
            await desk.press("enter")
            held = house.rows("SELECT id FROM conversation WHERE state = 'held'")
            assert house.rows("SELECT conversation_id FROM course WHERE closed_on IS NULL") == held
            await desk.press("escape", "escape", "s", " mere", "escape", "f")
            assert "course until" not in desk.text

    run(walk())


def test_a_day_that_is_past_is_said_by_its_field_and_all_that_was_typed_stays(house: House) -> None:
    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await desk.press(*KIRSTEN, "s", DREAM, "escape", "+", "Posten")
            await desk.press(*["tab"] * 4, "16.11.", "escape", "f")
            assert "! That day is past. Write today or a day to come." in desk.text
            assert written(desk) == "16.11."
            assert house.rows("SELECT state FROM conversation") == [("in_progress",)]
            await desk.press(*["backspace"] * 6, "20.11.", "escape", "f")
            assert house.rows("SELECT step_by FROM goal_said") == [("2026-11-20",)]

    run(walk())


def test_a_day_or_number_that_cannot_be_read_is_said_when_its_field_is_left(house: House) -> None:
    """By the field, while both still talk; what was typed stays, and nothing is stopped."""
    past = "That day is past. Write today or a day to come."

    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await desk.press(*KIRSTEN, "s", DREAM, "escape", "+", "Posten")
            await desk.press(*["tab"] * 4, "16.11.")
            assert past not in desk.text  # nobody is told before they are done
            await desk.press("tab")
            at = next(n for n, row in enumerate(desk.lines) if "16.11." in row)
            assert desk.lines[at + 1].strip() == f"! {past}"
            assert written(desk) == ""  # one writes on, in the next field
            await desk.press("elleve", "enter")
            # Folded away with the rest of its goal it is said there, with what it is about.
            said = " ".join(desk.text.split())
            assert f"! By when: {past} ! Today, 0 to 10: Write a whole number from 0 to 10." in said
            await desk.press("7", "escape")
            await desk.press("up", "enter", *["tab"] * 4, *["backspace"] * 6, "20.11.", "tab")
            assert past not in desk.text
            await desk.press(*["backspace"] * 6, "6", "escape", "f")
            assert house.rows("SELECT step_by, going FROM goal_said") == [("2026-11-20", 6)]

    run(walk())


def test_the_cursor_lands_on_the_upper_one_of_two_that_cannot_be_read(house: House) -> None:
    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await desk.press(*KIRSTEN, "s", DREAM, "tab", "tab", "tab", "Posten")
            await desk.press(*["tab"] * 4, "i går", *["tab"] * 2, "elleve", "escape", "f")
            assert written(desk) == "i går"
            assert desk.text.count("\n! That day is past.") == 1
            # The other one is still said by its own field.
            assert "! Write a whole number from 0 to 10." in desk.text

    run(walk())


def test_a_day_that_was_agreed_before_is_not_held_against_them(house: House) -> None:
    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await desk.press(*KIRSTEN, "s", DREAM, "escape", "+", "Posten")
            await desk.press("tab", "tab", "To breve", "tab", "tab", "20.11.", "escape", "f")
            assert house.rows("SELECT step_by FROM goal_said") == [("2026-11-20",)]
        ahead = timedelta(days=14)
        async with inside(house, log_in_as="MJU", clock=lambda: now() + ahead) as desk:
            await desk.press(*KIRSTEN, "s", *["tab"] * 7)
            assert written(desk) == "20.11.2026"
            await desk.press("tab")
            assert "That day is past" not in desk.text

    run(walk())


def test_texts_that_begin_alike_are_told_apart_by_who_wrote_them_and_when(house: House) -> None:
    ahead = [timedelta()]

    def clock() -> datetime:
        return now() + ahead[0]

    async def both() -> None:
        async with (
            inside(house, log_in_as="KSØ", clock=clock) as karim,
            inside(house, log_in_as="MJU", clock=clock) as mette,
        ):
            await karim.press(*KIRSTEN, "s", DREAM)
            await karim.until(lambda: stored(house) == DREAM)
            await karim.press("escape", "escape")
            await mette.press(*KIRSTEN, "s", " Og sove.")
            await mette.until(lambda: stored(house) == f"{DREAM} Og sove.")
            ahead[0] = LEFT_ALONE
            await karim.press("s", "enter", " Og bage.", "escape")
            await karim.until(lambda: stored(house).endswith("bage."))
            ahead[0] = timedelta(days=1)
            await karim.press("escape", "s", "escape")
            rows = [row for row in karim.lines if "Another text" in row]
            assert [row[28:52].strip() for row in rows] == ["Mette Juhl 17.11. 10.22:"]
            await karim.press("up", "enter")
            assert karim.lines[1].startswith("── Mette Juhl ")
            assert karim.lines[1].endswith(" 17.11. 10.22 ──")

    run(both())


def test_a_megabyte_pasted_is_cut_with_a_word_and_nothing_hostile_gets_in(house: House) -> None:
    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await desk.press(*KIRSTEN, "s")
            for text in HOSTILE:
                await desk.paste(text)
            assert not {category(sign) for sign in written(desk) if sign != "\n"} & {"Cc", "Cf"}
            await desk.paste("\x1b]0;x\x07[b]linje\r\n" * 60_000)
            assert len(written(desk)) == LIMIT
            assert "The text was too long and was cut" in desk.text
            await desk.press("x", "enter")
            assert len(written(desk)) == LIMIT
            await desk.until(lambda: stored(house) == written(desk))

    run(walk())


def test_what_is_typed_is_kept_on_when_it_could_not_be_taken_away(house: House) -> None:
    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await desk.press(*KIRSTEN, "s", DREAM, "escape", "f", "enter")
            ((number,),) = house.rows("SELECT conversation_id FROM course WHERE closed_on IS NULL")
            await desk.press("escape", "escape")
            house.do(command_line(), written_again, number)
            await desk.press("s", "sove", "escape", ":", "take this", "enter")
            assert "It cannot be taken away: a course was made from it." in desk.text
            await desk.press("enter", " om natten")
            await desk.until(lambda: stored(house) == "sove om natten")

    run(walk())


def test_a_correction_that_another_came_before_is_a_draft_of_ones_own(house: House) -> None:
    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await desk.press(*KIRSTEN, "s", DREAM, "escape", "f", "e")
            await desk.press("enter", " Fra Mette.", "escape")
            ((number,),) = house.rows("SELECT id FROM conversation")
            karim = colleague(house, "KSØ")
            seen = house.ask(conversations.one_again, number)
            theirs = conversation_holding.text_of(seen)
            theirs.matters_now = "Fra Karim."
            correct = conversation_holding.correct
            house.do(karim, correct, number, seen.version, theirs.content())
            await desk.press("f")
            assert "Yours is at the bottom, to read from." in desk.text
            assert "Fra Karim." in desk.text
            await desk.press("escape", "e")
            assert "Fra Mette." in laid_aside(house)
            await desk.press("up", "enter")
            assert "Fra Mette." in desk.text

    run(walk())


def test_two_who_end_the_same_goal_are_told_and_theirs_stands(house: House) -> None:
    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await desk.press(*KIRSTEN, "s", DREAM, "escape", "+", "Posten", "escape", "f")
            ((number,),) = house.rows("SELECT id FROM conversation")
            await desk.press("escape", "s", " Mere.", "escape", *["down"] * 3)
            await desk.press("enter", *["tab"] * 6, "right", "right", "escape")
            await desk.until(lambda: stored(house, "goals[0].ended") == "let_go")
            karim = colleague(house, "KSØ")
            seen = house.ask(conversations.one_again, number)
            theirs = conversation_holding.text_of(seen)
            theirs.goals[0].ended = "reached"
            house.do(karim, conversation_holding.correct, number, seen.version, theirs.content())
            await desk.press("f")
            assert "Karim" in desk.text and "meanwhile" in desk.text
            assert house.rows("SELECT ended_how FROM citizen_goal") == [("reached",)]
            await desk.press("f")
            assert house.rows("SELECT DISTINCT state FROM conversation") == [("held",)]
            assert house.rows("SELECT ended_how FROM citizen_goal") == [("reached",)]

    run(walk())


def test_the_promise_that_is_kept_is_chosen_where_there_are_several(house: House) -> None:
    kept = "SELECT words, kept_on IS NOT NULL FROM promise ORDER BY id"

    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await desk.press(*KIRSTEN, "space")
            assert "Nothing that you keep is promised just now." in desk.text
            await desk.press("s", DREAM, "escape", "up", "up", "+", "Ringe til udlejer")
            await desk.press("escape", "+", "Finde en bog", "escape", "f", "escape")
            await desk.press("space")
            assert "Which promise is kept?" in desk.text
            await desk.press("bog", "enter")
            assert house.rows(kept) == [("Ringe til udlejer", 0), ("Finde en bog", 1)]
            await desk.press("u")
            assert house.rows(kept) == [("Ringe til udlejer", 0), ("Finde en bog", 0)]
            await desk.press("space", "enter", "space")  # the other one needs no choice
            assert house.rows(kept) == [("Ringe til udlejer", 1), ("Finde en bog", 1)]

    run(walk())


def test_a_promise_written_with_a_stop_is_one_sentence_with_its_day(house: House) -> None:
    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await desk.press(*KIRSTEN, "s", DREAM, "escape", "up", "up", "+", "Ringe til dem.")
            await desk.press("tab", "20.11.", "escape")
            assert "Ringe til dem by 20.11. (Mette Juhl)" in desk.text
            await desk.press("f", "escape", "s")
            assert "Ringe til dem by 20.11.2026 (Mette Juhl)" in desk.text

    run(walk())


def test_a_host_has_no_way_to_a_conversation(house: House) -> None:
    async def walk() -> None:
        async with inside(house) as desk:
            await desk.press(*KIRSTEN)
            before = desk.text
            await desk.press("s")
            assert desk.text == before

    run(walk())
