"""Citizens: who they are, what happened, and how they are written down."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from din_indgang_tui.clock import stored
from din_indgang_tui.house import cpr as cprs
from din_indgang_tui.house import names
from din_indgang_tui.house.lines import one_line
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.store.unit import Reading, Row, Unit, Value, reads

NAME_LIMIT = 100  # characters; longer ones are cut by nobody, they are refused
ASK_DAYS = 30  # so long the page says that a protection ended, so that the house can ask
KNOWN_BY = ("given_name", "family_name", "phone", "birth_date", "cpr")


@dataclass(frozen=True, slots=True)
class NewCitizen:
    """A person as typed at the desk; nothing is required but something to know them by."""

    given_name: str = ""
    family_name: str = ""
    birth_date: date | None = None
    cpr: str = ""
    phone: str = ""
    email: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    address_protected: bool = False
    protected_until: date | None = None


@dataclass(frozen=True, slots=True)
class Citizen:
    """A person as stored. A protected address is empty here: it is asked for on its own."""

    id: int
    given_name: str
    family_name: str
    birth_date: date | None
    has_cpr: bool
    phone: str
    email: str
    street: str
    postcode: str
    city: str
    address_protected: bool
    protected_until: date | None
    version: int
    protection_ended: date | None = None  # its last day, where that passed a short while ago
    known_as: str = ""
    # How to meet them; the two answers are `yes`, `no` or empty where nobody asked.
    interpreter: str = ""
    hearing: str = ""
    safe_to_phone: str = ""
    may_leave_message: str = ""
    how_to_meet: str = ""

    @property
    def name(self) -> str:
        """The full name, or what stands for it."""
        return names.full_name(self.given_name, self.family_name) or _("No name")


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: an enquiry, for now."""

    enquiry_id: int
    arrived_at: str
    channel: str
    state: str
    reasons: tuple[str, ...]
    outcome: str | None
    note: str
    met_by: str


@dataclass(frozen=True, slots=True)
class CitizenPage:
    """All of one person that the desk may see, newest first."""

    citizen: Citizen
    events: tuple[Event, ...]


@reads(DESK, recorded=True)
def page(reading: Reading, citizen_id: int) -> CitizenPage:
    """One person's page; that it was opened goes on record. Raises DeskError where none is."""
    reading.about(citizen_id)
    return _page(reading, citizen_id)


@reads(DESK)
def page_again(reading: Reading, citizen_id: int) -> CitizenPage:
    """The page of someone whose page is open already: to look on is not to look again."""
    reading.about(citizen_id)
    return _page(reading, citizen_id)


def _page(reading: Reading, citizen_id: int) -> CitizenPage:
    row = reading.one("SELECT * FROM citizen WHERE id = ?", (citizen_id,))
    if row is None:
        raise DeskError(_("That person is not here any more."))
    events = reading.rows(
        "SELECT e.id, e.arrived_at, e.channel, e.state, e.outcome, e.note,"
        " coalesce(s.name, '') AS met_by,"
        " (SELECT group_concat(reason, '|') FROM (SELECT reason FROM enquiry_reason r"
        "   WHERE r.enquiry_id = e.id ORDER BY position)) AS reasons"
        " FROM enquiry e LEFT JOIN staff s ON s.id = e.met_by"
        " WHERE e.citizen_id = ? ORDER BY e.arrived_at DESC, e.id DESC",
        (citizen_id,),
    )
    return CitizenPage(
        _citizen(row, reading.today),
        tuple(
            Event(
                enquiry_id=event["id"],
                arrived_at=event["arrived_at"],
                channel=event["channel"],
                state=event["state"],
                reasons=tuple((event["reasons"] or "").split("|")) if event["reasons"] else (),
                outcome=event["outcome"],
                note=event["note"],
                met_by=event["met_by"],
            )
            for event in events
        ),
    )


def add(unit: Unit, new: NewCitizen) -> int:
    """A new citizen within a unit of work. Raises DeskError with the field it is about."""
    row = citizen_row(new)
    if not any(row[field] for field in KNOWN_BY):
        raise DeskError(_("Write a name, or let the person stay anonymous."), field="given_name")
    # A CPR number can name a day to come, by its century.
    not_born_later(unit, row["birth_date"], "cpr" if row["cpr"] else "birth_date")
    if row["cpr"] and (other := name_with_number(unit, str(row["cpr"]))):
        raise DeskError(
            _("{name} has that CPR number already. Choose them in the list instead.").format(
                name=other
            ),
            field="cpr",
        )
    row["created_at"] = stored(unit.now)
    citizen_id = unit.insert("citizen", row)
    index_name(unit, citizen_id)
    return citizen_id


def index_name(unit: Unit, citizen_id: int) -> None:
    """The rows that the finder looks in, after the name is new or another one, or the row gone."""
    row = unit.one(
        "SELECT given_name, family_name, known_as FROM citizen WHERE id = ?", (citizen_id,)
    )
    parts = name_parts(citizen_id, *row) if row else []
    unit.derive("name_part", "citizen_id", citizen_id, parts)


def not_born_later(reading: Reading, born: Value, field: str) -> None:
    """Raises DeskError by that field where the birth date (ISO) is a day to come."""
    if born and str(born) > reading.today.isoformat():
        raise DeskError(_("That birth date has not come yet."), field=field)


def name_with_number(reading: Reading, cpr: str, *, but: int = 0) -> str:
    """The full name of whoever else has these ten digits; empty where nobody has."""
    row = reading.one(
        "SELECT given_name, family_name FROM citizen WHERE cpr = ? AND id <> ?", (cpr, but)
    )
    if row is None:
        return ""
    return names.full_name(row["given_name"], row["family_name"]) or _("No name")


def citizen_row(new: NewCitizen) -> dict[str, Value]:
    """A citizen's columns, cleaned and checked. Raises DeskError with the field it is about."""
    number = cprs.parse(new.cpr) if new.cpr.strip() else None
    born = new.birth_date or (number.birth_date if number else None)
    if number and new.birth_date and number.birth_date != new.birth_date:
        raise DeskError(_("The CPR number and the birth date are not the same day."), field="cpr")
    row: dict[str, Value] = {
        "birth_date": born.isoformat() if born else None,
        "cpr": number.digits if number else None,
        "address_protected": int(new.address_protected),
        "protected_until": new.protected_until.isoformat() if new.protected_until else None,
    }
    for field in ("given_name", "family_name", "phone", "email", "street", "postcode", "city"):
        row[field] = one_line(getattr(new, field), field, NAME_LIMIT)
    row["phone_digits"] = phone_digits(str(row["phone"]))
    return row


def name_parts(
    citizen_id: int, given: str, family: str, known_as: str = ""
) -> list[dict[str, Value]]:
    """The rows by which a name is found: every word of it, as it sounds and as it is written.

    A word that stands there twice (Ali Ali) is two parts, the second one written `ali 2`: whoever
    types it twice means someone who has it twice. What they are called is as good as a given name,
    save where it only says one of their names again.
    """
    rows: list[dict[str, Value]] = []
    seen: Counter[str] = Counter()
    words = [(word, min(place, 1)) for place, word in enumerate(names.parts(given))]
    words += [(word, 2) for word in names.parts(family)]
    has = {word for word, _place in words}
    words += [(word, 0) for word in names.parts(known_as) if word not in has]
    for word, place in words:
        first, then = (family, given) if place == 2 else (given, family)
        fold = names.folded(word)
        if not fold:
            continue  # accents that stand alone
        seen[word] += 1
        rows.append(
            {
                "fold": fold,
                "citizen_id": citizen_id,
                "part": word if seen[word] == 1 else f"{word} {seen[word]}",
                "sort_rank": names.sort_rank(first, then, place),
            }
        )
    return rows


def phone_digits(phone: str) -> str:
    """Digits only, without the Danish country code: what a phone number is looked for by."""
    written = "".join(c for c in phone if c in "+0123456789")  # (+45) is +45
    digits = written.replace("+", "")
    if written.startswith(("+45", "0045")):
        digits = digits.removeprefix("00").removeprefix("45")
    return digits


def is_protected(row: Row, today: date) -> bool:
    """Whether the address of this row of citizen is hidden on that day, its last one included.

    Protection from the CPR register has an end date; without one it stands until it is changed.
    """
    until = row["protected_until"]
    return bool(row["address_protected"]) and (until is None or until >= today.isoformat())


def _citizen(row: Row, today: date) -> Citizen:
    until = date.fromisoformat(row["protected_until"]) if row["protected_until"] else None
    protected = is_protected(row, today)
    ended = until if row["address_protected"] and not protected else None
    if ended is not None and (today - ended).days > ASK_DAYS:
        ended = None
    return Citizen(
        id=row["id"],
        given_name=row["given_name"],
        family_name=row["family_name"],
        birth_date=date.fromisoformat(row["birth_date"]) if row["birth_date"] else None,
        has_cpr=row["cpr"] is not None,
        phone="" if protected else row["phone"],
        email="" if protected else row["email"],
        street="" if protected else row["street"],
        postcode="" if protected else row["postcode"],
        city="" if protected else row["city"],
        address_protected=protected,
        protected_until=until,
        version=row["version"],
        protection_ended=ended,
        known_as=row["known_as"],
        interpreter=row["interpreter"],
        hearing=row["hearing"],
        safe_to_phone=row["safe_to_phone"],
        may_leave_message=row["may_leave_message"],
        how_to_meet=row["how_to_meet"],
    )
