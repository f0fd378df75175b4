"""Enquiries: from the door to how it ended, by whoever is at the desk."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from din_indgang_tui.house import enquiries
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.codes import Channel, State
from din_indgang_tui.house.enquiries import NewEnquiry
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import Who
from tests.scene import (
    NOW,
    OWNER,
    HandClock,
    Open,
    board,
    citizen,
    enquiry_row,
    refused,
    someone,
    waiting,
    write,
)

AT_ONCE = (Channel.PHONE, Channel.OUTREACH, Channel.PARTNER)
INBOX = (Channel.DIGITAL, Channel.LETTER)


# Coming ------------------------------------------------------------------------------------------


def test_a_known_person_a_new_one_and_an_anonymous_one_wait_in_the_order_they_came(
    door: Door, clock: HandClock, bo: Who
) -> None:
    kirsten = citizen(door, bo, "Kirsten", "Møller", cpr="120361-4321")
    clock.move(minutes=1)
    known = door.change(
        bo, enquiries.register, NewEnquiry(citizen_id=kirsten, reasons=("housing",))
    )
    clock.move(minutes=3)
    nobody_known = door.change(bo, enquiries.register, NewEnquiry())
    clock.move(minutes=2)
    new = someone(door, bo, "Yusuf", "Dogan")
    # As lists show them: what is said of it is said where others look on.
    assert (known.name, nobody_known.name, new.name) == ("Kirsten M.", "", "Yusuf D.")
    assert {known.state, nobody_known.state, new.state} == {State.WAITING}
    first, second, third = board(door, bo).waiting
    assert [row.enquiry_id for row in (first, second, third)] == [
        known.enquiry_id, nobody_known.enquiry_id, new.enquiry_id,
    ]  # fmt: skip
    assert (first.name, first.full_name, first.birth_year) == ("Kirsten M.", "Kirsten Møller", 1961)
    assert (first.reasons, first.seen_before, first.this_year) == (("housing",), 1, 2)
    assert first.last_on == date(2026, 11, 17)
    assert (second.anonymous, second.name, second.full_name, second.birth_year) == (
        True, "", "", None,
    )  # fmt: skip
    assert (third.seen_before, third.this_year, third.last_on) == (0, 1, None)
    assert [row.minutes(clock()) for row in (first, second, third)] == [5, 2, 0]


def test_an_anonymous_enquiry_is_a_whole_record(door: Door, bo: Who) -> None:
    came = door.change(
        bo,
        enquiries.register,
        NewEnquiry(reasons=("crisis", "talk"), heard_from="gp", companion="en ven", note="Haster."),
    )
    row = waiting(door, bo)
    assert (row.reasons, row.companion, row.note) == (("crisis", "talk"), "en ven", "Haster.")
    assert enquiry_row(door, came.enquiry_id, "citizen_id", "heard_from", "registered_by") == (
        None, "gp", bo.staff_id,
    )  # fmt: skip


def test_any_number_of_anonymous_people_may_wait(door: Door, bo: Who) -> None:
    for _ in range(3):
        door.change(bo, enquiries.register, NewEnquiry())
    assert len(board(door, bo).waiting) == 3


@pytest.mark.parametrize("channel", AT_ONCE)
def test_a_call_a_visit_and_a_partner_are_in_conversation_at_once(
    door: Door, bo: Who, channel: Channel
) -> None:
    came = door.change(bo, enquiries.register, NewEnquiry(channel=channel))
    assert came.state == State.WITH_US
    (row,) = board(door, bo).with_us
    assert (row.channel, row.met_by, row.met_at) == (channel, "Bo Dam", NOW)
    assert row.met_at == row.arrived_at
    assert enquiry_row(door, came.enquiry_id, "waited_s") == (0,)


@pytest.mark.parametrize("channel", INBOX)
def test_a_letter_and_a_digital_enquiry_lie_in_the_inbox_and_do_not_wait(
    door: Door, bo: Who, channel: Channel
) -> None:
    came = door.change(bo, enquiries.register, NewEnquiry(channel=channel))
    assert came.state == State.INBOX
    here = board(door, bo)
    assert (here.waiting, here.with_us, [row.enquiry_id for row in here.inbox]) == (
        (), (), [came.enquiry_id],
    )  # fmt: skip


@pytest.mark.parametrize("channel", AT_ONCE)
def test_a_conversation_has_a_colleague(door: Door, channel: Channel) -> None:
    refused(door, OWNER, enquiries.register, NewEnquiry(channel=channel))


def test_days_and_weeks_are_those_of_the_house(door: Door, clock: HandClock, bo: Who) -> None:
    clock.now = datetime(2027, 1, 3, 23, 30, tzinfo=UTC)  # Monday 00.30 in the house
    came = door.change(bo, enquiries.register, NewEnquiry())
    assert enquiry_row(door, came.enquiry_id, "arrived_at", "arrived_on", "arrived_week") == (
        "2027-01-03T23:30:00Z", "2027-01-04", "2027-W01",
    )  # fmt: skip


# What is refused at the door ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (NewEnquiry(citizen_id=999), "who"),
        (NewEnquiry(new_citizen=NewCitizen()), "given_name"),
        (NewEnquiry(reasons=("no_such_reason",)), "reasons"),
        (NewEnquiry(reasons=("talk'; DROP TABLE reason; --",)), "reasons"),
        (NewEnquiry(reasons=("talk", "talk")), "reasons"),
        (NewEnquiry(reasons=("talk", "health", "family", "leisure")), "reasons"),
        (NewEnquiry(heard_from="no_such_place"), "heard_from"),
        (NewEnquiry(note="x" * 501), "note"),
        (NewEnquiry(companion="x" * 501), "companion"),
        # What is wrong with the enquiry leaves no citizen behind either.
        (NewEnquiry(new_citizen=NewCitizen("Ali"), reasons=("no_such_reason",)), "reasons"),
    ],
)
def test_what_cannot_be_registered_names_its_field(
    door: Door, bo: Who, new: NewEnquiry, field: str
) -> None:
    assert refused(door, bo, enquiries.register, new).field == field


def test_a_retired_reason_is_not_given_any_more_but_kept_where_it_stands(
    door: Door, bo: Who
) -> None:
    came = door.change(bo, enquiries.register, NewEnquiry(reasons=("housing",)))
    door.change(OWNER, write, "reason", "housing", {"retired": 1})
    error = refused(door, bo, enquiries.register, NewEnquiry(reasons=("housing",)))
    assert error.field == "reasons"
    door.change(bo, enquiries.fill_in, came.enquiry_id, 1, reasons=("talk", "housing"))
    assert waiting(door, bo).reasons == ("talk", "housing")


def test_what_is_written_is_one_clean_line(door: Door, bo: Who) -> None:
    note = " Har\x1b[2J brev\n\nmed \u202efra  udlejer "
    door.change(bo, enquiries.register, NewEnquiry(note=note, companion="\tmor\x00 "))
    row = waiting(door, bo)
    assert (row.note, row.companion) == ("Har[2J brev med fra udlejer", "mor")


# A citizen cannot wait twice ---------------------------------------------------------------------


def test_someone_who_waits_already_is_not_registered_again(
    door: Door, clock: HandClock, bo: Who
) -> None:
    came = someone(door, bo, "Kirsten", "Møller")
    clock.move(minutes=9)
    error = refused(door, bo, enquiries.register, NewEnquiry(citizen_id=came.citizen_id))
    assert error.field == "who"
    assert "Kirsten M. waits" in error.message
    assert "10.22" in error.message  # since when, by the wall clock


def test_nor_is_someone_who_is_with_a_colleague(
    door: Door, clock: HandClock, bo: Who, mette: Who
) -> None:
    came = someone(door, bo, "Kirsten", "Møller")
    clock.move(minutes=14)
    door.change(mette, enquiries.take_in, came.enquiry_id)
    error = refused(door, bo, enquiries.register, NewEnquiry(citizen_id=came.citizen_id))
    assert error.field == "who"
    assert "Mette Juhl" in error.message
    assert "10.36" in error.message


def test_someone_who_was_finished_may_come_again_the_same_day(door: Door, bo: Who) -> None:
    known = citizen(door, bo, "Kirsten")
    door.change(bo, enquiries.register, NewEnquiry(citizen_id=known))


@pytest.mark.parametrize("channel", [*AT_ONCE, *INBOX])
def test_a_call_about_someone_in_the_hall_is_another_matter(
    door: Door, bo: Who, channel: Channel
) -> None:
    came = someone(door, bo, "Kirsten")
    new = NewEnquiry(citizen_id=came.citizen_id, channel=channel)
    called = door.change(bo, enquiries.register, new)
    assert called.enquiry_id != came.enquiry_id
    assert len(board(door, bo).waiting) == 1


def test_the_database_itself_keeps_one_place_in_the_hall(door: Door, bo: Who) -> None:
    came = someone(door, bo, "Kirsten")
    other = door.change(bo, enquiries.register, NewEnquiry())
    error = refused(
        door, OWNER, write, "enquiry", other.enquiry_id, {"citizen_id": came.citizen_id}
    )
    assert "UNIQUE" in error.message


# Taken in ----------------------------------------------------------------------------------------


def test_whoever_waits_is_met_by_the_one_who_takes_them_in(
    door: Door, clock: HandClock, bo: Who, mette: Who
) -> None:
    came = someone(door, bo, "Kirsten", "Møller")
    clock.move(minutes=14, seconds=30)
    assert door.change(mette, enquiries.take_in, came.enquiry_id) == "Kirsten M."
    (row,) = board(door, bo).with_us
    assert (row.state, row.met_by, row.met_at) == (State.WITH_US, "Mette Juhl", clock())
    assert row.minutes(clock()) == 0  # from here on the conversation is counted
    assert enquiry_row(door, came.enquiry_id, "waited_s", "met_on") == (870, "2026-11-17")


def test_of_two_desks_one_wins_and_the_other_is_told_who(
    door: Door, open_door: Open, bo: Who, mette: Who
) -> None:
    came = someone(door, bo, "Kirsten", "Møller")
    door.change(mette, enquiries.take_in, came.enquiry_id)
    error = refused(open_door(), bo, enquiries.take_in, came.enquiry_id)
    assert "Kirsten M." in error.message
    assert "Mette Juhl" in error.message
    assert "10.22" in error.message
    # Pressed twice at the same desk it is no second time either.
    assert "Mette Juhl" in refused(door, mette, enquiries.take_in, came.enquiry_id).message


def test_whoever_was_finished_meanwhile_is_not_taken_in(
    door: Door, clock: HandClock, bo: Who
) -> None:
    came = someone(door, bo, "Kirsten", "Møller")
    clock.move(minutes=3)
    door.change(bo, enquiries.finish, came.enquiry_id, "left_without_help")
    assert "10.25" in refused(door, bo, enquiries.take_in, came.enquiry_id).message


@pytest.mark.parametrize("channel", INBOX)
def test_a_letter_is_taken_up_from_the_inbox_once(
    door: Door, clock: HandClock, bo: Who, mette: Who, channel: Channel
) -> None:
    came = door.change(bo, enquiries.register, NewEnquiry(channel=channel))
    clock.move(days=1)
    door.change(mette, enquiries.take_in, came.enquiry_id)
    assert board(door, bo).inbox == ()
    (row,) = board(door, bo).with_us
    assert row.met_by == "Mette Juhl"
    assert "Mette Juhl" in refused(door, bo, enquiries.take_in, came.enquiry_id).message


def test_nobody_is_taken_in_by_nobody(door: Door, bo: Who) -> None:
    came = door.change(bo, enquiries.register, NewEnquiry())
    refused(door, OWNER, enquiries.take_in, came.enquiry_id)
    for unknown in (0, -1, 999):
        refused(door, bo, enquiries.take_in, unknown)


# Finished ----------------------------------------------------------------------------------------


def test_a_conversation_ends_with_an_outcome(
    door: Door, clock: HandClock, bo: Who, mette: Who
) -> None:
    came = someone(door, bo, "Kirsten", "Møller")
    clock.move(minutes=5)
    door.change(mette, enquiries.take_in, came.enquiry_id)
    clock.move(minutes=25)
    assert door.change(bo, enquiries.finish, came.enquiry_id, "helped") == "Kirsten M."
    day = board(door, bo)
    assert (day.waiting, day.with_us) == ((), ())
    (done,) = day.done
    assert (done.name, done.outcome, done.met_by) == ("Kirsten M.", "helped", "Mette Juhl")
    assert done.finished_at == clock()
    assert enquiry_row(door, came.enquiry_id, "met_at", "waited_s", "finished_on", "state") == (
        "2026-11-17T09:27:00Z", 300, "2026-11-17", "done",
    )  # fmt: skip


def test_someone_never_taken_in_was_met_when_they_were_finished(
    door: Door, clock: HandClock, bo: Who
) -> None:
    came = door.change(bo, enquiries.register, NewEnquiry())
    clock.move(minutes=4)
    door.change(bo, enquiries.finish, came.enquiry_id, "open_offer")
    assert enquiry_row(door, came.enquiry_id, "met_at", "finished_at", "waited_s", "met_by") == (
        "2026-11-17T09:26:00Z", "2026-11-17T09:26:00Z", 240, bo.staff_id,
    )  # fmt: skip


def test_whoever_left_without_help_was_met_by_nobody(door: Door, clock: HandClock, bo: Who) -> None:
    came = door.change(bo, enquiries.register, NewEnquiry())
    clock.move(minutes=20)
    door.change(bo, enquiries.finish, came.enquiry_id, "left_without_help")
    times = enquiry_row(door, came.enquiry_id, "met_at", "met_on", "waited_s", "met_by", "outcome")
    assert times == (None, None, None, None, "left_without_help")
    (done,) = board(door, bo).done
    assert (done.outcome, done.met_by) == ("left_without_help", "")


def test_whoever_was_met_and_left_without_help_was_met(door: Door, bo: Who) -> None:
    came = door.change(bo, enquiries.register, NewEnquiry())
    door.change(bo, enquiries.take_in, came.enquiry_id)
    door.change(bo, enquiries.finish, came.enquiry_id, "left_without_help")
    assert enquiry_row(door, came.enquiry_id, "met_by") == (bo.staff_id,)


def test_the_line_written_at_the_end_stands_after_the_one_from_the_door(
    door: Door, bo: Who
) -> None:
    came = door.change(bo, enquiries.register, NewEnquiry(note="Har brev med."))
    door.change(bo, enquiries.finish, came.enquiry_id, "helped", " Ringer\ntirsdag. ")
    assert enquiry_row(door, came.enquiry_id, "note") == ("Har brev med. Ringer tirsdag.",)
    full = door.change(bo, enquiries.register, NewEnquiry(note="x" * 480))
    error = refused(door, bo, enquiries.finish, full.enquiry_id, "helped", "y" * 20)
    assert error.field == "note"
    assert "500" in error.message


@pytest.mark.parametrize("outcome", ["", "no_such_outcome", "HELPED", "helped'--", "loneliness"])
def test_it_ends_with_an_outcome_from_the_list(door: Door, bo: Who, outcome: str) -> None:
    came = door.change(bo, enquiries.register, NewEnquiry())
    assert refused(door, bo, enquiries.finish, came.enquiry_id, outcome).field == "outcome"


def test_a_retired_outcome_is_not_chosen_any_more(door: Door, bo: Who) -> None:
    came = door.change(bo, enquiries.register, NewEnquiry())
    door.change(OWNER, write, "outcome", "group", {"retired": 1})
    assert refused(door, bo, enquiries.finish, came.enquiry_id, "group").field == "outcome"


def test_it_ends_once(door: Door, clock: HandClock, bo: Who, mette: Who) -> None:
    came = someone(door, bo, "Kirsten", "Møller")
    door.change(bo, enquiries.finish, came.enquiry_id, "helped")
    clock.move(minutes=1)
    error = refused(door, mette, enquiries.finish, came.enquiry_id, "group")
    assert "Kirsten M." in error.message
    assert "10.22" in error.message
    refused(door, bo, enquiries.finish, 999, "helped")


def test_those_finished_today_stand_in_the_order_they_were(
    door: Door, clock: HandClock, bo: Who
) -> None:
    first, second = (door.change(bo, enquiries.register, NewEnquiry()) for _ in range(2))
    door.change(bo, enquiries.finish, second.enquiry_id, "helped")
    clock.move(minutes=1)
    door.change(bo, enquiries.finish, first.enquiry_id, "helped")
    done = [row.enquiry_id for row in board(door, bo).done]
    assert done == [second.enquiry_id, first.enquiry_id]
    clock.now = datetime(2026, 11, 17, 22, 59, tzinfo=UTC)  # 23.59: still today
    assert len(board(door, bo).done) == 2
    clock.move(minutes=1)
    assert board(door, bo).done == ()


def test_whoever_still_waits_tomorrow_is_not_forgotten(
    door: Door, clock: HandClock, bo: Who
) -> None:
    door.change(bo, enquiries.register, NewEnquiry())
    clock.move(days=1)
    (left,) = board(door, bo).left_open
    assert left.minutes(clock()) == 24 * 60
