"""Groups at the desk where they were not before: the day, what is owed, an absence, a course."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from din_indgang_tui.house import group_sessions
from din_indgang_tui.views.base import View
from din_indgang_tui.views.group_session import GroupSessionView
from din_indgang_tui.views.roll import RollView
from din_indgang_tui.views.untold import Untold
from tests.desk import diary
from tests.desk.house import House, colleague
from tests.desk.inside import Inside, inside, run
from tests.desk.roll_screens import people, walk
from tests.diary_scene import at
from tests.group_scene import group, mark, meeting, place

TODAY = "2026-11-17"
KIRSTEN = "Kirsten Møller"


@pytest.fixture(autouse=True)
def in_english(language: Callable[[str], None]) -> None:
    language("en")


def row(lines: list[str], *words: str) -> str:
    """The line with all of these words."""
    (found,) = [one for one in lines if all(word in one for word in words)]
    return found


def showing(desk: Inside, kind: type[View]) -> bool:
    """Whether that is the screen on top."""
    return isinstance(desk.view, kind)


# The day ----------------------------------------------------------------------------------------


def test_the_day_has_the_group_among_the_times_with_its_places_and_enter_takes_the_roll(
    house: House,
) -> None:
    walk(house, KIRSTEN, when=f"{TODAY}T11:00")

    async def work() -> None:
        async with inside(house) as desk:
            assert "The day: 0 appointments, 1 group" in desk.text
            await desk.press("tab", "tab")
            line = row(desk.lines, "Gåtur", "Liv Brandt", "havnen")
            assert line.startswith("> 11.00")
            assert line.rstrip().endswith("1 of 15")
            await desk.press("enter")
            assert isinstance(desk.view, RollView)
            await desk.press("p", "escape")
            assert "1 was here" in row(desk.lines, "> 11.00", "Gåtur")

    run(work())


def test_a_cancelled_one_stands_out_with_why_also_when_another_desk_cancels_it(
    house: House,
) -> None:
    number = walk(house, KIRSTEN, when=f"{TODAY}T11:00")

    async def work() -> None:
        async with inside(house) as desk:
            await desk.press("tab", "tab")
            house.do(colleague(house, "ÅSE"), group_sessions.cancel, number, 1, "det er glat")
            await desk.until(lambda: "CANCELLED: det er glat" in desk.text)
            assert "1 citizen does not know yet" in desk.text
            await desk.press("enter")
            assert isinstance(desk.view, GroupSessionView), "there is no roll of it"

    run(work())


@pytest.mark.parametrize("key", ["c", "m"])
def test_cancelling_and_moving_open_the_meeting(house: House, key: str) -> None:
    walk(house, KIRSTEN, when=f"{TODAY}T11:00")

    async def work() -> None:
        async with inside(house) as desk:
            await desk.press("tab", "tab", key)
            assert "Gåtur" in desk.text
            assert not desk.text.startswith("Din Indgang  1")

    run(work())


# An absence -------------------------------------------------------------------------------------


def test_a_meeting_of_who_is_ill_is_given_with_two_keys(house: House) -> None:
    number = walk(house, KIRSTEN, when=f"{TODAY}T11:00")

    async def work() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press(":", "sick", "enter", "l", "enter")
            assert "Gåtur" in row(desk.lines, "> 11.00-12.30", "group", "is free", "[ ] 0 of 1")
            await desk.press("b", "enter")
            assert "Nobody has to be told." in desk.text
            leader = house.ask(group_sessions.one, number).leader
            assert leader and leader != "Liv Brandt"
            assert f"now with {leader}"[:20] in row(desk.lines, "> 11.00-12.30")
            await desk.press("u")
            assert house.ask(group_sessions.one, number).leader == "Liv Brandt"

    run(work())


def test_one_that_is_cancelled_says_who_is_to_be_told_and_so_does_today(house: House) -> None:
    number = walk(house, KIRSTEN, when=f"{TODAY}T11:00")

    async def work() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press(":", "sick", "enter", "l", "enter", "c")
            assert "cancel it: 1 is to be told, and Today shows CANCELLED" in desk.text
            assert house.ask(group_sessions.one, number).status == "planned", "not before Enter"
            await desk.press("enter")
            assert "Gåtur is cancelled." in desk.text
            await desk.press("enter")
            assert isinstance(desk.view, GroupSessionView)
            assert "Kirsten M." in desk.text
            await desk.press("escape", "escape", "tab", "tab")
            assert "CANCELLED: The colleague is away." in desk.text
            await desk.press("end", "down", "down", "enter")
            assert isinstance(desk.view, Untold)
            assert "Gåtur" in row(desk.lines, "> ", "Kirsten M.", "missing")
            await desk.press("space")
            assert "Kirsten M. has been told." in desk.text
            assert "Everybody knows" in desk.text

    run(work())


# A course, a page, a week -----------------------------------------------------------------------


def test_the_course_has_its_groups_in_the_ruler_and_in_the_list(house: House) -> None:
    known = diary.fill(house)
    liv = colleague(house, "LIV")
    with house.raw() as write:
        write("UPDATE course SET opened_on = '2026-11-03' WHERE id = ?", known.course)
    with house.open() as door:
        cook = group(door)
        place(door, cook, known.kirsten)
        came = meeting(door, cook, "2026-11-05T10:30", status="held", roll_done_at="x")
        mark(door, came, known.kirsten, "excused")
        off = meeting(door, cook, "2026-11-12T10:30", leader=liv, place="kælderen")
        door.change(liv, group_sessions.cancel, off, 1, "lukket")
        for day in ("19", "26"):
            meeting(door, cook, f"2026-11-{day}T16:30", leader=liv, place="kælderen")

    async def work() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await desk.press("3", "enter")
            assert row(desk.lines, "  Madlavning  ", "·").split()[1:6] == ["a", "-", "b", "b", "·"]
            assert "booked" in row(desk.lines, "Thu 19.11. 16.30", "group", "Madlavning")
            await desk.press("pagedown", "pagedown")
            assert "CANCELLED: lukket" in row(desk.lines, "12.11.", "Madlavning")
            assert "sent word" in row(desk.lines, "05.11.", "Madlavning")

    run(work())


def test_the_page_has_groups_above_and_how_they_came_in_the_time_line(house: House) -> None:
    ids = people(house, "Yusuf Demir")
    with house.open() as door:
        cook = group(door)
        place(door, cook, ids["Yusuf Demir"], "2026-11-03")
        held = meeting(door, cook, "2026-11-12T10:30", status="held", roll_done_at="x")
        mark(door, held, ids["Yusuf Demir"])

    async def work() -> None:
        async with inside(house) as desk:
            await desk.press("/", "yusuf", "enter")
            assert "Groups: Madlavning (since 3.11.)" in desk.text
            assert "Madlavning, was here" in row(desk.lines, "12.11. 10.30", "group")
            await desk.press("down", "enter")
            assert "Madlavning" in desk.lines[1]

    run(work())


def test_a_week_has_the_meetings_with_their_own_times_and_no_time_is_booked_there(
    house: House,
) -> None:
    with house.open() as door:
        meeting(door, group(door), "2026-11-18T10:10", 75, leader=colleague(house, "MJU"))

    async def work() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await desk.press(":", "appointments", "enter", "tab")
            line = row(desk.lines, "10.10-11.25", "Madlavning", "group")
            while not desk.lines[desk.lines.index(line)].startswith(">"):
                await desk.press("down")
                line = row(desk.lines, "10.10-11.25", "Madlavning")
            await desk.press("t")
            assert "Put the mark on a free time first." in desk.text
            await desk.press("enter")
            assert "Madlavning" in desk.lines[1]

    run(work())


def test_a_time_at_which_they_have_a_group_is_warned_of_and_booked_all_the_same(
    house: House,
) -> None:
    known = diary.fill(house)
    with house.open() as door:
        cook = group(door)
        place(door, cook, known.soeren)
        for week in range(3):
            day = diary.MONDAY + timedelta(weeks=week)
            meeting(door, cook, f"{day}T11:00", 60)

    async def work() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await desk.app.go_to_booking(known.soeren, starts_at=at("2026-11-23T11:00"))
            await desk.until(lambda: "has Madlavning then" in desk.text)
            assert "Free." in desk.text
            await desk.press("g", "enter")
            assert sum("has Madlavning then" in one for one in desk.lines) == 3
            await desk.press("escape", "enter")
            assert "Booked: Søren K." in desk.text

    run(work())
