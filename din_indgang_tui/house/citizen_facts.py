"""The facts on a citizen's page: read to be edited, shown where they are protected, and edited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from din_indgang_tui.clock import stored_day
from din_indgang_tui.house import citizens, dates
from din_indgang_tui.house import cpr as cprs
from din_indgang_tui.house.lines import one_line
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.store.unit import Reading, Row, Unit, Value, changes, reads
from din_indgang_tui.words import written

# What protection hides: where somebody lives, and the ways to reach them there.
HIDDEN = ("phone", "email", "street", "postcode", "city")
LONG_LIMIT = 200  # characters of the one line on how to meet them

_LINES = {
    field: citizens.NAME_LIMIT
    for field in ("given_name", "family_name", "known_as", *HIDDEN, "interpreter", "hearing")
} | {"how_to_meet": LONG_LIMIT}
_ANSWERS = ("safe_to_phone", "may_leave_message")
FIELDS = (*_LINES, *_ANSWERS, "birth_date", "cpr", "address_protected", "protected_until")


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts as texts, as one edits them; days as 12.03.1961, answers as `yes` and `no`."""

    version: int
    texts: dict[str, str]  # by field; without those that are hidden
    protected: bool

    @property
    def hidden(self) -> bool:
        """Whether what is protected is left out."""
        return self.protected and HIDDEN[0] not in self.texts


@reads(DESK)
def facts(reading: Reading, citizen_id: int, *, shown: bool = False) -> Facts:
    """The facts to be edited. Raises DeskError where nobody is there.

    What protection hides is left out, save with `shown` for whoever looked at it on record since
    they logged in (`protected_facts`): to look on is not to look again.
    """
    reading.about(citizen_id)
    row = _row(reading, citizen_id)
    found = _facts(row, reading.today)
    if found.protected and not (shown and has_looked(reading, citizen_id)):
        for field in HIDDEN:
            del found.texts[field]
    return found


@reads(DESK, recorded=True)
def protected_facts(reading: Reading, citizen_id: int) -> Facts:
    """The facts with what protection hides; that it was shown goes on record first."""
    reading.about(citizen_id)
    return _facts(_row(reading, citizen_id), reading.today)


@changes(DESK, "citizens", "enquiries")
def edit(unit: Unit, citizen_id: int, version: int, texts: Mapping[str, str]) -> str:
    """Save other facts of someone, by field of FIELDS as they were typed.

    The rules are those of a new citizen, for what is changed. Returns a remark on a new CPR number
    that is odd, or nothing. Raises DeskError by its field, Conflict where somebody saved another
    version than the one that was read, ValueError for what is no field.
    """
    if unknown := texts.keys() - set(FIELDS):
        raise ValueError(f"no facts of a citizen: {sorted(unknown)}")
    unit.about(citizen_id)
    row = _row(unit, citizen_id)
    _may_be_written(unit, row, texts)
    if row["version"] != version:
        # Another wrote first: what they wrote is no mistake of this writer.
        unit.update("citizen", citizen_id, dict(texts), version=version)
    new: dict[str, Value] = {
        field: one_line(texts[field], field, limit)
        for field, limit in _LINES.items()
        if field in texts
    }
    answered = [field for field in _ANSWERS if field in texts]
    new |= {field: _code(texts[field], ("", "yes", "no"), field) for field in answered}
    new |= _born(unit, row, texts)
    new |= _protection(unit, row, texts)
    if "phone" in new:
        new["phone_digits"] = citizens.phone_digits(str(new["phone"]))
    after = dict(row) | new
    if not any(after[field] for field in citizens.KNOWN_BY):
        emptied = next((field for field in citizens.KNOWN_BY if field in texts), None)
        raise DeskError(
            _("Leave something to know them by: a name, phone, birth date or CPR number."),
            field=emptied,
        )
    unit.update("citizen", citizen_id, new, version=version)
    if new.keys() & {"given_name", "family_name", "known_as"}:
        citizens.index_name(unit, citizen_id)
    return cprs.remark(str(after["cpr"])) if "cpr" in texts and after["cpr"] else ""


def _row(reading: Reading, citizen_id: int) -> Row:
    row = reading.one("SELECT * FROM citizen WHERE id = ?", (citizen_id,))
    if row is None:
        raise DeskError(_("That person is not here any more."))
    return row


def _facts(row: Row, today: date) -> Facts:
    texts = {field: str(row[field]) for field in (*_LINES, *_ANSWERS)}
    texts |= {
        "birth_date": written(row["birth_date"]),
        "cpr": cprs.shown(row["cpr"]) if row["cpr"] else "",
        "address_protected": "yes" if row["address_protected"] else "no",
        "protected_until": written(row["protected_until"]),
    }
    return Facts(row["version"], texts, citizens.is_protected(row, today))


def has_looked(reading: Reading, citizen_id: int) -> bool:
    """Whether whoever asks looked at what is protected, on record, since they logged in."""
    return (
        reading.one(
            "SELECT 1 FROM look WHERE citizen_id = ? AND session = ? AND question = ?",
            (citizen_id, reading.who.session, f"citizen_facts.{protected_facts.__name__}"),
        )
        is not None
    )


def _may_be_written(unit: Unit, row: Row, texts: Mapping[str, str]) -> None:
    """Nobody writes over what they have not seen, nor learns from a conflict what is hidden."""
    written = [field for field in HIDDEN if field in texts]
    if texts.get("address_protected") == "no":
        written.append("address_protected")  # which shows it all, so it is a look as well
    if written and citizens.is_protected(row, unit.today) and not has_looked(unit, row["id"]):
        raise DeskError(
            _("The address is protected. Press r to see it before you write."), field=written[0]
        )


def _code(text: str, codes: tuple[str, ...], field: str) -> str:
    if text not in codes:
        raise DeskError(_("Choose the answer from the list."), field=field)
    return text


def _born(unit: Unit, row: Row, texts: Mapping[str, str]) -> dict[str, Value]:
    """The columns of birth date and CPR number, where either is changed."""
    new: dict[str, Value] = {}
    born = stored_day(row["birth_date"])
    number = cprs.parse(row["cpr"]) if row["cpr"] else None
    if "birth_date" in texts:
        born = _typed_birth_date(texts["birth_date"], unit.today)
        new["birth_date"] = born.isoformat() if born else None
    if "cpr" in texts:
        before = number
        number = cprs.parse(texts["cpr"]) if texts["cpr"].strip() else None
        new["cpr"] = number.digits if number else None
        # A birth date that the number before it gave, or none, follows the number.
        follows = born is None or (before is not None and born == before.birth_date)
        if number and follows and "birth_date" not in texts:
            born = number.birth_date
            new["birth_date"] = born.isoformat()
        citizens.not_born_later(unit, new.get("birth_date"), "cpr")
        other = citizens.name_with_number(unit, number.digits, but=row["id"]) if number else ""
        if other:
            raise DeskError(
                _("{name} has that CPR number. Look whether the two are one person.").format(
                    name=other
                ),
                field="cpr",
            )
    if new and number and born != number.birth_date:
        if "cpr" in texts:
            raise DeskError(
                _("The CPR number and the birth date are not the same day."), field="cpr"
            )
        raise DeskError(
            _("The CPR number says {day}. Mend the number, and the birth date follows.").format(
                day=written(number.birth_date.isoformat())
            ),
            field="birth_date",
        )
    return new


def _typed_birth_date(text: str, today: date) -> date | None:
    if not text.strip():
        return None
    try:
        return dates.birth_date(text, today)
    except dates.NotADate:
        raise DeskError(
            _("There is no such birth date. Write it like 12.03.1961."), field="birth_date"
        ) from None


def _protection(unit: Unit, row: Row, texts: Mapping[str, str]) -> dict[str, Value]:
    """The columns of protection, where either is changed: no end date without protection."""
    if not texts.keys() & {"address_protected", "protected_until"}:
        return {}
    protected = bool(row["address_protected"])
    if "address_protected" in texts:
        code = _code(texts["address_protected"], ("yes", "no"), "address_protected")
        protected = code == "yes"
    until = stored_day(row["protected_until"])
    if "protected_until" in texts:
        until = _typed_end(texts["protected_until"])
        if until and not protected:
            raise DeskError(
                _("Say first that the address is protected; then write until when."),
                field="protected_until",
            )
    elif until and until < unit.today:
        until = None  # protected anew: the day that passed says nothing any more
    if not protected:
        until = None
    if until and until < unit.today:
        raise DeskError(
            _("That day has passed. Write the last day of the protection, or leave it empty."),
            field="protected_until",
        )
    return {
        "address_protected": int(protected),
        "protected_until": until.isoformat() if until else None,
    }


def _typed_end(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return dates.calendar_day(text)
    except dates.NotADate:
        raise DeskError(
            _("There is no such day. Write it like 01.02.2027."), field="protected_until"
        ) from None
