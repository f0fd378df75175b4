"""today: the day board as lines, for those who hear the screen and for scripts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.cli.day import of
from din_indgang_tui.export.day_lines import Messages, day_lines
from din_indgang_tui.house import (
    call_backs,
    codes,
    day,
    duty,
    enquiries,
    handover,
    settings,
    staff,
)
from din_indgang_tui.house.call_backs import CallBack
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.codes import Channel, Lists, State
from din_indgang_tui.house.day import InTheHouse, Today
from din_indgang_tui.house.duty import OnDuty
from din_indgang_tui.house.enquiries import NewEnquiry
from din_indgang_tui.house.handover import Handover, HandoverLine
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


def test_a_quiet_day_is_a_line_for_each_list(run: Run, house: Path, door: Door) -> None:
    heading, empty, *lines = run("today").done().splitlines()
    assert heading.startswith("Din Indgang, ")
    assert empty == ""
    assert lines == [
        *("Waiting: 0", "With us now: 0", "Appointments today: 0", "Finished today: 0"),
        *("In the inbox: 0", "On duty: 0", "Handover: 0", "Call back: 0"),
    ]


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
        "Appointments today: 0",
        "Finished today: 2",
        "10.02; Tove K.; helped here and now; with Bo Dam",
        "10.06; Anonymous; left without help",
        "In the inbox: 1",
        *("On duty: 0", "Handover: 0", "Call back: 0"),
    ]


def test_duty_handover_and_call_backs_as_the_screen_has_them(
    door: Door, bo: Who, clock: Clock
) -> None:
    assert bo.staff_id is not None
    today = NOW.date()
    clock.now = NOW - timedelta(days=1)
    door.change(bo, handover.write, "Nøglen til loftet ligger hos Bo.")
    door.change(bo, call_backs.take_down, caller="Hr. Ravn", phone="20 00 00 12")
    clock.now = NOW
    door.change(bo, duty.put_on, today, bo.staff_id, "9-13")
    came = door.change(
        bo,
        enquiries.register,
        NewEnquiry(
            new_citizen=NewCitizen("Karen", "Vang", phone="20 00 00 58", address_protected=True),
            channel=Channel.LETTER,
        ),
    )
    door.change(
        bo, call_backs.take_down, citizen_id=came.citizen_id, about="mødet", for_staff=bo.staff_id
    )
    lines = of(door, clock)
    assert lines[lines.index("On duty: 1") :] == [
        "On duty: 1",
        "BOD; Bo Dam; 9-13",
        "Handover: 1",
        "yesterday; Bo Dam; Nøglen til loftet ligger hos Bo.",
        "Call back: 2",
        "yesterday 10.36; Hr. Ravn; 20 00 00 12; not said what about; for whoever is here",
        "10.36; Karen V.; protected number; mødet; for Bo Dam",
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


def _call_back(name: str, phone: str, about: str, colleague: str) -> CallBack:
    return CallBack(
        call_back_id=1,
        version=1,
        citizen_id=None,
        name=name,
        full_name=name,
        phone=phone,
        written_phone=phone,
        phone_protected=False,
        safe_to_phone="no",
        may_leave_message="no",
        about=about,
        for_staff=1,
        for_name=colleague,
        taken_by=colleague,
        taken_at=NOW,
        done_at=None,
        done_by="",
    )


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
        Messages(
            (OnDuty(1, name, colleague, reason, 1),),
            Handover(before=(HandoverLine(1, NOW.date(), companion, name, colleague, NOW, 1),)),
            (_call_back(name, companion, reason, colleague),),
        ),
    )
    assert len(lines) == 15
    # A space of another width (Zs) may stay; a control, an escape or a turned line may not.
    assert all(letter.isprintable() or letter.isspace() for line in lines for letter in line)
    assert not any(letter in line for line in lines for letter in "\x1b\n\r\t\x9b\u202e\u2028")


def test_the_lists_of_the_house_are_the_ones_that_are_read(door: Door) -> None:
    assert door.read(command_line(), codes.lists).reason("talk") == "just wants to talk"
    assert door.read(command_line(), settings.current).house_name == "Din Indgang"
