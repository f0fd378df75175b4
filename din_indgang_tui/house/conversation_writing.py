"""A conversation while it is written: one holds the text, others read along, nothing is lost.

The text lies in `conversation_writing`, a row for each who wrote, of which one holds it. It is kept
every second while somebody types, which leaves nothing on record; what is on record is that the
conversation was begun, held, corrected or let go.

Whoever does not hold it never writes over the text: what they typed is laid aside as a draft of
their own (`ASIDE`), which they find again under the conversation.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from din_indgang_tui.clock import from_stored, local, stored
from din_indgang_tui.house.conversation_text import ConversationText, text_from
from din_indgang_tui.i18n import _
from din_indgang_tui.store import drafts
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import COACHES
from din_indgang_tui.store.unit import Reading, Row, Unit, Value, changes

# So long the holder may think without typing before another may take over.
LEFT_ALONE = timedelta(minutes=2)
PANEL = "conversation"  # the draft of one that is not begun, by the citizen's number
ASIDE = "conversation_aside"  # the panel of drafts that were typed by who did not hold it


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a text that was kept."""

    conversation_id: int
    holds: bool  # whether it is the text of the conversation; else it was laid aside
    holder: str = ""  # who holds it, where that is somebody else


class WrittenByAnother(DeskError):
    """Somebody else writes in it just now."""

    def __init__(self, message: str, *, holder: str, free_at: datetime) -> None:
        super().__init__(message)
        self.holder = holder
        self.free_at = free_at


@changes(COACHES, "conversations", "writing", patient=False)
def begin(
    unit: Unit, citizen_id: int, content: Mapping[str, Any], enquiry_id: int | None = None
) -> Kept:
    """A conversation begins with its first letters; whoever asks holds it.

    Where one is in progress already, the text is laid aside and `holds` is False. Raises Busy
    where others hold the file: it is tried again a second later.
    """
    running = unit.value(
        "SELECT id FROM conversation WHERE citizen_id = ? AND state = 'in_progress'", (citizen_id,)
    )
    if running is not None:
        return _keep(unit, int(running), content)
    if unit.one("SELECT 1 FROM citizen WHERE id = ?", (citizen_id,)) is None:
        raise DeskError(_("That person is not here any more."))
    unit.about(citizen_id)
    # Another's visit is left out and not refused: the letters are kept, whatever was asked along.
    visit = unit.value(
        "SELECT id FROM enquiry WHERE id = ? AND citizen_id = ?", (enquiry_id, citizen_id)
    )
    conversation_id = unit.insert(
        "conversation",
        {
            "citizen_id": citizen_id,
            "enquiry_id": visit,
            "state": "in_progress",
            "created_at": stored(unit.now),
            "created_by": unit.who.staff_id,
        },
    )
    _hold(unit, conversation_id, content)
    drafts.discard(unit, PANEL, str(citizen_id))
    return Kept(conversation_id, True)


@changes(COACHES, "writing", patient=False, recorded=False)
def keep(unit: Unit, conversation_id: int, content: Mapping[str, Any]) -> Kept:
    """The text as it stands now, by whoever holds it; anybody else's is laid aside as theirs.

    Nothing goes on record. Raises Busy where others hold the file.
    """
    return _keep(unit, conversation_id, content)


@changes(COACHES, "writing", recorded=False)
def keep_at_last(unit: Unit, conversation_id: int, content: Mapping[str, Any]) -> Kept:
    """The same, waiting for others who hold the file: on the way out there is no second time."""
    return _keep(unit, conversation_id, content)


@changes(COACHES, "writing", recorded=False)
def lay_aside(unit: Unit, conversation_id: int, content: Mapping[str, Any]) -> None:
    """A correction that somebody else's came before, as a draft of one's own, to read from."""
    _lay_aside(unit, conversation_id, content, stored(unit.now))


@changes(COACHES, "writing", recorded=False)
def take(unit: Unit, conversation_id: int) -> ConversationText:
    """Hold it from now on, and go on with the text as it stands.

    One's own text is had at once, from whatever terminal it was written at; another's when they
    left it or have not typed for LEFT_ALONE. Their text stays theirs to read, and so does what one
    wrote before them. Raises WrittenByAnother with who writes and when it will be free, DeskError
    where it is held already or was let go.
    """
    citizen_of(unit, conversation_id)
    holder = _holder(unit, conversation_id)
    if holder is not None and holder["staff_id"] != unit.who.staff_id:
        free_at = from_stored(holder["typed_at"]) + LEFT_ALONE
        if unit.now < free_at:
            raise WrittenByAnother(
                _("{who} is writing. You can take over at {time}, if nothing more comes.").format(
                    who=holder["name"], time=local(free_at).strftime("%H.%M")
                ),
                holder=holder["name"],
                free_at=free_at,
            )
    latest = holder or unit.one(
        "SELECT * FROM conversation_writing WHERE conversation_id = ? ORDER BY typed_at DESC",
        (conversation_id,),
    )
    content = json.loads(latest["content"]) if latest else {}
    own = _own(unit, conversation_id)
    if own is not None and json.loads(own["content"]) != content:
        _lay_aside(unit, conversation_id, json.loads(own["content"]), own["typed_at"])
    if holder is not None:
        unit.update("conversation_writing", (conversation_id, holder["staff_id"]), {"holds": 0})
    _hold(unit, conversation_id, content, typed_at=latest["typed_at"] if latest else None)
    return text_from(content)


@changes(COACHES, "writing", recorded=False)
def leave(unit: Unit, conversation_id: int) -> None:
    """Whoever holds it goes elsewhere: another may go on at once. The text stays."""
    own = _own(unit, conversation_id)
    if own is not None and own["holds"] and own["session"] == unit.who.session:
        unit.update("conversation_writing", (conversation_id, unit.who.staff_id or 0), {"holds": 0})


def citizen_of(reading: Reading, conversation_id: int) -> int:
    """Whose conversation in progress this is. Raises DeskError where it was held or taken away."""
    row = reading.one("SELECT state, citizen_id FROM conversation WHERE id = ?", (conversation_id,))
    if row is None:
        raise DeskError(_("That conversation was taken away."))
    if row["state"] != "in_progress":
        raise DeskError(_("That conversation is finished. You can correct it."))
    return int(row["citizen_id"])


def keep_mine(unit: Unit, conversation_id: int, content: Mapping[str, Any]) -> None:
    """The text as it stands now, within a deed of whoever holds it. Raises DeskError for others."""
    holder = _holder(unit, conversation_id)
    if holder is None or not _is_mine(unit, holder):
        raise DeskError(_not_yours(unit, holder))
    _keep(unit, conversation_id, content)


def end(unit: Unit, conversation_id: int) -> None:
    """The text is no longer in progress, within a deed that holds it or lets it go.

    The record keeps the rows, so that undoing the deed brings them back. What others had written
    in it stays with them. Raises DeskError where somebody else writes in it.
    """
    holder = _holder(unit, conversation_id)
    if holder is not None and not _is_mine(unit, holder):
        raise DeskError(_not_yours(unit, holder))
    for row in unit.rows(
        "SELECT * FROM conversation_writing WHERE conversation_id = ?", (conversation_id,)
    ):
        if row["staff_id"] != unit.who.staff_id:
            content = json.loads(row["content"])
            _lay_aside(unit, conversation_id, content, row["typed_at"], row["staff_id"])
        unit.delete("conversation_writing", (conversation_id, row["staff_id"]), on_record=True)


def before_undo(unit: Unit, deed: str, unit_id: int) -> None:
    """Undoing a beginning takes its text along: it is laid aside first, so that nothing is lost.

    Raises DeskError where somebody else has written in it since, and for one that was held where a
    course was made from it.
    """
    if deed not in ("conversation_writing.begin", "conversation_holding.finish"):
        return
    key = unit.value(
        "SELECT row_key FROM audit WHERE unit_id = ? AND table_name = 'conversation'", (unit_id,)
    )
    if unit.one("SELECT 1 FROM course WHERE conversation_id = ?", (key,)):
        raise DeskError(_("It cannot be undone: a course was made from it."))
    for row in unit.rows(
        "SELECT w.*, s.name FROM conversation_writing w JOIN staff s ON s.id = w.staff_id"
        " WHERE conversation_id = ?",
        (key,),
    ):
        if row["staff_id"] != unit.who.staff_id:
            raise DeskError(
                _("It cannot be undone: {who} has written in it too.").format(who=row["name"])
            )
        citizen_id = unit.stored("conversation", int(key), "citizen_id")
        drafts.keep(unit, PANEL, str(citizen_id), json.loads(row["content"]))


def _keep(unit: Unit, conversation_id: int, content: Mapping[str, Any]) -> Kept:
    state = unit.value("SELECT state FROM conversation WHERE id = ?", (conversation_id,))
    own, holder = _own(unit, conversation_id), _holder(unit, conversation_id)
    if state != "in_progress" or holder is None or not _is_mine(unit, holder):
        _lay_aside(unit, conversation_id, content, unit.who.session)
        return Kept(conversation_id, False, holder["name"] if holder is not None else "")
    assert own is not None
    if json.loads(own["content"]) != content:
        unit.update(
            "conversation_writing",
            (conversation_id, own["staff_id"]),
            {"content": _json(content), "typed_at": stored(unit.now)},
        )
    return Kept(conversation_id, True)


def _hold(
    unit: Unit, conversation_id: int, content: Mapping[str, Any], typed_at: str | None = None
) -> None:
    """Whoever asks holds this text; nobody else does at that moment."""
    assert unit.who.staff_id is not None
    values: dict[str, Value] = {
        "session": unit.who.session,
        "holds": 1,
        "content": _json(content),
        "typed_at": typed_at or stored(unit.now),
    }
    key = (conversation_id, unit.who.staff_id)
    if _own(unit, conversation_id) is not None:
        unit.update("conversation_writing", key, values)
    else:
        unit.insert(
            "conversation_writing",
            {"conversation_id": conversation_id, "staff_id": unit.who.staff_id, **values},
        )


def _lay_aside(
    unit: Unit,
    conversation_id: int,
    content: Mapping[str, Any],
    which: str,
    staff_id: int | None = None,
) -> None:
    """A text that is not the conversation's, as a draft of whoever wrote it."""
    subject = f"{conversation_id} {which}"
    whose = staff_id if staff_id is not None else unit.who.staff_id
    assert whose is not None
    unit.delete("draft", (whose, ASIDE, subject))
    unit.insert(
        "draft",
        {
            "staff_id": whose,
            "panel": ASIDE,
            "subject": subject,
            "content": _json(content),
            "saved_at": stored(unit.now),
        },
    )


def _holder(reading: Reading, conversation_id: int) -> Row | None:
    return reading.one(
        "SELECT w.*, s.name FROM conversation_writing w JOIN staff s ON s.id = w.staff_id"
        " WHERE conversation_id = ? AND holds = 1",
        (conversation_id,),
    )


def _own(reading: Reading, conversation_id: int) -> Row | None:
    return reading.one(
        "SELECT * FROM conversation_writing WHERE conversation_id = ? AND staff_id = ?",
        (conversation_id, reading.who.staff_id),
    )


def _is_mine(reading: Reading, row: Row) -> bool:
    return bool(row["staff_id"] == reading.who.staff_id and row["session"] == reading.who.session)


def _not_yours(reading: Reading, holder: Row | None) -> str:
    if holder is None:
        return _("Open the text first: somebody else may have gone on with it.")
    if holder["staff_id"] == reading.who.staff_id:
        return _("You are writing in it at another terminal.")
    return _("{who} is writing in it.").format(who=holder["name"])


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False)
