"""What a referral has to be before it is sent, a sentence for each refusal, by its row."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from din_indgang_tui.clock import stored_day
from din_indgang_tui.house import coming_days, consents, cpr
from din_indgang_tui.house.codes import ASKED_FOR_LABELS, LAWFUL_BASIS_LABELS, ReferralPart
from din_indgang_tui.house.consents import Standing
from din_indgang_tui.house.course_rules import code
from din_indgang_tui.house.lines import one_line
from din_indgang_tui.house.referral_filling import (
    TRIED_LIMIT,
    WHY_LIMIT,
    covers,
    without_own_words,
)
from din_indgang_tui.house.referral_rows import (
    HIDDEN_PARTS,
    must_have_looked,
    not_agreed,
    parts_of,
)
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.unit import Row, Unit, Value
from din_indgang_tui.words import full_day

LIMITS = {  # characters
    "asked_other": 120,
    "why": WHY_LIMIT,
    "tried": TRIED_LIMIT,
    "receiver": consents.LIMITS["receiver"],
    "lawful_why": 300,
}
PASS = "pass_"  # the row of a part: "yes" where it is ticked, else empty
FIELDS = (
    *LIMITS,
    *("asked_for", "consent_id", "lawful_basis", "tells_id", "tell_by_on", "answer_by_on"),
    *(PASS + part for part in ReferralPart),
)


def ticked(parts: list[ReferralPart]) -> str:
    """The parts as they are stored: a JSON array in the order of the list."""
    return json.dumps([part.value for part in ReferralPart if part in parts])


def checked(unit: Unit, row: Row, texts: Mapping[str, str]) -> dict[str, Value]:
    """The columns of what was written. Raises DeskError by its field."""
    new: dict[str, Value] = {}
    for field, limit in LIMITS.items():
        if field in texts:
            new[field] = one_line(texts[field], field, limit)
            if cpr.stands_in(str(new[field])):
                raise DeskError(
                    _("A CPR number is not written here: it goes along where it is ticked."),
                    field=field,
                )
    for field, labels in (("asked_for", ASKED_FOR_LABELS), ("lawful_basis", LAWFUL_BASIS_LABELS)):
        if field in texts:
            new[field] = code(texts[field], {"": "", **labels}, field)
    if "consent_id" in texts:
        new["consent_id"] = _consent(unit, row, texts["consent_id"])
    if "tells_id" in texts:
        new["tells_id"] = _colleague(unit, texts["tells_id"])
    for field in ("tell_by_on", "answer_by_on"):
        if field in texts:
            day = coming_days.any_day_or_none(texts[field], unit.today, field=field)
            new[field] = day.isoformat() if day is not None else None
    ticks = {name.removeprefix(PASS): text for name, text in texts.items() if name.startswith(PASS)}
    if ticks:
        before = parts_of(row)
        must_have_looked(unit, row, [ReferralPart(part) for part in ticks if ticks[part]])
        kept = [part for part in before if part not in ticks]
        new["passes_on"] = ticked(kept + [ReferralPart(part) for part in ticks if ticks[part]])
    return new


def _consent(unit: Unit, row: Row, text: str) -> int | None:
    if not text:
        return None
    consent = unit.one(
        "SELECT id FROM disclosure_consent WHERE id = ? AND citizen_id = ?",
        (text, row["citizen_id"]),
    )
    if consent is None:
        raise DeskError(_("That consent is not here any more."), field="consent_id")
    return int(consent["id"])


def _colleague(unit: Unit, text: str) -> int | None:
    if not text:
        return None
    if unit.one("SELECT 1 FROM staff WHERE id = ? AND active = 1", (text,)) is None:
        raise DeskError(_("There is no such colleague."), field="tells_id")
    return int(text)


def whole(unit: Unit, row: Row, day: date) -> None:
    """Whether it can be sent that day. Raises DeskError by the first row that lacks something."""
    if not row["asked_for"]:
        raise DeskError(_("Choose what we ask the authority for."), field="asked_for")
    if row["asked_for"] == "other" and not row["asked_other"]:
        raise DeskError(_("Write what we ask for."), field="asked_other")
    if not row["why"]:
        raise DeskError(_("Write in short why."), field="why")
    if ReferralPart.OWN_WORDS not in parts_of(row) and not _own_reason(unit, row):
        said = _("Their own words do not go along: write in short why, or tick them.")
        raise DeskError(said, field="why")
    # Whoever sends has seen what is protected: the tick may be older than the protection.
    must_have_looked(unit, row, [part for part in parts_of(row) if part in HIDDEN_PARTS])
    for part in not_agreed(unit, row):
        said = _(
            "This was ticked after the consent was given. Press + and ask again, or take the tick"
            " away."
        )
        raise DeskError(said, field=PASS + part)
    if not row["receiver"]:
        raise DeskError(_("Write who receives it."), field="receiver")
    _lawful(unit, row, day)
    if row["tells_id"] is None:
        raise DeskError(_("Choose who tells the citizen that it is sent."), field="tells_id")
    tell_by = stored_day(row["tell_by_on"])
    if tell_by is None:
        raise DeskError(_("Write by when the citizen is told."), field="tell_by_on")
    if tell_by < day:
        raise DeskError(
            _("It is sent {day}, so the citizen cannot be told before.").format(day=full_day(day)),
            field="tell_by_on",
        )
    answer_by = stored_day(row["answer_by_on"])
    if answer_by is not None and answer_by < day:
        raise DeskError(
            _("It is sent {day}, so the answer cannot come before.").format(day=full_day(day)),
            field="answer_by_on",
        )


def _own_reason(unit: Unit, row: Row) -> str:
    """What the page says of why where the citizen's own words are not ticked."""
    citizen = unit.one("SELECT * FROM citizen WHERE id = ?", (row["citizen_id"],))
    assert citizen is not None  # the row is joined with it
    return without_own_words(unit, citizen)(row["why"])


def _lawful(unit: Unit, row: Row, day: date) -> None:
    """Consent that holds for this receiver, or the rule without it (forvaltningsloven 28, 2)."""
    if row["consent_id"] is None:
        if not row["lawful_basis"]:
            raise DeskError(
                _("Press + to write the consent down, or say why it is lawful without."),
                field="consent_id",
            )
        if not row["lawful_why"]:
            raise DeskError(_("Write why it is lawful without consent."), field="lawful_why")
        return
    one = consents.one(unit, row["consent_id"])
    said = ""
    if one.standing(unit.today) is not Standing.HOLDS:
        said = _("The consent does not hold any more: {how}. Ask again.").format(
            how=one.in_words(unit.today)
        )
    elif not covers(one.receiver, row["receiver"]):
        said = _("That consent is to {receiver}. Choose another, or write one down.").format(
            receiver=one.receiver
        )
    elif one.given_on > day:
        said = _("The consent was given {day}, after it was sent.").format(
            day=full_day(one.given_on)
        )
    if said:
        raise DeskError(said, field="consent_id")
