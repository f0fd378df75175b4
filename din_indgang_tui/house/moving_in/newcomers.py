"""Colleagues and rooms that files call by name: found, or made where the house has none such.

An unknown colleague becomes a former one, who cannot log in; an unknown room a retired one, which
nobody can book before the house brings it back. Both stand in the record of the import.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from din_indgang_tui import clock
from din_indgang_tui.house import lists
from din_indgang_tui.house.codes import shown_label
from din_indgang_tui.house.moving_in.cells import Column
from din_indgang_tui.house.moving_in.description import JudgedRow
from din_indgang_tui.house.moving_in.scratch import Scratch
from din_indgang_tui.i18n import N_, _
from din_indgang_tui.store.roles import Role
from din_indgang_tui.store.unit import Reading, Unit

Key = int | str  # a colleague's id, a room's code

_SAID = {
    "staff": N_("{name} is nobody here: a former colleague is made, who cannot log in."),
    "room": N_("There is no room {name}: one is made, retired until the house brings it back."),
}


def announce(reading: Reading, scratch: Scratch, column: Column, rows: Sequence[JudgedRow]) -> None:
    """Warns of everyone and every room that the import will make, once each."""
    table = column.names or ""
    naming = [(row, row.values[column.name]) for row in rows if row.values[column.name]]
    known = _found(reading, table)
    met = scratch.meet(f"new {table}", [(_folded(name), row.line) for row, name in naming])
    for (row, name), line in zip(naming, met, strict=True):
        if line is None and _folded(name) not in known:
            row.warn(column.name, _(_SAID[table]).format(name=name))


def found_or_made(unit: Unit, table: str, names: Iterable[str]) -> Mapping[str, Key]:
    """The key of every one of `names`, a colleague's initials or what a room is called."""
    known = _found(unit, table)
    keys: dict[str, Key] = {}
    for name in sorted(names):
        folded = _folded(name)
        if folded not in known:
            known[folded] = _MAKERS[table](unit, name)
        keys[name] = known[folded]
    return keys


def _found(reading: Reading, table: str) -> dict[str, Key]:
    if table == "staff":
        rows = reading.rows("SELECT id, initials FROM staff")
        return {_folded(row["initials"]): row["id"] for row in rows}
    rows = reading.rows("SELECT code, label FROM room ORDER BY retired DESC, position DESC")
    called: dict[str, Key] = {_folded(row["code"]): row["code"] for row in rows}
    # What a room is called goes before what it is stored as.
    return called | {
        _folded(shown_label("room", row["code"], row["label"])): row["code"] for row in rows
    }


def _former_colleague(unit: Unit, initials: str) -> Key:
    return unit.insert(
        "staff",
        {
            "initials": initials,
            "name": initials,
            "role": Role.COACH.value,
            "password_hash": None,
            "active": 0,
            "created_at": clock.stored(unit.now),
        },
    )


def _retired_room(unit: Unit, name: str) -> Key:
    rows = unit.rows("SELECT code, position FROM room")
    code = lists.code_from(name, {row["code"] for row in rows})
    position = max((row["position"] for row in rows), default=0) + 1
    unit.insert("room", {"code": code, "label": name, "position": position, "retired": 1})
    return code


_MAKERS: Mapping[str, Callable[[Unit, str], Key]] = {
    "staff": _former_colleague,
    "room": _retired_room,
}


def _folded(name: str) -> str:
    return name.casefold()
