"""A history with the published totals of Fredericia goes in as files and comes out as published."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from din_indgang_tui.export import ExportRequest, run
from din_indgang_tui.house import bypass, moving_in, settings
from din_indgang_tui.store.door import Door
from tests import fredericia, oracle
from tests.fredericia import AUGUST, OCTOBER, OPENED
from tests.histories import OWNER, house
from tests.history_files import write_folder

NOW = datetime(2017, 11, 1, 9, 0, tzinfo=UTC)
HISTORY, REST = fredericia.history()


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    place = tmp_path_factory.mktemp("fredericia")
    folder = place / "history"
    folder.mkdir()
    write_folder(folder, HISTORY, REST)
    with house(place / "house.db", NOW) as opened:
        report = moving_in.import_folder(opened, OWNER, folder)
        assert report.faults == () and len(report.files) == 11
        opened.change(OWNER, settings.put, "opening_day", OPENED.isoformat())
        opened.change(OWNER, settings.put, "unit_price", str(fredericia.UNIT_PRICE))
        for month, (bypassed, services) in REST.bypassed.items():
            if month <= "2017-10":
                opened.change(OWNER, bypass.put, month, bypassed, services)
        yield opened


def totals(door: Door, as_of: date) -> dict[str, tuple[str, str, str]]:
    asked = ExportRequest(totals=True, as_of=as_of.isoformat())
    rows = csv.DictReader(io.StringIO(run(door, OWNER, asked).data.decode()))
    return {row["key"]: (row["n"], row["of"], row["percent"]) for row in rows}


def test_the_totals_are_those_that_were_published(door: Door) -> None:
    august, october = totals(door, AUGUST), totals(door, OCTOBER)
    assert int(august["total_enquiries"][0]) > 600
    assert august["total_citizens_in_course"][0] == "120"
    assert august["total_citizens_course_closed"][0] == "57"
    assert august["onward_support"] == ("4", "57", "7.0")
    assert august["formerly_assessed"] == ("30", "57", "52.6")
    assert 26 <= int(august["assessments_avoided"][0]) <= 30
    assert august["referred_within_4_weeks"] == ("12", "200", "6.0")
    assert august["bypassed_house"] == ("16", "275", "5.8")
    assert int(august["saving_dkk"][0]) > 2_000_000
    assert (august["course_weeks_min"][0], august["course_weeks_max"][0]) == ("4.0", "20.0")
    assert october["total_citizens_in_course"][0] == "186"
    assert october["total_returned"][0] == "14"


@pytest.mark.parametrize("as_of", [AUGUST, OCTOBER])
def test_every_total_and_every_cell_is_what_a_person_counts(door: Door, as_of: date) -> None:
    counted = oracle.totals(HISTORY, OPENED, as_of, REST)
    assert list(totals(door, as_of).items()) == list(counted.items())
    first, last = date(2016, 9, 5), OCTOBER
    asked = ExportRequest(first=str(first), last=str(last), as_of=str(as_of))
    rows = csv.DictReader(io.StringIO(run(door, OWNER, asked).data.decode()))
    assert list(rows) == oracle.weeks(HISTORY, first, last, as_of, REST)


def test_the_document_for_machines_says_the_same(door: Door) -> None:
    asked = ExportRequest(week="2017-W20", as_of=str(AUGUST), format="json")
    document = json.loads(run(door, OWNER, asked).data)
    assert document["totals"]["onward_support"] == {"n": 4, "of": 57, "percent": 7.0}
    (week,) = document["weeks"]
    expected = oracle.weeks(HISTORY, date(2017, 5, 15), date(2017, 5, 15), AUGUST, REST)
    assert [{key: "" if cell is None else str(cell) for key, cell in week.items()}] == expected
