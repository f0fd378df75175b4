"""Every cell of an export equals what a person would count by hand, for histories never seen."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from din_indgang_tui.export import ExportRequest, run
from din_indgang_tui.house import codes
from din_indgang_tui.house.figure_labels import LABELS
from din_indgang_tui.house.statistics_by import BY
from din_indgang_tui.store.door import Door
from tests import markdown, oracle
from tests.drawn_histories import Case, a_busy_year, histories
from tests.histories import NOW, OWNER, enquiry, fill, house
from tests.oracle import Enquiry
from tests.oracle_courses import Rest, Three


def exported(
    path: Path,
    history: list[Enquiry],
    rest: Rest,
    first: date,
    last: date,
    as_of: date,
    opening: date | None,
) -> Callable[..., bytes]:
    with house(path) as door:
        fill(door, history, rest, opening_day=opening.isoformat() if opening else "")
        asked = ExportRequest(
            first=first.isoformat(), last=last.isoformat(), as_of=as_of.isoformat()
        )
        made = {
            (format, excel, totals): run(
                door, OWNER, replace(asked, format=format, excel=excel, totals=totals)
            ).data
            for format, excel in (("csv", False), ("csv", True), ("json", False), ("md", False))
            for totals in (False, True)
        }
    return lambda format, *, excel=False, totals=False: made[format, excel, totals]


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def in_excel(data: bytes) -> list[dict[str, str]]:
    """What Danish Excel sees: semicolons, and a comma in a number."""
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    return [
        {key: cell.replace(",", ".") for key, cell in row.items()}
        for row in csv.DictReader(text, delimiter=";")
    ]


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("blank") / "house.db"
    with house(path):
        pass
    return path


def check(
    path: Path,
    history: list[Enquiry],
    rest: Rest,
    first: date,
    last: date,
    as_of: date,
    opening: date | None,
) -> None:
    export = exported(path, history, rest, first, last, as_of, opening)
    weeks = oracle.weeks(history, first, last, as_of, rest)
    assert rows(export("csv")) == weeks
    totals = oracle.totals(history, opening, as_of, rest)
    assert rows(export("csv", totals=True)) == [
        {"key": key, "n": n, "of": of, "percent": percent}
        for key, (n, of, percent) in totals.items()
    ]
    document = in_json(export("json"), weeks)
    assert {key: in_three(total) for key, total in document["totals"].items()} == totals
    assert document["as_of"] == as_of.isoformat()
    assert export("json", totals=True) == export("json")
    assert in_excel(export("csv", excel=True)) == weeks
    assert in_excel(export("csv", excel=True, totals=True)) == rows(export("csv", totals=True))
    drawn = markdown.read(export("md"))
    for row in weeks:
        assert markdown.cells(drawn, row["week"]) == {
            LABELS[key]: cell for key, cell in row.items() if key not in ("week", "from", "to")
        }
    assert three_columns(drawn) == {LABELS[key]: total for key, total in totals.items()}
    assert len(drawn.tables) == -(-len(weeks) // 3) + 1
    alone = markdown.read(export("md", totals=True))
    assert three_columns(alone) == three_columns(drawn)
    assert len(alone.tables) == 1


def in_json(data: bytes, weeks: list[dict[str, str]]) -> dict[str, Any]:
    """The document, whose weeks are these."""
    # Numbers are read as they stand in the file, so that 4 and 4.0 are told apart.
    document: dict[str, Any] = json.loads(data, parse_int=str, parse_float=str)
    cells = [{key: "" if c is None else c for key, c in row.items()} for row in document["weeks"]]
    assert cells == weeks
    return document


def in_three(total: object) -> Three:
    """A running total of the JSON file, as CSV has it."""
    if isinstance(total, dict):
        n, of, percent = (total[key] for key in ("n", "of", "percent"))
        assert list(total) == ["n", "of", "percent"]
        return n, of, "" if percent is None else percent
    return "" if total is None else str(total), "", ""


def three_columns(drawn: markdown.Document) -> dict[str, Three]:
    columns = [markdown.cells(drawn, column) for column in ("Count", "Out of", "Percent")]
    n, of, percent = columns
    return {label: (n[label], of[label], percent[label]) for label in n}


NOTHING: Case = ([], Rest(), date(2026, 11, 9), date(2026, 11, 9), date(2026, 11, 9), None)


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(histories())
@example(NOTHING)
def test_every_cell_is_what_a_person_counts(
    blank: Path,
    tmp_path: Path,
    case: Case,
) -> None:
    # In the one format that has weeks and totals in one document: what is counted is in question.
    history, rest, first, last, as_of, opening = case
    path = tmp_path / "house.db"
    shutil.copy(blank, path)
    with house(path) as door:
        fill(door, history, rest, opening_day=opening.isoformat() if opening else "")
        asked = ExportRequest(first=str(first), last=str(last), as_of=str(as_of), format="json")
        document = run(door, OWNER, asked).data
    totals = in_json(document, oracle.weeks(history, first, last, as_of, rest))["totals"]
    counted = oracle.totals(history, opening, as_of, rest)
    assert [(key, in_three(total)) for key, total in totals.items()] == list(counted.items())


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(histories())
@example(NOTHING)
def test_every_format_says_what_a_person_counts(
    blank: Path,
    tmp_path: Path,
    case: Case,
) -> None:
    path = tmp_path / "house.db"
    shutil.copy(blank, path)
    check(path, *case)


def test_a_busy_year_is_what_a_person_counts(tmp_path: Path) -> None:
    # Every three hours of a year and a bit somebody comes; every seventh waits over a night.
    history = []
    moment = datetime(2025, 9, 29, tzinfo=UTC)
    for n in range(3000):
        event = enquiry(
            "2025-01-01T10:00",
            citizen=None if n % 3 == 0 else f"Person {n * n % 701}",
            channel=oracle.CHANNELS[n * n % 11 % 6],
            outcome=[None, "helped", "left_without_help", "other"][n % 5 % 4],
        )
        event["arrived_at"] = moment + n * timedelta(hours=3, minutes=7)
        if n % 10:
            wait = timedelta(seconds=n * n % 4001) + timedelta(hours=14) * (n % 7 == 0)
            event["met_at"] = event["arrived_at"] + wait
        history.append(event)
    check(
        tmp_path / "house.db",
        history,
        a_busy_year(),
        date(2025, 9, 1),
        date(2026, 12, 31),
        date(2026, 10, 8),
        date(2025, 12, 24),
    )


def test_the_last_week_is_the_one_before_the_clock(tmp_path: Path) -> None:
    history = [enquiry("2026-11-09T10:00"), enquiry("2026-11-16T10:00")]
    with house(tmp_path / "house.db", NOW) as door:
        fill(door, history)
        (row,) = rows(run(door, OWNER, ExportRequest()).data)
    assert row == oracle.weeks(history, date(2026, 11, 9), date(2026, 11, 9), date(2026, 11, 17))[0]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(histories(), st.sampled_from(list(oracle.CODES)))
def test_every_cell_by_a_list_is_what_a_person_counts(
    blank: Path,
    tmp_path: Path,
    case: Case,
    by: str,
) -> None:
    history, _rest, first, last, as_of, _opening = case
    path = tmp_path / "house.db"
    shutil.copy(blank, path)
    asked = ExportRequest(
        first=first.isoformat(), last=last.isoformat(), as_of=as_of.isoformat(), by=by
    )
    with house(path) as door:
        fill(door, history)
        counted = rows(run(door, OWNER, replace(asked, by=None)).data)
        as_csv = run(door, OWNER, asked).data
        as_excel = run(door, OWNER, replace(asked, excel=True)).data
        as_json = run(door, OWNER, replace(asked, format="json")).data
        drawn = markdown.read(run(door, OWNER, replace(asked, format="md")).data)
        labels = [_label(door, by, code) for code in oracle.CODES[by]]
    expected = oracle.weeks_by(history, by, oracle.CODES[by], first, last, as_of)
    assert rows(as_csv) == in_excel(as_excel) == expected
    assert json.loads(as_json, parse_int=str) == {
        "as_of": as_of.isoformat(),
        "public": False,
        "by": {by: expected},
    }
    for row, week in zip(expected, counted, strict=True):
        numbers = [row[code] for code in [*oracle.CODES[by], "none"]]
        assert sum(map(int, numbers)) == int(week["enquiries"])
        under = markdown.cells(drawn, row["week"])
        assert under == dict(zip([*labels, "Not noted"], numbers, strict=True))


def _label(door: Door, by: str, code: str) -> str:
    (choice,) = [
        choice for choice in BY[by].choices(door.read(OWNER, codes.lists)) if choice.code == code
    ]
    return choice.label
