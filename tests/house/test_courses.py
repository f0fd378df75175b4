"""Courses: for whom, from when to when, with whom; changed and paused; one open at a time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from din_indgang_tui.house import closing, courses, pauses, slots, staff
from din_indgang_tui.house.closing import Closing
from din_indgang_tui.house.codes import SlotStatus
from din_indgang_tui.house.courses import Course, NewCourse
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict, DeskError, NotAllowed
from din_indgang_tui.store.roles import ANYONE, COACHES, DESK, Role, Who
from din_indgang_tui.store.unit import Unit, Value, changes
from tests.diary_scene import book, put_in, standing
from tests.scene import OWNER, HandClock, citizen, content, refused, rows, set_to

TODAY = date(2026, 11, 17)
END = date(2027, 4, 6)  # 20 weeks after it
DAY = timedelta(days=1)


@pytest.fixture
def ida(door: Door, bo: Who) -> int:
    """Ida Holm, whom the house knows."""
    return citizen(door, bo, "Ida", "Holm", birth_date=date(1961, 3, 12))


def new(whom: int | None, coach: Who, **more: Any) -> NewCourse:
    said: dict[str, Any] = {"citizen_id": whom, "opened_on": TODAY, "coach_id": coach.staff_id}
    return NewCourse(**said | more)


def opened(door: Door, who: Who, citizen_id: int, **more: Any) -> Course:
    return door.change(who, courses.open_course, new(citizen_id, who, **more))


def changed(door: Door, who: Who, course: Course, **values: Any) -> Course:
    now = door.read(who, courses.one, course.course_id)
    return door.change(who, courses.change, course.course_id, now.version, values)


# Opening -----------------------------------------------------------------------------------------


def test_a_course_lasts_twenty_weeks_where_nothing_else_is_said(
    door: Door, mette: Who, bo: Who, ida: int
) -> None:
    course = opened(door, mette, ida)
    assert (course.name, course.full_name) == ("Ida H.", "Ida Holm")
    assert (course.opened_on, course.weeks.end_on) == (TODAY, END)
    assert (course.coach, course.peer, course.is_open) == ("Mette Juhl", "", True)
    # Whoever works at the desk sees the facts.
    assert door.read(bo, courses.one, course.course_id) == course
    assert door.read(bo, courses.open_of, ida) == course
    assert door.read(bo, courses.of_citizen, ida) == (course,)
    assert door.read(bo, courses.all_open) == (course,)


def test_the_house_may_say_how_many_weeks_and_when_the_check_is(
    door: Door, mette: Who, ida: int
) -> None:
    door.change(OWNER, set_to, "course_weeks", "10")
    door.change(OWNER, set_to, "check_days", "30")
    course = opened(door, mette, ida)
    assert course.weeks.end_on == TODAY + 70 * DAY
    # What the course opened with stays with it.
    door.change(OWNER, undo)
    assert door.read(mette, courses.one, course.course_id).weeks.check_on == TODAY + 30 * DAY


def test_all_that_may_be_said_of_it(door: Door, mette: Who, bo: Who, ida: int) -> None:
    course = opened(
        door,
        mette,
        ida,
        planned_end_on=TODAY + 28 * DAY,
        peer_id=bo.staff_id,
        legal_basis="sel82b",
        target_group="at_risk",
    )
    assert (course.peer, course.legal_basis, course.target_group) == ("Bo Dam", "sel82b", "at_risk")
    assert (course.weeks.count, course.weeks.last_day) == (4, END)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("citizen_id", {"citizen_id": None}),
        ("citizen_id", {"citizen_id": 999}),
        ("opened_on", {"opened_on": TODAY + 29 * DAY}),
        ("opened_on", {"opened_on": date(2024, 11, 17)}),
        ("planned_end_on", {"planned_end_on": TODAY - DAY}),
        ("planned_end_on", {"planned_end_on": END + DAY}),
        ("planned_end_on", {"planned_end_on": date(2036, 11, 17)}),
        ("coach_id", {"coach_id": None}),
        ("coach_id", {"coach_id": 999}),
        ("coach_id", {"coach_id": "host"}),
        ("peer_id", {"peer_id": "admin"}),
        ("peer_id", {"peer_id": "coach"}),
        ("legal_basis", {"legal_basis": "sel1"}),
        ("target_group", {"target_group": "andet"}),
        ("conversation_id", {"conversation_id": 7}),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(
    door: Door, mette: Who, who: dict[Role, Who], ida: int, field: str, wrong: dict[str, Any]
) -> None:
    for name in ("coach_id", "peer_id"):
        if isinstance(wrong.get(name), str):
            wrong = {name: who[Role(wrong[name])].staff_id}
    assert refused(door, mette, courses.open_course, new(ida, mette, **wrong)).field == field


def test_nobody_is_in_two_courses(door: Door, mette: Who, leader: Who, ida: int) -> None:
    opened(door, mette, ida)
    error = refused(door, leader, courses.open_course, new(ida, leader))
    assert error.message == "Ida Holm is in a course since 17.11.2026, with Mette Juhl."


def test_the_database_itself_refuses_a_second_one(door: Door, mette: Who, ida: int) -> None:
    opened(door, mette, ida)

    @changes(ANYONE, "courses")
    def again(unit: Unit) -> None:
        row: dict[str, Value] = {"citizen_id": ida, "opened_on": "2026-11-17", "created_at": "-"}
        unit.insert("course", row)

    assert "a course is open" in refused(door, OWNER, again).message


def test_a_citizen_is_born_before_their_course(door: Door, mette: Who, bo: Who) -> None:
    # Entered wrong, a year too late: the sentence says so rather than keep a course of nobody.
    child = citizen(door, bo, "Bo", "Ny", birth_date=TODAY - 10 * DAY)
    error = refused(door, mette, courses.open_course, new(child, mette, opened_on=TODAY - 11 * DAY))
    assert error.field == "opened_on"


def test_a_colleague_who_left_has_no_new_course(
    door: Door, mette: Who, leader: Who, ida: int
) -> None:
    door.change(leader, staff.disable, mette.initials)
    assert refused(door, leader, courses.open_course, new(ida, mette)).field == "coach_id"


# Changing ----------------------------------------------------------------------------------------


def test_facts_change_and_undo_takes_them_back(door: Door, mette: Who, bo: Who, ida: int) -> None:
    course = opened(door, mette, ida)
    before = door.read(OWNER, content)
    changed(door, mette, course, peer_id=bo.staff_id, planned_end_on="2027-02-01")
    now = door.read(mette, courses.one, course.course_id)
    assert (now.peer, now.weeks.end_on) == ("Bo Dam", date(2027, 2, 1))
    door.change(mette, undo)
    assert door.read(OWNER, content) == before
    door.change(mette, undo)
    assert door.read(mette, courses.all_open) == ()


def test_two_at_the_same_course(door: Door, mette: Who, leader: Who, ida: int) -> None:
    course = opened(door, mette, ida)
    changed(door, leader, course, target_group="social")
    with pytest.raises(Conflict):
        # Even where a rule would say no as well: what another wrote comes first.
        values = {"planned_end_on": "2026-01-01"}
        door.change(mette, courses.change, course.course_id, course.version, values)


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("opened_on", {"opened_on": "2027-01-01"}),
        ("planned_end_on", {"planned_end_on": "2026-11-16"}),
        ("planned_end_on", {"planned_end_on": None}),
        ("planned_end_on", {"opened_on": "2026-11-16"}),  # the end is a day past the limit then
        ("coach_id", {"coach_id": None}),
        ("legal_basis", {"legal_basis": "sel1"}),
        ("target_group", {"target_group": "andet"}),
    ],
)
def test_a_change_keeps_the_rules(
    door: Door, mette: Who, ida: int, field: str, values: dict[str, Any]
) -> None:
    course = opened(door, mette, ida)
    error = refused(door, mette, courses.change, course.course_id, course.version, values)
    assert error.field == field


def test_longer_than_the_limit_takes_the_leader_and_a_reason(
    door: Door, mette: Who, leader: Who, ida: int
) -> None:
    course = opened(door, mette, ida)
    longer = {"planned_end_on": "2027-05-04"}
    number, version = course.course_id, course.version
    error = refused(door, mette, courses.change, number, version, longer | {"longer_why": "x"})
    assert error.field == "planned_end_on"
    assert "20 weeks" in error.message and "06.04.2027" in error.message
    assert refused(door, leader, courses.change, number, version, longer).field == "longer_why"
    now = changed(door, leader, course, **longer, longer_why="venter på bolig")
    assert (now.longer_why, now.longer_by) == ("venter på bolig", "Åse Holm")
    # Longer once more is another matter than what she said yes to.
    later = {"planned_end_on": date(2027, 5, 20).isoformat()}
    assert refused(door, leader, courses.change, number, now.version, later).field == "longer_why"
    assert (now.weeks.count, now.weeks.last_day) == (24, date(2027, 5, 4))
    # A coach changes the rest, may shorten what the leader gave, and may not lengthen it.
    now = changed(door, mette, now, target_group="social", planned_end_on="2027-04-20")
    assert now.longer_by == "Åse Holm"
    values = {"planned_end_on": "2027-05-04"}
    assert (
        refused(door, mette, courses.change, number, now.version, values).field == "planned_end_on"
    )
    # Within the limit again, nothing is left of it.
    now = changed(door, mette, now, planned_end_on="2027-04-06")
    assert (now.longer_why, now.longer_by) == ("", "")


def test_the_leader_may_open_a_longer_one_at_once(door: Door, leader: Who, ida: int) -> None:
    longer = {"planned_end_on": END + 14 * DAY}
    error = refused(door, leader, courses.open_course, new(ida, leader, **longer))
    assert error.field == "longer_why"
    assert opened(door, leader, ida, **longer, longer_why="aftalt").longer_by == "Åse Holm"


# Pauses ------------------------------------------------------------------------------------------


def paused(door: Door, who: Who, course: Course, first: str, last: str = "", **more: Any) -> Course:
    until = date.fromisoformat(last) if last else None
    return door.change(
        who, pauses.begin, course.course_id, date.fromisoformat(first), until, **more
    )


def test_a_pause_moves_the_end(door: Door, mette: Who, ida: int, clock: HandClock) -> None:
    course = opened(door, mette, ida)
    now = paused(
        door, mette, course, "2026-11-20", "2026-11-26", reason="illness", note="influenza"
    )
    (pause,) = now.pauses
    assert (pause.reason, pause.note) == ("illness", "influenza")
    assert now.weeks.end_on == now.weeks.limit_on == END + 7 * DAY
    door.change(mette, pauses.change, pause.pause_id, pause.version, {"last_on": "2026-11-30"})
    assert door.read(mette, courses.one, course.course_id).weeks.end_on == END + 11 * DAY
    door.change(mette, undo)
    assert door.read(mette, courses.one, course.course_id).weeks.end_on == END + 7 * DAY
    (pause,) = door.read(mette, courses.one, course.course_id).pauses
    now = door.change(mette, pauses.take_away, pause.pause_id, pause.version)
    assert now.weeks.end_on == END


def test_one_that_lasts_goes_on_until_it_is_ended(
    door: Door, mette: Who, ida: int, clock: HandClock
) -> None:
    course = opened(door, mette, ida)
    paused(door, mette, course, "2026-11-17", reason="admission")
    clock.move(days=9)
    now = door.read(mette, courses.one, course.course_id)
    assert now.weeks.resting is not None
    assert now.weeks.end_on == END + 10 * DAY
    (pause,) = now.pauses
    now = door.change(mette, pauses.change, pause.pause_id, 1, {"last_on": "2026-11-23"})
    assert now.weeks.resting is None
    assert now.weeks.end_on == END + 7 * DAY


@pytest.mark.parametrize(
    ("field", "first", "last"),
    [
        ("first_on", "2026-11-16", "2026-11-20"),  # before the course
        ("last_on", "2026-11-20", "2026-11-19"),
        ("last_on", "2026-11-20", "2036-11-20"),
        ("first_on", "2026-12-05", "2026-12-24"),  # touches the one there is
        ("first_on", "2026-11-20", ""),
        ("first_on", "2027-06-01", "2027-06-02"),  # the course is over
    ],
)
def test_a_pause_that_cannot_be(
    door: Door, mette: Who, ida: int, field: str, first: str, last: str
) -> None:
    course = opened(door, mette, ida)
    paused(door, mette, course, "2026-12-01", "2026-12-05")
    until = date.fromisoformat(last) if last else None
    error = refused(door, mette, pauses.begin, course.course_id, date.fromisoformat(first), until)
    assert error.field == field


def test_a_course_does_not_begin_within_its_pause(door: Door, mette: Who, ida: int) -> None:
    course = opened(door, mette, ida)
    paused(door, mette, course, "2026-11-20", "2026-11-26")
    values = {"opened_on": "2026-11-21"}
    error = refused(door, mette, courses.change, course.course_id, course.version, values)
    assert error.field == "opened_on"


def test_a_pause_next_to_another_is_no_clash(door: Door, mette: Who, ida: int) -> None:
    course = opened(door, mette, ida)
    paused(door, mette, course, "2026-12-01", "2026-12-05")
    paused(door, mette, course, "2026-12-06", "2026-12-06")
    assert paused(door, mette, course, "2026-11-30", "2026-11-30").weeks.end_on == END + 7 * DAY


# Who ---------------------------------------------------------------------------------------------


def test_coaches_open_and_change_and_the_desk_reads(
    door: Door, who: dict[Role, Who], mette: Who, ida: int
) -> None:
    course = opened(door, mette, ida)
    for role, colleague in who.items():
        if role not in COACHES:
            for deed, *args in (
                (courses.open_course, new(ida, mette)),
                (courses.change, course.course_id, 1, {}),
                (pauses.begin, course.course_id, TODAY),
                (pauses.change, 1, 1, {}),
                (pauses.take_away, 1, 1),
            ):
                with pytest.raises(NotAllowed):
                    door.change(colleague, deed, *args)
        if role not in DESK:
            with pytest.raises(NotAllowed):
                door.read(colleague, courses.all_open)
    assert door.read(OWNER, rows, "SELECT count(*) FROM course") == [(1,)]


# What stands of a citizen, and for whom ----------------------------------------------------------


def test_a_host_reads_nothing_of_why(
    door: Door, bo: Who, mette: Who, leader: Who, ida: int
) -> None:
    later = END + 7 * DAY
    course = opened(door, leader, ida, planned_end_on=later, longer_why="Indlagt i marts.")
    number = course.course_id
    door.change(mette, pauses.begin, number, TODAY, None, "admission", "P2")
    version = door.read(mette, courses.one, number).version
    said = Closing(TODAY, "goal_reached", "none", "yes", "Flyttede godt.")
    door.change(mette, closing.close, number, version, said)
    found = door.read(bo, courses.one, number)
    assert (found.longer_why, found.closing_note, found.formerly_assessed) == ("", "", "")
    assert (found.closing_reason, found.onward_support) == ("", "")  # that it closed, not why
    assert [(one.reason, one.note) for one in found.pauses] == [("", "")]
    full = door.read(mette, courses.one, number)
    assert full.longer_why and full.closing_note and full.formerly_assessed
    assert full.closing_reason and full.onward_support
    assert [(one.reason, one.note) for one in full.pauses] == [("admission", "P2")]


def test_why_longer_is_the_leaders_word_also_where_no_end_is_agreed(
    door: Door, mette: Who, leader: Who, ida: int
) -> None:
    row: dict[str, Value] = {"citizen_id": ida, "opened_on": "2026-11-16"}
    row |= {"created_at": "2026-01-01T00:00:00Z"}
    number = door.change(OWNER, put_in, "course", row)
    course = door.read(mette, courses.one, number)
    for evil in ("x" * 301, "\x1b[2J"):
        with pytest.raises(DeskError):
            changed(door, mette, course, longer_why=evil)
    assert changed(door, leader, course, longer_why=" Bolig\x1b søges ").longer_why == "Bolig søges"
    # A coach who gives it an end, or another start, leaves that as it stands.
    assert changed(door, mette, course, opened_on="2026-11-15").longer_why == "Bolig søges"
    with pytest.raises(DeskError, match="The leader may let it last longer"):
        changed(door, mette, course, planned_end_on="2027-10-01")
    assert changed(door, mette, course, planned_end_on="2027-02-01").longer_why == ""


def test_it_cannot_begin_after_a_time_that_it_has(door: Door, mette: Who, ida: int) -> None:
    course = opened(door, mette, ida)
    slot = book(door, mette, ida, "2026-11-25T10:00", mette, course_id=course.course_id)
    assert changed(door, mette, course, opened_on="2026-11-25").opened_on == date(2026, 11, 25)
    with pytest.raises(DeskError, match=r"has a time on 25\.11\.2026") as refusal:
        changed(door, mette, course, opened_on="2026-11-26")
    assert refusal.value.field == "opened_on"
    door.change(mette, slots.mark, *standing(door, slot.slot_id), SlotStatus.CANCELLED_CITIZEN)
    assert changed(door, mette, course, opened_on="2026-11-26").opened_on == date(2026, 11, 26)
