"""CPR numbers: format and century are checked, modulus 11 only warns, substitutes are marked."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from din_indgang_tui.house import cpr
from din_indgang_tui.store.errors import DeskError


@pytest.mark.parametrize("typed", ["120361-4321", "1203614321", "120361 4321", " 120361-4321 "])
def test_a_number_is_typed_with_and_without_its_dash(typed: str) -> None:
    number = cpr.parse(typed)
    assert (number.digits, number.birth_date) == ("1203614321", date(1961, 3, 12))
    assert not number.substitute
    assert cpr.shown(number.digits) == "120361-4321"


@pytest.mark.parametrize(
    ("number", "year"),
    [
        # By the table on cpr.dk: the seventh digit and the two of the year name the century.
        ("010500-0000", 1900),
        ("010599-3999", 1999),
        ("010536-4000", 2036),
        ("010537-4000", 1937),
        ("010536-9000", 2036),
        ("010537-9000", 1937),
        ("010557-5000", 2057),
        ("010558-5000", 1858),
        ("010557-8000", 2057),
        ("010599-8000", 1899),
    ],
)
def test_the_century(number: str, year: int) -> None:
    assert cpr.parse(number).birth_date == date(year, 5, 1)


def test_a_substitute_number_has_sixty_added_to_its_day() -> None:
    number = cpr.parse("720361-4321")
    assert number.substitute
    assert number.birth_date == date(1961, 3, 12)
    assert number.digits == "7203614321"


@pytest.mark.parametrize(
    "typed",
    ["120361", "120361-432", "120361-43210", "12036l-4321", "120361--4321", "120361–4321",
     "١٢٠٣٦١٤٣٢١", "120361-\x004321", "", "Kirsten", "1" * 10_000],
)  # fmt: skip
def test_whatever_is_no_number_is_refused_with_a_sentence(typed: str) -> None:
    assert not cpr.looks_like_one(typed)
    with pytest.raises(DeskError) as refused:
        cpr.parse(typed)
    assert refused.value.field == "cpr"
    assert refused.value.message.endswith(".")


@pytest.mark.parametrize(
    "typed",
    ["310261-4321", "000361-4321", "120061-4321", "121361-4321", "290261-1234", "600361-4321"],
)
def test_a_day_that_is_not_in_the_calendar_is_refused(typed: str) -> None:
    assert cpr.looks_like_one(typed)  # it is meant as one, so its fault is said
    with pytest.raises(DeskError) as refused:
        cpr.parse(typed)
    assert refused.value.field == "cpr"


def test_modulus_11_tells_but_does_not_refuse() -> None:
    assert not cpr.parse("120361-4321").passes_modulus_11
    numbers = [cpr.parse(f"120361-{serial:04d}") for serial in range(100)]
    assert 5 < sum(number.passes_modulus_11 for number in numbers) < 15  # one in eleven


@given(st.dates(date(1900, 1, 2), date(1999, 12, 31)), st.integers(0, 3999))
def test_every_day_of_the_last_century_comes_back(born: date, serial: int) -> None:
    number = cpr.parse(f"{born:%d%m%y}-{serial:04d}")
    assert number.birth_date == born
    weights = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
    total = sum(w * int(digit) for w, digit in zip(weights, number.digits, strict=True))
    assert number.passes_modulus_11 == (total % 11 == 0)


@given(st.text("0123456789- ", max_size=12) | st.text(max_size=12))
def test_any_text_is_a_number_or_a_sentence(typed: str) -> None:
    try:
        number = cpr.parse(typed)
    except DeskError as refused:
        assert refused.field == "cpr"
    else:
        assert cpr.looks_like_one(typed)
        assert len(number.digits) == 10
        assert set(number.digits) <= set("0123456789")
