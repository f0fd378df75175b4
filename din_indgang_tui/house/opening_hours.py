"""When the house is open: hours for each day of the week, and days on which it holds closed.

Enquiries are registered outside them as well (outreach, the phone): they say what people can be
told, and refuse nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from din_indgang_tui.house import dates
from din_indgang_tui.house.lines import one_line
from din_indgang_tui.house.lists import LABEL_LIMIT
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import COLLEAGUES, LEADERS
from din_indgang_tui.store.unit import Reading, Unit, changes, reads
from din_indgang_tui.text import clean

CLOSED = N_("closed")
# Understood in whichever language the desk speaks.
_CLOSED_WORDS = frozenset({"closed", "lukket"})


@dataclass(frozen=True, slots=True)
class Hours:
    """One day of the week (1 is Monday); no times where the house is closed."""

    weekday: int
    opens: time | None
    closes: time | None
    version: int

    @property
    def text(self) -> str:
        """As it is written: `9-15`, `9.30-13`, or closed."""
        return span_text(self.opens, self.closes)


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A day on which the house holds closed, and why."""

    day: date
    label: str
    version: int


@dataclass(frozen=True, slots=True)
class Day:
    """When the house is open on one day; no times where it is closed, and why if that was said."""

    opens: time | None
    closes: time | None
    label: str = ""


@reads(COLLEAGUES)
def week(reading: Reading) -> list[Hours]:
    """The seven days of the week, from Monday."""
    return [
        Hours(row["weekday"], _time(row["opens"]), _time(row["closes"]), row["version"])
        for row in reading.rows("SELECT * FROM opening_hours ORDER BY weekday")
    ]


@reads(COLLEAGUES)
def closed_days(reading: Reading) -> list[ClosedDay]:
    """The days on which the house holds closed, the first one first."""
    return [
        ClosedDay(date.fromisoformat(row["day"]), row["label"], row["version"])
        for row in reading.rows("SELECT * FROM closed_day ORDER BY day")
    ]


@reads(COLLEAGUES)
def on(reading: Reading, day: date) -> Day:
    """When the house is open on this day."""
    closed = reading.one("SELECT label FROM closed_day WHERE day = ?", (day.isoformat(),))
    if closed is not None:
        return Day(None, None, closed["label"])
    row = reading.one(
        "SELECT opens, closes FROM opening_hours WHERE weekday = ?", (day.isoweekday(),)
    )
    return Day(_time(row["opens"]), _time(row["closes"])) if row is not None else Day(None, None)


@changes(LEADERS, "settings")
def put(unit: Unit, weekday: int, text: str, version: int | None = None) -> str:
    """The hours of one day of the week (1 is Monday). Returns them as they are written now.

    Raises DeskError (field "hours") where they cannot be hours, Conflict where somebody saved
    others meanwhile.
    """
    opens, closes = span(text)
    values = {
        "opens": f"{opens:%H:%M}" if opens is not None else None,
        "closes": f"{closes:%H:%M}" if closes is not None else None,
    }
    unit.update("opening_hours", weekday, values, version=version)
    return span_text(opens, closes)


@changes(LEADERS, "settings")
def close_day(unit: Unit, day: date, label: str) -> None:
    """The house holds closed on this day. Raises DeskError where it does already."""
    if unit.one("SELECT 1 FROM closed_day WHERE day = ?", (day.isoformat(),)) is not None:
        raise DeskError(_("That day is in the list already."), field="day")
    unit.insert(
        "closed_day", {"day": day.isoformat(), "label": one_line(label, "label", LABEL_LIMIT)}
    )


@changes(LEADERS, "settings")
def relabel_day(unit: Unit, day: date, label: str, version: int | None = None) -> None:
    """Another reason why the house holds closed on this day. Raises DeskError, Conflict."""
    unit.update(
        "closed_day",
        day.isoformat(),
        {"label": one_line(label, "label", LABEL_LIMIT)},
        version=version,
    )


@changes(LEADERS, "settings")
def open_day(unit: Unit, day: date, version: int | None = None) -> None:
    """The day is out of the list: its weekday decides again.

    Raises DeskError where it is not in it, Conflict where it says something else now.
    """
    if unit.one("SELECT 1 FROM closed_day WHERE day = ?", (day.isoformat(),)) is None:
        raise DeskError(_("It is not there any more."))
    unit.update("closed_day", day.isoformat(), {}, version=version)
    unit.delete("closed_day", day.isoformat())


def typed_day(text: str) -> date:
    """A day to hold closed on, as typed. Raises DeskError (field "day")."""
    try:
        return dates.calendar_day(clean(text))
    except dates.NotADate:
        raise DeskError(_("Write a day like 24.12.2026."), field="day") from None


def span(text: str) -> tuple[time | None, time | None]:
    """Hours as typed: `9-15`, `09.00-15.00`, `9:30 - 15`, closed. Raises DeskError."""
    text = clean(text).strip().lower()
    if text in _CLOSED_WORDS or text == _(CLOSED):
        return None, None
    wrong = DeskError(_("Write the hours like 9-15 or 9.30-15.00, or closed."), field="hours")
    try:
        first, *more = dates.hours(text)
    except dates.Backwards:
        raise DeskError(_("The house must open before it closes."), field="hours") from None
    except dates.NotADate:
        raise wrong from None
    if more:
        raise wrong
    return first


def span_text(opens: time | None, closes: time | None) -> str:
    """`9-15`, `9.30-13`, or closed."""
    if opens is None or closes is None:
        return _(CLOSED)
    return f"{_short(opens)}-{_short(closes)}"


def _short(at: time) -> str:
    return f"{at.hour}.{at.minute:02}" if at.minute else f"{at.hour}"


def _time(stored: str | None) -> time | None:
    return time.fromisoformat(stored) if stored is not None else None
