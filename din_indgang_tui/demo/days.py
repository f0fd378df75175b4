"""When the house is open, and how much there is to do on a day.

Opening hours and closed days are those domain facts say hold until the house says otherwise:
Monday to Thursday 9-15, Friday 9-13, closed on Danish public holidays, and here between Christmas
and New Year as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from din_indgang_tui.clock import HOUSE_ZONE, iso_week

OPENS = 9 * 3600  # seconds after midnight on the wall
CLOSES = (15 * 3600,) * 4 + (13 * 3600,)  # Monday to Friday

# How many come, beside an ordinary day: Mondays are full, July and December are quiet.
_WEEKDAY = (1.22, 1.04, 1.0, 1.04, 0.7)
_MONTH = (1.06, 1.0, 1.02, 0.98, 0.98, 0.95, 0.68, 0.95, 1.06, 1.06, 1.1, 1.0)
_GROWTH = 0.18  # a year ago there was this much less to do


@dataclass(frozen=True, slots=True)
class Day:
    """One local day, with what every row of it needs. `closes` is 0 where the house is closed."""

    date: date
    text: str
    week: str
    utc_offset: int  # seconds, at noon: nothing in the house happens while the clock is moved
    closes: int

    @property
    def open(self) -> bool:
        """Whether the house is open at all."""
        return self.closes > 0

    def utc(self, second: int) -> str:
        """A second of this day, 0 is midnight on the wall, as it is stored."""
        utc = second - self.utc_offset
        if 0 <= utc < 86_400:
            return f"{self.text}T{utc // 3600:02}:{utc // 60 % 60:02}:{utc % 60:02}Z"
        moved = self.date + timedelta(days=utc // 86_400)
        utc %= 86_400
        return f"{moved}T{utc // 3600:02}:{utc // 60 % 60:02}:{utc % 60:02}Z"


@cache
def day(of: date) -> Day:
    """The day, open or closed."""
    offset = datetime.combine(of, time(12), HOUSE_ZONE).utcoffset()
    assert offset is not None
    closes = 0 if of.weekday() > 4 or is_holiday(of) else CLOSES[of.weekday()]
    return Day(of, of.isoformat(), iso_week(of), int(offset.total_seconds()), closes)


def span(first: date, last: date) -> Iterator[Day]:
    """Every day from first to last, both included."""
    for number in range((last - first).days + 1):
        yield day(first + timedelta(days=number))


def open_day_before(of: date) -> date:
    """The day itself, or the last one before it on which the house was open."""
    while not day(of).open:
        of -= timedelta(days=1)
    return of


def is_holiday(of: date) -> bool:
    """A Danish public holiday, 5 June, or a day between Christmas and New Year."""
    if (of.month, of.day) in ((1, 1), (6, 5)) or (of.month == 12 and of.day >= 24):
        return True
    return of in _moving_holidays(of.year)


def how_much(of: Day, today: date) -> float:
    """How many come on an open day, beside an ordinary day of these weeks (1.0)."""
    years_ago = (today - of.date).days / 365.25
    return _WEEKDAY[of.date.weekday()] * _MONTH[of.date.month - 1] / (1 + _GROWTH * years_ago)


_ORDINARY_WEEK = sum(_WEEKDAY)


def ordinary_week() -> float:
    """What an ordinary week of these weeks adds up to."""
    return _ORDINARY_WEEK


def _moving_holidays(year: int) -> frozenset[date]:
    found = _known.get(year)
    if found is None:
        from dateutil.easter import easter

        # Maundy Thursday, Good Friday, Easter Monday, Ascension, Whit Monday; Great Prayer Day
        # was the fourth Friday after Easter until it was abolished after 2023.
        days_after = [-3, -2, 1, 39, 50] + ([26] if year <= 2023 else [])
        sunday = easter(year)
        found = frozenset(sunday + timedelta(days=number) for number in days_after)
        _known[year] = found
    return found


_known: dict[int, frozenset[date]] = {}
