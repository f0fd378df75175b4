"""A choice and the letters that lead to it."""

from __future__ import annotations

import pytest

from din_indgang_tui.widgets.form import ChoiceRow

NAMES = ["-", "Bo Dam", "Karim Sønderby", "Kirsten Bak", "Mette Juhl"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("k", "Karim Sønderby"),
        ("kk", "Kirsten Bak"),
        ("kkk", "Karim Sønderby"),
        ("Karim", "Karim Sønderby"),
        ("karim sønderby", "Karim Sønderby"),
        ("ki", "Kirsten Bak"),
        ("km", "Mette Juhl"),
        ("x", "-"),
    ],
)
def test_letters_lead_to_the_name_they_begin(typed: str, found: str) -> None:
    row = ChoiceRow("who", "Who", [(name, name) for name in NAMES])
    for letter in typed:
        row.jump(letter)
    assert row.value == found


def test_after_an_arrow_a_letter_begins_anew() -> None:
    row = ChoiceRow("who", "Who", [(name, name) for name in NAMES])
    row.jump("k")
    row.step(1)
    row.jump("i")
    assert row.value == "Kirsten Bak"
    row.jump("b")
    assert row.value == "Bo Dam"


def test_where_no_label_begins_so_a_word_within_one_does() -> None:
    row = ChoiceRow(
        "ask",
        "We ask for",
        [
            ("", "not chosen yet"),
            ("h", "Støtte i eget hjem"),
            ("n", "Noget andet"),
            ("a", "Arbejde"),
        ],
    )
    for letters, code in (("a", "a"), ("an", "n"), ("hje", "h"), ("eget h", "h"), ("n", "n")):
        for letter in letters:
            row.jump(letter)
        assert row.value == code, letters
