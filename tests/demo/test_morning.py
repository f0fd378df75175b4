"""Today so far, whatever the clock says: the board shows what the drawings show."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.clock import from_stored, from_wall_clock, local
from din_indgang_tui.demo import days, morning
from din_indgang_tui.house import call_backs, day, duty, handover, settings
from din_indgang_tui.house.codes import Channel, State
from din_indgang_tui.house.day import Today
from tests.demo.conftest import HOST, Town, town_at

SMALL = 50


def board(town: Town) -> Today:
    return town.door.read(HOST, day.today)


def test_six_wait_as_in_the_drawing(town: Town) -> None:
    waiting = board(town).waiting
    limit = town.door.read(HOST, settings.current).wait_limit_minutes
    assert [
        (person.name, person.minutes(town.now), person.minutes(town.now) > limit, person.reasons)
        for person in waiting
    ] == [
        ("Kirsten M.", 14, True, ("money_debt", "housing")),
        ("", 11, True, ("talk",)),
        ("Yusuf D.", 9, False, ("work_education",)),
        ("Hanne B.", 7, False, ("loneliness",)),
        ("", 3, False, ()),
        ("Lars-Erik T.", 1, False, ()),
    ]
    kirsten, _anonymous, yusuf, hanne, _said_nothing, lars_erik = waiting
    assert kirsten.this_year == 4 and kirsten.note == "Har brev fra udlejer med."
    assert kirsten.last_on == date(2026, 11, 3)
    assert yusuf.companion and yusuf.seen_before > 0
    assert hanne.seen_before == 0
    assert lars_erik.note and lars_erik.seen_before > 0


def test_four_are_with_colleagues_one_of_them_on_hold(town: Town) -> None:
    assert [
        (person.name, person.met_by, person.minutes(town.now), person.state)
        for person in board(town).with_us
    ] == [
        ("Søren I.", "Karim Sønderby", 38, State.WITH_US),
        ("Fatima A.", "Bo Dam", 26, State.WITH_US),
        ("", "Pia Nørgaard", 22, State.WITH_US),
        ("Ole H.", "Bo Dam", 34, State.ON_HOLD),
    ]


def test_eleven_are_done_since_nine(town: Town) -> None:
    done = board(town).done
    outcomes = Counter(one.outcome for one in done)
    assert outcomes == {"helped": 8, "appointment": 2, "left_without_help": 1}
    assert {"Jørn B.", "Tove K."} <= {one.name for one in done}
    assert 1 <= sum(one.citizen_id is None for one in done) <= 6
    for one in done:
        assert local(one.arrived_at).hour >= 9
        assert one.arrived_at < one.finished_at < town.now


def test_one_or_two_lie_in_the_inbox(town: Town) -> None:
    inbox = board(town).inbox
    assert [letter.channel for letter in inbox] == [Channel.DIGITAL, Channel.LETTER]
    assert all(letter.writer and letter.message for letter in inbox)


def test_no_colleague_speaks_with_two_at_once_but_one_is_on_hold(town: Town) -> None:
    talks: dict[int, list[tuple[str, str]]] = {}
    for row in town.rows(
        "SELECT met_by, met_at, coalesce(finished_at, '9') AS over FROM enquiry"
        " WHERE arrived_on = '2026-11-17' AND met_by IS NOT NULL AND state <> 'on_hold'"
        " ORDER BY met_at"
    ):
        talks.setdefault(row["met_by"], []).append((row["met_at"], row["over"]))
    assert len(talks) >= 4
    for of_one in talks.values():
        for (_begin, over), (begin, _over) in pairwise(of_one):
            assert begin >= over


QUIET = [
    "2026-11-17T00:00",  # midnight
    "2026-11-17T08:59",  # before the door opens
    "2026-11-17T15:21",  # after the last talk
    "2026-11-17T23:59",
    "2026-11-20T13:25",  # Friday afternoon
    "2027-01-01T00:00",
    "2026-03-29T01:59",  # the night the clock is put forward
    "2026-03-29T03:00",
    "2026-10-25T02:30",  # the hour that comes twice
    "2028-02-29T06:00",
]


@pytest.mark.parametrize("at", QUIET)
def test_the_hall_is_empty_while_the_house_is_closed(tmp_path: Path, at: str) -> None:
    town = town_at(tmp_path / "town.db", at, citizens=SMALL)
    today = board(town)
    assert today.waiting == () and today.with_us == ()
    assert 1 <= len(today.inbox) <= 2
    assert town.value("SELECT count(*) FROM citizen") == SMALL
    latest = town.value("SELECT max(coalesce(finished_at, arrived_at)) FROM enquiry")
    assert from_stored(latest) <= town.now
    town.door.close()


@pytest.mark.parametrize(
    "at",
    ["2026-11-21T10:20", "2026-11-22T10:20", "2026-12-24T10:20", "2026-04-06T10:20"],
    ids=["Saturday", "Sunday", "Christmas Eve", "Easter Monday"],
)
def test_who_looks_at_the_town_on_a_day_off_sees_a_morning_too(tmp_path: Path, at: str) -> None:
    town = town_at(tmp_path / "town.db", at, citizens=SMALL)
    today = board(town)
    assert (len(today.waiting), len(today.with_us)) == (6, 4)
    assert len(today.done) >= 9
    town.door.close()


@pytest.mark.parametrize(
    ("at", "waiting", "with_us", "least_done", "most_done"),
    [
        ("2026-11-17T09:00", 0, 0, 0, 0),
        ("2026-11-17T09:05", 2, 0, 0, 1),
        ("2026-11-17T09:30", 6, 2, 2, 5),
        ("2026-11-18T12:30", 6, 4, 14, 22),
        ("2026-11-19T14:50", 3, 4, 22, 30),
        ("2026-11-19T15:05", 0, 4, 22, 30),
        ("2026-11-19T15:15", 0, 2, 22, 30),
        ("2026-11-20T12:45", 3, 4, 15, 24),  # Friday, a quarter to closing
        ("2026-11-20T18:00", 0, 0, 15, 26),
    ],
)
def test_the_hall_fills_and_empties_with_the_day(
    tmp_path: Path, at: str, waiting: int, with_us: int, least_done: int, most_done: int
) -> None:
    town = town_at(tmp_path / "town.db", at, citizens=SMALL)
    today = board(town)
    assert (len(today.waiting), len(today.with_us)) == (waiting, with_us)
    assert least_done <= len(today.done) <= most_done
    came = [p.arrived_at for p in (*today.waiting, *today.with_us)]
    came += [one.arrived_at for one in today.done]
    assert all(local(arrived).hour >= 9 and arrived <= town.now for arrived in came)
    town.door.close()


@given(
    at=st.datetimes(datetime(2016, 1, 1), datetime(2099, 12, 31)).filter(
        lambda at: not (at.month == 3 and at.hour == 2)
    )
)
def test_at_any_moment_only_those_are_here_who_came_while_it_was_open(at: datetime) -> None:
    now = morning.at(from_wall_clock(at.replace(microsecond=0)))
    for person in (*now.waiting, *now.with_us):
        assert now.day.open
        assert days.OPENS <= now.now - person.came * 60 <= now.day.closes
    assert not now.waiting or now.now < now.day.closes


@given(of=st.dates(date(2016, 1, 1), date(2099, 12, 31)), second=st.integers(0, 86_399))
def test_a_second_of_a_day_is_stored_as_the_clock_on_the_wall_has_it(of: date, second: int) -> None:
    day = days.day(of)
    moment = from_stored(day.utc(second))
    shown = local(moment).replace(tzinfo=None)
    midnight = datetime.combine(of, datetime.min.time())
    wanted = midnight + timedelta(seconds=second)
    # On the two nights the clock is moved only the hours after it are the house's.
    if second >= 4 * 3600:
        assert shown == wanted


@pytest.mark.parametrize(
    ("of", "closed"),
    [
        (date(2026, 1, 1), True),
        (date(2026, 4, 2), True),  # Maundy Thursday
        (date(2026, 4, 3), True),
        (date(2026, 4, 6), True),
        (date(2026, 5, 14), True),  # Ascension
        (date(2026, 5, 25), True),  # Whit Monday
        (date(2026, 6, 5), True),
        (date(2026, 12, 24), True),
        (date(2026, 12, 30), True),
        (date(2023, 5, 5), True),  # the last Great Prayer Day
        (date(2024, 4, 26), False),
        (date(2026, 11, 17), False),
        (date(2026, 11, 21), True),
    ],
)
def test_the_house_is_closed_on_danish_holidays(of: date, closed: bool) -> None:
    assert days.day(of).open is not closed


# What the desk was told -----------------------------------------------------------------------


def test_three_are_on_duty_two_lines_are_handed_over_and_three_want_to_be_called(
    town: Town,
) -> None:
    today = local(town.now).date()
    on_duty = town.door.read(HOST, duty.on_duty, today)
    assert [(one.initials, one.hours) for one in on_duty] == [
        *(("BOD", "9-15"), ("PIA", "9-15"), ("MJU", "10-15")),
    ]
    read = town.door.read(HOST, handover.handover)
    assert [(line.day, line.initials) for line in read.before] == [
        *((date(2026, 11, 16), "LIV"), (date(2026, 11, 16), "BOD")),
    ]
    assert read.today == ()
    calls = town.door.read(HOST, call_backs.waiting)
    assert [(call.name, call.phone, call.days(town.now)) for call in calls] == [
        ("Aase L.", "20 00 00 46", 0),  # for Bo Dam, who asks
        ("Ejendomskontoret", "20 00 00 12", 0),
        ("Inger R.", "20 00 00 71", 1),
    ]


@pytest.mark.parametrize("at", ["2026-11-16T07:00", "2026-11-21T10:20", "2027-01-01T09:05"])
def test_nothing_was_told_ahead_of_the_clock(tmp_path: Path, at: str) -> None:
    """Before opening, on a Saturday, and the morning after the days that were closed."""
    town = town_at(tmp_path / "town.db", at, citizens=SMALL)
    try:
        assert len(town.door.read(HOST, call_backs.waiting)) == 3
        assert all(c.taken_at <= town.now for c in town.door.read(HOST, call_backs.waiting))
        read = town.door.read(HOST, handover.handover)
        assert (len(read.before), len(read.today)) == (2, 0)
    finally:
        town.door.close()
