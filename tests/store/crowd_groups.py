"""Many terminals that reach for the last place of a group at once, and what they must leave."""

from __future__ import annotations

import functools
from collections.abc import Callable
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from din_indgang_tui.house import group_members, group_waiting
from din_indgang_tui.store.door import Door
from tests.group_scene import group, place
from tests.scene import OWNER, citizen, rows
from tests.store import crowd
from tests.store.crowd import Colleagues

DESKS = 16


def last_places(door: Door, count: int) -> tuple[list[int], list[int]]:
    """So many groups with three places, two of them taken, and one citizen for each desk."""
    there = [citizen(door, OWNER, "Ali", f"Nr{n}") for n in range(2)]
    groups = [group(door, f"Gruppe {n}", capacity=3) for n in range(count)]
    for number in groups:
        for somebody in there:
            place(door, number, somebody)
    return groups, [citizen(door, OWNER, "Kirsten", f"Nr{n}") for n in range(DESKS)]


def join_each(
    n: int, barrier: Barrier, path: Path, who: Colleagues, groups: list[int], known: list[int]
) -> tuple[list[str], list[str]]:
    """All give the last place of the same group at the same moment, each to another citizen; then
    all put theirs on its waiting list. Answers the refusals of both.
    """
    join, wait = (_for(deed, known[n]) for deed in (group_members.add, group_waiting.wait))
    return (
        crowd.rounds(n, barrier, path, who, join, groups),
        crowd.rounds(n, barrier, path, who, wait, groups),
    )


def _for(deed: Callable[..., Any], citizen_id: int) -> Callable[..., None]:
    def of_citizen(unit: Any, group_id: int) -> None:
        deed(unit, group_id, citizen_id)

    return functools.update_wrapper(of_citizen, deed)


def assert_one_got_each_place(
    door: Door, file: Path, who: Colleagues, groups: list[int], known: list[int]
) -> None:
    """Of sixteen one gets the place; the others hear how many there are, and can all wait."""
    answers = crowd.together(DESKS, join_each, file, who, groups, known)
    refusals, waited = ([answer[which] for answer in answers] for which in (0, 1))
    winners = crowd.one_winner_each(refusals)
    for n, heard in enumerate(refusals):
        for won, said in zip(winners, heard, strict=True):
            full = "All 3 places are taken, and nobody waits: the waiting list is open."
            assert said == ("" if n == won else full)
    assert len(set(winners)) > 1  # it was a race: nobody always came first
    for n, heard in enumerate(waited):
        for won, said in zip(winners, heard, strict=True):
            assert said == ("" if n != won else "Kirsten N. has a place already (since today).")
    for number, won in zip(groups, winners, strict=True):
        got = "SELECT citizen_id FROM group_member WHERE group_id = ? ORDER BY id"
        assert door.read(OWNER, rows, got, (number,))[2:] == [(known[won],)]
        line = door.read(OWNER, group_waiting.of_group, number)
        assert [one.number for one in line] == list(range(1, DESKS))
        assert {one.citizen_id for one in line} == {*known} - {known[won]}
