"""The inbox: delivered once, read, and taken up for whoever it is from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from din_indgang_tui.house import corrections, inbox, lists, undo
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.codes import Channel, State
from din_indgang_tui.house.delivery import Delivery
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import Role, Who
from tests.scene import NOW, OWNER, HandClock, board, citizen, content, enquiry_row, refused, rows

LETTER = Delivery(
    ref="form-1",
    arrived_at=NOW - timedelta(hours=3),
    given_name="Tove",
    family_name="Krog",
    birth_date=date(1949, 6, 24),
    phone="20 00 00 49",
    email="tove@example.com",
    message="Hej.\n\nKan I hjælpe?",
    reasons=("post_digital", "housing"),
    heard_from="gp",
)


def deliver(door: Door, delivery: Delivery = LETTER, who: Who = OWNER) -> int:
    """Its number, new."""
    done = door.change(who, inbox.deliver, delivery)
    assert done.new
    return done.enquiry_id


# Delivering.


def test_a_delivery_lies_in_the_inbox_and_is_nobodys(door: Door, bo: Who) -> None:
    number = deliver(door)
    (row,) = board(door, bo).inbox
    assert (row.enquiry_id, row.citizen_id, row.channel) == (number, None, Channel.DIGITAL)
    assert (row.writer, row.writer_short) == ("Tove Krog", "Tove K.")
    assert (row.message, row.note) == ("Hej. Kan I hjælpe?", "")
    assert (row.arrived_at, row.reasons) == (LETTER.arrived_at, LETTER.reasons)
    assert board(door, bo).waiting == ()
    read = door.read(bo, inbox.letter, number)
    assert read.message == LETTER.message
    assert (read.writer, read.phone, read.email) == ("Tove Krog", "20 00 00 49", "tove@example.com")
    assert (read.birth_date, read.heard_from) == (LETTER.birth_date, "gp")


def test_without_a_time_it_arrives_now(door: Door) -> None:
    number = deliver(door, replace(LETTER, arrived_at=None))
    assert enquiry_row(door, number, "arrived_at", "arrived_on", "arrived_week") == (
        "2026-11-17T09:22:00Z",
        "2026-11-17",
        "2026-W47",
    )


def test_the_same_again_changes_nothing(door: Door) -> None:
    number = deliver(door)
    before = door.read(OWNER, content)
    again = door.change(OWNER, inbox.deliver, LETTER)
    assert (again.enquiry_id, again.new) == (number, False)
    assert door.read(OWNER, content) == before
    assert door.read(OWNER, rows, "SELECT count(*) FROM unit_of_work WHERE deed LIKE 'inbox%'") == [
        (1,)
    ]


@pytest.mark.parametrize(
    "other",
    [
        {"message": "Noget andet"},
        {"reasons": ("housing", "post_digital")},
        {"channel": Channel.LETTER},
        {"arrived_at": None},
        {"birth_date": None},
    ],
)
def test_the_same_ref_with_other_content_is_refused(door: Door, other: dict[str, object]) -> None:
    number = deliver(door)
    error = refused(door, OWNER, inbox.deliver, replace(LETTER, **other))  # type: ignore[arg-type]
    assert error.field == "ref" and f"no. {number}" in error.message


@pytest.mark.parametrize(("list_name", "code"), [("reason", "housing"), ("heard_from", "gp")])
def test_what_was_delivered_stays_so_whatever_is_retired_since(
    door: Door, leader: Who, list_name: str, code: str
) -> None:
    number = deliver(door)
    door.change(leader, lists.retire, list_name, code)
    assert door.change(OWNER, inbox.deliver, LETTER).enquiry_id == number
    message = refused(door, OWNER, inbox.deliver, replace(LETTER, ref="form-2")).message
    assert message.endswith(f": the code {code} is not in use any more.")


def test_a_field_that_is_added_later_makes_no_other_content() -> None:
    @dataclass(frozen=True, slots=True)
    class Later(Delivery):
        language: str = ""

    assert Later(ref="1", message="Hej").digest == Delivery(ref="1", message="Hej").digest
    # As it stands in the files of houses.
    assert LETTER.digest == "0c0ad146977182e55cd21a5e9913b97a0dfa6333a65c789b690c45009837bb1f"


def test_without_a_ref_every_delivery_is_a_new_one(door: Door) -> None:
    plain = replace(LETTER, ref="")
    assert deliver(door, plain) != deliver(door, plain)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"arrived_at": NOW + timedelta(seconds=1)}, "arrived_at"),
        ({"channel": Channel.WALK_IN}, "channel"),
        ({"reasons": ("nonsense",)}, "reasons"),
        ({"reasons": ("housing", "housing")}, "reasons"),
        ({"heard_from": "nonsense"}, "heard_from"),
    ],
)
def test_the_door_refuses_what_a_reader_would_have(
    door: Door, wrong: dict[str, object], field: str
) -> None:
    error = refused(door, OWNER, inbox.deliver, replace(LETTER, **wrong))  # type: ignore[arg-type]
    assert error.field == field


def test_a_delivery_can_be_taken_back(door: Door, bo: Who) -> None:
    before = door.read(OWNER, content)
    deliver(door, who=bo)
    door.change(bo, undo.undo)
    assert door.read(OWNER, content) == before
    deliver(door)  # and delivered again


# Reading.


def looks(door: Door) -> list[tuple[object, ...]]:
    return door.read(OWNER, rows, "SELECT question, citizen_id FROM look")


def test_reading_a_letter_is_on_record_once_it_is_somebodys(door: Door, bo: Who) -> None:
    number = deliver(door)
    door.read(bo, inbox.letter, number)
    assert looks(door) == []
    known = citizen(door, bo, "Tove", "Krogh")
    door.change(bo, inbox.take_up, number, known)
    assert door.read(bo, inbox.letter, number).citizen == "Tove Krogh"
    assert looks(door) == [("inbox.letter", known)]
    door.read(bo, inbox.letter_again, number)
    assert len(looks(door)) == 1


def test_an_enquiry_typed_at_the_desk_is_a_letter_with_nothing_delivered(
    door: Door, bo: Who
) -> None:
    from din_indgang_tui.house import enquiries
    from din_indgang_tui.house.enquiries import NewEnquiry

    done = door.change(
        bo, enquiries.register, NewEnquiry(channel=Channel.LETTER, note="Skrevet ind")
    )
    read = door.read(bo, inbox.letter, done.enquiry_id)
    assert (read.writer, read.message, read.note) == ("", "", "Skrevet ind")
    assert not read.names_somebody
    assert refused_read(door, bo, 999)


def refused_read(door: Door, who: Who, number: int) -> str:
    from din_indgang_tui.store.errors import DeskError

    with pytest.raises(DeskError) as error:
        door.read(who, inbox.letter, number)
    return error.value.message


def test_what_was_given_to_somebody_is_not_read_in_passing(door: Door, bo: Who) -> None:
    number = deliver(door)
    known = citizen(door, bo, "Tove", "Krogh")
    version = enquiry_row(door, number, "version")[0]
    door.change(bo, corrections.give_to, number, version, known)
    (row,) = board(door, bo).inbox
    assert (row.citizen_id, row.message, row.writer) == (known, "", "")
    assert looks(door) == []
    assert door.read(bo, inbox.letter, number).message == LETTER.message
    assert looks(door) == [("inbox.letter", known)]


# Taking up.


def test_it_is_taken_up_for_somebody_known(door: Door, bo: Who, clock: HandClock) -> None:
    known = citizen(door, bo, "Tove", "Krogh")
    number = deliver(door)
    before = door.read(OWNER, content)
    clock.move(minutes=30)
    assert door.change(bo, inbox.take_up, number, known) == "Tove K."
    (row,) = board(door, bo).with_us
    assert (row.citizen_id, row.met_by, row.met_at) == (known, "Bo Dam", clock.now)
    assert row.writer == "", "the name that was written is not the name that is known"
    about = door.read(
        OWNER,
        rows,
        "SELECT DISTINCT citizen_id FROM audit WHERE unit_id = (SELECT max(id) FROM unit_of_work)",
    )
    assert about == [(known,)]
    door.change(bo, undo.undo)
    assert door.read(OWNER, content) == before


def test_it_is_taken_up_for_a_new_person_with_what_it_says(door: Door, bo: Who) -> None:
    number = deliver(door)
    before = door.read(OWNER, content)
    person = door.read(bo, inbox.letter, number).person
    assert person == NewCitizen(
        "Tove", "Krog", date(1949, 6, 24), phone="20 00 00 49", email="tove@example.com"
    )
    assert door.change(bo, inbox.take_up, number, person) == "Tove K."
    (row,) = board(door, bo).with_us
    assert row.full_name == "Tove Krog"
    assert door.read(OWNER, rows, "SELECT phone, email, birth_date FROM citizen") == [
        ("20 00 00 49", "tove@example.com", "1949-06-24")
    ]
    door.change(bo, undo.undo)
    assert door.read(OWNER, content) == before


def test_it_is_taken_up_and_stays_anonymous(door: Door, bo: Who) -> None:
    number = deliver(door)
    assert door.change(bo, inbox.take_up, number, None) == "Anonymous"
    (row,) = board(door, bo).with_us
    assert (row.enquiry_id, row.anonymous, row.state) == (number, True, State.WITH_US)


def test_of_two_desks_one_takes_it_up_and_the_other_leaves_nothing(
    door: Door, bo: Who, mette: Who
) -> None:
    number = deliver(door)
    door.change(bo, inbox.take_up, number, None)
    error = refused(door, mette, inbox.take_up, number, NewCitizen("Tove", "Krog"))
    assert "Bo Dam" in error.message


def test_what_was_given_to_somebody_is_not_given_to_another(door: Door, bo: Who) -> None:
    tove, ole = citizen(door, bo, "Tove", "Krogh"), citizen(door, bo, "Ole", "Hald")
    number = deliver(door)
    door.change(bo, inbox.take_up, number, tove)
    refused(door, bo, inbox.take_up, number, ole)
    refused(door, bo, inbox.take_up, number, NewCitizen("Ny"))
    assert enquiry_row(door, number, "citizen_id") == (tove,)


def test_nobody_is_nobody(door: Door, bo: Who) -> None:
    number = deliver(door)
    assert refused(door, bo, inbox.take_up, number, 999).field == "who"
    assert refused(door, bo, inbox.take_up, 999, None).message
    assert refused(door, OWNER, inbox.take_up, number, None).message  # nobody who could speak


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.ADMIN])
def test_letters_are_for_those_who_meet_citizens(
    door: Door, who: dict[Role, Who], role: Role
) -> None:
    number = deliver(door)
    assert refused(door, who[role], inbox.take_up, number, None).message
    assert refused(door, who[role], inbox.deliver, replace(LETTER, ref="2")).message
    assert refused_read(door, who[role], number)
