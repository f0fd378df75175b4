"""What is owed: one list; a line goes when the thing is done, and comes back when it is undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from din_indgang_tui.house import (
    call_backs,
    calls,
    day,
    owed,
    promises,
)
from din_indgang_tui.house.conversation_text import PromiseText
from din_indgang_tui.house.owed_line import OwedKind
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict, NotAllowed
from din_indgang_tui.store.roles import Role, Who
from din_indgang_tui.store.unit import Value
from tests.owed_scene import (
    Deed,
    Scene,
    a_call_back,
    a_check,
    a_consent,
    a_course_near_its_end,
    a_course_that_ends,
    a_draft,
    a_meeting_that_was_cancelled,
    a_place,
    a_promise,
    a_reason_not_said,
    a_referral_that_they_do_not_know_of,
    a_roll,
    a_scene,
    a_step,
    a_time_that_was_cancelled,
    an_answer_that_did_not_come,
    an_answer_that_was_not_told,
    an_enquiry_left_open,
    somebody_who_stayed_away,
    somebody_who_waits_for_the_authority,
)
from tests.scene import OWNER, HandClock, citizen, content, refused, write


@pytest.fixture
def scene(door: Door, clock: HandClock, bo: Who, mette: Who) -> Scene:
    return a_scene(door, clock, bo, mette)


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
