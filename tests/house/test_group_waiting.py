"""The waiting list of a group: in order of time, and a person decides who gets what is free."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from din_indgang_tui.house import group_assessments, group_members, group_release, group_waiting
from din_indgang_tui.house.group_waiting import Proposal, Waiting
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict
from din_indgang_tui.store.roles import Who
from tests.group_scene import group, in_line, place
from tests.scene import OWNER, HandClock, citizen, content, refused, rows, write

TODAY = date(2026, 11, 17)
DAY = timedelta(days=1)


@pytest.fixture
def cooking(door: Door, bo: Who) -> int:
    """A group with one place, which is Ida's."""
    number = group(door, "Madlavning", capacity=1)
    place(door, number, citizen(door, bo, "Ida"))
    return number


def waits(door: Door, who: Who, group_id: int, given: str) -> Waiting:
    return door.change(who, group_waiting.wait, group_id, citizen(door, who, given))


def line(door: Door, who: Who, group_id: int) -> list[tuple[int, str]]:
    return [(one.number, one.name) for one in door.read(who, group_waiting.of_group, group_id)]


def proposed(door: Door, who: Who, group_id: int) -> Proposal:
    found = door.read(who, group_waiting.proposal, group_id)
    assert found is not None
    return found


def leaves(door: Door, who: Who, group_id: int, last: date | None = None) -> None:
    (member,) = door.read(who, group_members.of_group, group_id)
    door.change(who, group_members.end, member.member_id, member.version, last)


def test_who_has_waited_longest_stands_first(
    door: Door, bo: Who, cooking: int, clock: HandClock
) -> None:
    ali = waits(door, bo, cooking, "Ali")
    assert (ali.number, ali.since_on, ali.group) == (1, TODAY, "Madlavning")
    ea = waits(door, bo, cooking, "Ea")  # in the same second
    clock.move(days=1)
    waits(door, bo, cooking, "Bo")
    assert line(door, bo, cooking) == [(1, "Ali"), (2, "Ea"), (3, "Bo")]
    door.change(bo, group_waiting.withdraw, ali.waiting_id, ali.version)
    assert line(door, bo, cooking) == [(1, "Ea"), (2, "Bo")]
    door.change(bo, undo)  # and stands where they stood
    assert line(door, bo, cooking) == [(1, "Ali"), (2, "Ea"), (3, "Bo")]
    (mine,) = door.read(bo, group_waiting.of_citizen, ea.citizen_id)
    assert (mine.number, mine.group) == (2, "Madlavning")


def test_one_waits_once_and_not_for_what_they_have(door: Door, bo: Who, cooking: int) -> None:
    ali = waits(door, bo, cooking, "Ali")
    again = refused(door, bo, group_waiting.wait, cooking, ali.citizen_id)
    assert (again.field, again.message) == ("who", "Ali waits already, since today.")
    (ida,) = door.read(bo, group_members.of_group, cooking)
    has = refused(door, bo, group_waiting.wait, cooking, ida.citizen_id)
    assert (has.field, has.message) == ("who", "Ida has a place already (since 1.11.).")
    nobody = refused(door, bo, group_waiting.wait, cooking, None)
    assert nobody.message == "A place is for somebody: find or write down who it is."


def test_waiting_is_ended_once(door: Door, bo: Who, mette: Who, cooking: int) -> None:
    ali = waits(door, bo, cooking, "Ali")
    assert isinstance(refused(door, mette, group_waiting.withdraw, ali.waiting_id, 7), Conflict)
    assert door.change(bo, group_waiting.withdraw, ali.waiting_id, 1) == "Ali"
    late = refused(door, mette, group_waiting.withdraw, ali.waiting_id, 2)
    assert late.message == "They do not wait for a place any more."
    assert refused(door, mette, group_waiting.give, ali.waiting_id, 2).message == late.message
    assert door.change(bo, group_waiting.wait, cooking, ali.citizen_id).number == 1


def test_a_freed_place_proposes_who_stands_first_and_since_when_it_is_free(
    door: Door, bo: Who, cooking: int, clock: HandClock
) -> None:
    in_line(door, cooking, citizen(door, bo, "Yusuf", "Demir"))
    assert door.read(bo, group_waiting.proposal, cooking) is None
    leaves(door, bo, cooking)
    soon = proposed(door, bo, cooking)
    assert (soon.free, soon.free_since) == (1, TODAY + DAY)
    assert soon.words == (
        "From 18.11. one place is free. Yusuf D. has waited since 2.11. and stands first."
    )
    clock.move(days=2)
    found = proposed(door, bo, cooking)
    assert found.waiting is not None
    assert (found.waiting.name, found.free, found.free_since) == ("Yusuf D.", 1, TODAY + DAY)
    assert found.words == (
        "Since yesterday one place is free. Yusuf D. has waited since 2.11. and stands first."
    )
    assert door.read(bo, group_waiting.open_proposals) == (found,)
    door.change(bo, undo)
    assert door.read(bo, group_waiting.open_proposals) == ()


def test_more_places_propose_too_since_the_day_there_are_more(
    door: Door, bo: Who, cooking: int, clock: HandClock
) -> None:
    waits(door, bo, cooking, "Ali")
    clock.move(days=3)
    door.change(OWNER, write, "group_activity", cooking, {"capacity": 3})
    clock.move(days=1)
    found = proposed(door, bo, cooking)
    assert (found.free, found.free_since) == (2, TODAY + 3 * DAY)
    assert found.words.startswith("Since yesterday 2 places are free. Ali has waited")


def test_what_is_left_in_a_month_is_not_proposed_today(
    door: Door, bo: Who, cooking: int, clock: HandClock
) -> None:
    waits(door, bo, cooking, "Ali")
    leaves(door, bo, cooking, TODAY + 30 * DAY)
    assert door.read(bo, group_waiting.proposal, cooking) is None
    clock.move(days=20)
    assert proposed(door, bo, cooking).free_since == TODAY + 31 * DAY


def test_who_is_passed_over_is_named_and_why(door: Door, bo: Who) -> None:
    walk = group(door, "Gåtur", needs_assessment="depends", capacity=4)
    ali, _ea, ib = (waits(door, bo, walk, name) for name in ("Ali", "Ea", "Ib"))
    nobody = proposed(door, bo, walk)
    assert nobody.waiting is None
    undecided = "it is not decided whether an assessment is needed"
    assert nobody.words == (
        f"4 places are free. Nobody can have it yet: Ali ({undecided}), Ea ({undecided}),"
        f" Ib ({undecided})."
    )
    door.change(bo, group_assessments.decide, walk, ali.citizen_id, True)
    door.change(bo, group_assessments.decide, walk, ib.citizen_id, False)
    found = proposed(door, bo, walk)
    assert found.waiting is not None
    assert found.waiting.name == "Ib"
    assert [(one.waiting.name, one.why) for one in found.passed_over] == [
        ("Ali", "an assessment is missing"),
        ("Ea", undecided),
    ]
    assert found.words == (
        "4 places are free. Ib has waited since today and is next."
        f" Not yet: Ali (an assessment is missing), Ea ({undecided})."
    )


def test_a_person_may_give_it_to_another_in_the_list(
    door: Door, bo: Who, mette: Who, cooking: int, clock: HandClock
) -> None:
    waits(door, bo, cooking, "Ali")
    ea = waits(door, bo, cooking, "Ea")
    leaves(door, bo, cooking)
    before = door.read(OWNER, content)
    assert isinstance(refused(door, mette, group_waiting.give, ea.waiting_id, 9), Conflict)
    given = door.change(mette, group_waiting.give, ea.waiting_id, ea.version)
    assert (given.name, given.from_on, given.to_on) == ("Ea", TODAY + DAY, None)
    assert line(door, bo, cooking) == [(1, "Ali")]
    assert door.read(
        OWNER, rows, "SELECT ended_how, member_id FROM group_waiting WHERE ended_on IS NOT NULL"
    ) == [("place", given.member_id)]
    assert door.read(bo, group_waiting.proposal, cooking) is None
    door.change(mette, undo)  # both are as before
    assert door.read(OWNER, content) == before


def test_where_no_place_is_free_nobody_is_given_one(door: Door, bo: Who, cooking: int) -> None:
    ali = waits(door, bo, cooking, "Ali")
    full = refused(door, bo, group_waiting.give, ali.waiting_id, ali.version)
    assert full.message == "The one place is taken, and 1 waits: the waiting list is open."


def test_a_group_without_a_limit_has_a_place_for_whoever_may(door: Door, bo: Who) -> None:
    walk = group(door, "Gåtur")
    waits(door, bo, walk, "Ali")
    found = proposed(door, bo, walk)
    assert found.free is None
    assert found.words.startswith("There is no limit of places. Ali has waited since today")


def test_a_group_that_ended_proposes_nobody_one_to_begin_from_then(door: Door, bo: Who) -> None:
    over = group(door, "Kor", ends_on="2026-11-16", starts_on="2026-01-01")
    in_line(door, over, citizen(door, bo, "Ali"))
    assert door.read(bo, group_waiting.proposal, over) is None
    coming = group(door, "Strik", starts_on="2026-12-01", capacity=3)
    ea = waits(door, bo, coming, "Ea")
    assert proposed(door, bo, coming).free_since == date(2026, 12, 1)
    given = door.change(bo, group_waiting.give, ea.waiting_id, ea.version)
    assert given.from_on == date(2026, 12, 1)


def test_whoever_is_let_go_waits_for_nothing_and_undo_brings_it_back(
    door: Door, bo: Who, cooking: int
) -> None:
    (ida,) = door.read(bo, group_members.of_group, cooking)
    in_line(door, group(door, "Kor"), ida.citizen_id)
    before = door.read(OWNER, content)
    shown = door.read(bo, group_release.places_to_release, ida.citizen_id)
    ended = door.change(bo, group_release.release, ida.citizen_id, TODAY, "Død")
    assert ended == shown
    assert [(one.group, one.waits) for one in ended] == [("Kor", True), ("Madlavning", False)]
    assert door.read(bo, group_release.places_to_release, ida.citizen_id) == ()
    assert door.read(bo, group_waiting.of_citizen, ida.citizen_id) == ()
    door.change(bo, undo)
    assert door.read(OWNER, content) == before
