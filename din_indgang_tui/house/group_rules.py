"""The rule of a group: every Tuesday, every second Thursday, the first Monday of the month.

A rule speaks of days; at what time is said beside it, by the clock on the wall. Pure: no clock, no
database.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import takewhile

from din_indgang_tui.clock import NoSuchTime, from_wall_clock
from din_indgang_tui.house.moments import EARLIEST_YEAR
from din_indgang_tui.i18n import N_, _, ngettext
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.words import full_day, weekday, weekday_in_full

MOST_WEEKS = 8  # between two meetings of a weekly rule
MOST_MONTHS = 12  # between two meetings of a monthly rule
WEEKLY, MONTHLY = "weekly", "monthly"
NTHS = (1, 2, 3, 4, -1)  # the first to the fourth of a month, or the last

_DAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")  # of RFC 5545
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rule:
    """On which days a group meets: `weekdays` by their ISO numbers (1 is Monday).

    `freq` is weekly or monthly, `every` so many weeks or months, counted from the week or month of
    the first day and not by the number of the week. `nth` is for a monthly rule alone: which of
    these weekdays of the month, -1 for the last.
    """

    freq: str = WEEKLY
    every: int = 1
    weekdays: tuple[int, ...] = ()
    nth: int | None = None


@dataclass(frozen=True, slots=True)
class GroupException:
    """Days on which the rule does not hold, both included, and why."""

    first_on: date
    last_on: date
    why: str = ""

    def holds(self, day: date) -> bool:
        """Whether that day is one of them."""
        return self.first_on <= day <= self.last_on


def checked(rule: Rule) -> Rule:
    """The rule with its days in order. Raises DeskError, by its field, for what is no rule."""
    if rule.freq not in (WEEKLY, MONTHLY):
        raise DeskError(_("Choose weekly or monthly."), field="freq")
    most = MOST_WEEKS if rule.freq == WEEKLY else MOST_MONTHS
    if not 1 <= rule.every <= most:
        raise DeskError(
            (
                _("Write how many weeks between, from 1 to {most}.")
                if rule.freq == WEEKLY
                else _("Write how many months between, from 1 to {most}.")
            ).format(most=most),
            field="every",
        )
    if not rule.weekdays or not set(rule.weekdays) <= set(range(1, 8)):
        raise DeskError(_("Choose at least one day, from Monday to Sunday."), field="weekdays")
    if rule.freq == MONTHLY and rule.nth not in NTHS:
        raise DeskError(_("Choose which one of the month, from first to last."), field="nth")
    nth = rule.nth if rule.freq == MONTHLY else None
    return Rule(rule.freq, rule.every, tuple(sorted(set(rule.weekdays))), nth)


def text_of(rule: Rule) -> str:
    """The rule as it is stored, an RRULE of RFC 5545 without dates. Raises as `checked`."""
    rule = checked(rule)
    nth = "" if rule.nth is None else str(rule.nth)
    parts = [f"FREQ={rule.freq.upper()}"]
    if rule.every > 1:
        parts.append(f"INTERVAL={rule.every}")
    parts.append("BYDAY=" + ",".join(nth + _DAY_CODES[day - 1] for day in rule.weekdays))
    return ";".join(parts)


def of_text(text: str) -> Rule:
    """The rule that `text_of` wrote. Raises DeskError (field "rule") for any other text."""
    try:
        said = dict(part.split("=", 1) for part in text.split(";"))
        days = said["BYDAY"].split(",")
        nth = {int(day[:-2]) for day in days if day[:-2]}
        rule = checked(
            Rule(
                said["FREQ"].lower(),
                int(said.get("INTERVAL", "1")),
                tuple(_DAY_CODES.index(day[-2:]) + 1 for day in days),
                nth.pop() if nth else None,
            )
        )
        if nth or said.keys() - {"FREQ", "INTERVAL", "BYDAY"}:
            raise ValueError(text)
    except (ValueError, KeyError, DeskError) as error:
        raise DeskError(_("The rule of the group cannot be read."), field="rule") from error
    return rule


# When that is ------------------------------------------------------------------------------------


def days_of_rule(rule: Rule, starts_on: date, ends_on: date | None = None) -> Iterator[date]:
    """Each day of the rule from its first day on, exceptions or not, to its last or for ever."""
    from dateutil import rrule  # which the start of the desk need not wait for

    rule = checked(rule)
    days = (rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU)
    chosen = [days[number - 1] for number in rule.weekdays]
    found = rrule.rrule(
        rrule.WEEKLY if rule.freq == WEEKLY else rrule.MONTHLY,
        dtstart=datetime.combine(starts_on, time()),
        until=None if ends_on is None else datetime.combine(ends_on, time()),
        interval=rule.every,
        wkst=rrule.MO,
        byweekday=[day(rule.nth) for day in chosen] if rule.nth is not None else chosen,
    )
    return (one.date() for one in found)


def dates(
    rule: Rule,
    starts_on: date,
    ends_on: date | None,
    up_to: date,
    exceptions: Sequence[GroupException] = (),
    closed: Collection[date] = (),
) -> list[date]:
    """The days on which the group meets, from its first day to `up_to`, in order.

    Days of an exception and those on which the house holds closed are left out. Raises DeskError
    as `checked`.
    """
    return [
        day
        for day in takewhile(lambda day: day <= up_to, days_of_rule(rule, starts_on, ends_on))
        if day not in closed and not any(one.holds(day) for one in exceptions)
    ]


def moment_of(day: date, start_time: time) -> datetime | None:
    """When (UTC) a meeting of that day begins by the clock on the wall; twice: the first time.

    None for a time that the clock skips that night.
    """
    try:
        return from_wall_clock(datetime.combine(day, start_time))
    except NoSuchTime:
        return None


def must_happen(
    rule: Rule,
    start_time: time,
    starts_on: date,
    ends_on: date | None,
    exceptions: Sequence[GroupException] = (),
    closed: Collection[date] = (),
) -> None:
    """Raises DeskError, by its field, for days that cannot be, and a rule that never happens."""
    if starts_on.year < EARLIEST_YEAR:
        raise DeskError(
            _("Write a first day from the year {year} on.").format(year=EARLIEST_YEAR),
            field="starts_on",
        )
    if ends_on is None:
        checked(rule)
        return  # exceptions and closed days end some day, and the rule goes on
    if ends_on < starts_on:
        raise DeskError(_("The group ends before it begins."), field="ends_on")
    happens = (
        day not in closed
        and not any(one.holds(day) for one in exceptions)
        and moment_of(day, start_time) is not None
        for day in days_of_rule(rule, starts_on, ends_on)
    )
    if not any(happens):
        raise DeskError(
            _("With that rule the group never meets from {first} to {last}.").format(
                first=full_day(starts_on), last=full_day(ends_on)
            ),
            field="rule",
        )


# In words ----------------------------------------------------------------------------------------

_NTH_WORDS = {
    1: N_("the first {days}"),
    2: N_("the second {days}"),
    3: N_("the third {days}"),
    4: N_("the fourth {days}"),
    -1: N_("the last {days}"),
}


def words(
    rule: Rule,
    start_time: time,
    minutes: int,
    exceptions: Sequence[GroupException] = (),
) -> str:
    """`hver torsdag kl. 10.30-12.00, ikke uge 42 og 52`, for the middle of a line."""
    ends = (datetime.combine(date.min, start_time) + timedelta(minutes=minutes)).time()
    said = _("{days} {starts}-{ends}").format(
        days=days_in_words(rule), starts=f"{start_time:%H.%M}", ends=f"{ends:%H.%M}"
    )
    return ", ".join((said, *_not_in_words(rule, exceptions)))


def days_in_words(rule: Rule) -> str:
    """`hver anden tirsdag`, `den første mandag i måneden`."""
    days = _joined([weekday_in_full(number) for number in rule.weekdays])
    if rule.freq == WEEKLY:
        if rule.every == 1:
            return _("every {days}").format(days=days)
        if rule.every == 2:
            return _("every other {days}").format(days=days)
        return _("every {n} weeks on {days}").format(n=rule.every, days=days)
    nth = _(_NTH_WORDS[rule.nth or 1]).format(days=days)
    if rule.every == 1:
        return _("{nth} of the month").format(nth=nth)
    if rule.every == 2:
        return _("{nth} of every other month").format(nth=nth)
    return _("{nth} every {n} months").format(nth=nth, n=rule.every)


_NTH_SHORT = {
    1: N_("1st {days}"),
    2: N_("2nd {days}"),
    3: N_("3rd {days}"),
    4: N_("4th {days}"),
    -1: N_("last {days}"),
}


def days_in_short(rule: Rule) -> str:
    """`tor.`, `hver 2. ons.`, `1. man. i md.`: the same, for a column."""
    days = _joined([weekday(number) for number in rule.weekdays])
    if rule.freq == WEEKLY:
        if rule.every == 1:
            return days
        if rule.every == 2:
            return _("every 2nd {days}").format(days=days)
        return _("{n}-weekly {days}").format(n=rule.every, days=days)
    nth = _(_NTH_SHORT[rule.nth or 1]).format(days=days)
    if rule.every == 1:
        # The last Friday is one of a month without saying so.
        return nth if rule.nth == -1 else _("{nth}/month").format(nth=nth)
    return _("{nth}/{n} months").format(nth=nth, n=rule.every)


def _not_in_words(rule: Rule, exceptions: Sequence[GroupException]) -> Iterator[str]:
    weeks: set[date] = set()  # each by its Monday
    days = []
    for one in sorted(exceptions, key=lambda one: (one.first_on, one.last_on)):
        whole = _weeks_of(rule, one)
        weeks.update(whole)
        if not whole:
            days.append(_days_of(one))
    if weeks:
        some = _runs(sorted(weeks))
        yield ngettext("not in week {weeks}", "not in weeks {weeks}", len(weeks)).format(
            weeks=_joined(some)
        )
    if days:
        yield _("not on {days}").format(days=_joined(days))


def _weeks_of(rule: Rule, one: GroupException) -> list[date]:
    """The Mondays of the weeks that an exception is, where it is all of them for this rule.

    A week is also one from Monday to Friday, where the group never meets on the days after it.
    """
    first, last = one.first_on, one.last_on
    while first.isoweekday() != 1 and first.isoweekday() - 1 not in rule.weekdays:
        first -= _ONE_DAY
    while last.isoweekday() != 7 and last.isoweekday() + 1 not in rule.weekdays:
        last += _ONE_DAY
    # One day of a group that meets once a week is that day, for a reader with a calendar.
    if first.isoweekday() != 1 or last.isoweekday() != 7 or one.last_on - one.first_on < _LEAST:
        return []
    weeks = (last - first).days // 7 + 1
    return [first + timedelta(weeks=number) for number in range(weeks)]


_LEAST = timedelta(days=3)  # from Monday to Thursday


def _runs(mondays: list[date]) -> list[str]:
    """The numbers of these weeks, three or more that follow each other as `27-30`."""
    runs: list[list[date]] = []
    for monday in mondays:
        if runs and monday - runs[-1][-1] == timedelta(weeks=1):
            runs[-1].append(monday)
        else:
            runs.append([monday])
    said = []
    for run in runs:
        numbers = [str(monday.isocalendar().week) for monday in run]
        said += [f"{numbers[0]}-{numbers[-1]}"] if len(numbers) > 2 else numbers
    return said


def _days_of(one: GroupException) -> str:
    last = f"{one.last_on:%d.%m.}"
    return last if one.first_on == one.last_on else f"{one.first_on:%d.%m.}-{last}"


def _joined(some: Sequence[str]) -> str:
    if len(some) < 2:
        return "".join(some)
    return _("{days} and {last}").format(days=", ".join(some[:-1]), last=some[-1])
