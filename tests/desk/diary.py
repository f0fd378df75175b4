"""A house with a diary: rooms, courses, and colleagues who have something on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from din_indgang_tui.house import courses, slots
from din_indgang_tui.house.courses import NewCourse
from din_indgang_tui.house.day_slots import DaySlot
from din_indgang_tui.house.slot_rows import Slot
from din_indgang_tui.house.slots import NewSlot
from tests.desk.house import House, colleague
from tests.diary_scene import at, exception, room

MONDAY = date(2026, 11, 23)


@dataclass(frozen=True, slots=True)
class DiaryOf:
    """Whom and what the tests of booking are about."""

    kirsten: int  # has a course with Mette Juhl
    course: int
    soeren: int  # has none
    slot: int  # Kirsten's next time, Thursday 26 November at 13.00


def known(house: House, given: str, family: str) -> int:
    """The number of somebody the house knows."""
    sql = "SELECT id FROM citizen WHERE given_name = ? AND family_name = ?"
    return int(house.rows(sql, given, family)[0][0])


def fill(house: House) -> DiaryOf:
    """A course, and what Mette Juhl and Karim Sønderby have on in two weeks."""
    with house.open():
        kirsten, soeren = known(house, "Kirsten", "Møller"), known(house, "Søren", "Kjær")
        mette = colleague(house, "MJU")
        new = NewCourse(kirsten, date(2026, 11, 17), coach_id=mette.staff_id)
        course = house.do(mette, courses.open_course, new).course_id
        aase = known(house, "Aase", "Lund")
        for day in ("17", "18", "19"):
            for hour in ("10:00", "11:00", "12:00", "13:00", "14:00"):
                book(house, aase, f"2026-11-{day}T{hour}", "MJU")
        fill_week_48(house)
        slot = book(house, kirsten, "2026-11-26T13:00", "MJU", course_id=course, room="broen")
    return DiaryOf(kirsten, course, soeren, slot)


def fill_week_48(house: House) -> None:
    """Two rooms, four times of Mette Juhl's, and days that are other than the pattern."""
    with house.open() as door:
        there = {code for (code,) in house.rows("SELECT code FROM room")}
        for code, label in (("broen", "Broen"), ("molen", "Molen")):
            if code not in there:
                room(door, code, label)
        for when in ("23T09:00", "23T10:00", "24T11:00", "25T09:00"):
            book(house, known(house, "Aase", "Lund"), f"2026-11-{when}", "MJU")
        mette, karim = colleague(house, "MJU"), colleague(house, "KSØ")
        exception(door, mette, "2026-11-20", "away", label="kursus")
        exception(door, mette, "2026-11-25", "busy", "13:00-14:00", "teammøde")
        exception(door, karim, "2026-11-24", "away")


def book(house: House, citizen_id: int, when: str, coach: str, **more: object) -> int:
    """Bo Dam books a time, `2026-11-24T10:00` by the clock on the wall. Returns its number."""
    staff_id = colleague(house, coach).staff_id
    assert staff_id is not None
    new = NewSlot(citizen_id, at(when), staff_id, **more)  # type: ignore[arg-type]
    return int(house.do(colleague(house, "BOD"), slots.book, new).slot_id)


def standing(house: House, slot_id: int) -> tuple[int, int]:
    """A time, and its version as whoever looks at it now has read it."""
    return slot_id, house.ask(slots.one, slot_id).version


def book_named(house: House, name: str, initials: str, when: datetime) -> Slot:
    """A time of somebody the house knows, with this colleague."""
    given, _space, family = name.rpartition(" ")
    coach = colleague(house, initials).staff_id
    assert coach is not None
    new = NewSlot(known(house, given, family), when, coach)
    slot: Slot = house.do(colleague(house, "BOD"), slots.book, new)
    return slot


def hours_on(house: House, hours: int, days: int = 0) -> datetime:
    """So many whole hours from 10.00 in the house on."""
    return house.moment.replace(minute=0, second=0) + timedelta(hours=hours, days=days)


def row_of(house: House, slot: Slot) -> DaySlot:
    """A slot of today as the file has it now."""
    return next(row for row in house.today().slots if row.slot_id == slot.slot_id)
