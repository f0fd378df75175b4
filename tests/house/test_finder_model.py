"""The finder beside a plain Python one that tries everything, on small towns of difficult names."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from din_indgang_tui.house import citizens, dates, finder, names
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.finder import MOST, Why
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import ANYONE, Role, Who
from din_indgang_tui.store.unit import Unit, changes
from tests.scene import NOW, OWNER, HandClock, found, hurry

TODAY = NOW.date()
GIVEN = [
    "Kirsten", "Kirstine", "Christen", "Kristen", "Birthe-Kirsten", "Karl", "Carl", "Carl Karl",
    "Åse", "Aase", "Ase", "Jens", "Jens Jens", "Ali", "Søren", "Soeren", "Sören", "Bo", "Boe",
    "Bøe", "Ø", "Zoë", "Zoe", "Thor", "Tor", "Xenia", "André", "Noah", "Yıldız", "İbrahim", "", "A",
]  # fmt: skip
FAMILY = [
    "Møller", "Mœller", "Moller", "Jensen", "Jens", "Ali", "Kirsten", "Bæk", "Baeck", "Bak",
    "Aagaard", "Ågård", "Øster", "Oester", "Carlsen", "O'Brien", "Al-Ali", "", "Christoffersen",
    "Christoffersén",
]  # fmt: skip
LETTERS = st.text("aeoæøåcktshx ", max_size=6)
PHONES = ["", "20 00 00 61", "+45 20000099", "20000061", "120361", "19610312", "7000 0000"]
BORN = [None, date(1961, 3, 12), date(1961, 12, 3), date(2000, 2, 29)]
NUMBERS = ["20", "200", "2000 0061", "+45 20 00", "12.03.1961", "120361", "1961", "12 3 61", "2000",
           "120361-43", "290200", "19610312"]  # fmt: skip

PEOPLE = st.builds(
    NewCitizen,
    given_name=st.sampled_from(GIVEN) | LETTERS,
    family_name=st.sampled_from(FAMILY) | LETTERS,
    phone=st.sampled_from(PHONES),
    birth_date=st.sampled_from(BORN),
)
# Few words in every order, so that many match, one in this part of the name and one in that.
ALIKE = st.lists(
    st.sampled_from(["bo", "bod", "boe", "jens", "jen", "jo", "åse", "aa"]), max_size=3
)
NAMESAKES = st.builds(
    lambda given_words, family_words: NewCitizen(" ".join(given_words), " ".join(family_words)),
    ALIKE,
    ALIKE,
)
TOWNS = st.lists(PEOPLE, max_size=12) | st.lists(NAMESAKES, min_size=4, max_size=12)


@changes(ANYONE, "citizens")
def settle(unit: Unit, people: list[NewCitizen]) -> list[int]:
    """A town of these alone. Returns their numbers; 0 for those who are known by nothing."""
    for row in unit.rows("SELECT id FROM citizen"):
        unit.delete("citizen", row["id"])
    return [citizens.add(unit, one) if known_by_something(one) else 0 for one in people]


def known_by_something(one: NewCitizen) -> bool:
    return bool(one.given_name.strip() or one.family_name.strip() or one.phone or one.birth_date)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Door, Who]]:
    path = tmp_path_factory.mktemp("town") / "house.db"
    bo = found(path)[Role.HOST]
    door = hurry(Door(path, HandClock()))
    yield door, bo
    door.close()


# The model ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Part:
    word: str
    place: int  # 0 the first given name, 1 another, 2 a family name


@dataclass(frozen=True)
class Person:
    number: int
    who: NewCitizen

    @property
    def parts(self) -> list[Part]:
        given = [Part(word, min(n, 1)) for n, word in enumerate(names.parts(self.who.given_name))]
        return given + [Part(word, 2) for word in names.parts(self.who.family_name)]

    def order(self, place: int) -> tuple[str, int]:
        both = [self.who.given_name, self.who.family_name]
        return names.sort_key(" ".join(both[::-1] if place == 2 else both)), self.number


Ranked = tuple[Any, ...]


def by_name(person: Person, words: list[str]) -> tuple[Ranked, Why] | None:
    """Every way to give each word a part of its own; the best of them counts."""
    lead = max(range(len(words)), key=lambda n: (len(names.folded(words[n])), len(words[n]), -n))
    ranks: list[Ranked] = []
    for parts in itertools.permutations(person.parts, len(words)):
        both = list(zip(words, parts, strict=True))
        if all(names.folded(part.word).startswith(names.folded(word)) for word, part in both):
            other_than_written = not all(part.word.startswith(word) for word, part in both)
            place = parts[lead].place
            ranks.append((other_than_written, place, *person.order(place)))
    if not ranks:
        return None
    best = min(ranks)
    return best, Why.SOUND if best[0] else Why.NAME


def digits(text: str) -> str:
    return citizens.phone_digits(text)


def by_number(person: Person, typed: str) -> Why | None:
    if len(digits(typed)) < 3:
        return None
    if digits(person.who.phone).startswith(digits(typed)):
        return Why.PHONE
    begun = typed[:6] if "-" in typed and typed[:6].isdigit() else typed
    for written in (typed, typed.replace(" ", ""), begun):
        try:
            if dates.birth_date(written, TODAY) == person.who.birth_date:
                return Why.BIRTH_DATE
        except dates.NotADate:
            continue
    year = typed if len(typed) == 4 and typed[:2] in ("18", "19", "20") else "-"
    born = person.who.birth_date
    return Why.BIRTH_DATE if born is not None and str(born.year) == year else None


def model(people: list[Person], words: list[str], numbers: list[str]) -> list[tuple[int, Why]]:
    answers: list[tuple[Ranked, int, Why]] = []
    for person in people:
        reasons = [by_number(person, typed) for typed in numbers]
        if None in reasons:
            continue
        if words:
            if (match := by_name(person, words)) is not None:
                answers.append((match[0], person.number, match[1]))
        elif reasons and reasons[0] is not None:
            first = min((part.place for part in person.parts), default=3)
            answers.append(((first, *person.order(first)), person.number, reasons[0]))
    return [(number, why) for _rank, number, why in sorted(answers, key=lambda answer: answer[0])]


# The tests ---------------------------------------------------------------------------------------


@st.composite
def typed_for(draw: st.DrawFn, people: list[NewCitizen]) -> tuple[list[str], list[str]]:
    """Beginnings of words of the town, and others; and now and then a number."""
    pool = [word for one in people for word in names.parts(f"{one.given_name} {one.family_name}")]
    pool += ["kirsten", "jens", "ali", "møller", "a", "k"]
    words = []
    for word in draw(st.lists(st.sampled_from(pool), max_size=4)):
        words.append(word[: draw(st.integers(1, len(word)))])
    words += draw(st.lists(LETTERS.flatmap(lambda text: st.just(text.strip())), max_size=1))
    words = [part for word in words for part in names.parts(word)]
    numbers = draw(st.lists(st.sampled_from(NUMBERS), max_size=1 if words else 2, unique=True))
    return words, numbers


@settings(max_examples=150, deadline=None)
@given(people=TOWNS, data=st.data())
def test_the_answer_is_that_of_trying_everything(
    town: tuple[Door, Who], people: list[NewCitizen], data: st.DataObject
) -> None:
    door, bo = town
    numbers_of = door.change(OWNER, settle, people)
    everyone = [Person(n, one) for n, one in zip(numbers_of, people, strict=True) if n]
    for _ in range(4):
        words, numbers = data.draw(typed_for(people))
        if len(words) == 1 and len(words[0]) == 1 and not numbers:
            continue  # one letter alone asks for the people of these days
        # A comma keeps two numbers from being one, and a word from being a number.
        matches = door.read(bo, finder.find, " ".join([*words, " , ".join(numbers)]))
        answer = [(hit.citizen_id, hit.why) for hit in matches.hits]
        assert answer == model(everyone, words, numbers)
        assert not matches.more


SPELT = [("å", "aa"), ("aa", "å"), ("æ", "ae"), ("ae", "æ"), ("ø", "oe"), ("oe", "ø"), ("ø", "ö"),
         ("æ", "ä"), ("c", "k"), ("k", "c"), ("ø", "o"), ("å", "a"), ("é", "e")]  # fmt: skip


@st.composite
def misspelt(draw: st.DrawFn, word: str) -> str:
    """The same word as someone else would write it."""
    for written, other in draw(st.lists(st.sampled_from(SPELT), max_size=2)):
        word = word.replace(written, other)
    if draw(st.booleans()):
        at = draw(st.integers(0, len(word) - 1))
        word = word[:at] + word[at] + word[at:]
    return draw(st.sampled_from([word, word.upper(), word.title()]))


@settings(max_examples=150, deadline=None)
@given(people=TOWNS.filter(bool), data=st.data())
def test_any_beginning_of_any_part_finds_the_citizen_however_it_is_spelt(
    town: tuple[Door, Who], people: list[NewCitizen], data: st.DataObject
) -> None:
    door, bo = town
    ids = door.change(OWNER, settle, people)
    for number, one in zip(ids, people, strict=True):
        parts = names.parts(f"{one.given_name} {one.family_name}")
        if not parts:
            continue
        chosen = data.draw(st.lists(st.sampled_from(range(len(parts))), min_size=1, unique=True))
        beginnings = [parts[n][: data.draw(st.integers(1, len(parts[n])))] for n in chosen]
        typed = [data.draw(misspelt(beginning)) for beginning in beginnings]
        if len(typed) == 1 and len(typed[0]) == 1:
            continue
        hits = door.read(bo, finder.find, " ".join(typed)).hits
        assert number in [hit.citizen_id for hit in hits], typed


@settings(max_examples=40, deadline=None)
@given(
    people=st.lists(PEOPLE.filter(known_by_something), min_size=1, max_size=4),
    copies=st.integers(1, 40),
    typed=st.sampled_from(["ki", "k a", "je", "al", "a b", "2000", "1961", "chr", "jens j", "aa"]),
)
def test_the_same_question_has_the_same_answer_and_the_best_fifty_of_all(
    town: tuple[Door, Who], people: list[NewCitizen], copies: int, typed: str
) -> None:
    door, bo = town
    ids = door.change(OWNER, settle, people * copies)
    matches = door.read(bo, finder.find, typed)
    assert door.read(bo, finder.find, typed) == matches
    everyone = [Person(n, one) for n, one in zip(ids, people * copies, strict=True)]
    number = typed.isdigit()
    expected = model(everyone, [] if number else typed.split(), [typed] if number else [])
    assert [(hit.citizen_id, hit.why) for hit in matches.hits] == expected[:MOST]
    assert matches.more == (len(expected) > MOST)
