"""A referral to the authority as it is read: its row, the names that go with it, and its parts.

A host reads of it only that it was sent and that an answer came: what is asked for, what is passed
on and what was answered are of those who hold the conversations (store/roles.py).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from din_indgang_tui.clock import from_stored, stored_day
from din_indgang_tui.house import citizen_facts, citizens, consents, names
from din_indgang_tui.house.codes import ASKED_FOR_LABELS, ReferralDecision, ReferralPart
from din_indgang_tui.house.consents import Consent
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import COACHES
from din_indgang_tui.store.undo import STANDS
from din_indgang_tui.store.unit import Reading, Row

# What protection hides, where it is ticked.
HIDDEN_PARTS = frozenset({ReferralPart.PHONE, ReferralPart.ADDRESS})


@dataclass(frozen=True, slots=True)
class Referral:
    """One referral: a draft while `sent_on` is None, then what became of it, day by day.

    Read in a list it has no word of what was written in it: that is read by opening it (`opened`),
    which goes on record. For a host only what stands before `course_id` is filled in.
    """

    referral_id: int
    version: int
    citizen_id: int
    name: str  # as lists show it
    full_name: str
    sent_on: date | None
    answer_by_on: date | None
    decided_on: date | None
    answered: bool  # an imported answer may have no day
    answer_told_on: date | None
    begun_at: datetime  # UTC
    staff_id: int | None  # whose it is to see to: the coach, else who tells, sent or began it
    protected: bool  # whether the citizen's address is hidden today
    course_id: int | None = None
    receiver: str = ""
    asked_for: str = ""  # a code of ASKED_FOR_LABELS, or empty
    asked_other: str = ""
    passes_on: tuple[ReferralPart, ...] = ()  # in their order
    consent_on: date | None = None  # of an imported one, all that is known of the consent
    lawful_basis: str = ""
    tells_id: int | None = None
    tells: str = ""
    tell_by_on: date | None = None
    told_on: date | None = None
    sent_by: str = ""
    answer_moved_why: str = ""
    received_on: date | None = None
    decision: ReferralDecision | None = None
    decision_note: str = ""
    started_on: date | None = None
    begun_by: str = ""
    # Of one that is opened.
    not_agreed: tuple[ReferralPart, ...] = ()  # of a draft: ticked since its consent was chosen
    why: str = ""
    tried: str = ""
    lawful_why: str = ""
    consent: Consent | None = None
    sent_note: str = ""  # the page as it was sent; empty where it has what is protected and unseen
    back_on: date | None = None  # of a draft: when the one before it was sent back, and why
    back_why: str = ""

    @property
    def is_draft(self) -> bool:
        """Whether nothing is sent yet."""
        return self.sent_on is None

    @property
    def asked(self) -> str:
        """What the authority is asked for, in words; empty where that is not said yet."""
        if self.asked_for == "other" and self.asked_other:
            return self.asked_other
        return _(ASKED_FOR_LABELS[self.asked_for]) if self.asked_for else ""


ALL = (
    "SELECT r.*, c.given_name, c.family_name, c.address_protected, c.protected_until,"
    " coalesce(t.name, '') AS tells, coalesce(s.name, '') AS sender,"
    " coalesce(b.name, '') AS begun_by,"
    " coalesce(o.coach_id, r.tells_id, r.sent_by, r.created_by) AS staff_id"
    " FROM referral r JOIN citizen c ON c.id = r.citizen_id"
    " LEFT JOIN course o ON o.id = r.course_id LEFT JOIN staff t ON t.id = r.tells_id"
    " LEFT JOIN staff s ON s.id = r.sent_by LEFT JOIN staff b ON b.id = r.created_by"
)


def row_of(reading: Reading, referral_id: int) -> Row:
    """The row of ALL. Raises DeskError where it is gone."""
    row = reading.one(f"{ALL} WHERE r.id = ?", (referral_id,))
    if row is None:
        raise DeskError(_("That referral was taken away."))
    reading.about(row["citizen_id"])
    return row


def referrals_of(reading: Reading, rows: Iterable[Row]) -> tuple[Referral, ...]:
    """These rows of ALL as a list of referrals, in their order: no word of what was written."""
    there = list(rows)
    reading.about(*(row["citizen_id"] for row in there))
    shown = names.short_names(
        {row["citizen_id"]: (row["given_name"], row["family_name"]) for row in there}
    )
    read = _listed if reading.who.role in COACHES else _for_a_host
    return tuple(read(reading, row, shown[row["citizen_id"]] or _("No name")) for row in there)


def opened(reading: Reading, row: Row) -> Referral:
    """This row of ALL as those read it who open it: with all that was written in it."""
    (listed,) = referrals_of(reading, [row])
    unseen = (
        listed.protected
        and bool(HIDDEN_PARTS & set(listed.passes_on))
        and not citizen_facts.has_looked(reading, row["citizen_id"])
    )
    consent_id = row["consent_id"]
    back = sent_back(reading, row["citizen_id"]) if listed.is_draft else None
    return replace(
        listed,
        back_on=stored_day(back["decided_on"]) if back is not None else None,
        back_why=back["decision_note"] if back is not None else "",
        not_agreed=not_agreed(reading, row) if listed.is_draft else (),
        why=row["why"],
        tried=row["tried"],
        lawful_why=row["lawful_why"],
        consent=consents.one(reading, consent_id) if consent_id is not None else None,
        sent_note="" if unseen else row["sent_note"],
    )


def sent_back(reading: Reading, citizen_id: int) -> Row | None:
    """The row of the one that a citizen's last sending was, where the authority sent it back."""
    last = reading.one(
        "SELECT * FROM referral WHERE citizen_id = ? AND sent_on IS NOT NULL"
        " ORDER BY sent_on DESC, id DESC LIMIT 1",
        (citizen_id,),
    )
    return last if last is not None and last["decision"] == ReferralDecision.RETURNED else None


def parts_of(row: Row) -> tuple[ReferralPart, ...]:
    """The parts that are ticked, in the order of the list."""
    ticked = json.loads(row["passes_on"])
    return tuple(part for part in ReferralPart if part in ticked)


def not_agreed(reading: Reading, row: Row) -> tuple[ReferralPart, ...]:
    """The parts that were ticked after the consent was chosen: nobody said yes to those.

    What was ticked then is on the record, as it is for undo; a consent that is chosen anew, or
    written down, is about all that is ticked.
    """
    if row["consent_id"] is None:
        return ()
    then = reading.value(_TICKED_THEN, {"key": str(row["id"])})
    if then is None:
        return ()
    return tuple(part for part in parts_of(row) if part not in json.loads(then))


# What stood before the first tick that was changed after it; where none was, it is as it stands.
_TICKED_THEN = f"""
WITH stood AS (SELECT a.* FROM audit a JOIN unit_of_work u ON u.id = a.unit_id
    WHERE a.table_name = 'referral' AND a.row_key = :key AND {STANDS.format(u="u")})
SELECT json_extract(before, '$.passes_on') FROM stood
WHERE json_type(before, '$.passes_on') IS NOT NULL AND unit_id > coalesce(
    (SELECT max(unit_id) FROM stood WHERE json_type(after, '$.consent_id') = 'integer'), 0)
ORDER BY id LIMIT 1
"""


def must_have_looked(reading: Reading, row: Row, parts: Iterable[ReferralPart]) -> None:
    """What is protected is passed on, or shown, by whoever looked at it on record.

    Raises DeskError by the row of the first part of `parts` that is protected and was not seen.
    """
    hidden = [part for part in parts if part in HIDDEN_PARTS]
    if (
        hidden
        and citizens.is_protected(row, reading.today)
        and not citizen_facts.has_looked(reading, row["citizen_id"])
    ):
        raise DeskError(
            _("The address is protected. Press r to see it before it is passed on."),
            field=f"pass_{hidden[0]}",
        )


def _for_a_host(reading: Reading, row: Row, name: str) -> Referral:
    return Referral(
        referral_id=row["id"],
        version=row["version"],
        citizen_id=row["citizen_id"],
        name=name,
        full_name=names.full_name(row["given_name"], row["family_name"]) or _("No name"),
        sent_on=stored_day(row["sent_on"]),
        answer_by_on=stored_day(row["answer_by_on"]),
        decided_on=stored_day(row["decided_on"]),
        answered=row["decided_on"] is not None or row["decision"] != "",
        answer_told_on=stored_day(row["answer_told_on"]),
        begun_at=from_stored(row["created_at"]),
        staff_id=row["staff_id"],
        protected=citizens.is_protected(row, reading.today),
    )


def _listed(reading: Reading, row: Row, name: str) -> Referral:
    return replace(
        _for_a_host(reading, row, name),
        course_id=row["course_id"],
        receiver=row["receiver"],
        asked_for=row["asked_for"],
        asked_other=row["asked_other"],
        passes_on=parts_of(row),
        consent_on=stored_day(row["consent_on"]),
        lawful_basis=row["lawful_basis"],
        tells_id=row["tells_id"],
        tells=row["tells"],
        tell_by_on=stored_day(row["tell_by_on"]),
        told_on=stored_day(row["told_on"]),
        sent_by=row["sender"],
        answer_moved_why=row["answer_moved_why"],
        received_on=stored_day(row["received_on"]),
        decision=ReferralDecision(row["decision"]) if row["decision"] else None,
        decision_note=row["decision_note"],
        started_on=stored_day(row["started_on"]),
        begun_by=row["begun_by"],
    )
