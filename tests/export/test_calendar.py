"""The iCalendar file of a colleague, as another program reads it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from din_indgang_tui.export.calendar import calendar
from din_indgang_tui.house import coach_calendar, codes, slots
from din_indgang_tui.house.codes import SlotStatus
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import DeskError, NotAllowed
from din_indgang_tui.store.roles import Role, Who
from tests.diary_scene import at, book, room, standing, works
from tests.scene import OWNER, HandClock, citizen, rows

WEDNESDAY = "2026-11-18"


@pytest.fixture
def kirsten(door: Door, bo: Who) -> int:
    return citizen(door, bo, "Kirsten", "Møller", street="Havnegade 7")


def file_of(door: Door, initials: str = "MEJ", *, names: bool = False) -> bytes:
    read = coach_calendar.of_coach_with_names if names else coach_calendar.of_coach
    return calendar(door.read(OWNER, read, initials), door.read(OWNER, codes.lists))


def events(data: bytes) -> list[Any]:
    """Its events; the library knows their properties by name alone."""
    read: Any = Calendar.from_ical(data)
    return list(read.events)


def test_a_slot_is_an_event_without_a_word_of_whose_it_is(
    door: Door, bo: Who, mette: Who, kirsten: int
) -> None:
    room(door, "broen", "Broen, 1. sal; til venstre")
    book(door, bo, kirsten, f"{WEDNESDAY}T10:00", mette, room="broen", note="Kirsten har brevet.")
    data = file_of(door)
    (event,) = events(data)
    assert (event.start, event.end) == (at(f"{WEDNESDAY}T10:00"), at(f"{WEDNESDAY}T10:45"))
    assert str(event["summary"]) == "Coaching session"
    assert str(event["location"]) == "Broen, 1. sal; til venstre"
    assert (str(event["status"]), str(event["class"])) == ("CONFIRMED", "PRIVATE")
    text = data.decode("utf-8")
    for word in ("Kirsten", "Møller", "Havnegade", "brevet"):
        assert word not in text


def test_names_and_places_only_where_asked_for_and_then_on_record(
    door: Door, bo: Who, mette: Who, kirsten: int
) -> None:
    book(
        door, bo, kirsten, f"{WEDNESDAY}T10:00", mette, kind="home_visit", place="Havnegade 7",
    )  # fmt: skip
    looks = "SELECT citizen_id FROM look WHERE question LIKE 'coach_calendar.%'"
    assert "Havnegade" not in file_of(door).decode()
    assert door.read(OWNER, rows, looks) == []
    (event,) = events(file_of(door, names=True))
    assert str(event["summary"]) == "Home visit: Kirsten Møller"
    assert str(event["location"]) == "Havnegade 7"
    assert door.read(OWNER, rows, looks) == [(kirsten,)]


def test_the_same_slots_give_the_same_bytes_whenever_it_is_asked(
    door: Door, bo: Who, mette: Who, kirsten: int, clock: HandClock
) -> None:
    slot = book(door, bo, kirsten, "2026-11-19T10:00", mette)
    before = file_of(door)
    clock.move(hours=20)
    assert file_of(door) == before
    door.change(bo, slots.move, slot.slot_id, slot.version, starts_at=at("2026-11-19T11:00"))
    (was,), (moved,) = events(before), events(file_of(door))
    assert moved["uid"] == was["uid"], "a calendar knows the same one again"
    assert moved["sequence"] > was["sequence"]
    assert moved["dtstamp"].dt == clock.now
    assert moved.start == at("2026-11-19T11:00")


def test_what_is_cancelled_or_given_away_is_let_go_of(
    door: Door, bo: Who, mette: Who, leader: Who, kirsten: int
) -> None:
    works(door, leader, 3, "09:00-15:00")
    cancelled = book(door, bo, kirsten, f"{WEDNESDAY}T10:00", mette)
    given = book(door, bo, kirsten, f"{WEDNESDAY}T12:00", mette)
    door.change(bo, slots.mark, *standing(door, cancelled.slot_id), SlotStatus.CANCELLED_HOUSE)
    door.change(
        bo, slots.move, given.slot_id, given.version, coach_id=leader.staff_id,
        starts_at=at(f"{WEDNESDAY}T13:00"),
    )  # fmt: skip
    first, second = events(file_of(door))
    assert [str(one["status"]) for one in (first, second)] == ["CANCELLED"] * 2
    assert second.start == given.starts_at, "at the time that the calendar has it"
    (theirs,) = events(file_of(door, "ÅSE"))
    assert (str(theirs["status"]), theirs.start) == ("CONFIRMED", at(f"{WEDNESDAY}T13:00"))
    assert theirs["uid"] == second["uid"]


def test_one_moved_out_of_these_days_is_let_go_of_by_the_days_of_the_house(
    door: Door, bo: Who, mette: Who, kirsten: int
) -> None:
    works(door, mette, 3, "00:00-15:00")
    visit = book(door, bo, kirsten, f"{WEDNESDAY}T00:15", mette, kind="home_visit")
    door.change(bo, slots.move, visit.slot_id, visit.version, starts_at=at("2026-12-16T10:00"))

    def found(first: int, last: int | None) -> list[tuple[datetime, bool]]:
        days = date(2026, 11, first), date(2026, 11, last) if last else None
        read = door.read(OWNER, coach_calendar.of_coach, "mej", *days)
        return [(entry.starts_at, entry.cancelled) for entry in read.entries]

    assert found(18, 30) == [(at(f"{WEDNESDAY}T00:15"), True)]
    assert found(17, 17) == [], "a quarter past midnight is the day before in UTC"
    assert found(17, None) == [(at("2026-12-16T10:00"), False)]


def test_a_protected_address_stays_in_the_house(door: Door, bo: Who, mette: Who) -> None:
    karen = citizen(door, bo, "Karen", "Vang", street="Havnegade 7", address_protected=True)
    more = {"kind": "home_visit", "place": "Havnegade 7"}
    book(door, bo, karen, f"{WEDNESDAY}T10:00", mette, **more)
    data = file_of(door, names=True).decode()
    assert "Karen" in data and "Havnegade" not in data


def test_names_are_for_who_may_know_them(door: Door, who: dict[Role, Who]) -> None:
    assert door.read(who[Role.ADMIN], coach_calendar.of_coach, "mej").entries == ()
    with pytest.raises(NotAllowed):
        door.read(who[Role.ADMIN], coach_calendar.of_coach_with_names, "mej")


@pytest.mark.parametrize("day", ["2026-10-24", "2026-10-25", "2027-03-27", "2027-03-28"])
def test_ten_by_the_clock_of_the_house_is_ten_around_both_nights_it_is_moved(
    door: Door, bo: Who, mette: Who, kirsten: int, clock: HandClock, day: str
) -> None:
    clock.now = datetime(2026, 10, 1, 9, tzinfo=UTC)
    works(door, mette, date.fromisoformat(day).isoweekday(), "00:00-23:45")
    book(door, bo, kirsten, f"{day}T10:00", mette, kind="home_visit")
    (event,) = events(file_of(door))
    there = event.start.astimezone(ZoneInfo("Europe/Copenhagen"))
    assert there.isoformat()[:16] == f"{day}T10:00"
    assert event.start.utcoffset() == event.end.utcoffset() == timedelta(0)


def test_only_these_days_and_only_this_colleague(
    door: Door, bo: Who, mette: Who, leader: Who, kirsten: int
) -> None:
    works(door, leader, 3, "09:00-15:00")
    for day in ("18", "19", "20"):
        book(door, bo, kirsten, f"2026-11-{day}T10:00", mette)
    book(door, bo, kirsten, f"{WEDNESDAY}T12:00", leader)
    days = date(2026, 11, 19), date(2026, 11, 19)
    found = door.read(OWNER, coach_calendar.of_coach, "mej", *days)
    assert [entry.starts_at for entry in found.entries] == [at("2026-11-19T10:00")]


def test_nobody_has_those_initials(door: Door) -> None:
    with pytest.raises(DeskError, match="Nobody here has the initials XYZ"):
        door.read(OWNER, coach_calendar.of_coach, "xyz")
