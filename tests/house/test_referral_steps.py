"""What becomes of a referral that is sent, step by step; and who waits for what."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.house import (
    citizen_facts,
    enquiries,
    referral_steps,
    referrals,
)
from din_indgang_tui.house.codes import ReferralDecision, ReferralPart
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict, DeskError, NotAllowed
from din_indgang_tui.store.roles import ANYONE, Role, Who
from din_indgang_tui.store.unit import Reading, reads
from tests.referral_scene import (
    CONSENT,
    RECEIVER,
    TODAY,
    WHOLE,
    an_inger,
    begun,
    edited,
    put,
    ready,
    sent,
)
from tests.scene import OWNER, HandClock, content, refused, rows, someone


@pytest.fixture
def inger(door: Door, bo: Who) -> int:
    return an_inger(door, bo)


# What becomes of it -------------------------------------------------------------------------------


def test_each_step_is_one_date_and_undone_one_by_one(
    door: Door, mette: Who, inger: int, clock: HandClock
) -> None:
    one = sent(door, mette, inger)
    sent_so = door.read(OWNER, content)
    clock.move(days=60)
    number, today = one.referral_id, TODAY + timedelta(60)

    def note(version: int, **texts: str) -> None:
        door.change(mette, referral_steps.note, number, version, texts)

    note(3, told_on="17.11.2026")
    note(4, received_on="19.11.2026")
    note(5, decision="granted", decided_on="06.01.2027", decision_note="to timer om ugen")
    (untold,) = door.read(mette, referrals.untold_answers)
    assert (untold.referral_id, untold.answered) == (number, True)
    note(6, answer_told_on="today")
    note(7, started_on="today")
    one = door.read(mette, referrals.one, number)
    assert (one.told_on, one.received_on) == (TODAY, TODAY + timedelta(2))
    assert (one.decided_on, one.decision) == (TODAY + timedelta(50), ReferralDecision.GRANTED)
    assert (one.answer_told_on, one.started_on) == (today, today)
    assert door.read(mette, referrals.untold_answers) == ()
    assert door.read(mette, referrals.unanswered) == ()
    for _step in range(5):
        door.change(mette, undo)
    assert door.read(OWNER, content) == sent_so


def test_another_answer_is_told_anew(door: Door, mette: Who, inger: int) -> None:
    one = sent(door, mette, inger)

    def note(version: int, **texts: str) -> None:
        door.change(mette, referral_steps.note, one.referral_id, version, texts)

    note(one.version, decision="refused", answer_told_on="today")
    assert door.read(mette, referrals.untold_answers) == ()
    note(one.version + 1, decision="granted")
    (untold,) = door.read(mette, referrals.untold_answers)
    assert (untold.decision, untold.answer_told_on) == (ReferralDecision.GRANTED, None)
    note(one.version + 2, decision="withdrawn")
    assert door.read(mette, referrals.untold_answers) == ()


def test_one_that_was_sent_back_is_written_anew_with_the_same_text(
    door: Door, mette: Who, inger: int, clock: HandClock
) -> None:
    said = {"why": "Inger vil hjem.", "tried": "Gåture.", "receiver": f"{RECEIVER}, 2. sal"}
    one = ready(door, mette, inger, **said, pass_attendance="yes", pass_own_words="")
    one = edited(door, mette, one, consent_id="", lawful_basis="law", lawful_why="en lov")
    one = edited(door, mette, one, consent_id="1")
    door.change(mette, referrals.send, one.referral_id, one.version)
    back = {"decision": "returned", "decision_note": "de mangler en erklæring"}
    door.change(mette, referral_steps.note, one.referral_id, one.version + 1, back)
    clock.move(days=3)
    again = begun(door, mette, inger)
    for name in ("asked_for", "receiver", "why", "tried", "passes_on", "lawful_why", "consent"):
        assert getattr(again, name) == getattr(one, name), name
    assert (again.back_on, again.back_why) == (TODAY, "de mangler en erklæring")
    assert again.tell_by_on == TODAY + timedelta(5)
    again = door.change(mette, referrals.send, again.referral_id, again.version)
    assert again.sent_on == TODAY + timedelta(3)
    # Whoever was refused asks for something else: nothing is filled in of that.
    no = {"decision": "refused"}
    door.change(mette, referral_steps.note, again.referral_id, again.version, no)
    assert (begun(door, mette, inger).asked_for, begun(door, mette, inger).back_on) == ("", None)


def test_one_that_was_sent_back_ticks_nothing_that_is_protected_since(
    door: Door, mette: Who, inger: int
) -> None:
    lawful = {"lawful_basis": "law", "lawful_why": "en lov", "consent_id": ""}
    one = ready(door, mette, inger, pass_phone="yes", pass_tried="", **lawful)
    door.change(mette, referrals.send, one.referral_id, one.version)
    back = {"decision": "returned"}
    door.change(mette, referral_steps.note, one.referral_id, one.version + 1, back)
    door.change(mette, citizen_facts.edit, inger, 1, {"address_protected": "yes"})
    assert begun(door, mette, inger).passes_on == (ReferralPart.OWN_WORDS,)


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        ({"decided_on": "16.11.2026", "decision": "granted"}, "decided_on"),
        ({"decided_on": "18.11.2026", "decision": "granted"}, "decided_on"),
        ({"decided_on": "17.11.2026"}, "decision"),
        ({"decision": "maybe"}, "decision"),
        ({"received_on": "16.11.2026"}, "received_on"),
        ({"received_on": "18.11.2026"}, "received_on"),
        ({"received_on": "senere"}, "received_on"),
        ({"told_on": "16.11.2026"}, "told_on"),
        ({"sent_on": ""}, "sent_on"),
        ({"sent_on": "16.11.2026"}, "sent_on"),  # before the consent
        ({"sent_on": "18.11.2026"}, "sent_on"),
        ({"started_on": "17.11.2026"}, "started_on"),
        ({"decision": "refused", "started_on": "17.11.2026"}, "started_on"),
        ({"answer_told_on": "17.11.2026"}, "answer_told_on"),
        ({"answer_by_on": ""}, "answer_by_on"),
        ({"answer_by_on": "16.11.2026", "answer_moved_why": "x"}, "answer_by_on"),
        ({"answer_by_on": "20.11.2026"}, "answer_moved_why"),
        ({"decision_note": "x" * 301}, "decision_note"),
    ],
)
def test_a_step_that_cannot_be_is_said_by_its_field(
    door: Door, mette: Who, inger: int, texts: dict[str, str], field: str
) -> None:
    one = sent(door, mette, inger)
    error = refused(door, mette, referral_steps.note, one.referral_id, one.version, texts)
    assert error.field == field


def test_a_draft_has_no_steps_and_an_answer_moves_no_more(
    door: Door, mette: Who, inger: int
) -> None:
    one = ready(door, mette, inger)
    texts = {"received_on": "17.11.2026"}
    assert refused(door, mette, referral_steps.note, one.referral_id, one.version, texts)
    one = door.change(mette, referrals.send, one.referral_id, one.version)
    to_on = TODAY + timedelta(70)
    door.change(mette, referral_steps.move_answer, one.referral_id, 3, to_on, "de har ferie")
    (waits,) = door.read(mette, referrals.unanswered)
    assert (waits.answer_by_on, waits.answer_moved_why) == (to_on, "de har ferie")
    door.change(mette, referral_steps.note, one.referral_id, 4, {"decision": "withdrawn"})
    one = door.read(mette, referrals.one, one.referral_id)
    assert (one.decided_on, one.answer_told_on) == (TODAY, TODAY)  # they know: it was them
    later = to_on + timedelta(1)
    error = refused(door, mette, referral_steps.move_answer, one.referral_id, 5, later, "x")
    assert error.field == "answer_by_on"
    # Written wrong: the answer is taken back with its day.
    door.change(mette, referral_steps.note, one.referral_id, 5, {"decision": ""})
    one = door.read(mette, referrals.one, one.referral_id)
    assert (one.decided_on, one.answer_told_on) == (None, None)
    with pytest.raises(Conflict):
        door.change(mette, referral_steps.note, one.referral_id, 5, {"told_on": "today"})


@given(days=st.lists(st.integers(-3, 6), min_size=5, max_size=5))
def test_steps_stand_only_in_the_order_they_happen(days: list[int]) -> None:
    """The rule of referral_steps, counted on the fingers beside the sentences."""
    told, received, decided, answer_told, started = (TODAY + timedelta(n) for n in days)
    names = ("told_on", "received_on", "decided_on", "answer_told_on", "started_on")
    written = dict(zip(names, (told, received, decided, answer_told, started), strict=True))
    row: dict[str, Any] = {name: day.isoformat() for name, day in written.items()}
    row |= {"sent_on": TODAY.isoformat(), "decision": "granted", "ref": None}
    ordered = (
        told >= TODAY
        and TODAY <= received <= decided
        and decided <= answer_told
        and decided <= started
        and max(written.values()) <= TODAY + timedelta(4)
    )

    class Now:
        today = TODAY + timedelta(4)

    try:
        referral_steps._follow(Now(), row, row)  # type: ignore[arg-type]
    except DeskError as error:
        assert not ordered
        assert error.field in names
    else:
        assert ordered


def test_whatever_is_typed_in_whatever_order_is_taken_or_refused_by_its_field(
    door: Door, mette: Who, inger: int, clock: HandClock
) -> None:
    """A day before, on, or after another one, or to come: what stands is always in its order."""
    one = sent(door, mette, inger)
    clock.move(days=6)
    rng = random.Random(4)
    days = [""] + [f"{TODAY + timedelta(n):%d.%m.%Y}" for n in (-1, 0, 0, 2, 4, 6, 7)]
    version, taken = one.version, 0
    for _typed in range(400):
        names = rng.sample(referral_steps.DAYS, rng.randint(0, 2))
        texts = {name: rng.choice(days) for name in names}
        if rng.random() < 0.3:
            texts["decision"] = rng.choice(["", *ReferralDecision])
        try:
            door.change(mette, referral_steps.note, one.referral_id, version, texts)
        except DeskError as error:
            assert not isinstance(error, Conflict)
            assert error.field in {*texts, "decision", "decided_on"}
            continue
        now = door.read(mette, referrals.one_again, one.referral_id)
        taken += now.version > version
        version = now.version
        assert now.sent_on is not None
        last = now.decided_on or TODAY + timedelta(6)
        assert now.sent_on <= (now.received_on or now.sent_on) <= last <= TODAY + timedelta(6)
        assert (now.decided_on is None) == (now.decision is None)
        for after in (now.answer_told_on, now.started_on):
            assert after is None or (now.decided_on is not None and after >= now.decided_on)
        assert now.started_on is None or now.decision is ReferralDecision.GRANTED
    assert taken > 40


# Who waits ----------------------------------------------------------------------------------------


def waiting(door: Door) -> list[tuple[date, date]]:
    """When those who wait were last in touch, and by when to be so."""

    @reads(ANYONE)
    def found(reading: Reading) -> list[tuple[date, date]]:
        waits = referrals.unanswered_rows(reading)
        return [(last, due) for _row, last, due in referrals.without_contact(reading, waits)]

    return door.read(OWNER, found)


def test_who_waits_and_was_not_in_touch_is_on_the_list(
    door: Door, mette: Who, bo: Who, inger: int, clock: HandClock
) -> None:
    sent(door, mette, inger)
    clock.move(days=13)
    assert waiting(door) == []
    clock.move(days=1)
    assert waiting(door) == [(TODAY, TODAY + timedelta(14))]
    door.change(bo, enquiries.register, enquiries.NewEnquiry(citizen_id=inger))
    assert waiting(door) == []


def test_an_enquiry_that_ended_so_asks_for_a_referral_until_one_is_begun(
    door: Door, mette: Who, bo: Who, clock: HandClock
) -> None:
    came = someone(door, bo, "Ole", "Holm")
    door.change(bo, enquiries.take_in, came.enquiry_id)
    door.change(bo, enquiries.finish, came.enquiry_id, "referred_authority")
    (asked,) = door.read(bo, referrals.asked_for_by_enquiries)
    assert (asked.enquiry_id, asked.name, asked.staff_id) == (
        came.enquiry_id,
        "Ole H.",
        bo.staff_id,
    )
    assert came.citizen_id is not None
    begun(door, mette, came.citizen_id)
    assert door.read(bo, referrals.asked_for_by_enquiries) == ()
    door.change(mette, undo)
    clock.move(days=57)
    assert door.read(bo, referrals.asked_for_by_enquiries) == ()


def test_an_import_that_was_over_when_it_came_is_on_nobodys_list(
    door: Door, mette: Who, inger: int
) -> None:
    facts = {
        "citizen_id": inger, "sent_on": "2017-02-01", "sent_week": "2017-W05", "ref": "h1",
        "created_at": "2026-11-17T09:00:00Z",
    }  # fmt: skip
    door.change(OWNER, put, "referral", facts)
    answered = {"ref": "h2", "decided_on": "2017-04-01", "decided_week": "2017-W13"}
    door.change(OWNER, put, "referral", facts | answered | {"decision": "granted"})
    door.change(OWNER, put, "referral", facts | {"ref": "h3", "decision": "refused"})
    assert door.read(mette, referrals.unanswered) == ()
    assert door.read(mette, referrals.untold_answers) == ()
    found = {one.referral_id: one for one in door.read(mette, referrals.of_citizen, inger)}
    assert [found[n].answered for n in sorted(found)] == [False, True, True]
    # Answered here, it is told as any other.
    door.change(mette, referral_steps.note, 1, 1, {"decision": "returned"})
    assert len(door.read(mette, referrals.untold_answers)) == 1


def test_a_host_reads_that_one_was_sent_and_that_an_answer_came(
    door: Door, mette: Who, bo: Who, who: dict[Role, Who], inger: int
) -> None:
    one = ready(door, mette, inger)
    assert door.read(bo, referrals.of_citizen, inger) == ()  # a draft is nothing that happened
    one = door.change(mette, referrals.send, one.referral_id, one.version)
    note = "de vil se hende"
    texts = {"decision": "returned", "decision_note": note}
    door.change(mette, referral_steps.note, one.referral_id, 3, texts)
    (seen,) = door.read(bo, referrals.of_citizen, inger)
    assert (seen.name, seen.sent_on, seen.answered) == ("Inger R.", TODAY, True)
    told = json.dumps([str(getattr(seen, name)) for name in seen.__slots__])
    for secret in (note, "returned", "sel85", "hjælp hjemme", RECEIVER, "Mette"):
        assert secret not in told
    for question in (referrals.one, referrals.one_again):
        with pytest.raises(NotAllowed):
            door.read(bo, question, one.referral_id)
    with pytest.raises(NotAllowed):
        door.change(bo, referrals.draft, inger)
    with pytest.raises(NotAllowed):
        door.change(bo, referrals.send, one.referral_id, one.version)
    with pytest.raises(NotAllowed):
        door.change(bo, referral_steps.note, one.referral_id, one.version, {})
    with pytest.raises(NotAllowed):
        door.read(who[Role.VOLUNTEER], referrals.of_citizen, inger)


def test_a_list_has_no_word_of_what_was_written(door: Door, mette: Who, inger: int) -> None:
    one = ready(door, mette, inger, tried="Gåture og samtaler.")
    (draft,) = door.read(mette, referrals.drafts)
    assert (draft.asked_for, draft.passes_on) == ("sel85", one.passes_on)
    door.change(mette, referrals.send, one.referral_id, one.version)
    for question in (referrals.unanswered, referrals.of_citizen):
        asked = (inger,) if question is referrals.of_citizen else ()
        (listed,) = door.read(mette, question, *asked)
        told = json.dumps([str(getattr(listed, name)) for name in listed.__slots__])
        for written in (WHOLE["why"], "Gåture", CONSENT["what"]):
            assert written not in told
    assert door.read(OWNER, rows, "SELECT 1 FROM look WHERE question LIKE 'referrals.%'") == []
    opened = door.read(mette, referrals.one, one.referral_id)
    assert (opened.why, opened.tried) == (WHOLE["why"], "Gåture og samtaler.")
    assert WHOLE["why"] in opened.sent_note


def test_opening_one_is_on_record_and_looking_on_is_not(door: Door, mette: Who, inger: int) -> None:
    one = begun(door, mette, inger)
    door.read(mette, referrals.one, one.referral_id)
    door.read(mette, referrals.one_again, one.referral_id)
    looks = "SELECT count(*) FROM look WHERE question LIKE 'referrals.%'"
    assert door.read(OWNER, rows, looks) == [(1,)]
    assert refused(door, mette, referrals.drop, 999, 1)
