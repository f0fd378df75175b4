"""Consent to pass something on (samtykke til videregivelse), kept apart from the citizen's plan.

Forvaltningsloven 28: voluntary, specific and informed, and withdrawn whenever the citizen wants.
The law knows no last day; that a consent is proposed to hold for some months is the house's rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from din_indgang_tui.clock import stored
from din_indgang_tui.house import cpr, dates, names
from din_indgang_tui.house import settings as house_settings
from din_indgang_tui.house.lines import one_line
from din_indgang_tui.house.moments import EARLIEST_YEAR
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import COACHES, DESK
from din_indgang_tui.store.unit import Reading, Row, Unit, Value, changes, reads
from din_indgang_tui.words import full_day

LIMITS = {"receiver": 80, "what": 300, "purpose": 300}  # characters
_MISSING = {
    "receiver": N_("Write who may receive it."),
    "what": N_("Write what may be passed on."),
    "purpose": N_("Write what it is to be used for."),
}
HOW = {"spoken": N_("spoken"), "written": N_("in writing"), "digital": N_("digitally")}
_DAYS = ("given_on", "valid_to", "withdrawn_on")
FIELDS = (*LIMITS, "how", *_DAYS)


class Standing(StrEnum):
    """Whether anything may be passed on by it."""

    HOLDS = "holds"
    RAN_OUT = "ran_out"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Consent:
    """What a citizen said may be passed on: by whom it was written down, and how it stands.

    A host reads to whom, and how it stands: `what` and `purpose` are empty.
    """

    consent_id: int
    version: int
    citizen_id: int
    receiver: str
    what: str
    purpose: str
    how: str
    given_on: date
    valid_to: date | None  # the last day it holds; None: until it is withdrawn
    withdrawn_on: date | None
    recorded_by: str

    def standing(self, today: date) -> Standing:
        """How it stands on that day; one that was withdrawn says so, however long it would hold."""
        if self.withdrawn_on is not None:
            return Standing.WITHDRAWN
        if self.valid_to is not None and self.valid_to < today:
            return Standing.RAN_OUT
        return Standing.HOLDS

    def in_words(self, today: date) -> str:
        """`holds to 17.05.2027`, `ran out 17.05.2026`, `withdrawn 03.11.2026`."""
        standing = self.standing(today)
        if standing is Standing.WITHDRAWN:
            assert self.withdrawn_on is not None
            return _("withdrawn {day}").format(day=full_day(self.withdrawn_on))
        if self.valid_to is None:
            return _("holds until it is withdrawn")
        said = _("ran out {day}") if standing is Standing.RAN_OUT else _("holds to {day}")
        return said.format(day=full_day(self.valid_to))


@dataclass(frozen=True, slots=True)
class Consents:
    """All that one citizen said, those that hold first, then the newest."""

    citizen_id: int
    name: str
    all: tuple[Consent, ...]


def valid_to(given: date, months: int) -> date:
    """The last day that is proposed: so many months on, the last of a shorter month."""
    from dateutil.relativedelta import relativedelta

    end: date = given + relativedelta(months=months)
    return end


@reads(DESK, recorded=True)
def of_citizen(reading: Reading, citizen_id: int) -> Consents:
    """One citizen's; that it was opened goes on record. Raises DeskError where nobody is there."""
    return _of_citizen(reading, citizen_id)


@reads(DESK)
def of_citizen_again(reading: Reading, citizen_id: int) -> Consents:
    """The same where it is open already: to look on is not to look again."""
    return _of_citizen(reading, citizen_id)


@reads(DESK)
def one(reading: Reading, consent_id: int) -> Consent:
    """One as it is now. Raises DeskError where it is gone."""
    row = reading.one(f"{_ALL} WHERE d.id = ?", (consent_id,))
    if row is None:
        raise _gone()
    reading.about(row["citizen_id"])
    return _consent(reading, row)


@changes(COACHES, "conversations")
def give(unit: Unit, citizen_id: int, texts: Mapping[str, str]) -> int:
    """A consent as it was written, by FIELDS. Returns its id.

    A day it was given that is left out is today, and a last day that is left out (not one that is
    empty) is the house's. Raises DeskError by its field.
    """
    _name_of(unit, citizen_id)
    given = {"given_on": full_day(unit.today)} | dict(texts)
    row = _checked(unit, given, {})
    if "valid_to" not in texts:
        months = house_settings.current(unit).consent_months
        row["valid_to"] = valid_to(date.fromisoformat(str(row["given_on"])), months).isoformat()
    return unit.insert(
        "disclosure_consent",
        {
            "citizen_id": citizen_id,
            **row,
            "recorded_by": unit.who.staff_id,
            "created_at": stored(unit.now),
        },
    )


@changes(COACHES, "conversations")
def change(unit: Unit, consent_id: int, version: int, texts: Mapping[str, str]) -> None:
    """Other texts or days, by FIELDS. Raises DeskError by its field, Conflict."""
    row = _there(unit, consent_id)
    if row["version"] != version:
        # Another wrote first: what they wrote is no mistake of this writer.
        unit.update("disclosure_consent", consent_id, dict(texts), version=version)
    unit.update("disclosure_consent", consent_id, _checked(unit, texts, dict(row)), version=version)


@changes(COACHES, "conversations")
def withdraw(unit: Unit, consent_id: int, version: int) -> None:
    """The citizen takes it back today: nothing more is passed on. Raises DeskError, Conflict."""
    row = _there(unit, consent_id)
    if row["withdrawn_on"] is not None and row["version"] == version:
        day = date.fromisoformat(row["withdrawn_on"])
        raise DeskError(_("It was withdrawn {day} already.").format(day=full_day(day)))
    unit.update(
        "disclosure_consent",
        consent_id,
        {"withdrawn_on": unit.today.isoformat()},
        version=version,
    )


_ALL = (
    "SELECT d.*, coalesce(s.name, '') AS recorded_by_name FROM disclosure_consent d"
    " LEFT JOIN staff s ON s.id = d.recorded_by"
)


def _of_citizen(reading: Reading, citizen_id: int) -> Consents:
    name = _name_of(reading, citizen_id)
    rows = reading.rows(
        f"{_ALL} WHERE d.citizen_id = ? ORDER BY d.given_on DESC, d.id DESC", (citizen_id,)
    )
    found = [_consent(reading, row) for row in rows]
    found.sort(key=lambda one: one.standing(reading.today) is not Standing.HOLDS)
    return Consents(citizen_id, name, tuple(found))


def _name_of(reading: Reading, citizen_id: int) -> str:
    reading.about(citizen_id)
    row = reading.one("SELECT given_name, family_name FROM citizen WHERE id = ?", (citizen_id,))
    if row is None:
        raise DeskError(_("That person is not here any more."))
    return names.full_name(row["given_name"], row["family_name"]) or _("No name")


def _there(unit: Unit, consent_id: int) -> Row:
    row = unit.one("SELECT * FROM disclosure_consent WHERE id = ?", (consent_id,))
    if row is None:
        raise _gone()
    unit.about(row["citizen_id"])
    return row


def _gone() -> DeskError:
    return DeskError(_("That consent is not here any more."))


def _checked(unit: Unit, texts: Mapping[str, str], before: Mapping[str, Value]) -> dict[str, Value]:
    """The columns of what was written, for a row that was so before. Raises DeskError."""
    if unknown := texts.keys() - set(FIELDS):
        raise ValueError(f"no fields of a consent: {sorted(unknown)}")
    new: dict[str, Value] = {}
    for field, limit in LIMITS.items():
        if field in texts or not before:
            text = one_line(texts.get(field, ""), field, limit)
            if not text:
                raise DeskError(_(_MISSING[field]), field=field)
            if cpr.stands_in(text):
                raise DeskError(
                    _("A CPR number is not kept here. The consent is on the citizen's page."),
                    field=field,
                )
            new[field] = text
    if "how" in texts or not before:
        if texts.get("how", "spoken") not in HOW:
            raise DeskError(_("Choose how it was given."), field="how")
        new["how"] = texts.get("how", "spoken")
    for field in _DAYS:
        if field in texts:
            day = _day(texts[field], field)
            new[field] = day.isoformat() if day else None
    _follow(unit, dict(before) | new, texts)
    return new


def _day(text: str, field: str) -> date | None:
    if not text.strip():
        return None
    try:
        day = dates.calendar_day(text)
    except dates.NotADate:
        raise DeskError(_("There is no such day. Write it like 17.11.2026."), field=field) from None
    if not EARLIEST_YEAR <= day.year < EARLIEST_YEAR + 100:
        raise DeskError(_("There is no such day. Write it like 17.11.2026."), field=field)
    return day


def _follow(unit: Unit, row: Mapping[str, Value], texts: Mapping[str, str]) -> None:
    """Given, then withdrawn or run out, in that order; nothing that was done is to come."""

    def written(field: str) -> str:
        return field if field in texts else "given_on"  # the other one was written before

    today = unit.today.isoformat()
    given, last, back = (str(row.get(field) or "") for field in _DAYS)
    if not given:
        raise DeskError(_("Write the day it was given."), field="given_on")
    if given > today:
        raise DeskError(_("That day has not come yet."), field="given_on")
    if last and last < given:
        raise DeskError(_("It cannot run out before it was given."), field=written("valid_to"))
    if back and back > today:
        raise DeskError(_("That day has not come yet."), field="withdrawn_on")
    if back and back < given:
        raise DeskError(
            _("It cannot be withdrawn before it was given."), field=written("withdrawn_on")
        )


def _consent(reading: Reading, row: Row) -> Consent:
    in_full = reading.who.role in COACHES

    def day(column: str) -> date | None:
        return date.fromisoformat(row[column]) if row[column] else None

    return Consent(
        consent_id=row["id"],
        version=row["version"],
        citizen_id=row["citizen_id"],
        receiver=row["receiver"],
        what=row["what"] if in_full else "",
        purpose=row["purpose"] if in_full else "",
        how=row["how"],
        given_on=date.fromisoformat(row["given_on"]),
        valid_to=day("valid_to"),
        withdrawn_on=day("withdrawn_on"),
        recorded_by=row["recorded_by_name"],
    )
