"""What is owed: the list, what Today says of it, and its two forms, as the walks go there."""

from __future__ import annotations

from datetime import timedelta

from din_indgang_tui.clock import iso_week, local_date
from din_indgang_tui.house import enquiries
from din_indgang_tui.house.citizens import NewCitizen
from din_indgang_tui.store.unit import Value
from tests.desk.diary import known
from tests.desk.house import House, colleague, register
from tests.diary_scene import THEN, put_in

_SAYING = "at finde ud af, hvem der har nøglen til kælderen, og hvem der så skal have den. " * 2
_SLOTS = ("escape", "tab", "tab")
_OWED = (":", "todo", "enter")

# From Today of Bo Dam, who has promised somebody something.
HOSTS: dict[str, tuple[str, ...]] = {
    "today, what is owed": (*_SLOTS, "pagedown"),
    "help to today, what is owed": (*_SLOTS, "pagedown", "?"),
    "today, back from the authority": (*_SLOTS, "pagedown", "up"),
    "help to today, back from the authority": (*_SLOTS, "pagedown", "up", "?"),
    "what is owed, a host": _OWED,
    "what is owed, a host, the house's": (*_OWED, "right"),
    "a promise is put off": (*_OWED, "m", "25 11 2026", "enter", "Udlejer har ferie"),
    "a promise is put off, the day": (*_OWED, "m", "fredag"),
    "a promise is put off, wrong": (*_OWED, "m", "i går", "enter", "syg", "enter"),
    "help to a promise put off": (*_OWED, "m", "f2"),
}
# From the leader's Today.
LEADERS: dict[str, tuple[str, ...]] = {
    "what is owed": _OWED,
    "what is owed, the house's": (*_OWED, "right"),
    "what is owed, further down": (*_OWED, "right", "pagedown", "pagedown"),
    "help to what is owed": (*_OWED, "?"),
    "somebody to call": (*_OWED, "enter", "Kommer på torsdag"),
    "somebody to call, wrong": (*_OWED, "enter", "  ", "enter"),
    "help to somebody to call": (*_OWED, "enter", "f2"),
    "a promise of the leader's is put off": (
        *(*_OWED, "down", "down", "m", "30 11 2026", "enter", "Viceværten er væk"),
    ),
    "an answer is put off": (*_OWED, "down", "m", "30 11 2026", "enter", "De har travlt"),
    "an answer is put off, wrong": (*_OWED, "down", "m", "30 11 2026", "enter", "enter"),
}


def owe(house: House) -> None:
    """Promises of a host and of the leader; a referral nobody answered, and one that was.

    They are older than all else that is owed, so that they stand first.
    """
    now, bo, leader = house.moment, colleague(house, "BOD"), colleague(house, "ÅSE")
    today = local_date(now)
    viggo = known(house, "Viggo", "Storm")
    for words, days, who in (
        *((_SAYING, -200, bo), ("ringe til viceværten", 3, bo), ("hente nøglen", -250, leader)),
    ):
        promise: dict[str, Value] = {"citizen_id": viggo, "words": words, "made_on": "2026-01-02"}
        promise |= {"by_on": (today + timedelta(days=days)).isoformat()}
        house.do(bo, put_in, "promise", promise | {"staff_id": who.staff_id})
    house.moment = now - timedelta(days=340)
    came = register(house, NewCitizen("Elna", "Østergaard", phone="20 00 00 98"))
    house.do(bo, enquiries.finish, came, "helped")
    sent_on = local_date(house.moment)
    house.moment = now
    sent: dict[str, Value] = {"receiver": "Myndighedsafdelingen", "asked_for": "sel85"}
    sent |= {"sent_on": sent_on.isoformat(), "sent_week": iso_week(sent_on), "created_at": THEN}
    sent |= {"sent_by": leader.staff_id, "told_on": sent_on.isoformat()}
    sent |= {"answer_by_on": (today - timedelta(days=300)).isoformat()}
    elna = {"citizen_id": known(house, "Elna", "Østergaard")}
    house.do(leader, put_in, "referral", sent | elna)
    answered_on = today - timedelta(days=1)
    answer: dict[str, Value] = {"decision": "refused", "decided_on": answered_on.isoformat()}
    answer |= {"decided_week": iso_week(answered_on), "citizen_id": viggo}
    house.do(bo, put_in, "referral", sent | answer)
