"""What was left open overnight: closed with its true time, or carried on."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from din_indgang_tui.clock import stored
from din_indgang_tui.export.day_lines import Messages, day_lines
from din_indgang_tui.house import codes, enquiries, leftovers, settings
from din_indgang_tui.house.codes import Channel
from din_indgang_tui.house.day import InTheHouse
from din_indgang_tui.house.enquiries import NewEnquiry, StillOpen
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import Who
from tests.scene import (
    OWNER,
    HandClock,
    board,
    citizen,
    content,
    enquiry_row,
    refused,
    someone,
    waiting,
)

MONDAY = datetime(2026, 11, 16, 13, 10, tzinfo=UTC)  # 14.10 in the house
TUESDAY = datetime(2026, 11, 17, 7, 30, tzinfo=UTC)  # 8.30
WEDNESDAY = datetime(2026, 11, 18, 7, 30, tzinfo=UTC)


@pytest.fixture
def ida(door: Door, bo: Who, clock: HandClock) -> int:
    """Ida came on Monday at 14.10 and waited; it is Tuesday now."""
    clock.now = MONDAY
    came = someone(door, bo, "Ida", "Holm")
    clock.now = TUESDAY
    return came.enquiry_id


def left(door: Door, who: Who) -> InTheHouse:
    (only,) = board(door, who).left_open
    return only


def times_of(door: Door, enquiry_id: int) -> tuple[Any, ...]:
    return enquiry_row(
        door, enquiry_id, "arrived_on", "met_at", "finished_at", "finished_on", "waited_s"
    )


def test_whoever_was_left_stands_first_and_nowhere_else(door: Door, bo: Who, ida: int) -> None:
    here = board(door, bo)
    assert [row.enquiry_id for row in here.left_open] == [ida]
    assert here.waiting == here.with_us == here.inbox == ()
    assert left(door, bo).left_open == date(2026, 11, 16)


def test_on_the_day_itself_nothing_is_left_open(door: Door, bo: Who, clock: HandClock) -> None:
    clock.now = datetime(2026, 11, 16, 22, 59, 59, tzinfo=UTC)  # a second before midnight
    someone(door, bo, "Ida")
    assert board(door, bo).left_open == ()
    clock.move(seconds=1)
    assert len(board(door, bo).left_open) == 1


def test_a_letter_in_the_inbox_is_never_left_open(door: Door, bo: Who, clock: HandClock) -> None:
    clock.now = MONDAY
    letter = door.change(bo, enquiries.register, NewEnquiry(channel=Channel.LETTER)).enquiry_id
    clock.now = TUESDAY
    assert board(door, bo).left_open == ()
    # Taken up today it is in conversation today, however long it lay there.
    door.change(bo, enquiries.take_in, letter)
    assert board(door, bo).left_open == ()
    clock.now = WEDNESDAY
    assert left(door, bo).left_open == date(2026, 11, 17)


def test_closed_with_its_true_time_on_its_own_day(door: Door, bo: Who, ida: int) -> None:
    before = door.read(OWNER, content)
    door.change(bo, leftovers.close, ida, "helped", "15.30", "14.20")
    assert times_of(door, ida) == (
        "2026-11-16", "2026-11-16T13:20:00Z", "2026-11-16T14:30:00Z", "2026-11-16", 600,
    )  # fmt: skip
    assert enquiry_row(door, ida, "state", "outcome", "met_by") == ("done", "helped", 1)
    assert (board(door, bo).left_open, board(door, bo).done) == ((), ())
    assert door.change(bo, undo).deed == "leftovers.close"
    assert door.read(OWNER, content) == before
    assert left(door, bo).enquiry_id == ida


def test_never_met_unless_it_is_said_for_who_left_without_help(
    door: Door, bo: Who, ida: int
) -> None:
    door.change(bo, leftovers.close, ida, "left_without_help", "15.30")
    assert times_of(door, ida)[1:4] == (None, "2026-11-16T14:30:00Z", "2026-11-16")


def test_someone_helped_was_met_as_it_ended_where_nothing_else_is_said(
    door: Door, bo: Who, ida: int
) -> None:
    door.change(bo, leftovers.close, ida, "helped", "15.30")
    assert times_of(door, ida)[1] == "2026-11-16T14:30:00Z"


@pytest.mark.parametrize(
    ("finished", "met", "field"),
    [("", "", "finished_at"), ("snart", "", "finished_at"), ("9.00", "", "finished_at"),
     ("14.09", "", "finished_at"), ("i dag 9.00", "", "finished_at"),
     ("15.30", "14.00", "met_at"), ("15.30", "x", "met_at"), ("15.30", "15.31", "finished_at")],
)  # fmt: skip
def test_times_that_cannot_be_are_refused_by_their_field(
    door: Door, bo: Who, ida: int, finished: str, met: str, field: str
) -> None:
    error = refused(door, bo, leftovers.close, ida, "left_without_help", finished, met)
    assert error.field == field


def test_the_outcome_is_one_of_the_list(door: Door, bo: Who, ida: int) -> None:
    assert refused(door, bo, leftovers.close, ida, "none_such", "15.30").field == "outcome"


def test_the_minute_they_came_is_late_enough(door: Door, bo: Who, clock: HandClock) -> None:
    clock.now = MONDAY.replace(second=40)
    ida = someone(door, bo, "Ida").enquiry_id
    clock.now = TUESDAY
    door.change(bo, leftovers.close, ida, "helped", "14.10")
    assert times_of(door, ida)[1:3] == (stored(MONDAY.replace(second=40)),) * 2


def test_carried_on_it_stands_in_its_list_again_for_that_day(
    door: Door, bo: Who, ida: int, clock: HandClock
) -> None:
    before = door.read(OWNER, content)
    door.change(bo, leftovers.carry_on, ida)
    row = waiting(door, bo)
    assert (row.enquiry_id, board(door, bo).left_open) == (ida, ())
    # Nobody has waited 1,100 minutes: the house was closed.
    assert row.since(TUESDAY) == date(2026, 11, 16)
    assert not row.too_long(TUESDAY, 10)
    door.change(bo, undo)
    assert door.read(OWNER, content) == before
    door.change(bo, leftovers.carry_on, ida)
    clock.now = WEDNESDAY
    assert left(door, bo).left_open == date(2026, 11, 17)
    door.change(bo, leftovers.close, ida, "helped", "9.15")
    assert times_of(door, ida)[3] == "2026-11-17"


def test_what_was_dealt_with_meanwhile_is_not_dealt_with_twice(
    door: Door, bo: Who, mette: Who, ida: int
) -> None:
    door.change(mette, leftovers.close, ida, "helped", "15.30")
    for deed, more in ((leftovers.close, ("other", "15.40")), (leftovers.carry_on, ())):
        assert "already" in refused(door, bo, deed, ida, *more).message


def test_whoever_comes_back_is_led_to_the_one_from_before(door: Door, bo: Who, ida: int) -> None:
    whose = left(door, bo).citizen_id
    error = refused(door, bo, enquiries.register, NewEnquiry(citizen_id=whose))
    assert isinstance(error, StillOpen)
    assert (error.enquiry_id, error.field) == (ida, "who")
    assert "16.11." in error.message
    # Closed, they are a new enquiry; carried on, they are in the house already.
    door.change(bo, leftovers.close, ida, "left_without_help", "15.00")
    door.change(bo, enquiries.register, NewEnquiry(citizen_id=whose))


def test_the_lines_say_the_same_as_the_screen(
    door: Door, bo: Who, ida: int, clock: HandClock
) -> None:
    known = citizen(door, bo, "Kirsten", "Møller")
    door.change(
        bo, enquiries.register,
        NewEnquiry(citizen_id=known, companion_kind="relative", companion="sin søn"),
    )  # fmt: skip
    lines = day_lines(
        board(door, bo),
        door.read(bo, codes.lists),
        door.read(bo, settings.current),
        clock(),
        Messages(),
    )
    at = lines.index("From before today, not finished: 1")
    assert lines[at + 1] == "14.10; yesterday; Ida H.; waits; not said yet"
    assert lines[at + 3].endswith("together with a relative: sin søn")
    door.change(bo, leftovers.carry_on, ida)
    lines = day_lines(
        board(door, bo),
        door.read(bo, codes.lists),
        door.read(bo, settings.current),
        clock(),
        Messages(),
    )
    assert "14.10; yesterday; Ida H.; new; not said yet" in lines
    assert not any("before today" in line for line in lines)
