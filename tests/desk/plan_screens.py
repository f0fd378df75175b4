"""The screens of what was said: the plan, earlier and now, and what may be passed on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from din_indgang_tui.house import consents, conversation_holding, conversation_writing
from din_indgang_tui.house.conversation_text import ConversationText, GoalText, PromiseText
from tests.desk.house import House, colleague

SAYING = "Jeg vil gerne kunne åbne min post uden at få ondt i maven. " * 4
_AASE = ("/", "aase", "enter")
# Found by words that both languages have.
_CONSENTS = (*_AASE, ":", "disclosure", "enter")
_WRITTEN = (*_CONSENTS, "+", "Min egen læge", "enter", "planen", "enter", "et møde", "enter")
_THEN = (*_AASE, "w", "left")
_OUT = (*_AASE, "w", "w")

# From the leader's Today.
PLAN_SCREENS: dict[str, tuple[str, ...]] = {
    "a citizen's page, which promise is kept": (*_AASE, "space"),
    "a citizen's page, which promise, filtered": (*_AASE, "space", "udlejer"),
    "help to which promise is kept": (*_AASE, "space", "f2"),
    "the plan": (*_AASE, "w"),
    "the plan, further down": (*_AASE, "w", "pagedown"),
    "the plan, read aloud": (*_AASE, "w", "tab"),
    "the plan, is it easy to read": (*_AASE, "w", ":", "lix", "enter"),
    "help to the plan": (*_AASE, "w", "?"),
    "the plan of somebody else": ("/", "kjær", "enter", "w"),
    "a conversation to read": (*_AASE, "w", ":", "notes", "enter"),
    "help to a conversation to read": (*_AASE, "w", ":", "notes", "enter", "?"),
    "the plan to a file": _OUT,
    "the plan to a file, the name": (*_OUT, "enter", "enter", " kopi"),
    "the plan to a file, wrong": (*_OUT, "enter", "/nowhere", "enter", "enter"),
    "earlier and now": _THEN,
    "earlier and now, the first of them": (*_THEN, "left"),
    "earlier and now, a goal": (*_THEN, "down", "down", "down"),
    "earlier and now, all of it": (*_THEN, "enter"),
    "earlier and now of somebody else": ("/", "kjær", "enter", "w", "left"),
    "help to earlier and now": (*_THEN, "?"),
    "consents": _CONSENTS,
    "consents, one that ran out": (*_CONSENTS, "down"),
    "consents, none": ("/", "kjær", "enter", ":", "disclosure", "enter"),
    "help to consents": (*_CONSENTS, "?"),
    "a new consent": (*_CONSENTS, "+", "Min egen læge"),
    "a new consent, all of it": _WRITTEN,
    "a new consent, how": (*_WRITTEN, "down", "enter"),
    "a new consent, wrong": (*_CONSENTS, "+", *["enter"] * 6),
    "a consent": (*_CONSENTS, "enter", "down", "enter", " og datoen"),
    "a consent, withdrawn": (*_CONSENTS, "enter", *["down"] * 6, "enter", "17 11 2026"),
}


def say_and_consent(house: House) -> None:
    """Two conversations with Aase Lund, the second long, and what may be passed on of it."""
    now, mette = house.moment, colleague(house, "MJU")
    ((aase,),) = house.rows("SELECT id FROM citizen WHERE given_name = 'Aase'")
    goal = GoalText(words=SAYING, why="ro", step="en rude", step_by="24.12.", going="10")
    first = ConversationText(own_words=SAYING, going="2", goals=[GoalText(words="ud", going="0")])
    second = ConversationText(
        own_words=f"{SAYING * 3}\n\nBorgeren skal have en indsats, mhp. ro.",
        matters_now=SAYING,
        strengths=SAYING,
        going="10",
        goals=[replace(goal, level="1", levels=["nej", "lidt", "ja", "ofte", "altid"]), goal],
        promises=[PromiseText(words="ringe til udlejer", who=str(mette.staff_id))],
    )
    for days, text in ((30, first), (0, second)):
        house.moment = now - timedelta(days=days)
        kept = house.do(mette, conversation_writing.begin, aase, text.content())
        house.do(mette, conversation_holding.finish, kept.conversation_id, text.content())
    consent = {"receiver": "Boligforeningen", "what": "at der er en plan", "purpose": SAYING}
    house.do(mette, consents.give, aase, consent)
    over = {"given_on": "01.02.2026", "valid_to": "01.03.2026", "receiver": "Den nye coach"}
    house.do(mette, consents.give, aase, consent | over)
