"""A group's rule, hours and exceptions as people write them, and who helps."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui import i18n
from din_indgang_tui.house import coming_days, group_helpers, group_rules, group_written
from din_indgang_tui.house.group_rules import MONTHLY, WEEKLY, GroupException, Rule
from din_indgang_tui.house.group_writing import Helper
from din_indgang_tui.house.staff import Colleague
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import Role

TODAY = date(2026, 11, 17)
DAYS = st.integers(0, 700).map(lambda days: date(2026, 6, 1) + timedelta(days=days))


def read(text: str) -> tuple[GroupException, ...]:
    return group_written.exceptions(text, TODAY, field="exceptions")


# Hours -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "begins", "minutes"),
    [
        ("10.30-12", time(10, 30), 90),
        ("10:30 - 12.00", time(10, 30), 90),
        ("9-13", time(9), 240),
        ("kl. 10.30", time(10, 30), 75),
        ("0930", time(9, 30), 75),
        ("22-1", time(22), 180),
        ("", None, 75),
    ],
)
def test_hours_are_from_when_to_when_or_a_beginning_alone(
    text: str, begins: time | None, minutes: int
) -> None:
    assert group_written.hours(text, 75, field="start_time") == (begins, minutes)


@pytest.mark.parametrize("text", ["10.30-10.30", "12-11", "25-26", "halv elleve", "10-12-14", "-"])
def test_what_are_no_hours_is_refused_by_its_field(text: str) -> None:
    with pytest.raises(DeskError) as error:
        group_written.hours(text, 75, field="start_time")
    assert error.value.field == "start_time"


@given(st.times(), st.integers(5, group_written.LONGEST), st.integers(5, group_written.LONGEST))
def test_hours_are_read_as_they_are_written(begins: time, minutes: int, other: int) -> None:
    begins = begins.replace(second=0, microsecond=0)
    text = group_written.hours_text(begins, minutes)
    assert group_written.hours(text, other, field="") == (begins, minutes)


def test_a_time_that_the_clock_skips_is_refused() -> None:
    with pytest.raises(DeskError) as error:
        group_written.moment(date(2026, 3, 29), time(2, 30), field="day")
    assert error.value.field == "day"


@pytest.mark.parametrize(("text", "places"), [("", None), (" 10 ", 10), ("500", 500)])
def test_places_are_a_number_or_no_limit(text: str, places: int | None) -> None:
    assert group_written.places(text, field="capacity") == places


@pytest.mark.parametrize("text", ["ti", "-3", "1.5", "1000000", "²"])
def test_what_is_no_number_of_places_is_refused(text: str) -> None:
    with pytest.raises(DeskError) as error:
        group_written.places(text, field="capacity")
    assert error.value.field == "capacity"


# The rule ----------------------------------------------------------------------------------------

RULES = st.one_of(
    st.builds(Rule, st.just(WEEKLY), st.integers(1, group_rules.MOST_WEEKS)),
    st.builds(
        Rule,
        st.just(MONTHLY),
        st.integers(1, group_rules.MOST_MONTHS),
        nth=st.sampled_from(group_rules.NTHS),
    ),
)


@pytest.mark.parametrize("spoken", i18n.LANGUAGES)
@given(rule=RULES, days=st.sets(st.integers(1, 7), min_size=1))
def test_a_rule_is_read_as_it_is_written(spoken: str, rule: Rule, days: set[int]) -> None:
    before = i18n.language()
    i18n.choose(spoken)
    try:
        text = group_written.weekdays_text(sorted(days))
        said = group_written.how_often(rule)
    finally:
        i18n.choose(before)
    weekdays = coming_days.weekdays(text, field="weekdays")
    again = group_written.rule_of(group_written.code_of(rule), weekdays)
    assert again == Rule(rule.freq, rule.every, tuple(sorted(days)), rule.nth)
    assert "{" not in said


def test_every_week_is_offered_first_and_no_rule_last() -> None:
    codes = [code for code, _label in group_written.repeats()]
    assert codes[0] == group_written.code_of(Rule(WEEKLY, 1, (2,)))
    assert codes[-1] == group_written.NO_RULE
    assert group_written.rule_of(codes[-1], ()) is None
    assert len({label for _code, label in group_written.repeats()}) == len(codes)


def test_a_rule_without_days_is_refused() -> None:
    with pytest.raises(DeskError) as error:
        group_written.rule_of("weekly 1", ())
    assert error.value.field == "weekdays"


# Exceptions --------------------------------------------------------------------------------------


def out(first: str, last: str = "", why: str = "") -> GroupException:
    return GroupException(date.fromisoformat(first), date.fromisoformat(last or first), why)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("uge 47", [out("2026-11-16", "2026-11-22")]),
        ("uge 42: efterårsferie", [out("2027-10-18", "2027-10-24", "efterårsferie")]),
        ("Uge 52-1 jul", [out("2026-12-21", "2027-01-10", "jul")]),
        ("uge 42 2026", [out("2026-10-12", "2026-10-18")]),
        ("week 53", [out("2026-12-28", "2027-01-03")]),
        ("24.12.-02.01. jul, nytår", [out("2026-12-24", "2027-01-02", "jul, nytår")]),
        ("24.12.2026 - 2.1.2027", [out("2026-12-24", "2027-01-02")]),
        ("24/12", [out("2026-12-24")]),
        ("16.11.", [out("2027-11-16")]),
        ("2026-12-24", [out("2026-12-24")]),
        ("29.02.", [out("2028-02-29")]),
        (
            "uge 7 og 8 vinterferie, uge 52: jul; 05.06. Grundlovsdag",
            [
                out("2027-02-15", "2027-02-21", "vinterferie"),
                out("2027-02-22", "2027-02-28", "vinterferie"),
                out("2026-12-21", "2026-12-27", "jul"),
                out("2027-06-05", why="Grundlovsdag"),
            ],
        ),
        (
            "uge 7; uge 8 ferie",
            [out("2027-02-15", "2027-02-21"), out("2027-02-22", "2027-02-28", "ferie")],
        ),
        ("uge 7 ferie, 3 dage", [out("2027-02-15", "2027-02-21", "ferie, 3 dage")]),
        ("24.12. 3 timer", [out("2026-12-24", why="3 timer")]),
    ],
)
def test_exceptions_are_weeks_and_days_to_come_each_with_why(
    text: str, found: list[GroupException]
) -> None:
    assert list(read(text)) == found


@pytest.mark.parametrize("text", ["jul", "42", "uge 54", "uge 53 2027", "31.02.", "uge", "5"])
def test_what_is_neither_a_week_nor_a_day_is_refused(text: str) -> None:
    with pytest.raises(DeskError) as error:
        read(text)
    assert error.value.field == "exceptions"


def test_an_exception_does_not_run_backwards() -> None:
    with pytest.raises(DeskError):
        read("24.12.2026-01.12.2026")


@pytest.mark.parametrize("text", ["24.12.-20.12.", "20.11.-19.11.", "uge 42-41", "15.08.-10.01."])
def test_an_end_before_the_start_is_no_exception_of_nearly_a_year(text: str) -> None:
    with pytest.raises(DeskError) as error:
        read(text)
    assert error.value.field == "exceptions"


def test_an_exception_over_new_year_needs_no_years() -> None:
    assert list(read("20.12.-30.01.; uge 51-2")) == [
        out("2026-12-20", "2027-01-30"),
        out("2026-12-14", "2027-01-17"),
    ]
    assert list(read("24.12.2026-20.12.2027")) == [out("2026-12-24", "2027-12-20")]


@pytest.mark.parametrize(
    ("night", "minutes"),
    [
        (date(2026, 10, 25), 210),  # an hour is lived twice
        (date(2027, 3, 28), 90),  # and one is not lived at all
        (date(2026, 11, 17), 150),
    ],
)
def test_what_is_written_from_half_past_one_to_four_ends_at_four(night: date, minutes: int) -> None:
    begins, length = group_written.hours("1.30-4", 90, field="start_time")
    assert begins is not None
    assert group_written.lasts(night, begins, length) == minutes


def test_an_end_that_the_clock_skips_is_as_far_off_as_on_other_nights() -> None:
    assert group_written.lasts(date(2027, 3, 28), time(1, 30), 60) == 60


SAID = st.text("abæø ,.-(1234)", max_size=12).map(lambda text: " ".join(text.split()))


@pytest.mark.parametrize("spoken", i18n.LANGUAGES)
@given(st.lists(st.tuples(DAYS, st.integers(0, 40), st.booleans(), SAID), max_size=4))
def test_exceptions_are_read_as_they_are_written(
    spoken: str, some: list[tuple[date, int, bool, str]]
) -> None:
    wanted = []
    for first, more, whole, why in some:
        last = first + timedelta(days=more)
        if whole:
            first -= timedelta(days=first.weekday())
            last += timedelta(days=6 - last.weekday())
        # A reason in which a comma comes before what reads as a day of its own is two exceptions.
        wanted.append(GroupException(first, last, " ".join(why.replace(",", "").split())))
    before = i18n.language()
    i18n.choose(spoken)
    try:
        text = group_written.exceptions_text(wanted, TODAY)
    finally:
        i18n.choose(before)
    assert list(read(text)) == wanted


# Helpers -----------------------------------------------------------------------------------------

BO = Colleague(2, "BOD", "Bo Dam", Role.HOST, True, True)
ERIK = Colleague(3, "ERM", "Erik Maa", Role.VOLUNTEER, True, True)
ERIKA = Colleague(4, "EMA", "Erika Maagaard", Role.COACH, True, True)
TWINS = [Colleague(n, f"AH{n}", "Anna Holm", Role.HOST, True, True) for n in (5, 6)]
GONE = Colleague(7, "KAJ", "Kaj Krog", Role.VOLUNTEER, False, False)
ADMIN = Colleague(8, "IDA", "Ida Ager", Role.ADMIN, True, True)
KNOWN = [BO, ERIK, ERIKA, *TWINS]


def helping(text: str) -> list[tuple[int, str]]:
    return [(one.staff_id, one.part) for one in group_helpers.helpers(text, KNOWN, field="helpers")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("bo", [(2, "peer")]),
        ("bod; erik maa", [(2, "peer"), (3, "volunteer")]),
        ("Bo Dam (frivillig), ERM (p)", [(2, "volunteer"), (3, "peer")]),
        ("erika", [(4, "peer")]),
        ("ah6", [(6, "peer")]),
    ],
)
def test_helpers_are_written_by_the_beginnings_of_their_names_or_by_initials(
    text: str, found: list[tuple[int, str]]
) -> None:
    assert helping(text) == found


@pytest.mark.parametrize("text", ["erik m", "anna holm", "xenia", "bo (chef)", "bo ()", "( )"])
def test_a_name_of_nobody_or_of_several_is_refused(text: str) -> None:
    with pytest.raises(DeskError) as error:
        helping(text)
    assert error.value.field == "helpers"


@pytest.mark.parametrize("spoken", i18n.LANGUAGES)
@given(
    st.lists(
        st.tuples(st.sampled_from(KNOWN), st.sampled_from(["peer", "volunteer"])),
        unique_by=lambda one: one[0].id,
    )
)
def test_helpers_are_read_as_they_are_written(
    spoken: str, some: list[tuple[Colleague, str]]
) -> None:
    before = i18n.language()
    i18n.choose(spoken)
    try:
        text = group_helpers.helpers_text([Helper(o.id, o.name, part) for o, part in some], KNOWN)
    finally:
        i18n.choose(before)
    assert helping(text) == [(one.id, part) for one, part in some]


def test_whoever_helps_already_may_be_named_and_nobody_else_who_left() -> None:
    everybody = [*KNOWN, GONE, ADMIN]
    assert group_helpers.may_help(everybody) == KNOWN
    known = group_helpers.may_help(everybody, [Helper(7, "", "volunteer")])
    assert known == [*KNOWN, GONE]
