"""The roll: a key a person, whoever else takes it, and what a volunteer sees of it."""

from __future__ import annotations

import inspect
from contextlib import suppress

import pytest

from din_indgang_tui.house import roll
from din_indgang_tui.house.codes import Attendance
from din_indgang_tui.house.roll import Roll
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.views.command_finder import possible
from din_indgang_tui.views.roll import RollView
from din_indgang_tui.views.statistics_words import Number
from din_indgang_tui.views.volunteer_day import VolunteerDay
from din_indgang_tui.ways import Ways
from tests.desk.conftest import Seat
from tests.desk.house import PASSWORD, House, Sitting, colleague, da
from tests.desk.inside import Inside, inside, run
from tests.desk.roll_screens import MEMBERS, people, walk
from tests.group_scene import group, meeting

PRESENT, ABSENT, EXCUSED = Attendance.PRESENT, Attendance.ABSENT, Attendance.EXCUSED


def taken(house: House, session_id: int) -> Roll:
    """The roll as the file has it."""
    found: Roll = house.ask(roll.of, session_id)
    return found


def marks(house: House, session_id: int) -> str:
    """The letters of the list in its order."""
    letters = {None: ".", PRESENT: "p", ABSENT: "i", EXCUSED: "a"}
    return "".join(letters[line.mark] for line in taken(house, session_id).lines)


@pytest.fixture
def walked(quiet_house: House) -> tuple[House, int]:
    """A house with a walk of twelve today."""
    return quiet_house, walk(quiet_house, *MEMBERS)


async def open_roll(desk: Inside, session_id: int) -> RollView:
    """The roll on the screen, by the way that other screens take to it."""
    await desk.app.go_to_roll(session_id)
    desk.app.say("")  # what was said before, which the key of any screen clears
    desk.app.redraw()
    assert isinstance(desk.view, RollView)
    return desk.view


def marked(desk: Inside) -> str:
    """The row with the mark."""
    (row,) = (row.rstrip() for row in desk.lines if row.startswith(">"))
    return row


# In a real terminal, counted ---------------------------------------------------------------------


def at_the_roll(seat: Seat, house: House, initials: str = "BOD") -> Sitting:
    """Somebody has logged in and has the mark on the walk, in Today or among their groups."""
    desk = seat(house).wait_for(da("Welcome to Din Indgang"))
    desk.press(*initials, "enter").type(PASSWORD).press("enter").wait_for("Gåtur")
    desk.mark_on("Gåtur")
    desk.keys = 0
    return desk


def saved(here: int) -> str:
    """What is said of a roll that is done."""
    return f": Gåtur, {here} "


@pytest.mark.terminal
def test_twelve_of_whom_two_are_absent_and_a_newcomer(
    seat: Seat, walked: tuple[House, int]
) -> None:
    house, session_id = walked
    desk = at_the_roll(seat, house).press("enter").mark_on("Birgit")
    desk.press(*"pippppppippp").wait_for(da("{n} here", n=10))
    desk.press("+").type("villy frost").press("enter").wait_for(da("{n} here", n=11))
    desk.press("f").says(saved(11))
    assert desk.keys == 16
    now = taken(house, session_id)
    assert (now.done, now.here, now.absent) == (True, 11, 2)
    assert [guest.name for guest in now.guests] == ["Villy F."]


@pytest.mark.terminal
def test_twelve_who_are_all_here(seat: Seat, walked: tuple[House, int]) -> None:
    house, session_id = walked
    desk = at_the_roll(seat, house).press("enter").mark_on("Birgit").press("A", "f")
    desk.says(saved(12))
    assert desk.keys == 3
    now = taken(house, session_id)
    assert (now.done, now.here, now.missing) == (True, 12, 0)


@pytest.mark.terminal
def test_two_terminals_take_one_roll_mark_by_mark(seat: Seat, walked: tuple[House, int]) -> None:
    """Each sees the other's marks come in and whose they are; the later one wins and is seen."""
    house, session_id = walked
    pia = "Pia Nørgaard"
    erik = at_the_roll(seat, house, "ERI").press("enter").mark_on("Birgit")
    other = at_the_roll(seat, house, "PIA").press("enter").mark_on("Birgit N.")
    erik.press("p", "i").wait_for(da("{n} here", n=1))
    other.wait_for(lambda: "Erik Maa" in other.row(4) and "Erik Maa" in other.row(5))
    assert other.row(4).startswith(">  p  Birgit")  # the mark stays on the person
    too = "{who} takes the roll too. All your marks count, the latest wins."
    other.says(da(too, who="Erik Maa"))
    # Of the same person the later mark counts, and both are told so.
    other.press("down", "p").says("Bo S.: Erik Maa")
    erik.says(f"Bo: {pia}")
    assert marks(house, session_id).startswith("pp.")
    other.press("p").mark_on("Inger")
    erik.wait_for(lambda: pia in erik.row(6)).mark_on("Fatima")
    erik.press("p").mark_on("Inger")


# Keys --------------------------------------------------------------------------------------------


def test_marks_move_on_and_enter_opens_nothing(walked: tuple[House, int]) -> None:
    house, session_id = walked

    async def look() -> None:
        async with inside(house) as desk:
            view = await open_roll(desk, session_id)
            assert marked(desk) == ">  ·  Birgit N."
            await desk.press("p", "i", "a")
            assert marked(desk) == ">  ·  Inger R."
            await desk.press("enter", "enter")
            assert desk.view is view
            assert marked(desk) == ">  ·  Karen V."
            # A mark on a marked row changes it, and goes to the row after it.
            await desk.press("up", "up", "up", "i")
            assert marks(house, session_id) == "pii.........", "changed"
            assert marked(desk) == ">  ·  Inger R."
            # After the last comes the first that was left out.
            await desk.press("pagedown", "p")
            assert marked(desk) == ">  ·  Inger R."

    run(look())


def test_all_the_others_touches_no_mark_and_u_takes_the_whole_of_it_back(
    walked: tuple[House, int],
) -> None:
    house, session_id = walked

    async def look() -> None:
        async with inside(house) as desk:
            await open_roll(desk, session_id)
            await desk.press("i", "a", "A")
            assert marks(house, session_id) == "ia" + 10 * "p"
            assert marked(desk).startswith(">  i  Birgit N."), "on the first, for the exceptions"
            await desk.press("A")
            assert "Everybody has a mark already." in desk.text
            await desk.press("u")
            assert marks(house, session_id) == "ia.........."
            await desk.press("u", "u")
            assert marks(house, session_id) == 12 * "."

    run(look())


def test_left_half_taken_it_goes_on_where_it_was(walked: tuple[House, int]) -> None:
    house, session_id = walked

    async def look() -> None:
        async with inside(house) as desk:
            await open_roll(desk, session_id)
            await desk.press("p", "i", "escape")
            assert not isinstance(desk.view, RollView)
            await open_roll(desk, session_id)
            assert marked(desk) == ">  ·  Fatima A."
            assert not taken(house, session_id).done

    run(look())


def test_done_with_some_unmarked_is_asked_first(walked: tuple[House, int]) -> None:
    house, session_id = walked

    async def look() -> None:
        async with inside(house) as desk:
            view = await open_roll(desk, session_id)
            await desk.press("p", "f")
            assert "11 have no mark. Enter: done all the same." in desk.text
            await desk.press("escape")
            assert desk.view is view and not taken(house, session_id).done
            await desk.press("f", "p", "f", "enter")
            assert desk.view is not view
            assert "Saved: Gåtur, 2 were here." in desk.text
            assert taken(house, session_id).done and marks(house, session_id) == "pp.........."

    run(look())


def test_why_somebody_sent_word_is_written_on_their_row(walked: tuple[House, int]) -> None:
    house, session_id = walked

    async def look() -> None:
        async with inside(house) as desk:
            await open_roll(desk, session_id)
            await desk.press("a", "up", "a", "hos lægen", "enter")
            (birgit, *_others) = taken(house, session_id).lines
            assert (birgit.mark, birgit.why) == (EXCUSED, "hos lægen")
            assert "sent word: hos lægen" in desk.text
            assert marked(desk) == ">  ·  Bo S."
            # What was wrong is taken away again.
            await desk.press("up", "a", *["backspace"] * 9, "enter")
            (birgit, *_others) = taken(house, session_id).lines
            assert (birgit.mark, birgit.why) == (EXCUSED, "")
            await desk.press("up", "a", "hos lægen", "enter")
            await desk.press("up", "a", "x" * 200, "enter", "escape")
            assert taken(house, session_id).lines[0].why.startswith("hos lægenxxx")

    run(look())


def test_a_mark_is_taken_away_with_space(walked: tuple[House, int]) -> None:
    house, session_id = walked

    async def look() -> None:
        async with inside(house) as desk:
            await open_roll(desk, session_id)
            await desk.press("p", "up", "space")
            assert marks(house, session_id) == 12 * "."
            await desk.press("space")
            assert "Birgit N. has no mark." in desk.text

    run(look())


# Those who drop in -------------------------------------------------------------------------------


def test_somebody_known_a_guest_and_who_the_guest_was(walked: tuple[House, int]) -> None:
    house, session_id = walked
    people(house, "Kirstine Mørk", "Søren Kjær")

    async def look() -> None:
        async with inside(house) as desk:
            await open_roll(desk, session_id)
            await desk.press("A", "+", "kirstine", "enter")
            assert marked(desk).startswith(">  p  Kirstine M.")
            await desk.press("+", "enter")
            assert [one.name for one in taken(house, session_id).guests] == ["Kirstine M.", ""]
            assert "14 here" in desk.text
            await desk.press("m", "søren k", "enter")
            names = [one.name for one in taken(house, session_id).guests]
            assert sorted(names) == ["Kirstine M.", "Søren K."]
            # Was not here after all; and back.
            await desk.press("space")
            assert "13 here" in desk.text
            await desk.press("u")
            assert "14 here" in desk.text

    run(look())


def test_enter_takes_the_best_match_of_the_text_as_it_stands(walked: tuple[House, int]) -> None:
    house, session_id = walked
    people(house, "Kirstine Mørk", "Kirsten Møller")

    async def look() -> None:
        async with inside(house) as desk:
            await open_roll(desk, session_id)
            await desk.press("+", "kirsten m", "enter")
            # She has a place: that is her mark, and no second one.
            assert marks(house, session_id) == "......p....."
            assert not taken(house, session_id).guests
            await desk.press("+", "kirsten m", "up", "enter")
            assert [one.name for one in taken(house, session_id).guests] == ["Kirsten M."]
            assert "Kirsten Mø." in desk.text or "Kirsten Møller" in desk.text

    run(look())


def test_a_name_half_typed_stays(walked: tuple[House, int]) -> None:
    house, session_id = walked

    async def look() -> None:
        async with inside(house) as desk:
            await open_roll(desk, session_id)
            await desk.press("+", "villy fr", "escape", "p", "escape")
            await open_roll(desk, session_id)
            await desk.press("+", "ost", "enter")
            assert [one.name for one in taken(house, session_id).guests] == ["Villy F."]
            assert not house.drafts()

    run(look())


# The note ----------------------------------------------------------------------------------------


def test_the_note_is_saved_with_enter_and_kept_without(walked: tuple[House, int]) -> None:
    house, session_id = walked

    async def look() -> None:
        async with inside(house) as desk:
            await open_roll(desk, session_id)
            await desk.press("e", "Vi gik til havnen", "escape")
            assert taken(house, session_id).note == ""
            assert "not saved" in desk.text
            await desk.press("escape")
            assert "havnen" in house.drafts()
            await open_roll(desk, session_id)
            await desk.press("e", " og hjem", "enter")
            assert taken(house, session_id).note == "Vi gik til havnen og hjem"
            await desk.app.unsaved.keep(desk.app.views)
            assert not house.drafts()

    run(look())


def test_a_note_that_two_write_is_not_written_over_unseen(walked: tuple[House, int]) -> None:
    house, session_id = walked

    async def look() -> None:
        async with inside(house) as desk:
            await open_roll(desk, session_id)
            await desk.press("e", "Vi gik til havnen")
            house.do(colleague(house, "PIA"), roll.write_note, session_id, "Tre nye i dag")
            await desk.press("enter")
            assert "Pia Nørgaard" in desk.text and "Tre nye i dag" in desk.text
            assert taken(house, session_id).note == "Tre nye i dag"
            await desk.press(". Tre nye", "enter")
            assert taken(house, session_id).note == "Vi gik til havnen. Tre nye"

    run(look())


def test_what_a_colleague_marks_meanwhile_is_passed_by(walked: tuple[House, int]) -> None:
    house, session_id = walked
    _birgit, bo, *_others = people(house, *MEMBERS).values()

    async def look() -> None:
        async with inside(house) as desk:
            await open_roll(desk, session_id)
            house.do(colleague(house, "PIA"), roll.mark, session_id, bo, EXCUSED, "hos lægen")
            await desk.until(lambda: "sent word: hos lægen, Pia Nørgaard set a at" in desk.text)
            assert "Pia Nørgaard takes the roll too." in desk.text
            await desk.press("p")
            assert marked(desk) == ">  ·  Fatima A."
            # Over hers with one's own, and she over that: whichever is later, and it is said.
            await desk.press("up", "p")
            assert "Bo S.: Pia Nørgaard had set a at" in desk.text
            house.do(colleague(house, "PIA"), roll.mark, session_id, bo, ABSENT)
            await desk.until(lambda: "Bo S.: Pia Nørgaard has set i, you had set p." in desk.text)
            assert marks(house, session_id) == "pi.........."

    run(look())


def test_a_roll_that_cannot_be_taken_is_one_sentence(walked: tuple[House, int]) -> None:
    house, _today = walked
    with house.open() as door:
        later = group(door, "Madlavning")
        tomorrow = meeting(door, later, "2026-11-18T10:00")
        off = meeting(
            door, later, "2026-11-16T10:00", status="cancelled", cancel_why="Liv Brandt er syg"
        )

    async def look() -> None:
        async with inside(house) as desk:
            for session_id, said in ((tomorrow, "18.11.2026"), (off, "Liv Brandt er syg")):
                with pytest.raises(DeskError, match=said):
                    await desk.app.go_to_roll(session_id)
                assert not isinstance(desk.view, RollView)

    run(look())


# Volunteers --------------------------------------------------------------------------------------

HIDDEN = (
    *("Nord", "Sand", "Al-Sayed", "Rask", "Møller", "Toft", "Hansen", "Kruse", "Demir", "Lund"),
    *("1961", "20 00 00", "Havnegade", "120361"),
)
"""Family names of members, a birth year, telephones, a road and a number of the house."""


def test_a_volunteer_sees_given_names_whatever_is_pressed(house: House) -> None:
    walk(house, *MEMBERS)
    keys = [*"n/123456789oebcmstyhvgrwkjpia+", "f3", "enter", "tab", "space", "pagedown"]

    async def look() -> None:
        async with inside(house, log_in_as="ERI", drawn=False) as desk:
            who = desk.app.desk.who
            for way in ((), ("enter",), ("4",), ("4", "enter"), ("4", "enter", "tab"), (":",)):
                for key in keys:
                    desk.app.desk.who = who  # logged out, where that was found by `:`
                    await desk.app.begin_day()
                    await desk.press(*way, key, "enter")
                    assert not [one for one in HIDDEN if one in desk.text], (way, key)
                    assert "waiting" not in desk.lines[0]
            assert not house.rows("SELECT * FROM look")

    run(look())
    assert not house.crashes


def test_a_volunteer_is_offered_nothing_of_the_desk(house: House) -> None:
    """Everything that the command finder has for them, on their day and in the roll, is done."""
    session_id = walk(house, *MEMBERS)

    async def look() -> None:
        async with inside(house, log_in_as="ERI", drawn=False) as desk:
            role = desk.app.desk.who.role
            for in_roll in (False, True):
                await desk.app.begin_day()
                if in_roll:
                    await open_roll(desk, session_id)
                for command in possible(desk.view, role):
                    if command.id in ("log_out", "leave"):
                        continue
                    below = desk.view
                    with suppress(DeskError):
                        await desk.app.perform(command, below)
                    desk.app.redraw()
                    assert not [one for one in HIDDEN if one in desk.text], command.id
                    await desk.app.begin_day()
                    if in_roll:
                        await open_roll(desk, session_id)

    run(look())


# What a way is told of its screen, by what it asks for; a number, where it is none of these.
ANYTHING = {"str": "x", "Sequence[Number]": [Number("who", "this week", "enquiries", None)]}


def test_no_way_leads_a_volunteer_to_a_citizen(house: House) -> None:
    walk(house, *MEMBERS)

    async def look() -> None:
        async with inside(house, log_in_as="ERI", drawn=False) as desk:
            for name, way in inspect.getmembers(Ways, inspect.iscoroutinefunction):
                _self, *wanted = inspect.signature(way).parameters.values()
                told = [ANYTHING.get(one.annotation, 1) for one in wanted]
                given = [
                    one
                    for one, asked in zip(told, wanted, strict=True)
                    if asked.default is asked.empty
                ]
                await desk.app.begin_day()
                with suppress(DeskError):
                    await way(desk.app, *given)
                desk.app.redraw()
                assert not [one for one in HIDDEN if one in desk.text], name

    run(look())


def test_a_volunteer_leaves_a_draft_of_a_note_and_finds_it_again(walked: tuple[House, int]) -> None:
    house, _session_id = walked

    async def look() -> None:
        async with inside(house, log_in_as="ERI") as desk:
            assert isinstance(desk.view, VolunteerDay)
            await desk.press("enter", "e", "Vi gik til havnen", "f8")
            assert "havnen" in house.drafts("ERI")
        async with inside(house, log_in_as="ERI") as desk:
            await desk.press("enter", "e", "enter")
            assert taken(house, 1).note == "Vi gik til havnen"

    run(look())


def test_the_day_of_a_volunteer_has_their_groups_and_no_others(walked: tuple[House, int]) -> None:
    house, _session_id = walked
    with house.open() as door:
        meeting(door, group(door, "Madlavning"), "2026-11-17T10:30")

    async def look() -> None:
        async with inside(house, log_in_as="ERI") as desk:
            assert "Gåtur" in desk.text and "Madlavning" not in desk.text
            before = desk.view
            # What another marks is seen, and at midnight it is another day's list.
            house.do(colleague(house, "PIA"), roll.mark_rest, 1)
            await desk.until(lambda: "12 of 12 here" in desk.text)
            await desk.press("1")
            assert desk.view is before

    run(look())
