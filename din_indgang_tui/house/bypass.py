"""Who bypassed the house: two numbers that a leader types in by month, since they lie outside it.

New municipal services in the month, and how many of them went to people who were never in the
house. The figure `bypassed_house` is their sums (house/statistics_referrals.py): a month counts
where its last day lies from the opening day to the day the figures are made for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from din_indgang_tui.clock import stored_day
from din_indgang_tui.house import settings
from din_indgang_tui.house.lines import one_line
from din_indgang_tui.house.statistics_part import Ratio
from din_indgang_tui.house.statistics_referrals import bypassed_house
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import LEADERS
from din_indgang_tui.store.unit import Reading, Row, Unit, Value, changes, reads

NOTE_LIMIT = 120  # characters: where the two numbers are from
MOST = 99_999  # more services in a month than any Danish municipality has
FIRST_MONTH = "1990-01"

_YEAR_FIRST = re.compile(r"([0-9]{4})[-./ ]([0-9]{1,2})")
_MONTH_FIRST = re.compile(r"([0-9]{1,2})[-./ ]([0-9]{4})")


@dataclass(frozen=True, slots=True)
class Month:
    """The two numbers of one month: `2026-10`, and so many bypassed of so many services."""

    month: str
    bypassed: int
    services: int
    note: str
    version: int


@reads(LEADERS)
def months(reading: Reading) -> tuple[Month, ...]:
    """The months that were typed in, the latest first."""
    return tuple(_month(row) for row in reading.rows(f"{_ALL} ORDER BY month DESC"))


@reads(LEADERS)
def counted(reading: Reading) -> Ratio:
    """The sums of those months that count today, which is what `bypassed_house` says."""
    opened = stored_day(settings.current(reading).opening_day) or date.min
    return bypassed_house(reading, opened, reading.today)


@changes(LEADERS, "figures")
def put(
    unit: Unit,
    month: str,
    bypassed: int | str,
    services: int | str,
    note: str = "",
    version: int = 0,
) -> Month:
    """The numbers of a month, as numbers or as they were typed; of one that is there, new ones.

    `version` is that of the month as the writer read it, 0 where it was not there. Raises DeskError
    by its field where the month is none, to come or there already, or a number cannot be; Conflict
    where somebody saved others meanwhile.
    """
    month = typed_month(month)
    if month > unit.today.isoformat()[: len(month)]:
        raise DeskError(_("That month is still to come."), field="month")
    if not version and unit.one(f"{_ALL} WHERE month = ?", (month,)) is not None:
        said = _("{month} is typed in already. Esc, and Enter on its line edits it.")
        raise DeskError(said.format(month=as_typed(month)), field="month")
    values: dict[str, Value] = {
        "bypassed": _number(bypassed, "bypassed"),
        "services": _number(services, "services"),
        "note": one_line(note, "note", NOTE_LIMIT),
    }
    if int(values["bypassed"] or 0) > int(values["services"] or 0):
        raise DeskError(
            _("Of the new services no more can have bypassed the house than there were."),
            field="bypassed",
        )
    if version:
        unit.update("bypass_month", month, values, version=version)
    else:
        unit.insert("bypass_month", {"month": month, **values})
    return _month(unit.rows(f"{_ALL} WHERE month = ?", (month,))[0])


@changes(LEADERS, "figures")
def take_away(unit: Unit, month: str, version: int) -> None:
    """A month that was typed in by mistake.

    Raises DeskError where it is not there any more, Conflict where somebody saved other numbers.
    """
    unit.update("bypass_month", month, {}, version=version)
    unit.delete("bypass_month", month)


def typed_month(text: str) -> str:
    """A month as people write it, `2026-10`, `10-2026`, `10/2026`, as it is stored: `2026-10`.

    Raises DeskError about `month` for anything else.
    """
    line = " ".join(text.split())
    if match := _YEAR_FIRST.fullmatch(line):
        year, number = match.groups()
    elif match := _MONTH_FIRST.fullmatch(line):
        number, year = match.groups()
    else:
        number = year = ""
    month = f"{year}-{number:0>2}"
    if not 1 <= int(number or 0) <= 12 or month < FIRST_MONTH:
        raise DeskError(_("Write a month like 10-2026."), field="month")
    return month


def as_typed(month: str) -> str:
    """A stored month, `2026-10`, as people write it: `10-2026`."""
    year, _dash, of_year = month.partition("-")
    return f"{of_year}-{year}"


def _number(typed: int | str, field: str) -> int:
    text = str(typed).strip()
    if not (text.isascii() and text.isdigit() and len(text) < 10) or int(text) > MOST:
        raise DeskError(
            _("Write a whole number from {least} to {most}.").format(least=0, most=MOST),
            field=field,
        )
    return int(text)


_ALL = "SELECT month, bypassed, services, note, version FROM bypass_month"


def _month(row: Row) -> Month:
    return Month(*row)
