"""Duty: who is in the house today, and when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.house import dates, duty, staff
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict, NotAllowed
from din_indgang_tui.store.roles import DESK, Role, Who
from tests.scene import NOW, OWNER, refused

TODAY = date(2026, 11, 17)


@pytest.fixture
def me(bo: Who) -> int:
    """Bo Dam, as the list knows him."""
    assert bo.staff_id is not None
    return bo.staff_id


def on_list(door: Door, day: date = TODAY) -> list[tuple[str, str]]:
    return [(one.initials, one.hours) for one in door.read(OWNER, duty.on_duty, day)]


def put_on(door: Door, by: Who, whom: Who, hours: str = "", day: date = TODAY) -> None:
    assert whom.staff_id is not None
    door.change(by, duty.put_on, day, whom.staff_id, hours)


def test_whoever_is_here_puts_themselves_and_others_on(door: Door, bo: Who, mette: Who) -> None:
    put_on(door, bo, bo)
    put_on(door, bo, mette, "9-13")
    assert on_list(door) == [("BOD", ""), ("MEJ", "9-13")]


def test_those_who_begin_first_stand_first(door: Door, who: dict[Role, Who]) -> None:
    bo = who[Role.HOST]
    put_on(door, bo, who[Role.LEADER], "12-15")
    put_on(door, bo, who[Role.COACH], "9.30-13")
    put_on(door, bo, bo, "09:00-13")
    put_on(door, bo, who[Role.OUTREACH])
    assert [initials for initials, _hours in on_list(door)] == ["PIN", "BOD", "MEJ", "ÅSE"]


def test_every_day_has_its_own_list(door: Door, bo: Who) -> None:
    put_on(door, bo, bo, "9-13")
    assert on_list(door, TODAY + timedelta(days=1)) == []
    put_on(door, bo, bo, day=TODAY + timedelta(days=1))
    assert on_list(door) == [("BOD", "9-13")]


def test_nobody_stands_there_twice(door: Door, bo: Who, me: int, mette: Who) -> None:
    put_on(door, mette, bo)
    error = refused(door, bo, duty.put_on, TODAY, me)
    assert "Bo Dam" in error.message
    assert error.field == "who"


def test_only_those_who_work_here_now(door: Door, bo: Who, mette: Who) -> None:
    door.change(OWNER, staff.disable, mette.initials)
    for whom in (mette.staff_id, 4711):
        assert refused(door, bo, duty.put_on, TODAY, whom).field == "who"


@pytest.mark.parametrize("hours", ["9", "fra ni", "13-9", "9-9", "9-25", "9-13-15", "9-12, 11-15"])
def test_hours_that_nobody_can_read_are_refused(door: Door, bo: Who, me: int, hours: str) -> None:
    error = refused(door, bo, duty.put_on, TODAY, me, hours)
    assert "9-13" in error.message
    assert error.field == "hours"
    put_on(door, bo, bo, "9-13")
    assert refused(door, bo, duty.change_hours, TODAY, me, 1, hours).field == "hours"
    assert on_list(door) == [("BOD", "9-13")]


def test_hours_stay_as_they_were_written(door: Door, bo: Who) -> None:
    put_on(door, bo, bo, "  9.30 –\n12,  13:15 - 15 ")
    assert on_list(door) == [("BOD", "9.30 – 12, 13:15 - 15")]


@given(st.lists(st.times().map(lambda t: t.replace(second=0, microsecond=0)), max_size=6))
def test_hours_are_read_as_they_are_written(times: list[object]) -> None:
    """Of any times of a day in order, in pairs, each way to write them is those hours."""
    ends = sorted(set(times))  # type: ignore[type-var]
    pairs = list(zip(ends[::2], ends[1::2], strict=False))
    for separator in (".", ":", ""):
        text = ", ".join(f"{a:%H}{separator}{a:%M}-{b:%H}{separator}{b:%M}" for a, b in pairs)
        if pairs:
            assert list(dates.hours(text)) == pairs


@given(st.text(st.sampled_from("0123456789-–.:, x"), max_size=12))
def test_hours_are_read_or_refused_never_more(text: str) -> None:
    try:
        found = dates.hours(text)
    except dates.NotADate:
        return
    assert all(begins < stops for begins, stops in found)


def test_other_hours_are_saved_once(door: Door, bo: Who, me: int, mette: Who) -> None:
    put_on(door, bo, bo, "9-13")
    door.change(bo, duty.change_hours, TODAY, me, 1, "9-12")
    with pytest.raises(Conflict) as conflict:
        door.change(mette, duty.change_hours, TODAY, me, 1, "9-15")
    assert conflict.value.who == "Bo Dam"
    assert conflict.value.theirs == {"hours": "9-12"}
    assert on_list(door) == [("BOD", "9-12")]


def test_someone_who_is_off_again_has_no_hours(door: Door, bo: Who, me: int) -> None:
    put_on(door, bo, bo, "9-13")
    assert door.change(bo, duty.take_off, TODAY, me, 1) == "Bo Dam"
    assert on_list(door) == []
    assert "not on duty" in refused(door, bo, duty.take_off, TODAY, me, 1).message
    assert "not on duty" in refused(door, bo, duty.change_hours, TODAY, me, 1, "").message


def test_nobody_is_taken_off_whose_hours_were_changed_meanwhile(
    door: Door, bo: Who, me: int, mette: Who
) -> None:
    put_on(door, bo, bo, "9-13")
    door.change(bo, duty.change_hours, TODAY, me, 1, "9-12")
    assert isinstance(refused(door, mette, duty.take_off, TODAY, me, 1), Conflict)


def test_all_of_it_is_undone_in_turn(door: Door, bo: Who, me: int) -> None:
    put_on(door, bo, bo, "9-13")
    door.change(bo, duty.change_hours, TODAY, me, 1, "9-12")
    door.change(bo, duty.take_off, TODAY, me, 2)
    for left in ([("BOD", "9-12")], [("BOD", "9-13")], []):
        door.change(bo, undo)
        assert on_list(door) == left


@pytest.mark.parametrize("role", sorted(set(Role) - DESK - {Role.STRANGER}))
def test_who_meets_no_citizens_sees_none_of_it(
    door: Door, who: dict[Role, Who], role: Role
) -> None:
    other = who[role]
    with pytest.raises(NotAllowed):
        door.read(other, duty.on_duty, TODAY)
    with pytest.raises(NotAllowed):
        door.change(other, duty.put_on, TODAY, other.staff_id or 0)


def test_today_is_the_day_on_the_wall() -> None:
    assert NOW.date() == TODAY  # what the other tests stand on
