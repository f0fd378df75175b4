"""The finder: whoever is meant is found while one types, best first, with the reason why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.house import enquiries, finder
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.enquiries import NewEnquiry
from din_indgang_tui.house.finder import LONGEST_TYPED, MOST, Hit, Matches, Why, person_from
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import Role, Who
from tests.scene import HandClock, Open, citizen, everything, found, someone

TODAY = date(2026, 11, 17)

TOWN: dict[str, dict[str, Any]] = {
    "Kirsten Møgelkær": {"birth_date": date(1979, 7, 4), "street": "Vesterbrogade 12, 2."},
    "Kirsten Møller": {"cpr": "120361-4321", "phone": "20 00 00 61", "address_protected": True},
    "Kirstine Mørk": {"birth_date": date(1990, 1, 22), "street": "Egeskovvej 3"},
    "Birthe-Kirsten Møhl": {"birth_date": date(1952, 5, 30), "phone": "+45 20000099"},
    "Christen Mørch": {"birth_date": date(1968, 11, 11), "street": "Prangervej"},
    "Søren Ibsen": {"birth_date": date(1961, 3, 12)},
    "Aase Lund": {"phone": "+46 70 123 45 67"},
    "Åse Bæk": {},
    "Jens Jensen": {},
    "Jens Andersen": {},
    "Ali Ali": {},
    "Ali Hassan": {},
    "Zoë": {},
    "Yıldız Öz": {},
    "André O'Brien": {},
}


@pytest.fixture
def town(door: Door, clock: HandClock, bo: Who) -> Door:
    for name, more in TOWN.items():
        citizen(door, bo, *_given_and_family(name), **more)
    clock.move(days=30)  # nobody has been here lately
    return door


def _given_and_family(name: str) -> tuple[str, str]:
    first, _, family = name.partition(" ")
    return first, family


def find(door: Door, who: Who, typed: str) -> list[str]:
    return [hit.name for hit in door.read(who, finder.find, typed).hits]


def why(door: Door, who: Who, typed: str) -> dict[str, Why]:
    return {hit.name: hit.why for hit in door.read(who, finder.find, typed).hits}


# Names -------------------------------------------------------------------------------------------


def test_the_first_name_that_begins_so_then_other_names_then_what_sounds_so(
    town: Door, bo: Who
) -> None:
    citizen(town, bo, "Khirsten", "Moe")
    assert list(why(town, bo, "kirst mø").items()) == [
        ("Kirsten Møgelkær", Why.NAME),
        ("Kirsten Møller", Why.NAME),
        ("Kirstine Mørk", Why.NAME),
        ("Birthe-Kirsten Møhl", Why.NAME),
        ("Khirsten Moe", Why.SOUND),
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        # The beginning of any part of the name, in any order, in letters of any size.
        ("kirsten møg", ["Kirsten Møgelkær"]),
        ("møg kirsten", ["Kirsten Møgelkær"]),
        ("MØGEL K", ["Kirsten Møgelkær"]),
        ("birthe-kirsten", ["Birthe-Kirsten Møhl"]),
        ("kirsten-birthe", ["Birthe-Kirsten Møhl"]),
        ("  ibsen   søren  ", ["Søren Ibsen"]),
        ("o'brien", ["André O'Brien"]),
        ("brien and", ["André O'Brien"]),
        # æ ø å, written otherwise.
        ("soeren", ["Søren Ibsen"]),
        ("soren", ["Søren Ibsen"]),
        ("sören", ["Søren Ibsen"]),
        ("baek", ["Åse Bæk"]),
        ("bäk", ["Åse Bæk"]),
        ("åse", ["Åse Bæk", "Aase Lund"]),
        ("aase", ["Aase Lund", "Åse Bæk"]),
        ("ase", ["Åse Bæk", "Aase Lund"]),
        # c and k, double letters, accents and strokes.
        ("khristen", ["Christen Mørch"]),
        ("mork", ["Christen Mørch", "Kirstine Mørk"]),
        ("moler", ["Kirsten Møller"]),
        ("ibssen", ["Søren Ibsen"]),
        ("andre", ["André O'Brien"]),
        ("zoe", ["Søren Ibsen", "Zoë"]),
        ("zoë", ["Zoë", "Søren Ibsen"]),
        ("yildiz oz", ["Yıldız Öz"]),
        # Each word means a part of its own.
        ("jens j", ["Jens Jensen"]),
        ("jens jens", ["Jens Jensen"]),
        ("jens jens j", []),
        ("ali ali", ["Ali Ali"]),
        ("ali", ["Ali Ali", "Ali Hassan"]),
        ("ali ali ali", []),
        # Nobody.
        ("kirsten xy", []),
        ("irsten", []),
        ("", []),
        ("   ", []),
        ("-", []),
    ],
)
def test_who_is_found(town: Door, bo: Who, typed: str, found: list[str]) -> None:
    assert find(town, bo, typed) == found


def test_as_written_stands_before_sounding_alike(town: Door, bo: Who) -> None:
    citizen(town, bo, "Anton", "Krist")
    assert list(why(town, bo, "krist").items()) == [
        ("Anton Krist", Why.NAME),
        ("Christen Mørch", Why.SOUND),
    ]
    assert why(town, bo, "aase") == {"Aase Lund": Why.NAME, "Åse Bæk": Why.SOUND}
    # A letter from far away is written as it is too.
    assert why(town, bo, "y ö") == {"Yıldız Öz": Why.NAME}


def test_a_hit_says_who_it_is_and_hides_a_protected_road(town: Door, bo: Who) -> None:
    by_name = {hit.name: hit for hit in town.read(bo, finder.find, "kirs").hits}
    assert by_name["Kirsten Møgelkær"].road == "Vesterbrogade"
    assert by_name["Kirsten Møgelkær"].birth_date == date(1979, 7, 4)
    assert by_name["Kirsten Møller"].road == ""


def test_the_answer_belongs_to_exactly_the_text_that_was_typed(town: Door, bo: Who) -> None:
    for typed in ("kirst", " kirst ", "", "x" * 10_000):
        assert town.read(bo, finder.find, typed).text == typed


# Order -------------------------------------------------------------------------------------------


def test_given_names_stand_before_family_names_and_each_in_danish_order(
    door: Door, clock: HandClock, bo: Who
) -> None:
    for first, family in [
        ("Bo", "Anker"), ("Åge", "Berg"), ("Anker", "Ålund"), ("Anker", "Zobel"), ("Anker", "Øst"),
        ("Ea", "Anker"), ("Bo Anker", "Bak"), ("Anker", ""), ("", "Anker"), ("Anker", "Aalund"),
    ]:  # fmt: skip
        citizen(door, bo, first, family)
    assert find(door, bo, "anker") == [
        "Anker", "Anker Zobel", "Anker Øst", "Anker Ålund", "Anker Aalund", "Bo Anker Bak",
        "Anker", "Bo Anker", "Ea Anker",
    ]  # fmt: skip


def test_long_names_keep_to_danish_order_to_the_last_letter(door: Door, bo: Who) -> None:
    families = ["Christophersen", "Christoffersen", "Ålund", "Zobel", "Andersen", "Andersson"]
    for family in families:
        citizen(door, bo, "Christoffer", family)
    assert find(door, bo, "christoffer") == [
        f"Christoffer {family}"
        for family in [
            "Andersen",
            "Andersson",
            "Christoffersen",
            "Christophersen",
            "Zobel",
            "Ålund",
        ]
    ]


def test_namesakes_stand_in_the_order_they_came_every_time(door: Door, bo: Who) -> None:
    ids = [citizen(door, bo, "Bo", "Dam", phone=f"2000000{n}") for n in range(9)]
    for typed in ("bo", "dam", "bo dam", "200"):
        found = [hit.citizen_id for hit in door.read(bo, finder.find, typed).hits]
        assert found == ids


@pytest.mark.parametrize("twice", [False, True])
def test_the_best_of_all_matches_are_handed_out_not_of_the_first_ones(
    door: Door, bo: Who, twice: bool
) -> None:
    first = "Bobo Bob" if twice else "Bobo"
    letters = "abcdefghijklmnopqrstuvwxyzæøå"
    families = [f"{one}{two}" for one in reversed(letters) for two in "zmb"][: 3 * MOST]
    for family in families:
        citizen(door, bo, first, f"Bo{family}")
    matches = door.read(bo, finder.find, "bo")
    assert matches.more
    best = [f"{first} Bo{one}{two}" for one in letters for two in "bmz"][:MOST]
    assert [hit.name for hit in matches.hits] == best


def test_namesakes_beyond_any_first_page_stand_in_danish_order_too(door: Door, bo: Who) -> None:
    families = [f"{one}{two}" for one in "abcdefghijklmnopqrstuvwxyzæøå" for two in "bmzø"]
    for family in reversed(families):
        citizen(door, bo, "Christoffer", family)
    matches = door.read(bo, finder.find, "christoffer")
    assert [hit.family_name for hit in matches.hits] == families[:MOST]
    assert matches.more


def test_people_with_many_such_names_take_no_place_from_others(door: Door, bo: Who) -> None:
    for n in range(MOST + 1):
        citizen(door, bo, "Ea Bo Boa Bob Bod", "Dam", phone=f"2000{n:04d}")
    matches = door.read(bo, finder.find, "bo")
    assert (len(matches.hits), matches.more) == (MOST, True)


def test_the_longest_word_decides_who_stands_first(door: Door, bo: Who) -> None:
    for first, family in [("Ane", "Birk"), ("Birk", "Alm"), ("Bo", "Aner"), ("Aner", "Bak")]:
        citizen(door, bo, first, family)
    for typed in ("b ane", "ane b"):
        assert find(door, bo, typed) == ["Ane Birk", "Aner Bak", "Bo Aner"]
    # As long as it sounds: of `aage` and `bor` it is the latter that says more.
    for first, family in [("Aage", "Bork"), ("Bork", "Aagesen")]:
        citizen(door, bo, first, family)
    assert find(door, bo, "aag bor") == ["Bork Aagesen", "Aage Bork"]


def test_as_many_as_fit_are_not_more(door: Door, bo: Who) -> None:
    for n in range(MOST):
        citizen(door, bo, "Bo Bodil", "Borg", phone=f"2000{n:04d}")
    for typed in ("bo", "2000"):
        matches = door.read(bo, finder.find, typed)
        assert (len(matches.hits), matches.more) == (MOST, False)
    citizen(door, bo, "Bo", "Borg", phone="20009999")
    for typed in ("bo", "2000"):
        matches = door.read(bo, finder.find, typed)
        assert (len(matches.hits), matches.more) == (MOST, True)


# Phone, birth date, CPR --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "found", "reason"),
    [
        ("20000061", ["Kirsten Møller"], Why.PHONE),
        ("20 00 00 61", ["Kirsten Møller"], Why.PHONE),
        ("+4520000061", ["Kirsten Møller"], Why.PHONE),
        ("+45 20 00 00 61", ["Kirsten Møller"], Why.PHONE),
        ("+45 20000061", ["Kirsten Møller"], Why.PHONE),
        ("0045 2000 0061", ["Kirsten Møller"], Why.PHONE),
        ("2000 0099", ["Birthe-Kirsten Møhl"], Why.PHONE),
        # Kirsten's number is protected: only who knows all of it finds her by it.
        ("20 00", ["Birthe-Kirsten Møhl"], Why.PHONE),
        ("2000006", [], None),
        ("46701234567", ["Aase Lund"], Why.PHONE),
        ("12.03.1961", ["Kirsten Møller", "Søren Ibsen"], Why.BIRTH_DATE),
        ("12.3.61", ["Kirsten Møller", "Søren Ibsen"], Why.BIRTH_DATE),
        ("12-03-1961", ["Kirsten Møller", "Søren Ibsen"], Why.BIRTH_DATE),
        ("12/3-61", ["Kirsten Møller", "Søren Ibsen"], Why.BIRTH_DATE),
        ("12/3 61", ["Kirsten Møller", "Søren Ibsen"], Why.BIRTH_DATE),
        ("12 3 1961", ["Kirsten Møller", "Søren Ibsen"], Why.BIRTH_DATE),
        ("12 03 19 61", ["Kirsten Møller", "Søren Ibsen"], Why.BIRTH_DATE),
        ("12031961", ["Kirsten Møller", "Søren Ibsen"], Why.BIRTH_DATE),
        ("120361", ["Kirsten Møller", "Søren Ibsen"], Why.BIRTH_DATE),
        ("1961-03-12", ["Kirsten Møller", "Søren Ibsen"], Why.BIRTH_DATE),
        ("1961", ["Kirsten Møller", "Søren Ibsen"], Why.BIRTH_DATE),
        ("1203614321", ["Kirsten Møller"], Why.CPR),
        ("120361-4321", ["Kirsten Møller"], Why.CPR),
        ("120361 4321", ["Kirsten Møller"], Why.CPR),
        # One that is begun gives no digit away: it finds those who were born that day.
        ("120361-4", ["Kirsten Møller", "Søren Ibsen"], Why.BIRTH_DATE),
        ("120361-999", ["Kirsten Møller", "Søren Ibsen"], Why.BIRTH_DATE),
        ("120361432", ["Kirsten Møller", "Søren Ibsen"], Why.BIRTH_DATE),
        # Several at once narrow it down; so does a name beside a number.
        ("120361 20000061", ["Kirsten Møller"], Why.BIRTH_DATE),
        ("20000061 12.03.1961", ["Kirsten Møller"], Why.PHONE),
        ("ki 1961", ["Kirsten Møller"], Why.NAME),
        ("120361 sør", ["Søren Ibsen"], Why.NAME),
        ("kirst 20 00 00 99", ["Birthe-Kirsten Møhl"], Why.NAME),
        # Nobody: too short to mean anyone, another's, no day.
        ("12", [], None),
        ("20", [], None),
        ("kirst 20", [], None),
        ("+45", [], None),
        ("+", [], None),
        ("20000062", [], None),
        ("0000061", [], None),
        ("120361-4322", [], None),
        ("13.03.1961", [], None),
        ("31.02.1961", [], None),
        ("jens 1961", [], None),
        ("9" * 10_000, [], None),
    ],
)
def test_numbers(town: Door, bo: Who, typed: str, found: list[str], reason: Why | None) -> None:
    assert why(town, bo, typed) == dict.fromkeys(found, reason)
    assert find(town, bo, typed) == found


def test_people_known_by_a_number_alone_are_found_after_those_with_a_name(
    door: Door, bo: Who
) -> None:
    for first, family in [("", ""), ("", "Berg"), ("Åse", ""), ("Zita", ""), ("aage", "")]:
        citizen(door, bo, first, family, phone="20 00 00 61")
    assert find(door, bo, "20000061") == ["Zita", "aage", "Åse", "Berg", ""]


# One letter --------------------------------------------------------------------------------------


def test_one_letter_shows_the_people_of_these_days_the_last_one_first(
    town: Door, clock: HandClock, open_door: Open, bo: Who
) -> None:
    assert find(town, bo, "k") == []
    for name in ("Kirsten Møller", "Christen Mørch", "Søren Ibsen"):
        (hit,) = town.read(bo, finder.find, name).hits
        town.change(bo, enquiries.register, NewEnquiry(citizen_id=hit.citizen_id))
        clock.move(minutes=1)
    assert why(town, bo, "k") == {"Christen Mørch": Why.RECENT, "Kirsten Møller": Why.RECENT}
    assert find(town, bo, "k") == ["Christen Mørch", "Kirsten Møller"]
    clock.move(days=finder.RECENT_DAYS)
    assert find(town, bo, "k") == ["Christen Mørch", "Kirsten Møller"]
    clock.move(days=1)
    assert find(town, bo, "k") == []


# Where they are ----------------------------------------------------------------------------------


def test_a_hit_says_where_someone_is_in_the_house_already(
    door: Door, clock: HandClock, who: dict[Role, Who]
) -> None:
    bo, mette = who[Role.HOST], who[Role.COACH]
    came = someone(door, bo, "Kirsten", "Møller")

    def hit() -> Hit:
        (only,) = door.read(bo, finder.find, "kirsten").hits
        return only

    assert (hit().enquiry_id, hit().state) == (came.enquiry_id, "waiting")
    assert hit().since == "2026-11-17T09:22:00Z"
    clock.move(minutes=14)
    door.change(mette, enquiries.take_in, came.enquiry_id)
    assert (hit().enquiry_id, hit().state, hit().met_by) == (
        came.enquiry_id, "with_us", "Mette Juhl",
    )  # fmt: skip
    assert hit().since == "2026-11-17T09:36:00Z"
    door.change(mette, enquiries.finish, came.enquiry_id, "helped")
    assert (hit().enquiry_id, hit().state, hit().met_by) == (None, "", "")


# Hostile input -----------------------------------------------------------------------------------

HOSTILE = [
    "%", "_", "%%", "k%", "k_rsten", "'", "''", '"', "*", "k*", "?", "[", "]", "\\", "--", ";", "(",
    "' OR 1=1 --", "'; DROP TABLE citizen; --", "x') OR ('1'='1", "kirsten\x00", "\x00", "\x1b[31m",
    "NEAR(kirsten)", "kirsten AND", "AND OR NOT", ":fold0", ":limit", "?1", "$1", "{}", "{0}", "%s",
    "😀", "👨‍👩‍👧", "\u202eneTsrik", "\u0300", "e\u0301\u0301", "\ud800", "\U0010ffff",
    "ﬁ", "½", "Ⅷ", "۱۲۳", "nan", "1e999",
    "a " * 5_000, "1 " * 5_000, "a" * 10_000, "ab " * 3_000, "12.03.1961 " * 900, "æøå" * 4_000,
    " ".join(f"w{n}" for n in range(1_500)), "\n\t\r\x0b", "+" * 10_000, "-" * 10_000,
]  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE, ids=ascii)
def test_whatever_is_typed_is_only_looked_for(town: Door, bo: Who, typed: str) -> None:
    before = town.read(bo, everything)
    matches = town.read(bo, finder.find, typed)
    assert matches.text == typed
    names = {hit.name for hit in matches.hits}
    # A wildcard is a letter like any other: nobody is called so.
    assert names <= ({"Kirsten Møgelkær", "Kirsten Møller", "Birthe-Kirsten Møhl"}
                     if "kirsten" in typed else set(TOWN))  # fmt: skip
    if not any(letter.isalnum() for letter in typed):
        assert names == set()
    assert town.read(bo, everything) == before


@pytest.fixture(scope="module")
def whole_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Door, Who]]:
    path = tmp_path_factory.mktemp("town") / "house.db"
    bo = found(path)[Role.HOST]
    door = Door(path, HandClock())
    for name, more in TOWN.items():
        citizen(door, bo, *_given_and_family(name), **more)
    yield door, bo
    door.close()


@given(typed=st.text(max_size=40))
def test_any_text_has_an_answer(whole_town: tuple[Door, Who], typed: str) -> None:
    door, bo = whole_town
    matches = door.read(bo, finder.find, typed)
    assert isinstance(matches, Matches)
    assert door.read(bo, finder.find, typed) == matches


def test_a_long_text_is_looked_at_as_far_as_any_name_goes(door: Door, bo: Who) -> None:
    first, family = "ab " * 33, "cd " * 33
    citizen(door, bo, first, family)
    assert len(f"{first}{family}") <= LONGEST_TYPED
    assert len(find(door, bo, f"{first}{family}")) == 1


# The new person ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "person"),
    [
        ("kirst mø", NewCitizen("Kirst", "Mø")),
        ("kirsten", NewCitizen("Kirsten")),
        ("anne marie bak", NewCitizen("Anne Marie", "Bak")),
        ("birthe-kirsten møhl", NewCitizen("Birthe-Kirsten", "Møhl")),
        ("åse ÆBLE", NewCitizen("Åse", "ÆBLE")),
        ("Lars von Trier", NewCitizen("Lars Von", "Trier")),
        ("McDonald", NewCitizen("McDonald")),
        ("ali 20 00 00 61", NewCitizen("Ali", phone="20 00 00 61")),
        ("20000061", NewCitizen(phone="20000061")),
        ("+45 20 00 00 61 ali", NewCitizen("Ali", phone="+45 20 00 00 61")),
        ("31 12 19 61", NewCitizen(phone="31 12 19 61")),  # pairs are a phone number, not a day
        ("ali 12.03.1961", NewCitizen("Ali", birth_date=date(1961, 3, 12))),
        ("ali 12/3 61", NewCitizen("Ali", birth_date=date(1961, 3, 12))),
        ("ali 120361 20000061", NewCitizen(
            "Ali", phone="20000061", birth_date=date(1961, 3, 12))),
        ("ali 120361-4321", NewCitizen("Ali", cpr="120361-4321")),
        ("ali 310261-4321", NewCitizen("Ali", cpr="310261-4321")),  # wrong, and said so when saved
        ("", NewCitizen()),
    ],
)  # fmt: skip
def test_a_new_person_from_the_typed_text(typed: str, person: NewCitizen) -> None:
    assert person_from(typed, TODAY) == person


@pytest.mark.parametrize("typed", ["ali 31.02.1961", "31/2 61 ali", "ali 01.01.2099"])
def test_an_impossible_day_is_said_and_is_no_phone_number(typed: str) -> None:
    assert person_from(typed, TODAY) == NewCitizen("Ali")
    assert finder.impossible_day(typed, TODAY) in typed
    assert finder.impossible_day(typed, TODAY)


@pytest.mark.parametrize(
    "typed", ["ali", "ali 12.03.1961", "ali 20 00 00 61", "31.02", "", "x" * 999]
)
def test_any_other_text_names_no_impossible_day(typed: str) -> None:
    assert finder.impossible_day(typed, TODAY) == ""


@given(st.text(max_size=40))
def test_any_text_makes_a_person_or_nobody(typed: str) -> None:
    person = person_from(typed, TODAY)
    assert person.birth_date is None or person.birth_date <= TODAY
