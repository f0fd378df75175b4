"""Nobody in the town is anybody: no number, address or mailbox of it belongs to a person."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.demo import places
from din_indgang_tui.demo.people import People
from din_indgang_tui.house import citizens, cpr, finder
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.store.unit import Value
from tests.demo.conftest import HOST, TUESDAY, Town, town_at

BIRTHDAYS = st.dates(date(1900, 1, 2), date(2006, 12, 31)).filter(
    lambda born: (born.month, born.day) != (1, 1)
)


@given(born=BIRTHDAYS, woman=st.booleans(), seed=st.integers())
def test_a_cpr_number_names_its_birthday_and_belongs_to_nobody(
    born: date, woman: bool, seed: int
) -> None:
    digits = People(Random(seed), date(2026, 11, 17)).nobodys_cpr(born, woman)
    number = cpr.parse(digits)
    assert number.birth_date == born
    assert not number.substitute
    assert not number.passes_modulus_11
    assert int(digits[-1]) % 2 == (0 if woman else 1)


@pytest.mark.parametrize("born", [date(1970, 1, 1), date(2007, 1, 2), date(2020, 5, 5)])
def test_no_cpr_number_is_made_where_failing_modulus_11_proves_nothing(born: date) -> None:
    with pytest.raises(ValueError):
        People(Random(1), date(2026, 11, 17)).nobodys_cpr(born, woman=True)


def test_every_cpr_number_of_the_town_is_nobodys_and_nobody_shares_one(town: Town) -> None:
    rows = town.rows("SELECT cpr, birth_date FROM citizen WHERE cpr IS NOT NULL")
    assert 60 < len(rows) < 250  # a part of four hundred
    for row in rows:
        number = cpr.parse(row["cpr"])
        assert not number.passes_modulus_11
        assert number.birth_date.isoformat() == row["birth_date"]
        assert number.birth_date.year < 2007
        assert (number.birth_date.month, number.birth_date.day) != (1, 1)
    assert len({row["cpr"] for row in rows}) == len(rows)


def test_no_phone_address_or_mailbox_of_the_town_is_in_use(town: Town) -> None:
    rows = town.rows("SELECT phone_digits, street, email FROM citizen")
    # 68 is kept spare in the numbering plan; 20 00 00 is what the drawings show.
    assert all(re.fullmatch(r"(68\d{6}|200000\d\d)?", row["phone_digits"]) for row in rows)
    assert all(re.fullmatch(r"([a-z.0-9-]+@example\.com)?", row["email"]) for row in rows)
    numbers = [int(re.findall(r" (\d+)", row["street"])[0]) for row in rows if row["street"]]
    assert min(numbers) >= places.LEAST_NUMBER
    for filled in ("phone_digits", "email", "street"):
        assert 40 < sum(bool(row[filled]) for row in rows) < 360, filled


def test_people_were_grown_up_when_they_first_came(town: Town) -> None:
    for row in town.rows("SELECT birth_date, created_at FROM citizen WHERE birth_date <> ''"):
        born = date.fromisoformat(row["birth_date"])
        came = date.fromisoformat(row["created_at"][:10])
        assert (came - born).days >= 18 * 365


def test_some_are_hardly_known_and_some_addresses_are_protected(town: Town) -> None:
    hardly = "family_name = '' AND birth_date IS NULL AND street = '' AND cpr IS NULL"
    assert 8 <= town.value(f"SELECT count(*) FROM citizen WHERE {hardly}") <= 60
    assert 2 <= town.value("SELECT sum(address_protected) FROM citizen") <= 30


def test_every_citizen_could_have_been_written_down_at_the_desk(town: Town) -> None:
    """The same checks, the same columns, the same words the finder looks in."""
    parts: list[dict[str, Value]] = []
    for row in town.rows("SELECT * FROM citizen"):
        fields = {name: row[name] for name in NewCitizen.__dataclass_fields__ if row[name]}
        for day in ("birth_date", "protected_until"):
            if day in fields:
                fields[day] = date.fromisoformat(fields[day])
        again = citizens.citizen_row(NewCitizen(**fields))
        assert {name: row[name] for name in again} == again
        parts += citizens.name_parts(row["id"], row["given_name"], row["family_name"])
    stored = town.rows("SELECT fold, citizen_id, part, sort_rank FROM name_part")
    assert Counter(map(repr, map(sorted, (p.items() for p in stored)))) == Counter(
        map(repr, map(sorted, (p.items() for p in parts)))
    )


def test_the_people_of_the_drawings_live_here(town: Town) -> None:
    hits = town.door.read(HOST, finder.find, "kirst mø").hits
    assert [(hit.name, hit.road) for hit in hits][:4] == [
        ("Kirsten Møgelkær", "Vesterbrogade"),
        ("Kirsten Møller", ""),  # a protected address looks like a missing one
        ("Kirstine Mørk", "Egeskovvej"),
        ("Birthe-Kirsten Møhl", "Fælledvej"),
    ]
    for typed, name in (
        ("christen mørch", "Christen Mørch"),
        ("20 00 00 61", "Kirsten Møller"),
        ("soeren ibs", "Søren Ibsen"),
        ("jørn bæk", "Jørn Bæk"),
        ("al-say", "Fatima Al-Sayed"),
        ("hanne br", "Hanne Bruun"),
        ("aase l", "Aase Lund"),
        ("ravn inger", "Inger Ravn"),
    ):
        assert name in [hit.name for hit in town.door.read(HOST, finder.find, typed).hits]


def test_names_are_spread_as_names_are(tmp_path: Path) -> None:
    """Few names are many people's, many names are few people's; two letters find a crowd."""
    town = town_at(tmp_path / "town.db", TUESDAY, citizens=4000)
    assert town.value("SELECT count(*) FROM citizen") == 4000
    names = town.rows("SELECT family_name AS name, count(*) AS n FROM citizen GROUP BY 1")
    assert max(row["n"] for row in names) > 100
    assert sum(row["n"] <= 2 for row in names) > 200
    crowd = {
        start: town.value(
            "SELECT count(DISTINCT citizen_id) FROM name_part"
            f" WHERE fold >= '{start}' AND fold < '{start}z'"
        )
        for start in ("ma", "so", "ki", "fa", "yu")
    }
    assert crowd["ma"] > crowd["so"] > crowd["ki"] > crowd["fa"] > 0 < crowd["yu"]
    assert 0.05 < crowd["ma"] / 4000 < 0.3
    letters = "".join(row["name"] for row in names)
    assert all(letter in letters for letter in "æøå-") and "aa" in letters
    town.door.close()
