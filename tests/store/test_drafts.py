"""Drafts: what was typed and not saved is the typist's own, and back on any terminal."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from din_indgang_tui.store import drafts
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.drafts import Draft
from din_indgang_tui.store.errors import Busy, NotAllowed
from din_indgang_tui.store.file import BUSY_MS
from din_indgang_tui.store.roles import Role, Who, nobody
from tests.scene import OWNER, HandClock, Open, everything, rows

TYPED: dict[str, Any] = {"who": "kirst mø", "reasons": ["housing"], "form": {"phone": "20 00"}}


def test_what_was_typed_is_back_on_any_terminal(door: Door, open_door: Open, bo: Who) -> None:
    door.change(bo, drafts.keep, "walk_in", "", TYPED)
    assert open_door().read(bo, drafts.of, "walk_in") == [
        Draft("walk_in", "", TYPED, "2026-11-17T09:22:00Z")
    ]


def test_what_was_typed_is_never_shown_to_others(door: Door, who: dict[Role, Who]) -> None:
    door.change(who[Role.HOST], drafts.keep, "walk_in", "", TYPED)
    for role, other in who.items():
        if role != Role.HOST:
            assert door.read(other, drafts.of, "walk_in") == []


def test_two_colleagues_type_in_the_same_panel_without_meeting(
    door: Door, who: dict[Role, Who]
) -> None:
    bo, mette = who[Role.HOST], who[Role.COACH]
    door.change(bo, drafts.keep, "fill_in", "7", {"note": "Bos"})
    door.change(mette, drafts.keep, "fill_in", "7", {"note": "Mettes"})
    door.change(mette, drafts.discard, "fill_in", "7")
    (kept,) = door.read(bo, drafts.of, "fill_in")
    assert kept.content == {"note": "Bos"}


def test_a_later_text_takes_the_place_of_the_earlier_one(
    door: Door, clock: HandClock, bo: Who
) -> None:
    door.change(bo, drafts.keep, "walk_in", "", {"who": "k"})
    clock.move(seconds=3)
    door.change(bo, drafts.keep, "walk_in", "", TYPED)
    assert door.read(bo, drafts.of, "walk_in") == [
        Draft("walk_in", "", TYPED, "2026-11-17T09:22:03Z")
    ]


def test_drafts_of_one_panel_stand_newest_first(door: Door, clock: HandClock, bo: Who) -> None:
    for subject in ("7", "9", "8"):
        door.change(bo, drafts.keep, "fill_in", subject, {"note": subject})
        clock.move(seconds=3)
    door.change(bo, drafts.keep, "walk_in", "", TYPED)
    assert [draft.subject for draft in door.read(bo, drafts.of, "fill_in")] == ["8", "9", "7"]


def test_what_was_saved_for_good_is_no_draft_any_more(door: Door, bo: Who) -> None:
    door.change(bo, drafts.keep, "fill_in", "7", {"note": "a"})
    door.change(bo, drafts.keep, "fill_in", "8", {"note": "b"})
    door.change(bo, drafts.discard, "fill_in", "7")
    assert [draft.subject for draft in door.read(bo, drafts.of, "fill_in")] == ["8"]
    door.change(bo, drafts.discard, "fill_in", "7")  # and again, which is nothing
    door.change(bo, drafts.discard, "walk_in", "")


def test_a_draft_is_not_on_record_and_wakes_no_other_terminal(
    door: Door, open_door: Open, bo: Who
) -> None:
    other = open_door()
    tables = ("unit_of_work", "audit", "look", "part_change")
    before = door.read(OWNER, everything)
    door.change(bo, drafts.keep, "walk_in", "", TYPED)
    door.read(bo, drafts.of, "walk_in")
    door.change(bo, drafts.discard, "walk_in", "")
    after = door.read(OWNER, everything)
    assert {table: after[table] for table in tables} == {table: before[table] for table in tables}
    assert other.changed_parts() == set()


def test_the_draft_of_someone_who_logs_in_again_is_theirs(door: Door, bo: Who) -> None:
    door.change(bo, drafts.keep, "walk_in", "", TYPED)
    tomorrow = Who(bo.initials, bo.role, bo.staff_id, bo.name)
    assert tomorrow.session != bo.session
    assert [draft.content for draft in door.read(tomorrow, drafts.of, "walk_in")] == [TYPED]


def test_what_nobody_came_back_to_is_forgotten_after_a_month(
    door: Door, clock: HandClock, who: dict[Role, Who]
) -> None:
    bo, mette = who[Role.HOST], who[Role.COACH]
    door.change(bo, drafts.keep, "fill_in", "7", {"note": "old"})
    door.change(mette, drafts.keep, "fill_in", "7", {"note": "Mettes"})
    clock.move(days=1)
    door.change(bo, drafts.keep, "fill_in", "8", {"note": "a day younger"})
    clock.move(days=29)
    door.change(bo, drafts.forget_old)
    assert len(door.read(bo, drafts.of, "fill_in")) == 2  # a month to the second is kept
    clock.move(seconds=1)
    door.change(bo, drafts.forget_old)
    assert [draft.subject for draft in door.read(bo, drafts.of, "fill_in")] == ["8"]
    assert len(door.read(mette, drafts.of, "fill_in")) == 1


def test_a_draft_does_not_wait_for_others_who_hold_the_file(
    door: Door, open_door: Open, bo: Who
) -> None:
    other = open_door()
    other._connection.execute("BEGIN IMMEDIATE")
    with pytest.raises(Busy):
        door.change(bo, drafts.keep_if_free, "walk_in", "", TYPED)
    other._connection.execute("ROLLBACK")
    door.change(bo, drafts.keep_if_free, "walk_in", "", TYPED)
    assert [draft.content for draft in door.read(bo, drafts.of, "walk_in")] == [TYPED]
    # What comes after it is as patient as ever.
    assert door._connection.execute("PRAGMA busy_timeout").fetchone()[0] == BUSY_MS


def test_nobody_has_no_drafts(door: Door) -> None:
    with pytest.raises(NotAllowed):
        door.change(nobody(), drafts.keep, "walk_in", "", TYPED)
    with pytest.raises(NotAllowed):
        door.read(nobody(), drafts.of, "walk_in")
    assert door.read(OWNER, rows, "SELECT * FROM draft") == []


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(content=st.dictionaries(st.text(), ANYTHING, max_size=4))
def test_any_text_comes_back_as_it_was_typed(door: Door, bo: Who, content: dict[str, Any]) -> None:
    door.change(bo, drafts.keep, "walk_in", "", content)
    (kept,) = door.read(bo, drafts.of, "walk_in")
    assert kept.content == content
