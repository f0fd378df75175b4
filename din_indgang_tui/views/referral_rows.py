"""The rows of a referral that is written: what they are called, what stands in them and beside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from din_indgang_tui.house.citizen_facts import Facts
from din_indgang_tui.house.codes import (
    ASKED_FOR_LABELS,
    LAWFUL_BASIS_LABELS,
    REFERRAL_PART_LABELS,
    ReferralPart,
)
from din_indgang_tui.house.consents import HOW, Consent, Standing
from din_indgang_tui.house.conversation_text import day_text
from din_indgang_tui.house.referral_filling import covers
from din_indgang_tui.house.referral_rows import HIDDEN_PARTS, Referral
from din_indgang_tui.house.referral_rules import LIMITS, PASS
from din_indgang_tui.house.staff import Colleague
from din_indgang_tui.i18n import _
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.views.editing import Row
from din_indgang_tui.widgets.editor import Field
from din_indgang_tui.widgets.form import ChoiceRow, TextRow
from din_indgang_tui.words import full_day

TICKED = "yes"


def rows_of(colleagues: Sequence[Colleague]) -> list[Row]:
    """The rows, in the order in which what is missing is named (house/referral_rules.py)."""
    asked = [("", _("not chosen yet"))]
    asked += [(code, _(label)) for code, label in ASKED_FOR_LABELS.items()]
    lawful = [("", _("only where there is no consent"))]
    lawful += [(code, _(label)) for code, label in LAWFUL_BASIS_LABELS.items()]
    people = [("", _("choose one"))]
    people += [(str(one.id), one.name) for one in colleagues if one.active and one.role in DESK]
    hint = _("In words the citizen may read: you read it aloud to them.")
    day = _("A day, like 20.11. or tomorrow.")
    answer = _("Empty: as many days after it is sent as the house says.")
    return [
        ChoiceRow("asked_for", _("We ask for"), asked),
        TextRow(_("Namely"), Field("asked_other", limit=LIMITS["asked_other"])),
        TextRow(_("Why, in short"), Field("why", limit=LIMITS["why"], lines=True), hint),
        TextRow(_("What we tried"), Field("tried", limit=LIMITS["tried"], lines=True), hint),
        *(
            ChoiceRow(PASS + part, _(label), [("", "[ ]"), (TICKED, "[x]")])
            for part, label in REFERRAL_PART_LABELS.items()
        ),
        TextRow(_("Receiver"), Field("receiver", limit=LIMITS["receiver"])),
        ChoiceRow("consent_id", _("Consent"), [("", "")]),
        ChoiceRow("lawful_basis", _("Lawful without"), lawful),
        TextRow(_("Why without"), Field("lawful_why", limit=LIMITS["lawful_why"])),
        ChoiceRow("tells_id", _("Who tells them"), people),
        TextRow(_("By when"), Field("tell_by_on", limit=20), day),
        TextRow(_("Answer by"), Field("answer_by_on", limit=20), answer),
    ]


def texts_of(one: Referral) -> dict[str, str]:
    """What is stored, by row."""
    return {
        "asked_for": one.asked_for,
        "asked_other": one.asked_other,
        "why": one.why,
        "tried": one.tried,
        **{PASS + part: TICKED if part in one.passes_on else "" for part in ReferralPart},
        "receiver": one.receiver,
        "consent_id": str(one.consent.consent_id) if one.consent is not None else "",
        "lawful_basis": one.lawful_basis,
        "lawful_why": one.lawful_why,
        "tells_id": str(one.tells_id or ""),
        "tell_by_on": day_text(one.tell_by_on),
        "answer_by_on": day_text(one.answer_by_on),
    }


def consent_choices(one: Referral, said: Sequence[Consent], today: date) -> list[tuple[str, str]]:
    """Those that hold; the one it goes by also where it holds no more, which it says."""
    chosen = one.consent.consent_id if one.consent is not None else None
    return [("", _("none: + writes one down"))] + [
        (str(consent.consent_id), _said(consent, one.receiver, today))
        for consent in said
        if consent.standing(today) is Standing.HOLDS or consent.consent_id == chosen
    ]


def _said(consent: Consent, receiver: str, today: date) -> str:
    """How it was given and how long it holds; to whom, where that is another."""
    said = f"{_(HOW[consent.how])} {full_day(consent.given_on)}, {consent.in_words(today)}"
    if covers(consent.receiver, receiver):
        return said
    return _("{said}, to {receiver}").format(said=said, receiver=consent.receiver)


def beside(name: str, one: Referral, facts: Facts | None, *, hidden: bool) -> str:
    """What there is to say beside a tick: the number that would go along, or that there is none."""
    part = ReferralPart(name.removeprefix(PASS))
    if part in one.not_agreed:
        return _("not in the consent: + asks again")
    if part in HIDDEN_PARTS and hidden:
        return _("protected: r shows it, then tick it")
    if facts is None:
        return ""
    texts = facts.texts
    if part is ReferralPart.CPR:
        if texts.get("cpr"):
            return ""  # a hall looks on
        born = texts.get("birth_date", "")
        return _("none: born {day}").format(day=born) if born else _("not known")
    if part is ReferralPart.PHONE:
        return texts.get("phone") or _("not known")
    if part is ReferralPart.ADDRESS:
        whole = (texts.get(name, "") for name in ("street", "postcode", "city"))
        return " ".join(filter(None, whole)) or _("not known")
    return ""
