"""Whom a meeting that the house moved or cancelled concerns, until each of them was told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from din_indgang_tui.clock import from_stored, stored
from din_indgang_tui.house import call_backs, names
from din_indgang_tui.house.citizens import is_protected
from din_indgang_tui.house.codes import SessionStatus, why_said
from din_indgang_tui.house.enquiries import no_name
from din_indgang_tui.i18n import _
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.store.unit import Reading, Row, Unit, changes, reads

PART = "groups"  # what other terminals read again after a change of a group


@dataclass(frozen=True, slots=True)
class Untold:
    """Somebody who does not know yet that a meeting was moved or cancelled.

    `number` is what may be said of the telephone: never a protected one. `was_at`: when the meeting
    was, for one that was moved; `why` is what was written of it. `version` is that of the meeting.
    """

    session_id: int
    version: int
    group_id: int
    group: str
    citizen_id: int
    name: str  # as lists show it
    full_name: str
    number: str
    status: SessionStatus
    starts_at: datetime
    was_at: datetime | None
    why: str
    told: bool


@changes(DESK, PART)
def tell(unit: Unit, session_id: int, citizen_id: int, version: int, *, told: bool = True) -> None:
    """That person knows what became of the meeting, or does not after all.

    Raises DeskError where there is nothing to tell them, and Conflict, with who and when, where the
    meeting was changed since `version`: what they were told is not what stands there.
    """
    key = (session_id, citizen_id)
    row = unit.one("SELECT 1 FROM group_told WHERE session_id = ? AND citizen_id = ?", key)
    if row is None:
        raise DeskError(_("There is nothing to tell them about that meeting."))
    unit.update("group_session", session_id, {}, version=version)  # only whether it is that one
    knows = {"told_at": stored(unit.now), "told_by": unit.who.staff_id}
    unit.update(
        "group_told",
        key,
        {"told": 1, **knows} if told else {"told": 0, "told_at": None, "told_by": None},
    )


@reads(DESK)
def untold(reading: Reading) -> tuple[Untold, ...]:
    """Whom nobody has told yet of a meeting from today on, by the meeting, then by name."""
    return _of(reading, _UNTOLD, **_from_today(reading))


def how_many_untold(reading: Reading) -> int:
    """How many those are."""
    sql = "SELECT count(*) FROM group_told t JOIN group_session m ON m.id = t.session_id"
    return int(reading.value(f"{sql} WHERE {_UNTOLD}", _from_today(reading)))


@reads(DESK)
def of_session(reading: Reading, session_id: int) -> tuple[Untold, ...]:
    """All whom one meeting that was moved or cancelled concerns, told or not, by name."""
    return _of(reading, "m.id = :id", id=session_id)


_UNTOLD = "t.told = 0 AND (m.starts_on >= :today OR m.moved_from >= :now)"


def _from_today(reading: Reading) -> dict[str, str]:
    return {"today": reading.today.isoformat(), "now": stored(reading.now)}


def _of(reading: Reading, which: str, **values: str | int) -> tuple[Untold, ...]:
    rows = reading.rows(
        "SELECT t.*, m.version AS of_meeting, m.group_id, m.status, m.starts_at, m.moved_from,"
        " m.moved_why, m.cancel_why,"
        " g.name AS group_name, c.given_name, c.family_name, c.phone, c.address_protected,"
        " c.protected_until, c.safe_to_phone, c.may_leave_message"
        " FROM group_told t JOIN group_session m ON m.id = t.session_id"
        " JOIN group_activity g ON g.id = m.group_id JOIN citizen c ON c.id = t.citizen_id"
        f" WHERE {which}",
        values,
    )
    found = [_untold(reading, row) for row in rows]
    found.sort(key=lambda one: (one.starts_at, one.session_id, names.sort_key(one.full_name)))
    return tuple(found)


def _untold(reading: Reading, row: Row) -> Untold:
    reading.about(row["citizen_id"])
    given, family = row["given_name"] or no_name(row), row["family_name"]
    cancelled = row["status"] == SessionStatus.CANCELLED
    return Untold(
        session_id=row["session_id"],
        version=row["of_meeting"],
        group_id=row["group_id"],
        group=row["group_name"],
        citizen_id=row["citizen_id"],
        name=names.short_name(given, family),
        full_name=names.full_name(given, family),
        number=call_backs.number_said(
            row["phone"],
            protected=is_protected(row, reading.today),
            safe_to_phone=row["safe_to_phone"],
            may_leave_message=row["may_leave_message"],
        ),
        status=SessionStatus(row["status"]),
        starts_at=from_stored(row["starts_at"]),
        was_at=from_stored(row["moved_from"]) if row["moved_from"] else None,
        why=why_said(row["cancel_why"] if cancelled else row["moved_why"]),
        told=bool(row["told"]),
    )


# What the deeds on a meeting owe -----------------------------------------------------------------


def owe(unit: Unit, session_id: int, group_id: int, days: Iterable[date]) -> None:
    """Everybody with a place in the group on one of these days is to be told, again or at all."""
    rows = unit.rows("SELECT citizen_id FROM group_told WHERE session_id = ?", (session_id,))
    known = {row["citizen_id"] for row in rows}
    concerned = set(known)
    for day in days:
        concerned |= {
            row["citizen_id"]
            for row in unit.rows(
                "SELECT citizen_id FROM group_member WHERE group_id = :group AND from_on <= :day"
                " AND (to_on IS NULL OR to_on >= :day)",
                {"group": group_id, "day": day.isoformat()},
            )
        }
    for citizen_id in sorted(concerned):
        if citizen_id in known:
            unit.update(
                "group_told",
                (session_id, citizen_id),
                {"told": 0, "told_at": None, "told_by": None},
            )
        else:
            unit.insert("group_told", {"session_id": session_id, "citizen_id": citizen_id})


def owe_no_more(unit: Unit, session_id: int, *, moved: bool) -> None:
    """The meeting is held after all: who was told hears of it again, of the others nobody has to.

    One that was `moved` before is at another time still, and that is to be told all the same.
    """
    for row in unit.rows("SELECT * FROM group_told WHERE session_id = ?", (session_id,)):
        key = (session_id, row["citizen_id"])
        if row["told"] or moved:
            unit.update("group_told", key, {"told": 0, "told_at": None, "told_by": None})
        else:
            unit.delete("group_told", key)
