"""A group's rule, times and exceptions as people write them: `tir tor`, `10.30-12`, `uge 42 ferie`.

What was read is written back in words that are read the same again. Pure: no clock, no database.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from din_indgang_tui.house import dates, group_rules
from din_indgang_tui.house.dates import NotADate
from din_indgang_tui.house.group_rules import MONTHLY, WEEKLY, GroupException, Rule
from din_indgang_tui.house.names import lowered
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.words import full_day, weekday

NO_RULE = ""  # the code of a group whose meetings are added one by one
LONGEST = 720  # minutes of one meeting

_DAY_MINUTES = 24 * 60
_HOURS = re.compile(
    r"^(?:kl\.? ?)?(\d{1,2}(?:[.:]?\d{2})?)(?: ?[-\u2013] ?(\d{1,2}(?:[.:]?\d{2})?))?$"
)
_ONE_DAY = r"\d{1,2}[./] ?\d{1,2}\.?(?: ?(?<=[./ ])(?:\d{4}|\d{2})(?!\d))?|\d{4}-\d{2}-\d{2}"
_TO = r" ?[-\u2013] ?"
_WEEKS = rf"(?P<week>\d{{1,2}})(?:{_TO}(?P<to_week>\d{{1,2}}))?(?: (?P<year>\d{{4}}))?"
_OF_WEEKS = re.compile(rf"^(?:uge|week|u|w)\.? ?{_WEEKS}(?P<why>$|[: ].*)")
_BARE_WEEKS = re.compile(rf"^{_WEEKS}(?P<why>$|[: ].*)")  # after a week: `uge 42, 52 ferie`
_OF_DAYS = re.compile(rf"^(?P<first>{_ONE_DAY})(?:{_TO}(?P<last>{_ONE_DAY}))?(?P<why>$|[: ].*)")
_APART = re.compile(r"( ?[;,] ?| (?:og|and) (?=(?:uge |week )?\d))")
_ONE_WEEK = timedelta(weeks=1)


# The rule ----------------------------------------------------------------------------------------

_OFFERED = (
    *(Rule(WEEKLY, every) for every in (1, 2, 3, 4)),
    *(Rule(MONTHLY, 1, nth=nth) for nth in group_rules.NTHS),
)
_EVERY_WEEKS = {
    1: N_("every week"),
    2: N_("every other week"),
    3: N_("every third week"),
    4: N_("every fourth week"),
}
_NTHS = {
    1: N_("the first of the month"),
    2: N_("the second of the month"),
    3: N_("the third of the month"),
    4: N_("the fourth of the month"),
    -1: N_("the last of the month"),
}
_NTHS_OF_SOME = {
    1: N_("the first, every {n} months"),
    2: N_("the second, every {n} months"),
    3: N_("the third, every {n} months"),
    4: N_("the fourth, every {n} months"),
    -1: N_("the last, every {n} months"),
}


def repeats() -> list[tuple[str, str]]:
    """How often a group may meet, as (code, label): each week first, no rule at all last."""
    offered = [(code_of(rule), how_often(rule)) for rule in _OFFERED]
    return [*offered, (NO_RULE, _("no rule: one meeting at a time"))]


def code_of(rule: Rule | None) -> str:
    """How often a rule says, without its days: `weekly 2`, `monthly 1 -1`."""
    if rule is None:
        return NO_RULE
    nth = "" if rule.nth is None else f" {rule.nth}"
    return f"{rule.freq} {rule.every}{nth}"


def how_often(rule: Rule) -> str:
    """The same in words: `hver anden uge`, `den sidste i måneden`."""
    if rule.freq == WEEKLY:
        said = _EVERY_WEEKS.get(rule.every)
        return _(said) if said else _("every {n} weeks").format(n=rule.every)
    nth = rule.nth or 1
    said = _NTHS[nth] if rule.every == 1 else _NTHS_OF_SOME[nth]
    return _(said).format(n=rule.every)


def rule_of(code: str, weekdays: tuple[int, ...]) -> Rule | None:
    """The rule of a code of `code_of` on these days of the week; None for no rule.

    Raises DeskError (field "weekdays") for a rule without days.
    """
    if code == NO_RULE:
        return None
    freq, every, *nth = code.split()
    return group_rules.checked(Rule(freq, int(every), weekdays, int(nth[0]) if nth else None))


def weekdays_text(weekdays: Sequence[int]) -> str:
    """`tir. tor.`, as house/coming_days.weekdays reads it."""
    return " ".join(weekday(number) for number in weekdays)


# When it begins and ends -------------------------------------------------------------------------


def hours(text: str, minutes: int, *, field: str) -> tuple[time | None, int]:
    """When it begins and how many minutes: `10.30-12`, or `10.30` with the minutes it has.

    An end before the beginning is of the next day, where that is no longer than a meeting may be.
    None where nothing was written. Raises DeskError with the field for anything else.
    """
    typed = " ".join(lowered(text).split())
    if not typed:
        return None, minutes
    match = _HOURS.match(typed)
    try:
        if match is None:
            raise NotADate(text)
        begins, ends = (_on_the_wall(part) if part else None for part in match.groups())
    except NotADate:
        raise DeskError(_("Write from when to when, like 10.30-12."), field=field) from None
    assert begins is not None
    if ends is None:
        return begins, minutes
    length = (_minute(ends) - _minute(begins)) % _DAY_MINUTES
    if not 0 < length <= LONGEST:
        raise DeskError(_("It ends before it begins. Write it like 10.30-12."), field=field)
    return begins, length


def hours_text(start_time: time | None, minutes: int) -> str:
    """`10.30-12.00`; empty where nobody has said when."""
    if start_time is None:
        return ""
    ends = (datetime.combine(date.min, start_time) + timedelta(minutes=minutes)).time()
    return f"{start_time:%H.%M}-{ends:%H.%M}"


def moment(day: date, start_time: time, *, field: str) -> datetime:
    """That time on the wall as UTC; one that stands twice is the first.

    Raises DeskError with the field where the clock skips it that night.
    """
    found = group_rules.moment_of(day, start_time)
    if found is None:
        raise DeskError(
            _("That time was skipped: the clock was put forward that night."), field=field
        )
    return found


def lasts(day: date, start_time: time, minutes: int) -> int:
    """The minutes that really pass between two times on the wall, `minutes` apart on most nights.

    Where the clock skips the end that night, they are as on others.
    """
    begins = group_rules.moment_of(day, start_time)
    wall = datetime.combine(day, start_time) + timedelta(minutes=minutes)
    ends = group_rules.moment_of(wall.date(), wall.time())
    if begins is None or ends is None or ends <= begins:
        return minutes
    return (ends - begins) // timedelta(minutes=1)


def places(text: str, *, field: str) -> int | None:
    """How many places: a number, or nothing for no limit. Raises DeskError with the field."""
    typed = text.strip()
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) < 6):
        raise DeskError(_("Write how many places, like 10, or nothing."), field=field)
    return int(typed)


def _on_the_wall(text: str) -> time:
    return dates.clock_time(f"{text}.00" if len(text) < 3 else text)


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


# Exceptions --------------------------------------------------------------------------------------


def exceptions(text: str, today: date, *, field: str) -> tuple[GroupException, ...]:
    """`uge 42: efterårsferie; 24.12.-02.01. jul; 05.06.`, each with why, or without.

    Weeks and days without a year are the next ones there are. What follows a comma and is neither
    a week nor a day belongs to the reason before it. Raises DeskError with the field for what
    begins with neither, and for days that are not in the calendar or run backwards.
    """
    pieces = _APART.split(" ".join(text.split()))
    found: list[_Piece] = []
    for number in range(0, len(pieces), 2):
        piece, apart = pieces[number].strip(), pieces[number - 1] if number else ""
        if not piece:
            continue
        before = found[-1] if found else None
        match = _OF_WEEKS.match(lowered(piece))
        bare = before is not None and before.weeks and not before.why and ";" not in apart
        with_it = _BARE_WEEKS.match(piece) if match is None and bare else None
        of_days = _OF_DAYS.match(piece)
        if (week := match or with_it) is not None:
            first, last = _weeks(week, today, field)
        elif of_days is not None:
            first, last = _days(of_days, today, field)
        elif before is not None:
            before.why = f"{before.why}{apart}{piece}" if before.why else piece
            continue
        else:
            raise _no_exception(field)
        head = week or of_days
        assert head is not None
        why = piece[len(piece) - len(head["why"]) :].lstrip(": ").strip() if head["why"] else ""
        found.append(_Piece(first, last, why, week is not None, with_it is not None))
    for one, after in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        if after.with_it:  # `uge 7 og 8 vinterferie`: one reason for both
            one.why = after.why
    return tuple(GroupException(one.first, one.last, one.why) for one in found)


@dataclass(slots=True)
class _Piece:
    """One exception as it is read: `weeks` by their numbers, `with_it` those before it."""

    first: date
    last: date
    why: str
    weeks: bool
    with_it: bool


def exceptions_text(some: Sequence[GroupException], today: date) -> str:
    """The same exceptions as they are written in a row."""
    return "; ".join(
        f"{_days_text(one, today)}: {one.why}" if one.why else _days_text(one, today)
        for one in some
    )


def _days_text(one: GroupException, today: date) -> str:
    """Weeks by their numbers where they are whole ones, else days with their year."""
    first, last = one.first_on, one.last_on
    if first.isoweekday() == 1 and last.isoweekday() == 7:
        to = last.isocalendar().week
        said = _("week {n}").format(n=first.isocalendar().week)
        if last - first > _ONE_WEEK:
            said += f"-{to}"
        for text in (said, f"{said} {first.isocalendar().year}"):
            # Twenty years of weeks are no such span, and the number of a week says no year.
            with contextlib.suppress(DeskError):
                if exceptions(text, today, field="") == (GroupException(first, last),):
                    return text
    return full_day(first) if first == last else f"{full_day(first)}-{full_day(last)}"


def _weeks(match: re.Match[str], today: date, field: str) -> tuple[date, date]:
    week, year = int(match["week"]), match["year"]
    monday = _monday(week, int(year) if year else None, today, field)
    if match["to_week"] is None:
        return monday, monday + timedelta(days=6)
    last = _monday(int(match["to_week"]), None, monday, field)
    if int(match["to_week"]) < week:
        _over_new_year(monday, last, field)
    return monday, last + timedelta(days=6)


def _monday(week: int, year: int | None, after: date, field: str) -> date:
    """The Monday of that ISO week: of that year, or of the next one that is not over."""
    years = [year] if year is not None else range(after.year - 1, after.year + 9)
    for one in years:
        try:
            monday = date.fromisocalendar(one, week, 1)
        except ValueError:  # not every year has a week 53
            continue
        if year is not None or monday + timedelta(days=6) >= after:
            return monday
    raise DeskError(_("There is no week {n} then.").format(n=week), field=field)


def _days(match: re.Match[str], today: date, field: str) -> tuple[date, date]:
    first = _coming(match["first"], today, field)
    if match["last"] is None:
        return first, first
    last = _coming(match["last"], first, field)
    if last < first:
        raise DeskError(_("An exception ends before it begins."), field=field)
    if last.year > first.year and not _has_year(match["last"]):
        _over_new_year(first, last, field)
    return first, last


def _over_new_year(first: date, last: date, field: str) -> None:
    """Refuses an end without a year that is before the start, but for one just after New Year."""
    turn = date(last.year, 1, 1)
    if last - turn >= _AFTER_NEW_YEAR or turn - first > _BEFORE_NEW_YEAR:
        raise DeskError(
            _("An exception ends before it begins. Write its days with their years."), field=field
        )


_AFTER_NEW_YEAR = timedelta(days=31)
_BEFORE_NEW_YEAR = timedelta(days=92)


def _has_year(text: str) -> bool:
    return len(_numbers(text)) == 3


def _numbers(text: str) -> list[str]:
    return [part for part in re.split(r"[./ -]+", text) if part]


def _coming(text: str, after: date, field: str) -> date:
    """A day as it was written: with its year, or the next such day there is from `after` on."""
    numbers = _numbers(text)
    try:
        if len(numbers) == 3:
            return dates.calendar_day(text if "-" in text else ".".join(numbers))
        day, month = (int(number) for number in numbers)
        for year in range(after.year, after.year + 9):  # eight years hold a 29 February
            try:
                found = date(year, month, day)
            except ValueError:
                if (day, month) != (29, 2):
                    raise NotADate(text) from None
                continue
            if found >= after:
                return found
        raise NotADate(text)
    except NotADate:
        raise DeskError(
            _("{day} is not a day in the calendar.").format(day=text), field=field
        ) from None


def _no_exception(field: str) -> DeskError:
    return DeskError(
        _("Write them like: week 42 autumn holiday; 24.12.-02.01. Christmas."), field=field
    )
