"""The figures as a document: what its title says, and that no label is ever obeyed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from din_indgang_tui import i18n
from din_indgang_tui.export import ExportRequest, run
from din_indgang_tui.export.markdown import as_markdown
from din_indgang_tui.export.report import Report
from din_indgang_tui.house.codes import Choice
from din_indgang_tui.house.frozen_weeks import Difference
from din_indgang_tui.house.statistics import Figures
from din_indgang_tui.house.statistics_by import Breakdown
from din_indgang_tui.house.statistics_part import Row
from din_indgang_tui.store.door import Door
from din_indgang_tui.text import shown
from tests import markdown
from tests.histories import OWNER, course, enquiry, fill, house
from tests.oracle_courses import Rest

DAY = date(2026, 11, 17)
YEAR = ("2026-01-05", "2026-10-05")


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    with house(tmp_path / "house.db") as opened:
        fill(
            opened,
            [
                enquiry("2026-11-09T10:00", "2026-11-09T10:04", citizen="Ali", reasons=("talk",)),
                enquiry("2026-11-10T10:00", "2026-11-10T10:05", outcome="helped"),
                enquiry("2026-10-26T10:00", reasons=("housing",)),
            ],
            Rest(courses=[course("Ali", "2026-01-05", "2026-03-02"), course("Bo", *YEAR)]),
        )
        yield opened


@pytest.fixture
def in_danish() -> Iterator[None]:
    before = i18n.language()
    i18n.choose("da")
    yield
    i18n.choose(before)


def document(door: Door, **asked: str | bool) -> str:
    return run(door, OWNER, ExportRequest(format="md", **asked)).data.decode()  # type: ignore[arg-type]


def test_a_week_reads_as_plain_text_too(door: Door) -> None:
    assert document(door, by="outcome", week="2026-W46").splitlines()[:10] == [
        "# INTERN: Din Indgang. Week 2026-W46, as of 17.11.2026",
        "",
        "Exact figures for the house itself. Do not pass them on.",
        "",
        "## Enquiries by outcome",
        "",
        "### Week 2026-W46 (09.11.2026 to 15.11.2026)",
        "",
        "| Figure                                 | 2026-W46 |",
        "| :------------------------------------- | -------: |",
    ]
    assert "| Helped here and now                    |        1 |\n" in document(door, by="outcome")
    assert document(door, by="outcome").endswith(
        "| Not noted                              |        1 |\n"
    )


def test_the_title_says_intern_house_period_and_day(door: Door) -> None:
    for asked, period in (
        ({"week": "2026-W46"}, "Week 2026-W46"),
        ({"weeks": "5"}, "Weeks 2026-W42 to 2026-W46"),
        ({"week": "2027-W10"}, "No weeks"),
        ({"totals": True}, "Running totals"),
    ):
        title, _rest = document(door, **asked).split("\n", 1)
        assert title == f"# INTERN: Din Indgang. {period}, as of 17.11.2026"


def test_many_weeks_stand_in_tables_that_fit_a_mail(door: Door) -> None:
    text = document(door, weeks="7")
    assert markdown.read(text.encode()).headings[2:5] == [
        "Weeks 2026-W40 to 2026-W42 (28.09.2026 to 18.10.2026)",
        "Weeks 2026-W43 to 2026-W45 (19.10.2026 to 08.11.2026)",
        "Week 2026-W46 (09.11.2026 to 15.11.2026)",
    ]
    assert max(map(len, text.splitlines())) <= 80


def test_a_mail_in_danish_has_decimal_commas(door: Door, in_danish: None) -> None:
    text = document(door, week="2026-W46")
    assert "# INTERN: Din Indgang. " in text
    assert "|      4,5 |" in text
    assert max(map(len, text.splitlines())) <= 80


def test_an_empty_cell_and_a_week_to_come(door: Door) -> None:
    assert markdown.cells(markdown.read(document(door, week="2026-W45").encode()), "2026-W45")[
        "Wait, the middle number, minutes"
    ] == ("")
    nothing = markdown.read(document(door, week="2027-W10").encode())
    assert "There is no week in this period yet." in nothing.paragraphs
    assert len(nothing.tables) == 1  # the running totals


def test_the_running_totals_have_both_their_numbers(door: Door) -> None:
    drawn = markdown.read(document(door, totals=True).encode())
    (table,) = drawn.tables
    assert table[0] == ["Figure", "Count", "Out of", "Percent"]
    assert ["Enquiries in all", "3", "", ""] in table
    assert ["Closed, came back later", "1", "2", "50.0"] in table
    assert drawn.headings[1:] == ["Running totals"]


def test_a_retired_label_says_so() -> None:
    rows: tuple[Row, ...] = ({"week": "2026-W46", "talk": 2, "none": 0},)
    figures = Breakdown(DAY, "reason", (Choice("talk", "Snak", retired=True),), rows)
    drawn = markdown.read(as_markdown(Report("Huset", figures)))
    assert markdown.cells(drawn, "2026-W46") == {"Snak (retired)": "2", "Not noted": "0"}


labels = st.text(
    st.sampled_from("|\\`*_[](){}<>#+-.!~&;:/@$='\"\n\r\t ahtpsw1é\x1b\u202e")
    | st.characters(exclude_categories=["Cs"]),
    min_size=1,
    max_size=30,
)


@given(labels, labels)
@example("a|b", "x\ny | z")
@example("a\\|b", "\\")
@example("*fed* _skrå_ `kode` ~~væk~~", "[her](http://example.com) ![billede](x.png)")
@example("<b>fed</b> &amp; <script>", "&#42; &nbsp;")
@example("https://example.com www.example.com", "mig@example.com example.com")
@example("=1+1", "@SUM(A1)")
@example("# overskrift #", "- punkt")
@example("1. punkt", "===")
@example("22.11.2026 10.0.0.1 1.dk", "10.example.com a.1.dk")
def test_a_label_is_shown_as_it_was_written_and_never_obeyed(house_name: str, label: str) -> None:
    rows: tuple[Row, ...] = ({"week": "2026-W46", "talk": 2, "none": 0},)
    figures = Breakdown(DAY, "reason", (Choice("talk", label),), rows)
    drawn = markdown.read(as_markdown(Report(house_name, figures)))
    assert drawn.markup == set()
    assert len(drawn.headings) == 3
    [[head, row, last]] = drawn.tables
    assert head == ["Figure", "2026-W46"]
    assert row[1] == "2"
    assert last == ["Not noted", "0"]
    assert row[0].lstrip()[:1] not in set("=+-@")
    # One line, without what a terminal would obey; spaces are drawn as one or as many.
    assert row[0].split() in (shown(label).split(), f"'{shown(label).strip()}".split())
    title = f"INTERN: {shown(house_name).strip()}. Week 2026-W46, as of 17.11.2026"
    plain = drawn.headings[0].replace("INTERN: '", "INTERN: ", 1).split()
    assert plain == title.replace("INTERN: '", "INTERN: ", 1).split()


def test_a_day_reads_as_it_is_written_in_a_mail_that_nothing_draws() -> None:
    changed = (Difference("2026-W46", "enquiries", 3, 4, DAY),)
    written = as_markdown(Report("Huset", Figures(DAY, ("week",), (), {}), changed=changed))
    assert "| 17.11.2026 |" in written.decode()


def test_numbers_are_rounded_as_everywhere() -> None:
    row: Row = {"week": "2026-W46", "wait_median_min": Fraction(1, 20), "wait_p90_min": Fraction(4)}
    drawn = markdown.read(as_markdown(Report("Huset", Figures(DAY, tuple(row), (row,), {}))))
    assert list(markdown.cells(drawn, "2026-W46").values()) == ["0.1", "4.0"]
