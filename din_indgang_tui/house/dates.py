"""Days and times as people type them at a desk. Pure: no clock, no database."""

from __future__ import annotations

import re
from datetime import date, time

_DMY = re.compile(r"^(\d{1,2})[.\-/ ](\d{1,2})[.\-/ ](\d{4}|\d{2})$")
_YMD = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
_DIGITS = re.compile(r"^(\d{2})(\d{2})(\d{4}|\d{2})$")
_CLOCK = re.compile(r"^(\d{1,2})[.:]?(\d{2})$")
_HOUR = re.compile(r"^\d{1,2}$")

OLDEST_YEAR = 1858  # of a birthday: the first year a CPR number can name

# Monday first.
_WEEKDAYS = (
    ("mandag", "monday"), ("tirsdag", "tuesday"), ("onsdag", "wednesday"), ("torsdag", "thursday"),
    ("fredag", "friday"), ("lørdag", "saturday"), ("søndag", "sunday"),
)  # fmt: skip


class NotADate(ValueError):
    """The text is no day in the calendar."""


class Backwards(NotADate):
    """Hours that do not follow each other."""


def birth_date(text: str, today: date) -> date:
    """A birthday as typed: 12.03.1961, 12-3-61, 120361, 12031961 or 1961-03-12.

    A year of two digits is the last one that lies in the past. Raises NotADate for anything else,
    for days that are not in the calendar, and for days to come.
    """
    day, month, year = _parts(text)
    whole = int(year)
    if len(year) == 2:
        whole += 2000 if 2000 + whole <= today.year else 1900
    try:
        found = date(whole, int(month), int(day))
        if len(year) == 2 and found > today:
            found = date(whole - 100, int(month), int(day))
    except ValueError as error:
        raise NotADate(text) from error
    if found > today or found.year < OLDEST_YEAR:
        raise NotADate(text)
    return found


def weekday(word: str, least: int = 3) -> int | None:
    """The day of the week (0 is Monday) that a lowered word is a beginning of; None for no one.

    In both languages whatever the screen speaks: notes are copied across.
    """
    word = word.rstrip(".")
    if len(word) < least:
        return None
    fits = [
        number
        for number, named in enumerate(_WEEKDAYS)
        if any(name.startswith(word) for name in named)
    ]
    return fits[0] if len(fits) == 1 else None


def calendar_day(text: str) -> date:
    """Any day as typed, also one to come: 24.12.2026, 24-12-26, 24122026 or 2026-12-24.

    A year of two digits is in this century. Raises NotADate for anything else.
    """
    day, month, year = _parts(text)
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError as error:
        raise NotADate(text) from error


def _parts(text: str) -> tuple[str, str, str]:
    """Day, month and year of what is written like a day. Raises NotADate for anything else."""
    text = text.strip()
    if match := _YMD.match(text):
        year, month, day = match.groups()
    elif match := _DMY.match(text) or _DIGITS.match(text):
        day, month, year = match.groups()
    else:
        raise NotADate(text)
    return day, month, year


def looks_like_a_day(text: str) -> bool:
    """Whether someone who types this means a day, one that is in the calendar or not."""
    return _DMY.match(text.strip()) is not None or _YMD.match(text.strip()) is not None


def clock_time(text: str) -> time:
    """A time of the day as typed: 9.40, 09:40, 0940. Raises NotADate for anything else."""
    match = _CLOCK.match(text.strip())
    if match is None:
        raise NotADate(text)
    try:
        return time(int(match[1]), int(match[2]))
    except ValueError as error:
        raise NotADate(text) from error


def time_or_hour(text: str) -> time:
    """The same, or an hour alone where only a time can be meant: 10 is 10.00."""
    text = text.strip()
    return clock_time(f"{text}.00" if _HOUR.match(text) else text)


def hours(text: str) -> tuple[tuple[time, time], ...]:
    """Hours of one day as typed: `9-13`, `9.30-13`, `09:00 - 12, 13-15`; each from and to.

    Raises NotADate where it cannot be read so, Backwards where they do not follow each other.
    """
    found: list[tuple[time, time]] = []
    for piece in text.split(","):
        ends = [end.strip() for end in re.split("[-\u2013]", piece)]
        if len(ends) != 2:
            raise NotADate(text)
        begins, stops = (time_or_hour(end) for end in ends)
        if begins >= stops or (found and begins < found[-1][1]):
            raise Backwards(text)
        found.append((begins, stops))
    return tuple(found)
