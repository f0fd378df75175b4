"""Names: how they sound alike, how Danes sort them, and how a list in a hall shows them."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from din_indgang_tui.house import names

# Letters of Danish names and of those of newcomers, digraphs among them more often than by chance.
LETTERS = "abcdefghijklmnopqrstuvwxyzæøåäöéüèłıçğñšß"
PIECES = [*LETTERS, "aa", "ae", "oe", "ch", "th", "kh", "ck", "tt", "x", "w", "z"]
WORDS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join)

# The same letter written another way; each may stand at any place of a name.
SPELT = [
    ("å", "aa"),
    ("æ", "ae"),
    ("ø", "oe"),
    ("ä", "æ"),
    ("ö", "ø"),
    ("c", "k"),
    ("é", "e"),
    ("ü", "u"),
    ("ç", "c"),
    ("ğ", "g"),
    ("ł", "l"),
    ("ı", "i"),
    ("å", "a"),
    ("ø", "o"),
    ("æ", "a"),
]


@pytest.mark.parametrize(
    "alike",
    [
        ("Søren", "Soeren", "Soren", "Sören", "SØREN"),
        ("Åse", "Aase", "Ase", "åse"),
        ("Bæk", "Baek", "Bäck", "Baeck", "Bak"),
        ("Carl", "Karl"),
        ("Christian", "Kristian", "Cristian"),
        ("Michael", "Mikael", "Mikkael"),
        ("Philip", "Phillip"),
        ("Anna", "Ana"),
        ("Thor", "Tor"),
        ("Mathias", "Matthias", "Mattias"),
        ("Zoe", "Zoë", "Zoé"),
        ("Oehlenschläger", "Øhlenschlæger", "Öhlenschläger"),
        ("Bøe", "Boee", "Boe"),
        ("André", "Andre"),
        ("Yıldız", "Yildiz"),
        ("İbrahim", "Ibrahim", "ibrahim"),
        ("Łukasz", "Lukasz"),
        ("Strauß", "Strauss"),
        ("Khaled", "Kaled"),
        ("Alexander", "Aleksander"),
        ("Walther", "Valter"),
        ("Suzanne", "Susanne"),
        ("Ǿrsted", "Ørsted", "Oersted"),
    ],
)
def test_these_sound_alike(alike: tuple[str, ...]) -> None:
    assert len({names.folded(word) for word in alike}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hans", "Jens"), ("Mette", "Mogens"), ("Bo", "Bodil"), ("Ane", "Ina"), ("Noa", "Noah")],
)
def test_these_do_not(one: str, other: str) -> None:
    assert names.folded(one) != names.folded(other)


@pytest.mark.parametrize(
    "word",
    [
        "Aage", "Thor", "Christian", "Zoe", "Oehlenschläger", "Baeck", "Philip", "Noah", "Xenia",
        "Matthias", "Michael", "Birthe", "Aaen", "Kjær", "Ågård", "Bøe", "Yıldız", "Ǿrsted",
        "Strauß", "Phoebe", "Joel", "Aaaa", "oeoe", "cch", "kkh", "ΟΔΥΣΣΕΑΣ", "Adébáyọ̀",
    ],
)  # fmt: skip
def test_a_half_typed_name_is_a_beginning_of_the_whole_at_every_length(word: str) -> None:
    whole = names.folded(word)
    for end in range(len(word) + 1):
        assert whole.startswith(names.folded(word[:end])), word[:end]


@given(WORDS, st.data())
def test_any_half_typed_word_is_a_beginning_of_the_whole(word: str, data: st.DataObject) -> None:
    end = data.draw(st.integers(0, len(word)))
    assert names.folded(word).startswith(names.folded(word[:end]))


@given(
    before=WORDS | st.just(""),
    spelt=st.sampled_from([*SPELT, *(pair[::-1] for pair in SPELT[:5])]),
    after=WORDS | st.just(""),
)
def test_a_letter_may_be_written_another_way_anywhere(
    before: str, spelt: tuple[str, str], after: str
) -> None:
    one, other = spelt
    assert names.folded(before + one + after) == names.folded(before + other + after)


@given(WORDS, st.data())
def test_a_letter_may_be_written_twice_anywhere(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    assert names.folded(word[:at] + word[at] + word[at:]) == names.folded(word)


@given(WORDS)
def test_big_letters_and_decomposed_ones_are_the_same(word: str) -> None:
    assert names.folded(word.upper()) in (names.folded(word), names.folded(word.upper().lower()))
    assert names.folded(unicodedata.normalize("NFD", word)) == names.folded(word)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Birthe-Kirsten Møhl", ["birthe", "kirsten", "møhl"]),
        ("  Kirsten   Møller ", ["kirsten", "møller"]),
        ("O'Brien", ["o", "brien"]),
        ("Al-Sayed", ["al", "sayed"]),
        ("H.C. Andersen", ["h", "c", "andersen"]),
        ("İbrahim", ["ibrahim"]),
        ("Adébáyọ̀", ["adébáyọ̀"]),
        ("snake_case", ["snake", "case"]),
        ("%_'\"*", []),
        ("", []),
    ],
)
def test_the_parts_of_a_name(name: str, parts: list[str]) -> None:
    assert names.parts(name) == parts


def test_danes_sort_ae_oe_and_aa_last() -> None:
    people = ["Åse", "Aage", "Ørsted", "Zenia", "Æbelø", "Anders", "Øster", "Aase", "Bo", "Örn"]
    assert sorted(people, key=names.sort_key) == [
        "Anders", "Bo", "Zenia", "Æbelø", "Örn", "Ørsted", "Øster", "Aage", "Åse", "Aase",
    ]  # fmt: skip


def test_names_sort_word_by_word_and_signs_and_accents_do_not_count() -> None:
    people = ["Annegrete", "Anne-Marie", "Anne Mette", "Anne", "Ánne Lise"]
    assert sorted(people, key=names.sort_key) == [
        "Anne", "Ánne Lise", "Anne-Marie", "Anne Mette", "Annegrete",
    ]  # fmt: skip


NAMES = st.lists(st.text("abkzæøåéł19 -'AÅ李王", max_size=7), min_size=1, max_size=3).map(" ".join)


@example("1b", "", "9a", "")
@example("李b", "", "王a", "")
@given(NAMES, NAMES, NAMES, NAMES)
def test_ranks_agree_with_danish_order(one: str, then: str, other: str, after: str) -> None:
    first, second = f"{one} {then}", f"{other} {after}"
    rank, another = names.sort_rank(one, then, 0), names.sort_rank(other, after, 0)
    if names.sort_key(first) <= names.sort_key(second):
        assert rank <= another
    if rank < another:
        assert names.sort_key(first) < names.sort_key(second)


@given(NAMES, NAMES, NAMES)
def test_the_place_in_the_name_ranks_before_the_letters(one: str, two: str, three: str) -> None:
    ranks = [names.sort_rank(name, "", place) for place, name in enumerate((one, two, three))]
    assert ranks == sorted(ranks)
    assert [names.is_family_rank(rank) for rank in ranks] == [False, False, True]
    assert all(0 <= rank < 2**62 for rank in ranks)


def test_a_list_shows_the_given_name_and_one_letter() -> None:
    assert names.short_names(
        {1: ("Kirsten", "Møller"), 2: ("Ali", ""), 3: ("", "Holm"), 4: ("", "")}
    ) == {1: "Kirsten M.", 2: "Ali", 3: "Holm", 4: ""}


def test_two_who_look_alike_get_more_letters_until_they_differ() -> None:
    shown = names.short_names(
        {
            1: ("Kirsten", "Møller"),
            2: ("Kirsten", "Møgelkær"),
            3: ("Kirsten", "Bæk"),
            4: ("Bo", "Christoffersen"),
            5: ("Bo", "Christophersen"),
            6: ("Jens", "Dam"),
            7: ("Jens", "Damgaard"),
        }
    )
    assert shown == {
        1: "Kirsten Møl.",
        2: "Kirsten Møg.",
        3: "Kirsten B.",
        4: "Bo Christof.",
        5: "Bo Christop.",
        6: "Jens Dam.",
        7: "Jens Damg.",
    }


def test_those_of_the_same_name_are_shown_with_all_of_it() -> None:
    shown = names.short_names({1: ("Bo", "Dam"), 2: ("Bo", "Dam")})
    assert shown == {1: "Bo Dam.", 2: "Bo Dam."}


@given(st.lists(st.tuples(st.sampled_from(["Bo", "Ea", ""]), st.text("abæ", max_size=5))))
def test_whoever_has_another_name_looks_another_way(people: list[tuple[str, str]]) -> None:
    shown = names.short_names(dict(enumerate(people)))
    for one, other in itertools.combinations(range(len(people)), 2):
        (given, family), (other_given, other_family) = people[one], people[other]
        if given and given == other_given and family and other_family and family != other_family:
            assert shown[one] != shown[other]


def test_the_full_name_is_whichever_there_is() -> None:
    assert names.full_name("Bo", "Dam") == "Bo Dam"
    assert names.full_name("Bo", "") == "Bo"
    assert names.full_name("", "Dam") == "Dam"
    assert names.full_name("", "") == ""
