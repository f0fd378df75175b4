"""Working hours: the week of a colleague or a room, and the days that are other."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.clock import stored
from din_indgang_tui.house import opening_hours, rooms, weekly_hours, working_exceptions
from din_indgang_tui.house import working_hours as hours
from din_indgang_tui.house.spans import Span
from din_indgang_tui.house.undo import undo
from din_indgang_tui.house.weekly_hours import DayHours
from din_indgang_tui.house.working_exceptions import NewException
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict, DeskError, NotAllowed
from din_indgang_tui.store.roles import LEADERS, Role, Who
from din_indgang_tui.store.unit import Unit, changes
from tests.group_scene import group, meeting
from tests.scene import NOW, OWNER, asked, citizen, content, refused

TODAY = date(2026, 11, 17)
OPEN = ["9-15"] * 4 + ["9-13", "no hours", "no hours"]  # the house's own


def me(who: Who) -> int:
    assert who.staff_id is not None
    return who.staff_id


def week(door: Door, whose: Who) -> list[str]:
    return [day.text for day in door.read(OWNER, hours.worker, me(whose)).week]


def days(door: Door, whose: Who) -> tuple[DayHours, ...]:
    return door.read(OWNER, hours.worker, me(whose)).week


@changes(LEADERS, "lists")
def new_room(unit: Unit, code: str) -> None:
    """A room of the house."""
    unit.insert("room", {"code": code, "label": code.capitalize(), "position": 1})


@changes(LEADERS, "slots")
def book(unit: Unit, citizen_id: int, coach_id: int, day: date, begins: int, minutes: int) -> None:
    """A booked time, by the hour of UTC (an hour behind the house in winter)."""
    at = NOW.replace(year=day.year, month=day.month, day=day.day, hour=begins, minute=0)
    unit.insert(
        "slot",
        {
            "citizen_id": citizen_id,
            "coach_id": coach_id,
            "starts_at": stored(at),
            "ends_at": stored(at + timedelta(minutes=minutes)),
            "starts_on": day.isoformat(),
            "starts_week": "2026-W50",
            "minutes": minutes,
            "created_at": stored(NOW),
        },
    )


# The week ------------------------------------------------------------------------------------


def test_a_coach_works_as_long_as_the_house_is_open_until_they_have_hours_of_their_own(
    door: Door, leader: Who, mette: Who, bo: Who
) -> None:
    assert week(door, mette) == OPEN
    assert week(door, bo) == ["no hours"] * 7
    assert door.change(leader, hours.put, me(mette), 2, " 9-12,13:00 - 15.30") == "9-12, 13-15.30"
    # One day was written: the others are what they were.
    assert week(door, mette) == [OPEN[0], "9-12, 13-15.30", *OPEN[2:]]
    door.change(leader, opening_hours.put, 1, "10-16")
    assert week(door, mette)[0] == "9-15"
    door.change(leader, hours.put, me(mette), 5, "fri")
    assert week(door, mette)[4] == "no hours"


def test_who_is_no_coach_works_only_when_it_is_written(door: Door, leader: Who, bo: Who) -> None:
    door.change(leader, hours.put, me(bo), 3, "10-12")
    assert week(door, bo) == [
        "no hours",
        "no hours",
        "10-12",
        "no hours",
        "no hours",
        "no hours",
        "no hours",
    ]
    initials = [one.initials for one in door.read(OWNER, hours.workers)]
    assert initials == ["MEJ", "BOD", "PIN", "ÅSE"]  # the coach first, no volunteer


def test_a_week_of_ones_own_is_taken_away_and_brought_back(
    door: Door, leader: Who, mette: Who
) -> None:
    before = door.read(OWNER, content)
    door.change(leader, hours.put, me(mette), 1, "12-15")
    own = door.read(OWNER, content)
    door.change(leader, hours.as_the_house, me(mette), days(door, mette))
    assert door.read(OWNER, content) == before
    door.change(leader, undo)
    assert door.read(OWNER, content) == own
    door.change(leader, undo)
    assert door.read(OWNER, content) == before
    assert (
        "no hours of its own"
        in refused(door, leader, hours.as_the_house, me(mette), days(door, mette)).message
    )


def test_a_week_that_somebody_wrote_in_meanwhile_is_not_taken_away(
    door: Door, leader: Who, mette: Who
) -> None:
    door.change(leader, hours.put, me(mette), 1, "12-15")
    seen = days(door, mette)
    door.change(mette, hours.put, me(mette), 2, "9-10", seen[1].version)
    error = refused(door, leader, hours.as_the_house, me(mette), seen)
    assert isinstance(error, Conflict)
    assert error.who == "Mette Juhl"
    door.change(leader, new_room, "broen")
    door.change(leader, rooms.put, "broen", 2, "9-12")
    before = door.read(leader, rooms.week, "broen")
    door.change(leader, rooms.put, "broen", 2, "9-13", before[1].version)
    assert isinstance(refused(door, leader, rooms.as_the_house, "broen", before), Conflict)


def test_the_same_hours_as_the_house_are_no_hours_of_ones_own(
    door: Door, leader: Who, mette: Who
) -> None:
    before = door.read(OWNER, content)
    door.change(leader, hours.put, me(mette), 1, "9-15")
    assert door.read(OWNER, content) == before


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("9-12, 11-15", "overlap"),
        ("13-15, 9-12", "overlap"),
        ("13-9", "13-9 ends before it begins"),
        ("9-12, 15-13", "15-13 ends before it begins"),
        ("9-9", "ends before it begins"),
        ("9-24", "0 to 23.59"),
        ("9-25", "0 to 23.59"),
        ("ni til tolv", "like 9-15"),
        ("9", "like 9-15"),
        ("9-12, ", "like 9-15"),
    ],
)
def test_hours_that_are_none_are_one_sentence(
    door: Door, leader: Who, mette: Who, text: str, words: str
) -> None:
    error = refused(door, leader, hours.put, me(mette), 1, text)
    assert words in error.message
    assert error.field == "hours"


@given(st.lists(st.times().map(lambda t: t.replace(second=0, microsecond=0)), max_size=8))
def test_hours_are_read_again_as_they_are_written(times: list[time]) -> None:
    ends = sorted(set(times))
    spans = tuple(Span(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False))
    assert weekly_hours.typed(weekly_hours.text_of(spans)) == spans


@given(st.text(st.sampled_from("0123456789-–.:, fri"), max_size=14))
def test_whatever_is_typed_is_hours_in_order_or_one_sentence(text: str) -> None:
    try:
        found = weekly_hours.typed(text)
    except DeskError as error:
        assert error.field == "hours" and error.message.endswith(".")
        return
    ends = [end for span in found for end in (span.starts, span.ends)]
    assert ends == sorted(ends)
    assert all(span.starts < span.ends for span in found)


def test_a_coach_writes_their_own_hours_and_nobody_elses(
    door: Door, who: dict[Role, Who], mette: Who
) -> None:
    door.change(mette, hours.put, me(mette), 1, "9-12")
    for other in (Role.HOST, Role.VOLUNTEER, Role.OUTREACH):
        error = refused(door, who[other], hours.put, me(mette), 1, "9-15")
        assert isinstance(error, NotAllowed)
    away = NewException(me(who[Role.OUTREACH]), "away", TODAY, TODAY)
    assert isinstance(refused(door, mette, working_exceptions.add, away), NotAllowed)
    assert isinstance(
        refused(door, mette, hours.as_the_house, me(who[Role.OUTREACH]), ()), NotAllowed
    )
    for leading in (Role.LEADER, Role.ADMIN):
        door.change(who[leading], hours.put, me(mette), 2, "9-12")


def test_two_who_write_the_same_day(door: Door, leader: Who, mette: Who) -> None:
    """Also where both began from the hours of the house, before there was anything of one's own."""
    door.change(leader, hours.put, me(mette), 1, "9-12", 0)
    error = refused(door, mette, hours.put, me(mette), 1, "9-13", 0)
    assert isinstance(error, Conflict) and error.who == "Åse Holm"
    version = door.read(OWNER, hours.worker, me(mette)).week[0].version
    door.change(mette, hours.put, me(mette), 1, "9-13", version)
    assert isinstance(refused(door, leader, hours.put, me(mette), 1, "9-14", version), Conflict)


def test_a_room_has_a_week_of_its_own_or_the_houses(door: Door, leader: Who, bo: Who) -> None:
    door.change(leader, new_room, "broen")
    before = door.read(OWNER, content)

    def shown() -> list[str]:
        return [day.text for day in door.read(bo, rooms.week, "broen")]

    assert shown() == OPEN
    assert door.change(leader, rooms.put, "broen", 2, "9-12") == "9-12"
    assert shown() == ["9-15", "9-12", *OPEN[2:]]
    assert list(door.read(bo, rooms.own_weeks)) == ["broen"]
    assert isinstance(refused(door, bo, rooms.put, "broen", 1, "9-12"), NotAllowed)
    assert "no such room" in refused(door, leader, rooms.put, "molen", 1, "9-12").message
    door.change(leader, rooms.as_the_house, "broen", door.read(leader, rooms.week, "broen"))
    assert door.read(OWNER, content) == before
    assert (
        "already"
        in refused(
            door, leader, rooms.as_the_house, "broen", door.read(leader, rooms.week, "broen")
        ).message
    )


# Days that are other -------------------------------------------------------------------------


def test_days_away_are_written_changed_and_taken_away_again(door: Door, mette: Who) -> None:
    before = door.read(OWNER, content)
    new = NewException(me(mette), "away", TODAY, TODAY + timedelta(days=3), "", "holiday", " Rom ")
    laid = door.change(mette, working_exceptions.add, new)
    (one,) = door.read(OWNER, working_exceptions.of, me(mette))
    assert (one.effect, one.reason, one.label, one.hours) == ("away", "holiday", "Rom", "")
    assert laid == working_exceptions.Laid(one.exception_id, 0)
    busy = NewException(me(mette), "busy", date(2026, 12, 8), date(2026, 12, 8), "10-11")
    door.change(mette, working_exceptions.change, one.exception_id, one.version, busy)
    changed = door.read(OWNER, working_exceptions.one, one.exception_id)
    assert (changed.hours, changed.first_on, changed.label) == ("10-11", date(2026, 12, 8), "")
    door.change(mette, working_exceptions.take_away, one.exception_id, changed.version)
    assert door.read(OWNER, content) == before
    for _deed in range(3):
        door.change(mette, undo)
    assert door.read(OWNER, content) == before


def test_what_is_over_is_not_in_the_way(door: Door, mette: Who) -> None:
    yesterday = TODAY - timedelta(days=1)
    for first, last in ((yesterday, yesterday), (yesterday, TODAY), (TODAY, TODAY)):
        door.change(mette, working_exceptions.add, NewException(me(mette), "away", first, last))
    shown = door.read(OWNER, working_exceptions.of, me(mette))
    assert [one.first_on for one in shown] == [yesterday, TODAY]


@pytest.mark.parametrize(
    ("effect", "days", "typed", "field", "words"),
    [
        ("away", -1, "", "last_on", "before the first"),
        ("away", 500, "", "last_on", "more than a year"),
        ("away", 0, "10-11", "hours", "choose busy"),
        ("busy", 0, "", "hours", "Write the hours"),
        ("works", 0, "ingen", "hours", "Write the hours"),
        ("busy", 0, "11-10", "hours", "ends before it begins"),
        ("works", 0, "9-12, 11-13", "hours", "overlap"),
        ("asleep", 0, "", "effect", "from the list"),
    ],
)
def test_days_that_cannot_be_are_one_sentence_by_their_field(
    door: Door, mette: Who, effect: str, days: int, typed: str, field: str, words: str
) -> None:
    new = NewException(me(mette), effect, TODAY, TODAY + timedelta(days=days), typed)
    error = refused(door, mette, working_exceptions.add, new)
    assert (error.field, words in error.message) == (field, True)


def test_two_who_write_the_same_days(door: Door, leader: Who, mette: Who) -> None:
    new = NewException(me(mette), "away", TODAY, TODAY)
    laid = door.change(leader, working_exceptions.add, new)
    longer = NewException(me(mette), "away", TODAY, TODAY + timedelta(days=1))
    door.change(mette, working_exceptions.change, laid.exception_id, 1, longer)
    for error in (
        refused(door, leader, working_exceptions.change, laid.exception_id, 1, new),
        refused(door, leader, working_exceptions.take_away, laid.exception_id, 1),
    ):
        assert isinstance(error, Conflict) and error.who == "Mette Juhl"


@pytest.mark.parametrize(
    ("effect", "typed", "hit"),
    [
        ("away", "", 2),
        ("busy", "10-10.30", 1),
        ("busy", "12-15", 0),
        ("busy", "10.45-11", 0),  # one ends as the other begins
        ("works", "9-12", 0),
        ("works", "11-15", 1),
        ("works", "10.30-11.30", 2),
    ],
)
def test_it_says_how_many_booked_times_it_lies_on_and_cancels_none(
    door: Door, mette: Who, leader: Who, bo: Who, effect: str, typed: str, hit: int
) -> None:
    """Booked 10.00-10.45 and 11.00-11.45 on 8 December, and one on the day before."""
    day = date(2026, 12, 8)
    for number, (on, hour) in enumerate(((day, 9), (day, 10), (day - timedelta(days=1), 9))):
        who = citizen(door, bo, f"Ida{number}")
        door.change(leader, book, who, me(mette), on, hour, 45)
    booked = door.read(OWNER, content)["slot"]
    laid = door.change(
        mette, working_exceptions.add, NewException(me(mette), effect, day, day, typed)
    )
    assert laid.booked == hit
    assert door.read(OWNER, content)["slot"] == booked


def test_the_meetings_of_groups_that_they_lead_are_hit_as_well(
    door: Door, mette: Who, bo: Who
) -> None:
    cooks, day = group(door), date(2026, 12, 8)
    meeting(door, cooks, "2026-12-08T10:00", leader=mette)
    meeting(door, cooks, "2026-12-08T14:00", leader=mette, status="cancelled", cancel_why="syg")
    meeting(door, cooks, "2026-12-08T14:00", leader=bo)
    meeting(door, cooks, "2026-12-09T10:00", leader=mette)
    for typed, hit in (("", 1), ("13-16", 0)):
        new = NewException(me(mette), "busy" if typed else "away", day, day, typed)
        laid = door.change(mette, working_exceptions.add, new)
        assert laid.booked == hit
        door.change(mette, working_exceptions.take_away, laid.exception_id, 1)


def test_the_weeks_of_all_colleagues_are_read_at_once(door: Door, leader: Who, mette: Who) -> None:
    assert mette.staff_id is not None
    door.change(leader, hours.put, mette.staff_id, 3, "9-12")
    with asked(door) as statements:
        found = door.read(leader, hours.workers)
    assert sum(" FROM working_hours" in one for one in statements) == 1
    assert found == [door.read(leader, hours.worker, one.staff_id) for one in found]
