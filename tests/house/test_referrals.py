"""A referral: begun, filled in, written by two, and sent when it is whole."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.house import (
    citizen_facts,
    closing,
    consents,
    courses,
    referrals,
)
from din_indgang_tui.house import settings as house_settings
from din_indgang_tui.house.closing import Closing
from din_indgang_tui.house.codes import ReferralPart
from din_indgang_tui.house.courses import NewCourse
from din_indgang_tui.house.referral_filling import covers, shortened
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict
from din_indgang_tui.store.roles import Who
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
from tests.scene import OWNER, HandClock, Open, citizen, content, refused, rows


@pytest.fixture
def inger(door: Door, bo: Who) -> int:
    return an_inger(door, bo)


# Begun and filled in ------------------------------------------------------------------------------


def test_it_is_begun_filled_in_and_asks_nothing_that_is_known(
    door: Door, mette: Who, leader: Who, inger: int
) -> None:
    course = door.change(
        mette, courses.open_course, NewCourse(inger, date(2026, 10, 20), coach_id=mette.staff_id)
    ).course_id
    door.change(
        OWNER, put, "check_decision",
        {"course_id": course, "decided_on": "2026-11-17", "decision": "refer_authority",
         "note": "Inger vil have hjælp hjemme.", "created_at": "2026-11-17T09:00:00Z"},
    )  # fmt: skip
    door.change(
        OWNER, put, "conversation",
        {"citizen_id": inger, "state": "held", "held_on": "2026-10-20", "held_week": "2026-W43",
         "matters_now": "Jeg kan ikke komme ud.\nRing 20 00 00 61.",
         "created_at": "2026-10-20T09:00:00Z"},
    )  # fmt: skip
    consent = door.change(mette, consents.give, inger, CONSENT)
    one = begun(door, leader, inger)
    said = "»Jeg kan ikke komme ud. Ring 20 00 00 61.« Inger vil have hjælp hjemme."
    assert (one.why, one.course_id, one.receiver) == (said, course, RECEIVER)
    assert one.passes_on == (ReferralPart.OWN_WORDS, ReferralPart.TRIED)
    assert one.consent is not None and one.consent.consent_id == consent
    assert (one.tells, one.tell_by_on, one.answer_by_on) == ("Mette Juhl", date(2026, 11, 19), None)
    assert (one.begun_by, one.staff_id, one.is_draft) == ("Åse Holm", mette.staff_id, True)


def test_what_was_tried_is_in_a_plain_line(door: Door, mette: Who, inger: int) -> None:
    for kind, status in (("coaching", "attended"), ("training", "no_show")):
        door.change(
            OWNER, put, "slot",
            {"citizen_id": inger, "kind": kind, "starts_at": "2026-11-17T07:00:00Z",
             "ends_at": "2026-11-17T07:30:00Z", "starts_on": "2026-11-17", "minutes": 30,
             "starts_week": "2026-W47", "status": status, "created_at": "2026-11-17T07:00:00Z"},
        )  # fmt: skip
    assert begun(door, mette, inger).tried == "Coaching session."


def test_the_house_names_its_authority(door: Door, leader: Who, inger: int) -> None:
    door.change(leader, house_settings.put, "authority_name", "Voksenservice")
    door.change(leader, consents.give, inger, CONSENT)
    one = begun(door, leader, inger)
    assert (one.receiver, one.consent) == ("Voksenservice", None)  # that one is to somebody else


def test_one_draft_a_citizen_whoever_begins_it(
    door: Door, mette: Who, leader: Who, inger: int
) -> None:
    first = door.change(mette, referrals.draft, inger)
    before = door.read(OWNER, content)
    assert door.change(leader, referrals.draft, inger) == first
    assert door.read(OWNER, content) == before
    assert door.read(leader, referrals.one, first).begun_by == "Mette Juhl"
    assert "nothing to undo" in refused(door, leader, undo).message


def test_two_terminals_begin_the_same_draft_and_a_sent_one_stays_sent_beside_a_new_one(
    open_door: Open, mette: Who, leader: Who, bo: Who
) -> None:
    one, other = open_door(), open_door()
    ole = citizen(one, bo, "Ole", "Holm")
    first = one.change(mette, referrals.draft, ole)
    assert other.change(leader, referrals.draft, ole) == first
    was_sent = sent(one, mette, ole, TODAY)
    assert was_sent.referral_id == first
    second = other.change(leader, referrals.draft, ole)
    assert second != first
    # Taken back, it would be a second draft: whoever began that one is named.
    assert "Åse Holm changed it since" in refused(one, mette, undo).message
    other.change(leader, undo)
    assert one.change(mette, undo).label == "a referral that was sent"


def test_nothing_is_referred_for_somebody_who_died(door: Door, mette: Who, inger: int) -> None:
    one = ready(door, mette, inger)
    course = door.change(
        mette, courses.open_course, NewCourse(inger, TODAY, coach_id=mette.staff_id)
    )
    end = Closing(TODAY, "died", "none", "no")
    door.change(mette, closing.close, course.course_id, course.version, end)
    error = refused(door, mette, referrals.send, one.referral_id, one.version)
    assert (error.field, "has died" in error.message) == ("who", True)
    door.change(mette, referrals.drop, one.referral_id, one.version)
    assert "has died" in refused(door, mette, referrals.draft, inger).message
    assert refused(door, mette, referrals.draft, 999)


# Written by two -----------------------------------------------------------------------------------


def test_two_who_write_the_same_draft_meet(door: Door, mette: Who, leader: Who, inger: int) -> None:
    one = begun(door, mette, inger)
    door.change(leader, referrals.edit, one.referral_id, one.version, {"why": "en"})
    for deed, args in (
        (referrals.edit, ({"why": "to"},)),
        (referrals.edit, ({"pass_phone": "yes"},)),
        (referrals.send, ()),
        (referrals.drop, ()),
    ):
        with pytest.raises(Conflict) as conflict:
            door.change(mette, deed, one.referral_id, one.version, *args)
        assert conflict.value.who == "Åse Holm"


def test_a_tick_changes_that_tick_alone(door: Door, mette: Who, inger: int) -> None:
    one = edited(door, mette, begun(door, mette, inger), pass_phone="yes", pass_tried="")
    assert one.passes_on == (ReferralPart.OWN_WORDS, ReferralPart.PHONE)
    one = edited(door, mette, one, pass_cpr="yes")
    assert one.passes_on == (ReferralPart.OWN_WORDS, ReferralPart.CPR, ReferralPart.PHONE)
    with pytest.raises(ValueError, match="no fields"):
        edited(door, mette, one, pass_diary="yes")


def test_protected_facts_are_ticked_and_sent_by_whoever_looked(
    door: Door, mette: Who, leader: Who, bo: Who
) -> None:
    hidden = citizen(door, bo, "Bo", "Skjult", phone="20 00 00 62", address_protected=True)
    one = begun(door, mette, hidden)
    assert not {ReferralPart.PHONE, ReferralPart.ADDRESS} & set(one.passes_on)
    for tick in ("pass_phone", "pass_address"):
        error = refused(door, mette, referrals.edit, one.referral_id, one.version, {tick: "yes"})
        assert error.field == tick
    door.read(mette, citizen_facts.protected_facts, hidden)
    one = edited(door, mette, one, pass_address="yes", lawful_basis="law", lawful_why="x", **WHOLE)
    error = refused(door, leader, referrals.send, one.referral_id, one.version)
    assert error.field == "pass_address"
    one = door.change(mette, referrals.send, one.referral_id, one.version)
    assert door.read(mette, referrals.one, one.referral_id).sent_note
    assert door.read(leader, referrals.one, one.referral_id).sent_note == ""
    # Whoever has not looked may take the tick away.
    assert one.passes_on[-1] is ReferralPart.ADDRESS


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        ({"asked_for": "sel83"}, "asked_for"),
        ({"why": "x" * 501}, "why"),
        ({"why": "hendes nummer er 120361-4322"}, "why"),
        ({"tried": "x" * 601}, "tried"),
        ({"asked_other": "1203614322"}, "asked_other"),
        ({"receiver": "x" * 81}, "receiver"),
        ({"lawful_basis": "because"}, "lawful_basis"),
        ({"consent_id": "999"}, "consent_id"),
        ({"tells_id": "999"}, "tells_id"),
        ({"tell_by_on": "til jul"}, "tell_by_on"),
        ({"answer_by_on": "31.02.2027"}, "answer_by_on"),
    ],
)
def test_what_is_wrong_is_said_by_its_field(
    door: Door, mette: Who, inger: int, texts: dict[str, str], field: str
) -> None:
    one = begun(door, mette, inger)
    assert refused(door, mette, referrals.edit, one.referral_id, 1, texts).field == field


def test_a_consent_of_somebody_else_is_none(door: Door, mette: Who, bo: Who, inger: int) -> None:
    other = door.change(mette, consents.give, citizen(door, bo, "Ole"), CONSENT)
    one = begun(door, mette, inger)
    texts = {"consent_id": str(other)}
    assert refused(door, mette, referrals.edit, one.referral_id, 1, texts).field == "consent_id"


# Sent ---------------------------------------------------------------------------------------------


def test_what_is_missing_is_named_in_the_order_of_the_screen(
    door: Door, mette: Who, inger: int
) -> None:
    one = edited(door, mette, begun(door, mette, inger), receiver="", tells_id="", tell_by_on="")

    def missing() -> str | None:
        return refused(door, mette, referrals.send, one.referral_id, one.version).field

    for field, texts in (
        ("asked_for", {"asked_for": "other"}),
        ("asked_other", {"asked_other": "en ledsager"}),
        ("why", {"why": "Inger vil gerne."}),
        ("receiver", {"receiver": "Voksenservice"}),
        ("consent_id", {"lawful_basis": "essential"}),
        ("lawful_why", {"lawful_why": "Uden den kan de ikke afgøre sagen."}),
        ("tells_id", {"tells_id": str(mette.staff_id)}),
        ("tell_by_on", {"tell_by_on": "16.11.2026"}),
        ("tell_by_on", {"tell_by_on": "i morgen", "answer_by_on": "16.11.2026"}),
        ("answer_by_on", {"answer_by_on": "i morgen"}),
    ):
        assert missing() == field
        one = edited(door, mette, one, **texts)
    assert door.change(mette, referrals.send, one.referral_id, one.version).sent_on == TODAY


def test_once_sent_it_stands_as_it_was_sent(door: Door, mette: Who, inger: int) -> None:
    before = door.read(OWNER, content)
    one = sent(door, mette, inger)
    assert (one.sent_on, one.sent_by, one.answer_by_on) == (TODAY, "Mette Juhl", date(2026, 12, 29))
    assert "Inger vil gerne have hjælp hjemme." in one.sent_note
    week = "SELECT sent_week FROM referral"
    assert door.read(OWNER, rows, week) == [("2026-W47",)]
    for deed, args in (
        (referrals.edit, ({"why": "x"},)),
        (referrals.send, ()),
        (referrals.drop, ()),
    ):
        error = refused(door, mette, deed, one.referral_id, one.version, *args)
        assert "17.11.2026 by Mette Juhl" in error.message
    for label in ("sent", "changed", "begun", "consent"):
        assert label in door.change(mette, undo).label
    assert door.read(OWNER, content) == before


def test_it_was_sent_on_a_day_up_to_today(door: Door, mette: Who, inger: int) -> None:
    one = ready(door, mette, inger)
    to_come = refused(door, mette, referrals.send, one.referral_id, 2, TODAY + timedelta(1))
    assert to_come.field == "sent_on"
    early = refused(door, mette, referrals.send, one.referral_id, 2, TODAY - timedelta(1))
    assert early.field == "consent_id"  # the consent was given today


@pytest.mark.parametrize(
    ("days", "withdraw", "said"),
    [(200, False, "ran out"), (0, True, "withdrawn")],
)
def test_a_consent_that_does_not_hold_stops_it(
    door: Door, mette: Who, inger: int, clock: HandClock, days: int, withdraw: bool, said: str
) -> None:
    one = ready(door, mette, inger)
    assert one.consent is not None
    clock.move(days=days)
    if withdraw:
        door.change(mette, consents.withdraw, one.consent.consent_id, 1)
    error = refused(door, mette, referrals.send, one.referral_id, one.version)
    assert (error.field, said in error.message) == ("consent_id", True)


def test_a_consent_to_another_receiver_stops_it(door: Door, mette: Who, inger: int) -> None:
    one = ready(door, mette, inger, receiver="Jobcenteret")
    error = refused(door, mette, referrals.send, one.referral_id, one.version)
    assert (error.field, RECEIVER in error.message) == ("consent_id", True)


def test_what_is_ticked_after_the_consent_is_asked_again(
    door: Door, mette: Who, leader: Who, inger: int
) -> None:
    one = ready(door, mette, inger)
    assert one.not_agreed == ()
    one = edited(door, mette, one, pass_cpr="yes", pass_attendance="yes")
    assert one.not_agreed == (ReferralPart.ATTENDANCE, ReferralPart.CPR)
    error = refused(door, mette, referrals.send, one.referral_id, one.version)
    assert (error.field, "after the consent" in error.message) == ("pass_attendance", True)
    # Taken away, or taken back, there is nothing to ask.
    one = edited(door, mette, one, pass_attendance="", pass_cpr="")
    assert one.not_agreed == ()
    door.change(mette, undo)
    one = door.read(mette, referrals.one_again, one.referral_id)
    assert one.not_agreed == (ReferralPart.ATTENDANCE, ReferralPart.CPR)
    # Asked again it covers all of it, whoever asks; without that consent it does not.
    number = one.referral_id
    door.change(leader, referrals.give_consent, number, one.version, CONSENT)
    assert door.read(mette, referrals.one_again, number).not_agreed == ()
    door.change(leader, undo)
    one = door.read(mette, referrals.one_again, number)
    assert one.not_agreed == (ReferralPart.ATTENDANCE, ReferralPart.CPR)
    # One that is chosen anew is about all that is ticked; without one there is a rule and why.
    assert one.consent is not None
    one = edited(door, mette, one, consent_id="", **{"lawful_basis": "law", "lawful_why": "en lov"})
    assert one.not_agreed == ()
    one = edited(door, mette, one, consent_id="1")
    assert one.not_agreed == ()
    assert door.change(mette, referrals.send, number, one.version).sent_on == TODAY


@pytest.mark.parametrize(
    ("agreed", "receiver", "covered"),
    [
        ("Myndighedsafdelingen", "myndighedsafdelingen, Fredericia", True),
        ("Myndighedsafdelingen, Fredericia", "Myndighedsafdelingen", True),
        ("Fredericia Kommune, Myndighed", "Myndighed", True),
        ("Børn og Unge", "Børn og Unge, Fredericia", True),
        ("Myndigheden og Jobcentret", "Jobcentret", True),
        ("Boligforeningen, Lis Holt", "Myndighedsafdelingen", False),
        ("Myndighedsafdelingen", "Myndighedsafdelingen og Jobcentret", False),
        ("Myndighedsafdelingen", "Jobcentret & Myndighedsafdelingen", False),
        ("Myndighedsafdelingen", "Myndighedsafdelingen/Jobcentret", False),
        ("", "Myndighedsafdelingen", False),
        ("Myndighedsafdelingen", "", False),
    ],
)
def test_a_consent_covers_the_receiver_it_names_and_nobody_added(
    agreed: str, receiver: str, covered: bool
) -> None:
    assert covers(agreed, receiver) == covered


@given(st.text(max_size=300), st.integers(2, 200))
def test_a_text_is_cut_between_words_and_never_longer(text: str, limit: int) -> None:
    cut = shortened(text, limit)
    assert len(cut) <= limit
    flat = " ".join(text.split())
    assert cut == flat or (cut.endswith("…") and flat.startswith(cut[:-1]))
