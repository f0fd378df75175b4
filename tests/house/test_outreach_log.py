"""The plain log of outreach: every try, the latest first, and who was looked for."""

from __future__ import annotations

import pytest

from din_indgang_tui.house import outreach_log
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import COACHES, Role, Who
from tests.histories import attempt, fill, wall
from tests.oracle_courses import Rest
from tests.scene import OWNER, write


def test_every_try_with_what_it_came_to(door: Door, who: dict[Role, Who]) -> None:
    tries = [
        attempt("2026-11-09T23:59", "nobody_home"),
        attempt("2026-11-10T10:00", "let_in", "Ali"),
        attempt("2026-11-11T00:00", "withdrew", "Ali"),
        attempt("2026-11-11T09:00"),
    ]
    fill(door, [], Rest(attempts=tries))
    door.change(OWNER, write, "outreach_attempt", 1, {"label": "Manden i nr. 7", "area": "Havnen"})
    outreach = who[Role.OUTREACH]
    nobody, withdrew, let_in, first = door.read(outreach, outreach_log.all_attempts)
    assert (nobody.name, nobody.result, nobody.label, nobody.contact) == (
        "No name",
        None,
        "",
        False,
    )
    assert (withdrew.name, withdrew.label, withdrew.contact) == ("Ali", "Withdrew", False)
    assert (let_in.name, let_in.label, let_in.contact) == ("Ali", "Let in", True)
    assert (first.name, first.area, first.citizen_id) == ("Manden i nr. 7", "Havnen", None)
    assert let_in.at == wall("2026-11-10T10:00")


def test_it_is_read_by_those_who_read_conversations(door: Door, who: dict[Role, Who]) -> None:
    for role, one in who.items():
        if role in COACHES:
            assert door.read(one, outreach_log.all_attempts) == ()
        else:
            with pytest.raises(DeskError):
                door.read(one, outreach_log.all_attempts)
