"""Conversations, courses and slots of a history: what a row may say, and what it becomes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from din_indgang_tui.house import settings

if TYPE_CHECKING:
    from tests.house.moving_in.conftest import House

PEOPLE = "ref,given_name\nc1,Ida\nc2,Ole\n"
COURSES = "ref,citizen_ref,opened_on,closed_on,coach\nf1,c1,2017-01-09,2017-03-01,KSØ\n"


def put(house: House, name: str, **cells: str) -> None:
    """A file of one row, beside citizens c1 and c2."""
    house.file("citizens.csv", PEOPLE)
    house.file(name, ";".join(cells) + "\n" + ";".join(cells.values()))


def a_course(house: House, **cells: str) -> None:
    """A courses.csv of one row."""
    put(
        house,
        "courses.csv",
        **({"ref": "f1", "citizen_ref": "c1", "opened_on": "2017-01-09"} | cells),
    )


def a_conversation(house: House, **cells: str) -> None:
    """A conversations.csv of one row."""
    row = {"ref": "s1", "citizen_ref": "c1", "held_on": "2017-01-09"} | cells
    put(house, "conversations.csv", **row)


def a_slot(house: House, **cells: str) -> None:
    """A slots.csv of one row."""
    row = {"ref": "t1", "citizen_ref": "c1", "starts_at": "2017-01-09T10:00", "status": "attended"}
    put(house, "slots.csv", **(row | cells))


def stored(house: House, sql: str) -> dict[str, Any]:
    """The one row that was asked for, after the folder was taken in."""
    assert house.take_in().faults == ()
    (row,) = house.rows(sql)
    return row


def some(row: dict[str, Any], *columns: str) -> tuple[Any, ...]:
    return tuple(row[column] for column in columns)


class TestCourses:
    def test_a_course_may_be_a_person_and_a_day(self, house: House) -> None:
        a_course(house)
        row = stored(house, "SELECT * FROM course")
        assert some(row, "ref", "citizen_id", "opened_on", "check_days") == (
            *("f1", 1, "2017-01-09", 28),
        )
        unknown = ("planned_end_on", "closed_on", "coach_id", "closing_reason", "onward_support")
        assert some(row, *unknown, "formerly_assessed") == (None,) * 6

    def test_every_column_is_kept(self, house: House) -> None:
        a_course(
            house,
            planned_end_on="2017-05-29",
            closed_on="2017-04-03",
            closing_reason="goal_reached",
            onward_support="sel85",
            formerly_assessed="yes",
            coach="ksø",
        )
        row = stored(house, "SELECT * FROM course JOIN staff ON staff.id = coach_id")
        assert some(row, "planned_end_on", "closed_on") == ("2017-05-29", "2017-04-03")
        assert some(row, "closing_reason", "onward_support", "formerly_assessed", "initials") == (
            *("goal_reached", "sel85", "yes", "KSØ"),
        )

    @pytest.mark.parametrize(
        ("cells", "fault"),
        [
            (
                {"citizen_ref": ""},
                "citizen_ref: A course for an anonymous person cannot be: say whose it is.",
            ),
            ({"opened_on": ""}, "opened_on: This must be filled in."),
            ({"opened_on": "0017-01-09"}, "opened_on: 0017-01-09 is too long ago."),
            ({"closed_on": "9999-12-31"}, "closed_on: 9999-12-31 is too far ahead."),
            (
                {"closed_on": "2017-01-08"},
                "closed_on: The time runs backwards: closed before opened.",
            ),
            (
                {"planned_end_on": "2017-01-08"},
                "planned_end_on: The time runs backwards: the end is before the start.",
            ),
            ({"formerly_assessed": "maybe"}, "formerly_assessed: “maybe” is not one of: yes, no,"),
            ({"onward_support": "§85"}, "onward_support: “§85” is not one of: none, volunteer_of"),
            ({"coach": "K.S."}, "coach: Initials are 1 to 12 letters or digits, without spaces."),
        ],
    )
    def test_what_cannot_be_is_one_sentence(
        self, house: House, cells: dict[str, str], fault: str
    ) -> None:
        a_course(house, **cells)
        (said,) = house.faults()
        assert said.startswith(f"courses.csv:2 {fault}")

    def test_two_open_courses_of_one_citizen_are_taken_as_they_were(self, house: House) -> None:
        rows = "f1,c1,2017-01-09\nf2,c2,2017-01-09\nf3,c1,2017-02-09\n"
        house.file("citizens.csv", PEOPLE)
        house.file("courses.csv", "ref,citizen_ref,opened_on\n" + rows)
        said = "courses.csv:4 closed_on: The course on line 2 is the same citizen's and open too."
        assert house.warnings() == [said]
        assert house.take_in().faults == ()
        house.file("courses.csv", "ref,citizen_ref,opened_on\nf4,c2,2017-03-09\n")
        said = "courses.csv:2 closed_on: The citizen has an open course here already."
        assert house.warnings() == [said]
        assert house.take_in().faults == ()
        assert len(house.rows("SELECT * FROM course WHERE closed_on IS NULL")) == 4

    @pytest.mark.parametrize(
        ("planned", "limit", "worth_a_look"),
        [
            ("2017-05-29", 20, False),  # 20 weeks to the day
            ("2017-05-30", 20, True),
            ("2017-07-09", 40, False),  # a house of longer courses: six months to the day
            ("2017-07-10", 40, True),
        ],
    )
    def test_an_end_past_the_limit_is_taken_and_worth_a_look(
        self, house: House, planned: str, limit: int, worth_a_look: bool
    ) -> None:
        house.door.change(house.who, settings.put, "course_weeks", str(limit))
        a_course(house, planned_end_on=planned)
        said = (
            "courses.csv:2 planned_end_on: 1 course was to last longer than the house lets one"
            " last: it is taken as it was."
        )
        assert house.warnings() == ([said] if worth_a_look else [])
        assert house.take_in().faults == ()
        assert house.rows("SELECT planned_end_on FROM course")[0]["planned_end_on"] == planned

    def test_an_ending_without_a_day_is_worth_a_look(self, house: House) -> None:
        a_course(house, closing_reason="time_up")
        (said,) = house.warnings()
        assert said.startswith("courses.csv:2 closed_on: 1 course says how it ended but not when")


class TestConversations:
    def test_goals_become_goals_of_the_citizen_in_their_order(self, house: House) -> None:
        a_conversation(house, own_words="En hverdag", goals="Få ro på posten | Gå en tur")
        assert house.take_in().faults == ()
        (row,) = house.rows("SELECT * FROM conversation")
        assert some(row, "citizen_id", "state", "held_on", "held_week", "own_words") == (
            *(1, "held", "2017-01-09", "2017-W02", "En hverdag"),
        )
        goals = house.rows(
            "SELECT citizen_id, words FROM goal_said JOIN citizen_goal ON citizen_goal.id = goal_id"
            " ORDER BY position"
        )
        assert [some(goal, "citizen_id", "words") for goal in goals] == [
            (1, "Få ro på posten"),
            (1, "Gå en tur"),
        ]

    def test_a_goal_in_the_same_words_is_the_same_goal_said_again(self, house: House) -> None:
        header = "ref,citizen_ref,held_on,goals\n"
        house.file("citizens.csv", PEOPLE)
        house.file(
            "conversations.csv",
            header + "s1,c1,2017-01-09,Sove\ns2,c1,2017-02-09,sove|Læse\ns3,c2,2017-02-10,Sove\n",
        )
        assert house.take_in().faults == ()
        house.file("conversations.csv", header + "s4,c1,2017-03-09,læse\n")
        assert house.take_in().faults == ()
        said = house.rows(
            "SELECT conversation.ref, goal_id FROM goal_said JOIN conversation"
            " ON conversation.id = conversation_id ORDER BY conversation.ref, position"
        )
        assert [some(row, "ref", "goal_id") for row in said] == [
            *(("s1", 1), ("s2", 1), ("s2", 2), ("s3", 3), ("s4", 2)),
        ]

    @pytest.mark.parametrize(
        ("cells", "fault"),
        [
            (
                {"citizen_ref": ""},
                "citizen_ref: A conversation with an anonymous person cannot be kept: say with",
            ),
            ({"held_on": ""}, "held_on: This must be filled in."),
            ({"goals": "Sove||Læse"}, "goals: There is an empty place before or after a |."),
            ({"goals": "Sove|sove"}, "goals: The same text stands there twice."),
            ({"goals": "x" * 501}, "goals: That is too long: at most 500 characters."),
            ({"goals": "|".join(map(str, range(21)))}, "goals: At most 20 may stand here."),
            ({"own_words": "x" * 10_001}, "own_words: That is too long: at most 10000"),
        ],
    )
    def test_what_cannot_be_is_one_sentence(
        self, house: House, cells: dict[str, str], fault: str
    ) -> None:
        a_conversation(house, **cells)
        (said,) = house.faults()
        assert said.startswith(f"conversations.csv:2 {fault}")


class TestSlots:
    def test_every_column_is_kept(self, house: House) -> None:
        a_slot(house, minutes="30", coach="MJU", room="Loftet", status="no_show")
        row = stored(
            house,
            "SELECT slot.*, initials, label FROM slot JOIN staff ON staff.id = coach_id"
            " JOIN room ON room.code = room",
        )
        assert some(row, "citizen_id", "course_id", "minutes", "status") == (1, None, 30, "no_show")
        assert some(row, "starts_at", "ends_at") == ("2017-01-09T09:00:00Z", "2017-01-09T09:30:00Z")
        assert some(row, "starts_on", "starts_week") == ("2017-01-09", "2017-W02")
        assert some(row, "initials", "label", "kind") == ("MJU", "Loftet", "coaching")

    def test_a_slot_may_last_across_the_night_the_clock_is_moved(self, house: House) -> None:
        a_slot(house, starts_at="2026-03-29T01:30", minutes="60")
        row = stored(house, "SELECT * FROM slot")
        assert some(row, "starts_at", "ends_at") == ("2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z")

    def test_a_slot_without_minutes_is_as_long_as_a_coaching_session(self, house: House) -> None:
        a_slot(house)
        (said,) = house.warnings()
        assert "it is taken as 45 minutes" in said
        assert stored(house, "SELECT * FROM slot")["minutes"] == 45

    def test_a_slot_of_a_course_is_its_citizens(self, house: House) -> None:
        house.file("courses.csv", COURSES)
        a_slot(house, citizen_ref="", course_ref="f1")
        assert some(stored(house, "SELECT * FROM slot"), "citizen_id", "course_id") == (1, 1)
        (house.folder / "courses.csv").unlink()  # which came with the earlier import
        a_slot(house, ref="t2", citizen_ref="", course_ref="f1")
        row = stored(house, "SELECT * FROM slot WHERE ref = 't2'")
        assert some(row, "citizen_id", "course_id") == (1, 1)

    @pytest.mark.parametrize("before", [False, True])
    def test_a_slot_and_its_course_are_one_citizens(self, house: House, before: bool) -> None:
        house.file("citizens.csv", PEOPLE)
        house.file("courses.csv", COURSES)
        if before:
            assert house.take_in().faults == ()
        a_slot(house, citizen_ref="c2", course_ref="f1")
        assert house.faults() == [
            "slots.csv:2 citizen_ref: “c2” is somebody else: the course “f1” is of “c1”."
        ]
        a_slot(house, citizen_ref="c1", course_ref="f1")
        assert house.faults() == []

    @pytest.mark.parametrize(
        ("cells", "fault"),
        [
            ({"citizen_ref": ""}, "citizen_ref: It must be somebody's: fill in citizen_ref or"),
            ({"course_ref": "f9"}, "course_ref: “f9” is in courses.csv neither now nor in an"),
            ({"starts_at": ""}, "starts_at: This must be filled in."),
            ({"starts_at": "2026-03-29T02:30"}, "starts_at: 2026-03-29T02:30 does not exist"),
            ({"status": ""}, "status: This must be filled in."),
            ({"status": "came"}, "status: “came” is not one of: booked, attended, no_show,"),
            ({"minutes": "4"}, "minutes: “4” is not a whole number from 5 to 720."),
            ({"minutes": "721"}, "minutes: “721” is not a whole number from 5 to 720."),
            ({"minutes": "en time"}, "minutes: “en time” is not a whole number from 5 to 720."),
            ({"minutes": "٤٥"}, "minutes: “٤٥” is not a whole number from 5 to 720."),
            ({"room": "x" * 41}, "room: That is too long: at most 40 characters."),
        ],
    )
    def test_what_cannot_be_is_one_sentence(
        self, house: House, cells: dict[str, str], fault: str
    ) -> None:
        a_slot(house, **cells)
        (said,) = house.faults()
        assert said.startswith(f"slots.csv:2 {fault}")

    def test_history_may_overlap(self, house: House) -> None:
        house.file("citizens.csv", PEOPLE)
        rows = [f"t{n},c1,2017-01-09T10:0{n},45,MJU,Loftet,attended" for n in range(3)]
        header = "ref,citizen_ref,starts_at,minutes,coach,room,status"
        house.file("slots.csv", "\n".join([header, *rows]))
        assert house.take_in().faults == ()
        assert len(house.rows("SELECT * FROM slot")) == 3

    def test_who_came_to_a_time_that_is_not_yet_is_worth_a_look(self, house: House) -> None:
        a_slot(house, starts_at="2026-12-01T10:00", minutes="45")
        (said,) = house.warnings()
        assert said.startswith("slots.csv:2 starts_at: 1 slot that lies in the future says already")


class TestNewcomers:
    def test_an_unknown_coach_becomes_one_former_colleague_who_cannot_log_in(
        self, house: House
    ) -> None:
        house.file("citizens.csv", PEOPLE)
        house.file("courses.csv", COURSES + "f2,c2,2017-01-09,,ksø\n")
        house.file(
            "slots.csv",
            "ref,course_ref,starts_at,minutes,coach,status\nt1,f1,2017-01-10T09:00,45,KSØ,attended",
        )
        assert house.warnings() == [
            "courses.csv:2 coach: KSØ is nobody here: "
            "a former colleague is made, who cannot log in."
        ]
        assert house.take_in().faults == ()
        (made,) = house.rows("SELECT * FROM staff")
        assert some(made, "initials", "role", "password_hash", "active") == (
            "KSØ",
            "coach",
            None,
            0,
        )
        who = house.rows("SELECT coach_id FROM course UNION ALL SELECT coach_id FROM slot")
        assert {row["coach_id"] for row in who} == {made["id"]}

    def test_a_room_is_found_as_it_is_called_and_else_made_retired(self, house: House) -> None:
        house.file("citizens.csv", PEOPLE)
        house.file(
            "slots.csv",
            "ref,citizen_ref,starts_at,minutes,room,status\n"
            "t1,c1,2017-01-10T09:00,45,Køkkenet,attended\n"
            "t2,c1,2017-01-11T09:00,45,køkkenet,attended\n",
        )
        assert house.warnings() == [
            "slots.csv:2 room: There is no room Køkkenet: one is made, "
            "retired until the house brings it back."
        ]
        assert house.take_in().faults == ()
        (room,) = house.rows("SELECT * FROM room")
        assert some(room, "code", "label", "retired") == ("koekkenet", "Køkkenet", 1)
        house.file(
            "slots.csv",
            "ref,citizen_ref,starts_at,minutes,room,status\nt3,c1,2017-01-12T09:00,45,KØKKENET,booked",
        )
        assert house.take_in().warnings == ()
        assert {row["room"] for row in house.rows("SELECT room FROM slot")} == {"koekkenet"}

    def test_who_was_made_stands_on_record_with_the_import(self, house: House) -> None:
        house.file("citizens.csv", PEOPLE)
        house.file("courses.csv", COURSES)
        assert house.take_in().faults == ()
        record = house.rows("SELECT table_name, row_key, after FROM audit ORDER BY id")
        assert [row["table_name"] for row in record] == [
            *("imported_row", "staff", "imported_row"),
        ]
        assert json.loads(record[1]["after"])["initials"] == "KSØ"
        assert record[2]["row_key"] == "courses.csv"


def test_the_same_files_again_change_nothing_and_other_content_names_both(house: House) -> None:
    house.file("citizens.csv", PEOPLE)
    house.file("courses.csv", COURSES)
    house.file("conversations.csv", "ref,citizen_ref,held_on,goals\ns1,c1,2017-01-09,Sove|Læse\n")
    slot = "ref,citizen_ref,starts_at,minutes,status\nt1,c1,2017-01-09T10:00,45,booked\n"
    house.file("slots.csv", slot)
    assert house.take_in().faults == ()
    before = house.everything()
    again = house.take_in()
    assert (again.new, again.faults, again.warnings) == (0, (), ())
    assert house.everything() == before
    house.file("courses.csv", COURSES.replace("2017-03-01", "2017-03-02"))
    house.file("conversations.csv", "ref,citizen_ref,held_on,goals\ns1,c1,2017-01-09,Sove\n")
    house.file("slots.csv", slot.replace("45", "30"))
    said = "It was imported before, from line 2, with other content:"
    assert house.faults() == [
        f"conversations.csv:2 ref: {said} goals was “Sove|Læse”, now “Sove”.",
        f"courses.csv:2 ref: {said} closed_on was “2017-03-01”, now “2017-03-02”.",
        f"slots.csv:2 ref: {said} minutes was “45”, now “30”.",
    ]
    house.take_in()
    assert house.everything() == before
