"""The referrals of the town: as many as published, answered after weeks, three that stand open."""

from __future__ import annotations

from datetime import date, timedelta

from din_indgang_tui.house import referral_note, referrals
from din_indgang_tui.house.codes import ReferralDecision
from din_indgang_tui.store.roles import Role, Who
from tests.demo.conftest import Town
from tests.scene import OWNER, rows

TODAY = date(2026, 11, 17)


METTE = Who("MJU", Role.COACH, staff_id=3)


def test_some_six_in_a_hundred_within_four_weeks(town: Town) -> None:
    window = (TODAY - timedelta(days=28)).isoformat()
    ((within, of),) = town.door.read(
        OWNER,
        rows,
        "SELECT count(DISTINCT r.citizen_id), (SELECT count(*) FROM first_enquiry"
        " WHERE first_on < ?) FROM referral r JOIN first_enquiry f ON f.citizen_id = r.citizen_id"
        " WHERE f.first_on < ? AND r.sent_on BETWEEN f.first_on AND date(f.first_on, '+28 day')",
        (window, window),
    )
    assert 0.03 < within / of < 0.1  # of some hundred people; of four thousand it is 6.0


def test_answers_come_after_weeks_and_most_are_granted(town: Town) -> None:
    found = town.door.read(
        OWNER,
        rows,
        "SELECT decision, julianday(decided_on) - julianday(sent_on) FROM referral"
        " WHERE decided_on IS NOT NULL",
    )
    assert all(45 <= waited <= 92 for _decision, waited in found)
    assert {decision for decision, _waited in found} == {one.value for one in ReferralDecision}
    granted = sum(decision == "granted" for decision, _waited in found)
    assert granted > len(found) / 2


def test_every_check_that_decided_so_and_every_such_enquiry_of_late_has_one(town: Town) -> None:
    without = (
        "SELECT count(*) FROM check_decision d JOIN course o ON o.id = d.course_id"
        " WHERE d.decision = 'refer_authority' AND NOT EXISTS (SELECT 1 FROM referral r"
        " WHERE r.citizen_id = o.citizen_id)"
    )
    assert town.door.read(OWNER, rows, without) == [(0,)]
    assert town.door.read(METTE, referrals.asked_for_by_enquiries) == ()


def test_three_stand_open_as_they_are_drawn(town: Town) -> None:
    late = [
        one
        for one in town.door.read(METTE, referrals.unanswered)
        if one.answer_by_on is not None and one.answer_by_on < TODAY
    ]
    assert [(one.full_name, str(one.sent_on)) for one in late] == [("Ole Hald", "2026-10-01")]
    assert all(town.door.read(METTE, referrals.one, one.referral_id).sent_note for one in late)
    (untold,) = town.door.read(METTE, referrals.untold_answers)
    assert (untold.name, untold.decision) == ("Jørn B.", ReferralDecision.GRANTED)
    (draft,) = town.door.read(METTE, referrals.drafts)
    assert (draft.full_name, draft.asked_for) == ("Inger Ravn", "sel85")
    opened = town.door.read(METTE, referrals.one, draft.referral_id)
    assert opened.why.startswith("»Jeg kan ikke komme ud af døren alene.«")
    page = town.door.read(METTE, referral_note.page, draft.referral_id)
    assert "Inger vil gerne have hjælp hjemme" in referral_note.as_text(page)


def test_nothing_of_them_is_to_come(town: Town) -> None:
    days = ("told_on", "sent_on", "received_on", "decided_on", "answer_told_on", "started_on")
    latest = ", ".join(f"max({day})" for day in days)
    ((*found,),) = town.door.read(OWNER, rows, f"SELECT {latest} FROM referral")
    assert max(found) <= TODAY.isoformat()
