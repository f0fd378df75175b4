"""The lists that the house edits: labels change, codes stay, and no past figure with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from din_indgang_tui import i18n
from din_indgang_tui.house import closing as closing_courses
from din_indgang_tui.house import codes, courses, enquiries, lists, statistics, statistics_by
from din_indgang_tui.house.closing import Closing
from din_indgang_tui.house.lists import LISTS, Facts, code_from
from din_indgang_tui.house.periods import Days
from din_indgang_tui.house.undo import undo
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.errors import Conflict, NotAllowed
from din_indgang_tui.store.roles import Role, Who
from din_indgang_tui.text import clean
from tests.diary_scene import course
from tests.histories import attempt, fill
from tests.oracle_courses import Rest
from tests.scene import OWNER, HandClock, citizen, copy_of, everything, hurry, refused, someone

YEAR = Days(date(2026, 1, 1), date(2026, 12, 31))
EVERY_LIST = pytest.mark.parametrize("name", LISTS)
# Where the weekly figures have a column a code: the others are counted by course and by slot.
OF_ENQUIRIES = pytest.mark.parametrize("name", ["reason", "heard_from", "outcome"])


def entries(door: Door, name: str) -> dict[str, lists.Entry]:
    return {entry.code: entry for entry in door.read(OWNER, lists.entries, name)}


@EVERY_LIST
def test_a_new_entry_is_last_and_can_be_chosen_at_once(door: Door, leader: Who, name: str) -> None:
    code = door.change(leader, lists.add, name, "  Hund  og kat ")
    assert code == "hund_og_kat"
    last = door.read(OWNER, lists.entries, name)[-1]
    assert (last.code, last.label, last.retired) == (code, "Hund og kat", False)
    everywhere = door.read(OWNER, codes.lists)
    shown: dict[str, Sequence[codes.Choice]] = {
        "reason": everywhere.reasons,
        "heard_from": everywhere.heard_from,
        "outcome": everywhere.outcomes,
        "closing_reason": everywhere.closing_reasons,
        "onward_support": everywhere.onward_supports,
        "activity_kind": everywhere.kinds,
        "outreach_result": everywhere.outreach_results,
        "room": everywhere.rooms,
    }
    assert shown[name][-1].label == "Hund og kat"


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("Økonomi & gæld", "oekonomi_gaeld"),
        ("Å æ Ø", "aa_ae_oe"),
        ("Café/bistro", "cafe_bistro"),
        ("a|b", "a_b"),
        ("王小明", "entry"),
        ("!!!", "entry"),
        ("x" * 40, "x" * 30),
    ],
)
def test_how_a_code_is_made(label: str, code: str) -> None:
    assert code_from(label, set()) == code
    again = code_from(label, {code})
    assert again.endswith("_2") and len(again) <= 30


@pytest.fixture(scope="module")
def busy_door(
    _new_house: tuple[Path, dict[Role, Who]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Door]:
    path = copy_of(_new_house[0], tmp_path_factory.mktemp("lists") / "house.db")
    with closing(Door(path, HandClock())) as door:
        yield hurry(door)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(label=st.text(min_size=1, max_size=40))
def test_any_label_makes_a_code_that_round_trips(busy_door: Door, label: str) -> None:
    stored = " ".join(clean(label).split())
    shown = {entry.label.casefold() for entry in entries(busy_door, "reason").values()}
    if not stored or stored.casefold() in shown:
        return
    before = set(entries(busy_door, "reason"))
    code = busy_door.change(OWNER, lists.add, "reason", label)
    assert re.fullmatch("[a-z0-9_]{1,30}", code) and code not in before
    assert (
        busy_door.read(OWNER, codes.lists).label(busy_door.read(OWNER, codes.lists).reasons, code)
        == stored
    )


@given(labels=st.lists(st.text(max_size=60), max_size=12))
def test_codes_never_meet(labels: list[str]) -> None:
    taken: set[str] = set()
    for label in labels:
        taken.add(code_from(label, taken))
    assert len(taken) == len(labels)


@EVERY_LIST
@pytest.mark.parametrize(
    ("label", "words"), [("  ", "missing"), ("x" * 41, "too long"), ("oTHer", "already")]
)
def test_a_label_that_cannot_be_one(
    door: Door, leader: Who, name: str, label: str, words: str
) -> None:
    if not any(one.label == "Other" for one in entries(door, name).values()):
        door.change(leader, lists.add, name, "Other")
    error = refused(door, leader, lists.add, name, label)
    assert words in error.message
    assert error.field == "label"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("none", "taken"),
        ("Hund", "small letters"),
        ("a|b", "small letters"),
        ("", "1 to 30"),
        ("housing", "taken"),
    ],
)
def test_a_code_that_cannot_be_one(door: Door, leader: Who, code: str, words: str) -> None:
    assert words in refused(door, leader, lists.add, "reason", "Hund", code).message


def test_the_label_of_a_retired_entry_is_taken_and_it_says_what_to_do(
    door: Door, leader: Who
) -> None:
    door.change(leader, lists.retire, "reason", "housing")
    error = refused(door, leader, lists.add, "reason", "Housing, eviction")
    assert "Bring it back" in error.message


def test_another_label_for_the_same_code_and_the_catalogues_again(door: Door, leader: Who) -> None:
    assert door.change(leader, lists.rename, "reason", "talk", "Snak") == "Snak"
    assert entries(door, "reason")["talk"].label == "Snak"
    assert "already" in refused(door, leader, lists.rename, "reason", "housing", "SNAK").message
    assert door.change(leader, lists.rename, "reason", "talk", " ") == "Just wants to talk"
    # The catalogue's words are the catalogue's: they follow the language.
    door.change(leader, lists.rename, "reason", "talk", "Just wants to talk")
    spoken = i18n.language()
    try:
        i18n.choose("da")
        assert entries(door, "reason")["talk"].label == "Vil bare snakke"
    finally:
        i18n.choose(spoken)


def test_what_the_house_wrote_itself_needs_a_text(door: Door, leader: Who) -> None:
    code = door.change(leader, lists.add, "outcome", "Fulgt hjem")
    error = refused(door, leader, lists.rename, "outcome", code, "")
    assert "needs a text" in error.message
    # The same again, also in other capitals, is no clash with itself.
    assert door.change(leader, lists.rename, "outcome", code, "FULGT hjem") == "FULGT hjem"


def test_two_who_rename_the_same(door: Door, leader: Who, who: dict[Role, Who]) -> None:
    version = entries(door, "reason")["talk"].version
    door.change(leader, lists.rename, "reason", "talk", "Snak", version)
    error = refused(door, who[Role.ADMIN], lists.rename, "reason", "talk", "Sludder", version)
    assert isinstance(error, Conflict) and error.who == "Åse Holm"


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("outcome", "helped", "weekly figure"),
        ("outcome", "left_without_help", "weekly figure"),
        ("onward_support", "sel85", "weekly figure"),
        ("onward_support", "none", "program itself"),
        ("onward_support", "unknown", "program itself"),
        ("activity_kind", "coaching", "program itself"),
    ],
)
def test_what_a_figure_or_the_program_names_cannot_be_retired(
    door: Door, leader: Who, name: str, code: str, words: str
) -> None:
    error = refused(door, leader, lists.retire, name, code)
    assert words in error.message
    assert door.change(leader, lists.rename, name, code, "Andre ord") == "Andre ord"


def test_a_new_house_names_its_rooms_itself(door: Door, leader: Who) -> None:
    assert entries(door, "room") == {}
    code = door.change(leader, lists.add, "room", "Broen")
    assert door.change(leader, lists.rename, "room", code, "Molen") == "Molen"
    assert "needs a text" in refused(door, leader, lists.rename, "room", code, "").message


def test_an_activity_says_whether_it_is_booked_and_how_long_it_takes(
    door: Door, leader: Who
) -> None:
    assert entries(door, "activity_kind")["coaching"].facts == Facts(bookable=True, minutes=45)
    assert entries(door, "activity_kind")["group"].facts.bookable is False
    code = door.change(
        leader, lists.add, "activity_kind", "Gåtur", None, Facts(bookable=True, minutes=30)
    )
    (kind,) = (one for one in door.read(OWNER, codes.lists).kinds if one.code == code)
    assert (kind.bookable, kind.minutes) == (True, 30)
    version = entries(door, "activity_kind")[code].version
    door.change(leader, lists.edit, "activity_kind", code, Facts(minutes=60), None, version)
    assert entries(door, "activity_kind")[code].facts == Facts(bookable=True, minutes=60)
    error = refused(
        door, leader, lists.edit, "activity_kind", code, Facts(bookable=False), None, version
    )
    assert isinstance(error, Conflict)
    for deed in ("lists.edit", "lists.add"):
        assert door.change(leader, undo).deed == deed
    assert code not in entries(door, "activity_kind")


def test_what_comes_after_says_whether_it_is_an_assessed_service(door: Door, leader: Who) -> None:
    assessed = {code for code, one in entries(door, "onward_support").items() if one.facts.assessed}
    assert assessed == {"sel85", "sel103_104", "sel107_108"}
    code = door.change(leader, lists.add, "onward_support", "Botræning", None, Facts(assessed=True))
    said = door.change(
        leader, lists.edit, "onward_support", "jobcentre", Facts(assessed=True), "Jobcentret"
    )
    assert said == "Jobcentret"
    supports = {one.code: one.assessed for one in door.read(OWNER, codes.lists).onward_supports}
    assert (supports[code], supports["jobcentre"], supports["treatment"]) == (True, True, False)


def test_a_result_of_outreach_says_whether_it_is_a_contact(door: Door, leader: Who) -> None:
    contacts = {code for code, one in entries(door, "outreach_result").items() if one.facts.contact}
    assert len(contacts) == 7 and not contacts & {"nobody_home", "note_left", "withdrew"}
    code = door.change(leader, lists.add, "outreach_result", "Talt i telefon")
    assert not entries(door, "outreach_result")[code].facts.contact
    door.change(leader, lists.edit, "outreach_result", code, Facts(contact=True))
    results = {one.code: one.contact for one in door.read(OWNER, codes.lists).outreach_results}
    assert results[code]
    door.change(leader, lists.retire, "outreach_result", code)  # what was counted stays counted
    # The label of one that the format names is the house's own.
    same = Facts(contact=True)
    said = door.change(leader, lists.edit, "outreach_result", "let_in", same, "Fik kaffe")
    assert said == "Fik kaffe"


def test_what_tries_were_counted_by_stays(door: Door, leader: Who) -> None:
    code = door.change(leader, lists.add, "outreach_result", "Talt i telefon")
    fill(door, [], Rest(attempts=[attempt("2026-11-10T10:00", code)]))
    error = refused(door, leader, lists.edit, "outreach_result", code, Facts(contact=True))
    assert (error.field, "Retire it" in error.message) == ("contact", True)


@pytest.mark.parametrize(
    ("name", "code", "facts", "field", "words"),
    [
        ("onward_support", "sel85", Facts(assessed=False), "assessed", "published figure"),
        ("onward_support", "sel107_108", Facts(assessed=False), "assessed", "published figure"),
        ("onward_support", "none", Facts(assessed=True), "assessed", "program itself"),
        ("outreach_result", "let_in", Facts(contact=False), "contact", "Every house"),
        ("outreach_result", "nobody_home", Facts(contact=True), "contact", "Every house"),
        ("outreach_result", "nobody_home", Facts(assessed=True), "assessed", "no such thing"),
        ("activity_kind", "coaching", Facts(bookable=False), "bookable", "program itself"),
        ("activity_kind", "training", Facts(minutes=4), "minutes", "from 5 to 720"),
        ("activity_kind", "training", Facts(minutes=721), "minutes", "from 5 to 720"),
        ("activity_kind", "training", Facts(assessed=True), "assessed", "no such thing"),
        ("reason", "talk", Facts(minutes=45), "minutes", "no such thing"),
    ],
)
def test_what_a_line_cannot_say(
    door: Door, leader: Who, name: str, code: str, facts: Facts, field: str, words: str
) -> None:
    error = refused(door, leader, lists.edit, name, code, facts)
    assert (error.field, words in error.message) == (field, True)


@OF_ENQUIRIES
@given(retired=st.sets(st.integers(0, 12), max_size=5))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_retiring_changes_no_past_figure(
    name: str, busy_door: Door, retired: set[int], who: dict[Role, Who]
) -> None:
    """Whatever is retired or moved, the weeks before say what they said."""
    host = who[Role.HOST]
    came = someone(busy_door, host, "Ida")
    busy_door.change(host, enquiries.finish, came.enquiry_id, "group")
    before = figures(busy_door)
    for number in sorted(retired):
        code = list(entries(busy_door, name))[number]
        if code in lists.NAMED_BY_A_FIGURE.get(name, ()):
            continue
        busy_door.change(OWNER, lists.retire, name, code)
        busy_door.change(OWNER, lists.move, name, code, 0)
    assert figures(busy_door) == before
    for code, entry in entries(busy_door, name).items():
        if entry.retired:
            busy_door.change(OWNER, lists.bring_back, name, code)
    assert figures(busy_door) == before


def test_a_retired_entry_cannot_be_chosen_until_it_is_back(
    door: Door, bo: Who, leader: Who
) -> None:
    door.change(leader, lists.retire, "outcome", "group")
    ida = someone(door, bo, "Ida").enquiry_id
    assert "from the list" in refused(door, bo, enquiries.finish, ida, "group").message
    door.change(leader, lists.bring_back, "outcome", "group")
    door.change(bo, enquiries.finish, ida, "group")


def test_the_order_is_the_houses(door: Door, leader: Who) -> None:
    before = list(entries(door, "reason"))
    door.change(leader, lists.move, "reason", before[5], 1)
    assert list(entries(door, "reason")) == [before[0], before[5], *before[1:5], *before[6:]]
    door.change(leader, lists.move, "reason", before[0], 99)
    assert list(entries(door, "reason"))[-1] == before[0]
    door.change(leader, undo)
    door.change(leader, undo)
    assert list(entries(door, "reason")) == before


def test_everything_is_taken_back(door: Door, leader: Who) -> None:
    before = content(door)
    code = door.change(leader, lists.add, "reason", "Hund")
    door.change(leader, lists.rename, "reason", code, "Kat")
    door.change(leader, lists.retire, "reason", code)
    door.change(leader, lists.bring_back, "reason", code)
    door.change(leader, lists.move, "reason", code, 0)
    for _deed in range(5):
        door.change(leader, undo)
    assert content(door) == before


def test_a_new_entry_that_was_chosen_since_stays(door: Door, leader: Who, bo: Who) -> None:
    door.change(leader, lists.add, "reason", "Hund")
    door.change(bo, enquiries.register, enquiries.NewEnquiry(reasons=("hund",)))
    refused(door, leader, undo)
    assert "hund" in entries(door, "reason")


@pytest.mark.parametrize("role", [Role.HOST, Role.COACH, Role.OUTREACH, Role.VOLUNTEER])
def test_only_a_leader_edits_them(door: Door, who: dict[Role, Who], role: Role) -> None:
    error = refused(door, who[role], lists.add, "reason", "Hund")
    assert isinstance(error, NotAllowed)
    assert door.read(who[role], lists.entries, "reason")


def figures(door: Door) -> list[object]:
    """Every weekly figure of the year, and every breakdown by its columns, whatever their order."""
    found: list[object] = [door.read(OWNER, statistics.figures, YEAR)]
    for by in statistics_by.BY:
        found += door.read(OWNER, statistics_by.breakdown, YEAR, by).weeks
    return found


def content(door: Door) -> dict[str, list[object]]:
    """The lists, versions aside."""
    tables = door.read(OWNER, everything)
    return {name: [row[:-1] for row in tables[name]] for name in LISTS}


def test_what_closed_courses_were_counted_by_stays_so(door: Door, bo: Who, leader: Who) -> None:
    code = door.change(leader, lists.add, "onward_support", "Ny", None, Facts(assessed=False))
    course_id = course(door, citizen(door, bo, "Ida", "Holm"))
    version = door.read(leader, courses.one, course_id).version
    said = Closing(date(2026, 11, 17), "goal_reached", code, "yes")
    door.change(leader, closing_courses.close, course_id, version, said)
    error = refused(door, leader, lists.edit, "onward_support", code, Facts(assessed=True))
    assert (error.field, "counted so" in error.message) == ("assessed", True)
    same = Facts(assessed=False)
    assert door.change(leader, lists.edit, "onward_support", code, same, "Anden") == "Anden"
