"""A course at the desk: its steps, its pauses, and what is left to see of it once it is closed."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import (
    closing,
    conversation_holding,
    conversation_writing,
    courses,
    pauses,
    slots,
)
from din_indgang_tui.house.closing import Closing
from din_indgang_tui.house.codes import SlotStatus
from din_indgang_tui.house.conversation_text import ConversationText, GoalText
from din_indgang_tui.house.course_weeks import Weeks, end_after
from din_indgang_tui.house.courses import Course, NewCourse
from din_indgang_tui.house.slot_rows import Slot
from din_indgang_tui.house.slots import NewSlot
from din_indgang_tui.views import course_ruler
from din_indgang_tui.views.course import CourseView
from tests.desk.house import House, colleague
from tests.desk.inside import Inside, inside, run


@pytest.fixture(autouse=True)
def in_english(language: Callable[[str], None]) -> None:
    language("en")


@pytest.fixture
def course(house: House) -> Course:
    """Aase Lund's course, open for ten days, with Mette Juhl."""
    ((aase,),) = house.rows("SELECT id FROM citizen WHERE given_name = 'Aase'")
    mette = colleague(house, "MJU")
    opened = local_date(house.moment) - timedelta(days=10)
    new = NewCourse(aase, opened, coach_id=mette.staff_id)
    course: Course = house.do(mette, courses.open_course, new)
    return course


def at_the_desk(
    house: House, work: Callable[[Inside], Coroutine[Any, Any, None]], initials: str = "MJU"
) -> None:
    async def sit() -> None:
        async with inside(house, log_in_as=initials) as desk:
            await work(desk)

    run(sit())


async def on_its_page(desk: Inside, course: Course) -> None:
    await desk.app.go_to_course(course.course_id)
    desk.app.redraw()


# First steps -------------------------------------------------------------------------------------


def talk(house: House, citizen_id: int) -> int:
    """Mette Juhl and the citizen agreed on two first steps."""
    goals = [
        GoalText(words="Jeg åbner min post", step="To breve", step_who="Kis"),
        GoalText(words="Jeg sover", step="I seng klokken ti"),
    ]
    text = ConversationText(own_words="Ro.\n" * 30, goals=goals).content()
    mette = colleague(house, "MJU")
    kept = house.do(mette, conversation_writing.begin, citizen_id, text)
    house.do(mette, conversation_holding.finish, kept.conversation_id, text)
    return int(kept.conversation_id)


def taken(house: House) -> list[tuple[str, bool]]:
    rows = house.rows("SELECT step, step_done_on IS NOT NULL FROM goal_said ORDER BY position")
    return [(step, bool(done)) for step, done in rows]


def test_space_on_a_step_of_the_course_takes_it_and_again_takes_that_back(
    house: House, course: Course
) -> None:
    talk(house, course.citizen_id)

    async def work(desk: Inside) -> None:
        await desk.press("3", "enter", "down", "space")
        assert taken(house) == [("To breve", False), ("I seng klokken ti", True)]
        # The mark stays on it, though it stands among what is over now.
        (marked,) = (row for row in desk.lines if row.startswith(">"))
        assert "taken" in marked
        assert "I seng klokken ti" in marked
        await desk.press("space")
        assert taken(house) == [("To breve", False), ("I seng klokken ti", False)]
        await desk.press("u")
        assert taken(house) == [("To breve", False), ("I seng klokken ti", True)]

    at_the_desk(house, work)


def test_a_step_on_the_course_opens_the_conversation_it_was_said_in(
    house: House, course: Course
) -> None:
    talk(house, course.citizen_id)

    async def work(desk: Inside) -> None:
        await desk.press("3", "enter", "enter")
        assert "1. conversation, Aase Lund" in desk.text

    at_the_desk(house, work)


def test_a_step_is_taken_while_one_reads_never_unseen(house: House, course: Course) -> None:
    said = talk(house, course.citizen_id)

    async def work(desk: Inside) -> None:
        await desk.app.go_to_conversation_read(said)
        await desk.press("space")
        assert taken(house)[0] == ("To breve", False)
        assert "> " in desk.text
        await desk.press("space", "tab", "space")
        assert taken(house) == [("To breve", True), ("I seng klokken ti", True)]
        assert desk.text.count("Taken ") == 2

    at_the_desk(house, work)


def test_a_host_sees_no_steps(house: House, course: Course) -> None:
    talk(house, course.citizen_id)

    async def work(desk: Inside) -> None:
        await on_its_page(desk, course)
        view = desk.view
        assert isinstance(view, CourseView)
        assert view.entries == ()
        assert "To breve" not in desk.text

    at_the_desk(house, work, "BOD")


# Closed ------------------------------------------------------------------------------------------


def close(house: House, course: Course, **more: Any) -> None:
    """Mette Juhl closes the course today."""
    today = local_date(house.moment)
    said = Closing(today, "goal_reached", "volunteer_offer", "yes", **more)
    house.do(colleague(house, "MJU"), closing.close, course.course_id, course.version, said)


ANSWERS = {"place_right": "yes", "heard": "partly", "safe": "yes", "hope": "no"}
NOTE = "Kis har fundet en nabo at følges med, og vil selv ringe, hvis det bliver svært igen. " * 5


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_a_closed_course_shows_why_what_came_after_and_what_was_answered(
    house: House, course: Course, size: tuple[int, int]
) -> None:
    close(house, course, feedback=ANSWERS, closing_note=NOTE)

    async def work() -> None:
        async with inside(house, size=size, log_in_as="MJU") as desk:
            await on_its_page(desk, course)
            said = " ".join(" ".join(desk.lines).split())
            assert "After it: volunteer or open offer. Formerly assessed: yes." in said
            assert (
                "Asked at the closing. Yes: Was this the right place? Did it feel safe?"
                " Partly: Were you heard? No: Hope." in said
            )
            assert "ringe, hvis det bliver" in said
            assert "What it holds" in said

    run(work())


def test_a_host_sees_that_a_course_closed_and_when_and_neither_why_nor_what_was_answered(
    house: House, course: Course
) -> None:
    close(house, course, feedback=ANSWERS, closing_note=NOTE)
    today = local_date(house.moment)

    async def work(desk: Inside) -> None:
        why = desk.app.lists.label(desk.app.lists.closing_reasons, "goal_reached")
        await desk.press("3", "tab")
        assert f"{today:%d.%m.%Y}" in desk.text
        assert why not in desk.text
        assert "Mette Juhl" in desk.text
        await desk.press("enter")
        assert f"closed {today:%d.%m.%Y}" in desk.text
        assert why not in desk.text
        assert "Asked at the closing" not in desk.text
        await desk.press("o")
        assert why not in desk.text

    at_the_desk(house, work, "BOD")


def test_where_nobody_is_known_to_have_closed_it_a_host_reads_no_empty_sentence(
    house: House, course: Course
) -> None:
    """As of a course that was moved in."""
    close(house, course)
    with house.raw() as write:
        write("UPDATE course SET closed_by = NULL")

    async def work(desk: Inside) -> None:
        await on_its_page(desk, course)
        assert "closed" in desk.text
        assert not [line for line in desk.lines if line.strip() == "."]

    at_the_desk(house, work, "BOD")


@pytest.mark.parametrize("initials", ["MJU", "BOD"])
def test_nobody_who_died_is_welcomed_back(house: House, course: Course, initials: str) -> None:
    said = Closing(local_date(house.moment), "died", "none", "unknown")
    house.do(colleague(house, "MJU"), closing.close, course.course_id, course.version, said)

    async def work(desk: Inside) -> None:
        await on_its_page(desk, course)
        await desk.press("o")
        assert "Welcome back" not in desk.text
        assert "n earlier course, " in desk.text
        # Why a course closed is not for a host.
        assert ("Died. An earlier course, " in desk.text) == (initials == "MJU")

    at_the_desk(house, work, initials)


@pytest.mark.parametrize("key", ["t", "s"])
def test_for_whom_died_no_time_is_looked_for_and_no_conversation_begun(
    house: House, course: Course, key: str
) -> None:
    said = Closing(local_date(house.moment), "died", "none", "unknown")
    house.do(colleague(house, "MJU"), closing.close, course.course_id, course.version, said)

    async def work(desk: Inside) -> None:
        await on_its_page(desk, course)
        await desk.press("o")
        there = desk.lines[1]
        await desk.press(key)
        assert "Aase L. has died. Is that wrong, then open a new course first." in desk.text
        assert desk.lines[1] == there

    at_the_desk(house, work)


def test_after_its_closing_the_ruler_of_a_course_ends(house: House, course: Course) -> None:
    close(house, course)

    async def work(desk: Inside) -> None:
        await on_its_page(desk, course)
        (weeks,) = (line for line in desk.lines if line.startswith("  Course week"))
        (signs,) = (line for line in desk.lines if line.startswith("  Days to know"))
        assert weeks.split()[2:] == ["1", "[2]"]
        assert signs.split()[3:] == ["S"]
        assert len(signs.rstrip()) == len(weeks.rstrip().removesuffix("]"))
        assert "S closed" in desk.text
        await desk.press("right", "right")
        assert "[2]" in desk.text

    at_the_desk(house, work)


@given(
    opened=st.integers(0, 200),
    ran=st.integers(0, 190),
    check_days=st.integers(1, 60),
    weeks=st.integers(1, 30),
)
def test_no_sign_of_a_closed_course_stands_after_its_closing(
    opened: int, ran: int, check_days: int, weeks: int
) -> None:
    first = date(2026, 1, 1) + timedelta(days=opened)
    closed_on = first + timedelta(days=ran)
    of = Weeks(first, end_after(first, weeks), (), closed_on, closed=True, check_days=check_days)
    signs = {week: course_ruler._signs(of, week, closed_on) for week in range(1, 40)}
    assert signs[of.week].endswith("S")
    assert of.week == of.to_the_end(closed_on)  # the weeks that its title counts
    assert not any(set(text) & set("STV*") for week, text in signs.items() if week > of.week)
    on_the_day = [day for day in (of.check_on,) if day <= closed_on]
    assert sum("T" in text for text in signs.values()) == len(on_the_day)


# Looks -------------------------------------------------------------------------------------------


def test_to_open_a_course_is_a_look_at_the_citizen_and_to_see_the_list_is_none(
    house: House, course: Course
) -> None:
    def looks() -> list[Any]:
        return house.rows("SELECT citizen_id FROM look WHERE question LIKE '%course%'")

    async def work(desk: Inside) -> None:
        await desk.press("3", "tab", "tab", "shift+tab")
        assert looks() == []
        await desk.press("enter")
        assert [tuple(row) for row in looks()] == [(course.citizen_id,)]
        await desk.press("right", "left")
        assert len(looks()) == 1

    at_the_desk(house, work)


# Pauses ------------------------------------------------------------------------------------------


@pytest.fixture
def booked(house: House, course: Course) -> list[Slot]:
    """Two times of the course: on Thursday this week, and on Thursday the next."""
    mette = colleague(house, "MJU")
    assert mette.staff_id is not None
    return [
        house.do(
            mette,
            slots.book,
            NewSlot(
                course.citizen_id,
                house.moment.replace(hour=9, minute=0) + timedelta(days=days),
                mette.staff_id,
                course_id=course.course_id,
            ),
        )
        for days in (2, 9)
    ]


def statuses(house: House) -> list[tuple[str, str, int | None]]:
    rows = house.rows("SELECT status, cancel_why, told FROM slot ORDER BY id")
    return [tuple(row) for row in rows]


@pytest.mark.parametrize(("right", "told"), [(1, 0), (2, 1)])
def test_times_within_a_new_pause_are_named_and_let_go_of_in_one_answer(
    house: House, course: Course, booked: list[Slot], right: int, told: int
) -> None:
    async def work(desk: Inside) -> None:
        await desk.press("3", "enter", "h", *["enter"] * 3)
        assert "Thu 19.11. 10.00" in desk.text
        assert "Thu 26.11. 10.00" in desk.text
        assert [status for status, _why, _told in statuses(house)] == ["booked", "booked"]
        await desk.press(*["right"] * right, "enter")
        assert statuses(house) == [("cancelled_house", "course_paused", told)] * 2
        assert "2 times were let go." in desk.text
        await desk.press("u")
        assert statuses(house) == [("booked", "", None)] * 2

    at_the_desk(house, work)


@pytest.mark.parametrize("key", ["enter", "escape"])
def test_times_within_a_pause_stand_until_somebody_says_otherwise(
    house: House, course: Course, booked: list[Slot], key: str
) -> None:
    async def work(desk: Inside) -> None:
        await desk.press("3", "enter", "h", *["enter"] * 3, key)
        assert statuses(house) == [("booked", "", None)] * 2
        # The page goes on to name them, and so does the pause.
        await desk.press("down")
        assert "booked, in the pause" in desk.text
        assert "2 times are booked in the pause: Thu 19.11. 10.00, Thu 26.11. 10.00." in desk.text
        await desk.press("h")
        assert "2 times are booked in the pause: Thu 19.11. 10.00, Thu 26.11. 10.00." in desk.text
        await desk.press("space", "right", "enter")
        assert [status for status, _why, _told in statuses(house)] == ["cancelled_house"] * 2

    at_the_desk(house, work)


def test_a_time_that_was_changed_meanwhile_is_not_let_go_of_unseen(
    house: House, course: Course, booked: list[Slot]
) -> None:
    async def work(desk: Inside) -> None:
        await desk.press("3", "enter", "h", *["enter"] * 3, "right")
        one = booked[0]
        sent_word = slots.mark, one.slot_id, one.version, SlotStatus.CANCELLED_CITIZEN
        house.do(colleague(house, "KSØ"), *sent_word)
        await desk.press("enter")
        assert [row[0] for row in statuses(house)] == ["cancelled_citizen", "booked"]
        assert "look again" in desk.text
        assert "Thu 19.11. 10.00" not in desk.text
        await desk.press("enter")
        assert [row[0] for row in statuses(house)] == ["cancelled_citizen", "cancelled_house"]

    at_the_desk(house, work)


@pytest.mark.parametrize("last", [None, timedelta(days=10)])
def test_h_on_a_course_that_rests_comes_back_to_its_pause_and_f_ends_it(
    house: House, course: Course, last: timedelta | None
) -> None:
    today = local_date(house.moment)
    until = today + last if last else None
    first = today - timedelta(days=2)
    house.do(colleague(house, "MJU"), pauses.begin, course.course_id, first, until)

    async def work(desk: Inside) -> None:
        await desk.press("3", "enter", "h")
        assert "The pause of Aase Lund" in desk.text
        (marked,) = (row for row in desk.lines if row.startswith(">"))
        assert marked.startswith("> To ")
        await desk.press("f")
        ended = house.rows("SELECT first_on, last_on FROM course_pause")
        assert [tuple(row) for row in ended] == [(first.isoformat(), today.isoformat())]
        assert "The pause ends today." in desk.text

    at_the_desk(house, work)
