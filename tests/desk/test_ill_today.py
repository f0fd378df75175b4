"""A colleague is ill: each of the times of the day is given, moved or cancelled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from din_indgang_tui.house import absences, slots
from din_indgang_tui.house.codes import SlotStatus
from din_indgang_tui.house.offers import Offers
from din_indgang_tui.views.ill_lines import key_of
from din_indgang_tui.views.ill_today import IllToday
from din_indgang_tui.views.today import TodayView
from tests.desk import diary
from tests.desk.diary import book_named, hours_on, row_of
from tests.desk.house import House, colleague
from tests.desk.inside import Inside, inside, run


@pytest.fixture(autouse=True)
def in_english(language: Callable[[str], None]) -> None:
    language("en")


def ill_list(desk: Inside) -> IllToday:
    view = desk.view
    assert isinstance(view, IllToday)
    return view


def test_ill_today_is_six_keys_to_the_list_and_three_a_line(house: House) -> None:
    first = book_named(house, "Aase Lund", "MJU", hours_on(house, 1))
    second = book_named(house, "Karen Vang", "MJU", hours_on(house, 2))

    async def work() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press(":")
            assert "Ill today: every time of a colleague" in desk.text
            await desk.press("il", "enter", "m", "enter")  # `sy` where Danish is spoken
            keys = [key_of(hit) for hit in ill_list(desk).hits]
            assert keys == [("slot", first.slot_id), ("slot", second.slot_id)]
            await desk.press("b")
            assert "Nothing is done yet." in desk.text
            assert row_of(house, first).coach == "Mette Juhl"
            await desk.press("enter", "c", "enter")  # the mark went on by itself
            assert row_of(house, first).coach == "Karim Sønderby"
            assert row_of(house, second).status is SlotStatus.CANCELLED_HOUSE
            assert row_of(house, second).cancel_why == "The colleague is away."
            assert house.rows("SELECT DISTINCT cancel_why FROM slot WHERE cancel_why <> ''") == [
                ("colleague_away",)
            ]
            await desk.press("space", "space")
            assert [hit.told for hit in ill_list(desk).hits] == [True, True]
            # Each is taken back, one by one.
            await desk.press("u", "u", "u")
            assert row_of(house, second).status is SlotStatus.BOOKED
            assert row_of(house, first).coach == "Karim Sønderby"

    run(work())


def test_it_can_be_left_half_done_and_gone_on_with(house: House) -> None:
    book_named(house, "Aase Lund", "MJU", hours_on(house, 1))
    book_named(house, "Karen Vang", "MJU", hours_on(house, 2))

    async def work() -> None:
        async with inside(house, log_in_as="KSØ") as desk:
            await desk.press(":", "il", "enter", "m", "enter", "c", "enter", "escape")
            assert isinstance(desk.view, TodayView)
            # Whoever is ill stands there already.
            await desk.press(":", "il", "enter", "enter")
            assert "2 appointments, 1 dealt with" in desk.text
            assert house.rows("SELECT count(*) FROM working_exception") == [(1,)]

    run(work())


def test_the_next_suggestion_comes_with_the_same_key(house: House) -> None:
    slot = book_named(house, "Aase Lund", "MJU", hours_on(house, 1))

    async def work() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press(":", "il", "enter", "m", "enter", "m")
            found = ill_list(desk).offers["slot", slot.slot_id]
            assert isinstance(found, Offers)
            offers = found.times
            assert len(offers) > 1
            await desk.press("m", "enter")
            ((starts, coach),) = house.rows("SELECT starts_at, coach_id FROM slot")
            assert datetime.fromisoformat(starts) == offers[1].starts_at
            assert coach == offers[1].coach_id

    run(work())


def test_nothing_is_done_without_enter(house: House) -> None:
    slot = book_named(house, "Aase Lund", "MJU", hours_on(house, 1))

    async def work() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press(":", "il", "enter", "m", "enter")
            before = house.rows("SELECT * FROM slot")
            await desk.press("b", "escape", "m", "down", "c", "escape", "space", "escape")
            assert house.rows("SELECT * FROM slot") == before
            assert row_of(house, slot).status is SlotStatus.BOOKED

    run(work())


def test_a_colleague_who_was_faster_is_told_of_and_the_list_is_right(house: House) -> None:
    slot = book_named(house, "Aase Lund", "MJU", hours_on(house, 1))

    async def work() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press(":", "il", "enter", "m", "enter", "b")
            mark = SlotStatus.CANCELLED_CITIZEN
            house.do(
                colleague(house, "BOD"), slots.mark, *diary.standing(house, slot.slot_id), mark
            )
            await desk.press("enter")
            assert "sent word (Bo Dam" in " ".join(desk.text.split())
            assert ill_list(desk).hits == ()

    run(work())


@pytest.mark.parametrize("key", ["b", "m", "c"])
def test_what_enter_would_have_done_is_let_go_when_it_changes(house: House, key: str) -> None:
    slot = book_named(house, "Aase Lund", "MJU", hours_on(house, 1))
    karim = colleague(house, "KSØ").staff_id

    async def work() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press(":", "il", "enter", "m", "enter", key)
            assert ill_list(desk).doing is not None
            house.do(colleague(house, "BOD"), slots.move, slot.slot_id, 1, coach_id=karim)
            await ill_list(desk).changed({"slots"})
            assert ill_list(desk).doing is None
            await desk.press("enter")
            assert row_of(house, slot).coach == "Karim Sønderby"
            assert row_of(house, slot).status is SlotStatus.BOOKED

    run(work())


def test_a_protected_number_is_not_shown(house: House) -> None:
    book_named(house, "Karen Vang", "MJU", hours_on(house, 1))

    async def work() -> None:
        async with inside(house, log_in_as="ÅSE", size=(120, 40)) as desk:
            await desk.press(":", "il", "enter", "m", "enter")
            assert "protected number" in desk.text
            assert "20 00 00 58" not in desk.text

    run(work())


def test_whoever_is_well_again_can_be_booked(house: House) -> None:
    async def work() -> None:
        async with inside(house, log_in_as="ÅSE") as desk:
            await desk.press(":", "il", "enter", "m", "tab", "fredag", "enter")
            assert len(house.ask(absences.absences)) == 1
            await desk.press("f")
            assert "Mette Juhl is back" in desk.text
            assert house.ask(absences.absences) == ()

    run(work())


def test_a_host_is_not_offered_it(house: House) -> None:
    async def work() -> None:
        async with inside(house) as desk:
            await desk.press(":", "ill today")
            assert "Nothing you can do here is called that." in desk.text

    run(work())
