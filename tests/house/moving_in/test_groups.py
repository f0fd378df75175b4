"""Groups, their meetings and who came, of a history: what a row may say, and what it becomes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from din_indgang_tui.house import (
    attendance,
    group_sessions,
    groups,
    roll,
    roll_adding,
    statistics,
)
from din_indgang_tui.house.codes import Attendance
from din_indgang_tui.house.periods import Days
from din_indgang_tui.store.roles import Role, Who
from tests import oracle_groups
from tests.oracle_groups import Mark, Meeting

if TYPE_CHECKING:
    from tests.house.moving_in.conftest import House

PEOPLE = "ref,given_name\nc1,Ida\nc2,Ole\n"
GROUPS = "ref,name,facilitator\ng1,Madlavning,LIV\n"
MEETINGS = "ref,group_ref,starts_at,minutes,status\nm1,g1,2017-01-12T10:30,90,held\n"
HOST = Who("BOD", Role.HOST)


def put(house: House, name: str, **cells: str) -> None:
    """A file of one row, beside citizens c1 and c2, the group g1 and its meeting m1."""
    house.file("citizens.csv", PEOPLE)
    house.file("groups.csv", GROUPS)
    house.file("group_sessions.csv", MEETINGS)
    house.file(name, ";".join(cells) + "\n" + ";".join(cells.values()))


def a_group(house: House, **cells: str) -> None:
    """A groups.csv of one row."""
    (house.folder / "groups.csv").unlink(missing_ok=True)
    house.file("groups.csv", ";".join(["ref", *cells]) + "\n" + ";".join(["g1", *cells.values()]))


def a_meeting(house: House, **cells: str) -> None:
    """A group_sessions.csv of one row."""
    row = {"ref": "m1", "group_ref": "g1", "starts_at": "2017-01-12T10:30", "status": "held"}
    put(house, "group_sessions.csv", **(row | {"minutes": "90"} | cells))


def marks(house: House, *rows: str) -> None:
    """An attendance.csv of these rows, beside the group g1 and its meeting m1."""
    put(house, "attendance.csv", session_ref="m1")
    house.file("attendance.csv", "\n".join(["session_ref,citizen_ref,status", *rows]))


def stored(house: House, sql: str) -> dict[str, Any]:
    """The one row that was asked for, after the folder was taken in."""
    assert house.take_in().faults == ()
    (row,) = house.rows(sql)
    return row


class TestGroups:
    def test_every_column_is_kept(self, house: House) -> None:
        a_group(house, name="Gåtur", kind="physical", capacity="15", facilitator="bod")
        row = stored(
            house, "SELECT g.*, w.initials FROM group_activity g JOIN staff w ON w.id = leader_id"
        )
        kept = {"ref": "g1", "name": "Gåtur", "kind": "physical", "capacity": 15, "initials": "BOD"}
        assert kept.items() <= row.items()

    def test_what_a_group_does_not_say_it_does_not_have(self, house: House) -> None:
        a_group(house, name="Gåtur")
        row = stored(house, "SELECT * FROM group_activity")
        assert (row["kind"], row["rule"], row["needs_assessment"]) == ("group", "", "no")
        unknown = ("capacity", "leader_id", "room", "starts_on", "ends_on")
        assert [row[column] for column in unknown] == [None] * len(unknown)

    def test_a_group_without_a_name_is_called_by_its_ref(self, house: House) -> None:
        a_group(house, kind="social")
        assert house.warnings() == [
            "groups.csv:2 name: 1 group has no name; it is called by its ref."
        ]
        assert stored(house, "SELECT name FROM group_activity") == {"name": "g1"}

    @pytest.mark.parametrize(
        ("cells", "fault"),
        [
            ({"kind": "sport"}, "kind: “sport” is not one of: coaching, group, peer_group,"),
            ({"capacity": "0"}, "capacity: “0” is not a whole number from 1 to 500."),
            ({"capacity": "501"}, "capacity: “501” is not a whole number from 1 to 500."),
            ({"capacity": "mange"}, "capacity: “mange” is not a whole number from 1 to 500."),
            ({"name": "x" * 41}, "name: That is too long: at most 40 characters."),
            ({"facilitator": "L.B."}, "facilitator: Initials are 1 to 12 letters or digits,"),
        ],
    )
    def test_what_cannot_be_is_one_sentence(
        self, house: House, cells: dict[str, str], fault: str
    ) -> None:
        a_group(house, **cells)
        (said,) = house.faults()
        assert said.startswith(f"groups.csv:2 {fault}")

    def test_an_unknown_facilitator_becomes_one_former_colleague(self, house: House) -> None:
        house.file("groups.csv", "ref,name,facilitator\ng1,Madlavning,LIV\ng2,Gåtur,liv\n")
        said = "LIV is nobody here: a former colleague is made, who cannot log in."
        assert house.warnings() == [f"groups.csv:2 facilitator: {said}"]
        row = stored(house, "SELECT * FROM staff")
        assert (row["initials"], row["active"], row["password_hash"]) == ("LIV", 0, None)
        assert {group.leader for group in house.door.read(HOST, groups.all_groups)} == {"LIV"}


class TestMeetings:
    def test_every_column_is_kept_and_the_facilitator_leads(self, house: House) -> None:
        a_meeting(house, minutes="120")
        row = stored(
            house,
            "SELECT m.*, g.ref AS group_ref, w.initials FROM group_session m"
            " JOIN group_activity g ON g.id = group_id JOIN staff w ON w.id = m.leader_id",
        )
        kept = {
            **{"ref": "m1", "group_ref": "g1", "initials": "LIV", "status": "held"},
            **{"starts_at": "2017-01-12T09:30:00Z", "ends_at": "2017-01-12T11:30:00Z"},
            **{"starts_on": "2017-01-12", "starts_week": "2017-W02", "minutes": 120},
            **{"rule_on": None, "room": None, "roll_done_at": None},
        }
        assert kept.items() <= row.items()

    def test_a_meeting_may_last_across_the_night_the_clock_is_moved(self, house: House) -> None:
        a_meeting(house, starts_at="2026-10-25T01:30", minutes="120")
        row = stored(house, "SELECT * FROM group_session")
        assert (row["starts_at"], row["ends_at"]) == (
            *("2026-10-24T23:30:00Z", "2026-10-25T01:30:00Z"),
        )

    def test_a_meeting_without_minutes_is_as_long_as_one_of_a_new_group(self, house: House) -> None:
        a_meeting(house, minutes="")
        assert "taken as 90 minutes" in " ".join(house.warnings())
        assert stored(house, "SELECT * FROM group_session")["minutes"] == 90

    @pytest.mark.parametrize(
        ("cells", "fault"),
        [
            ({"group_ref": ""}, "group_ref: A meeting is one of a group: say of which."),
            ({"group_ref": "g9"}, "group_ref: “g9” is in groups.csv neither now nor in an"),
            ({"starts_at": ""}, "starts_at: This must be filled in."),
            ({"starts_at": "2026-03-29T02:30"}, "starts_at: 2026-03-29T02:30 does not exist"),
            ({"minutes": "4"}, "minutes: “4” is not a whole number from 5 to 720."),
            ({"status": ""}, "status: This must be filled in."),
            ({"status": "done"}, "status: “done” is not one of: planned, held, cancelled."),
        ],
    )
    def test_what_cannot_be_is_one_sentence(
        self, house: House, cells: dict[str, str], fault: str
    ) -> None:
        a_meeting(house, **cells)
        (said,) = house.faults()
        assert said.startswith(f"group_sessions.csv:2 {fault}")

    def test_history_may_overlap(self, house: House) -> None:
        house.file("groups.csv", GROUPS)
        rows = [f"m{n},g1,2027-01-12T10:3{n},90,planned" for n in range(3)]
        house.file("group_sessions.csv", "\n".join([MEETINGS.split("\n", maxsplit=1)[0], *rows]))
        assert house.take_in().faults == ()
        assert len(house.rows("SELECT * FROM group_session")) == 3

    def test_the_roll_of_a_meeting_that_was_over_is_not_waited_for(self, house: House) -> None:
        a_meeting(house, status="planned")
        said = "1 meeting is over and still planned: it does not count as held."
        assert f"group_sessions.csv:2 status: {said}" in house.warnings()
        assert house.take_in().faults == ()
        assert house.door.read(HOST, group_sessions.missing_rolls) == []

    def test_a_meeting_to_come_stands_on_its_day(self, house: House) -> None:
        a_meeting(house, starts_at="2026-11-19T10:30", status="planned")
        assert house.take_in().faults == ()
        (found,) = house.door.read(HOST, group_sessions.of_day, date(2026, 11, 19))
        assert (found.group, found.leader, found.status) == ("Madlavning", "LIV", "planned")

    def test_one_that_was_held_in_the_future_is_worth_a_look(self, house: House) -> None:
        a_meeting(house, starts_at="2026-12-01T10:00")
        said = "1 meeting that lies in the future says already that it was held."
        assert f"group_sessions.csv:2 starts_at: {said}" in house.warnings()


class TestAttendance:
    def test_a_mark_is_a_citizens_or_an_unnamed_guests(self, house: House) -> None:
        marks(house, "m1,c1,present", "m1,c2,excused", "m1,,drop_in", "m1,,present")
        assert house.take_in().faults == ()
        kept = house.rows(
            "SELECT c.ref, a.status FROM attendance a LEFT JOIN citizen c ON c.id = citizen_id"
            " ORDER BY a.id"
        )
        assert [tuple(row.values()) for row in kept] == [
            *(("c1", "present"), ("c2", "excused"), (None, "drop_in"), (None, "present")),
        ]

    def test_a_row_that_stands_twice_counts_twice_and_not_again(self, house: House) -> None:
        marks(house, "m1,,drop_in", "m1,c1,present", "m1,,drop_in")
        assert house.take_in().files[-1].new == 3
        before = house.everything()
        # The same rows in another order, with other separators and in other columns.
        house.file("attendance.csv", "status;citizen_ref;session_ref\ndrop_in;;m1\ndrop_in; ;m1\n")
        again = house.take_in()
        assert (again.files[-1].new, again.files[-1].already_there, again.faults) == (0, 2, ())
        assert house.everything() == before

    def test_a_third_guest_is_new_where_two_came_before(self, house: House) -> None:
        marks(house, "m1,,drop_in", "m1,,drop_in")
        assert house.take_in().faults == ()
        marks(house, "m1,,drop_in", "m1,,drop_in", "m1,,drop_in", "m1,c1,present")
        last = house.take_in().files[-1]
        assert (last.read, last.new, last.already_there) == (4, 2, 2)
        assert len(house.rows("SELECT * FROM attendance")) == 4

    def test_more_rows_than_are_read_at_a_time_are_counted_all(self, house: House) -> None:
        marks(house, *["m1,,drop_in"] * 1003)
        assert house.take_in().files[-1].new == 1003
        assert house.take_in().new == 0
        assert len(house.rows("SELECT * FROM attendance")) == 1003

    @pytest.mark.parametrize(
        ("row", "fault"),
        [
            (",c1,present", "session_ref: A mark is one of a meeting: say of which."),
            ("m9,c1,present", "session_ref: “m9” is in group_sessions.csv neither now nor in an"),
            ("m1,c9,present", "citizen_ref: “c9” is in citizens.csv neither now nor in an"),
            ("m1,c1,", "status: This must be filled in."),
            ("m1,c1,late", "status: “late” is not one of: present, absent, excused, drop_in."),
            ("m1,c1", "-: "),
        ],
    )
    def test_what_cannot_be_is_one_sentence(self, house: House, row: str, fault: str) -> None:
        marks(house, "m1,c2,present", row)
        (said,) = house.faults()
        assert said.startswith(f"attendance.csv:3 {fault}")

    def test_whoever_is_named_twice_at_one_meeting_counts_twice_with_a_remark(
        self, house: House
    ) -> None:
        marks(house, "m1,c1,present", "m1,c2,present", "m1,c1,present", "m1,c1,absent")
        said = "That person has a mark at that meeting on line 2 too: both count."
        assert [line for line in house.warnings() if "citizen_ref" in line] == [
            f"attendance.csv:4 citizen_ref: {said}",
            f"attendance.csv:5 citizen_ref: {said}",
        ]
        assert house.take_in().files[-1].new == 4
        assert house.warnings() == []
        marks(house, "m1,c2,excused")
        (line,) = house.warnings()
        assert line == (
            "attendance.csv:2 citizen_ref: That person has a mark at that meeting here: both count."
        )

    @pytest.mark.parametrize("before", [False, True])
    def test_marks_of_a_meeting_that_was_not_held_are_worth_a_look(
        self, house: House, before: bool
    ) -> None:
        a_meeting(house, status="cancelled")
        if before:
            assert house.take_in().faults == ()
            (house.folder / "group_sessions.csv").unlink()
        house.file("attendance.csv", "session_ref,citizen_ref,status\nm1,c1,present\nm1,c2,absent")
        said = "2 marks, the first of them here, are of meetings that were not held"
        assert any(
            line.startswith(f"attendance.csv:2 session_ref: {said}") for line in house.warnings()
        )

    def test_nobody_gets_a_place_by_having_come(self, house: House) -> None:
        marks(house, "m1,c1,present")
        assert house.take_in().faults == ()
        assert house.rows("SELECT * FROM group_member") == []
        (came,) = house.door.read(HOST, attendance.of_citizen, 1)
        assert (came.group, came.mark) == ("Madlavning", Attendance.PRESENT)

    def test_a_mark_of_the_desk_stands_beside_those_of_the_import(self, house: House) -> None:
        marks(house, "m1,c1,absent")
        assert house.take_in().faults == ()
        leader = Who("ÅSE", Role.LEADER)
        house.door.change(leader, roll_adding.drop_in, 1, 2)
        assert house.take_in().new == 0
        taken = house.door.read(HOST, roll.of, 1)
        assert [(line.citizen_id, line.mark) for line in taken.lines] == [(1, Attendance.ABSENT)]
        assert [guest.citizen_id for guest in taken.guests] == [2]

    def test_the_number_of_a_mark_that_was_taken_out_is_not_given_again(self, house: House) -> None:
        marks(house, "m1,c1,present")
        assert house.take_in().faults == ()
        leader = Who("ÅSE", Role.LEADER)
        house.door.change(leader, roll_adding.drop_in, 1, 2)
        house.door.change(leader, roll.mark, 1, 2, None)
        marks(house, "m1,c1,present", "m1,,drop_in")
        assert house.take_in().faults == ()
        assert [row["id"] for row in house.rows("SELECT id FROM attendance ORDER BY id")] == [1, 3]


def test_the_same_files_again_change_nothing_and_other_content_names_both(house: House) -> None:
    marks(house, "m1,c1,present", "m1,,drop_in")
    assert house.take_in().faults == ()
    before = house.everything()
    again = house.take_in()
    assert (again.new, again.faults, again.warnings) == (0, (), ())
    house.file("groups.csv", GROUPS.replace("LIV", "BOD"))
    house.file("group_sessions.csv", MEETINGS.replace("held", "cancelled"))
    said = "It was imported before, from line 2, with other content:"
    assert house.faults() == [
        f"group_sessions.csv:2 ref: {said} status was “held”, now “cancelled”.",
        f"groups.csv:2 ref: {said} facilitator was “LIV”, now “BOD”.",
    ]
    assert house.everything() == before


# Any history -------------------------------------------------------------------------------------

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
# The clock forward and back, the turn of a year with a week 53, and an ordinary month.
_AROUND = [
    *(datetime(2026, 3, 29, 1), datetime(2026, 10, 25, 1)),
    *(datetime(2021, 1, 3, 23), datetime(2026, 6, 10, 10)),
]


@st.composite
def walls(draw: st.DrawFn) -> datetime:
    """A wall clock time that exists."""
    wall = draw(st.sampled_from(_AROUND)) + timedelta(
        days=draw(st.integers(-8, 8)), minutes=draw(st.integers(-150, 150))
    )
    there_and_back = wall.replace(tzinfo=COPENHAGEN).astimezone(UTC).astimezone(COPENHAGEN)
    return wall if there_and_back.replace(tzinfo=None) == wall else wall + timedelta(hours=1)


meetings = st.lists(
    st.tuples(walls(), st.sampled_from(oracle_groups.MEETING_STATUSES), st.sampled_from("ab")),
    min_size=1,
    max_size=8,
)
said_marks = st.lists(
    st.tuples(
        st.integers(0, 7),
        st.sampled_from([None, "c1", "c2", "c3"]),
        st.sampled_from(oracle_groups.MARKS),
    ),
    max_size=24,
)


def page(header: str, rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header.split(","), *rows])
    return text.getvalue()


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(times=meetings, said=said_marks, as_of=walls(), split=st.integers(0, 24))
def test_an_imported_history_is_counted_as_a_person_would(
    open_house: Callable[[], House],
    times: list[tuple[datetime, str, str]],
    said: list[tuple[int, str | None, str]],
    as_of: datetime,
    split: int,
) -> None:
    house = open_house()
    house.file("citizens.csv", "ref\nc1\nc2\nc3\n")
    house.file("groups.csv", "ref\na\nb\n")
    rows = [
        [f"m{n}", group, f"{wall:%Y-%m-%dT%H:%M}", "60", status]
        for n, (wall, status, group) in enumerate(times)
    ]
    house.file("group_sessions.csv", page("ref,group_ref,starts_at,minutes,status", rows))
    lines = [[f"m{n % len(times)}", whose or "", status] for n, whose, status in said]
    # First a part of the marks, then all of them: as a house does that goes on keeping its sheet.
    for part in (lines[:split], lines):
        house.file("attendance.csv", page("session_ref,citizen_ref,status", part))
        assert house.take_in().faults == ()
    assert house.take_in().new == 0

    met: list[Meeting] = [
        {"ref": f"m{n}", "starts_at": wall.replace(tzinfo=COPENHAGEN), "status": status}
        for n, (wall, status, _group) in enumerate(times)
    ]
    told: list[Mark] = [
        {"meeting": ref, "citizen": whose or None, "status": status} for ref, whose, status in lines
    ]
    keys = ("group_sessions", "group_attendances", "group_participants")
    for monday in sorted({wall.date() - timedelta(days=wall.weekday()) for wall, _, _ in times}):
        week = [monday + timedelta(days=n) for n in range(7)]
        day = min(max(as_of.date(), monday), date(2026, 11, 17))
        found = house.door.read(house.who, statistics.figures, Days(week[0], week[-1]), day)
        expected = oracle_groups.week(met, told, [one for one in week if one <= day])
        assert [{key: row[key] for key in keys} for row in found.weeks] == [expected]
