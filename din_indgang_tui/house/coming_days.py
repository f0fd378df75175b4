"""Days to come as people write them at a desk: `20.11.`, `i morgen`, `tir tor`. No database."""

from __future__ import annotations

import re
from datetime import date, timedelta

from din_indgang_tui.house import dates
from din_indgang_tui.house.names import lowered
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError

# In both languages whatever the screen speaks, as true times are (house/moments.py).
_WORDS = {
    "i dag": 0, "idag": 0, "today": 0, "i morgen": 1, "imorgen": 1, "tomorrow": 1,
    "i overmorgen": 2, "overmorgen": 2,
    "i går": -1, "igår": -1, "i gaar": -1, "igaar": -1, "yesterday": -1,
}  # fmt: skip
_DAY_MONTH = re.compile(r"^(\d{1,2})[.\-/ ] ?(\d{1,2})\.?$")
_BACK = timedelta(days=180)  # a day that was sooner than this ago is meant as one that is past
LATEST = timedelta(days=366 * 10)  # what is further on is a slip of the keyboard


def coming_day(text: str, today: date, *, field: str) -> date:
    """The day that was written, today or later; one without a year is the nearest of them.

    Raises DeskError with the field for what is no day, and for a day before today.
    """
    try:
        found = _day(" ".join(lowered(text).split()), today)
    except dates.NotADate:
        raise DeskError(
            _("Write the day like 20.11. or tomorrow or Friday."), field=field
        ) from None
    if found < today:
        raise DeskError(_("That day is past. Write today or a day to come."), field=field)
    if found - today > LATEST:
        raise DeskError(_("Write the day like 20.11. or tomorrow or Friday."), field=field)
    return found


def any_day(text: str, today: date, *, field: str) -> date:
    """The day that was written, past or to come; one without a year is the nearest of them.

    Raises DeskError with the field for what is no day.
    """
    try:
        found = _day(" ".join(lowered(text).split()), today)
    except dates.NotADate:
        found = None
    if found is None or abs(found - today) > LATEST:
        raise DeskError(_("Write the day like 20.11. or 20.11.2026 or today."), field=field)
    return found


def any_day_or_none(text: str, today: date, *, field: str) -> date | None:
    """The same; nothing typed is no day."""
    return any_day(text, today, field=field) if text.strip() else None


def weekdays(text: str, *, field: str) -> tuple[int, ...]:
    """Days of the week as typed: `tir`, `tirsdag og torsdag`, `Mon, Wed`; ISO numbers in order.

    None where nothing was typed. Raises DeskError with the field for what is no day of the week.
    """
    found = set()
    for word in re.split(r"[\s,.+&]+", lowered(text)):
        if word in ("", "og", "and"):
            continue
        # Two letters are enough, as on a wall calendar: no two days begin alike in a language.
        number = dates.weekday(word, least=2)
        if number is None:
            raise DeskError(_("Write days of the week, like Tue or Tue Thu."), field=field)
        found.add(number + 1)
    return tuple(sorted(found))


def _day(text: str, today: date) -> date:
    if text in _WORDS:
        return today + timedelta(days=_WORDS[text])
    number = dates.weekday(text)
    if number is not None:
        # On a Friday, `fredag` is the next one: for this one people say today.
        return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    if match := _DAY_MONTH.match(text):
        return _nearest(int(match[1]), int(match[2]), today)
    return dates.calendar_day(text)


def _nearest(day: int, month: int, today: date) -> date:
    for year in (today.year, today.year + 1, today.year + 2, today.year + 3):
        try:
            found = date(year, month, day)
        except ValueError as error:
            if (day, month) != (29, 2):
                raise dates.NotADate from error
            continue
        if found >= today or today - found < _BACK:
            return found
    raise dates.NotADate
