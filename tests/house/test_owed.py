"""What is owed: one list; a line goes when the thing is done, and comes back when it is undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.house import (
    call_backs,
    calls,
    checks,
    closing,
    consents,
    conversation_holding,
    conversation_writing,
    day,
    enquiries,
    goals,
    group_sessions,
    group_told,
    group_waiting,
    leftovers,
    owed,
    owed_lines_courses,
    promises,
    referral_steps,
    referrals,
    roll,
    slots,
)
from din_indgang_tui.house.closing import Closing
from din_indgang_tui.house.codes import Channel, SlotStatus
from din_indgang_tui.house.conversation_text import ConversationText, GoalText, PromiseText
from din_indgang_tui.house.course_weeks import PauseDays, Weeks, end_after
from din_indgang_tui.house.enquiries import NewEnquiry
from din_indgang_tui.house.owed_line import OwedKind, OwedLine
from din_indgang_tui.house.owed_lines_people import who_takes
from din_indgang_tui.house.referral_rows import Referral
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict, NotAllowed
from din_indgang_tui.store.roles import Role, Who
from din_indgang_tui.store.unit import Value
from tests.diary_scene import THEN, book, course, put_in, standing
from tests.group_scene import group, in_line, mark, meeting, place
from tests.scene import OWNER, HandClock, citizen, content, refused, someone, write

TODAY = date(2026, 11, 17)


@dataclass(frozen=True)
class Scene:
    """A house with a citizen in a course, and those who work in it."""

    door: Door
    clock: HandClock
    bo: Who
    mette: Who
    kirsten: int

    def course(self, opened: str = "2026-11-02", *, ends: str = "", decided: bool = True) -> int:
        """An open course of hers, with Mette Juhl, whose four-week check is decided."""
        course_id = course(self.door, self.kirsten, opened, ends=ends)
        self.door.change(OWNER, write, "course", course_id, {"coach_id": self.mette.staff_id})
        if decided:
            values: dict[str, Value] = {"course_id": course_id, "decided_on": opened}
            values |= {"decision": "continue", "created_at": THEN}
            self.door.change(OWNER, put_in, "check_decision", values)
        return course_id

    def talk(self, *of: GoalText, promised: tuple[PromiseText, ...] = ()) -> int:
        """A conversation of today."""
        said = ConversationText(own_words="Ro", goals=list(of), promises=list(promised)).content()
        begun = self.door.change(self.mette, conversation_writing.begin, self.kirsten, said)
        self.door.change(self.mette, conversation_holding.finish, begun.conversation_id, said)
        return begun.conversation_id

    def lines(self, who: Who | None = None) -> tuple[OwedLine, ...]:
        """All that is owed, as that colleague reads it."""
        return self.door.read(who or self.mette, owed.owed)

    def kinds(self, who: Who | None = None) -> list[OwedKind]:
        """Of which kinds."""
        return [one.kind for one in self.lines(who)]


@pytest.fixture
def scene(door: Door, clock: HandClock, bo: Who, mette: Who) -> Scene:
    clock.move(days=-40)
    kirsten = citizen(door, bo, "Kirsten", "Møller", phone="20 00 00 61")
    clock.move(days=40)
    return Scene(door, clock, bo, mette, kirsten)


# What is owed, and the one deed that does away with it: each returns what does it.
Deed = Callable[[], object]


def a_promise(scene: Scene) -> Deed:
    words = PromiseText(words="ringe til udlejer", by="20.11.", who=str(scene.mette.staff_id))
    scene.talk(promised=(words,))
    (one,) = scene.door.read(scene.mette, promises.open_of, scene.kirsten)
    return lambda: scene.door.change(
        scene.mette, promises.keep_promise, one.promise_id, one.version
    )


def a_step(scene: Scene) -> Deed:
    scene.course()
    scene.talk(GoalText(words="Post", step="To breve", step_who="vi sammen", step_by="20.11."))
    (goal,) = scene.door.read(scene.mette, goals.of_citizen, scene.kirsten)
    said = goal.latest
    return lambda: scene.door.change(
        scene.mette, goals.tick_step, said.conversation_id, said.goal_id, said.version
    )


def a_call_back(scene: Scene) -> Deed:
    scene.clock.move(days=-1)
    noted = scene.door.change(
        scene.bo,
        call_backs.take_down,
        citizen_id=scene.kirsten,
        about="mødet",
        for_staff=scene.mette.staff_id,
    )
    scene.clock.move(days=1)
    return lambda: scene.door.change(scene.mette, call_backs.finish, noted.call_back_id)


def a_time_that_was_cancelled(scene: Scene) -> Deed:
    slot = book(scene.door, scene.bo, scene.kirsten, "2026-11-19T10:00", scene.mette)
    scene.door.change(
        scene.bo, slots.mark, *standing(scene.door, slot.slot_id), SlotStatus.CANCELLED_HOUSE, "syg"
    )
    return lambda: scene.door.change(scene.mette, slots.tell, *standing(scene.door, slot.slot_id))


def a_meeting_that_was_cancelled(scene: Scene) -> Deed:
    walk = group(scene.door, leader_id=scene.mette.staff_id)
    place(scene.door, walk, scene.kirsten)
    number = meeting(scene.door, walk, "2026-11-19T10:30")
    scene.door.change(scene.bo, group_sessions.cancel, number, 1, "glat")
    return lambda: scene.door.change(scene.mette, group_told.tell, number, scene.kirsten, 2)


def a_roll(scene: Scene) -> Deed:
    number = meeting(scene.door, group(scene.door), "2026-11-16T10:30", leader=scene.mette)
    return lambda: scene.door.change(scene.mette, roll.finish, number)


def a_place(scene: Scene) -> Deed:
    cook = group(scene.door, capacity=3, leader_id=scene.mette.staff_id)
    waiting_id = in_line(scene.door, cook, scene.kirsten, "2026-11-10T10:00")
    return lambda: scene.door.change(scene.mette, group_waiting.give, waiting_id, 1)


def somebody_who_stayed_away(scene: Scene) -> Deed:
    cook = group(scene.door, leader_id=scene.mette.staff_id)
    place(scene.door, cook, scene.kirsten, "2026-10-01")
    for number in ("03", "05", "10"):
        held = meeting(scene.door, cook, f"2026-11-{number}T10:30", status="held", roll_done_at="x")
        mark(scene.door, held, scene.kirsten, "absent")
    meeting(scene.door, cook, "2026-11-18T10:30")
    return lambda: scene.door.change(scene.mette, calls.called, scene.kirsten, "har været syg")


def a_course_near_its_end(scene: Scene) -> Deed:
    scene.course("2026-08-10")  # its sixteenth week begins on 23 November

    def talk() -> None:
        said = ConversationText(own_words="Ro").content()
        begun = scene.door.change(scene.mette, conversation_writing.begin, scene.kirsten, said)
        scene.clock.move(days=6)
        number = begun.conversation_id
        scene.door.change(scene.mette, conversation_holding.finish, number, said)

    return talk


def a_course_that_ends(scene: Scene) -> Deed:
    course_id = scene.course("2026-06-25")  # its last day was 12 November
    return lambda: scene.door.change(
        scene.mette, closing.close, course_id, 2, Closing(TODAY, "goal_reached", "none", "no")
    )


def a_consent(scene: Scene) -> Deed:
    scene.course()
    texts = {"receiver": "Jobcentret", "what": "planen", "purpose": "praktik"}
    number = scene.door.change(
        scene.mette, consents.give, scene.kirsten, texts | {"valid_to": "23.11.2026"}
    )
    return lambda: scene.door.change(
        scene.mette, consents.change, number, 1, {"valid_to": "23.05.2027"}
    )


def an_enquiry_left_open(scene: Scene) -> Deed:
    scene.clock.move(days=-1)
    left = someone(scene.door, scene.bo, "Viggo", "Storm")
    scene.clock.move(days=1)
    return lambda: scene.door.change(
        scene.mette, leftovers.close, left.enquiry_id, "helped", "15.30"
    )


def a_reason_not_said(scene: Scene) -> Deed:
    came = someone(scene.door, scene.bo, "Viggo", "Storm")
    scene.door.change(scene.mette, enquiries.take_in, came.enquiry_id)
    scene.door.change(scene.mette, enquiries.finish, came.enquiry_id, "helped")
    version = scene.door.read(scene.bo, day.one, came.enquiry_id).version
    return lambda: scene.door.change(
        scene.mette, enquiries.fill_in, came.enquiry_id, version, reasons=("talk",)
    )


def a_check(scene: Scene) -> Deed:
    course_id = scene.course("2026-10-23", decided=False)
    return lambda: scene.door.change(scene.mette, checks.decide, course_id, "continue")


def sent(scene: Scene, *, ago: int, told: bool = True) -> Referral:
    """A referral that went to the authority so many days ago."""
    scene.clock.move(days=-ago)
    number = scene.door.change(scene.mette, referrals.draft, scene.kirsten)
    version = scene.door.read(scene.mette, referrals.one_again, number).version
    texts = {"asked_for": "sel85", "why": "Hjælp", "lawful_basis": "law", "lawful_why": "en lov"}
    scene.door.change(scene.mette, referrals.edit, number, version, texts)
    one = scene.door.change(scene.mette, referrals.send, number, version + 1)
    if told:
        texts = {"told_on": "today"}
        scene.door.change(scene.mette, referral_steps.note, number, one.version, texts)
    scene.clock.move(days=ago)
    return scene.door.read(scene.mette, referrals.one_again, number)


def an_answer_that_did_not_come(scene: Scene) -> Deed:
    one = sent(scene, ago=40)
    scene.door.change(OWNER, write, "referral", one.referral_id, {"answer_by_on": "2026-11-12"})
    scene.door.change(scene.mette, calls.called, scene.kirsten, "venter stadig")
    texts = {"decision": "withdrawn"}
    return lambda: scene.door.change(
        scene.mette, referral_steps.note, one.referral_id, one.version + 1, texts
    )


def an_answer_that_was_not_told(scene: Scene) -> Deed:
    one = sent(scene, ago=3)
    texts = {"decision": "refused", "decided_on": "yesterday"}
    scene.door.change(scene.mette, referral_steps.note, one.referral_id, one.version, texts)
    told = {"answer_told_on": "today"}
    return lambda: scene.door.change(
        scene.mette, referral_steps.note, one.referral_id, one.version + 1, told
    )


def a_referral_that_they_do_not_know_of(scene: Scene) -> Deed:
    one = sent(scene, ago=1, told=False)
    texts = {"told_on": "today"}
    return lambda: scene.door.change(
        scene.mette, referral_steps.note, one.referral_id, one.version, texts
    )


def a_draft(scene: Scene) -> Deed:
    number = scene.door.change(scene.mette, referrals.draft, scene.kirsten)
    return lambda: scene.door.change(scene.mette, referrals.drop, number, 1)


def somebody_who_waits_for_the_authority(scene: Scene) -> Deed:
    sent(scene, ago=20)
    return lambda: scene.door.change(scene.mette, calls.called, scene.kirsten, "venter stadig")


# Kind, due on, and how it reads.
CASES: dict[Callable[[Scene], Deed], tuple[OwedKind, int, str, str]] = {
    a_check: (OwedKind.CHECK, 20, "Kirsten M.", "decision"),
    an_answer_that_did_not_come: (OwedKind.ANSWER, 12, "Kirsten M.", "sent 08.10., no answer"),
    an_answer_that_was_not_told: (OwedKind.ANSWER_BACK, 16, "Kirsten M.", "refused, not told"),
    a_referral_that_they_do_not_know_of: (
        *(OwedKind.SENT_TELL, 18, "Kirsten M.", "sent 16.11., not told"),
    ),
    a_draft: (OwedKind.DRAFT, 17, "Kirsten M.", "not sent"),
    somebody_who_waits_for_the_authority: (
        *(OwedKind.IN_TOUCH, 11, "Kirsten M.", "in touch last 28.10."),
    ),
    a_promise: (OwedKind.PROMISE, 20, "Kirsten M.", "ringe til udlejer"),
    a_step: (OwedKind.STEP, 20, "Kirsten M.", "To breve"),
    a_call_back: (OwedKind.CALL_BACK, 16, "Kirsten M.", "mødet"),
    a_time_that_was_cancelled: (OwedKind.UNTOLD_TIME, 19, "Kirsten M.", "cancelled, does not know"),
    a_meeting_that_was_cancelled: (
        *(OwedKind.UNTOLD_MEETING, 19, "Madlavning", "1 does not know yet"),
    ),
    a_roll: (OwedKind.ROLL, 16, "Madlavning 16.11.", "not taken"),
    a_place: (OwedKind.PLACE, 10, "Madlavning", "Kirsten M. stands first"),
    somebody_who_stayed_away: (OwedKind.AWAY, 18, "Kirsten M.", "away 3 times in a row"),
    a_course_near_its_end: (OwedKind.AFTER, 23, "Kirsten M.", "what comes after?"),
    a_course_that_ends: (OwedKind.ENDS, 12, "Kirsten M.", "close it, or agree on more"),
    a_consent: (OwedKind.CONSENT, 23, "Kirsten M.", "ask again, or stop"),
    an_enquiry_left_open: (OwedKind.LEFT_OPEN, 16, "Viggo S.", "how did it end?"),
    a_reason_not_said: (OwedKind.REASON, 17, "Viggo S.", "came 10.22, no reason"),
}


def test_every_kind_of_line_is_done_and_undone_in_some_test() -> None:
    """A referral asked for goes by another line, its draft, and has tests of its own below."""
    assert {kind for kind, *_rest in CASES.values()} == set(OwedKind) - {OwedKind.ASKED_FOR}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_a_line_goes_when_the_thing_is_done_and_undo_brings_it_back(
    scene: Scene, case: Callable[[Scene], Deed]
) -> None:
    kind, due, who, missing = CASES[case]
    assert scene.lines() == ()
    do = case(scene)
    (line,) = scene.lines()
    assert (line.kind, line.due_on, line.who) == (kind, date(2026, 11, due), who)
    assert (line.missing, line.late) == (missing, 17 - due)
    do()
    assert scene.lines() == ()
    scene.door.change(scene.mette, undo)
    assert [one.key for one in scene.lines()] == [line.key]


@pytest.mark.parametrize(
    "case", [one for one in CASES if one is not an_enquiry_left_open], ids=lambda one: one.__name__
)
def test_it_is_whose_it_is_and_nobody_elses(scene: Scene, case: Callable[[Scene], Deed]) -> None:
    case(scene)
    (line,) = scene.lines()
    assert (line.staff_id, line.staff) == (scene.mette.staff_id, "Mette Juhl")


def test_what_nobody_was_named_for_is_the_houses(scene: Scene) -> None:
    an_enquiry_left_open(scene)
    (line,) = scene.lines()
    assert (line.staff_id, line.staff) == (None, "")


def test_the_oldest_is_first_and_what_has_no_day_is_last(scene: Scene) -> None:
    for case in (a_check, a_draft, a_call_back, a_time_that_was_cancelled, a_roll, a_place):
        case(scene)
    an_enquiry_left_open(scene)
    somebody_who_stayed_away(scene)
    words = (PromiseText(words="engang"), PromiseText(words="snart", by="18.11."))
    scene.talk(promised=words)
    lines = scene.lines()
    days = [one.due_on for one in lines]
    assert len(days) == 9
    assert days[:-1] == sorted(day for day in days if day is not None)
    assert (lines[-1].missing, lines[-1].due_on, lines[-1].late) == ("engang", None, 0)


def test_what_is_due_later_than_in_a_week_waits_for_its_time(scene: Scene) -> None:
    scene.talk(promised=(PromiseText(words="ringe", by="25.11."),))
    assert scene.lines() == ()
    scene.clock.move(days=1)
    assert scene.kinds() == [OwedKind.PROMISE]


# Who reads what ---------------------------------------------------------------------------------


def test_a_host_reads_no_word_of_a_conversation_but_the_promises_they_keep(scene: Scene) -> None:
    a_step(scene)
    mine = PromiseText(words="hente nøglen", by="18.11.", who=str(scene.bo.staff_id))
    scene.talk(promised=(PromiseText(words="ringe", by="18.11."), mine))
    assert [one.missing for one in scene.lines(scene.bo)] == ["hente nøglen"]
    assert len(scene.lines()) == 3


def test_a_host_reads_nothing_of_consents(scene: Scene) -> None:
    a_consent(scene)
    assert scene.kinds() == [OwedKind.CONSENT]
    assert scene.lines(scene.bo) == ()


def test_whoever_is_not_at_the_desk_reads_nothing(door: Door, who: dict[Role, Who]) -> None:
    for role in (Role.VOLUNTEER, Role.ADMIN):
        with pytest.raises(NotAllowed):
            door.read(who[role], owed.owed)


def test_nobody_is_to_telephone_somebody_who_died(scene: Scene) -> None:
    a_call_back(scene)
    a_promise(scene)
    died: dict[str, Value] = {"closed_on": "2026-11-12", "closing_reason": "died"}
    scene.door.change(OWNER, write, "course", scene.course(), died)
    assert scene.lines() == ()


# Rules of single kinds --------------------------------------------------------------------------


def test_the_check_of_a_course_that_closed_stays_and_hurries_nobody(scene: Scene) -> None:
    number = scene.course("2026-10-01", decided=False)
    closed: dict[str, Value] = {"closed_on": "2026-11-12", "closing_reason": "goal_reached"}
    scene.door.change(OWNER, write, "course", number, closed)
    (line,) = scene.lines()
    assert (line.kind, line.due_on, line.missing) == (OwedKind.CHECK, None, "decision, it closed")


def test_a_host_reads_that_an_answer_came_and_not_what(scene: Scene) -> None:
    an_answer_that_was_not_told(scene)
    (line,) = scene.lines(scene.bo)
    assert (line.kind, line.missing) == (OwedKind.ANSWER_BACK, "answer, not told")


def test_today_says_what_is_due_of_ones_own_and_of_nobodys(
    scene: Scene, leader: Who, who: dict[Role, Who]
) -> None:
    a_roll(scene)
    a_call_back(scene)  # which Today has as a list of its own
    a_consent(scene)  # not due yet
    an_answer_that_was_not_told(scene)
    pia = who[Role.OUTREACH]
    seen = {
        reader.name: [one.kind for one in scene.door.read(reader, owed.due_today)]
        for reader in (scene.mette, pia, leader)
    }
    everything = [OwedKind.ANSWER_BACK, OwedKind.ROLL]
    assert seen["Mette Juhl"] == seen[leader.name] == everything
    assert seen[pia.name] == [OwedKind.ANSWER_BACK]


def test_two_who_look_alike_get_more_letters(scene: Scene) -> None:
    a_call_back(scene)
    other = citizen(scene.door, scene.bo, "Kirsten", "Madsen", phone="20 00 00 62")
    scene.door.change(scene.bo, call_backs.take_down, citizen_id=other, about="nøglen")
    names = {one.who for one in scene.lines() if one.kind is OwedKind.CALL_BACK}
    assert names == {"Kirsten Mø.", "Kirsten Ma."}


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


# The deeds of the list --------------------------------------------------------------------------


def test_a_promise_is_put_off_with_a_reason_and_undo_takes_that_back(scene: Scene) -> None:
    a_promise(scene)
    (line,) = scene.lines()
    before = scene.door.read(OWNER, content)
    scene.door.change(
        scene.mette,
        promises.put_off,
        line.target,
        line.version,
        date(2026, 11, 23),
        " Udlejer er syg ",
    )
    (put_off,) = scene.door.read(scene.mette, promises.open_of, scene.kirsten)
    assert (put_off.by_on, put_off.moved_why) == (date(2026, 11, 23), "Udlejer er syg")
    scene.door.change(scene.mette, undo)
    assert scene.door.read(OWNER, content) == before


@pytest.mark.parametrize(
    ("to_on", "why", "field"),
    [
        (date(2026, 11, 16), "syg", "to_on"),
        (date(2026, 11, 20), "syg", "to_on"),
        (date(2026, 11, 23), "  ", "why"),
        (date(2026, 11, 23), "x" * 201, "why"),
    ],
)
def test_it_is_not_put_off_to_a_day_that_is_past_nor_without_a_word(
    scene: Scene, to_on: date, why: str, field: str
) -> None:
    a_promise(scene)
    (line,) = scene.lines()
    error = refused(
        scene.door, scene.mette, promises.put_off, line.target, line.version, to_on, why
    )
    assert error.field == field


def test_two_who_put_it_off_at_once_are_told(scene: Scene) -> None:
    a_promise(scene)
    (line,) = scene.lines()
    off, which = promises.put_off, (line.target, line.version)
    scene.door.change(scene.mette, off, *which, date(2026, 11, 23), "syg")
    with pytest.raises(Conflict):
        scene.door.change(scene.mette, off, *which, date(2026, 11, 24), "ferie")


def test_a_host_puts_off_none_but_their_own(scene: Scene) -> None:
    a_promise(scene)
    (line,) = scene.lines()
    which = line.target, line.version, date(2026, 11, 23), "syg"
    assert "taken back" in refused(scene.door, scene.bo, promises.put_off, *which).message


def test_a_call_stands_in_the_time_line_and_is_no_enquiry(scene: Scene) -> None:
    before = len(scene.door.read(scene.mette, owed.of_citizen, scene.kirsten))
    scene.door.change(scene.mette, calls.called, scene.kirsten, "kommer torsdag")
    (call,) = scene.door.read(scene.mette, call_backs.of_citizen, scene.kirsten)
    assert (call.about, call.done_by, call.done_at) == (
        "kommer torsdag",
        "Mette Juhl",
        call.taken_at,
    )
    assert before == 0
    assert waiting_now(scene) == 0


def waiting_now(scene: Scene) -> int:
    return len(scene.door.read(scene.bo, day.today).with_us)


@pytest.mark.parametrize("case", [somebody_who_stayed_away, somebody_who_waits_for_the_authority])
def test_a_call_that_nobody_answered_was_tried_and_is_no_contact(
    scene: Scene, case: Callable[[Scene], Deed]
) -> None:
    do = case(scene)
    (line,) = scene.lines()
    scene.door.change(scene.mette, calls.called, scene.kirsten, "", answered=False)
    (still,) = scene.lines()
    assert (still.key, still.due_on) == (line.key, line.due_on)
    assert still.said == f"{line.said} Called today, nobody answered.".strip()
    (call,) = scene.door.read(scene.mette, call_backs.of_citizen, scene.kirsten)
    assert call.done_at == call.taken_at and not call.done_by and call.taken_by == "Mette Juhl"
    do()
    assert scene.lines() == ()


@pytest.mark.parametrize("about", ["", "cpr 120361-1235"])
def test_a_call_says_what_was_said_and_keeps_no_number(scene: Scene, about: str) -> None:
    assert refused(scene.door, scene.mette, calls.called, scene.kirsten, about).field == "about"


def test_a_protected_number_is_not_said(scene: Scene) -> None:
    whom = scene.door.read(scene.bo, calls.callee, scene.kirsten)
    assert (whom.full_name, whom.number) == ("Kirsten Møller", "20 00 00 61")
    scene.door.change(OWNER, write, "citizen", scene.kirsten, {"address_protected": 1})
    assert "20" not in scene.door.read(scene.bo, calls.callee, scene.kirsten).number
