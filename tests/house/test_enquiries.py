"""Enquiries: from the door to how it ended, by whoever is at the desk."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from din_indgang_tui.house import enquiries
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.codes import Channel, State
from din_indgang_tui.house.enquiries import InTheHouse, NewEnquiry, Today
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict, DeskError
from din_indgang_tui.store.roles import Role, Who
from tests.scene import NOW, OWNER, HandClock, Open, citizen, everything, rows, someone, write

AT_ONCE = (Channel.PHONE, Channel.OUTREACH, Channel.PARTNER)
INBOX = (Channel.DIGITAL, Channel.LETTER)


@pytest.fixture
def bo(who: dict[Role, Who]) -> Who:
    return who[Role.HOST]


@pytest.fixture
def mette(who: dict[Role, Who]) -> Who:
    return who[Role.COACH]


def board(door: Door, who: Who) -> Today:
    return door.read(who, enquiries.today)


def waiting(door: Door, who: Who) -> InTheHouse:
    (only,) = board(door, who).waiting
    return only


def stored(door: Door, enquiry_id: int, *columns: str) -> tuple[Any, ...]:
    (row,) = door.read(
        OWNER, rows, f"SELECT {', '.join(columns)} FROM enquiry WHERE id = ?", (enquiry_id,)
    )
    return row


def refused(door: Door, who: Who, deed: Any, *args: Any, **more: Any) -> DeskError:
    """What a deed is refused with; that nothing is written then, in any table, is shown here."""
    before = door.read(OWNER, everything)
    with pytest.raises(DeskError) as error:
        door.change(who, deed, *args, **more)
    assert door.read(OWNER, everything) == before
    assert error.value.message.endswith(".")
    return error.value


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
    assert (known.name, nobody_known.name, new.name) == ("Kirsten Møller", "", "Yusuf Dogan")
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
    assert door.read(bo, enquiries.waiting_count) == 3


def test_an_anonymous_enquiry_is_a_whole_record(door: Door, bo: Who) -> None:
    came = door.change(
        bo,
        enquiries.register,
        NewEnquiry(reasons=("crisis", "talk"), heard_from="gp", companion="en ven", note="Haster."),
    )
    row = waiting(door, bo)
    assert (row.reasons, row.companion, row.note) == (("crisis", "talk"), "en ven", "Haster.")
    assert stored(door, came.enquiry_id, "citizen_id", "heard_from", "registered_by") == (
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
    assert stored(door, came.enquiry_id, "waited_s") == (0,)
    assert door.read(bo, enquiries.waiting_count) == 0


@pytest.mark.parametrize("channel", INBOX)
def test_a_letter_and_a_digital_enquiry_lie_in_the_inbox_and_do_not_wait(
    door: Door, bo: Who, channel: Channel
) -> None:
    came = door.change(bo, enquiries.register, NewEnquiry(channel=channel))
    assert came.state == State.INBOX
    day = board(door, bo)
    assert (day.waiting, day.with_us, [row.enquiry_id for row in day.inbox]) == (
        (), (), [came.enquiry_id],
    )  # fmt: skip
    assert door.read(bo, enquiries.waiting_count) == 0


@pytest.mark.parametrize("channel", AT_ONCE)
def test_a_conversation_has_a_colleague(door: Door, channel: Channel) -> None:
    refused(door, OWNER, enquiries.register, NewEnquiry(channel=channel))


def test_days_and_weeks_are_those_of_the_house(door: Door, clock: HandClock, bo: Who) -> None:
    clock.now = datetime(2027, 1, 3, 23, 30, tzinfo=UTC)  # Monday 00.30 in the house
    came = door.change(bo, enquiries.register, NewEnquiry())
    assert stored(door, came.enquiry_id, "arrived_at", "arrived_on", "arrived_week") == (
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
    assert "Kirsten Møller" in error.message
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
    assert stored(door, came.enquiry_id, "waited_s", "met_on") == (870, "2026-11-17")


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
    assert stored(door, came.enquiry_id, "met_at", "waited_s", "finished_on", "state") == (
        "2026-11-17T09:27:00Z", 300, "2026-11-17", "done",
    )  # fmt: skip


def test_someone_never_taken_in_was_met_when_they_were_finished(
    door: Door, clock: HandClock, bo: Who
) -> None:
    came = door.change(bo, enquiries.register, NewEnquiry())
    clock.move(minutes=4)
    door.change(bo, enquiries.finish, came.enquiry_id, "open_offer")
    assert stored(door, came.enquiry_id, "met_at", "finished_at", "waited_s", "met_by") == (
        "2026-11-17T09:26:00Z", "2026-11-17T09:26:00Z", 240, bo.staff_id,
    )  # fmt: skip


def test_whoever_left_without_help_was_met_by_nobody(door: Door, clock: HandClock, bo: Who) -> None:
    came = door.change(bo, enquiries.register, NewEnquiry())
    clock.move(minutes=20)
    door.change(bo, enquiries.finish, came.enquiry_id, "left_without_help")
    assert stored(door, came.enquiry_id, "met_at", "met_on", "waited_s", "met_by", "outcome") == (
        None, None, None, None, "left_without_help",
    )  # fmt: skip
    (done,) = board(door, bo).done
    assert (done.outcome, done.met_by) == ("left_without_help", "")


def test_whoever_was_met_and_left_without_help_was_met(door: Door, bo: Who) -> None:
    came = door.change(bo, enquiries.register, NewEnquiry())
    door.change(bo, enquiries.take_in, came.enquiry_id)
    door.change(bo, enquiries.finish, came.enquiry_id, "left_without_help")
    assert stored(door, came.enquiry_id, "met_by") == (bo.staff_id,)


def test_the_line_written_at_the_end_stands_after_the_one_from_the_door(
    door: Door, bo: Who
) -> None:
    came = door.change(bo, enquiries.register, NewEnquiry(note="Har brev med."))
    door.change(bo, enquiries.finish, came.enquiry_id, "helped", " Ringer\ntirsdag. ")
    assert stored(door, came.enquiry_id, "note") == ("Har brev med. Ringer tirsdag.",)
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
    assert waiting(door, bo).minutes(clock()) == 24 * 60


# On hold -----------------------------------------------------------------------------------------


def test_someone_with_us_is_put_on_hold_and_taken_back(
    door: Door, clock: HandClock, bo: Who, mette: Who
) -> None:
    held = someone(door, bo, "Ole", "Holm")
    talked_to = someone(door, bo, "Yusuf", "Dogan")
    door.change(mette, enquiries.take_in, held.enquiry_id)
    clock.move(minutes=1)
    door.change(bo, enquiries.take_in, talked_to.enquiry_id)
    assert door.change(bo, enquiries.hold, held.enquiry_id) is True
    states = [(row.name, row.state, row.met_by) for row in board(door, bo).with_us]
    assert states == [
        ("Yusuf D.", State.WITH_US, "Bo Dam"),
        ("Ole H.", State.ON_HOLD, "Mette Juhl"),  # below those who are talked to now
    ]
    assert door.read(bo, enquiries.waiting_count) == 0
    assert door.change(mette, enquiries.hold, held.enquiry_id) is False
    assert [row.state for row in board(door, bo).with_us] == [State.WITH_US] * 2
    assert stored(door, held.enquiry_id, "met_at", "met_by") == (
        "2026-11-17T09:22:00Z", mette.staff_id,
    )  # fmt: skip


def test_whoever_is_on_hold_stands_in_the_house(door: Door, bo: Who, mette: Who) -> None:
    came = someone(door, bo, "Ole", "Holm")
    door.change(mette, enquiries.take_in, came.enquiry_id)
    door.change(mette, enquiries.hold, came.enquiry_id)
    again = refused(door, bo, enquiries.register, NewEnquiry(citizen_id=came.citizen_id))
    assert (again.field, "Mette Juhl" in again.message) == ("who", True)
    assert "Mette Juhl" in refused(door, bo, enquiries.take_in, came.enquiry_id).message
    door.change(bo, enquiries.finish, came.enquiry_id, "helped")
    assert board(door, bo).with_us == ()


def test_only_someone_in_conversation_is_put_on_hold(door: Door, bo: Who) -> None:
    waits = door.change(bo, enquiries.register, NewEnquiry())
    letter = door.change(bo, enquiries.register, NewEnquiry(channel=Channel.LETTER))
    done = door.change(bo, enquiries.register, NewEnquiry())
    door.change(bo, enquiries.finish, done.enquiry_id, "helped")
    for enquiry_id in (waits.enquiry_id, letter.enquiry_id, done.enquiry_id, 999):
        refused(door, bo, enquiries.hold, enquiry_id)


# Filled in later ---------------------------------------------------------------------------------


def test_what_was_not_said_at_the_door_is_said_later(door: Door, bo: Who) -> None:
    came = door.change(bo, enquiries.register, NewEnquiry())
    version = waiting(door, bo).version
    door.change(bo, enquiries.fill_in, came.enquiry_id, version, reasons=("housing", "money_debt"))
    version = waiting(door, bo).version
    door.change(
        bo, enquiries.fill_in, came.enquiry_id, version,
        note="Brev fra udlejer", heard_from="gp", companion="en søster",
    )  # fmt: skip
    row = waiting(door, bo)
    assert (row.reasons, row.note, row.companion) == (
        ("housing", "money_debt"), "Brev fra udlejer", "en søster",
    )  # fmt: skip
    assert stored(door, came.enquiry_id, "heard_from") == ("gp",)
    version = waiting(door, bo).version
    door.change(bo, enquiries.fill_in, came.enquiry_id, version, reasons=(), note="")
    assert (waiting(door, bo).reasons, waiting(door, bo).note) == ((), "")


def test_saying_the_same_again_is_no_change(door: Door, bo: Who) -> None:
    came = door.change(bo, enquiries.register, NewEnquiry(reasons=("talk",), note="Haster."))
    before = door.read(bo, everything)
    door.change(bo, enquiries.fill_in, came.enquiry_id, 1, reasons=("talk",), note="Haster.")
    assert door.read(bo, everything) == before


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"reasons": ("no_such_reason",)}, "reasons"),
        ({"reasons": ("talk", "talk")}, "reasons"),
        ({"reasons": ("talk", "health", "family", "leisure"), "note": "Haster."}, "reasons"),
        ({"note": "x" * 501, "reasons": ("talk",)}, "note"),
        ({"companion": "x" * 501}, "companion"),
        ({"heard_from": "no_such_place"}, "heard_from"),
    ],
)
def test_what_cannot_be_filled_in_names_its_field(
    door: Door, bo: Who, wanted: dict[str, Any], field: str
) -> None:
    came = door.change(bo, enquiries.register, NewEnquiry(reasons=("housing",)))
    assert refused(door, bo, enquiries.fill_in, came.enquiry_id, 1, **wanted).field == field
    refused(door, bo, enquiries.fill_in, 999, 1, note="Hvem?")


def test_two_who_fill_in_the_same_see_both_versions(
    door: Door, open_door: Open, clock: HandClock, bo: Who, mette: Who
) -> None:
    came = door.change(bo, enquiries.register, NewEnquiry(reasons=("talk",)))
    clock.move(minutes=1)
    door.change(
        mette, enquiries.fill_in, came.enquiry_id, 1, reasons=("housing",), note="Brev med."
    )
    clock.move(minutes=1)
    error = refused(
        open_door(), bo, enquiries.fill_in, came.enquiry_id, 1, reasons=("crisis",), note="Haster."
    )
    assert isinstance(error, Conflict)
    assert (error.who, error.at) == ("Mette Juhl", "2026-11-17T09:23:00Z")
    assert "Mette Juhl" in error.message
    assert error.theirs == {"note": "Brev med.", "reasons": ("housing",)}
    assert error.yours == {"note": "Haster.", "reasons": ("crisis",)}
    # With what the other wrote before one's eyes, one's own is saved.
    door.change(
        bo, enquiries.fill_in, came.enquiry_id, waiting(door, bo).version, reasons=("crisis",)
    )
    assert waiting(door, bo).reasons == ("crisis",)


def test_reasons_alone_are_guarded_by_the_version_too(door: Door, bo: Who, mette: Who) -> None:
    came = door.change(bo, enquiries.register, NewEnquiry())
    door.change(mette, enquiries.fill_in, came.enquiry_id, 1, reasons=("housing",))
    error = refused(door, bo, enquiries.fill_in, came.enquiry_id, 1, reasons=("talk",))
    assert isinstance(error, Conflict)
    assert (error.theirs, error.yours) == ({"reasons": ("housing",)}, {"reasons": ("talk",)})


def test_someone_taken_in_meanwhile_has_another_version(door: Door, bo: Who, mette: Who) -> None:
    came = door.change(bo, enquiries.register, NewEnquiry())
    door.change(mette, enquiries.take_in, came.enquiry_id)
    error = refused(door, bo, enquiries.fill_in, came.enquiry_id, 1, note="Haster.")
    assert isinstance(error, Conflict)


# The clock ---------------------------------------------------------------------------------------


def test_a_clock_that_was_set_back_keeps_nobody_in_the_hall(
    door: Door, clock: HandClock, bo: Who
) -> None:
    taken_in = door.change(bo, enquiries.register, NewEnquiry())
    not_taken_in = door.change(bo, enquiries.register, NewEnquiry())
    left = door.change(bo, enquiries.register, NewEnquiry())
    clock.move(minutes=-30)
    assert [row.minutes(clock()) for row in board(door, bo).waiting] == [0, 0, 0]
    door.change(bo, enquiries.take_in, taken_in.enquiry_id)
    clock.move(minutes=-30)
    door.change(bo, enquiries.finish, taken_in.enquiry_id, "helped")
    door.change(bo, enquiries.finish, not_taken_in.enquiry_id, "helped")
    door.change(bo, enquiries.finish, left.enquiry_id, "left_without_help")
    for came in (taken_in, not_taken_in):
        times = stored(door, came.enquiry_id, "arrived_at", "met_at", "finished_at", "waited_s")
        assert times == ("2026-11-17T09:22:00Z",) * 3 + (0,)
    assert stored(door, left.enquiry_id, "met_at", "finished_at") == (None, "2026-11-17T09:22:00Z")


# On record ---------------------------------------------------------------------------------------


def test_every_deed_is_one_unit_on_record_with_all_that_it_wrote(
    door: Door, bo: Who, mette: Who
) -> None:
    came = door.change(
        bo,
        enquiries.register,
        NewEnquiry(new_citizen=NewCitizen("Kirsten", "Møller"), reasons=("talk", "housing")),
    )
    door.change(mette, enquiries.take_in, came.enquiry_id)
    door.change(mette, enquiries.fill_in, came.enquiry_id, 2, note="Brev med.")
    door.change(mette, enquiries.finish, came.enquiry_id, "helped")
    units = door.read(
        OWNER, rows,
        "SELECT deed, who, role, session FROM unit_of_work WHERE deed LIKE 'enquiries.%'"
        " ORDER BY id",
    )  # fmt: skip
    assert units == [
        ("enquiries.register", "BOD", "host", bo.session),
        ("enquiries.take_in", "MEJ", "coach", mette.session),
        ("enquiries.fill_in", "MEJ", "coach", mette.session),
        ("enquiries.finish", "MEJ", "coach", mette.session),
    ]
    audit = door.read(
        OWNER, rows,
        "SELECT u.deed, a.table_name, a.row_key, a.citizen_id, a.before, a.after"
        " FROM audit a JOIN unit_of_work u ON u.id = a.unit_id"
        " WHERE u.deed LIKE 'enquiries.%' ORDER BY a.id",
    )  # fmt: skip
    assert [(row[0], row[1]) for row in audit] == [
        ("enquiries.register", "citizen"),
        ("enquiries.register", "enquiry"),
        ("enquiries.register", "enquiry_reason"),
        ("enquiries.register", "enquiry_reason"),
        ("enquiries.take_in", "enquiry"),
        ("enquiries.fill_in", "enquiry"),
        ("enquiries.finish", "enquiry"),
    ]
    assert all(row[3] == came.citizen_id for row in audit if row[1] in ("citizen", "enquiry"))
    noted = audit[5]
    assert noted[2] == str(came.enquiry_id)
    assert (json.loads(noted[4]), json.loads(noted[5])) == ({"note": ""}, {"note": "Brev med."})
    assert json.loads(audit[4][4])["state"] == "waiting"
    assert json.loads(audit[4][5])["state"] == "with_us"


def test_one_enquiry_is_read_as_it_is_now_also_when_it_is_finished(door: Door, bo: Who) -> None:
    came = someone(door, bo, "Kirsten", "Møller")
    assert door.read(bo, enquiries.one, came.enquiry_id) == waiting(door, bo)
    door.change(bo, enquiries.finish, came.enquiry_id, "helped")
    row = door.read(bo, enquiries.one, came.enquiry_id)
    assert (row.state, row.version, row.name) == (State.DONE, 2, "Kirsten M.")
    with pytest.raises(DeskError):
        door.read(bo, enquiries.one, 999)


def test_a_citizen_without_a_name_is_somebody_and_not_anonymous(door: Door, bo: Who) -> None:
    someone(door, bo, "", phone="20 00 00 61")
    row = waiting(door, bo)
    assert not row.anonymous
    assert row.name
    assert row.name == row.full_name


def test_two_at_the_same_desk_who_look_alike_get_more_letters(door: Door, bo: Who) -> None:
    someone(door, bo, "Kirsten", "Møller")
    someone(door, bo, "Kirsten", "Møgelkær")
    assert [row.name for row in board(door, bo).waiting] == ["Kirsten Møl.", "Kirsten Møg."]
