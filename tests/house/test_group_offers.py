"""What somebody is offered in a group: a place, the waiting list, or nothing."""

from __future__ import annotations

from datetime import date

import pytest

from din_indgang_tui.house import group_assessments, group_offers, group_waiting
from din_indgang_tui.house.group_offers import How, Offer
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import Who
from tests.group_scene import group, in_line, meeting, place
from tests.scene import citizen


@pytest.fixture
def kirsten(door: Door, bo: Who) -> int:
    """Somebody the house knows."""
    return citizen(door, bo, "Kirsten", "Møller")


def offered(door: Door, who: Who, group_id: int, citizen_id: int, **more: bool) -> Offer:
    found: Offer = door.read(who, group_offers.offer, group_id, citizen_id, **more)
    return found


def test_a_place_that_is_free_is_offered_with_how_many_there_are(
    door: Door, bo: Who, kirsten: int
) -> None:
    cooking = group(door, capacity=3)
    place(door, cooking, citizen(door, bo, "Tove"))
    found = offered(door, bo, cooking, kirsten)
    assert (found.how, found.words) == (How.PLACE, "2 places are free.")
    assert found.from_on == date(2026, 11, 17)
    open_to_all = group(door, "Gåtur")
    assert offered(door, bo, open_to_all, kirsten).words == "There is no limit of places."


def test_a_place_that_is_left_soon_is_offered_from_that_day(
    door: Door, bo: Who, kirsten: int
) -> None:
    cooking = group(door, capacity=1)
    place(door, cooking, citizen(door, bo, "Tove"), last="2026-11-20")
    found = offered(door, bo, cooking, kirsten)
    assert (found.how, found.words) == (How.PLACE, "From 21.11. one place is free.")
    assert found.from_on == date(2026, 11, 21)


def test_where_all_places_are_taken_the_waiting_list_is_offered(
    door: Door, bo: Who, kirsten: int
) -> None:
    cooking = group(door, capacity=1)
    place(door, cooking, citizen(door, bo, "Tove"))
    found = offered(door, bo, cooking, kirsten)
    assert found.how is How.WAIT
    assert found.words == "The one place is taken, and nobody waits: the waiting list is open."


def test_a_free_place_is_not_offered_past_those_who_wait(door: Door, bo: Who, kirsten: int) -> None:
    cooking = group(door, capacity=2)
    in_line(door, cooking, citizen(door, bo, "Tove"))
    found = offered(door, bo, cooking, kirsten)
    assert (found.how, found.words) == (How.WAIT, "1 waits already and is asked first.")
    # A person decides: whoever was chosen may have it.
    assert offered(door, bo, cooking, kirsten, chosen=True).how is How.PLACE


def test_who_has_a_place_or_waits_is_offered_nothing_more(
    door: Door, bo: Who, kirsten: int
) -> None:
    cooking, walk = group(door), group(door, "Gåtur")
    place(door, cooking, kirsten)
    found = offered(door, bo, cooking, kirsten)
    assert (found.how, found.words) == (
        How.NOTHING, "Kirsten M. has a place already (since 1.11.).",
    )  # fmt: skip
    door.change(bo, group_waiting.wait, walk, kirsten)
    found = offered(door, bo, walk, kirsten)
    assert (found.how, found.words) == (How.NOTHING, "Kirsten M. waits already, since today.")


def test_without_the_assessment_that_a_group_needs_only_the_waiting_list_is_open(
    door: Door, bo: Who, kirsten: int
) -> None:
    cooking = group(door, needs_assessment="depends")
    found = offered(door, bo, cooking, kirsten)
    assert found.how is How.WAIT
    assert "not decided" in found.needs
    assert found.needs in found.words
    door.change(bo, group_assessments.decide, cooking, kirsten, False)
    found = offered(door, bo, cooking, kirsten)
    assert (found.how, found.needs) == (How.PLACE, "")
    assert found.assessment is not None and found.assessment.allows


def test_what_somebody_has_at_its_times_is_named_and_refuses_nothing(
    door: Door, bo: Who, kirsten: int
) -> None:
    cooking, walk = group(door), group(door, "Gåtur")
    meeting(door, cooking, "2026-11-19T10:30")
    meeting(door, walk, "2026-11-19T11:00")
    place(door, walk, kirsten)
    found = offered(door, bo, cooking, kirsten)
    assert [(one.day, one.words) for one in found.clashes] == [
        (date(2026, 11, 19), "the group Gåtur")
    ]
    assert found.how is How.PLACE


def test_nothing_is_offered_in_a_group_that_is_over(door: Door, bo: Who, kirsten: int) -> None:
    over = group(door, ends_on="2026-11-01")
    with pytest.raises(DeskError, match="ended on"):
        offered(door, bo, over, kirsten)
