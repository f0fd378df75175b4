"""The figures of checks, referrals and outreach, on histories that a person can check."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from din_indgang_tui.house import figure_labels, settings, statistics
from din_indgang_tui.house.periods import Days
from din_indgang_tui.house.statistics import Figures
from din_indgang_tui.house.statistics_part import Cell, Ratio, Total
from din_indgang_tui.store.door import Door
from tests.histories import (
    OWNER,
    attempt,
    check,
    conversation,
    course,
    enquiry,
    fill,
    house,
    pause,
    referral,
)
from tests.oracle_courses import Rest

W46 = Days(date(2026, 11, 9), date(2026, 11, 15))
W45_TO_47 = Days(date(2026, 11, 2), date(2026, 11, 22))
CHECKS = ("checks_due", "checks_done", "checks_overdue_at_end")


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    with house(tmp_path / "house.db") as opened:
        yield opened


def figures(door: Door, as_of: str | None = None, period: Days = W46) -> Figures:
    day = None if as_of is None else date.fromisoformat(as_of)
    return door.read(OWNER, statistics.figures, period, day)


def week(door: Door, *keys: str, as_of: str | None = None) -> list[Cell]:
    (row,) = figures(door, as_of).weeks
    return [row[key] for key in keys]


def weeks(door: Door, key: str, as_of: str) -> list[Cell]:
    """What three weeks say, 45 to 47, those of them that have begun."""
    return [row[key] for row in figures(door, as_of, W45_TO_47).weeks]


def total(door: Door, key: str, as_of: str | None = None) -> Total:
    return figures(door, as_of).totals[key]


def test_columns_and_totals_stand_in_the_order_of_the_definitions(door: Door) -> None:
    fill(door, [], Rest(unit_price=1))
    made = figures(door)
    assert made.columns[-7:] == (
        *CHECKS,
        *("referrals_sent", "referrals_answered", "outreach_attempts", "outreach_contacts"),
    )
    assert tuple(made.totals) == statistics.TOTALS
    assert made.totals.keys() | set(made.columns) == figure_labels.LABELS.keys()


def test_every_figure_says_how_it_is_counted(door: Door) -> None:
    fill(door, [], Rest(unit_price=1))
    made = figures(door)
    keys = [*made.columns[3:], *made.totals]
    told = {key: figure_labels.how_counted(key) for key in keys}
    assert all(words.endswith(".") for words in told.values())
    ways_in = {key for key in keys if told[key] == told["enquiries_phone"]}
    assert len(ways_in) == 6
    assert len(set(told.values())) == len(told) - 5
    with pytest.raises(KeyError):
        figure_labels.how_counted("week")


def test_a_check_is_due_on_day_28_and_done_on_the_earliest_decision(door: Door) -> None:
    done, early, late = (course(name, "2026-10-12") for name in ("Ali", "Bo", "Eva"))
    checks = [
        *(check(done, "2026-11-20"), check(done, "2026-11-12")),
        *(check(early, "2026-10-20"), check(late, "2026-11-16")),
    ]
    fill(door, [], Rest(courses=[done, early, late], checks=checks))
    assert [weeks(door, key, "2026-11-22") for key in CHECKS] == [[0, 3, 0], [0, 1, 1], [0, 1, 0]]
    # What is decided after the day the figures are made for is not decided yet.
    assert [weeks(door, key, "2026-11-15") for key in CHECKS] == [[0, 3], [0, 1], [0, 1]]


@pytest.mark.parametrize(
    ("closed_on", "decided_on", "as_of", "expected"),
    [
        ("2026-11-08", None, "2026-11-15", [0, 0, 0]),  # closed the day before: it has none
        ("2026-11-09", None, "2026-11-15", [1, 0, 1]),  # closed on the day: owed all the same
        ("2026-11-12", None, "2026-11-15", [1, 0, 1]),  # and it stays owed
        ("2026-11-08", "2026-11-03", "2026-11-15", [1, 0, 0]),  # decided early, closed, counted
        ("2026-11-08", "2026-11-16", "2026-11-15", [0, 0, 0]),  # not known yet
        ("2026-11-08", "2026-11-16", "2026-11-16", [1, 0, 1]),  # known: every week is judged so
        ("2026-11-08", None, "2026-11-07", []),  # the week has not begun
    ],
)
def test_a_course_that_closes_has_a_check_or_none(
    door: Door, closed_on: str, decided_on: str | None, as_of: str, expected: list[Cell]
) -> None:
    one = course("Ali", "2026-10-12", closed_on)
    checks = [check(one, decided_on)] if decided_on else []
    fill(door, [], Rest(courses=[one], checks=checks))
    rows = figures(door, as_of).weeks
    assert [row[key] for row in rows for key in CHECKS] == expected


def test_a_check_due_on_the_last_day_and_undecided_is_overdue(door: Door) -> None:
    fill(door, [], Rest(courses=[course("Ali", "2026-10-18")]))
    assert week(door, *CHECKS, as_of="2026-11-15") == [1, 0, 1]
    assert week(door, *CHECKS, as_of="2026-11-14") == [0, 0, 0]


def test_pauses_move_a_check_by_their_days(door: Door) -> None:
    rested, later, rests, closed = (
        course(name, "2026-10-12", closed_on)
        for name, closed_on in (("Ali", None), ("Bo", None), ("Eva", None), ("Ib", "2026-11-11"))
    )
    pauses = [
        # Due on the 9th, moved to the 16th by the first, and no further by one after that.
        *(pause(rested, "2026-11-09", "2026-11-15"), pause(rested, "2026-11-17", "2026-11-18")),
        pause(later, "2026-11-10", "2026-11-15"),  # begins after the day: moves nothing
        pause(rests, "2026-11-01"),  # lasts still: nobody can say when it is due
        pause(closed, "2026-11-08"),  # lasted until it closed, before the day that it moved to
    ]
    fill(door, [], Rest(courses=[rested, later, rests, closed], pauses=pauses))
    assert weeks(door, "checks_due", "2026-11-22") == [0, 1, 1]
    assert weeks(door, "checks_due", "2026-11-15") == [0, 1]


def test_another_number_of_days_holds_for_courses_that_open_then(door: Door) -> None:
    fill(door, [], Rest(courses=[course("Ali", "2026-10-12")]))
    before = figures(door, "2026-11-22", W45_TO_47)
    door.change(OWNER, settings.put, "check_days", "35")
    assert figures(door, "2026-11-22", W45_TO_47) == before


def test_referrals_by_the_day_they_were_sent_and_answered(door: Door) -> None:
    referrals = [
        referral("Ali", "2026-11-08", "2026-11-09", "granted"),
        referral("Bo", "2026-11-09", "2026-11-15", "withdrawn", asked_for="other"),
        referral("Eva", "2026-11-15", "2026-11-16", "refused"),
        referral("Ib", "2026-11-16"),
    ]
    fill(door, [], Rest(referrals=referrals))
    keys = ("referrals_sent", "referrals_answered")
    assert week(door, *keys) == [2, 2]
    assert week(door, *keys, as_of="2026-11-14") == [1, 1]


def test_a_result_is_a_contact_where_its_list_says_so(door: Door) -> None:
    attempts = [
        attempt("2026-11-09T00:00", "nobody_home"),
        attempt("2026-11-10T10:00", "talked_through_door", "Ali"),
        attempt("2026-11-12T10:00", "let_in"),
        attempt("2026-11-15T23:59", "withdrew"),
        attempt("2026-11-15T23:59"),
        attempt("2026-11-16T00:00", "let_in"),
    ]
    fill(door, [], Rest(attempts=attempts))
    keys = ("outreach_attempts", "outreach_contacts")
    assert week(door, *keys) == [5, 2]
    assert week(door, *keys, as_of="2026-11-11") == [2, 1]


@pytest.mark.parametrize(
    ("came", "opened", "sent", "as_of", "expected"),
    [
        (["2026-10-01"], [], ["2026-10-29"], "2026-10-30", (1, 1)),  # day 28, and it is over
        (["2026-10-01"], [], ["2026-10-29"], "2026-10-29", (0, 0)),  # the last day is not over
        (["2026-10-01"], [], ["2026-10-30"], "2026-11-15", (0, 1)),  # a day too late
        (["2026-10-01"], [], ["2026-09-30"], "2026-11-15", (0, 1)),  # before first contact
        (["2026-10-01"], [], ["2026-09-30", "2026-10-01"], "2026-11-15", (1, 1)),
        (["2026-10-01"], [], ["2026-10-02", "2026-10-03"], "2026-11-15", (1, 1)),  # one citizen
        # The first enquiry is first contact, even when a course or a referral is older.
        (["2026-10-01"], ["2026-09-01"], ["2026-10-20"], "2026-11-15", (1, 1)),
        (["2026-10-20"], ["2026-09-01"], ["2026-09-10"], "2026-11-18", (0, 1)),
        # An enquiry after the as-of day has not come: then the oldest of the others is.
        (["2026-10-20"], ["2026-09-01"], ["2026-09-10"], "2026-10-19", (1, 1)),
        ([], ["2026-09-01"], ["2026-09-29"], "2026-11-15", (1, 1)),
        ([], ["2026-09-01"], ["2026-09-30"], "2026-11-15", (0, 1)),
        ([], [], ["2026-09-30"], "2026-11-15", (1, 1)),
        ([], [], [], "2026-11-15", (0, 0)),  # somebody with none of these is not counted
    ],
)
def test_who_was_referred_within_four_weeks(
    door: Door,
    came: list[str],
    opened: list[str],
    sent: list[str],
    as_of: str,
    expected: tuple[int, int],
) -> None:
    fill(
        door,
        [enquiry(f"{day}T10:00", citizen="Ali") for day in came],
        Rest(
            conversations=[conversation("Ali", "2026-09-01")],
            courses=[course("Ali", day) for day in opened],
            referrals=[referral("Ali", day) for day in sent],
        ),
    )
    assert total(door, "referred_within_4_weeks", as_of) == Ratio(*expected)


def test_with_an_opening_day_those_are_counted_whose_first_contact_lies_after_it(
    door: Door,
) -> None:
    came = [
        enquiry("2026-09-01T10:00", citizen="Ali"),
        enquiry("2026-10-01T10:00", citizen="Ali"),
        enquiry("2026-10-01T10:00", citizen="Bo"),
    ]
    sent = [
        referral("Ali", "2026-09-02"),
        referral("Ali", "2026-10-02"),
        referral("Ib", "2026-09-30"),
    ]
    fill(door, came, Rest(referrals=sent), opening_day="2026-09-30")
    assert total(door, "referred_within_4_weeks") == Ratio(1, 2)


@pytest.mark.parametrize(
    ("opening_day", "as_of", "expected"),
    [
        ("", "2026-10-31", (3, 50)),
        ("", "2026-10-30", (1, 20)),  # October is not over
        ("2026-09-30", "2026-11-15", (3, 50)),  # the month in which the house opened counts
        ("2026-10-01", "2026-11-15", (2, 30)),
        ("2026-11-01", "2026-11-15", (0, 0)),
    ],
)
def test_months_that_were_typed_in_count_by_their_last_day(
    door: Door, opening_day: str, as_of: str, expected: tuple[int, int]
) -> None:
    months = {"2026-09": (1, 20), "2026-10": (2, 30)}
    fill(door, [], Rest(bypassed=months), opening_day=opening_day)
    assert total(door, "bypassed_house", as_of) == Ratio(*expected)


def test_a_saving_is_there_with_a_price_alone(door: Door) -> None:
    closed = [
        course("Ali", "2026-09-01", "2026-10-01", formerly_assessed="yes"),
        course("Bo", "2026-09-01", "2026-10-01", formerly_assessed="yes", onward_support="none"),
        course("Eva", "2026-09-01", "2026-10-01", formerly_assessed="yes", onward_support="sel85"),
    ]
    fill(door, [], Rest(courses=closed))
    assert "saving_dkk" not in figures(door).totals
    door.change(OWNER, settings.put, "unit_price", "85000")
    assert total(door, "saving_dkk") == 170_000
