"""Groups at the desk: who gets a place, who waits, whose place ends, what stands on the page."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

import pytest

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import courses, group_members, group_waiting
from din_indgang_tui.house.courses import NewCourse
from din_indgang_tui.views.group import GroupView
from tests.desk.house import House, colleague
from tests.desk.inside import Inside, inside, run
from tests.diary_scene import book
from tests.group_scene import group, helper, in_line, mark, meeting, place


@pytest.fixture(autouse=True)
def in_english(language: Callable[[str], None]) -> None:
    language("en")


@dataclass(frozen=True, slots=True)
class Cooking:
    """Madlavning with three places, of which one is free: Søren and Aase have the others."""

    group_id: int
    ids: dict[str, int]

    def __getitem__(self, name: str) -> int:
        return self.ids[name]


@pytest.fixture
def cooking(house: House) -> Cooking:
    """Ole Hansen waits for a place since the second, Kirstine Mørk since the ninth."""
    ids = dict(house.rows("SELECT given_name, id FROM citizen"))
    ids["Søren"] = house.rows("SELECT id FROM citizen WHERE family_name = 'Kjær'")[0][0]
    with house.open() as door:
        number = group(door, capacity=3, leader_id=colleague(house, "PIA").staff_id)
        place(door, number, ids["Søren"])
        place(door, number, ids["Aase"])
        in_line(door, number, ids["Ole"])
        in_line(door, number, ids["Kirstine"], "2026-11-09T10:00")
        for day in ("19", "26"):
            meeting(door, number, f"2026-11-{day}T10:30", leader=colleague(house, "PIA"))
    return Cooking(number, ids)


def at_the_desk(
    house: House,
    work: Callable[[Inside], Coroutine[Any, Any, None]],
    initials: str = "BOD",
    size: tuple[int, int] = (80, 24),
) -> None:
    async def sit() -> None:
        async with inside(house, log_in_as=initials, size=size) as desk:
            await work(desk)

    run(sit())


def places(house: House, cooking: Cooking) -> list[str]:
    """Given names of those with a place that has not ended."""
    return [
        name
        for (name,) in house.rows(
            "SELECT c.given_name FROM group_member m JOIN citizen c ON c.id = m.citizen_id"
            " WHERE m.group_id = ? AND m.to_on IS NULL ORDER BY m.id",
            cooking.group_id,
        )
    ]


def waiting(house: House, cooking: Cooking) -> list[str]:
    """Given names of those who wait, in line."""
    return [
        name
        for (name,) in house.rows(
            "SELECT c.given_name FROM group_waiting w JOIN citizen c ON c.id = w.citizen_id"
            " WHERE w.group_id = ? AND w.ended_on IS NULL ORDER BY w.since_at",
            cooking.group_id,
        )
    ]


def shown(desk: Inside) -> str:
    """The screen as one line, so that a sentence may be broken anywhere."""
    return " ".join(desk.text.split())


# Giving a place ----------------------------------------------------------------------------------


def test_b_and_enter_give_the_free_place_to_the_one_shown(house: House, cooking: Cooking) -> None:
    async def work(desk: Inside) -> None:
        await desk.press("4", "enter")
        assert "Ole H. has waited since 2.11. and stands first. b gives the place." in shown(desk)
        await desk.press("b", "enter")
        assert places(house, cooking) == ["Søren", "Aase", "Ole"]
        assert waiting(house, cooking) == ["Kirstine"]
        assert "Saved: Ole H. has a place in Madlavning from today." in desk.text
        await desk.press("u")
        assert waiting(house, cooking) == ["Ole", "Kirstine"]
        assert places(house, cooking) == ["Søren", "Aase"]

    at_the_desk(house, work)


def test_escape_gives_nothing(house: House, cooking: Cooking) -> None:
    async def work(desk: Inside) -> None:
        await desk.press("4", "enter", "b", "escape")
        assert "Members 2" in desk.text
        assert places(house, cooking) == ["Søren", "Aase"]

    at_the_desk(house, work)


def test_what_they_have_at_its_times_is_named_before_the_place_is_given(
    house: House, cooking: Cooking
) -> None:
    with house.open() as door:
        book(
            door,
            colleague(house, "BOD"),
            cooking["Ole"],
            "2026-11-26T11:00",
            colleague(house, "MJU"),
        )

    async def work(desk: Inside) -> None:
        await desk.press("4", "enter", "b")
        assert "At the same time 1" in desk.text
        (clash,) = [line for line in desk.lines if "26.11." in line]
        assert "coaching session" in clash
        assert "Mette" not in desk.text, "the kind of thing, never with whom"
        # The place may begin after it.
        await desk.press("e", *["backspace"] * 10, "27.11.")
        assert "They have nothing else at its times." in desk.text
        await desk.press("enter", "enter")
        assert "from 27.11." in desk.text

    at_the_desk(house, work)


def test_a_person_decides_who_of_those_who_wait_gets_it(house: House, cooking: Cooking) -> None:
    async def work(desk: Inside) -> None:
        await desk.press("4", "enter", "tab", "down", "b", "enter")
        assert places(house, cooking) == ["Søren", "Aase", "Kirstine"]
        assert waiting(house, cooking) == ["Ole"]

    at_the_desk(house, work)


def test_who_loses_the_last_place_reads_so_and_nothing_is_half_done(
    house: House, cooking: Cooking
) -> None:
    async def work(desk: Inside) -> None:
        await desk.press("4", "enter", "b")
        quicker = colleague(house, "PIA")
        house.do(quicker, group_members.add, cooking.group_id, cooking["Christen"])
        await desk.press("enter")
        assert "! All 3 places are taken, and 2 wait: the waiting list is open." in desk.text
        assert places(house, cooking) == ["Søren", "Aase", "Christen"]
        assert waiting(house, cooking) == ["Ole", "Kirstine"]
        await desk.press("escape", "escape", "b")
        assert "No place is free. Tab goes to those who wait." in desk.text

    at_the_desk(house, work)


def test_whoever_is_added_stands_behind_those_who_wait(house: House, cooking: Cooking) -> None:
    async def work(desk: Inside) -> None:
        await desk.press("4", "enter", "+", "christen", "enter")
        assert "2 wait already and are asked first." in desk.text
        await desk.press("enter")
        assert waiting(house, cooking) == ["Ole", "Kirstine", "Christen"]
        assert "as no. 3" in desk.text

    at_the_desk(house, work)


def test_a_person_may_give_the_place_past_those_who_wait(house: House, cooking: Cooking) -> None:
    async def work(desk: Inside) -> None:
        await desk.press("4", "enter", "+", "christen", "enter")
        await desk.press("e", "left", "enter", "enter")
        assert places(house, cooking) == ["Søren", "Aase", "Christen"]
        assert waiting(house, cooking) == ["Ole", "Kirstine"]

    at_the_desk(house, work)


def test_somebody_who_has_a_place_or_waits_gets_no_second_one(
    house: House, cooking: Cooking
) -> None:
    async def work(desk: Inside) -> None:
        await desk.press("4", "enter", "+", "aase", "enter")
        assert "! Aase L. has a place already (since 1.11.)." in desk.text
        # The text that was typed stays, and another one can be looked for.
        assert "aase" in desk.text
        await desk.press(*["backspace"] * 4, "ole h", "enter")
        assert "! Ole H. waits already, since 02.11.2026." in desk.text
        assert places(house, cooking) == ["Søren", "Aase"]

    at_the_desk(house, work)


# What a group asks for ---------------------------------------------------------------------------


def test_a_group_that_asks_for_an_assessment_asks_for_it_first(
    house: House, cooking: Cooking
) -> None:
    with house.open() as door:
        group(door, "Bad", needs_assessment="depends")

    async def work(desk: Inside) -> None:
        await desk.press("4", "enter", "+", "christen", "enter")
        assert "Assessment: Christen Mørch" in desk.text
        # Left open, only the waiting list is; what was typed in the form stays.
        await desk.press("escape", "escape")
        assert "on the waiting list" in desk.text
        await desk.press("escape", "+", "christen", "enter", "g", "enter", "enter")
        assert "Saved: granted." in desk.text
        assert "There is no limit of places." in desk.text
        await desk.press("enter")
        assert "Saved: Christen M. has a place in Bad from today." in desk.text

    at_the_desk(house, work)


def test_what_was_granted_on_a_day_to_come_is_refused_by_its_row(
    house: House, cooking: Cooking
) -> None:
    with house.open() as door:
        group(door, "Bad", needs_assessment="yes")

    async def work(desk: Inside) -> None:
        await desk.press("4", "enter", "+", "christen", "enter", "g", "tab")
        await desk.press(*["backspace"] * 10, "20.11.", "enter", "enter")
        assert "! That day has not come yet." in desk.text
        assert not house.rows("SELECT 1 FROM group_assessment")

    at_the_desk(house, work)


def test_where_no_place_is_free_nobody_is_asked_for_an_assessment(
    house: House, cooking: Cooking
) -> None:
    with house.open() as door:
        full = group(door, "Bad", needs_assessment="yes", capacity=1)
        place(door, full, cooking["Søren"])
        in_line(door, full, cooking["Ole"])

    async def work(desk: Inside) -> None:
        await desk.press("4", "enter", "+", "christen", "enter")
        assert "on the waiting list" in desk.text
        await desk.press("enter")
        assert "Saved: Christen M. waits for a place in Bad, as no. 2." in desk.text
        await desk.press("tab", "b")
        assert "! The one place is taken, and 2 wait: the waiting list is open." in desk.text

    at_the_desk(house, work)


# The end of a place ------------------------------------------------------------------------------


def test_f_and_enter_end_the_marked_ones_place_today(house: House, cooking: Cooking) -> None:
    async def work(desk: Inside) -> None:
        await desk.press("4", "enter", "f", "down", "enter", "Er flyttet", "enter", "enter")
        ((ends, why),) = house.rows(
            "SELECT to_on, end_why FROM group_member WHERE citizen_id = ?", cooking["Søren"]
        )
        assert (ends, why) == ("2026-11-17", "Er flyttet")
        assert "Saved: Søren K. has the place until 17.11.2026." in desk.text
        await desk.press("u")
        assert places(house, cooking) == ["Søren", "Aase"]

    at_the_desk(house, work)


def test_a_place_cannot_end_before_it_began_and_the_day_that_was_typed_stays(
    house: House, cooking: Cooking
) -> None:
    async def work(desk: Inside) -> None:
        await desk.press("4", "enter", "f", "e", *["backspace"] * 10, "30.10.", "enter", "enter")
        assert "! The end lies before the start." in desk.text
        assert "30.10." in desk.text
        assert places(house, cooking) == ["Søren", "Aase"]

    at_the_desk(house, work)


def test_a_place_that_was_ended_meanwhile_is_not_ended_over_that(
    house: House, cooking: Cooking
) -> None:
    async def work(desk: Inside) -> None:
        await desk.press("4", "enter", "f")
        ((member_id,),) = house.rows(
            "SELECT id FROM group_member WHERE citizen_id = ?", cooking["Søren"]
        )
        pia = colleague(house, "PIA")
        house.do(pia, group_members.end, member_id, 1, why="Vil ikke mere")
        await desk.press("enter")
        assert "Pia Nørgaard" in desk.text
        ((why,),) = house.rows("SELECT end_why FROM group_member WHERE id = ?", member_id)
        assert why == "Vil ikke mere"

    at_the_desk(house, work)


def test_f_on_the_waiting_list_takes_off_the_marked_one(house: House, cooking: Cooking) -> None:
    async def work(desk: Inside) -> None:
        await desk.press("4", "enter", "tab", "f")
        assert waiting(house, cooking) == ["Kirstine"]
        await desk.press("f")
        assert waiting(house, cooking) == []
        # Where nobody waits there is no such list, and the mark is on the members again.
        assert "Waiting list" not in desk.text
        assert desk.view.contexts()[0] == "group_people"

    at_the_desk(house, work)


# What stands on the page -------------------------------------------------------------------------


def test_the_picture_says_letter_by_letter_how_each_member_came(
    house: House, cooking: Cooking
) -> None:
    present, absent, excused = "present", "absent", "excused"
    came = {
        "03": (present, present),
        "05": (absent, present),
        "10": None,
        "12": (absent, excused),
        "13": (absent, None),
    }
    with house.open() as door:
        for day, marks in came.items():
            status = "cancelled" if marks is None else "held"
            session = meeting(door, cooking.group_id, f"2026-11-{day}T10:30", status=status)
            for name, how in zip(("Søren", "Aase"), marks or (), strict=False):
                if how is not None:
                    mark(door, session, cooking[name], how)

    async def work(desk: Inside) -> None:
        await desk.press("4", "enter")
        lines = {line[2:].partition("  ")[0]: line[25:].split() for line in desk.lines}
        away = ["away", "3", "times:", "call?"]
        assert lines["Søren K."] == ["p", "i", "-", "i", "i", "1", "of", "4", *away]
        # Sent word is no absence, and where nobody said anything there is no letter.
        assert lines["Aase L."] == ["p", "p", "-", "a", "·", "2", "of", "3"]
        assert lines["here in all"] == ["2", "1", "-", "0", "0"]
        (months,) = [line for line in desk.lines if "since" in line and "who" in line]
        assert months.split() == ["who", "since", "nov", "was", "here"]

    at_the_desk(house, work)


def test_a_meeting_nobody_took_the_roll_of_is_not_shown_as_cancelled(
    house: House, cooking: Cooking
) -> None:
    with house.open() as door:
        session = meeting(door, cooking.group_id, "2026-11-12T10:30")
        mark(door, session, cooking["Aase"], "present")

    async def work(desk: Inside) -> None:
        await desk.press("4", "enter")
        (total,) = [line for line in desk.lines if "here in all" in line]
        assert total.split() == ["here", "in", "all", "·"]

    at_the_desk(house, work)


def test_another_terminal_sees_a_new_member_by_itself(house: House, cooking: Cooking) -> None:
    async def work(desk: Inside) -> None:
        await desk.press("4", "enter", "down")
        house.do(colleague(house, "PIA"), group_members.add, cooking.group_id, cooking["Christen"])
        await desk.until(lambda: "Members 3" in desk.text)
        # The mark stays on the person.
        assert [line for line in desk.lines if line.startswith("> Aase")]

    at_the_desk(house, work)


def test_tab_goes_to_the_meetings_and_enter_is_about_the_marked_one(
    house: House, cooking: Cooking
) -> None:
    with house.open() as door:
        meeting(
            door, cooking.group_id, "2026-11-24T10:30", status="cancelled", cancel_why="Liv er syg"
        )

    async def work(desk: Inside) -> None:
        await desk.press("4", "enter", "shift+tab")
        coming = [line for line in desk.lines if "10.30" in line]
        assert [line[6:11] for line in coming] == ["19.11", "24.11", "26.11"]
        assert "CANCELLED: Liv er syg" in coming[1]
        assert "2 of 3" in coming[0]
        await desk.press("tab")
        assert "Members 2" in desk.text

    at_the_desk(house, work)


@pytest.mark.parametrize(("key", "what"), [("c", "Cancel:"), ("m", "Move:")])
def test_c_and_m_on_the_members_are_about_the_next_meeting(
    house: House, cooking: Cooking, key: str, what: str
) -> None:
    async def work(desk: Inside) -> None:
        await desk.press("4", "enter", key)
        assert what in desk.text
        assert "19.11." in desk.text
        while not isinstance(desk.view, GroupView):
            await desk.press("escape")
        # Among the meetings it is the marked one.
        await desk.press("shift+tab", "down", key)
        assert what in desk.text
        assert "26.11." in desk.text

    at_the_desk(house, work)


def test_all_groups_stand_with_when_they_meet_next_and_which_roll_is_missing(
    house: House, cooking: Cooking
) -> None:
    with house.open() as door:
        group(door, "Gåtur")
        meeting(door, group(door, "Aftensang"), "2026-11-12T10:30")
        group(door, "Kor", ends_on="2026-11-01")

    async def work(desk: Inside) -> None:
        await desk.press("4")
        names = ("Aftensang", "Gåtur", "Madlavning")
        lines = [line for line in desk.lines if line[2:].startswith(names)][:3]
        assert [line[2:].split()[0] for line in lines] == list(names)
        assert "! no roll" in lines[0]
        assert "2 of 3" in lines[2] and "Thu 19.11." in lines[2]
        assert "Nobody has taken the roll of Thu 12.11." in desk.text
        assert "Kor" not in desk.text
        await desk.press("tab")
        assert "Kor" in desk.text and "01.11.2026" in desk.text
        await desk.press("enter", "+")
        assert "The group has ended, and stands here as it was." in desk.text

    at_the_desk(house, work)


def test_a_group_that_does_not_meet_today_says_so_for_the_roll(
    house: House, cooking: Cooking
) -> None:
    async def work(desk: Inside) -> None:
        await desk.press("4", "p")
        assert "It does not meet today, and no roll is missing." in desk.text

    at_the_desk(house, work)


def test_beside_the_list_stands_what_else_the_marked_one_has(
    house: House, cooking: Cooking
) -> None:
    with house.open() as door:
        book(
            door,
            colleague(house, "BOD"),
            cooking["Aase"],
            "2026-11-26T11:00",
            colleague(house, "MJU"),
        )
        place(door, group(door, "Gåtur"), cooking["Aase"])

    async def work(desk: Inside) -> None:
        await desk.press("4", "down", "enter", "down")
        beside = "\n".join(line.partition("│")[2] for line in desk.lines)
        assert "Aase Lund" in beside
        assert "Thu 26.11. at 11.00" in beside
        assert "Gåtur" in beside

    at_the_desk(house, work, size=(120, 40))


def test_a_volunteer_sees_given_names_in_their_own_groups_and_opens_nobody(
    house: House, cooking: Cooking
) -> None:
    with house.open() as door:
        group(door, "Gåtur")
        helper(door, cooking.group_id, colleague(house, "ERI"))

    async def work(desk: Inside) -> None:
        await desk.press("4")
        assert "Madlavning" in desk.text
        assert "Gåtur" not in desk.text
        await desk.press("enter")
        before = desk.text
        assert "Søren" in before and "Aase" in before
        for hidden in ("Kjær", "Lund", "Søren K", "Aase L", "Ole", "Waiting list"):
            assert hidden not in before, hidden
        await desk.press("enter", "o", "f", "b", "+", "c", "e")
        assert desk.text == before

    at_the_desk(house, work, "ERI")


# A group for somebody ----------------------------------------------------------------------------


def test_three_keys_from_a_citizens_page_give_a_place(house: House, cooking: Cooking) -> None:
    with house.open() as door:
        walk = group(door, "Gåtur")

    async def work(desk: Inside) -> None:
        await desk.app.go_to_page(cooking["Christen"])
        await desk.press("b", "g", "enter")
        assert "Saved: Christen M. has a place in Gåtur from today. u undoes it." in desk.text
        assert house.rows("SELECT citizen_id FROM group_member WHERE group_id = ?", walk) == [
            (cooking["Christen"],)
        ]

    at_the_desk(house, work)


def test_a_course_and_what_a_coach_may_add_on_a_page_lead_to_a_group_too(
    house: House, cooking: Cooking
) -> None:
    mette = colleague(house, "MJU")
    new = NewCourse(cooking["Aase"], local_date(house.moment), coach_id=mette.staff_id)
    course = house.do(mette, courses.open_course, new)

    async def work(desk: Inside) -> None:
        await desk.app.go_to_course(course.course_id)
        await desk.press("b")
        assert "A group for Aase Lund" in desk.text
        await desk.press("escape", "o", "+", "place", "enter")
        assert "A group for Aase Lund" in desk.text

    at_the_desk(house, work, "MJU")


def test_a_group_that_others_wait_for_takes_them_on_its_waiting_list(
    house: House, cooking: Cooking
) -> None:
    async def work(desk: Inside) -> None:
        await desk.app.go_to_page(cooking["Christen"])
        await desk.press("b")
        assert "1 free, 2 wait" in desk.text
        assert "Enter puts them on the waiting list." in desk.text
        await desk.press("enter")
        assert waiting(house, cooking) == ["Ole", "Kirstine", "Christen"]

    at_the_desk(house, work)


def test_the_group_they_are_in_says_so_and_gives_no_second_place(
    house: House, cooking: Cooking
) -> None:
    async def work(desk: Inside) -> None:
        await desk.app.go_to_page(cooking["Aase"])
        await desk.press("b")
        assert "has a place" in desk.text
        await desk.press("enter")
        assert "! Aase L. has a place already (since 1.11.)." in desk.text
        assert places(house, cooking) == ["Søren", "Aase"]

    at_the_desk(house, work)


def test_who_is_quicker_is_told_of_and_the_list_is_as_it_is_now(
    house: House, cooking: Cooking
) -> None:
    with house.open() as door:
        walk = group(door, "Gåtur", capacity=1)

    async def work(desk: Inside) -> None:
        await desk.app.go_to_page(cooking["Christen"])
        await desk.press("b", "g")
        house.do(colleague(house, "PIA"), group_members.add, walk, cooking["Ole"])
        await desk.press("enter")
        assert house.rows("SELECT citizen_id FROM group_member WHERE group_id = ?", walk) == [
            (cooking["Ole"],)
        ]
        await desk.until(lambda: "full" in desk.text)
        await desk.press("enter")
        ((waits,),) = house.rows("SELECT citizen_id FROM group_waiting WHERE group_id = ?", walk)
        assert waits == cooking["Christen"]

    at_the_desk(house, work)


def test_an_enquiry_that_ended_in_a_group_offers_the_key_for_it(
    house: House, cooking: Cooking
) -> None:
    async def work(desk: Inside) -> None:
        await desk.press("escape", "f", "signed")
        assert "afterwards: b finds a group" in desk.text
        await desk.press("enter")
        assert "b finds a group." in desk.text
        await desk.press("b")
        assert "A group for Kirsten Møller" in desk.text

    at_the_desk(house, work)


def test_the_waiting_list_ends_for_whom_a_place_was_given_elsewhere(
    house: House, cooking: Cooking
) -> None:
    """Somebody withdrew them while this desk looked at the question."""

    async def work(desk: Inside) -> None:
        await desk.press("4", "enter", "b")
        ((waiting_id,),) = house.rows(
            "SELECT id FROM group_waiting WHERE citizen_id = ?", cooking["Ole"]
        )
        house.do(colleague(house, "PIA"), group_waiting.withdraw, waiting_id, 1)
        await desk.press("enter")
        assert "! They do not wait for a place any more." in desk.text
        assert places(house, cooking) == ["Søren", "Aase"]

    at_the_desk(house, work)
