"""today: the day board as lines, for those who hear the screen and for scripts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.cli.day import of
from din_indgang_tui.export.day_lines import day_lines
from din_indgang_tui.house import codes, day, enquiries, settings, staff
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.codes import Channel, Lists, State
from din_indgang_tui.house.day import InTheHouse, Today
from din_indgang_tui.house.enquiries import NewEnquiry
from din_indgang_tui.house.settings import Settings
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import Role, Who, command_line
from tests.cli.conftest import NOW, Run


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def door(house: Path, clock: Clock) -> Iterator[Door]:
    opened = Door(house, clock)
    yield opened
    opened.close()


@pytest.fixture
def bo(door: Door) -> Who:
    number = door.change(command_line(), staff.add, "BOD", "Bo Dam", Role.HOST, "no hash")
    return Who("BOD", Role.HOST, number, "Bo Dam")


def _comes(door: Door, bo: Who, clock: Clock, minutes_ago: int, new: NewEnquiry) -> int:
    clock.now = NOW - timedelta(minutes=minutes_ago)
    registered = door.change(bo, enquiries.register, new)
    clock.now = NOW
    return registered.enquiry_id


def _named(given: str, family: str = "", **more: object) -> NewEnquiry:
    return NewEnquiry(new_citizen=NewCitizen(given_name=given, family_name=family), **more)  # type: ignore[arg-type]


def test_a_quiet_day_is_four_lines(run: Run, house: Path, door: Door) -> None:
    heading, empty, *lines = run("today").done().splitlines()
    assert heading.startswith("Din Indgang, ")
    assert empty == ""
    assert lines == ["Waiting: 0", "With us now: 0", "Finished today: 0", "In the inbox: 0"]


def test_one_line_a_person(door: Door, bo: Who, clock: Clock) -> None:
    _comes(door, bo, clock, 14, _named("Kirsten", "Møller", reasons=("money_debt", "housing")))
    _comes(door, bo, clock, 11, NewEnquiry(reasons=("talk",)))
    _comes(door, bo, clock, 10, _named("Yusuf", "Demir", companion="en ven"))
    met = _comes(door, bo, clock, 60, _named("Søren", "Ibsen", reasons=("housing",)))
    clock.now = NOW - timedelta(minutes=38)
    door.change(bo, enquiries.take_in, met)
    _comes(door, bo, clock, 5, _named("Fatima", "Awad", channel=Channel.PHONE))
    done = _comes(door, bo, clock, 90, _named("Tove", "Krogh"))
    clock.now = NOW - timedelta(minutes=34)
    door.change(bo, enquiries.finish, done, "helped")
    gone = _comes(door, bo, clock, 80, NewEnquiry())
    clock.now = NOW - timedelta(minutes=30)
    door.change(bo, enquiries.finish, gone, "left_without_help")
    _comes(door, bo, clock, 20, NewEnquiry(channel=Channel.LETTER))

    assert of(door, clock) == [
        "Din Indgang, Tue 17 November 2026, week 47, 10.36",
        "",
        "Waiting: 3",
        "10.22; 14 min, over 10; Kirsten M.; new; money and debt, housing",
        "10.25; 11 min, over 10; Anonymous; just wants to talk",
        "10.26; 10 min; Yusuf D.; new; not said yet; together with en ven",
        "With us now: 2",
        "09.58; 38 min; Søren I.; new; with Bo Dam; housing, eviction",
        "10.31; 5 min; Fatima A.; new; with Bo Dam; by phone; not said yet",
        "Finished today: 2",
        "10.02; Tove K.; helped here and now; with Bo Dam",
        "10.06; Anonymous; left without help",
        "In the inbox: 1",
    ]


def test_whoever_was_here_before_is_known(door: Door, bo: Who, clock: Clock) -> None:
    first = _comes(door, bo, clock, 3 * 24 * 60, _named("Kirsten", "Møller"))
    door.change(bo, enquiries.finish, first, "helped")
    citizen = door.read(bo, day.today).done[0].citizen_id
    _comes(door, bo, clock, 5, NewEnquiry(citizen_id=citizen))
    assert "10.31; 5 min; Kirsten M.; known; not said yet" in of(door, clock)


def test_the_days_before_are_not_today(door: Door, bo: Who, clock: Clock) -> None:
    finished = _comes(door, bo, clock, 24 * 60, _named("Tove", "Krogh"))
    clock.now = NOW - timedelta(hours=23)
    door.change(bo, enquiries.finish, finished, "helped")
    clock.now = NOW
    assert "Finished today: 0" in of(door, clock)


# Whatever was stored, a line is one line of plain text.

_HOSTILE = st.text(st.characters(), max_size=30)


@given(name=_HOSTILE, companion=_HOSTILE, house_name=_HOSTILE, colleague=_HOSTILE, reason=_HOSTILE)
def test_nothing_that_was_stored_reaches_the_terminal_as_a_command(
    name: str, companion: str, house_name: str, colleague: str, reason: str
) -> None:
    person = InTheHouse(
        enquiry_id=1,
        citizen_id=1,
        version=1,
        name=name,
        full_name=name,
        birth_year=None,
        channel=Channel.WALK_IN,
        state=State.WITH_US,
        arrived_at=NOW,
        met_at=NOW,
        met_by=colleague,
        reasons=(reason,),
        companion_kind="",
        companion=companion,
        note="",
        heard_from=None,
        outcome=None,
        finished_at=None,
        left_open=None,
        seen_before=0,
        this_year=1,
        last_on=None,
    )
    lines = day_lines(
        Today((person,), (person,), (), ()),
        Lists((), (), ()),
        Settings(house_name, 10, ""),
        datetime(2026, 11, 17, 9, 36, tzinfo=UTC),
    )
    assert len(lines) == 8
    # A space of another width (Zs) may stay; a control, an escape or a turned line may not.
    assert all(letter.isprintable() or letter.isspace() for line in lines for letter in line)
    assert not any(letter in line for line in lines for letter in "\x1b\n\r\t\x9b\u202e\u2028")


def test_the_lists_of_the_house_are_the_ones_that_are_read(door: Door) -> None:
    assert door.read(command_line(), codes.lists).reason("talk") == "just wants to talk"
    assert door.read(command_line(), settings.current).house_name == "Din Indgang"
