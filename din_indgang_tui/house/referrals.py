"""Referrals to the authority: begun, written, sent; and those that wait for something.

A draft is one a citizen, whoever writes it. What becomes of one that is sent: referral_steps.py.
The page it sends: referral_note.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from din_indgang_tui.clock import iso_week, stored
from din_indgang_tui.house import (
    citizens,
    consents,
    courses,
    in_touch,
    living,
    referral_filling,
    referral_note,
)
from din_indgang_tui.house import settings as house_settings
from din_indgang_tui.house.codes import DIED, ReferralPart
from din_indgang_tui.house.enquiries import short_name_of
from din_indgang_tui.house.hidden_text import hider
from din_indgang_tui.house.referral_rows import (
    ALL,
    HIDDEN_PARTS,
    Referral,
    opened,
    parts_of,
    referrals_of,
    row_of,
    sent_back,
)
from din_indgang_tui.house.referral_rules import FIELDS, PASS, checked, ticked, whole
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import COACHES, DESK
from din_indgang_tui.store.unit import Reading, Row, Unit, Value, changes, reads
from din_indgang_tui.words import written

_TELL_DAYS = 2  # days within which the citizen is told, as it is proposed


@reads(COACHES, recorded=True)
def one(reading: Reading, referral_id: int) -> Referral:
    """One referral; that it was opened goes on record. Raises DeskError where it is gone."""
    return _one(reading, referral_id)


@reads(COACHES)
def one_again(reading: Reading, referral_id: int) -> Referral:
    """The same where it is open already: to look on is not to look again."""
    return _one(reading, referral_id)


@reads(DESK)
def of_citizen(reading: Reading, citizen_id: int) -> tuple[Referral, ...]:
    """A citizen's referrals: the draft first (not for a host), then the one sent last."""
    reading.about(citizen_id)
    rows = reading.rows(
        f"{ALL} WHERE r.citizen_id = ? ORDER BY r.sent_on IS NOT NULL, r.sent_on DESC, r.id DESC",
        (citizen_id,),
    )
    found = referrals_of(reading, rows)
    return tuple(one for one in found if not one.is_draft or reading.who.role in COACHES)


@changes(COACHES, "referrals")
def draft(unit: Unit, citizen_id: int, course_id: int | None = None) -> int:
    """A referral begun, filled in from what is known; the open draft where there is one.

    Where the last one was sent back, it is filled in as that one was. Without a course it is about
    the open one. Raises DeskError (`who`) for nobody, and for somebody who died.
    """
    living.still_here(unit, citizen_id)
    unit.about(citizen_id)
    open_one = unit.value(
        "SELECT id FROM referral WHERE citizen_id = ? AND sent_on IS NULL", (citizen_id,)
    )
    if open_one is not None:
        return int(open_one)
    course = courses.open_of(unit, citizen_id) if course_id is None else None
    if course_id is not None:
        course = courses.one(unit, course_id)
        if course.citizen_id != citizen_id:
            raise DeskError(_("That course is about somebody else."), field="course_id")
    number = course.course_id if course is not None else None
    citizen = unit.one("SELECT * FROM citizen WHERE id = ?", (citizen_id,))
    assert citizen is not None  # still_here asked
    hide = hider(citizen, unit.today)
    since = referral_filling.since(unit, citizen_id, number)
    again = _written_before(unit, citizen, since)
    receiver = house_settings.current(unit).authority_name or _("Authority department")
    receiver = str(again.get("receiver") or receiver)
    consent = referral_filling.consent_for(unit, citizen_id, receiver)
    tells = course.coach_id if course is not None and course.coach_id else unit.who.staff_id
    return unit.insert(
        "referral",
        {
            "citizen_id": citizen_id,
            "course_id": number,
            "receiver": receiver,
            "why": referral_filling.why(unit, citizen_id, number, hide),
            "tried": referral_filling.tried(unit, citizen_id, since, hide),
            "passes_on": ticked([ReferralPart.OWN_WORDS, ReferralPart.TRIED]),
            "consent_id": consent.consent_id if consent is not None else None,
            "tells_id": tells,
            "tell_by_on": (unit.today + timedelta(days=_TELL_DAYS)).isoformat(),
            "created_at": stored(unit.now),
            "created_by": unit.who.staff_id,
            **again,
        },
    )


_AGAIN = ("receiver", "asked_for", "asked_other", "why", "tried", "lawful_basis", "lawful_why")


def _written_before(unit: Unit, citizen: Row, since: str) -> dict[str, Value]:
    """What was written and ticked in the one that was sent back; nothing that is protected."""
    back = sent_back(unit, citizen["id"])
    if back is None or back["sent_on"] < since:
        return {}
    protected = HIDDEN_PARTS if citizens.is_protected(citizen, unit.today) else frozenset()
    parts = [part for part in parts_of(back) if part not in protected]
    return {**{name: back[name] for name in _AGAIN}, "passes_on": ticked(parts)}


def begin(unit: Unit, citizen_id: int, course_id: int) -> None:
    """A draft, where none is there and none that was sent waits for its answer.

    Within the deed that leads to it, so that undoing that one takes it back too.
    """
    if not unit.one(f"SELECT 1 FROM referral r{_OPEN} AND r.citizen_id = ?", (citizen_id,)):
        draft(unit, citizen_id, course_id)


@changes(COACHES, "referrals")
def edit(unit: Unit, referral_id: int, version: int, texts: Mapping[str, str]) -> None:
    """Other texts in a draft, by FIELDS as they were typed; days as people write them.

    A protected phone or address is ticked by whoever looked at it since they logged in. Raises
    DeskError by its field, Conflict, ValueError for what is no field.
    """
    if unknown := texts.keys() - set(FIELDS):
        raise ValueError(f"no fields of a referral: {sorted(unknown)}")
    row = _a_draft(unit, referral_id)
    if row["version"] != version:
        # Another wrote first: what they wrote is no mistake of this writer.
        known = {name: text for name, text in texts.items() if not name.startswith(PASS)}
        unit.update("referral", referral_id, known, version=version)
    unit.update("referral", referral_id, checked(unit, row, texts), version=version)


@changes(COACHES, "referrals", "conversations")
def give_consent(unit: Unit, referral_id: int, version: int, texts: Mapping[str, str]) -> int:
    """A consent as it was written (consents.FIELDS), which the draft goes by from now on.

    Returns its id. Raises DeskError by its field, Conflict where the draft was written since.
    """
    row = _a_draft(unit, referral_id)
    consent_id = consents.give(unit, row["citizen_id"], texts)
    unit.update("referral", referral_id, {"consent_id": consent_id}, version=version)
    return consent_id


@changes(COACHES, "referrals")
def send(unit: Unit, referral_id: int, version: int, sent_on: date | None = None) -> Referral:
    """It is sent, today or on that day before; the page is kept as it was sent.

    Raises DeskError by the row of the first thing that is missing, in the order of the screen;
    Conflict where another wrote it since.
    """
    row = _a_draft(unit, referral_id)
    if row["version"] != version:
        unit.update("referral", referral_id, {"receiver": row["receiver"]}, version=version)
    living.still_here(unit, row["citizen_id"])
    day = sent_on or unit.today
    if day > unit.today:
        raise DeskError(_("That day has not come yet."), field="sent_on")
    whole(unit, row, day)
    sent = dict(row) | {"sender": unit.who.name}
    unit.update(
        "referral",
        referral_id,
        {
            "sent_on": day.isoformat(),
            "sent_week": iso_week(day),
            "sent_by": unit.who.staff_id,
            "answer_by_on": referral_filling.answer_by(unit, row, day).isoformat(),
            "sent_note": referral_note.as_text(referral_note.page_of(unit, sent, day)),
        },
        version=version,
    )
    return _one(unit, referral_id)


@changes(COACHES, "referrals")
def drop(unit: Unit, referral_id: int, version: int) -> None:
    """Take a draft away. Raises DeskError where it is sent, Conflict where it was changed since."""
    row = _a_draft(unit, referral_id)
    if row["version"] != version:
        unit.update("referral", referral_id, {"receiver": row["receiver"]}, version=version)
    unit.delete("referral", referral_id)


# What waits -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AskedFor:
    """An enquiry that ended with a referral that nobody has begun."""

    enquiry_id: int
    citizen_id: int
    name: str
    arrived_on: date
    staff_id: int | None  # who met them


_ASK_DAYS = 56  # so long an enquiry is asked about; after that the referral went another way
_OPEN = " WHERE r.decided_on IS NULL AND r.decision = ''"
_UNANSWERED = f"{_OPEN} AND r.sent_on IS NOT NULL"
_LIVES = (
    " AND coalesce((SELECT x.closing_reason FROM course x WHERE x.citizen_id = {citizen}"
    f" ORDER BY x.opened_on DESC, x.id DESC LIMIT 1), '') <> '{DIED}'"
)


@reads(DESK)
def unanswered(reading: Reading) -> tuple[Referral, ...]:
    """Those that wait for an answer, by the day it was expected.

    An imported one whose day was past when it came is history, and has none (`answer_by_on`).
    """
    return referrals_of(reading, unanswered_rows(reading))


def unanswered_rows(reading: Reading, citizen_id: int | None = None) -> list[Row]:
    """The same as rows of ALL, of one citizen or of all: hundreds need no more of each."""
    one = "" if citizen_id is None else " AND r.citizen_id = :whose"
    return reading.rows(
        f"{ALL}{_UNANSWERED} AND r.answer_by_on IS NOT NULL{_LIVES.format(citizen='r.citizen_id')}"
        f"{one} ORDER BY r.answer_by_on, r.id",
        {"whose": citizen_id},
    )


@reads(DESK)
def untold_answers(reading: Reading) -> tuple[Referral, ...]:
    """Back from the authority, and the citizen does not know yet; the oldest answer first.

    What an import brought answered is history: it was told long ago.
    """
    rows = reading.rows(
        f"{ALL} WHERE r.decided_on IS NOT NULL AND r.answer_told_on IS NULL"
        f" AND (r.ref IS NULL OR r.decided_on >= substr(r.created_at, 1, 10))"
        f"{_LIVES.format(citizen='r.citizen_id')} ORDER BY r.decided_on, r.id"
    )
    return referrals_of(reading, rows)


@reads(COACHES)
def drafts(reading: Reading) -> tuple[Referral, ...]:
    """Those that are begun and not sent, the oldest first."""
    rows = reading.rows(f"{ALL} WHERE r.sent_on IS NULL ORDER BY r.created_at, r.id")
    return referrals_of(reading, rows)


def without_contact(reading: Reading, waits: list[Row]) -> list[tuple[Row, date, date]]:
    """Those who were not in touch, when they last were, and by when to be so, by that day."""
    days = timedelta(days=house_settings.current(reading).contact_days)
    # Whoever was referred so lately was in touch so lately.
    sent_by = (reading.today - days).isoformat()
    long_ago = [row for row in waits if row["sent_on"] <= sent_by]
    touched = in_touch.last_days(reading, (row["citizen_id"] for row in long_ago))
    found = []
    for row in long_ago:
        sent_on = date.fromisoformat(row["sent_on"])
        last = max(sent_on, touched.get(row["citizen_id"], sent_on))
        if last + days <= reading.today:
            found.append((row, last, last + days))
    return sorted(found, key=lambda one: (one[2], one[0]["id"]))


@reads(DESK)
def asked_for_by_enquiries(reading: Reading) -> tuple[AskedFor, ...]:
    """Enquiries of late that ended "referred to the authority" with no referral begun since.

    Of an import none is asked about: it brings its own.
    """
    rows = reading.rows(
        "SELECT e.id, e.citizen_id, e.arrived_on, e.met_by FROM enquiry e"
        " WHERE e.arrived_on BETWEEN ? AND ? AND e.outcome = 'referred_authority'"
        # By the index of those alone: with `ref` it would read all that was not imported.
        " AND +e.ref IS NULL AND e.citizen_id IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM referral r WHERE r.citizen_id = e.citizen_id"
        "   AND (r.sent_on IS NULL OR r.sent_on >= e.arrived_on))"
        f"{_LIVES.format(citizen='e.citizen_id')} ORDER BY e.arrived_on, e.id",
        (asked_since(reading), reading.today.isoformat()),
    )
    return tuple(
        AskedFor(
            row["id"],
            row["citizen_id"],
            short_name_of(reading, row["citizen_id"]),
            date.fromisoformat(row["arrived_on"]),
            row["met_by"],
        )
        for row in rows
    )


def asked_since(reading: Reading) -> str:
    """The first day (ISO) of what a referral is still asked for: older things went another way."""
    return (reading.today - timedelta(days=_ASK_DAYS)).isoformat()


def _one(reading: Reading, referral_id: int) -> Referral:
    return opened(reading, row_of(reading, referral_id))


def _a_draft(unit: Unit, referral_id: int) -> Row:
    row = row_of(unit, referral_id)
    if row["sent_on"] is not None:
        raise DeskError(
            _("It was sent {day} by {who}, and stays as it was sent.").format(
                day=written(row["sent_on"]), who=row["sender"] or "-"
            )
        )
    return row
