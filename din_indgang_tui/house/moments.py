"""True times as people write them at a desk: `9.40`, `i går 9.40`, `16.11. 9.40`. No database."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from din_indgang_tui.clock import HOUSE_ZONE, local
from din_indgang_tui.house import dates
from din_indgang_tui.house.names import lowered
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError

# Days back from today, in both languages whatever the screen speaks: notes are copied across.
_WORDS = {
    "i dag": 0, "idag": 0, "today": 0,
    "i går": 1, "igår": 1, "i gaar": 1, "igaar": 1, "yesterday": 1,
    "i forgårs": 2, "iforgårs": 2, "i forgaars": 2,
}  # fmt: skip
_TO_COME = {
    "i dag": 0, "idag": 0, "today": 0,
    "i morgen": 1, "imorgen": 1, "tomorrow": 1,
    "i overmorgen": 2, "overmorgen": 2,
}  # fmt: skip
# By their first letters, Monday first. What is written is a beginning of one of these.
_WEEKDAYS = (
    ("mandag", "monday"), ("tirsdag", "tuesday"), ("onsdag", "wednesday"), ("torsdag", "thursday"),
    ("fredag", "friday"), ("lørdag", "saturday"), ("søndag", "sunday"),
)  # fmt: skip
_LEAST_LETTERS = 3
EARLIEST_YEAR = 2000  # what is older is a slip of the keyboard
_AHEAD = timedelta(days=180)  # a day that is sooner than this is meant as one to come
_AT = r"(?:kl\.? ?|at )?(?P<clock>\d{1,2}[.:]?\d{2})"
_CLOCK = re.compile(rf"^(?:(?P<day>.*?[^ ,]) ?(?:[ ,]|(?<=\d)t) ?)??{_AT}$")
_CLOCK_FIRST = re.compile(rf"^{_AT} (?P<day>[^\d ].*)$")  # only before a word: `9.40 i går`
_DAY_MONTH = re.compile(r"^(\d{1,2})[.\-/ ] ?(\d{1,2})\.?$")


def moment(text: str, now: datetime, day: date, *, field: str) -> datetime:
    """The moment (UTC) that was written; one without a day is on `day`, one never to come.

    Days may be words (`i går`, `yesterday`, `fredag`), `16.11.`, `16.11.2026` or `2026-11-16`; a
    day without a year is the last one there was, but tomorrow's is refused and not taken for last
    year's. Raises DeskError with the field for what is no
    time, has not come yet, was skipped, or stood on the clock twice (the nights it is moved).
    """
    typed = " ".join(lowered(text).split())
    match = _CLOCK.match(typed) or _CLOCK_FIRST.match(typed)
    if match is None:
        raise DeskError(_("Write the time like 9.40 or yesterday 9.40."), field=field)
    today = local(now).date()
    try:
        at = dates.clock_time(match["clock"])
        on = _day(match["day"], today) if match["day"] else day
    except dates.NotADate:
        raise DeskError(
            _("There is no such time. Write it like 9.40 or 16.11. 9.40."), field=field
        ) from None
    if on.year < EARLIEST_YEAR:
        raise DeskError(_("There is no such time. Write it like 9.40 or 16.11. 9.40."), field=field)
    found = _on_the_clock(datetime.combine(on, at), field)
    if found > now:
        raise DeskError(_("That time has not come yet."), field=field)
    return found


def weekdays(text: str, *, field: str) -> tuple[int, ...]:
    """Days of the week as typed: `tir`, `tirsdag og torsdag`, `Mon, Wed`; ISO numbers in order.

    None where nothing was typed. Raises DeskError with the field for what is no day of the week.
    """
    found = set()
    for word in re.split(r"[\s,.+&]+", lowered(text)):
        if word in ("", "og", "and"):
            continue
        fits = [
            number
            for number, named in enumerate(_WEEKDAYS, start=1)
            # Two letters are enough, as on a wall calendar: no two days begin alike in a language.
            if len(word) >= 2 and any(name.startswith(word) for name in named)
        ]
        if len(fits) != 1:
            raise DeskError(_("Write days of the week, like Tue or Tue Thu."), field=field)
        found.add(fits[0])
    return tuple(sorted(found))


def written(at: datetime, day: date) -> str:
    """A moment as it is written in a row: `09.40` on that day, `16.11.2026 09.40` on another."""
    there = local(at)
    return f"{there:%H.%M}" if there.date() == day else f"{there:%d.%m.%Y %H.%M}"


def same_minute(one: datetime, other: datetime) -> bool:
    """Whether both read the same, since seconds are kept and never shown."""
    return one.replace(second=0, microsecond=0) == other.replace(second=0, microsecond=0)


def day_to_come(text: str, today: date, *, field: str) -> date:
    """Today or a later day as it was written: `i dag`, `fredag`, `19.11.` or a whole date.

    A day of the week is the next one there is; a day without a year is the next such day. Raises
    DeskError with the field for what is no day, or one that is over.
    """
    typed = " ".join(lowered(text).split())
    try:
        found = _coming(typed, today)
    except dates.NotADate:
        raise DeskError(_("Write a day like 19.11., Friday or tomorrow."), field=field) from None
    if found < today:
        raise DeskError(_("That day is over."), field=field)
    return found


def _coming(text: str, today: date) -> date:
    """The day that was written, seen from today on. Raises NotADate."""
    if text in _TO_COME:
        return today + timedelta(days=_TO_COME[text])
    word = text.rstrip(".")
    if len(word) >= _LEAST_LETTERS:
        for number, named in enumerate(_WEEKDAYS):
            if any(name.startswith(word) for name in named):
                return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    if match := _DAY_MONTH.match(text):
        day, month = int(match[1]), int(match[2])
        for year in range(today.year, today.year + 9):  # eight years hold a 29 February
            try:
                found = date(year, month, day)
            except ValueError:
                if (day, month) != (29, 2):
                    raise dates.NotADate(text) from None
                continue
            # A day of last month is a slip, not next year's.
            if found >= today or today - found < _AHEAD:
                return found
    return dates.calendar_day(text)


def _day(text: str, today: date) -> date:
    """The day that was written. Raises NotADate."""
    text = text.rstrip(",")
    if text in _WORDS:
        return today - timedelta(days=_WORDS[text])
    word = text.rstrip(".")
    if len(word) >= _LEAST_LETTERS:
        for number, named in enumerate(_WEEKDAYS):
            if any(name.startswith(word) for name in named):
                back = (today.weekday() - number) % 7
                if not back:
                    raise dates.NotADate(text)  # today, or a week ago: nobody can tell
                return today - timedelta(days=back)
    if match := _DAY_MONTH.match(text):
        return _last_one(int(match[1]), int(match[2]), today)
    return dates.calendar_day(text)


def _last_one(day: int, month: int, today: date) -> date:
    for year in (today.year, today.year - 1):
        try:
            found = date(year, month, day)
        except ValueError as error:
            if (day, month) != (29, 2):
                raise dates.NotADate from error
            continue
        if found <= today or found - today < _AHEAD:
            return found
    raise dates.NotADate


def _on_the_clock(naive: datetime, field: str) -> datetime:
    first, second = (naive.replace(tzinfo=HOUSE_ZONE, fold=fold).astimezone(UTC) for fold in (0, 1))
    if local(first).replace(tzinfo=None) != naive:
        raise DeskError(
            _("That time was skipped: the clock was put forward that night."), field=field
        )
    if first != second:
        raise DeskError(
            _("The clock showed that time twice that night. Write one before or after."),
            field=field,
        )
    return first
