"""The screens of goals and dreams, for the walk of all screens: as the leader, who may hold one."""

from __future__ import annotations

from datetime import timedelta

from din_indgang_tui.house import conversation_holding, conversation_writing
from din_indgang_tui.house.conversation_text import ConversationText, GoalText, PromiseText
from tests.desk.house import House, colleague

# Somebody who is new to it, one who held one before, and one that a colleague writes in.
_TALK = ("/", "kjær", "enter", "s")
_GOAL = (*_TALK, "escape", *["down"] * 3)
_AGAIN = ("/", "aase", "enter", "s")
_ALONG = ("/", "mørk", "enter", "s")
TALK_SCREENS: dict[str, tuple[str, ...]] = {
    "a conversation": _TALK,
    "a conversation, writing": (*_TALK, "Jeg vil gerne kunne sove", "enter", "og bage igen"),
    "help to writing in a conversation": (*_TALK, "f2"),
    "a conversation, its fields": (*_TALK, "escape"),
    "a conversation, a new goal": (*_TALK, "escape", "+", "Jeg åbner min post"),
    "a conversation, a goal's step": (*_GOAL, "enter", "tab", "tab", "Et brev"),
    "a conversation, a goal's scale": (*_GOAL, ":", "scale", "enter"),
    "a conversation, a promise": (*_TALK, "escape", "up", "up", "+", "Ringe"),
    "a conversation, wrong": (
        *(*_TALK, "x", "escape", *["down"] * 4, "enter", "elleve", "escape", "f"),
    ),
    "a conversation, nothing written, wrong": (*_TALK, "escape", "f"),
    "help to a conversation": (*_TALK, "escape", "?"),
    # Looking for somebody keeps what was written: the conversation has begun.
    "a conversation, begun": (*_TALK, " Og så", "escape", "/", "escape"),
    "a conversation, held": (*_TALK, " Og så gik det", "escape", "f"),
    "a conversation, corrected": (
        *(*_TALK, " Og så", "escape", "f", "e", "enter", " nu", "escape"),
    ),
    "a second conversation, a goal": (*_AGAIN, *["tab"] * 3),
    "a second conversation, how a goal ended": (*_AGAIN, *["tab"] * 15),
    "a second conversation, a promise": (*_AGAIN, "escape", *["up"] * 3),
    "a second conversation, is it easy to read": (*_AGAIN, "escape", ":", "lix", "enter"),
    "a second conversation, earlier and now": (*_AGAIN, "escape", "left"),
    "a conversation, its plan": (*_TALK, "sove", "escape", "w"),
    "a conversation, held, its plan": (*_TALK, "sove", "escape", "f", "w"),
    "a conversation, read along": _ALONG,
    "a conversation, wrong, too early to take over": (*_ALONG, "enter"),
    "a conversation, another text": (*_ALONG, "up", "enter"),
}


def talk(house: House, saying: str) -> None:
    """One who held a conversation before, and one that Mette Juhl writes in just now.

    Karim Sønderby wrote in that one before her.
    """
    mette, karim, now = colleague(house, "MJU"), colleague(house, "KSØ"), house.moment
    aase, kirstine = (
        house.rows("SELECT id FROM citizen WHERE given_name = ?", name)[0][0]
        for name in ("Aase", "Kirstine")
    )
    post = GoalText(
        words="Jeg åbner min post hver mandag",
        step="To breve",
        going="2",
        step_by="20.11.",
        levels=["Intet", "", "To breve", "", "Alt"],
        level="-2",
    )
    said = ConversationText(
        own_words=saying,
        matters_now="at jeg ikke bliver sat ud",
        strengths="min søster ringer hver søndag",
        going="3",
        goals=[post, GoalText(words=saying, why=saying)],
        promises=[PromiseText(words="ringe til udlejer", by="20.11.", who=str(mette.staff_id))],
    )
    house.moment = now - timedelta(days=28)
    begun = house.do(mette, conversation_writing.begin, aase, said.content())
    house.do(mette, conversation_holding.finish, begun.conversation_id, said.content())
    house.moment = now - conversation_writing.LEFT_ALONE
    before = ConversationText(own_words=saying * 3, goals=[GoalText(words=saying, step="To breve")])
    begun = house.do(karim, conversation_writing.begin, kirstine, before.content())
    house.moment = now
    house.do(mette, conversation_writing.take, begun.conversation_id)
    house.do(mette, conversation_writing.keep_at_last, begun.conversation_id, said.content())
