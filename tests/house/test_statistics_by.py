"""The week's enquiries by a list of the house, on histories whose numbers a person can check."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from din_indgang_tui.house import figure_labels, statistics, statistics_by
from din_indgang_tui.house.codes import Choice
from din_indgang_tui.house.periods import Days, LastWeeks, Period
from din_indgang_tui.house.statistics_by import BY, Breakdown
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import DeskError, NotAllowed
from din_indgang_tui.store.roles import ANYONE, Role, Who
from din_indgang_tui.store.unit import Unit, changes
from tests import oracle
from tests.histories import OWNER, enquiry, fill, house
from tests.oracle import Enquiry

W46 = Days(date(2026, 11, 9), date(2026, 11, 15))


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    with house(tmp_path / "house.db") as opened:
        yield opened


@changes(ANYONE, "lists")
def add(unit: Unit, table: str, code: str, position: int) -> None:
    """One more line in a list of the house."""
    unit.insert(table, {"code": code, "label": f"Label of {code}", "position": position})


@changes(ANYONE, "lists")
def retire(unit: Unit, table: str, code: str) -> None:
    """A line that may not be chosen any more."""
    unit.update(table, code, {"retired": 1})


def by(door: Door, name: str, period: Period = W46, as_of: str | None = None) -> Breakdown:
    day = None if as_of is None else date.fromisoformat(as_of)
    return door.read(OWNER, statistics_by.breakdown, period, name, day)


def of(name: str, code: str, arrived_at: str = "2026-11-09T10:00") -> Enquiry:
    """An enquiry with this code in this list."""
    event = enquiry(arrived_at)
    if name == "reason":
        event["reasons"] = [code]
    elif name == "heard_from":
        event["heard_from"] = code
    else:
        event["outcome"] = code
    return event


def counted(found: Breakdown, week: int = 0) -> dict[str, object]:
    """The columns of a week in which anything stands."""
    return {key: cell for key, cell in found.weeks[week].items() if cell != 0}


def test_a_week_by_main_reason_source_and_outcome(door: Door) -> None:
    fill(
        door,
        [
            # Three reasons, of which the first is the main one: it counts once.
            enquiry(
                "2026-11-09T00:00",
                citizen="Ali",
                reasons=("talk", "housing", "crisis"),
                heard_from="gp",
                outcome="helped",
            ),
            enquiry("2026-11-10T09:00", reasons=("housing",), heard_from="gp", outcome="group"),
            enquiry("2026-11-11T09:00", channel="letter", reasons=("talk",)),
            enquiry("2026-11-15T23:59", heard_from="not_said"),
            # The minute before and the minute after.
            enquiry("2026-11-08T23:59", reasons=("talk",), heard_from="gp", outcome="helped"),
            enquiry("2026-11-16T00:00", reasons=("talk",), heard_from="gp", outcome="helped"),
        ],
    )
    week = {"week": "2026-W46"}
    assert counted(by(door, "reason")) == week | {"talk": 2, "housing": 1, "none": 1}
    assert counted(by(door, "heard_from")) == week | {"gp": 2, "not_said": 1, "none": 1}
    assert counted(by(door, "outcome")) == week | {"helped": 1, "group": 1, "none": 2}


@pytest.mark.parametrize("name", BY)
def test_the_columns_are_the_list_in_its_order_and_last_none(door: Door, name: str) -> None:
    found = by(door, name)
    assert found.columns == ("week", *oracle.CODES[name], "none")
    assert [tuple(row) for row in found.weeks] == [found.columns]


@pytest.mark.parametrize("name", BY)
def test_an_empty_week_is_a_row_of_zeros(door: Door, name: str) -> None:
    fill(door, [enquiry("2026-11-16T10:00")])
    empty, busy = by(door, name, Days(date(2026, 11, 15), date(2026, 11, 16))).weeks
    assert empty == {"week": "2026-W46"} | dict.fromkeys([*oracle.CODES[name], "none"], 0)
    assert (busy["week"], busy["none"]) == ("2026-W47", 1)


def test_a_period_without_weeks_has_its_columns_all_the_same(door: Door) -> None:
    found = by(door, "outcome", Days(date(2027, 3, 1), date(2027, 3, 7)))
    assert found.weeks == ()
    assert found.columns == by(door, "outcome").columns


@pytest.mark.parametrize("name", BY)
def test_a_retired_code_keeps_its_column_and_what_was_counted_under_it(
    door: Door, name: str
) -> None:
    code = oracle.CODES[name][1]
    door.change(OWNER, retire, name, code)
    fill(door, [of(name, code)])
    found = by(door, name)
    assert found.columns == ("week", *oracle.CODES[name], "none")
    assert counted(found) == {"week": "2026-W46", code: 1}
    assert [choice.code for choice in found.choices if choice.retired] == [code]


@pytest.mark.parametrize("name", BY)
def test_a_code_the_house_added_stands_where_the_house_put_it(door: Door, name: str) -> None:
    door.change(OWNER, add, name, "havehold", 1)  # beside the first: the code decides
    fill(door, [of(name, "havehold")])
    found = by(door, name)
    first, *rest = oracle.CODES[name]
    assert found.columns == ("week", *sorted(["havehold", first]), *rest, "none")
    assert Choice("havehold", "Label of havehold") in found.choices
    assert counted(found) == {"week": "2026-W46", "havehold": 1}


@pytest.mark.parametrize("name", BY)
def test_a_code_that_no_list_has_gets_a_column_so_that_the_row_adds_up(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / "house.db"
    code = oracle.CODES[name][3]
    with house(path) as door:
        fill(door, [of(name, code), enquiry("2026-11-10T10:00")])
    # Another program that knows of the door took the line from the list, past the keys of the file.
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE door SET open = 1")
        connection.execute(f"DELETE FROM {name} WHERE code = ?", (code,))
        connection.execute("UPDATE door SET open = 0")
    with house(path) as door:
        found = by(door, name)
    listed = [other for other in oracle.CODES[name] if other != code]
    assert found.columns == ("week", *listed, code, "none")
    assert counted(found) == {"week": "2026-W46", code: 1, "none": 1}


@pytest.mark.parametrize("code", ["week", "none"])
def test_a_code_that_is_called_like_another_column_is_never_mixed_up_with_it(
    door: Door, code: str
) -> None:
    door.change(OWNER, add, "reason", code, 99)
    with pytest.raises(DeskError, match=f"The list reason has a code called {code}, "):
        by(door, "reason")
    assert by(door, "outcome").weeks


@pytest.mark.parametrize("name", BY)
def test_nothing_after_the_day_has_happened(door: Door, name: str) -> None:
    at = ("2026-11-11T23:59", "2026-11-12T00:00")
    fill(
        door, [enquiry(day, reasons=("other",), heard_from="other", outcome="other") for day in at]
    )
    for as_of, expected in (("2026-11-10", 0), ("2026-11-11", 1), ("2026-11-12", 2)):
        assert by(door, name, as_of=as_of).weeks[0]["other"] == expected
    assert by(door, name, as_of="2026-11-08").weeks == ()


def test_without_a_day_it_is_made_for_today_in_the_house(tmp_path: Path) -> None:
    # Sunday 23.30 in London is Monday 00.30 in the house: week 46 is over.
    with house(tmp_path / "house.db", datetime(2026, 11, 15, 23, 30, tzinfo=UTC)) as door:
        found = by(door, "reason", LastWeeks())
    assert found.as_of == date(2026, 11, 16)
    assert [row["week"] for row in found.weeks] == ["2026-W46"]


def test_the_weeks_are_those_of_the_weekly_figures_over_the_turn_of_the_year(door: Door) -> None:
    fill(door, [enquiry(f"{day}T10:00") for day in ("2020-12-31", "2021-01-03", "2021-01-04")])
    turn = Days(date(2020, 12, 31), date(2021, 1, 4))
    weekly = door.read(OWNER, statistics.figures, turn).weeks
    assert [(row["week"], row["none"]) for row in by(door, "outcome", turn).weeks] == [
        (row["week"], row["enquiries"]) for row in weekly
    ]


@pytest.mark.parametrize("role", [Role.HOST, Role.COACH, Role.OUTREACH, Role.VOLUNTEER])
def test_exact_figures_are_for_those_who_lead(door: Door, role: Role) -> None:
    with pytest.raises(NotAllowed):
        door.read(Who("BOD", role), statistics_by.breakdown, LastWeeks(), "reason")


def test_every_figure_has_a_label_of_its_own(door: Door) -> None:
    found = door.read(OWNER, statistics.figures, W46)
    # A saving is a figure of houses that have set a price.
    assert set(figure_labels.LABELS) == {*found.columns, *found.totals, "saving_dkk"}
    assert len(set(figure_labels.LABELS.values())) == len(figure_labels.LABELS)
    assert set(figure_labels.BY_LABELS) == set(BY)
