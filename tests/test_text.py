"""Texts that should not come through, and texts that should."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.text import LIMIT, clean, shown

UNWANTED = {"Cc", "Cf", "Cs", "Co", "Cn"}


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("Søren Ibsen", "Søren Ibsen"),
        ("Ole\x1b[31m Hansen", "Ole[31m Hansen"),
        ("Ole\x1b]52;c;aGVq\x07", "Ole]52;c;aGVq"),
        ("a\x9b31mb", "a31mb"),
        ("nul\x00 del\x7f", "nul del"),
        ("\u202eneslo", "neslo"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("half\ud83dpair", "halfpair"),
        ("private\ue000", "private"),
        ("unassigned\u0378", "unassigned"),
        ("A\u030ase", "Åse"),
        ("A\u200b\u030ase", "Åse"),
        ("[red]Ole[/x]", "[red]Ole[/x]"),
        ("two\nlines\tand\r\nmore", "two lines and more"),
        ("line\u2028separator\x85x", "line separator x"),
        ("hard\u00a0space", "hard\u00a0space"),
    ],
)
def test_one_line(raw: str, wanted: str) -> None:
    assert clean(raw) == wanted
    assert shown(raw) == wanted


def test_lines_are_kept_where_asked_for() -> None:
    assert clean("a\r\nb\rc\u2029d\x0be\x0cf\tg\x1bh", lines=True) == "a\nb\nc\nd\ne\nf\tgh"


def test_the_limit_counts_what_is_kept() -> None:
    assert clean("\x00" * 10 + "abcdef", limit=3) == "abc"
    assert clean("abcdef", limit=3) == "abc"
    assert len(clean("x" * (LIMIT + 1))) == LIMIT


@given(st.text(st.characters()), st.booleans(), st.integers(0, 50))
def test_nothing_unwanted_comes_through(raw: str, lines: bool, limit: int) -> None:
    text = clean(raw, lines=lines, limit=limit)
    assert len(text) <= limit
    assert unicodedata.is_normalized("NFC", text)
    assert not {unicodedata.category(letter) for letter in text if letter not in "\n\t"} & UNWANTED
    assert lines or not set(text) & set("\n\t\r\u2028\u2029")
    assert clean(text, lines=lines, limit=limit) == text
