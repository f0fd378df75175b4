"""Promises: what the house has said it will do for a citizen, until it is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from din_indgang_tui.clock import stored_day
from din_indgang_tui.house.conversation_text import PromiseWritten
from din_indgang_tui.house.lines import one_line
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import COACHES, DESK
from din_indgang_tui.store.unit import Reading, Row, Unit, changes, reads

WHY_LIMIT = 200  # characters


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise. Empty names where nobody was named."""

    promise_id: int
    version: int
    citizen_id: int
    conversation_id: int | None  # the one it was made in
    words: str
    by_on: date | None
    staff_id: int | None  # who keeps it
    staff: str
    made_on: date
    kept_on: date | None
    kept_by: str
    moved_why: str = ""  # why the day it was promised for was put off


_PROMISES = (
    "SELECT p.*, coalesce(s.name, '') AS staff, coalesce(k.name, '') AS kept_by_name"
    " FROM promise p LEFT JOIN staff s ON s.id = p.staff_id LEFT JOIN staff k ON k.id = p.kept_by"
)
_IN_ORDER = " ORDER BY p.by_on IS NULL, p.by_on, p.id"


@reads(DESK)
def open_of(reading: Reading, citizen_id: int) -> tuple[Promise, ...]:
    """What the house still owes a citizen, the first to be kept first.

    Hosts see the promises that they are to keep themselves: what else was said in a conversation
    is not for them (store/roles.py).
    """
    reading.about(citizen_id)
    rows = reading.rows(
        f"{_PROMISES} WHERE p.citizen_id = ? AND p.kept_on IS NULL{_IN_ORDER}", (citizen_id,)
    )
    return tuple(_promise(row) for row in rows if _may_see(reading, row))


def made_in(reading: Reading, conversation_id: int) -> tuple[Promise, ...]:
    """The promises made in one conversation, kept or not."""
    rows = reading.rows(
        f"{_PROMISES} WHERE p.conversation_id = ? ORDER BY p.id", (conversation_id,)
    )
    return tuple(_promise(row) for row in rows)


@changes(DESK, "conversations")
def keep_promise(unit: Unit, promise_id: int, version: int) -> None:
    """The promise is kept; undo takes that back. Raises Conflict where it says something else now.

    A host may say so of a promise of their own.
    """
    row = unit.one("SELECT * FROM promise WHERE id = ?", (promise_id,))
    if row is None or not _may_see(unit, row):
        raise DeskError(_("That promise was taken back."))
    if row["kept_on"] is not None:
        raise DeskError(_("It is kept already."))
    unit.update(
        "promise",
        promise_id,
        {"kept_on": unit.today.isoformat(), "kept_by": unit.who.staff_id},
        version=version,
    )


@changes(DESK, "conversations")
def put_off(unit: Unit, promise_id: int, version: int, to_on: date, why: str) -> None:
    """The promise is to be kept another day, and why; the citizen was promised the day before.

    Raises DeskError by its field (`to_on`, `why`), Conflict where it says something else now. A
    host may put off a promise of their own.
    """
    row = unit.one("SELECT * FROM promise WHERE id = ?", (promise_id,))
    if row is None or not _may_see(unit, row):
        raise DeskError(_("That promise was taken back."))
    if row["kept_on"] is not None:
        raise DeskError(_("It is kept already."))
    reason = one_line(why, "why", WHY_LIMIT)
    if to_on < unit.today:
        raise DeskError(_("That day is past. Write today or a day to come."), field="to_on")
    if to_on.isoformat() == row["by_on"]:
        raise DeskError(_("It is to be kept that day already."), field="to_on")
    if not reason:
        raise DeskError(_("Write why it is put off: the citizen may ask."), field="why")
    values = {"by_on": to_on.isoformat(), "moved_why": reason}
    unit.update("promise", promise_id, values, version=version)


def write(
    unit: Unit, citizen_id: int, conversation_id: int, promises: tuple[PromiseWritten, ...]
) -> None:
    """The promises made in a conversation, within a deed of it; one without a number is new.

    Raises DeskError where a colleague is not one.
    """
    for promise in promises:
        staff_id = promise.staff_id
        if staff_id is not None and not unit.one("SELECT 1 FROM staff WHERE id = ?", (staff_id,)):
            raise DeskError(_("There is no such colleague."))
        values = {
            "words": promise.words,
            "by_on": promise.by.isoformat() if promise.by else None,
            "staff_id": staff_id,
        }
        if (promise_id := promise.promise_id) is not None:
            if not unit.one(
                "SELECT 1 FROM promise WHERE id = ? AND conversation_id = ?",
                (promise_id, conversation_id),
            ):
                raise DeskError(_("That promise was taken back."))
            unit.update("promise", promise_id, values)
            continue
        unit.insert(
            "promise",
            {
                "citizen_id": citizen_id,
                "conversation_id": conversation_id,
                "made_on": unit.today.isoformat(),
                **values,
            },
        )


def _may_see(reading: Reading, row: Row) -> bool:
    return reading.who.role in COACHES or row["staff_id"] == reading.who.staff_id


def _promise(row: Row) -> Promise:
    return Promise(
        promise_id=row["id"],
        version=row["version"],
        citizen_id=row["citizen_id"],
        conversation_id=row["conversation_id"],
        words=row["words"],
        by_on=stored_day(row["by_on"]),
        staff_id=row["staff_id"],
        staff=row["staff"],
        made_on=date.fromisoformat(row["made_on"]),
        kept_on=stored_day(row["kept_on"]),
        kept_by=row["kept_by_name"],
        moved_why=row["moved_why"],
    )
