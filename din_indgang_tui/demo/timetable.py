"""Rooms, working hours, and who has which hour: nobody in the town is booked twice.

Coaching sessions begin on the hour, so that an hour of a coach is taken or free as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from din_indgang_tui.demo import days
from din_indgang_tui.demo.days import Day
from din_indgang_tui.demo.rows import Row

ROOMS = (
    ("broen", "Broen"),
    ("molen", "Molen"),
    ("loftet", "loftet"),
    ("koekkenet", "køkkenet"),
    ("havnen", "havnen"),
)
ROOM_OF = {"MJU": "broen", "KSØ": "molen", "JES": "loftet", "LIV": "havnen"}
MINUTES = 45
HOURS = (9, 10, 11, 13, 14)  # at which a session begins
FRIDAY_HOURS = (9, 10, 11)

_WHOLE = "09:00-12:00 12:30-15:00"
_FRIDAY = "09:00-13:00"
_PATTERNS: Mapping[str, tuple[str, str, str, str, str]] = {
    "MJU": (_WHOLE, _WHOLE, _WHOLE, _WHOLE, _FRIDAY),
    "KSØ": (_WHOLE, _WHOLE, _WHOLE, _WHOLE, _FRIDAY),
    "JES": (_WHOLE, "", _WHOLE, _WHOLE, _FRIDAY),
    "LIV": (_WHOLE, _WHOLE, _WHOLE, _WHOLE, _FRIDAY),
}
# How many sessions a coach has at most on a day so many weeks ahead: the nearer, the fuller.
_AHEAD = (4, 4, 3, 2, 2, 1)
_PAST = 5


def pattern_rows(staff: Mapping[str, int]) -> list[Row]:
    """Everybody's working hours, day of the week by day of the week."""
    return [
        {"staff_id": staff[initials], "weekday": weekday, "spans": spans}
        for initials, week in _PATTERNS.items()
        for weekday, spans in enumerate((*week, "", ""), start=1)
    ]


def exception_rows(staff: Mapping[str, int], today: date, created_at: str) -> list[Row]:
    """A team meeting for all in three weeks, a holiday and a course day, and a sick day behind."""
    monday = today - timedelta(days=today.weekday())
    meeting = monday + timedelta(days=22)
    holiday = monday + timedelta(days=14)

    def row(initials: str, first: date, last: date, effect: str, reason: str, **more: str) -> Row:
        return {
            "staff_id": staff[initials],
            "first_on": first.isoformat(),
            "last_on": last.isoformat(),
            "effect": effect,
            "reason": reason,
            "spans": more.get("spans", ""),
            "label": more.get("label", ""),
            "created_at": created_at,
        }

    training = monday + timedelta(days=9)
    ill = days.open_day_before(monday - timedelta(days=4))
    return [
        *(
            row(one, meeting, meeting, "busy", "meeting", spans="10:00-12:00", label="teammøde")
            for one in _PATTERNS
        ),
        row("JES", holiday, holiday + timedelta(days=4), "away", "holiday", label="ferie"),
        row("LIV", training, training, "busy", "training", spans="09:00-12:00", label="kursus"),
        row("KSØ", ill, ill, "away", "ill"),
    ]


def closed_days(today: date) -> Iterator[tuple[date, str]]:
    """The working days between Christmas and New Year, this year and the next."""
    for year in (today.year, today.year + 1):
        for number in (24, 27, 28, 29, 30, 31):
            day = date(year, 12, number)
            if day.weekday() < 5:
                yield day, "juleaften" if number == 24 else "mellem jul og nytår"


class Timetable:
    """Who has which hour of which day."""

    def __init__(
        self, today: date, led: Mapping[tuple[str, date], Sequence[tuple[int, int]]]
    ) -> None:
        """`led`: by initials and day, when a colleague leads a group, in seconds of the day."""
        self._today, self._led = today, led
        self._taken: dict[tuple[str, date], set[int]] = {}
        self._with: set[tuple[int | None, date]] = set()
        self._busy = today - timedelta(days=today.weekday()) + timedelta(days=22)  # a team meeting
        self._away = (self._busy - timedelta(days=8), self._busy - timedelta(days=4))
        self._training = self._busy - timedelta(days=13)
        self._ill = days.open_day_before(self._busy - timedelta(days=26))

    def take(
        self, coach: str, day: Day, wanted: int, who: int | None, *, always: bool = False
    ) -> int | None:
        """The hour that the coach gives `who` on that day, the wanted one or the next; or None.

        `always`: whatever else there is to do that day. Nobody has two sessions on one day, and
        nobody books anything for today here.
        """
        if day.date == self._today or not day.open or (who, day.date) in self._with:
            return None
        hours = self._hours(coach, day)
        taken = self._taken.setdefault((coach, day.date), set())
        if not always and len(taken) >= min(self._most(day.date), len(hours)):
            return None
        for hour in sorted(hours, key=lambda hour: (hour < wanted, hour)):
            if hour not in taken:
                taken.add(hour)
                if who is not None:
                    self._with.add((who, day.date))
                return hour
        return None

    def _most(self, day: date) -> int:
        if day <= self._today:
            return _PAST
        weeks = (day - self._today).days // 7
        return _AHEAD[weeks] if weeks < len(_AHEAD) else 0

    def _hours(self, coach: str, day: Day) -> tuple[int, ...]:
        weekday = day.date.weekday()
        if coach in _PATTERNS and not _PATTERNS[coach][weekday]:
            return ()
        if coach == "KSØ" and day.date == self._ill:
            return ()
        if coach == "JES" and self._away[0] <= day.date <= self._away[1]:
            return ()
        hours: tuple[int, ...] = FRIDAY_HOURS if weekday == 4 else HOURS
        if coach == "LIV" and day.date == self._training:
            hours = tuple(hour for hour in hours if hour >= 13)
        if day.date == self._busy:
            hours = tuple(hour for hour in hours if hour not in (10, 11))
        for begins, ends in self._led.get((coach, day.date), ()):
            hours = tuple(
                hour
                for hour in hours
                if hour * 3600 >= ends or hour * 3600 + MINUTES * 60 <= begins
            )
        return hours
