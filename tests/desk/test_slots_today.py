"""The slots of the day at the desk: come, not come, cancelled, and said alike on every screen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import courses, slot_facts, slots, wishes
from din_indgang_tui.house.codes import SlotStatus
from din_indgang_tui.house.courses import NewCourse
from din_indgang_tui.house.slot_rows import Slot
from din_indgang_tui.house.slots import NewSlot
from din_indgang_tui.house.wishes import NewWish
from din_indgang_tui.views.base import Space
from din_indgang_tui.views.coach_week import CoachWeekView
from din_indgang_tui.views.today import TodayView
from din_indgang_tui.views.volunteer_day import VolunteerDay
from din_indgang_tui.widgets.page import Look
from tests.desk import diary
from tests.desk.diary import book_named, hours_on, row_of
from tests.desk.house import House, colleague
from tests.desk.inside import Inside, inside, run


@pytest.fixture(autouse=True)
def in_english(language: Callable[[str], None]) -> None:
    language("en")


def test_whoever_has_come_is_in_the_queue_with_one_key(house: House) -> None:
    slot = book_named(house, "Aase Lund", "MJU", hours_on(house, 1))

    async def work() -> None:
        async with inside(house) as desk:
            await desk.press("tab", "tab")
            assert "> 11.00" in desk.text
            await desk.press("enter")
            assert "Saved: Aase L. has come and waits." in desk.text
            assert "has come" in next(row for row in desk.lines if row.startswith("> 11.00"))
            (waits,) = [row for row in desk.lines if "time 11.00" in row]
            assert "time 11.00 with Mette Juhl" in waits
            await desk.press("u")
            assert "Aase Lund" not in house.waiting()
            assert row_of(house, slot).enquiry_id is None

    run(work())


def test_the_finder_takes_them_in_the_queue_with_two_keys_besides_the_name(house: House) -> None:
    slot = book_named(house, "Aase Lund", "MJU", hours_on(house, 1))

    async def work() -> None:
        async with inside(house) as desk:
            await desk.press("n", "aase")
            assert "appointment 11.00" in desk.text
            await desk.press("enter")
            view = desk.view
            assert isinstance(view, TodayView), "no reason is asked"
            assert row_of(house, slot).enquiry_id == view.marked
            # Whoever takes them in says with it that they were here.
            await desk.press("enter")
            assert row_of(house, slot).status is SlotStatus.ATTENDED

    run(work())


def test_somebody_who_comes_for_something_else_is_asked_why(house: House) -> None:
    slot = book_named(house, "Aase Lund", "MJU", hours_on(house, 4))

    async def work() -> None:
        async with inside(house) as desk:
            await desk.press("n", "aase", "tab", "enter", "enter")
            assert "Aase Lund" in house.waiting()
            assert row_of(house, slot).enquiry_id is None

    run(work())


def test_one_key_says_what_became_of_it_and_the_same_again_that_nobody_knows(
    house: House,
) -> None:
    slot = book_named(house, "Aase Lund", "MJU", hours_on(house, 1))
    house.moment += timedelta(hours=2)

    async def work() -> None:
        async with inside(house, clock=lambda: house.moment) as desk:
            await desk.press("tab", "tab")
            for key, status in (
                ("p", SlotStatus.ATTENDED),
                ("i", SlotStatus.NO_SHOW),
                ("a", SlotStatus.CANCELLED_CITIZEN),
            ):
                await desk.press(key)
                assert row_of(house, slot).status is status
                await desk.press("u")
                assert row_of(house, slot).status is SlotStatus.BOOKED
            await desk.press("p", "p")
            assert row_of(house, slot).status is SlotStatus.BOOKED
            assert not house.rows("SELECT 1 FROM duty"), "among the slots p is who was here"

    run(work())


def test_a_no_show_is_told_quietly_to_whoever_looks_at_the_next_time(house: House) -> None:
    for days in (-7, -6):
        house.moment += timedelta(days=days)
        gone = book_named(house, "Aase Lund", "MJU", hours_on(house, 1))
        house.moment += timedelta(hours=2)
        house.do(
            colleague(house, "BOD"),
            slots.mark,
            *diary.standing(house, gone.slot_id),
            SlotStatus.NO_SHOW,
        )
        house.moment -= timedelta(days=days, hours=2)
    book_named(house, "Aase Lund", "MJU", hours_on(house, 1))

    async def work() -> None:
        async with inside(house) as desk:
            said = "Did not come the last 2 times."
            assert said not in desk.text
            await desk.press("tab", "tab")
            assert said in desk.text

    run(work())


def test_the_house_cancels_with_three_keys_and_it_stands_out(house: House) -> None:
    slot = book_named(house, "Aase Lund", "MJU", hours_on(house, 1))

    async def work() -> None:
        async with inside(house) as desk:
            await desk.press("tab", "tab", "c", "enter", "enter")
            assert row_of(house, slot).status is SlotStatus.CANCELLED_HOUSE
            assert row_of(house, slot).told is False
            assert "CANCELLED: Mette Juhl" in desk.text
            assert "1 citizen does not know yet" in desk.text
            await desk.press("u")
            assert row_of(house, slot).status is SlotStatus.BOOKED
            await desk.press("c", "Vandskade", "enter", "right", "enter")
            assert (row_of(house, slot).cancel_why, row_of(house, slot).told) == (
                "Vandskade",
                True,
            )
            assert "CANCELLED: Vandskade" in desk.text

    run(work())


def test_who_must_be_told_is_a_line_of_the_day_until_they_are(house: House) -> None:
    slot = book_named(house, "Aase Lund", "MJU", hours_on(house, 1, days=1))
    house.do(
        colleague(house, "BOD"),
        slots.mark,
        *diary.standing(house, slot.slot_id),
        SlotStatus.CANCELLED_HOUSE,
    )

    async def work() -> None:
        async with inside(house) as desk:
            await desk.press("tab", "tab")
            assert "> 1 citizen does not know yet" in "\n".join(desk.lines).replace(">  ", "> ")
            await desk.press("enter")
            assert "20 00 00 46" in desk.text
            await desk.press("space")
            assert "Saved: Aase L. has been told." in desk.text
            assert "Everybody knows of their times." in desk.text
            await desk.press("u")
            assert "[ ] missing" in desk.text

    run(work())


def test_what_a_colleague_does_at_another_desk_is_seen(house: House) -> None:
    slot = book_named(house, "Aase Lund", "MJU", hours_on(house, 1))

    async def work() -> None:
        async with inside(house) as desk:
            assert "sent word" not in desk.text
            mark = SlotStatus.CANCELLED_CITIZEN
            house.do(
                colleague(house, "MJU"), slots.mark, *diary.standing(house, slot.slot_id), mark
            )
            await desk.until(lambda: "sent word" in desk.text)

    run(work())


def test_a_volunteer_sees_nothing_of_it(house: House) -> None:
    book_named(house, "Aase Lund", "MJU", hours_on(house, 1))

    async def work() -> None:
        async with inside(house, log_in_as="ERI") as desk:
            assert isinstance(desk.view, VolunteerDay)
            assert "Aase" not in desk.text

    run(work())


def test_the_next_step_is_said_with_its_key_and_is_about_the_one_just_finished(
    house: House,
) -> None:
    async def work() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await desk.press("f")
            assert "afterwards: t finds a time" in desk.text
            await desk.press("new talk", "enter")
            assert "t finds a time." in desk.text
            view = desk.view
            assert isinstance(view, TodayView)
            assert view.marked_one() is not None
            await desk.press("t")
            assert "Kirsten M" in desk.text and not isinstance(desk.view, TodayView)

    run(work())


def test_a_course_that_was_started_opens_its_form_and_esc_leaves_it_be(house: House) -> None:
    async def work() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await desk.press("f", "course", "enter")
            assert not isinstance(desk.view, TodayView)
            assert not house.rows("SELECT 1 FROM course")
            await desk.press("escape", "escape")
            assert isinstance(desk.view, TodayView)

    run(work())


def test_nobody_known_has_no_next_step(house: House) -> None:
    async def work() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await desk.press("down", "f")
            assert "afterwards" not in desk.text
            await desk.press("escape", "t")
            assert "Nobody knows who it is" in desk.text

    run(work())


# One way to say what became of a time -------------------------------------------------------------


async def _open_today(desk: Inside, slot: Slot) -> None:
    await desk.press("tab", "tab")


async def _open_slot(desk: Inside, slot: Slot) -> None:
    await desk.app.go_to_slot(slot.slot_id)
    desk.app.redraw()


async def _open_week(desk: Inside, slot: Slot) -> None:
    await desk.app.go_to_coach_week(slot.coach_id)
    desk.app.redraw()
    for key in (*["up"] * 9, *["down"] * 20):
        marked = desk.view.marked_one()
        if marked is not None and marked[0] == slot.slot_id:
            return
        await desk.press(key)
    raise AssertionError("the mark never came to it")


async def _open_course(desk: Inside, slot: Slot) -> None:
    assert slot.course_id is not None
    await desk.app.go_to_course(slot.course_id)
    desk.app.redraw()


@pytest.mark.parametrize("show", [_open_today, _open_slot, _open_week, _open_course])
def test_what_became_of_it_is_said_alike_on_every_screen(
    house: House, show: Callable[[Inside, Slot], Awaitable[None]]
) -> None:
    """The same keys, the same sentences; the same key again takes it back, and the house's own
    cancelling asks why."""
    mette = colleague(house, "MJU")
    aase = diary.known(house, "Aase", "Lund")
    new = NewCourse(aase, local_date(house.moment), coach_id=mette.staff_id)
    course_id = house.do(mette, courses.open_course, new).course_id
    assert mette.staff_id is not None
    when = hours_on(house, 1)
    slot = house.do(mette, slots.book, NewSlot(aase, when, mette.staff_id, course_id=course_id))
    waits = house.do(mette, wishes.add, NewWish(diary.known(house, "Kirsten", "Møller")))

    async def work() -> None:
        async with inside(house, log_in_as="MJU", clock=lambda: house.moment) as desk:
            await show(desk, slot)
            await desk.press("a")
            assert row_of(house, slot).status is SlotStatus.CANCELLED_CITIZEN
            assert "Saved: Aase L., sent word. Freed: " in desk.text
            assert waits.name in desk.text
            await desk.press("a")
            assert row_of(house, slot).status is SlotStatus.BOOKED
            assert "Saved: Aase L. is expected again." in desk.text
            await desk.press("c", "No rooms", "enter", "enter")
            assert row_of(house, slot).cancel_why == "No rooms"
            assert "Saved: Aase L. is cancelled, and is to be told. Freed: " in desk.text
            await desk.press("space")
            assert row_of(house, slot).told is True
            await desk.press("c")
            assert row_of(house, slot).status is SlotStatus.BOOKED
            house.moment += timedelta(hours=2)
            for key, status, said in (
                ("p", SlotStatus.ATTENDED, "Saved: Aase L. was here."),
                ("i", SlotStatus.NO_SHOW, "Saved: Aase L. did not come."),
            ):
                await desk.press(key)
                assert row_of(house, slot).status is status
                assert said in desk.text
                await desk.press(key)
                assert row_of(house, slot).status is SlotStatus.BOOKED

    run(work())


def test_a_time_is_put_right_on_its_own_screen_and_undone(house: House) -> None:
    slot = book_named(house, "Aase Lund", "MJU", hours_on(house, 1))

    async def work() -> None:
        async with inside(house) as desk:
            await _open_slot(desk, slot)
            await desk.press("e", "up", "enter", "Tager brevet med", "enter")
            assert "Saved: the time of Aase L." in desk.text
            await desk.press("up", "enter", "Biblioteket", "enter")
            assert "Saved: Aase L. is to be told of the other place." in desk.text
            await desk.press("escape")
            assert "Biblioteket" in desk.text
            assert "Tager brevet med" in desk.text
            await desk.press("u")
            assert "Undone: what was changed in a time" in desk.text
            assert row_of(house, slot).place == ""
            assert row_of(house, slot).note == "Tager brevet med"

    run(work())


def test_a_place_that_a_colleague_wrote_meanwhile_goes_only_once_it_was_seen(house: House) -> None:
    with house.raw() as write:
        write("INSERT INTO room (code, label, position) VALUES ('broen', 'Broen', 1)")
    slot = book_named(house, "Aase Lund", "MJU", hours_on(house, 1))

    async def work() -> None:
        async with inside(house) as desk:
            await _open_slot(desk, slot)
            await desk.press("e", "down", "enter", "right")
            texts = {"place": "Biblioteket"}
            theirs = diary.standing(house, slot.slot_id)
            house.do(colleague(house, "MJU"), slot_facts.edit, *theirs, texts)
            await desk.press("enter")
            assert "Somebody wrote Biblioteket meanwhile." in desk.text
            assert (row_of(house, slot).room, row_of(house, slot).place) == (
                None,
                "Biblioteket",
            )
            await desk.press("enter")
            assert (row_of(house, slot).room, row_of(house, slot).place) == ("broen", "")

    run(work())


def test_the_mark_goes_past_a_cancelled_time_that_left_a_free_one_beginning_with_it(
    house: House,
) -> None:
    slot = book_named(
        house, "Aase Lund", "MJU", hours_on(house, -1, days=1)
    )  # 9.00, when the house opens
    bo = colleague(house, "BOD")
    house.do(bo, slots.mark, *diary.standing(house, slot.slot_id), SlotStatus.CANCELLED_HOUSE)
    book_named(house, "Aase Lund", "MJU", hours_on(house, 2, days=1))

    async def work() -> None:
        async with inside(house, log_in_as="MJU", clock=lambda: house.moment) as desk:
            await _open_week(desk, slot)
            await desk.press("down")
            assert desk.view.marked_one() is None, "the free time"
            await desk.press("down")
            assert desk.view.marked_one() is not None, "the other one"
            await desk.press("up", "up")
            assert desk.view.marked_one() == (slot.slot_id, slot.name)

    run(work())


def test_the_mark_stays_on_a_free_time_of_the_week_that_a_colleague_books(house: House) -> None:
    first = book_named(house, "Aase Lund", "MJU", hours_on(house, 1))

    async def work() -> None:
        async with inside(house, log_in_as="MJU", clock=lambda: house.moment) as desk:
            await desk.app.go_to_coach_week(first.coach_id)
            view = desk.view
            assert isinstance(view, CoachWeekView)
            free = [row.starts_at for row in view._marks() if row.slot is None]
            wanted = free[-1]
            assert wanted is not None
            view.at = wanted, 0
            slot = book_named(house, "Søren Kjær", "MJU", wanted)
            await desk.until(view.marked_one)
            assert view.marked_one() == (slot.slot_id, slot.name)

    run(work())


async def _open_page(desk: Inside, slot: Slot) -> None:
    await desk.app.go_to_page(slot.citizen_id)
    desk.app.redraw()


@pytest.mark.parametrize("show", [_open_today, _open_slot, _open_week, _open_course, _open_page])
def test_that_somebody_did_not_come_is_seen_everywhere_and_blames_nobody(
    house: House, show: Callable[[Inside, Slot], Awaitable[None]]
) -> None:
    """No colour and no sign of what is over a limit or wrong: the words alone, as of the others."""
    mette, aase = colleague(house, "MJU"), diary.known(house, "Aase", "Lund")
    assert mette.staff_id is not None
    new = NewCourse(aase, local_date(house.moment), coach_id=mette.staff_id)
    course_id = house.do(mette, courses.open_course, new).course_id
    slot = house.do(
        mette, slots.book, NewSlot(aase, hours_on(house, 1), mette.staff_id, course_id=course_id)
    )
    house.moment += timedelta(hours=3)
    house.do(mette, slots.mark, *diary.standing(house, slot.slot_id), SlotStatus.NO_SHOW)

    async def work() -> None:
        async with inside(house, log_in_as="MJU", clock=lambda: house.moment) as desk:
            await show(desk, slot)
            drawn = desk.view.draw(Space(80, 21)).lines
            seen = [line for line in drawn if "did not come" in line.text.lower()]
            assert seen
            for line in seen:
                assert not {piece.look for piece in line.pieces} & {Look.OVER, Look.WRONG}
                assert "!" not in line.text

    run(work())
