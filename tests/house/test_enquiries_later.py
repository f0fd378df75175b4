"""Enquiries after the door: on hold, filled in later, by two at once, and all of it on record."""

from __future__ import annotations

import json
from typing import Any

import pytest

from din_indgang_tui.house import day, enquiries
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.codes import Channel, State
from din_indgang_tui.house.enquiries import NewEnquiry
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict, DeskError
from din_indgang_tui.store.roles import Who
from tests.scene import (
    OWNER,
    HandClock,
    Open,
    board,
    enquiry_row,
    everything,
    refused,
    rows,
    someone,
    waiting,
)

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
    assert door.change(mette, enquiries.hold, held.enquiry_id) is False
    assert [row.state for row in board(door, bo).with_us] == [State.WITH_US] * 2
    assert enquiry_row(door, held.enquiry_id, "met_at", "met_by") == (
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
    door.change(bo, enquiries.fill_in, came.enquiry_id, version, note="Brev fra udlejer")
    row = waiting(door, bo)
    assert (row.reasons, row.note) == (("housing", "money_debt"), "Brev fra udlejer")
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
        times = enquiry_row(
            door, came.enquiry_id, "arrived_at", "met_at", "finished_at", "waited_s"
        )
        assert times == ("2026-11-17T09:22:00Z",) * 3 + (0,)
    assert enquiry_row(door, left.enquiry_id, "met_at", "finished_at") == (
        None,
        "2026-11-17T09:22:00Z",
    )


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
    assert door.read(bo, day.one, came.enquiry_id) == waiting(door, bo)
    door.change(bo, enquiries.finish, came.enquiry_id, "helped")
    row = door.read(bo, day.one, came.enquiry_id)
    assert (row.state, row.version, row.name) == (State.DONE, 2, "Kirsten M.")
    with pytest.raises(DeskError):
        door.read(bo, day.one, 999)


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
