"""export, as it is typed on a Monday: what is passed on, kept, and told beside the figures."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from din_indgang_tui.cli import house as cli_house
from din_indgang_tui.cli.asking import Progress
from din_indgang_tui.store.door import Door
from tests import markdown
from tests.cli.conftest import Run
from tests.histories import OWNER, enquiry, fill
from tests.scene import rows

NOW = datetime(2026, 11, 17, 9, 36, tzinfo=UTC)
WEEK = ("export", "--week", "2026-W46")
LATER = [enquiry("2026-11-13T10:00", channel="phone")]


@pytest.fixture(autouse=True)
def a_tuesday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(cli_house.opened.__wrapped__.__kwdefaults__, "clock", lambda: NOW)  # type: ignore[attr-defined]


@pytest.fixture
def door(house: Path) -> Door:
    opened = Door(house, lambda: NOW)
    fill(opened, [enquiry("2026-11-09T10:00", "2026-11-09T10:04") for _ in range(7)])
    return opened


def kept(door: Door) -> list[str]:
    return [row[0] for row in door.read(OWNER, rows, "SELECT week FROM frozen_week ORDER BY id")]


def test_a_week_is_kept_as_it_is_passed_on(run: Run, door: Door) -> None:
    exact = run(*WEEK).done()
    frozen = run(*WEEK, "--freeze")
    assert (frozen.code, frozen.out) == (0, exact)
    assert frozen.err == (
        "Week 2026-W46: kept as passed on. What is registered later is shown from now on.\n"
    )
    assert kept(door) == ["2026-W46"]
    assert run("export", "--weeks", "3", "--freeze").err.startswith("Weeks 2026-W44 to 2026-W46: ")
    assert kept(door) == ["2026-W46", "2026-W44", "2026-W45", "2026-W46"]


def test_what_changes_it_later_is_told_in_every_export_of_that_week(run: Run, door: Door) -> None:
    run(*WEEK, "--freeze")
    assert run(*WEEK).err == ""
    fill(door, LATER)
    told = (
        "2026-W46 was passed on as of 17.11.2026 with other numbers: Enquiries 7 -> 8; "
        "Enquiries: anonymous 7 -> 8; Enquiries: by phone 0 -> 1.\n"
    )
    for words in (WEEK, ("export", "--weeks", "3"), (*WEEK, "--by", "reason"), (*WEEK, "--excel")):
        said = run(*words)
        assert (said.code, said.err) == (0, told)
    document = json.loads(run(*WEEK, "--format", "json").out)
    assert document["changed_since_passed_on"][0] == {
        "week": "2026-W46",
        "key": "enquiries",
        "as_of": "2026-11-17",
        "passed_on": 7,
        "now": 8,
    }
    drawn = markdown.read(run(*WEEK, "--format", "md").out.encode())
    (table,) = [table for table in drawn.tables if "Passed on" in table[0]]
    assert table[1] == ["2026-W46", "Enquiries", "7", "8", "17.11.2026"]
    assert run("export", "--week", "2026-W45").err == ""
    assert run("export", "--totals").err == ""
    # Passed on again, the new numbers hold.
    assert run(*WEEK, "--freeze").err.startswith(told)
    assert run(*WEEK).err == ""


def test_json_of_a_week_that_did_not_change_has_no_word_of_it(run: Run, door: Door) -> None:
    run(*WEEK, "--freeze")
    document = json.loads(run(*WEEK, "--format", "json").done())
    assert list(document) == ["as_of", "public", "weeks", "totals"]


def test_what_may_be_passed_on_tells_no_difference(run: Run, door: Door) -> None:
    run(*WEEK, "--freeze")
    before = run(*WEEK, "--public", "--format", "json").done()
    fill(door, LATER)
    assert run(*WEEK, "--public", "--format", "json").done() == before
    assert run("export", "--totals", "--public", "--as-of", "2025-12-31").err == ""


def test_what_was_not_written_was_not_passed_on(run: Run, door: Door, tmp_path: Path) -> None:
    out = tmp_path / "uge.csv"
    out.write_text("")
    assert "--replace" in run(*WEEK, "--freeze", "--out", out).refused()
    assert kept(door) == []
    assert run(*WEEK, "--freeze", "--out", out, "--replace").code == 0
    assert kept(door) == ["2026-W46"]


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("--public", "--freeze"), 2, "--freeze keeps the exact weekly figures."),
        (("--week", "2027-W10", "--freeze"), 1, "There is no week in this period that could be"),
        (("--as-of", "2026-11-18", "--freeze"), 1, "18.11.2026 is still to come: a week is kept"),
        (("--public", "--totals"), 1, "a 31 December only. Add --as-of 2025-12-31."),
        (("--format", "xlsx"), 2, "--format xlsx is no text for a terminal. Add --out FILE."),
    ],
)
def test_what_means_nothing_is_refused_with_a_sentence(
    run: Run, door: Door, words: tuple[str, ...], code: int, sentence: str
) -> None:
    said = run("export", *words).refused(code)
    assert sentence in said
    assert "\n" not in said
    assert kept(door) == []


def test_a_week_that_is_not_over_is_left_out_and_said(run: Run, door: Door) -> None:
    period = ("export", "--from", "2026-11-09", "--to", "2026-11-20")
    said = run(*period, "--public")
    (row,) = csv.DictReader(io.StringIO(said.out))
    assert (row["week"], row["enquiries"]) == ("2026-W46", "5-9")
    assert said.err == "Week 2026-W47: left out, since only weeks that are over are passed on.\n"
    assert len(run(*period).done().splitlines()) == 3


def test_long_work_tells_a_terminal_how_far_it_is_and_a_pipe_nothing(
    run: Run, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []
    monkeypatch.setattr(Progress, "__call__", lambda self, *said: told.append((self._shown, *said)))
    made = run("export", "--weeks", "3", "--public").done()
    assert made.count("\n") == 4
    assert told == [(False, "Counting the weeks", done, 3) for done in range(3)]


def test_every_format_goes_into_a_file_of_its_own(run: Run, door: Door, tmp_path: Path) -> None:
    for number, (format, first) in enumerate(
        (("csv", b"week,"), ("json", b"{"), ("md", b"# "), ("xlsx", b"PK"), ("html", b"<!doctype"))
    ):
        for public in ((), ("--public",)):
            out = tmp_path / f"{number}{len(public)}.{format}"
            assert run(*WEEK, "--format", format, "--out", out, *public).done() == ""
            assert out.read_bytes().startswith(first)
