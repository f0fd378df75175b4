"""The inbox: letters and digital enquiries, from the digital entrance until somebody has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from din_indgang_tui.clock import from_stored, stored
from din_indgang_tui.house import citizens, codes, enquiries, names
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.house.codes import Channel, State
from din_indgang_tui.house.delivery import CHANNELS, Delivery, Malformed, retired
from din_indgang_tui.house.enquiry_columns import known_heard_from, times
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.store.unit import Reading, Unit, changes, reads


@dataclass(frozen=True, slots=True)
class Delivered:
    """What came of it: its number, and whether it was new or there already."""

    enquiry_id: int
    new: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """One enquiry of the inbox as it was delivered; the texts are empty for one typed at the desk.

    `citizen_id` and `citizen` are whoever it was given to, which a person decides.
    """

    enquiry_id: int
    version: int
    citizen_id: int | None
    citizen: str  # their name, empty for nobody
    channel: Channel
    state: State
    arrived_at: datetime
    reasons: tuple[str, ...]
    heard_from: str | None
    note: str
    given_name: str
    family_name: str
    birth_date: date | None
    phone: str
    email: str
    message: str  # in its own lines

    @property
    def writer(self) -> str:
        """Who wrote, as they wrote it; empty where they did not say."""
        return names.full_name(self.given_name, self.family_name)

    @property
    def person(self) -> NewCitizen:
        """The new person that the letter describes."""
        return NewCitizen(
            given_name=self.given_name,
            family_name=self.family_name,
            birth_date=self.birth_date,
            phone=self.phone,
            email=self.email,
        )

    @property
    def names_somebody(self) -> bool:
        """Whether it says enough for a new person: an e-mail alone is nobody to know again."""
        return bool(self.given_name or self.family_name or self.phone or self.birth_date)


@changes(DESK, "enquiries")
def deliver(unit: Unit, delivery: Delivery) -> Delivered:
    """Put an enquiry in the inbox, anonymous until a person decides.

    The same `ref` with the same content changes nothing. Raises DeskError where that `ref` was
    delivered with other content, Malformed for codes that were retired, and by its field for what
    no reader of JSON let through.
    """
    arrived = delivery.arrived_at or unit.now
    if arrived > unit.now:
        raise DeskError(_("That time has not come yet."), field="arrived_at")
    if delivery.channel not in CHANNELS:
        raise DeskError(_("Only letters and digital enquiries lie in the inbox."), field="channel")
    if delivery.ref:
        known = unit.one("SELECT enquiry_id, digest FROM letter WHERE ref = ?", (delivery.ref,))
        if known is not None and known["digest"] == delivery.digest:
            return Delivered(known["enquiry_id"], new=False)
        if known is not None:
            raise DeskError(
                _(
                    "ref: {ref} was delivered before with other content, as no. {n}."
                    " Use a new ref for a new enquiry."
                ).format(ref=delivery.ref, n=known["enquiry_id"]),
                field="ref",
            )
    if faults := retired(delivery, codes.lists(unit)):
        raise Malformed(faults)
    enquiry_id = unit.insert(
        "enquiry",
        times(arrived, None)
        | {
            "channel": delivery.channel.value,
            "state": State.INBOX.value,
            "heard_from": known_heard_from(unit, delivery.heard_from),
            "registered_by": unit.who.staff_id,
            "created_at": stored(unit.now),
        },
    )
    unit.insert(
        "letter",
        {
            "enquiry_id": enquiry_id,
            "ref": delivery.ref or None,
            "given_name": delivery.given_name,
            "family_name": delivery.family_name,
            "phone": delivery.phone,
            "email": delivery.email,
            "birth_date": delivery.birth_date.isoformat() if delivery.birth_date else None,
            "message": delivery.message,
            "digest": delivery.digest,
        },
    )
    enquiries.write_reasons(unit, enquiry_id, delivery.reasons)
    return Delivered(enquiry_id, new=True)


@reads(DESK, recorded=True)
def letter(reading: Reading, enquiry_id: int) -> Letter:
    """A letter to be read. One that was given to a citizen is about them, and that goes on record.

    Raises DeskError where there is no such enquiry.
    """
    found = _letter(reading, enquiry_id)
    reading.about(found.citizen_id)
    return found


@reads(DESK)
def letter_again(reading: Reading, enquiry_id: int) -> Letter:
    """A letter that is open already: to look on is not to look again."""
    found = _letter(reading, enquiry_id)
    reading.about(found.citizen_id)
    return found


@changes(DESK, "enquiries", "citizens")
def take_up(unit: Unit, enquiry_id: int, whose: int | NewCitizen | None) -> str:
    """A letter is dealt with now, for whoever it is from: someone known, someone new, or nobody.

    None leaves it as it is. Returns the name as lists show it. Raises DeskError where another desk
    was faster, or where the letter was given to somebody else already.
    """
    row = unit.one("SELECT citizen_id FROM enquiry WHERE id = ?", (enquiry_id,))
    if row is not None and row["citizen_id"] is not None and whose not in (None, row["citizen_id"]):
        raise DeskError(_("The letter was given to somebody meanwhile. Open it again."))
    if whose is None:
        return enquiries.take_in(unit, enquiry_id)
    citizen_id = whose if isinstance(whose, int) else citizens.add(unit, whose)
    unit.about(citizen_id)
    person = unit.one("SELECT given_name, family_name FROM citizen WHERE id = ?", (citizen_id,))
    if person is None:
        raise DeskError(_("That person is not here any more."), field="who")
    enquiries.take_in(unit, enquiry_id)
    unit.update("enquiry", enquiry_id, {"citizen_id": citizen_id})
    return names.short_name(person["given_name"], person["family_name"]) or _("No name")


def _letter(reading: Reading, enquiry_id: int) -> Letter:
    row = reading.one(
        "SELECT e.id, e.version, e.citizen_id, e.channel, e.state, e.arrived_at, e.heard_from,"
        " e.note, l.given_name, l.family_name, l.phone, l.email, l.birth_date, l.message,"
        " c.given_name AS their_given, c.family_name AS their_family,"
        " (SELECT group_concat(reason, '|') FROM (SELECT reason FROM enquiry_reason r"
        "   WHERE r.enquiry_id = e.id ORDER BY position)) AS reasons"
        " FROM enquiry e LEFT JOIN letter l ON l.enquiry_id = e.id"
        " LEFT JOIN citizen c ON c.id = e.citizen_id WHERE e.id = ?",
        (enquiry_id,),
    )
    if row is None:
        raise DeskError(_("That enquiry is not here any more."))
    citizen = ""
    if row["citizen_id"] is not None:
        citizen = names.full_name(row["their_given"], row["their_family"]) or _("No name")
    return Letter(
        enquiry_id=row["id"],
        version=row["version"],
        citizen_id=row["citizen_id"],
        citizen=citizen,
        channel=Channel(row["channel"]),
        state=State(row["state"]),
        arrived_at=from_stored(row["arrived_at"]),
        reasons=tuple(row["reasons"].split("|")) if row["reasons"] else (),
        heard_from=row["heard_from"],
        note=row["note"],
        given_name=row["given_name"] or "",
        family_name=row["family_name"] or "",
        birth_date=date.fromisoformat(row["birth_date"]) if row["birth_date"] else None,
        phone=row["phone"] or "",
        email=row["email"] or "",
        message=row["message"] or "",
    )
