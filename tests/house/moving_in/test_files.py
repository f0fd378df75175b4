"""The folder and its files: what can be read, and the one sentence for what cannot."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from din_indgang_tui.store.errors import DeskError

if TYPE_CHECKING:
    from tests.house.moving_in.conftest import House

TAKEN = (
    "citizens.csv, enquiries.csv, conversations.csv, courses.csv, slots.csv, "
    "groups.csv, group_sessions.csv, attendance.csv, checks.csv, referrals.csv, outreach.csv"
)
CITIZENS = "ref,given_name,family_name\nc1,Kirsten,Møhl\n"


def given_names(house: House) -> list[str]:
    return [row["given_name"] for row in house.rows("SELECT given_name FROM citizen ORDER BY id")]


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_utf8_with_comma_or_semicolon_with_or_without_mark_and_any_line_end(
    house: House, separator: str, mark: str, line_end: str
) -> None:
    text = mark + CITIZENS.replace(",", separator).replace("\n", line_end)
    house.file("citizens.csv", text.encode())
    assert house.faults() == []
    house.take_in()
    assert given_names(house) == ["Kirsten"]


def test_the_separator_of_the_header_holds_for_the_rows(house: House) -> None:
    house.file("citizens.csv", 'ref;given_name;street\nc1;Ole;"Gade 1; 2. th"\nc2;Ida;"A, B"\n')
    house.take_in()
    rows = house.rows("SELECT street FROM citizen ORDER BY id")
    assert [row["street"] for row in rows] == ["Gade 1; 2. th", "A, B"]


def test_columns_may_stand_in_any_order_and_those_nobody_needs_may_be_missing(house: House) -> None:
    house.file("enquiries.csv", "channel,ref,arrived_at\nphone,e1,2017-08-28T10:05\n")
    assert house.faults() == []


def test_a_file_with_a_header_alone_is_taken_as_no_rows(house: House) -> None:
    house.file("citizens.csv", "ref,given_name\n")
    report = house.take_in()
    assert [(file.name, file.read, file.new) for file in report.files] == [("citizens.csv", 0, 0)]


def test_empty_lines_are_no_rows(house: House) -> None:
    house.file("citizens.csv", "\n\nref,given_name\n\nc1,Ole\n\nc2,Ida\n\n")
    house.take_in()
    assert given_names(house) == ["Ole", "Ida"]


def test_what_a_spreadsheet_leaves_of_deleted_rows_is_no_row(house: House) -> None:
    house.file("citizens.csv", ';;\nref;given_name\n;\nc1;Ole\n ;;;\n"";\nc2;Ida\n;;;;\n')
    house.take_in()
    assert given_names(house) == ["Ole", "Ida"]


def test_a_latin_1_file_is_one_sentence_that_says_how_to_save_it(house: House) -> None:
    house.file("citizens.csv", "ref,given_name\nc1,Ole\nc2,Åse\nc3,Søren\n".encode("latin-1"))
    house.file("enquiries.csv", "ref,citizen_ref,arrived_at,channel\ne1,c2,2017-08-28T10:05,phone")
    (fault,) = house.faults()
    assert fault.startswith("citizens.csv:3 -: The file is not in UTF-8")
    assert "CSV UTF-8" in fault


def test_a_utf_16_file_and_one_with_nul_bytes_are_refused(house: House) -> None:
    house.file("citizens.csv", CITIZENS.encode("utf-16"))
    house.file("enquiries.csv", b"ref,arrived_at\ne1,2017-\x00\n")
    citizens, enquiries = house.faults()
    assert citizens.startswith("citizens.csv:1 -: The file is not in UTF-8")
    assert enquiries.startswith("enquiries.csv:2 -: There are NUL bytes in it")


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n\n"])
def test_an_empty_file_is_refused(house: House, content: bytes) -> None:
    house.file("citizens.csv", content)
    assert house.faults() == [
        "citizens.csv:1 -: The file is empty: the first line must name the columns."
    ]


def test_an_unknown_column_is_refused_with_the_known_ones(house: House) -> None:
    house.file("citizens.csv", "ref,nickname\nc1,Oles\n")
    (fault,) = house.faults()
    assert fault.startswith("citizens.csv:1 nickname: There is no such column in this file.")
    assert "given_name, family_name" in fault


def test_a_column_without_a_name_is_refused(house: House) -> None:
    house.file("citizens.csv", "ref;given_name;\nc1;Ole;\n")
    assert house.faults() == ["citizens.csv:1 -: Column 3 has no name."]


def test_a_column_that_stands_twice_is_refused(house: House) -> None:
    house.file("citizens.csv", "ref,given_name,given_name\nc1,Ole,Ida\n")
    assert house.faults() == ["citizens.csv:1 given_name: The column stands there twice."]


def test_every_required_column_that_is_missing_is_named(house: House) -> None:
    house.file("enquiries.csv", "citizen_ref,note\n,\n")
    assert house.faults() == [
        "enquiries.csv:1 ref: The column is missing.",
        "enquiries.csv:1 arrived_at: The column is missing.",
        "enquiries.csv:1 channel: The column is missing.",
    ]


def test_a_missing_column_is_said_once_and_the_other_cells_are_still_judged(house: House) -> None:
    house.file("enquiries.csv", "ref,arrived_at\ne1,28-08-2017\ne2,2017-08-28T10:05\n")
    assert house.faults() == [
        "enquiries.csv:1 channel: The column is missing.",
        "enquiries.csv:2 arrived_at: “28-08-2017” is not a time written like 2017-08-28T10:05.",
    ]


def test_tabs_are_no_separator(house: House) -> None:
    house.file("citizens.csv", "ref\tgiven_name\nc1\tOle\n")
    assert house.faults() == [
        "citizens.csv:1 -: The cells are separated by tabs: save with commas or semicolons."
    ]


def test_rows_with_too_few_or_too_many_cells_are_refused(house: House) -> None:
    house.file(
        "citizens.csv", "ref,given_name,city\nc1,Ole\nc2,Ida,Fredericia\nc3,Per,Vejle,7100\n"
    )
    assert house.faults() == [
        "citizens.csv:2 -: The row has 2 cells, the header has 3.",
        "citizens.csv:4 -: The row has 4 cells, the header has 3.",
    ]


def test_the_line_is_the_one_on_which_the_record_begins(house: House) -> None:
    house.file(
        "citizens.csv",
        b'ref,street,birth_date\r\nc1,"Gade 1\r\nBaghuset",\r\nc2,"A\nB\nC",1961-13-01',
    )
    assert house.faults() == ["citizens.csv:4 birth_date: 1961-13-01 is not in the calendar."]


def test_a_quotation_mark_that_is_never_closed_swallows_nothing_in_silence(house: House) -> None:
    house.file("citizens.csv", 'ref,given_name\nc1,"Ole\nc2,Ida\nc3,Per\n')
    assert house.faults() == ["citizens.csv:2 -: A quotation mark is opened here and never closed."]


def test_a_quotation_mark_inside_a_quoted_cell_is_refused_and_the_next_row_read(
    house: House,
) -> None:
    house.file(
        "citizens.csv", 'ref,given_name\nc1,"Ole "Bølle" Holm"\nc2,"Ida ""Is"" Holm"\n,Per\n'
    )
    assert house.faults() == [
        "citizens.csv:2 -: A quotation mark stands inside a quoted cell: write it twice there.",
        "citizens.csv:4 ref: This must be filled in.",
    ]


def test_a_cell_that_never_ends_is_refused(house: House) -> None:
    house.file("citizens.csv", 'ref,given_name\nc1,"' + "Ole\n" * 50_000 + '"\n')
    (fault,) = house.faults()
    assert fault.startswith("citizens.csv:2 -: A cell is far too long")


def test_rows_lost_to_a_fault_do_not_make_the_enquiries_that_name_them_faulty(house: House) -> None:
    house.file("citizens.csv", 'ref,given_name\nc1,"Ole "Bølle" Holm"\n')
    house.file("enquiries.csv", "ref,citizen_ref,arrived_at,channel\ne1,c1,2017-08-28T10:05,phone")
    assert len(house.faults()) == 1


@pytest.mark.parametrize("name", ["citizen.csv", "Citizens.csv", "history.xlsx", "klienter.csv"])
def test_a_file_the_format_does_not_know_is_a_fault(house: House, name: str) -> None:
    house.file("citizens.csv", CITIZENS)
    house.file(name, "ref\n")
    (fault,) = house.faults()
    assert fault == (
        f"{name}:1 -: The format has no file of this name; this version takes: {TAKEN}."
    )


def test_hidden_files_of_the_system_are_let_be(house: House) -> None:
    house.file("citizens.csv", CITIZENS)
    house.file(".DS_Store", b"\x00\x01")
    house.file(".~lock.citizens.csv#", "ole")
    assert house.faults() == []


def test_what_has_the_right_name_must_be_a_file(house: House) -> None:
    (house.folder / "citizens.csv").mkdir()
    os.mkfifo(house.folder / "enquiries.csv")
    assert house.faults() == [
        "citizens.csv:1 -: That is not a file.",
        "enquiries.csv:1 -: That is not a file.",
    ]


def test_no_folder_a_file_for_a_folder_and_an_empty_folder_are_one_sentence(house: House) -> None:
    with pytest.raises(DeskError, match="There is nothing to import in"):
        house.check()
    house.file("citizens.csv", CITIZENS)
    house.folder = house.folder / "citizens.csv"
    with pytest.raises(DeskError, match=r"citizens\.csv is not a folder\."):
        house.take_in()
    house.folder = house.folder.parent / "elsewhere"
    with pytest.raises(DeskError, match="There is no folder"):
        house.take_in()


def test_all_faults_are_listed_by_file_and_line(house: House) -> None:
    house.file("enquiries.csv", "ref,arrived_at,channel\ne1,,fax\n,2017-08-28T10:05,phone\n")
    house.file("citizens.csv", "ref,birth_date,cpr\nc1,1961-02-30,1\nc1,,\n")
    house.file("checks.csv", "")
    places = [(fault.file, fault.line, fault.column) for fault in house.check().faults]
    assert places == [
        ("checks.csv", 1, "-"),
        ("citizens.csv", 2, "birth_date"),
        ("citizens.csv", 2, "cpr"),
        ("citizens.csv", 3, "ref"),
        ("enquiries.csv", 2, "arrived_at"),
        ("enquiries.csv", 2, "channel"),
        ("enquiries.csv", 3, "ref"),
    ]
