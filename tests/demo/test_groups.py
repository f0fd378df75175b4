"""The groups of the town: as drawn, laid out as the house does it, nobody in two places."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from din_indgang_tui.clock import from_stored, local, local_date
from din_indgang_tui.demo.cast_groups import GROUPS
from din_indgang_tui.house import (
    attendance,
    group_laying,
    group_sessions,
    group_waiting,
    groups,
    plain_language,
)
from din_indgang_tui.house.groups import GroupActivity
from din_indgang_tui.store.roles import Role, Who
from tests.demo.conftest import HOST, TUESDAY, Town, town_at

TODAY = date(2026, 11, 17)

# Whoever is marked as here was not with a coach meanwhile.
_ELSEWHERE = """
SELECT count(*) FROM attendance a JOIN group_session m ON m.id = a.session_id
    JOIN slot s ON s.citizen_id = a.citizen_id AND s.status = 'attended'
    AND s.starts_at < m.ends_at AND s.ends_at > m.starts_at
WHERE a.status IN ('present', 'drop_in')
"""


def called(town: Town, name: str) -> GroupActivity:
    (found,) = [one for one in town.door.read(HOST, groups.all_groups) if one.name == name]
    return found


def test_there_are_as_many_groups_as_in_a_house(town: Town) -> None:
    running = {one.name for one in town.door.read(HOST, groups.all_groups)}
    over = [one.name for one in town.door.read(HOST, groups.all_groups, ended=True)]
    assert running >= {"Madlavning", "Gåtur", "Værksted", "Musik", "Fællesspisning", "IT-hjælp"}
    assert len(running) == 10 and over == ["Vejen til hverdagen, forår"]


def test_today_is_as_drawn(town: Town) -> None:
    today = town.door.read(HOST, group_sessions.of_day, TODAY)
    told = [
        (one.group, f"{local(one.starts_at):%H.%M}-{local(one.ends_at):%H.%M}", one.leader)
        for one in today
    ]
    assert told == [
        ("Værksted", "10.30-12.00", "Liv Brandt"),
        ("Gåtur", "11.00-12.00", "Bo Dam"),
        ("IT-hjælp", "13.00-14.00", "Erik Maa"),
    ]
    workshop, walk, _help = today
    assert (workshop.status, workshop.cancel_why) == ("cancelled", "Liv Brandt er syg")
    assert (workshop.where, workshop.members, workshop.capacity) == ("loftet", 7, 10)
    assert (walk.status, walk.where, walk.members, walk.capacity) == ("planned", "havnen", 12, 15)
    told_at = town.rows("SELECT told, told_at IS NOT NULL AS at FROM group_told")
    assert {(row["told"], row["at"]) for row in told_at} == {(0, 0), (1, 1)}


def test_the_group_is_as_drawn(town: Town) -> None:
    cooking = called(town, "Madlavning")
    helpers = [(one.name, one.part) for one in cooking.helpers]
    assert helpers == [("Bo Dam", "peer"), ("Erik Maa", "volunteer")]
    assert (cooking.members, cooking.capacity, cooking.waiting) == (9, 10, 2)
    picture = town.door.read(HOST, attendance.picture, cooking.group_id, 10)
    assert picture.days[0].day == date(2026, 9, 10) and picture.days[-1].day == date(2026, 11, 12)
    rows = {row.name: ("".join(row.marks), row.was_here, row.of, row.away) for row in picture.rows}
    drawn = {
        "Inger R.": ("   pp-papp", 5, 6, 0),
        "Jørn B.": ("ppapp-iipp", 6, 9, 0),
        "Karen V.": ("ppppp-pppp", 9, 9, 0),
        "Kirsten M.": ("      ippp", 3, 4, 0),
        "Ole H.": ("pippi-iiii", 3, 9, 5),
    }
    assert drawn.items() <= rows.items()
    assert picture.totals == (6, 6, 5, 8, 7, None, 6, 6, 8, 8)
    proposal = town.door.read(HOST, group_waiting.proposal, cooking.group_id)
    assert proposal is not None and proposal.waiting is not None
    assert (proposal.waiting.name, proposal.free) == ("Yusuf D.", 1)
    assert proposal.free_since == date(2026, 11, 16)


def test_a_roll_of_yesterday_was_not_taken_and_one_has_stayed_away(town: Town) -> None:
    (missing,) = town.door.read(HOST, group_sessions.missing_rolls)
    assert (missing.group, missing.day, missing.here) == (
        "Vejen til hverdagen",
        date(2026, 11, 16),
        None,
    )
    (away,) = town.door.read(HOST, attendance.stayed_away)
    assert (away.name, away.group, away.times) == ("Ole H.", "Madlavning", 5)


def test_a_volunteer_leads_one_group_and_helps_in_one(town: Town) -> None:
    staff_id = town.value("SELECT id FROM staff WHERE initials = 'ERM'")
    volunteer = Who("ERM", Role.VOLUNTEER, staff_id=staff_id)
    theirs = town.door.read(volunteer, groups.all_groups)
    assert [one.name for one in theirs] == ["IT-hjælp", "Madlavning"]


def test_one_group_is_full_and_waited_for(town: Town) -> None:
    art = called(town, "Kreativt værksted")
    assert (art.members, art.capacity, art.waiting, art.needs_assessment) == (8, 8, 3, "depends")
    undecided = (
        "SELECT count(*) FROM group_member m JOIN group_activity g ON g.id = m.group_id"
        " WHERE g.needs_assessment <> 'no' AND NOT EXISTS (SELECT 1 FROM group_assessment a"
        " WHERE a.group_id = m.group_id AND a.citizen_id = m.citizen_id"
        " AND (a.needed = 0 OR a.granted_on IS NOT NULL))"
    )
    assert town.value(undecided) == 0


@pytest.mark.parametrize("at", [TUESDAY, "2026-12-31T12:00", "2028-02-29T14:30"])
def test_what_is_ahead_is_laid_out_as_the_house_does_it(tmp_path: Path, at: str) -> None:
    town = town_at(tmp_path / "town.db", at, citizens=50)
    today = local_date(town.now)
    for group in town.door.read(HOST, groups.all_groups):
        answers = town.door.read(HOST, groups.preview, group.as_new(), group.group_id)
        ahead = town.door.read(HOST, group_sessions.of_group, group.group_id, today)
        assert [one.day for one in answers if one.is_laid] == [one.day for one in ahead]
        assert not any(one.lacks_leader or one.lacks_room for one in answers), group.name
    assert not town.door.read(HOST, group_laying.is_due)
    town.door.close()


def test_behind_are_meetings_with_a_roll_on_open_days(town: Town) -> None:
    held = town.rows(
        "SELECT m.*, (SELECT count(*) FROM attendance a WHERE a.session_id = m.id"
        " AND a.status IN ('present', 'drop_in')) AS here FROM group_session m"
        " WHERE status = 'held'"
    )
    assert len(held) > 250
    assert all(row["roll_done_at"] and row["roll_done_by"] for row in held)
    assert 5 < sum(row["here"] for row in held) / len(held) < 9
    cancelled = town.value("SELECT count(*) FROM group_session WHERE status = 'cancelled'")
    assert 2 < cancelled < len(held) / 10
    for row in held:
        ends = from_stored(row["ends_at"])
        assert ends - from_stored(row["starts_at"]) == timedelta(minutes=row["minutes"])
    guests = "SELECT count(*) FROM attendance WHERE citizen_id IS NULL"
    assert town.value(guests) > 20


def test_nobody_is_in_two_places(town: Town) -> None:
    assert town.value(_ELSEWHERE) == 0
    without_a_place = (
        "SELECT count(*) FROM attendance a JOIN group_session m ON m.id = a.session_id"
        " WHERE a.status <> 'drop_in' AND NOT EXISTS (SELECT 1 FROM group_member p"
        " WHERE p.group_id = m.group_id AND p.citizen_id = a.citizen_id"
        " AND p.from_on <= m.starts_on AND (p.to_on IS NULL OR p.to_on >= m.starts_on))"
    )
    assert town.value(without_a_place) == 0


def test_a_meeting_of_today_that_is_over_was_held(tmp_path: Path) -> None:
    town = town_at(tmp_path / "town.db", "2026-11-17T12:40", citizens=50)
    today = town.door.read(HOST, group_sessions.of_day, TODAY)
    assert [one.status for one in today] == ["cancelled", "held", "planned"]
    town.door.close()


def test_groups_are_told_of_in_plain_words() -> None:
    for group in GROUPS:
        read = plain_language.look_at(group.description)
        long = any(one.is_long for one in read.longest)
        assert not (read.professional or read.abbreviations or long), group.description
