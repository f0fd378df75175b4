"""The lists of the house: closed ones, and those it may edit."""

from __future__ import annotations

import pytest

from din_indgang_tui import i18n
from din_indgang_tui.house import codes
from din_indgang_tui.house.codes import CHANNEL_LABELS, ROLE_LABELS, Channel, State
from din_indgang_tui.house.start_labels import START_LABELS
from din_indgang_tui.store import lists as starting_lists
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import Role, Who, nobody
from tests.scene import OWNER, write


@pytest.fixture(params=["da", "en"])
def language(request: pytest.FixtureRequest) -> str:
    before = i18n.language()
    i18n.choose(request.param)
    request.addfinalizer(lambda: i18n.choose(before))
    return str(request.param)


def test_channels_and_states_are_closed_lists() -> None:
    assert [channel.value for channel in Channel] == [
        "walk_in", "phone", "digital", "letter", "outreach", "partner",
    ]  # fmt: skip
    assert [state.value for state in State] == ["inbox", "waiting", "with_us", "on_hold", "done"]


def test_every_channel_and_every_role_of_the_house_has_a_label() -> None:
    assert CHANNEL_LABELS.keys() == set(Channel)
    assert ROLE_LABELS.keys() == set(Role) - {Role.STRANGER}


def test_a_new_house_starts_with_the_codes_of_the_import_format(
    door: Door, who: dict[Role, Who]
) -> None:
    found = door.read(who[Role.HOST], codes.lists)
    assert tuple(choice.code for choice in found.reasons) == starting_lists.REASONS
    assert tuple(choice.code for choice in found.heard_from) == starting_lists.HEARD_FROM
    assert tuple(choice.code for choice in found.outcomes) == starting_lists.OUTCOMES
    assert not any(c.retired for c in (*found.reasons, *found.heard_from, *found.outcomes))


def test_every_code_that_a_house_starts_with_has_a_label(
    door: Door, who: dict[Role, Who], language: str
) -> None:
    assert START_LABELS["reason"].keys() == set(starting_lists.REASONS)
    assert START_LABELS["heard_from"].keys() == set(starting_lists.HEARD_FROM)
    assert START_LABELS["outcome"].keys() == set(starting_lists.OUTCOMES)
    found = door.read(who[Role.HOST], codes.lists)
    for choices in (found.reasons, found.heard_from, found.outcomes):
        labels = [choice.label for choice in choices]
        assert len(set(labels)) == len(labels)
        assert all(choice.label not in ("", choice.code) for choice in choices)


def test_a_label_of_the_houses_own_is_shown_in_its_place(door: Door, who: dict[Role, Who]) -> None:
    door.change(OWNER, write, "reason", "talk", {"label": "Vil bare snakke"})
    assert door.read(who[Role.HOST], codes.lists).reason("talk") == "vil bare snakke"


def test_a_retired_code_keeps_its_place_and_its_label(door: Door, who: dict[Role, Who]) -> None:
    before = door.read(who[Role.HOST], codes.lists)
    door.change(OWNER, write, "reason", "housing", {"retired": 1})
    after = door.read(who[Role.HOST], codes.lists)
    assert [c.code for c in after.reasons] == [c.code for c in before.reasons]
    assert [c.code for c in after.reasons if c.retired] == ["housing"]
    assert after.reason("housing") == before.reason("housing")


def test_the_lists_follow_their_position(door: Door, who: dict[Role, Who]) -> None:
    door.change(OWNER, write, "outcome", "other", {"position": 0})
    assert door.read(who[Role.HOST], codes.lists).outcomes[0].code == "other"


def test_a_code_that_no_list_has_is_shown_as_it_is(door: Door, who: dict[Role, Who]) -> None:
    found = door.read(who[Role.HOST], codes.lists)
    assert found.reason("not_there_any_more") == "not_there_any_more"
    assert found.outcome(None) == ""


def test_several_reasons_stand_side_by_side_up_to_their_commas(
    door: Door, who: dict[Role, Who]
) -> None:
    door.change(OWNER, write, "reason", "housing", {"label": "Bolig, udsættelse"})
    door.change(OWNER, write, "reason", "money_debt", {"label": "Økonomi og gæld"})
    found = door.read(who[Role.HOST], codes.lists)
    assert found.reasons_in_a_line(("money_debt", "housing")) == "økonomi og gæld, bolig"
    assert found.reasons_in_a_line(("housing",)) == "bolig, udsættelse"
    assert found.reasons_in_a_line(()) == ""


def test_whoever_stands_at_the_log_in_screen_may_read_the_lists(door: Door) -> None:
    assert door.read(nobody(), codes.lists).reasons
