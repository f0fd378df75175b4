"""Referrals for the walk through every screen: how each is reached, and a house with all stages."""

from __future__ import annotations

from datetime import timedelta

from din_indgang_tui.house import citizen_facts, referral_steps, referrals
from tests.desk.house import House, colleague
from tests.desk.plan_screens import SAYING

# A draft that has all but a consent, one of a protected citizen, one sent, and one answered.
_DRAFT = ("/", "mørk", "enter", "y")
_HIDDEN = ("/", "vang", "enter", "y")
_SENT = ("/", "kjær", "enter", "y")
_ANSWERED = ("/", "christen", "enter")
_BACK = ("down", "enter", "s", "enter", "enter", "de vil se hende", "enter", "space")
# From the host's Today.
HOSTS: dict[str, tuple[str, ...]] = {
    "a citizen's page, referred, a host": ("/", "kjær", "enter", "enter"),
}
# From the leader's Today.
LEADERS: dict[str, tuple[str, ...]] = {
    "a referral, begun": ("/", "møg", "enter", "y"),
    "a referral": _DRAFT,
    "a referral, ticked": (*_DRAFT, "down", "down", "space", "down", "enter"),
    "a referral, what is asked for": (*_DRAFT, *["up"] * 3, "enter", "right"),
    "a referral, why": (*_DRAFT, "up", "up", "enter", " Og mere"),
    "a referral, its last row": (*_DRAFT, "up", "up", "up", "up", "enter", "i morgen"),
    "a referral, without consent": (*_HIDDEN, *["down"] * 9, "e", " og det haster"),
    "a referral, wrong": (*_DRAFT, "f"),
    "a referral, a day, wrong": (*_DRAFT, *["up"] * 4, "enter", "til jul", "enter"),
    "a referral, its consent": (*_DRAFT, "+"),
    "a referral, its consent, wrong": (
        *_DRAFT,
        "+",
        *["down"] * 4,
        "enter",
        " før",
        *["enter"] * 2,
    ),
    "help to a referral": (*_DRAFT, "?"),
    "a referral, the page": (*_DRAFT, "w"),
    "help to the page of a referral": (*_DRAFT, "w", "?"),
    "the page of a referral to a file": (*_DRAFT, "w", "w"),
    "the page of a referral, wrong": (*_DRAFT, "w", "w", "enter", "/nowhere", "enter", "enter"),
    "a referral of somebody protected": _HIDDEN,
    "a referral, protected, wrong": (*_HIDDEN, *["down"] * 5, "space"),
    "a referral, protected, shown": (*_HIDDEN, *["down"] * 4, "r", "space"),
    "a referral taken away": ("/", "møg", "enter", "y", ":", "remove", "enter"),
    "a referral, sent": (*_DRAFT, "+", "enter", "f"),
    "a referral, ticked after the consent, wrong": (
        *_DRAFT,
        "+",
        "enter",
        "down",
        "down",
        "space",
        "f",
    ),
    "a referral that waits, sent back": (*_SENT, "down", "enter", "s", "enter"),
    "a referral, sent back and told": (*_SENT, *_BACK),
    "a referral, written anew": (*_SENT, *_BACK, "y"),
    "a referral that waits": _SENT,
    "a referral that waits, received": (*_SENT, "enter", "14.11."),
    "a referral that waits, an answer": (*_SENT, "down", "enter", "right"),
    "a referral that waits, wrong": (*_SENT, "enter", "1.1.2016", "enter"),
    "a referral that waits, later, wrong": (*_SENT, *["up"] * 4, "enter", "9", "enter"),
    "a referral that waits, nothing to begin, wrong": (*_SENT, *["up"] * 5, "enter"),
    "a referral that waits, the page": (*_SENT, "w"),
    "help to a referral that waits": (*_SENT, "?"),
    "a citizen's page, answered": _ANSWERED,
    "a referral with its answer": (*_ANSWERED, "enter"),
    "a referral beside another": (*_SENT, ":", "another", "enter"),
}


def refer(house: House) -> None:
    """A draft, one that is protected, one that waits and is late, and one with its answer."""
    now, mette = house.moment, colleague(house, "MJU")

    def number(family: str) -> int:
        ((found,),) = house.rows("SELECT id FROM citizen WHERE family_name = ?", family)
        return int(found)

    def begun(family: str) -> int:
        one: int = house.do(mette, referrals.draft, number(family))
        texts = {
            "asked_for": "sel85", "why": SAYING, "tried": SAYING, "lawful_basis": "essential",
            "lawful_why": SAYING,
        }  # fmt: skip
        house.do(mette, referrals.edit, one, 1, texts)
        return one

    house.do(mette, referrals.edit, begun("Mørk"), 2, {"lawful_basis": "", "pass_phone": "yes"})
    house.do(mette, citizen_facts.edit, number("Vang"), 1, {"how_to_meet": "Ring først"})
    begun("Vang")
    house.moment = now - timedelta(days=60)
    for family in ("Kjær", "Mørch"):
        one = begun(family)
        house.do(mette, referrals.send, one, 2)
        house.do(mette, referral_steps.note, one, 3, {"told_on": "today"})
    house.moment = now
    texts = {"decision": "granted", "decision_note": "to timer om ugen"}
    house.do(mette, referral_steps.note, one, 4, texts)
