"""Enquiries registered after the fact, and the figures after moves and corrections."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from din_indgang_tui.clock import from_stored, local
from din_indgang_tui.house import corrections, enquiries, statistics
from din_indgang_tui.house.codes import Channel
from din_indgang_tui.house.enquiries import NewEnquiry
from din_indgang_tui.house.periods import Days
from din_indgang_tui.house.statistics_part import rounded
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import Who
from tests import oracle
from tests.scene import (
    NOW,
    OWNER,
    HandClock,
    Open,
    board,
    citizen,
    content,
    enquiry_row,
    refused,
    rows,
    someone,
)


def came(door: Door, who: Who, **new: Any) -> int:
    return int(door.change(who, enquiries.register, NewEnquiry(**new)).enquiry_id)


def state(door: Door, enquiry_id: int) -> tuple[Any, ...]:
    return enquiry_row(door, enquiry_id, "state", "arrived_on", "met_at", "finished_on", "waited_s")


def test_of_today_it_waits_is_with_us_or_is_over(door: Door, bo: Who) -> None:
    assert state(door, came(door, bo, arrived_at="9.40")) == (
        "waiting", "2026-11-17", None, None, None,
    )  # fmt: skip
    assert state(door, came(door, bo, arrived_at="9.40", met_at="9.50")) == (
        "with_us", "2026-11-17", "2026-11-17T08:50:00Z", None, 600,
    )  # fmt: skip
    over = came(
        door, bo, arrived_at="9.40", met_at="9.50", finished_at="10.10", outcome="appointment"
    )
    assert state(door, over) == (
        "done", "2026-11-17", "2026-11-17T08:50:00Z", "2026-11-17", 600,
    )  # fmt: skip
    assert [row.enquiry_id for row in board(door, bo).done] == [over]


def test_of_an_earlier_day_it_is_over(door: Door, bo: Who) -> None:
    for met in ("", "9.50"):
        error = refused(
            door, bo, enquiries.register, NewEnquiry(arrived_at="i går 9.40", met_at=met)
        )
        assert (error.field, "finished" in error.message) == ("finished_at", True)
    # Times after the arrival are on its day, where none is written.
    over = came(door, bo, arrived_at="i går 9.40", finished_at="10.10", outcome="helped")
    assert state(door, over) == (
        "done", "2026-11-16", "2026-11-16T09:10:00Z", "2026-11-16", 1800,
    )  # fmt: skip
    assert board(door, bo).left_open == ()


def test_a_letter_of_yesterday_lies_in_the_inbox_and_a_call_was_met_at_once(
    door: Door, bo: Who
) -> None:
    letter = came(door, bo, channel=Channel.LETTER, arrived_at="i går 15.00")
    assert enquiry_row(door, letter, "state", "arrived_on") == ("inbox", "2026-11-16")
    call = came(
        door, bo, channel=Channel.PHONE, arrived_at="i går 15.00", finished_at="15.10",
        outcome="helped",
    )  # fmt: skip
    assert state(door, call)[2:] == ("2026-11-16T14:00:00Z", "2026-11-16", 0)


@pytest.mark.parametrize(
    ("new", "field"),
    [({"arrived_at": "10.30"}, "arrived_at"), ({"arrived_at": "før"}, "arrived_at"),
     ({"arrived_at": "9.40", "met_at": "9.30"}, "met_at"), ({"met_at": "9.30"}, "met_at"),
     ({"arrived_at": "9.40", "finished_at": "9.39"}, "finished_at"),
     ({"arrived_at": "9.40", "outcome": "helped"}, "finished_at"),
     ({"arrived_at": "9.40", "finished_at": "9.50", "outcome": "none"}, "outcome"),
     ({"companion_kind": "dog"}, "companion_kind")],
)  # fmt: skip
def test_what_cannot_be_is_refused_by_its_field(
    door: Door, bo: Who, new: dict[str, Any], field: str
) -> None:
    assert refused(door, bo, enquiries.register, NewEnquiry(**new)).field == field


def test_someone_in_the_hall_may_have_been_here_before(door: Door, bo: Who) -> None:
    ida = someone(door, bo, "Ida")
    again = NewEnquiry(citizen_id=ida.citizen_id, arrived_at="9.00")
    assert refused(door, bo, enquiries.register, again).field == "who"
    before = door.read(OWNER, content)
    came(
        door, bo, citizen_id=ida.citizen_id, arrived_at="9.00", finished_at="9.20", outcome="other"
    )
    door.change(bo, undo)
    assert door.read(OWNER, content) == before


@pytest.mark.parametrize(
    ("now", "came_at", "met_at", "waited_s"),
    [(datetime(2026, 10, 25, 9, tzinfo=UTC), "1.30", "3.30", 7200),
     (datetime(2026, 3, 29, 9, tzinfo=UTC), "1.30", "3.30", 7200)],
)  # fmt: skip
def test_waits_are_read_off_the_wall_on_both_nights_the_clock_is_moved(
    open_door: Open, bo: Who, clock: HandClock, now: datetime, came_at: str, met_at: str,
    waited_s: int,
) -> None:  # fmt: skip
    clock.now = now
    door = open_door()
    assert state(door, came(door, bo, arrived_at=came_at, met_at=met_at))[4] == waited_s
    new = NewEnquiry(arrived_at="2.30", met_at="3.30")
    assert refused(door, bo, enquiries.register, new).field == "arrived_at"


# The figures -------------------------------------------------------------------------------------

PERIOD = Days(date(2026, 11, 2), date(2026, 11, 17))
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["register", "correct", "give", "undo"]),
        st.integers(0, 9), st.integers(0, 60 * 24 * 12), st.integers(0, 90),
        st.sampled_from(["", "helped", "left_without_help"]), st.sampled_from(list(Channel)),
    ),
    max_size=12,
)  # fmt: skip


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)
@given(DEEDS)
def test_the_figures_are_exact_whatever_was_moved_and_corrected(
    door: Door, bo: Who, leader: Who, deeds: list[tuple[str, int, int, int, str, Channel]]
) -> None:
    people: list[int | None] = [None, *known(door, bo)]
    for deed, which, back, wait, outcome, channel in deeds:
        arrived = NOW - timedelta(minutes=back + 100)
        written = [f"{local(arrived + timedelta(minutes=m)):%d.%m.%Y %H.%M}" for m in (0, wait)]
        there = [number for (number,) in door.read(OWNER, rows, "SELECT id FROM enquiry")]
        number = there[which % len(there)] if there else came(door, bo)
        (version,) = enquiry_row(door, number, "version")
        try:
            if deed == "register":
                came(
                    door, bo, citizen_id=people[which % len(people)], channel=channel,
                    arrived_at=written[0], finished_at=written[1], outcome=outcome or None,
                )  # fmt: skip
            elif deed == "correct":
                changed = {"arrived_at": written[0], "outcome": outcome, "channel": channel}
                changed |= {"met_at": written[1], "finished_at": written[1]}
                door.change(bo, corrections.correct, number, version, changed)
            elif deed == "give":
                whose = people[which % len(people)]
                door.change(bo, corrections.give_to, number, version, whose)
            else:
                door.change(bo, undo)
        except DeskError:
            continue  # the rules have tests of their own
    found = door.read(leader, statistics.figures, PERIOD, None).weeks
    counted = oracle.weeks(history(door), PERIOD.first, PERIOD.last, local(NOW).date())
    assert [{name: text(cell) for name, cell in week.items()} for week in found] == [
        {name: week[name] for name in found[0]} for week in counted
    ]


def text(cell: object) -> str:
    """A cell as the oracle writes it."""
    if isinstance(cell, Fraction):
        return f"{rounded(cell):.1f}"
    return "" if cell is None else str(cell)


def known(door: Door, who: Who) -> list[int]:
    found = [number for (number,) in door.read(OWNER, rows, "SELECT id FROM citizen")]
    return found or [citizen(door, who, name) for name in ("Ida", "Eva")]


def history(door: Door) -> list[oracle.Enquiry]:
    """What lies in the file, as the oracle takes it."""
    lines = door.read(
        OWNER, rows,
        "SELECT id, citizen_id, channel, heard_from, outcome, arrived_at, met_at FROM enquiry",
    )  # fmt: skip
    return [
        {
            "ref": f"{number:06}", "citizen": None if whose is None else str(whose),
            "channel": channel, "reasons": [], "heard_from": heard_from, "outcome": outcome,
            "arrived_at": from_stored(arrived), "met_at": from_stored(met) if met else None,
        }
        for number, whose, channel, heard_from, outcome, arrived, met in lines
    ]  # fmt: skip
