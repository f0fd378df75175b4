"""Two edited the same: what only one changed is joined, what both changed is asked about."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.house.merging import Clash, merged

FIELDS = ("phone", "known_as", "street")
TEXTS = st.fixed_dictionaries({field: st.sampled_from(["", "a", "b", "c"]) for field in FIELDS})


def test_what_only_one_changed_is_joined() -> None:
    before = {"phone": "61", "known_as": "Kis", "street": "-"}
    theirs = before | {"phone": "99"}
    assert merged(before, theirs, {"known_as": "Kisser"}).joined == {"known_as": "Kisser"}
    both = merged(before, theirs, {"phone": "16", "known_as": "Kisser"})
    assert both.joined == {"known_as": "Kisser"}
    assert both.clashes == (Clash("phone", "61", "99", "16"),)


@given(TEXTS, TEXTS, TEXTS)
def test_nothing_of_theirs_is_lost_and_nothing_of_yours_unasked(
    before: dict[str, str], theirs: dict[str, str], whole: dict[str, str]
) -> None:
    yours = {field: text for field, text in whole.items() if text != before[field]}
    result = merged(before, theirs, yours)
    clashing = {clash.field for clash in result.clashes}
    for field in FIELDS:
        changed_by_them = theirs[field] != before[field]
        if field in result.joined:
            assert not changed_by_them
            assert result.joined[field] == yours[field]
        if field in clashing:
            assert changed_by_them
            assert yours[field] not in (before[field], theirs[field])
        if field in yours and yours[field] != theirs[field]:
            assert (field in result.joined) != (field in clashing)
