"""CSV as another program opens it: what Danish Excel needs, and cells that are never a formula."""

from __future__ import annotations

import csv
import io
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from din_indgang_tui.export.formats import as_csv
from din_indgang_tui.export.report import Report
from din_indgang_tui.house.codes import Choice
from din_indgang_tui.house.statistics import Figures
from din_indgang_tui.house.statistics_by import Breakdown
from din_indgang_tui.house.statistics_part import Row
from din_indgang_tui.text import clean

DAY = date(2026, 11, 17)
# What a cell must not begin with, as OWASP lists it under CSV injection.
FORMULA = set("=+-@\t\r\n＝＋－＠")
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.builds(
    str.__add__, st.text(" \t\r\n\u00a0", max_size=2), st.sampled_from(sorted(FORMULA)).map(str)
)


def written(row: Row, *, totals: bool = False, excel: bool = True) -> bytes:
    figures = Figures(DAY, tuple(row), (row,), {"total_enquiries": 612})
    return as_csv(Report("Din Indgang", figures, totals=totals, excel=excel))


def test_danish_excel_opens_it_with_a_double_click() -> None:
    row: Row = {"week": "2026-W46", "note": "gik; æøå", "n": -3, "wait": Fraction(9, 2), "p": None}
    assert written(row) == (
        b"\xef\xbb\xbf" + 'week;note;n;wait;p\r\n2026-W46;"gik; æøå";-3;4,5;\r\n'.encode()
    )


def test_the_running_totals_open_the_same_way() -> None:
    assert written({"week": "2026-W46"}, totals=True) == (
        b"\xef\xbb\xbfkey;n;of;percent\r\ntotal_enquiries;612;;\r\n"
    )


def test_a_breakdown_opens_the_same_way() -> None:
    rows: tuple[Row, ...] = ({"week": "2026-W46", "talk": 2, "none": 0},)
    figures = Breakdown(DAY, "reason", (Choice("talk", "Vil bare tale"),), rows)
    assert as_csv(Report("Din Indgang", figures, excel=True)) == (
        b"\xef\xbb\xbfweek;talk;none\r\n2026-W46;2;0\r\n"
    )


def inner(found: str, written: str) -> str:
    """Without the apostrophe that was not written by whoever wrote it."""
    return found if clean(written).startswith("'") else found.removeprefix("'")


@pytest.mark.parametrize("excel", [False, True])
@given(texts, texts)
@example("=1+1", " =1+1")
@example("\t=1+1", "\r\n@SUM(A1)")
@example("\r", "to\rlinjer")
@example("-2", '"\n+1')
@example("＝1+1", "\N{NO-BREAK SPACE}=1")
def test_no_text_is_a_formula_and_no_text_is_lost(excel: bool, header: str, cell: str) -> None:
    data = written({header: cell, f"{header} n": -1}, excel=excel)
    text = io.StringIO(data.decode("utf-8-sig" if excel else "utf-8"), newline="")
    head, row = csv.reader(text, delimiter=";" if excel else ",")
    assert [inner(head[0], header), inner(row[0], cell)] == [clean(header), clean(cell)]
    for found in (*head, row[0]):
        assert found[:1] not in FORMULA
        assert found.lstrip()[:1] not in FORMULA
    assert row[1] == "-1"  # a number stays one
