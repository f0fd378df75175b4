"""Lix, long sentences, and words that only the field uses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.house.plain_language import LEAST_WORDS, in_a_sentence, lix, look_at
from din_indgang_tui.house.professional_words import ABBREVIATIONS, PLAIN

KIRSTEN = (
    "Jeg vil gerne kunne åbne min post uden at få ondt i maven. Nu har jeg åbnet de fleste. Det"
    " næste er, at jeg vil ud af gælden til udlejer, så jeg kan sove."
)
OFFICE = (
    "Borgeren er visiteret til en socialpædagogisk indsats med henblik på udvikling af"
    " relationskompetence, jf. udredningen af funktionsniveau."
)


def test_lix_is_words_a_sentence_and_the_percentage_of_long_words() -> None:
    # 34 words in 3 sentences; one of them, `udlejer`, has more than six letters.
    assert len(KIRSTEN.split()) == 34
    assert lix(KIRSTEN) == round(34 / 3 + 100 * 1 / 34)


def test_six_letters_are_not_long_and_seven_are() -> None:
    assert lix("maverne " * 10 + ".") == 10 + 100
    assert lix("maven " * 10 + ".") == 10


def test_a_text_of_a_few_words_has_no_lix() -> None:
    assert lix("maven " * (LEAST_WORDS - 1)) is None
    assert lix("") is None
    assert in_a_sentence("Jeg vil sove.") == ""


def test_the_sentence_says_how_hard_it_is() -> None:
    assert in_a_sentence(KIRSTEN) == "Easy to read (lix 14)."
    assert in_a_sentence(OFFICE).startswith("Very hard to read (lix ")
    levels = {34: "Easy", 35: "A little hard", 44: "A little hard", 45: "Hard", 55: "Very hard"}
    for figure, begins in levels.items():
        text = "x " * figure  # one sentence of so many short words
        assert in_a_sentence(text) == f"{begins} to read (lix {figure})."


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Jeg sover. Jeg spiser.", 2),
        ("Sover jeg? Ja! Og spiser: brød.", 4),
        ("Vi ses kl. 10.30 den 20.11. hos Mette.", 1),
        ("Vi ses den 20.11. Tag posten med.", 2),
        ("Jeg køber mælk, brød m.m. Så går jeg hjem.", 2),
        ("Jeg køber f.eks. mælk, bl.a. fordi den er kold.", 1),
        ("Jeg læser på borger.dk hver dag.", 1),
        ("ringe til udlejer\nsove\nspise", 3),
        ("Jeg ved det ikke...", 1),
        ("Hun sagde: »Kom nu.« Jeg kom.", 3),
        (" . ! ?\n\n", 0),
    ],
)
def test_where_a_sentence_ends(text: str, sentences: int) -> None:
    assert look_at(text).sentences == sentences


def test_the_longest_sentences_come_first_and_say_whether_they_are_too_long() -> None:
    text = "Kort. " + "ord " * 30 + "slut. Lidt længere her."
    found = look_at(text)
    assert [one.words for one in found.longest] == [31, 3, 1]
    assert [one.text for one in found.longest if one.is_long] == ["ord " * 30 + "slut."]


def test_a_professional_word_is_found_in_any_form_and_gets_a_plain_one() -> None:
    found = {one.written: one.plain for one in look_at(OFFICE).professional}
    assert found == {
        "Borgeren": "jeg, mig eller navnet",
        "visiteret": "har fået ja til",
        "indsats": "hjælp",
        "med henblik på": "for at",
        "relationskompetence": "at være sammen med andre",
        "udredningen": "at finde ud af, hvad der er galt",
        "funktionsniveau": "det, jeg kan",
    }
    forms = "Indsatsen, indsatser og indsatsernes. Visiterer, visiterede, visiteres. Udfordringer."
    assert [(one.written, one.times) for one in look_at(forms).professional] == [
        ("Indsatsen", 3),
        ("Visiterer", 3),
        ("Udfordringer", 1),
    ]


def test_everyday_words_that_begin_like_one_are_left_alone() -> None:
    text = (
        "Jeg ringer til Borgerservice og borgmesteren. Jeg har en samtale og samtidig en borger.dk."
    )
    assert look_at(text).professional == ()


def test_abbreviations_are_named_in_full() -> None:
    found = look_at("Jeg får f.eks. hjælp mhp. at sove, F.eks. af SKP kl. 10.").abbreviations
    assert [(one.written, one.plain, one.times) for one in found] == [
        ("f.eks", "for eksempel", 2),
        ("mhp", "for at", 1),
        ("SKP", "støtte- og kontaktperson", 1),
    ]


def test_the_lists_are_plain_danish_and_no_plain_word_is_a_hard_one() -> None:
    assert len(PLAIN) >= 80
    for hard, plain in (PLAIN | ABBREVIATIONS).items():
        assert hard == hard.lower().strip()
        assert not look_at(plain).professional, hard
        assert not look_at(plain).abbreviations, hard
        assert look_at(hard).professional or look_at(hard).abbreviations, hard


@given(st.text(max_size=300))
def test_any_text_has_figures_within_bounds(text: str) -> None:
    found = look_at(text)
    assert 0 <= found.sentences <= found.words
    assert sum(one.words for one in found.longest) <= found.words
    assert (found.lix is None) == (found.words < LEAST_WORDS)
    if found.lix is not None:
        # The longest a text can be: one sentence of long words.
        assert 1 <= found.lix <= found.words + 100
    assert "\n" not in "".join(one.text for one in found.longest)
    assert found.lix == lix(text)


@given(st.lists(st.sampled_from(["jeg", "indsatser", "kl.", "20.11.", "Nu", "f.eks.", "\n"])))
def test_a_stop_at_the_end_changes_no_figure(words: list[str]) -> None:
    text = " ".join([*words, "slut"])
    assert look_at(text + ".").lix == look_at(text).lix
