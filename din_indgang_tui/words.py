"""Days, times and numbers as screens, documents and printed lines say them, in our language."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from din_indgang_tui.clock import local
from din_indgang_tui.i18n import N_, _, language

_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_DAYS_IN_FULL = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
_MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)


def weekday(number: int) -> str:
    """The day of the week with this ISO number (1 is Monday), short: `tir.`."""
    return _(_WEEKDAYS[number - 1])


def weekday_in_full(number: int) -> str:
    """The day of the week with this ISO number (1 is Monday): `tirsdag`."""
    return _(_DAYS_IN_FULL[number - 1])


def short_month(day: date) -> str:
    """The month of a day in three letters: `nov`."""
    return _(_MONTHS[day.month - 1])[:3].lower()


def long_day(day: date) -> str:
    """`tir. 17. november 2026, uge 47`."""
    return _("{weekday} {day} {month} {year}, week {week}").format(
        weekday=weekday(day.isoweekday()),
        day=day.day,
        month=_(_MONTHS[day.month - 1]),
        year=day.year,
        week=day.isocalendar().week,
    )


def spoken_day(day: date) -> str:
    """`tirsdag den 24. november`, as it is said aloud."""
    return _("{weekday} {day} {month}").format(
        weekday=weekday_in_full(day.isoweekday()), day=day.day, month=_(_MONTHS[day.month - 1])
    )


def short_day(day: date, today: date) -> str:
    """`i dag`, `3.11.` this year, `03.11.2025` before."""
    if day == today:
        return _("today")
    if day.year == today.year:
        return f"{day.day}.{day.month}."
    return full_day(day)


def appointment(moment: datetime) -> str:
    """When somebody comes: `tir. 24.11. kl. 10.00`."""
    return _("{day} at {time}").format(
        day=day_of_the_week(local(moment).date()), time=clock_time(moment)
    )


def day_of_the_week(day: date) -> str:
    """`tir. 24.11.`"""
    return f"{weekday(day.isoweekday())} {day.day:02}.{day.month:02}."


def calendar_week(first: date, last: date) -> str:
    """`uge 48, 23.-27. november 2026`, also where a month or a year ends within it."""
    week = _("week {n}").format(n=first.isocalendar().week)
    ends = _("{day} {month} {year}").format(
        day=last.day, month=_(_MONTHS[last.month - 1]), year=last.year
    )
    begins = _("{day}-").format(day=first.day)
    if first.year != last.year:
        begins = f"{first.day:02}.{first.month:02}.{first.year}-"
        ends = full_day(last)
    elif first.month != last.month:
        month = _(_MONTHS[first.month - 1])
        begins = _("{day} {month}").format(day=first.day, month=month) + " - "
    return f"{week}, {begins}{ends}"


def near_day(day: date, today: date) -> str:
    """`i dag`, `i går`, else as `short_day`."""
    if (today - day).days != 1:
        return short_day(day, today)
    # Not `yesterday`, which is since when somebody waits: Danish has two words more for that.
    yesterday = _("Yesterday")
    return yesterday[:1].lower() + yesterday[1:]


def since(day: date, today: date) -> str:
    """Of a wait that began before today: `fra i går`, `13.11.`."""
    return _("yesterday") if (today - day).days == 1 else short_day(day, today)


def days_in_words(first: date, last: date) -> str:
    """`18.-24. november`, `28.11.-04.12.`: some days of which none is meant alone."""
    if (first.year, first.month) != (last.year, last.month):
        return f"{first:%d.%m.}-{last:%d.%m.}"
    return _("{first}-{last} {month}").format(
        first=first.day, last=last.day, month=_(_MONTHS[last.month - 1])
    )


def full_day(day: date) -> str:
    """`12.03.1961`."""
    return day.strftime("%d.%m.%Y")


def clock_time(moment: datetime) -> str:
    """`10.22`, by the clock on the wall."""
    return local(moment).strftime("%H.%M")


def short_moment(moment: datetime, today: date) -> str:
    """`10.22` today, `14.11. 10.22` on another day."""
    day, time = local(moment).date(), clock_time(moment)
    return time if day == today else f"{short_day(day, today)} {time}"


def decimal(number: Decimal) -> str:
    """`4,5` in Danish, `4.5` in English."""
    return str(number).replace(".", ",") if language() == "da" else str(number)


def number(count: int) -> str:
    """A whole number with its thousands apart: `1.912` in Danish, `1,912` in English."""
    return f"{count:,}".replace(",", ".") if language() == "da" else f"{count:,}"


def unstopped(text: str) -> str:
    """What somebody wrote, to go on after it in the same sentence: without a stop at its end."""
    text = text.strip()
    return text if text.endswith("..") else text.removesuffix(".")


def written(day: str | None) -> str:
    """A stored day as a sentence says it: `09.03.2027`; empty for none."""
    return full_day(date.fromisoformat(day)) if day else ""


def near_time(moment: datetime, today: date) -> str:
    """`tir. 12.00` within the next six days, `tir. 24.11. 12.00` after them and before today."""
    day = local(moment).date()
    date_of = "" if 0 <= (day - today).days < 7 else f" {short_day(day, today)}"
    return f"{weekday(day.isoweekday())}{date_of} {clock_time(moment)}"
