"""Many terminals on one file, for minutes: as in tests/store, with the numbers of a bad year."""

from __future__ import annotations

from pathlib import Path

import pytest

from din_indgang_tui.house import enquiries
from din_indgang_tui.house.enquiries import NewEnquiry
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import Role, Who
from tests.diary_scene import at
from tests.scene import OWNER, citizen, rows
from tests.store import crowd, crowd_groups

KILLS = 2_000
ROUNDS = 200


@pytest.mark.parametrize(("terminals", "commits"), [(8, 5_000), (16, 10_000), (32, 5_000)])
def test_nothing_is_lost_and_nobody_is_told_of_a_lock(
    door: Door, file: Path, who: dict[Role, Who], terminals: int, commits: int
) -> None:
    each = -(-commits // terminals)
    answers = crowd.together(terminals, crowd.register_many, file, who, each)
    assert sorted(crowd.numbers(answers)) == list(range(1, terminals * each + 1))
    stored = door.read(OWNER, rows, "SELECT id, citizen_id FROM enquiry")
    assert sorted(stored) == sorted((n, c) for answer in answers for n, c, _ in answer)
    crowd.assert_whole(file)
    waits = sorted(seconds for answer in answers for _, _, seconds in answer)
    slowest = waits[int(0.99 * len(waits))]
    print(
        f"{terminals} without a pause: p99 {slowest * 1000:.0f} ms, most {waits[-1] * 1000:.0f} ms"
    )
    if terminals == 8:
        assert slowest < 0.25  # s; what people at eight desks still take for at once


def test_of_sixteen_desks_one_takes_the_person_in(
    door: Door, file: Path, who: dict[Role, Who]
) -> None:
    bo = who[Role.HOST]
    waiting = [door.change(bo, enquiries.register, NewEnquiry()).enquiry_id for _ in range(ROUNDS)]
    winners = crowd.one_winner_each(crowd.together(16, crowd.take_in_each, file, who, waiting))
    met_by = dict(door.read(OWNER, rows, "SELECT id, met_by FROM enquiry"))
    won = [crowd.colleague(who, n).staff_id for n in winners]
    assert [met_by[enquiry] for enquiry in waiting] == won
    crowd.assert_whole(file)


def test_a_citizen_registered_at_sixteen_desks_waits_once(
    door: Door, file: Path, who: dict[Role, Who]
) -> None:
    known = [citizen(door, who[Role.HOST], "Kirsten", f"Nr{n}") for n in range(ROUNDS)]
    crowd.one_winner_each(crowd.together(16, crowd.register_each, file, who, known))
    waiting = door.read(OWNER, rows, "SELECT citizen_id FROM enquiry WHERE state = 'waiting'")
    assert sorted(waiting) == [(number,) for number in known]
    crowd.assert_whole(file)


def test_eight_open_a_file_that_is_not_there_yet(tmp_path: Path) -> None:
    assert crowd.together(8, crowd.open_new, tmp_path, 100) == list(range(8))
    for number in range(100):
        crowd.assert_whole(tmp_path / f"{number}.db")


def test_two_thousand_who_are_killed_while_registering(file: Path, who: dict[Role, Who]) -> None:
    acknowledged: list[tuple[int, int | None, str]] = []
    under_way = 0
    for seed in range(KILLS):
        told, was_under_way = crowd.kill_while_registering(file, who, seed)
        acknowledged += told
        under_way += was_under_way
        crowd.assert_kept(file, told)
        if seed % 100 == 99:
            crowd.assert_whole(file)
    crowd.assert_kept(file, acknowledged)
    assert under_way > KILLS // 4
    print(f"{KILLS} killed, {under_way} of them within a deed; {len(acknowledged)} acknowledged")


def test_the_last_time_of_a_coach_is_booked_by_one_of_sixteen(
    door: Door, file: Path, bo: Who, mette: Who, who: dict[Role, Who]
) -> None:
    known = [citizen(door, bo, "Kirsten", f"Nr{n}") for n in range(16)]
    times = crowd.last_slots(known, mette.staff_id or 0, at("2026-11-23T09:00"), ROUNDS)
    refusals = crowd.together(16, crowd.book_each, file, who, times)
    crowd.assert_one_booking_each(door, times, refusals, who)
    crowd.assert_whole(file)


def test_the_last_place_of_a_group_is_had_by_one_of_sixteen(
    door: Door, file: Path, who: dict[Role, Who]
) -> None:
    groups, known = crowd_groups.last_places(door, ROUNDS)
    crowd_groups.assert_one_got_each_place(door, file, who, groups, known)
    crowd.assert_whole(file)
