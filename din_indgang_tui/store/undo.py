"""Taking back: the last unit of work of a log-in, from its audit rows, as a new change."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from din_indgang_tui.clock import from_stored, local
from din_indgang_tui.i18n import _
from din_indgang_tui.store.engine import sqlite3
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.unit import SECRET, SECRET_SHOWN, Reading, Row, Unit

# A unit of work that stands: it is no undoing, and nothing undid it.
STANDS = "{u}.undoes IS NULL AND NOT EXISTS (SELECT 1 FROM unit_of_work x WHERE x.undoes = {u}.id)"


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was taken back: the deed, when it was done, and the rows it was about."""

    deed: str
    at: datetime
    rows: tuple[tuple[str, str], ...]  # table and key, in the order they were written
    citizens: frozenset[int]


class CannotTakeBack(DeskError):
    """Somebody changed it since, or there is nothing to take back."""


# A unit of work with a row before it that the record does not tell: nobody can put that back.
_SECRET = " OR ".join(f"json_extract(a.before, '$.{name}') = '{SECRET_SHOWN}'" for name in SECRET)
_UNTOLD = f"EXISTS (SELECT 1 FROM audit a WHERE a.unit_id = u.id AND ({_SECRET}))"


def last(reading: Reading) -> Row | None:
    """The last unit of work of this log-in that still stands, past those with a password in it."""
    return _last(reading, f"NOT {_UNTOLD}")


def _last(reading: Reading, which: str) -> Row | None:
    return reading.one(
        f"SELECT u.* FROM unit_of_work u WHERE u.session = ? AND {which} AND"
        f" {STANDS.format(u='u')} ORDER BY u.id DESC LIMIT 1",
        (reading.who.session,),
    )


def take_back(unit: Unit) -> TakenBack:
    """Take the last unit of work of this log-in back; again takes the one before.

    Raises CannotTakeBack with who and when, once somebody changed any of it since.
    """
    target = last(unit)
    if target is None:
        if _last(unit, _UNTOLD) is not None:
            raise CannotTakeBack(_("A password cannot be put back. Choose a new one instead."))
        raise CannotTakeBack(_("There is nothing to undo since you logged in."))
    rows = unit.rows("SELECT * FROM audit WHERE unit_id = ? ORDER BY id", (target["id"],))
    for row in rows:
        _nobody_since(unit, target["id"], row)
    unit.undoes = target["id"]
    unit.parts = tuple(target["parts"].split())
    try:
        for row in reversed(rows):
            _put_back(unit, row)
    except sqlite3.IntegrityError as error:
        raise _too_late(unit, target["id"], rows) from error
    return TakenBack(
        deed=target["deed"],
        at=from_stored(target["at"]),
        rows=tuple((row["table_name"], row["row_key"]) for row in rows),
        citizens=frozenset(row["citizen_id"] for row in rows if row["citizen_id"] is not None),
    )


def _put_back(unit: Unit, row: Row) -> None:
    table, key = row["table_name"], unit.key_from(row["table_name"], row["row_key"])
    before, after = _values(row["before"]), _values(row["after"])
    if row["before"] is None:
        unit.delete(table, key)
    elif row["after"] is None:
        unit.insert(table, before)
    else:
        for name, value in after.items():
            # The version counts on; everything else is as this unit of work left it.
            if name != "version" and value != unit.stored(table, key, name):
                raise _too_late(unit, row["unit_id"], [row])
        unit.put_back(table, key, before)


def _nobody_since(unit: Unit, unit_id: int, row: Row) -> None:
    later = unit.one(
        "SELECT u.who, u.at, s.name FROM audit a JOIN unit_of_work u ON u.id = a.unit_id"
        " LEFT JOIN staff s ON s.id = u.staff_id"
        " WHERE a.table_name = ? AND a.row_key = ? AND a.unit_id > ?"
        f" AND {STANDS.format(u='u')} ORDER BY a.id DESC LIMIT 1",
        (row["table_name"], row["row_key"], unit_id),
    )
    if later is not None:
        raise _changed(later)


def _too_late(unit: Unit, unit_id: int, rows: list[Row]) -> CannotTakeBack:
    """What is built on these rows since: a person who came again, a list entry in use."""
    about = {row["citizen_id"] for row in rows} - {None}
    for citizen in sorted(about):
        later = unit.one(
            "SELECT u.who, u.at, s.name FROM audit a JOIN unit_of_work u ON u.id = a.unit_id"
            " LEFT JOIN staff s ON s.id = u.staff_id WHERE a.citizen_id = ? AND a.unit_id > ?"
            f" AND {STANDS.format(u='u')} ORDER BY a.id DESC LIMIT 1",
            (citizen, unit_id),
        )
        if later is not None:
            return _changed(later)
    return CannotTakeBack(_("It cannot be undone any more: something newer builds on it."))


def _changed(later: Row) -> CannotTakeBack:
    return CannotTakeBack(
        _("It cannot be undone: {who} changed it since, at {time}.").format(
            who=later["name"] or later["who"],
            time=local(from_stored(later["at"])).strftime("%H.%M"),
        )
    )


def _values(text: str | None) -> Mapping[str, Any]:
    return json.loads(text) if text is not None else {}


def rows_of(taken: TakenBack, table: str) -> Iterator[str]:
    """The keys of the rows of one table that were put back."""
    return (key for name, key in taken.rows if name == table)
