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


def past_day(text: str, today: date, *, field: str) -> date:
    """The day that was written as `moment` reads it, today or before.

    Raises DeskError with the field for what is no day, or has not come yet.
    """
    try:
        found = _day(" ".join(lowered(text).split()), today)
    except dates.NotADate:
        found = date.min
    if found.year < EARLIEST_YEAR:
        raise DeskError(_("Write the day like today, yesterday, Friday or 16.11."), field=field)
    if found > today:
        raise DeskError(_("That day has not come yet."), field=field)
    return found


def written(at: datetime, day: date) -> str:
    """A moment as it is written in a row: `09.40` on that day, `16.11.2026 09.40` on another."""
    there = local(at)
    return f"{there:%H.%M}" if there.date() == day else f"{there:%d.%m.%Y %H.%M}"


def same_minute(one: datetime, other: datetime) -> bool:
    """Whether both read the same, since seconds are kept and never shown."""
    return one.replace(second=0, microsecond=0) == other.replace(second=0, microsecond=0)


def _day(text: str, today: date) -> date:
    """The day that was written. Raises NotADate."""
    text = text.rstrip(",")
    if text in _WORDS:
        return today - timedelta(days=_WORDS[text])
    number = dates.weekday(text)
    if number is not None:
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
