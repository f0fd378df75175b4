"""What is put right in a time that is booked: its kind, its room or place, and the line about it.

When it is and with whom is moved (`house/slots.py`), what became of it is marked there.
"""

from __future__ import annotations

from collections.abc import Mapping

from din_indgang_tui.clock import from_stored, local_date
from din_indgang_tui.house import slots, taken, verdicts
from din_indgang_tui.house.codes import SlotStatus
from din_indgang_tui.house.enquiry_columns import NOTE_LIMIT
from din_indgang_tui.house.lines import one_line
from din_indgang_tui.house.slot_columns import PART
from din_indgang_tui.house.slot_rows import Slot, row_of
from din_indgang_tui.house.slot_rules import allowed, keep_where_it_was, to_tell
from din_indgang_tui.house.slots import PLACE_LIMIT
from din_indgang_tui.house.verdicts import Answer, Wanted, known_kind
from din_indgang_tui.i18n import _
from din_indgang_tui.store.engine import sqlite3
from din_indgang_tui.store.errors import DeskError
from din_indgang_tui.store.roles import DESK
from din_indgang_tui.store.unit import Row, Unit, Value, changes

EDITABLE = ("kind", "room", "place", "note")


@changes(DESK, PART)
def edit(unit: Unit, slot_id: int, version: int, values: Mapping[str, str]) -> Slot:
    """Other texts in some of EDITABLE; an empty room is none. Returns it as it stands.

    A place outside of the house lets go of the room, and a room of the place: of a time to come
    that is something to tell the citizen, as they would go to the wrong door. The length stays as
    it was agreed. Raises Taken, with who came first, for a room that is taken; DeskError by its
    field for what cannot be; Conflict where somebody changed it since `version`.
    """
    row = row_of(unit, slot_id)
    if row["version"] != version:
        unit.update("slot", slot_id, dict(values), version=version)
    new = _clean(unit, row, values)
    changed = {name for name, value in new.items() if row[name] != value}
    if not changed:
        return slots.one(unit, slot_id)
    begins = from_stored(row["starts_at"])
    kind, room = new.get("kind", row["kind"]), new.get("room", row["room"])
    wanted = Wanted(
        row["citizen_id"],
        row["coach_id"],
        str(kind),
        row["minutes"],
        str(room) if room is not None else None,
    )
    # What is over or was cancelled is put right for the record: nobody has to find room for it.
    if row["status"] == SlotStatus.BOOKED and local_date(begins) >= unit.today:
        _is_possible(unit, row, wanted, changed)
        if "place" in changed:
            new |= to_tell(unit, row, new, told=False)
    try:
        unit.update("slot", slot_id, new, version=version)
    except sqlite3.IntegrityError as error:
        raise taken.refusal(
            unit, error, wanted, begins, course_id=row["course_id"], but=slot_id
        ) from error
    if "room" in changed:
        keep_where_it_was(unit, row)
    return slots.one(unit, slot_id)


def _clean(unit: Unit, row: Row, values: Mapping[str, str]) -> dict[str, Value]:
    new: dict[str, Value] = {}
    if "kind" in values and values["kind"] != row["kind"]:
        known_kind(unit, values["kind"], row["minutes"])
        new["kind"] = values["kind"]
    if "note" in values:
        new["note"] = one_line(values["note"], "note", NOTE_LIMIT)
    if "place" in values:
        new["place"] = one_line(values["place"], "place", PLACE_LIMIT)
    if "room" in values:
        new["room"] = values["room"] or None
        if (
            new["room"] is not None
            and unit.one("SELECT 1 FROM room WHERE code = ?", (new["room"],)) is None
        ):
            raise DeskError(_("Choose one of the list."), field="room")
    if new.get("room") and new.get("place"):
        raise DeskError(_("Choose a room or write a place, not both."), field="place")
    if new.get("place"):
        new["room"] = None
    elif new.get("room"):
        new["place"] = ""
    return new


def _is_possible(unit: Unit, row: Row, wanted: Wanted, changed: set[str]) -> None:
    """Refuses what no trigger knows of, and only about what is new: the time itself is booked."""
    begins = from_stored(row["starts_at"])
    day = local_date(begins)
    was = Wanted(row["citizen_id"], row["coach_id"], row["kind"], row["minutes"], row["room"])
    if was.outside != wanted.outside and row["coach_id"] is not None:
        # Where the citizen is, other hours hold than in the house.
        allowed(unit, wanted, begins, row["course_id"], but=row["id"])
    if "room" in changed:
        of = verdicts.known(unit, day, day, but=row["id"])
        judged = verdicts.of_the_room(of, wanted, begins)
        if judged is not None and judged.answer is Answer.ROOM_CLOSED:
            raise DeskError(judged.sentence, field="room")
