"""Goal and dream conversations: what a citizen wants, in their own words, as it was held."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from din_indgang_tui.clock import from_stored, local_date
from din_indgang_tui.house import conversation_writing, goals, living, names, promises
from din_indgang_tui.house.conversation_text import ConversationText, text_from
from din_indgang_tui.house.goals import Goal
from din_indgang_tui.house.promises import Promise
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import COACHES, DESK
from din_indgang_tui.store.unit import Reading, Row, reads


@dataclass(frozen=True, slots=True)
class Conversation:
    """One that was held. `goals` and `promises` are those of that day."""

    conversation_id: int
    version: int
    citizen_id: int
    name: str  # the citizen's full name
    held_on: date
    held_by: str
    number: int  # 1 for the citizen's first
    own_words: str
    matters_now: str
    strengths: str
    going: int | None  # 0 to 10
    goals: tuple[Goal, ...]  # `latest` is what was said in this conversation
    promises: tuple[Promise, ...]


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a citizen said in one conversation beside their goals."""

    held_on: date
    own_words: str
    matters_now: str
    strengths: str


@dataclass(frozen=True, slots=True)
class Brief:
    """One line of the time line. For a host only its day is filled in."""

    conversation_id: int
    in_progress: bool
    on: date  # held, or begun where it is in progress
    by: str = ""  # who held it; who writes, or began it
    goals: int = 0
    going: int | None = None
    own_words: str = ""


@dataclass(frozen=True, slots=True)
class Other:
    """A text that is not the conversation's, of somebody who wrote in it too."""

    who: str
    mine: bool
    at: datetime
    text: ConversationText


@dataclass(frozen=True, slots=True)
class InProgress:
    """A conversation that is being written."""

    conversation_id: int
    version: int
    begun_at: datetime
    writer: str  # who holds the text; empty where nobody does
    mine: bool  # it is held by this log-in
    own: bool  # by the one who asks, at whatever terminal
    typed_at: datetime
    text: ConversationText
    others: tuple[Other, ...]  # the newest first


@dataclass(frozen=True, slots=True)
class Desk:
    """What the screen of a conversation stands on."""

    citizen_id: int
    name: str
    number: int  # of the one that is written: 1 for the citizen's first
    running: InProgress | None
    last: Conversation | None
    goals: tuple[Goal, ...]  # those that stand
    promises: tuple[Promise, ...]  # those that are not kept
    colleagues: tuple[tuple[int, str], ...]  # who can make a promise: number and name


_HELD = (
    "SELECT c.*, coalesce(s.name, '') AS held_by_name, p.given_name, p.family_name,"
    " (SELECT count(*) FROM conversation o WHERE o.citizen_id = c.citizen_id AND o.state = 'held'"
    "   AND (o.held_on, o.id) <= (c.held_on, c.id)) AS number"
    " FROM conversation c JOIN citizen p ON p.id = c.citizen_id"
    " LEFT JOIN staff s ON s.id = c.held_by"
)


@reads(DESK)
def of_citizen(reading: Reading, citizen_id: int) -> tuple[Brief, ...]:
    """The conversations of a citizen, the one in progress first, then the newest.

    A host gets those that were held, and their days.
    """
    reading.about(citizen_id)
    coach = reading.who.role in COACHES
    rows = reading.rows(
        "SELECT c.*, coalesce(s.name, '') AS name,"
        " (SELECT count(*) FROM goal_said g WHERE g.conversation_id = c.id) AS goals"
        " FROM conversation c LEFT JOIN staff s ON s.id = coalesce(c.held_by, ("
        "   SELECT w.staff_id FROM conversation_writing w"
        "   WHERE w.conversation_id = c.id ORDER BY w.holds DESC, w.typed_at DESC), c.created_by)"
        " WHERE c.citizen_id = ? ORDER BY c.held_on IS NOT NULL, c.held_on DESC, c.id DESC",
        (citizen_id,),
    )
    return tuple(_brief(row, coach) for row in rows if coach or row["state"] == "held")


def _brief(row: Row, coach: bool) -> Brief:
    in_progress = row["state"] == "in_progress"
    on = local_date(from_stored(row["created_at"])) if in_progress else _day(row["held_on"])
    if not coach:
        return Brief(row["id"], in_progress, on)
    return Brief(
        row["id"], in_progress, on, row["name"], row["goals"], row["going"], row["own_words"]
    )


@reads(COACHES, recorded=True)
def one(reading: Reading, conversation_id: int) -> Conversation:
    """One that was held, whole; that it was read goes on record. Raises DeskError for none."""
    return held(reading, conversation_id)


@reads(COACHES)
def one_again(reading: Reading, conversation_id: int) -> Conversation:
    """The same for whoever has it open already: to look on is not to look again."""
    return held(reading, conversation_id)


@reads(COACHES)
def all_held(reading: Reading, citizen_id: int) -> tuple[Conversation, ...]:
    """Every conversation held with a citizen, the newest first: earlier and now, side by side."""
    rows = reading.rows(
        f"{_HELD} WHERE c.citizen_id = ? AND c.state = 'held' ORDER BY c.held_on DESC, c.id DESC",
        (citizen_id,),
    )
    reading.about(citizen_id)
    return tuple(_conversation(reading, row) for row in rows)


def words_of(reading: Reading, citizen_id: int) -> tuple[OwnWords, ...]:
    """What was said beside goals in each conversation that was held, the newest first."""
    rows = reading.rows(
        "SELECT held_on, own_words, matters_now, strengths FROM conversation"
        " WHERE citizen_id = ? AND state = 'held' ORDER BY held_on DESC, id DESC",
        (citizen_id,),
    )
    return tuple(OwnWords(_day(row["held_on"]), *tuple(row)[1:]) for row in rows)


def held(reading: Reading, conversation_id: int) -> Conversation:
    """One that was held, within a question or a deed. Raises DeskError for none."""
    row = reading.one(f"{_HELD} WHERE c.id = ?", (conversation_id,))
    if row is None:
        raise DeskError(_("That conversation was taken away."))
    if row["state"] != "held":
        raise DeskError(_("That conversation is still being written."))
    reading.about(row["citizen_id"])
    return _conversation(reading, row)


@reads(COACHES)
def in_progress(reading: Reading, citizen_id: int) -> InProgress | None:
    """The conversation that is being written with a citizen, if there is one."""
    row = reading.one(
        "SELECT * FROM conversation WHERE citizen_id = ? AND state = 'in_progress'", (citizen_id,)
    )
    if row is None:
        return None
    reading.about(citizen_id)
    written = reading.rows(
        "SELECT w.*, s.name FROM conversation_writing w JOIN staff s ON s.id = w.staff_id"
        " WHERE w.conversation_id = ? ORDER BY w.holds DESC, w.typed_at DESC, w.staff_id",
        (row["id"],),
    )
    me = reading.who
    first = written[0] if written else None
    held = first is not None and bool(first["holds"])
    own = first is not None and held and first["staff_id"] == me.staff_id
    begun = from_stored(row["created_at"])
    return InProgress(
        conversation_id=row["id"],
        version=row["version"],
        begun_at=begun,
        writer=first["name"] if first is not None and held else "",
        mine=own and first is not None and first["session"] == me.session,
        own=own,
        typed_at=from_stored(first["typed_at"]) if first is not None else begun,
        text=text_from(json.loads(first["content"])) if first is not None else ConversationText(),
        others=_others(reading, row["id"], written),
    )


def _others(reading: Reading, conversation_id: int, written: list[Row]) -> tuple[Other, ...]:
    """Texts beside the one that is gone on with, where they say something else."""
    goes_on = json.loads(written[0]["content"]) if written else {}
    found = [
        Other(
            who=row["name"],
            mine=row["staff_id"] == reading.who.staff_id,
            at=from_stored(row["typed_at"]),
            text=text_from(json.loads(row["content"])),
        )
        for row in written[1:]
        if json.loads(row["content"]) != goes_on
    ]
    found += [
        other
        for other in laid_aside(reading, conversation_id)
        if other.text.content() != text_from(goes_on).content()
    ]
    return tuple(sorted(found, key=lambda other: other.at, reverse=True))


@reads(COACHES)
def own_aside(reading: Reading, conversation_id: int) -> tuple[Other, ...]:
    """What the one who asks laid aside of a conversation, the newest first."""
    found = laid_aside(reading, conversation_id)
    return tuple(sorted(found, key=lambda other: other.at, reverse=True))


def laid_aside(reading: Reading, conversation_id: int) -> list[Other]:
    """What the one who asks wrote in it without holding it."""
    return [
        Other(
            who=reading.who.name,
            mine=True,
            at=from_stored(row["saved_at"]),
            text=text_from(json.loads(row["content"])),
        )
        for row in reading.rows(
            "SELECT * FROM draft WHERE staff_id = ? AND panel = ? AND subject LIKE ? || ' %'",
            (reading.who.staff_id, conversation_writing.ASIDE, str(conversation_id)),
        )
    ]


@reads(COACHES, recorded=True)
def desk(reading: Reading, citizen_id: int) -> Desk:
    """What the screen stands on; that it was opened goes on record.

    Raises DeskError for nobody, and where none can be begun with somebody who died.
    """
    found = _desk(reading, citizen_id)
    if found.running is None:
        living.still_here(reading, citizen_id)
    return found


@reads(COACHES)
def desk_again(reading: Reading, citizen_id: int) -> Desk:
    """The same for a screen that is open already."""
    return _desk(reading, citizen_id)


def _desk(reading: Reading, citizen_id: int) -> Desk:
    citizen = reading.one("SELECT given_name, family_name FROM citizen WHERE id = ?", (citizen_id,))
    if citizen is None:
        raise DeskError(_("That person is not here any more."))
    reading.about(citizen_id)
    row = reading.one(
        f"{_HELD} WHERE c.citizen_id = ? AND c.state = 'held'"
        " ORDER BY c.held_on DESC, c.id DESC LIMIT 1",
        (citizen_id,),
    )
    last = _conversation(reading, row) if row is not None else None
    return Desk(
        citizen_id=citizen_id,
        name=names.full_name(citizen["given_name"], citizen["family_name"]) or _("No name"),
        number=(last.number if last else 0) + 1,
        running=in_progress(reading, citizen_id),
        last=last,
        goals=goals.open_of(reading, citizen_id),
        promises=promises.open_of(reading, citizen_id),
        colleagues=tuple(
            (staff["id"], staff["name"])
            for staff in reading.rows("SELECT id, name FROM staff WHERE active = 1 ORDER BY name")
        ),
    )


def _conversation(reading: Reading, row: Row) -> Conversation:
    return Conversation(
        conversation_id=row["id"],
        version=row["version"],
        citizen_id=row["citizen_id"],
        name=names.full_name(row["given_name"], row["family_name"]) or _("No name"),
        held_on=_day(row["held_on"]),
        held_by=row["held_by_name"],
        number=row["number"],
        own_words=row["own_words"],
        matters_now=row["matters_now"],
        strengths=row["strengths"],
        going=row["going"],
        goals=goals.said_in(reading, row["id"]),
        promises=promises.made_in(reading, row["id"]),
    )


def _day(text: str) -> date:
    return date.fromisoformat(text)
