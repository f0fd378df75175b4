"""Closing a course: what the figures need, what was said, and what is let go of with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

import pytest

from din_indgang_tui.clock import iso_week, local_date, stored
from din_indgang_tui.house import (
    booking,
    closing,
    conversation_holding,
    conversation_writing,
    conversations,
    course_activities,
    course_pages,
    courses,
    group_members,
    pauses,
    series,
    slots,
    wishes,
)
from din_indgang_tui.house.closing import Closed, Closing
from din_indgang_tui.house.codes import SlotStatus
from din_indgang_tui.house.conversation_text import ConversationText
from din_indgang_tui.house.course_activities import NewActivity
from din_indgang_tui.house.courses import Course, NewCourse
from din_indgang_tui.house.series import Ask, Chosen
from din_indgang_tui.house.slots import NewSlot
from din_indgang_tui.house.undo import undo
from din_indgang_tui.house.wishes import NewWish
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict, DeskError, NotAllowed
from din_indgang_tui.store.roles import ANYONE, COACHES, Role, Who
from din_indgang_tui.store.unit import Unit, Value, changes
from tests.diary_scene import at, book, put_in, standing
from tests.group_scene import group, in_line, meeting, place
from tests.scene import NOW, OWNER, HandClock, citizen, content, refused, rows

TODAY = date(2026, 11, 17)
DAY = timedelta(days=1)


@pytest.fixture
def course(door: Door, bo: Who, mette: Who) -> Course:
    """Ida Holm's course, open since today."""
    ida = citizen(door, bo, "Ida", "Holm")
    new = NewCourse(ida, TODAY, coach_id=mette.staff_id)
    return door.change(mette, courses.open_course, new)


@changes(ANYONE, "slots")
def slot(
    unit: Unit, course: Course, starts_at: datetime, status: str = "booked", beside: bool = False
) -> int:
    """A time of the course, or `beside` it, as booking would write it."""
    return unit.insert(
        "slot",
        {
            "citizen_id": course.citizen_id,
            "course_id": None if beside else course.course_id,
            "starts_at": stored(starts_at),
            "ends_at": stored(starts_at + timedelta(minutes=45)),
            "starts_on": local_date(starts_at).isoformat(),
            "starts_week": iso_week(local_date(starts_at)),
            "minutes": 45,
            "coach_id": course.coach_id,
            "status": status,
            "created_at": stored(unit.now),
        },
    )


@changes(ANYONE, "slots")
def wish(unit: Unit, course: Course, beside: bool = False, last_on: str | None = None) -> None:
    """Somebody waits for a time in the course, or `beside` it."""
    row: dict[str, Value] = {"citizen_id": course.citizen_id, "minutes": 45}
    row |= {"course_id": None if beside else course.course_id, "last_on": last_on}
    unit.insert("slot_wish", row | {"created_at": stored(unit.now)})


@changes(ANYONE, "slots")
def untold(unit: Unit, slot_id: int) -> None:
    """It was changed, and the citizen does not know."""
    unit.update("slot", slot_id, {"told": 0})


def said(**more: Any) -> Closing:
    whole: dict[str, Any] = {
        "closed_on": TODAY,
        "closing_reason": "goal_reached",
        "onward_support": "none",
        "formerly_assessed": "yes",
    }
    return Closing(**whole | more)


def close(door: Door, who: Who, course: Course, **more: Any) -> Closed:
    now = door.read(who, courses.one, course.course_id)
    return door.change(who, closing.close, course.course_id, now.version, said(**more))


def test_why_what_comes_after_and_whether_they_would_have_been_assessed(
    door: Door, mette: Who, course: Course, clock: HandClock
) -> None:
    clock.move(days=30)
    day = TODAY + 28 * DAY
    done = close(door, mette, course, closed_on=day, closing_note="Flyttede godt.").course
    assert (done.closed_on, done.closed_by, done.is_open) == (day, "Mette Juhl", False)
    assert (done.closing_reason, done.onward_support) == ("goal_reached", "none")
    assert (done.formerly_assessed, done.closing_note) == ("yes", "Flyttede godt.")
    # The calendar of a closed course stands still on its last day.
    assert (done.weeks.week, done.weeks.warnings) == (4, ())
    assert door.read(mette, courses.all_open) == ()
    assert door.read(mette, courses.closed) == (done,)
    assert door.read(mette, courses.open_of, course.citizen_id) is None


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("closed_on", {"closed_on": TODAY - DAY}),
        ("closed_on", {"closed_on": TODAY + DAY}),
        ("closing_reason", {"closing_reason": ""}),
        ("closing_reason", {"closing_reason": "keder_sig"}),
        ("onward_support", {"onward_support": ""}),
        ("formerly_assessed", {"formerly_assessed": ""}),
        ("formerly_assessed", {"formerly_assessed": "maybe"}),
        ("hope", {"feedback": {"hope": "meget"}}),
        ("closing_note", {"closing_note": "x" * 501}),
    ],
)
def test_what_the_figures_need_is_asked_for(
    door: Door, mette: Who, course: Course, field: str, wrong: dict[str, Any]
) -> None:
    door.change(mette, slot, course, NOW + DAY)
    number, version = course.course_id, course.version
    assert refused(door, mette, closing.close, number, version, said(**wrong)).field == field


def test_five_questions_and_four_words_are_kept_where_somebody_answers(
    door: Door, mette: Who, course: Course
) -> None:
    close(door, mette, course, feedback={"safe": "yes", "hope": "partly", "heard": ""})
    found = door.read(mette, closing.feedback, course.course_id)
    assert found == {"safe": "yes", "hope": "partly"}


def test_nobody_has_to_answer(door: Door, mette: Who, course: Course) -> None:
    close(door, mette, course)
    assert door.read(OWNER, rows, "SELECT * FROM course_feedback") == []
    assert door.read(mette, closing.feedback, course.course_id) == {}


def test_what_is_let_go_of_is_shown_before_and_ends_with_it(
    door: Door, mette: Who, course: Course, clock: HandClock
) -> None:
    clock.move(days=7)
    for starts_at, status in (
        (clock.now - DAY, "attended"),
        (clock.now - DAY + timedelta(hours=2), "booked"),  # somebody has to say what became of it
        (clock.now + DAY, "booked"),
        (clock.now + 8 * DAY, "booked"),
        (clock.now + 9 * DAY, "cancelled_citizen"),
    ):
        door.change(mette, slot, course, starts_at, status)
    door.change(mette, wish, course)
    for what, first, last in (
        ("Kor", TODAY, None),
        ("Gå", TODAY, TODAY + DAY),
        ("Bad", TODAY + 99 * DAY, None),
    ):
        new = NewActivity("network", what, first, last)
        door.change(mette, course_activities.add, course.course_id, new)
    door.change(mette, pauses.begin, course.course_id, TODAY + 5 * DAY)
    before = door.read(OWNER, content)
    shown = door.read(mette, closing.releases, course.course_id)
    assert [local_date(one.starts_at) for one in shown.slots] == [TODAY + 8 * DAY, TODAY + 15 * DAY]
    assert [one.what for one in shown.activities] == ["Kor", "Bad"]
    assert (shown.wishes, shown.resting, shown.slots[0].coach) == (1, True, "Mette Juhl")
    done = close(door, mette, course, closed_on=TODAY + 7 * DAY)
    assert done.released == shown
    assert door.read(OWNER, rows, "SELECT status, told FROM slot ORDER BY starts_at") == [
        ("attended", None),
        ("booked", None),
        ("cancelled_house", 0),
        ("cancelled_house", 0),
        ("cancelled_citizen", None),
    ]
    left = door.read(mette, course_activities.of_course, course.course_id)
    assert [(one.what, one.last_on) for one in left] == [
        ("Kor", TODAY + 7 * DAY),
        ("Gå", TODAY + DAY),
    ]
    assert door.read(OWNER, rows, "SELECT last_on FROM course_pause") == [("2026-11-24",)]
    assert door.read(OWNER, rows, "SELECT ended_at IS NULL FROM slot_wish") == [(0,)]
    # Undo opens it again, with all that was let go of.
    door.change(mette, undo)
    assert door.read(OWNER, content) == before


@pytest.mark.parametrize(
    ("more", "told"),
    [({}, 0), ({"told": True}, 1), ({"closing_reason": "died"}, None)],
)
def test_somebody_tells_the_citizen_unless_they_know(
    door: Door, mette: Who, course: Course, more: dict[str, Any], told: int | None
) -> None:
    door.change(mette, slot, course, NOW + DAY)
    close(door, mette, course, **more)
    assert door.read(OWNER, rows, "SELECT told FROM slot") == [(told,)]


def test_nobody_is_to_tell_a_citizen_who_died_and_all_their_times_are_free(
    door: Door, mette: Who, course: Course
) -> None:
    moved = door.change(mette, slot, course, NOW + DAY)
    door.change(mette, untold, moved)
    door.change(mette, untold, door.change(mette, slot, course, NOW + 2 * DAY, "cancelled_house"))
    door.change(mette, slot, course, NOW + 3 * DAY, beside=True)
    door.change(mette, wish, course, beside=True)
    before = door.read(OWNER, content)
    shown = door.read(mette, closing.releases, course.course_id, "died")
    assert (len(shown.slots), shown.wishes) == (2, 1)
    assert len(door.read(mette, closing.releases, course.course_id).slots) == 1
    assert close(door, mette, course, closing_reason="died").released == shown
    assert (
        door.read(OWNER, rows, "SELECT status, told FROM slot") == [("cancelled_house", None)] * 3
    )
    assert door.read(OWNER, rows, "SELECT ended_at IS NULL FROM slot_wish") == [(0,)]
    door.change(mette, undo)
    assert door.read(OWNER, content) == before


def test_places_in_groups_end_with_it_unless_one_is_to_stand(
    door: Door, mette: Who, course: Course, clock: HandClock
) -> None:
    ida = course.citizen_id
    cooking, walk, choir, over = (
        group(door, name) for name in ("Madlavning", "Gåtur", "Kor", "Strik")
    )
    place(door, cooking, ida)
    place(door, walk, ida)
    place(door, over, ida, last="2026-11-20")
    in_line(door, choir, ida)
    clock.move(days=7)
    before = door.read(OWNER, content)
    shown = door.read(mette, closing.releases, course.course_id)
    assert [(one.group, one.waits) for one in shown.places] == [
        ("Gåtur", False),
        ("Kor", True),
        ("Madlavning", False),
    ]
    done = close(door, mette, course, closed_on=TODAY + 3 * DAY, stand=frozenset({walk}))
    assert [one.group for one in done.released.places] == ["Kor", "Madlavning"]
    lines = door.read(mette, group_members.of_citizen, ida)
    assert {(one.group, one.to_on, one.end_why) for one in lines} == {
        ("Gåtur", None, ""),
        ("Madlavning", TODAY + 3 * DAY, "The course closed."),
        ("Strik", date(2026, 11, 20), ""),
    }
    assert door.read(OWNER, rows, "SELECT ended_on, ended_how FROM group_waiting") == [
        ("2026-11-24", "released")
    ]
    door.change(mette, undo)
    assert door.read(OWNER, content) == before


def test_what_begins_later_never_was_and_what_began_since_ends_the_day_it_began(
    door: Door, mette: Who, course: Course, clock: HandClock
) -> None:
    clock.move(days=7)
    place(door, group(door, "Kor"), course.citizen_id, "2026-11-22")
    place(door, group(door, "Strik"), course.citizen_id, "2026-11-25")
    close(door, mette, course, closed_on=TODAY)
    lines = door.read(mette, group_members.of_citizen, course.citizen_id)
    assert [(one.group, one.to_on) for one in lines] == [("Kor", date(2026, 11, 22))]


def test_whoever_died_keeps_no_place_and_is_told_nothing_of_groups(
    door: Door, mette: Who, course: Course
) -> None:
    walk = group(door, "Gåtur")
    place(door, walk, course.citizen_id)
    told: dict[str, Value] = {"citizen_id": course.citizen_id, "told": 0}
    told |= {"session_id": meeting(door, walk, "2026-11-16T14:00", status="cancelled")}
    door.change(OWNER, put_in, "group_told", told)
    before = door.read(OWNER, content)
    close(door, mette, course, closing_reason="died", stand=frozenset({walk}))
    (line,) = door.read(mette, group_members.of_citizen, course.citizen_id)
    assert line.to_on == TODAY
    assert door.read(OWNER, rows, "SELECT * FROM group_told") == []
    door.change(mette, undo)
    assert door.read(OWNER, content) == before


def test_two_close_the_same_course(door: Door, mette: Who, leader: Who, course: Course) -> None:
    door.change(leader, courses.change, course.course_id, 1, {"target_group": "social"})
    with pytest.raises(Conflict):
        door.change(mette, closing.close, course.course_id, course.version, said())
    close(door, leader, course)
    error = refused(door, mette, closing.close, course.course_id, 3, said())
    assert error.message == "The course closed on 17.11.2026."


def test_a_closed_course_stands_as_it_was(door: Door, mette: Who, course: Course) -> None:
    new = NewActivity("network", "Kor", TODAY)
    activity = door.change(mette, course_activities.add, course.course_id, new)
    number = close(door, mette, course).course.course_id
    refused(door, mette, courses.change, number, 2, {"target_group": "social"})
    refused(door, mette, pauses.begin, number, TODAY)
    refused(door, mette, course_activities.add, number, new)
    refused(door, mette, course_activities.change, activity.activity_id, 2, {"what": "Sang"})
    refused(door, mette, course_activities.take_away, activity.activity_id, 2)


def test_who_comes_back_begins_a_new_one_not_before_the_old_one_closed(
    door: Door, mette: Who, course: Course, clock: HandClock
) -> None:
    clock.move(days=40)
    close(door, mette, course, closed_on=TODAY + 30 * DAY)
    early = NewCourse(course.citizen_id, TODAY + 29 * DAY, coach_id=mette.staff_id)
    error = refused(door, mette, courses.open_course, early)
    assert (error.field, "17.12.2026" in error.message) == ("opened_on", True)
    later = NewCourse(course.citizen_id, TODAY + 30 * DAY, coach_id=mette.staff_id)
    again = door.change(mette, courses.open_course, later)
    assert [one.course_id for one in door.read(mette, courses.of_citizen, course.citizen_id)] == [
        again.course_id,
        course.course_id,
    ]
    # The closing stands once something newer builds on it.
    door.change(mette, undo)
    door.change(mette, undo)
    assert [one.course_id for one in door.read(mette, courses.all_open)] == [course.course_id]


# Activities --------------------------------------------------------------------------------------


def test_an_activity_is_written_mended_and_taken_away(
    door: Door, mette: Who, course: Course
) -> None:
    new = NewActivity("volunteer_offer", "Strik", TODAY, None, "biblioteket", "Røde Kors")
    one = door.change(mette, course_activities.add, course.course_id, new)
    values = {"what": "Strikkecafé", "last_on": "2026-12-01"}
    now = door.change(mette, course_activities.change, one.activity_id, one.version, values)
    assert (now.what, now.last_on, now.place) == ("Strikkecafé", date(2026, 12, 1), "biblioteket")
    door.change(mette, course_activities.take_away, one.activity_id, now.version)
    assert door.read(mette, course_activities.of_course, course.course_id) == ()
    for _step in range(2):
        door.change(mette, undo)
    assert door.read(mette, course_activities.one, one.activity_id).what == "Strik"


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("what", {"what": " \u200b"}),
        ("what", {"what": "x" * 61}),
        ("kind", {"kind": "sejltur"}),
        ("kind", {"kind": "coaching"}),  # a time, booked as one
        ("first_on", {"first_on": TODAY - DAY}),
        ("first_on", {"first_on": date(2036, 11, 17)}),
        ("last_on", {"last_on": TODAY - DAY}),
    ],
)
def test_an_activity_that_cannot_be(
    door: Door, mette: Who, course: Course, field: str, wrong: dict[str, Any]
) -> None:
    new: dict[str, Any] = {"kind": "network", "what": "Kor", "first_on": TODAY} | wrong
    number = course.course_id
    error = refused(door, mette, course_activities.add, number, NewActivity(**new))
    assert error.field == field


def test_coaches_close(door: Door, who: dict[Role, Who], course: Course) -> None:
    for role, colleague in who.items():
        if role not in COACHES:
            with pytest.raises(NotAllowed):
                door.change(colleague, closing.close, course.course_id, 1, said())
            with pytest.raises(NotAllowed):
                new = NewActivity("network", "Kor", TODAY)
                door.change(colleague, course_activities.add, course.course_id, new)


def test_what_was_answered_is_read_with_the_page_by_whoever_reads_conversations(
    door: Door, bo: Who, mette: Who, course: Course
) -> None:
    close(door, mette, course, feedback={"safe": "yes", "hope": "partly"})
    page = door.read(mette, course_pages.page, course.course_id)
    assert page.feedback == {"safe": "yes", "hope": "partly"}
    assert door.read(bo, course_pages.page, course.course_id).feedback == {}
    with pytest.raises(NotAllowed):
        door.read(bo, closing.feedback, course.course_id)


def test_a_wish_that_is_of_no_use_any_more_is_not_among_what_ends(
    door: Door, mette: Who, course: Course, clock: HandClock
) -> None:
    door.change(mette, wish, course, last_on="2026-11-18")
    door.change(mette, wish, course)
    assert door.read(mette, closing.releases, course.course_id).wishes == 2
    clock.move(days=2)
    assert door.read(mette, closing.releases, course.course_id).wishes == 1


def plan_for(door: Door, who: Who, citizen_id: int, coach: Who) -> list[Callable[[], object]]:
    """All that can be planned for a citizen."""
    assert coach.staff_id is not None
    tomorrow = at("2026-11-18T10:00")
    new = NewSlot(citizen_id, tomorrow, coach.staff_id)
    ask = Ask(citizen_id, None, coach.staff_id, TODAY + DAY, time(10), times=1)
    return [
        lambda: door.read(coach, conversations.desk, citizen_id),
        lambda: door.read(who, booking.for_whom, citizen_id),
        lambda: door.read(who, series.verdicts, ask),
        lambda: door.change(who, wishes.add, NewWish(citizen_id)),
        lambda: door.change(who, slots.book, new),
        lambda: door.change(who, undo),
        lambda: door.change(who, series.book_series, ask, [Chosen(1, tomorrow)]),
    ]


def test_nothing_is_planned_for_somebody_who_died(
    door: Door, bo: Who, mette: Who, course: Course
) -> None:
    gone = book(door, bo, course.citizen_id, "2026-11-18T10:00", mette)
    close(door, mette, course, closing_reason="died")
    before = door.read(mette, content)
    book_again = partial(
        door.change, bo, slots.mark, *standing(door, gone.slot_id), SlotStatus.BOOKED
    )
    deeds: list[Callable[[], object]] = [
        *plan_for(door, bo, course.citizen_id, mette), book_again,
    ]  # fmt: skip
    del deeds[5]  # there is nothing of theirs to take back
    for deed in deeds:
        with pytest.raises(DeskError) as found:
            deed()
        assert (found.value.message, found.value.field) == (
            "Ida H. has died. Is that wrong, then open a new course first.", "who",
        )  # fmt: skip
    assert door.read(mette, content) == before


def test_a_closing_by_mistake_is_put_right_by_undo_or_by_a_new_course(
    door: Door, bo: Who, mette: Who, course: Course, clock: HandClock
) -> None:
    close(door, mette, course, closing_reason="died")
    door.change(mette, undo)
    for deed in plan_for(door, bo, course.citizen_id, mette):
        deed()
    door.change(bo, undo)
    door.change(bo, undo)
    close(door, mette, course, closing_reason="died")
    door.change(
        mette, courses.open_course, NewCourse(course.citizen_id, TODAY, coach_id=mette.staff_id)
    )
    for deed in plan_for(door, bo, course.citizen_id, mette):
        deed()


def test_a_conversation_that_is_written_when_somebody_dies_is_finished_all_the_same(
    door: Door, mette: Who, course: Course
) -> None:
    said: dict[str, Any] = ConversationText(own_words="Ro").content()
    begun = door.change(mette, conversation_writing.begin, course.citizen_id, said)
    close(door, mette, course, closing_reason="died")
    assert door.read(mette, conversations.desk, course.citizen_id).running is not None
    door.change(mette, conversation_holding.finish, begun.conversation_id, said)
