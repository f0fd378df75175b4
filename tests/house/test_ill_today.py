"""A colleague is ill: every time that it hits is found, dealt with one by one, and told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from din_indgang_tui.house import absences, affected, ill_today, slots
from din_indgang_tui.house.absences import Absence
from din_indgang_tui.house.affected import AffectedSlot
from din_indgang_tui.house.codes import SlotStatus
from din_indgang_tui.house.offers import Offers
from din_indgang_tui.house.slot_rows import Slot
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict, NotAllowed
from din_indgang_tui.store.roles import Role, Who
from din_indgang_tui.store.unit import Reading
from tests.diary_scene import at, book, course, standing, works
from tests.scene import OWNER, HandClock, citizen, content, refused, write

TODAY, TOMORROW = "2026-11-17", "2026-11-18"


@pytest.fixture
def kirsten(door: Door, bo: Who) -> int:
    return citizen(door, bo, "Kirsten", "Møller", phone="20 00 00 61")


@pytest.fixture
def karen(door: Door, bo: Who) -> int:
    return citizen(door, bo, "Karen", "Vang", phone="20 00 00 58", address_protected=True)


@pytest.fixture
def pia(door: Door, who: dict[Role, Who]) -> Who:
    """Pia Nørgaard, who works every Tuesday and Wednesday."""
    pia = who[Role.OUTREACH]
    for weekday in (2, 3):
        works(door, pia, weekday, "09:00-15:00")
    return pia


def call_in(door: Door, by: Who, whom: Who, until: str = "") -> Absence:
    assert whom.staff_id is not None
    seen = {one.staff_id: one.version for one in door.read(by, absences.absences)}
    version = seen.get(whom.staff_id, 0)
    return door.change(by, ill_today.call_in, whom.staff_id, until, version)


def hits(door: Door, by: Who, absence: Absence) -> tuple[AffectedSlot, ...]:
    return door.read(by, ill_today.found, absence.absence_id).hits


def offers_of(door: Door, by: Who, absence: Absence, slot: Slot) -> Offers:
    return door.read(by, ill_today.found, absence.absence_id).offers[slot.slot_id]


def only(door: Door, by: Who, absence: Absence) -> AffectedSlot:
    (hit,) = hits(door, by, absence)
    return hit


def test_it_finds_all_they_have_within_those_days_and_nothing_else(
    door: Door, bo: Who, mette: Who, pia: Who, kirsten: int, karen: int
) -> None:
    today = book(door, bo, kirsten, f"{TODAY}T13:00", mette)
    early = book(door, bo, karen, f"{TODAY}T11:00", mette)
    tomorrow = book(door, bo, kirsten, f"{TOMORROW}T10:00", mette)
    book(door, bo, karen, f"{TODAY}T13:00", pia)
    sent_word = book(door, bo, karen, f"{TODAY}T14:00", mette)
    door.change(bo, slots.mark, *standing(door, sent_word.slot_id), SlotStatus.CANCELLED_CITIZEN)
    absence = call_in(door, pia, mette)
    assert (absence.first_on, absence.last_on) == (date(2026, 11, 17), date(2026, 11, 17))
    assert [hit.slot_id for hit in hits(door, pia, absence)] == [early.slot_id, today.slot_id]
    longer = call_in(door, pia, mette, "i morgen")
    assert longer.absence_id == absence.absence_id, "the same absence, with another last day"
    assert [hit.slot_id for hit in hits(door, pia, longer)] == [
        early.slot_id, today.slot_id, tomorrow.slot_id,
    ]  # fmt: skip
    assert all(hit.is_open and hit.told is None for hit in hits(door, pia, longer))


def test_nobody_can_book_them_while_they_are_ill(
    door: Door, bo: Who, mette: Who, pia: Who, kirsten: int
) -> None:
    absence = call_in(door, pia, mette)
    assert mette.staff_id is not None
    new = slots.NewSlot(kirsten, at(f"{TODAY}T13:00"), mette.staff_id)
    assert "away" in refused(door, bo, slots.book, new).message
    door.change(pia, ill_today.well_again, absence.absence_id, absence.version)
    book(door, bo, kirsten, f"{TODAY}T13:00", mette)


def test_the_suggestions_can_be_taken_as_they_stand(
    door: Door, bo: Who, mette: Who, pia: Who, kirsten: int, karen: int
) -> None:
    slot = book(door, bo, kirsten, f"{TODAY}T13:00", mette)
    absence = call_in(door, pia, mette)
    offers = offers_of(door, pia, absence, slot)
    (give,) = offers.colleagues
    assert (give.coach, give.starts_at) == ("Pia Nørgaard", slot.starts_at)
    # The same colleague first, on the day they are back.
    assert (offers.times[0].coach, offers.times[0].starts_at) == (
        "Mette Juhl", at(f"{TOMORROW}T09:00"),
    )  # fmt: skip
    for free in (give, *offers.times):
        moved = door.change(
            pia, slots.move, slot.slot_id, _version(door, pia, slot),
            starts_at=free.starts_at, coach_id=free.coach_id,
        )  # fmt: skip
        assert (moved.starts_at, moved.coach_id) == (free.starts_at, free.coach_id)
        door.change(pia, undo)


def _version(door: Door, by: Who, slot: Slot) -> int:
    return door.read(by, slots.one, slot.slot_id).version


def test_a_colleague_who_is_taken_then_is_not_suggested(
    door: Door, bo: Who, mette: Who, pia: Who, kirsten: int, karen: int
) -> None:
    slot = book(door, bo, kirsten, f"{TODAY}T13:00", mette)
    book(door, bo, karen, f"{TODAY}T13:15", pia)
    absence = call_in(door, pia, mette)
    offers = offers_of(door, pia, absence, slot)
    assert offers.colleagues == ()
    assert offers.times


def test_what_was_done_stays_on_the_list_and_says_who_must_be_told(
    door: Door, bo: Who, mette: Who, pia: Who, kirsten: int, karen: int, clock: HandClock
) -> None:
    given = book(door, bo, kirsten, f"{TODAY}T11:00", mette)
    moved = book(door, bo, karen, f"{TODAY}T13:00", mette)
    cancelled = book(door, bo, karen, f"{TODAY}T14:00", mette)
    absence = call_in(door, pia, mette)
    clock.move(minutes=1)
    door.change(pia, slots.move, given.slot_id, given.version, coach_id=pia.staff_id)
    door.change(pia, slots.move, moved.slot_id, moved.version, starts_at=at(f"{TOMORROW}T09:00"))
    door.change(pia, slots.mark, *standing(door, cancelled.slot_id), SlotStatus.CANCELLED_HOUSE)
    one, two, three = hits(door, pia, absence)
    assert [hit.is_open for hit in (one, two, three)] == [False] * 3
    assert [hit.told for hit in (one, two, three)] == [False] * 3
    assert (one.coach, two.coach) == ("Pia Nørgaard", "Mette Juhl")
    assert (two.was_at, two.starts_at) == (at(f"{TODAY}T13:00"), at(f"{TOMORROW}T09:00"))
    assert three.status is SlotStatus.CANCELLED_HOUSE
    assert len(door.read(bo, affected.untold)) == 3
    door.change(pia, slots.tell, *standing(door, moved.slot_id))
    assert [hit.told for hit in hits(door, pia, absence)] == [False, True, False]
    assert [hit.slot_id for hit in door.read(bo, affected.untold)] == [
        given.slot_id, cancelled.slot_id,
    ]  # fmt: skip


def test_one_that_is_moved_within_the_absence_is_open_still(
    door: Door, bo: Who, mette: Who, pia: Who, kirsten: int
) -> None:
    slot = book(door, bo, kirsten, f"{TOMORROW}T10:00", mette)
    door.change(pia, slots.move, slot.slot_id, slot.version, starts_at=at(f"{TODAY}T13:00"))
    absence = call_in(door, pia, mette)
    hit = only(door, pia, absence)
    assert hit.is_open
    assert hit.was_at == at(f"{TODAY}T13:00")


def test_a_protected_number_stays_protected(
    door: Door, bo: Who, mette: Who, pia: Who, kirsten: int, karen: int
) -> None:
    book(door, bo, kirsten, f"{TODAY}T11:00", mette)
    book(door, bo, karen, f"{TODAY}T13:00", mette)
    first, second = hits(door, pia, call_in(door, pia, mette))
    assert first.number == "20 00 00 61"
    assert second.number == "protected number"


def test_every_step_is_taken_back(door: Door, bo: Who, mette: Who, pia: Who, kirsten: int) -> None:
    slot = book(door, bo, kirsten, f"{TODAY}T13:00", mette)
    before = door.read(pia, content)
    absence = call_in(door, pia, mette)
    door.change(pia, ill_today.call_in, absence.staff_id, "i morgen", absence.version)
    door.change(pia, slots.move, slot.slot_id, slot.version, coach_id=pia.staff_id)
    door.change(pia, slots.tell, *standing(door, slot.slot_id))
    now = door.read(pia, absences.one, absence.absence_id)
    door.change(pia, ill_today.well_again, absence.absence_id, now.version)
    for _deed in range(5):
        door.change(pia, undo)
    assert door.read(pia, content) == before


def test_back_early_ends_the_absence_the_day_before(
    door: Door, mette: Who, pia: Who, clock: HandClock
) -> None:
    absence = call_in(door, pia, mette, "fredag")
    clock.move(days=1)
    door.change(pia, ill_today.well_again, absence.absence_id, absence.version)
    now = door.read(pia, absences.one, absence.absence_id)
    assert now.last_on == date(2026, 11, 17)
    assert door.read(pia, absences.absences) == ()
    error = refused(door, pia, ill_today.well_again, absence.absence_id, now.version)
    assert error.message == "Mette Juhl is back already."


def test_back_the_same_day_there_was_no_absence(door: Door, mette: Who, pia: Who) -> None:
    absence = call_in(door, pia, mette)
    door.change(pia, ill_today.well_again, absence.absence_id, absence.version)
    error = refused(door, pia, ill_today.well_again, absence.absence_id, absence.version)
    assert error.message == "That absence was taken back."
    assert door.read(pia, absences.absences) == ()


def test_two_who_end_it_at_once_do_not_undo_each_other(
    door: Door, mette: Who, pia: Who, clock: HandClock
) -> None:
    absence = call_in(door, pia, mette)
    call_in(door, pia, mette, "fredag")
    with pytest.raises(Conflict):
        door.change(pia, ill_today.well_again, absence.absence_id, absence.version)


def test_two_who_say_until_when_meet(door: Door, mette: Who, pia: Who, leader: Who) -> None:
    """Whoever saw nobody ill does not make another's absence longer or shorter unseen."""
    call_in(door, pia, mette, "fredag")
    error = refused(door, leader, ill_today.call_in, mette.staff_id, "i morgen")
    assert isinstance(error, Conflict)
    assert error.who == "Pia Nørgaard"
    assert call_in(door, leader, mette, "i morgen").last_on == date(2026, 11, 18)


def test_a_kind_that_was_retired_since_has_its_suggestions_too(
    door: Door, bo: Who, mette: Who, pia: Who, kirsten: int
) -> None:
    slot = book(door, bo, kirsten, f"{TODAY}T13:00", mette, kind="training")
    door.change(OWNER, write, "activity_kind", "training", {"retired": 1})
    offers = offers_of(door, pia, call_in(door, pia, mette), slot)
    assert [free.coach for free in offers.colleagues] == ["Pia Nørgaard"]
    assert offers.times


def test_eight_slots_are_read_with_as_many_questions_as_three(
    door: Door, bo: Who, mette: Who, pia: Who, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = 0
    rows = Reading.rows

    def counted(self: Reading, *args: Any, **more: Any) -> Any:
        nonlocal asked
        asked += 1
        return rows(self, *args, **more)

    def slots_until(last: int) -> None:
        for n in range(len(there), last):
            someone = citizen(door, bo, f"Nummer {n}")
            day, hour = (TODAY, TOMORROW)[n % 2], 10 + n // 2
            more = {"course_id": course(door, someone)} if n % 3 else {}
            there.append(book(door, bo, someone, f"{day}T{hour}:45", mette, **more, minutes=15))

    there: list[Slot] = []
    slots_until(3)
    absence = call_in(door, pia, mette, "i morgen")
    end_absence = door.read(pia, absences.one, absence.absence_id)
    questions = []
    for last in (3, 8):
        door.change(pia, ill_today.well_again, end_absence.absence_id, end_absence.version)
        slots_until(last)
        end_absence = call_in(door, pia, mette, "i morgen")
        asked = 0
        with monkeypatch.context() as patch:
            patch.setattr(Reading, "rows", counted)
            found = door.read(pia, ill_today.found, end_absence.absence_id)
        assert len(found.offers) == last
        questions.append(asked)
    assert questions[0] == questions[1]


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("", "2026-11-17"),
        ("i dag", "2026-11-17"),
        ("tomorrow", "2026-11-18"),
        ("i overmorgen", "2026-11-19"),
        ("fre", "2026-11-20"),
        ("tirsdag", "2026-11-24"),  # said on a Tuesday it is the next one
        ("19.11.", "2026-11-19"),
        ("2.1.", "2027-01-02"),
        ("24-11-26", "2026-11-24"),
    ],
)
def test_until_when_is_written_as_people_say_it(
    door: Door, mette: Who, pia: Who, until: str, last: str
) -> None:
    assert call_in(door, pia, mette, until).last_on == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ("snart", "Write the day like"),
        ("30.2.", "Write the day like"),
        ("16.11.", "That day is past."),
        ("16.11.2025", "That day is past."),
        ("24.12.2028", "more than a year"),
    ],
)
def test_a_wrong_day_is_one_sentence_by_its_field(
    door: Door, mette: Who, pia: Who, until: str, said: str
) -> None:
    error = refused(door, pia, ill_today.call_in, mette.staff_id, until)
    assert error.field == "until"
    assert said in error.message


def test_whoever_does_not_work_here_cannot_be_ill(door: Door, pia: Who) -> None:
    assert refused(door, pia, ill_today.call_in, 0).field == "who"


def test_it_is_for_coaches_and_the_leader(door: Door, bo: Who, mette: Who, leader: Who) -> None:
    with pytest.raises(NotAllowed):
        call_in(door, bo, mette)
    call_in(door, leader, mette)
