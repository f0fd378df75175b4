"""When each thing comes onto the list of what is owed, and what takes it off by itself."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.house import (
    checks,
    closing,
    consents,
    enquiries,
    goals,
    group_sessions,
    owed_lines_courses,
    slots,
)
from din_indgang_tui.house.closing import Closing
from din_indgang_tui.house.codes import Channel, SlotStatus
from din_indgang_tui.house.conversation_text import GoalText
from din_indgang_tui.house.course_weeks import PauseDays, Weeks, end_after
from din_indgang_tui.house.enquiries import NewEnquiry
from din_indgang_tui.house.owed_line import OwedKind
from din_indgang_tui.house.owed_lines_people import who_takes
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import Who
from din_indgang_tui.store.unit import Value
from tests.diary_scene import book, standing
from tests.group_scene import group, in_line, meeting
from tests.owed_scene import (
    TODAY,
    Scene,
    a_consent,
    a_draft,
    a_reason_not_said,
    a_scene,
    sent,
    somebody_who_stayed_away,
)
from tests.scene import OWNER, HandClock, write


@pytest.fixture
def scene(door: Door, clock: HandClock, bo: Who, mette: Who) -> Scene:
    return a_scene(door, clock, bo, mette)


def test_the_check_of_a_course_that_closed_stays_and_hurries_nobody(scene: Scene) -> None:
    number = scene.course("2026-10-01", decided=False)
    closed: dict[str, Value] = {"closed_on": "2026-11-12", "closing_reason": "goal_reached"}
    scene.door.change(OWNER, write, "course", number, closed)
    (line,) = scene.lines()
    assert (line.kind, line.due_on, line.missing) == (OwedKind.CHECK, None, "decision, it closed")


COLLEAGUES = {"mej": 2, "mette": 2, "bod": 1, "bo": 1}


@pytest.mark.parametrize(
    ("written", "by_house", "named"),
    [
        ("", False, None),
        ("mig", False, None),
        ("Jeg selv", False, None),
        ("en frivillig", False, None),
        ("min søster", False, None),
        ("vi", True, None),
        ("mig og min coach", True, None),
        ("Begge to.", True, None),
        ("Mette og jeg", True, 2),
        ("BOD", True, 1),
    ],
)
def test_a_step_is_the_houses_where_what_was_written_says_so(
    written: str, by_house: bool, named: int | None
) -> None:
    assert who_takes(written, COLLEAGUES) == (by_house, named)


def test_a_step_is_owed_while_a_course_runs_and_as_it_was_said_last(scene: Scene) -> None:
    step = GoalText(words="Post", step="To breve", step_who="vi", step_by="20.11.")
    scene.talk(step)
    assert scene.lines() == (), "no page shows it without a course"
    course_id = scene.course()
    assert scene.kinds() == [OwedKind.STEP]
    (goal,) = scene.door.read(scene.mette, goals.of_citizen, scene.kirsten)
    mine: dict[str, Any] = {
        "step": "Tre breve",
        "step_who": "mig",
        "step_by": "20.11.",
        "version": goal.version,
    }
    scene.clock.move(minutes=1)
    scene.talk(GoalText(goal_id=goal.goal_id, words="Post", **mine))
    assert scene.lines() == ()
    assert course_id


def test_an_enquiry_that_ended_with_the_authority_asks_for_a_referral(scene: Scene) -> None:
    scene.clock.move(days=-2)
    new = NewEnquiry(citizen_id=scene.kirsten, channel=Channel.PHONE, reasons=("talk",))
    came = scene.door.change(scene.mette, enquiries.register, new)
    scene.door.change(scene.mette, enquiries.finish, came.enquiry_id, "referred_authority")
    scene.clock.move(days=2)
    (line,) = scene.lines()
    assert (line.kind, line.due_on) == (OwedKind.ASKED_FOR, date(2026, 11, 15))
    assert (line.missing, line.staff) == ("not begun", "Mette Juhl")
    a_draft(scene)
    assert scene.kinds() == [OwedKind.DRAFT], "now it is to be sent"
    scene.door.change(scene.mette, undo)
    assert scene.kinds() == [OwedKind.ASKED_FOR]
    assert scene.lines(scene.bo) == (), "a host refers nobody"


def test_a_check_decided_so_asks_for_a_referral_until_one_is_begun_or_it_is_decided_otherwise(
    scene: Scene,
) -> None:
    """A draft that is dropped takes nobody off the list: neither the one the decision began."""
    course_id = scene.course("2026-10-20", decided=False)
    made = scene.door.change(scene.mette, checks.decide, course_id, "refer_authority")
    assert scene.kinds() == [OwedKind.DRAFT]
    a_draft(scene)()
    (line,) = scene.lines()
    assert (line.kind, line.target, line.course_id) == (OwedKind.ASKED_FOR, course_id, course_id)
    assert (line.due_on, line.missing, line.staff) == (TODAY, "not begun", "Mette Juhl")
    drop = a_draft(scene)
    assert scene.kinds() == [OwedKind.DRAFT]
    drop()
    assert scene.kinds() == [OwedKind.ASKED_FOR]
    assert scene.lines(scene.bo) == (), "a host reads nothing of what was decided"
    scene.door.change(scene.mette, checks.change, made.check_id, made.version, decision="continue")
    assert scene.lines() == ()


def test_a_course_that_a_check_decided_to_close_is_owed_until_it_is_closed(scene: Scene) -> None:
    """Whoever leaves the form of the closing, or takes a closing back, is told so."""
    course_id = scene.course("2026-10-20", decided=False)
    made = scene.door.change(scene.mette, checks.decide, course_id, "close")
    (line,) = scene.lines()
    assert (line.kind, line.target, line.due_on) == (OwedKind.ENDS, course_id, TODAY)
    assert (line.missing, line.staff) == ("decided: close it", "Mette Juhl")
    assert scene.lines(scene.bo) == (), "a host reads nothing of what was decided"
    closed = Closing(TODAY, "goal_reached", "none", "no")
    scene.door.change(scene.mette, closing.close, course_id, 2, closed)
    assert scene.lines() == ()
    scene.door.change(scene.mette, undo)
    assert [one.missing for one in scene.lines()] == ["decided: close it"]
    scene.door.change(scene.mette, checks.change, made.check_id, made.version, decision="continue")
    assert scene.lines() == ()


def test_a_check_decided_so_after_the_referral_went_asks_for_none(scene: Scene) -> None:
    course_id = scene.course("2026-10-20", decided=False)
    sent(scene, ago=3)
    scene.door.change(scene.mette, checks.decide, course_id, "refer_authority")
    assert scene.lines() == ()


def test_an_enquiry_and_a_check_that_both_ended_so_ask_once(scene: Scene) -> None:
    course_id = scene.course("2026-10-20", decided=False)
    new = NewEnquiry(citizen_id=scene.kirsten, channel=Channel.PHONE, reasons=("talk",))
    came = scene.door.change(scene.mette, enquiries.register, new)
    scene.door.change(scene.mette, enquiries.finish, came.enquiry_id, "referred_authority")
    scene.door.change(scene.mette, checks.decide, course_id, "refer_authority")
    a_draft(scene)()
    (line,) = scene.lines()
    assert (line.kind, line.target) == (OwedKind.ASKED_FOR, came.enquiry_id)


def test_who_was_in_touch_since_they_stayed_away_is_not_to_be_called(scene: Scene) -> None:
    somebody_who_stayed_away(scene)
    assert scene.kinds() == [OwedKind.AWAY]
    slot = book(scene.door, scene.bo, scene.kirsten, "2026-11-17T09:00", scene.mette)
    assert scene.kinds() == [OwedKind.AWAY], "that a time is booked is no word from them"
    scene.door.change(
        scene.mette, slots.mark, *standing(scene.door, slot.slot_id), SlotStatus.ATTENDED
    )
    assert scene.lines() == ()


def test_there_is_time_for_a_roll_until_the_day_is_over(scene: Scene) -> None:
    meeting(scene.door, group(scene.door), "2026-11-17T09:00", 60)
    assert scene.lines() == ()
    scene.clock.move(hours=24)
    (line,) = scene.lines()
    assert (line.kind, line.late, line.staff) == (OwedKind.ROLL, 1, "")


def test_a_cancelled_meeting_owes_no_roll(scene: Scene) -> None:
    off = meeting(scene.door, group(scene.door), "2026-11-17T11:00")
    scene.door.change(scene.bo, group_sessions.cancel, off, 1, "det er glat")
    scene.clock.move(hours=24)
    assert scene.lines() == ()


def test_enquiries_without_a_reason_are_one_line_for_who_met_them(scene: Scene) -> None:
    a_reason_not_said(scene)
    fill_in = a_reason_not_said(scene)
    (line,) = scene.lines()
    assert (line.who, line.missing) == ("several", "2 without a reason")
    fill_in()
    (line,) = scene.lines()
    assert line.missing == "came 10.22, no reason"
    scene.clock.move(days=1)
    assert scene.lines() == (), "it may stay unsaid for good"


def test_a_step_agreed_before_an_earlier_course_closed_is_not_owed_in_the_next(
    scene: Scene,
) -> None:
    first = scene.course()
    scene.talk(GoalText(words="Post", step="To breve", step_who="vi sammen", step_by="20.11."))
    scene.clock.move(days=1)
    closed = Closing(TODAY + timedelta(days=1), "goal_reached", "none", "no")
    scene.door.change(scene.mette, closing.close, first, 2, closed)
    scene.course("2026-11-18")
    assert scene.lines() == ()
    scene.talk(GoalText(words="Post", step="To breve", step_who="vi sammen", step_by="20.11."))
    assert scene.kinds() == [OwedKind.STEP]


def test_a_place_that_nobody_in_line_may_have_asks_for_nothing(scene: Scene) -> None:
    cook = group(scene.door, capacity=3, needs_assessment="yes")
    in_line(scene.door, cook, scene.kirsten)
    assert scene.lines() == ()


def test_a_later_consent_to_the_same_receiver_answers_for_the_one_that_runs_out(
    scene: Scene,
) -> None:
    a_consent(scene)
    texts = {"receiver": "Jobcentret", "what": "planen", "purpose": "praktik"}
    scene.door.change(scene.mette, consents.give, scene.kirsten, texts | {"receiver": "Lægen"})
    assert scene.kinds() == [OwedKind.CONSENT], "another receiver"
    scene.door.change(scene.mette, consents.give, scene.kirsten, texts | {"valid_to": ""})
    assert scene.lines() == ()


def test_a_consent_that_nothing_uses_may_run_out(scene: Scene) -> None:
    texts = {"receiver": "Jobcentret", "what": "planen", "purpose": "praktik"}
    scene.door.change(scene.mette, consents.give, scene.kirsten, texts | {"valid_to": "23.11.2026"})
    assert scene.lines() == ()


def test_a_longer_course_by_the_leader_is_closed_when_that_ends(scene: Scene) -> None:
    number = scene.course("2026-06-01", ends="2026-12-31")
    assert scene.lines() == (), "its sixteenth week is long ago, and its end is far"
    scene.clock.move(days=2)  # in a week it is as far from its end as week 16 is from week 20
    assert [(one.kind, one.late) for one in scene.lines()] == [(OwedKind.AFTER, -7)]
    scene.clock.move(days=30)  # 19 December: twelve days before its end
    assert [(one.kind, one.target) for one in scene.lines()] == [(OwedKind.ENDS, number)]


@given(
    opened=st.integers(0, 300),
    weeks=st.integers(1, 30),
    rest=st.none() | st.tuples(st.integers(0, 200), st.integers(0, 60)),
)
def test_no_course_that_warns_is_left_out(
    opened: int, weeks: int, rest: tuple[int, int] | None
) -> None:
    """A pause only moves what is due away, so that the question may leave out young courses."""
    first = TODAY - timedelta(days=opened)
    pauses: tuple[PauseDays, ...] = ()
    if rest is not None:
        begins = first + timedelta(days=rest[0])
        pauses = (PauseDays(begins, begins + timedelta(days=rest[1])),)
    course_weeks = Weeks(first, end_after(first, weeks), pauses, TODAY)
    asked = opened >= (16 - 1) * 7 - 7 or weeks * 7 - opened <= 14
    rule = owed_lines_courses
    if rule.ends_soon(course_weeks, TODAY) or rule.to_talk_about(course_weeks, None, TODAY):
        assert asked
