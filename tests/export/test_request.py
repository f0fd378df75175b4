"""What was typed after `dinindgang export`, and the bytes that come of it."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from din_indgang_tui.export import ExportRequest, run
from din_indgang_tui.export.formats import FORMATS
from din_indgang_tui.house.statistics_by import BY
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import UsageError
from tests.histories import (
    OWNER,
    attempt,
    check,
    conversation,
    course,
    enquiry,
    fill,
    house,
    mark,
    meeting,
    referral,
    slot,
)
from tests.oracle_courses import Rest

HISTORY = [
    enquiry(
        "2026-11-09T10:00",
        "2026-11-09T10:05",
        citizen="Ali",
        reasons=("housing", "talk"),
        outcome="helped",
    ),
    enquiry("2026-11-10T10:00", "2026-11-10T10:20", reasons=("talk",), heard_from="gp"),
    enquiry("2026-11-11T10:00", channel="letter", citizen="Bo"),
    enquiry("2026-11-02T10:00", outcome="left_without_help"),
]

PASS_ON = "kan-videregives"
COOKED, PLANNED = meeting("2026-11-12T10:30"), meeting("2026-11-13T10:30", "planned")
IB = course("Ib", "2026-06-01", "2026-09-07", onward_support="sel85")
REST = Rest(
    [conversation("Bo", "2026-11-09")],
    [
        course("Ali", "2026-06-01", "2026-08-10"),  # who came again in the week
        IB,
        course("Eva", "2026-06-01"),
    ],
    [
        slot("Eva", "2026-11-10T10:00", "attended"),
        slot("Eva", "2026-11-11T10:00"),
        slot("Eva", "2026-11-12T10:00", "cancelled_house"),
    ],
    [COOKED, PLANNED],
    [
        mark(COOKED, "Eva"),
        mark(COOKED, "Ib", "absent"),
        mark(COOKED, None, "drop_in"),
        mark(COOKED, None, "drop_in"),
        mark(PLANNED, "Ib"),
    ],
    [check(IB, "2026-06-29")],
    referrals=[
        referral("Ib", "2026-06-29", "2026-11-10", "granted"),
        referral("Eva", "2026-11-12"),
    ],
    attempts=[attempt("2026-11-12T10:00", "let_in"), attempt("2026-11-13T10:00", "nobody_home")],
    bypassed={"2026-10": (2, 30)},
)


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    with house(tmp_path / "house.db") as opened:
        fill(opened, HISTORY, REST)
        yield opened


def test_last_week_as_csv(door: Door) -> None:
    assert run(door, OWNER, ExportRequest()).data.decode() == (
        "week,from,to,enquiries,enquiries_anonymous,enquiries_new,enquiries_known,"
        "enquiries_walk_in,enquiries_phone,enquiries_digital,enquiries_letter,"
        "enquiries_outreach,enquiries_partner,helped_on_the_spot,met,wait_median_min,"
        "wait_p90_min,met_within_5_min,left_without_help,conversations,courses_opened,"
        "courses_closed,courses_open_at_end,courses_past_20_weeks,returned,sessions_booked,"
        "sessions_attended,sessions_no_show,sessions_cancelled,"
        "group_sessions,group_attendances,group_participants,"
        "checks_due,checks_done,checks_overdue_at_end,referrals_sent,referrals_answered,"
        "outreach_attempts,outreach_contacts\n"
        "2026-W46,2026-11-09,2026-11-15,3,1,2,0,2,0,0,1,0,0,1,2,12.5,18.5,1,0"
        ",1,0,0,1,1,1,2,1,0,1,1,3,1"
        ",0,0,2,1,1,2,1\n"
    )


def test_an_empty_cell_is_empty_in_csv_and_null_in_json(door: Door) -> None:
    before = ExportRequest(week="2026-W45")
    (row,) = csv.DictReader(io.StringIO(run(door, OWNER, before).data.decode()))
    assert (row["wait_median_min"], row["left_without_help"]) == ("", "1")
    document = json.loads(run(door, OWNER, ExportRequest(week="2026-W45", format="json")).data)
    assert document["weeks"][0]["wait_median_min"] is None


def test_the_running_totals_as_csv(door: Door) -> None:
    assert run(door, OWNER, ExportRequest(totals=True)).data == (
        b"key,n,of,percent\ntotal_enquiries,4,,\n"
        b"total_citizens_in_course,3,,\ntotal_citizens_course_closed,2,,\n"
        b"onward_support,1,2,50.0\nformerly_assessed,0,2,0.0\nassessments_avoided,0,,\n"
        b"total_returned,1,2,50.0\n"
        b"referred_within_4_weeks,1,2,50.0\nbypassed_house,2,30,6.7\n"
        b"course_weeks_median,12.0,,\ncourse_weeks_min,10.0,,\ncourse_weeks_max,14.0,,\n"
    )


def test_as_json_with_weeks_and_totals_in_one_document(door: Door) -> None:
    data = run(door, OWNER, ExportRequest(weeks="2", as_of="2026-11-16", format="json")).data
    document = json.loads(data)
    assert list(document) == ["as_of", "public", "weeks", "totals"]
    assert document["as_of"] == "2026-11-16"
    assert document["public"] is False
    assert [row["week"] for row in document["weeks"]] == ["2026-W45", "2026-W46"]
    assert document["weeks"][1]["enquiries"] == 3
    assert document["weeks"][1]["wait_median_min"] == 12.5
    assert b'"wait_p90_min": 18.5,' in data
    assert document["totals"]["total_enquiries"] == 4
    assert document["totals"]["onward_support"] == {"n": 1, "of": 2, "percent": 50.0}
    assert document["totals"]["assessments_avoided"] == 0
    assert document["totals"]["course_weeks_median"] == 12.0
    assert b'"course_weeks_median": 12.0,' in data


def test_a_ratio_of_nobody_has_no_percent(tmp_path: Path) -> None:
    with house(tmp_path / "empty.db") as door:
        written = run(door, OWNER, ExportRequest(totals=True)).data
        document = json.loads(run(door, OWNER, ExportRequest(format="json")).data)
    assert b"onward_support,0,0,\n" in written
    assert b"course_weeks_median,,,\n" in written
    assert document["totals"]["total_returned"] == {"n": 0, "of": 0, "percent": None}
    assert document["totals"]["course_weeks_min"] is None


def test_a_whole_number_with_a_decimal_keeps_it(door: Door) -> None:
    fill(door, [enquiry("2026-11-16T10:00", "2026-11-16T10:04")])
    request = ExportRequest(week="2026-W47", as_of="2026-11-16")
    assert b",4.0,4.0,1,0,0," in run(door, OWNER, request).data
    request = replace(request, format="json")
    assert b'"wait_median_min": 4.0,' in run(door, OWNER, request).data


def test_a_period_to_come_is_a_header_without_rows(door: Door) -> None:
    assert run(door, OWNER, ExportRequest(week="2027-W10")).data.count(b"\n") == 1
    document = json.loads(run(door, OWNER, ExportRequest(week="2027-W10", format="json")).data)
    assert document["weeks"] == []


@pytest.mark.parametrize("public", [False, True])
def test_a_period_to_come_is_said_so_that_nobody_looks_for_its_rows(
    door: Door, public: bool
) -> None:
    made = run(door, OWNER, ExportRequest(week="2027-W10", public=public))
    assert made.remarks == ("There is no week in this period yet.",)
    assert run(door, OWNER, ExportRequest(week="2026-W46", public=public)).remarks == ()


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    "more",
    [
        ExportRequest(),
        ExportRequest(totals=True),
        ExportRequest(excel=True),
        ExportRequest(public=True),
        *(ExportRequest(by=by) for by in BY),
    ],
)
def test_the_same_database_period_and_day_give_the_same_bytes(
    tmp_path: Path, format: str, more: ExportRequest
) -> None:
    format = "csv" if more.excel else format
    # Which weeks are over, and may be passed on, is another matter on another day.
    last = "2026-11-15" if more.public else "2026-11-30"
    request = replace(more, first="2026-10-01", last=last, as_of="2026-11-16", format=format)
    with house(tmp_path / "one.db") as door:
        fill(door, HISTORY, REST)
        first = run(door, OWNER, request).data
        assert run(door, OWNER, request).data == first
    # A copy, asked another day by another process's door.
    shutil.copy(tmp_path / "one.db", tmp_path / "copy.db")
    with house(tmp_path / "copy.db", datetime(2027, 3, 1, 8, 0, tzinfo=UTC)) as door:
        assert run(door, OWNER, request).data == first
    # The same enquiries, written in another order.
    with house(tmp_path / "other.db") as door:
        back = Rest(
            REST.conversations,
            REST.courses[::-1],
            REST.slots[::-1],
            REST.meetings[::-1],
            REST.marks[::-1],
            REST.checks,
            referrals=REST.referrals[::-1],
            attempts=REST.attempts[::-1],
            bypassed=REST.bypassed,
        )
        fill(door, HISTORY[::-1], back)
        assert run(door, OWNER, request).data == first


@pytest.mark.parametrize(
    ("request_", "sentence"),
    [
        (ExportRequest(week="2026-W60"), "2026 has no week 60"),
        (ExportRequest(first="2026-11-16", last="2026-11-09"), "is after --to"),
        (ExportRequest(as_of="i går"), "--as-of i går is not a day. Write it as 2026-11-16."),
        (ExportRequest(as_of="2026-13-01"), "--as-of 2026-13-01 is not a day"),
        (
            ExportRequest(format="pdf"),
            "--format pdf is not known. Choose one of: csv, json, md, xlsx, html.",
        ),
        (ExportRequest(format=""), '--format "" is not known.'),
        (
            ExportRequest(by="age"),
            "--by age is not known. Choose one of: reason, heard_from, outcome.",
        ),
        (ExportRequest(by=""), '--by "" is not known.'),
        (
            ExportRequest(by="reason", totals=True),
            "--by has no running totals. Leave out --by or --totals.",
        ),
        (
            ExportRequest(by="reason", totals=True, public=True),
            "--by has no running totals. Leave out --by or --totals.",
        ),
        *(
            (
                ExportRequest(freeze=True, **given),
                f"--freeze keeps the exact weekly figures. Leave out {option}.",
            )
            for option, given in (
                ("--public", {"public": True}),
                ("--totals", {"totals": True}),
                ("--by", {"by": "reason"}),
            )
        ),
        (
            ExportRequest(format="xlsx", to_file=False),
            "--format xlsx is no text for a terminal. Add --out FILE.",
        ),
        *(
            (
                ExportRequest(excel=True, format=format),
                f"--excel is a kind of CSV. Leave out --excel or --format {format}.",
            )
            for format in ("json", "md", "xlsx", "html")
        ),
    ],
)
def test_wrong_use_is_told_apart(door: Door, request_: ExportRequest, sentence: str) -> None:
    with pytest.raises(UsageError) as refused:
        run(door, OWNER, request_)
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("request_", "name"),
    [
        (ExportRequest(), "INTERN-2026-W46.csv"),
        (ExportRequest(weeks="3", format="md"), "INTERN-2026-W44-2026-W46.md"),
        (ExportRequest(by="reason", format="md"), "INTERN-2026-W46-reason.md"),
        (ExportRequest(totals=True, excel=True), "INTERN-2026-11-17-totals.csv"),
        (ExportRequest(week="2027-W10", format="json"), "INTERN-2026-11-17.json"),
        (ExportRequest(format="xlsx"), "INTERN-2026-W46.xlsx"),
        (ExportRequest(public=True, weeks="3", format="html"), f"{PASS_ON}-2026-W44-2026-W46.html"),
        (ExportRequest(public=True, by="reason", excel=True), f"{PASS_ON}-2026-W46-reason.csv"),
        (
            ExportRequest(public=True, totals=True, as_of="2025-12-31", format="xlsx"),
            f"{PASS_ON}-2025-12-31-totals.xlsx",
        ),
    ],
)
def test_a_file_is_called_by_whom_it_is_for_and_by_its_weeks(
    door: Door, request_: ExportRequest, name: str
) -> None:
    assert run(door, OWNER, request_).name == name
