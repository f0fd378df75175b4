"""Working hours at the desk: one's own by name, and an absence that says what it lies on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import slots, working_exceptions, working_hours
from din_indgang_tui.house.slots import NewSlot
from din_indgang_tui.house.working_exceptions import NewException
from tests.desk.house import House, colleague
from tests.desk.inside import inside, run

MINE = (":", *"vacation", "enter")


def week(house: House, initials: str) -> list[str]:
    staff_id = colleague(house, initials).staff_id
    return [day.text for day in house.ask(working_hours.worker, staff_id).week]


def book(house: House, initials: str, days: int) -> None:
    """A time of 45 minutes at 10, so many days from today."""
    day = local_date(house.moment) + timedelta(days=days)
    (citizen_id,) = house.rows("SELECT id FROM citizen WHERE family_name = 'Kjær'")[0]
    coach = colleague(house, initials)
    assert coach.staff_id is not None
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)  # an hour behind the house
    house.do(coach, slots.book, NewSlot(citizen_id, at, coach.staff_id))


def test_a_coach_writes_their_own_week_a_day_at_a_time(house: House) -> None:
    async def walk() -> None:
        before = week(house, "MJU")
        async with inside(house, log_in_as="MJU") as desk:
            await desk.press(*MINE, "down", "enter", ", 16-18", "enter")
            assert week(house, "MJU") == [before[0], f"{before[1]}, 16-18", *before[2:]]
            await desk.press("enter", ", 17-19", "enter")
            assert desk.lines[-2].startswith("! ")
            await desk.press("escape", "escape", "u")
            assert week(house, "MJU") == before

    run(walk())


def test_an_absence_says_how_many_booked_times_it_lies_on_and_cancels_none(house: House) -> None:
    for days in (1, 2):
        book(house, "MJU", days)

    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await desk.press(*MINE, "+", "18.11.2026", "enter", "19.11.2026", *("enter",) * 5)
            assert " 2 " in desk.lines[-2] and ":" in desk.lines[-2]
            assert house.rows("SELECT count(*) FROM slot WHERE status = 'booked'") == [(2,)]
            (marked,) = [line for line in desk.lines if line.startswith(">")]
            assert "18.11." in marked and "19.11." in marked
            await desk.press("c")
            staff_id = colleague(house, "MJU").staff_id
            assert house.ask(working_exceptions.of, staff_id) == []

    run(walk())


def test_two_who_write_the_same_week_lose_nothing(house: House) -> None:
    """The leader writes Monday while the coach has Tuesday open, before there was any row."""
    mette = colleague(house, "MJU")
    assert mette.staff_id is not None

    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await desk.press(*MINE, "down", "enter", ", 16-18")
            house.do(colleague(house, "ÅSE"), working_hours.put, mette.staff_id, 1, "12-15")
            await desk.press("enter")
            assert week(house, "MJU")[:2] == ["12-15", "9-15, 16-18"]

    run(walk())


def test_days_that_a_colleague_took_away_meanwhile_are_gone_with_a_sentence(house: House) -> None:
    mette, today = colleague(house, "MJU"), local_date(house.moment)
    assert mette.staff_id is not None
    laid = house.do(
        mette, working_exceptions.add, NewException(mette.staff_id, "away", today, today)
    )

    async def walk() -> None:
        async with inside(house, log_in_as="MJU") as desk:
            await desk.press(*MINE, *("down",) * 7)
            house.do(colleague(house, "ÅSE"), working_exceptions.take_away, laid.exception_id)
            await desk.press("c")
            assert desk.lines[-2].startswith("! ")
            assert not any(line.startswith("> 17.11.") for line in desk.lines)

    run(walk())
