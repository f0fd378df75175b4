"""One of everything that can be owed, each with the one deed that does away with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

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
    promises,
    referral_steps,
    referrals,
    roll,
    slots,
)
from din_indgang_tui.house.closing import Closing
from din_indgang_tui.house.codes import SlotStatus
from din_indgang_tui.house.conversation_text import ConversationText, GoalText, PromiseText
from din_indgang_tui.house.owed_line import OwedKind, OwedLine
from din_indgang_tui.house.referral_rows import Referral
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import Who
from din_indgang_tui.store.unit import Value
from tests.diary_scene import THEN, book, course, put_in, standing
from tests.group_scene import group, in_line, mark, meeting, place
from tests.scene import OWNER, HandClock, citizen, someone, write

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


def a_scene(door: Door, clock: HandClock, bo: Who, mette: Who) -> Scene:
    """Kirsten Møller has been known for forty days."""
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
