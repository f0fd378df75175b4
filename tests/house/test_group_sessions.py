"""The meetings of groups: laid out, cancelled, moved, given away, added; what is in the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from din_indgang_tui.house import (
    availability,
    group_laying,
    group_sessions,
    group_told,
    groups,
    slots,
)
from din_indgang_tui.house import series as slot_series
from din_indgang_tui.house.availability import Cell
from din_indgang_tui.house.codes import SessionStatus
from din_indgang_tui.house.group_rules import GroupException, Rule
from din_indgang_tui.house.group_session_rows import Session
from din_indgang_tui.house.group_writing import Helper, NewGroup
from din_indgang_tui.house.groups import GroupActivity
from din_indgang_tui.house.slots import NewSlot
from din_indgang_tui.house.undo import undo
from din_indgang_tui.house.verdicts import Answer
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict, NotAllowed
from din_indgang_tui.store.roles import Role, Who
from tests.diary_scene import at, book, closed, exception, room, works
from tests.group_scene import in_line, mark, meeting, place
from tests.rule_scene import cooking, make, meetings
from tests.scene import OWNER, HandClock, citizen, content, everything, refused

PLANNED, CANCELLED = SessionStatus.PLANNED, SessionStatus.CANCELLED


@pytest.fixture
def group(door: Door, leader: Who, mette: Who) -> GroupActivity:
    """Cooking on four Thursdays from 19 November on, in the kitchen, led by Mette Juhl."""
    room(door, "k", "Køkkenet")
    return make(door, leader, cooking(mette, room="k", ends_on=date(2026, 12, 10)))


def first_of(door: Door, group: GroupActivity) -> Session:
    return meetings(door, group)[0]


def days(found: list[Session]) -> str:
    return " ".join(f"{one.day:%d.%m.}" for one in found)


def untold(door: Door) -> list[tuple[str, int]]:
    return [(one.name, one.session_id) for one in door.read(OWNER, group_told.untold)]


# An answer for every date, and laying further ---------------------------------------------------


def test_every_date_has_an_answer_before_anything_is_saved(
    door: Door, leader: Who, mette: Who, bo: Who
) -> None:
    room(door, "k", "Køkkenet")
    kirsten = citizen(door, bo, "Kirsten")
    works(door, leader, 4, "09:00-15:00")
    book(door, bo, kirsten, "2026-11-26T11:45", mette)
    book(door, bo, kirsten, "2026-12-03T10:00", leader, room="k")
    exception(door, mette, "2026-12-10", "away", label="kursus")
    exception(door, mette, "2026-12-17", "busy", "11:00-12:00")
    closed(door, "2026-12-24", "Juleaften")
    out = GroupException(date(2026, 12, 28), date(2027, 1, 3), "juleferie")
    new = cooking(mette, room="k", ends_on=date(2027, 1, 7), exceptions=(out,))
    before = door.read(OWNER, everything)
    found = door.read(bo, groups.preview, new)
    assert door.read(OWNER, everything) == before
    assert [(f"{one.day:%d.%m.}", one.answer.value, one.words) for one in found] == [
        ("19.11.", "free", "free"),
        (
            "26.11.",
            "coach_taken",
            "without a leader: Mette Juhl has something else then (coaching session)",
        ),
        ("03.12.", "room_taken", "without a room: Køkkenet is taken then (coaching session)"),
        ("10.12.", "away", "Mette Juhl is away (kursus)"),
        ("17.12.", "coach_busy", "Mette Juhl is busy"),
        ("24.12.", "closed", "closed: Juleaften"),
        ("31.12.", "exception", "not that day: juleferie"),
        ("07.01.", "free", "free"),
    ]
    group = make(door, leader, new)
    laid = meetings(door, group)
    assert days(laid) == "19.11. 26.11. 03.12. 10.12. 17.12. 07.01."
    assert [one.day.day for one in laid if one.leader_id is None] == [26]
    assert [one.day.day for one in laid if one.room is None] == [3]


def test_what_speaks_against_a_time_and_forbids_nothing(
    door: Door, leader: Who, mette: Who, who: dict[Role, Who]
) -> None:
    late = cooking(mette, start_time=time(20), ends_on=date(2026, 11, 19))
    sunday = cooking(ends_on=date(2026, 11, 22), rule=Rule(weekdays=(7,)))
    outing = replace(sunday, place="Stranden")
    villy = cooking(who[Role.VOLUNTEER], ends_on=date(2026, 11, 19))
    works(door, mette, 4, "09:00-11:00")
    early = cooking(mette, ends_on=date(2026, 11, 19))
    said = {
        name: door.read(leader, groups.preview, new)[0]
        for name, new in (("late", late), ("sunday", sunday), ("outing", outing),
                          ("villy", villy), ("early", early))
    }  # fmt: skip
    assert {name: (one.answer, one.words, one.is_laid) for name, one in said.items()} == {
        "late": (
            Answer.OUTSIDE_HOURS,
            "Mette Juhl works 09.00-11.00 that day, the house is open 09.00-15.00",
            True,
        ),
        "sunday": (Answer.OUTSIDE_HOURS, "the house is closed", True),
        "outing": (Answer.FREE, "free", True),
        # Nobody has said when a volunteer works.
        "villy": (Answer.FREE, "free", True),
        "early": (Answer.OUTSIDE_HOURS, "Mette Juhl works 09.00-11.00 that day", True),
    }


@pytest.mark.parametrize(
    ("day", "laid"), [("2026-10-25", True), ("2027-03-28", False), ("2028-03-26", False)]
)
def test_the_nights_on_which_the_clock_is_moved(
    door: Door, leader: Who, clock: HandClock, day: str, laid: bool
) -> None:
    sunday = date.fromisoformat(day)
    clock.now = at(f"{sunday - timedelta(days=9)}T10:00")
    night = NewGroup(
        "Natcafé",
        rule=Rule(weekdays=(7,)),
        start_time=time(2, 30),
        minutes=60,
        starts_on=sunday - timedelta(days=7),
        ends_on=sunday + timedelta(days=7),
    )
    before, that_night, after = door.read(leader, groups.preview, night)
    assert (before.is_laid, that_night.is_laid, after.is_laid) == (True, laid, True)
    group = make(door, leader, night)
    there = {one.day: one.starts_at for one in meetings(door, group)}
    if laid:
        assert there[sunday] == at(f"{day}T02:30")  # which stands twice: the first
        assert there[sunday].hour == 0
    else:
        assert that_night.words == "the clock skips that time that night"
        assert sunday not in there


def test_more_is_laid_once_a_week_and_nothing_twice(
    door: Door, leader: Who, mette: Who, clock: HandClock
) -> None:
    closed(door, "2027-11-25", "Lukket")
    group = make(door, leader, cooking(mette))
    assert meetings(door, group)[-1].day == date(2027, 11, 18)
    gone = meetings(door, group)[3]
    door.change(mette, group_sessions.cancel, gone.session_id, gone.version, "Mette er på kursus")
    for _day in range(7):
        before = door.read(OWNER, everything)
        group_laying.see_to(door)
        assert door.read(OWNER, everything) == before
        clock.move(days=1)
    clock.move(days=1)
    group_laying.see_to(door)  # the 25th is closed, and there is no date after it yet
    assert meetings(door, group)[-1].day == date(2027, 11, 18)
    clock.move(days=2)
    assert door.read(OWNER, group_laying.is_due)
    group_laying.see_to(door)
    assert meetings(door, group)[-1].day == date(2027, 12, 2)
    assert len({one.day for one in meetings(door, group)}) == len(meetings(door, group)) == 54
    assert [one.status for one in meetings(door, group)[3:5]] == [CANCELLED, PLANNED]
    before = door.read(OWNER, everything)
    assert door.change(OWNER, group_laying.lay_ahead) == 0
    assert door.read(OWNER, everything) == before


def test_a_group_that_ended_or_has_no_rule_is_not_laid_further(
    door: Door, leader: Who, group: GroupActivity, clock: HandClock
) -> None:
    make(door, leader, NewGroup("Udflugter"))
    clock.move(days=300)
    assert not door.read(OWNER, group_laying.is_due)


# Cancelled, moved, given away -------------------------------------------------------------------


def test_a_cancelled_date_keeps_its_row_with_the_reason(
    door: Door, bo: Who, mette: Who, group: GroupActivity
) -> None:
    inger, jorn = citizen(door, bo, "Inger", "Ravn"), citizen(door, bo, "Jørn", "Bo")
    place(door, group.group_id, inger)
    place(door, group.group_id, jorn, "2026-11-20")  # from the day after
    one = first_of(door, group)
    before = door.read(OWNER, content)
    error = refused(door, bo, group_sessions.cancel, one.session_id, one.version, "  ")
    assert error.field == "why"
    gone = door.change(bo, group_sessions.cancel, one.session_id, one.version, "Liv er syg")
    assert (gone.status, gone.cancel_why, gone.day) == (CANCELLED, "Liv er syg", one.day)
    assert untold(door) == [("Inger R.", one.session_id)]
    refused(door, bo, group_sessions.move, gone.session_id, gone.version, minutes=60)
    door.change(bo, undo)
    assert door.read(OWNER, content) == before
    # Its time is somebody else's from then on.
    again = door.read(bo, group_sessions.one, one.session_id)
    door.change(bo, group_sessions.cancel, one.session_id, again.version, "Liv er syg")
    book(door, bo, inger, "2026-11-19T11:00", mette)
    gone = door.read(bo, group_sessions.one, one.session_id)
    error = refused(door, bo, group_sessions.bring_back, gone.session_id, gone.version)
    assert error.field == "leader"
    assert error.message == (
        "Mette Juhl has something else then (coaching session), 11.00-11.45."
        " You arranged that at 10.22."
    )


def test_a_meeting_brought_back_is_told_to_those_who_heard(
    door: Door, bo: Who, group: GroupActivity
) -> None:
    inger, jorn = citizen(door, bo, "Inger", "Ravn"), citizen(door, bo, "Jørn", "Bo")
    for who in (inger, jorn):
        place(door, group.group_id, who)
    one = first_of(door, group)
    gone = door.change(bo, group_sessions.cancel, one.session_id, one.version, "syg")
    # Told of another time is not told that it is cancelled.
    late = refused(door, bo, group_told.tell, one.session_id, inger, one.version)
    assert isinstance(late, Conflict)
    assert len(untold(door)) == 2
    door.change(bo, group_told.tell, one.session_id, inger, gone.version)
    assert untold(door) == [("Jørn B.", one.session_id)]
    back = door.change(bo, group_sessions.bring_back, one.session_id, gone.version)
    assert (back.status, back.cancel_why) == (PLANNED, "")
    assert untold(door) == [("Inger R.", one.session_id)]
    assert refused(door, bo, group_told.tell, one.session_id, jorn, back.version).field is None


def test_a_moved_meeting_says_where_it_was_and_whom_it_concerns(
    door: Door, bo: Who, group: GroupActivity
) -> None:
    inger = citizen(door, bo, "Inger", "Ravn")
    place(door, group.group_id, inger)
    one = first_of(door, group)
    before = door.read(OWNER, content)
    moved = door.change(
        bo, group_sessions.move, one.session_id, one.version,
        starts_at=at("2026-11-20T13:00"), minutes=60, why="Køkkenet males",
    )  # fmt: skip
    assert (moved.starts_at, moved.minutes) == (at("2026-11-20T13:00"), 60)
    assert (moved.moved_from, moved.moved_why) == (one.starts_at, "Køkkenet males")
    assert untold(door) == [("Inger R.", one.session_id)]
    door.change(bo, undo)
    assert door.read(OWNER, content) == before
    # Another room is seen at the door.
    now = door.read(bo, group_sessions.one, one.session_id)
    elsewhere = door.change(bo, group_sessions.move, one.session_id, now.version, room="")
    assert (elsewhere.room, elsewhere.moved_from, untold(door)) == (None, None, [])


def test_what_a_meeting_cannot_be_is_refused_by_its_field(
    door: Door, bo: Who, mette: Who, leader: Who, group: GroupActivity, clock: HandClock
) -> None:
    one, other = meetings(door, group)[:2]
    here = (one.session_id, one.version)

    def field(**more: object) -> str | None:
        return refused(door, bo, group_sessions.move, *here, **more).field

    assert field(starts_at=at("2026-11-16T10:00")) == "starts_at"  # over
    assert field(starts_at=at("2026-11-26T11:00")) == "starts_at"  # the group meets then
    assert field(minutes=721) == "minutes"
    assert field(room="x") == "room"
    assert field(leader_id=99) == "leader"
    walk = make(door, leader, cooking(leader, name="Gåtur", ends_on=date(2026, 11, 19)))
    theirs = first_of(door, walk)
    error = refused(door, bo, group_sessions.give, *here, leader.staff_id)
    assert error.field == "leader"
    assert error.message == (
        "Åse Holm has the group Gåtur then, 10.30-12.00. Åse Holm arranged that at 10.22."
    )
    error = refused(door, bo, group_sessions.move, theirs.session_id, theirs.version, room="k")
    assert error.message.startswith("Køkkenet is taken then (Madlavning), 10.30-12.00.")
    with pytest.raises(Conflict):
        door.change(bo, group_sessions.give, one.session_id, one.version - 1, None)
    given = door.change(bo, group_sessions.give, *here, None)
    assert (given.leader_id, given.by_hand) == (None, True)
    mark(door, other.session_id, citizen(door, bo, "Ole"))
    error = refused(door, bo, group_sessions.cancel, other.session_id, other.version, "syg")
    assert error.message == "Somebody is marked as here: that meeting was held."


def test_one_more_meeting_is_as_the_group_has_it(
    door: Door, bo: Who, mette: Who, group: GroupActivity
) -> None:
    before = door.read(OWNER, content)
    more = door.change(bo, group_sessions.add, group.group_id, at("2026-11-23T13:00"))
    assert (more.minutes, more.leader_id, more.room) == (90, mette.staff_id, "k")
    door.change(bo, undo)
    nobody = group_sessions.NOBODY
    more = door.change(
        bo, group_sessions.add, group.group_id, at("2026-11-23T13:00"), leader_id=nobody
    )
    assert (more.leader_id, more.room) == (None, "k")
    door.change(bo, undo)
    assert door.read(OWNER, content) == before
    for when in ("2026-11-18T13:00", "2026-12-11T13:00", "2026-11-26T11:59"):
        error = refused(door, bo, group_sessions.add, group.group_id, at(when))
        assert error.field == "starts_at"


# Another rule, and the end ----------------------------------------------------------------------


def test_another_rule_leaves_what_was_touched(
    door: Door, bo: Who, leader: Who, mette: Who, group: GroupActivity
) -> None:
    one, two, three, four = meetings(door, group)
    door.change(bo, group_sessions.cancel, one.session_id, one.version, "syg")
    door.change(
        bo, group_sessions.move, two.session_id, two.version, starts_at=at("2026-11-27T10:30")
    )
    before = door.read(OWNER, content)
    new = replace(group.as_new(), rule=Rule(weekdays=(1, 4)), minutes=60, leader_id=None)
    changed = door.change(leader, groups.change, group.group_id, group.version, new)
    assert [one.day for one in changed.stayed] == [date(2026, 11, 19), date(2026, 11, 27)]
    assert (changed.laid, changed.removed) == (5, 2)
    assert changed.words == (
        "5 meetings were laid out. Changed by hand, and as before: 19.11., 27.11."
    )
    there = meetings(door, group)
    assert days(there) == "19.11. 23.11. 27.11. 30.11. 03.12. 07.12. 10.12."
    assert [one.minutes for one in there] == [90, 60, 90, 60, 60, 60, 60]
    assert {three.session_id, four.session_id}.isdisjoint({one.session_id for one in there})
    door.change(leader, undo)
    assert door.read(OWNER, content) == before


def test_a_group_does_not_meet_twice_where_a_meeting_was_moved_to_a_day_of_the_new_rule(
    door: Door, leader: Who, group: GroupActivity
) -> None:
    one = first_of(door, group)
    there = at("2026-11-24T11:00")
    door.change(leader, group_sessions.move, one.session_id, one.version, starts_at=there)
    new = replace(group.as_new(), rule=Rule(weekdays=(2,)))
    answers = {one.day: one for one in door.read(leader, groups.preview, new, group.group_id)}
    assert answers[date(2026, 11, 24)].words == "the group meets then already"
    assert not answers[date(2026, 11, 24)].is_laid
    door.change(leader, groups.change, group.group_id, group.version, new)
    (only,) = (one for one in meetings(door, group) if one.day == date(2026, 11, 24))
    assert (only.starts_at, only.by_hand) == (there, True)


def test_what_the_new_rule_has_already_is_not_written_again(
    door: Door, leader: Who, group: GroupActivity
) -> None:
    before = meetings(door, group)
    new = replace(group.as_new(), rule=Rule(weekdays=(2, 4)))
    changed = door.change(leader, groups.change, group.group_id, group.version, new)
    assert (changed.kept, changed.removed, changed.laid) == (4, 0, 3)
    assert set(before) < set(meetings(door, group))
    with pytest.raises(Conflict):
        door.change(leader, groups.change, group.group_id, group.version, new)


def test_only_what_stands_beside_the_group_is_changed(
    door: Door, leader: Who, bo: Who, group: GroupActivity
) -> None:
    assert bo.staff_id is not None
    before = door.read(OWNER, content)
    new = replace(group.as_new(), helpers=(Helper(bo.staff_id, "", "peer"),))
    changed = door.change(leader, groups.change, group.group_id, group.version, new)
    assert changed.words == ""
    with pytest.raises(Conflict):
        door.change(leader, groups.change, group.group_id, group.version, new)
    door.change(leader, undo)
    assert door.read(OWNER, content) == before


def test_fewer_places_than_are_taken_are_refused_with_how_many(
    door: Door, leader: Who, bo: Who, group: GroupActivity
) -> None:
    some = [citizen(door, bo, name) for name in ("Inger", "Jørn", "Karen", "Ole")]
    for number in some[:2]:
        place(door, group.group_id, number, "2026-11-01", "2026-12-01")
    place(door, group.group_id, some[2], "2026-11-30")
    place(door, group.group_id, some[3], "2026-12-02")
    for capacity, sentence in (
        (1, "2 have a place today."),
        (2, "3 have a place on 30.11.2026."),
    ):
        new = replace(group.as_new(), capacity=capacity)
        error = refused(door, leader, groups.change, group.group_id, group.version, new)
        assert (error.field, error.message) == ("capacity", sentence)
    new = replace(group.as_new(), capacity=3)
    door.change(leader, groups.change, group.group_id, group.version, new)


def test_no_group_ended_before_it_last_met(
    door: Door, leader: Who, group: GroupActivity, clock: HandClock
) -> None:
    meeting(door, group.group_id, "2026-11-20T18:00", status="held")
    clock.move(days=7)
    version, too_soon = group.version, date(2026, 11, 19)
    said = "The group met on 20.11.2026, so it cannot end before."
    error = refused(door, leader, groups.end, group.group_id, version, too_soon)
    assert (error.field, error.message) == ("last_on", said)
    new = replace(group.as_new(), ends_on=too_soon)
    error = refused(door, leader, groups.change, group.group_id, version, new)
    assert (error.field, error.message) == ("ends_on", said)
    door.change(leader, groups.end, group.group_id, version, date(2026, 11, 20))


def test_the_end_of_a_group(
    door: Door, leader: Who, bo: Who, group: GroupActivity, clock: HandClock
) -> None:
    inger, jorn = citizen(door, bo, "Inger", "Ravn"), citizen(door, bo, "Jørn", "Bo")
    place(door, group.group_id, inger)
    in_line(door, group.group_id, jorn)
    late = meetings(door, group)[-1]
    door.change(bo, group_sessions.give, late.session_id, late.version, None)
    clock.move(days=7)  # the first was held, or not: nobody took the roll
    before = door.read(OWNER, content)
    changed = door.change(leader, groups.end, group.group_id, group.version, date(2026, 11, 26))
    assert (changed.removed, changed.places, changed.waiting) == (1, 1, 1)
    assert changed.words == (
        "1 meeting is gone. Changed by hand, and as before: 10.12."
        " 1 place ends. 1 does not wait any more."
    )
    assert days(meetings(door, group)) == "19.11. 26.11. 10.12."
    now = door.read(leader, groups.one, group.group_id)
    assert (now.ends_on, now.members, now.waiting) == (date(2026, 11, 26), 1, 0)
    door.change(leader, undo)
    assert door.read(OWNER, content) == before
    error = refused(
        door, leader, groups.end, group.group_id,
        door.read(leader, groups.one, group.group_id).version, date(2026, 11, 18),
    )  # fmt: skip
    assert error.field == "last_on"
    clock.move(days=30)
    assert door.read(leader, groups.all_groups) == []
    assert [one.name for one in door.read(leader, groups.all_groups, ended=True)] == ["Madlavning"]


# What meetings take, and who may see them -------------------------------------------------------


def test_a_meeting_takes_the_time_of_its_leader_and_its_room(
    door: Door, bo: Who, mette: Who, group: GroupActivity
) -> None:
    kirsten = citizen(door, bo, "Kirsten")
    assert mette.staff_id is not None
    day = date(2026, 11, 19)
    free = door.read(bo, availability.free_times, day, day, coach_id=mette.staff_id)
    assert {at("2026-11-19T10:15"), at("2026-11-19T11:45")}.isdisjoint(
        {one.starts_at for one in free}
    )
    assert at("2026-11-19T12:00") in {one.starts_at for one in free}
    week = door.read(bo, availability.week, date(2026, 11, 16), first_coach_id=mette.staff_id)
    cells = week.coaches[0].cells[3]
    assert [cell is Cell.GROUP for cell in cells[:7]] == [False] * 3 + [True] * 3 + [False]
    ask = slot_series.Ask(kirsten, None, mette.staff_id, day, time(11), times=1)
    (verdict,) = door.read(bo, slot_series.verdicts, ask)
    assert (verdict.answer, verdict.words) == (Answer.COACH_TAKEN, "Mette Juhl has a group")
    error = refused(door, bo, slots.book, NewSlot(kirsten, at("2026-11-19T11:00"), mette.staff_id))
    assert error.message.startswith("Mette Juhl has the group Madlavning then, 10.30-12.00.")
    assert error.message.endswith("Next: Thu 12.00.")


def test_a_citizen_of_a_group_may_have_something_else_then(
    door: Door, bo: Who, leader: Who, group: GroupActivity
) -> None:
    kirsten = citizen(door, bo, "Kirsten")
    place(door, group.group_id, kirsten)
    works(door, leader, 4, "09:00-15:00")
    assert book(door, bo, kirsten, "2026-11-19T11:00", leader).slot_id


def test_meetings_by_day_by_person_and_those_without_a_roll(
    door: Door, bo: Who, leader: Who, mette: Who, group: GroupActivity, clock: HandClock
) -> None:
    inger = citizen(door, bo, "Inger", "Ravn")
    place(door, group.group_id, inger, "2026-11-26", "2026-12-03")
    first, last = date(2026, 11, 1), date(2026, 12, 31)
    theirs = door.read(bo, group_sessions.of_citizen, inger, first, last)
    assert days(theirs) == "26.11. 03.12."
    assert [one.members for one in meetings(door, group)] == [0, 1, 1, 0]
    assert mette.staff_id is not None and leader.staff_id is not None
    assert len(door.read(bo, group_sessions.of_leader, mette.staff_id, first, last)) == 4
    assert door.read(bo, group_sessions.of_leader, leader.staff_id, first, last) == []
    # An import brought these: one that was to come then, one that was over, and has no roll.
    meeting(door, group.group_id, "2026-11-12T10:30", ref="s-1")
    meeting(door, group.group_id, "2026-11-05T10:30", ref="s-2", created_at="2026-11-10T10:00:00Z")
    clock.now = at("2026-11-26T16:00")
    assert days(door.read(bo, group_sessions.of_day, date(2026, 11, 26))) == "26.11."
    assert days(door.read(bo, group_sessions.missing_rolls)) == "12.11. 19.11."
    assert door.read(bo, group_sessions.missing_rolls, leader.staff_id) == []
    clock.move(days=1)
    assert (
        days(door.read(bo, group_sessions.missing_rolls, mette.staff_id)) == "12.11. 19.11. 26.11."
    )


def test_a_volunteer_sees_the_groups_they_lead_or_help_in(
    door: Door, leader: Who, who: dict[Role, Who], group: GroupActivity
) -> None:
    villy = who[Role.VOLUNTEER]
    assert villy.staff_id is not None
    helps = make(
        door, leader,
        cooking(name="Gåtur", starts_on=date(2026, 11, 20), rule=Rule(weekdays=(5,)),
                helpers=(Helper(villy.staff_id, "", "volunteer"),)),
    )  # fmt: skip
    assert [one.name for one in door.read(villy, groups.all_groups)] == ["Gåtur"]
    assert door.read(villy, groups.mine, villy.staff_id) == {helps.group_id}
    assert door.read(villy, group_sessions.of_day, date(2026, 11, 19)) == []
    assert days(door.read(villy, group_sessions.of_day, date(2026, 11, 20))) == "20.11."
    with pytest.raises(NotAllowed):
        door.change(villy, groups.make, cooking())
    given = first_of(door, group)
    door.change(leader, group_sessions.give, given.session_id, given.version, villy.staff_id)
    assert [one.name for one in door.read(villy, groups.all_groups)] == ["Gåtur", "Madlavning"]
    assert len(door.read(villy, group_sessions.of_group, group.group_id)) == 1
