"""What was registered wrongly, put right: true times, how it ended, and whose enquiry it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from din_indgang_tui import clock as clocks
from din_indgang_tui.clock import from_stored, local, local_date, stored
from din_indgang_tui.house import corrections, day, enquiries, leftovers, lists
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.codes import Channel, State
from din_indgang_tui.house.enquiries import NewEnquiry
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict, DeskError
from din_indgang_tui.store.roles import Who
from tests.scene import (
    NOW,
    OWNER,
    HandClock,
    Open,
    board,
    citizen,
    content,
    enquiry_row,
    refused,
    rows,
    someone,
    waiting,
)


@pytest.fixture
def done(door: Door, bo: Who, clock: HandClock) -> int:
    """Ida came at 10.22, was met at 10.32 and was finished at 10.52; it is 11.22 now."""
    ida = someone(door, bo, "Ida", "Holm").enquiry_id
    clock.move(minutes=10)
    door.change(bo, enquiries.take_in, ida)
    clock.move(minutes=20)
    door.change(bo, enquiries.finish, ida, "helped")
    clock.move(minutes=30)
    return ida


def version(door: Door, enquiry_id: int) -> int:
    return int(enquiry_row(door, enquiry_id, "version")[0])


def correct(door: Door, who: Who, enquiry_id: int, **changed: str) -> str:
    return door.change(who, corrections.correct, enquiry_id, version(door, enquiry_id), changed)


def wrong(door: Door, who: Who, enquiry_id: int, **changed: str) -> DeskError:
    return refused(door, who, corrections.correct, enquiry_id, version(door, enquiry_id), changed)


def clock_times(door: Door, enquiry_id: int) -> list[str]:
    times = enquiry_row(door, enquiry_id, "arrived_at", "met_at", "finished_at")
    return [f"{local(from_stored(at)):%d. %H.%M}" if at else "" for at in times]


# True times --------------------------------------------------------------------------------------


def test_times_and_all_that_the_figures_go_by(door: Door, bo: Who, done: int) -> None:
    before = door.read(OWNER, content)
    assert correct(door, bo, done, arrived_at="10.10", met_at="1015", finished_at="kl. 11:00")
    assert clock_times(door, done) == ["17. 10.10", "17. 10.15", "17. 11.00"]
    assert enquiry_row(door, done, "waited_s", "met_on") == (300, "2026-11-17")
    door.change(bo, undo)
    assert door.read(OWNER, content) == before


def test_an_enquiry_moves_to_the_day_it_was_on_with_all_its_times(
    door: Door, bo: Who, done: int
) -> None:
    correct(door, bo, done, arrived_at="fredag 10.22")
    assert clock_times(door, done) == ["13. 10.22", "13. 10.32", "13. 10.52"]
    columns = ("arrived_on", "arrived_week", "met_on", "finished_on", "waited_s")
    assert enquiry_row(door, done, *columns) == (
        "2026-11-13", "2026-W46", "2026-11-13", "2026-11-13", 600,
    )  # fmt: skip
    assert board(door, bo).done == ()
    correct(door, bo, done, arrived_at="i dag 10.22")
    assert clock_times(door, done) == ["17. 10.22", "17. 10.32", "17. 10.52"]


def test_the_same_minute_is_the_same_time(door: Door, bo: Who, clock: HandClock) -> None:
    """Seconds are never shown, so whoever writes what stands there changes nothing."""
    clock.move(seconds=41)
    ida = someone(door, bo, "Ida").enquiry_id
    before = door.read(OWNER, content)
    correct(door, bo, ida, arrived_at="10.22")
    assert door.read(OWNER, content) == before


def test_a_call_is_taken_as_it_comes(door: Door, bo: Who, clock: HandClock) -> None:
    call = door.change(bo, enquiries.register, NewEnquiry(channel=Channel.PHONE)).enquiry_id
    clock.move(minutes=30)
    correct(door, bo, call, arrived_at="10.40")
    assert clock_times(door, call)[:2] == ["17. 10.40", "17. 10.40"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"arrived_at": "10.33"}, "arrived_at"), ({"met_at": "10.21"}, "met_at"),
     ({"met_at": "10.53"}, "met_at"), ({"finished_at": "10.31"}, "finished_at"),
     ({"finished_at": "11.23"}, "finished_at"), ({"arrived_at": ""}, "arrived_at"),
     ({"finished_at": " "}, "finished_at"), ({"arrived_at": "i morgen 9.00"}, "arrived_at"),
     ({"met_at": "10.50", "arrived_at": "10.51"}, "met_at"), ({"met_at": "25.00"}, "met_at"),
     ({"outcome": "no_such"}, "outcome"), ({"channel": "pigeon"}, "channel"),
     ({"companion_kind": "dog"}, "companion_kind"), ({"heard_from": "radio"}, "heard_from"),
     ({"note": "x" * 501}, "note"), ({"companion": "x" * 501}, "companion")],
)  # fmt: skip
def test_what_cannot_be_is_refused_by_its_field(
    door: Door, bo: Who, done: int, changed: dict[str, str], field: str
) -> None:
    assert wrong(door, bo, done, **changed).field == field


def test_no_time_before_its_turn(door: Door, bo: Who, clock: HandClock) -> None:
    ida = someone(door, bo, "Ida").enquiry_id
    letter = door.change(bo, enquiries.register, NewEnquiry(channel=Channel.LETTER)).enquiry_id
    clock.move(minutes=5)
    for enquiry_id in (ida, letter):
        assert wrong(door, bo, enquiry_id, met_at="10.25").field == "met_at"
        assert wrong(door, bo, enquiry_id, finished_at="10.25").field == "finished_at"
        assert wrong(door, bo, enquiry_id, outcome="helped").field == "outcome"
    assert wrong(door, bo, ida, channel="phone").field == "channel"
    assert wrong(door, bo, letter, channel="walk_in").field == "channel"
    assert wrong(door, bo, ida, arrived_at="i går 9.00").field == "arrived_at"
    correct(door, bo, letter, arrived_at="i går 9.00", channel="digital")
    door.change(bo, enquiries.take_in, ida)
    assert wrong(door, bo, ida, met_at="").field == "met_at"
    assert wrong(door, bo, ida, finished_at="10.27").field == "finished_at"


def test_the_wall_clock_goes_on_across_the_night_it_is_moved(
    open_door: Open, bo: Who, clock: HandClock
) -> None:
    clock.now = datetime(2026, 10, 25, 9, 0, tzinfo=UTC)  # 10.00, winter time since this night
    door = open_door()
    ida = someone(door, bo, "Ida").enquiry_id
    door.change(bo, enquiries.finish, ida, "helped")
    correct(door, bo, ida, arrived_at="1.30", met_at="3.30")
    assert enquiry_row(door, ida, "waited_s", "arrived_at", "met_at") == (
        7200, "2026-10-24T23:30:00Z", "2026-10-25T02:30:00Z",
    )  # fmt: skip
    assert "twice" in wrong(door, bo, ida, arrived_at="2.30").message
    assert "skipped" in wrong(door, bo, ida, arrived_at="29.3. 2.30").message


# How it ended ------------------------------------------------------------------------------------


def test_an_outcome_is_corrected_and_cleared_and_it_stays_finished(
    door: Door, bo: Who, done: int
) -> None:
    for outcome in ("appointment", ""):
        correct(door, bo, done, outcome=outcome)
        assert enquiry_row(door, done, "outcome", "state") == (outcome or None, "done")
        assert clock_times(door, done) == ["17. 10.22", "17. 10.32", "17. 10.52"]


def test_a_course_is_for_somebody_with_a_name_however_it_is_written_down(
    door: Door, bo: Who, clock: HandClock
) -> None:
    nobody = door.change(bo, enquiries.register, NewEnquiry()).enquiry_id
    clock.move(days=1)
    close = (leftovers.close, nobody, "course_opened", "15.30")
    assert "m says who it is" in refused(door, bo, *close).message
    door.change(bo, leftovers.close, nobody, "helped", "15.30")
    assert wrong(door, bo, nobody, outcome="course_opened").field == "outcome"
    ida = citizen(door, bo, "Ida", "Holm")
    give(door, bo, nobody, ida)
    correct(door, bo, nobody, outcome="course_opened")
    assert "correct that first" in not_given(door, bo, nobody, None).message


def test_who_left_after_all_was_met_only_where_someone_took_them_in(
    door: Door, bo: Who, clock: HandClock, done: int
) -> None:
    eva = someone(door, bo, "Eva").enquiry_id
    clock.move(minutes=9)
    door.change(bo, enquiries.finish, eva, "left_without_help")
    correct(door, bo, eva, outcome="helped")
    assert enquiry_row(door, eva, "waited_s", "met_by") == (540, 1)
    correct(door, bo, eva, outcome="left_without_help")
    assert enquiry_row(door, eva, "waited_s", "met_by", "met_at") == (None, None, None)
    correct(door, bo, done, outcome="left_without_help")
    assert enquiry_row(door, done, "waited_s") == (600,)


def test_all_else_that_was_said(door: Door, bo: Who, done: int) -> None:
    correct(
        door, bo, done, channel="partner", companion_kind="relative", companion=" sin \n søster ",
        heard_from="gp", note="Haster.",
    )  # fmt: skip
    row = door.read(bo, day.one, done)
    assert (row.channel, row.together_with, row.companion_shown, row.heard_from, row.note) == (
        Channel.PARTNER, "a relative: sin søster", "a relative", "gp", "Haster.",
    )  # fmt: skip
    correct(door, bo, done, heard_from="", companion_kind="", companion="")
    assert door.read(bo, day.one, done).together_with == ""
    with pytest.raises(ValueError, match="state"):
        door.change(bo, corrections.correct, done, version(door, done), {"state": "waiting"})


def test_a_call_that_was_a_walk_in_stands_in_the_house_once(door: Door, bo: Who) -> None:
    ida = someone(door, bo, "Ida")
    call = NewEnquiry(citizen_id=ida.citizen_id, channel=Channel.PHONE)
    other = door.change(bo, enquiries.register, call).enquiry_id
    assert wrong(door, bo, other, channel="walk_in").field == "channel"


def test_a_retired_code_is_kept_and_not_chosen(door: Door, bo: Who, leader: Who) -> None:
    came = NewEnquiry(heard_from="gp")
    kept = door.change(bo, enquiries.register, came).enquiry_id
    other = door.change(bo, enquiries.register, NewEnquiry()).enquiry_id
    door.change(leader, lists.retire, "heard_from", "gp")
    correct(door, bo, kept, heard_from="gp", note="Haster.")
    assert enquiry_row(door, kept, "heard_from", "note") == ("gp", "Haster.")
    assert wrong(door, bo, other, heard_from="gp").field == "heard_from"
    assert refused(door, bo, enquiries.register, came).field == "heard_from"


def test_who_wrote_first_is_told_of_before_any_rule(
    door: Door, bo: Who, mette: Who, done: int
) -> None:
    read = version(door, done)
    correct(door, mette, done, met_at="10.30")
    with pytest.raises(Conflict) as conflict:
        door.change(bo, corrections.correct, done, read, {"met_at": "9.00"})
    assert conflict.value.who == "Mette Juhl"


# Whose it is -------------------------------------------------------------------------------------


def give(door: Door, who: Who, enquiry_id: int, whose: Any) -> str:
    return door.change(who, corrections.give_to, enquiry_id, version(door, enquiry_id), whose)


def not_given(door: Door, who: Who, enquiry_id: int, whose: Any) -> DeskError:
    at = version(door, enquiry_id)
    return refused(door, who, corrections.give_to, enquiry_id, at, whose)


def test_an_anonymous_one_is_given_later_and_taken_back(
    door: Door, bo: Who, clock: HandClock
) -> None:
    ida = citizen(door, bo, "Ida", "Holm")
    clock.move(minutes=1)
    came = door.change(bo, enquiries.register, NewEnquiry()).enquiry_id
    start = door.read(OWNER, content)
    assert give(door, bo, came, ida) == "Ida H."
    row = waiting(door, bo)
    assert (row.citizen_id, row.seen_before) == (ida, 1)
    assert give(door, bo, came, None) == ""
    assert waiting(door, bo).anonymous
    assert give(door, bo, came, NewCitizen("Ny", "Person")) == "Ny P."
    for _deed in range(3):
        door.change(bo, undo)
    assert door.read(OWNER, content) == start


def test_from_the_wrong_one_to_the_right_one_and_the_record_is_about_both(
    door: Door, bo: Who
) -> None:
    right = citizen(door, bo, "Ida", "Holm")
    came = someone(door, bo, "Ida", "Holst")
    before = door.read(OWNER, content)
    give(door, bo, came.enquiry_id, right)
    lines = door.read(
        OWNER, rows,
        "SELECT a.citizen_id FROM audit a JOIN unit_of_work u ON u.id = a.unit_id"
        " WHERE u.deed = 'corrections.give_to' ORDER BY a.id",
    )  # fmt: skip
    assert lines == [(came.citizen_id,), (right,)]
    door.change(bo, undo)
    assert door.read(OWNER, content) == before


def test_not_twice_in_the_house_and_not_to_the_same(door: Door, bo: Who) -> None:
    ida = someone(door, bo, "Ida")
    other = door.change(bo, enquiries.register, NewEnquiry()).enquiry_id
    assert "waits already" in not_given(door, bo, other, ida.citizen_id).message
    assert "already" in not_given(door, bo, ida.enquiry_id, ida.citizen_id).message
    assert "anonymous already" in not_given(door, bo, other, None).message
    assert not_given(door, bo, other, 999).field == "who"
    assert not_given(door, bo, other, NewCitizen()).field == "given_name"
    # A call about someone in the hall is another matter, and so is what is over.
    call = door.change(bo, enquiries.register, NewEnquiry(channel=Channel.PHONE)).enquiry_id
    give(door, bo, call, ida.citizen_id)
    door.change(bo, enquiries.finish, other, "helped")
    give(door, bo, other, ida.citizen_id)


# Any correction ----------------------------------------------------------------------------------

MINUTES = st.integers(-60 * 24 * 3, 0).map(lambda back: NOW + timedelta(minutes=back))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    arrived=MINUTES,
    met=st.none() | MINUTES,
    finished=MINUTES,
    outcome=st.sampled_from(["", "helped", "left_without_help"]),
)
def test_whatever_is_corrected_the_columns_say_the_same(
    door: Door, bo: Who, arrived: datetime, met: datetime | None, finished: datetime, outcome: str
) -> None:
    """Stored is what was written, in order and with the days, week and wait that belong to it."""

    def said(at: datetime | None) -> str:
        return f"{local(at):%d.%m.%Y %H.%M}" if at else ""

    came = NewEnquiry(arrived_at=said(NOW), finished_at=said(NOW), outcome="other")
    enquiry_id = door.change(bo, enquiries.register, came).enquiry_id
    changed = {
        "arrived_at": said(arrived), "met_at": said(met), "finished_at": said(finished),
        "outcome": outcome,
    }  # fmt: skip
    if not arrived <= (met or arrived) <= finished:
        with pytest.raises(DeskError):
            door.change(bo, corrections.correct, enquiry_id, 1, changed)
        return
    door.change(bo, corrections.correct, enquiry_id, 1, changed)
    columns = ("arrived_at", "arrived_on", "arrived_week", "met_at", "met_on", "waited_s",
               "finished_at", "finished_on", "state", "outcome")  # fmt: skip
    assert enquiry_row(door, enquiry_id, *columns) == (
        stored(arrived), str(local_date(arrived)), clocks.iso_week(local_date(arrived)),
        stored(met) if met else None, str(local_date(met)) if met else None,
        clocks.wall_clock_seconds(arrived, met) if met else None,
        stored(finished), str(local_date(finished)), State.DONE, outcome or None,
    )  # fmt: skip
