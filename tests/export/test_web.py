"""The page for the weekly meeting as a browser takes it: every figure, and nothing to load."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from din_indgang_tui.export import ExportRequest, run
from din_indgang_tui.export.report import Report
from din_indgang_tui.export.web import as_html
from din_indgang_tui.house import frozen_weeks, periods, statistics
from din_indgang_tui.house.codes import Choice
from din_indgang_tui.house.figure_labels import LABELS
from din_indgang_tui.house.statistics_by import Breakdown
from din_indgang_tui.house.statistics_part import Row
from din_indgang_tui.store.door import Door
from din_indgang_tui.text import shown
from tests import web
from tests.export.test_request import HISTORY, REST
from tests.histories import OWNER, enquiry, fill, house
from tests.scene import set_to

DAY = date(2026, 11, 17)
FIGURES = [key for key in statistics.columns() if key not in ("week", "from", "to")]


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    with house(tmp_path / "house.db") as opened:
        fill(opened, HISTORY, REST)
        yield opened


def page(door: Door, **asked: Any) -> web.Page:
    return web.read(run(door, OWNER, ExportRequest(format="html", **asked)).data)


def as_csv(door: Door, **asked: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run(door, OWNER, ExportRequest(**asked)).data.decode())))


@pytest.mark.parametrize("asked", [{}, {"weeks": "3"}, {"weeks": "3", "public": True}])
def test_every_figure_of_every_week_is_there(door: Door, asked: dict[str, Any]) -> None:
    found = web.columns(page(door, **asked), "Figure")
    for row in as_csv(door, **asked):
        assert {key: found[LABELS[key]][row["week"]] for key in FIGURES} == {
            key: row[key] for key in FIGURES
        }


def test_the_latest_week_stands_beside_the_one_before_it(door: Door) -> None:
    found = web.columns(page(door), "Figure")
    assert found["Enquiries"] == {"2026-W46": "3", "2026-W45": "1"}


def test_the_running_totals_have_both_their_numbers(door: Door) -> None:
    found = web.columns(page(door, totals=True), "Figure")
    for total in as_csv(door, totals=True):
        assert found[LABELS[total["key"]]] == {
            "Count": total["n"],
            "Out of": total["of"],
            "Percent": total["percent"],
        }


def test_a_list_is_drawn_and_every_number_of_it_is_there(door: Door) -> None:
    made = page(door, by="reason", weeks="3")
    found = web.columns(made, "Week")
    for row in as_csv(door, by="reason", weeks="3"):
        assert list(found[row["week"]].values()) == [row[key] for key in row if key != "week"]
    bars = {row[0]: row[1] for table in made.tables[:2] for row in table}
    assert (bars["Not noted"], bars["Just wants to talk"]) == ("1", "1")


def test_bars_of_tables_side_by_side_are_of_one_length(door: Door) -> None:
    fill(door, [enquiry("2026-11-12T10:00", reasons=("talk",)) for _ in range(3)])
    drawn = run(door, OWNER, ExportRequest(format="html", by="reason")).data.decode()
    # Housing stands in the first table, one; talk in the second, four.
    assert set(re.findall(r'style="width:([0-9.]+)%"', drawn)) == {"0.0", "25.0", "100.0"}


def test_a_few_weeks_are_drawn_among_those_before_them(door: Door) -> None:
    for weeks, first in (("1", "2025-W47"), ("11", "2025-W47"), ("12", "2026-W35")):
        made = page(door, weeks=weeks)
        assert made.charts[0] == f"Enquiries a week. Weeks {first} to 2026-W46"
        assert len(made.charts) == 4


def test_the_title_says_whom_it_is_for(door: Door) -> None:
    assert page(door).headings[0] == "INTERN: Din Indgang. Week 2026-W46, as of 17.11.2026"
    assert page(door, public=True).headings[0] == (
        "May be passed on: Din Indgang. Week 2026-W46, each week as of its Sunday"
    )
    assert page(door, public=True, totals=True, as_of="2025-12-31").headings[0] == (
        "May be passed on: Din Indgang. Running totals, as of 31.12.2025"
    )


def test_what_may_be_passed_on_is_drawn_from_its_fives_alone(door: Door) -> None:
    asked = ExportRequest(format="html", public=True, weeks="3")
    before = run(door, OWNER, asked).data
    # Two more of what there were three of: the same five, and nothing else that is passed on.
    fill(door, [enquiry("2026-11-13T10:00", channel="letter")])
    assert run(door, OWNER, asked).data == before
    made = web.read(before)
    assert "The charts show the middle of each five." in made.paragraphs
    # Stocks are no figures to pass on, and fives of weeks do not add up to a funnel.
    assert made.charts == [
        "Enquiries a week. Weeks 2025-W47 to 2026-W46",
        "Conversations and courses a week. Weeks 2025-W47 to 2026-W46",
    ]
    assert "Referrals sent" not in {table[0][0] for table in made.tables}


def test_a_saving_has_what_it_rests_on_below_it(door: Door) -> None:
    assert not [line for line in page(door).paragraphs if "saving" in line]
    door.change(OWNER, set_to, "unit_price", "9500")
    door.change(OWNER, set_to, "unit_price_basis", "Budget <2026>")
    (line,) = [line for line in page(door).paragraphs if "saving" in line]
    assert "at 9500 kr. each" in line
    assert line.endswith("The price rests on: Budget <2026>")
    made = page(door, public=True, totals=True, as_of="2025-12-31")
    assert not [line for line in made.paragraphs if "saving" in line]


def test_what_changed_since_it_was_passed_on_is_told(door: Door) -> None:
    assert "Changed since passed on" not in page(door).headings
    week = periods.parse(week="2026-W46")
    door.change(OWNER, frozen_weeks.freeze, door.read(OWNER, statistics.figures, week))
    fill(door, [enquiry("2026-11-10T10:00", channel="phone")])
    made = page(door)
    assert "Changed since passed on" in made.headings
    (table,) = [table for table in made.tables if table[0][2:4] == ["Passed on", "Now"]][:1]
    assert table[1] == ["2026-W46", "Enquiries", "3", "4", "17.11.2026"]


def test_a_week_to_come_is_a_page_without_a_chart(door: Door) -> None:
    made = page(door, week="2027-W10")
    assert made.charts == []
    assert "There is no week in this period yet." in made.paragraphs


@pytest.mark.parametrize("asked", [{}, {"by": "reason"}, {"totals": True}, {"weeks": "53"}])
def test_nothing_is_loaded_and_nothing_is_run(door: Door, asked: dict[str, Any]) -> None:
    data = run(door, OWNER, ExportRequest(format="html", **asked)).data
    made = web.read(data)
    assert made.open_at_end == []
    assert made.tags.isdisjoint({"script", "link", "img", "iframe", "object", "a", "image", "use"})
    assert {name for name, _value in made.attributes}.isdisjoint({"src", "href", "xlink:href"})
    text = data.decode()
    assert set(re.findall(r"https?://[^\"' <)]*", text)) <= {"http://www.w3.org/2000/svg"}
    assert "url(" not in text
    assert "@import" not in text
    assert "pygal" not in text.replace("pygal-chart", "")


def test_it_has_a_dark_look_and_prints_in_the_light_one(door: Door) -> None:
    text = run(door, OWNER, ExportRequest(format="html")).data.decode()
    dark, paper = text.index("prefers-color-scheme: dark"), text.index("@media print")
    assert dark < paper
    assert "--page: #fff" in text[paper:]
    # Every colour of a chart is one that the dark look has too.
    assert not re.search(r'<svg.*?(fill|stroke)="#', text, re.DOTALL)


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


@settings(max_examples=40)
@given(texts, texts)
@example("<script>alert(1)</script>", "</style><img src=x onerror=alert(1)>")
@example("=1+1", "&lt;b&gt; \"' -->")
@example("\u202eKØRT\u202c\x1b[2J", "]]><!--")
def test_no_text_is_obeyed(house_name: str, label: str) -> None:
    row: Row = {"week": "2026-W46", "talk": 2, "none": 0}
    figures = Breakdown(DAY, "reason", (Choice("talk", label),), (row,))
    plain = web.read(
        as_html(Report("Huset", Breakdown(DAY, "reason", (Choice("talk", "x"),), (row,))))
    )
    made = web.read(as_html(Report(house_name, figures)))
    assert made.open_at_end == []
    assert made.tags == plain.tags
    assert made.tables[0][0][0].removeprefix("'") == shown(label).removeprefix("'")
    assert shown(house_name) in made.headings[0]
