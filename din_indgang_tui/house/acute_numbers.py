"""Acute telephone numbers, written by the house, for the moment when somebody has to call."""

from __future__ import annotations

import re
from dataclasses import dataclass

from din_indgang_tui.house.lines import one_line
from din_indgang_tui.house.lists import code_from, reorder, tidy_code
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import COLLEAGUES, LEADERS
from din_indgang_tui.store.unit import Reading, Row, Unit, Value, changes, reads

LABEL_LIMIT = 50  # characters: beside the number on a line of 80 columns
HOURS_LIMIT = 50  # characters
NUMBER_LIMIT = 20  # characters
_NUMBER = re.compile(r"\+?[0-9][0-9 ]*")

# What the catalogue calls the numbers that every house starts with (store/lists.py): 112 and 114
# are those of Danish police and emergency calls, 70 201 201 is the Danish suicide prevention line.
LABELS = {
    "alarm": N_("Alarm: ambulance, fire, police"),
    "police": N_("Police, when nobody is in danger"),
    "lifeline": N_("Livslinien: thoughts of suicide"),
}


@dataclass(frozen=True, slots=True)
class AcuteNumber:
    """One number: who answers, what to dial, and when somebody is there."""

    code: str
    label: str
    number: str
    hours: str
    retired: bool
    version: int
    checked: bool  # the house has said when somebody answers; a new house has checked none


@reads(COLLEAGUES)
def everything(reading: Reading) -> list[AcuteNumber]:
    """All numbers in their order, retired ones too."""
    return [_number(row) for row in _rows(reading)]


@changes(LEADERS, "settings")
def add(unit: Unit, label: str, number: str, hours: str = "", code: str | None = None) -> str:
    """A new number, last in the list. Returns its code.

    Raises DeskError where something is missing, too long or taken, or the number is none.
    """
    values = _tidied(label, number, hours)
    known = _rows(unit)
    _refuse_twice(known, str(values["label"]))
    taken = {row["code"] for row in known}
    code = code_from(label, taken) if code is None else tidy_code(code, taken)
    last = max((row["position"] for row in known), default=0)
    unit.insert("acute_number", {"code": code, **values, "position": last + 1})
    return code


@changes(LEADERS, "settings")
def edit(
    unit: Unit,
    code: str,
    version: int | None = None,
    *,
    label: str | None = None,
    number: str | None = None,
    hours: str | None = None,
) -> None:
    """Another label, number or hours; what is None stays.

    Raises DeskError with its field, Conflict where somebody saved others meanwhile.
    """
    values = _tidied(label, number, hours)
    if "label" in values:
        if values["label"] == _(LABELS.get(code, "")):
            values["label"] = ""  # the catalogue's, which changes with the language
        else:
            _refuse_twice(_rows(unit), str(values["label"]), but=code)
    unit.update("acute_number", code, values, version=version)


@changes(LEADERS, "settings")
def retire(unit: Unit, code: str, version: int | None = None) -> None:
    """Not shown on the page of acute numbers any more."""
    unit.update("acute_number", code, {"retired": 1}, version=version)


@changes(LEADERS, "settings")
def bring_back(unit: Unit, code: str, version: int | None = None) -> None:
    """Shown again."""
    unit.update("acute_number", code, {"retired": 0}, version=version)


@changes(LEADERS, "settings")
def move(unit: Unit, code: str, at: int, version: int | None = None) -> None:
    """To another place in the list, counted from 0; the others close the gap."""
    reorder(unit, "acute_number", code, at, version)


def _tidied(label: str | None, number: str | None, hours: str | None) -> dict[str, Value]:
    """The texts as they are stored, but for those that are None. Raises DeskError."""
    values: dict[str, Value] = {}
    if label is not None:
        values["label"] = one_line(label, "label", LABEL_LIMIT)
        if not values["label"]:
            raise DeskError(_("Write who answers."), field="label")
    if number is not None:
        values["number"] = _tidy_number(number)
    if hours is not None:
        values["hours"] = one_line(hours, "hours", HOURS_LIMIT)
    return values


def _tidy_number(text: str) -> str:
    number = one_line(text, "number", NUMBER_LIMIT)
    # 112 and 114 are the shortest there are.
    if not _NUMBER.fullmatch(number) or sum(letter.isdigit() for letter in number) < 3:
        raise DeskError(_("Write the number in digits, like 112 or 20 00 00 00."), field="number")
    return number


def _refuse_twice(rows: list[Row], label: str, but: str | None = None) -> None:
    for row in rows:
        one = _number(row)
        if one.code != but and one.label.casefold() == label.casefold():
            raise DeskError(
                _("{label} is in the list already.").format(label=one.label), field="label"
            )


def _rows(reading: Reading) -> list[Row]:
    return reading.rows("SELECT * FROM acute_number ORDER BY position, code")


def _number(row: Row) -> AcuteNumber:
    return AcuteNumber(
        code=row["code"],
        label=row["label"] or _(LABELS.get(row["code"], row["code"])),
        number=row["number"],
        hours=row["hours"],
        retired=bool(row["retired"]),
        version=row["version"],
        checked=bool(row["hours"]) or row["code"] not in LABELS,
    )
