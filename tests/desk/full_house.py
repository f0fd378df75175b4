"""A house with something on every screen, and with names and texts that are hard to fit."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from din_indgang_tui.clock import local_date
from din_indgang_tui.house import call_backs, duty, enquiries, handover, inbox, opening_hours, slots
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.codes import Channel, SlotStatus
from din_indgang_tui.house.delivery import Delivery
from din_indgang_tui.house.slots import NewSlot
from tests.desk import (
    check_screens,
    course_screens,
    diary,
    group_day_screens,
    group_screens,
    owed_screens,
    referral_screens,
    statistics_screens,
)
from tests.desk.booking_screens import write_bookings
from tests.desk.hours_screens import write_hours
from tests.desk.house import House, colleague, register
from tests.desk.plan_screens import say_and_consent
from tests.desk.roll_screens import write_rolls
from tests.desk.talk_screens import talk

LONG = "Maria-Elisabeth Wilhelmine", "Østergaard-Christoffersen"
SAYING = "Jeg vil gerne kunne åbne min post uden at få ondt i maven. " * 4


def fill(house: House) -> None:
    """The morning, with letters, finished ones, and names that are hard to fit."""
    now = house.moment
    with house.open():
        house.do(colleague(house, "ÅSE"), opening_hours.close_day, date(2026, 12, 24), "Juleaften")
        someone = NewCitizen(
            *LONG, phone="20 00 00 99", street="Gammel Strandvejs Sidegade 121, 4. tv."
        )
        reasons = ("money_debt", "post_digital", "everyday_life")
        house.moment = now - timedelta(days=400)
        for _visit in range(30):
            house.moment += timedelta(days=7)
            house.do(
                colleague(house, "BOD"),
                enquiries.finish,
                register(house, channel=Channel.LETTER),
                "other",
            )
        house.moment = now - timedelta(days=1)
        for anybody in (NewCitizen("Viggo", "Storm"), None):
            register(house, anybody, reasons=reasons, companion_kind="relative", companion="søn")
        house.moment = now - timedelta(minutes=16)
        register(
            house, someone, reasons=reasons, companion="sin søster og hendes mand", note=SAYING
        )
        house.moment = now - timedelta(days=140)
        deliver(house)
        house.moment = now
        for channel in (Channel.LETTER, Channel.DIGITAL):
            register(house, NewCitizen("Tove", "Kruse"), channel=channel, reasons=reasons)
        for outcome in ("helped", "left_without_help", "conversation"):
            finished = register(house, NewCitizen(*LONG))
            house.do(colleague(house, "LIV"), enquiries.finish, finished, outcome)
        _told(house)
        _booked(house)
        say_and_consent(house)
        course_screens.in_courses(house)
        check_screens.decide(house)
        write_hours(house)
        talk(house, SAYING)
        write_bookings(house, SAYING)
        group_screens.in_groups(house)
        write_rolls(house, " ".join(LONG))
        group_day_screens.on_the_day(house)
        referral_screens.refer(house)
        statistics_screens.count(house)
        owed_screens.owe(house)


@pytest.fixture
def house(full: Path, tmp_path: Path) -> House:
    """The full house; imported by a test module, it stands there in place of the morning alone."""
    return House(Path(shutil.copy(full, tmp_path / "house.db")))


def _told(house: House) -> None:
    """Colleagues on duty, lines handed over, and those who want to be called; BOD is not there."""
    now, today = house.moment, local_date(house.moment)
    house.moment = now - timedelta(days=3)
    mette = colleague(house, "MJU")
    for text in ("Nøglen til loftet ligger hos Bo.", SAYING * 2):
        house.do(mette, handover.write, text)
    house.do(mette, call_backs.take_down, caller=" ".join(LONG), about=SAYING)
    house.moment = now
    for initials, hours in (("MJU", "9-13"), ("KSØ", "9.30-12, 13-15"), ("LIV", "")):
        house.do(mette, duty.put_on, today, colleague(house, initials).staff_id, hours)
    known = house.rows("SELECT id FROM citizen WHERE address_protected = 1 LIMIT 1")[0][0]
    house.do(mette, call_backs.take_down, citizen_id=known, for_staff=2, about="mødet")


def _booked(house: House) -> None:
    """A day with slots: to come, cancelled, sent word, moved to tomorrow, and not told of all."""
    bo = colleague(house, "BOD")
    ids = dict(house.rows("SELECT given_name || ' ' || family_name, id FROM citizen"))
    whole = " ".join(LONG)
    booked = {}
    for name, initials, hours in (
        ("Aase Lund", "MJU", 2), (whole, "MJU", 3), ("Karen Vang", "KSØ", 2),
        ("Søren Kjær", "KSØ", 1), ("Ole Hansen", "MJU", 1),
    ):  # fmt: skip
        when = house.moment.replace(minute=0, second=0) + timedelta(hours=hours)
        coach = colleague(house, initials).staff_id
        assert coach is not None
        new = NewSlot(ids[name], when, coach, note=SAYING if name == whole else "")
        booked[name] = house.do(bo, slots.book, new)
    cancelled = booked["Karen Vang"].slot_id
    house.do(bo, slots.mark, *diary.standing(house, cancelled), SlotStatus.CANCELLED_HOUSE, SAYING)
    house.do(
        bo,
        slots.mark,
        *diary.standing(house, booked["Søren Kjær"].slot_id),
        SlotStatus.CANCELLED_CITIZEN,
    )
    slot = booked["Ole Hansen"]
    tomorrow = slot.starts_at + timedelta(days=1)
    house.do(bo, slots.move, slot.slot_id, slot.version, starts_at=tomorrow)


def deliver(house: House) -> None:
    """A letter that is long, from somebody who is like others."""
    letter = Delivery(
        given_name=LONG[0],
        family_name="Møgelkær",
        birth_date=date(1979, 7, 4),
        phone="20 00 00 99",
        email="maria-elisabeth.wilhelmine.oestergaard@example.com",
        message=SAYING + "\n\n" + SAYING * 9,
        reasons=("money_debt", "post_digital", "everyday_life"),
        heard_from="housing_association",
    )
    house.do(colleague(house, "BOD"), inbox.deliver, letter)
