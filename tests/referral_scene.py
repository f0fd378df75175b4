"""A citizen who is referred: a draft, one that is whole, one that is sent."""

from __future__ import annotations

from datetime import date
from typing import Any

from din_indgang_tui.house import consents, referrals
from din_indgang_tui.house.referral_rows import Referral
from din_indgang_tui.store.door import Door
from din_indgang_tui.store.roles import ANYONE, Who
from din_indgang_tui.store.unit import Unit, changes
from tests.scene import citizen

TODAY = date(2026, 11, 17)
RECEIVER = "Authority department"
CONSENT = {"receiver": RECEIVER, "what": "at Inger beder om bostøtte", "purpose": "en vurdering"}
WHOLE = {"asked_for": "sel85", "why": "Inger vil gerne have hjælp hjemme."}


@changes(ANYONE, "referrals")
def put(unit: Unit, table: str, values: dict[str, Any]) -> int:
    """A row as no deed of these tests' part writes it."""
    return unit.insert(table, values)


def an_inger(door: Door, bo: Who) -> int:
    """Inger Ravn, of whom all facts are known."""
    return citizen(
        *(door, bo, "Inger", "Ravn"), phone="20 00 00 61", street="Egeskovvej 4", postcode="7000",
        city="Fredericia", cpr="1203614322",
    )  # fmt: skip


def begun(door: Door, who: Who, citizen_id: int) -> Referral:
    """A draft of today."""
    return door.read(who, referrals.one_again, door.change(who, referrals.draft, citizen_id))


def edited(door: Door, who: Who, one: Referral, **texts: str) -> Referral:
    """The draft with other texts in it."""
    door.change(who, referrals.edit, one.referral_id, one.version, texts)
    return door.read(who, referrals.one_again, one.referral_id)


def ready(door: Door, who: Who, citizen_id: int, **more: str) -> Referral:
    """A draft that lacks nothing."""
    door.change(who, consents.give, citizen_id, CONSENT)
    return edited(door, who, begun(door, who, citizen_id), **WHOLE | more)


def sent(door: Door, who: Who, citizen_id: int, on: date | None = None) -> Referral:
    """One that is sent."""
    if on is None:
        one = ready(door, who, citizen_id)
    else:
        lawful = {"lawful_basis": "law", "lawful_why": "en lov", "tell_by_on": f"{on:%d.%m.%Y}"}
        one = edited(door, who, begun(door, who, citizen_id), **WHOLE | lawful)
    return door.change(who, referrals.send, one.referral_id, one.version, on)
