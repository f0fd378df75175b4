"""Many terminals on one file: nothing is lost, nobody is told of a lock, and one wins."""

from __future__ import annotations

from pathlib import Path

import pytest

from din_indgang_tui.house import enquiries
from din_indgang_tui.house.enquiries import NewEnquiry
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import Role, Who
from tests.diary_scene import at
from tests.scene import OWNER, citizen, rows, someone
from tests.store import crowd, crowd_groups

ROUNDS = 200
KILLS = 50  # 2,000 in tests/soak
BOOKINGS = 12  # all 200 rounds in tests/soak
PLACES = 10  # here too


def test_sixteen_terminals_register_at_once_and_nothing_is_lost(
    door: Door, file: Path, who: dict[Role, Who]
) -> None:
    answers = crowd.together(16, crowd.register_many, file, who, 25)
    numbers = crowd.numbers(answers)
    assert sorted(numbers) == list(range(1, 16 * 25 + 1))  # each had its own, none was skipped
    stored = door.read(OWNER, rows, "SELECT id, citizen_id FROM enquiry")
    assert sorted(stored) == sorted((n, c) for answer in answers for n, c, _ in answer)
    crowd.assert_whole(file)


@pytest.mark.parametrize("desks", [2, 5])
def test_of_desks_that_take_the_same_person_in_one_wins_and_tells_the_others_who(
    door: Door, file: Path, bo: Who, who: dict[Role, Who], desks: int
) -> None:
    waiting = []
    for n in range(ROUNDS if desks == 2 else ROUNDS // 4):
        known = someone(door, bo, "Kirsten", f"Nr{n}") if n % 2 else None
        came = known or door.change(bo, enquiries.register, NewEnquiry())
        waiting.append(came.enquiry_id)
    refusals = crowd.together(desks, crowd.take_in_each, file, who, waiting)
    winners = crowd.one_winner_each(refusals)
    met_by = dict(door.read(OWNER, rows, "SELECT id, met_by FROM enquiry"))
    for number, (enquiry, won) in enumerate(zip(waiting, winners, strict=True)):
        winner = crowd.colleague(who, won)
        assert met_by[enquiry] == winner.staff_id
        for n, heard in enumerate(refusals):
            if n != won:
                assert winner.name in heard[number]
                assert "10.22" in heard[number]
    assert len(set(winners)) > 1  # it was a race: nobody always came first
    crowd.assert_whole(file)


def test_a_citizen_registered_at_eight_desks_at_once_waits_once(
    door: Door, file: Path, bo: Who, who: dict[Role, Who]
) -> None:
    known = [citizen(door, bo, f"Kirsten Nr{n}") for n in range(40)]
    refusals = crowd.together(8, crowd.register_each, file, who, known)
    winners = crowd.one_winner_each(refusals)
    for number, won in enumerate(winners):
        for n, heard in enumerate(refusals):
            assert n == won or f"Kirsten Nr{number}" in heard[number]
    waiting = door.read(OWNER, rows, "SELECT citizen_id FROM enquiry WHERE state = 'waiting'")
    assert sorted(waiting) == [(number,) for number in known]
    crowd.assert_whole(file)


@pytest.mark.parametrize("work", [crowd.finish_each, crowd.fill_in_each])
def test_an_enquiry_is_finished_once_and_two_notes_meet(
    door: Door, file: Path, bo: Who, who: dict[Role, Who], work: object
) -> None:
    here = [door.change(bo, enquiries.register, NewEnquiry()).enquiry_id for _ in range(50)]
    refusals = crowd.together(4, work, file, who, here)  # type: ignore[arg-type]
    crowd.one_winner_each(refusals)
    assert set(door.read(OWNER, rows, "SELECT version FROM enquiry")) == {(2,)}
    crowd.assert_whole(file)


def test_whoever_is_killed_while_registering_loses_nothing_they_were_told_was_saved(
    file: Path, who: dict[Role, Who]
) -> None:
    acknowledged: list[tuple[int, int | None, str]] = []
    under_way = 0
    for seed in range(KILLS):
        told, was_under_way = crowd.kill_while_registering(file, who, seed)
        acknowledged += told
        under_way += was_under_way
        crowd.assert_kept(file, told)
        if seed % 10 == 9:
            crowd.assert_whole(file)
    crowd.assert_kept(file, acknowledged)
    # The test has met what it is about: most were killed in the middle of a deed.
    assert under_way > KILLS // 4
    assert len(acknowledged) > KILLS


def test_the_last_time_of_a_coach_is_booked_by_one_of_sixteen(
    door: Door, file: Path, bo: Who, mette: Who, who: dict[Role, Who]
) -> None:
    known = [citizen(door, bo, "Kirsten", f"Nr{n}") for n in range(16)]
    times = crowd.last_slots(known, mette.staff_id or 0, at("2026-11-23T09:00"), BOOKINGS)
    refusals = crowd.together(16, crowd.book_each, file, who, times)
    crowd.assert_one_booking_each(door, times, refusals, who)
    crowd.assert_whole(file)


def test_the_last_place_of_a_group_is_had_by_one_of_sixteen(
    door: Door, file: Path, who: dict[Role, Who]
) -> None:
    groups, known = crowd_groups.last_places(door, PLACES)
    crowd_groups.assert_one_got_each_place(door, file, who, groups, known)
    crowd.assert_whole(file)
