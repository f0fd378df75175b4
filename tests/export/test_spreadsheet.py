"""The spreadsheet as another program reads it: cells, charts, and nothing that is obeyed."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from din_indgang_tui.export import ExportRequest, run
from din_indgang_tui.export.report import Report
from din_indgang_tui.export.xlsx import as_xlsx
from din_indgang_tui.house import frozen_weeks, periods, statistics
from din_indgang_tui.house.codes import Choice
from din_indgang_tui.house.figure_labels import LABELS
from din_indgang_tui.house.statistics import Figures
from din_indgang_tui.house.statistics_by import Breakdown
from din_indgang_tui.house.statistics_part import Row
from din_indgang_tui.store.door import Door
from din_indgang_tui.text import shown
from tests.export.test_request import HISTORY, REST
from tests.histories import OWNER, enquiry, fill, house
from tests.scene import set_to

DAY = date(2026, 11, 17)
LABELS_ROW, KEYS_ROW, FIRST_ROW = 4, 5, 6  # as a person counts them


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    with house(tmp_path / "house.db") as opened:
        fill(opened, HISTORY, REST)
        yield opened


def book(door: Door, **asked: Any) -> Workbook:
    return load_workbook(io.BytesIO(run(door, OWNER, ExportRequest(format="xlsx", **asked)).data))


def rows(sheet: Worksheet, keys: int = KEYS_ROW) -> list[dict[str, Any]]:
    """What a program reads: the keys, and every row below them."""
    head, *below = [list(row) for row in sheet.iter_rows(min_row=keys, values_only=True)]
    return [dict(zip(map(str, head), row, strict=True)) for row in below]


def as_csv(door: Door, request: ExportRequest) -> list[dict[str, str]]:
    data = run(door, OWNER, replace(request, format="csv")).data
    return list(csv.DictReader(io.StringIO(data.decode())))


def as_read(text: str) -> str | float | None:
    """A cell of CSV as a spreadsheet has it: 4.0 and 4 are one number there."""
    try:
        return float(text)
    except ValueError:
        return text or None


def printed_above(sheet: Worksheet) -> str:
    """What stands at the head of every page of paper."""
    left = sheet.oddHeader and sheet.oddHeader.left
    return str(left.text if left else "")


@pytest.mark.parametrize("asked", [{"weeks": "3"}, {"weeks": "3", "by": "reason"}])
def test_every_cell_of_a_week_is_the_one_of_csv(door: Door, asked: dict[str, Any]) -> None:
    sheet = book(door, **asked)["Weeks"]
    assert rows(sheet) == [
        {key: as_read(cell) for key, cell in row.items()}
        for row in as_csv(door, ExportRequest(**asked))
    ]
    labels = [cell.value for cell in sheet[LABELS_ROW]]
    if "by" not in asked:
        assert labels == [LABELS[key] for key in statistics.columns()]
    else:
        assert labels[-1] == "Not noted"


def test_the_running_totals_have_both_their_numbers_and_their_key(door: Door) -> None:
    found = book(door)["Running totals"].iter_rows(min_row=FIRST_ROW, values_only=True)
    totals = as_csv(door, ExportRequest(totals=True))
    for (label, n, of, percent, key), total in zip(found, totals, strict=True):
        assert label == LABELS[str(key)]
        assert [n, of, percent] == [as_read(total[name]) for name in ("n", "of", "percent")]
        assert key == total["key"]


def test_numbers_are_numbers_with_a_decimal_only_where_they_have_one(door: Door) -> None:
    sheet = book(door)["Weeks"]
    by_key = {
        sheet.cell(KEYS_ROW, column).value: sheet.cell(FIRST_ROW, column)
        for column in range(1, sheet.max_column + 1)
    }
    assert (by_key["enquiries"].value, by_key["enquiries"].number_format) == (3, "0")
    assert (by_key["wait_median_min"].value, by_key["wait_median_min"].number_format) == (
        *(12.5, "0.0"),
    )


def test_it_is_marked_intern_and_made_at_its_day(door: Door) -> None:
    made = book(door, as_of="2026-11-16")
    for sheet in made.worksheets:
        assert str(sheet["A1"].value).startswith("INTERN: Din Indgang. Week 2026-W46")
        assert sheet["A2"].value == "Exact figures for the house itself. Do not pass them on."
        assert "INTERN" in printed_above(sheet)
    assert made.properties.created == datetime(2026, 11, 16, 12)


def test_the_charts_are_the_programs_own_over_the_cells_of_the_weeks(door: Door) -> None:
    made = book(door, weeks="12")
    assert made.sheetnames == ["Weeks", "Charts", "Running totals"]
    charts = made["Charts"]._charts  # type: ignore[attr-defined]
    titles = [chart.title.tx.rich.p[0].r[0].t for chart in charts]
    assert titles == [
        "Enquiries a week",
        "Courses open at the end of the week",
        "Waits of walk-ins, minutes",
        "Conversations and courses a week",
    ]
    anonymous = charts[0].series[0]
    assert anonymous.tx.strRef.f == "Weeks!$E$4"
    assert anonymous.cat.strRef.f == "Weeks!$A$6:$A$17"
    assert anonymous.val.numRef.f == "Weeks!$E$6:$E$17"
    by = book(door, by="reason")["Charts"]._charts  # type: ignore[attr-defined]
    assert len(by) == 1


def test_a_few_weeks_are_drawn_among_the_year_before_them(door: Door) -> None:
    made = book(door)
    assert made.sheetnames == ["Weeks", "Charts", "Weeks drawn", "Running totals"]
    charts = made["Charts"]._charts  # type: ignore[attr-defined]
    anonymous = charts[0].series[0]
    assert anonymous.tx.strRef.f == "Weeks!$E$4"
    assert anonymous.val.numRef.f == "'Weeks drawn'!$E$6:$E$57"
    year = rows(made["Weeks drawn"])
    assert (len(year), year[-1]["enquiries"]) == (52, 3)
    assert len(rows(made["Weeks"])) == 1


def test_what_may_be_passed_on_is_text_and_says_so(door: Door) -> None:
    fill(door, [enquiry("2026-11-10T10:00", "2026-11-10T10:03") for _ in range(9)])
    made = book(door, public=True)
    assert made.sheetnames == ["Weeks", "Charts", "Middles"]
    (week,) = rows(made["Weeks"])
    assert (week["enquiries"], week["enquiries_phone"]) == ("10-14", "0-4")
    assert week["courses_open_at_end"] is None
    # The medians are the only numbers, and no number tells a count.
    assert {key for key, cell in week.items() if isinstance(cell, int | float)} == {
        "wait_median_min"
    }
    middle = rows(made["Middles"])[-1]
    assert (middle["enquiries"], middle["enquiries_phone"]) == (12, 2)
    for sheet in made.worksheets:
        assert str(sheet["A1"].value).startswith("May be passed on: Din Indgang.")
        assert "INTERN" not in printed_above(sheet)
    totals = book(door, public=True, totals=True, as_of="2025-12-31")
    assert totals.sheetnames == ["Running totals"]
    assert [
        row[1] for row in totals["Running totals"].iter_rows(min_row=FIRST_ROW, values_only=True)
    ][:2] == [*("0-4", "0-4")]


def test_a_saving_has_what_it_rests_on_beside_it(door: Door) -> None:
    def last_line() -> str:
        sheet = book(door)["Running totals"]
        return str([row[0].value for row in sheet.iter_rows() if row[0].value][-1])

    assert "saving" not in last_line()
    door.change(OWNER, set_to, "unit_price", "9500")
    assert "0 avoided assessments at 9500 kr. each" in last_line()
    assert last_line().endswith("What the price rests on is not written in the settings.")
    door.change(OWNER, set_to, "unit_price_basis", "Budget 2026")
    assert last_line().endswith("The price rests on: Budget 2026")


def test_what_changed_since_it_was_passed_on_has_a_sheet(door: Door) -> None:
    assert "Changed since passed on" not in book(door).sheetnames
    week = periods.parse(week="2026-W46")
    door.change(OWNER, frozen_weeks.freeze, door.read(OWNER, statistics.figures, week))
    fill(door, [enquiry("2026-11-10T10:00", channel="phone")])
    sheet = book(door)["Changed since passed on"]
    assert next(sheet.iter_rows(min_row=FIRST_ROW, values_only=True)) == (
        *("2026-W46", "Enquiries", 3, 4, "17.11.2026", "enquiries"),
    )


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


@settings(max_examples=25)
@given(texts, texts)
@example("=cmd|' /C calc'!A0", "@SUM(A1)")
@example("<script>alert(1)</script>", "&amp; &L&D ]]>")
@example("\u202eKØRT\u202c\x1b[2J", "http://example.com/")
@example("{=1+1}", "#REF!")
def test_no_text_is_obeyed(house_name: str, label: str) -> None:
    row: Row = {"week": "2026-W46", "talk": 2, "none": 0}
    figures = Breakdown(DAY, "reason", (Choice("talk", label),), (row,))
    data = as_xlsx(Report(house_name, figures))
    sheet = load_workbook(io.BytesIO(data))["Weeks"]
    # A text stays the text it was, but for an apostrophe before what would be a formula.
    assert str(sheet["B4"].value or "").removeprefix("'") == shown(label).removeprefix("'")
    assert sheet["B4"].data_type in ("s", "n")  # an empty label is an empty cell
    assert shown(house_name) in str(sheet["A1"].value)
    assert (sheet["B6"].value, sheet["C6"].value) == (2, 0)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        written = "".join(parts.read(name).decode() for name in parts.namelist())
    assert "<f>" not in written.replace("<c:f>", "")
    assert "hyperlink" not in written
    assert "externalLink" not in written


def test_the_money_of_a_saving_has_its_thousands() -> None:
    figures = Figures(DAY, ("week",), (), {"saving_dkk": 2_340_000, "assessments_avoided": 26})
    sheet = load_workbook(io.BytesIO(as_xlsx(Report("Huset", figures, unit_price=90_000))))[
        "Running totals"
    ]
    assert (sheet["B6"].value, sheet["B6"].number_format) == (2_340_000, "#,##0")


def test_a_period_without_a_week_says_so() -> None:
    figures = Figures(DAY, statistics.columns(), (), {"course_weeks_median": Fraction(9)})
    made = load_workbook(io.BytesIO(as_xlsx(Report("Huset", figures))))
    assert made.sheetnames == ["Weeks", "Running totals"]
    assert made["Weeks"]["A6"].value == "There is no week in this period yet."
