"""Who bypassed the house: two numbers by month, typed in by a leader."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from din_indgang_tui.house import bypass, settings, statistics_screen
from din_indgang_tui.house.bypass import Month
from din_indgang_tui.house.statistics_part import Ratio
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict, DeskError
from din_indgang_tui.store.roles import LEADERS, Role, Who
from tests.scene import OWNER, content, refused


def test_months_stand_the_latest_first_and_are_written_again(door: Door, leader: Who) -> None:
    door.change(leader, bypass.put, "2026-09", 2, 31)
    first = door.change(leader, bypass.put, "2026-10", "1", " 28 ", " Tal fra  Visitation ", 0)
    assert first == Month("2026-10", 1, 28, "Tal fra Visitation", first.version)
    second = door.change(leader, bypass.put, "10-2026", 2, 28, "", first.version)
    assert door.read(leader, bypass.months) == (second, Month("2026-09", 2, 31, "", 1))
    assert (second.bypassed, second.note) == (2, "")
    door.change(leader, bypass.take_away, "2026-10", second.version)
    assert [one.month for one in door.read(leader, bypass.months)] == ["2026-09"]


def test_the_list_sums_up_the_months_that_its_figure_counts(door: Door, leader: Who) -> None:
    for month, bypassed, services in (("2026-08", 1, 5), ("2026-10", 2, 30), ("2026-11", 4, 9)):
        door.change(leader, bypass.put, month, bypassed, services)
    figure = door.read(leader, statistics_screen.totals).figures["bypassed_house"]
    assert door.read(leader, bypass.counted) == figure == Ratio(3, 35)
    door.change(leader, settings.put, "opening_day", "1.9.2026")
    figure = door.read(leader, statistics_screen.totals).figures["bypassed_house"]
    assert door.read(leader, bypass.counted) == figure == Ratio(2, 30)


def test_two_who_type_one_month_at_once(door: Door, leader: Who) -> None:
    made = door.change(leader, bypass.put, "2026-10", 1, 28, "", 0)
    # The other had read that there was none.
    error = refused(door, OWNER, bypass.put, "2026-10", "mange", 30)
    assert (error.field, "10-2026 is typed in already" in error.message) == ("month", True)
    with pytest.raises(Conflict) as caught:
        door.change(OWNER, bypass.put, "2026-10", 2, 30, "", made.version + 1)
    assert caught.value.theirs == {"bypassed": 1, "services": 28, "note": ""}
    with pytest.raises(Conflict):
        door.change(OWNER, bypass.take_away, "2026-10", made.version + 1)
    assert door.read(leader, bypass.months) == (made,)


def test_each_deed_is_undone_to_the_letter(door: Door, leader: Who) -> None:
    states = [door.read(OWNER, content)]
    deeds: tuple[tuple[Callable[..., object], tuple[int | str, ...]], ...] = (
        (bypass.put, ("2026-10", 1, 28, "Tal fra Visitation")),
        (bypass.put, ("2026-10", 2, 28, "", 1)),
        (bypass.take_away, ("2026-10", 2)),
    )
    for deed, words in deeds:
        door.change(leader, deed, *words)
        states.append(door.read(OWNER, content))
    for state in reversed(states[:-1]):
        door.change(leader, undo)
        assert door.read(OWNER, content) == state


@pytest.mark.parametrize(
    ("words", "field", "says"),
    [
        (("october", 1, 2), "month", "10-2026"),
        (("", 1, 2), "month", "10-2026"),
        (("2026-13", 1, 2), "month", "10-2026"),
        (("0-2026", 1, 2), "month", "10-2026"),
        (("0017-08", 1, 2), "month", "10-2026"),
        (("12-2026", 1, 2), "month", "still to come"),
        (("2026-10", "", 2), "bypassed", "whole number"),
        (("2026-10", "-1", 2), "bypassed", "whole number"),
        (("2026-10", "1,5", 2), "bypassed", "whole number"),
        (("2026-10", "١", 2), "bypassed", "whole number"),
        (("2026-10", 1, "9" * 400), "services", "whole number"),
        (("2026-10", 3, 2), "bypassed", "no more"),
        (("2026-10", 1, 2, "x" * 121), "note", "too long"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(
    door: Door, leader: Who, words: tuple[int | str, ...], field: str, says: str
) -> None:
    error = refused(door, leader, bypass.put, *words)
    assert (error.field, says in error.message) == (field, True)
    assert door.read(leader, bypass.months) == ()


def test_leaders_alone_see_and_write_them(door: Door, who: dict[Role, Who]) -> None:
    for month, (role, one) in enumerate(who.items(), start=1):
        if role in LEADERS:
            door.change(one, bypass.put, f"2026-{month}", 1, 28)
            continue
        with pytest.raises(DeskError):
            door.read(one, bypass.months)
        with pytest.raises(DeskError):
            door.change(one, bypass.put, "2026-10", 1, 28)
