"""The courses and slots of the town: one in every stage, nobody twice, all in plain words."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from din_indgang_tui.clock import from_stored, iso_week, local, local_date
from din_indgang_tui.demo import days, own_words
from din_indgang_tui.demo.cast_courses import STORIES
from din_indgang_tui.house import plain_language
from din_indgang_tui.house.codes import SlotStatus
from tests.demo.conftest import TUESDAY, Town, town_at

TODAY = date(2026, 11, 17)

_OVERLAPS = """
SELECT count(*) FROM slot AS one JOIN slot AS other ON one.id < other.id
    AND one.starts_at < other.ends_at AND other.starts_at < one.ends_at
WHERE one.status IN ('booked', 'attended') AND other.status IN ('booked', 'attended')
    AND (one.citizen_id = other.citizen_id OR one.coach_id = other.coach_id
        OR one.room = other.room)
"""


def test_nobody_is_booked_twice(town: Town) -> None:
    assert town.value("SELECT count(*) FROM slot") > 300
    assert town.value(_OVERLAPS) == 0


def test_every_slot_says_the_same_in_all_its_columns_and_lies_in_an_open_day(town: Town) -> None:
    for row in town.rows("SELECT * FROM slot"):
        starts, ends = from_stored(row["starts_at"]), from_stored(row["ends_at"])
        assert ends - starts == timedelta(minutes=row["minutes"])
        day = local_date(starts)
        assert (row["starts_on"], row["starts_week"]) == (day.isoformat(), iso_week(day))
        open_day = days.day(day)
        assert open_day.open
        assert local(starts).hour >= 9 and local(ends).hour * 3600 <= open_day.closes
        assert local(starts).minute % 15 == 0


def test_a_course_keeps_the_rules_of_the_house(town: Town) -> None:
    courses = town.rows("SELECT * FROM course")
    held = {row["id"]: row for row in town.rows("SELECT * FROM conversation")}
    open_ = Counter(row["citizen_id"] for row in courses if row["closed_on"] is None)
    assert max(open_.values()) == 1
    for row in courses:
        said = held[row["conversation_id"]]
        assert said["citizen_id"] == row["citizen_id"]
        assert said["held_on"] <= row["opened_on"]
        assert (row["closed_on"] is None) == (row["closing_reason"] is None)
        past = TODAY - date.fromisoformat(row["opened_on"]) > timedelta(days=175)
        if row["closed_on"] is None and past:
            assert row["longer_why"] and row["longer_by"], "past its limit only with a reason"


def test_there_is_a_course_in_every_stage(town: Town) -> None:
    opened = town.rows("SELECT id, opened_on, citizen_id FROM course WHERE closed_on IS NULL")
    weeks = {(TODAY - date.fromisoformat(row["opened_on"])).days // 7 + 1 for row in opened}
    assert weeks >= {1, 2, 4, 5, 14, 16, 19}, "just opened, at the check, at both warnings"
    assert any(20 < week <= 26 for week in weeks)
    assert any(week > 26 for week in weeks)
    pauses = town.rows("SELECT course_id FROM course_pause WHERE last_on IS NULL")
    assert {row["course_id"] for row in pauses} & {row["id"] for row in opened}
    endings = town.rows("SELECT DISTINCT closing_reason FROM course WHERE closed_on IS NOT NULL")
    assert len(endings) >= 6
    again = town.rows(
        "SELECT 1 FROM course JOIN course AS earlier USING (citizen_id)"
        " WHERE course.closed_on IS NULL AND earlier.closed_on < course.opened_on"
    )
    assert again, "somebody came back"


def test_kirstens_story_is_as_drawn(town: Town) -> None:
    (course,) = town.rows(
        "SELECT course.*, staff.initials FROM course JOIN citizen ON citizen.id = citizen_id"
        " JOIN staff ON staff.id = coach_id"
        " WHERE given_name = 'Kirsten' AND family_name = 'Møller'"
    )
    assert (course["opened_on"], course["planned_end_on"]) == ("2026-10-20", "2027-03-09")
    assert course["initials"] == "MJU"
    talks = town.rows(
        f"SELECT * FROM conversation WHERE citizen_id = {course['citizen_id']} ORDER BY held_on"
    )
    assert [talk["going"] for talk in talks] == [2, 5, 7, 3]
    assert talks[-1]["own_words"] == "Jeg vil gerne kunne åbne min post uden at få ondt i maven."
    slots = town.rows(f"SELECT * FROM slot WHERE course_id = {course['id']} ORDER BY starts_at")
    assert [(row["starts_on"], row["status"]) for row in slots] == [
        ("2026-10-27", "cancelled_citizen"),
        ("2026-11-03", "attended"),
        ("2026-11-24", "booked"),
        ("2026-12-01", "booked"),
    ]
    assert {local(from_stored(row["starts_at"])).hour for row in slots} == {10}


@pytest.mark.parametrize(("at", "least"), [(TUESDAY, 9), ("2026-11-20T10:20", 6)])
def test_today_has_its_sessions(tmp_path: Path, at: str, least: int) -> None:
    town = town_at(tmp_path / "town.db", at, citizens=50)
    slots = town.rows(
        f"SELECT slot.*, given_name FROM slot JOIN citizen ON citizen.id = citizen_id"
        f" WHERE starts_on = '{at[:10]}'"
    )
    assert len(slots) == least
    arrived = {row["given_name"] for row in slots if row["enquiry_id"]}
    assert {"Søren", "Lars-Erik"} <= arrived
    assert {row["status"] for row in slots} >= {
        *(SlotStatus.BOOKED, SlotStatus.ATTENDED, SlotStatus.NO_SHOW, SlotStatus.CANCELLED_CITIZEN),
    }
    assert town.value(_OVERLAPS) == 0
    town.door.close()


def test_promises_consents_goals_and_wishes_are_there_in_each_kind(town: Town) -> None:
    today = TODAY.isoformat()
    assert town.value("SELECT count(*) FROM promise WHERE kept_on IS NOT NULL") > 5
    assert town.value(f"SELECT count(*) FROM promise WHERE kept_on IS NULL AND by_on < '{today}'")
    assert town.value(f"SELECT count(*) FROM promise WHERE kept_on IS NULL AND by_on > '{today}'")
    consents = town.rows("SELECT * FROM disclosure_consent")
    assert any(row["withdrawn_on"] for row in consents)
    assert any(row["valid_to"] < today and not row["withdrawn_on"] for row in consents)
    assert any(row["valid_to"] > today and not row["withdrawn_on"] for row in consents)
    followed = "SELECT count(*) FROM goal_said GROUP BY goal_id HAVING count(*) > 1"
    assert len(town.rows(followed)) > 20, "goals with numbers over time"
    assert town.value("SELECT count(DISTINCT goal_id) FROM goal_level") >= 1
    assert town.value("SELECT count(*) FROM slot_wish") == 3


def test_working_hours_and_rooms_are_there(town: Town) -> None:
    labels = [row["label"] for row in town.rows("SELECT label FROM room ORDER BY position")]
    assert labels == ["Broen", "Molen", "loftet", "køkkenet", "havnen"]
    assert town.value("SELECT count(DISTINCT staff_id) FROM working_hours") == 4
    (meeting,) = {
        (row["first_on"], row["spans"])
        for row in town.rows("SELECT * FROM working_exception WHERE label = 'teammøde'")
    }
    assert meeting == ("2026-12-08", "10:00-12:00")
    named = {row["label"] for row in town.rows("SELECT label FROM closed_day")}
    assert "mellem jul og nytår" in named


def test_what_citizens_say_is_in_words_that_are_theirs() -> None:
    said = [text for texts in own_words.DREAMS.values() for text in texts]
    said += [wish.words for wishes in own_words.WISHES.values() for wish in wishes]
    said += [talk.own_words for story in STORIES for talk in story.talks]
    said += [goal.words for story in STORIES for talk in story.talks for goal in talk.goals]
    assert len(said) > 80
    for text in said:
        read = plain_language.look_at(text)
        long = any(one.is_long for one in read.longest)
        assert not (read.professional or read.abbreviations or long), text
