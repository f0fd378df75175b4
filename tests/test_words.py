"""Days and times as the screens say them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest

from din_indgang_tui import i18n, words


@pytest.fixture
def language() -> Iterator[Callable[[str], None]]:
    before = i18n.language()
    yield i18n.choose
    i18n.choose(before)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 11, 23), date(2026, 11, 27), "week 48, 23-27 November 2026"),
        (date(2026, 11, 30), date(2026, 12, 4), "week 49, 30 November - 4 December 2026"),
        # ISO 8601: the year has a 53rd week, which ends in the next one.
        (date(2026, 12, 28), date(2027, 1, 1), "week 53, 28.12.2026-01.01.2027"),
    ],
)
def test_a_week_is_named_by_its_number_and_days(
    language: Callable[[str], None], first: date, last: date, said: str
) -> None:
    language("en")
    assert words.calendar_week(first, last) == said


def test_an_appointment_is_by_the_clock_on_the_wall(language: Callable[[str], None]) -> None:
    language("da")
    assert words.appointment(datetime(2026, 11, 24, 9, 0, tzinfo=UTC)) == "tir. 24.11. kl. 10.00"
    assert words.appointment(datetime(2026, 7, 2, 7, 15, tzinfo=UTC)) == "tor. 02.07. kl. 09.15"


@pytest.mark.parametrize(
    ("written", "within"),
    [
        ("Hun er syg endnu.", "Hun er syg endnu"),
        ("ringe til udlejer ", "ringe til udlejer"),
        ("Det ved vi ikke ...", "Det ved vi ikke ..."),
        ("Kan det vente?", "Kan det vente?"),
        ("", ""),
    ],
)
def test_what_somebody_wrote_stands_in_a_sentence_without_a_stop_of_its_own(
    written: str, within: str
) -> None:
    assert words.unstopped(written) == within
