"""Places in groups: one each, never more than there are, and what is said where there is none."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from din_indgang_tui.house import group_members, group_waiting
from din_indgang_tui.house.group_members import Member
from din_indgang_tui.house.group_places import Places, Stay
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict, NotAllowed
from din_indgang_tui.store.roles import DESK, Role, Who
from tests.diary_scene import at, book, put_in
from tests.group_scene import group, in_line, meeting, place
from tests.scene import OWNER, HandClock, citizen, content, refused, rows, write

TODAY = date(2026, 11, 17)
DAY = timedelta(days=1)


@pytest.fixture
def kirsten(door: Door, bo: Who) -> int:
    """Somebody the house knows."""
    return citizen(door, bo, "Kirsten", "Møller")


@pytest.fixture
def cooking(door: Door) -> int:
    """A group with two places."""
    return group(door, "Madlavning", capacity=2)


def joins(door: Door, who: Who, group_id: int, citizen_id: int | None, **more: Any) -> Member:
    return door.change(who, group_members.add, group_id, citizen_id, **more)


def there(door: Door, who: Who, group_id: int, day: date | None = None) -> list[str]:
    return [one.name for one in door.read(who, group_members.of_group, group_id, day)]


def test_a_place_is_from_a_day_to_a_day_both_included(
    door: Door, bo: Who, cooking: int, kirsten: int
) -> None:
    member = joins(door, bo, cooking, kirsten, to_on=TODAY + 7 * DAY, note="Skal hentes")
    assert (member.name, member.full_name, member.note) == (
        "Kirsten M.", "Kirsten Møller", "Skal hentes",
    )  # fmt: skip
    assert (member.from_on, member.to_on) == (TODAY, TODAY + 7 * DAY)
    assert there(door, bo, cooking) == there(door, bo, cooking, TODAY + 7 * DAY) == ["Kirsten M."]
    assert there(door, bo, cooking, TODAY - DAY) == []
    assert there(door, bo, cooking, TODAY + 8 * DAY) == []


def test_members_stand_in_danish_order(door: Door, bo: Who) -> None:
    walk = group(door, "Gåtur")
    for name in ("Aase", "Zia", "Ørn", "Bo"):
        place(door, walk, citizen(door, bo, name))
    assert there(door, bo, walk) == ["Bo", "Zia", "Ørn", "Aase"]


def test_nobody_has_two_places_in_a_group_at_once(
    door: Door, bo: Who, cooking: int, kirsten: int
) -> None:
    place(door, cooking, kirsten, "2026-11-03", "2026-11-20")
    again = refused(door, bo, group_members.add, cooking, kirsten)
    assert (again.field, again.message) == (
        "who", "Kirsten M. has a place already (3.11. to 20.11.).",
    )  # fmt: skip
    later = joins(door, bo, cooking, kirsten, from_on=date(2026, 11, 21))
    assert [one.member_id for one in door.read(bo, group_members.to_come, cooking)] == [
        later.member_id
    ]
    early = refused(
        door, bo, group_members.change, later.member_id, later.version, {"from_on": "2026-11-20"}
    )
    assert early.message == "Kirsten M. has a place already (3.11. to 20.11.)."


def test_the_last_place_is_had_by_one_and_the_next_hears_how_many_wait(
    door: Door, bo: Who, cooking: int, kirsten: int
) -> None:
    for name in ("Ali", "Ea"):
        joins(door, bo, cooking, citizen(door, bo, name))
    full = refused(door, bo, group_members.add, cooking, kirsten)
    assert (full.field, full.message) == (
        "from_on", "All 2 places are taken, and nobody waits: the waiting list is open.",
    )  # fmt: skip
    in_line(door, cooking, citizen(door, bo, "Ib"))
    assert (
        "are taken, and 1 waits:" in refused(door, bo, group_members.add, cooking, kirsten).message
    )
    assert door.change(bo, group_waiting.wait, cooking, kirsten).number == 2
    only = group(door, capacity=1)
    place(door, only, kirsten)
    other = refused(door, bo, group_members.add, only, citizen(door, bo, "Bo"))
    assert other.message.startswith("The one place is taken, and nobody waits")


def test_a_place_that_is_left_soon_is_given_from_then(
    door: Door, bo: Who, cooking: int, kirsten: int
) -> None:
    ali, ea = (joins(door, bo, cooking, citizen(door, bo, name)) for name in ("Ali", "Ea"))
    assert door.change(bo, group_members.end, ali.member_id, ali.version) == "Ali"
    today = refused(door, bo, group_members.add, cooking, kirsten, TODAY)
    assert today.message == "All 2 places are taken; one is free from 18.11.2026."
    assert joins(door, bo, cooking, kirsten).from_on == TODAY + DAY
    # A place that is given away later on is not free until then either.
    door.change(bo, group_members.end, ea.member_id, ea.version, TODAY + 3 * DAY)
    short = joins(door, bo, cooking, citizen(door, bo, "Ib"), from_on=TODAY + 9 * DAY)
    between = refused(
        door, bo, group_members.add, cooking, citizen(door, bo, "Per"), TODAY + 4 * DAY
    )
    assert between.message == (
        "From 26.11.: all 2 places are taken, and nobody waits: the waiting list is open."
    )
    person = citizen(door, bo, "Pil")
    joins(door, bo, cooking, person, from_on=TODAY + 4 * DAY, to_on=TODAY + 8 * DAY)
    assert short.from_on == TODAY + 9 * DAY


def test_without_a_limit_there_is_always_a_place(door: Door, bo: Who) -> None:
    walk = group(door, "Gåtur")
    for number in range(30):
        joins(door, bo, walk, citizen(door, bo, f"Nr{number}"))
    assert len(there(door, bo, walk)) == 30


def test_a_place_is_ended_with_a_last_day_and_a_reason(
    door: Door, bo: Who, mette: Who, cooking: int, kirsten: int
) -> None:
    member = joins(door, bo, cooking, kirsten)
    before = door.read(OWNER, content)
    number = member.member_id
    assert isinstance(refused(door, mette, group_members.end, number, 7), Conflict)
    early = refused(door, bo, group_members.end, number, 1, TODAY - DAY)
    assert (early.field, early.message) == ("to_on", "The end lies before the start.")
    door.change(bo, group_members.end, number, 1, why="Fik arbejde")
    ended = door.read(bo, group_members.one, number)
    assert (ended.to_on, ended.end_why) == (TODAY, "Fik arbejde")
    again = refused(door, bo, group_members.end, number, ended.version, TODAY + DAY)
    assert again.message == "Kirsten M. has the place until today."
    door.change(bo, undo)
    assert door.read(OWNER, content) == before


def test_a_place_that_had_not_begun_never_was(
    door: Door, bo: Who, cooking: int, kirsten: int
) -> None:
    waiting = door.change(bo, group_waiting.wait, cooking, kirsten)
    member = door.change(
        bo, group_waiting.give, waiting.waiting_id, waiting.version, TODAY + 5 * DAY
    )
    before = door.read(OWNER, content)
    door.change(bo, group_members.end, member.member_id, member.version)
    assert door.read(bo, group_members.of_citizen, kirsten) == ()
    assert door.read(bo, group_waiting.of_group, cooking) == ()
    door.change(bo, undo)
    assert door.read(OWNER, content) == before


def test_of_meetings_after_the_end_there_is_nothing_to_tell(
    door: Door, bo: Who, cooking: int, kirsten: int
) -> None:
    member = joins(door, bo, cooking, kirsten)
    for day in ("2026-11-17", "2026-11-24"):
        session = meeting(door, cooking, f"{day}T14:00", status="cancelled")
        told: dict[str, Any] = {"session_id": session, "citizen_id": kirsten, "told": 0}
        door.change(OWNER, put_in, "group_told", told)
    before = door.read(OWNER, content)
    door.change(bo, group_members.end, member.member_id, member.version)
    assert door.read(OWNER, rows, "SELECT session_id FROM group_told") == [(1,)]
    door.change(bo, undo)
    assert door.read(OWNER, content) == before


def test_days_and_note_of_a_place_are_changed(
    door: Door, bo: Who, mette: Who, cooking: int, kirsten: int
) -> None:
    member = joins(door, bo, cooking, kirsten)
    values = {"from_on": "2026-11-10", "to_on": "2026-12-24", "note": "Kommer sent"}
    now = door.change(bo, group_members.change, member.member_id, member.version, values)
    assert (now.from_on, now.to_on, now.note) == (
        date(2026, 11, 10), date(2026, 12, 24), "Kommer sent",
    )  # fmt: skip
    old = refused(door, mette, group_members.change, member.member_id, 1, {"note": "Nej"})
    assert isinstance(old, Conflict)
    wrong = {"to_on": "2026-11-09"}
    assert refused(door, bo, group_members.change, member.member_id, 2, wrong).field == "to_on"
    open_again = door.change(bo, group_members.change, member.member_id, 2, {"to_on": ""})
    assert open_again.to_on is None
    # Longer than there is a place: refused as a new one would be.
    door.change(bo, group_members.end, member.member_id, open_again.version)
    for name in ("Ali", "Ea"):
        place(door, cooking, citizen(door, bo, name), "2026-11-18")
    late = refused(door, bo, group_members.change, member.member_id, 4, {"to_on": ""})
    assert late.message.startswith("From 18.11.: all 2 places are taken")


def test_of_the_days_that_were_theirs_nothing_is_asked_where_there_are_fewer_places_now(
    door: Door, bo: Who, cooking: int, kirsten: int
) -> None:
    place(door, cooking, citizen(door, bo, "Ali"), "2026-11-01", "2026-11-10")
    member = joins(door, bo, cooking, kirsten, from_on=date(2026, 11, 5))
    door.change(OWNER, write, "group_activity", cooking, {"capacity": 1})
    ended = door.change(bo, group_members.end, member.member_id, member.version)
    assert ended == "Kirsten M."
    door.change(bo, undo)  # two had a place on the fifth, and there were two then
    now = door.read(bo, group_members.one, member.member_id)
    for to_on in ("2026-11-20", "2026-11-25", ""):
        now = door.change(bo, group_members.change, now.member_id, now.version, {"to_on": to_on})
    # A day that was not theirs is another matter, before and after.
    early = {"from_on": "2026-11-04"}
    assert refused(door, bo, group_members.change, now.member_id, now.version, early).message == (
        "The one place is taken; one is free from 11.11.2026."
    )
    now = door.change(bo, group_members.change, now.member_id, now.version, {"to_on": "2026-11-25"})
    place(door, cooking, citizen(door, bo, "Ea"), "2026-11-26")
    late = {"to_on": "2026-11-26"}
    assert refused(door, bo, group_members.change, now.member_id, now.version, late).message == (
        "From 26.11.: the one place is taken, and nobody waits: the waiting list is open."
    )


def test_undoing_an_end_is_too_late_once_somebody_has_the_place(
    door: Door, bo: Who, mette: Who, kirsten: int
) -> None:
    only = group(door, capacity=1)
    member = joins(door, bo, only, kirsten)
    door.change(bo, group_members.end, member.member_id, member.version)
    joins(door, mette, only, citizen(door, mette, "Ali"))
    assert "cannot be undone" in refused(door, bo, undo).message


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"to_on": TODAY - DAY}, "to_on"),
        ({"from_on": date(2026, 10, 31)}, "from_on"),
        ({"from_on": date(2027, 1, 1)}, "from_on"),
        ({"to_on": date(2027, 1, 1)}, "to_on"),
        ({"note": "x" * 501}, "note"),
        ({"citizen_id": None}, "who"),
        ({"citizen_id": 99}, "who"),
        ({"group_id": 99}, "group"),
    ],
)
def test_a_place_that_cannot_be(
    door: Door, bo: Who, kirsten: int, more: dict[str, Any], field: str
) -> None:
    number = group(door, starts_on="2026-11-01", ends_on="2026-12-31")
    asked = {"group_id": number, "citizen_id": kirsten} | more
    assert refused(door, bo, group_members.add, **asked).field == field


def test_a_group_that_ended_takes_nobody(door: Door, bo: Who, kirsten: int) -> None:
    over = group(door, "Kor", starts_on="2026-01-01", ends_on="2026-11-16")
    place(door, over, citizen(door, bo, "Ali"))
    said = "Kor ended on 16.11.2026."
    assert refused(door, bo, group_members.add, over, kirsten).message == said
    assert refused(door, bo, group_waiting.wait, over, kirsten).message == said
    assert there(door, bo, over) == []  # a place lasts as long as the group
    assert there(door, bo, over, date(2026, 11, 16)) == ["Ali"]


def test_whoever_died_gets_no_place(door: Door, bo: Who, cooking: int, kirsten: int) -> None:
    row: dict[str, Any] = {
        "citizen_id": kirsten, "opened_on": "2026-09-01", "planned_end_on": "2027-01-01",
        "created_at": "2026-09-01T08:00:00Z",
    }  # fmt: skip
    closed = {"closed_on": "2026-11-01", "closing_reason": "died", "onward_support": "none"}
    number = door.change(OWNER, put_in, "course", {**row, **closed, "formerly_assessed": "no"})
    error = refused(door, bo, group_members.add, cooking, kirsten)
    assert error.field == "who"
    assert error.message.startswith("Kirsten M. has died.")
    assert refused(door, bo, group_waiting.wait, cooking, kirsten).message == error.message
    door.change(OWNER, write, "course", number, {"closing_reason": "other"})  # it was a slip
    assert joins(door, bo, cooking, kirsten).name == "Kirsten M."


def test_the_page_shows_their_places_what_is_over_last(
    door: Door, bo: Who, cooking: int, kirsten: int
) -> None:
    over = group(door, "Kor", kind="creative")
    place(door, over, kirsten, "2025-09-01", "2026-06-30")
    place(door, cooking, kirsten, "2026-11-03")
    place(door, group(door, "Gåtur"), kirsten, "2026-12-01")
    place(door, group(door, "Sang", ends_on="2026-12-10"), kirsten, "2026-11-02")
    lines = door.read(bo, group_members.of_citizen, kirsten)
    assert [(one.group, one.words, one.over) for one in lines] == [
        ("Gåtur", "from 1.12.", False),
        ("Madlavning", "since 3.11.", False),
        ("Sang", "2.11. to 10.12.", False),
        ("Kor", "01.09.2025 to 30.6.", True),
    ]


# What they have at the same time -----------------------------------------------------------------


def test_what_somebody_has_at_the_time_of_a_meeting_is_named_per_date_and_refuses_nothing(
    door: Door, bo: Who, mette: Who, cooking: int, kirsten: int
) -> None:
    walk = group(door, "Gåtur")
    place(door, walk, kirsten, "2026-11-01", "2026-11-26")
    for day in ("2026-11-16", "2026-11-19", "2026-11-26", "2026-12-03"):
        meeting(door, cooking, f"{day}T10:30")
        meeting(door, walk, f"{day}T11:45", 60)
    meeting(door, cooking, "2026-12-10T10:30", status="cancelled")
    book(door, bo, kirsten, "2026-11-19T12:00", mette)  # begins when the meeting ends
    book(door, bo, kirsten, "2026-12-03T10:00", mette)
    book(door, bo, kirsten, "2026-12-10T10:30", mette)
    found = door.read(bo, group_members.clashes, cooking, kirsten)
    assert [(one.day, one.starts_at, one.words) for one in found] == [
        (date(2026, 11, 19), at("2026-11-19T10:30"), "the group Gåtur"),
        (date(2026, 11, 26), at("2026-11-26T10:30"), "the group Gåtur"),
        (date(2026, 12, 3), at("2026-12-03T10:30"), "coaching session"),
    ]
    assert joins(door, bo, cooking, kirsten).name == "Kirsten M."
    later = door.read(bo, group_members.clashes, cooking, kirsten, date(2026, 12, 1))
    assert [one.day.isoformat() for one in later] == ["2026-12-03"]


def test_twenty_meetings_are_looked_at(door: Door, bo: Who, cooking: int, kirsten: int) -> None:
    walk = group(door, "Gåtur")
    place(door, walk, kirsten)
    for week in range(22):
        day = TODAY + DAY + 7 * DAY * week
        for number in (cooking, walk):
            meeting(door, number, f"{day}T10:30")
    assert len(door.read(bo, group_members.clashes, cooking, kirsten)) == 20


def test_the_desk_gives_places_and_a_volunteer_does_not(
    door: Door, who: dict[Role, Who], cooking: int, kirsten: int
) -> None:
    for role, colleague in who.items():
        if role not in DESK:
            with pytest.raises(NotAllowed):
                door.change(colleague, group_members.add, cooking, kirsten)
            with pytest.raises(NotAllowed):
                door.read(colleague, group_waiting.of_group, cooking)


# Counting ----------------------------------------------------------------------------------------


def test_a_place_is_free_from_the_day_after_the_last_on_which_all_are_taken() -> None:
    def stay(first: int, last: int | None = None) -> Stay:
        return Stay(TODAY + first * DAY, None if last is None else TODAY + last * DAY)

    places = Places(2, (stay(-9), stay(-5, -3), stay(2, 4)))
    assert [places.taken(TODAY + n * DAY) for n in (-10, -9, -5, -3, -2, 2, 4, 5)] == [
        0, 1, 2, 2, 1, 2, 2, 1,
    ]  # fmt: skip
    assert places.free_from(TODAY) == TODAY + 5 * DAY
    assert places.free_since(TODAY) == TODAY - 2 * DAY
    assert (places.most(TODAY), places.most(TODAY, TODAY + DAY)) == (2, 1)
    assert Places(1, (stay(-9), stay(2))).free_from(TODAY) is None
    assert Places(None, (stay(-9),)).free_from(TODAY) == TODAY


def test_a_place_of_one_who_waited_ends_the_waiting_however_it_is_given(
    door: Door, bo: Who, cooking: int, kirsten: int, clock: HandClock
) -> None:
    in_line(door, cooking, kirsten)
    member = joins(door, bo, cooking, kirsten)
    assert door.read(OWNER, rows, "SELECT ended_on, ended_how, member_id FROM group_waiting") == [
        ("2026-11-17", "place", member.member_id)
    ]
    door.change(bo, undo)
    assert [one.name for one in door.read(bo, group_waiting.of_group, cooking)] == ["Kirsten M."]
