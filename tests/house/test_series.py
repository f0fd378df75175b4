"""A series of times: an answer for every date before anything is saved, then all or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from din_indgang_tui.clock import local
from din_indgang_tui.house import days_off, series, slots
from din_indgang_tui.house.codes import SlotStatus
from din_indgang_tui.house.series import Ask, Chosen, SeriesRefused, Verdict
from din_indgang_tui.house.undo import undo
from din_indgang_tui.house.verdicts import Answer
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import Who
from tests.diary_scene import at, book, closed, course, exception, pause, room, standing, works
from tests.scene import OWNER, HandClock, citizen, content, refused, rows

TUESDAY = date(2026, 11, 24)


@pytest.fixture
def kirsten(door: Door, bo: Who) -> int:
    """Somebody the house knows."""
    return citizen(door, bo, "Kirsten", "Møller")


@pytest.fixture
def ask(kirsten: int, mette: Who) -> Ask:
    """Every Tuesday at 10.00 at Mette Juhl's, eight times."""
    assert mette.staff_id is not None
    return Ask(kirsten, None, mette.staff_id, TUESDAY, time(10))


def answers(door: Door, who: Who, ask: Ask) -> list[Verdict]:
    return door.read(who, series.verdicts, ask)


def chosen(verdicts: list[Verdict], room: str | None = None) -> list[Chosen]:
    return [
        Chosen(one.number, one.starts_at, room)
        for one in verdicts
        if one.answer is Answer.FREE and one.starts_at is not None
    ]


def test_every_date_has_an_answer_and_nothing_is_saved(
    door: Door, bo: Who, mette: Who, leader: Who, kirsten: int, ask: Ask
) -> None:
    ali = citizen(door, bo, "Ali")
    room(door, "broen", "Broen")
    room(door, "molen", "Molen")
    works(door, leader, 2, "09:00-15:00")
    of_kirsten = course(door, kirsten, "2026-11-17", ends="2027-01-11")
    pause(door, of_kirsten, "2026-12-28", "2026-12-28")  # which moves the end by a day
    exception(door, mette, "2026-12-01", "busy", "09:30-10:30", label="teammøde")
    closed(door, "2026-12-22", "Juleferie")
    book(door, bo, ali, "2026-12-08T10:30", leader, room="broen")
    book(door, bo, ali, "2026-12-15T09:30", mette)
    book(door, bo, kirsten, "2026-12-29T10:00", leader)
    before = door.read(OWNER, content)
    found = answers(door, bo, replace(ask, course_id=of_kirsten, room="broen"))
    assert [(one.number, str(one.day), one.answer.value, one.words) for one in found] == [
        (1, "2026-11-24", "free", "free"),
        (2, "2026-12-01", "coach_busy", "Mette Juhl is busy (teammøde)"),
        (3, "2026-12-08", "room_taken", "Broen is taken"),
        (4, "2026-12-15", "coach_taken", "Mette Juhl is busy (coaching session)"),
        (5, "2026-12-22", "closed", "closed: Juleferie"),
        (6, "2026-12-29", "citizen_taken", "has something else (coaching session)"),
        (7, "2027-01-05", "free", "free"),
        (8, "2027-01-12", "free", "free"),
    ]
    assert door.read(OWNER, content) == before
    assert found[0].proposals == ()
    # The same day first, nearest to the time; none at a date that the series has itself.
    assert [one.starts_at for one in found[1].proposals] == [
        at("2026-12-01T10:30"), at("2026-12-01T11:15"), at("2026-12-01T12:00"),
    ]  # fmt: skip
    # Where only the room is taken another one comes first; then times at which this one is free.
    assert [(one.starts_at, one.room) for one in found[2].proposals] == [
        (at("2026-12-08T10:00"), "molen"),
        (at("2026-12-08T09:15"), "broen"),
        (at("2026-12-08T10:45"), "molen"),
    ]
    assert found[4].proposals[0].starts_at == at("2026-12-23T10:00")


def test_past_the_end_of_the_course_nothing_is_proposed(
    door: Door, bo: Who, kirsten: int, ask: Ask
) -> None:
    of_kirsten = course(door, kirsten, "2026-11-17", weeks=2)
    pause(door, of_kirsten, "2026-11-30", None)
    found = answers(door, bo, replace(ask, course_id=of_kirsten, times=3))
    assert [one.answer for one in found] == [Answer.FREE, Answer.PAUSE, Answer.AFTER_COURSE]
    assert found[2].words == "after week 2: the course ends on 01.12.2026"
    assert found[2].proposals == ()


def test_ten_stays_ten_over_both_nights_on_which_the_clock_is_moved(
    door: Door, bo: Who, ask: Ask
) -> None:
    spring = answers(door, bo, replace(ask, first=date(2027, 3, 22), times=2))
    assert [one.starts_at for one in spring] == [at("2027-03-22T10:00"), at("2027-03-29T10:00")]
    autumn = answers(door, bo, replace(ask, first=date(2027, 10, 25), times=2))
    autumn += answers(door, bo, replace(ask, first=date(2027, 11, 1), times=1))
    assert [one.starts_at.hour if one.starts_at else None for one in (*spring, *autumn)] == [
        9, 8, 8, 9, 9,
    ]  # fmt: skip


def test_a_time_that_is_skipped_that_night_is_said_so(
    door: Door, bo: Who, mette: Who, ask: Ask
) -> None:
    works(door, mette, 7, "01:00-05:00")
    night = replace(ask, first=date(2027, 3, 21), time=time(2, 30), times=2, kind="home_visit")
    before, that_night = answers(door, bo, night)
    assert before.answer is Answer.FREE
    assert (that_night.answer, that_night.starts_at) == (Answer.NO_SUCH_TIME, None)
    assert that_night.words == "the clock skips that time that night"
    assert that_night.proposals[0].starts_at == at("2027-03-28T01:00")


def test_several_days_and_every_other_week(door: Door, bo: Who, ask: Ask) -> None:
    twice = replace(ask, weekdays=(2, 4), every_weeks=2, times=4)
    days = [str(one.day) for one in answers(door, bo, twice)]
    assert days == ["2026-11-24", "2026-11-26", "2026-12-08", "2026-12-10"]
    # A day of the week that lies before the first date begins the week after.
    later = replace(ask, weekdays=(1, 3), times=2)
    assert [str(one.day) for one in answers(door, bo, later)] == ["2026-11-25", "2026-11-30"]


def test_it_begins_on_the_first_day_that_is_one_of_its_own(door: Door, bo: Who, ask: Ask) -> None:
    """`Every other Tuesday from Saturday on` begins on the next Tuesday, not on the one after."""
    from_saturday = replace(ask, first=date(2026, 11, 28), weekdays=(2,), every_weeks=2, times=2)
    days = [str(one.day) for one in answers(door, bo, from_saturday)]
    assert days == ["2026-12-01", "2026-12-15"]


NIGHT = time(2, 30)  # of the hour that is skipped in spring and is twice in autumn


def told(verdicts: list[Verdict]) -> list[tuple[str, str, str]]:
    """Each date, its answer, and what the clock on the wall shows when it begins."""
    return [
        (str(one.day), one.words, f"{local(one.starts_at):%H.%M}" if one.starts_at else "")
        for one in verdicts
    ]


def test_every_sunday_at_half_past_two_over_both_nights_on_which_the_clock_is_moved(
    door: Door, bo: Who, mette: Who, ask: Ask, clock: HandClock
) -> None:
    works(door, mette, 7, "01:00-05:00")
    sundays = replace(ask, time=NIGHT, kind="home_visit", minutes=60)
    clock.now = at("2026-10-12T10:00")
    autumn = replace(sundays, first=date(2026, 10, 18), times=3)
    found = answers(door, bo, autumn)
    assert told(found) == [(f"2026-{day}", "free", "02.30") for day in ("10-18", "10-25", "11-01")]
    # The first of the two: an hour later by the sun it is half past two once more.
    assert [one.starts_at for one in found] == [
        datetime(2026, 10, 18, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 11, 1, 1, 30, tzinfo=UTC),
    ]
    booked = door.change(bo, series.book_series, autumn, chosen(found))
    assert [(one.ends_at - one.starts_at).seconds for one in booked] == [3600] * 3
    spring = replace(sundays, first=date(2027, 3, 21), times=3)
    found = answers(door, bo, spring)
    assert told(found) == [
        ("2027-03-21", "free", "02.30"),
        ("2027-03-28", "the clock skips that time that night", ""),
        ("2027-04-04", "free", "02.30"),
    ]
    at_three = found[1].proposals[0]
    dates = [*chosen(found), Chosen(2, at("2027-03-28T03:00"))]
    assert at_three.starts_at == at("2027-03-28T01:00")
    assert len(door.change(bo, series.book_series, spring, dates)) == 3


def test_mondays_and_sundays_around_both_nights_keep_their_time(
    door: Door, bo: Who, mette: Who, ask: Ask, clock: HandClock
) -> None:
    for weekday in (1, 7):
        works(door, mette, weekday, "09:00-12:00")
    clock.now = at("2026-10-12T10:00")
    for first in (date(2026, 10, 18), date(2027, 3, 21)):
        both = replace(ask, first=first, weekdays=(1, 7), times=6, kind="home_visit")
        found = told(answers(door, bo, both))
        assert [(words, wall) for _day, words, wall in found] == [("free", "10.00")] * 6


def test_over_christmas_and_new_year_each_holiday_is_named(
    door: Door, bo: Who, leader: Who, ask: Ask
) -> None:
    door.change(leader, days_off.fill)
    fridays = replace(ask, first=date(2026, 12, 18), time=time(10), times=4)
    assert told(answers(door, bo, fridays)) == [
        ("2026-12-18", "free", "10.00"),
        ("2026-12-25", "closed: Juledag", "10.00"),
        ("2027-01-01", "closed: Nytårsdag", "10.00"),
        ("2027-01-08", "free", "10.00"),
    ]


def test_what_was_chosen_is_booked_at_once_and_taken_back_at_once(
    door: Door, bo: Who, kirsten: int, ask: Ask
) -> None:
    room(door, "broen", "Broen")
    closed(door, "2026-12-01")
    before = door.read(OWNER, content)
    found = answers(door, bo, ask)
    moved = found[1].proposals[0]
    dates = [*chosen(found, "broen"), Chosen(2, moved.starts_at, moved.room)]
    booked = door.change(bo, series.book_series, ask, dates)
    assert len(booked) == 8
    assert {one.room for one in booked} == {"broen"}
    assert door.read(bo, slots.of_citizen, kirsten) == sorted(booked, key=lambda s: s.starts_at)
    (rule,) = door.read(OWNER, rows, "SELECT rule FROM slot_series")
    assert rule == ("DTSTART:20261124T100000\nRRULE:FREQ=WEEKLY;COUNT=8;BYDAY=TU",)
    assert len({one.series_id for one in booked}) == 1
    door.change(bo, undo)
    assert door.read(OWNER, content) == before


def test_where_one_was_taken_meanwhile_none_is_booked_and_its_number_is_said(
    door: Door, bo: Who, mette: Who, ask: Ask
) -> None:
    dates = chosen(answers(door, bo, ask))
    book(door, mette, citizen(door, bo, "Ali"), "2026-12-08T10:15", mette)
    error = refused(door, bo, series.book_series, ask, dates)
    assert isinstance(error, SeriesRefused)
    assert error.number == 3
    assert error.message == (
        "Tue 8.12. 10.00: Mette Juhl took that time for something else at 10.22."
        " Next: Tue 8.12. 11.00. Nothing was booked."
    )
    assert error.next_free[0].starts_at == at("2026-12-08T11:00")
    again = answers(door, bo, ask)
    assert [one.number for one in again if one.answer is not Answer.FREE] == [3]


def test_a_date_outside_of_what_may_be_is_refused_with_its_number(
    door: Door, bo: Who, ask: Ask
) -> None:
    dates = [*chosen(answers(door, bo, ask)), Chosen(9, at("2026-12-05T10:00"))]
    error = refused(door, bo, series.book_series, ask, dates)
    assert isinstance(error, SeriesRefused)
    assert (error.number, error.next_free) == (9, ())
    assert error.message == "Sat 5.12. 10.00: The house is closed. Nothing was booked."
    assert "at least one" in refused(door, bo, series.book_series, ask, []).message


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"times": 0}, "times"),
        ({"times": 53}, "times"),
        ({"every_weeks": 0}, "every_weeks"),
        ({"weekdays": (8,)}, "weekdays"),
        ({"time": time(10, 5)}, "time"),
        ({"minutes": 4}, "minutes"),
        ({"kind": "group"}, "kind"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_its_field(
    door: Door, bo: Who, ask: Ask, wrong: dict[str, Any], field: str
) -> None:
    dates = [Chosen(1, at("2026-11-24T10:00"))]
    assert refused(door, bo, series.book_series, replace(ask, **wrong), dates).field in (
        field, "series",
    )  # fmt: skip


def test_dates_that_are_over_are_said_to_be(
    door: Door, bo: Who, ask: Ask, clock: HandClock
) -> None:
    found = answers(door, bo, replace(ask, first=date(2026, 11, 10), times=2))
    assert [one.answer for one in found] == [Answer.PAST, Answer.FREE]  # 10.00 today is over, too,
    clock.move(days=1)  # but an hour of today may be written down after the fact
    found = answers(door, bo, replace(ask, first=date(2026, 11, 10), times=2))
    assert [one.answer for one in found] == [Answer.PAST, Answer.PAST]


def test_where_it_is_and_the_line_about_it_are_of_every_time(door: Door, bo: Who, ask: Ask) -> None:
    ask = replace(ask, times=2, place="Biblioteket, 1. sal", note="Tager brevet med.")
    booked = door.change(bo, series.book_series, ask, chosen(answers(door, bo, ask)))
    assert [(one.place, one.note) for one in booked] == [
        ("Biblioteket, 1. sal", "Tager brevet med.")
    ] * 2


@pytest.mark.parametrize(
    "day", [date.max, date.max - timedelta(days=1), date(2037, 1, 1), date(2016, 1, 1), date.min]
)
def test_a_first_date_years_away_is_a_slip_and_refused_by_its_row(
    door: Door, bo: Who, ask: Ask, day: date
) -> None:
    """The last days there are have no Tuesday after them."""
    with pytest.raises(DeskError, match="too far away") as error:
        answers(door, bo, replace(ask, first=day, weekdays=(2,)))
    assert error.value.field == "first"


def test_the_rest_of_a_series_is_cancelled_at_once_and_undone(
    door: Door, bo: Who, mette: Who, ask: Ask, clock: HandClock
) -> None:
    booked = door.change(bo, series.book_series, ask, chosen(answers(door, bo, ask)))
    beside = book(door, bo, ask.citizen_id, "2026-12-10T10:00", mette)
    sent_word, moved = booked[4], booked[5]
    door.change(mette, slots.mark, *standing(door, sent_word.slot_id), SlotStatus.CANCELLED_CITIZEN)
    to = moved.starts_at + timedelta(days=1)
    door.change(mette, slots.move, *standing(door, moved.slot_id), starts_at=to)
    assert door.read(bo, series.coming, beside.slot_id) == ()
    shown = door.read(bo, series.coming, booked[2].slot_id)
    assert [one.slot_id for one in shown] == [booked[n].slot_id for n in (2, 3, 6, 7)]
    before = door.read(OWNER, content)
    versions = [(one.slot_id, one.version) for one in shown]
    gone = door.change(bo, series.cancel_rest, versions, "Stopper")
    assert {(one.status, one.cancel_why, one.told) for one in gone} == {
        (SlotStatus.CANCELLED_HOUSE, "Stopper", False)
    }
    stands = {one.slot_id: one.status for one in door.read(bo, slots.of_citizen, ask.citizen_id)}
    assert [stands[one.slot_id] for one in (*booked[:2], moved, beside)] == [SlotStatus.BOOKED] * 4
    assert stands[sent_word.slot_id] is SlotStatus.CANCELLED_CITIZEN
    assert door.change(bo, undo).deed == "series.cancel_rest"
    assert door.read(OWNER, content) == before


def test_where_one_of_the_rest_was_changed_meanwhile_none_is_cancelled(
    door: Door, bo: Who, mette: Who, ask: Ask
) -> None:
    door.change(bo, series.book_series, ask, chosen(answers(door, bo, ask)))
    shown = door.read(bo, series.coming, 1)
    versions = [(one.slot_id, one.version) for one in shown]
    door.change(mette, slots.mark, *versions[2], SlotStatus.CANCELLED_CITIZEN)
    before = door.read(OWNER, content)
    refused(door, bo, series.cancel_rest, versions)
    assert door.read(OWNER, content) == before
