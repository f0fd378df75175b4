"""Free times and the week's grid: what a slow reckoning by the minute says too."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from din_indgang_tui.house import availability, slots, verdicts
from din_indgang_tui.house.availability import Cell
from din_indgang_tui.house.slot_columns import times
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import ANYONE, Role, Who
from din_indgang_tui.store.unit import Reading, Unit, changes, reads
from tests import oracle_times as oracle
from tests.diary_scene import THEN, at, book, closed, course, exception, room, works
from tests.oracle_times import Booked, Hours, House, Other
from tests.scene import OWNER, HandClock, citizen, copy_of, found, hurry

MONDAY = date(2026, 11, 16)
WEDNESDAY = date(2026, 11, 18)


@pytest.fixture
def kirsten(door: Door, bo: Who) -> int:
    """Somebody the house knows."""
    return citizen(door, bo, "Kirsten", "Møller")


# The week and the strip --------------------------------------------------------------------------


def signs(cells: tuple[Cell, ...]) -> str:
    return "".join({"free": ".", "taken": "#", "busy": "m", "off": "-"}[cell] for cell in cells)


def test_the_week_of_all_coaches(
    door: Door, bo: Who, mette: Who, leader: Who, who: dict[Role, Who], kirsten: int
) -> None:
    pia = who[Role.OUTREACH]
    works(door, pia, 3, "09:00-12:00")
    works(door, leader, 3, "10:00-11:00")
    exception(door, mette, "2026-11-18", "busy", "13:00-14:00")
    closed(door, "2026-11-19", "Personaledag")
    book(door, bo, kirsten, "2026-11-18T10:15", mette)
    week = door.read(
        bo, availability.week, MONDAY, first_coach_id=leader.staff_id, citizen_id=kirsten
    )
    assert [day.day.isoweekday() for day in week.days] == [1, 2, 3, 4, 5]
    assert [(day.closed, day.label) for day in week.days][3] == (True, "Personaledag")
    assert [len(day.starts) for day in week.days] == [12, 12, 12, 12, 8]
    assert week.days[2].starts[0] == at("2026-11-18T09:00")
    # One first, then those with the most free time.
    assert [one.name for one in week.coaches] == ["Åse Holm", "Mette Juhl", "Pia Nørgaard"]
    assert [signs(one.cells[2]) for one in week.coaches] == [
        "--..--------",
        "..##....mm..",
        "......------",
    ]
    assert signs(week.coaches[1].cells[0]) == "------------"  # Monday is over
    assert signs(week.coaches[1].cells[1]) == "---........."  # and so is this morning
    assert signs(week.coaches[1].cells[3]) == "------------"
    assert week.coaches[2].free == 6
    assert [n for n, taken in enumerate(week.citizen[2]) if taken] == [2, 3]


def test_the_strip_counts_times_one_after_the_other(
    door: Door, bo: Who, mette: Who, kirsten: int
) -> None:
    closed(door, "2026-11-30")
    for day in (1, 2, 3, 4):
        closed(door, f"2026-12-0{day}")
    strip = door.read(bo, availability.weeks, MONDAY, 3)
    # From 10.30 today 6 of 45 minutes, 8 tomorrow and the day after, 5 on Friday.
    assert [(one.free, one.closed) for one in strip] == [(27, False), (37, False), (0, True)]
    book(door, bo, kirsten, "2026-11-18T09:00", mette)
    assert door.read(bo, availability.weeks, MONDAY, 1)[0].free == 26
    hour = door.read(bo, availability.weeks, MONDAY, 1, coach_id=mette.staff_id, minutes=60)
    assert hour[0].free == 4 + 5 + 6 + 4


def test_with_rooms_there_is_no_more_time_than_rooms(
    door: Door, bo: Who, mette: Who, leader: Who, kirsten: int
) -> None:
    works(door, leader, 3, "09:00-15:00")
    room(door, "broen", "Broen")
    book(door, bo, kirsten, "2026-11-18T09:00", leader, minutes=120, room="broen")
    (first,) = door.read(
        bo, availability.next_free, coach_id=mette.staff_id, after=at("2026-11-18T09:00"), count=1
    )
    assert (first.starts_at, first.room, first.room_label) == (
        at("2026-11-18T11:00"), "broen", "Broen",
    )  # fmt: skip
    visits = door.read(bo, availability.free_times, WEDNESDAY, WEDNESDAY, kind="home_visit")
    assert visits[0].starts_at == at("2026-11-18T09:00")
    assert visits[0].room is None


# The next free -----------------------------------------------------------------------------------


def test_the_next_times_do_not_overlap_and_suit_the_citizen(
    door: Door, bo: Who, mette: Who, leader: Who, kirsten: int
) -> None:
    works(door, leader, 2, "09:00-15:00")
    book(door, bo, kirsten, "2026-11-17T11:00", leader)
    found = door.read(bo, availability.next_free, coach_id=mette.staff_id, citizen_id=kirsten)
    assert [one.starts_at for one in found] == [
        at("2026-11-17T11:45"), at("2026-11-17T12:30"), at("2026-11-17T13:15"),
    ]  # fmt: skip
    anybody = door.read(bo, availability.next_free, count=1)
    assert (anybody[0].starts_at, anybody[0].coach) == (at("2026-11-17T10:30"), "Mette Juhl")


def test_it_is_looked_for_until_the_course_ends(
    door: Door, bo: Who, mette: Who, kirsten: int
) -> None:
    exception(door, mette, "2026-11-17", "away", last="2027-01-31")
    ask: dict[str, Any] = {"coach_id": mette.staff_id, "count": 1}
    assert door.read(bo, availability.next_free, **ask)[0].starts_at == at("2027-02-01T09:00")
    of_kirsten = course(door, kirsten, "2026-11-16")
    ask |= {"course_id": of_kirsten}
    assert door.read(bo, availability.next_free, **ask)[0].starts_at == at("2027-02-01T09:00")
    short = course(door, citizen(door, bo, "Ea"), "2026-11-16", weeks=10)
    assert door.read(bo, availability.next_free, **(ask | {"course_id": short})) == []


# Beside a reckoning by the minute ----------------------------------------------------------------

_kept = tempfile.TemporaryDirectory(prefix="times")  # until the tests end
_houses = Path(_kept.name)
_who = found(_houses / "new.db")
COACH = _who[Role.COACH].staff_id or 0
PIA = _who[Role.OUTREACH].staff_id or 0

# The Monday before each night on which the clock is moved, and an ordinary one; all that happens in
# a small house is on the Friday, that Sunday and the Monday after it.
WEEKS = (date(2026, 10, 19), date(2027, 3, 22), date(2026, 11, 16))
FRIDAY, SUNDAY, NEXT_MONDAY = 4, 6, 7
DAY_HOURS: list[Hours] = [
    [("09:00", "12:00"), ("12:30", "15:00")],
    [("09:00", "15:00")],
    [("10:10", "14:20")],
    [("00:30", "02:30"), ("08:00", "18:00")],
]
HOURS = st.sampled_from([*DAY_HOURS, [("01:00", "04:00")], []])


@st.composite
def small_houses(draw: st.DrawFn) -> House:
    monday = draw(st.sampled_from(WEEKS))
    day = st.sampled_from([FRIDAY, SUNDAY, NEXT_MONDAY]).map(lambda n: monday + timedelta(days=n))

    def seldom(least: int = 0) -> bool:
        return draw(st.integers(least, 3)) == 3

    def pattern() -> dict[int, Hours]:
        if seldom():
            return draw(st.dictionaries(st.integers(1, 7), HOURS, max_size=5))
        return dict.fromkeys((1, 5, 7), draw(st.sampled_from(DAY_HOURS)))

    def other() -> Other:
        first = draw(day)
        effect = draw(st.sampled_from(["busy", "works", "away"]))
        spans = [] if effect == "away" else draw(HOURS.filter(bool))
        return Other(first, first + timedelta(days=draw(st.integers(0, 2))), effect, spans)

    def slot() -> Booked:
        # Mostly while somebody works; now and then over midnight.
        quarters = oracle.quarters(draw(day))
        start = draw(st.sampled_from(quarters[36:60] * 2 + quarters[:12] + quarters[-8:]))
        return Booked(
            draw(st.integers(1, 2)),
            draw(st.sampled_from([COACH, PIA])),
            draw(st.sampled_from([*rooms, None])),
            start,
            draw(st.sampled_from([15, 50, 45, 120])),
        )

    opening: dict[int, Hours] = {n: [("09:00", "15:00")] for n in range(1, 5)}
    opening[5] = [("09:00", "13:00")]
    if draw(st.booleans()):
        opening[7] = [draw(st.sampled_from([("01:00", "12:00"), ("10:00", "16:00")]))]
    rooms: dict[str, dict[int, Hours]] = {
        name: {} if draw(st.booleans()) else pattern() for name in draw(st.sampled_from(["", "ab"]))
    }
    course: tuple[date, date, list[tuple[date, date]]] | None = None
    if seldom():
        rest = draw(st.lists(day, max_size=1))
        course = (
            monday + timedelta(days=draw(st.integers(0, 5))),
            monday + timedelta(days=draw(st.integers(6, 8)) + len(rest)),
            [(one, one) for one in rest],
        )
    return House(
        opening=opening,
        closed={draw(day)} if seldom() else set(),
        patterns={COACH: {} if seldom() else pattern(), PIA: pattern()},
        coaches={COACH},
        others={who: [other()] if seldom(1) else [] for who in (COACH, PIA)},
        rooms=rooms,
        booked=[slot() for _ in range(draw(st.integers(0, 9)))],
        now=oracle.wall(monday + timedelta(days=draw(st.sampled_from([0, FRIDAY]))), "10:20"),
        course=course,
    )


def _text(some: Hours) -> str:
    return " ".join(f"{begins}-{ends}" for begins, ends in some)


@changes(ANYONE, "slots")
def furnish(unit: Unit, house: House) -> None:
    """Write a small house into an empty file."""
    for number in (1, 2):
        unit.insert("citizen", {"id": number, "given_name": f"Nr{number}", "created_at": THEN})
    for weekday in range(1, 8):
        some = house.opening.get(weekday)
        opens, closes = some[0] if some else (None, None)
        unit.update("opening_hours", weekday, {"opens": opens, "closes": closes})
    for day in house.closed:
        unit.insert("closed_day", {"day": day.isoformat()})
    for staff_id, weekdays in house.patterns.items():
        for weekday, some in weekdays.items():
            unit.insert(
                "working_hours", {"staff_id": staff_id, "weekday": weekday, "spans": _text(some)}
            )
    for staff_id, others in house.others.items():
        for one in others:
            unit.insert(
                "working_exception",
                {
                    "staff_id": staff_id,
                    "first_on": one.first.isoformat(),
                    "last_on": one.last.isoformat(),
                    "effect": one.effect,
                    "spans": _text(one.hours),
                    "created_at": THEN,
                },
            )
    for position, (code, weekdays) in enumerate(house.rooms.items()):
        unit.insert("room", {"code": code, "position": position})
        for weekday, some in weekdays.items():
            unit.insert("room_hours", {"room": code, "weekday": weekday, "spans": _text(some)})
    for number, booked in enumerate(house.booked):
        unit.insert(
            "slot",
            times(booked.start, booked.minutes)
            | {
                "ref": str(number),  # taken as it was: they may overlap each other
                "citizen_id": booked.citizen,
                "coach_id": booked.coach,
                "room": booked.room,
                "status": ("booked", "attended")[number % 2],
                "created_at": THEN,
            },
        )
    if house.course is not None:
        opened, ends, pauses = house.course
        unit.insert(
            "course",
            {
                "id": 1,
                "citizen_id": 1,
                "opened_on": opened.isoformat(),
                "planned_end_on": (ends - timedelta(days=len(pauses))).isoformat(),
                "created_at": THEN,
            },
        )
        for first, last in pauses:
            unit.insert(
                "course_pause",
                {
                    "course_id": 1,
                    "first_on": first.isoformat(),
                    "last_on": last.isoformat(),
                    "created_at": THEN,
                },
            )


@contextmanager
def door_to(house: House) -> Iterator[Door]:
    """The small house as a file, at the moment it is looked at."""
    folder = Path(tempfile.mkdtemp(dir=_houses))
    clock = HandClock(house.now)
    door = hurry(Door(copy_of(_houses / "new.db", folder / "house.db"), clock))
    try:
        door.change(OWNER, furnish, house)
        yield door
    finally:
        door.close()
        shutil.rmtree(folder)


@reads(ANYONE)
def answers(
    reading: Reading, wanted: verdicts.Wanted, starts: list[datetime], course_id: int | None
) -> list[str]:
    """The verdict on each of some times."""
    days = [one.astimezone(oracle.ZONE).date() for one in starts]
    of = verdicts.known(reading, min(days), max(days), course_id=course_id)
    return [verdicts.judge(of, wanted, one).answer.value for one in starts]


@settings(deadline=None, max_examples=60)
@given(
    house=small_houses(),
    coach=st.sampled_from([COACH, PIA]),
    length=st.sampled_from([15, 45, 50, 90]),
    kind=st.sampled_from(["coaching", "home_visit"]),
    data=st.data(),
)
def test_every_verdict_and_every_free_time_is_what_the_minutes_say(
    house: House, coach: int, length: int, kind: str, data: st.DataObject
) -> None:
    outside = kind == "home_visit"
    course_id = None if house.course is None else 1
    monday = house.now.astimezone(oracle.ZONE).date()
    monday -= timedelta(days=monday.weekday())
    chosen = data.draw(st.sampled_from([(FRIDAY,), (SUNDAY,), (SUNDAY, NEXT_MONDAY)]))
    days = [monday + timedelta(days=n) for n in chosen]
    starts = [one for day in days for one in oracle.quarters(day)]
    room_code = None if outside else data.draw(st.sampled_from([*house.rooms, None]))
    with door_to(house) as door:
        wanted = verdicts.Wanted(1, coach, kind, length, room_code)
        said = door.read(OWNER, answers, wanted, starts, course_id)
        assert said == [
            oracle.verdict(house, 1, coach, start, length, room_code, outside) for start in starts
        ]
        ask: dict[str, Any] = {
            "citizen_id": 1, "kind": kind, "minutes": length, "course_id": course_id,
        }  # fmt: skip
        for day in days:
            free = door.read(OWNER, availability.free_times, day, day, coach_id=coach, **ask)
            should = [
                start
                for start in oracle.quarters(day)
                if oracle.can_begin(house, 1, coach, start, length, outside)
            ]
            assert [one.starts_at for one in free] == should
            for one in free:
                assert (one.room is None) == (outside or not house.rooms)
                if one.room is not None:
                    assert oracle.room_is_free(house, one.room, one.starts_at, length)
            # The next free ones from that day on are the first of them that do not overlap.
            if should:
                after = oracle.wall(day, "00:00")
                following = door.read(
                    OWNER, availability.next_free, coach_id=coach, after=after, count=4, **ask
                )
                apart = [should[0]]
                for start in should:
                    if start >= apart[-1] + timedelta(minutes=length):
                        apart.append(start)
                there = [one.starts_at for one in following]
                assert there[: len(apart)] == apart[: len(there)]
            # A free one can be booked, and then it is free no more.
            if free:
                one = data.draw(st.sampled_from(free))
                new = slots.NewSlot(
                    1, one.starts_at, coach, kind=kind, minutes=length, room=one.room,
                    course_id=course_id,
                )  # fmt: skip
                door.change(OWNER, slots.book, new)
                house.booked.append(Booked(1, coach, one.room, one.starts_at, length))
