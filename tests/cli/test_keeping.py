"""check, backup, restore, import and export, as they are typed."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

import pytest

from din_indgang_tui.store import backup, file
from tests.cli.conftest import Run, Start


def _name_of_the_house(path: Path, new: str | None = None) -> str:
    with contextlib.closing(file.open_file(path)) as connection:
        if new is not None:
            connection.execute("UPDATE door SET open = 1")
            connection.execute("INSERT INTO setting (key, value) VALUES ('house_name', ?)", (new,))
        row = connection.execute("SELECT value FROM setting WHERE key = 'house_name'").fetchone()
    return str(row[0]) if row else ""


def test_check_says_one_line_for_each_thing_it_looked_at(run: Run, house: Path) -> None:
    run("backup").done()
    lines = run("check").done().splitlines()
    assert [line[:6] for line in lines] == ["ok    "] * len(lines)
    assert len(lines) == 13
    assert f"Database: {house}" in lines[1]


def test_a_note_is_not_wrong(run: Run, house: Path) -> None:
    last = run("check").done().splitlines()[-1]
    assert last == "NOTE   There is no backup yet. Make one with: dinindgang backup"


def test_what_is_wrong_is_exit_1(run: Run, house: Path) -> None:
    house.chmod(0o644)
    answer = run("check")
    assert (answer.code, answer.err) == (1, "")
    assert f"WRONG  Other accounts can read the database. Close it with: chmod 600 {house}" in (
        answer.out.splitlines()
    )


def test_a_backup_and_the_way_back(run: Run, house: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert run("backup", copy).done() == f"The backup is made and checked: {copy}\n"
    assert _name_of_the_house(house, "Huset") == "Huset"

    back, kept = run("restore", copy).done().splitlines()
    assert back == f"The database is as it was in {copy}."
    assert _name_of_the_house(house) == ""
    assert _name_of_the_house(Path(kept.removeprefix("What was there before is kept: "))) == "Huset"

    house.unlink()
    assert run("restore", copy).done() == f"The database is as it was in {copy}.\n"
    assert _name_of_the_house(house) == ""


def test_a_backup_without_a_name_lies_beside_the_database(run: Run, house: Path) -> None:
    said = run("backup").done()
    (made,) = (house.parent / "backups").iterdir()
    assert said == f"The backup is made and checked: {made}\n"


@pytest.mark.parametrize(
    ("target", "sentence"),
    [("taken.db", "is there already"), ("nowhere/copy.db", "nowhere is not there")],
)
def test_a_backup_that_cannot_be_made_is_one_sentence(
    run: Run, house: Path, tmp_path: Path, target: str, sentence: str
) -> None:
    (tmp_path / "taken.db").write_text("noget andet")
    said = run("backup", tmp_path / target).refused()
    assert sentence in said
    assert "\n" not in said
    assert (tmp_path / "taken.db").read_text() == "noget andet"


def test_restore_is_refused_while_a_terminal_is_open(
    run: Run, house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("backup", tmp_path / "copy.db").done()
    monkeypatch.setattr(backup, "ALONE_MS", 30)
    with contextlib.closing(file.open_file(house)):
        said = run("restore", tmp_path / "copy.db").refused()
    assert said.startswith(f"Other terminals have {house} open.")


# Moving in and out: what the house makes of the files is tested with the house ------------------


@pytest.fixture
def history(tmp_path: Path) -> Path:
    folder = tmp_path / "history"
    folder.mkdir()
    (folder / "citizens.csv").write_text("ref,given_name,family_name\nb1,Åse,Prøve\n")
    (folder / "enquiries.csv").write_text(
        "ref,citizen_ref,arrived_at,channel,reasons\n"
        "h1,b1,2026-11-09T10:05,walk_in,housing|talk\n"
        "h2,,2026-11-10T11:00,phone,\n"
    )
    return folder


def test_a_history_is_judged_then_imported_then_known(run: Run, house: Path, history: Path) -> None:
    assert run("import", history, "--check").done().splitlines() == [
        "citizens.csv: 1 rows, 1 would be new, 0 already there",
        "enquiries.csv: 2 rows, 2 would be new, 0 already there",
    ]
    citizens, enquiries, made = run("import", history).done().splitlines()
    assert citizens == "citizens.csv: 1 rows, 1 new, 0 already there"
    assert enquiries == "enquiries.csv: 2 rows, 2 new, 0 already there"
    assert Path(made.removeprefix("A backup from before the import: ")).is_file()
    assert run("import", history).done().splitlines() == [
        "citizens.csv: 1 rows, 0 new, 1 already there",
        "enquiries.csv: 2 rows, 0 new, 2 already there",
    ]


def test_every_fault_is_a_line_on_standard_error(run: Run, house: Path, history: Path) -> None:
    (history / "enquiries.csv").write_text(
        "ref,arrived_at,channel\nh1,yesterday,walk_in\nh2,2026-11-10T11:00,pigeon\n"
    )
    for words in (("import", history, "--check"), ("import", history)):
        first, second, last = run(*words).refused().splitlines()
        assert first.startswith("enquiries.csv:2 arrived_at: ")
        assert second.startswith("enquiries.csv:3 channel: ")
        assert last == "2 faults; nothing was imported."
    assert not (house.parent / "backups").exists()


def test_the_figures_of_a_week(run: Run, house: Path, history: Path) -> None:
    run("import", history).done()
    header, row = run("export", "--week", "2026-W46", "--as-of", "2026-11-17").done().splitlines()
    figures = dict(zip(header.split(","), row.split(","), strict=True))
    assert (figures["week"], figures["enquiries"], figures["enquiries_anonymous"]) == (
        "2026-W46",
        "2",
        "1",
    )
    as_json = run("export", "--week", "2026-W46", "--format", "json", "--totals").done()
    assert json.loads(as_json)


def test_the_enquiries_of_a_week_by_a_list(run: Run, house: Path, history: Path) -> None:
    run("import", history).done()
    week = ("export", "--week", "2026-W46", "--as-of", "2026-11-17", "--by", "reason")
    header, row = run(*week).done().splitlines()
    figures = dict(zip(header.split(","), row.split(","), strict=True))
    assert {code: n for code, n in figures.items() if n != "0"} == {
        "week": "2026-W46",
        "housing": "1",
        "none": "1",
    }
    as_json = json.loads(run(*week, "--format", "json").done())
    assert as_json["by"]["reason"][0]["housing"] == 1


def test_the_figures_as_a_document_and_for_excel(run: Run, house: Path, history: Path) -> None:
    run("import", history).done()
    week = ("export", "--week", "2026-W46", "--as-of", "2026-11-17")
    document = run(*week, "--format", "md").done()
    assert document.startswith("# INTERN: Din Indgang. Week 2026-W46, as of 17.11.2026\n")
    as_excel = run(*week, "--excel").done()
    assert as_excel.startswith("\ufeffweek;from;to;enquiries;")
    assert as_excel.endswith("\r\n")


def test_who_names_a_folder_reads_what_the_file_could_be_called(
    run: Run, house: Path, tmp_path: Path
) -> None:
    week = ("export", "--week", "2026-W46", "--as-of", "2026-11-17")
    said = run(*week, "--format", "md", "--by", "outcome", "--out", tmp_path).refused()
    assert said.endswith("is a folder. Name a file in it, such as INTERN-2026-W46-outcome.md.")


def test_an_export_goes_into_a_file_and_over_one_only_when_told(
    run: Run, house: Path, tmp_path: Path
) -> None:
    out = tmp_path / "uge.csv"
    assert run("export", "--out", out).done() == ""
    assert out.stat().st_mode & 0o777 == 0o600
    out.write_text("noget andet")
    assert "--replace" in run("export", "--out", out).refused()
    assert out.read_text() == "noget andet"
    run("export", "--out", out, "--replace").done()
    assert out.read_text().startswith("week,")


def test_a_pipe_gets_the_answer_and_nothing_else(start: Start, house: Path, history: Path) -> None:
    said = start("import", history, env={"LANG": "C"}).done()
    assert "\r" not in said
    assert "\x1b" not in start("today").done()
    assert os.listdir(house.parent / "backups")
