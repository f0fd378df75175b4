"""The facts on a citizen's page: what is refused, what is hidden, what is on record, and undo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from din_indgang_tui.house import citizen_facts, citizens, finder
from din_indgang_tui.house.citizen_facts import FIELDS, HIDDEN, Facts
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict, DeskError, NotAllowed
from din_indgang_tui.store.health import look_over
from din_indgang_tui.store.roles import DESK, Role, Who
from tests import scene
from tests.desk.hostile import HOSTILE
from tests.scene import (
    HandClock,
    board,
    citizen,
    content,
    everything,
    hurry,
    refused,
    rows,
    someone,
    write,
)

ADDRESS = {
    "phone": "20 00 00 61",
    "email": "kirsten@example.dk",
    "street": "Havnegade 1",
    "postcode": "7000",
    "city": "Byen",
}
CPR, BORN = "120361-4321", "12.03.1961"  # fails modulus 11: nobody's number


@pytest.fixture
def kirsten(door: Door, bo: Who) -> int:
    return citizen(door, bo, "Kirsten", "Møller", **ADDRESS)


def facts(door: Door, who: Who, citizen_id: int, *, shown: bool = False) -> Facts:
    return door.read(who, citizen_facts.facts, citizen_id, shown=shown)


def edit(door: Door, who: Who, citizen_id: int, **texts: str) -> str:
    version = facts(door, who, citizen_id).version
    return door.change(who, citizen_facts.edit, citizen_id, version, texts)


def refuses(door: Door, who: Who, citizen_id: int, **texts: str) -> DeskError:
    version = facts(door, who, citizen_id).version
    return refused(door, who, citizen_facts.edit, citizen_id, version, texts)


def found(door: Door, who: Who, text: str) -> list[str]:
    return [hit.name for hit in door.read(who, finder.find, text).hits]


# Editing -----------------------------------------------------------------------------------------

WHOLE = {
    "given_name": "Kirstine",
    "family_name": "Møgelkær",
    "known_as": "Kis",
    "birth_date": BORN,
    "cpr": CPR,
    "phone": "+45 20 00 00 99",
    "email": "kis@example.dk",
    "street": "Algade 2",
    "postcode": "7100",
    "city": "Vejle",
    "address_protected": "no",
    "protected_until": "",
    "interpreter": "tyrkisk",
    "hearing": "tal til venstre øre",
    "safe_to_phone": "no",
    "may_leave_message": "yes",
    "how_to_meet": "giver ikke hånd",
}


def test_every_fact_can_be_edited_and_read_again(door: Door, bo: Who, kirsten: int) -> None:
    assert set(WHOLE) == set(FIELDS)
    assert "modulus 11" in edit(door, bo, kirsten, **WHOLE)
    assert facts(door, bo, kirsten).texts == WHOLE
    shown = door.read(bo, citizens.page, kirsten).citizen
    assert (shown.known_as, shown.safe_to_phone, shown.may_leave_message) == ("Kis", "no", "yes")
    assert (shown.interpreter, shown.hearing) == ("tyrkisk", "tal til venstre øre")
    assert shown.how_to_meet == "giver ikke hånd"


def test_what_is_edited_is_on_record_with_before_and_after(
    door: Door, bo: Who, kirsten: int
) -> None:
    edit(door, bo, kirsten, phone="20 00 00 99")
    (record,) = door.read(
        bo, rows, "SELECT before, after FROM audit a JOIN unit_of_work u ON u.id = unit_id"
        " WHERE u.deed = 'citizen_facts.edit' AND citizen_id = ?", (kirsten,)
    )  # fmt: skip
    assert "20 00 00 61" in record[0]
    assert "20 00 00 99" in record[1]


def test_a_number_is_looked_for_as_it_is_now(door: Door, bo: Who, kirsten: int) -> None:
    edit(door, bo, kirsten, phone="+45 20 00 00 99")
    assert found(door, bo, "20000099") == ["Kirsten Møller"]
    assert found(door, bo, "20000061") == []


def test_another_name_is_found_and_the_old_one_is_not(door: Door, bo: Who, kirsten: int) -> None:
    edit(door, bo, kirsten, family_name="Dam", known_as="Kis")
    assert found(door, bo, "kirsten dam") == ["Kirsten Dam"]
    assert found(door, bo, "møller") == []


def test_kis_is_found_by_what_she_is_called(door: Door, bo: Who, kirsten: int) -> None:
    citizen(door, bo, "Kisser", "Bech")
    edit(door, bo, kirsten, known_as="Kis")
    hits = door.read(bo, finder.find, "kis").hits
    assert [(hit.name, hit.why) for hit in hits] == [
        ("Kirsten Møller", finder.Why.CALLED), ("Kisser Bech", finder.Why.NAME),
    ]  # fmt: skip
    (both,) = door.read(bo, finder.find, "kis møl").hits
    assert (both.name, both.known_as) == ("Kirsten Møller", "Kis")
    (by_name,) = door.read(bo, finder.find, "kirsten").hits
    assert by_name.why == finder.Why.NAME


def test_to_be_called_by_ones_own_name_is_no_second_part_of_it(
    door: Door, bo: Who, kirsten: int
) -> None:
    edit(door, bo, kirsten, known_as="Kirsten")
    assert found(door, bo, "kirsten kirsten") == []


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        ({"birth_date": "31.02.1970"}, "birth_date"),
        ({"birth_date": "18.11.2026"}, "birth_date"),
        ({"birth_date": "in spring"}, "birth_date"),
        ({"cpr": "120361"}, "cpr"),
        ({"cpr": "310261-4321"}, "cpr"),
        ({"cpr": "010136-4444"}, "cpr"),  # 2036, by its century
        ({"cpr": CPR, "birth_date": "13.03.1961"}, "cpr"),
        ({"given_name": "x" * 101}, "given_name"),
        ({"how_to_meet": "x" * 201}, "how_to_meet"),
        ({"protected_until": "01.02.2027"}, "protected_until"),
        ({"address_protected": "yes", "protected_until": "16.11.2026"}, "protected_until"),
        ({"address_protected": "yes", "protected_until": "31.02.2027"}, "protected_until"),
        ({"address_protected": "perhaps"}, "address_protected"),
        ({"safe_to_phone": "perhaps"}, "safe_to_phone"),
    ],
)
def test_bad_facts_are_refused_by_their_field_and_nothing_is_written(
    door: Door, bo: Who, kirsten: int, texts: dict[str, str], field: str
) -> None:
    assert refuses(door, bo, kirsten, **texts, city="Byen").field == field


def test_what_is_no_fact_is_a_fault_of_the_program(door: Door, bo: Who, kirsten: int) -> None:
    with pytest.raises(ValueError, match="version"):
        edit(door, bo, kirsten, version="7")


def test_a_number_that_someone_else_has_names_them(door: Door, bo: Who, kirsten: int) -> None:
    citizen(door, bo, "Ole", "Hansen", cpr=CPR)
    error = refuses(door, bo, kirsten, cpr=CPR)
    assert error.field == "cpr"
    assert "Ole Hansen" in error.message


def test_ones_own_number_is_no_hindrance(door: Door, bo: Who) -> None:
    ole = citizen(door, bo, "Ole", cpr=CPR)
    edit(door, bo, ole, cpr="1203614321", city="Byen")
    assert facts(door, bo, ole).texts["cpr"] == CPR


def test_someone_must_be_left_to_know(door: Door, bo: Who) -> None:
    ea = citizen(door, bo, "Ea", **{"phone": "20 00 00 61"})
    edit(door, bo, ea, phone="")
    assert refuses(door, bo, ea, given_name="", known_as="Ea").field == "given_name"
    edit(door, bo, ea, given_name="", birth_date=BORN)
    assert refuses(door, bo, ea, birth_date=" ").field == "birth_date"


def test_a_mended_number_takes_the_birth_date_along(door: Door, bo: Who, kirsten: int) -> None:
    edit(door, bo, kirsten, cpr=CPR)
    assert facts(door, bo, kirsten).texts["birth_date"] == BORN
    edit(door, bo, kirsten, cpr="130361-4321")
    assert facts(door, bo, kirsten).texts["birth_date"] == "13.03.1961"
    error = refuses(door, bo, kirsten, birth_date=BORN)
    assert error.field == "birth_date"
    assert "13.03.1961" in error.message
    edit(door, bo, kirsten, birth_date=BORN, cpr=CPR)
    edit(door, bo, kirsten, cpr="")
    assert facts(door, bo, kirsten).texts["birth_date"] == BORN


def test_a_birth_date_of_its_own_does_not_follow_the_number(
    door: Door, bo: Who, kirsten: int
) -> None:
    edit(door, bo, kirsten, birth_date="13.03.1961")
    assert refuses(door, bo, kirsten, cpr=CPR).field == "cpr"


def test_what_an_import_brought_does_not_hinder_editing_the_rest(
    door: Door, bo: Who, kirsten: int
) -> None:
    """A number and a birth date that disagree are taken as they were."""
    door.change(
        bo, write, "citizen", kirsten, {"cpr": "1203614321", "birth_date": "1970-01-02"}
    )  # fmt: skip
    edit(door, bo, kirsten, phone="20 00 00 99")
    assert facts(door, bo, kirsten).texts["phone"] == "20 00 00 99"


def test_the_second_to_save_is_told_who_and_sees_both(
    door: Door, bo: Who, mette: Who, kirsten: int
) -> None:
    version = facts(door, bo, kirsten).version
    edit(door, mette, kirsten, phone="20 00 00 99", known_as="Kis")
    error = refused(door, bo, citizen_facts.edit, kirsten, version, {"phone": "20 00 00 16"})
    assert isinstance(error, Conflict)
    assert error.who == "Mette Juhl"
    assert (error.theirs["phone"], error.yours["phone"]) == ("20 00 00 99", "20 00 00 16")


def test_who_wrote_first_is_told_of_before_any_rule(
    door: Door, bo: Who, mette: Who, kirsten: int
) -> None:
    version = facts(door, bo, kirsten).version
    edit(door, mette, kirsten, cpr=CPR)
    error = refused(door, bo, citizen_facts.edit, kirsten, version, {"birth_date": "13.03.1961"})
    assert isinstance(error, Conflict)
    assert error.who == "Mette Juhl"


def test_nobody_edits_someone_who_is_gone(door: Door, bo: Who) -> None:
    refused(door, bo, citizen_facts.edit, 999, 1, {"phone": "1"})
    with pytest.raises(DeskError):
        door.read(bo, citizen_facts.facts, 999)
    before = door.read(bo, everything)
    with pytest.raises(DeskError):
        door.read(bo, citizen_facts.protected_facts, 999)
    assert door.read(bo, everything) == before


# Protection --------------------------------------------------------------------------------------


def protect(door: Door, who: Who, citizen_id: int, until: str = "01.02.2027") -> None:
    edit(door, who, citizen_id, address_protected="yes", protected_until=until)


def test_protected_facts_stand_neither_on_the_page_nor_in_the_form(
    door: Door, bo: Who, kirsten: int
) -> None:
    protect(door, bo, kirsten)
    page = door.read(bo, citizens.page, kirsten).citizen
    assert not any((page.phone, page.email, page.street, page.postcode, page.city))
    assert page.protected_until == date(2027, 2, 1)
    form = facts(door, bo, kirsten, shown=True)
    assert form.hidden
    assert form.texts.keys() == set(FIELDS) - set(HIDDEN)
    assert not any(text in repr(form) for text in ADDRESS.values())


def test_they_are_shown_with_a_look_on_record(door: Door, mette: Who, kirsten: int) -> None:
    protect(door, mette, kirsten)
    shown = door.read(mette, citizen_facts.protected_facts, kirsten)
    assert {field: shown.texts[field] for field in HIDDEN} == ADDRESS
    look = "SELECT who, question, citizen_id FROM look"
    expected = [("MEJ", "citizen_facts.protected_facts", kirsten)]
    assert door.read(mette, rows, look) == expected
    # The form that is read again while one looks is no second look.
    assert facts(door, mette, kirsten, shown=True) == shown
    assert facts(door, mette, kirsten).hidden
    assert door.read(mette, rows, look) == expected


def test_nobody_writes_over_what_they_have_not_seen(
    door: Door, bo: Who, mette: Who, kirsten: int
) -> None:
    protect(door, bo, kirsten)
    door.read(mette, citizen_facts.protected_facts, kirsten)
    for field in HIDDEN:
        assert refuses(door, bo, kirsten, **{field: "1"}).field == field
    # Nor does lifting the protection in the same breath help.
    assert refuses(door, bo, kirsten, phone="1", address_protected="no").field == "phone"
    edit(door, bo, kirsten, known_as="Kis")
    edit(door, mette, kirsten, phone="20 00 00 99")
    assert facts(door, mette, kirsten, shown=True).texts["phone"] == "20 00 00 99"


def test_a_conflict_tells_nobody_what_was_protected_meanwhile(
    door: Door, bo: Who, mette: Who, kirsten: int
) -> None:
    version = facts(door, bo, kirsten).version
    edit(door, mette, kirsten, phone="20 00 00 99", address_protected="yes")
    error = refused(door, bo, citizen_facts.edit, kirsten, version, {"phone": "20 00 00 16"})
    assert not isinstance(error, Conflict)
    assert error.field == "phone"


@pytest.mark.parametrize("role", sorted(set(Role) - DESK - {Role.STRANGER}))
def test_only_those_who_meet_citizens_may(
    door: Door, who: dict[Role, Who], kirsten: int, role: Role
) -> None:
    before = door.read(who[role], everything)
    for question in (citizen_facts.facts, citizen_facts.protected_facts):
        with pytest.raises(NotAllowed):
            door.read(who[role], question, kirsten)
    with pytest.raises(NotAllowed):
        door.change(who[role], citizen_facts.edit, kirsten, 1, {"phone": "1"})
    assert door.read(who[role], everything) == before


def test_its_last_day_is_one_of_protection_and_then_the_page_asks_for_a_month(
    door: Door, bo: Who, clock: HandClock, kirsten: int
) -> None:
    def on_the_page() -> tuple[bool, date | None]:
        page = door.read(bo, citizens.page_again, kirsten).citizen
        assert bool(page.phone) is not page.address_protected
        return page.address_protected, page.protection_ended

    protect(door, bo, kirsten, "17.11.2026")
    assert on_the_page() == (True, None)
    clock.move(days=1)
    assert on_the_page() == (False, date(2026, 11, 17))
    assert not facts(door, bo, kirsten).hidden
    edit(door, bo, kirsten, phone="20 00 00 99")  # as anybody's, also with the day that passed
    clock.move(days=citizens.ASK_DAYS - 1)
    assert on_the_page() == (False, date(2026, 11, 17))
    clock.move(days=1)
    assert on_the_page() == (False, None)


def test_protection_that_ended_is_renewed_or_laid_down(
    door: Door, bo: Who, clock: HandClock, kirsten: int
) -> None:
    protect(door, bo, kirsten, "17.11.2026")
    clock.move(days=10)
    renewed = facts(door, bo, kirsten).texts
    assert (renewed["address_protected"], renewed["protected_until"]) == ("yes", "17.11.2026")
    assert refuses(door, bo, kirsten, protected_until="18.11.2026").field == "protected_until"
    edit(door, bo, kirsten, protected_until="27-11-27")
    assert facts(door, bo, kirsten).hidden
    # Laid down, it shows all it hid: whoever does so has looked first.
    assert refuses(door, bo, kirsten, address_protected="no").field == "address_protected"
    door.read(bo, citizen_facts.protected_facts, kirsten)
    edit(door, bo, kirsten, address_protected="no")
    laid_down = facts(door, bo, kirsten).texts
    assert (laid_down["address_protected"], laid_down["protected_until"]) == ("no", "")
    assert door.read(bo, citizens.page_again, kirsten).citizen.protection_ended is None


# Any edit, and undo ------------------------------------------------------------------------------

LINES = st.sampled_from(HOSTILE) | st.text(max_size=40)
TEXTS = st.fixed_dictionaries(
    {},
    optional={field: LINES for field in FIELDS if field not in ("birth_date", "cpr")}
    | {
        "birth_date": st.sampled_from(["", BORN, "130361", "2001-02-03", "31.02.1970"]),
        "cpr": st.sampled_from(["", CPR, "1303614321", "020301-5555", "12"]),
        "address_protected": st.sampled_from(["yes", "no"]),
        "protected_until": st.sampled_from(["", "01.02.2027", "16.11.2026"]),
        "safe_to_phone": st.sampled_from(["", "yes", "no"]),
        "may_leave_message": st.sampled_from(["", "yes", "no"]),
    },
)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Door, Who, int]]:
    """A house where Kirsten is known, and Ole, who has a CPR number."""
    path = tmp_path_factory.mktemp("facts") / "house.db"
    bo = scene.found(path)[Role.HOST]
    door = hurry(Door(path, HandClock()))
    someone(door, bo, "Ole", cpr="1303614321")
    yield door, bo, citizen(door, bo, "Kirsten", "Møller", **ADDRESS)
    door.close()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits=st.lists(TEXTS, min_size=1, max_size=3))
def test_any_edit_is_taken_or_refused_by_its_field_and_undone_exactly(
    two: tuple[Door, Who, int], edits: list[dict[str, str]]
) -> None:
    door, bo, kirsten = two
    first = door.read(bo, content)
    undoable = 0
    for texts in edits:
        before = door.read(bo, content)
        door.read(bo, citizen_facts.protected_facts, kirsten)
        try:
            edit(door, bo, kirsten, **texts)
        except DeskError as error:
            assert error.field in texts
            assert error.message.endswith(".")
            assert door.read(bo, content) == before
            continue
        undoable += door.read(bo, content) != before
        row = stored(door, bo, kirsten)
        assert any(row[field] for field in citizens.KNOWN_BY)
        assert not row["protected_until"] or row["address_protected"]
        assert all(str(value).isprintable() for value in row.values())
        assert parts(door, bo, kirsten) == {
            (part["fold"], part["part"], part["sort_rank"])
            for part in citizens.name_parts(
                kirsten, row["given_name"], row["family_name"], row["known_as"]
            )
        }
    for _edit in range(undoable):
        assert door.change(bo, undo).deed == "citizen_facts.edit"
    assert door.read(bo, content) == first


def stored(door: Door, who: Who, citizen_id: int) -> dict[str, Any]:
    columns = (*citizens.KNOWN_BY, "known_as", "address_protected", "protected_until", "city")
    (row,) = door.read(
        who, rows, f"SELECT {', '.join(columns)} FROM citizen WHERE id = ?", (citizen_id,)
    )
    return dict(zip(columns, row, strict=True))


def parts(door: Door, who: Who, citizen_id: int) -> set[tuple[Any, ...]]:
    return set(
        door.read(
            who, rows, "SELECT fold, part, sort_rank FROM name_part WHERE citizen_id = ?",
            (citizen_id,),
        )
    )  # fmt: skip


def test_the_health_check_knows_what_people_are_called(
    door: Door, bo: Who, file: Path, kirsten: int
) -> None:
    edit(door, bo, kirsten, known_as="Kis")
    said = [finding.text for finding in look_over(file, citizens.name_parts)]
    assert "Everybody can be found by every part of their name" in said


def test_today_reads_the_new_name(door: Door, bo: Who) -> None:
    ida = someone(door, bo, "Ida", "Holm").citizen_id
    assert ida is not None
    edit(door, bo, ida, given_name="Ea")
    assert [row.name for row in board(door, bo).waiting] == ["Ea H."]
